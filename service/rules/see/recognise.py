"""Parts → parts with a component and how sure that is: by words, place and looks, from top to bottom."""

from __future__ import annotations

from collections.abc import Sequence

from service.rules.see.content import content
from service.rules.see.draft import Draft
from service.rules.see.ending import ending
from service.rules.see.heading import heading
from service.rules.seen import Part


def recognised(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Names every part that has no confidence of 1.0 yet.

    Needs the words; looks, cells and columns where the input has them make it surer. Works for a Word file, a PDF's lines joined
    to paragraphs, and plain text. What it cannot tell stays without a component, or has a low confidence.
    """
    draft = Draft(parts)
    at = 0
    while at < len(draft):
        begin = at
        at = heading(draft, at)
        at = content(draft, at)
        at = ending(draft, at)
        if at == begin:
            at += 1
    return draft.made()
