"""The command `vanban`. Exit codes: 0 fine, 1 there are findings, 2 the input is refused."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from service import __version__
from service.cli.backup import backup, restore
from service.cli.batch import batch
from service.cli.campaign import campaign
from service.cli.check import check
from service.cli.copy import copy
from service.cli.examples import examples
from service.cli.fix import fix
from service.cli.lint import lint
from service.cli.new import new
from service.cli.pdf import pdf
from service.cli.people import people
from service.cli.ready import ready
from service.cli.render import render
from service.cli.report import Report, usage
from service.cli.rules import rules
from service.cli.serve import serve
from service.cli.sheet import sheet
from service.cli.sign import sign
from service.cli.types import types
from service.cli.verify import verify
from service.cli.work import work
from service.errors import VanbanError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="vanban")
def vanban() -> None:
    """Văn bản hành chính theo Nghị định 30/2020/NĐ-CP: từ dữ liệu ra tệp Word và PDF.

    Mã kết thúc: 0 là tốt, 1 là có điều cần lưu ý, 2 là đầu vào bị từ chối.
    """


for _command in (render, types, examples, new, check, fix, campaign, sheet, ready, batch, rules, pdf, sign, copy, verify, lint,
                 serve, work, people, backup, restore):
    vanban.add_command(_command)


def run(arguments: Sequence[str]) -> int:
    """Runs one command line and gives its exit code; errors are told in the form asked for (`--json`)."""
    report = Report.asked(arguments)
    try:
        code = vanban.main(list(arguments), prog_name="vanban", standalone_mode=False, obj=report)
    except VanbanError as error:
        return report.refuse(error)
    except click.UsageError as error:
        return report.refuse(usage(error))
    except click.Abort:                           # Ctrl-C: the shell's number for SIGINT
        return 130
    return code if isinstance(code, int) else 0


def main() -> NoReturn:
    """The entry point of pyproject.toml."""
    sys.exit(run(sys.argv[1:]))
