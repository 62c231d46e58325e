"""A batch as it is when it has ended: real documents in a real folder, and rows that came to nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from service import doctypes, pipeline
from service.bundle.manifest import path_of
from service.errors import Problem, problem
from service.ledger.values import Batch, Made, MadeFile, Unit, UnitState, Wish
from service.sheets import file_name
from service.store import FolderStore

WISH = Wish("Khen thưởng giai đoạn 1.xlsx", today=date(2026, 11, 22), partial=True)
MISSING = problem("field-missing", "Chưa có: trường này bắt buộc.", place="D7 Chữ ký: Họ và tên")
DIED = problem("worker-died", "Năm lần làm văn bản này, tiến trình đều dừng đột ngột.")
SCHOOL, WARD = "Trường Tiểu học Đống Đa", "Ủy ban nhân dân phường Ánh Dương"
# number, type, key, folder: pages by type are in PAGES
ROWS = (
    (1, "quyet_dinh", "QĐ-10", WARD), (2, "giay_khen", "GK-2", SCHOOL), (3, "bang_khen", "BK-1", SCHOOL),
    (4, "giay_gioi_thieu", "Đặng", WARD), (5, "giay_nghi_phep", "Dương", ""), (6, "giay_khen", "GK-10", SCHOOL),
)
PAGES = {"quyet_dinh": 2, "giay_khen": 1, "bang_khen": 2, "giay_gioi_thieu": 1, "giay_nghi_phep": 1}


@dataclass(frozen=True)
class Ended:
    batch: Batch
    units: tuple[Unit, ...]
    store: FolderStore

    @property
    def done(self) -> list[Unit]:
        return [unit for unit in self.units if unit.state == "done"]

    def bytes_of(self, unit: Unit, suffix: str) -> bytes:
        return self.store.get(f"{unit.place}.{suffix}")


def unit(number: int, slug: str = "giay_khen", key: str = "", folder: str = "", state: UnitState = "done",
         made: Made | None = None, problems: tuple[Problem, ...] = (), **more: Any) -> Unit:
    key = key or f"GK-{number}"
    stem = file_name(f"{slug}-{key}")
    known: dict[str, Any] = {"version": "0" * 12, "line": number + 3, "sheet": "Danh sách", "place": f"made/{number:02d}",
                             "recipe": "", "attempts": 1, "reused": False}
    return Unit(number, "dot", number, slug, key=key, stem=stem, folder=folder, state=state, made=made, problems=problems,
                **(known | more))


def file_of(data: bytes) -> MadeFile:
    return MadeFile(hashlib.sha256(data).hexdigest(), len(data))


def ended(folder: Path) -> Ended:
    """Six documents, a refused row, one that failed, one that was cancelled."""
    store = FolderStore(folder)
    units = []
    for number, slug, key, group in ROWS:
        data: Mapping[str, object] = doctypes.get(slug).example()["data"]
        if slug == "giay_khen":
            data = {**data, "ho_ten": f"Hoàng Thị Mây {'Một' if key == 'GK-2' else 'Hai'}"}
        issued = pipeline.issue(slug, data, today=WISH.today)
        assert issued.pdf is not None
        units.append(unit(number, slug, key, group, made=Made(
            {"docx": file_of(issued.docx), "pdf": file_of(issued.pdf)}, issued.pages, "dat", seconds=0.1)))
        store.put_all({f"{units[-1].place}.docx": issued.docx, f"{units[-1].place}.pdf": issued.pdf})
    units += [unit(7, state="faulty", problems=(MISSING,)), unit(8, state="failed", made=Made(problems=(DIED,))),
              unit(9, state="cancelled")]
    batch = Batch("7" * 32, "", "done", WISH, created=1795300000.0, begun=1795300001.0, ended=1795300009.0)
    return Ended(batch, tuple(units), store)


def on_disk(target: Path, made: Ended) -> None:
    """The files under the names of the manifest, as the command line leaves them."""
    for one in made.done:
        for suffix in one.made.files if one.made else ():
            place = target / f"{path_of(one)}.{suffix}"
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(made.bytes_of(one, suffix))
