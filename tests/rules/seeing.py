"""Hand-made `Seen` values: a good document of each kind, and functions that change one thing in it.

    seen = good("ke_hoach")
    worse = looking(seen, "quoc_hieu", sizes_pt=(15.0,))
    worse = saying(seen, "so_ky_hieu", "Số: 5/KH-UBND")

The looks of a part are what layout.COMPONENTS sets. All words are such that no rule of the decree is broken by them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, Final, Literal

from service.fonts import faces
from service.rules.layout import COMPONENTS, FIRST_LINE_CHOSEN_MM, FONT, LINE_SPACING, PAGE
from service.rules.seen import Looks, Page, PageNumber, Part, Seen, Stroke

POINTS_PER_MM: Final = 72 / 25.4
MOTTO: Final = "Độc lập - Tự do - Hạnh phúc"

_NATION: Final = (("quoc_hieu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), ("tieu_ngu", MOTTO))
_GROUNDS: Final = (
    ("can_cu", "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;"),
    ("can_cu", "Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ quy định về phân cấp, phân quyền"
               " trong lĩnh vực tổ chức hành chính, sự nghiệp nhà nước."),
)
_BODY: Final = (
    ("doan", "Ủy ban nhân dân phường Hạnh Thông xây dựng Kế hoạch tổ chức Hội nghị sơ kết như sau:"),
    ("muc", "I. MỤC ĐÍCH, YÊU CẦU"),
    ("khoan_tieu_de", "1. Mục đích"),
    ("gach", "- Đánh giá kết quả thực hiện Phong trào thi đua giai đoạn 2022 - 2025."),
    ("gach", "- Biểu dương, khen thưởng kịp thời các tập thể, cá nhân tiêu biểu."),
    ("khoan_tieu_de", "2. Yêu cầu"),
    ("doan", "Số liệu báo cáo đầy đủ, trung thực, thống nhất với sổ theo dõi của đơn vị."),
    ("muc", "II. THỜI GIAN, ĐỊA ĐIỂM, THÀNH PHẦN"),
    ("khoan", "1. Thời gian: 01 buổi, từ 8 giờ 00, ngày 19 tháng 12 năm 2025 (thứ Sáu)."),
    ("khoan", "2. Thành phần gồm:"),
    ("diem", "a) Thường trực Đảng ủy, Thường trực Hội đồng nhân dân phường;"),
    ("diem", "b) Thành viên Hội đồng Thi đua - Khen thưởng phường."),
    ("doan", "Trên đây là Kế hoạch tổ chức Hội nghị sơ kết, đề nghị các đơn vị triển khai thực hiện./."),
)
_COMMITTEE: Final = (("co_quan_ban_hanh", "ỦY BAN NHÂN DÂN\nPHƯỜNG HẠNH THÔNG"), *_NATION)
_DATED: Final = ("dia_danh_ngay", "Hạnh Thông, ngày 05 tháng 11 năm 2025")
_FILED: Final = (("noi_nhan", "- Thường trực Đảng ủy phường;"), ("noi_nhan", "- Lưu: VT, VHXH (2)."))
_CHAIRMAN: Final = (("quyen_han", "TM. ỦY BAN NHÂN DÂN"), ("quyen_han", "KT. CHỦ TỊCH"), ("quyen_han", "PHÓ CHỦ TỊCH"),
                    ("ho_ten", "Lê Thị Cúc"))
_HEAD: Final = (("quyen_han", "KT. TRƯỞNG PHÒNG"), ("quyen_han", "PHÓ TRƯỞNG PHÒNG"), ("ho_ten", "Trần Thị Bình"))
_DEPARTMENT: Final = (("co_quan_chu_quan", "UBND PHƯỜNG HẠNH THÔNG"), ("co_quan_ban_hanh", "PHÒNG VĂN HÓA - XÃ HỘI"), *_NATION)
_RECIPIENTS: Final = ("noi_nhan_tu", "Nơi nhận:")

KINDS: Final[dict[str, tuple[str, tuple[tuple[str, str], ...]]]] = {
    "ke_hoach": ("KH", (
        *_COMMITTEE, ("so_ky_hieu", "Số: 128/KH-UBND"), _DATED,
        ("ten_loai", "KẾ HOẠCH"), ("trich_yeu", "Tổ chức Hội nghị sơ kết Phong trào thi đua giai đoạn 2022 - 2025"),
        *_GROUNDS, *_BODY, _RECIPIENTS, ("noi_nhan", "- Ủy ban nhân dân Thành phố;"), *_FILED, *_CHAIRMAN)),
    "cong_van": ("", (
        *_DEPARTMENT, ("so_ky_hieu", "Số: 45/VHXH-TĐKT"),
        ("trich_yeu_cong_van", "V/v báo cáo sơ kết và đề nghị khen thưởng Phong trào thi đua giai đoạn 2022 - 2025"), _DATED,
        ("kinh_gui", "Kính gửi:"), ("kinh_gui_dong", "- Hiệu trưởng các trường học trên địa bàn phường;"),
        ("kinh_gui_dong", "- Phòng Kinh tế, Hạ tầng và Đô thị."),
        ("doan", "Thực hiện Kế hoạch số 128/KH-UBND ngày 05 tháng 11 năm 2025 của Ủy ban nhân dân phường Hạnh Thông, đề nghị"
                 " các đơn vị thực hiện các nội dung sau:"),
        ("khoan", "1. Báo cáo kết quả thực hiện Phong trào thi đua, trong đó nêu rõ:"),
        ("diem", "a) Kết quả xây dựng, cải tạo, nâng cấp phòng học;"), ("diem", "b) Hạn chế, nguyên nhân và kiến nghị."),
        ("khoan", "2. Báo cáo gửi về Phòng Văn hóa - Xã hội trước ngày 24 tháng 11 năm 2025./."),
        _RECIPIENTS, ("noi_nhan", "- Như trên;"), *_FILED, *_HEAD)),
    "quyet_dinh": ("QĐ", (
        *_COMMITTEE, ("so_ky_hieu", "Số: 312/QĐ-UBND"), ("dia_danh_ngay", "Hạnh Thông, ngày 15 tháng 12 năm 2025"),
        ("ten_loai", "QUYẾT ĐỊNH"), ("trich_yeu", "Về việc thành lập Tổ công tác triển khai Phong trào thi đua"),
        ("tham_quyen", "ỦY BAN NHÂN DÂN PHƯỜNG HẠNH THÔNG"), *_GROUNDS[:1],
        ("can_cu", "Theo đề nghị của Trưởng phòng Văn hóa - Xã hội tại Tờ trình số 61/TTr-VHXH ngày 10 tháng 12 năm 2025."),
        ("menh_lenh", "QUYẾT ĐỊNH:"),
        ("dieu_tieu_de", "Điều 1. Thành lập Tổ công tác"), ("khoan", "1. Tổ trưởng: bà Lê Thị Cúc;"),
        ("khoan", "2. Thành viên:"), ("diem", "a) Bà Trần Thị Bình;"), ("diem", "b) Ông Hoàng Minh Đức."),
        ("dieu_tieu_de", "Điều 2. Hiệu lực thi hành"), ("doan", "Quyết định này có hiệu lực kể từ ngày ký./."),
        _RECIPIENTS, ("noi_nhan", "- Như Điều 2;"), *_FILED, *_CHAIRMAN)),
    "to_trinh": ("TTr", (
        *_DEPARTMENT, ("so_ky_hieu", "Số: 61/TTr-VHXH"), ("dia_danh_ngay", "Hạnh Thông, ngày 10 tháng 12 năm 2025"),
        ("ten_loai", "TỜ TRÌNH"), ("trich_yeu", "Về việc thành lập Tổ công tác triển khai Phong trào thi đua"),
        ("kinh_gui", "Kính gửi: Ủy ban nhân dân phường Hạnh Thông"),
        ("doan", "Phòng Văn hóa - Xã hội kính trình Ủy ban nhân dân phường xem xét, quyết định./."),
        _RECIPIENTS, ("noi_nhan", "- Như trên;"), *_FILED, *_HEAD)),
    "quy_che": ("QC", (
        *_COMMITTEE, ("so_ky_hieu", "Số: 07/QC-UBND"), _DATED,
        ("ten_loai", "QUY CHẾ"), ("trich_yeu", "Tổ chức và hoạt động của Hội đồng Thi đua - Khen thưởng"),
        ("phan", "Phần I"), ("phan_tieu_de", "QUY ĐỊNH CHUNG"), ("chuong", "Chương I"), ("chuong_tieu_de", "PHẠM VI"),
        ("muc_dieu", "Mục 1"), ("muc_dieu_tieu_de", "TỔ CHỨC"), ("tieu_muc", "Tiểu mục 1"), ("tieu_muc_tieu_de", "THÀNH VIÊN"),
        ("dieu_tieu_de", "Điều 1. Thành viên Hội đồng"), ("khoan", "1. Chủ tịch Hội đồng là Chủ tịch Ủy ban nhân dân phường."),
        ("khoan", "2. Thư ký Hội đồng do Chủ tịch Hội đồng chỉ định./."),
        _RECIPIENTS, *_FILED, *_CHAIRMAN)),
}

def _appendix(written: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """An appendix that names the document it belongs to."""
    said = dict(written)
    number, day = said["so_ky_hieu"].removeprefix("Số: "), said["dia_danh_ngay"].partition(", ")[2]
    return (("phu_luc", "Phụ lục"), ("phu_luc_ten", "DANH SÁCH ĐƠN VỊ"),
            ("phu_luc_kem_theo", f"(Kèm theo Văn bản số {number} {day} của {said['co_quan_ban_hanh'].capitalize()})"),
            ("doan", "Danh sách gồm 12 trường học trên địa bàn phường."))


def _issued(written: tuple[tuple[str, str], ...]) -> date:
    day, month, year = map(int, re.findall(r"\d+", dict(written)["dia_danh_ngay"]))
    return date(year, month, day)


_LEFT: Final = {"co_quan_chu_quan", "co_quan_ban_hanh", "so_ky_hieu", "trich_yeu_cong_van", "noi_nhan_tu", "noi_nhan"}
_RIGHT: Final = {"quoc_hieu", "tieu_ngu", "dia_danh_ngay", "quyen_han", "ho_ten"}


def good(kind: str = "ke_hoach", *, source: Literal["docx", "pdf", "text"] = "docx", appendix: bool = False) -> Seen:
    """A document in which nothing is wrong: `ke_hoach`, `cong_van`, `quyet_dinh`, `to_trinh`, `quy_che`."""
    abbreviation, written = KINDS[kind]
    if appendix:
        first = next(index for index, (component, _) in enumerate(written) if component in ("doan", "khoan"))
        mention = ("doan", "Danh sách đơn vị nêu tại Phụ lục kèm theo.")
        written = (*written[:first], mention, *written[first:], *_appendix(written))
    parts = [part(component, text) for component, text in written]
    number = PageNumber("⟦PAGE⟧", "header", "center", on_first_page=False, looks=looks("so_trang"))
    pages = (Page(
        1 if source == "pdf" else None, PAGE.width_mm, PAGE.height_mm, PAGE.top_mm.chosen, PAGE.right_mm.chosen,
        PAGE.bottom_mm.chosen, PAGE.left_mm.chosen, PAGE.header_mm.chosen),)
    if source == "text":
        return numbered(Seen(source, tuple(replace(one, looks=None) for one in parts), abbreviation, _issued(written)))
    seen = numbered(Seen(source, tuple(parts), abbreviation, _issued(written), pages, 3, page_numbers=(number,)))
    lines = {"tieu_ngu": 1.0, "co_quan_ban_hanh": 0.4, "trich_yeu": 0.4, "phu_luc_kem_theo": 0.2}
    return replace(seen, strokes=tuple(
        Stroke(width_pt(one) * lines[one.component], one.index) for one in seen.parts if one.component in lines))


def looks(component: str, **changes: Any) -> Looks:
    """How a component is set in our templates; of a component the decree does not know, plain text of 14 points."""
    row = COMPONENTS.get(component, COMPONENTS["doan"])
    plain = Looks(
        (FONT,), (row.size_pt.chosen,), row.bold, row.italic, False, (None,), row.alignment,
        first_line_pt=FIRST_LINE_CHOSEN_MM * POINTS_PER_MM if row.first_line else 0.0, left_pt=0.0,
        before_pt=row.before_pt.chosen, after_pt=0.0, line=LINE_SPACING.chosen if row.first_line else 1.0)
    return replace(plain, **changes)


def part(component: str, text: str, **changes: Any) -> Part:
    """A part with our looks; `changes` are those of the `Part`."""
    column: Literal["", "left", "right"] = "left" if component in _LEFT else "right" if component in _RIGHT else ""
    plain = Part(0, text, component, 1.0, looks=looks(component), in_table=bool(column), column=column)
    return replace(plain, **changes)


def numbered(seen: Seen) -> Seen:
    """Index, number and line of every part anew."""
    text = seen.source == "text"
    return replace(seen, parts=tuple(
        replace(one, index=index, number=index + 1, line=index + 1 if text else None, where=f"đoạn {index + 1}")
        for index, one in enumerate(seen.parts)))


def where(seen: Seen, component: str, nth: int = 0) -> int:
    """The index of a part by its component; `nth` may count from the end."""
    return [one.index for one in seen.parts if one.component == component][nth]


def changing(seen: Seen, component: str, nth: int = 0, **changes: Any) -> Seen:
    """One part changed."""
    at = where(seen, component, nth)
    return replace(seen, parts=tuple(replace(one, **changes) if one.index == at else one for one in seen.parts))


def looking(seen: Seen, component: str, nth: int = 0, **changes: Any) -> Seen:
    """One part that looks otherwise."""
    old = seen.parts[where(seen, component, nth)].looks
    assert old is not None
    return changing(seen, component, nth, looks=replace(old, **changes))


def saying(seen: Seen, component: str, text: str, nth: int = 0) -> Seen:
    """One part that says something else."""
    return changing(seen, component, nth, text=text)


def without(seen: Seen, component: str, nth: int | None = None) -> Seen:
    """A component left out, or one part of it; the lines below it go too."""
    gone = {one.index for one in seen.parts if one.component == component} if nth is None else {where(seen, component, nth)}
    return ordered(seen, [one for one in seen.parts if one.index not in gone])


def adding(seen: Seen, new: Part, *, after: str = "", nth: int = 0, before: str = "") -> Seen:
    """One more part, behind or before a component; at the end of the document where neither is named."""
    at = where(seen, before, nth) if before else where(seen, after, nth) + 1 if after else len(seen.parts)
    return ordered(seen, [*seen.parts[:at], new, *seen.parts[at:]])


def ordered(seen: Seen, parts: Iterable[Part]) -> Seen:
    """The parts in another order or another number; drawn lines stay with their parts."""
    kept = list(parts)
    places = {id(one): index for index, one in enumerate(kept)}
    moved = {one.index: places[id(one)] for one in seen.parts if id(one) in places}
    strokes = tuple(replace(stroke, below=moved[stroke.below]) for stroke in seen.strokes if stroke.below in moved)
    return numbered(replace(seen, parts=tuple(kept), strokes=strokes))


def on_page(seen: Seen, **changes: Any) -> Seen:
    """The first page (of a Word file: its section) changed."""
    return replace(seen, pages=(replace(seen.pages[0], **changes), *seen.pages[1:]))


def numbering_pages(seen: Seen, **changes: Any) -> Seen:
    """The page number shown otherwise."""
    return replace(seen, page_numbers=tuple(replace(one, **changes) for one in seen.page_numbers))


def stroked(seen: Seen, component: str, **changes: Any) -> Seen:
    """The drawn line below a component changed."""
    at = where(seen, component)
    return replace(seen, strokes=tuple(replace(one, **changes) if one.below == at else one for one in seen.strokes))


def unstroked(seen: Seen, component: str) -> Seen:
    """The drawn line below a component left out."""
    at = where(seen, component)
    return replace(seen, strokes=tuple(one for one in seen.strokes if one.below != at))


def width_pt(one: Part) -> float:
    """How wide the last line of a part is, by the metrics of its face."""
    assert one.looks is not None
    face = faces().find(one.looks.families[0], bool(one.looks.bold), bool(one.looks.italic)).face
    return face.width_em(one.text.rsplit("\n", 1)[-1]) * one.looks.sizes_pt[0]
