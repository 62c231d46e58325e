"""The table de_nghi, with the appraisals (tham_dinh)."""

from __future__ import annotations

from datetime import date
from typing import Final

from tests.campaign.example.days import Calendar
from tests.campaign.example.figures import Figures
from tests.campaign.example.nominees_plan import Candidate
from tests.campaign.example.people import Person
from tests.campaign.example.praise import Praise
from tests.campaign.example.units import Row, ward_name

CONFIRMED: Final = "Phòng Văn hóa - Xã hội phường {phuong}, đối chiếu sổ theo dõi kỷ luật, khiếu nại, tố cáo"
FIRST, LAST = date(2022, 1, 1), date(2025, 9, 30)
IDEAS: Final = (
    "Quản lý tài sản, thiết bị bằng mã phản hồi nhanh",
    "Kho học liệu số dùng chung toàn trường",
    "Theo dõi điện, nước từng dãy phòng bằng bảng tính trực tuyến",
    "Tái sử dụng vật liệu làm đồ dùng dạy học",
    "Đăng ký, trả kết quả thủ tục cho phụ huynh qua biểu mẫu trực tuyến",
)
RETURNED: Final = "Báo cáo thành tích không kèm minh chứng số liệu năm 2023; đơn vị không bổ sung trong thời hạn"


def rows(
    among: list[Candidate], figures: dict[str, Figures], people: dict[str, dict[str, Person]], calendar: Calendar
) -> list[Row]:
    praise, found = Praise(), []
    certificates = dict.fromkeys((one.school.ward for one in among), 0)
    for index, one in enumerate(among):
        citation, summary = praise.of(one, figures[one.school.code])
        given = one.end == "given" and one.award == "giay_khen"
        certificates[one.school.ward] += given
        idea = index % 11 == 4 and one.award == "giay_khen" and one.role != ""
        found.append(
            {
                "ma": one.code,
                "loai": "ca_nhan" if one.role else "tap_the",
                "don_vi": one.school.code,
                "ten": one.inner or None,
                "nguoi": people[one.school.code][one.role].code if one.role else None,
                "hinh_thuc": one.award,
                "thanh_tich": citation,
                "tom_tat": summary,
                "tu_ngay": FIRST,
                "den_ngay": LAST,
                "khong_vi_pham": True,
                "ngay_xac_nhan": calendar.confirmed(one.school.code),
                "nguon_xac_nhan": CONFIRMED.format(phuong=ward_name(one.school.ward)),
                "sang_kien": IDEAS[index % len(IDEAS)] if idea else None,
                "so_so_vang": f"{certificates[one.school.ward]:02d}/2025" if given else None,
                "phat_hien": False,
            }
        )
    return found


def appraisals(among: list[Candidate], calendar: Calendar) -> list[Row]:
    """Of all that the schools submitted."""
    return [
        {
            "de_nghi": one.code,
            "dung_doi_tuong": True,
            "du_tieu_chuan": True,
            "du_ho_so": one.end != "returned",
            "dung_thu_tuc": True,
            "ly_do": RETURNED if one.end == "returned" else None,
            "de_xuat": "tra" if one.end == "returned" else "trinh",
            "ngay_nhan": calendar.received(one.school.code),
        }
        for one in among
        if one.end != "refused_at_school"
    ]
