"""Which documents a unit's dossier has, for which award, nominee, guest; each with its view of the campaign and its own data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from service.campaign.nominees import Nominee
from service.campaign.scope import Issuer, Scope
from service.campaign.snapshot import Snapshot
from service.campaign.views import award, choice, council
from service.doctypes import DocumentType, Values
from service.doctypes.blame import blaming
from service.dossier import slugs
from service.dossier.days import dated
from service.dossier.judged import Judged
from service.errors import InputRefused, VanbanError, problem

_OF_BALLOT: Final = frozenset({slugs.BALLOT, slugs.COUNTING})      # hands that are raised leave no ballots
OWN: Final = "rieng"                                               # `[dossier] when`: written by the unit itself
MADE_BY: Final = frozenset({"truong", "ubnd_phuong"})              # whose documents are made where no unit is asked for
_BOTH: Final = ("tap_the", "ca_nhan")
_KINDS: Final = {"collective": ("tap_the",), "individual": ("ca_nhan",), "nominee": _BOTH, "laureate": _BOTH}


@dataclass(frozen=True)
class Planned:
    """One document of a dossier. `data` is what is particular to it; everything else it takes through `scope`. `folder` is where
    relative paths of pictures start."""

    type: DocumentType
    scope: Scope
    data: Mapping[str, Any]
    folder: Path | None = None

    @property
    def slug(self) -> str:
        return self.type.slug

    @property
    def name(self) -> str:
        """"51-to_trinh_khen_thuong-giay_khen": in the order of the dossier; no two documents of a unit have the same."""
        order = self.type.dossier.order if self.type.dossier else 0
        per = self.type.dossier.per if self.type.dossier else ""
        return "-".join(filter(None, [f"{order:02d}", self.slug, self.scope.award if per == "award" else "", self.scope.subject]))

    def checked(self) -> dict[str, Any]:
        """What it says, as plain data. Raises InputRefused."""
        return self.type.checked(self.data, campaign=self.scope, today=self.scope.day, folder=self.folder)

    def judged(self, seen: Seen = lambda *_: None) -> Judged:
        """It, with its checked data and the count of its appendices, for the rules across documents. `seen` sees its values.

        Raises InputRefused where the document could not be made, or the fault of its template or of the faces."""
        scope = self.scope
        with blaming(self.data):
            made = self.type.values(self.data, campaign=scope, today=scope.day, folder=self.folder)
        seen(self, made)
        return Judged(self.slug, scope.unit, scope.award, scope.subject, scope.day, self.checked(), self.type.name,
                      len(made.appendices))

    def unmade(self) -> Judged:
        """It, where its data was refused: whose it is, and nothing else."""
        scope = self.scope
        return Judged(self.slug, scope.unit, scope.award, scope.subject, scope.day, {}, self.type.name)


Seen = Callable[[Planned, Values], None]


def judge(planned: Iterable[Planned], looked_at: Callable[[], None] = lambda: None, seen: Seen = lambda *_: None,
          ) -> tuple[tuple[Judged, ...], tuple[tuple[Planned, VanbanError], ...]]:
    """Documents ready for the rules across documents, and those that are refused, each with why: one stops no other.

    `looked_at` is called before each, for whoever shows progress; `seen` sees the values of each that has them.
    """
    found, refused = [], []
    for one in planned:
        looked_at()
        try:
            found.append(one.judged(seen))
        except VanbanError as error:
            refused.append((one, error))
    return tuple(found), tuple(refused)


def level(snapshot: Snapshot, unit: str) -> str:
    """"school", "ward"; "" of an organisation that has no dossier. Raises InputRefused where there is no such organisation."""
    kind = snapshot.organ(unit).loai
    return {"truong": "school", "ubnd_phuong": "ward", "ubnd_quan": "ward"}.get(kind, "")


def units(snapshot: Snapshot) -> list[str]:
    """Every organisation that has a dossier, wards first, in the order of `co_quan`."""
    codes = [one.ma for one in snapshot.tables.co_quan if level(snapshot, one.ma)]
    return sorted(codes, key=lambda ma: level(snapshot, ma) != "ward")


def documents(snapshot: Snapshot, unit: str, types: Iterable[DocumentType], *, today: date, day: date | None = None,
              folder: Path | None = None) -> tuple[Planned, ...]:
    """The dossier of a school or the set of a ward, in the order of `[dossier]`. `day` takes the place of every document's own.

    Raises InputRefused where the organisation has none.
    """
    return tuple(replace(one, folder=folder) for one in _of_unit(snapshot, unit, types, today, day) if there(one))


def waiting(snapshot: Snapshot, unit: str, types: Iterable[DocumentType], *, today: date) -> tuple[Planned, ...]:
    """The documents that wait for words of the unit's own. Raises InputRefused as `documents`."""
    return tuple(one for one in _of_unit(snapshot, unit, types, today, None)
                 if one.type.dossier and one.type.dossier.when == OWN and not there(one))


