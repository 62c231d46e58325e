"""A stranger's bytes → what they are: Word file, PDF or plain text. Content goes first; a name decides between words."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Final, Literal

from service.errors import FileUnreadable, Problem, problem
from service.vietnamese.old_bytes import old_text

Kind = Literal["docx", "pdf", "text"]
_BOM: Final = b"\xef\xbb\xbf"
_PACKED: Final = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")      # ZIP; OLE2: old or locked Word files
_PDF: Final = b"%PDF-"
_BY_SUFFIX: Final[dict[str, Kind]] = {".docx": "docx", ".docm": "docx", ".dotx": "docx", ".doc": "docx", ".pdf": "pdf"}
_RTF: Final = b"{\\rtf"
_MARKUP: Final = re.compile(rb"<(?:\?xml|!doctype|html)", re.IGNORECASE)
_UNKNOWN: Final = problem("file-kind-unknown", "Không phải tệp Word (.docx), PDF hoặc văn bản thuần UTF-8.")


def kind_of(data: bytes, name: str = "") -> Kind:
    """What to read these bytes as; whether they can be read is said by their reader.

    RTF and markup count as Word files, since the guard says what to do with them. Raises FileUnreadable where there is nothing.
    """
    if not data.removeprefix(_BOM).strip():
        raise FileUnreadable(problem("file-empty", "Tệp rỗng."))
    if data.startswith(_PACKED):
        return "docx"
    head = data[:1024].removeprefix(_BOM).lstrip()
    if head.startswith(_PDF) or (_PDF in head and b"\0" in data):      # ISO 32000-1, annex H: readers look for it in 1024 bytes
        return "pdf"
    if head.startswith(_RTF) or _MARKUP.match(head):
        return "docx"
    return _BY_SUFFIX.get(PurePath(name).suffix.lower(), "text")


def text_of(data: bytes) -> str:
    """Plain text in UTF-8. Raises FileUnreadable for another encoding, with the line and what it seems to be, and for bytes
    that are no text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FileUnreadable(problem("text-utf16", "Tệp văn bản ghi bằng UTF-16; hãy lưu lại bằng UTF-8."))
    if b"\0" in data:
        raise FileUnreadable(_UNKNOWN)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        at = data.removeprefix(_BOM)
        if not _readable(at):
            raise FileUnreadable(_UNKNOWN) from fault
        raise FileUnreadable(_told(at, fault.start)) from fault


def _told(data: bytes, at: int) -> Problem:
    """How to save it depends on what it is: a text of TCVN3 or VNI that is only saved as UTF-8 stays unreadable."""
    line, old = data.count(b"\n", 0, at) + 1, old_text(data, at)
    if old is None:
        return problem("text-encoding", "Tệp văn bản không phải UTF-8 (dòng {dong}); hãy lưu lại bằng UTF-8.",
                       place=f"dòng {line}", dong=line)
    if old.by_keyboard:
        return problem("text-encoding", "Tệp văn bản không phải UTF-8, có vẻ là mã {ma}: dòng {dong} đọc là “{doc}”. Hãy "
                       "chuyển mã sang Unicode (UniKey, mục Công cụ), rồi lưu lại bằng UTF-8.",
                       place=f"dòng {line}", dong=line, ma=old.name, doc=old.line)
    return problem("text-encoding", "Tệp văn bản không phải UTF-8, có vẻ là mã {ma}: dòng {dong} đọc là “{doc}”. Hãy "
                   "lưu lại bằng UTF-8 (Notepad: Save as, Encoding UTF-8).",
                   place=f"dòng {line}", dong=line, ma=old.name, doc=old.line)


def _readable(data: bytes) -> bool:
    """Hardly a control character: text of an old encoding, where a picture or a program is full of them."""
    return len(re.findall(rb"[\x01-\x08\x0e-\x1f\x7f]", data[:65536])) * 100 <= len(data[:65536])
