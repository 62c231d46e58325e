from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest

from service.errors import FileRefused, FileUnreadable
from service.guard import inspect, parse_xml, unpack
from tests.guard.drawn import CLEAN, HEAD, MAIN, W, content_types, document, docx, packed, relationship, relationships, run
from tests.shared import SHARED

MIB = 1024 * 1024
ENTITIES = '<!DOCTYPE d [<!ENTITY a "ha ha">]>'
LAUGHS = ('<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
          '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>')


def codes(data: bytes, **limits: int) -> list[tuple[str, str]]:
    with pytest.raises(FileRefused) as caught:
        inspect(data, **limits)
    return [(found.code, found.place) for found in caught.value.problems]


def patched(data: bytes, flags: int) -> bytes:
    """The flags of every member's two headers replaced."""
    changed = bytearray(data)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(mark)
        while at >= 0:
            struct.pack_into("<H", changed, at + offset, flags)
            at = changed.find(mark, at + 4)
    return bytes(changed)


def test_a_clean_file_passes_and_gives_its_parts_types_and_relationships() -> None:
    package = inspect(docx({"word/media/image1.png": b"\x89PNG\r\n\x1a\n", "word/_rels/document.xml.rels": relationships(
        relationship(1, "styles", "styles.xml"), relationship(2, "image", "media/image1.png"),
        relationship(3, "hyperlink", "https://chinhphu.vn/", external=True), relationship(4, "hyperlink", "#dieu_1"),
        relationship(5, "header", "/word/Styles.xml"))}))
    assert package.main == "word/document.xml"
    assert package.content_type("word/document.xml") == MAIN
    assert package.content_type("word/media/image1.png") == "image/png"
    assert package.content_type("word/ghi_chu") == ""
    rels = package.rels("word/document.xml")
    assert {key: (rel.kind, rel.target, rel.external) for key, rel in rels.items()} == {
        "rId1": ("styles", "word/styles.xml", False), "rId2": ("image", "word/media/image1.png", False),
        "rId3": ("hyperlink", "https://chinhphu.vn/", True), "rId4": ("hyperlink", "#dieu_1", False),
        "rId5": ("header", "word/Styles.xml", False)}
    assert package.related("word/document.xml", "styles") == ("word/styles.xml",)
    assert package["WORD/document.xml"] == package["word/document.xml"]
    assert "word/khong_co.xml" not in package
    assert "".join(map(str, package.xml("word/document.xml").itertext())).endswith("Hạnh phúc")
    assert package.rels("word/styles.xml") == {}


def test_a_relationship_to_a_part_that_is_not_there_is_no_attack() -> None:
    package = inspect(docx({"word/_rels/document.xml.rels": relationships(relationship(1, "image", "../NULL"))}))
    assert package.rels("word/document.xml")["rId1"].target == "NULL"
    assert package.related("word/document.xml", "image") == ()


def test_folders_in_the_archive_are_left_out() -> None:
    assert "word/" not in inspect(docx({"word/": b"", "word/media/": b""}))


def test_a_file_of_ours_is_unpacked_without_the_search() -> None:
    assert unpack(docx()).main == "word/document.xml"
    with pytest.raises(FileRefused, match="giải nén"):
        unpack(docx(), max_bytes=100)


@pytest.mark.parametrize(("data", "code"), [
    (b"", "file-empty"),
    (b"%PDF-1.7\n", "file-pdf"),
    (b"{\\rtf1\\ansi}", "file-rtf"),
    (b'\xef\xbb\xbf<?xml version="1.0"?><w:wordDocument/>', "file-xml"),
    (b"\n<html></html>", "file-html"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "WordDocument".encode("utf-16-le"), "file-doc-legacy"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le"), "file-encrypted"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "Workbook".encode("utf-16-le"), "file-office-legacy"),
    ("Kính gửi: Sở Nội vụ".encode(), "file-not-docx"),
    (b"PK\x03\x04 only the beginning", "zip-damaged"),
    (docx()[:-30], "zip-damaged"),
    (packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}), "file-opendocument"),
    (packed({"ghi chú.txt": "xin chào"}), "file-not-word"),
    (packed({}), "file-not-word"),
    (docx({"[Content_Types].xml": content_types(main=MAIN.replace("wordprocessingml.document", "spreadsheetml.sheet"))}),
     "file-not-word"),
    (docx({"_rels/.rels": relationships(relationship(1, "officeDocument", "word/khong_co.xml"))}), "file-not-word"),
])
def test_what_is_no_word_file_is_named(data: bytes, code: str) -> None:
    with pytest.raises(FileUnreadable) as caught:
        inspect(data)
    assert [found.code for found in caught.value.problems] == [code]


