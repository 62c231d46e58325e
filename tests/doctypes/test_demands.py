"""What fields ask of each other: required for one choice only, days and hours in order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from service.doctypes import DocumentType
from service.errors import InputRefused, TemplateFaulty
from tests.doctypes.offices import HEADLESS, made

PROGRAMME = f"""
name = "Chương trình"
without = {HEADLESS}
[fields.viec]
kind = "choice"
label = "Việc gì"
choices = ["lịch", "kết quả", "công khai"]
[fields.han]
kind = "date"
label = "Hạn nộp"
required_when = "viec = lịch | công khai"
after = "tu"
[fields.tu]
kind = "date"
label = "Từ ngày"
[fields.ket_thuc]
kind = "time"
label = "Kết thúc"
after = ["tu", "phan.den"]
[fields.phan]
kind = "table"
label = "Các phần"
required_when = "!viec = lịch"
in_order = ["bat_dau", "den"]
[fields.phan.columns]
bat_dau = {{ kind = "time", label = "Từ lúc", required = true }}
den = {{ kind = "time", label = "Đến lúc" }}
ten = {{ kind = "text", label = "Tên" }}
[draw]
heading = "none"
"""
WORDS = {"noi_dung": "Đoạn.", "viec": "kết quả"}


def part(start: str, end: str = "") -> dict[str, str]:
    return {"bat_dau": f"2025-12-19T{start}", **({"den": f"2025-12-19T{end}"} if end else {})}


MORNING = [part("07:30", "08:00"), part("08:00", "08:10"), part("08:15"), part("08:20", "09:00")]


@pytest.fixture(scope="module")
def programme(tmp_path_factory: pytest.TempPathFactory) -> DocumentType:
    return made(tmp_path_factory.mktemp("loai") / "chuong_trinh", PROGRAMME)


@pytest.mark.parametrize(("data", "told"), [
    ({"phan": MORNING, "ket_thuc": "2025-12-19T09:00"}, []),
    ({"viec": "lịch", "han": "2025-12-19", "tu": "2025-12-19"}, []),                           # the same day is no day before
    ({"viec": "lịch"}, ["field-missing /han"]), ({"viec": "kết quả", "phan": []}, ["field-missing /phan"]),
    ({"viec": "công khai"}, ["field-missing /han", "field-missing /phan"]),
    ({"viec": "lịch", "han": "2025-12-18", "tu": "2025-12-19"}, ["before-other /han"]),
    ({"phan": MORNING, "ket_thuc": "2025-12-19T08:59"}, ["before-other /ket_thuc"]),
    ({"phan": MORNING, "ket_thuc": "2025-12-19T09:00", "tu": "2025-12-19"}, []),               # of a day and an hour the days
    ({"phan": MORNING, "ket_thuc": "2025-12-19T09:00", "tu": "2025-12-20"}, ["before-other /ket_thuc"]),
    ({"phan": [part("08:00", "08:30"), part("08:20", "08:40")]}, ["out-of-order /phan/1/bat_dau"]),     # overlap
    ({"phan": [part("08:00", "08:00")]}, ["out-of-order /phan/0/den"]),
    ({"phan": [part("09:00"), part("08:00"), part("08:00", "07:00")]},
     ["out-of-order /phan/1/bat_dau", "out-of-order /phan/2/den"]),
])
def test_what_is_asked_of_the_data(programme: DocumentType, data: dict[str, Any], told: list[str]) -> None:
    if not told:
        programme.checked(WORDS | data)
        return
    with pytest.raises(InputRefused) as refused:
        programme.checked(WORDS | data)
    assert [f"{one.code} {one.pointer}" for one in refused.value.problems] == told


def test_the_message_names_both(programme: DocumentType) -> None:
    with pytest.raises(InputRefused, match="“Từ lúc” ở dòng 2 không sau “Đến lúc” ở dòng 1"):
        programme.checked(WORDS | {"phan": [part("08:00", "08:30"), part("08:20")]})
    with pytest.raises(InputRefused, match=r"08 giờ 59.* là trước 09 giờ 00.* của “Các phần”"):
        programme.checked(WORDS | {"phan": MORNING, "ket_thuc": "2025-12-19T08:59"})


@pytest.mark.parametrize(("old", "new", "mistake"), [
    ('after = "tu"', 'after = "tuu"', "tuu"), ('after = "tu"', 'after = "viec"', "không phải ngày, giờ"),
    ('after = "tu"', 'after = "phan.het"', "het"), ('after = "tu"', 'after = "phan.ten"', "không phải ngày, giờ"),
    ('"bat_dau", "den"]', '"bat_dau", "het"]', "het"), ('"bat_dau", "den"]', '"ten"]', "không so trước sau được"),
    ('"!viec = lịch"', '"!viec = nộp"', "nộp"), ('"!viec = lịch"', '"việc"', "Điều kiện"),
    ('label = "Việc gì"', 'label = "Việc gì"\nafter = "tu"', "after"),
    ('{ kind = "time", label = "Đến lúc" }', '{ kind = "time", label = "Đến lúc", after = "tu" }', "Cột không có"),
])
def test_a_mistake_of_the_schema_is_told(tmp_path: Path, old: str, new: str, mistake: str) -> None:
    with pytest.raises(TemplateFaulty) as faulty:
        made(tmp_path / "chuong_trinh", PROGRAMME.replace(old, new))
    assert any(mistake in str(one) for one in faulty.value.problems), faulty.value.problems
