"""From an upload to documents: units of work, planned, made, counted (docs/bulk.md).

    plan.py       rows → units; folder.py: a campaign's folder → units; places.py: where their files lie
    upload.py     a stored upload → its units, of either kind; receive.py: takes it in
    held.py       an upload that is judged and waits for somebody; held_stored.py: as JSON
    inline.py     rows of a request; sources.py: what a worker reads once
    recipe.py     what the bytes of a document depend on → one digest
    work.py       one unit → its files in the store
"""
