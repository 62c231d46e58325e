"""Điều 25 Nghị định 30/2020/NĐ-CP as data: which copies in electronic form there are, and how each is made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from service.errors import Problem, problem

Form = Literal["SY", "SL", "TrS"]                 # hình thức sao: Phụ lục III, Mục I
Source = Literal["paper", "electronic"]           # what is copied
Original = Literal["ban_goc", "ban_chinh", "ban_sao_y"]
Made = Literal["scanned", "set_anew"]

FORMS: Final[Mapping[Form, str]] = MappingProxyType({"SY": "SAO Y", "SL": "SAO LỤC", "TrS": "TRÍCH SAO"})
ORIGINALS: Final[Mapping[Original, str]] = MappingProxyType(
    {"ban_goc": "bản gốc", "ban_chinh": "bản chính", "ban_sao_y": "bản sao y"}
)


@dataclass(frozen=True, slots=True)
class Route:
    """One way to an electronic copy. `of`: what may be copied so; `declared`: the caller must have said that it is that."""

    form: Form
    source: Source
    made: Made
    of: tuple[Original, ...]
    declared: bool
    clause: str


ROUTES: Final = (
    Route("SY", "paper", "scanned", ("ban_goc", "ban_chinh"), False, "Điều 25 khoản 1 điểm c"),
    Route("SL", "paper", "scanned", ("ban_sao_y",), True, "Điều 25 khoản 2"),
    Route("TrS", "paper", "set_anew", ("ban_goc", "ban_chinh", "ban_sao_y"), False, "Điều 25 khoản 3"),
    Route("TrS", "electronic", "set_anew", ("ban_goc", "ban_chinh", "ban_sao_y"), False, "Điều 25 khoản 3"),
)


def route(form: Form, source: Source) -> Route | None:
    return next((one for one in ROUTES if (one.form, one.source) == (form, source)), None)


def not_allowed(form: Form, source: Source, of: Original | None) -> Iterator[Problem]:
    """Why Điều 25 knows no such copy; nothing where it does."""
    found = route(form, source)
    if found is None:
        yield problem("copy-route", "Nghị định 30/2020/NĐ-CP không có {hinh_thuc} từ văn bản điện tử sang văn bản điện tử "
                      "(Điều 25); văn bản điện tử được gửi nguyên tệp, hoặc trích sao.", place="from", hinh_thuc=FORMS[form])
        return
    if of is None and found.declared:
        yield problem("copy-of-missing", "{hinh_thuc} chỉ làm từ {nguon} ({dieu}): hãy xác nhận bản được sao là {nguon}.",
                      place="of", hinh_thuc=FORMS[form], nguon=_said(found.of), dieu=found.clause)
    elif of is not None and of not in found.of:
        yield problem("copy-of", "{hinh_thuc} chỉ làm từ {nguon}, không từ {co} ({dieu}).", place="of",
                      hinh_thuc=FORMS[form], nguon=_said(found.of), co=ORIGINALS[of], dieu=found.clause)


def _said(originals: tuple[Original, ...]) -> str:
    return " hoặc ".join(ORIGINALS[one] for one in originals)
