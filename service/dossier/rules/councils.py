"""Councils, who was there, how they voted: E1, E2, E6."""

from __future__ import annotations

from collections.abc import Iterator

from service.dossier.facts import fault, meetings_of, row_place, setting, unset
from service.dossier.judged import Dossier, Judged
from service.dossier.registry import across
from service.dossier.slugs import COUNCIL, COUNTING, MINUTES
from service.dossier.spelling import key
from service.errors import problem
from service.rules.finding import Fault
from service.rules.registry import UNDETERMINED, Outcome
from service.vietnamese.decimals import decimal

_WAYS = {"gio_tay": "giơ tay", "phieu_kin": "bỏ phiếu kín"}


@across("TD-E1", "members-present", "Nghị định 152/2025/NĐ-CP, khoản 5 Điều 33 (áp dụng tương tự)", slugs=(MINUTES,))
def members(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Số có mặt cộng số vắng bằng tổng số thành viên; tổng ấy và tên các thành viên đúng như quyết định thành lập Hội đồng còn
    hiệu lực ngày họp."""
    for document in dossier.of(MINUTES):
        total, present = document.number("tong_thanh_vien"), document.number("so_co_mat")
        there, absent = document.rows("co_mat"), document.rows("vang")
        if present is not None and there and len(there) != present:
            said = problem("present-rows", "Biên bản ghi {so} người có mặt nhưng kê {ke} người.", so=present, ke=len(there))
            yield fault(said, document.at("so_co_mat"), document.at("co_mat"), found=present, required=len(there))
        if total is not None and present is not None and total != present + len(absent):
            said = problem("members-sum", "Có mặt {co_mat}, vắng {vang}; tổng số thành viên ghi {tong}.", co_mat=present,
                           vang=len(absent), tong=total)
            yield fault(said, document.at("tong_thanh_vien"), document.at("so_co_mat"), document.at("vang"), found=total,
                        required=present + len(absent))
        yield from _of_council(dossier, document, total)


def _of_council(dossier: Dossier, document: Judged, total: int | None) -> Iterator[Fault]:
    day = document.date("bat_dau") or document.day
    council = dossier.snapshot.council_of(document.unit, day)
    yield from _absent(dossier, document)
    lists = [(str(one.at("thanh_vien")), [str(row.get("ho_ten", "")) for row in one.rows("thanh_vien")])
             for one in dossier.of(COUNCIL, unit=document.unit) if one.rows("thanh_vien") and one.day <= day]
    if council is not None and (known := dossier.snapshot.members(council.ma)):
        lists.append((row_place("thanh_vien", council.ma), [one.ho_ten for one in known]))
    for place, listed in lists:
        if total is not None and total != len(listed):
            said = problem("members-total", "Biên bản ghi Hội đồng có {co} thành viên; quyết định thành lập có {dung}.", co=total,
                           dung=len(listed))
            yield fault(said, document.at("tong_thanh_vien"), place, found=total, required=len(listed))
        listed_names = {key(one) for one in listed}
        for field in ("co_mat", "vang"):
            for index, row in enumerate(document.rows(field)):
                if key(str(row.get("ho_ten", ""))) not in listed_names:
                    said = problem("member-unknown", "{ten} không có tên trong quyết định thành lập Hội đồng.",
                                   ten=row.get("ho_ten"))
                    yield fault(said, document.at(field, index), place, found=row.get("ho_ten", ""))


def _absent(dossier: Dossier, document: Judged) -> Iterator[Fault]:
    """Who was away, as the campaign's data has it."""
    written = {key(str(row.get("ho_ten", ""))): str(row.get("ho_ten", "")) for row in document.rows("vang")}
    for meeting in meetings_of(dossier, document):
        recorded = {key(person.ho_ten): person.ho_ten for code in meeting.vang if (person := dossier.people.get(code))}
        if document.rows("co_mat") and written.keys() != recorded.keys():
            said = problem("absent-differ", "Biên bản ghi vắng: {co}; dữ liệu phong trào ghi vắng: {dung}.",
                           co=", ".join(written.values()) or "không", dung=", ".join(recorded.values()) or "không")
            yield fault(said, document.at("vang"), row_place("hop", meeting.ma))


@across("TD-E2", "quorum", "Nghị định 152/2025/NĐ-CP, khoản 4 Điều 45 (Hội đồng Trung ương; địa phương tự quy định)",
        severity="nhac", slugs=(MINUTES,), settings=("nguong_hop",))
def quorum(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Số thành viên có mặt đạt tỷ lệ tối thiểu của Hội đồng (nguong_hop)."""
    least = setting(dossier, "nguong_hop")
    if least is None:
        yield unset("nguong_hop", problem("quorum-not-set", "Chưa đặt tỷ lệ thành viên có mặt tối thiểu (nguong_hop); Nghị định "
                                          "152/2025/NĐ-CP, khoản 2 Điều 6 giao địa phương quy định."))
        return
    for document in dossier.of(MINUTES):
        total, present = document.number("tong_thanh_vien"), document.number("so_co_mat")
        if total is None or present is None:
            yield UNDETERMINED
        elif 100 * present < least * total:
            said = problem("quorum", "Có mặt {co}/{tong} thành viên, chưa đạt {nguong}%.", co=present, tong=total,
                           nguong=decimal(least))
            yield fault(said, document.at("so_co_mat"), document.at("tong_thanh_vien"), found=present,
                        required=f"≥ {decimal(least)}%")


@across("TD-E6", "way-of-voting", "Nghị định 152/2025/NĐ-CP, khoản 5 Điều 33", slugs=(MINUTES,), settings=("hop",))
def way(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Cách biểu quyết ghi trong biên bản là cách của cuộc họp; bỏ phiếu kín thì có số phiếu và Ban kiểm phiếu, giơ tay thì không
    (Giấy khen, Bằng khen được biểu quyết giơ tay)."""
    for document in dossier.of(MINUTES):
        how = document.text("bieu_quyet")
        for meeting in meetings_of(dossier, document):
            if how and meeting.bieu_quyet != how:
                said = problem("way-of-voting", "Biên bản ghi biểu quyết “{co}”; cuộc họp ngày {ngay} là “{dung}”.",
                               co=_WAYS.get(how, how), ngay=f"{meeting.day:%d/%m/%Y}", dung=_WAYS[meeting.bieu_quyet])
                yield fault(said, document.at("bieu_quyet"), row_place("hop", meeting.ma), found=how, required=meeting.bieu_quyet)
        counted = dossier.of(COUNTING, unit=document.unit, award=document.award)
        if how == "phieu_kin" and document.number("phieu_phat_ra") is None and not counted and len(dossier.documents) > 1:
            said = problem("secret-without-count", "Biên bản ghi bỏ phiếu kín nhưng không có số phiếu và biên bản kiểm phiếu.")
            yield fault(said, document.at("bieu_quyet"), document.at("phieu_phat_ra"), found=how)
        elif how == "gio_tay" and counted:
            said = problem("hands-with-count", "Biên bản ghi giơ tay biểu quyết nhưng có biên bản kiểm phiếu.")
            yield fault(said, document.at("bieu_quyet"), str(counted[0]), found=how)
