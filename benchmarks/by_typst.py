"""Typst, warm: one compiler for all records, fonts loaded once, our faces, the record as JSON; tagged, and by the standards
that ours keeps too."""

from __future__ import annotations

import typst

from benchmarks.measure import own_cpu_seconds
from benchmarks.workloads import Workload
from service.config import own_folder

STANDARDS = ["a-3a", "ua-1"]


class Pdf:
    name = "typst_warm"

    def __init__(self, workload: Workload) -> None:
        fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(own_folder("fonts"))])
        self._compiler = typst.Compiler(input=str(workload.typst), font_paths=fonts)
        self.given = workload.for_typst

    def make(self, given: str) -> tuple[bytes, ...]:
        pdf = self._compiler.compile(format="pdf", sys_inputs={"data": given}, pdf_standards=STANDARDS, pdf_tags=True)
        assert isinstance(pdf, bytes)
        return (pdf,)

    cpu_seconds = staticmethod(own_cpu_seconds)  # it runs in our process: its threads are on our clock
