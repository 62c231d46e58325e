"""What stands in the way of keeping a block: each such document is read as its tree is, the second time and changed too."""

from __future__ import annotations

import pytest

from service.guard import Package, unpack
from service.paper import Paragraph, Table
from service.read import Straight, read
from service.read.recipes import plain
from tests.read.drawn import docx, field, p, r, style

_LIST = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>'
    '</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
_NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
_NOTES = "".join(f'<w:footnote w:id="{n}">{p(f"Chú thích {n}")}</w:footnote>' for n in (1, 2))
_STYLES = style("Soc", (
    '<w:tblPr><w:tblStyleRowBandSize w:val="1"/></w:tblPr><w:tblStylePr w:type="band1Horz"><w:rPr><w:b/></w:rPr></w:tblStylePr>'
    '<w:tblStylePr w:type="lastRow"><w:tcPr><w:shd w:val="clear" w:fill="DDDDDD"/></w:tcPr></w:tblStylePr>'), kind="table")
_LOOK = '<w:tblStyle w:val="Soc"/><w:tblLook w:lastRow="1" w:noHBand="0" w:noVBand="1"/>'
_EDGES = (
    '<w:tblBorders><w:top w:val="single" w:sz="12"/><w:left w:val="single" w:sz="8"/><w:insideH w:val="dotted" w:sz="4"/>'
    "</w:tblBorders>"
)


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(r(text))}</w:tc>"


def row(*texts: str, properties: str = "", **cells: str) -> str:
    return f"<w:tr>{properties}{''.join(cell(text, **cells) for text in texts)}</w:tr>"


def table(*rows: str, properties: str = "", widths: tuple[int, ...] = (2000, 3000)) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def box(inside: str) -> str:
    return (
        '<w:r><w:drawing><wp:anchor><wp:extent cx="1270000" cy="635000"/><wp:docPr id="1" name="x"/><a:graphic><a:graphicData>'
        '<wps:wsp><wps:spPr><a:prstGeom prst="rect"/></wps:spPr>'
        f'<wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx><wps:bodyPr/>'
        "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )


def section(left: int, more: str = "") -> str:
    return f'<w:sectPr><w:pgSz w:w="11907" w:h="16840"/><w:pgMar w:left="{left}" w:right="851" w:top="1134"/>{more}</w:sectPr>'


def note(number: int) -> str:
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


_BEGUN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
_SEPARATED, _ENDED = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("separate", "end"))
_HEAD = "<w:trPr><w:tblHeader/></w:trPr>"
_NO_MARK = "<w:hideMark/>"
_MERGED, _ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"

