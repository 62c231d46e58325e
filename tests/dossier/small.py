"""A small campaign in plain data: a ward, a school with one collective and two persons for Giấy khen, one person for Bằng khen.

All names of people are invented. `World` is changed by the tables of seeded faults, then becomes a `Dossier`.
"""

from __future__ import annotations

import copy
from datetime import date
from typing import Any, cast

from service.campaign.frame import Frame
from service.campaign.law import built_in
from service.campaign.snapshot import Snapshot
from service.campaign.tables import MODELS, Tables
from service.dossier import Dossier, Judged
from tests.dossier.papers import papers

Row = dict[str, Any]
NAME = "Đẩy mạnh phát triển kết cấu hạ tầng đồng bộ, hiện đại; thực hành tiết kiệm, chống lãng phí"

FRAME: Row = {
    "ten": NAME, "ten_goi_tat": "Phong trào thi đua", "tu_nam": 2022, "den_nam": 2030,
    "dot": {"giai_doan": "2022 - 2025", "tu_ngay": "2022-01-01", "den_ngay": "2025-12-31", "so_lieu_den_ngay": "2025-09-30",
            "han_nop": "2025-10-31"},
    "cau_hinh": {"nguong_phieu": 80, "nguong_hop": 66, "thang_cong_tac": 24, "ngay_bao_truoc": 5, "so_bo_ho_so": 1,
                 "ngay_giai_quyet": 20, "thanh_phan_bang_khen": ["bao_cao_tham_dinh"]},
}
_AFTER, _BEFORE = {"tu_ngay": "2025-07-01"}, {"den_ngay": "2025-06-30"}
_CONFIRMED = {"tu_ngay": "2022-01-01", "den_ngay": "2025-09-30", "khong_vi_pham": True, "ngay_xac_nhan": "2025-10-01",
              "nguon_xac_nhan": "Xác nhận của Hiệu trưởng", "tom_tat": "Tiết kiệm điện, nước, giấy in.",
              "thanh_tich": "Đã có thành tích xuất sắc trong Phong trào thi đua giai đoạn 2022 - 2025"}


def _person(ma: str, ho_ten: str, chuc_vu: str, co_quan: str, **more: Any) -> Row:
    return {"ma": ma, "ho_ten": ho_ten, "chuc_vu": chuc_vu, "co_quan": co_quan, **more}


def _nominee(ma: str, hinh_thuc: str, **more: Any) -> Row:
    return {"ma": ma, "loai": "ca_nhan" if "nguoi" in more else "tap_the", "don_vi": "th", "hinh_thuc": hinh_thuc, **_CONFIRMED,
            **more}


