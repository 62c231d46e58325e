"""Names are invented, or of people of history and of the public."""

from __future__ import annotations

import random
import unicodedata
from functools import cmp_to_key

import icu
import pytest

from service.vietnamese.names import is_doubtful, name_key, split_name

PARTS = [
    ("Nguyễn Thị Minh Khai", "Nguyễn", "Thị Minh", "Khai"), ("Trần Văn An", "Trần", "Văn", "An"), ("Lê Lợi", "Lê", "", "Lợi"),
    ("Đỗ Ý", "Đỗ", "", "Ý"), ("  Phạm   Hồng\tÁnh ", "Phạm", "Hồng", "Ánh"), ("NGUYỄN THỊ ÁNH", "NGUYỄN", "THỊ", "ÁNH"),
    ("Tôn Nữ Thị Ninh", "Tôn Nữ", "Thị", "Ninh"), ("Tôn Thất Tùng", "Tôn Thất", "", "Tùng"),
    ("TÔN THẤT TÙNG", "TÔN THẤT", "", "TÙNG"),
    ("Công Tằng Tôn Nữ Bích Hà", "Công Tằng Tôn Nữ", "Bích", "Hà"),
    ("Công Huyền Tôn Nữ Nha Trang", "Công Huyền Tôn Nữ", "Nha", "Trang"),
    ("Âu Dương Lân", "Âu Dương", "", "Lân"), ("Tôn Thất", "Tôn", "", "Thất"),
    ("Nguyễn Hoàng Bảo-Trân", "Nguyễn", "Hoàng", "Bảo-Trân"),
    ("Nguyễn-Phúc Bảo Long", "Nguyễn-Phúc", "Bảo", "Long"), ("Nguyễn Trần Minh Anh", "Nguyễn", "Trần Minh", "Anh"),
    ("Inrasara", "", "", "Inrasara"), ("", "", "", ""), ("Trương Mỹ Hoa", "Trương", "Mỹ", "Hoa"),
]
HIGHLAND = [
    ("Y Moan Êñuôl", "Êñuôl", "Y", "Moan"), ("Y Thanh Hà Niê Kđăm", "Niê Kđăm", "Y", "Thanh Hà"),
    ("H'Hen Niê", "Niê", "", "H'Hen"),
    ("H’Hen Niê", "Niê", "", "H’Hen"), ("A Sanh", "", "A", "Sanh"), ("Y Vêng", "", "Y", "Vêng"), ("K'Brêu", "", "", "K'Brêu"),
    ("Rơ Châm Phiang", "Rơ Châm", "", "Phiang"), ("Ksor Phước", "Ksor", "", "Phước"), ("Niê Thuật", "Niê", "", "Thuật"),
    ("Ama Niê Kđăm", "Niê Kđăm", "", "Ama"), ("Y MOAN ÊÑUÔL", "ÊÑUÔL", "Y", "MOAN"),
    ("Liêng Hót Hà Hai", "Liêng Hót", "Hà", "Hai"),
]


@pytest.mark.parametrize(("full_name", "family", "middle", "given"), PARTS + HIGHLAND)
def test_a_name_has_three_parts(full_name: str, family: str, middle: str, given: str) -> None:
    assert split_name(full_name) == (family, middle, given)
    assert split_name(unicodedata.normalize("NFD", full_name)) == (family, middle, given)


@pytest.mark.parametrize(("full_name", "family", "parts"), [
    ("Nguyễn Trần Minh Anh", "Nguyễn Trần", ("Nguyễn Trần", "Minh", "Anh")), ("Lê Phạm Tú", "Lê Phạm", ("Lê Phạm", "", "Tú")),
    ("Y Blăm Buôn Ya", "Buôn Ya", ("Buôn Ya", "Y", "Blăm")), ("LÊ PHẠM TÚ", "Lê Phạm", ("LÊ PHẠM", "", "TÚ")),
])
def test_who_knows_the_family_name_says_it(full_name: str, family: str, parts: tuple[str, str, str]) -> None:
    assert split_name(full_name, family) == parts


@pytest.mark.parametrize(("full_name", "family"), [("Trần Văn An", "Nguyễn"), ("Nguyễn Trần", "Nguyễn Trần"), ("", "Lê")])
def test_a_family_name_that_is_not_there_is_refused(full_name: str, family: str) -> None:
    with pytest.raises(ValueError, match="does not begin or end"):
        split_name(full_name, family)


@pytest.mark.parametrize("full_name", [row[0] for row in HIGHLAND] + ["Inrasara", "", "Trần Thị Lan B", "Lê Văn Tám (A)",
    "Trần K'Hùng"])
def test_a_name_that_does_not_show_its_parts_is_doubtful(full_name: str) -> None:
    assert is_doubtful(full_name)


@pytest.mark.parametrize("full_name", ["Trần Văn An", "Đỗ Ý", "Lê Thị Á", "Tôn Nữ Thị Ninh", "Nguyễn Nay Sơn", "Phan Niê"])
def test_other_names_are_not(full_name: str) -> None:
    assert not is_doubtful(full_name)


LISTED = [
    "Nguyễn An", "Lê Thị An", "Lê Văn An", "Nguyễn Văn An", "NGUYỄN VĂN AN", "Trần Văn An", "Lê Thị Án", "Trần Minh Anh",
    "Trần Mỹ Anh", "Đặng Thị Minh Anh", "Phạm Hồng Ánh", "Bùi Gia Ân", "Trần Thị Bình", "Vũ Chi", "Hồ Dung", "Đỗ Dũng", "Mai Đan",
    "Ngô Đạt", "Lý Hà", "Đào Hạ", "Trần Thu Huyền", "Đinh Khoa", "Lê Long", "Tôn Thất Long", "Phan Lộc", "Bùi Oanh", "Lê Thị Ổn",
    "Cao Thành Ơn", "Đỗ Phú", "Lê Quý", "Mai Thu", "Trần Thủ", "Lê Thư", "Hà Uyên", "Hà Ưng", "Ngô Vy", "Lê Xuân", "Đỗ Ý",
    "Tạ Yên",
]


def test_a_list_of_names_is_ordered_by_given_middle_and_family_name() -> None:
    assert sorted(set(LISTED), key=name_key) == LISTED


def test_names_stand_as_icu_orders_their_parts() -> None:
    collator = icu.Collator.createInstance(icu.Locale("vi"))
    chance = random.Random(9)
    families = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Võ", "Vũ", "Đặng", "Đỗ", "Ngô", "Hồ", "Dương", "Lý", "Tôn Nữ"]
    middles = ["", "Văn", "Thị", "Hữu", "Đức", "Thị Ngọc", "Minh", "Mỹ", "Thanh", "Thành", "Xuân", "Quốc", "Ánh", "Thị Thu"]
    givens = ["An", "Ân", "Ấn", "Anh", "Ánh", "Ảnh", "Bảo", "Bào", "Châu", "Dung", "Dũng", "Đạt", "Đông", "Đồng", "Hà", "Hạ",
    "Hoà",
              "Hòa", "Hoa", "Huệ", "Huế", "Lan", "Lân", "Lăng", "Ý"]
    names = [" ".join(filter(None, map(chance.choice, (families, middles, givens)))) for _ in range(600)]

    def compare(one: str, other: str) -> int:
        mine, theirs = split_name(one), split_name(other)
        return next((found for part in (2, 1, 0) if (found := collator.compare(mine[part], theirs[part]))), 0)

    assert sorted(names, key=name_key) == sorted(names, key=cmp_to_key(compare))
