from __future__ import annotations

import unicodedata

import pytest

from service.vietnamese.syllables import ONSETS, RIMES, TONES, syllable
from service.vietnamese.tones import marks, strays, style_of, to_style

OLD_NEW = [
    ("hòa", "hoà"), ("Hòa", "Hoà"), ("HÒA", "HOÀ"), ("hóa", "hoá"), ("hỏa", "hoả"), ("họa", "hoạ"), ("khóa", "khoá"),
    ("tòa", "toà"),
    ("tỏa", "toả"), ("tọa", "toạ"), ("xóa", "xoá"), ("lòa", "loà"), ("đọa", "đoạ"), ("ngõa", "ngoã"), ("nhòa", "nhoà"),
    ("thỏa", "thoả"),
    ("khỏe", "khoẻ"), ("xòe", "xoè"), ("lóe", "loé"), ("họe", "hoẹ"), ("chóe", "choé"), ("nhòe", "nhoè"), ("tòe", "toè"),
    ("thúy", "thuý"), ("Thúy", "Thuý"), ("thủy", "thuỷ"), ("thụy", "thuỵ"), ("ủy", "uỷ"), ("Ủy", "Uỷ"), ("ỦY", "UỶ"),
    ("hủy", "huỷ"),
    ("tùy", "tuỳ"), ("Tùy", "Tuỳ"), ("tủy", "tuỷ"), ("lũy", "luỹ"), ("lúy", "luý"), ("trụy", "truỵ"), ("suy", "suy"),
    ("nguỵ", "nguỵ"),
    ("khụy", "khuỵ"), ("túy", "tuý"), ("nhụy", "nhuỵ"),
]
ONE_PLACE = [
    "quý", "Quý", "QUÝ", "quỳ", "quỷ", "quỹ", "quỵ", "quà", "quá", "quả", "quạ", "què", "quẻ", "quét", "quốc", "quyển",
    "quyết", "quỳnh", "quýt", "giá", "già", "giả", "giã", "giạ", "giặc", "giếng", "giết", "giữ", "gì", "gìn", "hoàn", "Hoàn",
    "HOÀN", "hoàng", "hoạch", "hoạt", "thuyền", "thuyết", "huyện", "tuyển", "nguyễn", "Nguyễn", "khuỷu", "ngoáy", "hoài",
    "khoái", "ngoẹo", "xoắn", "khoăn", "luật", "tuần", "huệ", "Huế", "thuế", "thuở", "mía", "múa", "mùa", "lúa", "nghĩa",
    "phía", "chịu", "nấu", "báo", "kéo", "yếu", "yến", "tiếng", "Việt", "được", "trường", "người", "lửa", "cứu", "hươu",
    "rượu", "đồng", "ương", "huỳnh", "huýt", "suýt", "loét", "toét", "hoét", "soóc", "moóc", "uống", "ướt", "ấy", "ý", "á",
    "ở", "ạ", "ủng", "ỉa", "ủa", "ế", "vào", "với",
]


@pytest.mark.parametrize(("old", "new"), [row for row in OLD_NEW if row[0] != row[1]])
def test_a_word_has_two_writings(old: str, new: str) -> None:
    assert (to_style(new, "old"), to_style(old, "new")) == (old, new)
    assert (to_style(old, "old"), to_style(new, "new")) == (old, new)
    assert (style_of(old), style_of(new)) == ("old", "new")


@pytest.mark.parametrize("word", ONE_PLACE)
def test_other_words_have_one(word: str) -> None:
    assert marks(word) == ()
    assert to_style(word, "old") == to_style(word, "new") == word


def test_decomposed_text_comes_back_composed() -> None:
    assert to_style(unicodedata.normalize("NFD", "Uỷ ban, hoà giải"), "old") == "Ủy ban, hòa giải"


