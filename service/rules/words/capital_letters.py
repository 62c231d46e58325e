"""Capitals of Phụ lục II that words alone decide, as reminders. The other rows need names or a reader (`unchecked.py`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from service.errors import problem
from service.rules.finding import Fault
from service.rules.kept import by_text
from service.rules.registry import UNDETERMINED, Outcome, rule
from service.rules.seen import Part, Seen, per_document
from service.rules.words.body import prose
from service.rules.words.labels import label_of
from service.rules.words.residue import cut
from service.rules.words.said import LOWER, SURE, UPPER, at, on_one_line, shortened


@dataclass(frozen=True, slots=True)
class Spelling:
    """A pattern that is written wrongly, and what it should read: a text, or made from the match."""

    wrong: re.Pattern[str]
    right: str | Callable[[re.Match[str]], str]
    opening: bool = False  # a capital at its first letter is right too: a sentence may begin with it

    def mended(self, found: re.Match[str]) -> str:
        return self.right if isinstance(self.right, str) else self.right(found)


def _first_up(found: re.Match[str]) -> str:
    return found[0][0].upper() + found[0][1:]


def _first_down(found: re.Match[str]) -> str:
    return found[0][0].lower() + found[0][1:]


def _words(*right: str) -> tuple[Spelling, ...]:
    """Names in their one right spelling: any other case of the letters is wrong, but capitals throughout."""
    return tuple(Spelling(re.compile(rf"(?<![\w-])(?i:{re.escape(one)})(?![\w-])"), one, opening=True) for one in right)


_INSIDE: Final = r"(?<=[\w,;] )"  # not where a sentence begins
_CITED_TYPES: Final = "luật|nghị định|thông tư|quyết định|nghị quyết|kế hoạch|công văn|chỉ thị|công điện|tờ trình"
_WEEKDAYS: Final = {"hai": "Hai", "ba": "Ba", "tư": "Tư", "năm": "Năm", "sáu": "Sáu", "bảy": "Bảy"}

# Row → what a text that breaks it surely has, in small letters, and the patterns.
_ROWS: Final[dict[str, tuple[tuple[str, ...], tuple[Spelling, ...]]]] = {
    "VH-06": (("tỉnh",), (Spelling(re.compile(rf"{_INSIDE}Tỉnh (?=[{UPPER}][{LOWER}]+ ?[{UPPER}]?)"), "tỉnh "),)),
    "VH-07": (("quận", "phường"), (
        Spelling(re.compile(r"(?<!\w)(?<!mỗi )(?<!từng )(?:quận|phường) \d{1,2}(?=[,.;)](?!\d)|$| của | thuộc )"), _first_up),
    )),
    "VH-08": (("hồ chí minh", "hà nội"), (
        Spelling(re.compile(r"(?<!\w)thành phố Hồ Chí Minh"), "Thành phố Hồ Chí Minh"),
        Spelling(re.compile(r"(?<!\w)thủ đô Hà Nội"), "Thủ đô Hà Nội"),
    )),
    "VH-11": (("bộ", "tây nguyên", "bắc"), (
        Spelling(
            re.compile(
                r"(?<!\w)(?:vùng|miền|đồng bằng|duyên hải|trung du) (?:bắc bộ|trung bộ|nam bộ|tây nguyên|tây bắc|đông bắc)"
                r"(?!\w)"
            ),
            lambda found: _region(found[0]),
        ),
    )),
    "VH-13": (("nhân",), (
        Spelling(
            re.compile(r"(?<!\w)(?:[Ủủ]y|[Uu]ỷ) [Bb]an [Nn]hân [Dd]ân(?!\w)"), lambda found: _office(found[0]), opening=True
        ),
        Spelling(re.compile(r"(?<!\w)[Hh]ội [Đđ]ồng [Nn]hân [Dd]ân(?!\w)"), lambda found: _office(found[0]), opening=True),
    )),
    "VH-15": (("liên h",), _words("Liên hợp quốc")),
    "VH-16": (("unesco", "asean", "unicef", "undp", "wto"), tuple(
        Spelling(re.compile(rf"(?<!\w){name.capitalize()}(?!\w)"), name)
        for name in ("UNESCO", "ASEAN", "UNICEF", "UNDP", "WTO")
    )),
    "VH-18": (("nghệ sĩ", "nhà giáo", "huân chương"), (
        Spelling(
            re.compile(
                r"(?<!\w)(?:nghệ sĩ nhân dân|nghệ sĩ ưu tú|nhà giáo nhân dân|nhà giáo ưu tú|huân chương lao động|"
                r"huân chương độc lập|huân chương sao vàng)(?!\w)"
            ),
            lambda found: _titles(found[0]),
        ),
    )),
    "VH-21": (("ngày qu",), _words("ngày Quốc khánh", "ngày Quốc tế Lao động", "ngày Quốc tế Phụ nữ")),
    "VH-22": ((" số ",), (Spelling(re.compile(rf"(?<!\w)(?:{_CITED_TYPES})(?= số \d+/)"), _first_up),)),
    "VH-23": (("điều ", "khoản ", "điểm "), (
        Spelling(
            re.compile(r"(?<![\w-])điều (?=\d{1,3}(?:\s+(?:Mục|mục|Chương|chương|của|Luật|Nghị|Thông|Quyết|Bộ)\b))"), _first_up
        ),
        Spelling(re.compile(r"(?<=(?:khoản|Khoản) \d )điều (?=\d)|(?<=(?:khoản|Khoản) \d\d )điều (?=\d)"), _first_up),
        Spelling(re.compile(r"(?<=[\w,;] )(?:Khoản|Điểm) (?=[\da-zđ]{1,2}(?:,? |$))(?=.{0,40}[Đđ]iều \d)"), _first_down),
    )),
    "VH-25": (("tết ",), (
        Spelling(re.compile(r"(?<!\w)[Tt]ết (?:Nguyên Đán|nguyên đán)(?!\w)"), "tết Nguyên đán", opening=True),
        Spelling(re.compile(r"(?<!\w)[Tt]ết (?:Trung Thu|trung thu)(?!\w)"), "tết Trung thu", opening=True),
    )),
    "VH-26": (("thứ ",), (
        Spelling(
            re.compile(
                r"(?<=\()thứ (hai|ba|tư|năm|sáu|bảy)(?=\))|(?<=sáng )thứ (hai|ba|tư|năm|sáu|bảy)(?=[,;] )|"
                r"(?<=chiều )thứ (hai|ba|tư|năm|sáu|bảy)(?=[,;] )"
            ),
            lambda found: f"thứ {_WEEKDAYS[found[1] or found[2] or found[3]]}",
        ),
    )),
    "VH-27": (("cách mạng ",), (Spelling(re.compile(r"(?<!\w)[Cc]ách mạng [Tt]háng (?:8|tám)(?!\w)"), "Cách mạng tháng Tám"),)),
}


def _titles(name: str) -> str:
    first, second, *rest = name.split()
    return " ".join((first.capitalize(), second, rest[0].capitalize(), *rest[1:]))


def _region(name: str) -> str:
    *before, first, second = name.split()
    return " ".join((*before, first.capitalize(), second.capitalize()))


def _office(name: str) -> str:
    """ "Hội đồng Nhân dân" → "Hội đồng nhân dân"; all in small letters it may be any of them."""
    return name if name.islower() else name[0].upper() + name[1:].lower()


def _check(row: str) -> Callable[[Seen], Iterator[Fault | Outcome]]:
    def check(seen: Seen) -> Iterator[Fault | Outcome]:
        for part, written, needed in _faulty(seen).get(row, ()):
            yield at(
                part,
                problem(
                    "capital-wrong",
                    "Viết “{co}”, theo Phụ lục II viết “{can}”.",
                    co=written,
                    can=needed,
                ),
                found=written,
                required=needed,
                suggestion=needed,
            )

    return check


@per_document
def _faulty(seen: Seen) -> dict[str, list[tuple[Part, str, str]]]:
    """Row → the parts that break it, with what is written there and what it should read."""
    found: dict[str, list[tuple[Part, str, str]]] = {}
    for part in _texts(seen):
        for row, written, needed in _misspelled(on_one_line(part)):
            found.setdefault(row, []).append((part, written, needed))
    return found


@by_text
def _misspelled(text: str) -> tuple[tuple[str, str, str], ...]:
    """The rows that a text breaks: of each the first place, and what it should read."""
    found = []
    small = text.lower()
    for row, (signs, spellings) in _ROWS.items():
        if not any(sign in small for sign in signs):
            continue
        wrong = ((one[0], right) for spelling in spellings for one in spelling.wrong.finditer(text)
                 if _wrong(one[0], spelling, right := spelling.mended(one)))
        if first := next(wrong, None):
            found.append((row, first[0].strip(), first[1].strip()))
    return tuple(found)


def _wrong(written: str, spelling: Spelling, right: str) -> bool:
    """Another case than the right one, but for capitals throughout (a title) and the first letter of a sentence."""
    return written != right and not written.isupper() and not (spelling.opening and written[1:] == right[1:])


@per_document
def _texts(seen: Seen) -> list[Part]:
    return sorted([*seen.of("can_cu", "trich_yeu", "trich_yeu_cong_van"), *prose(seen)], key=lambda one: one.index)


def _register(row: str, name: str, clause: str, requirement: str) -> None:
    check = _check(row)
    check.__doc__ = requirement
    rule(row, name, f"PL II, {clause}", severity="nhac")(check)


_register("VH-06", "capital-tinh", "III.1a", "Danh từ chung của đơn vị hành chính viết thường: tỉnh Nam Định.")
_register(
    "VH-07", "capital-numbered-unit", "III.1b", "Đơn vị hành chính mang chữ số viết hoa cả danh từ chung: Quận 1, Phường 3."
)
_register("VH-08", "capital-thu-do", "III.1c", "Viết hoa đặc biệt: Thủ đô Hà Nội, Thành phố Hồ Chí Minh.")
_register("VH-11", "capital-region", "III.1đ", "Tên vùng, miền viết hoa các âm tiết: Bắc Bộ, Nam Bộ, Tây Nguyên.")
_register(
    "VH-13",
    "capital-co-quan",
    "IV.1a",
    "Tên cơ quan viết hoa chữ đầu của từ chỉ loại hình, chức năng: Ủy ban nhân dân, Hội đồng nhân dân.",
)
_register(
    "VH-15",
    "capital-foreign-body",
    "IV.2a",
    "Tên tổ chức nước ngoài đã dịch nghĩa viết như tên cơ quan Việt Nam: Liên hợp quốc.",
)
_register("VH-16", "capital-acronym", "IV.2b", "Tên viết tắt của tổ chức nước ngoài viết hoa: ASEAN, UNESCO.")
_register(
    "VH-18", "capital-danh-hieu", "V.2", "Tên huân chương, danh hiệu vinh dự viết hoa: Nghệ sĩ Nhân dân, Huân chương Lao động."
)
_register("VH-21", "capital-holiday", "V.5", "Tên ngày lễ viết hoa chữ đầu: ngày Quốc khánh, ngày Quốc tế Lao động.")
_register("VH-22", "capital-document", "V.6", "Văn bản cụ thể viết hoa tên loại: Nghị định số 30/2020/NĐ-CP.")
_register("VH-23", "capital-dieu-khoan", "V.7", "Viện dẫn viết hoa Phần, Chương, Mục, Điều; viết thường khoản, điểm.")
_register("VH-25", "capital-tet", "V.8b", "Ngày tết viết hoa chữ đầu của tên: tết Nguyên đán, tết Trung thu.")
_register("VH-26", "capital-weekday", "V.8c", "Ngày trong tuần bằng chữ viết hoa: thứ Hai, thứ Tư.")
_register("VH-27", "capital-event", "V.9", "Sự kiện lịch sử viết hoa, số ghi bằng chữ: Cách mạng tháng Tám.")

_HABIT: Final = 4  # so many are a habit, and one reminder is enough
_AFTER_STOP: Final = re.compile(rf"(?<=[{LOWER}]{{3}})[.?!] (?P<word>[{LOWER}]{{2,}})(?= )")
# Abbreviations of three letters and more that a dot closes inside a sentence.
_ABBREVIATED: Final = re.compile(r"(?:\b(?:tr|stt|vd|tel|email|ths|tps|nxb|min|max|inc|ltd|etc)|v\.v|\.\w+)\. ", re.IGNORECASE)


@rule("VH-01", "capital-sentence", "PL II, I", severity="nhac")
def dau_cau(seen: Seen) -> Iterator[Fault | Outcome]:
    """Viết hoa chữ cái đầu của câu: sau dấu chấm, chấm hỏi, chấm than và khi xuống dòng."""
    if seen.source == "pdf":
        yield UNDETERMINED  # where a paragraph begins is guessed from lines
        return
    small: list[tuple[Part, str]] = []  # lines that begin with a small letter
    before: Part | None = None
    for part in prose(seen):
        text = on_one_line(part)
        own = _own(part)
        if own and not (before is not None and cut(before, part)):
            small.append((part, own))
        elif found := _small_after_stop(text):
            word, written = found
            yield at(
                part,
                problem(
                    "capital-after-stop",
                    "Sau dấu chấm “{co}” viết thường, phải viết hoa: “{can}”.",
                    co=written,
                    can=word.capitalize(),
                ),
                found=word,
                required=word.capitalize(),
            )
        before = part
    for part, own in small if len(small) < _HABIT else small[:1]:
        mended = own[0].upper() + own[1:]
        yield at(
            part,
            problem(
                "capital-at-line",
                "Đầu dòng “{co}” viết thường, khi xuống dòng phải viết hoa: “{can}”.",
                co=shortened(own, 40),
                can=mended.split()[0],
            ),
            found=shortened(own),
            suggestion=shortened(mended),
        )


@by_text
def _small_after_stop(text: str) -> tuple[str, str] | None:
    """The first word in small letters behind a stop, and what stands there; None where an abbreviation may end so."""
    found = _AFTER_STOP.search(text)
    if found is None or _ABBREVIATED.search(text[max(0, found.start() - 8) : found.end()]):
        return None
    return found["word"], shortened(text[found.start() : found.start() + 30], 30)


def _own(part: Part) -> str:
    """What follows the label, where it begins with a word in small letters."""
    if part.component not in {"doan", "khoan", "diem", "gach"} or part.confidence < SURE:
        return ""
    text, label = on_one_line(part), label_of(part)
    own = text[label.end :].strip() if label else text.lstrip("-–+•* ")
    return own if re.match(rf"[{LOWER}]{{2,}} ", own) else ""
