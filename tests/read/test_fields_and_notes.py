"""Fields print their saved result; notes are numbered in the order of their references; revisions and wrappers."""

from __future__ import annotations

import pytest

from service.paper import NoteMark, Text
from tests.read.drawn import field, names, p, paper, paragraphs, r


@pytest.mark.parametrize(
    ("content", "text", "found"),
    [
        (field("REF muc1", "Điều 5"), "Điều 5", []),
        (field('DATE \\@ "dd/MM/yyyy"', "15/7/2026"), "15/7/2026", []),
        (f'<w:fldSimple w:instr="AUTHOR">{r("Sở Nội vụ")}</w:fldSimple>', "Sở Nội vụ", []),
        # a field in the instruction of another prints nothing there; in its result it prints its own
        (field("IF 1 = 1", field("REF x", "trong")), "trong", []),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>'
            + field("PAGE", "1")
            + '<w:r><w:instrText> = 1 "a"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            + r("a")
            + '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "a",
            [],
        ),
        (field('XE "mục"'), "", []),
        (field("REF muc1"), "", [("field:no-result", True)]),
        (field("PAGE \\* ROMAN", "II"), "", [("field:format", False)]),
        (
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="1"/></w:checkBox>'
            "</w:ffData></w:fldChar></w:r>"
            '<w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "☒",
            [("field:check-box", False)],
        ),
    ],
)
def test_a_field_prints_its_saved_result(content: str, text: str, found: list[tuple[str, bool]]) -> None:
    made = paper(p(content))
    assert "".join(b.text for b in made.sections[0].blocks) == text  # type: ignore[union-attr]  # paragraphs only
    assert names(made) == found


def test_a_field_that_runs_over_paragraphs_stays_open() -> None:
    first = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-3" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + r("Mục I")
    )
    last = r("Mục II") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert [x.text for x in paragraphs(p(first) + p(last) + p("thân"))] == ["Mục I", "Mục II", "thân"]


def test_a_hyperlink_field_links_its_result() -> None:
    body = p(field('HYPERLINK "https://chinhphu.vn/" \\o "Cổng"', "cổng") + field('HYPERLINK \\l "muc1"', "mục") + r("."))
    found = [(i.text, i.link) for i in paragraphs(body)[0].inlines if isinstance(i, Text)]
    assert found == [("cổng", "https://chinhphu.vn/"), ("mục", "#muc1"), (".", "")]


NOTES = (
    '<w:footnote w:type="separator" w:id="-1">'
    + p("<w:r><w:separator/></w:r>", '<w:spacing w:after="0"/>')
    + "</w:footnote>"
    + "".join(
        '<w:footnote w:id="{}">{}</w:footnote>'.format(i, p("<w:r><w:footnoteRef/></w:r>" + r(f" chú thích {i}")))
        for i in (1, 2, 3)
    )
)


def mark(note_id: int, kind: str = "footnote", more: str = "") -> str:
    return f'<w:r><w:{kind}Reference w:id="{note_id}"{more}/></w:r>'


def test_footnotes_are_numbered_in_the_order_of_their_references() -> None:
    made = paper(p(r("a") + mark(3) + r("b") + mark(1)), parts={"footnotes.xml": NOTES})
    marks = [i for i in made.sections[0].blocks[0].inlines if isinstance(i, NoteMark)]  # type: ignore[union-attr]  # a paragraph
    assert [(m.note_id, m.label) for m in marks] == [("3", "1"), ("1", "2")]
    assert [(n.note_id, n.kind, n.blocks[0].text, n.blocks[0].place) for n in made.notes] == [  # type: ignore[union-attr]  # same
        ("3", "footnote", "1 chú thích 3", "chú thích 1, đoạn 1"),
        ("1", "footnote", "2 chú thích 1", "chú thích 2, đoạn 1"),
    ]
    assert len(made.note_separator) == 1


@pytest.mark.parametrize(
    ("settings", "label"),
    [
        ("<w:footnotePr><w:numFmt w:val='lowerRoman'/></w:footnotePr>", "i"),
        ("<w:footnotePr><w:numStart w:val='5'/></w:footnotePr>", "5"),
        ("<w:footnotePr><w:numFmt w:val='chicago'/></w:footnotePr>", "*"),
    ],
)
def test_footnotes_are_numbered_as_the_settings_say(settings: str, label: str) -> None:
    made = paper(p(r("a") + mark(1)), parts={"footnotes.xml": NOTES}, settings=settings)
    assert made.notes[0].blocks[0].text == f"{label} chú thích 1"  # type: ignore[union-attr]  # a paragraph


