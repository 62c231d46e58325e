"""Who issues, is addressed, receives: A1, A3, A13."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from service.campaign.people import SharedPerson
from service.dossier.facts import fault, row_place
from service.dossier.judged import Dossier, Judged
from service.dossier.registry import across
from service.dossier.slugs import GUIDANCE, REVIEW, SUBMISSION, TOTAL, YEARLY
from service.dossier.spelling import key, plain
from service.errors import problem
from service.rules.finding import Fault
from service.rules.registry import NOT_APPLICABLE, UNDETERMINED, Outcome

_ADDRESSED = (SUBMISSION, REVIEW, YEARLY, TOTAL, GUIDANCE)
_UNADDRESSED = ("ke_hoach", "quyet_dinh", "thong_bao", "giay_moi", "bien_ban")


@across("TD-A1", "body-not-existing", "Nghị quyết số 1685/NQ-UBTVQH15; Luật Tổ chức chính quyền địa phương số 72/2025/QH15")
def existing(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Cơ quan ban hành, cơ quan chủ quản, nơi gửi, nơi nhận và chức vụ của người ký phải đang có vào ngày của văn bản."""
    for document in dossier.documents:
        for field in ("co_quan_ban_hanh", "co_quan_chu_quan", "kinh_gui", "noi_nhan"):
            for name in document.lines(field) or filter(None, [document.text(field)]):
                yield from _ceased(dossier, document, field, name)
        yield from _superior(dossier, document)
        yield from _signatory(dossier, document)


def _ceased(dossier: Dossier, document: Judged, field: str, name: str) -> Iterator[Fault]:
    known = dossier.organs.named(name)
    if known and not any(one.valid(document.day) for one in known):
        after = [dossier.organs.name(code) for one in known for code in one.ke_thua]
        said = problem("body-not-existing", "“{ten}” không có vào ngày {ngay} của văn bản (chỉ có {thoi_han}).", ten=name,
                       ngay=f"{document.day:%d/%m/%Y}", thoi_han=known[0].span)
        yield fault(said, document.at(field), row_place("co_quan", known[0].ma), found=name, required=", ".join(after))


def _superior(dossier: Dossier, document: Judged) -> Iterator[Fault]:
    written = document.text("co_quan_chu_quan")
    issuer = dossier.organs.issuer(document.text("co_quan_ban_hanh"), document.unit, document.day)
    above = dossier.organs.superior(issuer.ma, document.day) if issuer else None
    known = dossier.organs.named(written)
    if issuer and above and written and all(one.valid(document.day) for one in known) and plain(written) not in (
            plain(above.ten), plain(above.full_name)):
        said = problem("superior-differs", "Cơ quan chủ quản ghi “{co}”; ngày {ngay} là “{dung}”.", co=written,
                       ngay=f"{document.day:%d/%m/%Y}", dung=above.full_name)
        yield fault(said, document.at("co_quan_chu_quan"), row_place("truc_thuoc", issuer.ma), found=written, required=above.ten)


def _signatory(dossier: Dossier, document: Judged) -> Iterator[Fault]:
    name, office = document.text("ky.ho_ten"), document.text("ky.chuc_vu")
    rows = dossier.named(name)
    if not rows:
        return
    valid = [one for one in rows if one.valid(document.day)]
    if not valid:
        said = problem("signatory-not-valid", "{ten} không giữ chức vụ nào vào ngày {ngay} của văn bản ({chuc_vu}: {thoi_han}).",
                       ten=name, ngay=f"{document.day:%d/%m/%Y}", chuc_vu=rows[0].chuc_vu, thoi_han=rows[0].span)
        yield fault(said, document.at("ky"), row_place("nguoi", rows[0].ma), found=name)
    elif office and "hội đồng" not in key(document.text("ky.tap_the")) and not _holds(
            valid, office, document.text("ky.chuc_vu_khac")):
        said = problem("signatory-office", "{ten} ký với chức vụ “{co}”; dữ liệu phong trào ghi “{dung}”.", ten=name, co=office,
                       dung=valid[0].chuc_vu)
        yield fault(said, document.at("ky", "chuc_vu"), row_place("nguoi", valid[0].ma), found=office, required=valid[0].chuc_vu)


def _holds(rows: Sequence[SharedPerson], *offices: str) -> bool:
    """Whether one of the offices is one of the person's; either may say where ("Chủ tịch", "Chủ tịch UBND phường")."""
    return any(key(one.chuc_vu).startswith(key(office)) or key(office).startswith(key(one.chuc_vu))
               for one in rows for office in offices if office)


@across("TD-A3", "submission-addressee", "thông lệ, theo Luật Thi đua, khen thưởng, Điều 75 và Điều 79", slugs=(SUBMISSION,))
def addressee(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Tờ trình gửi đúng một nơi: người có thẩm quyền khen thưởng, hoặc cơ quan cấp trên chuyển trình."""
    for document in dossier.of(SUBMISSION):
        names = document.lines("kinh_gui")
        if len(names) > 1:
            said = problem("submission-addressees", "Tờ trình gửi {so} nơi; phải gửi đúng một nơi có thẩm quyền.", so=len(names))
            yield fault(said, document.at("kinh_gui"), found="; ".join(names))
        known = dossier.organs.named(names[0]) if names else []
        given = dossier.snapshot.authority(document.award, document.day)
        if not known or given is None:
            yield UNDETERMINED
            continue
        above = [one.ma for one in dossier.organs.chain(document.unit, document.day)] + [document.unit]
        if not any(one.ma in above or one.loai in ("so", "ubnd_tp") for one in known):      # of the city there is only one
            said = problem("submission-addressee", "Tờ trình gửi “{co}”, không phải cấp trên của {don_vi} có thẩm quyền hoặc "
                           "chuyển trình {hinh_thuc}.", co=names[0], don_vi=dossier.organs.name(document.unit),
                           hinh_thuc=given.ten)
            yield fault(said, document.at("kinh_gui", 0), row_place("tham_quyen", given.hinh_thuc), found=names[0],
                        required=given.chuc_danh)


@across("TD-A13", "addressees", "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, II.9")
def kinh_gui(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Tờ trình, báo cáo gửi cấp trên và công văn có Kính gửi; kế hoạch, quyết định, thông báo, giấy mời, biên bản không có."""
    asked = False
    for document in dossier.documents:
        names = document.lines("kinh_gui")
        if document.slug in _ADDRESSED:
            asked = True
            if not names:
                said = problem("addressees-missing", "Văn bản này phải có Kính gửi.")
                yield fault(said, document.at("kinh_gui"), required="Kính gửi")
        elif document.slug.startswith(_UNADDRESSED):
            asked = True
            if names:
                said = problem("addressees-unwanted", "Văn bản này không có Kính gửi; nơi gửi ghi ở Nơi nhận.")
                yield fault(said, document.at("kinh_gui"), found="; ".join(names))
    if not asked:
        yield NOT_APPLICABLE
