"""Ô 1–5, 9a, căn cứ: what stands above the body."""

from __future__ import annotations

import re
from typing import Final

from service.rules.see.draft import Draft
from service.rules.see.ending import ends
from service.rules.see.signs import (
    ADDRESSED,
    APPENDIX,
    ATTACHED,
    AUTHORITY,
    BLANKED,
    CIRCULATION,
    CITING,
    DATED,
    GROUND,
    NUMBER,
    OFFICE,
    POST,
    SECRECY,
    SHORT_DATE,
    SIGNED,
    SUBJECT,
    TITLES,
    URGENT,
    WIRED,
    capitals,
    label_of,
    title_of,
)

_HEADS: Final = frozenset(("quoc_hieu", "tieu_ngu", "co_quan_chu_quan", "co_quan_ban_hanh", "so_ky_hieu", "dia_danh_ngay",
                           "trich_yeu_cong_van", "do_khan", "luu_hanh", "ky_so", ""))
_OPENS: Final = frozenset(("ten_loai", "trich_yeu", "tham_quyen", "can_cu", "menh_lenh", "kinh_gui", "kinh_gui_dong",
                           "phu_luc_kem_theo", ""))
_NUMBERED: Final = re.compile(r"Số(?=[\s:.\d…])", re.IGNORECASE)
_REACH: Final = 40                                        # a heading is no longer, with every line a paragraph
_ORDERING: Final = frozenset(("QUYETDINH", "NGHIQUYET"))  # types with a line of authority (mẫu 1.1–1.3)
_UNTITLED: Final = frozenset(("GIAYGIOITHIEU", "GIAYNGHIPHEP"))          # no trích yếu (mẫu 1.8, 1.10)
_STOPS: Final = (".", ";", ":", ",")
_BODY: Final = re.compile(r"Hôm nay|Thời gian|Địa điểm|[^\n]{0,120}\bkính mời\b|Kính trình|Thực hiện\b.{80}", re.IGNORECASE)
_TITLE_LINES: Final = 5


def heading(draft: Draft, at: int) -> int:
    """From `at` on, names what belongs above the body; the index of the body's first part."""
    if at and at not in draft.starts:
        return at
    draft.title, begin = "", at
    draft.copying = draft.copying or any(copy in draft.copies for copy in range(at, min(len(draft), at + 12))
                                         if draft.table(copy) == draft.table(at) or copy == at)
    ahead = _opening_ahead(draft, at)
    offices: list[int] = []
    signs = 0
    nation = False
    while at < len(draft) and at - begin < _REACH and not (at in draft.starts and nation):
        text = draft.texts[at]
        nation = nation or draft.nation.get(at, ("",))[0] == "quoc_hieu"
        if draft.fixed(at):
            if draft.component(at) not in _HEADS:
                break
            signs += 1
        elif _over(draft, at, begin):
            break
        elif named := _head(draft, at):
            draft.take(at, *named)
            signs += 1
        elif _office(draft, at) and (ahead > at or draft.parts[at].column):
            offices.append(at)
        elif not draft.parts[at].column and (ahead <= at or len(text) > 60):
            break
        at += 1
    _offices(draft, offices, signs, titled=ahead > begin)
    return _opening(draft, at) if ahead >= at and at < len(draft) and not APPENDIX.fullmatch(draft.texts[at]) else at


def _head(draft: Draft, at: int) -> tuple[str, float] | None:
    text, column = draft.texts[at], draft.parts[at].column
    if at in draft.nation:
        return draft.nation[at]
    if at in draft.copies:
        return "hinh_thuc_sao", 0.95
    if SIGNED.match(text):                                # before the number: it names that of the document it goes with
        return "ky_so", 0.9
    if len(text) < 80 and NUMBER.fullmatch(text):
        return "so_ky_hieu", 0.95 if column != "right" else 0.6
    if _NUMBERED.match(text) and len(text) < 40 and ("/" in text or ":" in text):
        return "so_ky_hieu", 0.8
    if len(text) < 110 and DATED.fullmatch(text):
        return "dia_danh_ngay", 0.95 if column != "left" else 0.6
    if column != "left" and SHORT_DATE.fullmatch(text):
        return "dia_danh_ngay", 0.85
    if SUBJECT.match(text) and (column == "left" or draft.component(at - 1) == "so_ky_hieu" or text[:3] in ("V/v", "V/V", "v/v")):
        return "trich_yeu_cong_van", 0.95 if column == "left" else 0.85
    if column == "left" and draft.component(at - 1) == "trich_yeu_cong_van" and not capitals(text):
        return "trich_yeu_cong_van", 0.85
    if URGENT.fullmatch(text) and capitals(text):
        return "do_khan", 0.9
    if CIRCULATION.match(text):
        return "luu_hanh", 0.9
    return ("", 0.0) if SECRECY.fullmatch(text) else None


