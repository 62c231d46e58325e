"""The fields of a type in the parts of its form: the head, what it says, who signs and receives it, the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from service.doctypes import DocumentType
from service.web.make.nodes import Node, node
from service.web.make.shapes import Shape, shapes
from service.web.texts import _

_HEAD: Final = frozenset({"co_quan_chu_quan", "co_quan_ban_hanh", "don_vi_soan_thao", "dia_danh", "so", "ngay_ban_hanh"})
_END: Final = frozenset({"noi_nhan", "luu"})
_REST: Final = frozenset({"ky_hieu", "do_mat", "do_khan", "luu_hanh", "mau_so", "phu_luc"})
# what comes first in its part; the others follow in the order of the schema
_FIRST: Final = ("co_quan_chu_quan", "co_quan_ban_hanh", "dia_danh", "ngay_ban_hanh", "kinh_gui", "trich_yeu", "tham_quyen")


@dataclass(frozen=True, slots=True)
class Section:
    key: str
    title: str
    nodes: tuple[Node, ...]
    open: bool

    @property
    def brief(self) -> str:
        """What a closed part holds."""
        return " · ".join(text.replace("\n", " ") for one in self.nodes if (text := _first_text(one)))[:120]


def shape_of(doctype: DocumentType) -> Shape:
    """The form of a type."""
    staging = doctype.schema.staging
    stocks = tuple((name, stock.name or name) for name, stock in staging.whole.items()) if staging else ()
    return shapes(doctype.schema.fields, stocks)


def sections(shape: Shape, data: Mapping[str, Any], taken: Mapping[str, Any]) -> list[Section]:
    """A part whose needed fields all have a value (typed, or `taken` from a campaign) begins closed, but for what it says."""
    titles = {"head": _("Đầu văn bản"), "body": _("Nội dung"), "end": _("Người ký, nơi nhận"),
              "rest": _("Phụ lục, dấu mật, dấu khẩn và mục khác")}
    parts: dict[str, list[Node]] = {key: [] for key in titles}
    for name in sorted(shape.parts, key=_rank):
        part = shape.parts[name]
        where = ("head" if name in _HEAD else "rest" if name in _REST else
                 "end" if name in _END or part.kind == "signature" else "body")
        parts[where].append(node(part, data.get(name), f"/{name}", name))
    made = []
    for key, title in titles.items():
        found = parts[key]
        wanting = any(one.shape.required and one.empty and one.key not in taken for one in found)
        if found:
            made.append(Section(key, title, tuple(found), key == "body" or (key != "rest" and wanting)))
    return made


def _rank(name: str) -> int:
    """Sorting is stable: the rest keeps its order."""
    return _FIRST.index(name) if name in _FIRST else len(_FIRST)


def _first_text(one: Node) -> str:
    if one.rows:
        return _first_text(one.rows[0])
    return one.text or next((text for part in one.parts if (text := _first_text(part))), "")
