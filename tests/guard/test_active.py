from __future__ import annotations

import pytest

from service.errors import FileRefused
from service.guard import inspect
from service.guard.links import link_problem
from tests.guard.drawn import (
    CLEAN,
    MAIN,
    W,
    content_types,
    document,
    docx,
    packed,
    relationship,
    relationships,
    run,
    with_document,
    with_relationships,
)

OFFICE = "http://schemas.microsoft.com/office"
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
LINK = relationship(7, "hyperlink", "http://169.254.169.254/x", external=True)


def codes(data: bytes) -> list[tuple[str, str]]:
    with pytest.raises(FileRefused) as caught:
        inspect(data)
    return [(found.code, found.place) for found in caught.value.problems]


@pytest.mark.parametrize(("part", "content", "code"), [
    ("word/vbaProject.bin", b"x", "macro"),
    ("word/vbaData.xml", "<x/>", "macro"),
    ("word/VBAPROJECT.BIN", b"x", "macro"),
    ("word/embeddings/oleObject1.bin", OLE2, "embedded-object"),
    ("word/embeddings/Bang.xlsx", packed(CLEAN), "embedded-object"),
    ("word/activeX/activeX1.xml", "<x/>", "embedded-object"),
    ("word/media/a.bin", b"x", "embedded-object"),
    ("word/media/image1.png", OLE2, "embedded-object"),
    ("word/media/image2.png", packed(CLEAN), "embedded-object"),
    ("word/media/image3.png", b"MZ\x90\0", "embedded-object"),
    ("word/media/image4.png", b"{\\rtf1 x}", "embedded-object"),
    ("word/afchunk1.rtf", b"x", "inserted-document"),
    ("customUI/customUI.xml", "<x/>", "word-extension"),
    ("word/customizations.xml", "<x/>", "word-extension"),
    ("word/webextensions/taskpanes.xml", "<x/>", "word-extension"),
])
def test_a_part_that_runs_or_embeds_is_refused_by_its_name(part: str, content: str | bytes, code: str) -> None:
    assert codes(docx({part: content})) == [(code, part)]


@pytest.mark.parametrize("part", [
    "word/printerSettings/printerSettings1.bin", "word/fonts/font1.odttf", "docProps/thumbnail.jpeg", "word/media/image1.emf",
    "customXml/item1.xml", "_xmlsignatures/origin.sigs",
])
def test_parts_that_word_writes_into_ordinary_files_stay(part: str) -> None:
    inspect(docx({part: "<x/>" if part.endswith(".xml") else b"\x01\x02"}))


@pytest.mark.parametrize(("part", "kind", "code"), [
    ("/word/document.xml", "application/vnd.ms-word.document.macroEnabled.main+xml", "macro"),
    ("/word/document.xml", "application/vnd.ms-word.template.macroEnabledTemplate.main+xml", "macro"),
    ("/word/a.xml", "application/vnd.ms-office.vbaProject", "macro"),
    ("/word/a.xml", "application/vnd.ms-office.activeX+xml", "embedded-object"),
    ("/word/a.xml", "application/vnd.openxmlformats-officedocument.oleObject", "embedded-object"),
    ("/word/a.xml", "application/vnd.ms-word.keyMapCustomizations+xml", "word-extension"),
])
def test_a_content_type_that_runs_or_embeds_is_refused(part: str, kind: str, code: str) -> None:
    types = content_types(main=kind) if part == "/word/document.xml" else content_types(
        f'<Override PartName="{part}" ContentType="{kind}"/>')
    assert codes(docx({"[Content_Types].xml": types})) == [(code, part.lstrip("/"))]


def test_a_word_template_is_a_word_file() -> None:
    inspect(docx({"[Content_Types].xml": content_types(main=MAIN.replace("document.main", "template.main"))}))


@pytest.mark.parametrize(("kind", "base", "code"), [
    ("vbaProject", f"{OFFICE}/2006/relationships", "macro"),
    ("wordVbaData", f"{OFFICE}/2006/relationships", "macro"),
    ("keyMapCustomizations", f"{OFFICE}/2006/relationships", "word-extension"),
    ("extensibility", f"{OFFICE}/2006/relationships/ui", "word-extension"),
    ("webextensiontaskpanes", f"{OFFICE}/2011/relationships", "word-extension"),
    ("oleObject", "http://purl.oclc.org/ooxml/officeDocument/relationships", "embedded-object"),
    ("package", "http://schemas.openxmlformats.org/officeDocument/2006/relationships", "embedded-object"),
    ("control", "http://schemas.openxmlformats.org/officeDocument/2006/relationships", "embedded-object"),
    ("aFChunk", "http://schemas.openxmlformats.org/officeDocument/2006/relationships", "inserted-document"),
    ("subDocument", "http://schemas.openxmlformats.org/officeDocument/2006/relationships", "inserted-document"),
])
@pytest.mark.parametrize("external", [False, True])
def test_a_relationship_to_what_runs_or_embeds_is_refused(kind: str, base: str, code: str, external: bool) -> None:
    found = codes(with_relationships(relationship(3, kind, "khac.dat", external=external, base=base)))
    assert found == [(code, "word/document.xml, rId3")]


@pytest.mark.parametrize("kind", ["image", "attachedTemplate", "frame", "mailMergeSource", "transform", "video", "header",
                                  "externalLinkPath", "hyperlink2"])
