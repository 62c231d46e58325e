"""JSON nodes of a body, checked by pydantic → parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Final, Literal, Self

from pydantic import BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from service.body import inline
from service.body.levels import LEVELS, NAMES, RANK, Level, Part
from service.errors import Problem, problem
from service.values import Grid, GridColumn, GridRow, Rich
from service.words import Data, Words

_ALIGN: Final[dict[str, Literal["left", "center", "right"]]] = {"trai": "left", "giua": "center", "phai": "right"}


class Column(Data):
    model_config = ConfigDict(title="Cột")

    ten: Words = Field(title="Tiêu đề cột")
    rong: float = Field(default=1.0, gt=0, le=100, title="Độ rộng so với các cột khác")
    can: Literal["trai", "giua", "phai"] = Field(default="trai", title="Căn")


def _column(value: object) -> object:
    return {"ten": value} if isinstance(value, str) else value


class Table(Data):
    """A table of the body: every row has as many cells as there are columns."""

    model_config = ConfigDict(title="Bảng")

    ten: Words = Field(default="", title="Tên bảng")
    cot: list[Annotated[Column, BeforeValidator(_column, json_schema_input_type=str | Column)]] = Field(
        min_length=1, max_length=30, title="Các cột")
    hang: list[list[Words]] = Field(title="Các hàng")

    @model_validator(mode="after")
    def _even(self) -> Self:
        for index, row in enumerate(self.hang):
            if len(row) != len(self.cot):
                raise PydanticCustomError("row-uneven", "row-uneven", {"hang": index + 1, "co": len(row), "can": len(self.cot)})
        return self

    def grid(self) -> Grid:
        """The table as a template prints it; its width is known only with the type."""
        total = sum(column.rong for column in self.cot)
        columns = tuple(GridColumn(_cell(column.ten), column.rong / total, _ALIGN[column.can]) for column in self.cot)
        return Grid(columns, tuple(GridRow(tuple(map(_cell, row))) for row in self.hang), 0.0, self.ten)


class Node(Data):
    """One node: exactly one level key; what stands under it in `noi_dung`."""

    model_config = ConfigDict(title="Phần tử nội dung")

    phan: Words | None = Field(default=None, title="Phần")
    chuong: Words | None = Field(default=None, title="Chương")
    muc_dieu: Words | None = Field(default=None, title="Mục (bố cục điều)")
    tieu_muc: Words | None = Field(default=None, title="Tiểu mục")
    dieu: Words | None = Field(default=None, title="Điều")
    muc: Words | None = Field(default=None, title="Mục I, II, III")
    khoan: Words | None = Field(default=None, title="Khoản 1, 2, 3")
    khoan_con: Words | None = Field(default=None, title="Khoản con 1.1")
    diem: Words | None = Field(default=None, title="Điểm a, b, c")
    gach: Words | None = Field(default=None, title="Gạch đầu dòng")
    cong: Words | None = Field(default=None, title="Dấu cộng")
    giua: Words | None = Field(default=None, title="Dòng giữa trang")
    doan: Words | None = Field(default=None, title="Đoạn")
    bang: Table | None = Field(default=None, title="Bảng")
    tieu_de: bool | None = Field(default=None, title="Là tiêu đề")
    noi_dung: list[Node] = Field(default_factory=list, title="Nội dung bên dưới")

    @model_validator(mode="after")
    def _one_level(self) -> Self:
        given = [level for level in LEVELS if getattr(self, level) is not None]
        if len(given) != 1:
            raise PydanticCustomError("node-level", "node-level", {"co": ", ".join(given) or "không có khóa nào"})
        return self

    @property
    def level(self) -> Level:
        return next(level for level in LEVELS if getattr(self, level) is not None)


def parts(nodes: Sequence[Node], pointer: str = "") -> tuple[list[Part], list[Problem]]:
    """Nodes → (parts in reading order, inversions: a node inside one that is not larger)."""
    problems: list[Problem] = []
    return list(_walk(nodes, pointer, None, problems)), problems


def _walk(nodes: Sequence[Node], pointer: str, above: Level | None, problems: list[Problem]) -> Iterator[Part]:
    for index, node in enumerate(nodes):
        here, level = f"{pointer}/{index}", node.level
        if above is not None and (above not in RANK or RANK.get(level, 99) <= RANK[above]):
            problems.append(problem("level-inverted", "{cap} không thể nằm trong {cap_tren}.", pointer=here, cap=NAMES[level],
                                    cap_tren=NAMES[above]))
        text = "" if level == "bang" else getattr(node, level)
        yield Part(level, text, node.tieu_de, node.bang.grid() if node.bang else None, here, under=bool(node.noi_dung))
        yield from _walk(node.noi_dung, f"{here}/noi_dung", level, problems)


def _cell(text: str) -> Rich:
    return inline.rich(text)[0]