def _over(draft: Draft, at: int, begin: int) -> bool:
    """Whether something stands here that is below every heading: a title, addressees, an appendix, a signature block."""
    text = draft.texts[at]
    if _title(draft, at) or ADDRESSED.match(text) or APPENDIX.fullmatch(text):
        return True
    return draft.table(at) not in (None, draft.table(begin)) and ends(draft, at)


def _office(draft: Draft, at: int) -> bool:
    """Whether a line may be (part of) the name of an office: in capitals, on the left."""
    text = draft.texts[at]
    return draft.parts[at].column != "right" and capitals(text) and len(text) < 160 and not label_of(text)[0] \
        and not GROUND.match(text) and not APPENDIX.match(text)


def _title(draft: Draft, at: int) -> bool:
    """Whether the line is the name of a type: in capitals, or bold and centred where somebody forgot them."""
    text = draft.texts[at]
    if draft.parts[at].column or len(text) > 40 or text.endswith(":") or not (found := title_of(text)) or at in draft.copies:
        return False
    if capitals(text):
        return draft.centered(at) is not False or draft.bold(at) is not False
    return found in TITLES and bool(draft.centered(at) and draft.bold(at))


def _opening_ahead(draft: Draft, at: int) -> int:
    """The index of the first title, Kính gửi, căn cứ or order within reach; -1 where the heading has none."""
    nations = 0
    for ahead in range(at, min(len(draft), at + _REACH)):
        text = draft.texts[ahead]
        if draft.fixed(ahead) and draft.component(ahead) in ("ten_loai", "kinh_gui", "can_cu", "menh_lenh"):
            return ahead
        if _title(draft, ahead) or ADDRESSED.match(text) or CITING.match(text):
            return ahead
        nations += ahead in draft.starts and ahead not in draft.copies
        if nations > 1:
            break
    return -1


def _offices(draft: Draft, at: list[int], signs: int, *, titled: bool) -> None:
    """The lines above the number: names begin with a word of OFFICE, other lines run on; the last name is the issuing body's."""
    if not at or not (signs or titled):
        return
    names: list[list[int]] = []
    for index in at:
        if not names or OFFICE.match(draft.texts[index]):
            names.append([index])
        else:
            names[-1].append(index)
    for order, lines in enumerate(names):
        last = order == len(names) - 1
        for index in lines:
            mixed = any(OFFICE.match(line.strip()) for line in draft.texts[index].split("\n")[1:])
            sure = 0.6 if mixed or len(names) > 2 else 0.9 if signs > 1 else 0.7
            draft.take(index, "co_quan_ban_hanh" if last else "co_quan_chu_quan", sure)


