"""The parts of an administrative document, top to bottom, with the tags that fill them (docs/templates.md)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from lxml import etree

from service.rules.layout import HEADING_COLUMNS_MM, HEADING_OVERHANG_MM, PAGE, SIGNATURE_COLUMNS_MM
from service.scaffold.xml import R, mm_twips, paragraph, run, twips, w

Blocks = list[etree._Element]

# The gap above the signature block: its cells' top margin, so that it does not depend on the lines of authority.
_SIGNATURE_GAP_PT: Final = 12.0
_ORDERS: Final = {"QĐ": "QUYẾT ĐỊNH:", "NQ": "QUYẾT NGHỊ:"}   # PL III, 1.1–1.3


@dataclass(frozen=True, slots=True)
class Form:
    """What of a document type shows in its template. `order` is the line before a decision's articles ("QUYẾT ĐỊNH:")."""

    letter: bool = False                                  # công văn: V/v under the number, no tên loại (mẫu 1.5)
    kinh_gui: bool = False
    can_cu: bool = False
    tham_quyen: bool = False
    order: str = ""
    structure: Literal["muc", "dieu"] = "muc"
    own: tuple[tuple[str, str], ...] = ()                 # a type's own fields (name, label), to be moved to their places in Word

    @classmethod
    def of(
        cls,
        fields: Collection[str],
        *,
        abbreviation: str,
        structure: Literal["muc", "dieu"] = "muc",
        own: Mapping[str, str] | None = None,
    ) -> Form:
        """A type's field names, its abbreviation and the structure of its body → Form. `own`: name → label of its own fields."""
        return cls(
            letter=not abbreviation,
            kinh_gui="kinh_gui" in fields,
            can_cu="can_cu" in fields,
            tham_quyen="tham_quyen" in fields,
            order=_ORDERS.get(abbreviation, ""),
            structure=structure,
            own=tuple((own or {}).items()),
        )


def body(form: Form) -> Blocks:
    """The children of w:body, without its section."""
    blocks = [_heading(form)]
    if not form.letter:
        blocks += [paragraph("ten_loai", "{{ ten_loai }}"), paragraph("trich_yeu", "{{ trich_yeu }}"), _rule("ke_trich_yeu")]
    if form.kinh_gui:
        blocks += _addressees()
    if form.tham_quyen:
        blocks += [paragraph("tham_quyen", "{{ tham_quyen }}")]
    if form.can_cu:
        blocks += _each("dong", "can_cu", paragraph("can_cu", "{{ dong }}"))
    if form.order:
        blocks += [paragraph("menh_lenh", form.order)]
    blocks += [paragraph("doan", f"{label}: {{{{ {name} }}}}") for name, label in form.own]
    blocks += _content(form)
    return [*blocks, _signature(), paragraph("cuoi")]


def section(header_id: str, first_header_id: str) -> etree._Element:
    """A4 portrait, the page number in the top margin from page 2 (I.1–I.3, I.7)."""
    sides = {side: getattr(PAGE, f"{side}_mm").chosen for side in ("top", "right", "bottom", "left", "header")}
    margins = {side: mm_twips(mm, up=True) for side, mm in sides.items()}
    return w(
        "sectPr",
        _header_reference("default", header_id), _header_reference("first", first_header_id),
        w("pgSz", w=mm_twips(PAGE.width_mm), h=mm_twips(PAGE.height_mm)),
        w("pgMar", **margins, footer=margins["header"], gutter=0),
        w("cols", space=720),
        w("titlePg"),
    )


def _header_reference(kind: str, relation: str) -> etree._Element:
    reference = w("headerReference", type=kind)
    reference.set(f"{{{R}}}id", relation)
    return reference


