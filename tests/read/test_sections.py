"""Sections: page, headers and footers, columns, borders, settings."""

from __future__ import annotations

import pytest

from service.paper import Border, Field, Paragraph
from tests.read.drawn import field, names, p, paper, r

A4 = (
    '<w:pgSz w:w="11907" w:h="16840"/><w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1701" w:header="567" '
    'w:footer="284" w:gutter="0"/>'
)


def sect(inner: str) -> str:
    return f"<w:sectPr>{inner}</w:sectPr>"


def ref(kind: str, part: str, page: str = "default") -> str:
    return f'<w:{kind}Reference w:type="{page}" r:id="r{part}"/>'


def words(blocks: tuple[object, ...] | None) -> str | None:
    return None if blocks is None else " ".join(b.text for b in blocks if isinstance(b, Paragraph))


def test_page_and_margins_are_exact_twips() -> None:
    found = paper(p("a") + sect(A4)).sections[0]
    assert (
        found.width_pt,
        found.height_pt,
        found.top_pt,
        found.right_pt,
        found.bottom_pt,
        found.left_pt,
        found.header_pt,
        found.footer_pt,
    ) == (595.35, 842.0, 56.7, 42.55, 56.7, 85.05, 28.35, 14.2)
    assert not found.landscape
    assert found.measure_pt == pytest.approx(467.75)


@pytest.mark.parametrize(
    ("inner", "name", "expected"),
    [
        (A4.replace('w:gutter="0"', 'w:gutter="200"'), "left_pt", 95.05),
        ('<w:type w:val="continuous"/>', "start", "continuous"),
        ('<w:type w:val="oddPage"/>', "start", "odd_page"),
        ("", "start", "next_page"),
        ("<w:titlePg/>", "title_page", True),
        ('<w:titlePg w:val="false"/>', "title_page", False),
        ('<w:pgNumType w:start="3" w:fmt="lowerRoman"/>', "page_start", 3),
        ('<w:pgNumType w:start="3" w:fmt="lowerRoman"/>', "page_format", "lowerRoman"),
        ('<w:cols w:num="2" w:space="400"/>', "columns", 2),
        ('<w:cols w:num="2" w:space="400"/>', "column_gap_pt", 20.0),
        ('<w:vAlign w:val="both"/>', "vertical", "justify"),
        ('<w:pgBorders w:offsetFrom="page"><w:top w:val="double" w:sz="6" w:space="24"/></w:pgBorders>', "borders_from", "page"),
    ],
)
def test_a_section_is_as_its_properties_say(inner: str, name: str, expected: object) -> None:
    found = getattr(paper(p("a") + sect(inner)).sections[0], name)
    assert found == (pytest.approx(expected) if isinstance(expected, float) else expected)


def test_page_borders_keep_style_width_and_distance() -> None:
    found = paper(p("a") + sect('<w:pgBorders><w:top w:val="double" w:sz="6" w:space="24"/></w:pgBorders>')).sections[0].borders
    assert (found.top, found.left) == (Border("double", 0.75, 24.0), None)


def test_a_body_is_cut_where_paragraphs_carry_section_properties() -> None:
    body = (
        p("một")
        + p("hết", sect(A4))
        + f"<w:sdt><w:sdtContent>{p('hai')}</w:sdtContent></w:sdt>"
        + sect('<w:pgSz w:w="16840" w:h="11907"/>')
    )
    found = paper(body).sections
    assert [[b.place for b in s.blocks] for s in found] == [["đoạn 1", "đoạn 2"], ["đoạn 3"]]
    assert [s.landscape for s in found] == [False, True]


def test_headers_are_inherited_and_shown_where_the_section_shows_them() -> None:
    parts = {"header1.xml": p("thường"), "header2.xml": p("đầu"), "header3.xml": p("chẵn"), "footer1.xml": p("chân")}
    first = sect(
        ref("header", "Header1") + ref("header", "Header2", "first") + ref("header", "Header3", "even") + ref("footer", "Footer1")
    )
    found = paper(p("một", first) + p("hai") + sect("<w:titlePg/>"), parts=parts).sections
    assert [
        (words(s.headers.default), words(s.headers.first), words(s.headers.even), words(s.footers.default)) for s in found
    ] == [("thường", None, None, "chân"), ("thường", "đầu", None, "chân")]
    even = paper(p("một", first), parts=parts, settings="<w:evenAndOddHeaders/>")
    assert words(even.sections[0].headers.even) == "chẵn"
    assert even.even_and_odd


