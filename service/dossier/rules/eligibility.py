"""Who may not be proposed: B1, B2, B3, B6, B7; what to know of a nominee: B9, B13."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import combinations

from service.campaign.nominees import Nominee
from service.dossier.facts import (
    AWARDS,
    awards_had,
    disciplines,
    documents_about,
    fault,
    nominee_name,
    relevant,
    row_place,
    same_nominee,
    vote_in,
)
from service.dossier.judged import Dossier
from service.dossier.registry import across
from service.errors import problem
from service.rules.finding import Fault
from service.rules.registry import NOT_APPLICABLE, Outcome
from service.vietnamese.dates import short_date


@across("TD-B1", "under-consideration", "Nghị định 152/2025/NĐ-CP, khoản 4 Điều 4")
def clean(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Không khen thưởng người, đơn vị đang bị xem xét kỷ luật, điều tra, thanh tra, khiếu nại, tố cáo: mỗi trường hợp phải có xác
    nhận không vi phạm, kèm ngày và nguồn."""
    rows = relevant(dossier)
    for row in rows:
        name = nominee_name(dossier, row)
        if row.khong_vi_pham is False:
            said = problem("under-consideration", "{ten} đang bị xem xét hoặc có vi phạm; chưa được đề nghị khen thưởng.",
                           ten=name)
            yield fault(said, *documents_about(dossier, row), found="không")
        elif row.khong_vi_pham is None or row.ngay_xac_nhan is None or not row.nguon_xac_nhan:
            said = problem("not-confirmed", "{ten} chưa có xác nhận không vi phạm (ngày và nguồn xác nhận).", ten=name)
            yield fault(said, *documents_about(dossier, row), required="khong_vi_pham, ngay_xac_nhan, nguon_xac_nhan")
    if not rows:
        yield NOT_APPLICABLE


