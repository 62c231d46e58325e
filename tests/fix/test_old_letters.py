"""Fonts of TCVN3 and VNI: the words that a reader saw are there in Unicode, and nothing else is; a doubt is left and reported."""

from __future__ import annotations

import pytest
from lxml import etree

from service.fix import fix
from service.rules.finding import Report
from service.vietnamese.encodings import is_capital_font
from tests.breaks.bases import good
from tests.breaks.judged import report
from tests.breaks.mutate import both, changed, font, size
from tests.breaks.word import Change, Word, child, filled, found, put, qualified, words
from tests.typed import Encoding, as_typed, small_of_tcvn3, texts, typed

FONT = "Times New Roman"


def codes(judged: Report) -> list[str]:
    return [finding.fault.problem.code for finding in judged.findings if finding.code == "E-10"]


def fonts(docx: bytes) -> set[str]:
    """The faces that runs with words name."""
    word = Word.opened(docx)
    return {one.get(qualified("w:ascii"), "") for one in found(word.body, ".//w:r[w:t/text()]/w:rPr/w:rFonts")}


def runs(*pieces: tuple[str, str]) -> Change:
    """The first paragraph of the text is made of these runs: characters as stored, font."""
    def change(word: Word) -> None:
        paragraph = word.paragraph("doan", 0)
        for run in found(paragraph, "w:r"):
            paragraph.remove(run)
        for text, face in pieces:
            run = etree.SubElement(paragraph, qualified("w:r"))
            put(child(run, "w:rPr"), "w:rFonts", ascii=face, hAnsi=face, cs=face)
            filled(run, text)

    return change


def first(docx: bytes) -> str:
    return words(Word.opened(docx).paragraph("doan", 0))


@pytest.mark.parametrize("name", ["cong_van", "ke_hoach", "quyet_dinh", "phu_luc", "bo_cuc_dieu"])
@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
def test_a_document_reads_as_it_was_meant(name: str, encoding: Encoding) -> None:
    old = as_typed(good(name), encoding)
    assert codes(report(old)) == [f"encoding-{encoding}"]
    fixed = fix(old)
    meant = texts(good(name))
    assert texts(fixed.docx) == ([small_of_tcvn3(text) for text in meant] if encoding == "tcvn3" else meant)
    assert fonts(fixed.docx) == {FONT}
    assert {(change.code, change.fault) for change in fixed.changes} == {("E-10", f"encoding-{encoding}")}
    assert fix(fixed.docx).docx == fixed.docx
    # a capital with a tone that TCVN3 has not is the only thing that rules find
    assert {finding.code for finding in fixed.report.findings} <= ({"VH-01"} if encoding == "tcvn3" else set())


def test_layout_is_set_right_once_the_words_can_be_read() -> None:
    broken = changed(good("cong_van"), both(size("quoc_hieu", 15), size("so_ky_hieu", 15)))
    fixed = fix(as_typed(broken, "vni"))
    assert texts(fixed.docx) == texts(broken)
    assert {change.code for change in fixed.changes} == {"E-10", *(change.code for change in fix(broken).changes)}
    assert fixed.report.findings == ()


