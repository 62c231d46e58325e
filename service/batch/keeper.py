"""The keeper: what must be done for batches besides making documents. Several keepers on several machines do no harm to each
other: each duty is taken by a lease, and may be done twice.

    sweep     leases that ran out are taken back                    plan, finish   keeper_jobs.py, in processes of their own
    tell      webhooks of batches that ended are made               expire         batches whose time is over are removed
"""

from __future__ import annotations

import logging
import multiprocessing
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final
from uuid import uuid4

from service.batch import ended, keeper_jobs, webhooks
from service.batch.elsewhere import OWNER
from service.batch.local import begun
from service.batch.opened import Setup
from service.config import settings
from service.errors import DatabaseUnreachable, Problem, StoreUnreachable, problem
from service.ledger import Batch, Call, Ledger
from service.ledger.values import ENDED
from service.store import Store

_PAUSE: Final = 0.5                               # seconds between two rounds
_AWAY: Final = 2.0                                # after one in which ledger or store was away
_SWEEP: Final = 2.0                               # between two of these duties
_EXPIRE: Final = 60.0
_HALF: Final = 3600.0
_MOST_DEATHS: Final = 3                           # of a batch's planners or finishers
_HOOKS: Final = 4                                 # webhooks at a time
_HOOK_LEASE: Final = 120.0                        # seconds: longer than an attempt takes
_HELD: Final = 3600.0                             # a batch that whoever sent it plans himself, and does not: is given up
_SOON: Final = 5.0
_TOLD: Final = 1e10                               # seconds: the lease of an ended batch whose webhook is noted
_LOG: Final = logging.getLogger("vanban.keeper")


@dataclass(slots=True)
class _Job:
    """A process at work on a batch. `owner`: of the batch's lease."""

    number: str
    owner: str
    process: Any
    renewed: float