def test_a_damaged_member_is_unreadable_by_its_name() -> None:
    data = packed(CLEAN, zipfile.ZIP_STORED).replace("Hạnh".encode(), "Hảnh".encode())
    with pytest.raises(FileUnreadable, match=r"word/document\.xml"):
        inspect(data)


BIG = {f"word/media/image{n}.png": b"\x89PNG" + bytes(MIB) for n in range(5)}


def test_sizes_are_counted_while_reading() -> None:
    assert codes(docx(dict(BIG)), max_bytes=3 * MIB) == [("bytes-too-many", "word/media/image2.png")]
    assert inspect(docx(dict(BIG)), max_bytes=6 * MIB)
    assert codes(docx({"word/styles.xml": b" " * (65 * MIB)})) == [("part-too-large", "word/styles.xml")]
    assert codes(docx({"word/media/image1.png": b"\x89PNG" + bytes(17 * MIB)})) == [("part-ratio", "word/media/image1.png")]


def test_the_sizes_that_the_archive_claims_count_for_nothing() -> None:
    data = bytearray(docx({"word/media/image1.png": b"\x89PNG" + bytes(5 * MIB)}))
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(b"word/media/image1.png"))
    struct.pack_into("<I", data, at + 24, 10)
    assert codes(bytes(data), max_bytes=MIB) == [("bytes-too-many", "word/media/image1.png")]


def test_a_part_of_nothing_but_tags_is_refused_before_it_is_parsed() -> None:
    tags = f'{HEAD}<w:styles xmlns:w="{W}">' + "<a/>" * 4_000_001 + "</w:styles>"
    assert ("xml-too-many-marks", "word/styles.xml") in codes(docx({"word/styles.xml": tags}))


def test_too_many_members_are_refused_before_they_are_listed() -> None:
    assert codes(docx({f"word/media/image{n}.png": b"" for n in range(30)}), max_parts=20) == [("parts-too-many", "")]


@pytest.mark.parametrize("name", [
    "/etc/passwd", "../../etc/passwd", "word/../../x.xml", "word\\document2.xml", "C:/x.xml", "word//x.xml", "word/./x.xml",
    "word/%2e%2e/x.xml", "word/%5Cx.xml", "word/a\x01b.xml", "word/media/[0].piece",
])
def test_a_name_that_leads_elsewhere_is_refused(name: str) -> None:
    assert [code for code, _ in codes(docx({name: b"x"}))] == ["part-name"]


def test_a_name_cut_by_a_nul_is_refused() -> None:
    data = docx({"word/media/imageX.png": b"\x89PNG"}).replace(b"word/media/imageX.png", b"word/media/image\0.png")
    assert [code for code, _ in codes(data)] == ["part-name"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["word/document.xml", "WORD/Document.XML"])
def test_two_parts_of_one_name_are_refused_regardless_of_case(name: str) -> None:
    twice = docx({"word/documenU.xml": document(run("khác"))}).replace(b"word/documenU.xml", name.encode())
    assert codes(twice) == [("part-duplicate", name)]


@pytest.mark.parametrize("flags", [0x1, 0x41, 0x2001])
def test_encrypted_members_are_refused(flags: int) -> None:
    assert ("part-encrypted", "word/document.xml") in codes(patched(docx(), flags))


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_compression_that_word_does_not_know_is_refused(compression: int) -> None:
    assert ("part-compression", "word/document.xml") in codes(packed(CLEAN, compression))


PLAIN = document(run("Kế hoạch")).removeprefix(HEAD)


