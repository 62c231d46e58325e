"""Ô 6: the levels of the body, its tables, and appendices."""

from __future__ import annotations

from typing import Final

from service.rules.see.draft import Draft
from service.rules.see.ending import ends
from service.rules.see.signs import ADDRESS, APPENDIX, ATTACHED, SIGNED, WORDED, capitals, label_of

_TWO_LINES: Final = frozenset(("phan", "chuong", "muc_dieu", "tieu_muc"))
_STOPS: Final = (".", ";", ":", ",", "!", "?", "…")
_TITLE_MOST: Final = 160                                  # characters of a khoản's or Điều's title
_TITLE_SHORT: Final = 80
_SMALL_PT: Final = 12.0                                   # III.4: 11–12 points
_TITLE_LINES: Final = 6                                      # of an appendix
_CAPTION: Final = ("Bảng", "Biểu", "BẢNG", "BIỂU", "Đơn vị tính", "ĐVT")


def content(draft: Draft, at: int) -> int:
    """From `at` on, names the parts of the body; the index at which a signature block or another heading begins."""
    begin = at
    while at < len(draft) and not (at > begin and at in draft.starts):
        if not draft.fixed(at):
            if ends(draft, at):
                break
            part = draft.parts[at]
            if part.in_table and not part.column:
                at = _table(draft, at)
                continue
            if part.column:
                draft.take(at, "", 0.0)
            elif (APPENDIX.fullmatch(draft.texts[at]) and draft.centered(at) is not False) or _listed(draft, at):
                at = _appendix(draft, at)
                continue
            elif draft.of_order(at) and draft.component(at - 1) != "ten_loai":
                draft.take(at, "menh_lenh", 0.9)
            else:
                draft.take(at, *_level(draft, at))
        elif ends(draft, at):
            break
        at += 1
    return at


def _level(draft: Draft, at: int) -> tuple[str, float]:
    text = draft.texts[at]
    level, label = label_of(text)
    if level in WORDED:
        rest = text[len(label):].strip()
        if level == "dieu":
            return _titled("dieu", draft, at, rest)
        return level, 0.95 if not rest else 0.85 if capitals(rest) or "\n" in text else 0.6
    above = draft.component(at - 1)
    if above in _TWO_LINES and not level and len(text) < 300 and (capitals(text) or draft.centered(at)) \
            and draft.texts[at - 1] == label_of(draft.texts[at - 1])[1]:
        return f"{above}_tieu_de", 0.93 if capitals(text) else 0.85
    if above.endswith("_tieu_de") and above[:-8] in _TWO_LINES and not level and capitals(text) \
            and draft.centered(at) is not False and not draft.parts[at].blank_before:
        return above, 0.85                                # a title of two paragraphs
    if level == "muc":
        return "muc", 0.95 if capitals(text[len(label):]) else 0.82
    if level == "khoan":
        return _titled("khoan", draft, at, text[len(label):].strip())
    if level:
        return level, 0.92
    return _plain(draft, at)


def _titled(level: str, draft: Draft, at: int, rest: str) -> tuple[str, float]:
    """Điều or khoản, with or without a title: words decide first, so that a title that is not bold is still seen as one."""
    bold, short = draft.bold(at), len(rest) <= _TITLE_MOST
    looks = draft.parts[at].looks
    below, number = label_of(draft.texts[at + 1]) if at + 1 < len(draft) else (level, "")
    if below == level and number.startswith(label_of(draft.texts[at])[1]):
        below = ""                                        # "2.1." stands below "2."
    titled = f"{level}_tieu_de"
    if rest and short and not rest.endswith(_STOPS):
        if looks is None:
            return titled, 0.9 if below != level else 0.6
        if bold:
            return titled, 0.95
        if bold is False:                                 # short, without an end, with text below: a title somebody left thin
            return (titled, 0.8 if len(rest) <= _TITLE_SHORT else 0.6) if below != level else (level, 0.6)
        return level, 0.85
    if bold and short and rest.endswith(":"):
        return titled, 0.8
    if bold and rest:
        return (level, 0.85) if len(rest) > _TITLE_MOST else (titled, 0.6)
    return level, 0.93


def _plain(draft: Draft, at: int) -> tuple[str, float]:
    """A paragraph without a label. What is centred or bold throughout may be a heading nobody numbered."""
    text, looks = draft.texts[at], draft.parts[at].looks
    if len(text) < 300 and SIGNED.match(text):
        return "ky_so", 0.9
    if looks and looks.sizes_pt and max(looks.sizes_pt) <= _SMALL_PT and ADDRESS.match(text):
        return "dia_chi", 0.85                            # at the foot of page 1 (III.4), the text goes on overleaf
    if looks is None:
        return ("doan", 0.9) if len(text) > 60 or text.endswith(_STOPS) else ("doan", 0.4)
    if at + 1 < len(draft) and draft.table(at + 1) is not None and text.startswith(_CAPTION):
        return "bang_ten", 0.7
    if looks.bold or (looks.alignment in ("center", "right") and len(text) < 200):
        return "doan", 0.4
    return "doan", 0.9 if len(text) > 60 or text.endswith(_STOPS) else 0.6


def _listed(draft: Draft, at: int) -> bool:
    """Whether an appendix without the word begins here: “DANH SÁCH …” in capitals, centred, and “(Kèm theo …)” below it."""
    for below in range(at, min(at + _TITLE_LINES, len(draft) - 1)):
        if not capitals(draft.texts[below]) or not draft.centered(below) or draft.parts[below].in_table:
            return False
        if ATTACHED.match(draft.texts[below + 1]):
            return True
    return False


def _appendix(draft: Draft, at: int) -> int:
    """“Phụ lục I”, its title, “(Kèm theo …)”."""
    if APPENDIX.fullmatch(draft.texts[at]):
        draft.take(at, "phu_luc", 0.95)
        at += 1
    lines = 0
    while at < len(draft) and at not in draft.starts and lines < _TITLE_LINES:
        if draft.fixed(at) or draft.parts[at].in_table:
            break
        text = draft.texts[at]
        if ATTACHED.match(text):
            return draft.attached(at, 0.93)
        centered = draft.centered(at)
        heads = capitals(text) or (draft.bold(at) if centered else centered is None and not lines and not text.endswith(_STOPS))
        if not heads or label_of(text)[0] or APPENDIX.fullmatch(text):
            break
        draft.take(at, "phu_luc_ten", 0.92 if capitals(text) else 0.8)
        lines, at = lines + 1, at + 1
    return at


def _table(draft: Draft, at: int) -> int:
    """The cells of a table of the body. One column is a frame round text: nothing is said of it."""
    number, end = draft.table(at), at
    while end < len(draft) and draft.table(end) == number:
        end += 1
    cells = [draft.parts[index].cell for index in range(at, end)]
    columns = {cell[2] for cell in cells if cell}
    first = min((cell[1] for cell in cells if cell), default=0)
    for index, cell in zip(range(at, end), cells, strict=True):
        if len(columns) < 2 or cell is None:
            continue
        head = cell[1] == first and (draft.bold(index) or draft.centered(index))
        looks = draft.parts[index].looks
        aligned = {"center": "bang_giua", "right": "bang_so"}.get((looks.alignment if looks else None) or "", "bang_chu")
        draft.take(index, "bang_dau" if head else aligned, 0.85)
    return end
