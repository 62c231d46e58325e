"""Run properties → TextStyle."""

from __future__ import annotations

import pytest

from service.paper import Break, Tab, Text
from tests.read.drawn import look, looks, names, p, paper, paragraphs, r, style

FONTS = (
    '<a:themeElements><a:fontScheme name="x"><a:majorFont><a:latin typeface="Cambria"/></a:majorFont>'
    '<a:minorFont><a:latin typeface="Calibri"/></a:minorFont></a:fontScheme></a:themeElements>'
)


@pytest.mark.parametrize(
    ("properties", "field", "expected"),
    [
        ('<w:sz w:val="27"/>', "size_pt", 13.5),
        ('<w:sz w:val="14pt"/>', "size_pt", 14.0),
        ("", "size_pt", 10.0),
        ("<w:b/>", "bold", True),
        ('<w:b w:val="true"/>', "bold", True),
        ('<w:b w:val="on"/>', "bold", True),
        ('<w:b w:val="1"/>', "bold", True),
        ('<w:b w:val="0"/>', "bold", False),
        ('<w:b w:val="off"/>', "bold", False),
        ('<w:i w:val="false"/>', "italic", False),
        ("<w:i/>", "italic", True),
        ('<w:u w:val="double"/>', "underline", "double"),
        ('<w:u w:val="none"/>', "underline", None),
        ("<w:strike/>", "strike", True),
        ("<w:dstrike/>", "strike", True),
        ("<w:smallCaps/>", "caps", "small"),
        ('<w:color w:val="ff0000"/>', "color", "FF0000"),
        ('<w:color w:val="auto"/>', "color", None),
        ('<w:highlight w:val="yellow"/>', "highlight", "FFFF00"),
        ('<w:shd w:val="clear" w:fill="D9D9D9"/>', "highlight", "D9D9D9"),
        ('<w:shd w:val="pct50" w:color="000000" w:fill="FFFFFF"/>', "highlight", "808080"),
        ('<w:spacing w:val="-6"/>', "spacing_pt", -0.3),
        ('<w:w w:val="90"/>', "scale", 0.9),
        ('<w:position w:val="6"/>', "raise_pt", 3.0),
        ('<w:vertAlign w:val="superscript"/>', "script", "super"),
        ('<w:vertAlign w:val="subscript"/>', "script", "sub"),
        ('<w:sz w:val="28"/><w:kern w:val="28"/>', "kern", True),
        ('<w:sz w:val="26"/><w:kern w:val="28"/>', "kern", False),
        ('<w:kern w:val="0"/>', "kern", False),
        ('<w14:ligatures w14:val="standardContextual"/>', "ligatures", True),
        ('<w14:ligatures w14:val="none"/>', "ligatures", False),
        ('<w:lang w:val="vi-VN"/>', "language", "vi-VN"),
        ('<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>', "family", "Arial"),
        ('<w:rFonts w:asciiTheme="majorHAnsi" w:hAnsiTheme="majorHAnsi" w:ascii="Arial" w:hAnsi="Arial"/>', "family", "Cambria"),
        ('<w:rFonts w:asciiTheme="noSuchTheme" w:ascii="Arial" w:hAnsi="Arial"/>', "family", "Arial"),
    ],
)
def test_a_run_looks_as_its_properties_say(properties: str, field: str, expected: object) -> None:
    # ASCII text, so that the ascii font is the one that counts
    found = looks(paragraphs(p(r("chu", properties)), theme=FONTS)[0])[0][1]
    assert getattr(found, field) == (pytest.approx(expected) if isinstance(expected, float) else expected)


@pytest.mark.parametrize(
    ("styles", "paragraph", "run", "bold"),
    [
        ("<w:b/>", "", "", True),
        ("<w:b/>", "", '<w:b w:val="0"/>', False),
        ("<w:b/>", "", '<w:rStyle w:val="Manh"/>', False),
        ("", "", '<w:rStyle w:val="Manh"/>', True),
        ("<w:b/>", "", '<w:rStyle w:val="Manh"/><w:b/>', True),
        ("<w:b/>", '<w:pStyle w:val="Con"/>', "", False),
    ],
)
def test_toggles_of_paragraph_and_character_style_cancel_but_direct_ones_hold(
    styles: str, paragraph: str, run: str, bold: bool
) -> None:
    sheet = (
        style("Goc", f"<w:rPr>{styles}</w:rPr>", default=True)
        + style("Manh", "<w:rPr><w:b/></w:rPr>", kind="character")
        + style("Con", '<w:rPr><w:b w:val="0"/></w:rPr>', based="Goc")
    )
    assert looks(paragraphs(p(r("chữ", run), paragraph), styles=sheet)[0])[0][1].bold is bold


def test_style_chain_goes_from_defaults_over_ancestors_to_direct() -> None:
    sheet = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/><w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault></w:docDefaults>'
        + style("Goc", '<w:rPr><w:sz w:val="26"/><w:i/></w:rPr>', default=True)
        + style("Con", '<w:rPr><w:sz w:val="28"/></w:rPr>', based="Goc")
    )
    found = looks(paragraphs(p(r("a") + r("b", '<w:sz w:val="30"/>'), '<w:pStyle w:val="Con"/>'), styles=sheet)[0])
    assert [(s.size_pt, s.italic, s.language) for _, s in found] == [(14.0, True, "vi-VN"), (15.0, True, "vi-VN")]


def test_a_circle_of_styles_is_cut() -> None:
    sheet = style("A", "<w:rPr><w:b/></w:rPr>", based="B") + style("B", "<w:rPr><w:i/></w:rPr>", based="A")
    found = looks(paragraphs(p("chữ", '<w:pStyle w:val="A"/>'), styles=sheet)[0])[0][1]
    assert (found.bold, found.italic) == (True, True)


