"""Nothing secret is shown: not by a failure with all its frames and their variables, not by a repr, not by a log."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from service.errors import VanbanError
from service.sign import Key, Order, TimeStamping, sign
from service.sign.keys import Pkcs12Key, Secret, TokenKey
from tests.pki.pki import Pki
from tests.sign.drawn import png, signature
from tests.sign.papers import document, key_of
from tests.sign.softhsm import SoftHsm

WRONG = "sai-be-bét-90210"
PLACES = ("chu_ky", "dau")


def seen(error: BaseException) -> Iterator[str]:
    """An error as the most talkative tool prints it: every frame with its variables, every cause."""
    yield repr(error)
    yield "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())


@pytest.mark.parametrize(("spoil", "order"), [
    (lambda key: replace(key, passphrase=Secret(WRONG)), Order()),
    (lambda key: replace(key, passphrase=None), Order()),
    (lambda key: replace(key, data=key.data[:-50]), Order()),
    (lambda key: key, Order(field="dau")),
    (lambda key: key, Order(level="b-t")),
    (lambda key: key, Order(level="b-t", tsa=TimeStamping("http://127.0.0.1:1"))),
    (lambda key: key, Order(image=b"khong phai PNG")),
])
def test_a_failure_shows_no_passphrase(
    pki: Pki, caplog: pytest.LogCaptureFixture, spoil: Callable[[Pkcs12Key], Key], order: Order
) -> None:
    caplog.set_level(logging.DEBUG)
    with pytest.raises(VanbanError) as caught:
        sign(document(*PLACES), order, spoil(key_of(pki, "person")))
    told = "".join(seen(caught.value)) + caplog.text
    assert WRONG not in told
    assert pki.PASSPHRASE not in told


def test_a_failure_shows_no_pin(softhsm: SoftHsm, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    softhsm.token("bi-mat", "person")
    for pin, order in ((Secret(softhsm.PIN), Order(field="dau")), (Secret(WRONG), Order())):
        with pytest.raises(VanbanError) as caught:
            sign(document(*PLACES), order, TokenKey(softhsm.module, "bi-mat", "", pin))
        told = "".join(seen(caught.value)) + caplog.text
        assert WRONG not in told
        assert softhsm.PIN not in told


def test_a_success_shows_neither_key_nor_passphrase(pki: Pki, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    key, order = key_of(pki, "person"), Order(image=png(signature(), 600))
    made = sign(document(*PLACES), order, key)
    told = repr(key) + repr(order) + repr(made) + caplog.text
    assert pki.PASSPHRASE not in told
    assert len(repr(made)) < 1000 > len(repr(order))                       # nor files and images
