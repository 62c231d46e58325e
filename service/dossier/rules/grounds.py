"""Legal grounds on the document's day: I1–I5."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from service.campaign.register import LegalText
from service.dossier.facts import fault, row_place, texts
from service.dossier.judged import Dossier, Judged, as_date
from service.dossier.registry import across
from service.dossier.slugs import NEXT_PLAN, PLAN, SCHOOL_PLAN
from service.dossier.spelling import key
from service.errors import problem
from service.rules.finding import Fault
from service.rules.registry import NOT_APPLICABLE, Outcome
from service.vietnamese.dates import long_date, short_date

_LAWS: Final = frozenset({"luật", "bộ luật", "pháp lệnh"})
_PLANS: Final = (PLAN, SCHOOL_PLAN, NEXT_PLAN)
_AMENDS: Final = "sửa đổi, bổ sung"
# Bodies and addresses of the level that ended on 30/6/2025.
_DISTRICT: Final = re.compile(
    r"(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân|HĐND|Hội đồng nhân dân|Đảng bộ)\s+(?:quận|huyện)\s+\w[\w ]{0,20}"
    r"|Phòng (?:Nội vụ|Giáo dục và Đào tạo|GD\s?&\s?ĐT|GDĐT)|cấp huyện|[Pp]hường \d{1,2}\b|,\s*[Qq]uận \w+(?: \w+)?")
_HISTORY: Final = re.compile(
    r"trước (?:ngày )?0?1/0?7/2025|trước đây|trước sắp xếp|nay là|\(cũ\)|từng|thành lập (?:theo|ngày|năm)|số\s+\d+/"
    r"|(?:ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+)?năm\s+20(?:[01]\d|2[0-4])\b|\d{1,2}/20(?:[01]\d|2[0-4])", re.IGNORECASE)
_SENTENCE: Final = re.compile(r"[^.;\n]+")
# Where history, or a body by its own rule (TD-A1), stands by nature.
_ASIDE: Final = frozenset({"co_quan_ban_hanh", "co_quan_chu_quan", "kinh_gui", "noi_nhan", "can_cu", "khen_thuong", "danh_hieu",
                           "ke_hoach_cap_tren", "ke_hoach", "chu_giai"})


def _grounds(document: Judged) -> list[tuple[int, Any]]:
    value = document.get("can_cu")
    return list(enumerate(value)) if isinstance(value, list | tuple) else []


def _cited(row: Any, known: tuple[LegalText, ...]) -> LegalText | None:
    """The instrument that a ground names: by its number and symbol, of a law by name and day."""
    if isinstance(row, str):
        row = {"van_ban": row}
    if not hasattr(row, "get"):
        return None
    symbol, text = key(str(row.get("so_ky_hieu") or "")), key(str(row.get("van_ban") or ""))
    for one in known:
        if key(one.loai) in _LAWS:
            named = key(str(row.get("trich_yeu") or "")) == key(one.trich_yeu) and as_date(row.get("ngay")) in (one.ngay, None)
            if named and key(str(row.get("loai") or "")) in _LAWS:
                return one
            if text and key(one.trich_yeu) in text and long_date(one.ngay) in text:
                return one
        elif one.so_ky_hieu and (symbol == key(one.so_ky_hieu) or key(one.so_ky_hieu) in text):
            return one
    return None


def _all(dossier: Dossier) -> Iterator[tuple[Judged, int, LegalText]]:
    known = dossier.snapshot.tables.van_ban
    for document in dossier.documents:
        for index, row in _grounds(document):
            if (found := _cited(row, known)) is not None:
                yield document, index, found


def _name(one: LegalText) -> str:
    return f"{one.loai} {one.trich_yeu} năm {one.ngay.year}" if key(one.loai) in _LAWS else f"{one.loai} số {one.so_ky_hieu}"


@across("TD-I1", "ground-not-in-force", "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, II.6a", settings=("van_ban",))
def in_force(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Văn bản nêu làm căn cứ đang có hiệu lực vào ngày của văn bản."""
    asked = False
    for document, index, one in _all(dossier):
        asked = True
        if not one.in_force(document.day) and not (one.con_dung_den and one.ngay <= document.day and one.hieu_luc_den):
            said = problem("ground-not-in-force", "{can_cu} không có hiệu lực vào ngày {ngay} ({thoi_han}).", can_cu=_name(one),
                           ngay=short_date(document.day), thoi_han=_span(one))
            instead = [_name(new) for new in dossier.snapshot.tables.van_ban if one.ma in new.thay_the
                       and new.usable(document.day)]
            yield fault(said, document.at("can_cu", index), row_place("van_ban", one.ma), found=_name(one),
                        required=", ".join(instead))
    if not asked:
        yield NOT_APPLICABLE


def _span(one: LegalText) -> str:
    start = f"từ {short_date(one.hieu_luc_tu or one.ngay)}"
    return f"{start} đến {short_date(one.hieu_luc_den)}" if one.hieu_luc_den else start


