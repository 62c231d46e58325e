"""Votes, their ratio and result: E3–E5."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from service.campaign.nominees import Nominee
from service.dossier.facts import Named, candidates, fault, named, nominee_name, passed, row_place, setting, unset, vote_in
from service.dossier.judged import Dossier, Judged
from service.dossier.registry import across
from service.dossier.slugs import COUNTING, DECISION, LIST, MINUTES, PAYMENT, SUBMISSION
from service.dossier.spelling import key
from service.errors import problem
from service.rules.finding import Fault
from service.rules.registry import UNDETERMINED, Outcome
from service.vietnamese.decimals import NotDecimal, decimal, read_decimal

_PASSED, _FAILED = "đạt", "không đạt"
_LABELS = {"so_co_mat": "số người có mặt", "phieu_phat_ra": "số phiếu phát ra", "phieu_thu_ve": "số phiếu thu về",
           "dong_y": "số phiếu đồng ý", "khong_dong_y": "số phiếu không đồng ý"}


@across("TD-E3", "ballots-sum", "thông lệ kiểm phiếu", slugs=(MINUTES, COUNTING))
def ballots(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Phiếu phát ra không quá số có mặt, thu về không quá phát ra; hợp lệ và không hợp lệ cộng bằng thu về; đồng ý, không đồng ý
    và trắng không quá số phiếu hợp lệ, hoặc số có mặt khi giơ tay."""
    for document in dossier.of(MINUTES, COUNTING):
        present, given = document.number("so_co_mat"), document.number("phieu_phat_ra")
        back, valid = document.number("phieu_thu_ve"), document.number("phieu_hop_le")
        spoilt = document.number("phieu_khong_hop_le")
        for field, high, low, least in (("phieu_phat_ra", "so_co_mat", given, present),
                                        ("phieu_thu_ve", "phieu_phat_ra", back, given)):
            if low is not None and least is not None and low > least:
                said = problem("ballots-more", "Biên bản ghi {truong} là {so}, nhiều hơn {truong_khac} là {so_khac}.",
                               truong=_LABELS[field], so=low, truong_khac=_LABELS[high], so_khac=least)
                yield fault(said, document.at(field), document.at(high), found=low, required=f"≤ {least}")
        if back is not None and valid is not None and valid + (spoilt or 0) != back:
            said = problem("ballots-sum", "Phiếu hợp lệ {hop_le} và không hợp lệ {khong} cộng lại khác số thu về {thu_ve}.",
                           hop_le=valid, khong=spoilt or 0, thu_ve=back)
            yield fault(said, document.at("phieu_hop_le"), document.at("phieu_khong_hop_le"), document.at("phieu_thu_ve"),
                        found=valid + (spoilt or 0), required=back)
        for one in named(document):
            yield from _line(document, one, valid if valid is not None else present)
    yield from _agreeing(dossier)


def _line(document: Judged, one: Named, most: int | None) -> Iterator[Fault]:
    votes = [one.count(column) for column in ("dong_y", "khong_dong_y", "trang")]
    if most is not None and votes[0] is not None and sum(vote or 0 for vote in votes) > most:
        said = problem("votes-more", "{ten}: {so} phiếu đồng ý và không đồng ý, nhiều hơn {nhieu_nhat} phiếu hợp lệ.",
                       ten=one.name, so=sum(vote or 0 for vote in votes), nhieu_nhat=most)
        yield fault(said, one.at("dong_y"), document.at("phieu_hop_le"), found=sum(vote or 0 for vote in votes),
                    required=f"≤ {most}")


def _agreeing(dossier: Dossier) -> Iterator[Fault]:
    """The minutes say what the record of counting says, and what the campaign's data says."""
    for document in dossier.of(MINUTES, COUNTING):
        rows = candidates(dossier, document.unit, document.award)
        for one in named(document):
            row = next((row for row in rows if one.means(*_who(dossier, row))), None)
            recorded = vote_in(dossier, row, document.unit) if row else None
            if row and recorded and one.count("dong_y") not in (None, recorded[0].dong_y):
                said = problem("votes-not-recorded", "{ten}: văn bản ghi {co} phiếu đồng ý; dữ liệu phong trào ghi {dung}.",
                               ten=one.name, co=one.count("dong_y"), dung=recorded[0].dong_y)
                yield fault(said, one.at("dong_y"), row_place("phieu", row.ma), found=one.count("dong_y"),
                            required=recorded[0].dong_y)
    for minutes in dossier.of(MINUTES):
        for counting in dossier.of(COUNTING, unit=minutes.unit, award=minutes.award):
            counted = named(counting)
            for one in named(minutes):
                other = next((other for other in counted if other.means(one.kind, one.name, one.part("don_vi"))), None)
                for column in ("dong_y", "khong_dong_y"):
                    counts = (one.count(column), other.count(column)) if other else (None, None)
                    if other and None not in counts and counts[0] != counts[1]:
                        said = problem("votes-differ", "{ten}: {van_ban} ghi {truong} là {so}; {van_ban_khac} ghi {so_khac}.",
                                       ten=one.name, van_ban=minutes, truong=_LABELS[column], so=one.count(column),
                                       van_ban_khac=counting, so_khac=other.count(column))
                        yield fault(said, one.at(column), other.at(column), found=one.count(column), required=other.count(column))


