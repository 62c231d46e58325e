"""What a cell of the workbook lets a clerk type: drop-downs, and words beside the cell on how to write a day or a number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from service.sheets.columns import Column
from service.sheets.marks import MACHINE

FORMAT: Final = "1"                        # of the sheet _vanban
_FIRST_LIST: Final = 7                     # its column G: one column for each list of choices
HOW: Final = {
    "date": "Ngày: 05/11/2026.", "time": "Giờ và ngày: 08:00 15/11/2025.", "integer": "Số nguyên, ví dụ 1.234.",
    "year": "Năm: 2026.", "money": "Số tiền, đồng: 1.500.000.", "decimal": "Số, phần lẻ sau dấu phẩy: 1.234,5.",
    "yes_no": "Có hoặc Không.", "choice": "Chọn trong danh sách.", "list": "Mỗi mục một dòng trong ô (Alt+Enter).",
    "lines": "Mỗi mục một dòng trong ô (Alt+Enter).", "long_text": "Các đoạn cách nhau một dòng trống (Alt+Enter).",
    "body": "Nội dung dạng Markdown gọn: “# Mục”, “## Khoản”, “a) điểm”, “- gạch đầu dòng”; số thứ tự do phần mềm đánh.",
    "image": "Đường dẫn tệp ảnh (PNG, JPEG) tính từ thư mục của sổ này, ví dụ anh/nen.png.", "json": "Dữ liệu dạng JSON.",
    "text": ""}


class Lists:
    """The lists of choices of a workbook, each once. They stand on the hidden sheet: in a rule there is no room for long ones."""

    def __init__(self) -> None:
        self._columns: dict[tuple[str, ...], int] = {}

    def reference(self, labels: Sequence[str]) -> str:
        column = self._columns.setdefault(tuple(labels), _FIRST_LIST + len(self._columns))
        letter = get_column_letter(column)
        return f"'{MACHINE}'!${letter}$2:${letter}${len(labels) + 1}"

    def write(self, sheet: Worksheet, rows: Sequence[Sequence[str]]) -> None:
        """The machine's sheet: a row for each sheet (title, type, table, version), and the lists."""
        sheet.append(["vanban", FORMAT])
        for row in rows:
            sheet.append(list(row))
        for labels, column in self._columns.items():
            for number, label in enumerate(labels, start=2):
                sheet.cell(number, column, label).data_type = "s"


def limit(sheet: Worksheet, column: Column, area: str, lists: Lists) -> None:
    """The rule of a column: what Excel offers and asks. Whatever is pasted past it is told when the workbook is read."""
    rule = _rule(column, lists)
    prompt = " ".join(filter(None, [HOW[column.form], column.help]))
    if rule is None and not prompt:
        return
    rule = rule or DataValidation(allow_blank=True)
    if prompt:
        rule.promptTitle, rule.prompt, rule.showInputMessage = _cut(column.label, 32), _cut(prompt, 255), True
    rule.add(area)
    sheet.add_data_validation(rule)


def _rule(column: Column, lists: Lists) -> DataValidation | None:
    wrong: dict[str, Any] = {"allow_blank": True, "showErrorMessage": True, "errorTitle": "Chưa đúng",
                             "error": HOW[column.form] or None}
    least, most = column.spec.min, column.spec.max
    match column.form:
        case "choice" | "yes_no":
            return DataValidation("list", lists.reference([label for _, label in column.choices]), errorStyle="stop", **wrong)
        case "date":
            return DataValidation("date", "1", operator="greaterThanOrEqual", errorStyle="warning", **wrong)
        case "time":
            return DataValidation("decimal", "1", operator="greaterThanOrEqual", errorStyle="warning", **wrong)
        case "year":
            return DataValidation("whole", str(least or 1900), str(most or 2200), operator="between", errorStyle="warning",
                                  **wrong)
        case "integer" | "money" if least is not None:
            return DataValidation("whole", str(least), operator="greaterThanOrEqual", errorStyle="warning", **wrong)
        case "text" if column.spec.max_length:
            wrong["error"] = f"Dài nhất {column.spec.max_length} ký tự."
            return DataValidation("textLength", str(column.spec.max_length), operator="lessThanOrEqual", errorStyle="stop",
                                  **wrong)
    return None


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most - 1].rstrip() + "…"
