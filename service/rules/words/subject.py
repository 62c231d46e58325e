"""Trích yếu: “V/v” belongs to a công văn (PL I, II.5b)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from service.errors import problem
from service.rules.finding import Fault
from service.rules.registry import NOT_APPLICABLE, Outcome, also, rule
from service.rules.seen import Seen
from service.rules.words.said import at, on_one_line, shortened

_OTHERWISE: Final = re.compile(r"(?:về việc|v\s*/\s*v|v\.v|vv)\b\s*[:.]?\s*", re.IGNORECASE)
_TWICE: Final = re.compile(r"\b(?:về việc|v/v)[:.]?\s+(?:về việc|v/v)\b", re.IGNORECASE)


@also("T-04")
def v_v(seen: Seen) -> Iterator[Fault | Outcome]:
    """Trích yếu của công văn bắt đầu bằng chữ “V/v” (II.5b)."""
    parts = list(seen.of("trich_yeu_cong_van"))
    if not parts:
        yield NOT_APPLICABLE
    for part in parts[:1]:  # a second paragraph of it runs on
        words = on_one_line(part)
        if words.startswith("V/v ") and not _TWICE.search(words):
            continue
        if otherwise := _TWICE.match(words) or _OTHERWISE.match(words):
            rest = words[otherwise.end() :].lstrip(" :.")
            needed = f"V/v {rest}"
            yield at(
                part,
                problem("v-v-missing", "Trích yếu công văn ghi “{co}”, phải bắt đầu bằng “V/v”.", co=shortened(words, 40)),
                found=words,
                required="V/v …",
                suggestion=needed,
            )


@rule("T-05", "v-v-outside-cong-van", "II.5b; PL III", severity="nhac")
def v_v_thua(seen: Seen) -> Iterator[Fault | Outcome]:
    """“V/v” chỉ dùng cho công văn; văn bản có tên loại ghi trích yếu đầy đủ, không ghi “Về việc V/v”."""
    parts = list(seen.of("trich_yeu"))
    if not parts:
        yield NOT_APPLICABLE
    for part in parts[:1]:
        words = on_one_line(part)
        if re.match(r"V\s*/\s*v\b", words, re.IGNORECASE) or _TWICE.search(words):
            yield at(
                part,
                problem(
                    "v-v-extra",
                    "Trích yếu ghi “{co}”; “V/v” chỉ dùng cho công văn, ở đây ghi “Về việc …” hoặc nêu thẳng nội dung.",
                    co=shortened(words, 40),
                ),
                found=words,
            )
