"""A PDF is seen as the Word file it was printed from: components, places, lines, margins."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from contextlib import suppress
from io import BytesIO

import pikepdf
import pytest

from service.errors import FileUnreadable, LimitExceeded
from service.pdf import to_pdf
from service.pipeline import Issued
from service.rules import check
from service.rules.see import see_paper
from service.rules.see.pdf import see_pdf
from service.rules.seen import Looks, Part, Seen
from tests.examples import PLAIN, issued_example
from tests.html.printing import html, paper, paragraph

MM = 72 / 25.4


@pytest.fixture(scope="module", params=PLAIN)
def both(request: pytest.FixtureRequest) -> tuple[Issued, Seen, Seen]:
    document = issued_example(request.param)
    assert document.pdf is not None
    return document, see_paper(document.paper), see_pdf(document.pdf)


def words(part: Part) -> str:
    return re.sub(r"\s", "", part.text)


def test_the_same_paragraphs_are_found(both: tuple[Issued, Seen, Seen]) -> None:
    _, word, pdf = both
    # the cells of a dense table run together on paper: their letters are compared below
    set_ = [part for part in word.parts if part.text.strip() and (part.column or not part.in_table)]
    wanted, found = set(map(words, set_)), set(map(words, pdf.parts))
    assert len(wanted & found) >= 0.95 * len(wanted), wanted - found
    printed = [part for part in pdf.parts if part.component != "dia_chi"]         # Word keeps the foot of a page apart
    assert letters(word.parts) == letters(printed)


def letters(parts: Sequence[Part]) -> str:
    """All of them; those of a table's heading row, which stands on each of its pages, once."""
    headings = {words(part) for part in parts if part.component == "bang_dau"}
    others = [words(part) for part in parts if part.component != "bang_dau"]
    return "".join(sorted("".join((*headings, *others))))


def test_the_same_components_are_found(both: tuple[Issued, Seen, Seen]) -> None:
    _, word, pdf = both
    wanted = {words(part): part.component for part in word.parts if part.component and not part.component.startswith("bang")}
    found = {words(part): part.component for part in pdf.parts}
    other = {text: (component, found.get(text)) for text, component in wanted.items()
             if _family(found.get(text)) != _family(component)}
    assert len(other) <= 0.05 * len(wanted), other


def _family(component: str | None) -> str:
    """A khoản is a khoản with a title or without: bold letters tell, in both."""
    return (component or "").removesuffix("_tieu_de")


def test_the_looks_are_those_of_the_word_file(both: tuple[Issued, Seen, Seen]) -> None:
    _, word, pdf = both
    found: dict[str, list[Looks | None]] = {}
    for part in pdf.parts:
        found.setdefault(words(part), []).append(part.looks)
    other = []
    for part in word.parts:
        looks = found[words(part)].pop(0) if found.get(words(part)) else None
        if part.looks and looks:
            same = (looks.sizes_pt == part.looks.sizes_pt, looks.bold == part.looks.bold, looks.italic == part.looks.italic,
                    looks.families == part.looks.families, looks.underlined == part.looks.underlined,
                    looks.alignment in (part.looks.alignment, None) or part.in_table)
            other += [(part.text, looks, part.looks)] if not all(same) else []
    assert not other


def test_drawn_lines_are_as_long_and_stand_under_the_same(both: tuple[Issued, Seen, Seen]) -> None:
    _, word, pdf = both
    assert len(pdf.strokes) == len(word.strokes) > 0
    ordered = [sorted(seen.strokes, key=lambda stroke: stroke.length_pt) for seen in (word, pdf)]
    for set_, seen in zip(*ordered, strict=True):
        assert seen.length_pt / MM == pytest.approx(set_.length_pt / MM, abs=0.5)
        assert words(pdf.parts[seen.below]) == words(word.parts[set_.below])
        assert not seen.dashed


def test_margins_are_measured(both: tuple[Issued, Seen, Seen]) -> None:
    document, _, pdf = both
    for page in pdf.pages:
        section = document.paper.sections[0] if page.width_mm < page.height_mm else None
        if section is None:
            continue
        assert (page.width_mm, page.height_mm) == pytest.approx((210, 297), abs=0.1)
        assert page.left_mm == pytest.approx(section.left_pt / MM, abs=0.5)
        # a page of short lines only says nothing of its right margin
        assert page.right_mm is None or page.right_mm == pytest.approx(section.right_pt / MM, abs=0.5)
        assert page.top_mm == pytest.approx(section.top_pt / MM, abs=0.5)
        # a page ends with its last line: the margin is no larger than what is left under the fullest page
        assert page.bottom_mm is None or section.bottom_pt / MM - 0.5 <= page.bottom_mm <= 25


def test_page_numbers_are_in_the_header_from_page_two(both: tuple[Issued, Seen, Seen]) -> None:
    document, _, pdf = both
    assert [(number.page, number.where, number.alignment) for number in pdf.page_numbers] == \
        [(page, "header", "center") for page in range(2, (document.pages or 0) + 1)]
    assert not any(number.on_first_page for number in pdf.page_numbers)


