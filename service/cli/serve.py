"""`vanban serve`: pages and HTTP service under gunicorn. The only home of gunicorn."""

from __future__ import annotations

import ctypes
import json
import logging
import os
import socket
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]  # gunicorn ships no types
from gunicorn.arbiter import Arbiter  # type: ignore[import-untyped]  # the same

from service.cli.report import Report, reporting
from service.collector import settle
from service.config import Settings, settings
from service.errors import DatabaseUnreachable, SettingInvalid, StoreUnreachable, problem

if TYPE_CHECKING:
    from service.batch.beside import Beside

_ARENA_MAX = -8                                   # of glibc's malloc.h


@click.command(short_help="Chạy máy chủ: trang làm việc và HTTP.")
@click.option("--host", metavar="ĐỊA_CHỈ", help="Mặc định: VANBAN_HOST hoặc 127.0.0.1.")
@click.option("--port", type=click.IntRange(0, 65535), metavar="CỔNG", help="Mặc định: VANBAN_PORT hoặc 8000; 0: cổng trống.")
@click.option("--workers", type=click.IntRange(1, 1024), metavar="SỐ", help="Số tiến trình; mặc định: số lõi.")
@reporting
@click.pass_obj
def serve(report: Report, host: str | None, port: int | None, workers: int | None) -> int:
    """Chạy máy chủ: trang làm việc ở /, HTTP ở /api/v1 (tài liệu ở /openapi/swagger), /healthz, /readyz.

    Lần đầu, lệnh in ra đường dẫn để lập cơ quan và người quản trị.

    Không có VANBAN_BROKER thì các đợt văn bản cũng do máy này làm, trong tiến trình riêng; VANBAN_BATCH_WORKERS=0 thì không.
    """
    from service import pipeline, telemetry  # a second of imports that --help does not need
    from service.batch.beside import Beside
    from service.web import create_site

    default = settings()
    chosen = replace(
        default,
        host=default.host if host is None else host,
        port=default.port if port is None else port,
        workers=default.workers if workers is None else workers,
    )
    check_free(chosen)
    with telemetry.counts.gathering():
        telemetry.begin()
        pipeline.warm()  # before the fork: the workers share types and faces, and a fault stops the start
        beside = None if chosen.bulk.broker or not chosen.bulk.workers else Beside()
        site, first = create_site(), set_up()
        settle()
        _Server(site, options(chosen, report, first), beside).run()
    return 0


def set_up() -> str:
    """What follows the address in the link to the first run, while nobody has been entered; else "". Without a database there are
    no pages, and the rest is served."""
    from service.api.opened import opened
    from service.web.entry import code

    try:
        given = code.issue(opened().accounts)
        opened().database.close()                 # before the fork: each process has connections of its own
    except (DatabaseUnreachable, StoreUnreachable) as error:
        logging.getLogger("vanban").warning("no first run: %s", error.code)
        return ""
    return f"/thiet-lap?ma={given}" if given else ""


def check_free(chosen: Settings) -> None:
    """Asks for the address first: gunicorn would try for five seconds and then end in English. Raises SettingInvalid."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(chosen.host.strip("[]"), chosen.port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise SettingInvalid(problem("address-unusable", "Không mở được địa chỉ {dia_chi}, cổng {cong}: {ly_do}.",
                                     dia_chi=chosen.host, cong=chosen.port, ly_do=error.strerror)) from error


def options(chosen: Settings, report: Report, first: str) -> dict[str, Any]:
    """gunicorn's settings. `first`: the link to the first run, behind the address."""
    from service import telemetry  # as above
    from service.api.turn import LIFE, THREADS

    def told(worker: Any) -> None:
        LIFE.goes_on = lambda: bool(worker.alive)
        few_arenas()

    host = f"[{chosen.host}]" if ":" in chosen.host and not chosen.host.startswith("[") else chosen.host
    return {
        "bind": f"{host}:{chosen.port}",
        "workers": chosen.workers,
        "worker_class": "gthread",
        "threads": THREADS,
        "preload_app": True,
        "timeout": int(chosen.max_seconds) + 30,  # a render ends itself at max_seconds; this is for a process that hangs
        "worker_tmp_dir": "/dev/shm" if os.path.isdir("/dev/shm") else None,     # a heartbeat must not wait for a disk
        "control_socket_disable": True,           # nothing of ours listens anywhere but at `bind`
        "logconfig_dict": telemetry.logs.described(chosen.web.log),
        "when_ready": _announce(report, first),
        "post_worker_init": told,                 # streams of events end with their process; before its threads begin
        "worker_exit": lambda _server, _worker: telemetry.end(),
        "child_exit": lambda _server, worker: telemetry.counts.ended(worker.pid),
    }


def few_arenas() -> None:
    """glibc gives each thread a heap of its own, and each keeps the most that a document took: of twelve threads one renders at a
    time, so two heaps do (226 MiB for 313 after some previews in all threads). Nothing where the C library is another."""
    if hasattr(library := ctypes.CDLL(None), "mallopt"):
        library.mallopt(_ARENA_MAX, 2)


def _announce(report: Report, first: str) -> Callable[[Any], None]:
    def ready(server: Any) -> None:
        addresses = [str(listener) for listener in server.LISTENERS]
        if report.json:
            link = {"set_up": addresses[0] + first} if first else {}
            click.echo(json.dumps({"addresses": addresses, "workers": server.num_workers, **link}))
        for address in addresses:
            report.note(f"Máy chủ ở {address}; tài liệu HTTP ở {address}/openapi/swagger. Dừng: Ctrl-C.")
        if first:
            report.note(f"Chưa có ai sử dụng. Lập cơ quan và người quản trị ở: {addresses[0]}{first}")

    return ready


class _Server(BaseApplication):  # type: ignore[misc]  # the same
    """gunicorn with an application that is there already, not a name to import."""

    def __init__(self, app: Any, chosen: dict[str, Any], beside: Beside | None) -> None:
        self._app, self._chosen, self._beside = app, chosen, beside
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return self._app

    def run(self) -> None:
        if self._beside is None:
            Arbiter(self).run()
        else:
            self.cfg.set("post_fork", self._forked)
            _WithEngine(self, self._beside).run()

    def _forked(self, _server: Any, _worker: Any) -> None:
        if self._beside is not None:
            self._beside.forget()


class _WithEngine(Arbiter):  # type: ignore[misc]  # the same
    """gunicorn's parent process, with one child more: the embedded engine."""

    def __init__(self, server: _Server, beside: Beside) -> None:
        self._beside = beside
        super().__init__(server)

    def manage_workers(self) -> None:
        """About once a second."""
        super().manage_workers()
        self._beside.look()

    def stop(self, graceful: bool = True) -> None:
        self._beside.ask()                        # both end at the same time
        super().stop(graceful)
        self._beside.stop()
