"""Whom to trust, and when: expired, revoked, untrusted, for another purpose, weak; with and without a proof of time."""

from __future__ import annotations

from datetime import timedelta

import pytest

from service.verify import Verdict, verify
from tests.pki.leaves import DAY, Leaf
from tests.pki.pki import Pki
from tests.verify.samples import Sign, sign, stranger
from tests.verify.told import codes, only

BASE = stranger("chu_ky")
GOOD, DOUBT, BAD = Verdict.HOP_LE, Verdict.KHONG_XAC_DINH, Verdict.KHONG_HOP_LE
NOW, YOUNG = timedelta(0), -715 * DAY            # `expired` was valid then

# who signs, when (by his clock and by the authority's), at which level → what is found, what it is worth
CASES = [
    ("expired", NOW, "b-b", ["certificate-expired"], BAD),                     # by his own word too late
    ("expired", NOW, "b-t", ["certificate-expired"], BAD),
    ("expired", YOUNG, "b-b", ["certificate-expired"], DOUBT),                 # anybody may set his clock back
    ("expired", YOUNG, "b-t", ["revocation-unknown"], DOUBT),                  # nobody says any more whether it was revoked
    ("expired", YOUNG, "b-lt", [], GOOD),
    ("expired", YOUNG, "b-lta", [], GOOD),
    ("not_yet", NOW, "b-b", ["certificate-not-yet"], BAD),
    ("not_yet", NOW, "b-t", ["certificate-not-yet"], BAD),
    ("revoked", NOW, "b-b", ["certificate-revoked"], BAD),
    ("revoked", NOW, "b-t", ["certificate-revoked"], BAD),
    ("revoked", -100 * DAY, "b-b", ["certificate-revoked"], DOUBT),
    ("revoked", -100 * DAY, "b-t", ["certificate-revoked-later"], GOOD),
    ("revoked", -100 * DAY, "b-lt", ["certificate-revoked-later"], GOOD),
    ("wrong_usage", NOW, "b-b", ["certificate-purpose"], BAD),
    ("no_revocation", NOW, "b-t", ["revocation-unknown"], DOUBT),
    ("office", NOW, "b-t", ["certificate-untrusted"], DOUBT),
    ("self_signed", NOW, "b-t", ["certificate-untrusted"], DOUBT),
    ("weak", NOW, "b-t", ["algorithm-weak"], DOUBT),
    ("person", -400 * DAY, "b-b", ["certificate-not-yet"], DOUBT),             # his clock is before his certificate
]


@pytest.mark.parametrize(("who", "when", "level", "expected", "verdict"), CASES)
def test_a_certificate_is_judged_for_the_time_it_signed(
    office: Pki, who: str, when: timedelta, level: str, expected: list[str], verdict: Verdict
) -> None:
    with office.clock(office.now + when):
        signed = sign(BASE, office, "chu_ky", Sign(who, level))
    one = only(verify(signed))
    assert (codes(one), one.verdict, one.intact) == (expected, verdict, True)


def test_since_when_and_why_it_was_revoked_is_told(office: Pki) -> None:
    since = office.now - 2 * DAY
    office.revoke("second", since, reason="cessation_of_operation")
    one = only(verify(sign(BASE, office, "chu_ky", Sign("second", "b-t"))))
    assert (one.revocation, one.revoked) == ("bi_thu_hoi", since)
    assert "ngừng sử dụng" in one.findings[0].problem.message
    assert "+07:00" in one.findings[0].problem.message


def test_an_authority_that_was_revoked_takes_its_certificates_with_it(office: Pki) -> None:
    signed = sign(BASE, office, "chu_ky")
    office.revoke("intermediate", office.now - DAY, reason="key_compromise")
    one = only(verify(signed))
    assert (codes(one), one.verdict) == (["certificate-revoked"], BAD)
    assert one.findings[0].problem.message.startswith("Chứng thư của nơi cấp")


@pytest.mark.parametrize("drawer", [
    Leaf("Đồng hồ trong ngăn kéo", key="rsa2048", usage="time", issuer="office_root", begins=-1000 * DAY),
    Leaf("Người ký tự cấp dấu thời gian", key="rsa2048", usage="sign", begins=-1000 * DAY),        # RFC 3161, 2.3
])
def test_a_time_stamp_of_an_authority_nobody_trusts_proves_nothing(office: Pki, drawer: Leaf) -> None:
    with office.instead("tsa", drawer), office.clock(office.now + YOUNG):
        signed = sign(BASE, office, "chu_ky", Sign("expired", "b-t"))
    one = only(verify(signed))
    assert codes(one) == ["time-stamp-untrusted", "certificate-expired"]
    assert (one.whence, one.verdict) == ("nguoi_ky_khai", DOUBT)


@pytest.mark.parametrize(("digest", "expected", "verdict"), [
    ("sha1", ["algorithm-weak"], DOUBT), ("sha256", [], GOOD), ("sha384", [], GOOD), ("sha512", [], GOOD),
])
def test_a_weak_digest_is_told(office: Pki, digest: str, expected: list[str], verdict: Verdict) -> None:
    one = only(verify(sign(BASE, office, "chu_ky", Sign(digest=digest))))
    assert (codes(one), one.verdict) == (expected, verdict)
    assert one.algorithm.startswith(f"SHA-{digest.removeprefix('sha')}, ")


def test_a_name_with_control_characters_is_cleaned(office: Pki) -> None:
    office.make("hostile", Leaf("Giám đốc\x1b[31m\n Ngô Văn Lừa"))
    one = only(verify(sign(BASE, office, "chu_ky", Sign("hostile"))))
    assert one.signer is not None
    assert one.signer.name == "Giám đốc [31m Ngô Văn Lừa"
