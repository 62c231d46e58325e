"""A PDF signed outside the browser, as an office signs it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from tests.pki.pki import Pki
from tests.sign.papers import signed


def sign(pki: Pki, pdf: bytes) -> bytes:
    """By a person. In a thread of its own: Playwright has an event loop in this one, and signing begins one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: signed(pki, pdf, "person", by="person").pdf).result()
