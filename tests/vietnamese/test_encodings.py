from __future__ import annotations

import re
import unicodedata

import pytest

from service.vietnamese.encodings import Reading, convert, encoding_of_font, is_capital_font
from service.vietnamese.legacy import TCVN3, VNI
from tests.shared import SHARED

SMALL = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"
LARGE = "ÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬĐÈẺẼÉẸÊỀỂỄẾỆÌỈĨÍỊÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢÙỦŨÚỤƯỪỬỮỨỰỲỶỸÝỴ"
WITHOUT_TONE = "ĂÂĐÊÔƠƯ"
# The codes of SMALL and of WITHOUT_TONE as glibc writes them (iconv -t TCVN): a second table, made by others.
TO_TCVN3 = dict(zip(SMALL + WITHOUT_TONE, bytes.fromhex(
    "b5b6b7b8b9a8bbbcbdbec6a9c7c8c9cacbaecccecfd0d1aad2d3d4d5d6d7d8dcdddedfe1e2e3e4abe5e6e7e8e9aceaebecedeeeff1f2f3f4"
    "adf5f6f7f8f9fafbfcfdfea1a2a7a3a4a5a6").decode("latin-1"), strict=True))
# VNI-Windows letter by letter, as its keyboard drivers list it; ours is composed of letters and marks.
VNI_SIGNS = """aø aû aõ aù aï aê aè aú aü aé aë aâ aà aå aã aá aä ñ eø eû eõ eù eï eâ eà eå eã eá eä ì æ ó í ò oø oû oõ où oï
    oâ oà oå oã oá oä ô ôø ôû ôõ ôù ôï uø uû uõ uù uï ö öø öû öõ öù öï yø yû yõ yù î"""
TO_VNI = dict(zip(SMALL, re.findall(r"\S+", VNI_SIGNS), strict=True))
TO_VNI |= {letter.upper(): signs.upper() for letter, signs in TO_VNI.items()}

SENTENCES = [
    "Ủy ban nhân dân phường Hạnh Thông Tây", "Cộng hòa xã hội chủ nghĩa Việt Nam", "Độc lập - Tự do - Hạnh phúc",
    "Kế hoạch tổ chức phong trào thi đua năm học 2024-2025", "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;",
    "Phòng Giáo dục và Đào tạo quận Gò Vấp", "Theo đề nghị của Trưởng phòng Nội vụ.",
    "Về việc tặng Giấy khen cho 05 tập thể và 12 cá nhân",
    "Nơi nhận: Như trên; Lưu: VT, TĐ.", "Đẩy mạnh phát triển kết cấu hạ tầng đồng bộ, hiện đại",
    "Thực hành tiết kiệm, chống lãng phí",
    "Trường Tiểu học Nguyễn Thị Minh Khai", "Hội đồng Thi đua - Khen thưởng", "Biên bản họp bình xét danh hiệu thi đua",
    "Số tiền bằng chữ: Hai triệu ba trăm bốn mươi nghìn đồng", "Quyết định này có hiệu lực kể từ ngày ký.",
    "Ông Trần Văn Ổn, bà Đỗ Thị Ý",
    "Các ông (bà) Chánh Văn phòng, Thủ trưởng các đơn vị chịu trách nhiệm thi hành",
    "Báo cáo sơ kết quý II và phương hướng quý III",
    "Tỷ lệ học sinh đạt 98,5%, vượt chỉ tiêu", "Khuyến khích sáng kiến, kinh nghiệm hay",
    "Điều 1. Phạm vi điều chỉnh và đối tượng áp dụng",
    "Giấy mời họp lúc 08 giờ 30 phút", "Mỗi đơn vị gửi hồ sơ trước ngày 31/5",
    "Ngõ hẻm, đường sá, kỹ thuật, thủy lợi, quỹ xã hội",
    "Nghĩa vụ của người đứng đầu cơ quan", "Xây dựng nếp sống văn minh đô thị", "Ở trường học, ở gia đình và ở xã hội",
    "Ảnh hưởng của dịch bệnh đến kết quả", "Ẩm thực, ấm áp, ằng ặc, ỡm ờ, ễnh ương, ĩnh ương",
    "Thuở ấy khuya khoắt, ngoằn ngoèo, khúc khuỷu",
]


def in_tcvn3(text: str) -> str:
    """As people typed: a capital with a tone does not exist, the small letter stands for it."""
    return "".join(TO_TCVN3.get(sign, TO_TCVN3.get(sign.lower(), sign)) for sign in text)


def in_vni(text: str) -> str:
    return "".join(TO_VNI.get(sign, sign) for sign in text)


