"""What pages say of documents and entries."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from urllib.parse import urlencode

from flask import url_for

from service import doctypes
from service.api.opened import opened
from service.errors import TypeUnknown
from service.records import Document, Entry
from service.sheets import file_name
from service.web.texts import _, moment, own_text

_BADGES: Final = {"made": "neutral", "registered": "accent", "signed": "success", "withdrawn": "danger"}
_SUFFIXES: Final = {"docx": ".docx", "pdf": ".pdf", "signed": ".pdf"}


def states() -> dict[str, str]:
    return {"made": _("Chưa đăng ký"), "registered": _("Đã đăng ký"), "signed": _("Đã có bản ký"), "withdrawn": _("Đã thu hồi")}


def badge(document: Document) -> tuple[str, str]:
    """Words and kind of its state."""
    return states()[document.state], _BADGES[document.state]


def type_name(slug: str) -> str:
    if not slug:
        return _("Văn bản làm ở nơi khác")
    try:
        return own_text(doctypes.get(slug).name)
    except TypeUnknown:                                    # a type that is not installed any more
        return slug


def download_name(document: Document, entry: Entry | None, kind: str) -> str:
    """`12-TTr-THPT Tờ trình về việc ….pdf`."""
    number = entry.symbol.strip() if entry else ""
    ending = f" ({_('bản ký')})" if kind == "signed" else ""
    return file_name(f"{number} {document.title}"[:120].strip() + ending) + _SUFFIXES.get(kind, "")


def address(endpoint: str, filters: Mapping[str, str], more: Mapping[str, str]) -> str:
    """The address of a list, its filters and one thing besides."""
    return f"{url_for(endpoint)}?{urlencode({**filters, **more})}"


def signed_at(iso: str | None) -> str:
    """A moment of a signature, as pages say it."""
    return moment(datetime.fromisoformat(iso).timestamp()) if iso else ""


def standing(verdict: str) -> tuple[str, str]:
    """What verifying a signature came to: words and kind."""
    return {"hop_le": (_("Chữ ký số hợp lệ"), "success"), "khong_hop_le": (_("Chữ ký số không hợp lệ"), "danger"),
            "chua_ky": (_("Bản quét, ký trên giấy"), "neutral")}.get(verdict, (_("Chưa kết luận được về chữ ký số"), "warning"))


def people(organisation: str) -> dict[str, str]:
    """Ids of people of the office → their names."""
    return {one.id: one.name for one in opened().accounts.people.listed(organisation)}
