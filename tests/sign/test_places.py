"""Which place a signature takes, and the order of signing (Điều 32 khoản 2 điểm d)."""

from __future__ import annotations

import pytest

from service.errors import SignatureRefused
from service.sign.order import Order
from service.sign.places import Place, choose, closed_by, persons_before


def places(text: str) -> list[Place]:
    """`chu_ky* dau`: with a star it is signed."""
    return [Place(name.removesuffix("*"), name.endswith("*"), 100, 50) for name in text.split()]


@pytest.mark.parametrize(("there", "order", "taken"), [
    ("chu_ky dau", Order(), "chu_ky"),                                     # the person goes first, the seal is not chosen for him
    ("chu_ky dau", Order(by="person"), "chu_ky"),
    ("chu_ky* dau", Order(by="agency"), "dau"),
    ("chu_ky* dau", Order(field="dau"), "dau"),
    ("chu_ky* chu_ky_thu_ky dau", Order(), "chu_ky_thu_ky"),
    ("chu_ky chu_ky_thu_ky dau", Order(field="chu_ky_thu_ky"), "chu_ky_thu_ky"),
    ("chu_ky_co_quan", Order(), "chu_ky_co_quan"),                         # an appendix, a copy: no person before it
    ("chu_ky_co_quan", Order(by="agency"), "chu_ky_co_quan"),
    ("dau", Order(by="agency"), "dau"),                                    # a document without a person's place
    ("chu_ky* dau* chu_ky_xac_nhan dau_xac_nhan", Order(), "chu_ky_xac_nhan"),     # the agency above confirms later
    ("chu_ky* dau* chu_ky_xac_nhan* dau_xac_nhan", Order(by="agency"), "dau_xac_nhan"),
    ("chu_ky* dau chu_ky_xac_nhan dau_xac_nhan", Order(field="dau"), "dau"),
    ("chu_ky chu_ky_xac_nhan* dau dau_xac_nhan", Order(field="dau_xac_nhan"), "dau_xac_nhan"),
    ("Signature1", Order(), "Signature1"),                                 # a stranger's own place
    ("Signature1", Order(by="person"), "Signature1"),
    ("Signature1*", Order(invisible=True), "ky_so_1"),
    ("ky_so_1* ky_so_2*", Order(invisible=True), "ky_so_3"),
    ("", Order(invisible=True), "ky_so_1"),
])
def test_the_place_that_fits_is_taken(there: str, order: Order, taken: str) -> None:
    assert choose(order, places(there)).name == taken


@pytest.mark.parametrize(("there", "order", "code", "said"), [
    ("chu_ky dau", Order(field="dau"), "sign-order", "chưa ký: chu_ky"),
    ("chu_ky dau", Order(by="agency"), "sign-order", "Điều 32 khoản 2 điểm d"),
    ("chu_ky* chu_ky_thu_ky dau", Order(field="dau"), "sign-order", "chưa ký: chu_ky_thu_ky"),
    ("chu_ky chu_ky_thu_ky dau", Order(field="dau"), "sign-order", "chu_ky, chu_ky_thu_ky"),
    ("chu_ky* dau chu_ky_xac_nhan dau_xac_nhan", Order(field="dau_xac_nhan"), "sign-order", "chưa ký: chu_ky_xac_nhan"),
    ("chu_ky* chu_ky_thu_ky dau*", Order(), "sign-order", "chữ ký số của cơ quan"),
    ("chu_ky dau*", Order(field="chu_ky"), "sign-order", "dau"),
    ("chu_ky* dau", Order(field="chu_ky"), "field-signed", "chu_ky"),
    ("chu_ky* dau*", Order(field="dau"), "field-signed", "dau"),
    ("chu_ky* dau", Order(), "field-choice", "dau"),                       # a person's second signature never lands in the seal
    ("chu_ky chu_ky_thu_ky dau", Order(), "field-choice", "chu_ky, chu_ky_thu_ky"),
    ("chu_ky* dau dau_xac_nhan", Order(by="agency"), "field-choice", "dau, dau_xac_nhan"),
    ("Signature1 Signature2", Order(), "field-choice", "Signature1, Signature2"),
    ("chu_ky dau", Order(field="ky"), "field-missing", "chu_ky, dau"),
    ("chu_ky* dau*", Order(), "field-missing", "chu_ky, dau"),
    ("chu_ky_co_quan", Order(by="person"), "field-missing", "chu_ky_co_quan"),
    ("Signature1*", Order(), "field-missing", "Signature1"),
    ("", Order(), "field-missing", "ký ẩn"),
    ("", Order(field="chu_ky"), "field-missing", "ký ẩn"),
    ("chu_ky dau", Order(invisible=True), "field-visible", "chu_ky, dau"),
])
def test_every_other_wish_is_refused_with_what_there_is(there: str, order: Order, code: str, said: str) -> None:
    with pytest.raises(SignatureRefused) as caught:
        choose(order, places(there))
    assert [one.code for one in caught.value.problems] == [code]
    assert said in str(caught.value)


@pytest.mark.parametrize(("there", "seal", "before", "closed"), [
    ("chu_ky dau", "dau", ["chu_ky"], ["chu_ky", "dau"]),
    ("chu_ky_thu_ky chu_ky dau", "dau", ["chu_ky_thu_ky", "chu_ky"], ["chu_ky_thu_ky", "chu_ky", "dau"]),
    ("chu_ky dau chu_ky_xac_nhan dau_xac_nhan", "dau", ["chu_ky"], ["chu_ky", "dau"]),
    ("chu_ky dau chu_ky_xac_nhan dau_xac_nhan", "dau_xac_nhan", ["chu_ky_xac_nhan"], ["chu_ky_xac_nhan", "dau_xac_nhan"]),
    ("chu_ky chu_ky_thu_ky dau chu_ky_xac_nhan dau_xac_nhan", "dau_xac_nhan", ["chu_ky_thu_ky", "chu_ky_xac_nhan"],
     ["chu_ky_thu_ky", "chu_ky_xac_nhan", "dau_xac_nhan"]),                # who has no seal of his own belongs to all
])
def test_a_seal_has_its_own_persons(there: str, seal: str, before: list[str], closed: list[str]) -> None:
    found = places(there)
    own = next(one for one in found if one.name == seal)
    assert [one.name for one in persons_before(own, found)] == before
    assert [one.name for one in closed_by(own, found)] == closed


@pytest.mark.parametrize(("name", "kind", "whose"), [
    ("chu_ky", "chu_ky", "person"), ("chu_ky_thu_ky", "chu_ky", "person"), ("dau", "dau", "agency"),
    ("dau_xac_nhan", "dau", "agency"), ("chu_ky_co_quan", "chu_ky_co_quan", "agency"), ("dauthu", "", ""), ("Signature1", "", ""),
])
def test_a_name_says_whose_the_place_is(name: str, kind: str, whose: str) -> None:
    assert (Place(name).kind, Place(name).whose) == (kind, whose)
