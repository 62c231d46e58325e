"""The same names everywhere: D2, D7."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final

from service.dossier.facts import Named, fault, named, nominee_name, row_place, texts
from service.dossier.judged import Dossier, Judged
from service.dossier.registry import across
from service.dossier.slugs import BALLOT, CERTIFICATES, COUNTING, DECISION, LIST, MERIT, MINUTES, SUBMISSION, SUMMARY
from service.dossier.spelling import key, plain, tidy
from service.errors import problem
from service.rules.finding import Fault
from service.rules.registry import Outcome

_ALONE: Final = (*CERTIFICATES, *MERIT, SUMMARY)            # of one nominee each
_LISTS: Final = (LIST, SUBMISSION, DECISION, MINUTES, COUNTING, BALLOT)
_NEAR: Final = 0.8
_PARTS: Final = {"chuc_vu": "chức vụ", "don_vi": "đơn vị"}
_QUOTED: Final = re.compile(r"[“\"]([^”\"]{10,400})[”\"]")


@across("TD-D2", "names-differ", "thông lệ, theo Nghị định 152/2025/NĐ-CP, Điều 33")
def names(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Họ tên, tên tập thể, chức vụ, đơn vị viết như nhau trong biên bản, danh sách, tờ trình, quyết định, báo cáo thành tích,
    giấy khen, và như trong dữ liệu phong trào."""
    for unit, award in dossier.cases:
        lists = [one for one in dossier.of(*_LISTS, unit=unit, award=award) if named(one)]
        for other in lists[1:]:
            yield from _same(lists[0], other)
    for document in dossier.of(*_LISTS):
        if document.award:
            yield from _as_recorded(dossier, document)
    for document in dossier.of(*_ALONE):
        yield from _alone(dossier, document)


def _same(first: Judged, other: Judged) -> Iterator[Fault]:
    known, rows = named(first), named(other)
    often = Counter((one.kind, key(one.name)) for one in rows)
    for one in rows:
        found = _match(one, known, alone=often[one.kind, key(one.name)] == 1)
        if found is None:
            continue
        for said_one, said_other, what in [(found.name, one.name, "tên"), *(
                (found.part(part), one.part(part), word) for part, word in _PARTS.items())]:
            if said_one and said_other and said_one != said_other:
                said = problem("names-differ", "{van_ban} ghi {gi} “{co}”; {van_ban_khac} ghi “{khac}”.", van_ban=first, gi=what,
                               co=said_one, van_ban_khac=other, khac=said_other)
                yield fault(said, found.at(), one.at(), found=said_other, required=said_one)


def _match(one: Named, known: list[Named], *, alone: bool) -> Named | None:
    """The same nominee in another document: by name, of two with one name also by unit; else the one with nearly that name."""
    same = [other for other in known if other.kind == one.kind and key(other.name) == key(one.name)]
    if same and alone and len(same) == 1:
        return same[0]
    if same:
        return next((other for other in same if key(other.part("don_vi")) == key(one.part("don_vi"))), None)
    scored = [(SequenceMatcher(None, key(one.name), key(other.name)).ratio(), index) for index, other in enumerate(known)
              if other.kind == one.kind]
    best = max(scored, default=(0.0, 0))
    return known[best[1]] if best[0] >= _NEAR else None


def _as_recorded(dossier: Dossier, document: Judged) -> Iterator[Fault]:
    """Against the nominees of the campaign's data: posts and units of those with the same name; names that are nearly one."""
    organs, people = dossier.organs, dossier.people
    rows = [row for row in dossier.snapshot.nominees(award=document.award)
            if row.don_vi == document.unit or organs.under(row.don_vi, document.unit, document.day)]
    recorded = {key(nominee_name(dossier, row)): row for row in rows}
    for one in named(document):
        row = recorded.get(key(one.name))
        if row is None:
            yield from _nearly(one, {name: nominee_name(dossier, row) for name, row in recorded.items()})
            continue
        office = people[row.nguoi].chuc_vu if row.nguoi in people else ""
        homonyms = sum(key(nominee_name(dossier, other)) == key(one.name) for other in rows)
        if homonyms == 1:
            yield from _parts(one.part("chuc_vu"), one.part("don_vi"), office, organs.name(row.don_vi), one.at(),
                              row_place("de_nghi", row.ma))