@across("TD-E4", "ratio-and-result", "Nghị định 152/2025/NĐ-CP, khoản 5 Điều 33 (áp dụng tương tự)", slugs=(MINUTES, COUNTING),
        settings=("nguong_phieu",))
def ratio(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Tỷ lệ phiếu in ra là số phiếu đồng ý chia cho tổng số thành viên Hội đồng; “Đạt” khi và chỉ khi tỷ lệ đạt ngưỡng
    (nguong_phieu)."""
    threshold, asked = setting(dossier, "nguong_phieu"), False
    for document in dossier.of(MINUTES, COUNTING):
        total = document.number("tong_thanh_vien")
        for one in named(document):
            yes = one.count("dong_y")
            if yes is None or not total:
                continue
            asked = True
            yield from _printed(document, one, yes, total)
            result = key(one.part("ket_qua"))
            wanted = _PASSED if threshold is not None and 100 * yes >= threshold * total else _FAILED
            if threshold is not None and result in (_PASSED, _FAILED) and result != wanted:
                said = problem("result-wrong", "{ten}: {so}/{tong} phiếu đồng ý, ngưỡng {nguong}%, kết quả phải là “{dung}”; "
                               "biên bản ghi “{co}”.", ten=one.name, so=yes, tong=total, nguong=decimal(threshold), dung=wanted,
                               co=result)
                yield fault(said, one.at("ket_qua"), one.at("dong_y"), "dữ liệu phong trào: cau_hinh/nguong_phieu", found=result,
                            required=wanted)
    if not asked:
        yield UNDETERMINED


def _printed(document: Judged, one: Named, yes: int, total: int) -> Iterator[Fault]:
    written = one.part("ty_le").rstrip("% ")
    try:
        printed = read_decimal(written) if written else None
    except NotDecimal:
        printed = Decimal(-1)
    if printed is None:
        return
    places = max(0, -int(printed.as_tuple().exponent))
    right = (Decimal(100 * yes) / total).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    if printed != right:
        said = problem("ratio-wrong", "{ten}: {so} phiếu trên {tong} thành viên là {dung}%; văn bản ghi “{co}”.", ten=one.name,
                       so=yes, tong=total, dung=decimal(right, max(places, 2) if printed < 0 else places), co=one.part("ty_le"))
        yield fault(said, one.at("ty_le"), document.at("tong_thanh_vien"), found=one.part("ty_le"), required=f"{decimal(right)}%")


@across("TD-E4B", "threshold-not-set", "Nghị định 152/2025/NĐ-CP, khoản 2 Điều 6", severity="nhac", slugs=(MINUTES, COUNTING),
        settings=("nguong_phieu",))
def threshold_set(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Ngưỡng phiếu đồng ý cho Giấy khen, Bằng khen do địa phương quy định phải được đặt (nguong_phieu)."""
    if setting(dossier, "nguong_phieu") is None:
        yield unset("nguong_phieu", problem("threshold-not-set", "Chưa đặt ngưỡng phiếu đồng ý (nguong_phieu); với Giấy khen, "
                                            "Bằng khen luật không nêu ngưỡng, Nghị định 152/2025/NĐ-CP, khoản 2 Điều 6 giao địa "
                                            "phương quy định."))


@across("TD-E5", "not-passed-but-proposed", "Nghị định 152/2025/NĐ-CP, khoản 5 Điều 33 (áp dụng tương tự)",
        slugs=(LIST, SUBMISSION, DECISION, PAYMENT))
def only_passed(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Chỉ trường hợp có kết quả “Đạt” mới vào danh sách, tờ trình, quyết định."""
    asked = False
    for unit, award in dossier.cases:
        failed = [((one.kind, one.name, one.part("don_vi")), one.at("ket_qua"))
                  for minutes in dossier.of(MINUTES, unit=unit, award=award) for one in named(minutes)
                  if _has_failed(dossier, minutes, one)]
        voted = [row for row in candidates(dossier, unit, award) if passed(dossier, row, unit) is not None]
        asked = asked or bool(voted) or bool(dossier.of(MINUTES, unit=unit, award=award))
        failed += [(_who(dossier, row), row_place("phieu", row.ma)) for row in voted if passed(dossier, row, unit) is False]
        for document in dossier.of(LIST, SUBMISSION, DECISION, unit=unit, award=award):
            for one in named(document):
                if places := [place for who, place in failed if one.means(*who)]:
                    said = problem("not-passed-but-proposed", "{ten} có kết quả “Không đạt” nhưng vẫn có trong {van_ban}.",
                                   ten=one.name, van_ban=document)
                    yield fault(said, one.at(), *places, found=one.name)
    if not asked:
        yield UNDETERMINED


def _who(dossier: Dossier, row: Nominee) -> tuple[str, str, str]:
    return row.loai, nominee_name(dossier, row), dossier.organs.name(row.don_vi)


def _has_failed(dossier: Dossier, minutes: Judged, one: Named) -> bool:
    """By the votes and the threshold; where one of them is not known, by the result that is printed."""
    threshold, total, yes = setting(dossier, "nguong_phieu"), minutes.number("tong_thanh_vien"), one.count("dong_y")
    if threshold is None or not total or yes is None:
        return key(one.part("ket_qua")) == _FAILED
    return bool(100 * yes < threshold * total)
