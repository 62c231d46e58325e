"""What an award is based on: B10, B11."""

from __future__ import annotations

from collections.abc import Iterator

from service.campaign.register import LegalText
from service.dossier.facts import candidates, fault, some
from service.dossier.judged import Dossier
from service.dossier.registry import across
from service.dossier.slugs import DECISION, SUBMISSION
from service.dossier.spelling import key
from service.errors import problem
from service.rules.finding import Fault
from service.rules.registry import NOT_APPLICABLE, Outcome
from service.vietnamese.dates import short_date

_HIGH = ("thành phố", "tỉnh", "thủ tướng", "bộ ", "chính phủ")


def _of_high_body(one: LegalText) -> bool:
    return any(word in key(one.co_quan) + " " for word in _HIGH)


@across("TD-B10", "no-provincial-campaign", "Luật Thi đua, khen thưởng, điểm a khoản 1 Điều 74", severity="nhac",
        slugs=(SUBMISSION, DECISION), settings=("van_ban",))
def provincial(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Bằng khen cho cá nhân cần phong trào do bộ, ngành, tỉnh phát động: phải nêu được kế hoạch phát động của cấp đó (bảng
    van_ban)."""
    asked = False
    for document in dossier.of(SUBMISSION, DECISION, award="bang_khen"):
        if not document.rows("ca_nhan") and not any(row.nguoi for row in candidates(dossier, document.unit, "bang_khen")):
            continue
        asked = True
        plans = [one for one in dossier.snapshot.tables.van_ban if "phong trào" in key(one.trich_yeu) and _of_high_body(one)
                 and key(one.loai) in {"kế hoạch", "quyết định"} and one.ngay <= document.day]
        if not plans:
            said = problem("no-provincial-campaign", "Đề nghị Bằng khen cho cá nhân nhưng không có kế hoạch phát động phong trào "
                           "của Thành phố hoặc bộ, ngành; Luật đòi phong trào do cấp đó phát động.")
            yield fault(said, document.at("ca_nhan"), "dữ liệu phong trào: van_ban")
    if not asked:
        yield NOT_APPLICABLE


@across("TD-B11", "no-provincial-standard", "Luật Thi đua, khen thưởng, khoản 2 Điều 75; Nghị định 152/2025/NĐ-CP, khoản 2 Điều "
        "6", severity="nhac", slugs=(SUBMISSION, DECISION), settings=("van_ban",))
def standard(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Tiêu chuẩn Giấy khen, Bằng khen do Thành phố quy định: phải có quy định đó trong bảng van_ban."""
    known = [one for one in dossier.snapshot.tables.van_ban
             if "thành phố" in key(one.co_quan) and "thi đua, khen thưởng" in key(one.trich_yeu)]
    without = [one for one in dossier.of(SUBMISSION, DECISION) if not any(text.usable(one.day) for text in known)]
    if without:
        said = problem("no-provincial-standard", "Chưa có quy định của Ủy ban nhân dân Thành phố về thi đua, khen thưởng còn "
                       "hiệu lực ngày {ngay}; tiêu chuẩn khen thưởng do quy định đó đặt ra (Luật, khoản 2 Điều 75).",
                       ngay=short_date(without[0].day))
        yield fault(said, *some(without), "dữ liệu phong trào: van_ban")
