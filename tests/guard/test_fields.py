from __future__ import annotations

import pytest

from service.errors import FileRefused
from service.guard import inspect
from tests.guard.drawn import HEAD, W, content_types, document, docx, relationship, relationships, run, with_document


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(*texts: str, tag: str = "instrText") -> str:
    return "".join(f'<w:r><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>' for text in texts)


def field(*texts: str, result: str = "1") -> str:
    return mark("begin") + code(*texts) + mark("separate") + run(result) + mark("end")


def codes(data: bytes) -> list[tuple[str, str]]:
    with pytest.raises(FileRefused) as caught:
        inspect(data)
    return [(found.code, found.place) for found in caught.value.problems]


@pytest.mark.parametrize("text", [
    "PAGE", " PAGE \\* MERGEFORMAT ", " page ", " NUMPAGES ", " SECTIONPAGES ", " SEQ Bảng \\* ARABIC ", " TIME ",
    " PAGEREF _Toc123 \\h ", " REF dieu_1 \\r \\h ", " NOTEREF _Ref1 ", " STYLEREF \"Heading 1\" ", "PAGE\\*roman",
    " TOC \\o \"1-3\" \\h \\z \\u ", " DATE \\@ \"dd/MM/yyyy\" ",
    " CREATEDATE ", " SAVEDATE ", " TITLE ", " AUTHOR ", " FILENAME \\p ", " DOCPROPERTY \"Số\" ", " FORMTEXT ", " FORMCHECKBOX ",
    " FORMDROPDOWN ", " SYMBOL 254 \\f Wingdings ", " MERGEFIELD ho_ten ", " =SUM(ABOVE) ", " = 2 + 2 ", " EQ \\f(1;2) ",
    " SHAPE \\* MERGEFORMAT ", "", "   ",
    " HYPERLINK \"https://chinhphu.vn/a?b=1\" ", " HYPERLINK \\l \"_Toc123\" ", " HYPERLINK \"mailto:a@b.vn\" \\o \"Gửi thư\" ",
    " HYPERLINK “http://baochinhphu.vn” ", " HYPERLINK http://a.vn \\t _blank ", " HYPERLINK \"phu luc 1.docx\" ",
])
def test_a_field_of_the_list_stays(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace('"', "&quot;")
    inspect(with_document(run("Trang "), field(escaped), f'<w:fldSimple w:instr="{escaped}">{run("1")}</w:fldSimple>'))


FORBIDDEN = [
    " INCLUDETEXT \"C:\\\\bí mật.docx\" ", " INCLUDEPICTURE \"http://169.254.169.254/x.png\" \\d ", " includepicture x ",
    " DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe \"/k calc\" ", " DDE Excel x ", " LINK Excel.Sheet.12 \"a.xlsx\" ",
    " DATABASE \\d \"x\" ", " IMPORT x.bmp ", " MACROBUTTON chay Bấm ", " PRINT 27 ", " EMBED Excel.Sheet.12 ", " ADDIN x ",
    " ASK a ", " RD \"b.docx\" ",
    " FILLIN \"Nhập\" ", " AUTOTEXT x ", " USERNAME ", " dieu_1 ", " \"PAGE\" ", " PAGE{{ x }} ", " {{ ma }} ", " PAG\u200bE ",
    " 1 ",
]


@pytest.mark.parametrize("text", FORBIDDEN)
def test_a_field_outside_the_list_is_refused_with_its_paragraph(text: str) -> None:
    escaped = text.replace('"', "&quot;")
    assert codes(with_document(run("một"), field(escaped))) == [("field-forbidden", "word/document.xml, đoạn 2")]
    assert codes(with_document(run("một"), run("hai"), f'<w:fldSimple w:instr="{escaped}">{run("1")}</w:fldSimple>')) == [
        ("field-forbidden", "word/document.xml, đoạn 3")]


@pytest.mark.parametrize("paragraph", [
    pytest.param(field("INCLUDE", "TEXT", " x"), id="split over runs"),
    pytest.param(mark("begin") + code("DDE") + '</w:p><w:p>' + code("AUTO x") + mark("end"), id="split over paragraphs"),
    pytest.param(mark("begin") + code("PAGE<!-- -->X") + mark("end"), id="split by a comment"),
    pytest.param(mark("begin") + code("IN<![CDATA[CLUDE]]>TEXT x") + mark("end"), id="split by CDATA"),
    pytest.param(mark("begin") + code("&#68;&#68;E x") + mark("end"), id="written as character references"),
    pytest.param(mark("begin") + code("DD") + "<w:proofErr/><w:bookmarkStart w:id='1' w:name='x'/>" + code("E x") + mark("end"),
                 id="split by marks"),
    pytest.param(mark("begin") + run("DDE x") + mark("end"), id="as plain text in the code"),
    pytest.param(mark("begin") + code("DDE x"), id="never ended"),
    pytest.param(code("DDEAUTO x"), id="never begun"),
    pytest.param(field("PAGE", result="") + code("DDE", " x"), id="after the end"),
    pytest.param(mark("begin") + code("PAGE") + mark("separate") + code("DDE x") + mark("end"), id="in the result"),
    pytest.param(mark("begin") + code("PAGE") + mark("separate") + field("DDE x") + mark("end"), id="nested in a result"),
    pytest.param(mark("begin") + code("IF 1 = 1 ") + field("DDE x") + code(' "b"') + mark("end"), id="nested in a code"),
    pytest.param(mark("begin") + code("DDE ") + field("QUOTE 65") + mark("end"), id="around another field"),
    pytest.param(f"<w:del>{mark('begin')}{code('DDE x', tag='delInstrText')}{mark('end')}</w:del>", id="deleted in revision"),
    pytest.param(f'<w:fldSimple w:instr="PAGE">{field("DDE x")}</w:fldSimple>', id="inside a simple field"),
    pytest.param(field("PAGE") + f"<w:r><w:pict><v:textbox><w:txbxContent><w:p>{field('DDE x')}</w:p></w:txbxContent></v:textbox>"
                 "</w:pict></w:r>", id="in a text box"),
])
def test_a_hidden_field_is_found(paragraph: str) -> None:
    assert [found for found, _ in codes(with_document(paragraph))] == ["field-forbidden"]


@pytest.mark.parametrize("paragraph", [
    mark("begin") + field("QUOTE 68 68 69") + mark("end"),
    mark("begin") + code(" ") + field("REF ten_truong") + code(" x ") + mark("end"),
    mark("begin") + code("DATE") + field("QUOTE 66") + mark("end"),
    mark("begin") + code(" HYPERLINK ") + field("REF dia_chi") + mark("end"),
    mark("begin") + code(' HYPERLINK "http://a.vn/') + field("REF dia_chi") + code('" ') + mark("end"),
    mark("begin") + '<w:fldSimple w:instr="QUOTE 68"/>' + mark("end"),
])
def test_a_name_or_target_that_another_field_makes_is_refused(paragraph: str) -> None:
    assert [found for found, _ in codes(with_document(paragraph))] == ["field-computed"]


def test_fields_that_nest_as_word_writes_them_stay() -> None:
    entry = field(' HYPERLINK \\l "_Toc1" ', result="Mục I") + field(" PAGEREF _Toc1 \\h ")
    inspect(with_document(mark("begin") + code(' TOC \\o "1-3" ') + mark("separate") + entry, entry, mark("end"),
                          mark("begin") + code(" IF ") + field("PAGE") + code(' = "1" "a" "b" ') + mark("end"),
                          mark("begin") + code(" = ") + field("PAGE") + code(" + 1 ") + mark("end")))


@pytest.mark.parametrize("target", ["javascript:alert(1)", "file:///C:/x.exe", "\\\\\\\\may\\\\chung\\\\a", "data:text/html,x"])
def test_a_hyperlink_field_to_an_unfit_target_is_refused(target: str) -> None:
    assert codes(with_document(field(f' HYPERLINK "{target}" '))) == [("link-target", "word/document.xml, đoạn 1")]
    assert codes(with_document(field(f' HYPERLINK \\t "_blank" "{target}" '))) == [("link-target", "word/document.xml, đoạn 1")]


@pytest.mark.parametrize("part", ["word/header1.xml", "word/footnotes.xml", "word/comments.xml", "word/glossary/document.xml",
                                  "word/media/image1.png"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_every_part_is_searched_in_every_encoding(part: str, encoding: str) -> None:
    content = f'<w:hdr xmlns:w="{W}"><w:p>{field("INCLUDE", "TEXT x")}</w:p></w:hdr>'.encode(encoding)
    assert codes(docx({part: content})) == [("field-forbidden", f"{part}, đoạn 1")]


def test_the_strict_namespace_and_another_prefix_hide_nothing() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    content = document(field("DDE x")).replace(W, strict)
    assert codes(docx({"word/document.xml": content})) == [("field-forbidden", "word/document.xml, đoạn 1")]
    plain = f'{HEAD}<document xmlns="{W}"><body><p><fldSimple xmlns:x="{W}" x:instr="DDE x"/></p></body></document>'
    assert codes(docx({"word/document.xml": plain})) == [("field-forbidden", "word/document.xml, đoạn 1")]


def test_all_faults_are_reported_at_once_and_a_flood_is_counted() -> None:
    several = docx({"word/document.xml": document(field("DDE x"), field("LINK y"), run("a")),
                    "word/_rels/document.xml.rels": relationships(relationship(1, "image", "http://a.vn/x.png", external=True)),
                    "word/vbaProject.bin": b"x", "[Content_Types].xml": content_types()})
    assert sorted(codes(several)) == [
        ("external-target", "word/document.xml, rId1"), ("field-forbidden", "word/document.xml, đoạn 1"),
        ("field-forbidden", "word/document.xml, đoạn 2"), ("macro", "word/vbaProject.bin")]
    with pytest.raises(FileRefused, match="Còn 150 lỗi khác") as caught:
        inspect(with_document(*[field("DDE x")] * 250))
    assert len(caught.value.problems) == 101
