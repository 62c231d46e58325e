"""Seeded faults of group E: councils and votes."""

from __future__ import annotations

from tests.dossier.paper_names import BB, DS, KP, SCHOOL_TT, TT
from tests.dossier.seeding import Seed, every, seed
from tests.dossier.small import World


def _failed(world: World) -> None:
    """One nominee did not get enough votes, and is proposed all the same."""
    for paper in (BB, KP):
        world.set(paper, "ca_nhan/0/dong_y", 2)
        world.set(paper, "ca_nhan/0/khong_dong_y", 2)
        world.set(paper, "ca_nhan/0/ty_le", "40,00")
        world.set(paper, "ca_nhan/0/ket_qua", "Không đạt")
    world.row("phieu", "cn2", dong_y=2, khong_dong_y=2)


VOTES: tuple[Seed, ...] = (
    seed(
        "TD-E1",
        "present and absent do not add up",
        lambda w: w.set(BB, "vang", []),
        "bien_ban_xet_khen_thuong (th, giay_khen): /tong_thanh_vien",
    ),
    seed(
        "TD-E1",
        "somebody who is no member",
        lambda w: w.set(BB, "co_mat/2/ho_ten", "Tạ Thị Hoa"),
        "bien_ban_xet_khen_thuong (th, giay_khen): /co_mat/2",
        "quyet_dinh_hoi_dong (th)",
    ),
    seed(
        "TD-E1",
        "fewer in the decision",
        lambda w: w.papers["quyet_dinh_hoi_dong@th"].data["thanh_vien"].append({"ho_ten": "Tạ Thị Hoa"}),
        "quyet_dinh_hoi_dong (th): /thanh_vien",
    ),
    seed(
        "TD-E1",
        "another one was away",
        every(
            lambda w: w.set(BB, "vang/0/ho_ten", "Vũ Văn Khánh"),
            lambda w: w.set(BB, "co_mat/3/ho_ten", "Lý Thị Lan"),
        ),
        "bien_ban_xet_khen_thuong (th, giay_khen): /vang",
        "hop/hop_th",
    ),
    seed(
        "TD-E2",
        "no quorum",
        lambda w: w.frame["cau_hinh"].update(nguong_hop=90),
        "bien_ban_xet_khen_thuong (th, giay_khen): /so_co_mat",
    ),
    seed("TD-E2", "quorum not set", lambda w: w.frame["cau_hinh"].pop("nguong_hop"), "cau_hinh/nguong_hop"),
    seed(
        "TD-E3",
        "more ballots than people",
        lambda w: w.set(KP, "phieu_phat_ra", 5),
        "bien_ban_kiem_phieu (th, giay_khen): /phieu_phat_ra",
    ),
    seed(
        "TD-E3",
        "ballots do not add up",
        lambda w: w.set(KP, "phieu_khong_hop_le", 1),
        "bien_ban_kiem_phieu (th, giay_khen): /phieu_thu_ve",
    ),
    seed(
        "TD-E3",
        "minutes against the count",
        lambda w: w.set(BB, "tap_the/0/khong_dong_y", 1),
        "bien_ban_xet_khen_thuong (th, giay_khen): /tap_the/0",
    ),
    seed(
        "TD-E3",
        "votes other than recorded",
        lambda w: w.row("phieu", "tt1", dong_y=5),
        "bien_ban_xet_khen_thuong (th, giay_khen): /tap_the/0/dong_y",
        "bien_ban_kiem_phieu (th, giay_khen): /tap_the/0/dong_y",
        "phieu/tt1",
    ),
    seed(
        "TD-E4",
        "ratio of those present",
        lambda w: w.set(BB, "tap_the/0/ty_le", "100,00"),
        "bien_ban_xet_khen_thuong (th, giay_khen): /tap_the/0/ty_le",
    ),
    seed(
        "TD-E4",
        "result against the threshold",
        lambda w: w.set("bien_ban_xet_khen_thuong@ht/giay_khen", "tap_the/0/ket_qua", "Không đạt"),
        "bien_ban_xet_khen_thuong (ht, giay_khen): /tap_the/0/ket_qua",
    ),
    seed("TD-E4B", "threshold not set", lambda w: w.frame["cau_hinh"].pop("nguong_phieu"), "cau_hinh/nguong_phieu"),
    seed(
        "TD-E5",
        "not passed but proposed",
        _failed,
        f"{DS} (th, giay_khen): /ca_nhan/0",
        "bien_ban_xet_khen_thuong (th, giay_khen): /ca_nhan/0",
    ),
    seed(
        "TD-E6",
        "another way of voting than the meeting's",
        lambda w: w.row("hop", "hop_ht", bieu_quyet="phieu_kin"),
        "bien_ban_xet_khen_thuong (ht, giay_khen): /bieu_quyet",
        "hop/hop_ht",
    ),
    seed(
        "TD-E7",
        "submission before the meeting",
        every(
            lambda w: w.day(SCHOOL_TT, 2025, 10, 17),
            lambda w: w.cut("van_ban_di", "so", 9),
            lambda w: w.set(SCHOOL_TT, "so", None),
            lambda w: w.set(SCHOOL_TT, "ngay_ban_hanh", None),
        ),
        "bien_ban_xet_khen_thuong (th, giay_khen)",
        f"{TT} (th, giay_khen)",
    ),
)
