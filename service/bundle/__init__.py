"""What comes out of a batch, from its units and a store. Nothing holds more than one document; the same batch, the same bytes.

    manifest.py     `manifest.json`, `manifest.csv`; `entry`: one document as an answer says it
    archive.py      everything as one streamed ZIP; zipped.py: its notation
    printed.py      one PDF for the printer; front.py: its cover and index; merged.py: many PDFs → one (objects.py, typefaces.py)
    report.py       HTML and PDF: counts, what was refused, what the checker found; story.py gathers it
    wording.py      words that stand in more than one of them
"""