def test_an_unknown_style_is_the_default_one() -> None:
    sheet = style("Goc", '<w:rPr><w:sz w:val="28"/></w:rPr>', default=True)
    found = paragraphs(p("chữ", '<w:pStyle w:val="KhongCo"/>'), styles=sheet)[0]
    assert (found.style_id, looks(found)[0][1].size_pt) == ("Goc", 14.0)


def test_caps_are_applied_to_vietnamese_letters() -> None:
    found = looks(paragraphs(p(r("ủy ban nhân dân xã Đăk Ơ", "<w:caps/>")))[0])
    assert found[0][0] == "ỦY BAN NHÂN DÂN XÃ ĐĂK Ơ"
    assert found[0][1].caps == "all"


def test_two_latin_fonts_of_one_run_split_it_as_word_does() -> None:
    found = looks(paragraphs(p(r("Cộng", '<w:rFonts w:ascii="Arial" w:hAnsi="Times New Roman"/>')))[0])
    assert [(text, s.family) for text, s in found] == [("C", "Arial"), ("ộ", "Times New Roman"), ("ng", "Arial")]


def test_neighbouring_runs_of_one_look_are_one_text() -> None:
    found = looks(
        paragraphs(p(r("Kế ") + '<w:proofErr w:type="spellStart"/>' + r("hoạch", "<w:noProof/>") + r(" số", "<w:b/>")))[0]
    )
    assert [text for text, _ in found] == ["Kế hoạch", " số"]


def test_equal_looks_are_the_same_object_also_between_documents_of_one_template() -> None:
    sheet = style("Goc", '<w:rPr><w:sz w:val="28"/></w:rPr>', default=True)
    first, second = (
        paragraphs(p("một", '<w:jc w:val="both"/>') + p(r("hai", "<w:noProof/>"), '<w:jc w:val="both"/>'), styles=sheet)
        for _ in range(2)
    )
    styles = [looks(paragraph)[0][1] for paragraph in (*first, *second)]
    assert all(s is styles[0] for s in styles)
    assert all(paragraph.format is first[0].format for paragraph in (*first, *second))


@pytest.mark.parametrize(
    ("run", "text"),
    [
        ("<w:r><w:t>  Số:  </w:t></w:r>", "Số:"),
        ('<w:r><w:t xml:space="preserve">  Số:  </w:t></w:r>', "  Số:  "),
        ('<w:r><w:t xml:space="preserve">một\nhai\tba</w:t></w:r>', "một hai ba"),
        ("<w:r><w:t>30</w:t><w:noBreakHyphen/><w:t>4</w:t></w:r>", "30\u20114"),
        ("<w:r><w:t>a</w:t><w:softHyphen/><w:t>b</w:t></w:r>", "a\u00adb"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>', "•"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "✓"),
        ('<w:r><w:sym w:font="Wingdings" w:char="00A8"/></w:r>', "□"),
        ('<w:r><w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr><w:t>a \uf0b3</w:t></w:r>', "α ≥"),
    ],
)
def test_characters_come_through_as_word_shows_them(run: str, text: str) -> None:
    assert paragraphs(p(run))[0].text == text


def test_tabs_and_breaks_are_inlines() -> None:
    runs = '<w:r><w:tab/><w:br/><w:br w:type="page"/><w:br w:type="column"/><w:cr/></w:r>'
    found = paragraphs(p(runs))[0].inlines
    assert [i.kind if isinstance(i, Break) else type(i) for i in found] == [Tab, "line", "page", "column", "line"]


@pytest.mark.parametrize(
    "content",
    [
        '<w:r><w:sym w:font="Phong La" w:char="F123"/></w:r>',
        '<w:r><w:sym w:font="Webdings" w:char="F0F5"/></w:r>',
        '<w:r><w:sym w:font="Symbol" w:char="xyz"/></w:r>',
        r("\ue123"),
    ],
)
def test_a_symbol_without_a_character_is_told_not_guessed(content: str) -> None:
    found = paper(p(content))
    assert names(found) == [("w:sym", True)]
    assert found.constructs[0].problem.message.startswith("Ký hiệu “")


def test_hidden_text_is_not_printed_but_told() -> None:
    found = paper(p(r("thấy ") + r("ẩn", "<w:vanish/>")))
    assert found.sections[0].blocks[0].text == "thấy "  # type: ignore[union-attr]  # a paragraph by the line above
    assert names(found) == [("w:vanish", False)]
    assert found.constructs[0].problem.place == "đoạn 1"


@pytest.mark.parametrize(
    "properties", ["<w:outline/>", '<w:em w:val="dot"/>', "<w14:glow/>", "<w:khongCo/>", '<w:bdr w:val="single"/>']
)
def test_an_effect_the_paper_does_not_carry_is_told_each_time(properties: str) -> None:
    for _ in range(2):  # the look is kept between documents; the message must not be lost with it
        assert [lost for _, lost in names(paper(p(r("chữ", properties))))] == [False]


def test_complex_script_runs_take_their_own_sizes() -> None:
    found = look('<w:cs/><w:sz w:val="20"/><w:szCs w:val="28"/><w:bCs/>')
    assert (found.size_pt, found.bold) == (14.0, True)


def test_text_keeps_its_link() -> None:
    body = p(f'<w:hyperlink r:id="rWeb">{r("cổng")}</w:hyperlink><w:hyperlink w:anchor="muc1">{r("mục")}</w:hyperlink>')
    found = paragraphs(body, links={"rWeb": "https://chinhphu.vn/"})[0].inlines
    assert [(i.text, i.link) for i in found if isinstance(i, Text)] == [("cổng", "https://chinhphu.vn/"), ("mục", "#muc1")]
