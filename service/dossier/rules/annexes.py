"""Appendices and where the text points to them: D5."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from service.dossier.facts import fault, texts
from service.dossier.judged import Dossier, Judged
from service.dossier.registry import across
from service.errors import problem
from service.rules.finding import Fault
from service.rules.registry import NOT_APPLICABLE, UNDETERMINED, Outcome

# "Phụ lục II" of this document; "Phụ lục I Nghị định 30" is another's
_POINTED: Final = re.compile(
    r"phụ lục(?:\s+(?:số\s+)?(?P<so>[IVX]+|\d{1,2})\b)?"
    r"(?!\s+(?:(?:kèm theo|của|tại)\s+)?(?:Nghị|Luật|Thông tư|Quyết định|Kế hoạch|Công văn))", re.IGNORECASE)
_ROMAN: Final = {"I": 1, "V": 5, "X": 10}


@across("TD-D5", "annex-reference", "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, III.1")
def annexes(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Mọi phụ lục được nhắc đến đều có, mọi phụ lục kèm theo đều được nhắc đến trong văn bản."""
    asked = unknown = False
    for document in dossier.documents:
        own = len(document.rows("phu_luc"))
        pointed = list(_pointed(document))
        if not pointed and not own:
            continue
        asked = True
        if document.annexes is None and not own:
            unknown = True
            continue
        count = document.annexes if document.annexes is not None else own
        for place, number, said in pointed:
            if number > count:
                told = problem("annex-missing", "Văn bản nhắc đến “{co}” nhưng chỉ có {so} phụ lục.", co=said, so=count)
                yield fault(told, place, document.at("phu_luc"), found=said)
        numbers = {number for _, number, _ in pointed}
        for index in range(own):
            if not {0, count - own + index + 1} & numbers:
                told = problem("annex-not-pointed", "Phụ lục {so} kèm theo nhưng văn bản không nhắc đến.",
                               so=count - own + index + 1)
                yield fault(told, document.at("phu_luc", index))
    if unknown:
        yield UNDETERMINED
    elif not asked:
        yield NOT_APPLICABLE


def _pointed(document: Judged) -> Iterator[tuple[str, int, str]]:
    """Where the text points to an appendix: place, number (0: none said), the words."""
    for steps, text in texts({name: value for name, value in document.data.items() if name != "phu_luc"}):
        for found in _POINTED.finditer(text):
            yield document.at(*steps), _number(found["so"]), found[0]


def _number(said: str | None) -> int:
    if said is None or said.isdigit():
        return int(said or 0)
    values = [_ROMAN[one] for one in said.upper()]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
