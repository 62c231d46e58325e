"""Counts for Prometheus, of all processes of a server together. Only home of prometheus_client.

`gathering` names the folder in which they keep them (PROMETHEUS_MULTIPROC_DIR), before prometheus_client is imported: it looks
there once. Each process has files of its own there; those of one that has ended still count.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry

_FOLDER: Final = "PROMETHEUS_MULTIPROC_DIR"
_FILES: Final = ("counter_*.db", "gauge_*.db", "histogram_*.db", "summary_*.db")
_SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1.0, 2.0, 5.0, 10.0, 30.0, 60.0)
_METHODS: Final = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


class Counts:
    """What is counted. Labels are names of ours: types, rules, routes; never what a caller wrote."""

    def __init__(self) -> None:
        from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, disable_created_metrics

        disable_created_metrics()  # type: ignore[no-untyped-call]  # a second value for each count, that nobody asks for
        self.registry = of = CollectorRegistry()
        self.renders = Counter("vanban_renders", "Documents made, refused, failed", ("type", "format", "outcome"), registry=of)
        self.steps = Histogram("vanban_step_seconds", "Seconds of a step", ("step",), buckets=_SECONDS, registry=of)
        self.findings = Counter("vanban_findings", "Findings of the checker", ("rule",), registry=of)
        self.requests = Counter("vanban_requests", "Requests answered", ("method", "route", "status"), registry=of)
        self.waits = Histogram("vanban_request_seconds", "Seconds until an answer begins", ("method", "route"), buckets=_SECONDS,
                               registry=of)
        self.open = Gauge("vanban_requests_open", "Requests at work", registry=of, multiprocess_mode="livesum")
        self.actions = Counter("vanban_actions", "Actions of people and keys, as in the trail", ("action",), registry=of)

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        method = method if method in _METHODS else "other"
        self.requests.labels(method, route, str(status)).inc()
        self.waits.labels(method, route).observe(seconds)


_BEGUN: Final[list[Counts]] = []


def begin() -> Counts:
    """This process counts from now on; the same object for every call."""
    if not _BEGUN:
        _BEGUN.append(Counts())
    return _BEGUN[0]


def counting() -> Counts | None:
    """None where nobody would ask."""
    return _BEGUN[0] if _BEGUN else None


def action(name: str) -> None:
    """Somebody did this: a word of the trail."""
    if counts := counting():
        counts.actions.labels(name).inc()


@contextmanager
def gathering() -> Iterator[None]:
    """Around a server with several processes: their counts stand in one folder, empty at first."""
    given = os.environ.get(_FOLDER)
    folder = Path(given) if given else Path(tempfile.mkdtemp(prefix="vanban-counts-"))
    folder.mkdir(parents=True, exist_ok=True)
    for pattern in _FILES:
        for old in folder.glob(pattern):
            old.unlink()
    os.environ[_FOLDER], pid = str(folder), os.getpid()
    try:
        yield
    finally:
        if not given and os.getpid() == pid:      # not in those forked meanwhile: they end inside this too
            del os.environ[_FOLDER]
            shutil.rmtree(folder, ignore_errors=True)


def ended(pid: int) -> None:
    """A process that counted is gone: what it had at work counts no more."""
    if _FOLDER in os.environ:
        from prometheus_client.multiprocess import mark_process_dead

        mark_process_dead(pid)  # type: ignore[no-untyped-call]  # prometheus_client types most, not this


def exposition(gauges: Mapping[str, tuple[str, Mapping[tuple[tuple[str, str], ...], float]]]) -> tuple[bytes, str]:
    """All counts and these gauges as text, and its media type. `gauges`: name → (help, labels → value)."""
    from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
    from prometheus_client.multiprocess import MultiProcessCollector

    registry = begin().registry
    if _FOLDER in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]  # the same
    return generate_latest(registry) + generate_latest(_asked(gauges)), CONTENT_TYPE_LATEST


def _asked(gauges: Mapping[str, tuple[str, Mapping[tuple[tuple[str, str], ...], float]]]) -> CollectorRegistry:
    """Values that are known when they are asked for, as a registry of their own."""
    from prometheus_client import CollectorRegistry
    from prometheus_client.core import GaugeMetricFamily

    class Known:
        def collect(self) -> Iterator[Any]:
            for name, (said, values) in gauges.items():
                names = tuple(label for label, _ in next(iter(values), ()))
                family = GaugeMetricFamily(name, said, labels=names)
                for labels, value in values.items():
                    family.add_metric([text for _, text in labels], value)
                yield family

    registry = CollectorRegistry()
    registry.register(Known())
    return registry
