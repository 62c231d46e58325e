"""A plan as a stranger types it in Word, with faults of every kind of place; and the words that stand in a box of a PDF."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from io import BytesIO

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell

from service.marks import Box
from service.pdfium import Sheet, sheets

PT = 72 / 25.4
_BODY, _CENTER = WD_ALIGN_PARAGRAPH.JUSTIFY, WD_ALIGN_PARAGRAPH.CENTER
_TASKS = 14

# What is wrong in `word()`, where it is printed, and the words that the mark must lie on.
FAULTS = [
    ("PG-03", 1, None), ("PG-05", 1, None),                    # margins: strips of paper
    ("H-02", 1, "Độc Lập – Tự do – Hạnh phúc"),                # in a cell
    ("H-10", 1, "Số"),
    ("H-18", 1, "ngày 5"),
    ("B-01", 1, "số 06/2022/QH15"),                            # words within a paragraph
    ("B-14", 1, "3. Yêu cầu: thiết thực, hiệu quả."),          # a skipped number
    ("PG-10", 1, "3. Yêu cầu: thiết thực, hiệu quả."),         # a colour
    ("B-18", 1, "III."),
    ("G-27", 1, "(Một trăm ba mươi triệu đồng)"),
    ("K-11", 2, "K.T HIỆU TRƯỞNG"),                            # overleaf
    ("N-05", 2, "Nơi nhận: - Như trên - Lưu VT"),
]


@lru_cache(maxsize=1)
def word() -> bytes:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = Mm(15), Mm(20), Mm(20), Mm(20)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(13)
    heading = document.add_table(2, 2)
    _set(heading.cell(0, 0), "UBND PHƯỜNG HẠNH THÔNG", "*TRƯỜNG TIỂU HỌC HOA PHƯỢNG")
    _set(heading.cell(0, 1), "*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "*Độc Lập – Tự do – Hạnh phúc")
    _set(heading.cell(1, 0), "Số 12/KH-THHP")
    _set(heading.cell(1, 1), "Hạnh Thông, ngày 5 tháng 11 năm 2025")

    def line(text: str, *, bold: bool = False, centre: bool = False, red: bool = False) -> None:
        paragraph = document.add_paragraph()
        paragraph.alignment = _CENTER if centre else _BODY
        run = paragraph.add_run(text)
        run.bold = bold
        if red:
            run.font.color.rgb = RGBColor(255, 0, 0)

    line("KẾ HOẠCH", bold=True, centre=True)
    line("Tổ chức phong trào thi đua Dạy tốt - Học tốt", bold=True, centre=True)
    line("Căn cứ Luật Thi đua, khen thưởng số 06/2022/QH15 ngày 15 tháng 6 năm 2022;")
    line("I. MỤC ĐÍCH, YÊU CẦU", bold=True)
    line("1. Mục đích: phát huy tinh thần thi đua yêu nước trong cán bộ, giáo viên, nhân viên và học sinh toàn trường.")
    line("3. Yêu cầu: thiết thực, hiệu quả.", red=True)
    line("III. NỘI DUNG", bold=True)
    line("1. Kinh phí: 120.000.000 đồng (Một trăm ba mươi triệu đồng).")
    table = document.add_table(3, 3, style="Table Grid")
    rows = [("Stt", "Nội dung", "Thời gian"), ("1", "Phát động", "05/11/2025"), ("2", "Tổng kết", "20/5/2026")]
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    for number in range(2, _TASKS + 2):
        line(f"{number}. Tổ chuyên môn số {number} xây dựng kế hoạch, thực hiện và báo cáo kết quả về nhà trường trước ngày "
             f"{number + 10} tháng 5 năm 2026, bảo đảm đúng tiến độ, chất lượng của phong trào.")
    end = document.add_table(1, 2)
    end.cell(0, 0).text = "Nơi nhận:\n- Như trên\n- Lưu VT"
    _set(end.cell(0, 1), "*K.T HIỆU TRƯỞNG", "*PHÓ HIỆU TRƯỞNG", "", "", "*Trần Thị Mẫu")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _set(cell: _Cell, *texts: str) -> None:
    for number, text in enumerate(texts):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.alignment = _CENTER
        paragraph.add_run(text.removeprefix("*")).bold = text.startswith("*")


def words_in(pdf: bytes, page: int, box: Box) -> str:
    """What stands in a box of a page, read by the reader that the checker has for PDFs: letters without blanks."""
    left, top = box.x_mm * PT, box.y_mm * PT
    right, bottom = left + box.width_mm * PT, top + box.height_mm * PT
    sheet = _read(pdf)[page - 1]
    return bare("".join(one.text for one in sheet.letters
                        if left <= (one.left + one.right) / 2 <= right and top <= one.baseline <= bottom))


@lru_cache(maxsize=2)
def _read(pdf: bytes) -> tuple[Sheet, ...]:
    return sheets(pdf, max_pages=100)


def bare(text: str) -> str:
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFC", text)).casefold()