def _nearly(one: Named, recorded: dict[str, str]) -> Iterator[Fault]:
    near = max(((SequenceMatcher(None, key(one.name), name).ratio(), shown) for name, shown in recorded.items()),
               default=(0.0, ""))
    if near[0] >= _NEAR:
        said = problem("name-not-recorded", "“{co}” không có trong dữ liệu phong trào; có phải “{dung}”?", co=one.name,
                       dung=near[1])
        yield fault(said, one.at(), "dữ liệu phong trào: de_nghi", found=one.name, required=near[1])


def _parts(office: str, unit: str, recorded_office: str, recorded_unit: str, *places: str) -> Iterator[Fault]:
    if office and recorded_office and key(office) != key(recorded_office):
        said = problem("office-differs", "Chức vụ ghi “{co}”; dữ liệu phong trào ghi “{dung}”.", co=office, dung=recorded_office)
        yield fault(said, *places, found=office, required=recorded_office)
    if unit and recorded_unit and plain(unit) != plain(recorded_unit):
        said = problem("unit-differs", "Đơn vị ghi “{co}”; dữ liệu phong trào ghi “{dung}”.", co=unit, dung=recorded_unit)
        yield fault(said, *places, found=unit, required=recorded_unit)


def _alone(dossier: Dossier, document: Judged) -> Iterator[Fault]:
    row = next((one for one in dossier.snapshot.nominees() if one.ma == document.subject), None)
    if row is None:
        return
    field = "ho_ten" if document.text("ho_ten") else "ten"
    name, right = document.text(field), nominee_name(dossier, row)
    recorded = row_place("de_nghi", row.ma)
    if name and tidy(name) != right:
        lists = [one.at() for other in dossier.of(DECISION, LIST, award=row.hinh_thuc) for one in named(other)
                 if one.name == right]
        said = problem("certificate-name", "Văn bản ghi “{co}”; người, tập thể được đề nghị là “{dung}”.", co=name, dung=right)
        yield fault(said, document.at(field), *lists, recorded, found=name, required=right)
    office = dossier.people[row.nguoi].chuc_vu if row.nguoi in dossier.people else ""
    yield from _parts(document.text("chuc_vu"), document.text("don_vi"), office, dossier.organs.name(row.don_vi),
                      document.at(field), recorded)


@across("TD-D2B", "order-differs", "thông lệ, theo Nghị định 152/2025/NĐ-CP, khoản 5 Điều 29", slugs=_LISTS)
def order(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Danh sách, tờ trình và quyết định xếp tập thể, cá nhân theo cùng một thứ tự."""
    for unit, award in dossier.cases:
        lists = [one for one in dossier.of(LIST, SUBMISSION, DECISION, unit=unit, award=award) if named(one)]
        for other in lists[1:]:
            for kind in ("tap_the", "ca_nhan"):
                first = [key(one.name) for one in named(lists[0]) if one.kind == kind]
                second = [key(one.name) for one in named(other) if one.kind == kind]
                shared = set(first) & set(second)
                if [one for one in first if one in shared] != [one for one in second if one in shared]:
                    said = problem("order-differs", "{van_ban} và {van_ban_khac} xếp theo thứ tự khác nhau.", van_ban=lists[0],
                                   van_ban_khac=other)
                    yield fault(said, lists[0].at(kind), other.at(kind))


@across("TD-D7", "campaign-name", "thông lệ; tên theo Quyết định số 1478/QĐ-TTg", severity="nhac")
def campaign(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Tên phong trào viết đúng từng chữ, từng dấu phẩy ở mọi văn bản."""
    right = tidy(dossier.snapshot.frame.ten)
    for document in dossier.documents:
        written = document.text("ten_phong_trao")
        if written and written != right:
            yield _wrong(document.at("ten_phong_trao"), written, right)
        for steps, text in texts(document.data):
            for quoted in map(tidy, _QUOTED.findall(text)):
                if quoted != right and SequenceMatcher(None, quoted.casefold(), right.casefold()).ratio() >= _NEAR:
                    yield _wrong(document.at(*steps), quoted, right)


def _wrong(place: str, written: str, right: str) -> Fault:
    said = problem("campaign-name", "Tên phong trào ghi “{co}”; tên đúng là “{dung}”.", co=written, dung=right)
    return fault(said, place, "dữ liệu phong trào: ten", found=written, required=right)
