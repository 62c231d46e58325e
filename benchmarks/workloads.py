"""What is measured: the plan of a campaign (seven pages of text) and a form with a table of thirty rows (two pages)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from pathlib import Path

from benchmarks import form
from service import doctypes, inputs
from service.fill import Prepared, prepare
from service.values import Rich

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 22)
RECORDS = 32
# What plan.typ prints; a Typst user would not send it the rest.
_FOR_TYPST = (
    *("co_quan_chu_quan", "co_quan_ban_hanh", "so_ky_hieu", "dia_danh_ngay", "ten_loai", "trich_yeu"),
    *("can_cu", "noi_dung", "noi_nhan", "ky"),
)


@dataclass(frozen=True, slots=True)
class Workload:
    """A template and records for it. No two neighbouring records are equal, so that nobody wins by remembering the last one."""

    name: str
    template: bytes
    prepared: Prepared
    records: tuple[Mapping[str, object], ...]
    typst: Path
    for_typst: tuple[str, ...]  # the same records as JSON, the form in which a Typst template takes them

    def record(self, number: int) -> Mapping[str, object]:
        return self.records[number % len(self.records)]


def plan() -> Workload:
    """The plan of examples/, its number, day and recipients changing from record to record."""
    doctype = doctypes.get("ke_hoach_phong_trao")
    data = inputs.load_file(ROOT / "examples/ke_hoach_phong_trao.yaml")
    campaign = inputs.load_file(ROOT / "examples/campaign.yaml")
    records = []
    for number in range(RECORDS):
        changed = {
            **data,
            "so": 100 + number,
            "ngay_ban_hanh": f"2023-06-{1 + number % 28:02d}",
            "noi_nhan": [f"Trường Trung học cơ sở số {number + 1}", "Các đơn vị trường học"],
        }
        records.append(doctype.values(changed, campaign=campaign, today=TODAY, folder=None).context)
    return Workload(
        name="plan",
        template=doctype.template,
        prepared=doctype.prepared,
        records=tuple(records),
        typst=ROOT / "benchmarks/plan.typ",
        for_typst=tuple(
            json.dumps({name: _plain(record[name]) for name in _FOR_TYPST}, ensure_ascii=False) for record in records
        ),
    )


def form_of_thirty_rows() -> Workload:
    template = form.template()
    records = tuple(form.record(number) for number in range(RECORDS))
    return Workload(
        name="form",
        template=template,
        prepared=prepare(template),
        records=records,
        typst=ROOT / "benchmarks/form.typ",
        for_typst=tuple(json.dumps(record, ensure_ascii=False) for record in records),
    )


def _plain(value: object) -> object:
    """A template's value as JSON: rich text as its runs, an item as its fields."""
    if isinstance(value, Rich):
        return [{"text": run.text, "bold": run.bold, "italic": run.italic} for run in value.runs]
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return value if isinstance(value, (bool, int, float)) or value is None else str(value)
