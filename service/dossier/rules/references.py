"""Documents cited in documents: D6, D9, and numbers of what is not issued yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from service.campaign.register import Registered
from service.dossier.facts import fault, meetings_of, row_place
from service.dossier.judged import Dossier, Judged, as_date
from service.dossier.registry import across
from service.dossier.slugs import DECISION, MINUTES, PLAN, REVIEW, SCHOOL_PLAN, SUBMISSION
from service.dossier.spelling import key
from service.errors import problem
from service.rules.finding import Fault
from service.rules.registry import NOT_APPLICABLE, Outcome
from service.vietnamese.dates import short_date

# Field of a reference → the types it may cite, of the same unit (and award).
CITED: Final[Mapping[str, tuple[str, ...]]] = {
    "bien_ban": (MINUTES,), "to_trinh": (SUBMISSION,), "quyet_dinh": (DECISION,),
    "ke_hoach": (SCHOOL_PLAN, PLAN), "bao_cao": (REVIEW,)}
# Grounds of one's own: by their type.
_GROUNDS: Final[Mapping[str, tuple[str, ...]]] = {"biên bản": (MINUTES,), "tờ trình": (SUBMISSION,)}


def citations(document: Judged) -> Iterator[tuple[tuple[object, ...], Mapping[str, Any]]]:
    """References and grounds with their parts, in the order of the data."""
    for name, value in document.data.items():
        if isinstance(value, Mapping) and "loai" in value:
            yield (name,), value
        elif isinstance(value, list | tuple):
            yield from (((name, index), row) for index, row in enumerate(value)
                        if isinstance(row, Mapping) and row.get("loai") and "trich_yeu" in row)


def targets(dossier: Dossier, document: Judged, field: str, row: Mapping[str, Any]) -> list[Judged]:
    """The documents of the dossier that a reference, or a ground, of this document means."""
    kinds = _GROUNDS.get(key(str(row.get("loai") or "")), ()) if field == "can_cu" else CITED.get(field, ())
    return [one for one in dossier.of(*kinds, unit=document.unit) if one.award in ("", document.award) and one is not document]


def registered(dossier: Dossier, document: Judged) -> tuple[int, date] | None:
    """Number and day in the register `van_ban_di` of the unit, or of its department that issued it; of minutes those of the
    meeting."""
    found = _entry(dossier, document, document.unit) or _entry(
        dossier, document, dossier.organs.department(document.unit, document.day))
    if found is not None:
        return found.so, found.ngay
    held = meetings_of(dossier, document) if document.slug == MINUTES else []
    return next(((one.so, one.day) for one in held if one.so is not None), None)


def _entry(dossier: Dossier, document: Judged, unit: str) -> Registered | None:
    """The most special line there is: of the nominee, of the award, of the type."""
    found = (dossier.snapshot.registered(unit, document.slug, *codes)
             for codes in ((document.award, document.subject), (document.award,), ()))
    return next((one for one in found if one), None) if unit else None


def number_of(said: object) -> int | None:
    """"12/TTr-TH" → 12; None of a bare symbol."""
    head = str(said or "").partition("/")[0].strip()
    return int(head) if head.isdigit() else None


@across("TD-D6", "citation-not-whole", "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, II.6b", severity="nhac")
def whole(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Văn bản được viện dẫn ghi đủ một lần tên loại, số, ký hiệu, ngày, cơ quan ban hành và trích yếu; về sau chỉ ghi tên loại
    và số."""
    asked = False
    for document in dossier.documents:
        said: dict[str, list[tuple[tuple[object, ...], Mapping[str, Any]]]] = {}
        for steps, row in citations(document):
            symbol = str(row.get("so_ky_hieu") or "")
            if number_of(symbol) is not None:
                said.setdefault(symbol, []).append((steps, row))
        for symbol, rows in said.items():
            asked = True
            full = any(row.get("co_quan") and row.get("trich_yeu") and row.get("ngay") for _, row in rows)
            if not full and rows[0][0][0] not in CITED:      # the unit's own papers are cited by type, number, day
                told = problem("citation-not-whole", "Viện dẫn {loai} số {so} mà không lần nào ghi đủ ngày, cơ quan ban hành, "
                               "trích yếu.", loai=rows[0][1].get("loai", ""), so=symbol)
                yield fault(told, document.at(*rows[0][0]), found=symbol)
    if not asked:
        yield NOT_APPLICABLE


@across("TD-D9", "reference-differs", "thông lệ, theo Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, II.6b")
def differs(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Số và ngày của biên bản, tờ trình, quyết định được dẫn là số và ngày của chính văn bản ấy, hoặc số và ngày đã đăng ký."""
    compared = False
    for document in dossier.documents:
        for steps, row in citations(document):
            number, day = number_of(row.get("so_ky_hieu")), as_date(row.get("ngay"))
            for target in targets(dossier, document, str(steps[0]), row):
                right = registered(dossier, target)
                own = target.number("so"), target.date("ngay_ban_hanh")
                known = (own[0] or (right[0] if right else None), own[1] or (right[1] if right else None))
                wrong = [(word, shown, dung) for word, shown, dung in (("số", number, known[0]), ("ngày", day, known[1]))
                         if shown is not None and dung is not None and shown != dung]
                compared = compared or any(one is not None for one in known)
                for word, shown, dung in wrong:
                    told = problem("reference-differs", "{van_ban} dẫn {gi} {co}; {van_ban_khac} có {gi} {dung}.",
                                   van_ban=document, gi=word, co=_shown(shown), van_ban_khac=target, dung=_shown(dung))
                    yield fault(told, document.at(*steps), target.at("so" if word == "số" else "ngay_ban_hanh"),
                                *([row_place("van_ban_di", target.slug)] if right else []), found=_shown(shown),
                                required=_shown(dung))
    if not compared:
        yield NOT_APPLICABLE


def _shown(value: object) -> str:
    return short_date(value) if isinstance(value, date) else str(value)
