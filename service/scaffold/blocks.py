"""The parts of an administrative document, top to bottom, with the tags that fill them (docs/templates.md)."""

from __future__ import annotations

from typing import Final

from lxml import etree

from service.rules.layout import AGENCY_PLACE_MM, PAGE
from service.scaffold.content import content, items
from service.scaffold.form import Form
from service.scaffold.heading import heading
from service.scaffold.signatures import signatures
from service.scaffold.tags import Blocks, command, each, rule, when
from service.scaffold.xml import R, mm_twips, paragraph, twips, w

_PARAGRAPH = w("p").tag
_CONTACTS: Final = {"dia_chi": "Địa chỉ", "thu_dien_tu": "Thư điện tử", "trang_thong_tin": "Trang thông tin điện tử",
                    "dien_thoai": "Điện thoại", "fax": "Fax"}
_COPIED: Final = "{{ hinh_thuc }}; {{ co_quan_ban_hanh.ten }}; {{ thoi_gian_ky }}"
_SIGNED: Final = "{% if so_ky_hieu %}Số: {{ so_ky_hieu }}; {% endif %}{{ thoi_gian_ky }}"
_BOX_MM: Final = AGENCY_PLACE_MM[0]
_UNDER_PLACE_PT: Final = 19.0                             # the frame's stroke, space and gap: the text below stands as under it


def body(form: Form) -> Blocks:
    """The children of w:body, without its section."""
    blocks = _above(form)
    if form.noi_dung:
        blocks += content(form.structure, signed=bool(form.signatures))
    blocks += _framing(form, signatures(form))
    blocks += _appendices(form) if form.appendices else []
    ends = bool(blocks) and blocks[-1].tag == _PARAGRAPH
    return blocks if ends else [*blocks, paragraph("cuoi")]         # Word demands a paragraph after the last table


def _framing(form: Form, blocks: Blocks) -> Blocks:
    """What is left out of a section for another document."""
    return when(f"not {form.insert}", *blocks) if form.insert and blocks else blocks


def _above(form: Form) -> Blocks:
    """What stands above the body."""
    boxed = _signed(form) if form.copy_box or (form.signed_box and not form.alone) else []
    blocks = [*boxed, *heading(form)]
    if form.title:
        blocks += _title(form)
    if form.wired:
        blocks += _wired()
    if form.kinh_gui:
        blocks += _addressees()
    if form.tham_quyen:
        blocks += when("tham_quyen", paragraph("tham_quyen", "{{ tham_quyen }}"))
    if form.can_cu:
        blocks += each("dong", "can_cu", paragraph("can_cu", "{{ dong }}"))
    if form.order:
        blocks += [paragraph("menh_lenh", form.order)]
    return [*_framing(form, blocks), *(paragraph("doan", f"{label}: {{{{ {name} }}}}") for name, label in form.own)]


def contacts() -> Blocks:
    """III.4: address, mail, site, telephone, fax, what of it is given, under a line across the text."""
    texts = [f"{{% if {name} %}}{label}: {{{{ {name} }}}}. {{% endif %}}" for name, label in _CONTACTS.items()]
    made = paragraph("dia_chi", "".join(texts))
    made[0].append(w("pBdr", w("top", val="single", sz=6, space=2, color="000000")))
    return when(" or ".join(_CONTACTS), made)


def section(header_id: str, first_header_id: str, first_footer_id: str = "", *, landscape: bool = False) -> etree._Element:
    """A4, the page number in the top margin from page 2 (I.1–I.3, I.7). Landscape the margins stay at their edges as printed."""
    sides = {side: getattr(PAGE, f"{side}_mm").chosen for side in ("top", "right", "bottom", "left", "header")}
    margins = {side: mm_twips(mm, up=True) for side, mm in sides.items()}
    width, height = mm_twips(PAGE.width_mm), mm_twips(PAGE.height_mm)
    return w(
        "sectPr",
        _reference("header", "default", header_id), _reference("header", "first", first_header_id),
        _reference("footer", "first", first_footer_id) if first_footer_id else None,
        w("pgSz", w=height, h=width, orient="landscape") if landscape else w("pgSz", w=width, h=height),
        # ô 13 stands in the text area: the text of page 1 ends above it
        w("pgMar", **margins, footer=margins["bottom" if first_footer_id else "header"], gutter=0),
        w("cols", space=720),
        w("titlePg"),
    )


def _reference(place: str, kind: str, relation: str) -> etree._Element:
    reference = w(f"{place}Reference", type=kind)
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
    if form.attached:
        blocks += [paragraph("phu_luc_kem_theo", "{{ kem_theo }}")]
        blocks += [rule("ke_kem_theo")] if form.title_rule == "kem_theo" else []
    return blocks


def _signed(form: Form) -> Blocks:
    """II.8b, III.1d, Phần II I.3: what the agency signs by itself shows, framed at the top right, number and time of signing, or
    form of the copy, who copied and the time (mẫu 1.3, 2.2, 3.2). Not signed yet it has there the place of the signature, which
    will say so; a văn bản kèm theo without a number of its own stands in one file with another and is not signed by itself."""
    made = [command("{%p if thoi_gian_ky %}"), _box(_COPIED if form.copy_box else _SIGNED), command("{%p else %}"),
            paragraph("ky_so", "{{ cho_ky_co_quan }}", after=_UNDER_PLACE_PT), command("{%p endif %}")]
    return made if form.alone or form.copy_box else when("so_ky_hieu", *made)


def _box(text: str) -> etree._Element:
    made = paragraph("ky_so", text)
    edges = (w(side, val="single", sz=4, space=3, color="000000") for side in ("top", "left", "bottom", "right"))
    indents = w("ind", left=mm_twips(PAGE.text_mm - _BOX_MM), right=mm_twips(1))
    made[0].extend([w("pBdr", *edges), w("spacing", after=twips(12)), indents, w("jc", val="center")])
    return made


def _wired() -> Blocks:
    """Mẫu 1.6: who wires, and below it, indented, who receives."""
    return [
        paragraph("giua", "{{ nguoi_dien }} điện:", keep_next=True),
        *each("dong", "noi_dien", paragraph("kinh_gui_dong", "{{ dong }}")),
    ]


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
    alone = _signed(form) if form.alone and form.signed_box else []
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
