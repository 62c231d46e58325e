"""What one document takes from a campaign: its unit, day, award and nominee choose from the snapshot (docs/campaign.md).

The same campaign answers differently on 30/6/2025 and on 01/7/2025, from its data alone: nothing here knows a body or a law.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from service.campaign.dated import Coded
from service.campaign.snapshot import Snapshot
from service.campaign.views.issuer import issuing, signing
from service.campaign.views.roots import ROOTS
from service.errors import Problem, problem
from service.vietnamese.dates import short_date

Issuer = Literal["unit", "chair", "department", "proposer", "council"]


@dataclass(frozen=True, eq=False)
class Scope:
    """`unit` is the code of the school or ward whose document it is, `slug` its type, `award` the code of an award, `subject`
    that of a nominee or guest, `issuer` who issues it (`[dossier]` of the type). An unknown unit raises InputRefused when used.
    """

    snapshot: Snapshot
    slug: str
    unit: str
    day: date
    award: str = ""
    subject: str = ""
    issuer: Issuer = "unit"
    kept: dict[str, object] = field(default_factory=dict, init=False, repr=False)

    @property
    def level(self) -> Literal["school", "ward"]:
        return "school" if self.snapshot.organ(self.unit).loai == "truong" else "ward"

    def look_up(self, path: str) -> object:
        """"phuong.ten_day_du" → the plain value, ready to stand in a document's data; None where there is none. 0 is a value."""
        root, *steps = path.split(".")
        view = ROOTS.get(root)
        value: object = view(self) if view else None
        for step in steps:
            value = value.get(step) if isinstance(value, Mapping) else None
        return None if value is None or value in ("", [], {}) else value

    def validity(self, day: date) -> list[Problem]:
        """Who of issuer and signatory is not there on the document's day."""
        found = []
        organ, person = issuing(self), signing(self)
        if not organ.valid(day):
            found.append(problem("organisation-not-valid", "{ten} chỉ hoạt động {han}, không ban hành được văn bản ngày {ngay}.",
                                 pointer="/co_quan_ban_hanh", ten=organ.full_name, han=organ.span, ngay=short_date(day)))
        if isinstance(person, Coded) and not person.valid(day):
            found.append(problem("person-not-valid", "{ten} chỉ giữ chức vụ {han}, không ký được văn bản ngày {ngay}.",
                                 pointer="/ky", ten=person.ho_ten, han=person.span, ngay=short_date(day)))
        return found
