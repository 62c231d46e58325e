"""Documents made, and the outgoing register.

    listed.py   /van-ban                        shown.py     /van-ban/<id>: pages, files, a new draft from it
    acts.py     register, signed file, withdraw  book.py     /so: the register, its books, its workbook
    entries.py  /so/<id>: an entry; /so/nhap: of a document made elsewhere
    asked.py    what forms say → values          told.py     values → words of a page
"""

from __future__ import annotations

from typing import Final

from flask import Blueprint

from service.web.documents import acts, book, entries, listed, shown

blueprint: Final = Blueprint("documents", __name__)
for part in (listed, shown, acts, book, entries):
    part.register(blueprint)
