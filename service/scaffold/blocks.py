"""The parts of an administrative document, top to bottom, with the tags that fill them (docs/templates.md)."""

from __future__ import annotations

from lxml import etree

from service.rules.layout import PAGE
from service.scaffold.content import content, items
from service.scaffold.form import Form
from service.scaffold.heading import heading
from service.scaffold.signatures import signatures
from service.scaffold.tags import Blocks, command, each, rule, when
from service.scaffold.xml import R, mm_twips, paragraph, w

_PARAGRAPH = w("p").tag


def body(form: Form) -> Blocks:
    """The children of w:body, without its section."""
    blocks = heading(form)
    if form.title:
        blocks += _title(form)
    if form.kinh_gui:
        blocks += _addressees()
    if form.tham_quyen:
        blocks += when("tham_quyen", paragraph("tham_quyen", "{{ tham_quyen }}"))
    if form.can_cu:
        blocks += each("dong", "can_cu", paragraph("can_cu", "{{ dong }}"))
    if form.order:
        blocks += [paragraph("menh_lenh", form.order)]
    blocks += [paragraph("doan", f"{label}: {{{{ {name} }}}}") for name, label in form.own]
    if form.noi_dung:
        blocks += content(form.structure, signed=bool(form.signatures))
    blocks += [*signatures(form), *(_appendices(form) if form.appendices else [])]
    ends = bool(blocks) and blocks[-1].tag == _PARAGRAPH
    return blocks if ends else [*blocks, paragraph("cuoi")]         # Word demands a paragraph after the last table


def section(header_id: str, first_header_id: str, *, landscape: bool = False) -> etree._Element:
    """A4, the page number in the top margin from page 2 (I.1–I.3, I.7). Landscape the margins stay at their edges as printed."""
    sides = {side: getattr(PAGE, f"{side}_mm").chosen for side in ("top", "right", "bottom", "left", "header")}
    margins = {side: mm_twips(mm, up=True) for side, mm in sides.items()}
    width, height = mm_twips(PAGE.width_mm), mm_twips(PAGE.height_mm)
    return w(
        "sectPr",
        _header_reference("default", header_id), _header_reference("first", first_header_id),
        w("pgSz", w=height, h=width, orient="landscape") if landscape else w("pgSz", w=width, h=height),
        w("pgMar", **margins, footer=margins["header"], gutter=0),
        w("cols", space=720),
        w("titlePg"),
    )


def _header_reference(kind: str, relation: str) -> etree._Element:
    reference = w("headerReference", type=kind)
    reference.set(f"{{{R}}}id", relation)
    return reference


def _title(form: Form) -> Blocks:
    """II.5b: the line stands under trích yếu; a type without one has it under its name (PL III, 1.10)."""
    blocks = [paragraph("ten_loai", "{{ ten_loai }}")]
    if form.title_rule == "ten_loai":
        blocks += [rule("ke_ten_loai")]
    if form.trich_yeu:
        blocks += [paragraph("trich_yeu", "{{ trich_yeu }}")]
        blocks += [rule("ke_trich_yeu")] if form.title_rule == "trich_yeu" else []
    return blocks


def _signed(text: str) -> etree._Element:
    made = paragraph("ky_so", text)
    made[0].append(w("jc", val="right"))
    return made


def _addressees() -> Blocks:
    """II.9d: one addressee on the line of “Kính gửi:”, more on lines of their own."""
    return [
        command("{%p if kinh_gui|length == 1 %}"),
        paragraph("kinh_gui", "Kính gửi: {{ kinh_gui[0] }}"),
        command("{%p elif kinh_gui %}"),
        paragraph("kinh_gui", "Kính gửi:", keep_next=True, after=0),
        *each("dong", "kinh_gui", paragraph("kinh_gui_dong", "{{ dong }}")),
        command("{%p endif %}"),
    ]


def _appendices(form: Form) -> Blocks:
    """III.1, PL III, 2.1: each on a page of its own, its pages counted by themselves. III.1d: one in a file of its own has
    number and symbol at the top right."""
    alone = when("so_ky_hieu", _signed("Số: {{ so_ky_hieu }}")) if form.alone and form.numbered else []
    return each(
        "pl", "cac_phu_luc",
        paragraph("doan", "{{p pl.trang }}"),
        *alone,
        *when("pl.nhan", paragraph("phu_luc", "{{ pl.nhan }}")),
        paragraph("phu_luc_ten", "{{ pl.ten }}"),
        *when("pl.kem_theo", paragraph("phu_luc_kem_theo", "{{ pl.kem_theo }}")),
        *when("pl.ke", rule("pl.ke")),
        *items("pl.noi_dung"),
    )
