"""Kinds of fields: `schema.toml`'s description → what pydantic checks → what a template prints.

    spec.py       a field as schema.toml writes it
    kinds.py      the kinds; `kind_of`, `model_of`
    body.py       kind body        picture.py   kind image
    printed.py    text with parts, as a template sees it
    messages.py   pydantic's errors in Vietnamese
"""
