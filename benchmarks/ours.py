"""Our own contestants: the DOCX as `fill` makes it, the PDF, and both in a ZIP, as a batch makes them."""

from __future__ import annotations

import zlib
from typing import BinaryIO

from benchmarks.measure import own_cpu_seconds
from benchmarks.workloads import Record, Workload
from service.bundle.zipped import Directory
from service.fonts import faces
from service.html import to_html
from service.pdf import to_pdf
from service.read import read


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
        return (printed(self._prepared.fill(given)),)


class Both(Docx):
    """Both files of every record, written into one ZIP."""

    def __init__(self, workload: Workload, archive: BinaryIO) -> None:
        super().__init__(workload)
        self._archive, self._directory, self._count = archive, Directory(), 0

    def make(self, given: Record) -> tuple[bytes, ...]:
        docx = self._prepared.fill(given)
        pdf = printed(docx)
        self._count += 1
        for suffix, data in (("docx", docx), ("pdf", pdf)):
            self._archive.write(self._directory.file(f"{self._count}.{suffix}", len(data), zlib.crc32(data)))
            self._archive.write(data)
        return docx, pdf


def printed(docx: bytes) -> bytes:
    paper = read(docx)
    return to_pdf(to_html(paper, faces()), paper.properties)
