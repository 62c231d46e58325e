"""The example campaign through the real types: one ward's set with the school that is told in full holds together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from service import doctypes
from service.campaign import load_folder
from service.dossier import Dossier, Judged, check_dossier, slugs
from service.dossier.planned import documents, judge

FOLDER = Path(__file__).parents[2] / "examples/phong-trao"
TODAY = date(2026, 11, 22)
UNITS = ("hanh_thong", "th_kien_thien")


@cache
def example() -> Dossier:
    snapshot = load_folder(FOLDER)
    planned = [one for unit in UNITS for one in documents(snapshot, unit, doctypes.catalogue().values(), today=TODAY)]
    judged, refused = judge(planned)
    return Dossier(snapshot, judged, TODAY, tuple(one.unmade() for one, _ in refused))


def faults(dossier: Dossier) -> list[tuple[str, str, str]]:
    """Every lỗi, but for documents whose type nobody has made."""
    unmade = {slugs.MINUTES, slugs.APPRAISAL} - set(doctypes.catalogue())
    return [(one.code, one.message, one.fault.place) for one in check_dossier(dossier).findings
            if one.severity == "loi" and one.fault.required not in unmade]


def changed(slug: str, award: str, change: Any) -> Dossier:
    """The example with the data of one document changed."""
    dossier = example()
    target = next(one for one in dossier.documents if one.slug == slug and one.award == award and one.unit == "hanh_thong")
    other: Judged = replace(target, data=change(dict(target.data)))
    return replace(dossier, documents=tuple(other if one is target else one for one in dossier.documents))


def test_the_example_holds_together() -> None:
    assert faults(example()) == []


def test_where_hands_were_raised_there_are_no_ballots() -> None:
    """A school of the example voted by hand on Giấy khen."""
    school = "th_minh_nghia"
    planned = documents(example().snapshot, school, doctypes.catalogue().values(), today=TODAY)
    awards = {one.scope.award for one in planned if one.slug == slugs.MINUTES}
    counted = {one.scope.award for one in planned if one.slug in (slugs.BALLOT, slugs.COUNTING)}
    assert "giay_khen" in awards - counted


def test_what_local_rules_leave_open_is_told_once() -> None:
    told = [one.code for one in check_dossier(example()).findings if one.severity == "nhac"]
    assert sorted(set(told)) == sorted(told)


@pytest.mark.parametrize(("code", "slug", "change"), [
    ("TD-D2", slugs.DECISION, lambda data: data | {"ca_nhan": [one | {"chuc_vu": "Bảo vệ"} for one in data["ca_nhan"]]}),
    ("TD-D1", slugs.SUBMISSION, lambda data: data | {"tap_the": data["tap_the"][1:]}),
    ("TD-D9", "giay_khen", lambda data: data | {"quyet_dinh": data["quyet_dinh"] | {"so_ky_hieu": "1/QĐ-UBND"}}),
    ("TD-A6", slugs.DECISION, lambda data: data | {"ky": data["ky"] | {"quyen_han": "TM.", "tap_the": "Ủy ban nhân dân"}}),
    ("TD-G13", slugs.DECISION, lambda data: data | {"so": 1}),
    ("TD-J1", slugs.DECISION, lambda data: data | {"tap_the": [one | {"tien_thuong": 1} for one in data["tap_the"]]}),
])
def test_a_fault_in_the_example_is_found(code: str, slug: str, change: Any) -> None:
    assert code in {found for found, _, _ in faults(changed(slug, "giay_khen", change))}
