"""A stranger's bytes → pyHanko's reader and the signature fields. Whatever is broken or hostile ends here in a named error."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from pyhanko.pdf_utils.crypt import AuthStatus
from pyhanko.pdf_utils.misc import PdfDecodeLimitError, PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields

from service.errors import FileUnreadable, LimitExceeded, problem

# What a reader in Python raises over a file that lies about itself: wrong types, missing entries, loops.
BROKEN: Final = (PdfError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError,
                 NotImplementedError, RecursionError, struct.error)
_MOST_FIELDS: Final = 200                         # every signature is compared with every later revision


@dataclass(frozen=True)
class Opened:
    """The reader, the filled fields and the names of the empty ones."""

    reader: PdfFileReader
    data: bytes
    filled: tuple[tuple[str, Any], ...]
    empty: tuple[str, ...]


def opened(data: bytes) -> Opened:
    """Raises FileUnreadable (file-empty, pdf-broken, pdf-locked), LimitExceeded (limit-signatures, limit-unpacked)."""
    if not data.strip():
        raise FileUnreadable(problem("file-empty", "Tệp rỗng."))
    try:
        reader = PdfFileReader(BytesIO(data), strict=False)
        if reader.encrypted and reader.decrypt("").status is AuthStatus.FAILED:
            raise FileUnreadable(problem("pdf-locked", "Tệp PDF đặt mật khẩu; hãy bỏ mật khẩu rồi gửi lại."))
        filled, empty = _fields(reader)
    except PdfDecodeLimitError as error:
        raise LimitExceeded(problem("limit-unpacked", "Tệp PDF giải nén ra quá nhiều dữ liệu.")) from error
    except BROKEN as error:
        raise FileUnreadable(problem("pdf-broken", "Không đọc được tệp PDF: tệp hỏng hoặc không phải PDF.")) from error
    return Opened(reader, data, tuple(filled), tuple(empty))


def _fields(reader: PdfFileReader) -> tuple[list[tuple[str, Any]], list[str]]:
    filled: list[tuple[str, Any]] = []
    empty: list[str] = []
    for name, value, reference in enumerate_sig_fields(reader):
        if len(filled) + len(empty) >= _MOST_FIELDS:
            raise LimitExceeded(problem("limit-signatures", "Tệp PDF có quá {so} ô chữ ký.", so=_MOST_FIELDS))
        if value is None:
            empty.append(name)
        else:
            filled.append((name, reference))
    return filled, empty
