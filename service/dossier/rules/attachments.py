"""Who must attach what: F1, F2, F6, F8, F9."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from service.campaign.nominees import Nominee
from service.dossier.facts import (
    AWARDS,
    candidates,
    documents_about,
    fault,
    named,
    nominee_name,
    passed,
    relevant,
    row_place,
    setting,
    unset,
)
from service.dossier.judged import Dossier
from service.dossier.registry import across
from service.dossier.slugs import (
    APPRAISAL,
    DECISION,
    LIST,
    MERIT_COLLECTIVE,
    MERIT_PERSON,
    MINUTES,
    SUBMISSION,
    SUMMARY,
)
from service.dossier.spelling import key
from service.errors import problem
from service.rules.finding import Fault
from service.rules.registry import NOT_APPLICABLE, UNDETERMINED, Outcome

_FILE: Final = (MINUTES, LIST, SUBMISSION)
_NAMES: Final = {MINUTES: "biên bản xét khen thưởng", SUBMISSION: "tờ trình", LIST: "danh sách đề nghị",
                 APPRAISAL: "báo cáo thẩm định", SUMMARY: "tóm tắt thành tích", MERIT_COLLECTIVE: "báo cáo thành tích tập thể",
                 MERIT_PERSON: "báo cáo thành tích cá nhân"}


@across("TD-F1", "dossier-of-giay-khen", "Luật Thi đua, khen thưởng, khoản 2 Điều 84", slugs=_FILE)
def giay_khen(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Hồ sơ Giấy khen có tờ trình kèm danh sách, báo cáo thành tích của từng tập thể, cá nhân và biên bản xét khen thưởng."""
    yield from _composed(dossier, "giay_khen")


@across("TD-F2", "dossier-of-bang-khen", "Luật Thi đua, khen thưởng, khoản 2 Điều 84", slugs=_FILE,
        settings=("thanh_phan_bang_khen",))
