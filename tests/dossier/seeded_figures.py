"""Seeded faults of group D: counts, names, figures, references."""

from __future__ import annotations

from datetime import date

from tests.dossier.paper_names import BB, DS, GK1, PAID, PLAN, QD, SCHOOL_DS, SCHOOL_TT, SK, TH, TT, WARD_QD, WARD_TT
from tests.dossier.seeding import Seed, every, seed
from tests.dossier.small import World


def _one_more(world: World) -> None:
    """A collective that the council never saw."""
    for name in (SCHOOL_DS, SCHOOL_TT):
        world.set(name, "tap_the", [*world.papers[name].rows("tap_the"), {"ten": "Tổ Văn phòng"}])


def _swap(world: World, name: str) -> None:
    """The two persons of a list change places."""
    people = world.papers[name].data["ca_nhan"]
    people[0], people[1] = people[1], people[0]


def _other_minutes(world: World) -> None:
    """A submission based on minutes of another number than theirs."""
    world.set(BB, "so", 7)
    cited = {
        "loai": "Biên bản",
        "so_ky_hieu": "8/BB-HĐTĐKT",
        "ngay": date(2025, 10, 20),
        "co_quan": "Hội đồng",
        "trich_yeu": "xét",
    }
    world.set(SCHOOL_TT, "can_cu", [*world.papers[SCHOOL_TT].rows("can_cu"), cited])


def _annexes(world: World) -> None:
    world.set(SK, "phu_luc", [{"ten": "Số liệu"}])
    world.set(SK, "kien_nghi", ["Số liệu kèm theo tại Phụ lục I."])


