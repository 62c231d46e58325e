"""`vanban types [TYPE]`: what can be written, and what its data looks like."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from service.cli.report import Report, reporting

if TYPE_CHECKING:
    from service.doctypes import DocumentType

_WORDING = {
    "official": "theo mẫu của văn bản quy định",
    "pattern": "theo mẫu của cơ quan khác",
    "constructed": "do phần mềm soạn theo Nghị định và luật",
}


@click.command(short_help="Các loại văn bản; hoặc các trường, lược đồ và ví dụ của một loại.")
@click.argument("type_", metavar="[LOẠI]", required=False)
@click.option("--example", is_flag=True, help="Chỉ in dữ liệu mẫu của LOẠI, để sửa rồi dùng với --data.")
@reporting
@click.pass_obj
def types(report: Report, type_: str | None, example: bool) -> int:
    """Liệt kê các loại văn bản; với LOẠI: các trường, JSON Schema và ví dụ."""
    from service import doctypes  # a second of imports that --help does not need

    if type_ is None:
        found = list(doctypes.catalogue().values())
        report.result({"types": [one.described() for one in found]}, _table([_row(one) for one in found]))
        return 0
    one = doctypes.get(type_)
    if example:
        data = one.example()["data"]
        report.result(data, [_pretty(data)])
        return 0
    report.result(one.described() | {"schema": one.json_schema(), "example": one.example()}, _described(one))
    return 0


def _row(one: DocumentType) -> tuple[str, ...]:
    pages = f"{one.pages} trang" if one.pages else "–"
    return (one.slug, one.name, _form(one), pages, one.group, one.source.law[0] if one.source.law else "–")


def _form(one: DocumentType) -> str:
    """"Mẫu 1.4" of the decree, "Mẫu số 02" of another text."""
    return " · ".join(filter(None, [f"Mẫu {one.form}" if one.form else "", one.source.form_number])) or "–"


def _described(one: DocumentType) -> Iterator[str]:
    yield f"{one.name} ({one.slug})"
    yield one.summary
    yield ""
    yield from _grounded(one)
    yield ""
    yield "Các trường (* là bắt buộc, ^ là có thể lấy từ dữ liệu phong trào):"
    rows = [(f"{name}{'*' if spec.required else ''}{'^' if spec.source else ''}", spec.kind, spec.label)
            for name, spec in one.schema.fields.items()]
    yield from (f"  {row}" for row in _table(rows))
    yield ""
    yield "JSON Schema:"
    yield _pretty(one.json_schema())
    yield ""
    yield "Ví dụ:"
    yield _pretty(one.example())


def _grounded(one: DocumentType) -> Iterator[str]:
    """Where the form comes from, and what is not certain of it."""
    yield f"Biểu mẫu: {_form(one)}"
    if one.source.wording:
        yield f"Lời văn: {_WORDING[one.source.wording]}"
    for heading, lines in (("Căn cứ:", one.source.law), ("Chưa xác minh:", one.source.unconfirmed)):
        if lines:
            yield heading
            yield from (f"  - {line}" for line in lines)


def _table(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()


def _pretty(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
