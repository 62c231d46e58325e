"""Bytes of a text file → text: UTF-8 with or without its mark, and nothing else."""

from __future__ import annotations

from service.errors import InputUnreadable, problem


def decoded(data: bytes, name: str) -> str:
    """Raises InputUnreadable with the place of the first byte that is no UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise InputUnreadable(problem("encoding-utf16", "Dữ liệu ghi bằng UTF-16; hãy lưu lại bằng UTF-8.",
                                          place=name)) from fault
        line = data.count(b"\n", 0, fault.start) + 1
        column = len(data[data.rfind(b"\n", 0, fault.start) + 1:fault.start].decode("utf-8", "replace")) + 1
        raise InputUnreadable(problem("encoding-invalid", "Dữ liệu không phải UTF-8: byte lạ ở dòng {dong}, cột {cot}. "
                                      "Hãy lưu lại bằng UTF-8.", place=name, dong=line, cot=column)) from fault
