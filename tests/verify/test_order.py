"""The decree's order of signing: the competent person first, then the agency (Điều 32 khoản 2 điểm d)."""

from __future__ import annotations

import pytest

from service.verify import Verdict, verify
from tests.pki.pki import Pki
from tests.verify.samples import Sign, sign, stamp, stranger
from tests.verify.told import codes


@pytest.mark.parametrize(("fields", "signed", "expected"), [
    (("chu_ky", "dau"), ("chu_ky", "dau"), []),
    (("chu_ky", "dau"), ("chu_ky",), []),                                       # the agency has still to sign
    (("chu_ky", "dau"), ("dau",), ["seal-without-signature"]),
    (("chu_ky", "dau"), ("dau", "chu_ky"), ["sign-order"]),
    (("chu_ky", "chu_ky_thu_ky", "dau"), ("chu_ky", "chu_ky_thu_ky", "dau"), []),
    (("chu_ky", "chu_ky_thu_ky", "dau"), ("chu_ky", "dau"), ["seal-without-signature"]),
    (("chu_ky", "chu_ky_thu_ky", "dau"), ("chu_ky", "dau", "chu_ky_thu_ky"), ["sign-order"]),
    (("chu_ky_co_quan",), ("chu_ky_co_quan",), []),                             # an appendix, an electronic copy
    (("Signature1", "Signature2"), ("Signature2",), []),                        # a stranger's fields say nothing
])
def test_who_signs_first(office: Pki, fields: tuple[str, ...], signed: tuple[str, ...], expected: list[str]) -> None:
    pdf = stranger(*fields)
    for field in signed:
        pdf = sign(pdf, office, field, Sign("agency" if field in ("dau", "chu_ky_co_quan") else "second"))
    found = verify(pdf)
    assert [one.verdict for one in found.signatures] == [Verdict.HOP_LE] * len(signed)     # each by itself
    assert codes(found) == expected
    assert found.verdict == (Verdict.KHONG_HOP_LE if expected else Verdict.HOP_LE)
    assert [one.field for one in found.signatures] == list(signed)
    assert set(found.empty) == set(fields) - set(signed)


def test_both_fields_and_the_clause_are_named(office: Pki) -> None:
    found = verify(sign(stranger("chu_ky", "dau"), office, "dau", Sign("agency")))
    said = found.findings[0].problem.message
    assert all(part in said for part in ("chu_ky", "dau", "Điều 32 khoản 2 điểm d"))


def test_a_time_stamp_is_nobodys_signature(office: Pki) -> None:
    stamped = stamp(stranger("chu_ky", "dau"), office, "chu_ky")
    found = verify(sign(stamped, office, "dau", Sign("agency")))
    assert [(one.field, one.kind) for one in found.signatures] == [("chu_ky", "dau_thoi_gian"), ("dau", "co_quan")]
    assert codes(found) == ["seal-without-signature"]


@pytest.mark.parametrize(("field", "kind"), [
    ("chu_ky", "ca_nhan"), ("chu_ky_thu_ky", "ca_nhan"), ("dau", "co_quan"), ("dau_xac_nhan", "co_quan"),
    ("chu_ky_co_quan", "co_quan"), ("Signature1", "khac"), ("daugia", "khac"),
])
def test_whose_a_field_is_is_told_by_its_name(office: Pki, field: str, kind: str) -> None:
    [one] = verify(sign(stranger(field), office, field)).signatures
    assert one.kind == kind
