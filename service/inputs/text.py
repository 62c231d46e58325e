"""Bytes of a text file → text: UTF-8 with or without its mark, and nothing else."""

from __future__ import annotations

from service.errors import InputUnreadable, Problem, problem
from service.vietnamese.old_bytes import old_text

_BOM = b"\xef\xbb\xbf"


def decoded(data: bytes, name: str) -> str:
    """Raises InputUnreadable with the place of the first byte that is no UTF-8, and what encoding it seems to be."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise InputUnreadable(problem("encoding-utf16", "Dữ liệu ghi bằng UTF-16; hãy lưu lại bằng UTF-8.",
                                          place=name)) from fault
        raise InputUnreadable(_told(data.removeprefix(_BOM), fault.start, name)) from fault


def _told(data: bytes, at: int, name: str) -> Problem:
    """How to save it depends on what it is: a text of TCVN3 or VNI that is only saved as UTF-8 stays unreadable."""
    line = data.count(b"\n", 0, at) + 1
    column = len(data[data.rfind(b"\n", 0, at) + 1:at].decode("utf-8", "replace")) + 1
    old = old_text(data, at)
    if old is None:
        return problem("encoding-invalid", "Dữ liệu không phải UTF-8: byte lạ ở dòng {dong}, cột {cot}. Hãy lưu lại bằng UTF-8 "
                       "(Excel: “CSV UTF-8”).", place=name, dong=line, cot=column)
    if old.by_keyboard:
        return problem("encoding-invalid", "Dữ liệu không phải UTF-8 (byte lạ ở dòng {dong}, cột {cot}), có vẻ là mã {ma}: "
                       "“{doc}”. Hãy chuyển mã sang Unicode (UniKey, mục Công cụ), rồi lưu lại bằng UTF-8 (Excel: “CSV UTF-8”).",
                       place=name, dong=line, cot=column, ma=old.name, doc=old.line)
    return problem("encoding-invalid", "Dữ liệu không phải UTF-8 (byte lạ ở dòng {dong}, cột {cot}), có vẻ là mã {ma}: “{doc}”. "
                   "Hãy lưu lại bằng UTF-8 (Excel: “CSV UTF-8”; Notepad: Save as, Encoding UTF-8).",
                   place=name, dong=line, cot=column, ma=old.name, doc=old.line)
