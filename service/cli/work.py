"""`vanban work`: this machine's part in making batches."""

from __future__ import annotations

import os
import socket
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import click

from service import telemetry
from service.cli.report import FINDINGS, FINE, Report, reporting
from service.config import settings

if TYPE_CHECKING:
    from service.batch.machine import Flag, Machine, Parts
    from service.batch.opened import Setup

@click.command(short_help="Làm các đợt văn bản: tiến trình của máy này.")
@click.option("--processes", "-p", type=click.IntRange(1, 1024), metavar="SỐ",
              help="Số tiến trình soạn; mặc định: VANBAN_BATCH_WORKERS hoặc số lõi.")
@click.option("--check", is_flag=True, help="Chỉ hỏi máy này có đang làm tốt không: mã 0 hoặc 1.")
@reporting
@click.pass_obj
def work(report: Report, processes: int | None, check: bool) -> int:
    """Lập kế hoạch, soạn và hoàn tất các đợt mà máy chủ HTTP hay dòng lệnh nhận, cho đến khi được bảo dừng (Ctrl-C, TERM).

    Có VANBAN_BROKER thì chia việc với các máy khác; không có thì một mình máy này làm.
    """
    if check:
        return _checked(report)
    telemetry.begin()
    count = processes or settings().bulk.workers
    name = f"{socket.gethostname()[:60]}-{os.getpid()}-{uuid4().hex[:6]}"
    machine = _machine(name, count)
    report.note(f"{name}: {count} tiến trình. Dừng: Ctrl-C.")
    machine.run()
    return FINE


def _machine(name: str, processes: int) -> Machine:
    from service.batch.machine import Flag, Machine
    from service.batch.opened import Setup

    bulk = settings().bulk
    ending = Flag()
    setup = Setup(name, bulk.ledger_url, None, bulk.lease_seconds, bulk.patience)
    return Machine(_shared(setup, processes, ending) if bulk.broker else _alone(setup, processes, ending), ending)


def _shared(setup: Setup, processes: int, ending: Flag) -> Parts:
    """With other machines, by the queue."""
    from service import pipeline  # a second of imports that --help does not need
    from service.batch.consume import Place, consume
    from service.batch.feeding import feeding
    from service.batch.keeper import run_keeper

    place = Place(setup.name, settings().bulk.broker, processes, _alive(), setup)
    pipeline.warm()                               # before the fork: all processes share types and faces
    return {"workers": partial(consume, place, ending), "feeder": partial(feeding, place, ending),
            "keeper": partial(run_keeper, setup, ending)}


def _alone(setup: Setup, processes: int, ending: Flag) -> Parts:
    from service.batch.alive import all_is_well
    from service.batch.beside import Engine

    def looked() -> bool:                         # asked before every round
        all_is_well(_alive())
        return ending()

    return {"engine": partial(Engine(setup, processes).run, looked)}


def _checked(report: Report) -> int:
    from service.batch.alive import is_well

    good = is_well(_alive())
    report.result({"healthy": good}, ["Tốt." if good else "Không làm việc, hoặc không tới được hàng đợi, cơ sở dữ liệu."])
    return FINE if good else FINDINGS


def _alive() -> Path:
    return settings().bulk.data / "work" / "alive"
