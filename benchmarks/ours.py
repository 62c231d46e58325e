"""Our own contestants: the DOCX as `fill` makes it, the PDF, and both in a ZIP, on the way that a batch takes."""

from __future__ import annotations

import zlib
from typing import BinaryIO

from benchmarks.measure import own_cpu_seconds
from benchmarks.workloads import Record, Workload
from service import printing
from service.bundle.zipped import Directory
from service.paper import Paper


class Docx:
    name = "vanban"

    def __init__(self, workload: Workload) -> None:
        self._prepared = workload.prepared
        self.given = workload.record

    def make(self, given: Record) -> tuple[bytes, ...]:
        return (self._prepared.fill(given),)

    cpu_seconds = staticmethod(own_cpu_seconds)


class Pdf(Docx):
    """Filling is part of it, as it is for Typst; LibreOffice gets the filled DOCX for nothing."""

    def make(self, given: Record) -> tuple[bytes, ...]:
        return (printed(self._prepared.filled(given).paper),)


class Both(Docx):
    """Both files of every record, written into one ZIP."""

    def __init__(self, workload: Workload, archive: BinaryIO) -> None:
        super().__init__(workload)
        self._archive, self._directory, self._count = archive, Directory(), 0

    def make(self, given: Record) -> tuple[bytes, ...]:
        filled = self._prepared.filled(given)
        docx, pdf = filled.docx, printed(filled.paper)
        self._count += 1
        for suffix, data in (("docx", docx), ("pdf", pdf)):
            self._archive.write(self._directory.file(f"{self._count}.{suffix}", len(data), zlib.crc32(data)))
            self._archive.write(data)
        return docx, pdf


def printed(paper: Paper) -> bytes:
    made = printing.printed(paper)
    if made.printer != "press":
        raise SystemExit(f"this is not the press's: {made.notices[-1].message if made.notices else made.printer}")
    return made.pdf
