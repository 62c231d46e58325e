"""Whatever comes in → `Seen`.

    signs      what words alone say: labels of levels, marks of components
    walk, looks, drawn, sheets      Paper → parts, their looks, drawn lines, pages and page numbers
    recognise  parts → parts with component and confidence: heading, ending, content
    kind       type, date, whether the decree governs the document
    word, plain      the two doors
"""

from __future__ import annotations

from service.rules.see.plain import see_text
from service.rules.see.recognise import recognised
from service.rules.see.signs import label_of
from service.rules.see.word import see_paper

__all__ = ["label_of", "recognised", "see_paper", "see_text"]