@across("TD-I2", "residual-use-over", "Nghị định 152/2025/NĐ-CP, khoản 2 Điều 60", settings=("van_ban",))
def residual(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Văn bản hết hiệu lực mà điều khoản chuyển tiếp còn cho dùng chỉ được nêu đến hết thời hạn ấy (Nghị định 98/2023: đến
    31/12/2025)."""
    for document, index, one in _transitional(dossier):
        if one.con_dung_den and document.day > one.con_dung_den:
            said = problem("residual-use-over", "{can_cu} hết hiệu lực và chỉ còn được dùng đến {han}; văn bản ngày {ngay}.",
                           can_cu=_name(one), han=short_date(one.con_dung_den), ngay=short_date(document.day))
            yield fault(said, document.at("can_cu", index), row_place("van_ban", one.ma), found=_name(one))


@across("TD-I2B", "residual-use", "Nghị định 152/2025/NĐ-CP, khoản 2 Điều 60", severity="luu_y", settings=("van_ban",))
def still(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Nêu văn bản đã hết hiệu lực theo điều khoản chuyển tiếp thì ghi chú lý do: địa phương chưa ban hành quy định được phân
    cấp."""
    for document, index, one in _transitional(dossier):
        if one.con_dung_den and document.day <= one.con_dung_den:
            said = problem("residual-use", "{can_cu} đã hết hiệu lực, chỉ được dùng đến {han} nơi địa phương chưa có quy định "
                           "thay thế.", can_cu=_name(one), han=short_date(one.con_dung_den))
            yield fault(said, document.at("can_cu", index), row_place("van_ban", one.ma), found=_name(one))


def _transitional(dossier: Dossier) -> Iterator[tuple[Judged, int, LegalText]]:
    return ((document, index, one) for document, index, one in _all(dossier)
            if one.con_dung_den and one.hieu_luc_den and document.day > one.hieu_luc_den)


@across("TD-I3", "amended-law", "Luật số 06/2026/QH16, hiệu lực từ 01/10/2026", severity="nhac", settings=("van_ban",))
def amended(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Luật đã được sửa đổi, bổ sung thì nêu cả luật sửa đổi; hồ sơ nhận trước ngày luật sửa đổi có hiệu lực theo luật cũ, trừ
    khi luật mới có lợi hơn."""
    laws = [one for one in dossier.snapshot.tables.van_ban if key(one.loai) in _LAWS]
    changes = [(one, base) for one in laws if _AMENDS in key(one.trich_yeu)
               for base in laws if base is not one and key(base.trich_yeu) in key(one.trich_yeu) and base.in_force(one.ngay)]
    for document in dossier.documents:
        said_all = key(" ".join(text for _, text in texts(document.get("can_cu"))))
        for index, row in _grounds(document):
            cited = _cited(row, tuple(base for _, base in changes))
            for change, base in changes:
                if cited is base and change.in_force(document.day) and _AMENDS not in said_all:
                    said = problem("amended-law", "{can_cu} đã được sửa đổi, bổ sung ({sua_doi}, hiệu lực từ {ngay}); căn cứ "
                                   "phải nêu cả luật sửa đổi. Hồ sơ nhận trước ngày ấy theo luật cũ, trừ khi luật mới có lợi "
                                   "hơn.", can_cu=_name(base),
                                   sua_doi=change.so_ky_hieu, ngay=short_date(change.hieu_luc_tu or change.ngay))
                    yield fault(said, document.at("can_cu", index), row_place("van_ban", change.ma), found=_name(base))


@across("TD-I4", "district-level-text", "Luật Tổ chức chính quyền địa phương số 72/2025/QH15")
def district(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Văn bản từ 01/7/2025 không nói đến UBND quận, Phòng Giáo dục và Đào tạo, Phòng Nội vụ, cấp huyện, phường đánh số như đang
    có; chỉ nêu khi kể việc trước đó."""
    ended = max((one.den_ngay for one in dossier.snapshot.tables.co_quan if one.loai == "ubnd_quan" and one.den_ngay),
                default=None)
    late = [one for one in dossier.documents if ended is not None and one.day > ended]
    for document in late:
        for steps, text in texts({name: value for name, value in document.data.items() if name not in _ASIDE}):
            for sentence in _SENTENCE.findall(text):
                found = _DISTRICT.search(sentence)
                if found and not _HISTORY.search(sentence):
                    said = problem("district-level-text", "“{co}” không còn từ {ngay}; chỉ nêu khi kể việc trước đó.",
                                   co=found[0].strip(", "), ngay="01/7/2025")
                    yield fault(said, document.at(*steps), found=found[0].strip(", "))
    if not late:
        yield NOT_APPLICABLE


@across("TD-I5", "thrift-law", "Luật Tiết kiệm, chống lãng phí số 110/2025/QH15, hiệu lực từ 01/7/2026", severity="nhac",
        slugs=_PLANS, settings=("van_ban",))
def thrift(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Kế hoạch của phong trào ban hành từ 01/7/2026 căn cứ Luật Tiết kiệm, chống lãng phí năm 2025."""
    law = next((one for one in dossier.snapshot.tables.van_ban if one.so_ky_hieu == "110/2025/QH15"), None)
    late = [one for one in dossier.of(*_PLANS) if law is not None and law.in_force(one.day) and one.rows("can_cu")]
    for document in late:
        if law is not None and not any(_cited(row, (law,)) for _, row in _grounds(document)):
            said = problem("thrift-law", "Kế hoạch ngày {ngay} chưa căn cứ {luat}.", ngay=short_date(document.day),
                           luat=_name(law))
            yield fault(said, document.at("can_cu"), row_place("van_ban", law.ma), required=_name(law))
    if not late:
        yield NOT_APPLICABLE