class Keeper:
    """`ledger` and `store` are its own and wait for nothing; jobs open theirs by `setup`."""

    def __init__(self, setup: Setup, ledger: Ledger, store: Store) -> None:
        self._setup, self.ledger, self.store = setup, ledger, store
        self._context = multiprocessing.get_context("forkserver")
        self._jobs: dict[str, _Job] = {}
        self._deaths: Counter[tuple[str, str]] = Counter()
        self._hooks = ThreadPoolExecutor(_HOOKS, "webhook")
        self._calls: dict[str, tuple[Call, Future[webhooks.Outcome]]] = {}
        self._due: dict[str, float] = {}

    def round(self) -> None:
        """Every duty once. Raises DatabaseUnreachable, StoreUnreachable."""
        if self._is_due("sweep", _SWEEP):
            self.ledger.units.sweep()
        self._attend("received", keeper_jobs.plan)
        self._attend("finishing", keeper_jobs.finish)
        self._tell()
        self._deliver()
        if self._is_due("expire", _EXPIRE):
            for batch in self.ledger.batches.expired():
                ended.remove(self.ledger, self.store, batch.id)
        if self._is_due("half", _HALF):
            self.store.sweep()

    def stop(self) -> None:
        """Ends its processes; what they had begun is free for others. Raises DatabaseUnreachable."""
        self._hooks.shutdown(wait=False, cancel_futures=True)
        for job in self._jobs.values():
            job.process.terminate()
            job.process.join()
            self.ledger.batches.release(job.number, job.owner)
        self._jobs.clear()

    def _is_due(self, duty: str, seconds: float) -> bool:
        now = time.monotonic()
        if now < self._due.get(duty, 0.0):
            return False
        self._due[duty] = now + seconds
        return True

    def _attend(self, state: Any, work: Callable[[Setup, str], None]) -> None:
        """One process at a time for each kind of job."""
        job = self._jobs.get(state)
        if job and job.process.is_alive():
            if time.monotonic() - job.renewed > self._setup.lease_seconds / 3:
                self.ledger.batches.renew(job.number, job.owner, self._setup.lease_seconds)
                job.renewed = time.monotonic()
            return
        if job:
            self._ended(state, job)
        owner = f"{self._setup.name}-{state}-{uuid4().hex[:8]}"
        batch = self.ledger.batches.lease(owner, self._setup.lease_seconds, state)
        if batch is None or not self._ready(batch, state, owner):
            return
        process = self._context.Process(target=work, args=(self._setup, batch.id), name=owner, daemon=True)
        if not begun(process):
            self.ledger.batches.release(batch.id, owner)
            return
        self._jobs[state] = _Job(batch.id, owner, process, time.monotonic())

    def _ready(self, batch: Batch, state: str, owner: str) -> bool:
        if state == "received" and (batch.owner == OWNER or not batch.wish.source):
            if time.time() - batch.created > _HELD:
                self.ledger.batches.end(batch.id, "cancelled", "received", keep_seconds=self._keep)
            return False
        if state == "finishing" and self.ledger.reading.counts(batch.id).open:      # some are made again
            self.ledger.batches.renew(batch.id, owner, _SOON)
            return False
        return True

    def _ended(self, state: str, job: _Job) -> None:
        """A process that died leaves its batch to the next one, but not for ever."""
        code = job.process.exitcode
        if not code:
            del self._deaths[state, job.number]
        elif code != keeper_jobs.AWAY:
            _LOG.warning("batch %s: %s ended with %s", job.number, job.owner, code)
            self._deaths[state, job.number] += 1
            if self._deaths[state, job.number] >= _MOST_DEATHS:
                self._give_up(state, job.number)
        self.ledger.batches.release(job.number, job.owner)
        job.process.close()
        del self._jobs[state]

    def _give_up(self, state: str, number: str) -> None:
        if state == "received":
            self.ledger.batches.fill(number, (), refused=(planning_died(),), keep_seconds=self._keep)
        else:
            self.ledger.batches.note(number, (finishing_died(),))
            self.ledger.batches.end(number, "done", "finishing", keep_seconds=self._keep)
        del self._deaths[state, number]

    @property
    def _keep(self) -> float:
        return settings().bulk.keep_days * ended.DAY

    def _tell(self) -> None:
        """Every batch that has ended is looked at once: whoever ended it may have died before its webhook was noted."""
        while batch := self.ledger.batches.lease(owner := self._owner("told"), _HOOK_LEASE, *ENDED):
            ended.told(self.ledger, batch)
            self.ledger.batches.renew(batch.id, owner, _TOLD)      # a new owner for each: its own is free to whoever has it

    def _owner(self, duty: str) -> str:
        return f"{self._setup.name}-{duty}-{uuid4().hex[:8]}"

    def _deliver(self) -> None:
        for number, (call, future) in list(self._calls.items()):
            if future.done():
                found = future.result()
                self.ledger.calls.settle(number, sent=found.sent, pause=found.pause)
                if not found.sent:
                    _LOG.warning("webhook of batch %s: %s", call.batch, found.reason)
                del self._calls[number]
        free = _HOOKS - len(self._calls)
        if free <= 0:
            return
        for call in self.ledger.calls.take(_HOOK_LEASE, free):
            hosts, keys = settings().bulk.webhook_hosts, webhooks.keys()
            future = self._hooks.submit(webhooks.deliver, call, time.time(), hosts=hosts, keys=keys)
            self._calls[call.id] = call, future


def planning_died() -> Problem:
    return problem("planning-died", "Tiến trình đọc tệp này bị ngắt {so} lần; tệp có thể quá lớn so với bộ nhớ của máy.",
                   so=_MOST_DEATHS)


def finishing_died() -> Problem:
    return problem("finishing-died", "Tiến trình ghi bản kê, báo cáo và tệp in bị ngắt {so} lần nên có thể thiếu các tệp đó; các "
                   "văn bản vẫn đủ.", so=_MOST_DEATHS)


def run_keeper(setup: Setup, ending: Callable[[], bool]) -> None:
    """Rounds until `ending`, in a process of its own; beside workers of this machine it is beside.py that makes them."""
    opened: list[Keeper] = []

    def one() -> None:
        if not opened:
            opened.append(open_keeper(setup, ending))
        opened[0].round()

    rounds(one, ending, _PAUSE, _LOG)
    for keeper in opened:
        keeper.stop()


def rounds(one: Callable[[], None], ending: Callable[[], bool], pause: float, log: logging.Logger) -> None:
    """Round after round until `ending`, `pause` seconds between two. Where ledger or store is away it is said once,
    and asked less often until it is back."""
    away = False
    while not ending():
        try:
            one()
            away = False
        except (DatabaseUnreachable, StoreUnreachable) as error:
            if not away:
                log.warning("%s", error.problems[0].code)
            away = True
        time.sleep(_AWAY if away else pause)


def open_keeper(setup: Setup, ending: Callable[[], bool]) -> Keeper:
    """Raises DatabaseUnreachable, StoreUnreachable: a keeper waits for nothing, it comes again."""
    return Keeper(setup, setup.ledger_opened(ending, patience=0.0), setup.store_opened(lambda: None, patience=0.0))
