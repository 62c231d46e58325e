"""What is measured: the plan of a campaign (seven pages of text) and a form with a table of thirty rows (two pages).

A record is made from its number; no two are equal, so that nobody wins by remembering. `…/all_different`: in every record the
words of every paragraph that a record can change stand in another order, the worst case of whoever keeps what was set before.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks import form
from benchmarks.shuffled import shuffled_form, shuffled_plan
from service import doctypes, inputs
from service.fill import Prepared, prepare

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 22)
# What plan.typ prints; a Typst user would not send it the rest.
_FOR_TYPST = (
    *("co_quan_chu_quan", "co_quan_ban_hanh", "so_ky_hieu", "dia_danh_ngay", "ten_loai", "trich_yeu"),
    *("can_cu", "noi_dung", "noi_nhan", "ky"),
)
Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Workload:
    """A template and records for it."""

    name: str
    template: bytes
    prepared: Prepared
    record: Callable[[int], Record]              # its number → the values of the template
    typst: Path = Path()
    printed_by_typst: tuple[str, ...] = ()       # of the values; all where none is named

    def for_typst(self, number: int) -> str:
        """The same record as JSON, the form in which a Typst template takes it."""
        record = self.record(number)
        return json.dumps({name: _plain(record[name]) for name in self.printed_by_typst or record}, ensure_ascii=False)


def workloads() -> tuple[Workload, ...]:
    return plan(), form_of_thirty_rows(), plan(all_different=True), form_of_thirty_rows(all_different=True)


def plan(*, all_different: bool = False) -> Workload:
    """The plan of examples/, its number, day and recipients changing from record to record."""
    doctype = doctypes.get("ke_hoach_phong_trao")
    data = inputs.load_file(ROOT / "examples/ke_hoach_phong_trao.yaml")
    campaign = inputs.load_file(ROOT / "examples/campaign.yaml")

    def record(number: int) -> Record:
        changed = {
            **data,
            "so": 100 + number,
            "ngay_ban_hanh": (date(2023, 6, 1) + timedelta(days=number % 200)).isoformat(),
            "noi_nhan": [f"Trường Trung học cơ sở số {number + 1}", "Các đơn vị trường học"],
        }
        values = doctype.values(changed, campaign=campaign, today=TODAY, folder=None).context
        return shuffled_plan(values, number) if all_different else values

    return Workload("plan" + "/all_different" * all_different, doctype.template, doctype.prepared, record,
                    ROOT / "benchmarks/plan.typ", _FOR_TYPST)


def form_of_thirty_rows(*, all_different: bool = False) -> Workload:
    return form_of(30, "form" + "/all_different" * all_different, all_different=all_different)


def form_of(rows: int, name: str, *, all_different: bool) -> Workload:
    template = form.template()
    made = partial(form.record, rows=rows)

    def shuffled(number: int) -> Record:
        return shuffled_form(made(number), number)

    return Workload(name, template, prepare(template), shuffled if all_different else made, ROOT / "benchmarks/form.typ")


def _plain(value: object) -> object:
    """A template's value as JSON: rich text as its runs, an item as its fields."""
    if is_dataclass(value):
        if hasattr(value, "runs"):
            return [{"text": run.text, "bold": run.bold, "italic": run.italic} for run in value.runs]
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return value if isinstance(value, (bool, int, float)) or value is None else str(value)
