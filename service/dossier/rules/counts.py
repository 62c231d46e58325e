"""How many: D1, D8."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from service.dossier.facts import KINDS, fault, named
from service.dossier.judged import Dossier, Judged
from service.dossier.registry import across
from service.dossier.slugs import CERTIFICATES, DECISION, LIST, MINUTES, PAYMENT, REVIEW, SUBMISSION, TOTAL
from service.dossier.spelling import key, plain
from service.errors import problem
from service.rules.finding import Fault
from service.rules.registry import UNDETERMINED, Outcome

_WORDS = {"tap_the": "tập thể", "ca_nhan": "cá nhân"}


@across("TD-D1", "counts-differ", "thông lệ, theo Luật Thi đua, khen thưởng, Điều 84", slugs=(LIST, SUBMISSION, DECISION))
def counts(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Số tập thể, cá nhân trong danh sách, tờ trình, quyết định bằng nhau, không nhiều hơn trong biên bản và bằng số đạt mà biên
    bản kết luận; bằng số giấy khen, bằng khen đã lập và số dòng của danh sách chi tiền thưởng."""
    compared = False
    for unit, award in dossier.cases:
        chain = [one for one in dossier.of(LIST, SUBMISSION, DECISION, unit=unit, award=award) if _lists(one)]
        for first, other in pairwise(chain):
            compared = True
            yield from _differ(first, other, at_most=False)
        for minutes in dossier.of(MINUTES, unit=unit, award=award):
            for other in chain[:1]:
                compared = True
                yield from _differ(minutes, other, at_most=True)
                yield from _concluded(minutes, other)
        for decision in dossier.of(DECISION, unit=unit, award=award):
            printed = dossier.comes(*CERTIFICATES, unit=unit, award=award)
            paid = dossier.of(PAYMENT, unit=unit, award=award)
            compared = compared or bool(printed or paid)
            yield from _handed(decision, printed)
            yield from _paid(dossier, decision, paid)
    if not compared:
        yield UNDETERMINED


def _lists(document: Judged) -> bool:
    return any(document.rows(kind) or document.number(f"so_{kind}") is not None for kind in KINDS)


def _count(document: Judged, kind: str) -> int:
    """The rows; where the list is not in the document, the number that it states."""
    rows = len(document.rows(kind))
    return rows or document.number(f"so_{kind}") or 0


def _differ(first: Judged, other: Judged, *, at_most: bool) -> Iterator[Fault]:
    for kind in KINDS:
        one, two = _count(first, kind), _count(other, kind)
        if two > one or (one != two and not at_most):
            said = problem("counts-differ", "{van_ban} có {so} {loai}; {van_ban_khac} có {so_khac}.", van_ban=first, so=one,
                           loai=_WORDS[kind], van_ban_khac=other, so_khac=two)
            yield fault(said, first.at(kind), other.at(kind), found=two, required=one)


def _concluded(minutes: Judged, other: Judged) -> Iterator[Fault]:
    """What the minutes say in the end: so many passed."""
    for kind in KINDS:
        passed, count = minutes.number(f"so_{kind}_dat"), _count(other, kind)
        if passed is not None and passed != count:
            said = problem("counts-concluded", "{van_ban} kết luận {so} {loai} đạt; {van_ban_khac} có {so_khac}.",
                           van_ban=minutes, so=passed, loai=_WORDS[kind], van_ban_khac=other, so_khac=count)
            yield fault(said, minutes.at(f"so_{kind}_dat"), other.at(kind), found=count, required=passed)


def _handed(decision: Judged, printed: list[Judged]) -> Iterator[Fault]:
    wanted = sum(_count(decision, kind) for kind in KINDS)
    if printed and len(printed) != wanted:
        said = problem("certificates-differ", "Quyết định khen {so} tập thể, cá nhân; có {co} giấy khen, bằng khen.", so=wanted,
                       co=len(printed))
        yield fault(said, decision.at("tap_the"), decision.at("ca_nhan"), *map(str, printed), found=len(printed), required=wanted)


def _paid(dossier: Dossier, decision: Judged, paid: list[Judged]) -> Iterator[Fault]:
    """Laureates of private units may be left to their own fund."""
    rows = named(decision)
    private = {plain(one.full_name) for one in dossier.snapshot.tables.co_quan if one.cong_lap is False}
    least = sum(plain(one.part("don_vi") or one.name) not in private for one in rows)
    for payment in paid:
        count = len(payment.rows("tien_thuong"))
        if rows and not least <= count <= len(rows):
            said = problem("payments-differ", "Quyết định khen {so} tập thể, cá nhân; danh sách chi tiền thưởng có {co} dòng.",
                           so=len(rows), co=count)
            yield fault(said, payment.at("tien_thuong"), decision.at("tap_the"), decision.at("ca_nhan"), found=count,
                        required=len(rows))


@across("TD-D8", "units-reported", "thông lệ, theo Luật Thi đua, khen thưởng, khoản 5 Điều 17", slugs=(TOTAL, REVIEW))
def reported(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Mọi trường của phường hoặc đã báo cáo hoặc có tên trong danh sách chưa báo cáo; tên đơn vị trong báo cáo là tên trong bảng
    co_quan."""
    for document in dossier.of(REVIEW):
        unit, name = dossier.organs.get(document.unit), document.text("co_quan_ban_hanh")
        if unit and name and plain(name) not in (plain(unit.ten), plain(unit.full_name)):
            said = problem("unit-name-differs", "Báo cáo ghi đơn vị “{co}”; bảng co_quan ghi “{dung}”.", co=name,
                           dung=unit.full_name)
            yield fault(said, document.at("co_quan_ban_hanh"), f"dữ liệu phong trào: co_quan/{unit.ma}", found=name,
                        required=unit.full_name)
    for document in dossier.of(TOTAL):
        yield from _whole(dossier, document)


def _whole(dossier: Dossier, document: Judged) -> Iterator[Fault]:
    due, done, missing = document.number("so_phai_bao_cao"), document.number("so_da_bao_cao"), document.lines("chua_bao_cao")
    schools = {key(one.full_name): one for one in dossier.organs.schools(document.unit, document.day)}
    if due is not None and done is not None and due != done + len(missing):
        said = problem("units-sum", "Phải báo cáo {phai} đơn vị, đã báo cáo {da}, chưa báo cáo {chua}: không khớp.", phai=due,
                       da=done, chua=len(missing))
        yield fault(said, document.at("so_phai_bao_cao"), document.at("so_da_bao_cao"), document.at("chua_bao_cao"), found=due,
                    required=done + len(missing))
    elif due is not None and schools and due != len(schools):
        said = problem("units-due", "Báo cáo ghi {co} đơn vị phải báo cáo; phường có {dung} trường vào ngày {ngay}.", co=due,
                       dung=len(schools), ngay=f"{document.day:%d/%m/%Y}")
        yield fault(said, document.at("so_phai_bao_cao"), "dữ liệu phong trào: co_quan", found=due, required=len(schools))
    for index, name in enumerate(missing):
        school = schools.get(key(name))
        if school is None and schools:
            said = problem("unit-unknown", "“{ten}” trong danh sách chưa báo cáo không phải trường của phường.", ten=name)
            yield fault(said, document.at("chua_bao_cao", index), "dữ liệu phong trào: co_quan", found=name)
        for report in dossier.of(REVIEW, unit=school.ma) if school else ():
            if dossier.undated(report):
                continue
            said = problem("unit-has-reported", "{ten} có tên trong danh sách chưa báo cáo nhưng có báo cáo.", ten=name)
            yield fault(said, document.at("chua_bao_cao", index), str(report), found=name)
