"""The decree's numbers of layout: Phụ lục I of Nghị định 30/2020/NĐ-CP, Phần I. Data only: who draws and who checks reads it.

`Span` holds what the text allows and what our templates set. Marks of support: **A** stated in the decree's prose or tables,
**S** only drawn in its samples (follow, never report as a fault), **K** our own choice where the decree is silent.
Clauses read "II.1a" = Phụ lục I, Phần I, Mục II, khoản 1, điểm a; "V" is Mục V's table; "PL III, 1.4" a sample of Phụ lục III.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Support = Literal["A", "S", "K"]
Alignment = Literal["left", "center", "right", "justify"]
Case = Literal["upper", "normal", "mixed"]                # mixed: the case belongs to the words (a table cell, a number)


@dataclass(frozen=True, slots=True)
class Span:
    """The least and the most that is allowed (None: not bounded) and what our templates set."""

    least: float | None
    most: float | None
    chosen: float
    clause: str = ""
    support: Support = "A"

    def allows(self, value: float, tolerance: float = 0.0) -> bool:
        """Whether the value is legal, give or take the tolerance (twips and half-points round)."""
        return (self.least is None or value >= self.least - tolerance) and (self.most is None or value <= self.most + tolerance)


@dataclass(frozen=True, slots=True)
class Page:
    """A4 portrait; landscape only for tables that are not made an appendix (I.2)."""

    width_mm: float
    height_mm: float
    top_mm: Span
    bottom_mm: Span
    left_mm: Span
    right_mm: Span
    header_mm: Span

    @property
    def text_mm(self) -> float:
        """The width of the text between the margins that we set."""
        return self.text_across_mm(landscape=False)

    def text_across_mm(self, landscape: bool) -> float:
        """The same of a page turned on its side: margins belong to the edges as printed."""
        return (self.height_mm if landscape else self.width_mm) - self.left_mm.chosen - self.right_mm.chosen


@dataclass(frozen=True, slots=True)
class Component:
    """One thể thức component: how its letters are set and how its paragraph stands. `id` is the style in every template."""

    id: str
    name: str                                             # Vietnamese, the style's name in Word
    box: str                                              # ô số of Mục IV
    size_pt: Span
    bold: bool
    italic: bool
    case: Case
    alignment: Alignment
    clause: str
    support: Support
    alignment_support: Support
    before_pt: Span
    first_line: bool                                      # indented by FIRST_LINE_MM


PAGE: Final = Page(
    width_mm=210,
    height_mm=297,
    top_mm=Span(20, 25, 20, "I.3"),
    bottom_mm=Span(20, 25, 20, "I.3"),
    left_mm=Span(30, 35, 30, "I.3"),
    right_mm=Span(15, 20, 15, "I.3"),
    header_mm=Span(None, None, 10, "PL III", "S"),
)
FONT: Final = "Times New Roman"                           # I.4, black
LANGUAGE: Final = "vi-VN"

FIRST_LINE_MM: Final = (10.0, 12.7)                       # II.6e: the two legal values, one of them throughout
FIRST_LINE_CHOSEN_MM: Final = 12.7
LINE_SPACING: Final = Span(1.0, 1.5, 1.1, "II.6e")        # of the body, in lines
PARAGRAPH_GAP_PT: Final = Span(6, None, 6, "II.6e")       # between paragraphs of the body

# PL I, V, footnote 1: sizes rise and fall together. (Quốc hiệu, Tiêu ngữ, địa danh và thời gian).
SIZE_SETS: Final = ((13, 14, 14), (12, 13, 13))
SAMPLE_SIZE_SETS: Final = ((12, 14, 14),)                 # mẫu 1.5 against that footnote: the decree's own contradiction

# Drawn lines as a part of the text line above them.
LINE_LENGTHS: Final = {
    "ke_tieu_ngu": Span(1.0, 1.0, 1.0, "II.1b"),
    "ke_co_quan": Span(1 / 3, 1 / 2, 0.4, "II.2b"),
    "ke_trich_yeu": Span(1 / 3, 1 / 2, 0.4, "II.5b"),
}
# Two borderless columns. The right one holds “Thành phố Hồ Chí Minh, ngày 29 tháng 11 năm 2026” at 13 pt on one line (98,7 mm),
# the left one “PHÒNG GIÁO DỤC VÀ ĐÀO TẠO” at 12 pt bold (66,0 mm); the block begins a little left of the text, as the samples do.
HEADING_COLUMNS_MM: Final = (68.0, 99.0)                  # PL III, S: 66–69 | 95–103
HEADING_OVERHANG_MM: Final = 2.0                          # PL III, S: 0.4–7.5
SIGNATURE_COLUMNS_MM: Final = (70.0, 95.0)                # PL III, S: 52–68 | 95–111
SIGNATURE_LINES: Final = Span(None, None, 4, "PL III", "S")   # room between chức vụ and họ tên, in lines of the name's size
# II.8a: the seal stands at its real size over a third of the signature, so it is as wide and high as it is cut. That it covers
# neither chức vụ nor họ tên is our choice: the room between them is the seal's and 1 mm above and below. The law on seals was
# not read: 36 mm is what seals of communes and schools are said to measure, an organisation says its own (dau_mm).
SEAL_MM: Final = Span(20, 42, 36, "II.8a", "K")
SIGNING_GAP_MM: Final = 1.0                               # from a place of signing to the letters above and below it: K
SEALED_ROOM_MM: Final = Span(None, None, 38, "II.8a", "K")    # between chức vụ and họ tên where a seal is put
SEALED_SHARE: Final = Span(None, None, 1 / 3, "II.8a")    # of the signature, at its left, under the seal
SIGNATURE_WIDTH_MM: Final = Span(None, 50, 50, "II.7d", "K")  # and at most half of its column, so that it stands between both
SIGNATURE_SHARE: Final = 0.5
# II.8b, III.1d, Phần II I.3: the agency's signature on a file of its own, text of 10 pt: two lines, as wide as the samples' frame
AGENCY_PLACE_MM: Final = (77.0, 9.0)                      # PL III, 2.2, 3.2, S: 76.9 × 8.7
KINH_GUI_INDENT_PT: Final = 99.0                          # PL III, 1.5: S

# III.2b: the frame of a mark of urgency, width and height. III.2a and 2c give secrecy and circulation no size: K.
STAMPS_MM: Final = {
    "HỎA TỐC": (30, 8), "THƯỢNG KHẨN": (40, 8), "KHẨN": (20, 8),
    "TUYỆT MẬT": (40, 8), "TỐI MẬT": (30, 8), "MẬT": (20, 8),
    "XEM XONG TRẢ LẠI": (55, 8), "LƯU HÀNH NỘI BỘ": (55, 8),
}
STAMP_RED: Final = "FF0000"                               # III.2b: bright red; of secrecy as the law on state secrets has it
COPY_FORM_PT: Final = Span(13, 14, 14, "Phần II, II.2b")      # SAO Y, SAO LỤC, TRÍCH SAO

_FREE: Final = "-"                                        # a size the decree does not bound


def _row(
    id: str, name: str, box: str, sizes: str, chosen: float, face: str, case: Case, alignment: Alignment, clause: str,
    support: Support = "A", *, aligned: Support = "A", before: Span | float = 0.0, first_line: bool = False,
) -> Component:
    """A row of the table below. `sizes` is "13" or "12-13" points; `face` is `B` bold, `I` italic, both or none."""
    bounds = [float(n) for n in sizes.split("-") if n]
    least, most = (bounds[0], bounds[-1]) if bounds else (None, None)
    gap = before if isinstance(before, Span) else Span(None, None, before, "PL III", "S")
    size = Span(least, most, chosen, clause, support)
    return Component(id, name, box, size, "B" in face, "I" in face, case, alignment, clause, support, aligned, gap, first_line)


def _text(
    id: str, name: str, face: str, clause: str, support: Support = "A", *, case: Case = "normal", aligned: Support = "A"
) -> Component:
    """A row for a paragraph of the body: 13–14, justified, first line indented, at least 6 pt from its neighbour (II.6e)."""
    gap = PARAGRAPH_GAP_PT
    return _row(id, name, "6", "13-14", 14, face, case, "justify", clause, support, aligned=aligned, before=gap, first_line=True)


def _title(id: str, name: str, case: Case, before: float = 0.0) -> Component:
    """A row for a line of a two-line heading: phần, chương, mục, tiểu mục (II.6đ)."""
    return _row(id, name, "6", "13-14", 14, "B", case, "center", "II.6đ", before=before)


_SAMPLE: Final = "PL III, 1.2"
_V_V_GAP: Final = Span(6, 6, 6, "II.5b")

_ROWS: Final = (
    # -- the heading block: ô 1–5
    _row("quoc_hieu", "Quốc hiệu", "1", "12-13", 12, "B", "upper", "center", "II.1a", aligned="S"),
    _row("tieu_ngu", "Tiêu ngữ", "1", "13-14", 13, "B", "normal", "center", "II.1b"),
    _row("co_quan_chu_quan", "Cơ quan chủ quản", "2", "12-13", 12, "", "upper", "center", "II.2b", aligned="S"),
    _row("co_quan_ban_hanh", "Cơ quan ban hành", "2", "12-13", 12, "B", "upper", "center", "II.2b"),
    _row("so_ky_hieu", "Số, ký hiệu", "3", "13", 13, "", "mixed", "center", "II.3c", before=4),
    _row("dia_danh_ngay", "Địa danh và thời gian ban hành", "4", "13-14", 13, "I", "normal", "center", "II.4c", before=4),
    _row("ten_loai", "Tên loại văn bản", "5a", "13-14", 14, "B", "upper", "center", "II.5b", before=18),
    _row("trich_yeu", "Trích yếu", "5a", "13-14", 14, "B", "normal", "center", "II.5b"),
    _row("trich_yeu_cong_van", "Trích yếu công văn", "5b", "12-13", 12, "", "normal", "center", "II.5b", before=_V_V_GAP),
    _row("mau_so", "Mẫu số của biểu mẫu", "", _FREE, 13, "B", "normal", "right", "PL III", "K", aligned="K"),
    # -- before the body
    _row("tham_quyen", "Thẩm quyền ban hành", "6", "13-14", 14, "B", "upper", "center", _SAMPLE, "S", aligned="S", before=6),
    _text("can_cu", "Căn cứ", "I", "II.6a"),
    _row("menh_lenh", "Từ “QUYẾT ĐỊNH:”", "6", "13-14", 14, "B", "upper", "center", _SAMPLE, "S", aligned="S", before=12),
    _row("kinh_gui", "Kính gửi", "9a", "13-14", 14, "", "normal", "left", "II.9d", aligned="S", before=18),
    _row("kinh_gui_dong", "Kính gửi: nơi nhận", "9a", "13-14", 14, "", "normal", "left", "II.9d", aligned="S", before=0),
    # -- the body: ô 6
    _text("doan", "Đoạn văn", "", "II.6e"),
    _row("giua", "Đoạn giữa dòng", "6", "13-14", 14, "", "normal", "center", "II.6e", "K", aligned="K", before=PARAGRAPH_GAP_PT),
    _title("phan", "Phần: số", "normal", 12),
    _title("phan_tieu_de", "Phần: tiêu đề", "upper"),
    _title("chuong", "Chương: số", "normal", 12),
    _title("chuong_tieu_de", "Chương: tiêu đề", "upper"),
    _title("muc_dieu", "Mục (bố cục điều): số", "normal", 12),
    _title("muc_dieu_tieu_de", "Mục (bố cục điều): tiêu đề", "upper"),
    _title("tieu_muc", "Tiểu mục: số", "normal", 12),
    _title("tieu_muc_tieu_de", "Tiểu mục: tiêu đề", "upper"),
    _text("dieu", "Điều", "", "II.6đ"),
    _text("dieu_tieu_de", "Điều có tiêu đề", "B", "II.6đ"),
    _text("muc", "Mục: số và tiêu đề", "B", "V, 6b", case="upper", aligned="S"),
    _text("khoan", "Khoản", "", "II.6đ"),
    _text("khoan_tieu_de", "Khoản có tiêu đề", "B", "II.6đ"),
    _text("diem", "Điểm", "", "II.6đ"),
    _text("gach", "Gạch đầu dòng", "", "II.6e", "K"),
    _text("cong", "Dấu cộng đầu dòng", "", "II.6e", "K"),
    # -- tables of the body: the decree sets neither size nor face
    _row("bang_ten", "Bảng: tên", "6", _FREE, 13, "B", "mixed", "center", "II.6g", "K", aligned="K", before=2),
    _row("bang_dau", "Bảng: đầu cột", "6", _FREE, 13, "B", "mixed", "center", "II.6g", "K", aligned="K", before=2),
    _row("bang_chu", "Bảng: chữ", "6", _FREE, 13, "", "mixed", "left", "II.6g", "K", aligned="K", before=2),
    _row("bang_giua", "Bảng: chữ giữa ô", "6", _FREE, 13, "", "mixed", "center", "II.6g", "K", aligned="K", before=2),
    _row("bang_so", "Bảng: số", "6", _FREE, 13, "", "mixed", "right", "II.6g", "K", aligned="K", before=2),
    # -- the signature block: ô 7, 9b
    _row("quyen_han", "Quyền hạn, chức vụ người ký", "7a", "13-14", 14, "B", "upper", "center", "II.7đ"),
    _row("ky_ghi_chu", "Ghi chú dưới chức vụ", "7a", "13-14", 13, "I", "normal", "center", "PL III, 1.9", "K", aligned="K"),
    _row("chuc_vu_khac", "Chức vụ khác của người ký", "7b", "13-14", 14, "B", "upper", "center", "II.7đ"),
    _row("ho_ten", "Họ tên người ký", "7b", "13-14", 14, "B", "normal", "center", "II.7đ"),
    _row("noi_nhan_tu", "Từ “Nơi nhận”", "9b", "12", 12, "BI", "normal", "left", "II.9d"),
    _row("noi_nhan", "Nơi nhận", "9b", "11", 11, "", "normal", "left", "II.9d"),
    # -- others
    _row("phu_luc", "Phụ lục: số", "", "14", 14, "B", "normal", "center", "III.1b"),
    _row("phu_luc_ten", "Phụ lục: tên", "", "13-14", 14, "B", "upper", "center", "III.1b"),
    _row("phu_luc_kem_theo", "Phụ lục: kèm theo văn bản", "", "13-14", 13, "I", "normal", "center", "III.1c"),
    _row("do_mat", "Dấu chỉ mức độ mật", "10a", "13-14", 13, "B", "upper", "center", "III.2a", "K", aligned="K"),
    _row("do_khan", "Dấu chỉ mức độ khẩn", "10b", "13-14", 13, "B", "upper", "center", "III.2b"),
    _row("luu_hanh", "Chỉ dẫn phạm vi lưu hành", "11", "13-14", 13, "B", "upper", "center", "III.2c"),
    _row("nguoi_soan", "Ký hiệu người soạn thảo, số bản", "12", "11", 11, "", "mixed", "left", "III.3", aligned="S"),
    _row("dia_chi", "Địa chỉ cơ quan", "13", "11-12", 11, "", "normal", "left", "III.4", aligned="S"),
    _row("ky_so", "Thông tin ký số", "14", "10", 10, "", "normal", "left", "II.8b", aligned="S"),
    _row("so_trang", "Số trang", "", "13-14", 14, "", "mixed", "center", "I.7"),
)
# -- of a few documents only: a template has the style where it uses it
_RARE: Final = (
    _row("hinh_thuc_sao", "Hình thức sao", "1", "13-14", 14, "B", "upper", "center", "Phần II, II.2b", aligned="S"),
    _row("xac_nhan", "Xác nhận của nơi khác", "", _FREE, 11, "I", "normal", "center", "PL III, 1.10", "S", aligned="S"),
)
RARE: Final = frozenset(row.id for row in _RARE)
COMPONENTS: Final = {row.id: row for row in (*_ROWS, *_RARE)}
"""Every component by its identifier."""
