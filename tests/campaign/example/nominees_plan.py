"""Which schools propose whom, for which award, and how far it gets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from tests.campaign.example.dice import Dice
from tests.campaign.example.units import WARDS, School

End = Literal["given", "refused_at_school", "returned", "refused_at_ward"]

# How many a nominating school proposes, first the one that proposes most; of these the collectives.
SHARES: Final = ((4, 1), (3, 1), (3, 1), (2, 1), (2, 0), (1, 0))
SHARES_OF_HANH_THONG: Final = ((5, 2), (3, 1), (3, 1), (2, 1), (1, 0), (1, 0))
# What each place in that order is looked for among: level, public.
ORDER: Final = (("tieu_hoc", True), ("mam_non", True), ("thcs", True), ("mam_non", False), ("tieu_hoc", False), ("thcs", True))
INNER: Final = (("van_phong", "Tổ Văn phòng"), ("chuyen_mon", ""), ("cong_doan", "Công đoàn cơ sở"))
FACULTY: Final = {"mam_non": "Tổ Lá", "tieu_hoc": "Tổ Khối 4", "thcs": "Tổ Toán - Tin"}
INDIVIDUALS: Final = ("kt", "gv", "bv", "cn", "vt", "cb", "pht", "tt")  # where there is no kitchen, tb for cb
# (ward, place of the school) whose first collective, or head, is proposed for Bằng khen: at most one of each in a ward.
COLLECTIVES_FOR_BANG_KHEN: Final = {"hanh_thong": 0, "an_nhon": 0, "an_hoi_dong": 1, "an_hoi_tay": 0}
HEADS_FOR_BANG_KHEN: Final = {"hanh_thong": 0, "go_vap": 0, "an_hoi_dong": 2, "thong_tay_hoi": 1, "an_hoi_tay": 1}
# (ward, place of the school, place of the individual among its own): who does not get through, and where.
NOT_GIVEN: Final[dict[tuple[str, int, int], End]] = {
    ("hanh_thong", 1, 1): "refused_at_school",
    ("an_nhon", 0, 2): "refused_at_school",
    ("thong_tay_hoi", 2, 1): "refused_at_school",
    ("an_hoi_tay", 4, 1): "refused_at_school",
    ("go_vap", 2, 0): "returned",
    ("hanh_thong", 2, 1): "refused_at_ward",
    ("an_hoi_dong", 3, 0): "refused_at_ward",
    ("an_hoi_tay", 2, 1): "refused_at_ward",
}


@dataclass(frozen=True)
class Candidate:
    """`work` is what is praised: a role, or the kind of collective; a collective has no `role`; `inner` is a part of the unit."""

    code: str
    school: School
    award: str
    work: str
    role: str = ""
    inner: str = ""
    end: End = "given"


def candidates(schools: list[School], count: int) -> list[Candidate]:
    """So many, spread over the wards; school by school, collectives first."""
    found: list[Candidate] = []
    for index, (ward, _, _) in enumerate(WARDS):
        wanted = count * (index + 1) // len(WARDS) - count * index // len(WARDS)
        found += _of_ward(
            ward, [one for one in schools if one.ward == ward and one.founded < 2020 and one.number % 11 != 3], wanted
        )
    return found


def _of_ward(ward: str, schools: list[School], wanted: int) -> list[Candidate]:
    shares = SHARES_OF_HANH_THONG if ward == "hanh_thong" else SHARES
    found: list[Candidate] = []
    left = list(schools)
    place = 0
    while wanted > 0 and left:
        level, public = ORDER[place % len(ORDER)]
        school = next((one for one in left if (one.level, one.public) == (level, public)), left[0])
        left.remove(school)
        total, collectives = shares[place % len(shares)]
        total = min(total, wanted)
        found += _of_school(ward, school, place, total, min(collectives, total))
        wanted -= total
        place += 1
    return found


def _of_school(ward: str, school: School, place: int, total: int, collectives: int) -> list[Candidate]:
    found = []
    for index in range(collectives):
        award = "bang_khen" if index == 0 and COLLECTIVES_FOR_BANG_KHEN.get(ward) == place else "giay_khen"
        whole = award == "bang_khen" or (index == 0 and (place + len(ward)) % 2 == 0)
        work, name = ("truong", "") if whole else INNER[(place + index + len(ward)) % len(INNER)]
        name = FACULTY[school.level] if work == "chuyen_mon" else name
        found.append(Candidate(f"{school.code}_tt{index + 1}", school, award, work, inner=name))
    head = HEADS_FOR_BANG_KHEN.get(ward) == place
    roles = (["ht"] if head else []) + Dice("roles", school.code).order(INDIVIDUALS)
    for index, one in enumerate(roles[: total - collectives]):
        role = "tb" if one == "cb" and school.level == "thcs" else one
        end = NOT_GIVEN.get((ward, place, index), "given")
        found.append(
            Candidate(
                f"{school.code}_cn{index + 1}", school, "bang_khen" if role == "ht" else "giay_khen", role, role=role, end=end
            )
        )
    return found
