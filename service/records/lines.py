"""A document's data → what its entry says: the columns of the register come from the document, never typed twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from service import doctypes
from service.campaign.shared import Shared
from service.doctypes import DocumentType, Values
from service.errors import InputRefused, problem
from service.records.values import Line
from service.rules import Report

NUMBER: Final = "so"
DAY: Final = "ngay_ban_hanh"
SUBJECT: Final = "trich_yeu"
LETTER: Final = "CV"                                       # công văn has no abbreviation in its symbol (PL III, Mục I)
_ABOUT: Final = (" Về việc ", " về việc ")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What registering a document on a day would write. `series`: of an office that numbers by type; `symbol`: behind the stroke;
    `line`: the columns, as the document says them."""

    issuer: str
    series: str
    symbol: str
    line: Line


def numbered(doctype: DocumentType, data: Mapping[str, Any], number: int | None, day: date) -> dict[str, Any]:
    """The data with number and day; `number` None: not known yet. Of a type with a day of its own (biên bản) only the number."""
    fields = doctype.schema.fields
    return ({name: value for name, value in data.items() if name not in (NUMBER, DAY)}
            | ({NUMBER: number} if number is not None else {}) | ({DAY: day.isoformat()} if DAY in fields else {}))


def proposal(slug: str, data: Mapping[str, Any], day: date, campaign: Shared | None, *, named: str = "") -> Proposal:
    """`named`: how the office calls it, for a type without trích yếu (giấy giới thiệu, giấy nghỉ phép).

    Raises TypeUnknown, InputRefused where the type has no number or the document cannot be made on that day."""
    doctype = doctypes.get(slug)
    if NUMBER not in doctype.schema.fields:
        raise InputRefused(problem("type-not-numbered", "Loại “{ten}” không mang số và ký hiệu riêng nên không đăng ký vào sổ "
                                   "văn bản đi.", ten=doctype.name))
    given = numbered(doctype, data, None, day)
    values = doctype.values(given, campaign=campaign, today=day)
    said = doctype.checked(given, campaign=campaign, today=day)
    subject = named if named and SUBJECT not in doctype.schema.fields else title(values)
    line = Line(day=day, subject=subject, signer=_signer(doctype, said), recipients=_recipients(said), keeper=_keeper(said),
                copies=(said.get("luu") or {}).get("so_phat_hanh"))
    return Proposal(_core(values).co_quan, doctype.abbreviation or LETTER, _core(values).so_ky_hieu.rpartition("/")[2], line)


def verdict(report: Report) -> str:
    """What the pages say of a document's form: pass, warn, fail."""
    return "fail" if not report.sign_ready else "warn" if report.findings else "pass"


def title(values: Values) -> str:
    """Tên loại and trích yếu: "Tờ trình về việc …"."""
    return joined(str(_core(values).tieu_de))


def joined(text: str) -> str:
    """A name of a type with its subject as one text: "Về việc" stands in the middle of it then."""
    return text.replace(*_ABOUT, 1)


def _core(values: Values) -> Any:
    return values.context["van_ban"]


def _signer(doctype: DocumentType, said: Mapping[str, Any]) -> str:
    """Who signs; where several do, the last one: at the right, for the issuing body."""
    signatures = [name for name, spec in doctype.schema.fields.items() if spec.kind == "signature"]
    named = [said[name]["ho_ten"] for name in signatures if isinstance(said.get(name), Mapping)]
    main = said.get("ky")
    return str(main["ho_ten"] if isinstance(main, Mapping) else named[-1] if named else "")


def _recipients(said: Mapping[str, Any]) -> str:
    return "; ".join([*said.get("kinh_gui", []), *(one["ten"] for one in said.get("noi_nhan", []))])


def _keeper(said: Mapping[str, Any]) -> str:
    return ", ".join(filter(None, ["VT", (said.get("luu") or {}).get("don_vi") or said.get("don_vi_soan_thao")]))
