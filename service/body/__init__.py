"""The body of a document: JSON tree, light Markdown or a type's outline → parts → numbered items (docs/body.md).

    tree.py      JSON nodes, checked by pydantic      ┐
    markdown.py  light Markdown                       ├→ `Part`s in reading order, without numbers
    (service/outline.py composes them from fields)    ┘
    number.py    parts → `Item`s: the only place that gives a number (PL I, II.6c–đ)
    inline.py    **bold**, *italic*, m^2^ → Rich
"""
