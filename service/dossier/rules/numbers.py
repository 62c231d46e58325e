"""Figures that must agree with each other: D3 and its parts, D4."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from service.campaign.results import Indicator
from service.campaign.views.figures import over_units, over_years
from service.campaign.views.figures import text as figure
from service.dossier.facts import fault, row_place, texts
from service.dossier.judged import Dossier, Judged
from service.dossier.registry import across
from service.dossier.slugs import REVIEW, TOTAL
from service.dossier.spelling import key
from service.errors import problem
from service.rules.finding import Fault
from service.rules.registry import NOT_APPLICABLE, UNDETERMINED, Outcome
from service.vietnamese.decimals import NotDecimal, read_decimal
from service.vietnamese.numbers import grouped
from service.vietnamese.spoken import amount_of

_TABLES: Final = ("chi_tieu", "ha_tang", "tiet_kiem", "chung")
_AMOUNT: Final = re.compile(r"(?P<so>\d{1,3}(?:\.\d{3})+|\d+)\s*đồng\s*\((?P<chu>[^()]*bằng chữ[^()]*)\)", re.IGNORECASE)
_IN_WORDS: Final = "_bang_chu"


def _figure(cell: object) -> Decimal | None:
    """A cell as a number; None for a dash, a reason, a number that is not Vietnamese (TD-D3D says so)."""
    try:
        return read_decimal(cell.strip().rstrip("% ")) if isinstance(cell, str) else None
    except NotDecimal:
        return None


def _rows(document: Judged) -> Iterator[tuple[str, int, Mapping[str, Any], list[object]]]:
    """Rows of its tables of indicators: table, index, row, the cells of the years."""
    for table in _TABLES:
        for index, row in enumerate(document.rows(table)):
            cells = row.get("gia_tri")
            if isinstance(cells, list | tuple):
                yield table, index, row, list(cells)


def _indicators(dossier: Dossier) -> dict[str, Indicator]:
    return {key(one.ten): one for one in dossier.snapshot.tables.chi_tieu}


@across("TD-D3", "total-of-years", "thông lệ", settings=("chi_tieu",))
def years(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Cột tổng của bảng chỉ tiêu đúng bằng các năm gộp lại: tổng, bình quân hoặc năm cuối, theo cách gộp của chỉ tiêu."""
    known, asked = _indicators(dossier), False
    for document in dossier.documents:
        for table, index, row, cells in _rows(document):
            indicator = known.get(key(str(row.get("ten", ""))))
            total = _figure(row.get("tong"))
            if total is None:
                continue
            asked = True
            right = over_years([_figure(cell) for cell in cells], indicator.gop if indicator else "tong")
            places = max(0, -int(total.as_tuple().exponent))
            if right is not None and _rounded(right, places) != _rounded(total, places):
                said = problem("total-of-years", "Chỉ tiêu “{ten}”: cột tổng ghi {co}; các năm gộp lại là {dung}.",
                               ten=row.get("ten", ""), co=row["tong"], dung=figure(right, places))
                yield fault(said, document.at(table, index, "tong"), document.at(table, index, "gia_tri"), found=row["tong"],
                            required=figure(right, places))
    if not asked:
        yield NOT_APPLICABLE


