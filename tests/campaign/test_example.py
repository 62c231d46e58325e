"""examples/phong-trao/: written by the generator to the byte, believable, and without a contradiction."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from difflib import SequenceMatcher
from itertools import combinations

import pytest

from service.campaign.folder import load_folder
from service.campaign.scope import Scope
from service.vietnamese.decimals import decimal
from tests.campaign.example.folder import COMMITTED, FILES, own, written
from tests.campaign.example.names import NAMES
from tests.campaign.example.seen import THRESHOLD, WARDS, passed_at_ward, rows, whole
from tests.campaign.example.units import ward_name


@pytest.mark.parametrize("name", FILES)
def test_the_generator_writes_what_is_committed(name: str) -> None:
    assert written()[name] == (COMMITTED / name).read_bytes()


def test_what_is_particular_to_a_document_is_written_as_committed() -> None:
    made = own()
    assert {name for name, data in made.items() if data != (COMMITTED / name).read_bytes()} == set()
    assert {path.relative_to(COMMITTED).as_posix() for path in COMMITTED.rglob("*.json")} == set(made)


def test_the_folder_loads_without_a_problem() -> None:
    snapshot = load_folder(COMMITTED)
    for table in whole():
        assert len(getattr(snapshot.tables, table)) == len(rows(table))
    assert len(snapshot.schools("hanh_thong", date(2025, 7, 1))) == 24
    assert snapshot.schools("hanh_thong", date(2025, 6, 30)) == ()
    assert {one.ma for one in snapshot.successors("phong_gddt", date(2025, 7, 1))} == WARDS


def test_what_is_written_by_hand_fits_the_generated_tables() -> None:
    snapshot = load_folder(COMMITTED)
    assert {one.ma for one in snapshot.tables.chi_tieu} == {row["chi_tieu"] for row in rows("ket_qua")}
    for quota in snapshot.tables.dinh_muc:
        given = [one for one in snapshot.nominees(award=quota.hinh_thuc, loai=quota.loai) if one.ma in passed_at_ward()]
        assert quota.toi_da is not None
        counted = Counter(one.don_vi if quota.pham_vi == "don_vi" else ward_of(one.don_vi) for one in given)
        assert max(counted.values()) <= quota.toi_da
    assert snapshot.frame.cau_hinh.nguong_phieu == THRESHOLD
    assert snapshot.frame.dot is not None
    assert snapshot.frame.dot.den_ngay == max(row["den_ngay"] for row in rows("de_nghi"))


def ward_of(unit: str) -> str:
    return next(row["chu_quan"] for row in rows("truc_thuoc") if row["don_vi"] == unit and row["tu_ngay"])


def test_how_many_there_are() -> None:
    kinds = Counter(row["loai"] for row in rows("co_quan"))
    assert kinds == {"ubnd_tp": 1, "so": 2, "ubnd_quan": 1, "phong_quan": 1, "ubnd_phuong": 6, "phong_phuong": 6, "truong": 130}
    nominees = Counter((row["loai"], row["hinh_thuc"]) for row in rows("de_nghi"))
    assert nominees == {
        ("ca_nhan", "giay_khen"): 60, ("ca_nhan", "bang_khen"): 5, ("tap_the", "giay_khen"): 21, ("tap_the", "bang_khen"): 4,
    }
    assert {row["nam"] for row in rows("ket_qua")} == {2022, 2023, 2024, 2025}
    assert len(rows("ket_qua")) == 130 * 22 * 4
    assert len(rows("khach_moi")) == 120
    of_unit = Counter(row["don_vi"] for row in rows("de_nghi"))
    assert max(of_unit.values()) == 5
    assert len({row["chu_quan"] for row in rows("truc_thuoc") if row["don_vi"] in of_unit and row["tu_ngay"]}) == 6


def test_every_school_was_the_districts_and_is_a_wards() -> None:
    for row in rows("co_quan"):
        if row["loai"] == "truong":
            before, after = [one for one in rows("truc_thuoc") if one["don_vi"] == row["ma"]]
            assert before["chu_quan"] == ("ubnd_quan" if row["cong_lap"] else "phong_gddt")
            assert before["den_ngay"] == date(2025, 6, 30)
            assert after["tu_ngay"] == date(2025, 7, 1)
            assert row["dia_chi"].split("phường ")[1].startswith(ward_name(after["chu_quan"]))


@pytest.mark.parametrize(("table", "column"), [("co_quan", "ten"), ("co_quan", "dia_chi"), ("nguoi", "ho_ten"), ("nguoi", "ma")])
def test_nothing_has_the_name_of_another(table: str, column: str) -> None:
    counted = Counter(row.get(column) for row in rows(table) if row.get(column) and row.get("loai") != "phong_phuong")
    assert [one for one, count in counted.items() if count > 1] == []


def test_no_invented_person_is_called_like_an_official() -> None:
    named = [row["ho_ten"] for table in ("nguoi", "khach_moi", "thanh_vien") for row in rows(table) if row.get("ho_ten")]
    assert set(named) & set(NAMES["officials"]["names"]) == {"Trịnh Vĩnh Thanh"}       # who signed the plan of 2023
    assert all(3 <= len(name.split()) <= 5 and name == name.title() for name in named)


def test_money_adds_up_in_every_year() -> None:
    values = {(row["don_vi"], row["chi_tieu"], row["nam"]): row["gia_tri"] for row in rows("ket_qua")}
    for (unit, code, year), given in values.items():
        if code == "kp_giao" and given is not None:
            assert given == values[unit, "kp_thuc_hien", year] + values[unit, "kp_tiet_kiem", year]
        if code == "cong_trinh" and given is not None:
            assert values[unit, "dung_tien_do", year] <= given
            assert given or not values[unit, "von_xhh", year]
        if code == "sang_kien" and given is not None:
            assert bool(given) == bool(values[unit, "gia_tri_sang_kien", year])
        if code in ("ho_so_dien_tu", "tthc_truc_tuyen", "tu_chu", "mua_sam_giam") and given is not None:
            assert 0 < given <= (100 if code != "mua_sam_giam" else values[unit, "mua_sam", year])


def test_a_value_or_a_reason() -> None:
    assert all((row["gia_tri"] is None) == bool(row["ly_do"]) for row in rows("ket_qua"))
    without = Counter(row["ly_do"] for row in rows("ket_qua") if row["ly_do"])
    assert len(without) >= 7


def known_figures() -> dict[str, set[str]]:
    """Unit → every figure that its words may tell: of the first and the last year, the sum, the fall."""
    values: dict[str, dict[str, list[Decimal]]] = {}
    for row in rows("ket_qua"):
        if row["gia_tri"] is not None:
            values.setdefault(row["don_vi"], {}).setdefault(row["chi_tieu"], []).append(Decimal(row["gia_tri"]))
    found = {}
    for unit, by_code in values.items():
        known = {"2022", "2025", "05"}
        for code, years in by_code.items():
            places = 1 if code in ("ho_so_dien_tu", "tthc_truc_tuyen", "tu_chu") else 0
            known |= {decimal(one, places) for one in (years[0], years[-1], sum(years))}
            if years[0]:
                fall = ((years[0] - years[-1]) * 100 / years[0]).quantize(Decimal("0.1"), ROUND_HALF_UP)
                known.add(decimal(fall, 1))
        found[unit] = known
    return found


def test_the_figures_in_the_words_are_those_of_the_unit() -> None:
    every = known_figures()
    for row in rows("de_nghi"):
        known = every[row["don_vi"]]
        told = set(re.findall(r"\d[\d.,]*\d|\d", row["thanh_tich"] + " " + row["tom_tat"]))
        assert told - known == set(), row["ma"]
        assert told - {"2022", "2025"}


def test_the_figures_in_reports_are_those_of_the_unit() -> None:
    every = known_figures()
    for name, data in own().items():
        unit, words = name.split("/")[1], json.loads(data)
        if unit in WARDS:
            continue
        merits = [*words.get("thanh_tich_noi_bat", ()), *words.get("thanh_tich_ca_nhan", ()), words.get("thanh_tich_tap_the", ""),
                  *(row[column] for row in words.get("so_lieu", ()) for column in ("nam_dau", "nam_cuoi"))]
        told = set(re.findall(r"\d[\d.,]*\d|\d", " ".join(merits)))
        assert told - every[unit] == set(), name


@pytest.mark.parametrize("ward", sorted(WARDS))
def test_the_figures_in_a_wards_review_are_those_of_its_schools(ward: str) -> None:
    words = json.loads(own()[f"rieng/{ward}/bao_cao_tong_hop.json"])
    lines = [*words["ket_qua_ha_tang"].values(), *words["ket_qua_tiet_kiem"].values()]
    told = set(re.findall(r"\d[\d.,]*\d|\d", " ".join(lines)))
    scope = Scope(load_folder(COMMITTED), "bao_cao_tong_hop", ward, date(2025, 12, 5))
    summed = scope.look_up("tong_hop.chi_tieu")
    assert isinstance(summed, list)
    assert told - {"2025"} <= {row["tong"] for row in summed}
    assert len(told) >= 8


def test_no_two_are_praised_alike() -> None:
    for column in ("thanh_tich", "tom_tat"):
        texts = [re.sub(r"\d[\d.,]*", "0", row[column]) for row in rows("de_nghi")]
        assert len({row[column] for row in rows("de_nghi")}) == 90
        assert max(SequenceMatcher(None, one, other, autojunk=False).ratio() for one, other in combinations(texts, 2)) < 0.95
    assert max(len(row["thanh_tich"]) for row in rows("de_nghi")) <= 220
    assert max(len(row["tom_tat"].split()) for row in rows("de_nghi")) <= 60