def bang_khen(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Hồ sơ Bằng khen có thành phần như hồ sơ Giấy khen, và những văn bản mà Thành phố quy định thêm cho hồ sơ
    của phường (thanh_phan_bang_khen)."""
    yield from _composed(dossier, "bang_khen")
    for unit, award in dossier.cases:
        organ = dossier.organs.get(unit)
        submitted = dossier.of(SUBMISSION, unit=unit, award="bang_khen") if organ and organ.loai != "truong" else []
        for slug in setting(dossier, "thanh_phan_bang_khen") or () if award == "bang_khen" and submitted else ():
            if len(dossier.documents) > 1 and not dossier.comes(slug, unit=unit):
                said = problem("dossier-lacks", "Hồ sơ {hinh_thuc} của {don_vi} thiếu {gi}.", hinh_thuc=AWARDS[award],
                               don_vi=dossier.organs.name(unit), gi=_NAMES.get(slug, slug))
                yield fault(said, *map(str, submitted), "dữ liệu phong trào: cau_hinh/thanh_phan_bang_khen", required=slug)


def _composed(dossier: Dossier, award: str) -> Iterator[Fault | Outcome]:
    units = [unit for unit, one in dossier.cases if one == award and dossier.of(*_FILE, unit=unit, award=award)]
    if not units:
        yield NOT_APPLICABLE
    elif len(dossier.documents) == 1:
        yield UNDETERMINED
        return
    for unit in units:
        there = dossier.of(*_FILE, unit=unit, award=award)
        for slug in _FILE:
            attached = slug == LIST and any(named(one) for one in dossier.of(SUBMISSION, unit=unit, award=award))
            if not attached and not dossier.comes(slug, unit=unit, award=award):
                said = problem("dossier-lacks", "Hồ sơ {hinh_thuc} của {don_vi} thiếu {gi}.", hinh_thuc=AWARDS[award],
                               don_vi=dossier.organs.name(unit), gi=_NAMES[slug])
                yield fault(said, *map(str, there), required=slug)
        for row in candidates(dossier, unit, award):
            yield from _reported(dossier, row)


def _reported(dossier: Dossier, row: Nominee) -> Iterator[Fault]:
    """A nominee's report stands in its own unit's dossier: asked for only where that dossier is here."""
    slug = MERIT_PERSON if row.loai == "ca_nhan" else MERIT_COLLECTIVE
    own = dossier.of(SUBMISSION, LIST, unit=row.don_vi, award=row.hinh_thuc)
    if own and not row.phat_hien and passed(dossier, row, row.don_vi) is not False and not dossier.comes(slug, subject=row.ma):
        said = problem("report-missing", "Thiếu {gi} của {ten}.", gi=_NAMES[slug], ten=nominee_name(dossier, row))
        yield fault(said, *map(str, own), row_place("de_nghi", row.ma), required=slug)


@across("TD-F2B", "dossier-composition-not-set", "Luật Thi đua, khen thưởng, khoản 6 Điều 84; Nghị định 152/2025/NĐ-CP, khoản 2 "
        "Điều 6", severity="nhac", slugs=_FILE, settings=("thanh_phan_bang_khen",))
def composition_set(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Những văn bản mà Thành phố đòi thêm trong hồ sơ Bằng khen phải được đặt (thanh_phan_bang_khen; không có thì để danh sách
    rỗng)."""
    if not dossier.of(*_FILE, award="bang_khen"):
        yield NOT_APPLICABLE
    elif setting(dossier, "thanh_phan_bang_khen") is None:
        yield unset("thanh_phan_bang_khen", problem("composition-not-set", "Chưa đặt thành phần thêm của hồ sơ Bằng khen "
                                                    "(thanh_phan_bang_khen); Thành phố quy định (Luật, khoản 6 Điều 84)."))


@across("TD-F2C", "initiative-claimed", "Luật Thi đua, khen thưởng, điểm c khoản 2 Điều 84", severity="luu_y", slugs=_FILE)
def initiative(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Thành tích kể sáng kiến thì kèm chứng nhận hoặc quyết định công nhận sáng kiến."""
    for row in relevant(dossier):
        if row.sang_kien:
            said = problem("initiative-claimed", "{ten} kể sáng kiến “{sang_kien}”: kèm chứng nhận hoặc quyết định công nhận.",
                           ten=nominee_name(dossier, row), sang_kien=row.sang_kien)
            yield fault(said, *documents_about(dossier, row))


@across("TD-F6", "found-by-head", "Nghị định 152/2025/NĐ-CP, khoản 8 Điều 33 (áp dụng tương tự)", slugs=(SUBMISSION, LIST))
def found_by_head(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Trường hợp do người đứng đầu phát hiện: tờ trình kèm danh sách và tóm tắt thành tích."""
    asked = False
    for unit, award in dossier.cases:
        for row in dossier.snapshot.nominees(unit=unit, award=award):
            own = dossier.of(SUBMISSION, LIST, unit=unit, award=award)
            if not row.phat_hien or not own:
                continue
            asked = True
            if len(dossier.documents) > 1 and not dossier.comes(SUMMARY, subject=row.ma):
                said = problem("summary-missing", "{ten} do người đứng đầu phát hiện: thiếu tóm tắt thành tích.",
                               ten=nominee_name(dossier, row))
                yield fault(said, *map(str, own), row_place("de_nghi", row.ma), required=SUMMARY)
    if not asked:
        yield NOT_APPLICABLE


@across("TD-F8", "copies-not-set", "Luật Thi đua, khen thưởng, khoản 6 Điều 84", severity="luu_y", slugs=(SUBMISSION,),
        settings=("so_bo_ho_so",))
def sets(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Số bộ hồ sơ do địa phương quy định phải được đặt (so_bo_ho_so)."""
    if setting(dossier, "so_bo_ho_so") is None:
        yield unset("so_bo_ho_so", problem("copies-not-set", "Chưa đặt số bộ hồ sơ (so_bo_ho_so); địa phương quy định (Luật, "
                                           "khoản 6 Điều 84)."))


@across("TD-F9", "one-award-each", "Nghị định 98/2023/NĐ-CP, Mẫu số 02, ghi chú (2)", slugs=(SUBMISSION, LIST, DECISION))
def one_award(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Mỗi tờ trình, danh sách, quyết định chỉ đề nghị hoặc tặng một hình thức khen thưởng."""
    for document in dossier.of(SUBMISSION, LIST, DECISION):
        mine = AWARDS.get(document.award, "")
        for one in named(document):
            written = one.part("hinh_thuc")
            if written and mine and not key(written).startswith(key(mine)):
                said = problem("one-award-each", "{van_ban} về {hinh_thuc} nhưng {ten} ghi “{co}”; mỗi văn bản một hình thức.",
                               van_ban=document, hinh_thuc=mine, ten=one.name, co=written)
                yield fault(said, one.at("hinh_thuc"), document.at("hinh_thuc"), found=written, required=mine)
        code = document.text("loai_khen")
        if code and document.award and code != document.award:
            said = problem("award-code-differs", "{van_ban} ghi hình thức “{co}”; hồ sơ là “{dung}”.", van_ban=document,
                           co=AWARDS.get(code, code), dung=AWARDS.get(document.award, document.award))
            yield fault(said, document.at("loai_khen"), found=code, required=document.award)
