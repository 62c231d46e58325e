"""Documents to sign: a page with places by name, and signing as tests ask for it."""

from __future__ import annotations

from functools import cache
from typing import Any

from service import press
from service.fonts import faces
from service.paper import Float, Position, Properties, Slot
from service.sign import Order, Signed, TimeStamping, sign
from service.sign.keys import Pkcs12Key, Secret
from tests.html.printing import paper, paragraph
from tests.pki.pki import Pki

NUMBER = "12/KH-UBND"
ABOUT = Properties(title="Kế hoạch tổ chức phong trào thi đua", author="Ủy ban nhân dân phường Hạnh Thông", identifier=NUMBER,
                   created="2026-01-05T08:00:00Z", language="vi-VN")
SEAL_PT = 36 * 72 / 25.4


@cache
def document(*places: str, about: Properties = ABOUT) -> bytes:
    """One page, its places below each other: seals of 36 mm, the others of 150 × 50 pt."""
    slots = []
    for number, name in enumerate(places):
        size = (SEAL_PT, SEAL_PT) if name.startswith("dau") else (150.0, 50.0)
        at = Position("column", 20.0 * number), Position("paragraph", 60.0 * number)
        slots.append(Float(Slot(name, f"Chữ ký {name}"), *size, *at))
    value = paper(paragraph("KẾ HOẠCH"), paragraph("KT. CHỦ TỊCH", *slots), properties=about)
    return press.to_pdf(value, faces()).pdf


def key_of(pki: Pki, who: str) -> Pkcs12Key:
    return Pkcs12Key(pki.pkcs12(who), Secret(pki.PASSPHRASE), place=f"{who}.p12")


def signed(pki: Pki, pdf: bytes, who: str, **order: Any) -> Signed:
    """Signed with a key of the PKI; its time stamp authority is at hand."""
    return sign(pdf, Order(**{"tsa": TimeStamping(pki.tsa_url), **order}), key_of(pki, who))
