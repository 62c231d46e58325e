"""Light Markdown → parts. The signs typed are kept in the text: `number` checks that they are the right ones."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from service.body import inline
from service.body.levels import Level, Part
from service.errors import Problem, problem
from service.values import Grid, GridColumn, GridRow
from service.vietnamese.characters import composed

_HEADED: Final[dict[str, Level]] = {"phần": "phan", "chương": "chuong", "mục": "muc_dieu", "tiểu mục": "tieu_muc", "điều": "dieu"}
_HEADING: Final = re.compile(r"(#+)\s*(.*)")
# "# Điều 1. Tên", "# Chương: Tên": the word, perhaps its number, and a dot or a colon; "# Mục đích" is a plain heading
_WORD: Final = re.compile(r"(Phần|Chương|Mục|Tiểu mục|Điều)(?P<number> (?:[IVXLC]+|\d+))?\s*[.:]\s*(?P<title>.*)")
_LIST: Final[tuple[tuple[re.Pattern[str], Level], ...]] = (
    (re.compile(r"Điều \d+[.:]\s"), "dieu"),
    (re.compile(r"[IVX]+\.\s"), "muc"),
    (re.compile(r"\d{1,2}\.\d{1,2}\.\s"), "khoan_con"),
    (re.compile(r"\d{1,3}\.\s"), "khoan"),
    (re.compile(r"[a-zđ]\)\s"), "diem"),
    (re.compile(r"[-–•*]\s"), "gach"),
    (re.compile(r"\+\s"), "cong"),
)
_HEADINGS: Final[dict[int, Level]] = {1: "muc", 2: "khoan", 3: "khoan_con"}
# "---", ":--:", "--3:": a number is the column's width compared with the others
_RULE_CELL: Final = re.compile(r"(?P<left>:?)-+(?P<share>\d{1,3}(?:[.,]\d{1,3})?)?(?P<right>:?)")
_NAMED: Final = "|="                        # "|= Phân công" above the headings of a table: its name
_CENTRED: Final = re.compile(r"->\s*(.*?)\s*<-")


def parts(text: str, pointer: str = "") -> tuple[list[Part], list[Problem]]:
    """Markdown → (parts in reading order, problems, each with its line)."""
    reader = _Reader(pointer)
    for number, line in enumerate(composed(text).split("\n"), start=1):
        reader.line(line, f"dòng {number}")
    reader.close()
    return reader.parts, reader.problems


class _Reader:
    def __init__(self, pointer: str) -> None:
        self.pointer = pointer
        self.parts: list[Part] = []
        self.problems: list[Problem] = []
        self.running = False                     # the last part takes the next line
        self.rows: list[str] = []
        self.rows_place = ""

    def line(self, line: str, place: str) -> None:
        if line.startswith("|"):
            if not self.rows:
                self.rows_place = place
            self.rows.append(line)
            return
        self.close()
        if not line:
            self.running = False
        elif heading := _HEADING.match(line):
            self._heading(len(heading[1]), heading[2], place)
        elif centred := _CENTRED.fullmatch(line):
            self.parts.append(Part("giua", centred[1], pointer=self.pointer, place=place))
            self.running = False
        else:
            self._text(line, place)

    def close(self) -> None:
        """Ends a table."""
        if self.rows:
            rows, self.rows = self.rows, []
            grid = _grid(rows)
            if isinstance(grid, Grid):
                self.parts.append(Part("bang", table=grid, pointer=self.pointer, place=self.rows_place))
            else:
                self.problems.append(replace(grid, pointer=self.pointer, place=self.rows_place))
            self.running = False

    def _heading(self, depth: int, text: str, place: str) -> None:
        word = _WORD.fullmatch(text)
        if word and depth == 1:
            level = _HEADED[word[1].lower()]
            kept = text if word["number"] else word["title"]
            self.parts.append(Part(level, kept, None, pointer=self.pointer, place=place))
        elif depth in _HEADINGS:
            self.parts.append(Part(_HEADINGS[depth], text, True, pointer=self.pointer, place=place))
        else:
            self.problems.append(problem("heading-depth", "Đề mục chỉ có ba cấp #, ##, ###.", pointer=self.pointer, place=place))
        self.running = False

    def _text(self, line: str, place: str) -> None:
        level = next((level for pattern, level in _LIST if pattern.match(line)), None)
        if level is None and self.running:
            last = self.parts[-1]
            joint = last.text[:-1].rstrip() + "\n" if last.text.endswith("\\") else last.text + " "
            self.parts[-1] = replace(last, text=joint + line)
            return
        self.parts.append(Part(level or "doan", line, pointer=self.pointer, place=place))
        self.running = level != "muc"


def _grid(lines: list[str]) -> Grid | Problem:
    name = ""
    if lines[0].startswith(_NAMED):
        name, lines = lines[0].removeprefix(_NAMED).strip(" |"), lines[1:]
    rows = [[cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))] for line in lines]
    if len(rows) < 2 or not all(_RULE_CELL.fullmatch(cell) for cell in rows[1]):
        return problem("table-rule", "Bảng phải có hàng tiêu đề, rồi hàng kẻ |---|---|.")
    uneven = next((index for index, row in enumerate(rows, start=1) if len(row) != len(rows[0])), None)
    if uneven is not None:
        return problem("row-uneven", "Hàng {hang} của bảng có {co} ô, cần {can} ô.", hang=uneven, co=len(rows[uneven - 1]),
                       can=len(rows[0]))
    rules = [found for cell in rows[1] if (found := _RULE_CELL.fullmatch(cell))]
    shares = _shares(rules, rows[:1] + rows[2:])
    columns = []
    for heading, rule, share in zip(rows[0], rules, shares, strict=True):
        left, right = bool(rule["left"]), bool(rule["right"])
        columns.append(GridColumn(inline.rich(heading)[0], share / sum(shares),
                                  "center" if left and right else "right" if right else "left"))
    return Grid(tuple(columns), tuple(GridRow(tuple(inline.rich(cell)[0] for cell in row)) for row in rows[2:]), 0.0, name)


def _shares(rules: list[re.Match[str]], rows: list[list[str]]) -> list[float]:
    """How wide the columns are, compared with each other: as it is said, else by what their cells hold."""
    if any(rule["share"] for rule in rules):
        return [float((rule["share"] or "1").replace(",", ".")) or 1.0 for rule in rules]
    return [max(3, *(len(row[column]) for row in rows)) ** 0.5 for column in range(len(rules))]
