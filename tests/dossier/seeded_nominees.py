"""Seeded faults of groups B and C: who is proposed, for which time."""

from __future__ import annotations

from datetime import date

from tests.dossier.paper_names import BK1, CN1, DS, FORMER, GK1, MERIT, QD, TT, WARD_QD
from tests.dossier.seeding import Seed, every, seed
from tests.dossier.small import World


def _nominee(world: World, like: str, ma: str, nguoi: str) -> None:
    """A further nominee as another, with a report."""
    world.more("de_nghi", **{**next(row for row in world.tables["de_nghi"] if row["ma"] == like), "ma": ma, "nguoi": nguoi})
    world.more("phieu", hop="hop_th", de_nghi=ma, dong_y=4, khong_dong_y=0)
    world.add(f"{MERIT}/{'bang_khen' if like == 'bk1' else 'giay_khen'}/{ma}")


def _tie(world: World) -> None:
    """Three persons with as many votes, and a quota of two."""
    _nominee(world, "cn1", "cn3", "pht_th")
    next(row for row in world.tables["dinh_muc"] if row["loai"] == "ca_nhan" and row["pham_vi"] == "don_vi")["toi_da"] = 2


def _retired(world: World) -> None:
    """A person of a body that ended, proposed by a school that did not take over its task."""
    world.more("nguoi", **FORMER)
    world.row("de_nghi", "bk1", nguoi="cu")
    for name, paper in list(world.papers.items()):
        if name.endswith("/bang_khen") and paper.rows("ca_nhan"):
            world.set(name, "ca_nhan/0/ho_ten", FORMER["ho_ten"])
            world.set(name, "ca_nhan/0/chuc_vu", FORMER["chuc_vu"])
    world.set(BK1, "ho_ten", FORMER["ho_ten"])
    world.set(BK1, "chuc_vu", FORMER["chuc_vu"])


NOMINEES: tuple[Seed, ...] = (
    seed(
        "TD-B1",
        "under consideration",
        lambda w: w.row("de_nghi", "cn1", khong_vi_pham=False),
        "de_nghi/cn1",
        f"{DS} (th, giay_khen)",
    ),
    seed("TD-B1", "not confirmed", lambda w: w.row("de_nghi", "cn2", nguon_xac_nhan=""), "de_nghi/cn2"),
    seed(
        "TD-B2",
        "disciplined in the period",
        lambda w: w.more("ky_luat", nguoi="gv1", hinh_thuc="Khiển trách", tu_ngay="2023-01-10", den_ngay="2024-01-09"),
        "de_nghi/cn1",
        "ky_luat/gv1",
    ),
    seed("TD-B3", "the same achievement twice", lambda w: _nominee(w, "bk1", "bk2", "gv1"), "de_nghi/cn1", "de_nghi/bk2"),
    seed(
        "TD-B3B",
        "yearly award of the campaign",
        lambda w: w.more(
            "khen_thuong",
            nguoi="gv1",
            loai="hinh_thuc",
            ten="Giấy khen",
            nam=2023,
            so_quyet_dinh="55/QĐ-UBND",
            ngay_quyet_dinh="2023-12-20",
            co_quan="Chủ tịch Ủy ban nhân dân quận Gò Vấp",
            chuyen_de=True,
            tu_ngay="2023-01-01",
            den_ngay="2023-12-01",
        ),
        "khen_thuong/55/QĐ-UBND",
    ),
    seed(
        "TD-B6", "unit that was dissolved", lambda w: w.row("co_quan", "th", den_ngay="2025-12-05"), "co_quan/th", "de_nghi/tt1"
    ),
    seed("TD-B7", "retired from a body that ended", _retired, "de_nghi/bk1", "co_quan/pgd"),
    seed("TD-B9", "tie at the quota", _tie, "de_nghi/cn1", "de_nghi/cn3"),
    seed("TD-B10", "no campaign of the city", lambda w: w.cut("van_ban", "ma", "qd_1478_2022"), f"{TT} (ht, bang_khen)"),
    seed("TD-B11", "no standard of the city", lambda w: w.cut("van_ban", "ma", "qd_tp"), f"{TT} (th, giay_khen)", "van_ban"),
    seed(
        "TD-B13",
        "private school",
        every(lambda w: w.row("co_quan", "th", cong_lap=False), lambda w: w.drop("danh_sach_tien_thuong@ht/giay_khen")),
        "co_quan/th",
    ),
    seed(
        "TD-C1",
        "nominee outside the phase",
        lambda w: w.row("de_nghi", "cn1", tu_ngay="2021-06-01"),
        "de_nghi/cn1",
        f"{DS} (th, giay_khen)",
        "dữ liệu phong trào: dot",
    ),
    seed(
        "TD-C1",
        "document outside the phase",
        lambda w: w.set(WARD_QD, "den_ngay", date(2026, 2, 1)),
        f"{QD} (ht, giay_khen): /den_ngay",
    ),
    seed(
        "TD-C1",
        "years in the citation",
        lambda w: w.set(GK1, "thanh_tich", "Có thành tích giai đoạn 2021 - 2025"),
        "giay_khen (ht, giay_khen, cn1): /thanh_tich",
    ),
    seed("TD-C2", "too short in the unit", lambda w: w.row("nguoi", "gv1", tu_ngay="2024-09-01"), "de_nghi/cn1", "nguoi/gv1"),
    seed("TD-C2", "months not set", lambda w: w.frame["cau_hinh"].pop("thang_cong_tac"), "cau_hinh/thang_cong_tac"),
    seed(
        "TD-C3",
        "period of the last award",
        lambda w: w.row("khen_thuong", "gv2", den_ngay="2022-05-31"),
        "de_nghi/cn2",
        "khen_thuong/12/QĐ-UBND",
    ),
    seed(
        "TD-C5",
        "figures after the report",
        lambda w: w.set("bao_cao_so_ket@th", "so_lieu_den_ngay", date(2025, 11, 15)),
        "bao_cao_so_ket (th): /so_lieu_den_ngay",
    ),
    seed(
        "TD-C5",
        "year after the phase",
        lambda w: w.set("bao_cao_so_ket@th", "cac_nam", ["2022", "2023", "2024", "2026"]),
        "bao_cao_so_ket (th): /cac_nam/3",
    ),
    seed(
        "TD-C7",
        "award cited from the future",
        lambda w: w.set(CN1, "khen_thuong/0/quyet_dinh", "Quyết định số 9/QĐ-UBND ngày 05/12/2025"),
        "cn1): /khen_thuong/0",
    ),
    seed(
        "TD-C7",
        "award of a body that did not exist",
        lambda w: w.row("khen_thuong", "gv1", ngay_quyet_dinh="2025-07-14"),
        "khen_thuong/99/QĐ-UBND",
    ),
)
