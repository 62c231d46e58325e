"""What a process tells of itself: logs, counts, traces; without a word of a document, without a name.

    logs      JSON lines on stderr, of every logger; what belongs to a request carries its id
    counts    for Prometheus: renders, seconds of steps, findings, requests, actions. Only home of prometheus_client
    traces    spans of requests and steps for an OpenTelemetry collector (extra `trace`). Only home of OpenTelemetry
    steps     a step of the pipeline: its seconds and its span

`begin` is called once in every process that works for others; where nobody did, as in a command, counting costs nothing.
"""

from __future__ import annotations

from service.config import settings
from service.telemetry import counts, logs, traces
from service.telemetry.steps import counted, found, step

__all__ = ["begin", "counted", "counts", "end", "found", "logs", "step", "traces"]


def begin() -> None:
    """Logs, counts and traces of this process, by `settings()`. Raises SettingInvalid."""
    logs.configure(settings().web.log)
    counts.begin()
    traces.check()


def end() -> None:
    """What is not sent yet is sent, for two seconds at most."""
    traces.end()
