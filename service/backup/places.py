"""Which files of the store the rows refer to: kept on disk, for there may be a million."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from service.batch.ended import folder_of


@dataclass(frozen=True, slots=True)
class Wanted:
    """`owner`: the table and the id of a row that refers to it; `sha256`: what the row says, where it does."""

    name: str
    owner: str
    sha256: str | None


class Places:
    """In a database of its own at `path`, removed with the folder it is in."""

    def __init__(self, path: Path) -> None:
        self._disk = sqlite3.connect(path, isolation_level=None)
        self._disk.execute("pragma synchronous = off")
        self._disk.execute("create table place (name text primary key, owner text, sha256 text, kept integer default 0)"
                           " without rowid")
        self._disk.execute("create table batch (id text primary key) without rowid")
        self._disk.execute("begin")

    def see(self, table: str, row: Mapping[str, Any]) -> None:
        """A row of the snapshot."""
        match table:
            case "document":
                for file in row["files"].values():
                    self._want(file["place"], f"{table} {row['id']}", file["sha256"])
            case "campaign":
                self._want(row["place"], f"{table} {row['id']}", row["sha256"])
            case "batch":
                self._disk.execute("insert or ignore into batch values (?)", (row["id"],))
            case "unit" if row["state"] == "done" and row["made"]:
                for suffix, file in row["made"]["files"].items():
                    self._want(f"{row['place']}.{suffix}", f"batch {row['batch']}", file["sha256"])

    def see_batch_file(self, batch: str, name: str) -> None:
        """A batch's upload, or something made of it: only the store knows which there are."""
        self._want(name, f"batch {batch}", None)

    def batches(self) -> Iterator[tuple[str, str]]:
        """Id, and folder in the store."""
        for (batch,) in self._disk.execute("select id from batch order by id").fetchall():
            yield batch, folder_of(batch)

    def wanted(self) -> Iterator[Wanted]:
        """Those not kept yet, by name."""
        after = ""
        wanted = "select name, owner, sha256 from place where not kept and name > ? order by name limit 500"
        while page := self._disk.execute(wanted, (after,)).fetchall():
            yield from (Wanted(*row) for row in page)
            after = page[-1][0]

    def keep(self, name: str) -> None:
        self._disk.execute("update place set kept = 1 where name = ?", (name,))

    def again(self) -> None:
        """A new snapshot is seen: what is not kept yet may not be wanted any more."""
        self._disk.execute("delete from place where not kept")
        self._disk.execute("delete from batch")

    def close(self) -> None:
        self._disk.close()

    def _want(self, name: str, owner: str, sha256: str | None) -> None:
        self._disk.execute("insert or ignore into place (name, owner, sha256) values (?, ?, ?)", (name, owner, sha256))
