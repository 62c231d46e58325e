"""Citing in the text (PL I, II.6b): in full the first time, later by type, số and ký hiệu only. Only what is sure."""

from __future__ import annotations

from collections.abc import Iterator

from service.errors import problem
from service.rules.finding import Fault
from service.rules.registry import NOT_APPLICABLE, Outcome, rule
from service.rules.seen import Part, Seen, per_document
from service.rules.words.body import PROSE, body
from service.rules.words.cited import Citation, citations
from service.rules.words.said import at, on_one_line


@per_document
def _cited(seen: Seen) -> list[tuple[Part, Citation, str]]:
    """What the sentences of the text cite, with the words that follow."""
    return [
        (part, citation, line[citation.end :])
        for part in body(seen)
        if part.component in PROSE
        for line in [on_one_line(part)]
        for citation in citations(line)
    ]


@rule("B-05", "first-citation-short", "II.6b", severity="nhac")
def lan_dau(seen: Seen) -> Iterator[Fault | Outcome]:
    """Viện dẫn lần đầu ghi đầy đủ tên loại, số, ký hiệu, thời gian ban hành, tên cơ quan ban hành và trích yếu."""
    cited = _cited(seen)
    if not cited:
        yield NOT_APPLICABLE
    known = {
        one.symbol
        for part in seen.of("can_cu", "kinh_gui", "kinh_gui_dong", "trich_yeu", "trich_yeu_cong_van")
        for one in citations(on_one_line(part))
    }
    own = {one.symbol for part in seen.of("phu_luc_kem_theo") for one in citations(on_one_line(part))}
    for part, citation, rest in cited:
        if citation.symbol not in known | own and not citation.dated and "ngày" not in rest[:80]:
            yield at(
                part,
                problem(
                    "citation-short",
                    "“{co}” được viện dẫn lần đầu, cần ghi đủ ngày tháng năm, cơ quan ban hành và trích yếu.",
                    co=f"{citation.type} số {citation.symbol}",
                ),
                found=citation.symbol,
            )
        known.add(citation.symbol)


@rule("B-06", "later-citation-long", "II.6b", severity="nhac")
def lan_sau(seen: Seen) -> Iterator[Fault | Outcome]:
    """Viện dẫn lần sau chỉ ghi tên loại và số, ký hiệu của văn bản đó."""
    cited = _cited(seen)
    if not cited:
        yield NOT_APPLICABLE
    known: set[str] = set()
    for part, citation, rest in cited:
        if citation.symbol in known and citation.dated and rest.startswith(" của "):
            yield at(
                part,
                problem(
                    "citation-long",
                    "“{co}” đã được viện dẫn, lần này chỉ ghi tên loại và số, ký hiệu.",
                    co=f"{citation.type} số {citation.symbol}",
                ),
                found=citation.symbol,
                required=f"{citation.type} số {citation.symbol}",
            )
        known.add(citation.symbol)
