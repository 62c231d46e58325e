"""Numbering: labels as printed, and the indents that come with them."""

from __future__ import annotations

import pytest

from service.read.counting import counted
from tests.read.drawn import names, p, paper, paragraphs, style


def level(
    index: int, kind: str, text: str, *, more: str = "", start: str = '<w:start w:val="1"/>', ppr: str = "", rpr: str = ""
) -> str:
    return (
        f'<w:lvl w:ilvl="{index}">{start}<w:numFmt w:val="{kind}"/>{more}<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f"{f'<w:pPr>{ppr}</w:pPr>' if ppr else ''}{f'<w:rPr>{rpr}</w:rPr>' if rpr else ''}</w:lvl>"
    )


def numbering(levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    return f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{nums}'


def item(index: int = 0, num: int = 1, more: str = "") -> str:
    return p("x", f'{more}<w:numPr><w:ilvl w:val="{index}"/><w:numId w:val="{num}"/></w:numPr>')


def labels(body: str, **more: object) -> list[str]:
    return [found.label.text if found.label else "" for found in paragraphs(body, **more)]


PLAN = (
    level(0, "upperRoman", "%1.") + level(1, "decimal", "%2.") + level(2, "lowerLetter", "%3)") + level(3, "decimal", "%1.%2.%4")
)


def test_levels_count_and_start_anew_below_a_higher_one() -> None:
    steps = (0, 1, 1, 2, 2, 1, 2, 0, 1)
    assert labels("".join(map(item, steps)), numbering=numbering(PLAN)) == ["I.", "1.", "2.", "a)", "b)", "3.", "a)", "II.", "1."]


def test_a_label_names_higher_levels_in_their_own_formats() -> None:
    assert labels("".join(map(item, (0, 1, 1, 3))), numbering=numbering(PLAN))[-1] == "I.2.1"


def test_legal_numbering_is_all_in_digits() -> None:
    legal = level(0, "upperRoman", "%1.") + level(1, "lowerLetter", "%1.%2", more="<w:isLgl/>")
    assert labels(item(0) + item(0) + item(1), numbering=numbering(legal))[-1] == "2.1"


@pytest.mark.parametrize(
    ("restart", "expected"), [("", ["1.", "a)", "2.", "a)"]), ('<w:lvlRestart w:val="0"/>', ["1.", "a)", "2.", "b)"])]
)
def test_a_level_that_never_restarts_goes_on(restart: str, expected: list[str]) -> None:
    levels = level(0, "decimal", "%1.") + level(1, "lowerLetter", "%2)", more=restart)
    assert labels(item(0) + item(1) + item(0) + item(1), numbering=numbering(levels)) == expected


def test_lists_of_one_abstract_number_go_on_unless_they_start_anew() -> None:
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
        "</w:lvlOverride></w:num>"
    )
    body = item() + item() + item(num=2) + item(num=3) + item(num=3)
    assert labels(body, numbering=numbering(level(0, "decimal", "%1."), nums)) == ["1.", "2.", "3.", "5.", "6."]


def test_a_level_override_replaces_the_level() -> None:
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        + level(0, "lowerRoman", "(%1)")
        + "</w:lvlOverride></w:num>"
    )
    assert labels(item() + item(), numbering=numbering(level(0, "decimal", "%1."), nums)) == ["(i)", "(ii)"]


def test_numbers_run_through_cells_in_document_order() -> None:
    cell = "<w:tc>{}</w:tc>"
    row = f"<w:tr>{cell.format(item())}{cell.format(item())}</w:tr>"
    body = item() + f"<w:tbl><w:tblGrid><w:gridCol w:w='1'/><w:gridCol w:w='1'/></w:tblGrid>{row}</w:tbl>" + item()
    assert labels(body, numbering=numbering(level(0, "decimal", "%1."))) == ["1.", "4."]


def test_a_style_carries_its_list_and_the_level_tied_to_it() -> None:
    sheet = style("Muc", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>') + style(
        "Khoan", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    )
    levels = level(0, "upperRoman", "%1.", more='<w:pStyle w:val="Muc"/>') + level(
        1, "decimal", "%2.", more='<w:pStyle w:val="Khoan"/>'
    )
    body = "".join(p("x", f'<w:pStyle w:val="{name}"/>') for name in ("Muc", "Khoan", "Khoan", "Muc"))
    assert labels(body, styles=sheet, numbering=numbering(levels)) == ["I.", "1.", "2.", "II."]


