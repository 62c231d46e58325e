"""The heading: bodies and Quốc hiệu, number and date, stamps, the number of a form (PL I, II.1–II.5; III.2; Mục IV)."""

from __future__ import annotations

from typing import Final

from lxml import etree

from service.rules.layout import HEADING_COLUMNS_MM, HEADING_OVERHANG_MM, PAGE, STAMPS_MM
from service.scaffold.columns import Row, columns
from service.scaffold.form import Form
from service.scaffold.tags import Blocks, command, rule, when
from service.scaffold.xml import mm_twips, paragraph, w

# which of STAMPS_MM a mark can be; the last one is what remains
_WORDS: Final = {
    "do_mat": ("MẬT", "TỐI MẬT", "TUYỆT MẬT"),
    "do_khan": ("KHẨN", "THƯỢNG KHẨN", "HỎA TỐC"),
    "luu_hanh": ("LƯU HÀNH NỘI BỘ",),                     # both instructions have a frame of one size
}


def heading(form: Form) -> Blocks:
    """What stands above the title; nothing where the form has no heading."""
    label = when("mau_so", paragraph("mau_so", "{{ mau_so }}")) if form.form_label else []
    if form.heading == "none":
        return label
    widths = _widths_mm(form)
    if form.heading == "copy":
        return _copy(widths)
    left, right = _names(form)
    marks = _marks(form, widths[0])
    if form.heading == "names":
        return [*label, columns([Row(widths, [[*left, *marks], right])], indent_mm=-HEADING_OVERHANG_MM)]
    number = [paragraph("so_ky_hieu", "Số: {{ so_ky_hieu }}")] if form.numbered and form.heading != "unnumbered" else []
    if form.letter:
        number += [paragraph("trich_yeu_cong_van", "V/v {{ trich_yeu }}")]
    date = [paragraph("dia_danh_ngay", "{{ dia_danh_ngay }}")] if form.heading != "undated" else []
    # II.4c: place and date on the line of the number, hence a row of their own
    rows = [Row(widths, [left, right]), Row(widths, [_filled([*number, *marks]), _filled(date)])]
    return [*label, columns(rows, indent_mm=-HEADING_OVERHANG_MM)]


def _copy(widths: tuple[float, float]) -> Blocks:
    """Phần II, II: below a line across the text who copied, its number, the form of the copy, place and date (mẫu 3.1)."""
    line = paragraph("ke_bang")
    line[0].append(w("pBdr", w("bottom", val="single", sz=6, space=1, color="000000")))
    rows = [
        Row(widths, [[paragraph("co_quan_ban_hanh", "{{ co_quan_ban_hanh }}"), rule("ke_co_quan")],
                     [paragraph("hinh_thuc_sao", "{{ hinh_thuc }}")]]),
        Row(widths, [[paragraph("so_ky_hieu", "Số: {{ so_ky_hieu }}")], [paragraph("dia_danh_ngay", "{{ dia_danh_ngay }}")]]),
    ]
    # the signatures follow: Word would join their table to this one
    return [line, paragraph("ke_bang"), columns(rows, indent_mm=-HEADING_OVERHANG_MM), paragraph("ke_bang")]


def _names(form: Form) -> tuple[Blocks, Blocks]:
    superior = when("co_quan_chu_quan", paragraph("co_quan_chu_quan", "{{ co_quan_chu_quan }}")) if form.superior else []
    left = [*superior, paragraph("co_quan_ban_hanh", "{{ co_quan_ban_hanh }}"), rule("ke_co_quan")]
    right = [
        paragraph("quoc_hieu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        paragraph("tieu_ngu", "Độc lập - Tự do - Hạnh phúc"),
        rule("ke_tieu_ngu"),
    ]
    return left, right


def _widths_mm(form: Form) -> tuple[float, float]:
    """On a landscape page the columns keep their share of the text, and the block its overhang."""
    wide = (PAGE.text_across_mm(form.landscape) + HEADING_OVERHANG_MM) / (PAGE.text_mm + HEADING_OVERHANG_MM)
    left, right = HEADING_COLUMNS_MM
    return left * wide, right * wide


def _marks(form: Form, column_mm: float) -> Blocks:
    """A frame for each stamp that is given, one below the other; each has a paragraph of its own in between, since Word joins the
    frames of neighbours."""
    blocks: Blocks = []
    for mark in form.marks:
        *some, last = _WORDS[mark]
        inner: Blocks = [paragraph("ke_bang")]
        for number, words in enumerate(some):
            inner += [command(f'{{%p {"elif" if number else "if"} {mark} == "{words}" %}}'), _stamp(mark, words, column_mm)]
        inner += [command("{%p else %}"), _stamp(mark, last, column_mm), command("{%p endif %}")] if some else [
            _stamp(mark, last, column_mm)]
        blocks += when(mark, *inner)
    return blocks


def _stamp(mark: str, words: str, column_mm: float) -> etree._Element:
    """The frame stands at the indents: they leave it its width, in the middle of the column."""
    made = paragraph(mark, f"{{{{ {mark} }}}}")
    side = mm_twips((column_mm - STAMPS_MM[words][0]) / 2)
    made[0].append(w("ind", left=side, right=side))
    return made


def _filled(blocks: Blocks) -> Blocks:
    """Word demands a paragraph in every cell."""
    return blocks or [paragraph("cuoi")]
