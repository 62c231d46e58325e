"""Seeded faults of groups F to K: attachments, numbers, dates, legal grounds, money, quotas."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from tests.dossier.paper_names import BB, CN1, DECREE_98, DS, LAW_2003, LAW_2022, PAID, PLAN, QD, SCHOOL_TT, SK, TH, THRIFT, TT
from tests.dossier.papers import NARRATIVE
from tests.dossier.seeding import Seed, every, seed
from tests.dossier.small import World


def _other_school(world: World) -> None:
    """A second school reports in the first one's words."""
    world.add("bao_cao_so_ket@mn", kinh_gui=["UBND phường Hạnh Thông"], ket_qua=NARRATIVE)
    world.set(TH, "chua_bao_cao", [])
    world.set(TH, "so_da_bao_cao", 2)
    world.day("bao_cao_so_ket@mn", 2025, 10, 30)


def _late(world: World, *, year: int, month: int, day: int) -> None:
    """Only the phase's report of a school, on a later day."""
    for name in [one for one in world.papers if one != SK]:
        world.drop(name)
    world.set(SK, "so", None)
    world.set(SK, "ngay_ban_hanh", None)
    world.day(SK, year, month, day)


def _plan_of(world: World, year: int, month: int, day: int, *grounds: object) -> None:
    for name in [one for one in world.papers if one != PLAN]:
        world.drop(name)
    world.day(PLAN, year, month, day)
    world.set(PLAN, "can_cu", list(grounds))


def _found(world: World) -> None:
    """A nominee found by the head, with nothing but the submission."""
    world.row("de_nghi", "cn1", phat_hien=True)
    world.drop("bao_cao_thanh_tich_ca_nhan@th/giay_khen/cn1")