def test_a_title_page_without_its_own_header_shows_none() -> None:
    found = paper(p("a") + sect(ref("header", "Header1") + "<w:titlePg/>"), parts={"header1.xml": p("thường")}).sections[0]
    assert (words(found.headers.default), found.headers.first) == ("thường", None)


@pytest.mark.parametrize(
    ("content", "kinds"),
    [
        (field("PAGE", "2"), ["PAGE"]),
        (field("PAGE"), ["PAGE"]),
        (field(r"PAGE \* MERGEFORMAT", r("2") + r("3")), ["PAGE"]),
        (f'<w:fldSimple w:instr="NUMPAGES">{r("9")}</w:fldSimple>', ["NUMPAGES"]),
        ("<w:r><w:pgNum/></w:r>", ["PAGE"]),
        (field("PAGE", "1") + r("/") + field("SECTIONPAGES", "4"), ["PAGE", "SECTIONPAGES"]),
    ],
)
def test_page_numbers_in_a_header_are_fields(content: str, kinds: list[str]) -> None:
    found = paper(p("a") + sect(ref("header", "Header1")), parts={"header1.xml": p(content, '<w:jc w:val="center"/>')})
    block = found.sections[0].headers.default
    assert block is not None
    assert isinstance(block[0], Paragraph)
    assert [i.kind for i in block[0].inlines if isinstance(i, Field)] == kinds
    assert block[0].text in ("", "/")
    assert block[0].place == "đầu trang, đoạn 1"
    assert found.constructs == ()


@pytest.mark.parametrize(
    ("settings", "name", "expected"),
    [
        ("", "compat_mode", 12),
        ('<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="x" w:val="15"/></w:compat>', "compat_mode", 15),
        ('<w:defaultTabStop w:val="567"/>', "default_tab_pt", 28.35),
        ("<w:compat><w:doNotUseHTMLParagraphAutoSpacing/></w:compat>", "spacing_sum", True),
        ("<w:compat><w:doNotExpandShiftReturn/></w:compat>", "shift_return_expands", False),
    ],
)
def test_settings_that_change_the_page_are_kept(settings: str, name: str, expected: object) -> None:
    assert getattr(paper(p("a"), settings=settings or "<w:zoom/>"), name) == expected


@pytest.mark.parametrize(
    ("inner", "settings", "found"),
    [
        ('<w:docGrid w:linePitch="360"/>', "", []),
        ('<w:docGrid w:type="lines" w:linePitch="360"/>', "", [("w:docGrid", True)]),
        ('<w:lnNumType w:countBy="5"/>', "", [("w:lnNumType", True)]),
        (
            '<w:cols w:num="2" w:equalWidth="0"><w:col w:w="3000" w:space="200"/><w:col w:w="5000"/></w:cols>',
            "",
            [("w:cols@unequal", True)],
        ),
        ('<w:pgMar w:top="-1134" w:right="851" w:bottom="1134" w:left="1701"/>', "", [("w:pgMar@negative", False)]),
        ('<w:pgBorders><w:top w:val="apples" w:sz="20"/></w:pgBorders>', "", [("border:art", True)]),
        ('<w:textDirection w:val="tbRl"/>', "", [("w:textDirection", True)]),
        ("", '<w:autoHyphenation w:val="true"/>', [("w:autoHyphenation", False)]),
        ("", '<w:autoHyphenation w:val="false"/><w:mirrorMargins/>', [("w:mirrorMargins", True)]),
        ('<w:formProt w:val="false"/><w:paperSrc w:first="7"/><w:noEndnote/>', "", []),
    ],
)
def test_what_a_section_asks_and_the_paper_lacks_is_told(inner: str, settings: str, found: list[tuple[str, bool]]) -> None:
    assert names(paper(p("a") + sect(inner), settings=settings or "<w:zoom/>")) == found
