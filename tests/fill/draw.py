"""Templates drawn for the tests with python-docx: a plan, a form with a table, and single paragraphs."""

from __future__ import annotations

import io
from collections.abc import Iterable

import docx
from docx.document import Document
from docx.shared import Pt

from service.values import Rich, Rule, Run

LEVELS = ("phan", "muc", "khoan", "diem", "gach", "doan")


def saved(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def paragraphs(*texts: str) -> bytes:
    """A template of one run a paragraph."""
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    return saved(document)


def runs(*pieces: str) -> bytes:
    """A template of one paragraph whose text lies in several runs, as Word leaves it."""
    document = docx.Document()
    paragraph = document.add_paragraph()
    for number, piece in enumerate(pieces):
        paragraph.add_run(piece).bold = bool(number % 2)
    return saved(document)


def table(rows: Iterable[Iterable[str]]) -> bytes:
    """A template with one table."""
    document = docx.Document()
    rows = [list(row) for row in rows]
    made = document.add_table(0, max(map(len, rows)))
    for row in rows:
        for cell, text in zip(made.add_row().cells, row, strict=False):
            cell.text = text
    return saved(document)


def plan(*, rich: bool = True, rules: bool = True) -> bytes:
    """A Kế hoạch: heading table, title, a body of levels, nơi nhận and signature, header, core properties."""
    document = docx.Document()
    for level in LEVELS:
        document.styles.add_style(f"kh_{level}", 1).font.size = Pt(14)
    section = document.sections[0]
    section.header.paragraphs[0].text = "{{ so_ky_hieu }}"
    head = document.add_table(2, 2)
    head.cell(0, 0).text = "{{ co_quan_chu_quan }}"
    head.cell(0, 0).add_paragraph().add_run("{{ co_quan_ban_hanh }}").bold = True
    head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    if rules:
        head.cell(0, 0).add_paragraph("{{ ke_co_quan }}")
        head.cell(0, 1).add_paragraph("{{ ke_tieu_ngu }}")
    head.cell(1, 0).text = "Số: {{ so_ky_hieu }}"
    head.cell(1, 1).text = "{{ dia_danh_ngay }}"
    document.add_paragraph("{{ ten_loai }}")
    document.add_paragraph("{{ trich_yeu }}")
    _loop(document, "for dong in can_cu", "{{ dong }}")
    document.add_paragraph("{%p for k in noi_dung %}")
    for number, level in enumerate(LEVELS):
        document.add_paragraph(f"{{%p {'elif' if number else 'if'} k.kieu == '{level}' %}}")
        paragraph = document.add_paragraph(style=f"kh_{level}")
        paragraph.add_run("{{ k.so }} ")
        paragraph.add_run("{{r k.chu }}" if rich else "{{ k.chu }}")
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endfor %}")
    foot = document.add_table(1, 2)
    foot.cell(0, 0).text = "Nơi nhận:"
    _loop(foot.cell(0, 0), "for dong in noi_nhan", "{{ dong }}")
    foot.cell(0, 1).text = "{{ ky.ho_ten }}"
    document.core_properties.title = "{{ trich_yeu }}"
    document.core_properties.author = "{{ co_quan_ban_hanh }}"
    return saved(document)


def plan_values(*, rich: bool = True, number: int = 656) -> dict[str, object]:
    text = (
        "Tăng cường công tác tuyên truyền, phổ biến chủ trương của Đảng, chính sách, pháp luật của Nhà nước về thi đua, "
        "khen thưởng; nâng cao nhận thức của cán bộ, công chức, viên chức và người lao động "
        "về ý nghĩa của phong trào thi đua yêu nước"
    )
    items: list[dict[str, object]] = []
    for index in range(70):
        chu = f"{text} (việc {index}, đợt {number})."
        value = Rich((Run("Mục tiêu: ", bold=True), Run(chu))) if index % 7 == 0 else Rich.of(chu)
        items.append({"kieu": LEVELS[index % len(LEVELS)], "so": f"{index}.", "tieu_de": False, "chu": value if rich else chu})
    return {
        "co_quan_chu_quan": "ỦY BAN NHÂN DÂN QUẬN GÒ VẤP",
        "co_quan_ban_hanh": "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO",
        "ke_co_quan": Rule(60.0),
        "ke_tieu_ngu": Rule(160.0),
        "so_ky_hieu": f"{number}/KH-GDĐT",
        "dia_danh_ngay": "Gò Vấp, ngày 16 tháng 6 năm 2023",
        "ten_loai": "KẾ HOẠCH",
        "trich_yeu": f"Triển khai phong trào thi đua “Dạy tốt & học tốt” năm {number}",
        "can_cu": [f"Căn cứ Nghị định số 30/2020/NĐ-CP (khoản {n});" for n in range(5)],
        "noi_dung": items,
        "noi_nhan": ["- Như trên;", "- Lưu: VT, TĐ."],
        "ky": {"dong": ["TRƯỞNG PHÒNG"], "ho_ten": "Trịnh Vĩnh Thanh"},
    }


def form() -> bytes:
    """A tờ trình with a table of thirty rows and six columns."""
    document = docx.Document()
    document.add_paragraph("TỜ TRÌNH {{ trich_yeu }}")
    made = document.add_table(4, 6, style="Table Grid")
    for cell, heading in zip(made.rows[0].cells, ("TT", "Họ tên", "Chức vụ", "Đơn vị", "Thành tích", "Số tiền"), strict=True):
        cell.text = heading
    made.cell(1, 0).text = "{%tr for d in hang %}"
    for cell, name in zip(made.rows[2].cells, ("tt", "ho_ten", "chuc_vu", "don_vi", "thanh_tich", "tien"), strict=True):
        cell.text = f"{{{{ d.{name} }}}}"
    made.cell(3, 0).text = "{%tr endfor %}"
    document.add_paragraph("{{ ket }}")
    return saved(document)


def form_values(*, number: int = 1, rows: int = 30) -> dict[str, object]:
    return {
        "trich_yeu": f"về khen thưởng đợt {number}",
        "ket": "Kính trình xem xét./.",
        "hang": [
            {
                "tt": str(n + 1),
                "ho_ten": f"Nguyễn Thị Hồng Ánh {n}",
                "chuc_vu": "Giáo viên",
                "don_vi": "Trường THCS Phan Tây Hồ",
                "thanh_tich": f"Hoàn thành xuất sắc nhiệm vụ năm học {number} & các năm trước",
                "tien": f"{(n + 1) * 120}.000",
            }
            for n in range(rows)
        ],
    }


def _loop(holder: object, head: str, line: str) -> None:
    for text in (f"{{%p {head} %}}", line, "{%p endfor %}"):
        holder.add_paragraph(text)  # type: ignore[attr-defined]  # a document or a cell
