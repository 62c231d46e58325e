"""The value of a cell → what the data says, or why it cannot be taken as it is.

What spreadsheets do to people's values without asking is named, not guessed: zeros lost in front, a number made a day, a text
made a power of ten. What has one meaning is taken: a label for its choice, lines for a list.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Final

from service.campaign.cells import folded
from service.errors import Problem, problem
from service.inputs import Value
from service.rules.words.old_letters import MOJIBAKE
from service.sheets.columns import Column, printed
from service.vietnamese.characters import composed
from service.vietnamese.encodings import NAMES, Converted, convert

_POWER: Final = re.compile(r"-?\d(?:[.,]\d+)?E\+?\d{1,3}", re.IGNORECASE)
# Words of a label that ask for a code: a number there has lost its zeros, or may have.
_CODES: Final = re.compile(r"(?:^|_)(?:dien_thoai|fax|can_cuoc|cccd|cmnd|dinh_danh|tai_khoan|ma_so)(?:_|$)")
_MANY_DIGITS: Final = 8                                    # such numbers are codes: years, counts, numbers are shorter
_FIRST_DAY: Final = date(1899, 12, 30)                     # of Excel's count of days, from 1 March 1900 on
_DAYS: Final = range(10_000, 80_000)                       # 1927 to 2119
_ERROR: Final = re.compile(r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!)")      # as CSV has them


def taken(column: Column, value: Value) -> tuple[object, Problem | None]:
    """(the value for the data, what is wrong with it)."""
    if isinstance(value, str):
        value = value.strip()
        if _ERROR.fullmatch(value):
            return None, problem("cell-error", "Ô có lỗi {loi}; hãy sửa công thức.", loi=value)
    match column.form:
        case "date" | "time":
            return _moment(column, value)
        case "integer" | "year" | "money" | "decimal":
            return _number(value)
        case "yes_no":
            return value, None
        case "choice":
            return _choice(column, value), None
        case "list" | "lines":
            return _list(column, value)
        case "body" | "json":
            return _tree(column, value)
    return _text(column, value)


def _text(column: Column, value: Value) -> tuple[object, Problem | None]:
    if isinstance(value, bool):
        return ("TRUE" if value else "FALSE"), None
    if isinstance(value, date | time):
        shown = printed(value) if isinstance(value, date) else value.strftime("%H:%M")
        return shown, problem("cell-made-date", "Ô này là chữ mà bảng tính đã đổi thành ngày giờ ({ngay}); hãy đặt dạng ô là Văn "
                              "bản rồi gõ lại.", ngay=shown)
    if isinstance(value, int | float):
        digits = len(str(abs(int(value))))
        if isinstance(value, int) and (digits >= _MANY_DIGITS or _is_code(column.pointer, column.label)):
            return str(value), problem("cell-made-number", "Ô này là mã mà bảng tính lưu thành số ({so}), số 0 ở đầu có thể đã "
                                       "mất; hãy đặt dạng ô là Văn bản rồi gõ lại.", so=value)
        return value, None
    if isinstance(value, str) and _POWER.fullmatch(value):
        return value, _power(value)
    return value, None


def _power(value: str) -> Problem:
    return problem("cell-power", "“{gia_tri}” là số bị bảng tính viết tắt, các chữ số sau đã mất; hãy gõ lại cả số.",
                   gia_tri=value)


@cache
def _is_code(pointer: str, label: str) -> bool:
    return bool(_CODES.search(folded(pointer.rpartition("/")[2])) or _CODES.search(folded(label)))


def _moment(column: Column, value: Value) -> tuple[object, Problem | None]:
    if isinstance(value, int | float) and not isinstance(value, bool):
        if int(value) not in _DAYS:
            return str(value), None
        meant = datetime.combine(_FIRST_DAY, time()) + timedelta(days=value)
        shown = printed(meant if column.form == "time" else meant.date())
        return str(value), problem("cell-serial", "Ô ghi số {so}; có phải {ngay}? Hãy đặt dạng ô là Ngày.", so=value, ngay=shown)
    if isinstance(value, time):
        shown = value.strftime("%H:%M")
        return shown, problem("cell-hour-only", "Ô chỉ có giờ ({gio}), còn thiếu ngày: 08:00 15/11/2025.", gio=shown)
    if column.form == "time" and isinstance(value, datetime):
        return (value + timedelta(seconds=30)).replace(second=0, microsecond=0), None      # fractions of a day are rounded
    return value, None


def _number(value: Value) -> tuple[object, Problem | None]:
    if isinstance(value, date | time):
        return str(value), problem("cell-number-made-date", "Phải là số, ô này đang là ngày giờ; hãy đặt dạng ô là Số rồi gõ "
                                   "lại.")
    if isinstance(value, str) and _POWER.fullmatch(value):
        return value, _power(value)
    return value, None


def _choice(column: Column, value: Value) -> object:
    if not isinstance(value, str):
        return value
    return _said(column.choices).get(composed(value).casefold(), value)


@cache
def _said(choices: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    return {label.casefold(): code for code, label in choices} | {code.casefold(): code for code, _ in choices}


def _list(column: Column, value: Value) -> tuple[object, Problem | None]:
    """A line each; empty lines part nothing."""
    if not isinstance(value, str):
        one, wrong = _text(column, value) if isinstance(value, date | time) else (value, None)
        return [one], wrong
    return [_choice(column, line.strip()) for line in value.split("\n") if line.strip()], None


def _tree(column: Column, value: Value) -> tuple[object, Problem | None]:
    """Markdown, or JSON where the cell begins as that does."""
    if not isinstance(value, str):
        return value, None
    if not value.startswith(("[", "{")):
        return value, None
    try:
        return json.loads(value), None
    except (ValueError, RecursionError):
        if column.form == "body" and not value.startswith("[{"):
            return value, None                             # a paragraph that begins with a bracket
        return value, problem("cell-json", "Dữ liệu JSON trong ô bị hỏng.")


def choices_told(column: Column, found: Problem) -> Problem:
    """A problem of a choice, its list as the drop-down has it."""
    if found.code != "choice-wrong" or not column.choices:
        return found
    labels = ", ".join(label for _, label in column.choices)
    return Problem(found.code, found.text, found.pointer, found.place, {**found.args, "cac_gia_tri": labels, "expected": labels})


def old_letters(text: str, font: str) -> Converted | None:
    """What a text of an encoding before Unicode says, or may say; None where it is what it should be."""
    if not font and text.isascii():
        return None
    found = convert(unicodedata.normalize("NFC", text), font)
    if found.sure and found.encoding == "unicode" and (not font or found.text == text):
        return None
    return found if found.sure or found.alternatives[0].encoding != "unicode" else None


def encoding_problem(found: Converted, text: str) -> Problem:
    """How the clerk is told of it."""
    if found.sure:
        return problem("cell-encoding", "Chữ mã {ma}: “{co}”; có phải “{can}”? Thêm --convert để chuyển sang Unicode.",
                       ma=NAMES[found.encoding], co=_short(text), can=_short(found.text))
    readings = " hay ".join(f"“{_short(one.text)}” ({NAMES[one.encoding]})" for one in found.alternatives)
    return problem("encoding-unsure", "“{co}” không rõ là mã nào: {nghia}? Hãy gõ lại bằng Unicode.", co=_short(text),
                   nghia=readings)


def broken_letters(text: str) -> Problem | None:
    """UTF-8 that was read as something else."""
    found = None if text.isascii() else MOJIBAKE.search(text)
    return problem("encoding-broken", "Chữ hỏng do sai mã: “{co}”.", co=_short(text[found.start():])) if found else None


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:59].rstrip() + "…"
