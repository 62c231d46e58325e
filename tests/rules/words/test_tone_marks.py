"""G-26: a document that puts the marks of its tones in two ways, and those that only name people and places so."""

from __future__ import annotations

import pytest

from service.rules.check import check
from service.rules.finding import Fault
from service.rules.see import see_text
from tests.examples import OFFICIAL, issued_example
from tests.shared import SHARED


def told(text: str) -> list[Fault]:
    return [finding.fault for finding in check(see_text(text)).findings if finding.code == "G-26"]


MIXED = [
    # text, the stray word and what it should be, its places, how often each style
    ("Xây dựng gia đình văn hóa.\nHòa giải ở cơ sở; hủy bỏ.\nThủ tục huỷ bỏ hồ sơ.", "huỷ", "hủy", "dòng 3", (2, 1)),
    ("Bảo đảm hoà nhã, khoẻ mạnh.\nBảo vệ sức khỏe.", "khỏe", "khoẻ", "dòng 2", (2, 1)),
    ("Ủy ban nhân dân phường; ủy viên.\nUỷ ban Mặt trận Tổ quốc.\nUỷ quyền cho Chánh Văn phòng và thủ trưởng.\nLà ủy viên.",
     "Uỷ", "Ủy", "dòng 2; dòng 3", (3, 2)),
    ("ỦY BAN NHÂN DÂN PHƯỜNG HẠNH THÔNG\nnghiên cứu khoa học, văn hoá", "hoá", "hóa", "dòng 2", (1, 1)),
    ("Nếp sống văn hóa.\n" * 9 + "Nếp sống văn hoá.\n" * 7, "hoá", "hóa",
     "dòng 10; dòng 11; dòng 12; dòng 13; dòng 14; …", (9, 7)),
]


@pytest.mark.parametrize(("text", "word", "meant", "places", "count"), MIXED)
def test_two_ways_are_named_with_their_places(text: str, word: str, meant: str, places: str, count: tuple[int, int]) -> None:
    [fault] = told(text)
    assert (fault.found, fault.suggestion) == (word, meant)
    assert f"({places})" in fault.problem.message
    assert (fault.problem.args["nhieu"], fault.problem.args["it"]) == count


ONE_WAY = [
    "Ủy ban nhân dân phường tổ chức hòa giải, hủy bỏ, văn hóa, khỏe mạnh.",
    "Uỷ ban nhân dân phường tổ chức hoà giải, huỷ bỏ, văn hoá, khoẻ mạnh.",
    # a person, a place: as they are written
    "Ủy ban tặng Giấy khen cho bà Nguyễn Thị Thuý, ông Trần Văn Hoà và ông Lê Khoẻ.",
    "UBND phường Hoà Bình có gia đình văn hóa; bà NGUYỄN THỊ THUÝ dự.",
    "Thuý là giáo viên; văn hóa.", "Trường Trung học phổ thông Hoà Lạc, khóa 12.",
    # another's words, a title; the country's name as the decree prints it
    "Uỷ ban nhân dân phường thực hiện văn bản “Quy định về hòa giải ở cơ sở”.",
    'Uỷ ban nhân dân phường thực hiện "hòa giải".',
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nUỷ ban nhân dân phường, hoà giải",
    # words of one writing only, and a mark in no place
    "Quý vị, quỹ, già, hoàn thành, thuở, nghĩa, hủy", "qúy, tòan, hoà", "", "Kế hoạch năm 2026", "più, uỷ ban",
    "Keá hoaïch soá 12 cuûa UÛy ban nhaân daân; hoaø giaûi.\nXây dựng nếp sống văn hóa.",         # VNI, which E-10 speaks of
]


@pytest.mark.parametrize("text", ONE_WAY)
def test_one_way_is_spared(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("slug", OFFICIAL)
def test_every_example_writes_one_way(slug: str) -> None:
    assert not {"G-26", "G-27", "E-10"} & {finding.code for finding in issued_example(slug).report.findings}


@pytest.mark.skipif(SHARED is None, reason="the plan lies beside the checkout")
def test_a_real_plan_writes_one_way() -> None:
    assert SHARED is not None
    assert told((SHARED / "seed/ke-hoach-656.txt").read_text("utf-8")) == []
