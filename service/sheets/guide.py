"""The sheet "Hướng dẫn": how to fill the workbook in, and what every column asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from service.doctypes import DocumentType
from service.sheets.columns import Column, Plan
from service.sheets.limits import HOW
from service.sheets.looks import FACE, SIZE, heights
from service.sheets.marks import SAMPLE

_STEPS: Final = (
    "Mỗi dòng của trang chính là một văn bản. Cột có dấu * là bắt buộc, trừ khi đã có trong dữ liệu phong trào.",
    "Cột “Mã” do bạn đặt: mỗi văn bản một mã riêng (số thứ tự, mã đơn vị …). Tên tệp kết quả lấy theo mã này.",
    "Danh sách trong một văn bản (tập thể, cá nhân, phân công …) ghi ở trang riêng, mỗi dòng ghi lại mã của văn bản đó.",
    f"Dòng có mã “{SAMPLE}” là ví dụ, không phải dữ liệu: để nguyên hoặc xóa, đừng sửa thành dữ liệu thật.",
    "Được đổi thứ tự cột, đổi tên cột, ẩn cột, thêm cột riêng, sắp xếp dòng, chèn dòng trống. Đừng xóa dòng 1 (đang ẩn): phần "
    "mềm nhận ra các cột nhờ dòng này.",
    "Đừng lọc hoặc ẩn dòng rồi nộp: phần mềm không đoán dòng ẩn có cần làm hay không.",
    "Trong ô xuống dòng bằng Alt+Enter. Chữ gõ bằng bảng mã Unicode; chữ TCVN3 (ABC), VNI được báo, chuyển khi có --convert.",
    "Số điện thoại, số định danh, mã có số 0 ở đầu: các cột chữ đã để dạng Văn bản, hãy gõ thẳng vào ô.",
    "Kiểm tra trước khi làm hàng loạt: vanban ready TỆP -o tep_loi.xlsx; ô sai được tô màu, lý do ghi ở chú thích và cột “Lỗi”.",
)
_TITLES: Final = ("Trang", "Cột", "Bắt buộc", "Cách ghi", "Các lựa chọn", "Ví dụ")
_WIDTHS: Final = (26, 40, 11, 60, 40, 40)


def guide(sheet: Worksheet, types: Sequence[DocumentType], found: Sequence[tuple[str, Plan]]) -> None:
    """Fills the sheet."""
    sheet.append(["Sổ nhập liệu: " + "; ".join(one.name for one in types)])
    sheet["A1"].font = Font(name=FACE, size=14, bold=True)
    for number, step in enumerate(_STEPS, start=1):
        sheet.append([f"{number}. {step}"])
    sheet.append([])
    sheet.append(list(_TITLES))
    top = sheet.max_row
    for title, plan in found:
        for column in plan.columns:
            sheet.append(list(_told(title, column)))
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.font = Font(name=FACE, size=SIZE, bold=cell.row == top)
            cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type
            cell.number_format = "@"
            if cell.row is not None and cell.row >= top:
                cell.alignment = Alignment(vertical="top", wrap_text=True)
            if cell.row == top:
                cell.fill = PatternFill("solid", fgColor="FFE2E8EE")
    heights(sheet, top + 1, _WIDTHS)
    for letter, width in zip("ABCDEF", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    for number in range(2, len(_STEPS) + 2):
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=len(_TITLES))
        sheet.cell(number, 1).alignment = Alignment(wrap_text=True, vertical="top")


def _told(title: str, column: Column) -> Iterator[str]:
    yield title
    yield column.label
    yield "Có" if column.required else ""
    longest = f"Dài nhất {column.spec.max_length} ký tự." if column.spec.max_length else ""
    yield " ".join(filter(None, [HOW[column.form], column.help, longest]))
    yield "; ".join(label for _, label in column.choices)
    example = column.spec.example
    yield str(example) if isinstance(example, str | int | float) and not isinstance(example, bool) else ""
