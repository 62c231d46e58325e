"""What a template prints of a field: text with parts. A string, so that filters, `~` and comparisons work as people expect."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Self

from service.components.reference import Reference
from service.vietnamese import decimals
from service.vietnamese.capitals import capitals, sentence_case
from service.vietnamese.dates import long_date, month, short_date
from service.vietnamese.moments import hour, long_moment
from service.vietnamese.numbers import grouped, words

_NO_BREAK: str = "\u00a0"


class Printed(str):
    """A string with named parts: `{{ ngay }}`, `{{ ngay.ngan }}`. A value not given is empty, and so are its parts."""

    def __new__(cls, text: str, **parts: object) -> Self:
        made = super().__new__(cls, text)
        made.__dict__.update(parts)
        return made


class Answer(Printed):
    """Yes or no: printed as a word either way, and true only where it is yes."""

    dau: str
    khong_dau: str

    def __bool__(self) -> bool:
        return bool(self.dau)


def integer(value: int | None) -> Printed:
    if value is None:
        return Printed("", so="", lien="", hai_so="", bang_chu="")
    digits = f"{value:02d}" if 0 <= value < 10 else grouped(value)           # "05 tập thể": offices write counts so
    return Printed(grouped(value), so=value, lien=str(value), hai_so=digits, bang_chu=words(value))


def year(value: int | None) -> Printed:
    return Printed("", so="") if value is None else Printed(str(value), so=value)


def money(value: int | None) -> Printed:
    if value is None:
        return Printed("", so="", lien="", bang_chu="")
    return Printed(f"{grouped(value)}{_NO_BREAK}đồng", so=grouped(value), lien=str(value),
                   bang_chu=sentence_case(words(value)) + " đồng")


def decimal(value: Decimal | None, places: int | None) -> Printed:
    if value is None:
        return Printed("", so="", phan_tram="")
    text = decimals.decimal(value, places)
    return Printed(text, so=value, phan_tram=f"{text}%")


def day(value: date | None) -> Printed:
    if value is None:
        return Printed("", ngan="", nam="", thang_nam="")
    return Printed(long_date(value), ngan=short_date(value), nam=str(value.year), thang_nam=month(value))


def time(value: datetime | None) -> Printed:
    if value is None:
        return Printed("", gio="", ngay="", ngan="")
    return Printed(long_moment(value), gio=hour(value), ngay=long_date(value.date()), ngan=short_date(value.date()))


def yes_no(value: bool | None) -> Answer:
    if value is None:
        return Answer("", dau="", khong_dau="")
    return Answer("Có", dau="x", khong_dau="") if value else Answer("Không", dau="", khong_dau="x")


def reference(one: Reference | None) -> Printed:
    if one is None:
        return Printed("", loai="", so_ky_hieu="", ngay="", co_quan="", trich_yeu="", day_du="", kem_theo="")
    return Printed(one.cited(), loai=one.loai, so_ky_hieu=one.number, ngay=one.day, co_quan=one.co_quan,
                   trich_yeu=one.trich_yeu, day_du=one.whole(), kem_theo=one.attached())


def organisation(name: str, short: str) -> Printed:
    return Printed(name, ten=name.replace("\n", " "), viet_tat=short, in_hoa=capitals(name))


def person(name: str, title: str, office: str, unit: str) -> Printed:
    return Printed(name, ho_ten=name, danh_xung=title, chuc_vu=office, don_vi=unit, day_du=" ".join(filter(None, [title, name])))


def choice(code: str, label: str) -> Printed:
    return Printed(label, ma=code)
