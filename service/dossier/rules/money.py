"""Prize money: J1–J4."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING, Decimal

from service.campaign.law.lookup import STEP
from service.dossier.facts import AWARDS, KINDS, Named, candidates, fault, named, nominee_name, row_place
from service.dossier.judged import Dossier, Judged
from service.dossier.registry import across
from service.dossier.slugs import DECISION, PAYMENT
from service.dossier.spelling import key, plain
from service.errors import problem
from service.rules.finding import Fault
from service.rules.registry import NOT_APPLICABLE, UNDETERMINED, Outcome
from service.vietnamese.decimals import decimal
from service.vietnamese.numbers import grouped

_PAID = (PAYMENT, DECISION)


def _rows(document: Judged) -> list[Named]:
    return [Named(document, "tien_thuong", row, ("tien_thuong", index)) for index, row in enumerate(document.rows("tien_thuong"))]


def _kind(dossier: Dossier, document: Judged, name: str) -> str:
    """tap_the or ca_nhan of a payment's row: by its name in the decision, else among the nominees."""
    for decision in dossier.of(DECISION, unit=document.unit, award=document.award):
        for one in named(decision):
            if key(one.name) == key(name):
                return one.kind
    return next((row.loai for row in candidates(dossier, document.unit, document.award)
                 if key(nominee_name(dossier, row)) == key(name)), "")


def _product(factor: Decimal, base: int) -> int:
    """Rounded up to ten thousand đồng (Điều 49)."""
    return int((factor * base / STEP).to_integral_value(ROUND_CEILING)) * STEP


def _decided(dossier: Dossier, document: Judged) -> Judged:
    """The decision that a payment is made by: its day gives the base salary (Điều 49)."""
    return next(iter(dossier.of(DECISION, unit=document.unit, award=document.award)), document)


