"""Documents as strangers write them, line by line: place, looks, words, and the component that a reader takes them for.

    L, R      in the left, right cell of a two-column table; a new table begins where a line of the flow stands between
    l, r      left and right of a tab in one paragraph
    T         a row of a data table, cells parted by |
    B, I      bold, italic;  C centred, J justified;  12 … points (14 where none is said)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import Final, NamedTuple

from service.paper import Block, Cell, Inline, Paper, Paragraph, ParagraphFormat, Row, Section, Tab, Table, Text, TextStyle

MM: Final = 72 / 25.4
_EMPTY: Final = ParagraphFormat()


class Line(NamedTuple):
    place: str
    looks: str
    text: str
    component: str = ""                           # "" also where nothing is claimed


def paragraph(text: str, looks: str = "", inlines: Sequence[Inline] | None = None) -> Paragraph:
    size = re.search(r"\d+", looks)
    style = TextStyle(size_pt=float(size.group()) if size else 14.0, bold="B" in looks, italic="I" in looks)
    form = ParagraphFormat(
        alignment="center" if "C" in looks else "justify" if "J" in looks else "left",
        first_line_pt=36.0 if "J" in looks else 0.0, before_pt=6.0 if "J" in looks else 0.0)
    return Paragraph(tuple(inlines) if inlines is not None else (Text(text, style),) if text else (), form, style)


def paper(lines: Sequence[Line]) -> Paper:
    blocks: list[Block] = []
    for kind, group in groupby(lines, key=lambda line: "LR" if line.place in ("L", "R") else line.place):
        members = list(group)
        if kind == "LR":
            cells = [[paragraph(line.text, line.looks) for line in members if line.place == side] for side in "LR"]
            blocks.append(table([cells], (68 * MM, 99 * MM)))
        elif kind == "T":
            rows = [[[paragraph(text.strip(), line.looks)] for text in line.text.split("|")] for line in members]
            blocks.append(table(rows, (60.0,) * len(rows[0])))
        elif kind == "r":
            continue
        else:
            blocks += [paragraph(line.text, line.looks) for line in members if line.place != "l"]
            if kind == "l":
                right = lines[lines.index(members[0]) + 1]
                ends = [paragraph(one.text, one.looks).inlines for one in (members[0], right)]
                blocks.append(paragraph("", members[0].looks, [*ends[0], Tab(TextStyle()), *ends[1]]))
    return Paper((Section(210 * MM, 297 * MM, 20 * MM, 15 * MM, 20 * MM, 30 * MM, 10 * MM, 10 * MM, tuple(blocks)),))


def table(rows: Sequence[Sequence[Sequence[Paragraph]]], grid_pt: tuple[float, ...]) -> Table:
    return Table(grid_pt, tuple(
        Row(tuple(Cell(tuple(cell) or (paragraph(""),), column) for column, cell in enumerate(row))) for row in rows))


_NATION: Final = (
    Line("R", "BC13", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "quoc_hieu"),
    Line("R", "BC14", "Độc lập - Tự do - Hạnh phúc", "tieu_ngu"),
    Line("R", "C14", "__________________________"),
)
TO_TRINH: Final = (
    Line("L", "C13", "SỞ GIÁO DỤC VÀ ĐÀO TẠO", "co_quan_chu_quan"), Line("L", "BC13", "TRƯỜNG THPT GÒ VẤP", "co_quan_ban_hanh"),
    Line("L", "C13", "___________"), Line("L", "C13", "Số: 07/TTr-THPTGV", "so_ky_hieu"),
    *_NATION, Line("R", "IC14", "Gò Vấp, ngày 05 tháng 3 năm 2024", "dia_danh_ngay"),
    Line("", "", ""), Line("", "BC14", "TỜ TRÌNH", "ten_loai"),
    Line("", "BC14", "Về việc xin cấp kinh phí sửa chữa phòng học", "trich_yeu"), Line("", "C", "___________"), Line("", "", ""),
    Line("", "C14", "Kính gửi: Sở Giáo dục và Đào tạo Thành phố Hồ Chí Minh", "kinh_gui"), Line("", "", ""),
    Line("", "J", "Căn cứ Công văn số 12/SGDĐT-KHTC ngày 02 tháng 01 năm 2024 của Sở Giáo dục và Đào tạo;", "can_cu"),
    Line("", "J", "Căn cứ tình hình thực tế của đơn vị.", "can_cu"),
    Line("", "J", "Trường THPT Gò Vấp kính trình Sở Giáo dục và Đào tạo xem xét, cấp kinh phí với nội dung sau đây:", "doan"),
    Line("", "JB", "I. SỰ CẦN THIẾT", "muc"), Line("", "JB", "1. Hiện trạng", "khoan_tieu_de"),
    Line("", "J", "- Dãy phòng học B xây dựng năm 1995 đã xuống cấp.", "gach"),
    Line("", "J", "+ Mái dột tại 06 phòng.", "cong"),
    Line("", "J", "2. Nhu cầu kinh phí: 3.500.000.000 đồng.", "khoan"),
    Line("", "J", "a) Phần xây dựng: 3.000.000.000 đồng;", "diem"), Line("", "J", "b) Phần thiết bị: 500.000.000 đồng.", "diem"),
    Line("", "J", "3.500.000.000 đồng nói trên chi từ ngân sách Thành phố năm 2024.", "doan"),
    Line("", "BC", "Bảng 1. Dự toán kinh phí", "bang_ten"),
    Line("T", "BC", "TT | Nội dung | Số tiền", "bang_dau"), Line("T", "", "1 | Mái | 000", "bang_chu"),
    Line("", "J", "Kính trình Sở Giáo dục và Đào tạo xem xét, quyết định./.", "doan"),
    Line("L", "BI12", "Nơi nhận:", "noi_nhan_tu"), Line("L", "11", "- Như trên;", "noi_nhan"),
    Line("L", "11", "- Lưu: VT.", "noi_nhan"),
    Line("R", "BC", "KT. HIỆU TRƯỞNG", "quyen_han"), Line("R", "BC", "PHÓ HIỆU TRƯỞNG", "quyen_han"), Line("R", "", ""),
    Line("R", "", ""),
    Line("R", "BC", "Nguyễn Thị Minh Khai", "ho_ten"),
)
QUYET_DINH_TAB: Final = (
    Line("l", "13", "ỦY BAN NHÂN DÂN", "co_quan_ban_hanh"), Line("r", "B13", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "quoc_hieu"),
    Line("l", "B13", "XÃ TÂN HIỆP", "co_quan_ban_hanh"), Line("r", "B14", "Độc lập – Tự do – Hạnh phúc", "tieu_ngu"),
    Line("l", "13", "Số: 15/QĐ-UBND", "so_ky_hieu"), Line("r", "I14", "Tân Hiệp, ngày 5 tháng 03 năm 2026", "dia_danh_ngay"),
    Line("", "", ""), Line("", "BC", "QUYẾT ĐỊNH", "ten_loai"),
    Line("", "BC", "Về việc ban hành Quy chế tiếp công dân", "trich_yeu"), Line("", "", ""),
    Line("", "BC", "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ TÂN HIỆP", "tham_quyen"),
    Line("", "I", "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;", "can_cu"),
    Line("", "I", "Căn cứ Luật Tiếp công dân ngày 25 tháng 11 năm 2013;", "can_cu"),
    Line("", "I", "Xét đề nghị của Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã.", "can_cu"),
    Line("", "BC", "QUYẾT ĐỊNH:", "menh_lenh"),
    Line("", "J", "Điều 1. Ban hành kèm theo Quyết định này Quy chế tiếp công dân của Ủy ban nhân dân xã.", "dieu"),
    Line("", "J", "Điều 5 của Quy chế cũ hết hiệu lực kể từ ngày Quyết định này được ký.", "doan"),
    Line("", "J", "Điều 2. Quyết định này có hiệu lực kể từ ngày ký./.", "dieu"),
    Line("L", "BI12", "Nơi nhận:", "noi_nhan_tu"), Line("L", "11", "- Như Điều 2;", "noi_nhan"),
    Line("L", "11", "- Lưu: VT, VP (3).", "noi_nhan"), Line("L", "11", "PL.(30)", "nguoi_soan"),
    Line("R", "BC", "TM. ỦY BAN NHÂN DÂN", "quyen_han"), Line("R", "BC", "CHỦ TỊCH", "quyen_han"), Line("R", "", ""),
    Line("R", "", ""),
    Line("R", "BC", "Y Thông", "ho_ten"),
    Line("", "", ""),
    Line("L", "C13", "ỦY BAN NHÂN DÂN", "co_quan_ban_hanh"), Line("L", "BC13", "XÃ TÂN HIỆP", "co_quan_ban_hanh"), *_NATION,
    Line("", "BC", "QUY CHẾ", "ten_loai"), Line("", "BC", "Tiếp công dân của Ủy ban nhân dân xã Tân Hiệp", "trich_yeu"),
    Line("", "IC", "(Kèm theo Quyết định số 15/QĐ-UBND ngày 05 tháng 3 năm 2026", "phu_luc_kem_theo"),
    Line("", "IC", "của Chủ tịch Ủy ban nhân dân xã)", "phu_luc_kem_theo"),
    Line("", "BC", "Chương I", "chuong"), Line("", "BC", "QUY ĐỊNH CHUNG", "chuong_tieu_de"),
    Line("", "BC", "Mục 1", "muc_dieu"), Line("", "BC", "PHẠM VI", "muc_dieu_tieu_de"),
    Line("", "JB", "Điều 1. Phạm vi điều chỉnh", "dieu_tieu_de"),
    Line("", "J", "1. Quy chế này quy định việc tiếp công dân tại trụ sở Ủy ban nhân dân xã.", "khoan"),
    Line("", "J", "Mục 2 của Quy chế này không áp dụng đối với cơ quan báo chí.", "doan"),
)
CONG_VAN: Final = (
    Line("L", "C12", "UBND PHƯỜNG HẠNH THÔNG", "co_quan_chu_quan"),
    Line("L", "BC12", "PHÒNG VĂN HÓA - XÃ HỘI", "co_quan_ban_hanh"),
    Line("L", "C13", "Số:      /VHXH-TĐKT", "so_ky_hieu"), Line("L", "C12", "V/v báo cáo sơ kết", "trich_yeu_cong_van"),
    Line("L", "C12", "phong trào thi đua năm 2026", "trich_yeu_cong_van"),
    *_NATION, Line("R", "IC13", "Hạnh Thông, ngày      tháng 11 năm 2026", "dia_danh_ngay"),
    Line("", "", "Kính gửi:", "kinh_gui"), Line("", "", "- Các trường mầm non, tiểu học;", "kinh_gui_dong"),
    Line("", "", "- Các phòng chuyên môn.", "kinh_gui_dong"),
    Line("", "J", "Căn cứ Kế hoạch số 128/KH-UBND ngày 05 tháng 11 năm 2025, Phòng Văn hóa - Xã hội đề nghị các đơn vị:", "doan"),
    Line("", "J", "- Gửi báo cáo theo mẫu tại Phụ lục kèm theo./.", "gach"),
    Line("L", "BI12", "Nơi nhận:", "noi_nhan_tu"), Line("L", "11", "- Như trên;", "noi_nhan"),
    Line("L", "11", "- Lưu: VT.", "noi_nhan"),
    Line("R", "BC", "TRƯỞNG PHÒNG", "quyen_han"), Line("R", "", ""), Line("R", "", ""), Line("R", "BC", "Lê Thị Cúc", "ho_ten"),
    Line("", "", ""), Line("", "BC", "Phụ lục", "phu_luc"), Line("", "BC", "MẪU BÁO CÁO", "phu_luc_ten"),
    Line("", "IC", "(Kèm theo Công văn số     /VHXH-TĐKT ngày     tháng 11 năm 2026)", "phu_luc_kem_theo"),
    Line("", "J", "1. Kết quả thực hiện phong trào thi đua của đơn vị trong năm 2026.", "khoan"),
)
SAO_Y: Final = (
    *TO_TRINH, Line("", "", ""),
    Line("L", "C13", "SỞ GIÁO DỤC VÀ ĐÀO TẠO", "sao_co_quan_chu_quan"),
    Line("L", "BC13", "TRƯỜNG THPT GÒ VẤP", "sao_co_quan_ban_hanh"),
    Line("L", "C13", "Số: 03/SY-THPTGV", "sao_so_ky_hieu"),
    Line("R", "BC14", "SAO Y", "hinh_thuc_sao"), Line("R", "IC14", "Gò Vấp, ngày 08 tháng 3 năm 2024", "sao_dia_danh_ngay"),
    Line("", "", ""),
    Line("L", "BI12", "Nơi nhận:", "sao_noi_nhan_tu"), Line("L", "11", "- Lưu: VT.", "sao_noi_nhan"),
    Line("R", "BC", "TL. HIỆU TRƯỞNG", "sao_quyen_han"), Line("R", "BC", "CHÁNH VĂN PHÒNG", "sao_quyen_han"), Line("R", "", ""),
    Line("R", "BC", "Trần Văn Bảy", "sao_ho_ten"),
)
