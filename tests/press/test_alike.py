"""The two printers agree on every type's example: lines, places, ink, words copied, tags, fields, links, outline, properties."""

from __future__ import annotations

import pytest

from service import doctypes
from tests.press.compare import likeness
from tests.printers import example_print


@pytest.mark.parametrize("slug", doctypes.catalogue())
def test_both_printers_print_the_same(slug: str) -> None:
    found = likeness(example_print(slug, "engine"), example_print(slug, "press"))
    assert not found.differences, str(found)
