"""The end mark "./." of the samples (Phụ lục III)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from service.errors import problem
from service.rules.finding import Fault
from service.rules.registry import NOT_APPLICABLE, UNDETERMINED, Outcome, rule
from service.rules.seen import Seen
from service.rules.words.body import ENDING, body
from service.rules.words.said import at, filled, on_one_line, shortened

_OPEN: Final = re.compile(r"…\s*\.?/?\.?$|\.{4,}")
_NO_SAMPLE: Final = frozenset(("HĐ", "BGN", "BTT", None))
_MARK: Final = re.compile(r"[./\s]*/[./\s]*$")


@rule("B-24", "end-mark", "PL III (mọi mẫu)", severity="nhac")
def dau_ket_thuc(seen: Seen) -> Iterator[Fault | Outcome]:
    """Mọi mẫu kết thúc nội dung bằng dấu “./.”."""
    text = body(seen)
    ends = [part for part in filled(seen) if part.component in ENDING and part.confidence >= 0.5]
    if not text or not ends or seen.abbreviation in _NO_SAMPLE or seen.lacks:      # the form is of other law
        yield UNDETERMINED
        return
    last = text[-1]
    between = [part for part in filled(seen) if last.index < part.index < ends[0].index and not part.column]
    if between or last.component not in {"", "doan", "khoan", "diem", "gach", "cong", "dieu"}:
        yield NOT_APPLICABLE  # a table or a title comes last
        return
    words = on_one_line(last)
    if words.endswith("./.") and not _MARK.search(words[:-3]) and not words.endswith("../."):
        return
    if _OPEN.search(words):
        yield UNDETERMINED
        return
    needed = _MARK.sub("", words).rstrip(" .;,") + "./."
    yield at(
        last,
        problem(
            "end-mark-missing",
            "Nội dung kết thúc bằng “{co}”; các mẫu của Nghị định kết thúc bằng “./.”.",
            co=shortened(words[-16:]),
        ),
        found=words[-16:],
        required="./.",
        suggestion=needed[-40:],
    )
