"""`vanban backup FILE`, `vanban restore FILE`: all that an office has, in one file, and back."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from service.cli.files import STDIN, clear_halves, write_by
from service.cli.progress import progress
from service.cli.report import FINDINGS, FINE, Report, reporting
from service.config import settings
from service.errors import FileUnreadable, InputRefused, problem
from service.language import translate

if TYPE_CHECKING:
    from service.backup import Taken
    from service.database import Database
    from service.store import Store

_PATIENCE = 10.0                                  # seconds that database and store may be away


@click.command(short_help="Sao lưu cả hệ thống vào một tệp.")
@click.argument("file", metavar="TỆP", type=click.Path(path_type=Path))
@reporting
@click.pass_obj
def backup(report: Report, file: Path) -> int:
    """Ghi mọi dữ liệu (cơ sở dữ liệu và các tệp mà nó nhắc tới) vào TỆP mới; `-`: ra đầu ra chuẩn. Máy chủ cứ chạy.

    Bản sao có dữ liệu cá nhân và mật khẩu đã băm: giữ như giữ cơ sở dữ liệu. Mã 1: có tệp không còn trong kho.
    """
    from service.backup import Taken, take  # half a second of imports that --help does not need

    done, found = [0], list[Taken]()

    def count(number: int) -> None:
        done[0] = number

    with _opened() as (database, store), progress(lambda: f"Đã sao lưu {done[0]} tệp"):
        if str(file) == STDIN:
            found.append(take(database, store, sys.stdout.buffer, count))
        elif file.exists():
            raise InputRefused(problem("backup-exists", "Đã có tệp {tep}: bản sao lưu không ghi đè.", tep=file))
        else:
            clear_halves(file)
            write_by(file, lambda out: found.append(take(database, store, out, count)), private=True)
    return _told(report, found[0], file)


@click.command(short_help="Phục hồi từ bản sao lưu.")
@click.argument("file", metavar="TỆP", type=click.Path(path_type=Path))
@reporting
@click.pass_obj
def restore(report: Report, file: Path) -> int:
    """Đọc bản sao lưu TỆP vào cơ sở dữ liệu trống và kho tệp của cấu hình hiện tại; mọi phần được đối chiếu SHA-256 trước.

    SQLite hay PostgreSQL, thư mục hay S3: bản sao của nơi này phục hồi được ở nơi kia. Mã 1: có tệp đã thiếu khi sao lưu.
    """
    from service.backup import put_back  # as above

    done = [0]

    def count(number: int) -> None:
        done[0] = number

    try:
        source = file.open("rb")
    except OSError as error:
        raise FileUnreadable(problem("file-unreadable", "Không mở được tệp {tep}: {ly_do}.", tep=file,
                                     ly_do=error.strerror or "")) from error
    with source, _opened() as (database, store), progress(lambda: f"Đã phục hồi {done[0]} tệp"):
        found = put_back(database, store, source, count)
    return _told(report, found, file)


@contextmanager
def _opened() -> Iterator[tuple[Database, Store]]:
    from service.database import Database  # as above
    from service.store import PatientStore, open_store

    bulk = settings().bulk
    database = Database(bulk.ledger_url, patience=_PATIENCE)
    try:
        yield database, PatientStore(open_store(bulk), _PATIENCE)
    finally:
        database.close()


def _told(report: Report, found: Taken, file: Path) -> int:
    """What is missing goes to stderr by name; the counts are the result, unless stdout was the archive's."""
    rows = sum(found.rows.values())
    value: dict[str, Any] = {"file": str(file), "rows": found.rows, "files": found.files, "bytes": found.size,
                             "missing": [{"name": one.name, "of": one.owner} for one in found.missing]}
    if str(file) != STDIN:
        counts = problem("backup-counts", "{dong} dòng dữ liệu, {tep} tệp ({mb} MB).", dong=rows, tep=found.files,
                         mb=round(found.size / 2**20, 1))
        report.result(value, [translate(counts, report.language)])
    for one in found.missing:
        report.note(report.line(problem("backup-missing", "Không còn trong kho, hoặc đã bị sửa: {ten}.", place=one.owner,
                                        ten=one.name)))
    return FINDINGS if found.missing else FINE
