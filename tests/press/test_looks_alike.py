"""What a line can hold, printed by both printers: the same lines, letters at the same places, the same words copied out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from service.paper import Border, Borders, Break, Field, Label, Paragraph, Tab, TabStop, Text
from tests.html.printing import BOLD, STYLE, paper, paragraph
from tests.press.compare import likeness
from tests.printers import engraved, pressed

LAW = "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015; Luật sửa đổi, bổ sung một số điều của Luật Tổ chức"


def styled(text: str, **more: Any) -> Text:
    return Text(text, replace(STYLE, **more))


FRAME = Borders(Border(space_pt=1), Border(space_pt=4), Border(space_pt=1), Border(space_pt=4))
TEXTS: dict[str, tuple[Paragraph, ...]] = {
    "alignments": (
        paragraph(LAW, alignment="justify", first_line_pt=28, left_pt=10, right_pt=5),
        paragraph(LAW, alignment="left", first_line_pt=-10, left_pt=10),
        paragraph(LAW, alignment="center", first_line_pt=28),
        paragraph(LAW, alignment="right", right_pt=5),
        paragraph("Phân tán đều dòng cuối", alignment="distribute"),
    ),
    "looks": (
        paragraph("Trộn ", Text("đậm", BOLD), " và ", styled("nghiêng ", italic=True), LAW, alignment="justify"),
        paragraph("H", styled("2", script="sub"), "O và m", styled("2", script="super"), " ", styled("nâng", raise_pt=4)),
        paragraph(styled("đỏ", color="FF0000"), " ", styled("nền vàng", highlight="yellow"), " ", styled("bỏ", strike=True), " ",
                  styled("Chữ Hoa Nhỏ", caps="small"), " ", styled("gạch", underline="single")),
        paragraph(styled("Arial ", family="Arial"), "lẫn Times ", LAW, alignment="justify"),
        paragraph(styled("TỈNH", kern=True), " ", styled("nén một ít", spacing_pt=-0.1)),
    ),
    "tabs": (
        paragraph("Số:", Tab(STYLE), "ngày", Tab(STYLE), "hết", tabs=(TabStop(150, "center"), TabStop(400, "right"))),
        paragraph("Họ tên:", Tab(STYLE), tabs=(TabStop(390, "right", "dot"),)),
        paragraph("Họ tên:", Tab(replace(STYLE, underline="single")), "cuối", tabs=(TabStop(300),)),
        paragraph("1,5", Tab(STYLE), "1234,25", tabs=(TabStop(300, "decimal"),)),
        paragraph("Số:", Tab(STYLE), LAW, tabs=(TabStop(60),), left_pt=60, first_line_pt=-60, alignment="justify"),
    ),
    "labels": (
        paragraph("Mục có nhãn " + LAW, label=Label("1.", STYLE), left_pt=36, first_line_pt=-18, alignment="justify"),
        paragraph("Mục dấu " + LAW, label=Label("•", replace(STYLE, family="Symbol"), bullet=True), left_pt=36, first_line_pt=-18,
                  alignment="justify", line=1.3),
        paragraph("a) Gõ tay " + LAW, alignment="justify"),
        paragraph("b) Gõ tay " + LAW, alignment="justify", first_line_pt=20),
    ),
    "breaks": (
        paragraph("Trước ngắt dòng tay", Break("line", STYLE), "sau ngắt " + LAW, alignment="justify"),
        paragraph("điều 5\u00a0Luật 2015 " + LAW + " phố\u00a0thuộc tỉnh " + LAW, alignment="justify"),
        paragraph("dài-hạn-" * 20, alignment="justify"),
        paragraph("x" * 120, alignment="justify"),
        paragraph("hai  blank   liền " + LAW, alignment="justify"),
        paragraph("trang một", Break("page", STYLE), "trang hai"),
    ),
    "heights": (
        paragraph(LAW, line=24, line_rule="exact", alignment="justify"),
        paragraph(LAW, line=24, line_rule="at_least", alignment="justify"),
        paragraph(LAW, line=0.8, alignment="justify"),
        paragraph(LAW, line=1.5, alignment="justify"),
        paragraph("Trộn ", styled("to 20", size_pt=20), " ", LAW),
        paragraph(),
        paragraph(styled(" ", script="super"), mark=replace(STYLE, script="super")),
        paragraph("Trang ", Field("PAGE", STYLE), "/", Field("NUMPAGES", STYLE), alignment="center"),
    ),
    "frames": (
        paragraph(LAW, borders=FRAME, fill="EEEEEE", alignment="justify", before_pt=12),
        paragraph(LAW, borders=FRAME, fill="EEEEEE", alignment="justify", before_pt=12),
        paragraph(LAW, fill="DDDDDD"),
        paragraph(LAW, borders=Borders(bottom=Border("double", space_pt=2)), alignment="center"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_both_printers_print_alike(name: str) -> None:
    value = paper(*TEXTS[name])
    found = likeness(engraved(value), pressed(value))
    assert not found.differences