def small_where_no_capital(text: str) -> str:
    return "".join(sign if sign in TO_TCVN3 else sign.lower() if sign.lower() in TO_TCVN3 else sign for sign in text)


@pytest.mark.parametrize("letter", SMALL + WITHOUT_TONE)
def test_every_letter_of_tcvn3(letter: str) -> None:
    assert TCVN3[TO_TCVN3[letter]] == letter
    assert convert(f"KÕ ho¹ch: {TO_TCVN3[letter]}", ".VnTime").text == f"Kế hoạch: {letter}"


@pytest.mark.parametrize("letter", LARGE)
def test_every_capital_of_tcvn3_has_a_capital_font(letter: str) -> None:
    assert convert(f"KÕ ho¹ch: {in_tcvn3(letter)}", ".VnTimeH").text == f"KẾ HOẠCH: {letter}"


@pytest.mark.parametrize("letter", SMALL + LARGE)
def test_every_letter_of_vni(letter: str) -> None:
    assert VNI[TO_VNI[letter]] == letter
    assert convert(f"Keá hoaïch: {TO_VNI[letter]}", "VNI-Times").text == f"Kế hoạch: {letter}"


def test_there_are_134_letters_and_no_others() -> None:
    assert len(SMALL + LARGE) == 134
    assert set(VNI.values()) == set(SMALL + LARGE)
    assert set(TCVN3.values()) == set(SMALL + WITHOUT_TONE)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_is_told_by_its_font(sentence: str) -> None:
    tcvn3, vni = convert(in_tcvn3(sentence), ".VnArial"), convert(in_vni(sentence), "VNI-Helve")
    assert (tcvn3.text, tcvn3.encoding, tcvn3.sure) == (small_where_no_capital(sentence), "tcvn3", True)
    assert (vni.text, vni.encoding, vni.sure) == (sentence, "vni", True)


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("font", ["", "Times New Roman"])
def test_a_sentence_is_told_by_what_it_says(sentence: str, font: str) -> None:
    tcvn3, vni = convert(in_tcvn3(sentence), font), convert(in_vni(sentence), font)
    assert (tcvn3.text, tcvn3.encoding, tcvn3.sure) == (small_where_no_capital(sentence), "tcvn3", True)
    assert (vni.text, vni.encoding, vni.sure) == (sentence, "vni", True)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_capital_font_makes_capitals(sentence: str) -> None:
    assert convert(in_tcvn3(sentence), ".VnTimeH").text == sentence.upper()
    assert convert(in_vni(sentence.upper()), "VNI-Times").text == sentence.upper()


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("font", ["", "Times New Roman", ".VnTime", "VNI-Times", ".VnTimeH"])
def test_proper_unicode_is_never_changed(sentence: str, font: str) -> None:
    found = convert(sentence, font)
    assert (found.text, found.encoding, found.sure) == (sentence, "unicode", True)
    assert convert(unicodedata.normalize("NFD", sentence), font).text == sentence


@pytest.mark.parametrize("text", ["", "Ke hoach 2026", "05/QD-UBND", "a" * 50, "100%; 12 x 3"])
@pytest.mark.parametrize("font", ["", "Arial", ".VnTime", "VNI-Times"])
def test_plain_ascii_is_never_changed(text: str, font: str) -> None:
    found = convert(text, font)
    assert (found.text, found.encoding, found.sure, found.alternatives) == (text, "unicode", True, ())


def test_a_capital_font_shows_ascii_as_capitals_too() -> None:
    assert convert("quy mo", ".VnTimeH").text == "QUY MO"


@pytest.mark.parametrize("text", [
    "“Trích yếu” – 25 °C, 5 µm, 30 m²", "5 µm", "5 µl, 3 µF", "1½ giờ", "½", "§ 5", "©", "café résumé", "Müller und Köln",
    "naïve",
    "São Paulo", "cà phê",
    "Zoë", "señor", "là", "± 5", "100 ₫", "«Le Monde»", "Vinamilk®", "Curaçao", "Ångström", "và", "hà",
    "Lê Bá Hà", "a · b · c", "7.8× faster", "¹ note", "3 ÷ 2",
])
def test_other_texts_are_never_changed(text: str) -> None:
    found = convert(text)
    assert (found.text, found.encoding, found.sure) == (text, "unicode", True)


