"""Strangers' Word files: what each paragraph is taken for, and how sure that is."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import pytest

from service.rules.see import see_paper
from service.rules.seen import Seen
from tests.rules import strangers
from tests.rules.strangers import Line, paper

DOCUMENTS = [
    ("TO_TRINH", "TTr", "2024-03-05"),
    ("QUYET_DINH_TAB", "QĐ", "2026-03-05"),
    ("CONG_VAN", "", None),
    ("SAO_Y", "TTr", "2024-03-05"),
]


def lines(name: str) -> Sequence[Line]:
    written: Sequence[Line] = getattr(strangers, name)
    return written


def wrong(seen: Seen, written: Sequence[Line]) -> list[tuple[str, str, str]]:
    """Words, component claimed, component seen: in order, cells of data tables one by one."""
    claimed = [(text.strip(), line.component) for line in written if line.text.strip() and not line.text.startswith("___")
               for text in (line.text.split("|") if line.place == "T" else [line.text])]
    assert [text for text, _ in claimed] == [part.text for part in seen.parts]
    return [(text, component, part.component) for (text, component), part in zip(claimed, seen.parts, strict=True)
            if component and component != part.component]


@pytest.mark.parametrize(("name", "abbreviation", "issued"), DOCUMENTS)
def test_every_paragraph_of_a_strangers_file_is_recognised(name: str, abbreviation: str, issued: str | None) -> None:
    seen = see_paper(paper(lines(name)))
    assert not wrong(seen, lines(name))
    assert (seen.abbreviation, seen.issued and seen.issued.isoformat(), seen.outside) == (abbreviation, issued, "")


@pytest.mark.parametrize("name", [name for name, _, _ in DOCUMENTS])
def test_decomposed_letters_hide_nothing(name: str) -> None:
    seen = see_paper(paper([line._replace(text=unicodedata.normalize("NFD", line.text)) for line in lines(name)]))
    plain = see_paper(paper(lines(name)))
    assert [part.component for part in seen.parts] == [part.component for part in plain.parts]
    assert (seen.abbreviation, seen.issued) == (plain.abbreviation, plain.issued)
    assert [part.label for part in seen.parts] == [part.label for part in plain.parts]
