"""A body as a tree → the Markdown a cell of a sheet holds (docs/body.md); read back by `service.body.markdown`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from service.body.levels import LEVELS

_WORDS: Final = {"phan": "Phần", "chuong": "Chương", "muc_dieu": "Mục", "tieu_muc": "Tiểu mục", "dieu": "Điều"}
_HEADINGS: Final = {"khoan": "##", "khoan_con": "###"}
# What only Markdown takes for a sign at the beginning of a paragraph; a number or a dash is one in a tree too.
_SIGN: Final = re.compile("[#|]")
_ALIGNED: Final = {"giua": (":", ":"), "phai": ("", ":")}


def as_markdown(body: str | Sequence[Mapping[str, Any]]) -> str:
    """The body as Markdown, from which the same document is made; as JSON where Markdown has no form for it."""
    if isinstance(body, str):
        return body
    try:
        return re.sub("\n{3,}", "\n\n", "\n".join(_blocks(body, _Counts()))).strip()
    except _NoForm:
        return json.dumps(body, ensure_ascii=False)


class _NoForm(Exception):
    """Markdown cannot say this."""


class _Counts:
    """The number of the next clause and point: Markdown tells these levels by a typed sign, which has to be the right one.

    A heading without numbers restarts what stands below it.
    """

    def __init__(self) -> None:
        self.khoan = self.khoan_con = self.diem = 0

    def sign(self, level: str) -> str:
        if level == "khoan":
            self.khoan, self.khoan_con, self.diem = self.khoan + 1, 0, 0
            return f"{self.khoan}."
        if level == "khoan_con":
            self.khoan_con, self.diem = self.khoan_con + 1, 0
            return f"{self.khoan}.{self.khoan_con}."
        if level == "diem":
            self.diem += 1
            return f"{'abcdđeghiklmnopqrstuvxy'[self.diem - 1:self.diem] or 'y'})"
        return "-" if level == "gach" else "+"

    def restart(self, level: str) -> None:
        """After a mục, điều or part nothing of the smaller levels is counted on."""
        if level not in {"doan", "bang", "gach", "cong"}:
            self.khoan = self.khoan_con = self.diem = 0


def _blocks(nodes: Sequence[Mapping[str, Any]], counts: _Counts) -> Iterator[str]:
    for node in nodes:
        level = next(name for name in LEVELS if node.get(name) is not None)
        under = node.get("noi_dung") or ()
        if level == "bang":
            yield from ("", *_table(node["bang"]), "")
        else:
            line = _line(level, str(node[level]), node.get("tieu_de"), bool(under), counts)
            yield from ("", line, "") if level in {"doan", "giua"} else (line,)
        yield from _blocks(under, counts)


def _line(level: str, text: str, titled: bool | None, under: bool, counts: _Counts) -> str:
    implied = under and text[-1:] not in ".:;,"             # a title where it is not said (docs/body.md)
    text = text.replace("\n", "\\\n")
    if level == "giua":
        if "\n" in text:
            raise _NoForm
        return f"-> {text} <-"
    if level == "doan":
        return f"\\{text}" if _SIGN.match(text) else text
    if level in _WORDS or level == "muc":
        counts.restart(level)
        if level == "dieu" and titled not in {None, implied}:
            raise _NoForm
        return f"# {_WORDS[level]}: {text}" if level in _WORDS else f"# {text}"
    sign = counts.sign(level)
    if titled and level in _HEADINGS:
        return f"{_HEADINGS[level]} {text}"
    if titled is False and implied:
        raise _NoForm
    return f"{sign} {text}"


def _table(table: Mapping[str, Any]) -> Iterator[str]:
    if table.get("ten"):
        yield f"|= {table['ten']}"
    columns = [{"ten": one} if isinstance(one, str) else one for one in table["cot"]]
    yield _piped([one["ten"] for one in columns])
    yield _piped([_rule(one) for one in columns])
    for row in table["hang"]:
        yield _piped([str(cell) for cell in row])


def _rule(column: Mapping[str, Any]) -> str:
    """The width is always told: in a tree columns are as wide as each other where it is not, in Markdown as their cells ask."""
    left, right = _ALIGNED.get(column.get("can", ""), ("", ""))
    return f"{left}--{column.get('rong', 1):g}{right}".replace(".", ",")


def _piped(cells: Sequence[str]) -> str:
    if any("\n" in cell for cell in cells):
        raise _NoForm
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