def test_type_and_date_are_read(both: tuple[Issued, Seen, Seen]) -> None:
    _, word, pdf = both
    assert (pdf.abbreviation, pdf.issued, pdf.outside) == (word.abbreviation, word.issued, word.outside)
    assert pdf.fonts_embedded


def test_every_part_has_its_place_in_its_lines(both: tuple[Issued, Seen, Seen]) -> None:
    *_, pdf = both
    for line in pdf.lines:
        place = None if line.part is None else pdf.parts[line.part].place
        assert place is None or place.page < line.place.page or (
            place.left_pt <= line.place.left_pt and line.place.right_pt <= place.right_pt and place.top_pt <= line.place.top_pt)


# ---------------------------------------------------------------- what is no readable PDF

def simple() -> bytes:
    return to_pdf(html(paper(paragraph("Một"), paragraph("Hai", page_break_before=True))))


def locked(password: str) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(simple())) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="chu", user=password))
    return out.getvalue()


def without_pages() -> bytes:
    out = BytesIO()
    pikepdf.new().save(out)
    return out.getvalue()


@pytest.mark.parametrize(("data", "code"), [
    (b"", "pdf-broken"),
    (b"Ke hoach so 12/KH-UBND", "pdf-broken"),
    (b"%PDF-1.7\n", "pdf-broken"),
    (b"%PDF-1.7\n" + bytes(range(256)) * 40, "pdf-broken"),
    (simple()[:300], "pdf-broken"),
    (simple()[500:], "pdf-broken"),
    (b"PK\x03\x04" + bytes(64), "pdf-broken"),
    (locked("mat khau"), "pdf-locked"),
    (without_pages(), "pdf-broken"),
], ids=["nothing", "text", "header only", "noise", "cut short", "beginning lost", "a zip", "locked", "no page"])
def test_what_cannot_be_read_is_told(data: bytes, code: str) -> None:
    with pytest.raises(FileUnreadable) as refused:
        see_pdf(data)
    assert [problem.code for problem in refused.value.problems] == [code]


def test_a_file_that_only_its_owner_may_change_is_read() -> None:
    assert [part.text for part in see_pdf(locked("")).parts] == ["Một", "Hai"]


def test_limits_are_held() -> None:
    with pytest.raises(LimitExceeded, match="2 trang, quá giới hạn 1 trang"):
        see_pdf(simple(), max_pages=1)
    with pytest.raises(LimitExceeded, match="byte"):
        see_pdf(simple(), max_bytes=100)


def test_a_scan_is_seen_without_parts() -> None:
    out = BytesIO()
    with pikepdf.new() as pdf:
        image = pikepdf.Stream(pdf, bytes(64 * 64), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=64, Height=64,
                               ColorSpace=pikepdf.Name.DeviceGray, BitsPerComponent=8)
        page = pdf.add_blank_page(page_size=(595.3, 841.9))
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=image))
        page.Contents = pikepdf.Stream(pdf, b"q 595.3 0 0 841.9 0 0 cm /Im Do Q")
        pdf.save(out)
    seen = see_pdf(out.getvalue())
    assert (seen.parts, seen.pictures_only, seen.page_count, seen.fonts_embedded) == ((), (1,), 1, None)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_is_read_as_it_is_shown(turn: int) -> None:
    out = BytesIO()
    with pikepdf.open(BytesIO(simple())) as pdf:
        for page in pdf.pages:
            width, height = map(float, page.mediabox[2:])
            page.rotate(turn, relative=False)
            # the text is turned back, so that the page shown is upright again
            matrix = {0: (1, 0, 0, 1, 0, 0), 90: (0, 1, -1, 0, width, 0), 180: (-1, 0, 0, -1, width, height),
                      270: (0, -1, 1, 0, 0, height)}[turn]
            page.contents_add(" ".join(map(str, matrix)).encode() + b" cm\n", prepend=True)
        pdf.save(out)
    assert [part.text for part in see_pdf(out.getvalue()).parts] == ["Một", "Hai"]



@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_file_is_read_or_refused(seed: int) -> None:
    """Whatever bytes are lost, changed or doubled: what is left is judged, or the file is refused; nothing else is raised."""
    chance = random.Random(seed)
    data = bytearray(issued_example("cong_van").pdf or b"")
    for _ in range(chance.choice((1, 3, 10, 60))):
        at = chance.randrange(len(data))
        match chance.randrange(3):
            case 0:
                data[at] = chance.randrange(256)
            case 1:
                del data[at:min(at + chance.randrange(200), len(data) - 1)]
            case _:
                data[at:at] = data[chance.randrange(len(data)):][:100]
    with suppress(FileUnreadable, LimitExceeded):
        check(see_pdf(bytes(data)))
