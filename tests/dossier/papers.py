"""The documents of the small campaign, consistent with it and with each other, as checked data."""

from __future__ import annotations

import copy
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from service.dossier import Judged

Row = dict[str, Any]
NAME = "Đẩy mạnh phát triển kết cấu hạ tầng đồng bộ, hiện đại; thực hành tiết kiệm, chống lãng phí"
SCHOOL, WARD = "Trường Tiểu học Lê Lợi", "Ủy ban nhân dân phường Hạnh Thông"
CHAIR = f"Chủ tịch {WARD}"
GIVEN = {"giay_khen": f"Giấy khen của {CHAIR}", "bang_khen": "Bằng khen của Chủ tịch Ủy ban nhân dân Thành phố Hồ Chí Minh"}
CITATION = f"Đã có thành tích xuất sắc trong Phong trào thi đua “{NAME}” giai đoạn 2022 - 2025"
HEAD = {"chuc_vu": "Hiệu trưởng", "ho_ten": "Trần Thị Bình"}
CHAIRMAN = {"chuc_vu": "Chủ tịch", "ho_ten": "Nguyễn Văn An"}
COMMITTEE = {"quyen_han": "TM.", "tap_the": "Ủy ban nhân dân", **CHAIRMAN}
DEPARTMENT = {"chuc_vu": "Trưởng phòng", "ho_ten": "Phạm Văn Dũng"}
MEMBERS = ("Trần Thị Bình", "Hồ Văn Minh", "Đỗ Thị Ánh", "Vũ Văn Khánh", "Lý Thị Lan")
WARD_MEMBERS = ("Nguyễn Văn An", "Phạm Văn Dũng", "Cao Văn Tám")
LAW = {"loai": "Luật", "ngay": date(2022, 6, 15), "trich_yeu": "Thi đua, khen thưởng"}
DECREE = {"loai": "Nghị định", "so_ky_hieu": "152/2025/NĐ-CP", "ngay": date(2025, 6, 14), "co_quan": "Chính phủ",
          "trich_yeu": "quy định về phân cấp, phân quyền trong lĩnh vực thi đua, khen thưởng"}
YEARS = ["2022", "2023", "2024", "2025"]
FIGURES = [{"ten": "Điện tiêu thụ", "dvt": "kWh", "gia_tri": ["10.000", "9.500", "9.000", "8.000"], "tong": "36.500"},
           {"ten": "Hồ sơ điện tử", "dvt": "%", "gia_tri": ["40,0", "55,5", "70,0", "90,0"], "tong": "63,9"}]
NARRATIVE = ("Nhà trường giao khoán điện, nước theo từng dãy phòng, lắp công tơ riêng và công khai chỉ số hằng tháng trên bảng "
             "tin; "
             "tổ văn phòng gửi giấy mời, thông báo qua hộp thư điện tử nên lượng giấy in giảm rõ rệt so với những năm trước. "
             "Năm 2024 mái che sân chơi được sửa bằng nguồn vận động của cha mẹ học sinh, có biên nhận và quyết toán công khai.")


def head(unit: str, above: str, signed: Row) -> Row:
    return {"co_quan_ban_hanh": {"ten": unit}, "co_quan_chu_quan": above, "ky": dict(signed), "ten_phong_trao": NAME,
            "noi_nhan": [{"ten": "Phòng Văn hóa - Xã hội phường Hạnh Thông"}], "luu": {"don_vi": "VT"}}


def school(signed: Row = HEAD) -> Row:
    return head(SCHOOL, "UBND phường Hạnh Thông", signed)


def ward(signed: Row) -> Row:
    return head(WARD, "", signed)


def _unit_above(text: Row) -> Row:
    return text | {"co_quan_chu_quan": "UBND phường Hạnh Thông"}


