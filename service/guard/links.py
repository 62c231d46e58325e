"""Where a hyperlink may lead: the web, mail, a telephone, a place in the document, a neighbouring file."""

from __future__ import annotations

import re

from service.errors import Problem, problem

# `about:blank` is what pasted web pages leave behind; it loads nothing
_SCHEMES = frozenset({"http", "https", "mailto", "tel", "about"})
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# readers skip blanks and control characters inside a URL: "java\tscript:" runs
_SKIPPED = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\u2060\ufeff]")
_ELSEWHERE = re.compile(r"[\\/]|[^#?]*\.\.[\\/]")     # from the root, a share, or out of the folder
_SHOWN = 120


def link_problem(target: str, place: str) -> Problem | None:
    """None where the link may stay.

    Refused: scripts (`javascript:`), inline documents (`data:`), programs with a scheme of their own (`ms-msdt:`), files
    elsewhere on the reader's disk, and network shares: Windows sends the reader's credentials to `\\\\host\\share` unasked.
    """
    bare = _SKIPPED.sub("", target)
    scheme = _SCHEME.match(bare)
    if scheme[1].lower() in _SCHEMES if scheme else not _ELSEWHERE.match(bare):
        return None
    return problem("link-target", "Liên kết trỏ tới “{dich}”; chỉ nhận http, https, mailto, tel hoặc vị trí trong văn bản.",
                   place=place, dich=shortened(target))


def shortened(text: str) -> str:
    """Text of the file in one line, as far as a message should show it."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[:_SHOWN] + "…"
