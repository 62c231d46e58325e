"""Councils, their members, meetings and votes: the tables hoi_dong, thanh_vien, hop, phieu.

A meeting is for one award, so that its minutes have their own number; a council with both awards meets twice in a morning.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from tests.campaign.example.days import Calendar
from tests.campaign.example.dice import Dice
from tests.campaign.example.nominees_plan import Candidate
from tests.campaign.example.people import Person
from tests.campaign.example.units import Row, ward_name

LAST: Final = date(2026, 12, 31)
THRESHOLD: Final = 70  # percent of all members: cau_hinh.nguong_phieu of phong_trao.yaml
ROLES: Final = {"ht": "chu_tich", "pht": "pho_chu_tich", "tk": "thu_ky", "ct": "chu_tich", "pct": "pho_chu_tich", "cv": "thu_ky"}
SMALL, LARGE = ("ht", "pht", "tk", "cd", "tt"), ("ht", "pht", "tk", "cd", "tt", "kt", "dt")
# Of a ward, as many as its council has room for beside the member from outside.
OF_WARD: Final = ("ct", "pct", "cv", "tp", "ptp", "mt", "vp", "kt", "cd", "pn", "dt", "cc", "hc")
SIZES: Final = {"hanh_thong": 13, "an_nhon": 9, "go_vap": 11, "an_hoi_dong": 11, "thong_tay_hoi": 13, "an_hoi_tay": 9}
AWAY: Final = ("Đi công tác", "Nghỉ phép", "Tham gia lớp bồi dưỡng", "Dự họp ngoài đơn vị", "Nghỉ ốm")


@dataclass(frozen=True)
class Council:
    organ: str
    ward: str
    symbol: str  # of its unit's documents
    members: tuple[Person, ...]
    decision: int  # number of the decision that set it up
    day: date
    secret: bool
    guest: tuple[str, str] | None = None  # a member from outside: name and office

    @property
    def code(self) -> str:
        return f"hd_{self.organ}"

    @property
    def size(self) -> int:
        return len(self.members) + (self.guest is not None)


def of_school(school_people: dict[str, Person], among: list[Candidate], decision: int, calendar: Calendar) -> Council:
    school = among[0].school
    roles = LARGE if len(among) > 1 else SMALL
    return Council(
        school.code,
        school.ward,
        school.short,
        tuple(school_people[role] for role in roles),
        decision,
        calendar.day(school.code, "quyet_dinh_hoi_dong"),
        secret=len(among) > 1,
    )


def of_ward(ward: str, people: dict[str, Person], guest: str, decision: int, calendar: Calendar) -> Council:
    members = tuple(people[role] for role in OF_WARD[: SIZES[ward] - 1])
    return Council(
        ward,
        ward,
        "UBND",
        members,
        decision,
        calendar.day(ward, "quyet_dinh_hoi_dong_phuong"),
        secret=True,
        guest=(guest, "Trưởng ban Ban Văn hóa - Xã hội Hội đồng nhân dân phường"),
    )


def rows(councils: list[Council]) -> tuple[list[Row], list[Row]]:
    """hoi_dong, thanh_vien."""
    boards: list[Row] = [
        {
            "ma": one.code,
            "co_quan": one.organ,
            "ten": "Hội đồng Thi đua - Khen thưởng",
            "viet_tat": "HĐTĐKT",
            "so_quyet_dinh": f"{one.decision}/QĐ-{one.symbol}",
            "ngay_quyet_dinh": one.day,
            "tu_ngay": one.day,
            "den_ngay": LAST,
        }
        for one in councils
    ]
    seats: list[Row] = []
    for one in councils:
        # beside people of the same office elsewhere the ward's members are named with their full office
        seats += [
            {
                "hoi_dong": one.code,
                "nguoi": member.code,
                "vai_tro": ROLES.get(member.role, "uy_vien"),
                "chuc_vu": member.office if one.organ == one.ward else None,
            }
            for member in one.members
        ]
        if one.guest:
            seats.append({"hoi_dong": one.code, "ho_ten": one.guest[0], "chuc_vu": one.guest[1], "vai_tro": "uy_vien"})
    return boards, seats


def meetings(one: Council, among: list[Candidate], calendar: Calendar) -> tuple[list[Row], list[Row]]:
    """hop, phieu: for each award, those whom this council votes on."""
    of_ward = one.organ == one.ward
    found: list[Row] = []
    votes: list[Row] = []
    awards = [award for award in ("bang_khen", "giay_khen") if any(each.award == award for each in among)]
    for index, award in enumerate(awards):
        nominees = [each for each in among if each.award == award]
        meeting, present = _meeting(one, index, award, nominees, calendar)
        found.append(meeting)
        votes += [
            _vote(one, str(meeting["ma"]), each, present - int(bool(meeting["phieu_khong_hop_le"])), of_ward=of_ward)
            for each in nominees
        ]
    return found, votes


def _meeting(one: Council, index: int, award: str, nominees: list[Candidate], calendar: Calendar) -> tuple[Row, int]:
    """The row, and how many are present."""
    dice, of_ward = Dice("meeting", one.organ), one.organ == one.ward
    start, end = calendar.meeting(one.organ, "hop_phuong" if of_ward else "hop", index)
    proposed = {f"{each.school.code}_{each.role}" for each in nominees}
    may_miss = [member for member in one.members[3:] if member.code not in proposed]
    full = one.size == 5 or bool(proposed & {member.code for member in one.members})
    away = [] if full else dice.order(may_miss)[: dice.whole(0, 2 if of_ward and one.size > 10 else 1)]
    present = [member for member in one.members if member not in away]
    counting = [member for member in present[3:] if member.code not in proposed] + [
        member for member in present[1:3] if member.code not in proposed
    ]
    number = one.size - len(away)
    bad = int(one.organ == "thong_tay_hoi" and award == "giay_khen")
    row: Row = {
        "ma": f"hop_{one.organ}_{'bk' if award == 'bang_khen' else 'gk'}",
        "hoi_dong": one.code,
        "so": index + 1,
        "bat_dau": start,
        "ket_thuc": end,
        "dia_diem": f"Phòng họp số 1, trụ sở Ủy ban nhân dân phường {ward_name(one.ward)}"
        if of_ward
        else "Phòng họp Hội đồng, " + nominees[0].school.full,
        "bieu_quyet": "phieu_kin" if one.secret else "gio_tay",
        "chu_toa": one.members[0].code,
        "thu_ky": next(member.code for member in one.members if member.role in ("tk", "cv")),
        "vang": ";".join(member.code for member in away) or None,
        "ly_do_vang": dice.pick(AWAY) if away else None,
        "kiem_phieu": ";".join(member.code for member in counting[:3]) if one.secret else None,
        "phieu_phat_ra": number if one.secret else None,
        "phieu_thu_ve": number if one.secret else None,
        "phieu_hop_le": number - bad if one.secret else None,
        "phieu_khong_hop_le": bad if one.secret else None,
    }
    return row, number


def _vote(one: Council, meeting: str, nominee: Candidate, valid: int, *, of_ward: bool) -> Row:
    """Who is a member abstains on the own line. Whoever does not pass stays below THRESHOLD, all others reach it."""
    dice = Dice("vote", meeting, nominee.code)
    blank = int(f"{nominee.school.code}_{nominee.role}" in {member.code for member in one.members})
    least = -(-THRESHOLD * one.size // 100)
    fails = nominee.end == ("refused_at_ward" if of_ward else "refused_at_school")
    no = valid - blank - (least - dice.whole(1, 2)) if fails else min(dice.pick((0, 0, 0, 0, 1, 1, 2)), valid - blank - least)
    return {"hop": meeting, "de_nghi": nominee.code, "dong_y": valid - blank - no, "khong_dong_y": no, "trang": blank}
