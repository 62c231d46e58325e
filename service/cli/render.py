"""`vanban render TYPE --data F`: one document as files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from service.cli.files import STDIN, read_bytes, write_whole
from service.cli.progress import progress
from service.cli.report import FINDINGS, Report, reporting
from service.config import settings
from service.errors import InputRefused
from service.language import translate
from service.vietnamese.clock import today

if TYPE_CHECKING:
    from service.doctypes.apart import Appendices
    from service.pipeline import Issued

SUFFIXES = ("docx", "pdf", "png")


class Formats(click.ParamType[tuple[str, ...]]):
    """`docx,pdf` → the suffixes, each once."""

    name = "DẠNG,…"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        wanted = tuple(dict.fromkeys(part.strip().lower() for part in value.split(",") if part.strip()))
        wrong = [part for part in wanted if part not in SUFFIXES]
        if wrong or not wanted:
            self.fail(f"“{', '.join(wrong) or value}”; có: {', '.join(SUFFIXES)}.", param, ctx)
        return wanted


class Day(click.ParamType[date]):
    """`2026-11-22` or `22/11/2026` → date."""

    name = "NGÀY"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            return datetime.strptime(value, "%d/%m/%Y" if "/" in value else "%Y-%m-%d").date()
        except ValueError:
            self.fail(f"“{value}” không phải ngày; viết 2026-11-22 hoặc 22/11/2026.", param, ctx)


@click.command(short_help="Soạn một văn bản từ dữ liệu.")
@click.argument("type_", metavar="LOẠI")
@click.option("--data", "-d", required=True, metavar="TỆP", help="Dữ liệu: JSON, YAML hoặc TOML; - là đầu vào chuẩn.")
@click.option("--campaign", "-c", metavar="TỆP", help="Dữ liệu chung của phong trào.")
@click.option("--out", "-o", default=".", metavar="THƯ_MỤC", help="Nơi ghi tệp; mặc định: thư mục hiện hành.")
@click.option("--format", "-f", "formats", type=Formats(), default="docx,pdf", help="docx, pdf, png; mặc định: docx,pdf.")
@click.option("--page", type=click.IntRange(min=1), default=1, metavar="TRANG", help="Trang của ảnh png; mặc định: 1.")
@click.option("--today", "on", type=Day(), help="Ngày thay cho hôm nay (năm của văn bản chưa ghi ngày).")
@click.option("--appendices", type=click.Choice(["inside", "paper", "electronic"]), default="inside",
              help="Phụ lục: trong văn bản (inside), hoặc tệp riêng theo mẫu giấy (paper), điện tử (electronic).")
@click.option("--attach-data", is_flag=True, help="Đính kèm dữ liệu nguồn vào tệp PDF (du_lieu.json).")
@click.option("--sign-ready", is_flag=True, help="Không ghi tệp nào nếu văn bản còn lỗi thể thức.")
@reporting
@click.pass_obj
def render(
    report: Report, type_: str, data: str, campaign: str | None, out: str, formats: tuple[str, ...], page: int, on: date | None,
    appendices: Appendices, attach_data: bool, sign_ready: bool,
) -> int:
    """Soạn văn bản LOẠI (xem vanban types), ghi ra tệp và kiểm tra thể thức của nó như vanban check.

    Đường dẫn ảnh trong dữ liệu tính từ thư mục của tệp dữ liệu.
    """
    from service import pipeline  # a second of imports that --help does not need
    from service.cli import judged
    from service.rules.reports import as_json

    needed: tuple[pipeline.Format, ...] = ("docx", "pdf") if {"pdf", "png"} & set(formats) else ("docx",)
    folder = Path.cwd() if data == STDIN else Path(data).resolve().parent
    values, shared = load(data), load(campaign) if campaign else None
    with progress(f"Đang soạn {type_}"):
        issued = pipeline.issue(type_, values, campaign=shared, today=on or today(), formats=needed, folder=folder,
                                appendices=appendices, attach=attach_data)
        if sign_ready:
            issued.require_sign_ready()
        files = {one.stem: made(one, formats, page if one is issued else 1) for one in (issued, *issued.attached)}
        checked = issued.report
    written = {stem: {suffix: Path(out) / f"{stem}.{suffix}" for suffix in kinds} for stem, kinds in files.items()}
    for stem, paths in written.items():
        for suffix, path in paths.items():
            write_whole(path, files[stem][suffix])
    value = {
        "type": issued.type.slug,
        "version": issued.type.version,
        "pages": issued.pages,
        "files": _named(written[issued.stem]),
        "attached": [{"type": one.type.slug, "pages": one.pages, "files": _named(written[one.stem])} for one in issued.attached],
        "findings": report.findings(issued.constructs, issued.notices),
        "check": as_json(checked, partial(translate, language=report.language)),
    }
    report.result(value, (str(path) for paths in written.values() for path in paths.values()))
    for line in judged.lines(checked, report):
        report.note(line)
    told = report.tell_findings(issued.constructs, issued.notices)
    return told if checked.sign_ready else FINDINGS


def _named(paths: dict[str, Path]) -> dict[str, str]:
    return {suffix: str(path) for suffix, path in paths.items()}


def made(issued: Issued, formats: tuple[str, ...], page: int) -> dict[str, bytes]:
    """The bytes of every format asked for. Raises InputRefused where there is no such page."""
    from service import pipeline  # as above

    files = {"docx": issued.docx}
    if issued.pdf is not None:
        files["pdf"] = issued.pdf
        if "png" in formats:
            try:
                files["png"] = pipeline.page_picture(issued.pdf, page)
            except InputRefused as error:
                raise InputRefused(*(replace(one, pointer="", place="--page") for one in error.problems)) from error
    return {suffix: files[suffix] for suffix in formats}


def load(name: str) -> dict[str, object]:
    """A data file, or stdin."""
    from service import inputs  # as above

    most = settings().max_body_bytes
    if name == STDIN:
        return inputs.load(read_bytes(name, most, "VANBAN_MAX_BODY_BYTES"), max_bytes=most)
    return inputs.load_file(Path(name), max_bytes=most)
