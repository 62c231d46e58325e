"""One term, one identifier: docs/glossary.md against the code and the types."""

from __future__ import annotations

import re
import tomllib
from dataclasses import is_dataclass
from functools import cache
from pathlib import Path

import pytest

from service import values
from service.body.levels import LEVELS

ROOT = Path(__file__).parents[1]
CELL = re.compile(r"^\|[^|]+\|([^|]+)\|[^|]+\|$", re.MULTILINE)
GLOSSARY = (ROOT / "docs/glossary.md").read_text("utf-8")
IDENTIFIERS = [name for cell in CELL.findall(GLOSSARY) for name in re.findall(r"`([^`]+)`", cell)]


@cache
def used() -> frozenset[str]:
    """Every word of the code, of the types and of the decree's layout."""
    files = [*(ROOT / "service").rglob("*.py"), *(ROOT / "templates_docx").rglob("*.toml")]
    text = "\n".join(path.read_text("utf-8") for path in files)
    return frozenset(re.findall(r"\w+", text)) | frozenset(re.findall(r"\w+\.\w+", text))


@pytest.mark.parametrize("identifier", IDENTIFIERS)
def test_every_identifier_is_used(identifier: str) -> None:
    assert identifier in used()


def test_no_identifier_stands_for_two_terms() -> None:
    assert len(set(IDENTIFIERS)) == len(IDENTIFIERS)


def test_the_fields_of_every_document_are_explained() -> None:
    fields = tomllib.loads((ROOT / "templates_docx/common.toml").read_text("utf-8"))["fields"]
    assert set(fields) <= set(IDENTIFIERS)


def test_the_levels_of_a_body_are_explained() -> None:
    assert set(LEVELS) <= set(IDENTIFIERS)


def test_the_values_of_a_template_are_explained() -> None:
    assert {name for name, kind in vars(values).items() if is_dataclass(kind)} <= set(IDENTIFIERS)
