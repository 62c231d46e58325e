"""From an upload to documents: units of work, planned, made, counted (docs/bulk.md).

    plan.py       rows → units; folder.py: a campaign's folder → units; inline.py: their pictures and days as plain JSON
    recipe.py     what the bytes of a document depend on → one digest
    work.py       one unit → its files in the store
"""
