"""Characters → glyphs as a PDF shows them."""

from __future__ import annotations

import random
import re
import unicodedata

import pytest

from service.errors import FontFault
from service.fonts import Face, Faces, faces
from service.fonts import words as shaping
from service.fonts.words import READY, Word, Words, blank, drawn_width, glyphs, word, words
from service.lines import Ruler
from service.paper import TextStyle

MOST_OFF_EM = 0.00021                             # of a word: widths in the file are whole thousandths
TEXT = "Thực hiện Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020, Ủy ban nhân dân tỉnh “ban hành” Kế hoạch – phần 1;"


def face(family: str = "Times New Roman") -> Face:
    return faces().find(family).face


def pen_em(own: Face, code: bytes) -> float:
    """How far a reader's pen goes: the widths that the file says, less the numbers between."""
    return (sum(drawn_width(own, number) for number in shown(code)) - sum(map(float, re.findall(rb">(-?[\d.]+)<", code)))) / 1000


def shown(code: bytes) -> list[int]:
    return [int(four, 16) for row in re.findall(rb"<([0-9A-F]*)>", code) for four in re.findall(rb"....", row)]


@pytest.mark.parametrize("family", ["Times New Roman", "Arial", "Calibri", "Courier New"])
@pytest.mark.parametrize("text", TEXT.split())
def test_a_word_is_the_glyphs_of_its_letters(family: str, text: str) -> None:
    own = face(family)
    found = word(own, text)
    numbers = shown(found.code)
    assert "".join(glyphs(own)[number] for number in numbers) == text
    assert found.width_em == pytest.approx(sum(own.font.get_glyph_h_advance(number) for number in numbers) / own.units_per_em)
    assert pen_em(own, found.code) == pytest.approx(found.width_em, abs=MOST_OFF_EM)
    assert (found.extra, found.glyph_count) == (frozenset(), len(text))


def test_the_code_of_a_word_is_what_stands_in_a_tj() -> None:
    own = face()
    assert word(own, "kế").code == b"<%04X%04X>" % tuple(own.font.get_nominal_glyph(ord(char)) for char in "kế")
    assert blank(own) == word(own, " ").code == b"<0003>"


@pytest.mark.parametrize("text", ["AVA", "To", "WAY", "P.A."])
def test_kerning_is_written_as_numbers_and_only_where_it_is_asked_for(text: str) -> None:
    own = face()
    plain, kerned = word(own, text), word(own, text, kern=True)
    assert kerned.width_em < plain.width_em
    assert pen_em(own, kerned.code) == pytest.approx(kerned.width_em, abs=MOST_OFF_EM)
    assert shown(kerned.code) == shown(plain.code)


def test_letters_join_only_where_the_file_asks() -> None:
    """word.md R5."""
    own = face("Calibri")
    assert [word(own, "fi", ligatures=asked).glyph_count for asked in (False, True)] == [2, 1]
    ligature = word(own, "fi", ligatures=True)
    assert [glyphs(own)[number] for number in ligature.extra] in (["fi"], ["\ufb01"])
    ruler = Ruler(faces())
    apart, together = (ruler.shape(TextStyle("Calibri", 100.0, ligatures=asked)) for asked in (False, True))
    assert ruler.width_pt("fi", together) == pytest.approx(100 * ligature.width_em)
    assert ruler.width_pt("fi", apart) == pytest.approx(100 * word(own, "fi").width_em)


@pytest.mark.parametrize("text", ["Ủy ban", "nghiệm", "phường", "Đắk Lắk"])
def test_a_decomposed_word_is_the_composed_one(text: str) -> None:
    assert word(face(), unicodedata.normalize("NFD", text)) == word(face(), text)


def test_a_mark_without_a_composed_letter_stands_above_its_letter_and_takes_no_room() -> None:
    own = face()
    found = word(own, "m\u0300x")
    assert found.width_em == pytest.approx(word(own, "mx").width_em)
    assert pen_em(own, found.code) == pytest.approx(found.width_em, abs=MOST_OFF_EM)
    back, forth = re.findall(rb">(-?[\d.]+)<", found.code)
    assert float(back) == pytest.approx(321.3, abs=1)     # the mark's own place in the font is behind the letter
    assert float(back) + float(forth) == pytest.approx(0, abs=1)
    assert [glyphs(own)[number] for number in found.extra] == ["\u0300"]