def nominees(award: str, *, votes: tuple[int, int] | None = None, total: int = 5) -> Row:
    """The tables of nominees; with `votes` (for, against) as minutes print them."""
    counted: Row = {} if votes is None else {
        "dong_y": votes[0], "khong_dong_y": votes[1], "ket_qua": "Đạt", "ty_le": f"{100 * votes[0] / total:.2f}".replace(".",
                                                                                                                         ",")}
    person = {"don_vi": SCHOOL, "hinh_thuc": GIVEN[award], **counted}
    if award == "bang_khen":
        return {"tap_the": [], "ca_nhan": [{"ho_ten": "Mai Thị Hồng", "chuc_vu": "Tổ trưởng", **person}]}
    return {"tap_the": [{"ten": "Tổ Khối 5", **person}],
            "ca_nhan": [{"ho_ten": "Trương Văn Ân", "chuc_vu": "Giáo viên", **person},
                        {"ho_ten": "Nguyễn Thị Yến", "chuc_vu": "Giáo viên", **person}]}


def of_award(award: str) -> Row:
    return {"loai_khen": award, "hinh_thuc": GIVEN[award], "giai_doan": "2022 - 2025", "tu_ngay": date(2022, 1, 1),
            "den_ngay": date(2025, 9, 30), "thanh_tich": CITATION, "can_cu": [dict(LAW), dict(DECREE)]}


def _meeting(award: str, names: tuple[str, ...], absent: int, begun: datetime, how: str) -> Row:
    present = len(names) - absent
    return {"tong_thanh_vien": len(names), "so_co_mat": present, "bat_dau": begun, "bieu_quyet": how,
            "co_mat": [{"ho_ten": one, "vai_tro": "Ủy viên"} for one in names[:present]],
            "vang": [{"ho_ten": one, "ly_do": "Đi công tác"} for one in names[present:]],
            **nominees(award, votes=(present, 0), total=len(names))}


BALLOTS = {"phieu_phat_ra": 4, "phieu_thu_ve": 4, "phieu_hop_le": 4, "phieu_khong_hop_le": 0}
COUNTERS = [{"ho_ten": one, "vai_tro": "Ủy viên"} for one in ("Hồ Văn Minh", "Đỗ Thị Ánh", "Vũ Văn Khánh")]
IN_SCHOOL, IN_WARD = datetime(2025, 10, 20, 8), datetime(2025, 11, 18, 8)


def _of_case(award: str) -> dict[str, tuple[date, Row]]:
    """What a school and its ward write for one award."""
    to = CHAIR
    onward = "Chủ tịch Ủy ban nhân dân Thành phố Hồ Chí Minh" if award == "bang_khen" else CHAIR
    cited = {"bien_ban": {"loai": "Biên bản", "so_ky_hieu": "/BB-HĐTĐKT"}}
    found: dict[str, tuple[date, Row]] = {
        f"bien_ban_kiem_phieu@th/{award}": (date(2025, 10, 20), {
            **school(), **_meeting(award, MEMBERS, 1, IN_SCHOOL, "phieu_kin"), **BALLOTS, "ban_kiem_phieu": list(COUNTERS)}),
        f"bien_ban_xet_khen_thuong@th/{award}": (date(2025, 10, 20), {
            **school(), **_meeting(award, MEMBERS, 1, IN_SCHOOL, "phieu_kin"), **BALLOTS}),
        f"danh_sach_de_nghi@th/{award}": (date(2025, 10, 28), {**school(), **of_award(award), **nominees(award)}),
        f"to_trinh_khen_thuong@th/{award}": (date(2025, 10, 28), {
            **school(), **of_award(award), **nominees(award), "kinh_gui": [to], **cited}),
        f"bien_ban_xet_khen_thuong@ht/{award}": (date(2025, 11, 18), {
            **ward(COMMITTEE), **_meeting(award, WARD_MEMBERS, 0, IN_WARD, "gio_tay")}),
        f"danh_sach_de_nghi@ht/{award}": (date(2025, 11, 24), {**ward(COMMITTEE), **of_award(award), **nominees(award)}),
        f"to_trinh_khen_thuong@ht/{award}": (date(2025, 11, 24), {
            **ward(COMMITTEE), **of_award(award), **nominees(award), "kinh_gui": [onward], **cited}),
        f"bao_cao_tham_dinh@ht/{award}": (date(2025, 11, 21), {
            **head("Phòng Văn hóa - Xã hội", "UBND phường Hạnh Thông", DEPARTMENT), "hinh_thuc": GIVEN[award]}),
    }
    return found


