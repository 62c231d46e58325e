"""What a template prints of a field: text with parts. A string, so that filters, `~` and comparisons work as people expect."""

from __future__ import annotations

from datetime import date

from service.vietnamese.capitals import capitals, sentence_case
from service.vietnamese.dates import long_date, month, short_date
from service.vietnamese.numbers import grouped, words

_NO_BREAK: str = "\u00a0"


class Printed(str):
    """A string with named parts: `{{ ngay }}`, `{{ ngay.ngan }}`. A value not given is empty, and so are its parts."""

    def __new__(cls, text: str, **parts: object) -> Printed:
        made = super().__new__(cls, text)
        made.__dict__.update(parts)
        return made


def integer(value: int | None) -> Printed:
    if value is None:
        return Printed("", so="", lien="", bang_chu="")
    return Printed(grouped(value), so=value, lien=str(value), bang_chu=words(value))


def year(value: int | None) -> Printed:
    return Printed("", so="") if value is None else Printed(str(value), so=value)


def money(value: int | None) -> Printed:
    if value is None:
        return Printed("", so="", lien="", bang_chu="")
    return Printed(f"{grouped(value)}{_NO_BREAK}đồng", so=grouped(value), lien=str(value),
                   bang_chu=sentence_case(words(value)) + " đồng")


def day(value: date | None) -> Printed:
    if value is None:
        return Printed("", ngan="", nam="", thang_nam="")
    return Printed(long_date(value), ngan=short_date(value), nam=str(value.year), thang_nam=month(value))


def organisation(name: str, short: str) -> Printed:
    return Printed(name, ten=name, viet_tat=short, in_hoa=capitals(name))


def person(name: str, title: str, office: str, unit: str) -> Printed:
    return Printed(name, ho_ten=name, danh_xung=title, chuc_vu=office, don_vi=unit, day_du=" ".join(filter(None, [title, name])))


def choice(code: str, label: str) -> Printed:
    return Printed(label, ma=code)
