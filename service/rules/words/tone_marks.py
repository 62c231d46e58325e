"""The place of the tone's mark: “hòa” or “hoà”, one style in one document. Names keep the mark that they have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from service.errors import problem
from service.rules.finding import Fault
from service.rules.kept import by_text
from service.rules.registry import NOT_APPLICABLE, UNDETERMINED, Outcome, rule
from service.rules.seen import Seen
from service.rules.words.old_letters import old_stretches
from service.rules.words.said import at, filled, spoken
from service.vietnamese.tones import Mark, marks

_QUOTED: Final = re.compile(r"“[^“”]*”|\"[^\"]*\"")                 # another's words, or a title
# The words of a capital letter that are no one's name.
_COMMON: Final = re.compile(r"(?:ủy|uỷ) (?:ban|viên|quyền|nhiệm|thác)\b", re.IGNORECASE)
# The endings that show a style, so that a paragraph without one need not be taken apart.
_SHOWING: Final = re.compile(r"(?:o[àáảãạèéẻẽẹ]|[òóỏõọ][ae]|u[ỳýỷỹỵ]|[ùúủũụ]y)(?![^\W\d_])", re.IGNORECASE)
_PRESCRIBED: Final = frozenset(("quoc_hieu", "tieu_ngu"))           # the decree says how they are written (H-01, H-02)
_NAMES: Final = frozenset(("ho_ten",))
_PLACES: Final = 5                                                  # named in a message


@rule("G-26", "tone-marks-mixed", "-", severity="nhac")
def dau_thanh(seen: Seen) -> Iterator[Fault | Outcome]:
    """Dấu thanh đặt một kiểu trong cả văn bản (hòa, khỏe, thúy hoặc hoà, khoẻ, thuý); tên riêng giữ nguyên như vốn có."""
    if old_stretches(seen):
        yield UNDETERMINED  # "soá" of VNI is no "soá" (E-10 speaks of it)
        return
    found = [(part, mark) for part in filled(seen) if part.component not in _PRESCRIBED | _NAMES for mark in _counted(part.text)]
    count = Counter(mark.style for _, mark in found)
    if not found:
        yield NOT_APPLICABLE
    if len(count) < 2:
        return
    usual = count.most_common(1)[0][0]
    stray = [(part, mark) for part, mark in found if mark.style != usual]
    part, mark = stray[0]
    places = dict.fromkeys(where for one, _ in stray if (where := one.where or (f"dòng {one.line}" if one.line else "")))
    yield at(
        part,
        problem(
            "tone-marks-two-ways",
            "Dấu thanh đặt hai kiểu: {nhieu} chỗ như “{mau}”, {it} chỗ như “{co}” ({cho}). Nên viết một kiểu: “{can}”.",
            nhieu=count[usual], mau=next(one.word for _, one in found if one.style == usual), it=len(stray), co=mark.word,
            cho="; ".join(list(places)[:_PLACES]) + ("; …" if len(places) > _PLACES else ""), can=mark.meant[0],
        ),
        found=mark.word,
        required=mark.meant[0],
        suggestion=mark.meant[0],
    )


@by_text
def _counted(text: str) -> tuple[Mark, ...]:
    """The words that show a style and are surely no part of a name: small ones, and those that begin an office's."""
    text = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), spoken(text))
    if not _SHOWING.search(text):
        return ()
    return tuple([mark for mark in marks(text)
                  if mark.style != "wrong" and (mark.word.islower() or _COMMON.match(text, mark.start))])
