"""`vanban rules [CODE]`: what the checker holds a document to, with the clause."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from service.cli.report import Report, reporting
from service.language import translate_text

if TYPE_CHECKING:
    from service.rules import Rule


@click.command(short_help="Các quy tắc kiểm tra; hoặc yêu cầu và điều khoản của một quy tắc.")
@click.argument("code", metavar="[MÃ]", required=False)
@click.option("--campaign", is_flag=True, help="Các quy tắc đối chiếu văn bản của một phong trào (vanban campaign check).")
@reporting
@click.pass_obj
def rules(report: Report, code: str | None, campaign: bool) -> int:
    """Liệt kê các quy tắc của vanban check; với MÃ: yêu cầu, điều khoản, mức độ và phạm vi áp dụng."""
    if campaign or (code or "").upper().startswith("TD-"):
        return _across(report, code)
    from service.rules import catalogue  # half a second of imports that --help does not need
    from service.rules import rules as registry

    if code is not None:
        one = catalogue.find(code)
        report.result(catalogue.as_json(one), _described(one, report))
        return 0
    found = list(registry().values())
    report.result({"rules": [catalogue.as_json(one) for one in found]}, _table(found, report))
    return 0


def _across(report: Report, code: str | None) -> int:
    """The rules across documents, or one of them."""
    from service.cli.judged import severity  # as above
    from service.dossier import across_rules
    from service.rules import catalogue

    if code is None:
        found = list(across_rules().values())
        report.result({"rules": [one.as_json() for one in found]}, (
            f"{one.code:8} {severity(one.severity, report):8} {' '.join(one.requirement.split())}" for one in found))
        return 0
    one = catalogue.find_in(across_rules(), code)
    said = [f"{one.code} {one.name} ({severity(one.severity, report)})",
            f"{translate_text('Điều khoản', report.language)}: {one.source}", " ".join(one.requirement.split())]
    settings = [f"{translate_text('Đặt ở', report.language)}: {', '.join(one.settings)}"] if one.settings else []
    report.result(one.as_json(), [*said, *settings])
    return 0


def _table(found: list[Rule], report: Report) -> Iterator[str]:
    from service.cli.judged import severity  # as above
    from service.rules.told import clause

    for one in found:
        requirement = one.requirement.splitlines()[0]
        yield f"{one.code:6} {severity(one.severity, report):8} {clause(one.clause):30} {requirement}"


def _described(one: Rule, report: Report) -> Iterator[str]:
    from service.cli.judged import severity  # as above
    from service.rules.told import clause

    yield f"{one.code} {one.name} ({severity(one.severity, report)})"
    if stated := clause(one.clause):
        yield f"{translate_text('Điều khoản', report.language)}: {stated}"
    yield one.requirement
    if one.types is not None:
        yield f"{translate_text('Loại văn bản', report.language)}: {', '.join(sorted(kind or 'công văn' for kind in one.types))}"
    if one.since:
        yield f"{translate_text('Áp dụng từ ngày', report.language)}: {one.since:%d/%m/%Y}"
    if one.until:
        yield f"{translate_text('Áp dụng đến hết ngày', report.language)}: {one.until:%d/%m/%Y}"
