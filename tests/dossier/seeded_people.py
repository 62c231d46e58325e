"""Seeded faults of group A: who issues, signs, is addressed."""

from __future__ import annotations

from tests.dossier.paper_names import BB, CN1, DS, GK1, KP, QD, RULES, SCHOOL_TT, TT, WARD_QD
from tests.dossier.papers import CHAIRMAN, DEPARTMENT, SCHOOL
from tests.dossier.seeding import Seed, every, seed
from tests.dossier.small import World


def _own_vote(world: World) -> None:
    """A nominee who was voted on by the council he sits in."""
    for paper in (KP, BB, KP.replace("giay", "bang"), BB.replace("giay", "bang")):
        world.set(paper, "co_mat/3/ho_ten", "Trương Văn Ân")
    world.tables["thanh_vien"][3]["ho_ten"] = "Trương Văn Ân"
    world.set("quyet_dinh_hoi_dong@th", "thanh_vien/3/ho_ten", "Trương Văn Ân")
    world.set(KP, "ban_kiem_phieu/2/ho_ten", "Lý Thị Lan")


PEOPLE: tuple[Seed, ...] = (
    seed(
        "TD-A1",
        "addressee that ended",
        lambda w: w.set("bao_cao_so_ket@th", "kinh_gui", ["Ủy ban nhân dân quận Gò Vấp"]),
        "bao_cao_so_ket (th)",
        "co_quan/quan",
    ),
    seed(
        "TD-A1",
        "recipient that ended",
        lambda w: w.set(WARD_QD, "noi_nhan/0/ten", "Phòng Giáo dục và Đào tạo quận Gò Vấp"),
        f"{QD} (ht, giay_khen): /noi_nhan",
    ),
    seed(
        "TD-A1",
        "superior of another day",
        lambda w: w.set("ke_hoach_truong@th", "co_quan_chu_quan", "UBND phường An Nhơn"),
        "ke_hoach_truong (th): /co_quan_chu_quan",
    ),
    seed(
        "TD-A1",
        "superior that ended",
        lambda w: w.set("ke_hoach_truong@th", "co_quan_chu_quan", "UBND quận Gò Vấp"),
        "ke_hoach_truong (th)",
        "co_quan/quan",
    ),
    seed(
        "TD-A1",
        "signatory who left",
        lambda w: w.row("nguoi", "tp_vhxh", den_ngay="2025-10-31"),
        "bao_cao_tham_dinh (ht, giay_khen)",
    ),
    seed(
        "TD-A1",
        "signatory with another office",
        lambda w: w.set("bao_cao_so_ket@th", "ky/chuc_vu", "Quyền trưởng khoa"),
        "bao_cao_so_ket (th): /ky",
        "nguoi/ht_th",
    ),
    seed(
        "TD-A2",
        "decision of another body",
        lambda w: w.set(GK1, "co_quan_ban_hanh", {"ten": "Sở Nội vụ"}),
        "giay_khen (ht, giay_khen, cn1)",
        "tham_quyen/giay_khen",
    ),
    seed(
        "TD-A2",
        "award named after another body",
        lambda w: w.set(f"{DS}@th/giay_khen", "hinh_thuc", "Giấy khen của Chủ tịch Ủy ban nhân dân Thành phố Hồ Chí Minh"),
        f"{DS} (th, giay_khen): /hinh_thuc",
    ),
    seed(
        "TD-A3",
        "submission to another ward",
        lambda w: w.set(SCHOOL_TT, "kinh_gui", ["Ủy ban nhân dân phường An Nhơn"]),
        f"{TT} (th, giay_khen): /kinh_gui",
    ),
    seed(
        "TD-A3",
        "two addressees",
        lambda w: w.set(SCHOOL_TT, "kinh_gui", ["UBND phường Hạnh Thông", "Sở Nội vụ"]),
        f"{TT} (th, giay_khen)",
    ),
    seed(
        "TD-A4",
        "certificate of a school",
        lambda w: w.set(GK1, "co_quan_ban_hanh", {"ten": SCHOOL}),
        "giay_khen (ht, giay_khen, cn1)",
    ),
    seed(
        "TD-A5",
        "certificate of a department",
        lambda w: w.set(GK1, "co_quan_ban_hanh", {"ten": "Phòng Văn hóa - Xã hội"}),
        "giay_khen (ht, giay_khen, cn1)",
    ),
    seed(
        "TD-A6",
        "decision on behalf",
        lambda w: w.set(WARD_QD, "ky", {"quyen_han": "TM.", "tap_the": "Ủy ban nhân dân", **CHAIRMAN}),
        f"{QD} (ht, giay_khen): /ky",
    ),
    seed(
        "TD-A6",
        "decision of the committee",
        lambda w: w.set(WARD_QD, "tham_quyen", "Ủy ban nhân dân phường Hạnh Thông"),
        f"{QD} (ht, giay_khen): /tham_quyen",
    ),
    seed(
        "TD-A6", "plan signed personally", lambda w: w.set("ke_hoach_hoi_nghi@ht", "ky", CHAIRMAN), "ke_hoach_hoi_nghi (ht): /ky"
    ),
    seed(
        "TD-A7",
        "deputy of nobody",
        lambda w: w.set(
            "bao_cao_so_ket@th",
            "ky",
            {"quyen_han": "KT.", "ky_thay": "Trưởng phòng", "chuc_vu": "Phó Hiệu trưởng", "ho_ten": "Hồ Văn Minh"},
        ),
        "bao_cao_so_ket (th): /ky",
    ),
    seed(
        "TD-A8", "acting without decision", lambda w: w.set("bao_cao_so_ket@th", "ky/quyen_han", "Q."), "bao_cao_so_ket (th): /ky"
    ),
    seed(
        "TD-A9",
        "decision by order",
        every(
            lambda w: w.set(WARD_QD, "ky", {"quyen_han": "TL.", "thua_lenh": "Chủ tịch", **DEPARTMENT}),
            lambda w: w.more("van_ban", **RULES),
        ),
        f"{QD} (ht, giay_khen): /ky",
    ),
    seed(
        "TD-A9",
        "by order without working rules",
        lambda w: w.set("ke_hoach_hoi_nghi@ht", "ky", {"quyen_han": "TL.", "thua_lenh": "Chủ tịch", **DEPARTMENT}),
        "ke_hoach_hoi_nghi (ht): /ky",
        "van_ban",
    ),
    seed(
        "TD-A10",
        "authorised without paper",
        lambda w: w.set("ke_hoach_hoi_nghi@ht", "ky", {"quyen_han": "TUQ.", "thua_uy_quyen": "Chủ tịch", **DEPARTMENT}),
        "ke_hoach_hoi_nghi (ht): /ky",
        "van_ban",
    ),
    seed("TD-A11", "own report confirmed", lambda w: w.set(CN1, "ky_xac_nhan/ho_ten", "Nguyễn Thị Yến"), "cn1): /ky_xac_nhan"),
    seed(
        "TD-A11",
        "nominee counts the votes",
        lambda w: w.set(KP, "ban_kiem_phieu/1/ho_ten", "Trương Văn Ân"),
        "bien_ban_kiem_phieu (th, giay_khen): /ban_kiem_phieu/1",
    ),
    seed("TD-A11B", "votes for himself", _own_vote, "bien_ban_xet_khen_thuong (th, giay_khen): /ca_nhan/0"),
    seed("TD-A12", "no post", lambda w: w.set("thong_bao_khen_thuong@ht", "ky/chuc_vu", ""), "thong_bao_khen_thuong (ht): /ky"),
    seed(
        "TD-A12",
        "title before the name",
        lambda w: w.set("thong_bao_khen_thuong@ht", "ky/ho_ten", "ThS. Nguyễn Văn An"),
        "thong_bao_khen_thuong (ht): /ky/ho_ten",
    ),
    seed(
        "TD-A12B",
        "title in a school",
        lambda w: w.set("bao_cao_hang_nam@th", "ky/ho_ten", "TS. Trần Thị Bình"),
        "bao_cao_hang_nam (th): /ky",
    ),
    seed(
        "TD-A13",
        "report without addressee",
        lambda w: w.set("bao_cao_so_ket@th", "kinh_gui", None),
        "bao_cao_so_ket (th): /kinh_gui",
    ),
    seed(
        "TD-A13",
        "plan with addressee",
        lambda w: w.set("ke_hoach_truong@th", "kinh_gui", ["Tổ trưởng các tổ"]),
        "ke_hoach_truong (th)",
    ),
)
