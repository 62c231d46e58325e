"""Units → their files in the store, and what the manifest says of them. The same for both engines."""

from __future__ import annotations

import hashlib
import logging
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, Final, Protocol, TypeVar, cast

from service import pipeline
from service.batch.recipe import recipe
from service.batch.sources import source_of
from service.doctypes import DocumentType, Values
from service.doctypes.blame import blaming
from service.errors import DatabaseUnreachable, StateConflict, StoreUnreachable, VanbanError, problem
from service.ledger.values import Batch, Made, MadeFile, Unit
from service.pipeline import Format, Issued
from service.retold import keeping
from service.rules.reports import to_keep

_Result = TypeVar("_Result")
_LOG: Final = logging.getLogger("vanban.batch")


class Files(Protocol):
    """What is asked of a store."""

    def put_all(self, files: Mapping[str, bytes]) -> None: ...
    def get(self, name: str) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Ready:
    """A unit made and not yet kept: what the manifest says of it, and its files by their names in the store."""

    unit: Unit
    batch: Batch
    made: Made
    files: Mapping[str, bytes] = field(default_factory=dict)


def make(unit: Unit, batch: Batch, store: Files) -> Made:
    """`prepared` and `kept` in one."""
    return kept([prepared(unit, batch, store)], store)[unit.id]


def prepared(unit: Unit, batch: Batch, store: Files) -> Ready:
    """Fills, prints and checks one unit. What the document itself makes impossible is in `Made.problems`, also a fault of ours
    (`internal`): it stops no other. Raises StoreUnreachable, DatabaseUnreachable: the unit is not at fault."""
    begun = time.monotonic()

    def work() -> Ready:
        issued = _issued(unit, batch, store)
        findings = tuple(_findings(issued))
        files = {suffix: data for suffix, data in (("docx", issued.docx), ("pdf", issued.pdf))
                 if data is not None and suffix in batch.wish.formats}
        verdict = "dat" if issued.report.sign_ready else "loi"
        told = {suffix: MadeFile(hashlib.sha256(data).hexdigest(), len(data)) for suffix, data in files.items()}
        made = Made(told, issued.pages, verdict, findings, seconds=time.monotonic() - begun)
        return Ready(unit, batch, made, {f"{unit.place}.{suffix}": data for suffix, data in files.items()})

    found = _walled(unit, batch, work)
    return found if isinstance(found, Ready) else Ready(unit, batch, replace(found, seconds=time.monotonic() - begun))


def kept(ready: Sequence[Ready], store: Files) -> dict[int, Made]:
    """Keeps the files of some units at once, which is cheaper; what became of each unit, by id. The files of the same recipe are
    the same bytes, so twice is harmless. Raises StoreUnreachable, DatabaseUnreachable: then none of them counts."""
    try:
        if files := {name: data for one in ready for name, data in one.files.items()}:
            store.put_all(files)
    except (StoreUnreachable, DatabaseUnreachable):    # the ledger is asked while a store is waited for
        raise
    except Exception:  # noqa: BLE001  # one of them is at fault, and told by itself
        return {one.unit.id: _kept_alone(one, store) for one in ready}
    return {one.unit.id: one.made for one in ready}


def _kept_alone(one: Ready, store: Files) -> Made:
    def work() -> Made:
        if one.files:
            store.put_all(one.files)
        return one.made

    return _walled(one.unit, one.batch, work)


def _walled(unit: Unit, batch: Batch, work: Callable[[], _Result]) -> _Result | Made:
    """What the work gives; of one that fails why."""
    try:
        return work()
    except (StoreUnreachable, DatabaseUnreachable):
        raise
    except VanbanError as error:
        return Made(problems=error.problems)
    # The one last wall of a batch: a bug that one odd record wakes must end that unit, told and named, and not the worker, the
    # lease, and in the end (after five deaths) the same unit without a word of why.
    except Exception as error:  # noqa: BLE001
        _LOG.error("unit %d of batch %s: %s", unit.number, batch.id, _frames(error))
        found = problem("internal", "Lỗi của chương trình khi soạn văn bản này ({loai}); đã ghi vào nhật ký.",
                        loai=type(error).__name__)
        return Made(problems=(found,))


def _issued(unit: Unit, batch: Batch, store: Files) -> Issued:
    found = source_of(batch, store, folder=bool(unit.scope)).document(unit)
    formats = cast("tuple[Format, ...]", batch.wish.formats)
    with blaming(found.data, batch.campaign):        # the campaign as given: a source has it read
        return pipeline.issue(unit.slug, found.data, campaign=found.campaign, today=found.today, formats=formats,
                              seen=partial(_same, unit, formats))


def _same(unit: Unit, formats: tuple[Format, ...], doctype: DocumentType, values: Values) -> None:
    """Files go to a place that is named by their recipe, so it must be theirs. Raises StateConflict."""
    if recipe(doctype, values, formats) != unit.recipe:
        raise StateConflict(problem(
            "program-differs", "Máy này có bản chương trình, mẫu hoặc phông chữ khác với máy đã lập đợt; hãy cài cùng một bản "
            "rồi làm lại."))


def _findings(issued: Issued) -> Iterator[dict[str, Any]]:
    """What there is to look at: by a rule of the decree, what the print does not honour, what the author should know."""
    for rule in to_keep(issued.report):
        yield {"kind": "rule"} | {name: value for name, value in rule.items() if value is not None}
    for one in issued.constructs:
        yield keeping({"kind": "construct", "code": one.problem.code, "message": one.problem.message, "place": one.problem.place,
                       "construct": one.name, "lost": one.lost}, one.problem)
    for notice in issued.notices:
        yield keeping({"kind": "notice", "code": notice.code, "message": notice.message, "pointer": notice.pointer,
                       "place": notice.place}, notice)


def _frames(error: BaseException) -> str:
    """What it was and where, without its words: they may hold a person's data."""
    where = " < ".join(f"{frame.filename.rpartition('service/')[2]}:{frame.lineno}"
                       for frame in reversed(traceback.extract_tb(error.__traceback__)))
    return f"{type(error).__name__} at {where}"
