"""A finding → the field that causes it: by its component where that is one field's, else by the words it stands on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from service.rules.finding import Fault
from service.rules.seen import Seen
from service.sheets.body import as_markdown
from service.vietnamese.folding import folded
from service.web.make.shapes import Shape

# identifiers of layout.COMPONENTS → where a form asks for it; the first that the type has
_FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "co_quan_chu_quan": ("co_quan_chu_quan",), "co_quan_ban_hanh": ("co_quan_ban_hanh/ten", "co_quan_ban_hanh"),
    "so_ky_hieu": ("so", "ky_hieu"), "dia_danh_ngay": ("dia_danh", "ngay_ban_hanh"), "trich_yeu": ("trich_yeu",),
    "trich_yeu_cong_van": ("trich_yeu",), "mau_so": ("mau_so",), "tham_quyen": ("tham_quyen",), "kinh_gui": ("kinh_gui",),
    "kinh_gui_dong": ("kinh_gui",), "quyen_han": ("ky/chuc_vu", "ky"), "chuc_vu_khac": ("ky/chuc_vu_khac", "ky"),
    "ho_ten": ("ky/ho_ten", "ky"), "noi_nhan": ("noi_nhan",), "noi_nhan_tu": ("noi_nhan",), "nguoi_soan": ("luu",),
    "can_cu": ("can_cu",), "do_mat": ("do_mat",), "do_khan": ("do_khan",), "luu_hanh": ("luu_hanh",), "phu_luc_ten": ("phu_luc",),
    "phu_luc": ("phu_luc",),
}
_WIDE: Final = frozenset({"can_cu", "noi_nhan", "kinh_gui", "kinh_gui_dong", "phu_luc_ten"})     # fields of rows: which row
_LEAST: Final = 8                             # letters of a text that is searched for: a shorter one is anywhere


def cause(fault: Fault, seen: Seen, shape: Shape, data: Mapping[str, Any]) -> tuple[str, int]:
    """(pointer into the data or "", line of a body's Markdown or 0)."""
    known = next((f"/{path}" for path in _FIELDS.get(fault.component, ()) if path.split("/")[0] in shape.parts), "")
    if known and fault.component not in _WIDE:
        return known, 0
    text = next((part.text for part in seen.parts if fault.paragraph is not None and part.number == fault.paragraph), "")
    best = max(_matches(folded(text or fault.found), shape, data), default=(0, "", 0))
    if best[0]:
        return best[1], best[2]
    return known or ("/noi_dung" if "noi_dung" in shape.parts and fault.paragraph is not None else ""), 0


def _matches(text: str, shape: Shape, data: Any) -> Iterator[tuple[int, str, int]]:
    """(letters in common, pointer, line) of every value that stands in the text, or in which the text stands."""
    if len(text) < _LEAST:
        return
    for pointer, line, value in _values(shape, data, ""):
        said = folded(value).lstrip("#-+*>| ")
        if len(said) >= _LEAST and (said in text or text in said):
            yield min(len(said), len(text)), pointer, line


def _values(shape: Shape, value: Any, pointer: str) -> Iterator[tuple[str, int, str]]:
    if shape.form == "group" and isinstance(value, Mapping):
        for name, part in shape.parts.items():
            if name in value:
                yield from _values(part, value[name], f"{pointer}/{name}")
    elif shape.form == "rows" and shape.item and isinstance(value, list):
        for index, one in enumerate(value):
            yield from _values(shape.item, one, f"{pointer}/{index}")
    elif shape.widget == "body":
        yield from ((pointer, line, text) for line, text in enumerate(as_markdown(value).split("\n"), start=1))
    elif isinstance(value, list):
        yield from ((pointer, 0, str(one)) for one in value)
    elif isinstance(value, str):
        yield pointer, 0, value
