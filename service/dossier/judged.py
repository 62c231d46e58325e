"""What rules across documents see: documents with their checked data, and the snapshot of the campaign that they come from.

Data is read gently here: a value that is missing, or of another shape, is empty. What a field must hold is the schema's business.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from service.campaign.people import SharedPerson
from service.campaign.snapshot import Snapshot
from service.dossier.organs import Organs
from service.dossier.spelling import key


@dataclass(frozen=True)
class Judged:
    """One document: its type, whose it is, its day, and its checked data by field name (python values, rows as mappings)."""

    slug: str
    unit: str                                     # code of the organisation whose dossier it belongs to
    award: str                                    # "giay_khen", "bang_khen", or "" where the type is not of an award
    subject: str                                  # code of the one nominee, laureate or guest, or ""
    day: date
    data: Mapping[str, Any]
    name: str = ""                                # of the type, for people; default: the slug
    annexes: int | None = None                    # how many appendices it prints; None: not known

    def __str__(self) -> str:
        """"Tờ trình (th-hanh-thong, giay_khen)"."""
        whose = ", ".join(filter(None, [self.unit, self.award, self.subject]))
        return f"{self.name or self.slug} ({whose})" if whose else self.name or self.slug

    def at(self, *steps: object) -> str:
        """A place in it: "Tờ trình (th-hanh-thong, giay_khen): /tap_the/0/ten"."""
        return f"{self}: /{'/'.join(map(str, steps))}" if steps else str(self)

    def get(self, path: str) -> Any:
        """"ky.ho_ten" → the value, None where there is none."""
        value: Any = self.data
        for step in path.split("."):
            value = value.get(step) if isinstance(value, Mapping) else None
        return value

    def text(self, path: str) -> str:
        """A text; of a person or an organisation its name."""
        value = self.get(path)
        if isinstance(value, Mapping):
            value = value.get("ten") or value.get("ho_ten")
        return " ".join(str(value).split()) if isinstance(value, (str, int)) and not isinstance(value, bool) else ""

    def number(self, path: str) -> int | None:
        value = self.get(path)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def date(self, path: str) -> date | None:
        """The day of a date or a time."""
        return as_date(self.get(path))

    def rows(self, path: str) -> list[Mapping[str, Any]]:
        """The rows of a table; of anything else none."""
        value = self.get(path)
        return [row for row in value if isinstance(row, Mapping)] if isinstance(value, Sequence) else []

    def lines(self, path: str) -> list[str]:
        """Texts of a list: plain ones, and the `ten` of those with parts (Nơi nhận)."""
        value = self.get(path)
        found = value if isinstance(value, Sequence) and not isinstance(value, str) else [value]
        texts = [row.get("ten") or row.get("van_ban") if isinstance(row, Mapping) else row for row in found]
        return [text for text in texts if isinstance(text, str) and text]


def as_date(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


@dataclass(frozen=True)
class Dossier:
    """Documents that must agree, the campaign's snapshot, and the day of the check.

    `refused` are documents that there will be once their data is mended: nothing is known of them, but they are not missing.
    """

    snapshot: Snapshot
    documents: tuple[Judged, ...]
    today: date
    refused: tuple[Judged, ...] = ()

    @cached_property
    def _by_slug(self) -> dict[str, list[Judged]]:
        found: dict[str, list[Judged]] = {}
        for one in self.documents:
            found.setdefault(one.slug, []).append(one)
        return found

    def of(self, *slugs: str, unit: str | None = None, award: str | None = None, subject: str | None = None) -> list[Judged]:
        """Documents of these types, narrowed where a code is given; in the order of the slugs, then of the dossier."""
        return [one for slug in slugs for one in self._by_slug.get(slug, [])
                if unit in (None, one.unit) and award in (None, one.award) and subject in (None, one.subject)]

    def comes(self, *slugs: str, unit: str | None = None, award: str | None = None, subject: str | None = None) -> list[Judged]:
        """As `of`, with the documents that were refused."""
        return self.of(*slugs, unit=unit, award=award, subject=subject) + [
            one for one in self.refused if one.slug in slugs and unit in (None, one.unit) and award in (None, one.award)
            and subject in (None, one.subject)]

    def has(self, slugs: Iterable[str]) -> bool:
        return any(slug in self._by_slug for slug in slugs)

    @cached_property
    def cases(self) -> tuple[tuple[str, str], ...]:
        """(unit, award) of the documents of an award, each once."""
        return tuple(dict.fromkeys((one.unit, one.award) for one in self.documents if one.award))

    def rows(self, table: str) -> Sequence[Any]:
        """The rows of one of the snapshot's tables (docs/campaign.md)."""
        found: Sequence[Any] = getattr(self.snapshot.tables, table)
        return found

    def undated(self, document: Judged) -> bool:
        """Whether its day is only that of the check: nobody has registered or dated it."""
        return document.day == self.today and document.date("ngay_ban_hanh") is None

    @cached_property
    def organs(self) -> Organs:
        return Organs(self.snapshot)

    @cached_property
    def people(self) -> Mapping[str, SharedPerson]:
        """Rows of `nguoi` by their codes."""
        return {one.ma: one for one in self.snapshot.tables.nguoi}

    def named(self, name: str) -> Sequence[SharedPerson]:
        """Rows of `nguoi` with this name."""
        return self._by_name.get(key(name), ())

    @cached_property
    def _by_name(self) -> dict[str, list[SharedPerson]]:
        found: dict[str, list[SharedPerson]] = {}
        for one in self.snapshot.tables.nguoi:
            found.setdefault(key(one.ho_ten), []).append(one)
        return found

    @cached_property
    def day(self) -> date:
        """The day for questions that no single document asks: that of the latest one."""
        return max((one.day for one in self.documents), default=self.today)