@pytest.mark.parametrize(("content", "code"), [
    (HEAD + ENTITIES + PLAIN, "xml-dtd"),
    (HEAD + LAUGHS + PLAIN.replace("Kế hoạch", "&c;"), "xml-dtd"),
    (HEAD + '<!DOCTYPE d SYSTEM "file:///etc/passwd">' + PLAIN, "xml-dtd"),
    (b"\xef\xbb\xbf" + (HEAD + ENTITIES + PLAIN).encode(), "xml-dtd"),
    (("\ufeff" + ENTITIES + PLAIN).encode("utf-16-le"), "xml-dtd"),
    (("\ufeff" + ENTITIES + PLAIN).encode("utf-16-be"), "xml-dtd"),
    ((ENTITIES + PLAIN).encode("utf-16-le"), "xml-dtd"),
    ((ENTITIES + PLAIN).encode("utf-16-be"), "xml-dtd"),
    ((HEAD.replace("UTF-8", "UTF-7") + PLAIN).encode(), "xml-encoding"),
    ((HEAD.replace("UTF-8", "windows-1258") + PLAIN).encode("cp1258", "replace"), "xml-encoding"),
    ((HEAD.replace("UTF-8", "UTF-16") + PLAIN).encode(), "xml-encoding"),
    ((ENTITIES + PLAIN).encode("utf-32-le"), "xml-encoding"),
    ((ENTITIES + PLAIN).encode("utf-32-be"), "xml-encoding"),
    (("\ufeff" + PLAIN).encode("utf-32-le"), "xml-encoding"),
    ((HEAD + ENTITIES + PLAIN).encode("cp500", "replace"), "xml-encoding"),
    (PLAIN.replace("Kế hoạch", "&c;"), "xml-malformed"),
    (PLAIN.replace("</w:p>", ""), "xml-malformed"),
    (PLAIN.encode().replace("ế".encode(), b"\xff"), "xml-malformed"),
    ("<a>" * 300 + "</a>" * 300, "xml-malformed"),
    ("Kế hoạch", "xml-malformed"),
    ("", "xml-malformed"),
])
@pytest.mark.parametrize("part", ["word/document.xml", "word/media/image1.xml"])
def test_only_well_formed_utf8_or_utf16_without_dtd_is_xml(part: str, content: str | bytes, code: str) -> None:
    assert codes(docx({part: content})) == [(code, part)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_encoding_of_the_standard_is_read_and_handed_on_as_utf8(encoding: str) -> None:
    named = "UTF-16" if "16" in encoding else "UTF-8"
    package = inspect(docx({"word/document.xml": (HEAD.replace("UTF-8", named) + PLAIN).encode(encoding)}))
    assert "Kế hoạch".encode() in package["word/document.xml"]
    assert package["word/document.xml"].startswith(b"<?xml")


def test_a_part_that_only_looks_like_a_picture_is_searched_too() -> None:
    assert codes(docx({"word/media/image1.png": HEAD + ENTITIES + PLAIN})) == [("xml-dtd", "word/media/image1.png")]
    with pytest.raises(FileRefused, match=r"image1\.png"):
        inspect(docx({"word/media/image1.png": b"\x89PNG"})).xml("word/media/image1.png")


def test_parsed_xml_holds_no_comment_and_no_instruction() -> None:
    root = parse_xml("<a>Kế<!-- x --> hoạch<?mso y?><![CDATA[ <số>]]></a>".encode())
    assert (root.text, len(root)) == ("Kế hoạch <số>", 0)


@pytest.mark.skipif(SHARED is None, reason="needs the corpora beside the checkout")
def test_real_files_pass_and_only_the_one_with_embedded_files_is_refused_by_their_names() -> None:
    refused = {}
    corpus = (SHARED or Path()) / "corpus"
    files = [*corpus.glob("decree/*.docx"), *corpus.glob("docxtpl/*.docx")]
    for path in files:
        try:
            inspect(path.read_bytes())
        except FileRefused as found:
            refused[path.name] = [one.place for one in found.problems if "embeddings" in one.place]
    assert len(files) > 40
    assert {name: len(places) for name, places in refused.items()} == {"embedded_main_tpl.docx": 4}
