"""A line is JSON in UTF-8, says when and what, and nothing of a document."""

from __future__ import annotations

import io
import json
import logging
import re
import threading
import warnings

import pytest

from service.errors import FontFault, problem
from service.telemetry import logs
from tests.telemetry.conftest import Lines

NAME = "Đặng Thị Ước-Mơ 079301234567"


def test_a_line_says_when_where_and_what(lines: Lines) -> None:
    logs.fresh(request="a1")
    logs.bind(person="p1")
    logging.getLogger("vanban.keeper").info("batch %s: %d units", "b1", 8, extra={"đợt": "b1"})
    logs.fresh(request="a2")
    logging.getLogger("vanban.keeper").debug("not told")
    logging.getLogger("vanban").warning("again")
    first, second = lines()
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", first.pop("time"))
    assert first == {"level": "info", "logger": "vanban.keeper", "event": "batch b1: 8 units", "request": "a1", "person": "p1",
                     "đợt": "b1"}
    assert {name: second[name] for name in ("level", "request")} == {"level": "warning", "request": "a2"}
    assert "person" not in second


def test_what_an_exception_says_is_not_told(said: io.StringIO, lines: Lines) -> None:
    def deep(ho_ten: str) -> None:
        try:
            int(ho_ten)
        except ValueError as error:
            raise FontFault(problem("glyph-missing", "Thiếu chữ {chu}.", chu=ho_ten, place=ho_ten)) from error

    try:
        deep(NAME)
    except FontFault:
        logging.getLogger("vanban").exception("unit %s failed", NAME)
    thread = threading.Thread(target=deep, args=(NAME,))
    thread.start()
    thread.join()
    first, second = lines()
    assert [one["class"] for one in first["exception"]] == ["FontFault", "ValueError"]
    assert first["exception"][0]["codes"] == ["glyph-missing"]
    assert re.fullmatch(r"tests/telemetry/test_logs\.py:\d+ deep", first["exception"][0]["frames"][0])
    assert (first["event"], second["event"]) == ("unit … failed", "a thread ended")
    assert "Ước-Mơ" not in said.getvalue()


@pytest.mark.parametrize("logger", ["weasyprint", "fontTools.subset", "pyhanko.sign", "sqlalchemy.engine", "werkzeug"])
def test_of_a_strangers_words_only_the_place_is_told(logger: str, said: io.StringIO, lines: Lines) -> None:
    logging.getLogger(logger).warning("Ignored %r", NAME)
    logging.getLogger(logger).warning(f"Ignored {NAME}")
    assert all(re.fullmatch(r"tests/telemetry/test_logs\.py:\d+", one["event"]) for one in lines()[-2:])
    assert len(lines()) == 2
    assert "Ước-Mơ" not in said.getvalue()


def test_a_warning_of_python_is_told_by_its_place(said: io.StringIO, lines: Lines) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(False)
        logging.captureWarnings(True)
        warnings.warn(f"bad value {NAME}", RuntimeWarning, stacklevel=1)
    assert re.fullmatch(r"RuntimeWarning tests/telemetry/test_logs\.py:\d+", lines()[0]["event"])
    assert "Ước-Mơ" not in said.getvalue()


@pytest.mark.parametrize(("message", "arguments", "event"), [
    ("Booting worker with pid: %s", (7,), "Booting worker with pid: 7"),
    ("Error handling request %s", ("/van-ban?tim=Đặng",), "Error handling request /van-ban"),
    ("Invalid request from ip=203.0.113.9: Invalid HTTP header 'Đặng'", (), "Invalid request"),
])
def test_gunicorn_tells_no_query_and_no_caller(message: str, arguments: tuple[object, ...], event: str, lines: Lines) -> None:
    logging.getLogger("gunicorn.error").info(message, *arguments)
    assert [one["event"] for one in lines()] == [event]


def test_the_plain_form_is_for_people() -> None:
    import logging.config

    form = logs.described("plain")["formatters"]["told"]
    formatter = form["()"](form=form["form"])
    try:
        raise KeyError(NAME)
    except KeyError as error:
        told = KeyError, error, error.__traceback__
        record = logging.LogRecord("vanban.request", logging.ERROR, "x.py", 1, "request", (), told)
    record.status = 500
    first, *others = formatter.format(record).splitlines()
    assert re.fullmatch(r"\S+Z error vanban\.request request .*status=500", first)
    assert others[0].strip() == "KeyError"
    assert "Ước-Mơ" not in "".join(others)


def test_lines_are_utf_8(said: io.StringIO) -> None:
    logging.getLogger("vanban").warning("đợt")
    assert "đợt" in said.getvalue()
    assert json.loads(said.getvalue())["event"] == "đợt"
