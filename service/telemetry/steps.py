"""A step of the pipeline: how long it took, and its span; a document: what became of it."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from http import HTTPStatus

from service.errors import VanbanError
from service.telemetry import traces
from service.telemetry.counts import counting


@contextmanager
def step(name: str) -> Iterator[None]:
    """One that breaks off is not timed."""
    begun = time.perf_counter()
    with traces.span(name):
        yield
    if counts := counting():
        counts.steps.labels(name).observe(time.perf_counter() - begun)


@contextmanager
def counted(slug: str, formats: Collection[str]) -> Iterator[None]:
    """Around the making of one document of a type: made, refused (its data is at fault) or failed (we are), in each format."""
    outcome = "failed"
    try:
        with traces.span("issue", {"vanban.type": slug, "vanban.formats": ",".join(sorted(formats))}):
            yield
        outcome = "made"
    except VanbanError as error:
        outcome = "refused" if error.status < HTTPStatus.INTERNAL_SERVER_ERROR else "failed"
        raise
    finally:
        if counts := counting():
            for one in formats:
                counts.renders.labels(slug, one, outcome).inc()


def found(rules: Iterable[str]) -> None:
    """The checker found faults by these rules."""
    if counts := counting():
        for rule in rules:
            counts.findings.labels(rule).inc()
