"""Checked fields → every name a template of an administrative document sees (docs/templates.md)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from service.body.number import Item, Rules, finish, last_dieu, number
from service.components import heading, recipients, signing
from service.components.ruled import MOTTO, Places
from service.components.signature import Signed
from service.doctypes.appendices import Appendix, Draft, composed, finished, written
from service.doctypes.schema import SHEET, Schema
from service.doctypes.staged import PAPER, SHEETS, STOCK, staged
from service.errors import Problem, problem
from service.fields.printed import Printed
from service.outline import bound, compose
from service.vietnamese.capitals import capitals
from service.vietnamese.dates import blank_date, long_date

# What we make, and the fields it is made of: a required field is used where its name or one of these is printed.
MADE_OF: Final[Mapping[str, frozenset[str]]] = {
    "so_ky_hieu": frozenset({"so", "ky_hieu", "co_quan_ban_hanh", "don_vi_soan_thao"}),
    "dia_danh_ngay": frozenset({"dia_danh", "ngay_ban_hanh"}),
    "noi_nhan": frozenset({"noi_nhan", "luu", "don_vi_soan_thao"}),
    "van_ban": frozenset({"trich_yeu", "co_quan_ban_hanh", "so", "ngay_ban_hanh"}),
    "ke_co_quan": frozenset({"co_quan_ban_hanh"}), "ke_trich_yeu": frozenset({"trich_yeu"}),
    "cac_phu_luc": frozenset({"phu_luc"}),
}
MARKS: Final = ("do_mat", "do_khan", "luu_hanh")           # stamps, printed in capitals (PL I, III.2)
_UNDER: Final[Mapping[str, str]] = {"ke_co_quan": "co_quan_ban_hanh", "ke_trich_yeu": "trich_yeu", "ke_ten_loai": "ten_loai",
                                   "ke_kem_theo": "kem_theo"}
SIGNED_AT: Final = "thoi_gian_ky"                          # of a file that the agency signs by itself (PL I, II.8b, III.1d)
_SENT_TO_ITS_READER: Final = frozenset({"GGT"})            # mẫu 1.8: “Như trên” without “Kính gửi”
_ABOUT: Final = re.compile(r"(?:V/v\.?|Về việc)\s+", re.IGNORECASE)
_SHORT_ABOUT: Final = re.compile(r"V/v\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Core:
    """The core properties of the file."""

    tieu_de: str
    chu_de: str
    co_quan: str
    so_ky_hieu: str
    ngay: str


@dataclass(slots=True)
class Context:
    """The names and what was found while making them. `apart` is "(Kèm theo …)" as an appendix in a file of its own has it."""

    names: dict[str, object]
    problems: list[Problem] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)
    apart: str = ""


def make(schema: Schema, checked: Mapping[str, Any], shown: Mapping[str, object], places: Places, today: date | None) -> Context:
    """Checked values and what templates see of each → Context. `checked[name]` is None where nothing was given."""
    context = Context(dict(shown))
    items = _body(schema, checked, shown, context)
    if items is not None:
        width_pt = schema.body_width_pt or places.measure_pt
        context.names["noi_dung"] = list(finish(items, end_mark=_ended(schema, shown), width_pt=width_pt))
    if "co_quan_ban_hanh" in checked:
        _organ(checked, context)
        if "so" in checked:
            _number_and_symbol(schema, checked, context)
    if "dia_danh" in checked:
        context.names["dia_danh_ngay"] = heading.place_and_date(checked["dia_danh"] or "", checked.get("ngay_ban_hanh"),
                                                                today.year if today else None)
    _title(schema, context)
    if "noi_nhan" in checked:
        _recipients(schema, checked, context, last_dieu(items or ()))
    _rules(context, places)
    _signing(schema, checked, context, places)
    context.names["van_ban"] = _core(schema, checked, context.names)
    if schema.staging:
        sheets = staged(schema.staging, context.names, checked[STOCK], schema.form.seals or ())
        context.names |= sheets.names
        context.problems += sheets.problems
        context.notices += sheets.notices
    if has_appendices(schema):
        context.names["cac_phu_luc"] = _appendices(schema, checked, shown, context, places, today)
    return context


def made(schema: Schema) -> frozenset[str]:
    """The names a template of this type can use."""
    has = schema.fields.keys()
    made = {"ten_loai", "ke_ten_loai", "van_ban", "ke_tieu_ngu"}
    made |= {"ke_co_quan"} if "co_quan_ban_hanh" in has else set()
    made |= {"so_ky_hieu"} if {"co_quan_ban_hanh", "so"} <= has else set()
    made |= {"dia_danh_ngay"} if "dia_danh" in has else set()
    made |= {"ke_trich_yeu"} if "trich_yeu" in has else set()
    made |= {"ke_kem_theo"} if "kem_theo" in has else set()
    made |= {signing.AGENCY} if SIGNED_AT in has else set()
    made |= {"noi_dung"} if schema.outline else set()
    made |= {PAPER, SHEETS} if schema.staging else set()
    made |= {"cac_phu_luc"} if has_appendices(schema) else set()
    return frozenset(has) | made


def has_appendices(schema: Schema) -> bool:
    return bool(schema.appendices) or "phu_luc" in schema.fields or SHEET in schema.fields


def _ended(schema: Schema, shown: Mapping[str, object]) -> bool:
    """Whether `./.` stands at the end: never of a section for another document."""
    insert = schema.form.insert
    return schema.head.body.end_mark and not (insert and shown[insert])


def _body(schema: Schema, checked: Mapping[str, Any], shown: Mapping[str, object], context: Context) -> tuple[Item, ...] | None:
    if schema.outline is None:
        return tuple(checked["noi_dung"] or ()) if "noi_dung" in checked else None
    body = schema.head.body
    parts, wrong = compose(schema.outline.entries, bound(shown))
    items, found = number(parts, Rules(body.structure, body.sub_khoan))
    context.problems += [*wrong, *found]
    return items


def _appendices(schema: Schema, checked: Mapping[str, Any], shown: Mapping[str, object], context: Context, places: Places,
                today: date | None) -> list[Appendix]:
    """The type's own, then the user's; of a type that is itself an appendix, the one."""
    landscape = schema.form.landscape
    if SHEET in checked:
        draft = Draft(str(shown.get("ten", "")), checked["noi_dung"] or (), bool(checked[SHEET]))
        return finished([draft], str(shown.get("kem_theo", "")), places, landscape=landscape, label=str(shown.get("nhan", "")))
    drafts = [*composed(schema.appendices, shown, context.problems), *written(checked.get("phu_luc") or ())]
    context.apart = _attached(schema, checked, "      ", blank_date(None))
    day = checked.get("ngay_ban_hanh")
    dated = long_date(day) if day else blank_date(today.year if today else None)
    line = _attached(schema, checked, str(context.names.get("so_ky_hieu", "")), dated)
    return finished(drafts, line, places, landscape=landscape)


def _attached(schema: Schema, checked: Mapping[str, Any], number: str, day: str) -> str:
    """"(Kèm theo Kế hoạch số 12/KH-UBND ngày 05 tháng 11 năm 2025 của Ủy ban nhân dân phường Hạnh Thông)" (PL I, III.1c)."""
    organ = checked.get("co_quan_ban_hanh")
    issuer = checked.get("tham_quyen") or (organ.ten if organ else "")
    parts = ["Kèm theo", schema.head.printed_name, f"số {number}" if "so" in checked else "",
             day if "ngay_ban_hanh" in checked else "", f"của {_one_line(issuer)}" if issuer else ""]
    return f"({' '.join(filter(None, parts))})"


def _organ(checked: Mapping[str, Any], context: Context) -> None:
    organ, names = checked["co_quan_ban_hanh"], context.names
    if organ is not None:
        names["co_quan_ban_hanh"] = Printed(capitals(organ.ten), ten=_one_line(organ.ten), viet_tat=organ.viet_tat)
        notice = heading.lost_d(organ.ten, organ.viet_tat, "/co_quan_ban_hanh/viet_tat")
        context.notices += [notice] if notice else []
    if "co_quan_chu_quan" in names:
        names["co_quan_chu_quan"] = capitals(str(names["co_quan_chu_quan"]))


def _number_and_symbol(schema: Schema, checked: Mapping[str, Any], context: Context) -> None:
    organ, given, code = checked["co_quan_ban_hanh"], checked.get("ky_hieu"), schema.head.abbreviation
    short: str = organ.viet_tat if organ else ""
    where = "/co_quan_ban_hanh/viet_tat"
    found: Problem | None = None
    symbol = given or heading.symbol(code, short, checked.get("don_vi_soan_thao") or "")
    if given:
        found = heading.symbol_problem(given, code, "/ky_hieu")
    elif not short:
        found = problem("abbreviation-missing", "Chưa có chữ viết tắt của cơ quan ban hành để lập ký hiệu (PL I, II.3b).",
                        pointer=where)
    else:
        found = heading.organ_problem(short, where)
        found = found or heading.symbol_problem(symbol, code, where if code else "/don_vi_soan_thao")
    context.problems += [found] if found else []
    context.names["so_ky_hieu"] = heading.number_and_symbol(checked.get("so"), symbol)


def _title(schema: Schema, context: Context) -> None:
    names = context.names
    names["ten_loai"] = capitals(schema.head.printed_name)
    for mark in MARKS:
        if mark in names:
            names[mark] = capitals(str(names[mark]))
    if "tham_quyen" in names:
        names["tham_quyen"] = capitals(str(names["tham_quyen"]))
    if "trich_yeu" in names:
        subject = str(names["trich_yeu"])
        if schema.letter:                                    # the template of a công văn prints "V/v" itself
            names["trich_yeu"] = _ABOUT.sub("", subject, count=1) if _ABOUT.match(subject) else subject
        elif _SHORT_ABOUT.match(subject):
            context.problems.append(problem("subject-about", "“V/v” chỉ dùng cho công văn; ghi “Về việc …” hoặc bỏ đi (PL I,"
                                            " II.5).", pointer="/trich_yeu"))


def _recipients(schema: Schema, checked: Mapping[str, Any], context: Context, dieu: int) -> None:
    given, code = checked["noi_nhan"] or [], schema.head.abbreviation
    addressed = bool(checked.get("kinh_gui")) or code in _SENT_TO_ITS_READER
    context.problems += recipients.conflicts(given, addressed=addressed, last_dieu=dieu, pointer="/noi_nhan")
    context.names["noi_nhan"] = recipients.lines(given, checked.get("luu"), unit=checked.get("don_vi_soan_thao") or "",
                                                 addressed=addressed, last_dieu=dieu)


def _rules(context: Context, places: Places) -> None:
    names = context.names
    texts = {"ke_tieu_ngu": MOTTO} | {rule: str(names[owner]) for rule, owner in _UNDER.items() if owner in names}
    names.update(places.rules(texts))


def _signing(schema: Schema, checked: Mapping[str, Any], context: Context, places: Places) -> None:
    """The places of digital signatures, in the rooms the template has for them."""
    organ = checked.get("co_quan_ban_hanh")
    for name, room in places.rooms.items():
        signed = context.names.get(name)
        if isinstance(signed, Signed) and signed:
            found = signing.signature_places(name, signed, room, sealed=name in (schema.form.seals or ()),
                                             seal_mm=organ.dau_mm if organ else None)
            context.names[name] = replace(signed, cho_ky=found)
            notice = signing.too_low(found, room)
            context.notices += [notice] if notice else []
    if SIGNED_AT in checked:
        context.names[signing.AGENCY] = signing.agency_place()


def _core(schema: Schema, checked: Mapping[str, Any], names: Mapping[str, object]) -> Core:
    organ, day, subject = checked.get("co_quan_ban_hanh"), checked.get("ngay_ban_hanh"), str(names.get("trich_yeu", ""))
    title = f"Công văn về việc {subject}" if schema.letter else f"{schema.head.printed_name} {subject}"
    return Core(tieu_de=title.strip(), chu_de=subject, co_quan=_one_line(organ.ten) if organ else "",
                so_ky_hieu=str(names.get("so_ky_hieu", "")).strip(), ngay=long_date(day) if day else "")


def _one_line(text: str) -> str:
    return text.replace("\n", " ")
