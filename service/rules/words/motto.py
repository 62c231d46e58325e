"""Words of Quốc hiệu and Tiêu ngữ (PL I, II.1). Both spellings of the tone mark stand in the decree itself (rules.md §1.12)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from service.errors import problem
from service.rules.finding import Fault
from service.rules.registry import NOT_APPLICABLE, Outcome, also
from service.rules.seen import Seen
from service.rules.words.said import at, on_one_line

QUOC_HIEU: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
TIEU_NGU: Final = "Độc lập - Tự do - Hạnh phúc"
_DASHES: Final = re.compile(r"\s*[-‐‑‒–—−]\s*")


@also("H-01")
def quoc_hieu(seen: Seen) -> Iterator[Fault | Outcome]:
    """Quốc hiệu ghi đúng: “CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM” (II.1a)."""
    parts = list(seen.of("quoc_hieu"))
    if not parts:
        yield NOT_APPLICABLE
    for part in parts:
        words = on_one_line(part)
        if words.upper().replace("HOÀ", "HÒA") != QUOC_HIEU:
            yield at(
                part,
                problem("quoc-hieu-wrong", "Quốc hiệu ghi “{co}”, phải ghi “{can}”.", co=words, can=QUOC_HIEU),
                found=words,
                required=QUOC_HIEU,
                suggestion=QUOC_HIEU,
            )


@also("H-02")
def tieu_ngu(seen: Seen) -> Iterator[Fault | Outcome]:
    """Tiêu ngữ ghi đúng, giữa các cụm từ có gạch nối (-), có cách chữ; chữ cái đầu của các cụm từ viết hoa (II.1b)."""
    parts = list(seen.of("tieu_ngu"))
    if not parts:
        yield NOT_APPLICABLE
    for part in parts:
        words = on_one_line(part)
        if words == TIEU_NGU or words == TIEU_NGU.upper():  # capitals throughout are a matter of looks
            continue
        if _DASHES.sub(" - ", words) == TIEU_NGU:
            yield at(
                part,
                problem(
                    "tieu-ngu-hyphens",
                    "Tiêu ngữ ghi “{co}”, phải dùng gạch nối (-) có cách chữ: “{can}”.",
                    co=words,
                    can=TIEU_NGU,
                ),
                found=words,
                required=TIEU_NGU,
                suggestion=TIEU_NGU,
            )
        else:
            yield at(
                part,
                problem("tieu-ngu-wrong", "Tiêu ngữ ghi “{co}”, phải ghi “{can}”.", co=words, can=TIEU_NGU),
                found=words,
                required=TIEU_NGU,
                suggestion=TIEU_NGU,
            )
