"""A campaign's folder (docs/campaign.md) → `Snapshot`; or one file. The only part of `campaign` that reads the disk."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any, Final, TypeVar

from service.campaign import headings
from service.campaign.build import build
from service.campaign.own import DATA, ignored, own_files
from service.campaign.snapshot import Snapshot
from service.campaign.tables import NAMES
from service.campaign.written import Campaign, Origin, Written, in_file
from service.errors import InputRefused, Problem, problem
from service.fields.messages import unknown
from service.inputs import Grid, check_size, load, load_list, read_csv, read_file, read_xlsx

T = TypeVar("T")

FRAME: Final = "phong_trao"
OWN: Final = "rieng"
SHEETS: Final = (".csv", ".xlsx")


def load_folder(path: Path, *, slugs: Collection[str] = ()) -> Snapshot:
    """A folder, or a single file that holds everything → Snapshot. `slugs`: the types there are, to check names against.

    Raises InputRefused with every problem: "ket_qua.csv, dòng 17, cột D (gia_tri)", "phong_trao.yaml /dot/tu_ngay".
    """
    reader = _Reader(path)
    if path.is_dir():
        reader.read()
    else:
        reader.frame_file(path)
    return build(Campaign(reader.frame, reader.tables, reader.own), slugs=slugs, earlier=reader.problems, unread=reader.unread)


def from_data(data: Mapping[str, Any], place: str, *, slugs: Collection[str] = ()) -> Snapshot:
    """The same from data that somebody sent, all in one object. Problems keep their pointer; `place` says whose it is.

    Raises InputRefused.
    """
    frame, tables = _parted(dict(data), Origin(place, pointers=True))
    return build(Campaign(frame, tables), slugs=slugs)


class _Reader:
    """Goes through the folder once; what cannot be read becomes a problem and the rest is read on."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self.frame: Written | None = None
        self.tables: dict[str, list[Written]] = {}
        self.own: dict[tuple[str, str, str], Written] = {}
        self.unread: set[str] = set()                      # tables of files that could not be read
        self._from: dict[str, str] = {}                    # table → the file it came from

    def read(self) -> None:
        entries = [one for one in sorted(self.folder.iterdir()) if not ignored(one.name)]
        frames = [one for one in entries if one.stem == FRAME and one.suffix.lower() in DATA]
        if not frames:
            self._say(problem("campaign-missing", "Thư mục chưa có tệp phong_trao.yaml (hoặc .json, .toml).",
                              place=self.folder.name))
        for extra in frames[1:]:
            self._say(problem("campaign-twice", "Đã có {tep}; chỉ giữ một trong hai.", place=extra.name, tep=frames[0].name))
        if frames:
            self.frame_file(frames[0])
        for one in entries:
            if one.name == OWN and one.is_dir():
                self.own = own_files(one, self.problems)
            elif one not in frames:
                self._table_file(one)

    def frame_file(self, path: Path) -> None:
        found = self._try(path.name, lambda: load(read_file(path), name=path.name))
        if found is None:
            return
        self.frame, tables = _parted(found, Origin(path.name))
        for name, rows in tables.items():
            self._add(name, rows, path.name)

    def _table_file(self, path: Path) -> None:
        table, kind = headings.table_named(path.stem), path.suffix.lower()
        if path.is_dir() or kind not in (*DATA, *SHEETS) or (not table and kind != ".xlsx"):
            self._say(unknown(path.stem, [*NAMES, FRAME, OWN],
                              problem("file-unknown", "Không biết dùng tệp này vào việc gì.", place=path.name),
                              problem("file-unknown", "Không biết dùng tệp này vào việc gì; có phải “{gan}”?", place=path.name)))
        elif kind == ".csv":
            grid = self._try(path.name, lambda: read_csv(_bytes(path), path.name), table)
            if grid is not None:
                self._sheet(table, grid, path.name)
        elif kind == ".xlsx":
            self._workbook(path, table)
        else:
            rows = self._try(path.name, lambda: load_list(read_file(path), table, name=path.name), table)
            if rows is not None:
                origin = Origin(path.name)
                self._add(table, [Written(row, origin.inner(index)) for index, row in enumerate(rows)], path.name)

    def _workbook(self, path: Path, table: str) -> None:
        """Sheets named as tables; the only sheet of a file named as one, whatever the sheet is called."""
        book = self._try(path.name, lambda: read_xlsx(_bytes(path), path.name, lambda title: not ignored(title)), table)
        if book is None:
            return
        self.problems += book.problems
        for grid in book.grids:
            meant = headings.table_named(grid.sheet) or (table if len(book.grids) == 1 else "")
            if meant:
                self._sheet(meant, grid, grid.place())
            elif grid.lines:
                here = grid.place()
                self._say(unknown(grid.sheet, NAMES, problem("sheet-unknown", "Không có bảng nào tên “{ten}”.", place=here),
                                  problem("sheet-unknown", "Không có bảng nào tên “{ten}”; có phải “{gan}”?", place=here)))

    def _sheet(self, table: str, grid: Grid, place: str) -> None:
        rows = headings.rows(table, grid, self.problems)
        if rows is None:
            self.unread.add(table)
        self._add(table, rows or [], place)

    def _add(self, table: str, rows: list[Written], file: str) -> None:
        if table in self._from:
            self._say(problem("table-twice", "Bảng {bang} đã có ở {tep}.", place=file, bang=table, tep=self._from[table]))
            self.unread.add(table)
            return
        self._from[table] = file
        self.tables[table] = rows

    def _try(self, file: str, read: Callable[[], T], table: str = "") -> T | None:
        try:
            return read()
        except InputRefused as fault:
            self.problems += in_file(fault.problems, file)
            self.unread |= {table} if table else set(NAMES)
            return None

    def _say(self, found: Problem) -> None:
        self.problems.append(found)


def _bytes(path: Path) -> bytes:
    data = read_file(path)
    check_size(data, path.name)
    return data


def _parted(data: dict[str, Any], origin: Origin) -> tuple[Written, dict[str, list[Written]]]:
    """One object → the frame and the tables in it. A table that is no list stays in the frame, which refuses it."""
    tables = {name: [Written(row, origin.inner(name).inner(index)) for index, row in enumerate(data[name])]
              for name in NAMES if isinstance(data.get(name), list)}
    return Written({key: value for key, value in data.items() if key not in tables}, origin), tables
