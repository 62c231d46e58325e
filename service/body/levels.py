"""The levels of the two structures the decree knows (PL I, II.6c), their signs, and the part of a body before it has a number."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, Literal, get_args

from service.frozen import value
from service.values import Grid
from service.vietnamese.letters import letter, roman

Level = Literal["phan", "chuong", "muc_dieu", "tieu_muc", "dieu", "muc", "khoan", "khoan_con", "diem", "gach", "cong",
                "giua", "doan", "bang"]
Structure = Literal["muc", "dieu"]
LEVELS: Final[tuple[Level, ...]] = get_args(Level)

# From large to small. Below điểm the decree says nothing; "1.1.", "-" and "+" are practice (rules.md B-23).
RANK: Final[Mapping[str, int]] = MappingProxyType({level: rank for rank, level in enumerate(LEVELS[:-3])})
OF_STRUCTURE: Final[Mapping[Structure, frozenset[str]]] = MappingProxyType({
    "muc": frozenset({"phan", "muc", "khoan", "diem", "gach", "cong", "giua", "doan", "bang"}),
    "dieu": frozenset({"phan", "chuong", "muc_dieu", "tieu_muc", "dieu", "khoan", "diem", "gach", "cong", "giua", "doan",
                       "bang"}),
})
NAMES: Final[Mapping[str, str]] = MappingProxyType({
    "phan": "phần", "chuong": "chương", "muc_dieu": "mục", "tieu_muc": "tiểu mục", "dieu": "điều", "muc": "mục", "khoan": "khoản",
    "khoan_con": "khoản con", "diem": "điểm", "gach": "gạch đầu dòng", "cong": "dấu cộng", "giua": "dòng giữa", "doan": "đoạn",
    "bang": "bảng",
})
HEADED: Final = frozenset({"phan", "chuong", "muc_dieu", "tieu_muc", "muc"})       # their text is a title in capitals
TITLED: Final = frozenset({"dieu", "khoan", "khoan_con"})                         # their text is a title or a sentence
CONTINUOUS: Final = frozenset({"chuong", "dieu"})                                 # counted through the document

SIGN: Final[Mapping[str, Callable[[int, int], str]]] = MappingProxyType({         # (own number, number of the khoản)
    "phan": lambda n, _: f"Phần {roman(n)}",
    "chuong": lambda n, _: f"Chương {roman(n)}",
    "muc_dieu": lambda n, _: f"Mục {n}",
    "tieu_muc": lambda n, _: f"Tiểu mục {n}",
    "dieu": lambda n, _: f"Điều {n}.",
    "muc": lambda n, _: f"{roman(n)}.",
    "khoan": lambda n, _: f"{n}.",
    "khoan_con": lambda n, khoan: f"{khoan}.{n}.",
    "diem": lambda n, _: f"{letter(n)})",
    "gach": lambda _n, _: "-",
    "cong": lambda _n, _: "+",
})

# What people type in front by hand. A Roman numeral is one of I, V, X only: "C. Mác" is a name.
_TYPED: Final = re.compile(r"""(?P<marks>\*{0,3})(?:
    (?P<headed>(?:Phần|Chương|Mục|Tiểu\ mục|Điều)\ (?:[IVXLC]+|\d+))(?:\s*[.:]\s*|\s*$)
  | (?P<roman>[IVX]+)[./)]\s+
  | (?P<sub>\d{1,2}(?:\.\d{1,2})+\.?)\s+
  | (?P<number>\d{1,3})[.)/]\s+
  | (?P<letter>[a-zđ])[.)/]\s+
  | (?P<bullet>[-–—•+]|(?<!\*)\*)\s+
)""", re.VERBOSE)


@value
class Part:
    """One line of a body before it is numbered. `text` has inline marks; `under` says whether anything stands below it."""

    level: Level
    text: str = ""
    titled: bool | None = None          # None: decided by its end and by what stands under it
    table: Grid | None = None
    pointer: str = ""
    place: str = ""
    depth: int = 0                      # how deep its JSON node was nested
    under: bool = False


def typed_sign(text: str) -> tuple[str, str]:
    """Text → (sign typed in front, as we would print it; the rest), or ("", text): `"1) Mục đích"` → `("1.", "Mục đích")`.

    `"1.5 tỷ đồng"` gives `"1.5"`: without a dot behind it is a sign only where it is the right one.
    """
    found = _TYPED.match(text)
    if found is None:
        return "", text
    rest = found["marks"] + text[found.end():]
    if found["headed"]:
        return found["headed"] + ("." if found["headed"].startswith("Điều") else ""), rest
    if found["sub"]:
        return found["sub"], rest
    if found["bullet"]:
        return ("+" if found["bullet"] == "+" else "-"), rest
    if found["letter"]:
        return found["letter"] + ")", rest
    return (found["roman"] or found["number"]) + ".", rest
