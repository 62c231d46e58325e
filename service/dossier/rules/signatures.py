"""How one signs: A7–A12."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from service.campaign.register import LegalText
from service.dossier.facts import fault, named
from service.dossier.judged import Dossier, Judged
from service.dossier.registry import across
from service.dossier.slugs import CERTIFICATES, COUNTING, DECISION, MERIT, MINUTES, SUBMISSION
from service.dossier.spelling import key
from service.errors import problem
from service.rules.finding import Fault
from service.rules.registry import NOT_APPLICABLE, Outcome

_TITLES: Final = re.compile(r"(?:GS|PGS|TS|ThS|CN|BS|NGND|NGƯT|NSND|NSƯT|AHLĐ)\b\.?|(?:giáo sư|phó giáo sư|tiến sĩ|thạc sĩ|cử "
                            r"nhân|nhà giáo)\b", re.IGNORECASE)


def _signatures(document: Judged) -> list[str]:
    """Its fields of signatures: `ky`, `ky_chu_toa`, …"""
    return [name for name, value in document.data.items()
            if name.startswith("ky") and isinstance(value, Mapping) and "ho_ten" in value]


def _signed(dossier: Dossier, word: str) -> list[tuple[Judged, str]]:
    """Signatures with this word of authority: the document and the field."""
    return [(one, field) for one in dossier.documents for field in _signatures(one)
            if word in one.text(f"{field}.quyen_han").split()]


def _papers(dossier: Dossier, document: Judged, *words: str) -> list[LegalText]:
    """Instruments of the campaign in force on the document's day whose subject says all the words."""
    return [one for one in dossier.snapshot.tables.van_ban
            if one.usable(document.day) and all(key(word) in key(one.trich_yeu) for word in words)]