@across("TD-D3B", "total-of-units", "thông lệ", slugs=(TOTAL,), settings=("ket_qua",))
def units(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Số liệu của báo cáo tổng hợp đúng bằng số liệu của các đơn vị gộp lại; không số nào gõ hai lần."""
    known, asked = _indicators(dossier), False
    for document in dossier.of(TOTAL):
        late = {key(name) for name in document.lines("chua_bao_cao")}
        schools = [one for one in dossier.organs.schools(document.unit, document.day) if key(one.full_name) not in late]
        for table, index, row, cells in _rows(document):
            indicator = known.get(key(str(row.get("ten", ""))))
            for column, (year, cell) in enumerate(zip(document.lines("cac_nam"), cells, strict=False)):
                if indicator is None or not year.isdigit():
                    continue
                values = [dossier.snapshot.results(one.ma).get((indicator.ma, int(year))) for one in schools]
                right = over_units([one.gia_tri for one in values if one], indicator.gop, indicator.dvt)
                asked = True
                if not _agrees(cell, right, indicator):
                    shown = figure(right, indicator.so_le)
                    said = problem("total-of-units", "Chỉ tiêu “{ten}” năm {nam}: báo cáo tổng hợp ghi {co}; các đơn vị gộp lại "
                                   "là {dung}.", ten=indicator.ten, nam=year, co=cell, dung=shown)
                    yield fault(said, document.at(table, index, "gia_tri", column), *map(str, dossier.of(REVIEW)),
                                row_place("ket_qua", f"{indicator.ma}/{year}"), found=cell, required=shown)
    if not asked:
        yield UNDETERMINED


@across("TD-D3C", "figure-not-recorded", "thông lệ", settings=("ket_qua",))
def recorded(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Số liệu trong báo cáo của đơn vị đúng bằng số liệu đơn vị đã ghi vào dữ liệu phong trào."""
    known, asked = _indicators(dossier), False
    for document in dossier.documents:
        results = dossier.snapshot.results(document.unit)
        for table, index, row, cells in _rows(document) if results else ():
            indicator = known.get(key(str(row.get("ten", ""))))
            for column, (year, cell) in enumerate(zip(document.lines("cac_nam"), cells, strict=False)):
                result = results.get((indicator.ma, int(year))) if indicator and year.isdigit() else None
                if result is None or indicator is None:
                    continue
                asked = True
                if not _agrees(cell, result.gia_tri, indicator):
                    shown = figure(result.gia_tri, indicator.so_le)
                    said = problem("figure-not-recorded", "Chỉ tiêu “{ten}” năm {nam}: văn bản ghi {co}; dữ liệu phong trào ghi "
                                   "{dung}.", ten=indicator.ten, nam=year, co=cell, dung=shown)
                    yield fault(said, document.at(table, index, "gia_tri", column),
                                row_place("ket_qua", f"{document.unit}/{indicator.ma}/{year}"), found=cell, required=shown)
    if not asked:
        yield NOT_APPLICABLE


def _agrees(cell: object, right: Decimal | None, indicator: Indicator) -> bool:
    """A cell that is no number is another rule's business, unless there is none where one is known."""
    written = _figure(cell)
    if written is None or right is None:
        return written is right or not isinstance(cell, str) or any(one.isdigit() for one in cell)
    return _rounded(written, indicator.so_le) == _rounded(right, indicator.so_le)


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


@across("TD-D3D", "number-format", "thông lệ, theo Nghị định 30/2020/NĐ-CP, Phụ lục I")
def written(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Số trong bảng viết theo lối Việt Nam: dấu chấm phân nhóm nghìn, dấu phẩy trước phần thập phân (1.234.567,89)."""
    for document in dossier.documents:
        for table, index, row, cells in _rows(document):
            for column, cell in [*enumerate(cells), ("tong", row.get("tong"))]:
                text = cell.strip().rstrip("% ") if isinstance(cell, str) else ""
                if re.fullmatch(r"[-\d.,\s]*\d[\d.,\s]*", text) and _figure(text) is None:
                    said = problem("number-format", "“{co}” không phải số viết theo lối Việt Nam (1.234.567,89).", co=text)
                    steps = (table, index, column) if column == "tong" else (table, index, "gia_tri", column)
                    yield fault(said, document.at(*steps), found=text)


@across("TD-D4", "amount-in-words", "thông lệ kế toán")
def words(dossier: Dossier) -> Iterator[Fault | Outcome]:
    """Số tiền bằng chữ đúng bằng số tiền bằng số."""
    asked = False
    for document in dossier.documents:
        for steps, text in texts(document.data):
            for found in _AMOUNT.finditer(text):
                asked = True
                yield from _words(document.at(*steps), int(found["so"].replace(".", "")), found["chu"])
        for name, said in document.data.items():
            amount = document.number(name.removesuffix(_IN_WORDS)) if name.endswith(_IN_WORDS) else None
            if amount is not None and isinstance(said, str):
                asked = True
                yield from _words(f"{document.at(name)}; {document.at(name.removesuffix(_IN_WORDS))}", amount, said)
    if not asked:
        yield NOT_APPLICABLE


def _words(place: str, amount: int, said: str) -> Iterator[Fault]:
    read = amount_of(said)
    if read != amount:
        found = f"{grouped(read)} đồng" if read is not None else "không đọc được"
        told = problem("amount-in-words", "Bằng số ghi {so} đồng; bằng chữ “{chu}” là {doc}.", so=grouped(amount),
                       chu=said.strip(), doc=found)
        yield fault(told, place, found=said, required=f"{grouped(amount)} đồng")