def test_endnotes_have_roman_numbers_and_a_missing_note_is_told() -> None:
    endnotes = f'<w:endnote w:id="1">{p("cuối")}</w:endnote>'
    made = paper(p(mark(1, "endnote") + mark(9)), parts={"endnotes.xml": endnotes, "footnotes.xml": NOTES})
    marks = [i for i in made.sections[0].blocks[0].inlines if isinstance(i, NoteMark)]  # type: ignore[union-attr]  # a paragraph
    assert [(m.note_id, m.label) for m in marks] == [("end-1", "i"), ("9", "1")]
    assert names(made) == [("note:missing", True)]


def test_a_note_with_its_own_mark_has_no_number() -> None:
    made = paper(p(mark(1, more=' w:customMarkFollows="1"') + r("*") + mark(2)), parts={"footnotes.xml": NOTES})
    marks = [i.label for i in made.sections[0].blocks[0].inlines if isinstance(i, NoteMark)]  # type: ignore[union-attr]  # a paragraph
    assert marks == ["", "1"]


INS, DEL = '<w:ins w:id="1" w:author="a">{}</w:ins>', '<w:del w:id="2" w:author="a">{}</w:del>'


@pytest.mark.parametrize(
    ("content", "text", "found"),
    [
        (INS.format(r("mới")) + DEL.format("<w:r><w:delText>cũ</w:delText></w:r>"), "mới", [("w:ins", False), ("w:del", False)]),
        (
            f'<w:moveTo w:id="1" w:author="a">{r("đến")}</w:moveTo><w:moveFrom w:id="2" w:author="a">{r("đi")}</w:moveFrom>',
            "đến",
            [("w:ins", False), ("w:del", False)],
        ),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{r('ô điền')}</w:sdtContent></w:sdt>", "ô điền", []),
        (f'<w:smartTag w:element="x"><w:smartTagPr/>{r("thẻ")}</w:smartTag>', "thẻ", []),
        (f'<w:customXml w:element="x">{r("thẻ")}</w:customXml>', "thẻ", []),
        (
            f'<w:commentRangeStart w:id="0"/>{r("chữ")}<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
            "chữ",
            [("w:commentReference", False)],
        ),
        (
            f"<mc:AlternateContent><mc:Choice Requires='w14'>{r('mới')}</mc:Choice><mc:Fallback>{r('cũ')}</mc:Fallback>"
            "</mc:AlternateContent>",
            "mới",
            [],
        ),
        (
            "<mc:AlternateContent><mc:Choice xmlns:la='urn:la' Requires='la'>"
            + r("lạ")
            + f"</mc:Choice><mc:Fallback>{r('cũ')}</mc:Fallback>"
            "</mc:AlternateContent>",
            "cũ",
            [],
        ),
        (
            "<mc:AlternateContent><mc:Choice xmlns:la='urn:la' Requires='la'>" + r("lạ") + "</mc:Choice></mc:AlternateContent>",
            "",
            [("mc:AlternateContent", True)],
        ),
        (
            "<w:r><w:ruby><w:rubyPr/><w:rt>" + r("chú") + f"</w:rt><w:rubyBase>{r('chính')}</w:rubyBase></w:ruby></w:r>",
            "chính",
            [("w:ruby", True)],
        ),
        ("<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>", "", [("m:oMath", True)]),
        ("<w:khongCo/>", "", [("w:khongCo", True)]),
        ("<w:r><w:khongCo/></w:r>", "", [("w:khongCo", True)]),
        ("<w:r><w:lastRenderedPageBreak/></w:r><w:permStart w:id='1'/><w:permEnd w:id='1'/>", "", []),
    ],
)
def test_wrappers_are_opened_revisions_accepted_and_the_unknown_told(
    content: str, text: str, found: list[tuple[str, bool]]
) -> None:
    made = paper(p(content))
    assert "".join(b.text for b in made.sections[0].blocks) == text  # type: ignore[union-attr]  # paragraphs only
    assert names(made) == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ('<w:altChunk r:id="r9"/>', [("w:altChunk", True)]),
        ("<m:oMathPara/>", [("m:oMath", True)]),
        ("<w:khongCo/>", [("w:khongCo", True)]),
        ('<w:subDoc r:id="r9"/>', [("w:subDoc", True)]),
    ],
)
def test_a_block_that_cannot_be_read_is_told(body: str, found: list[tuple[str, bool]]) -> None:
    assert names(paper(p("a") + body)) == found
