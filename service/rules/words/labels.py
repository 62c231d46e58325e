"""The label before a paragraph ("II.", "3.", "đ)", "Điều 5.") → level, number and the sign behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from service.rules.kept import by_text
from service.rules.seen import Part
from service.rules.words.said import on_one_line
from service.vietnamese.letters import LETTERS, roman

Level = Literal["phan", "chuong", "muc_dieu", "tieu_muc", "dieu", "muc", "khoan", "khoan_con", "diem"]
RANK: Final[dict[Level, int]] = {
    "phan": 0,
    "chuong": 1,
    "muc_dieu": 2,
    "tieu_muc": 3,
    "dieu": 4,
    "muc": 5,
    "khoan": 6,
    "khoan_con": 7,
    "diem": 8,
}
LEVEL_NAMES: Final[dict[Level, str]] = {
    "phan": "Phần",
    "chuong": "Chương",
    "muc_dieu": "Mục",
    "tieu_muc": "Tiểu mục",
    "dieu": "Điều",
    "muc": "mục",
    "khoan": "khoản",
    "khoan_con": "khoản",
    "diem": "điểm",
}

_ROMAN_NUMBERS: Final = {roman(number): number for number in range(1, 60)}
_WORD: Final = re.compile(
    r"(?P<word>Phần|Chương|Mục|Tiểu mục|Điều) (?P<number>[IVXLC]+|\d{1,3}[a-zđ]?)(?P<sign> ?[.:/)]?)(?= |$)"
)
_WORDS: Final[dict[str, Level]] = {
    "Phần": "phan",
    "Chương": "chuong",
    "Mục": "muc_dieu",
    "Tiểu mục": "tieu_muc",
    "Điều": "dieu",
}
_ROMAN: Final = re.compile(r"(?P<number>[IVXLC]+) ?(?P<sign>[./):]|-(?= ))(?= ?[^\W\d_]| ?“| ?\")")
_DOTTED: Final = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,4})(?P<sign>\.?[)/]?)(?= [^\W\d_]| ?“)")
_ARABIC: Final = re.compile(r"(?P<number>\d{1,3}) ?(?P<sign>[./):])(?= ?[^\W\d_]| ?[“\"(\[])")
_LETTER: Final = re.compile(r"(?P<number>[^\W\d_]) ?(?P<sign>[.)/])(?=\s|[^\W\d_])")
_CAPITAL_LETTER: Final = re.compile(r"[A-HJ-UWYZĐ] ?[./)] ")


@dataclass(frozen=True, slots=True)
class Label:
    """`number` counts from 1; None: a sign that stands for no number there (the letter f, "Chương 3b")."""

    level: Level
    number: int | None
    written: str  # "II", "đ", "2.1", as written
    sign: str  # ".", ")", "/", "", as written
    end: int  # of the label in the text
    family: tuple[int, ...] = ()  # of "2.1.": the numbers above its own
    roman: bool = False


def label_of(part: Part) -> Label | None:
    """The label a paragraph begins with, or None. Years, amounts and abbreviations are none."""
    return _label(on_one_line(part))


@by_text
def _label(text: str) -> Label | None:
    if not text:
        return None
    if found := _WORD.match(text):
        return (
            None if not found["sign"] and text[found.end() :].strip()[:1].islower() else _with_word(found)
        )  # "Điều 5 của Quy chế …"
    if found := _ROMAN.match(text):
        number = _ROMAN_NUMBERS.get(found["number"])
        return Label("muc", number, found["number"], found["sign"], found.end(), roman=True) if number else None
    if found := _DOTTED.match(text):
        *above, own = (int(one) for one in found["number"].split("."))
        return Label("khoan_con", own, found["number"], found["sign"], found.end(), tuple(above))
    if found := _ARABIC.match(text):
        return Label("khoan", int(found["number"]), found["number"], found["sign"], found.end())
    if (found := _LETTER.match(text)) and found["number"].islower():
        written = found["number"]
        return Label("diem", LETTERS.index(written) + 1 if written in LETTERS else None, written, found["sign"], found.end())
    return None


def _with_word(found: re.Match[str]) -> Label | None:
    written, sign = found["number"], found["sign"].strip()
    number = _ROMAN_NUMBERS.get(written) if not written[0].isdigit() else int(written) if written.isdigit() else None
    return Label(_WORDS[found["word"]], number, written, sign, found.end(), roman=not written[0].isdigit())


def capital_letter(part: Part) -> bool:
    """Whether a paragraph begins with "A." or "B.": a level the decree does not know, above the others."""
    return bool(_CAPITAL_LETTER.match(on_one_line(part)))
