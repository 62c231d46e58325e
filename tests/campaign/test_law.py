from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from service.campaign.law import built_in, law
from service.components.grounds import lines
from service.errors import InputRefused

BEFORE, AFTER, NOW = date(2025, 6, 30), date(2025, 7, 1), date(2026, 11, 22)
DECREE_OF_2026 = date(2026, 7, 1)

# first and last day on which a text may be cited as being in force; None: no end is known
IN_FORCE = [
    ("luat_tdkt_2003", "2004-07-01", "2023-12-31"), ("luat_tdkt_2022", "2024-01-01", None),
    ("luat_tdkt_2026", "2026-10-01", None), ("nd_91_2017", "2017-10-01", "2023-12-31"),
    ("nd_98_2023", "2024-01-01", "2025-06-30"), ("nd_152_2025", "2025-07-01", "2027-02-28"),
    ("nd_129_2025", "2025-07-01", None), ("tt_01_2024", "2024-02-23", "2025-08-04"), ("tt_15_2025", "2025-08-05", None),
    ("tt_29_2023", "2024-02-14", "2026-04-01"), ("tt_07_2026", "2026-04-02", None),
    ("luat_thtkclp_2013", "2014-07-01", "2026-06-30"), ("luat_tkclp_2025", "2026-07-01", None),
    ("luat_tccqdp_2015", "2016-01-01", "2025-06-15"), ("luat_tccqdp_2025", "2025-06-16", None),
    ("nd_30_2020", "2020-03-05", None), ("nq_1685_2025", "2025-07-01", None), ("qd_1478_2022", "2022-11-28", "2030-12-31"),
    ("nd_73_2024", "2024-07-01", "2026-06-30"), ("nd_161_2026", "2026-07-01", None),
]


@pytest.mark.parametrize(("code", "first", "last"), IN_FORCE)
def test_a_text_is_in_force_from_its_first_to_its_last_day(code: str, first: str, last: str | None) -> None:
    start = date.fromisoformat(first)
    assert not law().valid(code, date.fromordinal(start.toordinal() - 1))
    assert law().valid(code, start)
    if last is None:
        assert law().valid(code, date(2099, 1, 1))
    else:
        end = date.fromisoformat(last)
        assert law().valid(code, end)
        assert not law().valid(code, date.fromordinal(end.toordinal() + 1))


def test_a_transitional_clause_keeps_a_text_in_use() -> None:
    """NĐ 152/2025, khoản 2 Điều 60: NĐ 98/2023 to the end of 2025 where the province has no rules yet."""
    text = law().instrument("nd_98_2023")
    assert [text.usable(day) for day in (date(2023, 12, 31), BEFORE, AFTER, date(2025, 12, 31), date(2026, 1, 1))] == [
        False, True, True, True, False]
    cited = law().instruments("to_trinh_khen_thuong", AFTER, "school", residual=True)
    assert [one.ma for one in cited] == ["luat_tdkt_2022", "nd_98_2023", "nd_152_2025"]


@pytest.mark.parametrize(("slug", "scope", "day", "codes"), [
    ("quyet_dinh_khen_thuong", "ward", BEFORE, ["luat_tccqdp_2025", "luat_tdkt_2022", "nd_98_2023"]),
    ("quyet_dinh_khen_thuong", "ward", AFTER, ["luat_tccqdp_2025", "luat_tdkt_2022", "nd_129_2025", "nd_152_2025"]),
    ("quyet_dinh_khen_thuong", "ward", NOW,
     ["luat_tccqdp_2025", "luat_tdkt_2022", "luat_tdkt_2026", "nd_129_2025", "nd_152_2025"]),
    ("to_trinh_khen_thuong", "school", date(2023, 6, 16), ["luat_tdkt_2003", "nd_91_2017"]),
    ("to_trinh_khen_thuong", "ward", date(2025, 6, 15), ["luat_tccqdp_2015", "luat_tdkt_2022", "nd_98_2023"]),
    ("ke_hoach_truong", "school", NOW, ["luat_tdkt_2022", "luat_tdkt_2026", "luat_tkclp_2025", "nd_152_2025"]),
    ("ke_hoach_truong", "school", date(2026, 6, 30), ["luat_tdkt_2022", "nd_152_2025"]),
    ("bao_cao_so_ket", "school", NOW, []),                    # a report cites no grounds
])
def test_what_a_type_cites_on_a_day(slug: str, scope: str, day: date, codes: list[str]) -> None:
    assert [one.ma for one in law().instruments(slug, day, scope)] == codes


def test_a_text_is_cited_as_the_decree_on_clerical_work_says() -> None:
    """PL I, II.6a: of a law the name and the day only."""
    grounds = [one.ground() for one in law().instruments("to_trinh_khen_thuong", AFTER, "school")]
    assert lines(grounds) == [
        "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;",
        "Căn cứ Nghị định số 152/2025/NĐ-CP ngày 14 tháng 6 năm 2025 của Chính phủ quy định về phân cấp, phân quyền trong lĩnh "
        "vực thi đua, khen thưởng; quy định chi tiết và hướng dẫn thi hành một số điều của Luật Thi đua, khen thưởng."]


