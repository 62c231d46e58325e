"""What the ledger holds, as frozen values. Times are seconds since 1970."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Literal
from uuid import uuid4

from service.errors import Problem
from service.language import Language

BatchState = Literal["received", "judged", "refused", "running", "finishing", "done", "cancelled"]
UnitState = Literal["faulty", "todo", "queued", "running", "done", "failed", "cancelled"]
ENDED: Final[tuple[BatchState, ...]] = ("refused", "done", "cancelled")
UNIT_ENDED: Final[tuple[UnitState, ...]] = ("faulty", "done", "failed", "cancelled")
PrintOrder = Literal["row", "unit", "type", "key"]


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked of a batch, besides its rows. `slug`: of rows that do not say their type. `source`: its upload's name in the
    store; "" where the rows were planned by whoever asked. `printed`: the order of the print-ready PDF; "" for none. `held`: only
    judged, until somebody says that it is to be made. `corrections`: cells that say something else than the upload: sheet, line,
    column, text."""

    name: str                                    # of the file
    formats: tuple[str, ...] = ("docx", "pdf")
    today: date | None = None
    language: Language = "vi"
    slug: str = ""
    partial: bool = False
    convert: bool = False
    printed: PrintOrder | Literal[""] = ""
    source: str = ""
    webhook: str = ""
    held: bool = False
    corrections: tuple[tuple[str, int, int, str], ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch as it stands. `campaign`: what its rows share, as given; a campaign folder's batch names its ZIP in `wish.source`.
    `problems`: why it was refused. `owner`: whose; "" of the command line."""

    id: str
    owner: str
    state: BatchState
    wish: Wish
    campaign: Mapping[str, Any] | None = field(default=None, repr=False)
    problems: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()
    priority: int = 0
    created: float = 0.0
    begun: float | None = None
    ended: float | None = None
    expires: float | None = None


def new_id() -> str:
    """Of a batch: nobody guesses another's."""
    return uuid4().hex


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file of a unit in the store, `<place>.<suffix>`."""

    sha256: str
    size: int                                    # bytes


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a unit. `files` by suffix; `findings` as `retold` keeps them (`verdict` is of the checker:
    "dat", "loi"; "" where nothing was made). `problems`: why it failed."""

    files: Mapping[str, MadeFile] = field(default_factory=dict)
    pages: int | None = None
    verdict: str = ""
    findings: tuple[Mapping[str, Any], ...] = ()
    problems: tuple[Problem, ...] = ()
    seconds: float = 0.0

    @property
    def failed(self) -> bool:
        return bool(self.problems)


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit to be written into the ledger. `data` is self-contained plain JSON; a document of a campaign's folder has `scope`
    {"unit", "award", "subject"} instead. With `made` it is done already (reused), with `problems` it is faulty."""

    number: int
    slug: str
    key: str
    stem: str
    place: str = ""
    recipe: str = ""
    version: str = ""
    line: int = 0                                # of its row in its sheet
    sheet: str = ""
    folder: str = ""
    data: Mapping[str, Any] = field(default_factory=dict, repr=False)
    scope: Mapping[str, str] = field(default_factory=dict)
    made: Made | None = None
    problems: tuple[Problem, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as it stands."""

    id: int
    batch: str
    number: int
    slug: str
    version: str
    key: str
    stem: str
    folder: str
    line: int
    sheet: str
    place: str
    recipe: str
    state: UnitState
    attempts: int
    reused: bool
    data: Mapping[str, Any] | None = field(default=None, repr=False)      # None once it has ended
    scope: Mapping[str, str] = field(default_factory=dict)
    made: Made | None = None
    problems: tuple[Problem, ...] = field(default=(), repr=False)         # of a faulty one; of a failed one they are in `made`
    finished: float | None = None

    @property
    def path(self) -> str:
        """Its files on disk and in a ZIP, without suffix."""
        return f"{self.folder}/{self.stem}" if self.folder else self.stem


@dataclass(frozen=True, slots=True)
class Counts:
    """How far a batch is. `warned`: done with findings or a verdict of `loi`; `reused` are among the done. `rate`: units a second
    over the last minute."""

    total: int = 0
    faulty: int = 0
    waiting: int = 0                             # todo, queued
    running: int = 0
    done: int = 0
    failed: int = 0
    cancelled: int = 0
    warned: int = 0
    reused: int = 0
    pages: int = 0
    rate: float = 0.0

    @property
    def open(self) -> int:
        return self.waiting + self.running

    @property
    def seconds_left(self) -> float | None:
        """None where nothing says how fast it goes."""
        return self.open / self.rate if self.rate > 0 else None


@dataclass(frozen=True, slots=True)
class Call:
    """A webhook that is due. `id` is its `webhook-id`: the same at every attempt. `body`: JSON, signed and sent as it stands.
    `attempts`: those made before."""

    id: str
    batch: str
    event: str                                   # batch.done, batch.refused, batch.cancelled
    url: str = field(repr=False)                 # its query may hold a key of the receiver's
    body: str = field(repr=False)
    attempts: int = 0
