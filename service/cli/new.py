"""`vanban new SLUG`: the folder of a new type; `vanban new --draw`: the templates of types drawn again."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import click

from service.cli.files import write_whole
from service.cli.report import Report, reporting
from service.config import own_folder, settings
from service.errors import InputRefused, UsageRefused, VanbanError, problem

if TYPE_CHECKING:
    from service.doctypes import DocumentType

_SLUG = re.compile(r"[a-z][a-z0-9_]*")
SCHEMA, TEMPLATE, EXAMPLE, CAMPAIGN = "schema.toml", "template.docx", "example.json", "example_campaign.json"


@click.command(short_help="Tạo thư mục cho một loại văn bản mới; hoặc vẽ lại mẫu Word.")
@click.argument("slugs", metavar="[TÊN_THƯ_MỤC]...", nargs=-1)
@click.option("--name", help="Tên loại văn bản, ví dụ “Đề án tuyển sinh”.")
@click.option("--abbreviation", help="Chữ viết tắt tên loại; mặc định là các chữ đầu của tên; \"\" là công văn.")
@click.option("--like", metavar="LOẠI", help="Bắt đầu từ một loại đã có: lấy schema.toml và dữ liệu mẫu của loại ấy.")
@click.option("--into", type=click.Path(file_okay=False, path_type=Path), help="Nơi đặt thư mục; mặc định là thư mục đầu của"
              " VANBAN_TYPES, nếu không có thì là thư mục hiện hành.")
@click.option("--draw", is_flag=True, help="Vẽ lại template.docx của các loại có drawn = true.")
@click.option("--all", "every", is_flag=True, help="Với --draw: mọi loại.")
@reporting
@click.pass_obj
def new(report: Report, slugs: tuple[str, ...], name: str | None, abbreviation: str | None, like: str | None, into: Path | None,
        draw: bool, every: bool) -> int:
    """Tạo thư mục TÊN_THƯ_MỤC với schema.toml, template.docx vẽ theo Nghị định 30/2020/NĐ-CP và dữ liệu mẫu.

    Với --draw: vẽ lại template.docx của các loại đã có (không vẽ lại mẫu đã sửa bằng Word, drawn = false).
    """
    if draw:
        return _draw_again(report, slugs, every)
    if len(slugs) != 1 or every:
        raise UsageRefused(problem("new-one", "Ghi đúng một tên thư mục cho loại văn bản mới; --all chỉ đi với --draw."))
    slug = slugs[0]
    if not _SLUG.fullmatch(slug):
        raise UsageRefused(problem("slug-invalid", "“{ten}” không dùng được: chỉ chữ thường không dấu, chữ số và _.", ten=slug))
    if not name and not like:
        raise UsageRefused(problem("parameter-missing", "Thiếu {ten}.", ten="--name"))
    folder = (into or _office_folder()) / slug
    made = _make(folder, name, abbreviation, like)
    report.result({"slug": slug, "folder": str(folder), "files": sorted(path.name for path in folder.iterdir())},
                  _next_steps(folder, made))
    return 0


def _make(folder: Path, name: str | None, abbreviation: str | None, like: str | None) -> DocumentType:
    """The folder, loaded and filled once; nothing stays of one that fails. Raises InputRefused where it is there already."""
    from service import doctypes  # a second of imports that --help does not need
    from service.doctypes.drawing import draw_type

    texts = _texts(folder.name, name, abbreviation, like)
    try:
        folder.mkdir(parents=True)
    except FileExistsError:
        raise InputRefused(problem("type-exists", "Đã có {thu_muc}; không ghi đè.", place=str(folder), thu_muc=folder)) from None
    except OSError as error:
        raise InputRefused(problem("file-unwritable", "Không ghi được tệp {tep}: {ly_do}.", place=str(folder), tep=folder,
                                   ly_do=os.strerror(error.errno or 0))) from error
    try:
        for file, text in texts.items():
            write_whole(folder / file, text.encode())
        kept = like is not None and not doctypes.get(like).schema.form.drawn
        write_whole(folder / TEMPLATE, doctypes.get(like).template if like and kept else draw_type(doctypes.load(folder)))
        made = doctypes.load(folder)
        example = made.example()
        made.prepared.fill(made.values(example["data"], campaign=example.get("campaign")).context)
    except VanbanError:
        shutil.rmtree(folder)
        raise
    return made


def _texts(slug: str, name: str | None, abbreviation: str | None, like: str | None) -> dict[str, str]:
    from service import doctypes
    from service.doctypes import fresh

    if like is None:
        code = fresh.initials(name or "") if abbreviation is None else abbreviation
        return {SCHEMA: fresh.schema_text(slug, name or "", code), EXAMPLE: fresh.example_text(code)}
    folder = doctypes.get(like).folder
    texts = {file: (folder / file).read_text(encoding="utf-8") for file in (EXAMPLE, CAMPAIGN) if (folder / file).is_file()}
    return texts | {SCHEMA: fresh.renamed((folder / SCHEMA).read_text(encoding="utf-8"), name, abbreviation)}


def _draw_again(report: Report, slugs: tuple[str, ...], every: bool) -> int:
    from service import doctypes
    from service.doctypes.drawing import draw_type

    if bool(slugs) == every:
        raise UsageRefused(problem("draw-which", "Với --draw hãy ghi tên các loại, hoặc --all."))
    types = list(doctypes.catalogue().values()) if every else [doctypes.get(slug) for slug in slugs]
    drawn, left = [], []
    for one in types:
        if not one.schema.form.drawn:
            left.append(one.slug)
            continue
        write_whole(one.folder / TEMPLATE, draw_type(one))
        drawn.append(one.slug)
    report.result({"drawn": drawn, "left": left},
                  [*(f"{slug}: đã vẽ" for slug in drawn), *(f"{slug}: để yên (drawn = false)" for slug in left)])
    return 0


def _office_folder() -> Path:
    """The office's own types; without any, where the command runs."""
    own = [place for place in settings().types_dirs if place != own_folder("templates_docx")]
    return own[0] if own else Path()


def _next_steps(folder: Path, made: DocumentType) -> list[str]:
    return [
        f"Đã tạo {folder} ({made.name}): schema.toml, template.docx, example.json.",
        "Làm tiếp:",
        f"  1. Sửa {folder / SCHEMA}: trường, dàn bài, chữ ký (cách viết: docs/types.md).",
        f"  2. Vẽ lại mẫu: VANBAN_TYPES={folder.parent.resolve()} vanban new --draw {folder.name}",
        "     hoặc sửa template.docx bằng Word và ghi drawn = false.",
        f"  3. In thử: VANBAN_TYPES={folder.parent.resolve()} vanban render {folder.name}"
        f" --data {folder / EXAMPLE} --out ra",
    ]
