"""`vanban examples [TYPE…]`: every type's example as files, to see what can be made."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from service.cli.files import write_whole
from service.cli.progress import progress
from service.cli.render import Formats, made
from service.cli.report import FINDINGS, FINE, Report, reporting
from service.errors import problem
from service.language import translate
from service.vietnamese.clock import today


@click.command(short_help="Văn bản mẫu của mọi loại, hoặc của những loại nêu tên.")
@click.argument("slugs", metavar="[LOẠI]...", nargs=-1)
@click.option("--out", "-o", default=".", metavar="THƯ_MỤC", help="Nơi ghi tệp; mặc định: thư mục hiện hành.")
@click.option("--format", "-f", "formats", type=Formats(), default="docx,pdf", help="docx, pdf, png; mặc định: docx,pdf.")
@reporting
@click.pass_obj
def examples(report: Report, slugs: tuple[str, ...], out: str, formats: tuple[str, ...]) -> int:
    """Soạn văn bản từ dữ liệu mẫu của từng loại, ghi ra THƯ_MỤC và nói thể thức của nó ra sao."""
    from service import doctypes, pipeline  # a second of imports that --help does not need
    from service.cli import judged

    told, sign_ready = [], True
    for one in [doctypes.get(slug) for slug in slugs or doctypes.catalogue()]:
        slug, example = one.slug, one.example()
        with progress(f"Đang soạn {slug}"):
            issued = pipeline.issue(slug, example["data"], campaign=example.get("campaign"), today=today())
            files = {suffix: Path(out) / f"{slug}.{suffix}" for suffix in formats}
            for suffix, data in made(issued, formats, 1).items():
                write_whole(files[suffix], data)
            severities = Counter(one.severity for one in issued.report.findings)
        report.note(translate(problem("example-made", "{loai}: {trang} trang, {loi} lỗi, {nhac} nhắc.", loai=slug,
                                      trang=issued.pages, loi=severities["loi"], nhac=severities["nhac"]), report.language))
        for finding in issued.report.findings:
            report.note(f"    {judged.told(finding, report)}")
        sign_ready = sign_ready and issued.report.sign_ready
        told.append({"type": slug, "pages": issued.pages, "files": {suffix: str(path) for suffix, path in files.items()},
                     "loi": severities["loi"], "nhac": severities["nhac"]})
    report.result({"examples": told}, [str(Path(out))])
    return FINE if sign_ready else FINDINGS
