"""A batch as a page tells it: its state in words, how far it is, what is left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from service.api.opened import opened
from service.batch.upload import is_folder
from service.ledger import Batch, Counts
from service.ledger.values import ENDED
from service.web.texts import _, number

RESTING: Final = (*ENDED, "judged")              # states in which nothing happens by itself
_LATEST: Final = 5
_KINDS: Final[Mapping[str, str]] = {"judged": "warning", "refused": "danger", "done": "success", "cancelled": "neutral"}


@dataclass(frozen=True, slots=True)
class Told:
    """`folder`: of a campaign, and not of rows. `made`: documents that need no more work, `wanted`: all that are to be made."""

    batch: Batch
    counts: Counts
    word: str
    kind: str
    folder: bool

    @property
    def id(self) -> str:
        return self.batch.id

    @property
    def wanted(self) -> int:
        return self.counts.total - self.counts.faulty

    @property
    def made(self) -> int:
        return self.counts.done + self.counts.failed

    @property
    def resting(self) -> bool:
        return self.batch.state in RESTING

    @property
    def ended(self) -> bool:
        return self.batch.state in ENDED

    @property
    def held(self) -> bool:
        """Whether it is read only to be judged."""
        return self.batch.wish.held

    @property
    def left(self) -> str:
        """How long it still takes, in words; "" where nothing says it."""
        seconds = self.counts.seconds_left
        if self.batch.state != "running" or seconds is None:
            return ""
        if seconds < 45:
            return _("còn chưa đến một phút")
        minutes = round(seconds / 60)
        if minutes < 90:
            return _("còn khoảng {so} phút", so=max(minutes, 1))
        return _("còn khoảng {so} giờ", so=round(minutes / 60))

    @property
    def rate(self) -> str:
        """"" where it stands still."""
        each_minute = self.counts.rate * 60
        return _("{so} văn bản mỗi phút", so=number(round(each_minute))) if each_minute >= 1 else ""


def told(batch: Batch) -> Told:
    counts = opened().ledger.reading.counts(batch.id)
    return Told(batch, counts, _word(batch, counts), _KINDS.get(batch.state, "accent"), is_folder(batch.wish))


def failures(batch: Batch) -> list[tuple[int, str, object]]:
    """The last documents that could not be made: number, key, why."""
    found = opened().ledger.reading.page(batch.id, 0, _LATEST, "failed")
    return [(one.number, one.key, one.made.problems if one.made else ()) for one in found]


def _word(batch: Batch, counts: Counts) -> str:
    match batch.state:
        case "received":
            return _("Đang đọc")
        case "judged":
            return _("Chờ sửa") if counts.faulty else _("Chờ bắt đầu")
        case "refused":
            return _("Không làm được")
        case "running":
            return _("Đang làm")
        case "finishing":
            return _("Đang hoàn tất")
        case "cancelled":
            return _("Đã hủy")
    return _("Xong, có văn bản không làm được") if counts.failed else _("Xong")
