"""Numbers and days of documents: G13, G14."""

from __future__ import annotations

from collections.abc import Iterator

from service.dossier.facts import fault, row_place
from service.dossier.judged import Dossier, Judged, as_date
from service.dossier.registry import across
from service.dossier.rules.references import citations, number_of, registered, targets
from service.dossier.slugs import CERTIFICATES
from service.errors import problem
from service.rules.finding import Fault
from service.rules.registry import NOT_APPLICABLE, Outcome
from service.vietnamese.dates import short_date

# Types of one series of numbers, told by how the slug begins (Phụ lục III, Mục I: KH, QĐ, TTr, BC, TB, BB, GM, CTr, công văn).
_SERIES = ("ke_hoach", "quyet_dinh", "to_trinh", "bao_cao", "thong_bao", "bien_ban", "giay_moi", "chuong_trinh", "cong_van")


@across("TD-G13", "number-before-registration", "Nghị định 30/2020/NĐ-CP, khoản 2 Điều 15", settings=("van_ban_di",))
def early(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Số và ngày để trống cho đến khi ký và đăng ký (bảng van_ban_di); đã đăng ký thì ghi đúng số, ngày ấy; dẫn văn bản chưa ban
    hành cũng để trống."""
    asked = False
    for document in dossier.documents:
        number, day, right = document.number("so"), document.date("ngay_ban_hanh"), registered(dossier, document)
        asked = asked or number is not None
        if number is not None and right is None:
            said = problem("number-before-registration", "{van_ban} ghi số {so} nhưng chưa đăng ký.", van_ban=document, so=number)
            yield fault(said, document.at("so"), "dữ liệu phong trào: van_ban_di", found=number)
        elif right is not None and number is not None and (number != right[0] or day not in (None, right[1])):
            said = problem("number-not-registered-one", "{van_ban} ghi số {so}, ngày {ngay}; đã đăng ký số {dung}, ngày "
                           "{ngay_dung}.",
                           van_ban=document, so=number, ngay=short_date(day) if day else "…", dung=right[0],
                           ngay_dung=short_date(right[1]))
            yield fault(said, document.at("so"), document.at("ngay_ban_hanh"), row_place("van_ban_di", document.slug),
                        found=number, required=right[0])
        for steps, row in citations(document):
            cited = number_of(row.get("so_ky_hieu"))
            for target in targets(dossier, document, str(steps[0]), row):
                asked = True
                unissued = registered(dossier, target) is None and target.number("so") is None
                if unissued and (cited is not None or as_date(row.get("ngay"))):
                    said = problem("cited-before-issue", "{van_ban} dẫn số {so} của {van_ban_khac}, văn bản chưa ban hành.",
                                   van_ban=document, so=row.get("so_ky_hieu") or "…", van_ban_khac=target)
                    yield fault(said, document.at(*steps), str(target), found=row.get("so_ky_hieu") or "")
    if not asked:
        yield NOT_APPLICABLE


@across("TD-G14", "number-twice", "Nghị định 30/2020/NĐ-CP, khoản 1 Điều 15", settings=("van_ban_di",))
def unique(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Trong một năm, một cơ quan không cấp một số cho hai văn bản cùng loại; số bắt đầu lại từ 01 mỗi năm."""
    numbered: dict[tuple[str, str, int, int], dict[str, str]] = {}
    for row in dossier.snapshot.tables.van_ban_di:
        if row.loai not in CERTIFICATES:
            which = _which(row.loai, row.hinh_thuc, row.doi_tuong)
            numbered.setdefault((row.don_vi, _series(row.loai), row.ngay.year, row.so), {})[which] = row_place(
                "van_ban_di", f"{row.don_vi}/{row.loai}")
    for document in dossier.documents:
        number, day = document.number("so"), document.date("ngay_ban_hanh") or document.day
        if number is not None and document.slug not in CERTIFICATES and not _council(document):
            which = _which(document.slug, document.award, document.subject)
            numbered.setdefault((document.unit, _series(document.slug), day.year, number), {})[which] = document.at("so")
    for (unit, _, year, number), places in numbered.items():
        if len(places) > 1:
            said = problem("number-twice", "{co_quan} cấp số {so} năm {nam} cho {bao_nhieu} văn bản.",
                           co_quan=dossier.organs.name(unit), so=number, nam=year, bao_nhieu=len(places))
            yield fault(said, *places.values(), found=number)
    if not numbered:
        yield NOT_APPLICABLE


def _which(slug: str, award: str, subject: str) -> str:
    """One document; invitations and the like of many guests share one number."""
    return slug if slug.startswith("giay_moi") else f"{slug}/{award}/{subject}"


def _council(document: Judged) -> bool:
    """A council has a series of its own (khoản 1 Điều 15)."""
    return document.slug.startswith(("bien_ban", "giay_moi_hoi_dong"))


def _series(slug: str) -> str:
    return next((one for one in _SERIES if slug.startswith(one)), slug)