@pytest.mark.parametrize(("award", "day", "kind", "office"), [
    ("giay_khen", date(2024, 1, 1), "ubnd_quan", "Chủ tịch Ủy ban nhân dân quận"),
    ("giay_khen", BEFORE, "ubnd_quan", "Chủ tịch Ủy ban nhân dân quận"),
    ("giay_khen", AFTER, "ubnd_phuong", "Chủ tịch Ủy ban nhân dân phường"),
    ("bang_khen", BEFORE, "ubnd_tp", "Chủ tịch Ủy ban nhân dân Thành phố"),
    ("bang_khen", NOW, "ubnd_tp", "Chủ tịch Ủy ban nhân dân Thành phố"),
    ("cstdcs", NOW, "ubnd_phuong", "Chủ tịch Ủy ban nhân dân phường"),
    ("bang_khen_ttg", NOW, "khac", "Thủ tướng Chính phủ"),
])
def test_who_gives_an_award(award: str, day: date, kind: str, office: str) -> None:
    given = law().authority(award, day)
    assert given is not None
    assert (given.loai_co_quan, given.chuc_danh) == (kind, office)


# NĐ 152/2025/NĐ-CP, Điều 50-54: coefficient; the amount of a decision dated 01/7/2025-30/6/2026; of one from 01/7/2026
MONEY = [
    ("giay_khen", "ca_nhan", "0.3", 710_000, 760_000), ("ldtt", "ca_nhan", "0.3", 710_000, 760_000),
    ("giay_khen", "ho_gia_dinh", "0.45", 1_060_000, 1_140_000), ("giay_khen", "tap_the", "0.6", 1_410_000, 1_520_000),
    ("ttldtt", "tap_the", "0.8", 1_880_000, 2_030_000), ("cstdcs", "ca_nhan", "1", 2_340_000, 2_530_000),
    ("bang_khen", "ca_nhan", "1.5", 3_510_000, 3_800_000), ("ttldxs", "tap_the", "1.5", 3_510_000, 3_800_000),
    ("bang_khen", "ho_gia_dinh", "2.25", 5_270_000, 5_700_000), ("bang_khen", "tap_the", "3", 7_020_000, 7_590_000),
    ("cstd_tp", "ca_nhan", "3", 7_020_000, 7_590_000), ("bang_khen_ttg", "ca_nhan", "3.5", 8_190_000, 8_860_000),
    ("bang_khen_ttg", "tap_the", "7", 16_380_000, 17_710_000), ("co_thi_dua_tp", "tap_the", "8", 18_720_000, 20_240_000),
]


@pytest.mark.parametrize(("award", "laureate", "coefficient", "earlier", "later"), MONEY)
def test_prizes_are_rounded_up_to_ten_thousand(award: str, laureate: str, coefficient: str, earlier: int, later: int) -> None:
    assert law().coefficient(award, laureate, NOW) == Decimal(coefficient)
    assert [law().amount(award, laureate, day) for day in (AFTER, date(2026, 6, 30), DECREE_OF_2026, NOW)] == [
        earlier, earlier, later, later]


def test_what_is_not_known_is_not_guessed() -> None:
    assert law().amount("giay_khen", "ca_nhan", BEFORE) is None        # the coefficients before NĐ 152/2025 were not read
    assert law().amount("cstdcs", "tap_the", NOW) is None              # a title of persons
    assert law().authority("huy_hieu", NOW) is None
    assert law().amount("huy_hieu", "ca_nhan", NOW) is None
    assert law().base_salary(date(2020, 1, 1)) is None
    with pytest.raises(InputRefused, match="Không có mã “nd_152_2052”; có phải “nd_152_2025”"):
        law().instrument("nd_152_2052")
    with pytest.raises(ValueError, match="no such kind of laureate"):
        law().amount("giay_khen", "don_vi", NOW)


@pytest.mark.parametrize(("day", "salary"), [
    (date(2023, 7, 1), 1_800_000), (date(2024, 6, 30), 1_800_000), (date(2024, 7, 1), 2_340_000), (date(2026, 6, 30), 2_340_000),
    (DECREE_OF_2026, 2_530_000),
])
def test_the_base_salary_of_a_day(day: date, salary: int) -> None:
    found = law().base_salary(day)
    assert found is not None
    assert found.muc == salary


def test_every_row_says_where_it_was_read_and_whether_it_is_sure() -> None:
    rows = [row for table in built_in().values() for row in table]
    assert all(row["nguon"] and isinstance(row["chac"], bool) for row in rows)
    assert {row["chac"] for row in rows} == {True, False}


def test_what_replaces_a_text_begins_when_it_ends_or_before() -> None:
    for text in law().van_ban:
        for code in text.thay_the:
            old = law().instrument(code)
            assert old.hieu_luc_den is not None
            assert text.hieu_luc_tu is not None
            assert (text.hieu_luc_tu - old.hieu_luc_den).days <= 1, (text.ma, code)