TABLES: dict[str, list[Row]] = {
    "co_quan": [
        {"ma": "tp", "ten": "Ủy ban nhân dân\nThành phố Hồ Chí Minh", "loai": "ubnd_tp"},
        {"ma": "snv", "ten": "Sở Nội vụ", "ten_day_du": "Sở Nội vụ Thành phố Hồ Chí Minh", "loai": "so", "chu_quan": "tp"},
        {"ma": "quan", "ten": "Ủy ban nhân dân quận Gò Vấp", "loai": "ubnd_quan", **_BEFORE, "ke_thua": ["ht", "an"]},
        {"ma": "pgd", "ten": "Phòng Giáo dục và Đào tạo", "ten_day_du": "Phòng Giáo dục và Đào tạo quận Gò Vấp",
         "loai": "phong_quan", "chu_quan": "quan", **_BEFORE, "ke_thua": ["vhxh"]},
        {"ma": "ht", "ten": "Ủy ban nhân dân\nphường Hạnh Thông", "viet_tat": "UBND", "loai": "ubnd_phuong", "chu_quan": "tp",
         **_AFTER},
        {"ma": "an", "ten": "Ủy ban nhân dân\nphường An Nhơn", "loai": "ubnd_phuong", "chu_quan": "tp", **_AFTER},
        {"ma": "vhxh", "ten": "Phòng Văn hóa - Xã hội", "ten_day_du": "Phòng Văn hóa - Xã hội phường Hạnh Thông",
         "loai": "phong_phuong", "chu_quan": "ht", **_AFTER},
        {"ma": "th", "ten": "Trường Tiểu học Lê Lợi", "loai": "truong", "khoi": "tieu_hoc", "cong_lap": True, "tong_so": 50,
         "nu": 40},
        {"ma": "mn", "ten": "Trường Mầm non Hoa Mai", "loai": "truong", "khoi": "mam_non", "cong_lap": True, "tong_so": 30,
         "nu": 30},
    ],
    "truc_thuoc": [row for unit in ("th", "mn") for row in ({"don_vi": unit, "chu_quan": "quan", **_BEFORE},
                                                            {"don_vi": unit, "chu_quan": "ht", **_AFTER})],
    "nguoi": [
        _person("ct_quan", "Phan Văn Sáu", "Chủ tịch", "quan", ky=True, **_BEFORE),
        _person("ct_tp", "Hồ Minh Quang", "Chủ tịch", "tp", ky=True),
        _person("ct_ht", "Nguyễn Văn An", "Chủ tịch", "ht", ky=True, **_AFTER),
        _person("pct_ht", "Lê Thị Cúc", "Phó Chủ tịch", "ht", **_AFTER),
        _person("tp_vhxh", "Phạm Văn Dũng", "Trưởng phòng", "vhxh", ky=True, **_AFTER),
        _person("ht_th", "Trần Thị Bình", "Hiệu trưởng", "th", ky=True, tu_ngay="2020-08-01", ngay_sinh="1975-03-08"),
        _person("pht_th", "Hồ Văn Minh", "Phó Hiệu trưởng", "th", tu_ngay="2019-08-01", ngay_sinh="1980-01-02"),
        _person("gv1", "Nguyễn Thị Yến", "Giáo viên", "th", tu_ngay="2015-09-01", ngay_sinh="1990-05-05", gioi_tinh="Nữ"),
        _person("gv2", "Trương Văn Ân", "Giáo viên", "th", tu_ngay="2016-09-01", ngay_sinh="1985-06-06", gioi_tinh="Nam"),
        _person("gv3", "Mai Thị Hồng", "Tổ trưởng", "th", tu_ngay="2014-09-01", ngay_sinh="1984-07-07", gioi_tinh="Nữ"),
        _person("uv_th", "Lý Thị Lan", "Giáo viên", "th"),
        _person("ht_mn", "Bùi Thị Đào", "Hiệu trưởng", "mn", ky=True),
    ],
    "hoi_dong": [{"ma": "hd_th", "co_quan": "th"}, {"ma": "hd_ht", "co_quan": "ht", **_AFTER}],
    "thanh_vien": [
        *({"hoi_dong": "hd_th", "ho_ten": name, "chuc_vu": "Giáo viên", "vai_tro": role} for name, role in (
            ("Trần Thị Bình", "chu_tich"), ("Hồ Văn Minh", "pho_chu_tich"), ("Đỗ Thị Ánh", "thu_ky"), ("Vũ Văn Khánh", "uy_vien"),
            ("Lý Thị Lan", "uy_vien"))),
        *({"hoi_dong": "hd_ht", "ho_ten": name, "chuc_vu": "Ủy viên", "vai_tro": role} for name, role in (
            ("Nguyễn Văn An", "chu_tich"), ("Phạm Văn Dũng", "thu_ky"), ("Cao Văn Tám", "uy_vien"))),
    ],
    "hop": [
        {"ma": "hop_th", "hoi_dong": "hd_th", "so": 7, "bat_dau": "2025-10-20T08:00", "ket_thuc": "2025-10-20T09:30",
         "dia_diem": "Phòng họp", "chu_toa": "ht_th", "thu_ky": "pht_th", "bieu_quyet": "phieu_kin",
         "vang": ["uv_th"]},
        {"ma": "hop_ht", "hoi_dong": "hd_ht", "so": 2, "bat_dau": "2025-11-18T08:00", "ket_thuc": "2025-11-18T09:00",
         "dia_diem": "Hội trường", "chu_toa": "ct_ht", "thu_ky": "tp_vhxh", "bieu_quyet": "gio_tay"},
    ],
    "de_nghi": [_nominee("tt1", "giay_khen", ten="Tổ Khối 5"), _nominee("cn1", "giay_khen", nguoi="gv1"),
                _nominee("cn2", "giay_khen", nguoi="gv2"), _nominee("bk1", "bang_khen", nguoi="gv3")],
    "phieu": [*({"hop": "hop_th", "de_nghi": ma, "dong_y": 4, "khong_dong_y": 0} for ma in ("tt1", "cn1", "cn2", "bk1")),
              *({"hop": "hop_ht", "de_nghi": ma, "dong_y": 3, "khong_dong_y": 0} for ma in ("tt1", "cn1", "cn2", "bk1"))],
    "chi_tieu": [{"ma": "dien", "ten": "Điện tiêu thụ", "dvt": "kWh", "nhom": "tiet_kiem"},
                 {"ma": "so_hoa", "ten": "Hồ sơ điện tử", "dvt": "%", "nhom": "chung", "gop": "binh_quan", "so_le": 1}],
    "ket_qua": [*({"don_vi": "th", "chi_tieu": "dien", "nam": nam, "gia_tri": kwh} for nam, kwh in
                  ((2022, 10000), (2023, 9500), (2024, 9000), (2025, 8000))),
                *({"don_vi": "th", "chi_tieu": "so_hoa", "nam": nam, "gia_tri": share} for nam, share in
                  ((2022, 40), (2023, "55,5"), (2024, 70), (2025, 90)))],
    "khen_thuong": [
        {"nguoi": "gv1", "loai": "danh_hieu", "ten": "Chiến sĩ thi đua cơ sở", "nam": 2023, "so_quyet_dinh": "99/QĐ-UBND",
         "ngay_quyet_dinh": "2023-07-14", "co_quan": "Chủ tịch Ủy ban nhân dân quận Gò Vấp"},
        {"nguoi": "gv2", "loai": "hinh_thuc", "ten": "Giấy khen", "nam": 2021, "so_quyet_dinh": "12/QĐ-UBND",
         "ngay_quyet_dinh": "2021-06-05", "co_quan": "Chủ tịch Ủy ban nhân dân quận Gò Vấp", "den_ngay": "2021-05-31"},
    ],
    "ky_luat": [],
    "van_ban": [
        {"ma": "qd_tp", "loai": "Quyết định", "so_ky_hieu": "100/QĐ-UBND", "ngay": "2025-08-20", "hieu_luc_tu": "2025-08-20",
         "co_quan": "Ủy ban nhân dân Thành phố Hồ Chí Minh", "trich_yeu": "ban hành Quy định về công tác thi đua, khen thưởng"},
    ],
    "van_ban_di": [
        {"don_vi": "th", "loai": "to_trinh_khen_thuong", "hinh_thuc": "giay_khen", "so": 9, "ngay": "2025-10-28"},
        {"don_vi": "ht", "loai": "quyet_dinh_khen_thuong", "hinh_thuc": "giay_khen", "so": 918, "ngay": "2025-12-02"},
        {"don_vi": "th", "loai": "bao_cao_so_ket", "so": 31, "ngay": "2025-10-30"},
    ],
    "dinh_muc": [{"hinh_thuc": award, "loai": kind, "pham_vi": scope, "toi_da": 3} for award in ("giay_khen", "bang_khen")
                 for kind in ("tap_the", "ca_nhan") for scope in ("don_vi", "phuong")],
    "tham_dinh": [{"de_nghi": ma, "dung_doi_tuong": True, "du_tieu_chuan": True, "du_ho_so": True, "dung_thu_tuc": True,
                   "de_xuat": "trinh", "ngay_nhan": "2025-11-10"} for ma in ("tt1", "cn1", "cn2", "bk1")],
}