def test_number_zero_takes_the_styles_list_away() -> None:
    sheet = style("Muc", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    body = p("x", '<w:pStyle w:val="Muc"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert labels(body, styles=sheet, numbering=numbering(PLAN)) == [""]


def test_a_numbering_style_lends_its_levels() -> None:
    sheet = style("DanhSach", '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>', kind="numbering")
    both = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="DanhSach"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="1">{level(0, "lowerLetter", "%1)")}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )
    assert labels(item() + item(num=2), styles=sheet, numbering=both) == ["a)", "b)"]


IND = '<w:ind w:left="{}" w:hanging="360"/>'


@pytest.mark.parametrize(
    ("style_ppr", "direct", "left"),
    [
        # fidelity.md, rule 13: style < level < the style that carries the list < direct
        (IND.format(1000), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>', 36.0),
        ('<w:numPr><w:numId w:val="1"/></w:numPr>' + IND.format(1000), "", 50.0),
        ('<w:numPr><w:numId w:val="1"/></w:numPr>', "", 36.0),
        ('<w:numPr><w:numId w:val="1"/></w:numPr>' + IND.format(1000), '<w:ind w:left="200"/>', 10.0),
        ("", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:ind w:left="200"/>', 10.0),
    ],
)
def test_indents_of_style_level_and_paragraph_lie_in_words_order(style_ppr: str, direct: str, left: float) -> None:
    sheet = style("Muc", f"<w:pPr>{style_ppr}</w:pPr>")
    found = paragraphs(
        p("x", f'<w:pStyle w:val="Muc"/>{direct}'),
        styles=sheet,
        numbering=numbering(level(0, "decimal", "%1.", ppr=IND.format(720))),
    )[0].format
    assert (found.left_pt, found.first_line_pt) == (left, -18.0)


def test_a_label_has_the_look_of_the_mark_without_its_underline_and_then_its_own() -> None:
    body = p(
        "x",
        '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:sz w:val="28"/><w:i/><w:u w:val="single"/></w:rPr>',
    )
    found = paragraphs(body, numbering=numbering(level(0, "decimal", "%1.", rpr="<w:b/>", more='<w:suff w:val="space"/>')))[
        0
    ].label
    assert found is not None
    assert (found.style.size_pt, found.style.italic, found.style.bold, found.style.underline) == (14.0, True, True, None)
    assert (found.suffix, found.bullet, found.level) == ("space", False, 0)


def test_bullets_of_symbol_fonts_are_unicode_in_their_family() -> None:
    bullet = level(0, "bullet", "\uf0b7", rpr='<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>')
    found = paragraphs(item(), numbering=numbering(bullet))[0].label
    assert found is not None
    assert (found.text, found.style.family, found.bullet) == ("•", "Symbol", True)


@pytest.mark.parametrize(
    ("number", "kind", "text"),
    [
        (1, "decimal", "1"),
        (7, "decimalZero", "07"),
        (10, "decimalZero", "10"),
        (4, "lowerRoman", "iv"),
        (1990, "upperRoman", "MCMXC"),
        (1, "lowerLetter", "a"),
        (26, "upperLetter", "Z"),
        (27, "lowerLetter", "aa"),
        (53, "lowerLetter", "aaa"),
        (5, "none", ""),
        (3, "numberInDash", "- 3 -"),
        (5, "chicago", "**"),
        (3, "decimalEnclosedCircle", "③"),
        (7, "custom:001, 002, 003, ...", "007"),
        (2, "ordinal", "2nd"),
        (0, "lowerLetter", ""),
        (0, "upperRoman", ""),
        (9, "khongCo", "9"),
    ],
)
def test_numbers_print_in_words_formats(number: int, kind: str, text: str) -> None:
    assert counted(number, kind) == text


@pytest.mark.parametrize(
    ("nums", "found"),
    [
        (numbering(level(0, "thaiCounting", "%1.")), [("w:numFmt", True)]),
        (numbering(level(0, "bullet", "•", more='<w:lvlPicBulletId w:val="0"/>')), [("w:lvlPicBulletId", False)]),
        (numbering(level(1, "decimal", "%1.")), [("w:numId", False)]),
    ],
)
def test_a_list_that_cannot_be_printed_as_it_is_is_told(nums: str, found: list[tuple[str, bool]]) -> None:
    assert names(paper(item(), numbering=nums)) == found