def test_each_paragraph_is_told_as_it_was_and_as_it_is() -> None:
    fixed = fix(as_typed(good("cong_van"), "tcvn3"))
    assert {(change.found, change.made) for change in fixed.changes} >= {
        ("céng hßa x· héi chñ nghÜa viÖt nam", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Nơi nhận:".replace("ơ", "¬").replace("ậ", "Ë"), "Nơi nhận:")}
    assert all(change.place for change in fixed.changes)


MIXED = [
    # runs as stored → the words afterwards
    ([("C¸c tr­êng häc göi ", ".VnTime"), ("b¸o c¸o", ".VnTimeH"), (" đúng hạn.", FONT)], "Các trường học gửi BÁO CÁO đúng hạn."),
    ([("Ca", "VNI-Times"), ("ùc tröôøng ho", "VNI-Times"), ("ïc", "VNI-Times")], "Các trường học"),     # a mark in the next run
    ([("ñ", ".VnTimeH"), ("y ban nh©n d©n ph­êng", ".VnTime")], "Ủy ban nhân dân phường"),               # a capital of its own
    ([("uy ban ", ".VnTimeH"), ("nh©n d©n", ".VnTime")], "UY BAN nhân dân"),
    ([("QuyÕt ®Þnh ", ".VnTime"), ("số 12/QĐ-UBND", ".VnTime")], "Quyết định số 12/QĐ-UBND"),            # typed in Unicode since
    ([("§iÒu 1.\nPh¹m vi ¸p dông", ".VnArial")], "Điều 1.\nPhạm vi áp dụng"),
    ([("«Haø Noäi», §1, 25 °C – “ñuùng”", "VNI Helve")], "«Hà Nội», §1, 25 °C – “đúng”"),
]


@pytest.mark.parametrize(("pieces", "meant"), MIXED)
def test_runs_are_read_together(pieces: list[tuple[str, str]], meant: str) -> None:
    fixed = fix(changed(good("cong_van"), runs(*pieces)))
    assert first(fixed.docx) == meant
    assert not codes(fixed.report)
    assert not {face for face in fonts(fixed.docx) if is_capital_font(face)}


def test_a_doubt_is_left_in_its_font_and_reported() -> None:
    doubt, sure = "cà phê, là cá", typed("Thực hiện nghiêm túc kế hoạch", "tcvn3")[0]
    old = changed(good("cong_van"), runs((f"{doubt} ", ".VnTime"), ("đúng hạn", FONT), (f" {sure}", ".VnTime")))
    assert codes(report(old)) == ["encoding-unsure", "encoding-tcvn3"]
    fixed = fix(old)
    assert first(fixed.docx) == f"{doubt} đúng hạn Thực hiện nghiêm túc kế hoạch"
    assert ".VnTime" in fonts(fixed.docx)
    assert codes(fixed.report) == ["encoding-unsure"]
    [asked] = [finding.message for finding in fixed.report.findings if finding.code == "E-10"]
    assert asked.startswith("“cà phê, là cá” không rõ là mã nào: “cà phê, là cá” (Unicode) hay ")
    # a doubt alone is nothing to convert, and no other repair may take the font that shows it
    alone = changed(good("cong_van"), runs((doubt, ".VnTime")))
    assert fix(alone).docx == alone


def test_what_only_content_tells_is_reported_and_left() -> None:
    old = changed(good("cong_van"), runs((typed("Các trường học gửi báo cáo đúng hạn", "tcvn3")[0], FONT)))
    assert codes(report(old)) == ["encoding-tcvn3"]
    [fault] = [finding.fault for finding in report(old).findings if finding.code == "E-10"]
    assert fault.suggestion == "Các trường học gửi báo cáo đúng hạn"
    assert fix(old).docx == old


@pytest.mark.parametrize("face", [".VnTime", "VNI-Times"])
def test_digits_and_unicode_in_an_old_font_are_no_old_letters(face: str) -> None:
    old = changed(good("cong_van"), font("doan", face, 0))
    assert not codes(report(old))
    assert {change.code for change in fix(old).changes} == {"PG-09"}
    assert texts(fix(old).docx) == texts(good("cong_van"))


def test_headers_are_read_as_well() -> None:
    def titled(word: Word) -> None:
        header = word.part("word/header1.xml")
        paragraph = etree.SubElement(header, qualified("w:p"))
        filled(etree.SubElement(paragraph, qualified("w:r")), "Phòng Văn hóa - Xã hội")
        word.store("word/header1.xml", header)

    old = as_typed(as_typed(changed(good("cong_van"), titled), "vni"), "vni", "word/header1.xml")
    fixed = fix(old)
    header = Word.opened(fixed.docx).part("word/header1.xml")
    assert "Phòng Văn hóa - Xã hội" in [words(one) for one in found(header, ".//w:p")]
    assert ("đầu trang", "Phòng Văn hóa - Xã hội") in {(change.place, change.made) for change in fixed.changes}


def test_a_font_that_a_style_names_is_found() -> None:
    def styled(word: Word) -> None:
        styles = word.part("word/styles.xml")
        for style in found(styles, "w:style[@w:styleId='doan']"):
            put(child(style, "w:rPr"), "w:rFonts", ascii="VNI-Times", hAnsi="VNI-Times", cs="VNI-Times", eastAsia="VNI-Times")
        word.store("word/styles.xml", styles)
        for paragraph in word.paragraphs("doan"):
            for node in found(paragraph, ".//w:t"):
                node.text = typed(node.text or "", "vni")[0]

    fixed = fix(changed(good("cong_van"), styled))
    assert texts(fixed.docx) == texts(good("cong_van"))
    assert not codes(fixed.report)
