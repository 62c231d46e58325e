"""What a command tells: JSON for machines or Vietnamese lines for people. Results go to stdout, everything else to stderr."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import click

from service.config import settings
from service.errors import Problem, SettingInvalid, UsageRefused, VanbanError, problem
from service.language import Language, translate, translate_text
from service.paper import Construct

FINE, FINDINGS, REFUSED = 0, 1, 2
LANGUAGES = ("vi", "en")
_Command = TypeVar("_Command", bound=Callable[..., Any])


def reporting(command: _Command) -> _Command:
    """The options every command has. `Report.asked` reads them, before click parses the line."""
    command = click.option("--lang", type=click.Choice(LANGUAGES), expose_value=False, help="Ngôn ngữ của thông báo.")(command)
    return click.option("--json", is_flag=True, expose_value=False, help="In kết quả và lỗi dạng JSON.")(command)


@dataclass(frozen=True, slots=True)
class Report:
    """How this run tells its results."""

    json: bool = False
    language: Language = "vi"

    @classmethod
    def asked(cls, arguments: Sequence[str]) -> Report:
        """From the raw command line: one with an unknown option is never parsed, and is told in this form too."""
        said = [after for before, after in itertools.pairwise(arguments) if before == "--lang"]
        said += [one.removeprefix("--lang=") for one in arguments if one.startswith("--lang=")]
        return cls("--json" in arguments, "en" if (said or [_office_language()])[-1] == "en" else "vi")

    def result(self, value: Mapping[str, object], lines: Iterable[str]) -> None:
        click.echo(json.dumps(value, ensure_ascii=False, indent=2) if self.json else "\n".join(lines))

    def note(self, line: str) -> None:
        """A line for people only."""
        if not self.json:
            click.echo(line, err=True)

    def refuse(self, error: VanbanError) -> int:
        """Tells an error with all its problems and gives the exit code."""
        if self.json:
            title = translate_text(error.title, self.language)
            value = {"code": error.code, "title": title, "problems": [self.told(one) for one in error.problems]}
            click.echo(json.dumps(value, ensure_ascii=False, indent=2))
        else:
            click.echo(f"{translate_text('Lỗi', self.language)}: {translate_text(error.title, self.language)}", err=True)
            for one in error.problems:
                click.echo(f"  {self.line(one)}", err=True)
        return REFUSED

    def told(self, one: Problem) -> dict[str, str]:
        """A problem for machines."""
        return {"code": one.code, "message": translate(one, self.language), "pointer": one.pointer, "place": one.place}

    def line(self, one: Problem) -> str:
        """A problem for people: where, then what."""
        where = " · ".join(part for part in (one.pointer, one.place) if part)
        message = translate(one, self.language)
        return f"{where}: {message}" if where else message

    def findings(self, constructs: Iterable[Construct], notices: Iterable[Problem] = ()) -> list[dict[str, Any]]:
        """What the print does not honour, and what the author should look at, for machines."""
        lost = [self.told(one.problem) | {"construct": one.name, "lost": one.lost} for one in constructs]
        return lost + [self.told(one) | {"lost": False} for one in notices]

    def tell_findings(self, constructs: Iterable[Construct], notices: Iterable[Problem] = ()) -> int:
        """Findings for people, and the exit code: a construct printed nearly as meant is told but is no finding."""
        code = FINE
        for construct in constructs:
            word = translate_text("Không in được" if construct.lost else "Lưu ý", self.language)
            self.note(f"{word}: {self.line(construct.problem)}")
            code = FINDINGS if construct.lost else code
        for notice in notices:
            self.note(f"{translate_text('Lưu ý', self.language)}: {self.line(notice)}")
            code = FINDINGS
        return code


def _office_language() -> Language:
    try:
        return settings().locale
    except SettingInvalid:                        # told by the command itself; `--help` works without settings
        return "vi"


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
