"""E-10 on texts of TCVN3 and VNI: which encoding, what they read in Unicode, a question where that is not certain."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service.paper import Text, TextStyle
from service.rules.check import check
from service.rules.finding import Fault
from service.rules.see import see_paper, see_text
from service.rules.seen import Seen
from tests.rules.strangers import CONG_VAN, Line, paper, paragraph
from tests.typed import typed

OFFICE = "Các trường học gửi báo cáo về Ủy ban nhân dân phường"


def told(seen: Seen) -> list[Fault]:
    return [finding.fault for finding in check(seen).findings if finding.code == "E-10"]


def written(*pieces: tuple[str, str]) -> Seen:
    """A letter whose last line is made of runs: characters as stored, font."""
    whole = paper(CONG_VAN)
    line = paragraph("", "J", [Text(text, TextStyle(family=font, size_pt=14.0)) for text, font in pieces])
    section = whole.sections[0]
    return see_paper(replace(whole, sections=(replace(section, blocks=(*section.blocks, line)),)))


BY_CONTENT = [
    ("Uû ban nh©n d©n ph­êng tæ chøc héi nghÞ", "encoding-tcvn3", "Uỷ ban nhân dân phường tổ chức hội nghị"),
    ("- Göûi baùo caùo ñuùng haïn;", "encoding-vni", "- Gửi báo cáo đúng hạn;"),
    ("1. Thêi gian: 8 giê 00, ngµy 19 th¸ng 12", "encoding-tcvn3", "1. Thời gian: 8 giờ 00, ngày 19 tháng 12"),
]


@pytest.mark.parametrize(("text", "code", "reads"), BY_CONTENT)
def test_a_text_is_read_where_no_font_helps(text: str, code: str, reads: str) -> None:
    [fault] = told(see_text(f"KẾ HOẠCH\n\n{text}\n\nCác đơn vị thực hiện nghiêm túc."))
    assert (fault.problem.code, fault.found, fault.suggestion, fault.line) == (code, text, reads, 3)
    assert f"“{reads}”" in fault.problem.message


BY_FONT = [
    # runs of a paragraph → code and reading of each finding
    ([("Hµ Néi", ".VnTime")], [("encoding-tcvn3", "Hà Nội")]),
    ([("quy mo", ".VnTimeH")], [("encoding-tcvn3", "QUY MO")]),                # seen as capitals, stored as small letters
    ([("Gửi về ", "Times New Roman"), ("Uyû ban", "VNI-Times")], [("encoding-vni", "Uỷ ban")]),
    ([("B¸o c¸o ", ".VnTime"), ("ñuùng haïn", "VNI-Times")], [("encoding-tcvn3", "Báo cáo"), ("encoding-vni", "đúng hạn")]),
    ([("cà phê", ".VnTime")], [("encoding-unsure", "")]),
    ([("QuyÕt ®Þnh số 12", ".VnTime")], [("encoding-unsure", "")]),             # both in one run
    ([("Báo cáo đúng hạn, 12/KH-UBND", ".VnTime")], []), ([("12/KH-UBND", "VNI-Times")], []),
    ([("Café Delmas, 25 °C", "Arial")], []), ([("là", "Times New Roman")], []),
]


@pytest.mark.parametrize(("pieces", "expected"), BY_FONT)
def test_a_font_says_what_its_letters_are(pieces: list[tuple[str, str]], expected: list[tuple[str, str]]) -> None:
    assert [(fault.problem.code, fault.suggestion) for fault in told(written(*pieces))] == expected


def test_a_doubt_names_the_readings() -> None:
    [fault] = told(written(("cà phê", ".VnTime")))
    assert fault.problem.message == ("“cà phê” không rõ là mã nào: “cà phê” (Unicode) hay “cà phờ” (TCVN3 (ABC))?"
                                     " Hãy gõ lại bằng Unicode.")


def test_beside_certain_text_a_doubt_is_told_as_well() -> None:
    old = "\n\n".join((typed(OFFICE, "tcvn3")[0] + ".", "Thêi gian: lµ", "Các đơn vị thực hiện."))
    assert [fault.problem.code for fault in told(see_text(old))] == ["encoding-tcvn3"]
    doubtful = "\n\n".join((typed(OFFICE, "tcvn3")[0] + ".", "lµ", "Các đơn vị thực hiện."))
    assert [fault.problem.code for fault in told(see_text(doubtful))] == ["encoding-tcvn3", "encoding-unsure"]


@pytest.mark.parametrize("text", [
    "Y yes · P partial · N no · ? not known", "7.8× faster, 2-4× smaller", "¹ one ² two ³ three · four",
    "Café, résumé, naïve, Müller, Köln, São Paulo", "Không có gì ở đây", "Là cá, và rá", "Hµ", "5 µm ± 2 µm, 25 °C",
])
def test_other_texts_are_spared(text: str) -> None:
    assert told(see_text(f"KẾ HOẠCH\n\n{text}\n\nCác đơn vị thực hiện.")) == []


def test_a_letter_in_unicode_is_good() -> None:
    assert told(see_paper(paper([*CONG_VAN, Line("", "J", OFFICE)]))) == []