@pytest.mark.parametrize(("text", "style"), [
    ("Ủy ban nhân dân phường Hòa Bình", "old"), ("Uỷ ban nhân dân phường Hoà Bình", "new"), ("Uỷ ban, hủy bỏ", "mixed"),
    ("Hội đồng nhân dân quận quý mến", "none"), ("", "none"), ("Kế hoạch 2026, CHỨC²", "none"), ("HÒA³ thuận", "old"),
    ("HOÀ² thuận", "new"),
])
def test_a_text_has_a_style(text: str, style: str) -> None:
    assert style_of(text) == style


MIXED = "Ủy ban nhân dân Thành phố; hòa giải; huỷ bỏ; thủy lợi. HOÀ BÌNH"


def test_the_rarer_style_strays() -> None:
    assert [(mark.word, mark.start, mark.style, mark.meant) for mark in strays(MIXED)] == [
        ("huỷ", MIXED.index("huỷ"), "new", ("hủy",)), ("HOÀ", MIXED.index("HOÀ"), "new", ("HÒA",))]
    assert strays("Ủy ban, hòa giải") == strays("") == ()


def test_everything_else_stays_as_it_is() -> None:
    assert to_style(MIXED, "old") == "Ủy ban nhân dân Thành phố; hòa giải; hủy bỏ; thủy lợi. HÒA BÌNH"
    assert to_style(MIXED, "new") == "Uỷ ban nhân dân Thành phố; hoà giải; huỷ bỏ; thuỷ lợi. HOÀ BÌNH"


@pytest.mark.parametrize(("word", "meant"), [
    ("qúy", ("quý",)), ("hòan", ("hoàn",)), ("tòan", ("toàn",)), ("thủơ", ("thuở",)), ("gía", ("giá",)), ("nghiã", ("nghĩa",)),
    ("qủa", ("quả",)), ("hùynh", ("huỳnh",)), ("ngừơi", ("người",)), ("tíêng", ("tiếng",)), ("lụât", ("luật",)),
    ("QÚY", ("QUÝ",)),
])
def test_a_mark_in_no_place_is_named_and_not_moved(word: str, meant: tuple[str, ...]) -> None:
    assert [(mark.style, mark.meant) for mark in marks(word)] == [("wrong", meant)]
    assert to_style(word, "old") == to_style(word, "new") == word


@pytest.mark.parametrize("word", ["café", "Đắk", "naïve", "Êñuôl", "señor", "Curaçao", "hoàbình", "QĐ", "résumé"])
def test_words_of_other_languages_are_left_alone(word: str) -> None:
    assert marks(word) == ()


def test_every_spelling_has_a_place_and_only_three_rimes_have_two() -> None:
    spelled = set()
    for onset in ONSETS:
        for rime in RIMES:
            for tone in TONES:
                found = syllable(onset + unicodedata.normalize("NFC", rime[0] + tone) + rime[1:])
                if found and (found.onset, found.rime) == (onset, rime):
                    spelled.add(found)
    assert len(spelled) > 10_000
    differ = {found.rime for found in spelled if found.written("old") != found.written("new")}
    assert differ == {"oa", "oe", "uy"}
    assert all(syllable(found.written("new")) == found == syllable(found.written("old")) for found in spelled)


@pytest.mark.parametrize("word", ["ngiên", "hoạhc", "ghà", "kà", "cế", "nghà", "cảc", "tâm\u0300", "tá\u0300n", "trườngg",
    "w", "xcơ",
    "đt", "f"])
def test_what_is_not_spelled_so_is_no_syllable(word: str) -> None:
    assert syllable(word) is None


@pytest.mark.parametrize(("word", "onset", "rime", "tone"), [
    ("nghiêng", "ngh", "iêng", ""), ("quý", "qu", "y", "\u0301"), ("già", "gi", "a", "\u0300"), ("gì", "g", "i", "\u0300"),
    ("gìn", "g", "in", "\u0300"),
    ("giếng", "gi", "êng", "\u0301"), ("uống", "", "uông", "\u0301"), ("Được", "đ", "ươc", "\u0323"), ("yêu", "", "yêu", ""),
])
def test_a_syllable_has_its_parts(word: str, onset: str, rime: str, tone: str) -> None:
    found = syllable(word)
    assert found is not None
    assert (found.onset, found.rime, found.tone) == (onset, rime, tone)
