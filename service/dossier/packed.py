"""A campaign's folder as one file, for workers on other machines, and back."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Final

from service import doctypes
from service.campaign import Snapshot, load_folder
from service.config import settings
from service.doctypes.alone import alone
from service.errors import FileRefused, InputUnreadable, LimitExceeded, StoreUnreachable, problem
from service.guard.archive import read_members
from service.inputs import read_file

SUFFIX: Final = ".zip"
_FRAME: Final = "phong_trao"
_DAY: Final = (1980, 1, 1, 0, 0, 0)                        # the first that ZIP can say
_LEFT_OUT: Final = frozenset(".~")                         # hidden files, what Word and Excel leave beside an open one
_MOST_FILES: Final = 20_000                                # a file for each nominee, and those inside workbooks are counted too
_MIB: Final = 1024 * 1024


def pack(path: Path) -> bytes:
    """A campaign's folder, or its one file → a ZIP, the same bytes for the same files. Hidden files stay outside.

    Raises InputUnreadable where a file cannot be read, LimitExceeded (VANBAN_MAX_DOCX_BYTES).
    """
    files = sorted(_files(path)) if path.is_dir() else [(f"{_FRAME}{path.suffix.lower()}", path)]
    most = settings().max_docx_bytes
    packed, size = io.BytesIO(), 0
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, file in files:
            data = read_file(file, max_bytes=most - size)
            size += len(data)
            if size > most:
                raise LimitExceeded(problem("folder-large", "Thư mục phong trào lớn hơn {nhieu_nhat} MiB "
                                            "(VANBAN_MAX_DOCX_BYTES).", place=path.name, nhieu_nhat=most // _MIB))
            archive.writestr(zipfile.ZipInfo(name, _DAY), data)
    return packed.getvalue()


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for parent, folders, names in os.walk(folder):
        folders[:] = [one for one in folders if one[0] not in _LEFT_OUT]
        for name in names:
            file = Path(parent, name)
            if name[0] not in _LEFT_OUT and file.is_file():
                yield file.relative_to(folder).as_posix(), file


def unpack(data: bytes, into: Path) -> None:
    """A packed folder → files in `into`, which is empty. A folder around all of it is left out.

    Raises InputUnreadable, FileRefused (names that lead outside, sizes, a bomb), StoreUnreachable where the disk is full.
    """
    if not data.startswith(b"PK\x03\x04"):
        raise InputUnreadable(problem("folder-not-zip", "Không phải tệp nén ZIP của một thư mục phong trào."))
    members, wrong = read_members(data, max_bytes=settings().max_docx_bytes, max_parts=_MOST_FILES)
    FileRefused.raise_any(wrong)
    members = {name: content for name, content in members.items() if not _LEFT_OUT & {part[0] for part in name.split("/")}
               and not name.startswith("__MACOSX/")}
    shared = _around(members)
    above = {parent for name in members for parent in PurePosixPath(name).parents}
    for name, content in members.items():
        if PurePosixPath(name) in above:
            raise FileRefused(problem("folder-name", "Trong tệp nén “{ten}” vừa là tệp vừa là thư mục.", ten=name))
        path = into / name.removeprefix(shared)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        except OSError as error:
            raise _not_written(error) from error


def _around(members: Collection[str]) -> str:
    """"phong-trao/" where everything stands in it: what a file manager makes of a folder."""
    tops = {name.partition("/")[0] for name in members}
    return f"{next(iter(tops))}/" if len(tops) == 1 and all("/" in name for name in members) else ""


def snapshot_of(data: bytes) -> Snapshot:
    """A packed folder → its campaign, every picture inside its data: nothing stays on the disk.

    Raises as `unpack`, and InputRefused with every problem of the campaign.
    """
    try:
        with TemporaryDirectory(prefix="vanban-") as place:
            folder = Path(place)
            unpack(data, folder)
            snapshot = load_folder(folder, slugs=doctypes.catalogue())
            own = {key: alone(doctypes.get(key[1]), said, folder) for key, said in snapshot.own.items()}
    except OSError as error:
        raise _not_written(error) from error
    return replace(snapshot, own=own)


def _not_written(error: OSError) -> StoreUnreachable:
    return StoreUnreachable(problem("folder-not-written", "Không ghi được thư mục tạm ({ly_do}).",
                                    ly_do=error.strerror or type(error).__name__))