@pytest.mark.parametrize("text", ["\u200b", "\u00ad", "\u200d", "\ufeff", "\t", "\n", ""])
def test_what_shows_nothing_has_no_glyph(text: str) -> None:
    own = face()
    assert word(own, text) == (b"<>", 0.0, frozenset(), 0)
    assert word(own, f"a{text}b") == word(own, "ab")


def test_a_blank_or_hyphen_that_a_font_lacks_is_the_plain_one() -> None:
    own = face("Calibri")
    assert word(own, "\N{NO-BREAK SPACE}\N{NON-BREAKING HYPHEN}") == word(own, " -")


def test_glyphs_beyond_the_ready_ones_are_named() -> None:
    own = face()
    (omega,) = word(own, "xΩ").extra
    assert glyphs(own)[omega] == "Ω"
    assert own.missing("Ω") == ""
    assert not word(own, "".join(char for char in READY if not own.missing(char))).extra


@pytest.mark.parametrize(("family", "text", "missing"), [("Arial", "kế漢", "U+6F22"), ("Calibri", "m\u0300x", "U+0300")])
def test_a_missing_glyph_is_named(family: str, text: str, missing: str) -> None:
    with pytest.raises(FontFault) as caught:
        word(face(family), text)
    assert caught.value.problems[0].code == "glyph-missing"
    assert missing in caught.value.problems[0].message


def test_the_words_that_are_kept_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    own = Faces([face().path.parent]).find("Times New Roman").face
    monkeypatch.setattr(shaping, "_MOST", 50)
    book = words(own)
    for number in range(200):
        assert book[f"số {number}"].glyph_count == len(f"số {number}")
    assert len(book) <= 50
    long = "m" * 10_000
    assert (word(own, long).glyph_count, long in book) == (10_000, False)


def test_width_in_points_is_size_scale_and_spacing_on_the_same_measure() -> None:
    ruler = Ruler(faces())
    shape = ruler.shape(TextStyle(size_pt=13.0, spacing_pt=-0.2, scale=0.9))
    assert ruler.width_pt("nghiệm", shape) == pytest.approx(word(face(), "nghiệm").width_em * 13 * 0.9 - 6 * 0.2)


LETTERS = "0123456789.,/-;:()aàảãáạăắâấeêệiịoôơởuưyđbcghklmnpqrstvxABCDĐGHKLMNOPQRTUVXYÂÊÔƠƯ“”–%\u0301\u00ad\u200b"


def shaped(own: Face, text: str, *, kern: bool, ligatures: bool) -> Word:
    """The word as HarfBuzz says it whole: in a book that knows nothing yet."""
    return Words(own, kern=kern, ligatures=ligatures)[text]


@pytest.mark.parametrize("own", list(faces()), ids=lambda own: own.path.name)
def test_a_word_put_together_is_the_word_shaped(own: Face) -> None:
    chosen = random.Random(8)
    letters = [char for char in LETTERS if not own.missing(char)]
    some = chosen.sample(letters, 12)            # few, so that most neighbours have met before
    for kern, ligatures in ((False, False), (True, False), (False, True)):
        book = Words(own, kern=kern, ligatures=ligatures)
        for count in range(400):
            text = "".join(chosen.choices(some if count % 4 else letters, k=chosen.randint(1, 9)))
            assert book[text] == shaped(own, text, kern=kern, ligatures=ligatures), text


def test_what_was_shaped_once_is_put_together() -> None:
    book = Words(face(), kern=False, ligatures=False)
    for text in ("100/KH-GDĐT", "2023", "01", "3.001.250", "1.022.011", "Nguyễn"):
        assert book[text]
    known = ["1001.000", "0/KH-GDĐT", "1.001", "yễn", "Trần", "100/NQ", "1"]
    assert [book._joined(text) is not None for text in known] == [True, True, True, True, False, False, False]
