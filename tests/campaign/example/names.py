"""Invented names of people and schools. Every name is given once in a set."""

from __future__ import annotations

from collections.abc import Iterator

from tests.campaign.example.dice import Dice

FAMILIES = (
    "Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Phan", "Trương", "Đinh", "Lâm", "Mai",
    "Tô", "Châu", "Tạ", "Hà", "Cao", "Đoàn", "Thái", "Quách", "Kiều", "Lương", "Vương", "Tống",
)
MIDDLES = {
    "Nữ": ("Thị Ngọc", "Thị Thanh", "Thị Kim", "Thị Bích", "Thị Mỹ", "Thị Hồng", "Thị Cẩm", "Thị Tuyết", "Ngọc Bảo", "Hoàng Mai", "Thị Diễm",
           "Thị Xuân", "Khánh", "Thị Phương", "Thùy", "Thị Minh"),
    "Nam": ("Văn Thành", "Hoàng", "Minh", "Quốc", "Đức", "Thanh", "Hữu", "Công", "Trọng", "Xuân", "Ngọc", "Chí", "Bảo", "Anh", "Thế", "Tấn"),
}
GIVEN = {
    "Nữ": ("Hạnh", "Thảo", "Loan", "Nga", "Yến", "Phượng", "Trâm", "Hiền", "Liên", "Thủy", "Vân", "Hương", "Trinh", "Nhung", "Quyên", "Dung", "Oanh",
           "Châu", "Diệp", "Giang", "Khuê", "Lam", "Ngân", "Nhàn", "Sương", "Thoa", "Uyên", "Vy", "Xuyến", "Ái"),
    "Nam": ("Bình", "Cường", "Dũng", "Hải", "Hùng", "Khoa", "Lâm", "Long", "Nghĩa", "Nhân", "Phong", "Phúc", "Quân", "Sơn", "Tài", "Tâm", "Thắng",
            "Thiện", "Tín", "Toàn", "Trí", "Trung", "Tuấn", "Vinh", "Đạt", "Khánh", "Lộc", "Hiệp"),
}
MAM_NON = (
    "Nắng Sớm", "Mây Trắng", "Hạt Gạo Vàng", "Giọt Sương", "Cánh Diều Nhỏ", "Bút Chì Màu", "Chích Bông", "Cỏ Mềm", "Gió Lành", "Lá Me", "Hoa Mướp",
    "Hoa Bìm", "Nhà Gỗ Nhỏ", "Thỏ Trắng Ngoan", "Kén Tằm", "Đồng Dao", "Chong Chóng", "Hạt Mưa", "Trăng Non", "Bong Bóng Xà Phòng", "Kiến Chăm",
    "Chuồn Chuồn", "Dế Con", "Thuyền Giấy", "Cầu Vồng Bé", "Suối Reo", "Đom Đóm Xanh", "Nụ Cười Hồng", "Bình Minh Hồng", "Hoa Cải", "Hoa Cau",
    "Hoa Bưởi", "Hoa Gạo", "Hoa Ngâu", "Hoa Dẻ", "Hoa Sim", "Vườn Ổi", "Vườn Cam", "Ong Chăm", "Cò Trắng", "Mèo Mướp", "Lục Lạc", "Sáo Diều",
    "Đồng Xanh", "Bàn Tay Xinh", "Bước Chân Nhỏ", "Mặt Trời Bé", "Ban Mai Xanh", "Hạt Dẻ Nhỏ", "Hạt Đậu Nhỏ", "Quả Thị", "Cây Khế", "Bến Thơ",
    "Kẹo Bông", "Lá Cọ", "Cỏ Ba Lá", "Bưởi Hồng", "Nghé Con", "Gấu Nâu", "Búp Tre", "Hương Đồng", "Gió Biển", "Hoa Đồng Nội", "Xe Lửa Nhỏ",
    "Trống Cơm", "Cá Vàng", "Rùa Nhỏ", "Bồ Công Anh", "Sân Gạch", "Vườn Trầu", "Chim Ri", "Khăn Len",
)
TIEU_HOC = (
    "Kiến Thiện", "Minh Nghĩa", "Trung Ái", "Hiếu Lễ", "Quang Hòa", "Mỹ Thiện", "Thiện Chí", "Hòa Ái", "Tín Nghĩa", "Cần Kiệm", "Liêm Chính",
    "Chính Tâm", "Lạc Thiện", "Khiêm Hòa", "Ân Nghĩa", "Thanh Liêm", "Bình Tâm", "Hiếu Học", "Tự Lập", "Tân Sáng", "Gia Lễ", "Phú Nghĩa",
    "Vạn Thiện", "Tường Minh", "Hưng Thiện", "Bách Thiện", "Thuần Hậu", "Khang Nghĩa", "Việt Khai", "Nam Khởi", "Hòa Kính", "Đôn Hậu",
    "Nghĩa Tình", "Tân Lễ", "Lễ Độ", "An Thiện",
)
THCS = (
    "Minh Khởi", "Đại Chí", "Tân Trí", "Chí Hướng", "Quyết Tiến", "Kiên Trì", "Vững Bước", "Lập Chí", "Tiến Minh", "Hưng Trí", "Đăng Khởi",
    "Minh Chí", "Đức Khai", "Thành Trí", "Cầu Tiến", "Hoài Chí", "Thông Tuệ", "Tuệ Minh", "Nghị Lực", "Trường Khởi", "Hiền Trí", "Sĩ Nghĩa",
    "Đồng Khai", "Bác Văn", "Khai Tâm", "Học Hải", "Tri Hành", "Thực Học",
)
SCHOOLS = {"mam_non": MAM_NON, "tieu_hoc": TIEU_HOC, "thcs": THCS}
# Leading officials of the city and of the former district: a name of theirs is not given by chance.
OF_OFFICIALS = {
    "Trịnh Vĩnh Thanh", "Nguyễn Văn Được", "Phan Văn Mãi", "Nguyễn Văn Hiếu", "Trần Thế Thuận", "Võ Ngọc Quốc Thuận", "Nguyễn Trí Dũng",
    "Đào Thị My Thư", "Đỗ Anh Khang", "Nguyễn Bảo Toàn", "Nguyễn Thị Thu Hà", "Bùi Minh Thạnh", "Trần Lưu Quang", "Nguyễn Mạnh Cường",
}


class People:
    """Gives out names; `taken` are those that others have."""

    def __init__(self, taken: set[str]) -> None:
        self._taken = taken | OF_OFFICIALS

    def name(self, sex: str, *key: object) -> str:
        """A name nobody has yet: family name, middle name, given name."""
        dice = Dice("name", *key)
        for _ in range(200):
            name = f"{dice.pick(FAMILIES)} {dice.pick(MIDDLES[sex])} {dice.pick(GIVEN[sex])}"
            if name not in self._taken and len(set(words := name.split())) == len(words):
                self._taken.add(name)
                return name
        # sets of many thousands of people: two given names
        name = f"{dice.pick(FAMILIES)} {dice.pick(MIDDLES[sex])} {dice.pick(GIVEN[sex])} {dice.pick(GIVEN[sex])}"
        self._taken.add(name)
        return name


def school_names(level: str) -> Iterator[str]:
    """The names of a level's schools, without end: after the last one they are numbered."""
    yield from SCHOOLS[level]
    number = 2
    while True:
        yield from (f"{name} {number}" for name in SCHOOLS[level])
        number += 1