def _opening(draft: Draft, at: int) -> int:
    """Tên loại, trích yếu, Kính gửi, căn cứ, the order; the index of the first part that is none of them."""
    begin, lines, grounds = at, 0, False
    while at < len(draft) and not (at > begin and at in draft.starts):
        text = draft.texts[at]
        if draft.fixed(at):
            if draft.component(at) not in _OPENS:
                break
            draft.title = draft.title or (title_of(text) if draft.component(at) == "ten_loai" else "")
        elif not draft.title and _title(draft, at):
            draft.title = title_of(text)
            draft.take(at, "ten_loai", 0.97 if capitals(text) else 0.85)
        elif ADDRESSED.match(text):
            at = _addressees(draft, at)
            continue
        elif draft.title == "CONGDIEN" and WIRED.match(text):
            at = _wired(draft, at)
            continue
        elif named := draft.title and _below_the_title(text):
            draft.take(at, named, 0.7)
        elif ATTACHED.match(text) and draft.title:
            at = draft.attached(at, 0.9)
            continue
        elif draft.of_order(at):
            draft.take(at, "menh_lenh", 0.97)
            return at + 1
        elif GROUND.match(text) and (confidence := _ground(draft, at, grounds=grounds)):
            draft.take(at, "can_cu", confidence)
            grounds = True
        elif draft.title and not grounds and lines < _TITLE_LINES and (confidence := _subject(draft, at, lines)):
            draft.take(at, "trich_yeu", confidence)
            lines += 1
        elif draft.title in _ORDERING and capitals(text) and not label_of(text)[0] and not AUTHORITY.match(text) \
                and not draft.of_order(at):
            draft.take(at, "tham_quyen", 0.9 if not grounds else 0.7)
        else:
            break
        at += 1
    return at


def _below_the_title(text: str) -> str:
    """Number or date of a contract or of minutes, which many set below the name of the type."""
    if len(text) > 110:
        return ""
    return "so_ky_hieu" if NUMBER.fullmatch(text) else "dia_danh_ngay" if DATED.fullmatch(text) else ""


def _subject(draft: Draft, at: int, lines: int) -> float:
    """How surely a part below the name of the type is (another line of) the trích yếu; 0.0 where it is not."""
    text, centered, bold = draft.texts[at], draft.centered(at), draft.bold(at)
    if label_of(text)[0] or len(text) > 700 or (draft.title in _UNTITLED and not (centered and bold)):
        return 0.0
    if capitals(text) and len(text) > 6:                  # a fault in a Word file; web pages print every trích yếu so
        authority = draft.title in _ORDERING and (OFFICE.match(text) or POST.match(text))
        return 0.0 if authority else 0.85 if centered else 0.6 if centered is None else 0.0
    if BLANKED.fullmatch(text):
        return 0.5
    told = bool(SUBJECT.match(text))
    if _BODY.match(text):
        return 0.0
    if centered is None:                                  # words only: one paragraph, and no sentence
        if lines and (draft.parts[at].blank_before or draft.texts[at - 1].endswith(_STOPS)):
            return 0.0
        return 0.9 if told else 0.0 if text.endswith(_STOPS) and not lines else 0.85
    if centered:
        return 0.95 if bold else 0.85
    return 0.85 if lines == 0 and (told or bold) and not text.endswith((";", ":")) else 0.0


def _ground(draft: Draft, at: int, *, grounds: bool) -> float:
    """How surely a line that begins like one is a căn cứ: a letter's first sentence begins so too."""
    text, looks = draft.texts[at], draft.parts[at].looks
    italic = bool(looks and looks.italic)
    if not draft.title and not italic and not text.endswith(";"):
        return 0.0
    if italic:
        return 0.97
    return 0.92 if text.endswith(";") else 0.88 if CITING.match(text) or grounds else 0.6


_BARE: Final = re.compile(r"Kính\s+gửi\s*:?\s*", re.IGNORECASE)


def _wired(draft: Draft, at: int) -> int:
    """“… điện:” and the lines below it that begin with a dash (mẫu 1.6)."""
    draft.take(at, "giua", 0.9)
    at += 1
    while at < len(draft) and not draft.fixed(at) and label_of(draft.texts[at])[0] == "gach":
        draft.take(at, "kinh_gui_dong", 0.9)
        at += 1
    return at


def _addressees(draft: Draft, at: int) -> int:
    """“Kính gửi:” and the lines below it that begin with a dash."""
    draft.take(at, "kinh_gui", 0.97)
    rest = _BARE.sub("", draft.texts[at], count=1)
    at += 1
    while at < len(draft) and at not in draft.starts and not draft.fixed(at):
        text = draft.texts[at]
        dashed = label_of(text)[0] == "gach"
        if not dashed or (rest and not rest.endswith(";") and not rest.startswith(("-", "–"))):
            break
        draft.take(at, "kinh_gui_dong", 0.93)
        at += 1
        if text.endswith("."):
            break
    return at
