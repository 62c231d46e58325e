"""Ô 7, 9b, 12, 13: the signature block and the recipients."""

from __future__ import annotations

import re
from typing import Final

from service.rules.see.draft import Draft
from service.rules.see.signs import (
    ADDRESS,
    APPENDIX,
    ARCHIVED,
    ATTACHED,
    AUTHORITY,
    CONTACTS,
    DRAFTER,
    NAME,
    POST,
    RECIPIENTS,
    SIGNED,
    SIGNING,
    capitals,
    label_of,
)

_ENDS: Final = frozenset(("noi_nhan_tu", "noi_nhan", "quyen_han", "chuc_vu_khac", "ho_ten", "nguoi_soan", "dia_chi", "ky_so",
                               "xac_nhan", ""))
_CONFIRMED: Final = re.compile(r"Xác\s+nhận\s+của\b")        # mẫu 1.10: below the recipients
_NEAR: Final = 14                                         # parts: a signature block stands so near the end
_BETWEEN: Final = 5                                       # parts, from a post to the name below it
_ROOM_PT: Final = 30.0                                    # above a name: the room for the signature


def ends(draft: Draft, at: int) -> bool:
    """Whether a signature block begins here."""
    text, part = draft.texts[at], draft.parts[at]
    if draft.fixed(at):
        return draft.component(at) in ("noi_nhan_tu", "quyen_han")
    if len(text) > 160:
        return False
    if RECIPIENTS.match(text) and (len(text) < 12 or text.endswith(":") or "-" in text[:14] or part.column == "left"):
        return True
    if not capitals(text) or label_of(text)[0]:
        return False
    if AUTHORITY.match(text):
        return part.column == "right" or draft.centered(at) is not False or part.looks is None
    return bool(POST.match(text)) and len(text) < 70 and (bool(part.column) or _signed(draft, at))


def _signed(draft: Draft, at: int) -> bool:
    """Whether a name or the recipients follow a post shortly, with nothing numbered between."""
    between = 0
    for near in range(at + 1, min(len(draft), at + 2 * _NEAR)):
        text = draft.texts[near]
        between += not SIGNING.match(text)                # “(Ký, ghi rõ họ tên)” of each that signs
        if between > _BETWEEN:
            return False
        if label_of(text)[0] not in ("", "gach") or near in draft.starts:
            return False
        if RECIPIENTS.match(text) or (NAME.fullmatch(text) and not capitals(text) and len(draft) - near < _NEAR):
            return True
    return False


def ending(draft: Draft, at: int) -> int:
    """From `at` on, names the block; the index of the first part behind it."""
    if at >= len(draft) or not ends(draft, at):
        return at
    begin, listing, posts, name, idle = at, False, 0, False, 0
    table = draft.table(at)
    recipients = any(RECIPIENTS.match(draft.texts[near]) for near in range(at, min(len(draft), at + 2 * _NEAR))
                     if draft.table(near) == table)
    while at < len(draft) and not (at > begin and at in draft.starts):
        text, column = draft.texts[at], draft.parts[at].column
        if draft.fixed(at):
            if draft.component(at) not in _ENDS:
                break
        elif _behind(draft, at, table):
            break
        elif RECIPIENTS.match(text) and column != "right":
            draft.take(at, "noi_nhan_tu", 0.97 if len(text) < 12 else 0.85)
            listing, idle = True, 0
        elif DRAFTER.fullmatch(text):
            draft.take(at, "nguoi_soan", 0.8)
        elif listing and _CONFIRMED.match(text):
            draft.take(at, "xac_nhan", 0.8)
            listing = False
        elif column == "left" and listing:
            draft.take(at, "noi_nhan", 0.95 if _item(text) else 0.8)
        elif column != "right" and listing and _item(text):
            draft.take(at, "noi_nhan", 0.95)
            idle = 0
        elif SIGNING.match(text):
            pass
        elif capitals(text) and not label_of(text)[0] and len(text) < 160:
            posts, idle = posts + 1, 0
            draft.take(at, *_above_name(draft, at, posts, sure=recipients or column == "right"))
            listing = listing and bool(column)
        elif NAME.fullmatch(text) and len(text) < 60:
            draft.take(at, "ho_ten", _name(draft, at, posts, recipients=recipients))
            name = True
        elif ADDRESS.match(text):
            draft.take(at, "dia_chi", 0.85 if text.startswith("Địa chỉ:") or len(CONTACTS.findall(text)) > 1 else 0.7)
        elif SIGNED.match(text):
            draft.take(at, "ky_so", 0.9)
        elif column == "right" and posts and _like_a_name(text):
            draft.take(at, "ho_ten", 0.8)
            name = True
        elif not column and (name or idle > 3 or label_of(text)[0] not in ("", "gach") or len(text) > 120):
            break
        else:
            idle += 1
        at += 1
    return at


def _like_a_name(text: str) -> bool:
    """Names that are written otherwise than NAME expects: “Y Vinh”, “K’Brếp”, “Nguyễn Văn a”."""
    return 3 < len(text) < 40 and text[0].isupper() and not any(letter in text for letter in "0123456789():;,/_…")


def _item(text: str) -> bool:
    return label_of(text)[0] in ("gach", "cong") or bool(ARCHIVED.match(text)) or text.endswith(";")


def _behind(draft: Draft, at: int, table: int | None) -> bool:
    """Whether the block is over: an appendix follows, or its table has ended (who drafted it and the address may stand below)."""
    text = draft.texts[at]
    if APPENDIX.match(text) or (ATTACHED.match(text) and not draft.parts[at].column):
        return True
    return table is not None and draft.table(at) != table and not DRAFTER.fullmatch(text) and not ADDRESS.match(text)


def _above_name(draft: Draft, at: int, posts: int, *, sure: bool) -> tuple[str, float]:
    """A line in capitals: authority and post; below the signature's room another post, or a name set in capitals."""
    text, part = draft.texts[at], draft.parts[at]
    room = part.blank_before > 1 or bool(part.looks and (part.looks.before_pt or 0.0) > _ROOM_PT)
    if posts > 1 and (room or SIGNING.match(draft.texts[at - 1])) and not AUTHORITY.match(text):
        if POST.match(text):
            return "chuc_vu_khac", 0.8
        return "ho_ten", 0.8 if NAME.fullmatch(text) else 0.5
    known = AUTHORITY.match(text) or POST.match(text)
    if part.column == "left":                             # two who sign: minutes, contracts
        return "quyen_han", 0.6
    return "quyen_han", 0.95 if known and sure else 0.85 if known else 0.8 if sure else 0.6


def _name(draft: Draft, at: int, posts: int, *, recipients: bool) -> float:
    if draft.parts[at].column == "left":
        return 0.6
    if posts:
        return 0.95 if recipients else 0.85
    last = at + 1 == len(draft) or draft.parts[at].blank_before > 1 or draft.parts[at].column == "right"
    return 0.85 if recipients and last else 0.6
