"""Our own documents: named by their styles, and found again from content alone."""

from __future__ import annotations

from functools import cache

import pytest

from service.read import read
from service.rules.see import see_paper, see_text
from service.rules.seen import Seen
from tests.examples import PLAIN, example_docx
from tests.rules.stripped import stripped


@cache
def styled(slug: str) -> Seen:
    return see_paper(read(example_docx(slug)))


@cache
def bare(slug: str) -> Seen:
    return see_paper(stripped(read(example_docx(slug))))


@pytest.mark.parametrize("slug", PLAIN)
def test_every_part_of_ours_is_named_by_its_style(slug: str) -> None:
    seen = styled(slug)
    assert seen.built_in
    assert not [part.text for part in seen.parts if part.confidence != 1.0 or not part.component]


@pytest.mark.parametrize("slug", PLAIN)
def test_content_alone_says_the_same_components(slug: str) -> None:
    known, seen = styled(slug), bare(slug)
    assert not seen.built_in
    same = sum(one.component == other.component for one, other in zip(known.parts, seen.parts, strict=True))
    assert same >= 0.95 * len(known.parts)
    assert not [part.text for part in seen.parts if part.confidence < 0.5]


@pytest.mark.parametrize("slug", PLAIN)
def test_type_date_and_lines_do_not_depend_on_styles(slug: str) -> None:
    known, seen = styled(slug), bare(slug)
    assert known.abbreviation is not None
    assert known.issued is not None
    assert (seen.abbreviation, seen.issued, seen.strokes, seen.outside) == (known.abbreviation, known.issued, known.strokes, "")


@pytest.mark.parametrize("slug", PLAIN)
def test_lines_stand_under_motto_issuing_body_and_trich_yeu(slug: str) -> None:
    seen = styled(slug)
    under = ["co_quan_ban_hanh", "tieu_ngu", *(["trich_yeu"] if seen.abbreviation else [])]
    assert [seen.parts[stroke.below].component for stroke in seen.strokes] == under
    assert not any(stroke.typed for stroke in seen.strokes)


@pytest.mark.parametrize("slug", PLAIN)
def test_the_page_is_seen_as_it_is_set(slug: str) -> None:
    seen = styled(slug)
    assert [(round(page.width_mm), round(page.height_mm), round(page.left_mm or 0)) for page in seen.pages] == [(210, 297, 30)]
    number, = seen.page_numbers
    assert (number.text, number.where, number.alignment, number.on_first_page) == ("⟦PAGE⟧", "header", "center", False)


@pytest.mark.parametrize("slug", PLAIN)
def test_the_words_as_plain_text_say_the_same(slug: str) -> None:
    known = styled(slug)
    told = [part for part in known.parts if not part.in_table or part.column]      # the cells of a table say nothing as lines
    wanted = {line.strip(): part.component for part in told for line in part.text.split("\n")}
    seen = see_text("\n".join(part.text for part in told))
    assert (seen.abbreviation, seen.issued) == (known.abbreviation, known.issued)
    other = [part.text for part in seen.parts if part.component != wanted[part.text.strip()]]
    assert len(other) <= 0.05 * len(seen.parts), other
