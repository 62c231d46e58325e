"""A document made is gone when nobody holds it: a batch's worker calls the collector seldom, and a circle would keep the files,
the parts and the paper of hundreds until it comes."""

from __future__ import annotations

import gc
from collections import Counter

import pytest

from service import doctypes, pipeline
from service.collector import settle
from tests.examples import TODAY


def made(slug: str) -> pipeline.Issued:
    example = doctypes.get(slug).example()
    issued = pipeline.issue(slug, example["data"], campaign=example.get("campaign"), today=TODAY)
    assert issued.report.sign_ready in (True, False)
    return issued


@pytest.mark.parametrize("slug", sorted(doctypes.catalogue()))
def test_a_document_leaves_nothing_for_the_collector(slug: str) -> None:
    for _ in range(2):                            # what is kept from one document to the next is there then
        made(slug)
    gc.collect()
    gc.disable()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        made(slug)
        gc.collect()
        left = Counter(type(one).__qualname__ for one in gc.garbage)
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()
    assert not left


def test_what_lasts_is_never_looked_at_again() -> None:
    usual = gc.get_threshold()
    lasting = [object() for _ in range(10)], {"a": []}
    try:
        settle()
        assert gc.get_freeze_count() > 1000
        assert not any(one is lasting for one in gc.get_objects())
        assert gc.get_threshold()[0] > usual[0]
    finally:
        gc.unfreeze()
        gc.set_threshold(*usual)