@across("TD-A7", "deputy-of-whom", "Nghị định 30/2020/NĐ-CP, khoản 1 Điều 13; Phụ lục I, Phần I, II.7b")
def deputy(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Ký KT. thì người ký phải là cấp phó của chức vụ được ký thay; cấp phó được giao phụ trách, điều hành cũng ký KT., không ký
    Q."""
    asked = False
    for document, field in [*_signed(dossier, "KT."), *_signed(dossier, "Q.")]:
        asked = True
        office, head = document.text(f"{field}.chuc_vu"), document.text(f"{field}.ky_thay")
        if "Q." in document.text(f"{field}.quyen_han") and re.search("phụ trách|điều hành", office, re.IGNORECASE):
            said = problem("acting-by-deputy", "“{co}”: cấp phó được giao phụ trách, điều hành ký KT., không ký Q.", co=office)
            yield fault(said, document.at(field), found="Q.", required="KT.")
        elif head and office and not _is_deputy(key(office), key(head)):
            said = problem("deputy-of-whom", "Ký thay “{thay}” nhưng chức vụ người ký là “{co}”, không phải cấp phó.", thay=head,
                           co=office)
            yield fault(said, document.at(field, "chuc_vu"), found=office, required=f"Phó {head}")
    if not asked:
        yield NOT_APPLICABLE


def _is_deputy(office: str, head: str) -> bool:
    rest = office.removeprefix("phó ").strip()
    return office.startswith("phó ") and (head.startswith(rest) or rest.startswith(head))


@across("TD-A8", "acting-without-decision", "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, II.7b", settings=("van_ban",))
def acting(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Chỉ người có quyết định giao quyền còn hiệu lực mới ký Q.; quyết định đó phải có trong bảng van_ban."""
    signed = _signed(dossier, "Q.")
    for document, field in signed:
        name = document.text(f"{field}.ho_ten")
        if not _papers(dossier, document, "giao quyền", name):
            said = problem("acting-without-decision", "{ten} ký Q. nhưng không có quyết định giao quyền còn hiệu lực vào ngày "
                           "{ngay}.", ten=name, ngay=f"{document.day:%d/%m/%Y}")
            yield fault(said, document.at(field), "dữ liệu phong trào: van_ban", found="Q.")
    if not signed:
        yield NOT_APPLICABLE


@across("TD-A9", "by-order", "Nghị định 30/2020/NĐ-CP, khoản 4 Điều 13", settings=("van_ban",))
def by_order(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Ký TL. phải theo quy chế làm việc còn hiệu lực (bảng van_ban); không ký TL. quyết định khen thưởng, bằng, giấy khen và tờ
    trình của phường gửi Thành phố."""
    signed = _signed(dossier, "TL.")
    for document, field in signed:
        ours = dossier.organs.get(document.unit)
        upward = document.slug == SUBMISSION and ours is not None and ours.loai != "truong" and document.award == "bang_khen"
        if document.slug in (DECISION, *CERTIFICATES) or upward:
            said = problem("by-order-forbidden", "Văn bản này không được ký thừa lệnh.")
            yield fault(said, document.at(field), found="TL.")
        elif not _papers(dossier, document, "quy chế làm việc"):
            said = problem("by-order-without-rules", "Ký TL. nhưng không có quy chế làm việc còn hiệu lực vào ngày {ngay}.",
                           ngay=f"{document.day:%d/%m/%Y}")
            yield fault(said, document.at(field), "dữ liệu phong trào: van_ban", found="TL.")
    if not signed:
        yield NOT_APPLICABLE


@across("TD-A10", "authorised-without-paper", "Nghị định 30/2020/NĐ-CP, khoản 3 Điều 13", settings=("van_ban",))
def authorised(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Ký TUQ. phải có văn bản ủy quyền cho người ký, còn thời hạn vào ngày của văn bản (bảng van_ban)."""
    signed = _signed(dossier, "TUQ.")
    for document, field in signed:
        name, office = document.text(f"{field}.ho_ten"), document.text(f"{field}.chuc_vu")
        if not _papers(dossier, document, "ủy quyền", name) and not (office and _papers(dossier, document, "ủy quyền", office)):
            said = problem("authorised-without-paper", "{ten} ký TUQ. nhưng không có văn bản ủy quyền còn hiệu lực vào ngày "
                           "{ngay}.", ten=name, ngay=f"{document.day:%d/%m/%Y}")
            yield fault(said, document.at(field), "dữ liệu phong trào: van_ban", found="TUQ.")
    if not signed:
        yield NOT_APPLICABLE


@across("TD-A11", "own-case", "thông lệ, theo Nghị định 152/2025/NĐ-CP, Điều 33", slugs=(*MERIT, COUNTING, MINUTES))
def own_case(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Không ai xác nhận báo cáo thành tích của chính mình; người được đề nghị không ở trong Ban kiểm phiếu."""
    for document in dossier.of(*MERIT):
        reporter = document.text("ky_nguoi_bao_cao.ho_ten") or document.text("ho_ten") or document.text("ky.ho_ten")
        confirmer = document.text("ky_xac_nhan.ho_ten")
        if confirmer and key(confirmer) == key(reporter):
            said = problem("own-report", "{ten} tự xác nhận báo cáo của mình; người đứng đầu cấp trên phải xác nhận.",
                           ten=confirmer)
            yield fault(said, document.at("ky_xac_nhan"), document.at("ky_nguoi_bao_cao"), found=confirmer)
    for document in dossier.of(COUNTING, MINUTES):
        nominees = {key(one.name): one for one in named(document) if one.kind == "ca_nhan"}
        for index, row in enumerate(document.rows("ban_kiem_phieu")):
            found = nominees.get(key(str(row.get("ho_ten", ""))))
            if found:
                said = problem("own-count", "{ten} vừa được đề nghị khen thưởng vừa ở trong Ban kiểm phiếu.", ten=found.name)
                yield fault(said, document.at("ban_kiem_phieu", index), found.at(), found=found.name)


@across("TD-A11B", "own-vote", "thông lệ", severity="nhac", slugs=(MINUTES,))
def own_vote(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Thành viên Hội đồng được đề nghị khen thưởng không bỏ phiếu cho chính mình; vẫn tính vào tổng số thành viên."""
    for document in dossier.of(MINUTES):
        present, members = document.number("so_co_mat"), {key(str(row.get("ho_ten", ""))) for row in document.rows("co_mat")}
        for one in named(document):
            votes = (one.count("dong_y") or 0) + (one.count("khong_dong_y") or 0)
            if one.kind == "ca_nhan" and key(one.name) in members and present is not None and votes >= present:
                said = problem("own-vote", "{ten} là thành viên có mặt và được đề nghị, nhưng cả {so} phiếu đều bỏ cho trường "
                               "hợp này.", ten=one.name, so=votes)
                yield fault(said, one.at(), document.at("co_mat"), found=str(votes))


def _named_signatures(dossier: Dossier) -> Iterator[tuple[Judged, str]]:
    for document in dossier.documents:
        for field in _signatures(document):
            if document.text(f"{field}.ho_ten"):
                yield document, field


@across("TD-A12", "signatory-post", "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, II.7c")
def post(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Chữ ký của văn bản có chức vụ người ký; trước họ tên không ghi học hàm, học vị, danh hiệu (trường học: xem TD-A12B)."""
    for document, field in _named_signatures(dossier):
        if document.get(f"{field}.chuc_vu") == "":             # where the line is fixed there is no such part
            said = problem("signatory-no-post", "{ten} ký mà không ghi chức vụ.", ten=document.text(f"{field}.ho_ten"))
            yield fault(said, document.at(field, "chuc_vu"))
        if not _of_school(dossier, document):
            yield from _titled(document, field)


@across("TD-A12B", "signatory-title-school", "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, II.7c", severity="nhac")
def school_title(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Cơ sở giáo dục chỉ ghi học hàm, học vị trước họ tên người ký khi quy định của ngành cho phép."""
    for document, field in _named_signatures(dossier):
        if _of_school(dossier, document):
            yield from _titled(document, field)


def _of_school(dossier: Dossier, document: Judged) -> bool:
    unit = dossier.organs.get(document.unit)
    return unit is not None and unit.loai == "truong"


def _titled(document: Judged, field: str) -> Iterator[Fault]:
    name = document.text(f"{field}.ho_ten")
    if found := _TITLES.match(name):
        said = problem("signatory-title", "Trước họ tên người ký ghi “{co}”.", co=found[0].strip())
        yield fault(said, document.at(field, "ho_ten"), found=name)
