"""What the snapshot says of the people and units in a dossier, and names as documents write them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Final

from service.campaign.awards import AwardHad, Discipline
from service.campaign.council import Meeting, Vote
from service.campaign.nominees import Nominee
from service.campaign.people import SharedPerson
from service.dossier.judged import Dossier, Judged
from service.dossier.spelling import key, plain, tidy
from service.errors import Problem
from service.rules.finding import Fault

AWARDS: Final = {"giay_khen": "Giấy khen", "bang_khen": "Bằng khen"}
KINDS: Final = ("tap_the", "ca_nhan")
_NAMED_AT_MOST: Final = 8


def fault(said: Problem, *places: str, found: object = "", required: object = "") -> Fault:
    """`places`: every document, field and row of the campaign's data that the fault concerns."""
    return Fault(said, place="; ".join(dict.fromkeys(places)), found=str(found), required=str(required))


def some(documents: Sequence[Judged]) -> list[str]:
    """The first documents of many by name, and how many more there are."""
    more = len(documents) - _NAMED_AT_MOST
    return [*map(str, documents[:_NAMED_AT_MOST]), *([f"và {more} văn bản khác"] if more > 0 else [])]


def row_place(table: str, code: object) -> str:
    """A row of the campaign's data: "dữ liệu phong trào: de_nghi/tt01"."""
    return f"dữ liệu phong trào: {table}/{code}"


@dataclass(frozen=True)
class Named:
    """A collective or person as one document names it."""

    document: Judged
    kind: str                                     # tap_the, ca_nhan
    row: Mapping[str, Any]
    steps: tuple[object, ...]                     # where in the document's data

    def part(self, column: str) -> str:
        value = self.row.get(column)
        if isinstance(value, Mapping):
            value = value.get("ten") or value.get("ho_ten")
        return tidy(value) if isinstance(value, str) else ""

    @property
    def name(self) -> str:
        return self.part("ho_ten") if self.kind == "ca_nhan" else self.part("ten")

    def means(self, kind: str, name: str, unit: str) -> bool:
        """Whether it is this nominee: two of one name are told apart by their units, where both are written."""
        own = self.part("don_vi")
        return self.kind == kind and key(self.name) == key(name) and (not own or not unit or plain(own) == plain(unit))

    def count(self, column: str) -> int | None:
        value = self.row.get(column)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def at(self, *more: object) -> str:
        return self.document.at(*self.steps, *more)


def named(document: Judged) -> list[Named]:
    """The rows of its tables of nominees."""
    return [Named(document, kind, row, (kind, index)) for kind in KINDS for index, row in enumerate(document.rows(kind))
            if isinstance(row.get("ho_ten" if kind == "ca_nhan" else "ten"), str | Mapping)]


def candidates(dossier: Dossier, unit: str, award: str) -> list[Nominee]:
    """The nominees of a unit, or of the schools under it, for an award."""
    return [row for row in dossier.snapshot.nominees(award=award)
            if row.don_vi == unit or dossier.organs.under(row.don_vi, unit, dossier.day)]


def relevant(dossier: Dossier) -> list[Nominee]:
    """The nominees that the dossier's documents are about; all where no document is of an award."""
    rows = [row for unit, award in dossier.cases for row in candidates(dossier, unit, award)]
    return list({row.ma: row for row in rows}.values()) if dossier.cases else list(dossier.snapshot.nominees())


def documents_about(dossier: Dossier, row: Nominee) -> list[str]:
    """The documents that would carry this nominee's award, for a fault's place."""
    about = [one for one in dossier.documents if one.award == row.hinh_thuc and one.subject in ("", row.ma)
             and (one.unit == row.don_vi or dossier.organs.under(row.don_vi, one.unit, one.day))]
    return [row_place("de_nghi", row.ma), *some(about)]


def nominee_name(dossier: Dossier, row: Nominee) -> str:
    person = dossier.people.get(row.nguoi) if row.nguoi else None
    return tidy(person.ho_ten if person else row.ten or dossier.organs.name(row.don_vi))