def _merit(subject: str, name: Row, reporter: str, text: str) -> tuple[date, Row]:
    award = "bang_khen" if subject == "bk1" else "giay_khen"
    return date(2025, 10, 15), {
        **school({"ho_ten": reporter}), "hinh_thuc": GIVEN[award], **name, "don_vi": SCHOOL, "noi_dung_thanh_tich": [text],
        "ky_nguoi_bao_cao": {"ho_ten": reporter}, "ky_xac_nhan": dict(HEAD), "khen_thuong": [
            {"nam": "2023", "ten": "Giấy khen", "quyet_dinh": "Quyết định số 12/QĐ-UBND ngày 14/7/2023 của Chủ tịch UBND quận Gò "
                                                              "Vấp"}]}


def _certificate(name: Row) -> tuple[date, Row]:
    return date(2025, 12, 2), {
        "tham_quyen": CHAIR, "hinh_thuc": GIVEN["giay_khen"], "thanh_tich": CITATION, "ky": dict(CHAIRMAN), **name,
        "quyet_dinh": {"loai": "Quyết định", "so_ky_hieu": "918/QĐ-UBND", "ngay": date(2025, 12, 2)}}


def _paid(name: str, factor: str, amount: int) -> Row:
    return {"ten": name, "don_vi": SCHOOL, "hinh_thuc": "Giấy khen", "he_so": Decimal(factor), "luong_co_so": 2_340_000,
            "thanh_tien": amount}


PERSON = {"tt1": {"ten": "Tổ Khối 5"}, "cn1": {"ho_ten": "Nguyễn Thị Yến", "chuc_vu": "Giáo viên"},
          "cn2": {"ho_ten": "Trương Văn Ân", "chuc_vu": "Giáo viên"}, "bk1": {"ho_ten": "Mai Thị Hồng", "chuc_vu": "Tổ trưởng"}}


