"""Our own contestants: the DOCX as `fill` makes it, and the PDF of that very DOCX."""

from __future__ import annotations

from benchmarks.measure import own_cpu_seconds
from benchmarks.workloads import Workload
from service.fonts import faces
from service.html import to_html
from service.pdf import to_pdf
from service.read import read


class Docx:
    name = "vanban"

    def __init__(self, workload: Workload) -> None:
        self._workload = workload

    def make(self, number: int) -> bytes:
        return self._workload.prepared.fill(self._workload.record(number))

    cpu_seconds = staticmethod(own_cpu_seconds)


class Pdf:
    """Filling is part of it, as it is for Typst; LibreOffice gets the filled DOCX for nothing."""

    name = "vanban"

    def __init__(self, workload: Workload) -> None:
        self._workload = workload

    def make(self, number: int) -> bytes:
        paper = read(self._workload.prepared.fill(self._workload.record(number)))
        return to_pdf(to_html(paper, faces()), paper.properties)

    cpu_seconds = staticmethod(own_cpu_seconds)