def _of_unit(snapshot: Snapshot, unit: str, types: Iterable[DocumentType], today: date, day: date | None) -> Iterator[Planned]:
    where = level(snapshot, unit)
    if not where:
        raise InputRefused(problem("no-dossier", "{ten} không phải trường hay phường, không có hồ sơ.",
                                   ten=snapshot.organ(unit).full_name))
    placed = [(one.dossier, one) for one in types if one.dossier and where in one.dossier.scope]
    for spec, one in sorted(placed, key=lambda pair: (pair[0].order, pair[1].slug)):
        yield from _of_type(one, spec.per, Scope(snapshot, one.slug, unit, day or today, issuer=spec.issuer), day)


def there(one: Planned) -> bool:
    """Whether the campaign has what the document is about (`[dossier] when`): a council, a meeting, words of the unit's own."""
    when = one.type.dossier.when if one.type.dossier else ""
    if when == OWN:
        return bool(one.scope.snapshot.own.get((one.scope.unit, one.slug, "")))
    return not when or bool(one.scope.look_up(when))


def document(snapshot: Snapshot, unit: str, kind: DocumentType, *, today: date, award_code: str = "", subject: str = "",
             day: date | None = None, folder: Path | None = None) -> Planned:
    """One document, whether the dossier would have it or not. Raises InputRefused where the unit does not exist."""
    issuer: Issuer = kind.dossier.issuer if kind.dossier else "unit"
    snapshot.organ(unit)
    award_code = award_code or next((one.hinh_thuc for one in snapshot.tables.de_nghi if one.ma == subject), "")
    made = _planned(kind, Scope(snapshot, kind.slug, unit, day or today, award_code, subject, issuer), day)
    return replace(made, folder=folder)


def _of_type(kind: DocumentType, per: str, plain: Scope, day: date | None) -> Iterator[Planned]:
    """One document for each award, nominee or guest, as the type is."""
    snapshot = plain.snapshot
    if per == "":
        yield _planned(kind, plain, day)
    elif per == "guest":
        for guest in snapshot.guests(plain.unit):
            yield _planned(kind, replace(plain, subject=guest.ma), day)
    else:
        own = kind.slug if any(one.hinh_thuc == kind.slug for one in snapshot.tables.de_nghi) else ""
        for code in dict.fromkeys(one.hinh_thuc for one in choice.pool(plain)):
            scope = replace(plain, award=code)
            if (plain.issuer == "chair" and not award.given_by_unit(scope, code)) or (own and own != code):
                continue
            if kind.slug in _OF_BALLOT and (met := council.meeting(scope)) and met.bieu_quyet == "gio_tay":
                continue
            if per == "award":
                yield _planned(kind, scope, day)
                continue
            for nominee in _nominees(scope, per):
                yield _planned(kind, replace(scope, subject=nominee.ma), day)


def _nominees(scope: Scope, per: str) -> Iterator[Nominee]:
    """Laureates are those that passed; reports of merit are written for all."""
    among = choice.chosen(scope) if per == "laureate" else choice.pool(scope)
    yield from (one for one in among if one.loai in _KINDS[per])


def _planned(kind: DocumentType, scope: Scope, day: date | None) -> Planned:
    own = scope.snapshot.own_data(scope.unit, scope.slug, scope.subject or scope.award)
    found = dated(scope, own, day)
    fields = kind.schema.fields
    if found.number is not None:
        own |= {"so": found.number} if "so" in fields and "so" not in own else {}
        own |= {"ngay_ban_hanh": found.day} if "ngay_ban_hanh" in fields and "ngay_ban_hanh" not in own else {}
    return Planned(kind, replace(scope, day=found.day), own)


