"""Kính gửi, Nơi nhận, Lưu (PL I, II.9): names → lines as printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from pydantic import ConfigDict, Field

from service.body.inline import without_stop
from service.errors import Problem, problem
from service.words import Data, Line

_AS_ABOVE: Final = re.compile(r"(?:-\s*)?như trên\b.*", re.IGNORECASE)
_AS_ARTICLE: Final = re.compile(r"(?:-\s*)?như điều\s*(\d*)\s*[;.,]*", re.IGNORECASE)
_FILED: Final = re.compile(r"(?:-\s*)?lưu\s*:.*", re.IGNORECASE)


class Recipient(Data):
    """One line of Nơi nhận."""

    model_config = ConfigDict(title="Nơi nhận")

    ten: Line = Field(max_length=300, title="Tên cơ quan, tổ chức, cá nhân")
    muc_dich: Line = Field(default="", max_length=100, title="Mục đích", examples=["để báo cáo"])

    def line(self) -> str:
        name = without_stop(self.ten.removeprefix("-").strip())
        return f"{name} ({self.muc_dich.strip('() ')})" if self.muc_dich else name


class Filing(Data):
    """The last line of Nơi nhận; văn thư (VT) always keeps a copy."""

    model_config = ConfigDict(title="Nơi lưu")

    don_vi: Line = Field(default="", max_length=40, title="Đơn vị soạn thảo (viết tắt)", examples=["TĐ"])
    so_ban: int | None = Field(default=None, ge=1, le=999, title="Số bản lưu")
    nguoi_soan: Line = Field(default="", max_length=10, title="Ký hiệu người soạn thảo", examples=["PL"])
    so_phat_hanh: int | None = Field(default=None, ge=1, le=999999, title="Số bản phát hành")

    def line(self, unit: str = "") -> str:
        """`- Lưu: VT, TĐ (3). PL.(300)`; `unit` stands in where the data names none (II.9d, mẫu 1.4, PL I V row 11)."""
        kept = ", ".join(filter(None, ["VT", self.don_vi or unit])) + (f" ({self.so_ban})" if self.so_ban else "")
        copies = f"({self.so_phat_hanh})" if self.so_phat_hanh else ""
        issue = f" {self.nguoi_soan.upper()}.{copies}" if self.nguoi_soan else f" {copies}" if copies else ""
        return f"- Lưu: {kept}.{issue}"


def addressees(names: Sequence[str]) -> list[str]:
    """One name stands behind "Kính gửi:"; more get a line each, `;` … `.` (II.9d)."""
    plain = [without_stop(name.removeprefix("-").strip()) for name in names]
    if len(plain) < 2:
        return plain
    return [f"- {name}" + ("." if index == len(plain) else ";") for index, name in enumerate(plain, start=1)]


def lines(recipients: Sequence[Recipient], filing: Filing | None, *, unit: str, addressed: bool, last_dieu: int) -> list[str]:
    """Nơi nhận as printed: "Như trên" first where there is Kính gửi, "Như Điều n" in a document of điều, Lưu last."""
    named = [one.line() for one in recipients]
    named = [name for name in named if not _AS_ABOVE.fullmatch(name) and not _AS_ARTICLE.fullmatch(name)]
    first = ["Như trên"] if addressed else [f"Như Điều {last_dieu}"] if last_dieu else []
    return [*(f"- {name};" for name in [*first, *named]), (filing or Filing()).line(unit)]


def conflicts(recipients: Sequence[Recipient], *, addressed: bool, last_dieu: int, pointer: str) -> list[Problem]:
    """Lines that are ours to write and were typed otherwise."""
    found = []
    for index, one in enumerate(recipients):
        here = f"{pointer}/{index}"
        article = _AS_ARTICLE.fullmatch(one.ten)
        if _FILED.fullmatch(one.ten):
            found.append(problem("recipient-filing", "Dòng Lưu ghi ở trường “luu”, không ghi trong nơi nhận.", pointer=here))
        elif _AS_ABOVE.fullmatch(one.ten) and not addressed:
            found.append(problem("recipient-as-above", "“Như trên” chỉ dùng khi văn bản có Kính gửi (PL I, II.9b).",
                                 pointer=here))
        elif article and article[1] and int(article[1]) != last_dieu:
            found.append(problem("recipient-article", "“{co}”: điều cuối của văn bản là Điều {dung}; dòng này do phần mềm ghi.",
                                 pointer=here, co=one.ten, dung=last_dieu))
    return found