FIGURES: tuple[Seed, ...] = (
    seed(
        "TD-D1",
        "one person fewer in the decision",
        every(lambda w: w.papers[WARD_QD].data["ca_nhan"].pop(), lambda w: w.drop(GK1), lambda w: w.drop(PAID)),
        f"{TT} (ht, giay_khen): /ca_nhan",
        f"{QD} (ht, giay_khen): /ca_nhan",
    ),
    seed("TD-D1", "a certificate is missing", lambda w: w.drop(GK1), f"{QD} (ht, giay_khen)", "giay_khen (ht, giay_khen, cn2)"),
    seed(
        "TD-D1",
        "more in the list than in the minutes",
        _one_more,
        "bien_ban_xet_khen_thuong (th, giay_khen): /tap_the",
        f"{DS} (th, giay_khen): /tap_the",
    ),
    seed(
        "TD-D1",
        "the minutes conclude otherwise",
        lambda w: w.set(BB, "so_ca_nhan_dat", 1),
        "bien_ban_xet_khen_thuong (th, giay_khen): /so_ca_nhan_dat",
        f"{DS} (th, giay_khen): /ca_nhan",
    ),
    seed(
        "TD-D2",
        "name spelt otherwise in the decision",
        lambda w: w.set(WARD_QD, "ca_nhan/0/ho_ten", "Trương Văn Ấn"),
        f"{DS} (ht, giay_khen): /ca_nhan/0",
        f"{QD} (ht, giay_khen): /ca_nhan/0",
    ),
    seed(
        "TD-D2",
        "another post in the submission",
        lambda w: w.set(WARD_TT, "ca_nhan/1/chuc_vu", "Tổ phó"),
        f"{DS} (ht, giay_khen): /ca_nhan/1",
        f"{TT} (ht, giay_khen): /ca_nhan/1",
    ),
    seed(
        "TD-D2",
        "another name on the certificate",
        lambda w: w.set(GK1, "ho_ten", "Nguyễn Thị Yên"),
        "giay_khen (ht, giay_khen, cn1): /ho_ten",
        f"{QD} (ht, giay_khen)",
        "de_nghi/cn1",
    ),
    seed(
        "TD-D2B",
        "another order in the decision",
        lambda w: _swap(w, WARD_QD),
        f"{DS} (ht, giay_khen): /ca_nhan",
        f"{QD} (ht, giay_khen): /ca_nhan",
    ),
    seed(
        "TD-D3", "total of the years", lambda w: w.set(SK, "chi_tieu/0/tong", "36.600"), "bao_cao_so_ket (th): /chi_tieu/0/tong"
    ),
    seed("TD-D3", "mean of the years", lambda w: w.set(SK, "chi_tieu/1/tong", "64,0"), "bao_cao_so_ket (th): /chi_tieu/1/tong"),
    seed(
        "TD-D3B",
        "total of the units",
        every(lambda w: w.set(TH, "chi_tieu/0/gia_tri/0", "10.100"), lambda w: w.set(TH, "chi_tieu/0/tong", "36.600")),
        "bao_cao_tong_hop (ht): /chi_tieu/0/gia_tri/0",
        "bao_cao_so_ket (th)",
    ),
    seed(
        "TD-D3C",
        "figure other than recorded",
        every(lambda w: w.set(SK, "chi_tieu/0/gia_tri/3", "8.100"), lambda w: w.set(SK, "chi_tieu/0/tong", "36.600")),
        "bao_cao_so_ket (th): /chi_tieu/0/gia_tri/3",
        "ket_qua/th/dien/2025",
    ),
    seed("TD-D3D", "decimal point", lambda w: w.set(SK, "chi_tieu/1/tong", "63.9"), "bao_cao_so_ket (th): /chi_tieu/1/tong"),
    seed(
        "TD-D4",
        "amount in words",
        lambda w: w.set(PAID, "tong_tien_bang_chu", "Hai triệu tám trăm ba mươi đồng"),
        ": /tong_tien_bang_chu",
    ),
    seed(
        "TD-D4",
        "amount in words within a text",
        lambda w: w.set(WARD_QD, "noi_dung", "Chi 2.830.000 đồng (bằng chữ: Hai triệu đồng)."),
        f"{QD} (ht, giay_khen): /noi_dung",
    ),
    seed(
        "TD-D5",
        "annex that is not there",
        every(_annexes, lambda w: w.set(SK, "kien_nghi", ["Xem Phụ lục I và Phụ lục II."])),
        "bao_cao_so_ket (th): /kien_nghi/0",
    ),
    seed(
        "TD-D5",
        "annex that nobody points to",
        every(_annexes, lambda w: w.set(SK, "kien_nghi", None)),
        "bao_cao_so_ket (th): /phu_luc/0",
    ),
    seed(
        "TD-D6",
        "plan cited without issuer",
        lambda w: w.set(PLAN, "ke_hoach_cap_tren/co_quan", ""),
        "ke_hoach_truong (th): /ke_hoach_cap_tren",
    ),
    seed(
        "TD-D7",
        "campaign name without its comma",
        lambda w: w.set("ke_hoach_hoi_nghi@ht", "ten_phong_trao", w.frame["ten"].replace("tiết kiệm, chống", "tiết kiệm chống")),
        "ke_hoach_hoi_nghi (ht)",
    ),
    seed(
        "TD-D7",
        "campaign name in a citation",
        lambda w: w.set(
            GK1,
            "thanh_tich",
            "Có thành tích trong Phong trào thi đua “Đẩy mạnh phát "
            "triển kết cấu hạ tầng đồng bộ, hiện đại, thực hành tiết kiệm chống lãng phí”",
        ),
        "giay_khen (ht, giay_khen, cn1): /thanh_tich",
    ),
    seed("TD-D8", "a school is nowhere", lambda w: w.set(TH, "chua_bao_cao", []), "bao_cao_tong_hop (ht): /so_phai_bao_cao"),
    seed(
        "TD-D8",
        "unit that is not in the register",
        lambda w: w.set(SK, "co_quan_ban_hanh/ten", "Trường Tiểu học Lê Lai"),
        "bao_cao_so_ket (th): /co_quan_ban_hanh",
        "co_quan/th",
    ),
    seed(
        "TD-D9",
        "another number in the certificate",
        lambda w: w.set(GK1, "quyet_dinh/so_ky_hieu", "919/QĐ-UBND"),
        "giay_khen (ht, giay_khen, cn1): /quyet_dinh",
        f"{QD} (ht, giay_khen): /so",
    ),
    seed(
        "TD-D9",
        "another day in the certificate",
        lambda w: w.set(GK1, "quyet_dinh/ngay", date(2025, 12, 1)),
        f"{QD} (ht, giay_khen): /ngay_ban_hanh",
    ),
    seed(
        "TD-D9",
        "another number of the minutes among the grounds",
        _other_minutes,
        "to_trinh_khen_thuong (th, giay_khen): /can_cu/2",
        "bien_ban_xet_khen_thuong (th, giay_khen): /so",
    ),
)
