"""The time in which an achievement counts: C1, C2, C3, C5, C7."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from service.dossier.facts import (
    AWARDS,
    awards_had,
    documents_about,
    fault,
    nominee_name,
    offices,
    relevant,
    row_place,
    setting,
    texts,
    unset,
)
from service.dossier.judged import Dossier, Judged
from service.dossier.registry import across
from service.dossier.spelling import key
from service.errors import problem
from service.rules.finding import Fault
from service.rules.registry import NOT_APPLICABLE, UNDETERMINED, Outcome
from service.vietnamese.dates import day as read_day
from service.vietnamese.dates import short_date

_YEARS: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-–—]\s*((?:19|20)\d\d)(?!\d)")
_PHASE: Final = re.compile(r"giai đoạn\s+(?:từ\s+)?(?:năm\s+)?" + _YEARS.pattern, re.IGNORECASE)      # a school year is none
_DAY: Final = re.compile(r"\d{1,2}/\d{1,2}/\d{4}|ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}")


@across("TD-C1", "period-outside-phase", "Kế hoạch phát động phong trào, mục tiến độ thực hiện")
def inside(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Thời gian lập thành tích nằm trong giai đoạn của đợt xét; chữ “giai đoạn … - …” ghi đúng các năm ấy."""
    review = dossier.snapshot.frame.dot
    if review is None:
        yield UNDETERMINED
        return
    span = f"{short_date(review.tu_ngay)} – {short_date(review.den_ngay)}"
    for row in relevant(dossier):
        if row.tu_ngay < review.tu_ngay or row.den_ngay > review.den_ngay:
            said = problem("period-outside-phase", "Thành tích của {ten} tính từ {tu} đến {den}, ngoài giai đoạn {giai_doan}.",
                           ten=nominee_name(dossier, row), tu=short_date(row.tu_ngay), den=short_date(row.den_ngay),
                           giai_doan=span)
            yield fault(said, *documents_about(dossier, row), "dữ liệu phong trào: dot", required=span)
    for document in dossier.documents:
        first, last = document.date("tu_ngay"), document.date("den_ngay")
        if document.text("giai_doan") and first and last and (first < review.tu_ngay or last > review.den_ngay):
            said = problem("period-of-document", "Văn bản ghi thời gian {tu} – {den}, ngoài giai đoạn {giai_doan}.",
                           tu=short_date(first), den=short_date(last), giai_doan=span)
            yield fault(said, document.at("tu_ngay"), document.at("den_ngay"), "dữ liệu phong trào: dot", required=span)
        yield from _years(document, review.years[0], review.years[-1])


def _years(document: Judged, first: int, last: int) -> Iterator[Fault]:
    for field, pattern in (("giai_doan", _YEARS), ("thanh_tich", _PHASE)):
        said_years = pattern.search(document.text(field))
        if said_years and (int(said_years[1]), int(said_years[2])) != (first, last):
            said = problem("years-of-phase", "Văn bản ghi giai đoạn “{co}”; đợt xét là {dung}.", co=said_years[0],
                           dung=f"{first} - {last}")
            yield fault(said, document.at(field), "dữ liệu phong trào: dot/giai_doan", found=said_years[0],
                        required=f"{first} - {last}")