# what it is → a body; `{0}` is where a clerk's words stand
BODIES = {
    "words": p(r("{0}")) * 3 + p(r("{0}", "<w:b/>") + r("{0}")),
    "automatic numbers": p(r("{0}"), _NUMBERED) + p(r("hai"), _NUMBERED) + p("xen vào") + p(r("{0}"), _NUMBERED),
    "notes": p(r("{0}") + note(2)) + p(r("giữa")) + p(r("{0}") + note(1)) + p(r("lại") + note(2)),
    "a field over paragraphs": p(_BEGUN + _SEPARATED + r("{0}")) + p(r("kết quả {0}")) + p(r("cuối") + _ENDED + r("{0}")),
    "a field in one": p(r("{0}") + field("PAGE", "7") + r("{0}")) + p(field("HYPERLINK \\l muc", r("{0}"))),
    "a field without result": p(r("{0}") + field("DATE")),
    "frames": p(r("{0}"), '<w:framePr w:w="2000" w:x="100" w:y="200"/>') + p(r("{0}")),
    "automatic space": p(r("{0}"), '<w:spacing w:beforeAutospacing="1"/>') + p(r("{0}")),
    "a deleted mark": p(r("{0}"), '<w:rPr><w:del w:id="1"/></w:rPr>') + p(r("{0}")),
    "a hidden mark": p(r("{0}"), "<w:rPr><w:vanish/></w:rPr>") + p(r("{0}")),
    "a hidden mark before a table": p(r("{0}", "<w:vanish/>"), "<w:rPr><w:vanish/></w:rPr>") + table(row("{0}")) + p(r("{0}")),
    "tabs to the end of the line": p(r("{0}") + '<w:r><w:ptab w:relativeTo="margin" w:alignment="right"/></w:r>' + r("{0}")),
    "hidden words": p(r("{0}", "<w:vanish/>") + r("{0}")),
    "inserted and deleted": (
        p(f'<w:ins w:id="1">{r("{0}")}</w:ins><w:del w:id="2">{r("{0}")}</w:del>') + f'<w:ins>{p(r("{0}"))}</w:ins>'),
    "capitals": p(r("{0}", "<w:caps/>") + r("{0}", "<w:smallCaps/>")),
    "capitals beyond Latin": p(r("{0}", '<w:rFonts w:eastAsia="SimSun" w:ascii="Arial" w:hAnsi="Arial"/><w:caps/>')),
    "a font of signs": p(r("{0}", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>')),
    "another font beyond ASCII": p(r("{0}", '<w:rFonts w:ascii="Arial" w:hAnsi="Times New Roman"/>')),
    "an East Asian font": p(r("{0}", '<w:rFonts w:hint="eastAsia" w:eastAsia="SimSun" w:ascii="Arial" w:hAnsi="Arial"/>')),
    "runs that join": p(r("{0}") + r("{0}") + '<w:proofErr w:type="spellStart"/>' + r("{0}", "<w:i/>") + r("{0}")),
    "blanks at the ends": p(r("{0}").replace(' xml:space="preserve"', "")) + p(r(" {0} ")),
    "signs between": p("<w:r><w:t>{0}</w:t><w:tab/></w:r>" + r("{0}") + "<w:r><w:br/><w:noBreakHyphen/></w:r>" + r("{0}")),
    "bookmarks": f'<w:bookmarkStart w:id="1" w:name="muc"/>{p(r("{0}"))}<w:bookmarkEnd w:id="1"/>' + p(r("{0}")),
    "a comment that ends a paragraph": p(r("{0}") + "<!-- </w:p> -->" + r("{0}")) + p("<?pi </w:p>?>" + r("{0}")),
    "characters by number": p(r("a&#9;b &#x1EA1; &quot;{0}&quot; <![CDATA[&]]>")),
    "a control": "".join(f"<w:sdt><w:sdtContent>{one}</w:sdtContent></w:sdt>" for one in (p(r("{0}")), p(r("b{0}")))),
    "a control in a line": p(f"<w:sdt><w:sdtContent>{r('{0}')}</w:sdtContent></w:sdt>"),
    "text boxes": p(r("{0}") + box(p(r("{0}")) + p(r("hai") + box(p(r("{0}")))))) + p(box(table(row("{0}", "b")))),
    "an empty paragraph": "<w:p/>" + p(r("{0}")) + '<w:p w:rsidR="1"/>' + p(""),
    "line feeds": "\n  " + p(r("{0}")) + "\n" + p("\n" + r("a\n{0}") + "\n") + "\n",
    "sections": p(r("{0}"), section(1000)) + p(r("{0}")) + p(r("x"), section(2000)) + p(r("{0}")) + section(1000),
    "a grid of lines": p(r("{0}")) + section(1701, '<w:docGrid w:type="lines"/>'),
    "a former section": p(r("{0}")) + section(1701, f"<w:sectPrChange>{section(1000)}</w:sectPrChange>"),
    "tables": table(row("{0}", "b"), row("c", "{0}"), row("{0}", "{0}")) + p(r("{0}"))
    + table(row("d", "{0}"), properties=_EDGES),
    "equal rows": table(*(row("{0}", "b") for _ in range(4)), properties=_EDGES),
    "a style of bands": table(*(row(f"{{0}} {n}", "b") for n in range(5)), properties=_LOOK),
    "cells merged downwards": table(
        f"<w:tr>{cell('{0}', _MERGED)}{cell('1')}</w:tr>", f"<w:tr>{cell('{0}', _ON)}{cell('{0}')}</w:tr>", row("x", "{0}")),
    "cells that hide their marks": table(
        f"<w:tr>{cell('{0}', _NO_MARK)}{cell('b')}</w:tr>",
        f"<w:tr>{cell('{0}', _NO_MARK)}<w:tc><w:tcPr>{_NO_MARK}</w:tcPr><w:p/></w:tc></w:tr>"),
    "cells merged the old way": table(f"<w:tr>{cell('{0}')}{cell('{0}', '<w:hMerge/>')}</w:tr>", row("{0}", "b")),
    "more cells than the grid has": table(row("{0}", "b", "c"), row("a", "{0}")),
    "a grid without widths": table(row("{0}", "b"), row("a", "{0}"), widths=(0, 0)),
    "a share of the width": table(row("{0}", "b"), properties='<w:tblW w:w="5000" w:type="pct"/>'),
    "repeated heads": table(*(row("{0}", "b", properties=head) for head in (_HEAD, "", _HEAD))),
    "rows deleted and hidden": table(
        row("{0}", "a", properties='<w:trPr><w:del w:id="1"/></w:trPr>'), row("{0}", "b"),
        row("c", "{0}", properties="<w:trPr><w:hidden/></w:trPr>")),
    "a table in a table": table(
        f"<w:tr>{cell('a')}<w:tc>{table(row('{0}', 'x'), row('y', '{0}'))}{p('')}</w:tc></w:tr>", row("{0}", "b")),
    "a floating table": table(row("{0}", "b"), properties="<w:tblpPr/>"),
    "a floating table without text beside it": p(r("{0}"))
    + table(row("{0}", "b"), row("c", "{0}"), properties='<w:tblpPr w:vertAnchor="text" w:tblpY="90"/>', widths=(4000, 4500)),
    "no rows": table() + p(r("{0}")),
    "an unknown element": p(r("{0}") + "<w:khongCo/>") + p(r("{0}")),
}  # fmt: skip
_WORDS = ("một", "hai", "ba &amp; bốn", "", "một", "漢字 và chữ", "\uf0b7", "ɡ ß", "  ", "1/3 – “hai”", "mười")


def package(body: str) -> Package:
    return unpack(docx(body, styles=_STYLES, numbering=_LIST, parts={"footnotes.xml": _NOTES}))


@pytest.mark.parametrize("name", BODIES)
@pytest.mark.parametrize("before", ["", p("trước") + table(row("trước", "bảng"))])
def test_any_document_is_read_as_its_tree_is(name: str, before: str) -> None:
    straight = Straight(package(p("gốc")))
    for number, words in enumerate(_WORDS):
        found = package((before if number % 3 else "") + BODIES[name].replace("{0}", words))
        assert straight.read({}, found["word/document.xml"].decode()) == read(found), words


def papers(*bodies: str) -> list[list[Paragraph | Table]]:
    straight = Straight(package(""))
    return [list(straight.read({}, package(body)["word/document.xml"].decode()).sections[0].blocks) for body in bodies]


def test_a_table_of_either_kind_may_stand_where_the_other_did() -> None:
    """Row by row, or as a whole where its rows hang on each other: one does not end where the other began."""
    apart = [row("TT", "Tên", properties=_HEAD), row("1", "{0}"), row("2", "b")]
    tied = [apart[0], f"<w:tr>{cell('{0}', _MERGED)}{cell('1')}</w:tr>", f"<w:tr>{cell('', _ON)}{cell('{0}')}</w:tr>"]
    straight = Straight(package(""))
    for number, rows in enumerate((apart, tied, apart, tied, tied, apart, tied)):
        for body in (p(r("Kính gửi")) + table(*rows) + p(r("{0}")) + table(*rows), table(*rows) + p(r("{0}"))):
            found = package(body.replace("{0}", f"số {number}"))
            assert straight.read({}, found["word/document.xml"].decode()) == read(found)


def test_what_did_not_change_is_the_same_object() -> None:
    first, second = papers(*(p("một") + p(words) + table(row("a", "b"), row("c", words)) for words in ("hai", "ba")))
    assert first[0] is second[0]
    assert isinstance(first[2], Table)
    assert isinstance(second[2], Table)
    assert first[2].rows[0] is second[2].rows[0]


@pytest.mark.parametrize(
    "body", [p(r("a") + box(p("trong khung"))), table(f"<w:tr>{cell('a')}<w:tc>{table(row('b'))}{p('')}</w:tc></w:tr>")])
def test_what_holds_blocks_is_kept_whole(body: str) -> None:
    first, second = papers(body + p("một"), body + p("hai"))
    assert first[0] is second[0]


def test_what_moved_keeps_its_parts() -> None:
    first, second = papers(p("một") + p("hai"), p("mới") + p("một") + p("hai"))
    before, after = first[0], second[1]
    assert isinstance(before, Paragraph)
    assert isinstance(after, Paragraph)
    assert (before.place, after.place) == ("đoạn 1", "đoạn 2")
    assert before.inlines is after.inlines
    assert before.format is after.format
    assert before.mark is after.mark


def test_equal_words_in_a_column_are_one_object() -> None:
    made = papers(*(table(*(row(f"{n}{number}", "Cái") for n in range(4))) for number in range(3)))
    held = {id(one.cells[1].blocks[0].inlines) for blocks in made[1:] for one in blocks[0].rows[1:3]}  # type: ignore[union-attr]
    assert len(held) <= 2


# words, rows; whether a piece of XML is new
_RECORDS = (("một", 2, True), ("hai", 2, False), ("ba &amp; bốn", 3, False), ("năm", 9, False), ("</w:t><w:tab/><w:t>", 1, True),
            ("sáu", 4, False), ("漢字", 4, True), ("bảy", 40, False), ("漢字", 4, False))


def test_a_body_of_known_pieces_is_walked() -> None:
    """Other words, any number of rows and another paragraph without words are no news; another piece of XML is, once, and so are
    characters that decide."""
    straight = Straight(package(""))
    for words, count, new in _RECORDS:
        rows = row("TT", "Tên"), *(row(f"{n}", words) for n in range(count)), row("", "Cộng")
        line = p("", f'<w:spacing w:before="{count}"/>') + p(r("Về việc"))
        body = p(r("Kính gửi: ") + r(words)) + line + table(*rows) + p(r("")) + p(r(f"Ngày {words}")) + section(1701)
        found = package(body)
        known = straight._known
        walked = None if known is None else known.paths.sections(plain(found["word/document.xml"].decode()))
        made = straight.read({}, found["word/document.xml"].decode())
        assert made == read(found)
        assert walked == (None if new else made.sections)


def test_a_table_of_more_rows_than_are_kept_is_walked() -> None:
    """A long table's first rows are forgotten before its last one is read; a document so long is walked anew each time."""
    straight, count = Straight(package("")), 4000
    for words in ("một", "hai", "ba"):
        found = package(p(r("Danh sách")) + table(*(row(f"{n}", f"{words} {n}") for n in range(count))))
        main = found["word/document.xml"].decode()
        known = straight._known
        walked = None if known is None else known.paths.sections(plain(main))
        made = straight.read({}, main)
        assert made == read(found)
        assert walked == (None if words == "một" else made.sections)


def test_a_cell_that_did_not_change_is_the_same_object() -> None:
    """Beside one of other words: of several paragraphs (a letterhead), and of one (words of a column that came before)."""
    head = f"<w:tc>{p(r('TRƯỜNG'))}{p(r('SỐ MỘT'))}</w:tc>"
    made = papers(*(table(f"<w:tr>{head}{cell(words)}</w:tr>", row("Cái", words), row("", "")) for words in "mhbd"))
    for number in (0, 1):
        third, fourth = (blocks[0].rows[number].cells for blocks in made[2:])        # type: ignore[union-attr]
        assert third[0] is fourth[0]
        assert third[1] is not fourth[1]
