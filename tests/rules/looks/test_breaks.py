"""For each rule on looks one smallest fault in a good document: it is found by that rule and by no other rule at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

import service.rules.looks as looks_rules
import service.rules.words
from service.paper import Box, Float, Paper, Paragraph, ParagraphFormat, Position, Section, Text, TextStyle
from service.rules.check import check
from service.rules.registry import rules
from service.rules.seen import Page, Seen, Stroke
from tests.rules import seeing
from tests.rules.seeing import (
    adding,
    changing,
    good,
    looking,
    numbering_pages,
    on_page,
    part,
    saying,
    stroked,
    unstroked,
    without,
)

assert looks_rules
assert service.rules.words          # a fault of looks must not be taken for one of words either

_MM = seeing.POINTS_PER_MM
Break = tuple[str, str, Callable[[], Seen]]


def _sized(kind: str, component: str, size_pt: float, nth: int = 0) -> Callable[[], Seen]:
    return lambda: looking(good(kind), component, nth, sizes_pt=(size_pt,))


def _faced(kind: str, component: str, nth: int = 0, **face: bool) -> Callable[[], Seen]:
    return lambda: looking(good(kind), component, nth, **face)


def _aligned(kind: str, component: str, alignment: str, nth: int = 0) -> Callable[[], Seen]:
    return lambda: looking(good(kind), component, nth, alignment=alignment)


def _without_line(kind: str, component: str) -> Callable[[], Seen]:
    return lambda: unstroked(good(kind), component)


def _line(kind: str, component: str, mm: float) -> Callable[[], Seen]:
    return lambda: stroked(good(kind), component, length_pt=mm * _MM)


def _with(kind: str, component: str, text: str, after: str, **looks: object) -> Callable[[], Seen]:
    """A component more, looking otherwise than it should."""
    return lambda: adding(good(kind), part(component, text, looks=seeing.looks(component, **looks)), after=after)


def _appendix(component: str, **looks: object) -> Callable[[], Seen]:
    return lambda: looking(good("ke_hoach", appendix=True), component, 0, **looks)


def _lifted(seen: Seen, component: str, above: str) -> Seen:
    """The first part of a component moved in front of another."""
    parts = list(seen.parts)
    one = parts.pop(seeing.where(seen, component))
    parts.insert(next(index for index, other in enumerate(parts) if other.component == above), one)
    return seeing.ordered(seen, parts)


def _set_as(seen: Seen, component: str, *runs: tuple[str, TextStyle]) -> Seen:
    """A part whose paragraph is known run by run."""
    inlines = tuple(Text(text, style) for text, style in runs)
    paragraph = Paragraph(inlines, ParagraphFormat(alignment="center"), TextStyle(size_pt=13))
    at = seen.parts[seeing.where(seen, component)].looks
    assert at
    sizes = tuple(dict.fromkeys(style.size_pt for _, style in runs))
    bold = None if len({style.bold for _, style in runs}) > 1 else runs[0][1].bold
    return changing(seen, component, text=paragraph.text, paragraph=paragraph, looks=replace(at, sizes_pt=sizes, bold=bold))


def _in_sections(seen: Seen, start: int | None) -> Seen:
    """An appendix in a section of its own that begins to count anew, or not."""
    at = seeing.where(seen, "phu_luc")
    blocks = [Paragraph((Text(one.text, TextStyle()),), ParagraphFormat(), TextStyle()) for one in seen.parts]
    sections = _section(*blocks[:at]), replace(_section(*blocks[at:]), page_start=start)
    seen = replace(seen, paper=Paper(sections))
    return changing(seen, "phu_luc", paragraph=blocks[at])


def _section(*blocks: Paragraph) -> Section:
    return Section(595.3, 841.9, 56.7, 42.5, 56.7, 85.0, 28.4, 28.4, blocks)


def _stamped(text: str, width_mm: float, height_mm: float = 8.0, **looks: object) -> Seen:
    """A mark of urgency in its frame."""
    words = Paragraph((Text(text, TextStyle(size_pt=13, bold=True)),), ParagraphFormat(alignment="center"), TextStyle())
    box = Box(width_mm * _MM, height_mm * _MM, (words,))
    drawing = Float(box, box.width_pt, box.height_pt, Position("column"), Position("paragraph"))
    anchor = Paragraph((drawing,), ParagraphFormat(), TextStyle())
    seen = adding(good("cong_van"), part("do_khan", text, looks=seeing.looks("do_khan", **looks)), after="trich_yeu_cong_van")
    return replace(seen, paper=Paper((_section(anchor),)))


BREAKS: list[Break] = [
    # -- trang
    ("PG-01", "khổ Letter", lambda: on_page(good(), width_mm=215.9, height_mm=279.4)),
    ("PG-02", "trang ngang, không có bảng", lambda: on_page(good(), width_mm=297.0, height_mm=210.0)),
    ("PG-03", "lề trên 15 mm", lambda: on_page(good(), top_mm=15.0)),
    ("PG-03", "lề trên 25,4 mm", lambda: on_page(good(), top_mm=25.4)),
    ("PG-04", "lề dưới 26 mm", lambda: on_page(good(), bottom_mm=26.0)),
    ("PG-05", "lề trái 25 mm", lambda: on_page(good(), left_mm=25.0)),
    ("PG-06", "lề phải 10 mm", lambda: on_page(good(), right_mm=10.0)),
    ("PG-09", "lời văn phông Arial", lambda: looking(good(), "doan", families=("Arial",))),
    ("PG-09", "vài chữ phông Calibri", lambda: looking(good(), "doan", families=("Times New Roman", "Calibri"))),
    ("PG-10", "tên loại màu đỏ", lambda: looking(good(), "ten_loai", colors=("FF0000",))),
    ("PG-11", "ba trang không có số trang", lambda: replace(good(), page_numbers=())),
    ("PG-11", "số trang La Mã", lambda: numbering_pages(good(), text="II")),
    ("PG-12", "số trang cỡ 11", lambda: numbering_pages(good(), looks=seeing.looks("so_trang", sizes_pt=(11.0,)))),
    ("PG-12", "số trang nghiêng", lambda: numbering_pages(good(), looks=seeing.looks("so_trang", italic=True))),
    ("PG-13", "số trang cuối trang", lambda: numbering_pages(good(), where="footer")),
    ("PG-13", "số trang bên phải", lambda: numbering_pages(good(), alignment="right")),
    ("PG-14", "trang đầu có số trang", lambda: numbering_pages(good(), on_first_page=True)),
    ("PG-15", "Trang 2/7", lambda: numbering_pages(good(), text="Trang ⟦PAGE⟧/7")),
    ("PG-16", "phụ lục đánh số trang nối tiếp", lambda: _in_sections(good(appendix=True), None)),
    ("PG-17", "số trang sát mép giấy", lambda: on_page(good(), header_mm=4.0)),
    ("PG-18", "Quốc hiệu 13, Tiêu ngữ 13", _sized("ke_hoach", "quoc_hieu", 13.0)),
    # -- phần đầu
    ("H-01", "thiếu Quốc hiệu", lambda: without(good(), "quoc_hieu")),
    ("H-01", "Quốc hiệu cỡ 14", _sized("ke_hoach", "quoc_hieu", 14.0)),
    ("H-01", "Quốc hiệu không đậm", _faced("ke_hoach", "quoc_hieu", bold=False)),
    ("H-01", "Quốc hiệu nghiêng", _faced("ke_hoach", "quoc_hieu", italic=True)),
    ("H-01", "Quốc hiệu in thường",
     lambda: saying(good(), "quoc_hieu", "Cộng hòa xã hội chủ nghĩa Việt Nam")),
    ("H-01", "Quốc hiệu hai dòng", lambda: saying(good(), "quoc_hieu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT\nNAM")),
    ("H-01", "Quốc hiệu bên trái", lambda: changing(good(), "quoc_hieu", column="left")),
    ("H-01", "Quốc hiệu dưới Tiêu ngữ", lambda: _lifted(good(), "tieu_ngu", "quoc_hieu")),
    ("H-02", "thiếu Tiêu ngữ", lambda: without(good(), "tieu_ngu")),
    ("H-02", "Tiêu ngữ in hoa", lambda: saying(good(), "tieu_ngu", "ĐỘC LẬP - TỰ DO - HẠNH PHÚC")),
    ("H-02", "Tiêu ngữ cỡ 12", _sized("ke_hoach", "tieu_ngu", 12.0)),
    ("H-02", "Tiêu ngữ căn trái", _aligned("ke_hoach", "tieu_ngu", "left")),
    ("H-03", "không có đường kẻ dưới Tiêu ngữ", _without_line("ke_hoach", "tieu_ngu")),
    ("H-03", "đường kẻ dưới Tiêu ngữ bằng nửa dòng chữ", _line("ke_hoach", "tieu_ngu", 26)),
    ("H-03", "Tiêu ngữ bị gạch chân", lambda: looking(unstroked(good(), "tieu_ngu"), "tieu_ngu", underlined=True)),
    ("H-04", "Tiêu ngữ dòng 1,5", lambda: looking(good(), "tieu_ngu", line=1.5)),
    ("H-05", "cơ quan chủ quản in đậm", _faced("cong_van", "co_quan_chu_quan", bold=True)),
    ("H-05", "đường kẻ dưới cơ quan chủ quản", lambda: replace(
        good("cong_van"), strokes=(*good("cong_van").strokes, Stroke(60.0, seeing.where(good("cong_van"), "co_quan_chu_quan"))))),
    ("H-06", "thiếu cơ quan ban hành", lambda: without(good(), "co_quan_ban_hanh")),
    ("H-06", "cơ quan ban hành không đậm", _faced("ke_hoach", "co_quan_ban_hanh", bold=False)),
    ("H-06", "cơ quan ban hành in thường", lambda: saying(good("cong_van"), "co_quan_ban_hanh", "Phòng Văn hóa - Xã hội")),
    ("H-06", "cơ quan ban hành căn trái", _aligned("ke_hoach", "co_quan_ban_hanh", "left")),
    ("H-07", "không có đường kẻ dưới cơ quan ban hành", _without_line("ke_hoach", "co_quan_ban_hanh")),
    ("H-07", "đường kẻ dưới cơ quan ban hành dài quá nửa", _line("ke_hoach", "co_quan_ban_hanh", 45)),
    ("H-08", "cơ quan ban hành dòng 1,5", lambda: looking(good("cong_van"), "co_quan_ban_hanh", line=1.5)),
    ("H-10", "thiếu số, ký hiệu", lambda: without(good(), "so_ky_hieu")),
    ("H-10", "số, ký hiệu cỡ 14", _sized("ke_hoach", "so_ky_hieu", 14.0)),
    ("H-10", "số, ký hiệu nghiêng", _faced("ke_hoach", "so_ky_hieu", italic=True)),
    ("H-11", "riêng chữ số đậm", lambda: _set_as(
        good(), "so_ky_hieu", ("Số: ", TextStyle(size_pt=13)), ("128", TextStyle(size_pt=13, bold=True)),
        ("/KH-UBND", TextStyle(size_pt=13)))),
    ("H-12", "riêng ký hiệu cỡ 11", lambda: _set_as(
        good(), "so_ky_hieu", ("Số: 128", TextStyle(size_pt=13)), ("/KH-UBND", TextStyle(size_pt=11)))),
    ("H-13", "số, ký hiệu căn trái", _aligned("ke_hoach", "so_ky_hieu", "left")),
    ("H-13", "số, ký hiệu bên phải", lambda: changing(good(), "so_ky_hieu", column="right")),
    ("H-14", "thiếu địa danh và thời gian", lambda: without(good(), "dia_danh_ngay")),
    ("H-14", "địa danh đứng", _faced("ke_hoach", "dia_danh_ngay", italic=False)),
    ("H-14", "địa danh đậm", _faced("ke_hoach", "dia_danh_ngay", bold=True)),
    ("H-14", "địa danh cỡ 12", _sized("ke_hoach", "dia_danh_ngay", 12.0)),
    ("H-14", "địa danh ở hàng khác với số",
     lambda: changing(changing(good(), "so_ky_hieu", cell=(0, 1, 0)), "dia_danh_ngay", cell=(0, 2, 1))),
    ("H-20", "phần đầu không chia cột", lambda: changing(
        changing(good(), "quoc_hieu", column="", in_table=False), "co_quan_ban_hanh", column="", in_table=False)),
    # -- tên loại, trích yếu
    ("T-01", "thiếu tên loại", lambda: without(good(), "ten_loai")),
    ("T-01", "tên loại cỡ 16", _sized("ke_hoach", "ten_loai", 16.0)),
    ("T-01", "tên loại in thường", lambda: saying(good(), "ten_loai", "Kế hoạch")),
    ("T-01", "tên loại căn trái", _aligned("ke_hoach", "ten_loai", "left")),
    ("T-02", "thiếu trích yếu", lambda: without(good(), "trich_yeu")),
    ("T-02", "trích yếu cỡ 12", _sized("ke_hoach", "trich_yeu", 12.0)),
    ("T-02", "trích yếu nghiêng, không đậm", _faced("ke_hoach", "trich_yeu", bold=False, italic=True)),
    ("T-02", "trích yếu in hoa", lambda: saying(good(), "trich_yeu", "TỔ CHỨC HỘI NGHỊ SƠ KẾT")),
    ("T-03", "không có đường kẻ dưới trích yếu", _without_line("ke_hoach", "trich_yeu")),
    ("T-03", "đường kẻ dưới trích yếu dài bằng dòng chữ", _line("ke_hoach", "trich_yeu", 137)),
    ("T-04", "trích yếu công văn đậm", _faced("cong_van", "trich_yeu_cong_van", bold=True)),
    ("T-04", "trích yếu công văn nghiêng", _faced("cong_van", "trich_yeu_cong_van", italic=True)),
    ("T-04", "trích yếu công văn cỡ 14", _sized("cong_van", "trich_yeu_cong_van", 14.0)),
    ("T-04", "trích yếu công văn cách số 12 pt", lambda: looking(good("cong_van"), "trich_yeu_cong_van", before_pt=12.0)),
    ("T-06", "giấy giới thiệu có trích yếu", lambda: saying(saying(replace(
        good(), abbreviation="GGT"), "ten_loai", "GIẤY GIỚI THIỆU"), "so_ky_hieu", "Số: 128/GGT-UBND")),
    # -- nội dung
    ("B-02", "căn cứ đứng", _faced("ke_hoach", "can_cu", italic=False)),
    ("B-04", "căn cứ không lùi đầu dòng", lambda: looking(good(), "can_cu", first_line_pt=0.0)),
    ("B-08", "chương không có tiêu đề", lambda: without(good("quy_che"), "chuong_tieu_de")),
    ("B-09", "Chương I không đậm", _faced("quy_che", "chuong", bold=False)),
    ("B-10", "tiêu đề chương căn trái", _aligned("quy_che", "chuong_tieu_de", "left")),
    ("B-11", "Mục 1 nghiêng", _faced("quy_che", "muc_dieu", italic=True)),
    ("B-12", "tiêu đề tiểu mục cỡ 12", _sized("quy_che", "tieu_muc_tieu_de", 12.0)),
    ("B-13", "Điều 1 không đậm", _faced("quyet_dinh", "dieu_tieu_de", bold=False)),
    ("B-13", "Điều 1 cỡ 13, lời văn 14", _sized("quyet_dinh", "dieu_tieu_de", 13.0)),
    ("B-14", "khoản đậm", _faced("ke_hoach", "khoan", bold=True)),
    ("B-15", "khoản có tiêu đề không đậm", _faced("ke_hoach", "khoan_tieu_de", bold=False)),
    ("B-16", "điểm nghiêng", _faced("ke_hoach", "diem", italic=True)),
    ("B-18", "mục La Mã không đậm", _faced("ke_hoach", "muc", bold=False)),
    ("B-18", "mục La Mã in thường", lambda: saying(good(), "muc", "I. Mục đích, yêu cầu")),
    ("B-19", "đoạn văn cỡ 12", _sized("ke_hoach", "doan", 12.0)),
    ("B-19", "đoạn văn nghiêng", _faced("ke_hoach", "doan", italic=True)),
    ("B-19", "đoạn văn căn trái", lambda: looking(replace(good(), built_in=True), "doan", alignment="left")),
    ("B-20", "đoạn văn lùi 1,5 cm", lambda: looking(good(), "doan", first_line_pt=15 * _MM)),
    ("B-20", "đoạn lùi 1 cm, đoạn lùi 1,27 cm", lambda: looking(good(), "doan", first_line_pt=10 * _MM)),
    ("B-21", "hai đoạn cách nhau 3 pt", lambda: looking(good(), "doan", before_pt=3.0)),
    ("B-22", "dòng 2,0", lambda: looking(good(), "doan", line=2.0)),
    ("B-22", "dòng đúng 12 pt với chữ 14", lambda: looking(good(), "doan", line=None, line_pt=12.0)),
    ("B-25", "QUYẾT ĐỊNH: không đậm", _faced("quyet_dinh", "menh_lenh", bold=False)),
    ("B-26", "thẩm quyền ban hành nghiêng", _faced("quyet_dinh", "tham_quyen", italic=True)),
    # -- ký
    ("K-01", "chức vụ không đậm", _faced("ke_hoach", "quyen_han", bold=False)),
    ("K-01", "chức vụ cỡ 12", _sized("ke_hoach", "quyen_han", 12.0, nth=2)),
    ("K-01", "thiếu chức vụ", lambda: without(good(), "quyen_han")),
    ("K-02", "họ tên nghiêng", _faced("ke_hoach", "ho_ten", italic=True)),
    ("K-02", "họ tên căn trái dưới chức vụ ở giữa", _aligned("ke_hoach", "ho_ten", "left")),
    ("K-02", "thiếu họ tên", lambda: without(good(), "ho_ten")),
    ("K-03", "chức vụ khác cỡ 12", lambda: adding(good(), part(
        "chuc_vu_khac", "CHỦ TỊCH HỘI ĐỒNG", looks=seeing.looks("chuc_vu_khac", sizes_pt=(12.0,))), before="ho_ten")),
    ("K-04", "họ tên trên chức vụ", lambda: _lifted(good(), "ho_ten", "quyen_han")),
    # -- nơi nhận
    ("N-01", "Kính gửi cỡ 12", _sized("to_trinh", "kinh_gui", 12.0)),
    ("N-01", "nơi nhận dưới Kính gửi nghiêng", _faced("cong_van", "kinh_gui_dong", italic=True)),
    ("N-04", "Kính gửi căn phải", _aligned("to_trinh", "kinh_gui", "right")),
    ("N-05", "Nơi nhận cỡ 13", _sized("ke_hoach", "noi_nhan_tu", 13.0)),
    ("N-05", "Nơi nhận không nghiêng", _faced("ke_hoach", "noi_nhan_tu", italic=False)),
    ("N-05", "Nơi nhận ở hàng trên chức vụ",
     lambda: changing(changing(good(), "noi_nhan_tu", cell=(1, 0, 0)), "quyen_han", cell=(1, 1, 1))),
    ("N-06", "tên nơi nhận cỡ 12", _sized("ke_hoach", "noi_nhan", 12.0)),
    ("N-06", "tên nơi nhận lùi vào 1 cm", lambda: looking(good(), "noi_nhan", left_pt=28.4)),
    # -- thành phần khác, bản sao
    ("X-03", "Phụ lục cỡ 13", _appendix("phu_luc", sizes_pt=(13.0,))),
    ("X-03", "PHỤ LỤC in hoa", lambda: saying(good(appendix=True), "phu_luc", "PHỤ LỤC")),
    ("X-04", "tên phụ lục không đậm", _appendix("phu_luc_ten", bold=False)),
    ("X-04", "tên phụ lục in thường", lambda: saying(good(appendix=True), "phu_luc_ten", "Danh sách đơn vị")),
    ("X-05", "Kèm theo đứng", _appendix("phu_luc_kem_theo", italic=False)),
    ("X-07", "không có đường kẻ dưới Kèm theo", lambda: unstroked(good(appendix=True), "phu_luc_kem_theo")),
    ("X-13", "HỎA TỐC khung 40 mm", lambda: _stamped("HOẢ TỐC", 40)),
    ("X-14", "THƯỢNG KHẨN cỡ 12", lambda: _stamped("THƯỢNG KHẨN", 40, sizes_pt=(12.0,))),
    ("X-15", "KHẨN khung cao 12 mm", lambda: _stamped("KHẨN", 20, 12)),
    ("X-17", "LƯU HÀNH NỘI BỘ không đậm", _with("ke_hoach", "luu_hanh", "LƯU HÀNH NỘI BỘ", "dia_danh_ngay", bold=False)),
    ("X-18", "người soạn cỡ 12", _with("ke_hoach", "nguoi_soan", "PL.(300)", "noi_nhan", sizes_pt=(12.0,))),
    ("X-19", "địa chỉ cỡ 13",
     _with("ke_hoach", "dia_chi", "Số 5 Quang Trung; điện thoại 028.3894.0000", "ho_ten", sizes_pt=(13.0,))),
    ("X-20", "thông tin ký số cỡ 13",
     _with("ke_hoach", "ky_so", "Số: 15/QĐ-UBND; 05/01/2026; 14:05:33 +07:00", "ho_ten", sizes_pt=(13.0,))),
    ("C-05", "SAO Y cỡ 12", _with("ke_hoach", "", "SAO Y", "ho_ten", sizes_pt=(12.0,), bold=True)),
    ("S-15", "văn bản kèm theo có chữ ký", lambda: adding(without(without(good("quy_che"), "so_ky_hieu"), "dia_danh_ngay"), part(
        "phu_luc_kem_theo", "(Kèm theo Quyết định số 15/QĐ-UBND ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân phường)"),
        after="trich_yeu")),
    ("G-30", "đường kẻ gõ bằng dấu gạch dưới", lambda: stroked(good(), "tieu_ngu", typed=True)),
]


@pytest.mark.parametrize(("code", "seen"), [pytest.param(code, make, id=f"{code} {what}") for code, what, make in BREAKS])
def test_one_fault_is_found_by_its_rule_and_by_no_other(code: str, seen: Callable[[], Seen]) -> None:
    report = check(seen())
    assert {finding.code for finding in report.findings} == {code}, [finding.message for finding in report.findings]


def test_every_rule_on_looks_has_its_break() -> None:
    ours = {code for code, one in rules().items() if one.check.__module__.startswith("service.rules.looks")}
    assert ours <= {code for code, _, _ in BREAKS}


@pytest.mark.parametrize("appendix", [False, True])
@pytest.mark.parametrize("source", ["docx", "text"])
@pytest.mark.parametrize("kind", seeing.KINDS)
def test_a_good_document_has_no_fault(kind: str, source: str, appendix: bool) -> None:
    report = check(good(kind, source=source, appendix=appendix))      # type: ignore[arg-type]  # the literals of the table
    assert [(finding.code, finding.message) for finding in report.findings] == []


SILENT = [
    ("trích yếu không đậm như mẫu 1.4", lambda: looking(good(), "trich_yeu", bold=False)),
    ("trích yếu đậm nghiêng như mẫu 3.1", lambda: looking(good(), "trich_yeu", italic=True)),
    ("cỡ 12, 14, 14 như mẫu 1.5", lambda: looking(looking(
        good(), "tieu_ngu", sizes_pt=(14.0,)), "dia_danh_ngay", sizes_pt=(14.0,))),
    ("V/v không cách dòng như mẫu 1.5", lambda: looking(good("cong_van"), "trich_yeu_cong_van", before_pt=0.0)),
    ("lề tròn số của Word", lambda: on_page(good(), left_mm=29.99, right_mm=20.02, top_mm=20.0, bottom_mm=24.99)),
    ("A4 làm tròn đến điểm", lambda: on_page(good(), width_mm=209.9, height_mm=297.04)),
    ("trang ngang có bảng", lambda: replace(adding(good(), part("bang_chu", "Phụ lục", in_table=True), after="doan"), pages=(
        good().pages[0], Page(None, 297.0, 210.0, 15.0, 15.0, 15.0, 15.0)))),
    ("HOÀ thay cho HÒA", lambda: saying(good(), "quoc_hieu", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM")),
    ("Điều không có tiêu đề trong quyết định",
     lambda: adding(without(good("quyet_dinh"), "dieu_tieu_de", -1), part("dieu", "Điều 2. Hiệu lực thi hành kể từ ngày ký.",
                                                                         looks=seeing.looks("dieu", bold=None)), before="doan")),
    ("chữ trong bảng cỡ 10, phông khác",
     lambda: looking(adding(good(), part("bang_chu", "Các trường học", in_table=True), after="doan"), "bang_chu",
                     families=("Arial",), sizes_pt=(10.0,))),
    ("ghi chú trong ngoặc nghiêng", lambda: adding(good(), part(
        "doan", "(Chi tiết nêu tại Báo cáo của Phòng Văn hóa.)", looks=seeing.looks("doan", italic=True)), after="doan")),
    ("phụ lục đánh số trang lại từ 1", lambda: _in_sections(good(appendix=True), 1)),
    ("số trang mặc định của Word cách mép 12,7 mm", lambda: on_page(good(), header_mm=12.7)),
    ("thành phần nhận ra chưa chắc",
     lambda: changing(looking(good(), "ten_loai", sizes_pt=(18.0,)), "ten_loai", confidence=0.7)),
    ("mẫu một trang không có số trang", lambda: replace(good(), page_count=1, page_numbers=())),
    ("dòng đúng 18 pt với chữ 14", lambda: looking(good(), "doan", line=None, line_pt=18.0)),
    ("dấu KHẨN đúng khung", lambda: _stamped("KHẨN", 20)),
]


@pytest.mark.parametrize("seen", [pytest.param(make, id=what) for what, make in SILENT])
def test_what_the_decree_allows_is_no_fault(seen: Callable[[], Seen]) -> None:
    assert [(finding.code, finding.message) for finding in check(seen()).findings] == []
