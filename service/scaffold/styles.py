"""The decree's numbers → `word/styles.xml`: a paragraph style for each component, with a Vietnamese name for Word's list."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from lxml import etree

from service.fonts import faces
from service.rules.layout import (
    COMPONENTS,
    FIRST_LINE_CHOSEN_MM,
    FONT,
    KINH_GUI_INDENT_PT,
    LANGUAGE,
    LINE_SPACING,
    RARE,
    SIGNATURE_LINES,
    STAMP_RED,
    STAMPS_MM,
    Component,
)
from service.scaffold.xml import flag, mm_twips, serialise, twips, w


@dataclass(frozen=True, slots=True)
class _Flow:
    """How a paragraph behaves besides its letters."""

    keep_next: bool = False
    keep_lines: bool = False
    outline: int | None = None
    after_pt: float = 0.0
    left_pt: float = 0.0
    right_pt: float = 0.0
    hanging_pt: float = 0.0
    contextual: bool = False                              # no space between neighbours of the style
    frame: str = ""                                       # the colour of a stamp's frame and letters


def _width_pt(text: str, component: str) -> float:
    style = COMPONENTS[component]
    return faces().find(FONT, style.bold, style.italic).face.width_em(text) * style.size_pt.chosen


def name_room_pt() -> float:
    """The room for a signature: so many lines of the name below it."""
    name = COMPONENTS["ho_ten"]
    return SIGNATURE_LINES.chosen * name.size_pt.chosen * faces().find(FONT, name.bold).face.natural_em


def _flows() -> dict[str, _Flow]:
    # II.9d: the dashes stand one under the other, under the colon; lines that run on stand under the first word.
    colon_pt = KINH_GUI_INDENT_PT + _width_pt("Kính gửi", "kinh_gui")
    dash_pt = _width_pt("- ", "kinh_gui_dong")
    after_pt = _width_pt("Kính gửi: ", "kinh_gui")
    heading = _Flow(keep_next=True, keep_lines=True)
    return {
        "tieu_ngu": _Flow(after_pt=2),                    # so that the drawn line clears the descenders
        "co_quan_ban_hanh": _Flow(after_pt=2),
        "trich_yeu": _Flow(keep_next=True, left_pt=28, right_pt=28, after_pt=2),
        "ten_loai": heading,
        "tham_quyen": heading,
        "menh_lenh": _Flow(keep_next=True, after_pt=6),
        "kinh_gui": _Flow(left_pt=KINH_GUI_INDENT_PT + after_pt, hanging_pt=after_pt, after_pt=12),
        "kinh_gui_dong": _Flow(left_pt=colon_pt + dash_pt, hanging_pt=dash_pt, after_pt=12, contextual=True),
        **{f"{level}{part}": _Flow(keep_next=True, keep_lines=True, outline=0 if part else None)
           for level in ("phan", "chuong") for part in ("", "_tieu_de")},
        **{f"{level}{part}": _Flow(keep_next=True, keep_lines=True, outline=1 if part else None)
           for level in ("muc_dieu", "tieu_muc") for part in ("", "_tieu_de")},
        "dieu_tieu_de": _Flow(keep_next=True, keep_lines=True, outline=2),
        "muc": _Flow(keep_next=True, keep_lines=True, outline=0),
        "khoan_tieu_de": _Flow(keep_next=True, keep_lines=True, outline=1),
        "bang_ten": _Flow(keep_next=True, after_pt=4),
        "bang_dau": _Flow(keep_next=True, after_pt=2),    # Word leaves a heading row alone at a page's foot
        **{name: _Flow(after_pt=2) for name in ("bang_chu", "bang_giua", "bang_so")},
        "quyen_han": _Flow(keep_next=True),
        "ky_ghi_chu": _Flow(keep_next=True),
        "phu_luc": heading,
        "phu_luc_ten": _Flow(keep_next=True, keep_lines=True, left_pt=28, right_pt=28),
        "phu_luc_kem_theo": _Flow(keep_next=True, left_pt=28, right_pt=28, after_pt=2),
        "do_mat": _Flow(frame=STAMP_RED),
        "do_khan": _Flow(frame=STAMP_RED),
        "luu_hanh": _Flow(frame="000000"),
    }


_FRAME_PT: Final = 1.0                                    # the stroke of a stamp's frame

# Styles that are no component of the decree: id, name, exact line height in points, size in points.
_SPACERS: Final = (
    ("duong_ke", "Đường kẻ", 6.0, 2.0),                   # holds the drawn line alone
    ("ke_bang", "Khoảng cách trước, sau bảng", 4.0, 2.0), # parts a table from what is around it: Word joins two that touch
    ("cuoi", "Đoạn cuối", 1.0, 1.0),                      # Word demands a paragraph after the last table
)


def styles(used: Collection[str] = RARE) -> bytes:
    """`word/styles.xml`: every component's style, of the rare ones those `used`; the table's style `bang`, the spacers."""
    flows = _flows()
    parts = [_defaults(), _latent(), _normal(), _default_table(), _default_character()]
    parts += [_component(component, flows.get(component.id, _Flow())) for component in COMPONENTS.values()
              if component.id not in RARE or component.id in used]
    parts += [_spacer(*row) for row in _SPACERS]
    parts += [_command(), _article_number(), _grid()]
    return serialise(w("styles", *parts))


def _letters(size_pt: float, bold: bool = False, italic: bool = False, color: str = "") -> etree._Element:
    half_points = round(size_pt * 2)
    return w(
        "rPr",
        flag("b", bold), flag("bCs", bold), flag("i", italic), flag("iCs", italic),
        w("color", val=color) if color else None,
        w("sz", val=half_points), w("szCs", val=half_points),
    )


def _component(component: Component, flow: _Flow) -> etree._Element:
    before_pt = component.before_pt.chosen
    if component.id in {"ho_ten", "chuc_vu_khac"}:        # the room for the signature, as spacing: no empty paragraphs
        before_pt = name_room_pt()
    if component.id == "noi_nhan_tu":                     # II.9d: level with the line of quyền hạn, which is set larger
        face, larger = faces().find(FONT, bold=True, italic=True).face, COMPONENTS["quyen_han"]
        before_pt = face.ascent_em * (larger.size_pt.chosen - component.size_pt.chosen)
    indent = {}
    if component.first_line:
        indent["firstLine"] = mm_twips(FIRST_LINE_CHOSEN_MM)
    if flow.left_pt or flow.right_pt:
        indent |= {"left": twips(flow.left_pt), "right": twips(flow.right_pt)}
    if flow.hanging_pt:
        indent["hanging"] = twips(flow.hanging_pt)
    line = round(240 * LINE_SPACING.chosen) if component.first_line else 240
    properties = w(
        "pPr",
        flag("keepNext", flow.keep_next), flag("keepLines", flow.keep_lines),
        _frame(component, flow.frame) if flow.frame else None,
        w("spacing", before=twips(before_pt), after=twips(flow.after_pt), line=line, lineRule="auto"),
        w("ind", **indent) if indent else None,
        flag("contextualSpacing", flow.contextual),
        w("jc", val={"justify": "both"}.get(component.alignment, component.alignment)),
        None if flow.outline is None else w("outlineLvl", val=flow.outline),
    )
    return _style("paragraph", component.id, component.name, properties,
                  _letters(component.size_pt.chosen, component.bold, component.italic, flow.frame))


def _frame(component: Component, color: str) -> etree._Element:
    """III.2b–c: one stroke all round, as high as the stamp: the line in the middle, what is left above and below it (in whole
    points, as the format wants). The width comes from the indents."""
    line_pt = component.size_pt.chosen * faces().find(FONT, component.bold).face.natural_em
    room_pt = STAMPS_MM["KHẨN"][1] / 25.4 * 72 - _FRAME_PT - line_pt
    gaps = {"top": round(room_pt / 2), "left": 0, "bottom": round(room_pt / 2), "right": 0}
    return w("pBdr", *(w(side, val="single", sz=round(_FRAME_PT * 8), space=gap, color=color) for side, gap in gaps.items()))


def _style(kind: str, id: str, name: str, *properties: etree._Element) -> etree._Element:
    based_on = {"paragraph": "Normal", "table": "TableNormal"}.get(kind)
    style = w("style", w("name", val=name), w("basedOn", val=based_on) if based_on else None, w("qFormat"), *properties,
              type=kind, customStyle=1, styleId=id)
    if kind == "table":
        style.remove(style.find("{*}qFormat"))            # type: ignore[arg-type]  # just put in
    return style


def _spacer(id: str, name: str, height_pt: float, size_pt: float) -> etree._Element:
    spacing = w("spacing", before=0, after=0, line=twips(height_pt), lineRule="exact")
    return _style("paragraph", id, name, w("pPr", spacing, w("jc", val="center")), _letters(size_pt))


def _command() -> etree._Element:
    """`{%p … %}` lines: small and grey for the eye of who edits the template; they leave no trace in a document."""
    letters = w("rPr", w("color", val="808080"), w("sz", val=18), w("szCs", val=18))
    return _style("paragraph", "lenh", "Lệnh của mẫu", letters)


def _article_number() -> etree._Element:
    return _style("character", "so_dieu", "Số của điều", w("rPr", w("b"), w("bCs")))


def _grid() -> etree._Element:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = w("tblBorders", *(w(side, val="single", sz=4, space=0, color="auto") for side in sides))
    margins = w("tblCellMar", *(w(side, w=width, type="dxa") for side, width in
                                (("top", 0), ("left", 85), ("bottom", 0), ("right", 85))))
    return _style("table", "bang", "Bảng", w("tblPr", borders, margins))


def _defaults() -> etree._Element:
    size = round(COMPONENTS["doan"].size_pt.chosen * 2)
    letters = w(
        "rPr",
        w("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT),
        w("sz", val=size), w("szCs", val=size), w("lang", val=LANGUAGE),
    )
    spacing = w("pPr", w("spacing", before=0, after=0, line=240, lineRule="auto"))
    return w("docDefaults", w("rPrDefault", letters), w("pPrDefault", spacing))


def _latent() -> etree._Element:
    """Word's own styles stay out of its list until someone asks for one."""
    return w("latentStyles", defLockedState=0, defUIPriority=99, defSemiHidden=1, defUnhideWhenUsed=1, defQFormat=0, count=376)


def _normal() -> etree._Element:
    return w("style", w("name", val="Normal"), type="paragraph", default=1, styleId="Normal")


def _default_table() -> etree._Element:
    margins = w("tblCellMar", *(w(side, w=width, type="dxa") for side, width in
                                (("top", 0), ("left", 108), ("bottom", 0), ("right", 108))))
    return w("style", w("name", val="Normal Table"), w("uiPriority", val=99), w("semiHidden"), w("unhideWhenUsed"),
             w("tblPr", w("tblInd", w=0, type="dxa"), margins), type="table", default=1, styleId="TableNormal")


def _default_character() -> etree._Element:
    return w("style", w("name", val="Default Paragraph Font"), w("uiPriority", val=1), w("semiHidden"), w("unhideWhenUsed"),
             type="character", default=1, styleId="DefaultParagraphFont")