def same_nominee(dossier: Dossier, one: Nominee, other: Nominee) -> bool:
    """The same person, in whatever office, or the same collective."""
    people = dossier.people
    first, second = people.get(one.nguoi), people.get(other.nguoi)
    if first and second:
        return same_person(first, second)
    return not first and not second and (one.don_vi, key(one.ten)) == (other.don_vi, key(other.ten))


def offices(dossier: Dossier, code: str) -> list[SharedPerson]:
    """All offices of the person with this code: who changes offices has a row for each."""
    person = dossier.people.get(code)
    return [one for one in dossier.named(person.ho_ten) if same_person(one, person)] if person else []


def same_person(one: SharedPerson, other: SharedPerson) -> bool:
    return one.ma == other.ma or (one.ngay_sinh is not None and (key(one.ho_ten), one.ngay_sinh) == (
        key(other.ho_ten), other.ngay_sinh))


def awards_had(dossier: Dossier, nominee: Nominee) -> list[AwardHad]:
    """Rows of `khen_thuong`: of the person in any office, or of the unit itself; of a collective inside it none are kept."""
    if nominee.loai == "ca_nhan":
        return [row for one in offices(dossier, nominee.nguoi) for row in dossier.snapshot.awards_of(person=one.ma)]
    return [] if nominee.ten else list(dossier.snapshot.awards_of(unit=nominee.don_vi))


def disciplines(dossier: Dossier, nominee: Nominee) -> list[Discipline]:
    """Rows of `ky_luat`, as `awards_had`."""
    if nominee.loai == "ca_nhan":
        return [row for one in offices(dossier, nominee.nguoi) for row in dossier.snapshot.discipline_of(person=one.ma)]
    return [] if nominee.ten else list(dossier.snapshot.discipline_of(unit=nominee.don_vi))


def vote_in(dossier: Dossier, nominee: Nominee, unit: str) -> tuple[Vote, int] | None:
    """The vote on a nominee in a unit's own council, and how many members that has."""
    snapshot = dossier.snapshot
    councils = {one.ma for one in snapshot.tables.hoi_dong if one.co_quan == unit}
    meetings = {one.ma: one.hoi_dong for council in councils for one in snapshot.meetings(council)}
    found = next((one for one in snapshot.votes_on(nominee.ma) if one.hop in meetings), None)
    return (found, len(snapshot.members(meetings[found.hop]))) if found else None


def meetings_of(dossier: Dossier, document: Judged) -> list[Meeting]:
    """The meeting of its council on its day; of several those that voted on its award."""
    day, snapshot = document.date("bat_dau"), dossier.snapshot
    council = snapshot.council_of(document.unit, day or document.day)
    held = [one for one in snapshot.meetings(council.ma) if one.day == day] if council else []
    return [one for one in held if snapshot.nominees(award=document.award, meeting=one.ma)] if len(held) > 1 else held


def passed(dossier: Dossier, nominee: Nominee, unit: str) -> bool | None:
    """Whether the unit's council voted for the nominee by the threshold; None where no vote or no threshold is known."""
    found, threshold = vote_in(dossier, nominee, unit), setting(dossier, "nguong_phieu")
    return None if found is None or threshold is None else bool(100 * found[0].dong_y >= threshold * found[1])


def setting(dossier: Dossier, name: str) -> Any:
    """A value of `cau_hinh`; None where nobody set it."""
    return getattr(dossier.snapshot.frame.cau_hinh, name, None)


def unset(name: str, said: Problem) -> Fault:
    """The warning that a value which the law leaves to local rule is missing."""
    return fault(said, f"dữ liệu phong trào: cau_hinh/{name}")


def texts(value: object, steps: tuple[object, ...] = ()) -> Iterator[tuple[tuple[object, ...], str]]:
    """Every text in data with its place, in lists, rows and trees."""
    if isinstance(value, str):
        yield steps, value
    elif isinstance(value, Mapping):
        for name, part in value.items():
            yield from texts(part, (*steps, name))
    elif isinstance(value, Iterable) and not isinstance(value, bytes):
        for index, part in enumerate(value):
            yield from texts(part, (*steps, index))
    elif is_dataclass(value):
        for one in fields(value):
            yield from texts(getattr(value, one.name), (*steps, one.name))