def _heading(form: Form) -> etree._Element:
    left = [
        *_when("co_quan_chu_quan", paragraph("co_quan_chu_quan", "{{ co_quan_chu_quan }}")),
        paragraph("co_quan_ban_hanh", "{{ co_quan_ban_hanh }}"),
        _rule("ke_co_quan"),
    ]
    right = [
        paragraph("quoc_hieu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        paragraph("tieu_ngu", "Độc lập - Tự do - Hạnh phúc"),
        _rule("ke_tieu_ngu"),
    ]
    number = [paragraph("so_ky_hieu", "Số: {{ so_ky_hieu }}")]
    if form.letter:
        number += [paragraph("trich_yeu_cong_van", "V/v {{ trich_yeu }}")]
    # II.4c: place and date on the line of the number, hence a row of their own.
    rows = [[left, right], [number, [paragraph("dia_danh_ngay", "{{ dia_danh_ngay }}")]]]
    return _table(HEADING_COLUMNS_MM, rows, indent_mm=-HEADING_OVERHANG_MM)


def _addressees() -> Blocks:
    """II.9d: one addressee on the line of “Kính gửi:”, more on lines of their own."""
    return [
        _command("{%p if kinh_gui|length == 1 %}"),
        paragraph("kinh_gui", "Kính gửi: {{ kinh_gui[0] }}"),
        _command("{%p else %}"),
        paragraph("kinh_gui", "Kính gửi:", keep_next=True, after=0),
        *_each("dong", "kinh_gui", paragraph("kinh_gui_dong", "{{ dong }}")),
        _command("{%p endif %}"),
    ]


def _content(form: Form) -> Blocks:
    """The items of the body, each in the style of its level; the last one keeps with the signature block, which may not stand
    alone on a page. The most frequent levels are asked for first."""
    if form.structure == "dieu":
        levels, headings = ["dieu", "khoan", "diem", "doan", "gach", "cong"], ["chuong", "muc_dieu", "tieu_muc", "phan"]
    else:
        levels, headings = ["gach", "doan", "khoan", "diem", "muc", "cong"], ["phan"]
    return [
        *_each("k", "noi_dung[:-1]", *_branches(levels, headings)),
        _command("{%p set k = noi_dung[-1] %}"),
        *_branches([level for level in levels if level != "muc"], headings[-1:], keep_next=True),
    ]


def _branches(levels: list[str], headings: list[str], *, keep_next: bool = False) -> Blocks:
    """if … elif … else: the last of the two-line headings is the `else`, so that no item can fall through unprinted."""
    cases = [(level, _level(level, keep_next=keep_next)) for level in levels]
    cases += [("bang", _grid()), *((heading, _two_lines(heading)) for heading in headings[:-1])]
    blocks: Blocks = []
    for number, (level, inner) in enumerate(cases):
        blocks += [_command(f'{{%p {"elif" if number else "if"} k.kieu == "{level}" %}}'), *inner]
    return [*blocks, _command("{%p else %}"), *_two_lines(headings[-1]), _command("{%p endif %}")]


def _level(level: str, *, keep_next: bool) -> Blocks:
    text = run("{{r k.chu }}")
    if level == "doan":
        return [paragraph("doan", text, keep_next=keep_next)]
    number = "{{ k.so }} "
    if level not in {"dieu", "khoan"}:
        return [paragraph(level, number, text, keep_next=keep_next)]
    plain = paragraph(level, run(number, "so_dieu") if level == "dieu" else number, text, keep_next=keep_next)
    return [
        _command("{%p if k.tieu_de %}"),
        paragraph(f"{level}_tieu_de", number, run("{{r k.chu }}")),
        _command("{%p else %}"),
        plain,
        _command("{%p endif %}"),
    ]


def _two_lines(level: str) -> Blocks:
    return [paragraph(level, "{{ k.so }}"), paragraph(f"{level}_tieu_de", run("{{r k.chu }}"))]


def _grid() -> Blocks:
    return [paragraph("ke_bang", keep_next=True), paragraph("doan", "{{p k.bang }}"), paragraph("ke_bang")]


def _signature() -> etree._Element:
    left = [paragraph("noi_nhan_tu", "Nơi nhận:"), *_each("dong", "noi_nhan", paragraph("noi_nhan", "{{ dong }}"))]
    right = [
        *_each("dong", "ky.dong", paragraph("quyen_han", "{{ dong }}")),
        _command("{%p if ky.chuc_vu_khac %}"),             # II.7đ: above the name, under the signature
        paragraph("chuc_vu_khac", "{{ ky.chuc_vu_khac|upper }}", keep_next=True),
        paragraph("ho_ten", "{{ ky.ho_ten }}", before=0),
        _command("{%p else %}"),
        paragraph("ho_ten", "{{ ky.ho_ten }}"),
        _command("{%p endif %}"),
    ]
    return _table(SIGNATURE_COLUMNS_MM, [[left, right]], top_pt=_SIGNATURE_GAP_PT)


def _table(
    columns_mm: tuple[float, ...], rows: list[list[Blocks]], *, indent_mm: float = 0.0, top_pt: float = 0.0
) -> etree._Element:
    """A borderless block of columns: fixed widths and no side margins, so that every column is as wide as it says."""
    widths = [mm_twips(mm) for mm in columns_mm]
    margins = (("top", twips(top_pt)), ("left", 0), ("bottom", 0), ("right", 0))
    properties = w(
        "tblPr",
        w("tblW", w=sum(widths), type="dxa"),
        w("tblInd", w=mm_twips(indent_mm), type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblCellMar", *(w(side, w=width, type="dxa") for side, width in margins)),
    )
    table = w("tbl", properties, w("tblGrid", *(w("gridCol", w=width) for width in widths)))
    for row in rows:
        cells = [w("tc", w("tcPr", w("tcW", w=width, type="dxa")), *inner) for width, inner in zip(widths, row, strict=True)]
        table.append(w("tr", w("trPr", w("cantSplit")), *cells))
    return table


def _rule(name: str) -> etree._Element:
    return paragraph("duong_ke", f"{{{{ {name} }}}}")


def _command(text: str) -> etree._Element:
    return paragraph("lenh", text)


def _when(condition: str, *inner: etree._Element) -> Blocks:
    return [_command(f"{{%p if {condition} %}}"), *inner, _command("{%p endif %}")]


def _each(name: str, values: str, *inner: etree._Element) -> Blocks:
    return [_command(f"{{%p for {name} in {values} %}}"), *inner, _command("{%p endfor %}")]