def _all() -> dict[str, tuple[date, Row]]:
    awarded = {f"giay_khen@ht/giay_khen/{one}": _certificate(PERSON[one]) for one in ("tt1", "cn1", "cn2")}
    decided = {**ward(CHAIRMAN), "tham_quyen": CHAIR, **of_award("giay_khen"), **nominees("giay_khen"), "so": 918,
               "ngay_ban_hanh": date(2025, 12, 2), "to_trinh": {"loai": "Tờ trình", "so_ky_hieu": "/TTr-VHXH"}}
    submission = _of_case("giay_khen")
    submission["to_trinh_khen_thuong@th/giay_khen"][1].update(so=9, ngay_ban_hanh=date(2025, 10, 28))
    return {
        "ke_hoach_phong_trao@ht": (date(2025, 7, 21), {**ward(COMMITTEE), "han_bao_cao_nam": "15/6", "can_cu": [dict(LAW)]}),
        "ke_hoach_truong@th": (date(2025, 8, 11), {**school(), "can_cu": [dict(LAW)], "ke_hoach_cap_tren": {
            "loai": "Kế hoạch", "so_ky_hieu": "588/KH-UBND", "ngay": date(2025, 7, 21), "co_quan": WARD,
            "trich_yeu": "tổ chức Phong trào thi đua"}}),
        "cong_van_huong_dan@ht": (date(2025, 9, 22), {
            **ward({"quyen_han": "TM. KT.", "tap_the": "Ủy ban nhân dân", "ky_thay": "Chủ tịch", "chuc_vu": "Phó Chủ tịch",
                    "ho_ten": "Lê Thị Cúc"}), "kinh_gui": ["Hiệu trưởng các trường"], "han_nop": date(2025, 10, 31)}),
        "bao_cao_hang_nam@th": (date(2025, 9, 5), {**school(), "kinh_gui": [WARD]}),
        "quyet_dinh_hoi_dong@th": (date(2025, 9, 15), {**school(), "thanh_vien": [{"ho_ten": one, "vai_tro": "Ủy viên"}
                                                                                  for one in MEMBERS]}),
        "giay_moi_hoi_dong@th": (date(2025, 10, 13), {**school(), "bat_dau": IN_SCHOOL}),
        "bao_cao_thanh_tich_tap_the@th/giay_khen/tt1": _merit("tt1", PERSON["tt1"], "Vũ Văn Khánh", "Tổ dùng chung đồ dùng dạy "
                                                                                                    "học."),
        "bao_cao_thanh_tich_ca_nhan@th/giay_khen/cn1": _merit("cn1", PERSON["cn1"], "Nguyễn Thị Yến", "Soạn kho bài giảng điện "
                                                                                                      "tử."),
        "bao_cao_thanh_tich_ca_nhan@th/giay_khen/cn2": _merit("cn2", PERSON["cn2"], "Trương Văn Ân", "Sửa bàn ghế cũ để dùng "
                                                                                                     "lại."),
        "bao_cao_thanh_tich_ca_nhan@th/bang_khen/bk1": _merit("bk1", PERSON["bk1"], "Mai Thị Hồng", "Lập thư viện dùng chung."),
        **submission, **_of_case("bang_khen"),
        "quyet_dinh_khen_thuong@ht/giay_khen": (date(2025, 12, 2), decided),
        **awarded,
        "danh_sach_tien_thuong@ht/giay_khen": (date(2025, 12, 2), {
            **ward(CHAIRMAN), "tong_tien": 2_830_000, "tong_tien_bang_chu": "Hai triệu tám trăm ba mươi nghìn đồng",
            "tien_thuong": [
                _paid("Tổ Khối 5", "0.6", 1_410_000), _paid("Trương Văn Ân", "0.3", 710_000), _paid("Nguyễn Thị Yến", "0.3",
                                                                                                    710_000)]}),
        "thong_bao_khen_thuong@ht": (date(2025, 12, 3), ward(COMMITTEE)),
        "bao_cao_so_ket@th": (date(2025, 10, 30), {
            **school(), "kinh_gui": [WARD], "giai_doan": "2022 - 2025", "so": 31, "ngay_ban_hanh": date(2025, 10, 30),
            "so_lieu_den_ngay": date(2025, 9, 30), "cac_nam": list(YEARS), "chi_tieu": [dict(one) for one in FIGURES],
            "ket_qua": NARRATIVE}),
        "bao_cao_tong_hop@ht": (date(2025, 11, 28), {
            **ward(COMMITTEE), "kinh_gui": ["Sở Nội vụ Thành phố Hồ Chí Minh"], "giai_doan": "2022 - 2025", "so_phai_bao_cao": 2,
            "so_da_bao_cao": 1, "chua_bao_cao": ["Trường Mầm non Hoa Mai"], "so_lieu_den_ngay": date(2025, 9, 30),
            "cac_nam": list(YEARS), "chi_tieu": [dict(one) for one in FIGURES]}),
        "ke_hoach_hoi_nghi@ht": (date(2025, 12, 4), ward(COMMITTEE)),
        "giay_moi_hoi_nghi@ht": (date(2025, 12, 8), {**ward(COMMITTEE), "bat_dau": datetime(2025, 12, 18, 8)}),
    }


def papers() -> dict[str, Judged]:
    """Documents by `slug@unit/award/subject`; each with data of its own, free to be changed."""
    found = {}
    for name, (day, data) in _all().items():
        slug, _, whose = name.partition("@")
        unit, award, subject = [*whose.split("/"), "", ""][:3]
        found[name] = Judged(slug, unit, award, subject, day, copy.deepcopy(data))
    return found
