"""The decree's types of document (Điều 7) and their abbreviations and samples (Phụ lục III, Mục I and II). Data only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Kind:
    """One type: its name as printed above the trích yếu, its abbreviation in the ký hiệu, its samples in Phụ lục III."""

    name: str
    abbreviation: str
    samples: tuple[str, ...] = ()


CONG_VAN: Final = Kind("Công văn", "", ("1.5",))
THU_CONG: Final = Kind("Thư công", "", ())

KINDS: Final = (
    Kind("Nghị quyết", "NQ", ("1.1",)),
    Kind("Quyết định", "QĐ", ("1.2", "1.3")),
    Kind("Chỉ thị", "CT", ("1.4",)),
    Kind("Quy chế", "QC", ("1.4",)),
    Kind("Quy định", "QyĐ", ("1.4",)),
    Kind("Thông cáo", "TC", ("1.4",)),
    Kind("Thông báo", "TB", ("1.4",)),
    Kind("Hướng dẫn", "HD", ("1.4",)),
    Kind("Chương trình", "CTr", ("1.4",)),
    Kind("Kế hoạch", "KH", ("1.4",)),
    Kind("Phương án", "PA", ("1.4",)),
    Kind("Đề án", "ĐA", ("1.4",)),
    Kind("Dự án", "DA", ("1.4",)),
    Kind("Báo cáo", "BC", ("1.4",)),
    Kind("Biên bản", "BB", ("1.9",)),
    Kind("Tờ trình", "TTr", ("1.4",)),
    Kind("Hợp đồng", "HĐ"),
    Kind("Công điện", "CĐ", ("1.6",)),
    Kind("Bản ghi nhớ", "BGN"),
    Kind("Bản thỏa thuận", "BTT"),
    Kind("Giấy ủy quyền", "GUQ", ("1.4",)),
    Kind("Giấy mời", "GM", ("1.7",)),
    Kind("Giấy giới thiệu", "GGT", ("1.8",)),
    Kind("Giấy nghỉ phép", "GNP", ("1.10",)),
    Kind("Phiếu gửi", "PG", ("1.4",)),
    Kind("Phiếu chuyển", "PC", ("1.4",)),
    Kind("Phiếu báo", "PB", ("1.4",)),
    CONG_VAN,
    THU_CONG,
)
"""The 29 types of Điều 7, in the order of the table; công văn and thư công have no abbreviation."""

COPIES: Final = (
    Kind("Sao y", "SY", ("3.1", "3.2")),
    Kind("Sao lục", "SL", ("3.1", "3.2")),
    Kind("Trích sao", "TrS", ("3.1", "3.2")),
)
"""The three forms of a copy (Điều 25; Phần II, I.1), named as they are printed."""

BY_ABBREVIATION: Final = {kind.abbreviation: kind for kind in KINDS if kind.abbreviation}
COPY_BY_ABBREVIATION: Final = {kind.abbreviation: kind for kind in COPIES}

_SIGNED_BY_THE_WRITER: Final = frozenset({"so_ky_hieu", "noi_nhan_tu"})
_FOR_THE_MEETING: Final = frozenset({"so_ky_hieu", "dia_danh_ngay", "noi_nhan_tu", "quyen_han", "ho_ten"})

PRESCRIBED: Final = {
    "Báo cáo thành tích": _SIGNED_BY_THE_WRITER,
    "Tóm tắt thành tích": _SIGNED_BY_THE_WRITER,
    "Bản đăng ký thi đua": _SIGNED_BY_THE_WRITER,
    "Phiếu bầu": _FOR_THE_MEETING,
    "Kịch bản": _FOR_THE_MEETING,
    "Danh sách": _SIGNED_BY_THE_WRITER | {"dia_danh_ngay"},
}
"""Forms that other law prescribes (Luật Thi đua, khen thưởng, Điều 84; Nghị định 98/2023/NĐ-CP, Phụ lục I) or practice
knows, by title: the components of an administrative document that they do not have."""

# Titles of documents that the decree does not govern (Điều 4 k2a: văn bản quy phạm pháp luật).
STATUTES: Final = ("Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh", "Lệnh", "Nghị định", "Thông tư", "Thông tư liên tịch",
                   "Nghị quyết liên tịch")
