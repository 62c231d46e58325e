"""A document of ours from data to the verdict: made, signed by `service.sign`, verified; and changed afterwards."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from service import doctypes, pipeline
from service.sign import Order, TimeStamping, sign
from service.sign.keys import Pkcs12Key, Secret
from service.verify import Verdict, verify
from tests.pki.pki import Pki
from tests.verify.samples import Sign, stranger
from tests.verify.samples import sign as sign_otherwise
from tests.verify.test_tampered import note, update
from tests.verify.told import codes, pdfsig


@cache
def letter() -> bytes:
    made = pipeline.issue("cong_van", doctypes.get("cong_van").example()["data"]).pdf
    assert made is not None
    return made


def key(pki: Pki, name: str) -> Pkcs12Key:
    return Pkcs12Key(pki.pkcs12(name), Secret(pki.PASSPHRASE), place=name)


@pytest.mark.parametrize("level", ["b-b", "b-lta"])
def test_person_and_agency_sign_and_both_are_valid(office: Pki, tmp_path: Path, level: str) -> None:
    tsa = TimeStamping(office.tsa_url)
    once = sign(letter(), Order(field="chu_ky", level=level, tsa=tsa), key(office, "person")).pdf
    twice = sign(once, Order(field="dau", level=level, tsa=tsa), key(office, "agency")).pdf
    found = pipeline.verify_file(twice)
    persons = [one for one in found.signatures if one.kind != "dau_thoi_gian"]
    assert found.fine
    assert [(one.field, one.kind, one.level) for one in persons] == [("chu_ky", "ca_nhan", level), ("dau", "co_quan", level)]
    assert [one.changes for one in persons] == ["ky_them", "khong" if level == "b-b" else "du_lieu_xac_minh"]
    assert pdfsig(twice, tmp_path).count("Signature is Valid.") == 2
    changed = verify(update(twice, note))
    assert changed.verdict is Verdict.KHONG_HOP_LE
    assert all(codes(one) == ["changed-after"] for one in changed.signatures)


def test_a_document_of_ours_that_another_tool_signs_is_judged_alike(office: Pki) -> None:
    signed = sign_otherwise(letter(), office, "chu_ky", Sign(level="b-lt"))
    found = verify(signed)
    assert (found.fine, found.signatures[0].level, found.empty) == (True, "b-lt", ("dau",))


def test_what_is_not_signed_yet_has_its_fields_named() -> None:
    assert verify(letter()).empty == ("chu_ky", "dau")
    assert verify(stranger()).empty == ()