@across("TD-J1", "prize-amount", "Nghị định 152/2025/NĐ-CP, Điều 49 đến 54", slugs=_PAID, settings=("tham_quyen", "luong_co_so"))
def amounts(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Tiền thưởng bằng hệ số nhân lương cơ sở của ngày quyết định, làm tròn lên hàng chục nghìn đồng; hệ số theo hình thức và đối
    tượng."""
    asked = False
    for document in dossier.of(*_PAID):
        day = _decided(dossier, document).day
        salary = dossier.snapshot.base_salary(day)
        for one in _rows(document):
            asked = True
            yield from _amount(dossier, document, one, salary.muc if salary else None)
        for one in named(document):
            paid, right = one.count("tien_thuong"), dossier.snapshot.amount(document.award, one.kind, day)
            if paid is not None and right is not None:
                asked = True
                if paid != right:
                    said = problem("prize-amount", "{ten}: tiền thưởng ghi {co} đồng; theo quy định là {dung} đồng.",
                                   ten=one.name, co=grouped(paid), dung=grouped(right))
                    yield fault(said, one.at("tien_thuong"), row_place("tham_quyen", document.award), found=paid, required=right)
    if not asked:
        yield NOT_APPLICABLE


def _amount(dossier: Dossier, document: Judged, one: Named, salary: int | None) -> Iterator[Fault]:
    name, day = one.part("ten"), _decided(dossier, document).day
    factor, base, paid = one.row.get("he_so"), one.count("luong_co_so"), one.count("thanh_tien")
    kind = _kind(dossier, document, name)
    right = dossier.snapshot.coefficient(document.award, kind, day) if kind else None
    if isinstance(factor, Decimal) and right is not None and factor != right:
        said = problem("prize-factor", "{ten}: hệ số ghi {co}; {hinh_thuc} cho {doi_tuong} là {dung}.", ten=name,
                       co=decimal(factor),
                       hinh_thuc=AWARDS.get(document.award,
                                            document.award), doi_tuong="tập thể" if kind == KINDS[0] else "cá nhân",
                       dung=decimal(right))
        yield fault(said, one.at("he_so"), row_place("tham_quyen", document.award), found=decimal(factor),
                    required=decimal(right))
    if base is not None and salary is not None and base != salary:
        said = problem("prize-base", "{ten}: lương cơ sở ghi {co} đồng; ngày {ngay} là {dung} đồng.", ten=name, co=grouped(base),
                       ngay=f"{day:%d/%m/%Y}", dung=grouped(salary))
        yield fault(said, one.at("luong_co_so"), "dữ liệu phong trào: luong_co_so", found=base, required=salary)
    elif isinstance(factor, Decimal) and base is not None and paid is not None and paid != _product(factor, base):
        said = problem("prize-amount", "{ten}: tiền thưởng ghi {co} đồng; theo quy định là {dung} đồng.", ten=name,
                       co=grouped(paid), dung=grouped(_product(factor, base)))
        yield fault(said, one.at("thanh_tien"), found=paid, required=_product(factor, base))


@across("TD-J2", "prize-total", "Nghị định 152/2025/NĐ-CP, Điều 49 và 54", slugs=_PAID)
def total(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Tổng số tiền bằng các dòng cộng lại; cùng một hình thức, tập thể được nhiều hơn cá nhân."""
    for document in dossier.of(*_PAID):
        amounts = [one.count("thanh_tien") or 0 for one in _rows(document)]
        stated = document.number("tong_tien")
        if amounts and stated is not None and stated != sum(amounts):
            said = problem("prize-total", "Tổng số tiền ghi {co} đồng; các dòng cộng lại là {dung} đồng.", co=grouped(stated),
                           dung=grouped(sum(amounts)))
            yield fault(said, document.at("tong_tien"), document.at("tien_thuong"), found=stated, required=sum(amounts))
        by_kind: dict[str, list[tuple[int, Named]]] = {kind: [] for kind in KINDS}
        for one in _rows(document):
            kind = _kind(dossier, document, one.part("ten"))
            if kind:
                by_kind[kind].append((one.count("thanh_tien") or 0, one))
        if all(by_kind.values()):
            least, most = min(by_kind["tap_the"], key=_first), max(by_kind["ca_nhan"], key=_first)
            if least[0] <= most[0]:
                said = problem("prize-collective", "Tập thể {ten} được {tien} đồng, không nhiều hơn cá nhân {ca_nhan} "
                               "({tien_ca_nhan} đồng).",
                               ten=least[1].part("ten"), tien=grouped(least[0]), ca_nhan=most[1].part("ten"),
                               tien_ca_nhan=grouped(most[0]))
                yield fault(said, least[1].at("thanh_tien"), most[1].at("thanh_tien"))


def _first(one: tuple[int, Named]) -> int:
    return one[0]


@across("TD-J3", "several-prizes", "Nghị định 152/2025/NĐ-CP, khoản 5 đến 7 Điều 49", severity="nhac", slugs=(PAYMENT,))
def several(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Người, tập thể được nhiều khoản thưởng một lúc: nhiều hình thức chỉ được chi đủ khi thời gian và thành tích khác nhau."""
    paid: dict[tuple[str, str], list[Named]] = {}
    for document in dossier.of(PAYMENT):
        for one in _rows(document):
            paid.setdefault((key(one.part("ten")), plain(one.part("don_vi"))), []).append(one)
    for rows in paid.values():
        if len(rows) > 1:
            said = problem("several-prizes", "{ten} có {so} khoản thưởng; chỉ chi đủ khi thời gian và thành tích khác nhau.",
                           ten=rows[0].part("ten"), so=len(rows))
            yield fault(said, *(one.at() for one in rows), found=len(rows))


@across("TD-J4", "who-pays", "Nghị định 152/2025/NĐ-CP, khoản 2 Điều 47 và khoản 9 Điều 46", severity="luu_y", slugs=(PAYMENT,))
def payer(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Cơ quan của người ký quyết định chi tiền thưởng; trường ngoài công lập chi từ quỹ của mình."""
    private = {plain(one.full_name) for one in dossier.snapshot.tables.co_quan if one.cong_lap is False}
    known = False
    for document in dossier.of(PAYMENT):
        for decision in dossier.of(DECISION, unit=document.unit, award=document.award):
            known = True
            issuers = [one.text("co_quan_ban_hanh") for one in (document, decision)]
            if all(issuers) and plain(issuers[0]) != plain(issuers[1]):
                said = problem("who-pays", "{co} lập danh sách chi; người ký quyết định ở {dung}, nơi ấy chi.", co=issuers[0],
                               dung=issuers[1])
                yield fault(said, document.at("co_quan_ban_hanh"), decision.at("co_quan_ban_hanh"), found=issuers[0],
                            required=issuers[1])
        for one in _rows(document):
            if plain(one.part("don_vi") or one.part("ten")) in private:
                said = problem("private-paid", "{ten} thuộc đơn vị ngoài công lập; quỹ của đơn vị chi.", ten=one.part("ten"))
                yield fault(said, one.at())
    if not known:
        yield UNDETERMINED
