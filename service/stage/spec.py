"""How stocks.toml, a campaign and a document say what a stock is: a key may be left out, for a stock may be based on another."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from service.words import Data, Line, Words

Mode = Literal["overprint", "full"]
Color = Annotated[str, StringConstraints(pattern=r"^[0-9A-F]{6}$")]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_]{0,39}$")]
_Mm = Annotated[float, Field(ge=0, le=1200)]
_Size = Annotated[float, Field(gt=0, le=1200)]


class StageSpec(BaseModel):
    """`[stage]` of a type's schema: the stock taken where the data names none; `each`, the table with a sheet for each row;
    `shared`, fields that a row may leave to the document; `needs`, groups of fields of which each sheet must have one."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    stock: Name
    each: str = ""
    shared: tuple[str, ...] = ()
    needs: tuple[tuple[str, ...], ...] = ()


class BoxSpec(Data):
    """A box as far as it is said. `text`: the first alternative all of whose blanks have a value is printed; or `picture`, the
    name of an image field."""

    model_config = ConfigDict(title="Ô trên phôi")

    text: Annotated[list[Words], Field(max_length=9)] | Words | None = Field(default=None, title="Lời in; {{ tên_trường }}")
    picture: Line | None = Field(default=None, title="Trường ảnh")
    x_mm: _Mm | None = Field(default=None, title="Cách mép trái (mm)")
    y_mm: _Mm | None = Field(default=None, title="Cách mép trên (mm)")
    width_mm: _Size | None = Field(default=None, title="Rộng (mm)")
    height_mm: _Size | None = Field(default=None, title="Cao (mm)")
    align: Literal["left", "center", "right"] | None = Field(default=None, title="Canh ngang")
    vertical: Literal["top", "center", "bottom"] | None = Field(default=None, title="Canh dọc")
    size_pt: Annotated[float, Field(ge=4, le=200, multiple_of=0.5)] | None = Field(default=None, title="Cỡ chữ")
    shrink_pt: Annotated[float, Field(ge=0, le=20)] | None = Field(default=None, title="Được thu cỡ chữ đến (pt)")
    lines_max: Annotated[int, Field(ge=1, le=30)] | None = Field(default=None, title="Nhiều nhất (dòng)")
    line: Annotated[float, Field(ge=1, le=3)] | None = Field(default=None, title="Giãn dòng")
    font: Line | None = Field(default=None, title="Phông chữ")
    bold: bool | None = Field(default=None, title="Đậm")
    italic: bool | None = Field(default=None, title="Nghiêng")
    capitals: bool | None = Field(default=None, title="In hoa")
    color: Color | None = Field(default=None, title="Màu chữ (RRGGBB)")
    rule: Annotated[float, Field(ge=0, le=1)] | None = Field(default=None, title="Đường kẻ dưới, so với độ dài dòng chữ")
    unlike: Line | None = Field(default=None, title="Không in nếu giống trường này")
    printed: Literal["always", "full", "never"] | None = Field(default=None, title="In khi nào")
    behind: bool | None = Field(default=None, title="Nằm dưới chữ")


class FrameSpec(Data):
    """The drawn frame: `inset_mm` from the left and the top edge to its outer line, `band_mm` between outer and inner lines,
    `corner_mm` the side of a corner's ornament."""

    model_config = ConfigDict(title="Khung")

    inset_mm: tuple[_Mm, _Mm] | None = Field(default=None, title="Cách mép trái, mép trên (mm)")
    band_mm: Annotated[float, Field(gt=0, le=60)] | None = Field(default=None, title="Bề rộng dải khung (mm)")
    corner_mm: Annotated[float, Field(gt=0, le=120)] | None = Field(default=None, title="Cạnh hoa văn góc (mm)")
    weight_pt: Annotated[float, Field(gt=0, le=12)] | None = Field(default=None, title="Nét ngoài (pt)")
    color: Color | None = Field(default=None, title="Màu (RRGGBB)")


class StockSpec(Data):
    """A stock as far as it is said."""

    model_config = ConfigDict(title="Phôi")

    based_on: Name | None = Field(default=None, title="Theo phôi")
    name: Line | None = Field(default=None, title="Tên phôi")
    size_mm: tuple[_Size, _Size] | None = Field(default=None, title="Khổ giấy: rộng, cao (mm)")
    mode: Mode | None = Field(default=None, title="Cách in")
    font: Line | None = Field(default=None, title="Phông chữ")
    shift_mm: tuple[Annotated[float, Field(ge=-50, le=50)], Annotated[float, Field(ge=-50, le=50)]] | None = Field(
        default=None, title="Dời tất cả sang phải, xuống dưới (mm)")
    frame: FrameSpec | None = Field(default=None, title="Khung")
    boxes: dict[Name, BoxSpec] = Field(default_factory=dict, title="Các ô")


def _by_name(value: object) -> object:
    return {"based_on": value} if isinstance(value, str) else value


# in data: the name of a stock, or what is changed of one
GivenStock = Annotated[StockSpec, BeforeValidator(_by_name, json_schema_input_type=str | StockSpec)]