@across("TD-B2", "disciplined", "Nghị định 152/2025/NĐ-CP, khoản 4 Điều 4")
def disciplined(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Người, đơn vị bị kỷ luật chỉ được tính thành tích từ ngày sau khi hết thời hạn kỷ luật."""
    for row in relevant(dossier):
        for penalty in disciplines(dossier, row):
            if penalty.den_ngay is None or (penalty.tu_ngay <= row.den_ngay and row.tu_ngay <= penalty.den_ngay):
                after = short_date(penalty.den_ngay + timedelta(days=1)) if penalty.den_ngay else "khi hết thời hạn"
                said = problem("disciplined", "{ten} bị {hinh_thuc} {thoi_han}; thành tích chỉ tính từ {tu}.",
                               ten=nominee_name(dossier, row), hinh_thuc=penalty.hinh_thuc, thoi_han=penalty.span, tu=after)
                yield fault(said, *documents_about(dossier, row), row_place("ky_luat", penalty.nguoi or penalty.don_vi),
                            found=short_date(row.tu_ngay), required=after)


@across("TD-B3", "one-achievement-once", "Luật Thi đua, khen thưởng, điểm c khoản 2 Điều 5")
def once(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Một thành tích chỉ được một hình thức khen thưởng: cùng người, cùng tập thể không được đề nghị hai lần cho thời gian trùng
    nhau."""
    named = {row.ma for row in relevant(dossier)}
    for one, other in combinations(dossier.snapshot.nominees(), 2):
        if one.overlaps(other) and (one.ma in named or other.ma in named) and same_nominee(dossier, one, other):
            said = problem("one-achievement-once", "{ten} được đề nghị hai lần cho cùng thành tích: {mot} và {hai}.",
                           ten=nominee_name(dossier, one), mot=AWARDS[one.hinh_thuc], hai=AWARDS[other.hinh_thuc])
            yield fault(said, *documents_about(dossier, one), *documents_about(dossier, other), found=f"{one.ma}; {other.ma}")


@across("TD-B3B", "yearly-and-phase", "Luật Thi đua, khen thưởng, điểm c khoản 2 Điều 5", severity="nhac")
def yearly(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Đã được khen hằng năm trong phong trào thì không đề nghị khen sơ kết cũng cho thành tích ấy."""
    for row in relevant(dossier):
        for award in awards_had(dossier, row):
            if award.chuyen_de and award.loai == "hinh_thuc" and (award.tu_ngay or award.den_ngay) and award.overlaps(row):
                said = problem("yearly-and-phase", "{ten} đã được {da_co} năm {nam} trong phong trào; thời gian trùng với lần đề "
                               "nghị.", ten=nominee_name(dossier, row), da_co=award.ten, nam=award.nam)
                yield fault(said, *documents_about(dossier, row), row_place("khen_thuong", award.so_quyet_dinh), found=award.ten)


@across("TD-B6", "dissolved-unit", "Thông tư 15/2025/TT-BNV")
def dissolved(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Không khen thưởng cơ quan, tổ chức, đơn vị đã giải thể sau sắp xếp."""
    for row in relevant(dossier):
        unit = dossier.organs.get(row.don_vi)
        if unit is not None and unit.den_ngay is not None and unit.den_ngay < dossier.day:
            said = problem("dissolved-unit", "{ten} thuộc {don_vi}, đã kết thúc hoạt động {thoi_han}; không được đề nghị.",
                           ten=nominee_name(dossier, row), don_vi=unit.full_name, thoi_han=unit.span)
            yield fault(said, *documents_about(dossier, row), row_place("co_quan", unit.ma), found=unit.ma)


@across("TD-B7", "proposer-of-retired", "Nghị định 152/2025/NĐ-CP, khoản 4 Điều 33 (cấp Nhà nước; áp dụng tương tự)")
def retired(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Người của đơn vị đã giải thể, sáp nhập do đơn vị tiếp nhận nhiệm vụ đề nghị."""
    for row in relevant(dossier):
        person = dossier.people.get(row.nguoi)
        unit = dossier.organs.get(person.co_quan) if person else None
        if unit is None or unit.den_ngay is None or unit.den_ngay >= dossier.day or unit.ma == row.don_vi:
            continue
        taken = {one.ma for one in dossier.snapshot.successors(unit.ma, dossier.day)}
        if row.don_vi not in taken:
            names = ", ".join(dossier.organs.name(one) for one in sorted(taken)) or "đơn vị tiếp nhận nhiệm vụ"
            said = problem("proposer-of-retired", "{ten} công tác tại {cu}, đã kết thúc; phải do {dung} đề nghị, không phải "
                           "{co}.",
                           ten=nominee_name(dossier, row), cu=unit.full_name, dung=names, co=dossier.organs.name(row.don_vi))
            yield fault(said, *documents_about(dossier, row), row_place("co_quan", unit.ma), found=row.don_vi, required=names)


@across("TD-B9", "tie-at-quota", "Nghị định 152/2025/NĐ-CP, khoản 6 Điều 4", severity="luu_y", settings=("dinh_muc",))
def tie(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Bằng phiếu ở mức cuối của định mức thì ưu tiên nữ, tập thể có từ 70 % nữ trở lên."""
    asked = False
    for unit, award in dossier.cases:
        for kind in ("tap_the", "ca_nhan"):
            quota = dossier.snapshot.quota(award, kind, "don_vi")
            if quota is None or not quota.toi_da:
                continue
            asked = True
            rows = dossier.snapshot.nominees(unit=unit, award=award, loai=kind)
            votes = [(row, found[0].dong_y) for row in rows if (found := vote_in(dossier, row, unit))]
            yield from _tied(dossier, sorted(votes, key=lambda one: -one[1]), quota.toi_da)
    if not asked:
        yield NOT_APPLICABLE


def _tied(dossier: Dossier, votes: list[tuple[Nominee, int]], most: int) -> Iterator[Fault]:
    if len(votes) <= most or votes[most - 1][1] != votes[most][1]:
        return
    line = [row for row, count in votes if count == votes[most][1]]
    said = problem("tie-at-quota", "Bằng phiếu ở mức cuối của định mức {so}: {ten}; ưu tiên {uu_tien}.", so=most,
                   ten=", ".join(nominee_name(dossier, row) for row in line),
                   uu_tien=", ".join(nominee_name(dossier, row) for row in line if _women(dossier, row)) or "nữ (không có)")
    yield fault(said, *(row_place("de_nghi", row.ma) for row in line))


def _women(dossier: Dossier, row: Nominee) -> bool:
    if row.loai == "ca_nhan":
        person = dossier.people.get(row.nguoi)
        return person is not None and person.gioi_tinh == "Nữ"
    unit = dossier.organs.get(row.don_vi)
    return unit is not None and bool(unit.tong_so) and 100 * (unit.nu or 0) >= 70 * (unit.tong_so or 0)


@across("TD-B13", "private-unit", "Nghị định 152/2025/NĐ-CP, khoản 9 Điều 46", severity="luu_y")
def private(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Trường ngoài công lập được đề nghị như trường công lập; tiền thưởng do quỹ của đơn vị chi."""
    for row in relevant(dossier):
        unit = dossier.organs.get(row.don_vi)
        if unit is not None and unit.cong_lap is False:
            said = problem("private-unit", "{ten} thuộc {don_vi} ngoài công lập: tiền thưởng do quỹ của đơn vị chi.",
                           ten=nominee_name(dossier, row), don_vi=unit.full_name)
            yield fault(said, *documents_about(dossier, row), row_place("co_quan", unit.ma))

