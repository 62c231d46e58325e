"""Every type's example, filled and read back, is the text in its golden.txt."""

from __future__ import annotations

import pytest

from service import doctypes
from service.config import own_folder
from service.dump import dump
from tests.examples import issued_example


@pytest.mark.parametrize("slug", sorted(doctypes.catalogue()))
def test_the_filled_example_is_its_golden_text(slug: str) -> None:
    golden = (own_folder("templates_docx") / slug / "golden.txt").read_text(encoding="utf-8")
    assert dump(issued_example(slug).paper) == golden, "if meant: make golden, and read the diff"


@pytest.mark.parametrize("slug", sorted(doctypes.catalogue()))
def test_the_pages_that_lists_name_are_those_of_the_example(slug: str) -> None:
    assert doctypes.get(slug).pages == issued_example(slug).pages, "make golden"