@pytest.mark.parametrize(("text", "font", "encoding", "converted"), [
    ("Hµ Néi", "", "tcvn3", "Hà Nội"), ("TrÇn V¨n B¶o", "", "tcvn3", "Trần Văn Bảo"), ("Haø Noäi", "", "vni", "Hà Nội"),
    ("Q§-UBND", ".VnTime", "tcvn3", "QĐ-UBND"), ("Sè: 12/Q§-UBND ngµy 05", "", "tcvn3", "Số: 12/QĐ-UBND ngày 05"),
    ("Có", ".VnTime", "tcvn3", "Cú"), ("“KÕ ho¹ch” – 25 °C", "", "tcvn3", "“Kế hoạch” – 25 °C"), ("§", ".VnTime", "tcvn3", "Đ"),
    ("®·", ".VnTime", "tcvn3", "đã"), ("§· §", ".VnTimeH", "tcvn3", "ĐÃ Đ"),
    ("30 m², 5 °C", ".VnTime", "unicode", "30 m², 5 °C"),
    ("céng hßa", ".VnTimeH", "tcvn3", "CỘNG HÒA"), ("nh\u00adng", ".VnTime", "tcvn3", "nhưng"),
    ("ng\u03bcy", ".VnTime", "tcvn3", "ngày"),
    ("\uf048\uf0b5 N\uf0e9i", ".VnTime", "tcvn3", "Hà Nội"), ("Aùnh, AÙnh, aùnh", "VNI-Times", "vni", "Ánh, Ánh, ánh"),
    ("Theá heä", "", "vni", "Thế hệ"), ("«Haø Noäi», §1", "VNI-Times", "vni", "«Hà Nội», §1"),
    ("Vieät Nam muoân naêm", "vni-times", "vni", "Việt Nam muôn năm"), ("tiù, kyï", "VNI-Times", "vni", "tí, kỵ"),
])
def test_old_texts_are_converted(text: str, font: str, encoding: str, converted: str) -> None:
    found = convert(text, font)
    assert (found.text, found.encoding, found.sure, found.alternatives) == (converted, encoding, True, ())


@pytest.mark.parametrize(("text", "font", "alternatives"), [
    ("Có", "", [("unicode", "Có"), ("tcvn3", "Cú")]), ("thé", "", [("unicode", "thé"), ("tcvn3", "thộ")]),
    ("cà phê", ".VnTime", [("unicode", "cà phê"), ("tcvn3", "cà phờ")]), ("laø", "", [("vni", "là"), ("unicode", "laø")]),
    ("Lê Bá", "", [("unicode", "Lê Bá"), ("tcvn3", "Lờ Bỏ")]), ("lµ", "", [("tcvn3", "là"), ("unicode", "lµ")]),
    ("résumé, déjà, Hµ Néi", "", [("tcvn3", "rộsumộ, dộjà, Hà Nội"), ("unicode", "résumé, déjà, Hµ Néi")]),
    ("QuyÕt ®Þnh số 12", ".VnTime", [("tcvn3", "Quyết định số 12"), ("unicode", "QuyÕt ®Þnh số 12")]),
    ("Haø Noäi", ".VnTime", [("vni", "Hà Nội"), ("unicode", "Haø Noäi"), ("tcvn3", "Haứ Noọi")]),
])
def test_where_a_text_could_be_two_things_a_person_is_asked(text: str, font: str, alternatives: list[tuple[str, str]]) -> None:
    found = convert(text, font)
    assert (found.text, found.sure) == (text, False)
    assert [(one.encoding, one.text) for one in found.alternatives] == alternatives


def test_a_reading_says_how_much_of_it_is_vietnamese() -> None:
    assert convert("cà phê", ".VnTime").alternatives == (Reading("unicode", "cà phê", 1.0), Reading("tcvn3", "cà phờ", 0.5))


@pytest.mark.parametrize(("font", "encoding", "capitals"), [
    (".VnTime", "tcvn3", False), (".VnTimeH", "tcvn3", True), (".VnArial NarrowH", "tcvn3", True), ("VnTime", "tcvn3", False),
    (".VnAvant", "tcvn3", False), ("VNI-Times", "vni", False), ("VNI Helve", "vni", False), ("vni-times", "vni", False),
    ("Times New Roman", "unicode", False), ("", "unicode", False), ("VNtimes new roman", "unicode", False),
    ("Arial H", "unicode", False),
])
def test_a_font_names_its_encoding(font: str, encoding: str, capitals: bool) -> None:
    assert (encoding_of_font(font), is_capital_font(font)) == (encoding, capitals)


@pytest.mark.skipif(SHARED is None, reason="the decree's print is not beside the checkout")
def test_no_line_of_the_decree_is_changed_in_a_font_of_today() -> None:
    assert SHARED is not None
    lines = [line for path in (SHARED / "decree").glob("*.txt") for line in path.read_text("utf-8").splitlines()]
    assert len(lines) > 1_000
    assert [line for line in lines if convert(line, "Times New Roman").text != unicodedata.normalize("NFC", line)] == []
