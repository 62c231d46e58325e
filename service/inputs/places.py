"""Where something stands in a text, and the faults that all three formats share."""

from __future__ import annotations

from service.errors import Problem, problem


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column, both from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def doubled(key: str, line: int, column: int, name: str) -> Problem:
    return problem("key-doubled", "Trường “{truong}” xuất hiện lần thứ hai ở dòng {dong}, cột {cot}.", place=name, truong=key,
                   dong=line, cot=column)


def empty(name: str) -> Problem:
    return problem("data-empty", "Không có dữ liệu.", place=name)
