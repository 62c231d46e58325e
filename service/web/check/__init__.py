"""A file that is checked: pages with marks, annotated and repaired copy.

    dropped   /kiem-tra: a file comes in          judged   bytes → what is told of it
    kept      for an hour, on this machine        shown    what is told → what a page shows
    result    /kiem-tra/<id>: pages, list, print view, pictures          copies   annotated and repaired copy
"""

from __future__ import annotations

from typing import Final

from flask import Blueprint

from service.web.check import copies, dropped, result

__all__ = ["blueprint", "copies", "dropped", "result"]

blueprint: Final = Blueprint("check_pages", __name__)       # "check" is the HTTP service's
for part in (dropped, result, copies):
    part.register(blueprint)