PAPERS: tuple[Seed, ...] = (
    seed("TD-F1", "no minutes", lambda w: w.drop(BB), f"{TT} (th, giay_khen)", f"{DS} (th, giay_khen)"),
    seed(
        "TD-F1",
        "no report of a nominee",
        lambda w: w.drop("bao_cao_thanh_tich_ca_nhan@th/giay_khen/cn2"),
        "de_nghi/cn2",
        f"{TT} (th, giay_khen)",
    ),
    seed("TD-F2", "Bằng khen without a report", lambda w: w.drop("bao_cao_thanh_tich_ca_nhan@th/bang_khen/bk1"), "de_nghi/bk1"),
    seed(
        "TD-F2",
        "Bằng khen without what the city asks for",
        lambda w: w.frame["cau_hinh"].update(thanh_phan_bang_khen=["tom_tat_thanh_tich"]),
        f"{TT} (ht, bang_khen)",
        "cau_hinh/thanh_phan_bang_khen",
    ),
    seed(
        "TD-F2B",
        "composition not set",
        lambda w: w.frame["cau_hinh"].pop("thanh_phan_bang_khen"),
        "cau_hinh/thanh_phan_bang_khen",
    ),
    seed(
        "TD-F2C",
        "initiative claimed",
        lambda w: w.row("de_nghi", "cn1", sang_kien="Thư viện xanh"),
        "de_nghi/cn1",
        f"{DS} (th, giay_khen)",
    ),
    seed("TD-F6", "found by the head without a summary", _found, "de_nghi/cn1", f"{TT} (th, giay_khen)"),
    seed("TD-F8", "number of sets not set", lambda w: w.frame["cau_hinh"].pop("so_bo_ho_so"), "cau_hinh/so_bo_ho_so"),
    seed(
        "TD-F9",
        "two awards in one submission",
        lambda w: w.set(SCHOOL_TT, "ca_nhan/0/hinh_thuc", "Bằng khen"),
        f"{TT} (th, giay_khen): /ca_nhan/0",
    ),
    seed(
        "TD-G6",
        "a passage twice",
        lambda w: w.set(SK, "phuong_huong", [NARRATIVE]),
        "bao_cao_so_ket (th): /ket_qua",
        "bao_cao_so_ket (th): /phuong_huong/0",
    ),
    seed("TD-G6", "another unit's report", _other_school, "bao_cao_so_ket (th)", "bao_cao_so_ket (mn)"),
    seed("TD-G13", "number before registration", lambda w: w.set(PLAN, "so", 5), "ke_hoach_truong (th): /so", "van_ban_di"),
    seed("TD-G13", "another number than registered", lambda w: w.set(SK, "so", 32), "bao_cao_so_ket (th): /so"),
    seed(
        "TD-G13",
        "number of what is not issued",
        every(
            lambda w: w.set(SCHOOL_TT, "bien_ban/so_ky_hieu", "7/BB-HĐTĐKT"),
            lambda w: w.row("hop", "hop_th", so=None),
        ),
        f"{TT} (th, giay_khen): /bien_ban",
        "bien_ban_xet_khen_thuong (th, giay_khen)",
    ),
    seed(
        "TD-G14",
        "one number twice",
        lambda w: w.more("van_ban_di", don_vi="th", loai="bao_cao_hang_nam", so=31, ngay="2025-09-05"),
        "van_ban_di/th/bao_cao_hang_nam",
        "bao_cao_so_ket (th): /so",
    ),
    seed(
        "TD-H1",
        "appraisal before the submission",
        lambda w: w.day("bao_cao_tham_dinh@ht/giay_khen", 2025, 10, 27),
        f"{TT} (th, giay_khen)",
        "bao_cao_tham_dinh (ht, giay_khen)",
    ),
    seed(
        "TD-H1",
        "council after its meeting",
        lambda w: w.day("quyet_dinh_hoi_dong@th", 2025, 10, 21),
        "quyet_dinh_hoi_dong (th)",
        "bien_ban_xet_khen_thuong (th, giay_khen)",
    ),
    seed(
        "TD-H1",
        "invited to what is over",
        lambda w: w.day("giay_moi_hoi_nghi@ht", 2025, 12, 19),
        "giay_moi_hoi_nghi (ht): /bat_dau",
    ),
    seed(
        "TD-H1",
        "conference before the decision",
        every(
            lambda w: w.set("giay_moi_hoi_nghi@ht", "bat_dau", datetime(2025, 12, 1, 8)),
            lambda w: w.day("giay_moi_hoi_nghi@ht", 2025, 11, 25),
        ),
        "giay_moi_hoi_nghi (ht): /bat_dau",
        f"{QD} (ht, giay_khen)",
    ),
    seed(
        "TD-H2",
        "no day for the yearly report",
        lambda w: w.set("ke_hoach_phong_trao@ht", "han_bao_cao_nam", None),
        "ke_hoach_phong_trao (ht)",
    ),
    seed(
        "TD-H4",
        "handled too long",
        lambda w: w.row("tham_dinh", "cn1", ngay_nhan="2025-10-29"),
        f"{QD} (ht, giay_khen)",
        "tham_dinh/cn1",
    ),
    seed("TD-H4", "time of handling not set", lambda w: w.frame["cau_hinh"].pop("ngay_giai_quyet"), "cau_hinh/ngay_giai_quyet"),
    seed(
        "TD-H7",
        "deadline on a Sunday",
        lambda w: w.set("cong_van_huong_dan@ht", "han_nop", date(2025, 11, 2)),
        "cong_van_huong_dan (ht): /han_nop",
    ),
    seed(
        "TD-H7B",
        "too short notice",
        lambda w: w.set("cong_van_huong_dan@ht", "han_nop", date(2025, 9, 24)),
        "cong_van_huong_dan (ht): /han_nop",
    ),
    seed("TD-H7B", "notice not set", lambda w: w.frame["cau_hinh"].pop("ngay_bao_truoc"), "cau_hinh/ngay_bao_truoc"),
    seed("TD-H9", "review after its year", lambda w: _late(w, year=2026, month=3, day=2), "bao_cao_so_ket (th)"),
    seed(
        "TD-I1",
        "law that ended",
        lambda w: w.set(SCHOOL_TT, "can_cu/0", LAW_2003),
        f"{TT} (th, giay_khen): /can_cu/0",
        "van_ban/luat_tdkt_2003",
    ),
    seed(
        "TD-I1", "law that has not begun", lambda w: w.set(PLAN, "can_cu", [LAW_2022, THRIFT]), "ke_hoach_truong (th): /can_cu/1"
    ),
    seed(
        "TD-I2", "residual use is over", lambda w: _plan_of(w, 2026, 1, 5, LAW_2022, DECREE_98), "ke_hoach_truong (th): /can_cu/1"
    ),
    seed(
        "TD-I2B",
        "residual use",
        lambda w: w.set(SCHOOL_TT, "can_cu/1", DECREE_98),
        f"{TT} (th, giay_khen): /can_cu/1",
        "van_ban/nd_98_2023",
    ),
    seed(
        "TD-I3",
        "amended law",
        lambda w: _plan_of(w, 2026, 11, 5, LAW_2022, THRIFT),
        "ke_hoach_truong (th): /can_cu/0",
        "van_ban/luat_tdkt_2026",
    ),
    seed(
        "TD-I4",
        "district in the text",
        lambda w: w.set(SK, "kien_nghi", ["Đề nghị UBND quận Gò Vấp bố trí kinh phí."]),
        "bao_cao_so_ket (th): /kien_nghi/0",
    ),
    seed(
        "TD-I4",
        "address of the district",
        lambda w: w.set(CN1, "thuong_tru", "số 5 đường số 1, phường 3, quận Gò Vấp"),
        "cn1): /thuong_tru",
    ),
    seed(
        "TD-I5",
        "thrift law not cited",
        lambda w: _plan_of(w, 2026, 8, 5, LAW_2022),
        "ke_hoach_truong (th): /can_cu",
        "van_ban/luat_tkclp_2025",
    ),
    seed(
        "TD-J1",
        "wrong factor",
        lambda w: w.set(PAID, "tien_thuong/1/he_so", Decimal("0.5")),
        "danh_sach_tien_thuong (ht, giay_khen): /tien_thuong/1/he_so",
    ),
    seed(
        "TD-J1",
        "not rounded up",
        every(
            lambda w: w.set(PAID, "tien_thuong/1/thanh_tien", 702_000),
            lambda w: w.set(PAID, "tong_tien", 2_822_000),
            lambda w: w.set(PAID, "tong_tien_bang_chu", None),
        ),
        "danh_sach_tien_thuong (ht, giay_khen): /tien_thuong/1",
    ),
    seed(
        "TD-J1",
        "base salary of another day",
        lambda w: w.set(PAID, "tien_thuong/0/luong_co_so", 2_530_000),
        "danh_sach_tien_thuong (ht, giay_khen): /tien_thuong/0/luong_co_so",
    ),
    seed(
        "TD-J2",
        "wrong total",
        every(lambda w: w.set(PAID, "tong_tien", 2_840_000), lambda w: w.set(PAID, "tong_tien_bang_chu", None)),
        "danh_sach_tien_thuong (ht, giay_khen): /tong_tien",
    ),
    seed(
        "TD-J3",
        "paid twice",
        lambda w: w.set(PAID, "tien_thuong/2/ten", "Trương Văn Ân"),
        "danh_sach_tien_thuong (ht, giay_khen): /tien_thuong/1",
        "danh_sach_tien_thuong (ht, giay_khen): /tien_thuong/2",
    ),
    seed(
        "TD-J4",
        "another payer",
        lambda w: w.set(PAID, "co_quan_ban_hanh/ten", "Ủy ban nhân dân phường An Nhơn"),
        "danh_sach_tien_thuong (ht, giay_khen)",
        f"{QD} (ht, giay_khen)",
    ),
    seed(
        "TD-K1",
        "over the quota",
        lambda w: next(
            row
            for row in w.tables["dinh_muc"]
            if row["pham_vi"] == "phuong" and row["loai"] == "ca_nhan" and row["hinh_thuc"] == "giay_khen"
        ).update(toi_da=1),
        f"{QD} (ht, giay_khen): /ca_nhan",
        "dinh_muc/giay_khen/ca_nhan",
    ),
    seed("TD-K2", "no quota", lambda w: w.cut("dinh_muc", "hinh_thuc", "bang_khen"), f"{DS} (ht, bang_khen)", "dinh_muc"),
)
