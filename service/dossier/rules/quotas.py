"""Quotas of awards: K1, K2."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from service.campaign.awards import Quota
from service.dossier.facts import AWARDS, KINDS, fault, row_place
from service.dossier.judged import Dossier, Judged
from service.dossier.registry import across
from service.dossier.slugs import DECISION, LIST, SUBMISSION
from service.errors import problem
from service.rules.finding import Fault
from service.rules.registry import UNDETERMINED, Outcome

_PROPOSING = (LIST, SUBMISSION, DECISION)
_WORDS = {"tap_the": "tập thể", "ca_nhan": "cá nhân"}


def _scope(dossier: Dossier, document: Judged) -> str:
    unit = dossier.organs.get(document.unit)
    return "don_vi" if unit is None or unit.loai == "truong" else "phuong"


def _most(dossier: Dossier, document: Judged, quota: Quota) -> int | None:
    """At most so many; a share is of the staff, of a ward's collectives of its schools. None where those are not known."""
    if quota.toi_da is not None:
        return quota.toi_da
    unit = dossier.organs.get(document.unit)
    units = [unit] if unit and unit.loai == "truong" else list(dossier.organs.schools(document.unit, document.day))
    staff = [one.tong_so for one in units]
    whole = len(units) if quota.loai == "tap_the" else None if None in staff else sum(one or 0 for one in staff)
    return int(Decimal(whole) * (quota.ty_le or 0) / 100) if whole is not None else None


@across("TD-K1", "over-quota", "thông lệ; định mức do địa phương đặt", slugs=_PROPOSING, settings=("dinh_muc",))
def over(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Số tập thể, cá nhân được đề nghị, được khen không vượt định mức của đơn vị, của phường (dinh_muc)."""
    known = False
    for document in dossier.of(*_PROPOSING):
        for kind in KINDS:
            quota = dossier.snapshot.quota(document.award, kind, _scope(dossier, document))
            most = _most(dossier, document, quota) if quota else None
            count = len(document.rows(kind)) or document.number(f"so_{kind}") or 0
            known = known or most is not None
            if most is not None and count > most:
                said = problem("over-quota", "{van_ban} có {so} {loai}; định mức {hinh_thuc} là {nhieu_nhat}.", van_ban=document,
                               so=count, loai=_WORDS[kind], hinh_thuc=AWARDS.get(document.award, document.award), nhieu_nhat=most)
                yield fault(said, document.at(kind), row_place("dinh_muc", f"{document.award}/{kind}"), found=count,
                            required=f"≤ {most}")
    if not known:
        yield UNDETERMINED


@across("TD-K2", "quota-not-set", "không có định mức trong luật; địa phương đặt", severity="nhac", slugs=_PROPOSING,
        settings=("dinh_muc",))
def quota_set(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Định mức của mỗi hình thức, cho tập thể và cá nhân, phải được đặt (dinh_muc); chưa đặt thì không giới hạn."""
    told = set()
    for document in dossier.of(*_PROPOSING):
        scope = _scope(dossier, document)
        missing = [kind for kind in KINDS if dossier.snapshot.quota(document.award, kind, scope) is None]
        if document.award and missing and (document.award, scope) not in told:
            told.add((document.award, scope))
            said = problem("quota-not-set", "Chưa đặt định mức {hinh_thuc} ({pham_vi}) cho {loai}: không giới hạn.",
                           hinh_thuc=AWARDS.get(document.award, document.award),
                           pham_vi="mỗi đơn vị" if scope == "don_vi" else "cả phường",
                           loai=", ".join(_WORDS[kind] for kind in missing))
            yield fault(said, str(document), "dữ liệu phong trào: dinh_muc")