@pytest.mark.parametrize(("target", "external"), [
    ("http://169.254.169.254/latest/", True), ("mau.dotx", True), ("http://a.vn/x.png", False), ("file:///C:/x.dotm", False),
    ("\\\\may\\chung\\x.png", False), ("//may/chung/x.png", False), ("C:\\x.png", False),
])
def test_only_hyperlinks_may_point_out_of_the_file(kind: str, target: str, external: bool) -> None:
    assert codes(with_relationships(relationship(2, kind, target, external=external))) == [
        ("external-target", "word/document.xml, rId2")]


@pytest.mark.parametrize("source", ["word/_rels/settings.xml.rels", "WORD/_RELS/settings.xml.RELS",
                                    "word/theme/_rels/theme1.xml.rels"])
def test_the_relationships_of_every_part_are_judged(source: str) -> None:
    found = codes(docx({source: relationships(relationship(1, "attachedTemplate", "http://a.vn/x.dotm", external=True))}))
    assert [code for code, _ in found] == ["external-target"]


def test_two_relationships_of_one_id_hide_nothing() -> None:
    assert codes(with_relationships(relationship(1, "image", "http://a.vn/x.png", external=True),
                                    relationship(1, "styles", "styles.xml"))) == [("external-target", "word/document.xml, rId1")]


@pytest.mark.parametrize("inner", [
    '<w:r><w:drawing><a:blip xmlns:a="x" r:link="rId7"/></w:drawing></w:r>',
    '<w:r><w:pict><v:imagedata r:href="rId7"/></w:pict></w:r>',
    '<w:r><w:object r:id="rId7"/></w:r>',
])
def test_a_picture_behind_a_relationship_that_calls_itself_a_hyperlink_is_refused(inner: str) -> None:
    parts = {"word/document.xml": document(inner), "word/_rels/document.xml.rels": relationships(LINK)}
    assert codes(docx({**parts})) == [("external-target", "word/document.xml, rId7")]


def test_a_hyperlink_behind_a_hyperlink_relationship_stays() -> None:
    inspect(docx({"word/document.xml": document(f'<w:hyperlink r:id="rId7">{run("Cổng")}</w:hyperlink>'),
                  "word/_rels/document.xml.rels": relationships(LINK)}))


@pytest.mark.parametrize(("paragraph", "after", "code"), [
    ("", '<w:altChunk r:id="rId9"/>', "inserted-document"),
    ("", '<w:subDoc r:id="rId9"/>', "inserted-document"),
    ('<w:r><w:object><o:OLEObject Type="Embed" ProgID="Excel.Sheet.12"/></w:object></w:r>', "", "embedded-object"),
    ('<w:r><w:object><w:control r:id="rId9" w:name="Nút"/></w:object></w:r>', "", "embedded-object"),
    ("<w:mailMerge><w:connectString w:val='Provider=x'/></w:mailMerge>", "", "mail-merge-source"),
    ('<w:r><w:pict><v:shape><v:imagedata src="http://a.vn/x.png"/></v:shape></w:pict></w:r>', "", "external-target"),
    ('<w:r><w:pict><v:shape><v:fill o:althref="x.wmz"/></v:shape></w:pict></w:r>', "", "external-target"),
    ('<w:r><w:pict><v:shape href="javascript:x()"/></w:pict></w:r>', "", "link-target"),
])
def test_an_element_that_runs_embeds_or_fetches_is_refused(paragraph: str, after: str, code: str) -> None:
    assert codes(with_document(paragraph, after=after)) == [(code, "word/document.xml")]
    assert codes(docx({"word/document.xml": document(paragraph, after=after).replace("UTF-8", "UTF-16").encode("utf-16")})) == [
        (code, "word/document.xml")]


@pytest.mark.parametrize("paragraph", [
    '<w:r><w:pict><v:shape href="https://a.vn/"><v:imagedata r:id="rId1" o:title=""/></v:shape></w:pict></w:r>',
    "<w:mailMerge><w:mainDocumentType w:val='formLetters'/></w:mailMerge>", run("altChunk OLEObject src=&quot;http://a.vn&quot;"),
])
def test_what_only_resembles_it_stays(paragraph: str) -> None:
    inspect(with_document(paragraph))


def test_foreign_markup_with_the_same_words_stays() -> None:
    inspect(docx({"customXml/item1.xml": f'<du_lieu xmlns:w="{W}"><control src="http://a.vn" href="javascript:x"/></du_lieu>'}))


@pytest.mark.parametrize("target", [
    "https://chinhphu.vn/", "HTTP://a.vn", "mailto:vanthu@sonoivu.gov.vn?subject=A%20B", "tel:+84-24-0000", "#dieu_1", "",
    "about:blank", "phu luc 1.docx", "phu-luc/1.docx", "a.vn/b?c=../d", "{{ lien_ket }}",
])
def test_a_link_to_the_web_mail_telephone_or_a_neighbour_stays(target: str) -> None:
    assert link_problem(target, "x") is None


@pytest.mark.parametrize("target", [
    "javascript:alert(1)", "JavaScript:alert(1)", " java\tscript:alert(1)", "java\u200bscript:x", "vbscript:x",
    "data:text/html,x", "file:///C:/a.exe", "file://may/chung/a", "\\\\may\\chung\\a", "//may/chung", "\\/may", "/etc/passwd",
    "C:\\a.exe", "..\\..\\a.exe", "a/../../b", "ms-msdt:/id", "search-ms:query=x", "ftp://a.vn", "ms-word:ofe|u|http://a.vn/x.docm",
])
def test_a_link_that_runs_or_leaves_for_the_disk_or_a_share_is_refused(target: str) -> None:
    found = link_problem(target, "word/document.xml, rId1")
    assert found is not None
    assert found.code == "link-target"
