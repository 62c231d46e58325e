"""Who may decide on an award: A2, A4, A5, A6."""

from __future__ import annotations

from collections.abc import Iterator

from service.dossier.facts import AWARDS, fault, row_place
from service.dossier.judged import Dossier, Judged
from service.dossier.organs import COMMITTEES, DEPARTMENTS
from service.dossier.registry import across
from service.dossier.slugs import CERTIFICATES, CONFERENCE_PLAN, DECISION, NEXT_PLAN, PLAN, TOTAL
from service.errors import problem
from service.rules.finding import Fault
from service.rules.registry import NOT_APPLICABLE, UNDETERMINED, Outcome

_GIVING = (DECISION, *CERTIFICATES)
_OF_COMMITTEE = (PLAN, NEXT_PLAN, CONFERENCE_PLAN, TOTAL)


def _issuer_kind(dossier: Dossier, document: Judged) -> str:
    """The kind of the body whose head decides; of a certificate without a heading that of the award's own name."""
    name = document.text("co_quan_ban_hanh") or document.text("tham_quyen")
    issuer = dossier.organs.issuer(name, document.unit, document.day) if name else None
    known = [issuer] if issuer else dossier.organs.named(name) if name else []
    return known[0].loai if known and known[0] else ""


@across("TD-A2", "award-authority", "Luật Thi đua, khen thưởng, Điều 74, 75 và khoản 4 Điều 79; Nghị định 129/2025/NĐ-CP")
def authority(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Hình thức khen thưởng do đúng người có thẩm quyền vào ngày đó quyết định: Giấy khen của phường do Chủ tịch UBND phường,
    Bằng khen của Thành phố do Chủ tịch UBND Thành phố."""
    asked = False
    for document in dossier.documents:
        kinds = {one.loai_co_quan: one for one in dossier.rows("tham_quyen")
                 if one.hinh_thuc == document.award and one.valid(document.day)}
        if not document.award:
            continue
        asked = True
        if not kinds:
            yield UNDETERMINED
            continue
        given = next(iter(kinds.values()))
        kind = _issuer_kind(dossier, document) if document.slug in _GIVING else ""
        if kind and kind not in kinds and kind != "truong" and kind not in DEPARTMENTS:
            said = problem("award-authority", "{hinh_thuc} do {dung} quyết định; văn bản do {co} ban hành.", hinh_thuc=given.ten,
                           dung=given.chuc_danh, co=document.text("co_quan_ban_hanh") or document.text("tham_quyen"))
            yield fault(said, document.at("co_quan_ban_hanh"), row_place("tham_quyen", given.hinh_thuc), required=given.chuc_danh)
        named = dossier.organs.named(document.text("hinh_thuc"))
        if named and not any(one.loai in kinds for one in named):
            said = problem("award-named-wrong", "“{co}” không đúng thẩm quyền: {hinh_thuc} do {dung} quyết định.",
                           co=document.text("hinh_thuc"), hinh_thuc=given.ten, dung=given.chuc_danh)
            yield fault(said, document.at("hinh_thuc"), row_place("tham_quyen", given.hinh_thuc), required=given.chuc_danh)
    if not asked:
        yield NOT_APPLICABLE


@across("TD-A4", "award-by-school", "Luật Thi đua, khen thưởng, Điều 75, 76 và khoản 1 Điều 81", slugs=_GIVING)
def by_school(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Hiệu trưởng trường thuộc phường không tặng Giấy khen cho viên chức; chỉ có hình thức khen thưởng khác."""
    yield from _by(dossier, frozenset({"truong"}))


@across("TD-A5", "award-by-department", "Luật Thi đua, khen thưởng, khoản 1 Điều 75", slugs=_GIVING)
def by_department(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Trưởng phòng chuyên môn của quận, phường không tặng Giấy khen."""
    yield from _by(dossier, DEPARTMENTS)


def _by(dossier: Dossier, kinds: frozenset[str]) -> Iterator[Fault]:
    for document in dossier.of(*_GIVING):
        if _issuer_kind(dossier, document) in kinds:
            said = problem("award-no-authority", "{co_quan} không có thẩm quyền tặng {hinh_thuc}.",
                           co_quan=document.text("co_quan_ban_hanh"), hinh_thuc=AWARDS.get(document.award, document.award))
            yield fault(said, document.at("co_quan_ban_hanh"), found=document.text("co_quan_ban_hanh"))


@across("TD-A6", "personal-or-collective", "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, II.7b; Phụ lục III, mẫu 1.2, ghi chú 6",
        slugs=(*_GIVING, *_OF_COMMITTEE))
def personal(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Quyết định khen thưởng, bằng, giấy khen thuộc thẩm quyền cá nhân: ký CHỦ TỊCH hoặc KT. CHỦ TỊCH, không TM.; kế hoạch và báo
    cáo của Ủy ban nhân dân ký TM. ỦY BAN NHÂN DÂN."""
    for document in dossier.of(*_GIVING):
        how = document.text("ky.quyen_han")
        if "TM." in how:
            said = problem("award-on-behalf", "Khen thưởng là thẩm quyền của cá nhân; không ký “{co} {tap_the}”.", co="TM.",
                           tap_the=document.text("ky.tap_the"))
            yield fault(said, document.at("ky", "quyen_han"), found=how)
        heading = document.text("tham_quyen")
        if document.slug == DECISION and heading and not heading.casefold().startswith(("chủ tịch", "thủ tướng", "giám đốc")):
            said = problem("award-heading", "Thẩm quyền ghi “{co}”; phải là chức danh của người ký.", co=heading)
            yield fault(said, document.at("tham_quyen"), found=heading)
    for document in dossier.of(*_OF_COMMITTEE):
        how = document.text("ky.quyen_han")
        if document.get("ky") and _issuer_kind(dossier, document) in COMMITTEES and not how.startswith(("TM.", "TL.", "TUQ.")):
            said = problem("committee-on-behalf", "Văn bản của Ủy ban nhân dân phải ký TM. ỦY BAN NHÂN DÂN.")
            yield fault(said, document.at("ky", "quyen_han"), found=how or document.text("ky.chuc_vu"), required="TM.")
