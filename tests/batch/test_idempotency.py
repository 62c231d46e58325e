"""What `Idempotency-Key` may be, and which requests are the same."""

from __future__ import annotations

import pytest

from service.batch.idempotency import digest_of, fingerprint, request_key
from service.errors import InputRefused

UUID = "8e03978e-40d5-43e8-bc93-6894a57f9324"


@pytest.mark.parametrize(("header", "key"), [
    (f'"{UUID}"', UUID), (UUID, UUID), (f' \t"{UUID}" ', UUID), ('"dot 1, lan 2"', "dot 1, lan 2"), (r'"a\"b\\c"', r'a"b\c'),
    ("x", "x"), ("a" * 255, "a" * 255), (f'"{"a" * 255}"', "a" * 255), ("so:26/KH_2026;v=1", "so:26/KH_2026;v=1"),
])
def test_a_key_is_a_string_in_quotes_or_bare(header: str, key: str) -> None:
    assert request_key(header) == key


@pytest.mark.parametrize("header", [
    "", " ", '""', '"', '"a', 'a"', '"a""b"', '"a", "b"', "a, b", "a,b", "a b", r'"a\b"', r"a\b", '"đợt 1"', "đợt-1", "a\nb",
    '"a\nb"', "a\x7f", "a" * 256, f'"{"a" * 256}"', '"a";x=1',
])
def test_what_is_no_key_is_refused(header: str) -> None:
    with pytest.raises(InputRefused) as caught:
        request_key(header)
    assert caught.value.problems[0].code == "idempotency-key"


def test_another_request_has_another_fingerprint() -> None:
    one = ("POST", "/api/v1/batches", digest_of([("", b'{"rows": []}')]))
    others = [("PUT", one[1], one[2]), (one[0], "/api/v1/batches/1/cancel", one[2]),
              (one[0], one[1], digest_of([("", b'{"rows":[]}')]))]
    assert fingerprint(*one) == fingerprint("post", *one[1:])
    assert len({fingerprint(*request) for request in [one, *others]}) == 4


def test_a_form_is_the_same_in_another_order_only() -> None:
    form = [("file", b"PK\3\4"), ("file.name", "Danh sách.xlsx".encode()), ("partial", b"1")]
    assert digest_of(form) == digest_of(reversed(form))
    others = [form[:2], [*form[:2], ("partial", b"0")], [("file", b"PK\3\4file.name"), *form[1:]],
              [("fil", b"ePK\3\4"), *form[1:]], [*form, form[0]], []]
    assert len({digest_of(one) for one in [form, *others]}) == 7
