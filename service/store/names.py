"""Names of a store: `made/0b/0b7f….pdf`, `Sở Nội vụ/giay_khen-07.docx`. Relative, parts between slashes, NFC."""

from __future__ import annotations

import unicodedata
from typing import Final

from service.errors import InputRefused, problem

# Of one part, and of all: the limits of Linux and of S3.
LONGEST_PART: Final = 255                        # bytes in UTF-8
LONGEST: Final = 1024
# What a store on disk keeps for itself; on the command line the ledger lies there too.
OWN: Final = ".vanban"


def checked(name: str) -> str:
    """The name as it is kept. Raises InputRefused where it is too long; ValueError where it leads out of the store or is no
    name on some system: whoever asks for it has not made it safe (`sheets.file_name`)."""
    name = unicodedata.normalize("NFC", name)
    parts = name.split("/")
    if any(part in ("", ".", "..") for part in parts) or "\\" in name or parts[0] == OWN or not _printable(name):
        raise ValueError(f"not a name of a store: {name!r}")
    if len(name.encode()) > LONGEST or any(len(part.encode()) > LONGEST_PART for part in parts):
        raise InputRefused(problem("name-too-long", "Tên tệp quá dài: {ten}…; hãy rút ngắn tên đơn vị hoặc khóa của dòng.",
                                   ten=name[:60]))
    return name


def _printable(name: str) -> bool:
    """No control characters, and no halves of letters (surrogates), which have no bytes in UTF-8."""
    return not any(unicodedata.category(letter) in ("Cc", "Cs") for letter in name)
