"""Every logger's lines on stderr, as JSON or for people. Only home of structlog.

    {"time": "2026-11-22T20:15:00.123Z", "level": "info", "logger": "vanban.request", "event": "request", "request": "…", …}

Nothing of a document, nobody's name is in them. What our own loggers say is written so (ids, codes, counts). A stranger's library
may quote what it was given, so of its words only the place is told where they were said; of an exception its class and the lines
of program it came through, for its message may quote a value too.
"""

from __future__ import annotations

import logging
import logging.config
import re
import sys
import threading
import traceback
from collections.abc import Mapping, MutableMapping
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Literal

import structlog
from structlog.typing import EventDict

Form = Literal["json", "plain"]

# Their words are ours, or are about connections and processes.
_TRUSTED: Final = ("vanban", "gunicorn", "celery", "kombu", "alembic")
_FIRST: Final = ("time", "level", "logger", "event")
_QUERY: Final = re.compile(r"\?[^\s\"'\]]*")
_CALLER: Final = re.compile(r" from ip=.*", re.DOTALL)         # gunicorn, of a request it cannot read: quotes it
_BLANK: Final = re.compile(r"%[sdr]")
_WARNED: Final = re.compile(r"(?P<place>.*?:\d+): (?P<kind>\w+): ")
_ROOT: Final = str(Path(__file__).parents[2]) + "/"
_PACKAGES: Final = re.compile(r".*/(?:site-packages|lib/python3\.\d+)/")
_MOST_CAUSES: Final = 5


def configure(form: Form) -> None:
    """From now on. Warnings of Python and what ends a thread or the process are lines too."""
    logging.config.dictConfig(described(form))
    logging.captureWarnings(True)
    sys.excepthook = _ended
    threading.excepthook = _thread_ended


def described(form: Form) -> dict[str, Any]:
    """The same for `logging.config.dictConfig`: gunicorn wants it so."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"told": {"()": _formatter, "form": form}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "told", "stream": "ext://sys.stderr"}},
        "root": {"level": "WARNING", "handlers": ["stderr"]},
        "loggers": {
            "vanban": {"level": "INFO"},
            "gunicorn.error": {"level": "INFO", "handlers": [], "propagate": True},
            "gunicorn.access": {"level": "CRITICAL", "handlers": [], "propagate": False},       # our own line says more, and less
        },
    }


def fresh(**known: str) -> None:
    """A request begins in this thread: what was bound before belongs to another."""
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(**known)


def bind(**known: str) -> None:
    """Every further line of this request carries these: ids and codes only."""
    structlog.contextvars.bind_contextvars(**known)


def _formatter(form: Form) -> logging.Formatter:
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[structlog.contextvars.merge_contextvars, structlog.stdlib.ExtraAdder(), _stamped, _worded, _faults],
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _ordered,
                    structlog.processors.JSONRenderer(ensure_ascii=False) if form == "json" else _plain],
        pass_foreign_args=True)


def _stamped(_logger: Any, _method: str, event: EventDict) -> EventDict:
    record: logging.LogRecord = event["_record"]
    moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").removesuffix("+00:00")
    return {**event, "time": f"{moment}Z", "level": record.levelname.lower(), "logger": record.name}


def _worded(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """The event, without what it may quote."""
    record: logging.LogRecord = event["_record"]
    had_blanks = bool(event.pop("positional_args", ()))
    family = record.name.partition(".")[0]
    if record.name == "py.warnings":
        warned = _WARNED.match(event["event"])
        said = f"{warned['kind']} {_short(warned['place'])}" if warned else "warning"
    elif family == "service":                     # Flask, of what nobody expected: names the address
        said = "unexpected"
    elif family not in _TRUSTED:
        said = f"{_short(record.pathname)}:{record.lineno}"
    elif record.exc_info and had_blanks:
        said = _BLANK.sub("…", str(record.msg))
    elif record.exc_info and not isinstance(record.msg, str):
        said = type(record.msg).__name__
    else:
        said = event["event"]
    return {**event, "event": _QUERY.sub("", _CALLER.sub("", said)) if family == "gunicorn" else said}


def _faults(_logger: Any, _method: str, event: EventDict) -> EventDict:
    found = event.pop("exc_info", None)
    error = found[1] if isinstance(found, tuple) else found
    return {**event, "exception": told(error)} if isinstance(error, BaseException) else event


def told(error: BaseException) -> list[dict[str, Any]]:
    """An exception and its causes: class, codes where it is ours, lines of program, the innermost first; no message, no value."""
    chain: list[dict[str, Any]] = []
    at: BaseException | None = error
    while at is not None and len(chain) < _MOST_CAUSES:
        codes = {"codes": [one.code for one in at.problems]} if hasattr(at, "problems") else {}
        frames = [f"{_short(frame.filename)}:{frame.lineno} {frame.name}"
                  for frame in reversed(traceback.extract_tb(at.__traceback__))]
        chain.append({"class": type(at).__name__, **codes, "frames": frames})
        at = at.__cause__ or (None if at.__suppress_context__ else at.__context__)
    return chain


def _short(path: str) -> str:
    return _PACKAGES.sub("", path.removeprefix(_ROOT), count=1)


def _ordered(_logger: Any, _method: str, event: EventDict) -> EventDict:
    return {name: event[name] for name in _FIRST} | {name: value for name, value in event.items() if name not in _FIRST}


def _plain(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> str:
    lines = [line for one in event.pop("exception", ()) for line in _traced(one)]
    more = "".join(f" {name}={value}" for name, value in event.items() if name not in _FIRST)
    head = f"{event['time']} {event['level']} {event['logger']} {event['event']}{more}"
    return "\n    ".join([head, *lines])


def _traced(one: Mapping[str, Any]) -> list[str]:
    return [" ".join([one["class"], *one.get("codes", ())]), *(f"    {frame}" for frame in one["frames"])]


def _ended(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    logging.getLogger("vanban").critical("the process ended", exc_info=error.with_traceback(trace))


def _thread_ended(found: threading.ExceptHookArgs) -> None:
    if found.exc_value is not None:
        logging.getLogger("vanban").error("a thread ended", exc_info=found.exc_value)


