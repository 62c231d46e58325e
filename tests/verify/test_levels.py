"""Valid signatures: every level and form, what is told of them, what holds without a network. `pdfsig` is the second opinion."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from service.config import settings
from service.verify import Verdict, verify
from tests.pki.leaves import AGENCY
from tests.pki.pki import Pki
from tests.verify.samples import ADOBE, PADES, Sign, sign, stamp, stranger
from tests.verify.told import codes, only, pdfsig

BASE = stranger("chu_ky", "dau")


LEVELS = [
    ("b-b", PADES, "b-b", "nguoi_ky_khai", "toan_tep", "khong"),
    ("b-t", PADES, "b-t", "dau_thoi_gian", "toan_tep", "khong"),
    ("b-lt", PADES, "b-lt", "dau_thoi_gian", "toan_phien_ban", "du_lieu_xac_minh"),
    ("b-lta", PADES, "b-lta", "dau_thoi_gian", "toan_phien_ban", "du_lieu_xac_minh"),
    ("b-b", ADOBE, "", "nguoi_ky_khai", "toan_tep", "khong"),
    ("b-t", ADOBE, "", "dau_thoi_gian", "toan_tep", "khong"),
    ("b-lt", ADOBE, "", "dau_thoi_gian", "toan_tep", "khong"),
]


@pytest.mark.parametrize("who", ["person", "agency"])
@pytest.mark.parametrize(("asked", "form", "level", "whence", "coverage", "changes"), LEVELS)
def test_a_valid_signature_of_every_level(
    office: Pki, tmp_path: Path, who: str, asked: str, form: object, level: str, whence: str, coverage: str, changes: str
) -> None:
    signed = sign(BASE, office, "chu_ky", Sign(who, asked, form))
    found = verify(signed)
    one = only(found)
    assert codes(one) == []
    assert found.verdict is one.verdict is Verdict.HOP_LE
    assert found.fine
    assert (one.level, one.whence, one.coverage, one.changes) == (level, whence, coverage, changes)
    assert (one.intact, one.trust, one.revocation, one.form) == (True, "tin_cay", "khong_bi", form.value.removeprefix("/"))
    assert "Signature is Valid." in pdfsig(signed, tmp_path)


def test_signer_and_time_are_told(office: Pki) -> None:
    moment = office.now - timedelta(days=3)
    with office.clock(moment):
        one = only(verify(sign(BASE, office, "chu_ky", Sign(level="b-t"))))
    assert one.signer is not None
    assert (one.signer.name, one.signer.title, one.signer.organisation) == ("Nguyễn Thị Hồng Nhạn", "Chủ tịch", AGENCY)
    assert (one.signer.identity, one.signer.issuer) == ("CCCD:079000000001", "Cấp chứng thư Thử nghiệm")
    assert int(one.signer.serial, 16) == office.certificate("person").serial_number
    assert one.signer.ends == office.certificate("person").not_valid_after_utc
    assert (one.time, one.authority, one.algorithm) == (moment, "Dịch vụ cấp dấu thời gian", "SHA-256, RSA 2048")


def test_what_an_office_that_asks_nobody_knows(offline: Pki) -> None:
    """Only what carries its own revocation data is proven."""
    for level, verdict, expected in (
        ("b-b", Verdict.KHONG_XAC_DINH, ["revocation-unknown"]),
        ("b-t", Verdict.KHONG_XAC_DINH, ["time-stamp-unproven", "revocation-unknown"]),
        ("b-lt", Verdict.HOP_LE, []),
        ("b-lta", Verdict.HOP_LE, []),
    ):
        signed = sign(BASE, offline, "chu_ky", Sign(level=level))
        offline.asked.clear()
        one = only(verify(signed))
        assert (codes(one), one.verdict) == (expected, verdict), level
        assert offline.asked == []


@pytest.mark.parametrize("behaviour", ["down", "error", "garbage", "huge"])
def test_a_revocation_service_that_fails_leaves_it_unknown(office: Pki, behaviour: str) -> None:
    signed = sign(BASE, office, "chu_ky")
    for service in ("ocsp", "crl"):
        office.answers(service, behaviour)
    one = only(verify(signed))
    assert (codes(one), one.revocation) == (["revocation-unknown"], "khong_ro")
    office.answers("crl", "normal")
    assert only(verify(signed)).verdict is Verdict.HOP_LE     # one of the two is enough


def test_without_roots_nothing_is_trusted_and_the_setting_is_named(pki: Pki, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VANBAN_TRUST_ROOTS", raising=False)
    settings.cache_clear()
    one = only(verify(sign(BASE, pki, "chu_ky", Sign(level="b-lta"))))
    assert (codes(one), one.trust, one.level, one.intact) == (["trust-not-configured"], "chua_cau_hinh", "b-lta", True)
    assert "VANBAN_TRUST_ROOTS" in one.findings[0].problem.message
    assert pki.asked
    settings.cache_clear()


@pytest.mark.usefixtures("office")
def test_an_unsigned_file_says_so() -> None:
    found = verify(BASE)
    assert (found.verdict, codes(found), found.signatures, found.empty, found.fine) == (
        Verdict.CHUA_KY, ["unsigned"], (), ("chu_ky", "dau"), False)


def test_two_signers_and_their_time_stamps_stand_in_the_order_of_signing(office: Pki, tmp_path: Path) -> None:
    signed = sign(sign(BASE, office, "chu_ky", Sign(level="b-lt")), office, "dau", Sign("agency", "b-lta"))
    found = verify(signed)
    assert found.fine
    assert [(one.kind, one.level, one.changes) for one in found.signatures] == [
        ("ca_nhan", "b-lta", "ky_them"),          # the agency's archive time stamp covers it too
        ("co_quan", "b-lta", "du_lieu_xac_minh"),
        ("dau_thoi_gian", "", "du_lieu_xac_minh"),
    ]
    assert pdfsig(signed, tmp_path).count("Signature is Valid.") == 2      # it knows no document time stamps


def test_a_document_time_stamp_proves_what_stands_before_it(office: Pki) -> None:
    with office.clock(office.now - timedelta(days=50)):
        plain = sign(BASE, office, "chu_ky")
        stamped = stamp(plain, office)
    office.revoke("person", office.now - timedelta(days=10))
    assert only(verify(plain)).verdict is Verdict.KHONG_XAC_DINH
    found = verify(stamped)
    assert found.verdict is Verdict.HOP_LE
    assert only(found).level == "b-t"


def test_a_moment_in_the_past_is_judged_as_of_then(office: Pki) -> None:
    signed = sign(BASE, office, "chu_ky", Sign(claimed=office.now - timedelta(days=40)))
    office.revoke("person", office.now - timedelta(days=10))
    assert codes(only(verify(signed))) == ["certificate-revoked"]
    then = verify(signed, office.now - timedelta(days=20))
    assert (then.verdict, then.at) == (Verdict.HOP_LE, office.now - timedelta(days=20))