@across("TD-C2", "months-in-unit", "thông lệ; số tháng do địa phương đặt", severity="nhac", settings=("thang_cong_tac",))
def months(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Người được đề nghị đã công tác tại đơn vị, hoặc đơn vị mà nó kế thừa, đủ số tháng trong thời gian xét (thang_cong_tac)."""
    rows = [row for row in relevant(dossier) if row.nguoi]
    if not rows:
        yield NOT_APPLICABLE
        return
    least = setting(dossier, "thang_cong_tac")
    if least is None:
        yield unset("thang_cong_tac", problem("months-not-set", "Chưa đặt số tháng công tác tối thiểu tại đơn vị "
                                              "(thang_cong_tac); luật không nêu, địa phương quy định."))
        return
    for row in rows:
        before = {one.ma for one in dossier.snapshot.tables.co_quan if row.don_vi in one.ke_thua}
        served = [one for one in offices(dossier, row.nguoi) if one.co_quan in {row.don_vi, *before}]
        if not served or any(one.tu_ngay is None for one in served):
            yield UNDETERMINED
            continue
        start = max(row.tu_ngay, min(one.tu_ngay for one in served if one.tu_ngay))
        end = min(row.den_ngay, max(one.den_ngay or row.den_ngay for one in served))
        count = max(0, (end.year - start.year) * 12 + end.month - start.month + (end.day >= start.day))
        if count < least:
            said = problem("months-in-unit", "{ten} công tác tại đơn vị {so} tháng trong thời gian xét; cần ít nhất {can} tháng.",
                           ten=nominee_name(dossier, row), so=count, can=least)
            yield fault(said, *documents_about(dossier, row), row_place("nguoi", row.nguoi), found=str(count),
                        required=str(least))


@across("TD-C3", "period-overlaps-last-award", "Nghị định 152/2025/NĐ-CP, khoản 7 Điều 33 (cấp Nhà nước; áp dụng tương tự)")
def after_last(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Thành tích tính từ sau thời gian ghi trong quyết định khen thưởng cùng hình thức lần trước; quyết định không ghi thời gian
    thì sau ngày quyết định."""
    for row in relevant(dossier):
        for award in awards_had(dossier, row):
            same = award.loai == "hinh_thuc" and key(award.ten).startswith(key(AWARDS[row.hinh_thuc])) and not award.chuyen_de
            last = award.den_ngay or award.ngay_quyet_dinh
            if same and row.tu_ngay <= last and (award.tu_ngay or date.min) <= row.den_ngay:
                said = problem("period-overlaps-last-award", "Thành tích của {ten} tính từ {tu}; lần khen trước (Quyết định số "
                               "{so}) tính đến {den}.", ten=nominee_name(dossier, row), tu=short_date(row.tu_ngay),
                               so=award.so_quyet_dinh, den=short_date(last))
                yield fault(said, *documents_about(dossier, row), row_place("khen_thuong", award.so_quyet_dinh),
                            found=short_date(row.tu_ngay), required=f"> {short_date(last)}")


@across("TD-C5", "figures-after-cutoff", "thông lệ")
def cutoff(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Số liệu chốt không sau ngày của văn bản; báo cáo sơ kết không có số liệu của năm sau giai đoạn."""
    review = dossier.snapshot.frame.dot
    for document in dossier.documents:
        closed = document.date("so_lieu_den_ngay")
        if closed and closed > document.day:
            said = problem("figures-after-document", "Số liệu đến ngày {co}, sau ngày {ngay} của văn bản.", co=short_date(closed),
                           ngay=short_date(document.day))
            yield fault(said, document.at("so_lieu_den_ngay"), document.at("ngay_ban_hanh"), found=short_date(closed))
        for index, year in enumerate(document.lines("cac_nam")):
            if review and year.isdigit() and int(year) > review.years[-1]:
                said = problem("figures-after-phase", "Bảng số liệu có năm {nam}, sau giai đoạn {giai_doan}.", nam=year,
                               giai_doan=review.giai_doan)
                yield fault(said, document.at("cac_nam", index), "dữ liệu phong trào: dot", found=year)


@across("TD-C7", "cited-award-date", "thông lệ, theo Luật Thi đua, khen thưởng, Điều 84")
def cited(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Quyết định khen thưởng được kể không sau ngày của văn bản; của phong trào thì không trước khi phong trào bắt đầu; cơ quan
    quyết định phải đang có vào ngày quyết định."""
    frame = dossier.snapshot.frame
    launched = date(frame.tu_nam, 1, 1) if frame.tu_nam else date.min
    for document in dossier.documents:
        for field in ("danh_hieu", "khen_thuong"):
            for index, row in enumerate(document.rows(field)):
                for _, text in texts(row):
                    for found in _DAY.findall(text):
                        given = _read(found)
                        if given and given > document.day:
                            said = problem("cited-award-later", "Kể quyết định ngày {co}, sau ngày {ngay} của văn bản.",
                                           co=short_date(given), ngay=short_date(document.day))
                            yield fault(said, document.at(field, index), document.at("ngay_ban_hanh"), found=short_date(given))
    for nominee in relevant(dossier):
        for award in awards_had(dossier, nominee):
            if award.chuyen_de and award.ngay_quyet_dinh < launched:
                said = problem("cited-award-early", "Khen theo phong trào theo Quyết định số {so} ngày {ngay}, trước khi phong "
                               "trào bắt đầu.", so=award.so_quyet_dinh, ngay=short_date(award.ngay_quyet_dinh))
                yield fault(said, row_place("khen_thuong", award.so_quyet_dinh), *documents_about(dossier, nominee))
            known = dossier.organs.named(award.co_quan)
            unit = dossier.organs.get(award.co_quan)
            bodies = [unit] if unit else known
            if bodies and not any(one.valid(award.ngay_quyet_dinh) for one in bodies):
                said = problem("cited-award-body", "Quyết định số {so} ngày {ngay} ghi của {co_quan}, cơ quan không có vào ngày "
                               "ấy.", so=award.so_quyet_dinh, ngay=short_date(award.ngay_quyet_dinh), co_quan=bodies[0].full_name)
                yield fault(said, row_place("khen_thuong", award.so_quyet_dinh), *documents_about(dossier, nominee))


def _read(text: str) -> date | None:
    try:
        return read_day(text)
    except ValueError:
        return None
