"""What a command tells: JSON for machines or Vietnamese lines for people. Results go to stdout, everything else to stderr."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import click

from service.errors import InputRefused, Problem, VanbanError, problem
from service.paper import Construct

FINE, FINDINGS, REFUSED = 0, 1, 2
_Command = TypeVar("_Command", bound=Callable[..., Any])


class UsageRefused(InputRefused):
    """The command line itself is wrong."""

    code, title = "usage", "Dòng lệnh chưa đúng"


def as_json(command: _Command) -> _Command:
    """The option every command has. Read in `run`, before click parses the line."""
    return click.option("--json", is_flag=True, expose_value=False, help="In kết quả và lỗi dạng JSON.")(command)


@dataclass(frozen=True, slots=True)
class Report:
    """How this run tells its results."""

    json: bool = False

    def result(self, value: Mapping[str, object], lines: Iterable[str]) -> None:
        click.echo(json.dumps(value, ensure_ascii=False, indent=2) if self.json else "\n".join(lines))

    def note(self, line: str) -> None:
        """A line for people only."""
        if not self.json:
            click.echo(line, err=True)

    def refuse(self, error: VanbanError) -> int:
        """Tells an error with all its problems and gives the exit code."""
        if self.json:
            value = {"code": error.code, "title": error.title, "problems": [told(one) for one in error.problems]}
            click.echo(json.dumps(value, ensure_ascii=False, indent=2))
        else:
            click.echo(f"Lỗi: {error.title}", err=True)
            for one in error.problems:
                click.echo(f"  {line(one)}", err=True)
        return REFUSED


def told(one: Problem) -> dict[str, str]:
    """A problem for machines."""
    return {"code": one.code, "message": one.message, "pointer": one.pointer, "place": one.place}


def line(one: Problem) -> str:
    """A problem for people: where, then what."""
    where = " · ".join(part for part in (one.pointer, one.place) if part)
    return f"{where}: {one.message}" if where else one.message


def findings(constructs: Iterable[Construct], notices: Iterable[Problem] = ()) -> list[dict[str, Any]]:
    """What the print does not honour, and what the author should look at, for machines."""
    told_constructs = [told(one.problem) | {"construct": one.name, "lost": one.lost} for one in constructs]
    return told_constructs + [told(one) | {"lost": False} for one in notices]


def tell_findings(report: Report, constructs: Iterable[Construct], notices: Iterable[Problem] = ()) -> int:
    """Findings for people, and the exit code: a construct printed nearly as meant is told but is no finding."""
    code = FINE
    for construct in constructs:
        report.note(f"{'Không in được' if construct.lost else 'Lưu ý'}: {line(construct.problem)}")
        code = FINDINGS if construct.lost else code
    for notice in notices:
        report.note(f"Lưu ý: {line(notice)}")
        code = FINDINGS
    return code


def usage(error: click.UsageError) -> UsageRefused:
    """click's own errors, which speak English → ours."""
    match error:
        case click.NoSuchOption():
            near = ", ".join(error.possibilities or ())
            found = problem("option-unknown", "Không có tùy chọn {ten}.", ten=error.option_name)
            hint = problem("option-unknown", "Không có tùy chọn {ten}; có phải {goi_y}?", ten=error.option_name, goi_y=near)
            return UsageRefused(hint if near else found)
        case click.MissingParameter():
            return UsageRefused(problem("parameter-missing", "Thiếu {ten}.", ten=_name(error.param)))
        case click.BadParameter():
            return UsageRefused(problem("parameter-invalid", "{ten} chưa đúng: {loi}", ten=_name(error.param), loi=error.message))
    return UsageRefused(problem("usage", "{loi} Xem vanban --help.", loi=error.format_message()))


def _name(parameter: click.Parameter | None) -> str:
    if parameter is None:
        return "tham số"
    return parameter.opts[0] if isinstance(parameter, click.Option) else (parameter.name or "").upper()