class World:
    """The campaign and its documents, to be changed. Documents are named `slug@unit/award/subject`, what is empty left out."""

    def __init__(self) -> None:
        self.frame = copy.deepcopy(FRAME)
        law = built_in()
        self.tables = {name: [*copy.deepcopy(law.get(name, [])), *copy.deepcopy(TABLES.get(name, []))] for name in MODELS}
        self.papers: dict[str, Judged] = papers()

    def set(self, name: str, path: str, value: Any) -> None:
        """A value in a document's data: `tap_the/0/ten`; None takes it away."""
        paper = self.papers[name]
        data: Any = paper.data
        *steps, last = path.split("/")
        for step in steps:
            data = data[int(step)] if isinstance(data, list) else data.setdefault(step, {})
        if isinstance(data, list):
            data[int(last)] = value
        elif value is None:
            data.pop(last, None)
        else:
            data[last] = value

    def add(self, name: str, **data: Any) -> None:
        """A further document of the day of the decision."""
        slug, _, whose = name.partition("@")
        unit, award, subject = [*whose.split("/"), "", ""][:3]
        self.papers[name] = Judged(slug, unit, award, subject, date(2025, 12, 2), data)

    def day(self, name: str, year: int, month: int, day: int) -> None:
        old = self.papers[name]
        self.papers[name] = Judged(old.slug, old.unit, old.award, old.subject, date(year, month, day), old.data, old.name,
                                   old.annexes)

    def drop(self, *names: str) -> None:
        for name in names:
            del self.papers[name]

    def row(self, table: str, code: str, **changes: Any) -> None:
        """Columns of the first row with this `ma` (or nominee, person, unit)."""
        found = next(one for one in self.tables[table] if code in (one.get("ma"), one.get("de_nghi"), one.get("nguoi"),
                                                                   one.get("don_vi")))
        found.update(changes)

    def more(self, table: str, **columns: Any) -> None:
        self.tables[table].append(columns)

    def cut(self, table: str, column: str, value: Any) -> None:
        self.tables[table] = [one for one in self.tables[table] if one.get(column) != value]

    def dossier(self) -> Dossier:
        read = {name: tuple(MODELS[name].model_validate(row) for row in rows) for name, rows in self.tables.items()}
        snapshot = Snapshot(Frame.model_validate(self.frame), Tables(**cast("dict[str, Any]", read)))
        return Dossier(snapshot, tuple(self.papers.values()), date(2025, 12, 20))


