"""Spans for an OpenTelemetry collector (VANBAN_TRACE), sent by OTLP over HTTP. Only home of OpenTelemetry (extra `trace`).

A span has ids, codes, sizes: no query, no message of an exception. Each process sends its own, from a thread of its own, which is
begun with its first span: after the fork.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from service import __version__
from service.config import settings
from service.errors import SettingInvalid, problem

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider

_PATH: Final = "/v1/traces"
_LAST_MS: Final = 2000                            # for what is not sent when a process ends
Value = str | int | float | bool


def check() -> None:
    """Raises SettingInvalid where VANBAN_TRACE is set and cannot be done."""
    if not settings().web.trace:
        return
    try:
        import opentelemetry.exporter.otlp.proto.http.trace_exporter
        import opentelemetry.sdk.trace  # noqa: F401 - both only to see that they are there
    except ImportError as error:
        raise SettingInvalid(problem("setting-extra-trace", "VANBAN_TRACE cần cài thêm: pip install 'vanban[trace]'.",
                                     place="VANBAN_TRACE")) from error


@contextmanager
def span(name: str, said: Mapping[str, Value] | None = None, *, serving: Mapping[str, str] | None = None) -> Iterator[Span]:
    """A span around what is done; `said` of it; `serving`: the headers of a request it answers, which may continue a trace."""
    if not settings().web.trace:
        yield Span(None)
        return
    from opentelemetry import propagate, trace

    tracer = _provider(os.getpid()).get_tracer("vanban", __version__)
    kind = trace.SpanKind.INTERNAL if serving is None else trace.SpanKind.SERVER
    context = None if serving is None else propagate.extract(serving)
    with tracer.start_as_current_span(name, context, kind, said, record_exception=False, set_status_on_exception=False) as found:
        try:
            yield Span(found)
        except BaseException as error:
            found.set_attribute("error.type", type(error).__name__)
            found.set_status(trace.StatusCode.ERROR)
            raise


class Span:
    """A span being made, or none."""

    def __init__(self, found: Any) -> None:
        self._found = found

    def name(self, name: str) -> None:
        if self._found is not None:
            self._found.update_name(name)

    def say(self, name: str, value: Value) -> None:
        if self._found is not None:
            self._found.set_attribute(name, value)

    def failed(self) -> None:
        if self._found is not None:
            from opentelemetry.trace import StatusCode

            self._found.set_status(StatusCode.ERROR)


def end() -> None:
    """Sends what is left, for two seconds at most; the collector may be away."""
    if _provider.cache_info().currsize:
        _provider(os.getpid()).force_flush(_LAST_MS)


@lru_cache(maxsize=1)
def _provider(_pid: int) -> TracerProvider:
    """Of this process: threads do not outlive a fork."""
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    address = settings().web.trace.rstrip("/")
    exporter = OTLPSpanExporter(endpoint=address if address.endswith(_PATH) else address + _PATH, timeout=5)
    provider = TracerProvider(resource=Resource.create({"service.name": "vanban", "service.version": __version__}),
                              shutdown_on_exit=False)
    provider.add_span_processor(BatchSpanProcessor(exporter))
    return provider
