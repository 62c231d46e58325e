"""Documents for the pages of documents and of the register, as the make page would have made them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from service import pipeline
from service.accounts import Person
from service.doctypes import get
from service.pipeline import Issued
from service.records import Book, Document, NewDocument
from service.records.lines import title, verdict
from service.rules.reports import to_keep
from service.vietnamese.clock import today as now
from service.vietnamese.dates import short_date
from tests.web.conftest import Site

DAY = date(2026, 11, 20)
SHORT = "giay_gioi_thieu"
ISSUER = "Trường Tiểu học Hoa Phượng Đỏ"


def data_of(slug: str) -> dict[str, Any]:
    return {name: value for name, value in get(slug).example()["data"].items() if name not in ("so", "ngay_ban_hanh")}


@cache
def issued(slug: str) -> Issued:
    return pipeline.issue(slug, data_of(slug), campaign=get(slug).example().get("campaign"), today=DAY)


def document(site: Site, person: Person, slug: str = SHORT, named: str = "", findings: Sequence[Mapping[str, Any]] = ()
             ) -> Document:
    made = issued(slug)
    assert made.pdf
    values = get(slug).values(data_of(slug), campaign=get(slug).example().get("campaign"), today=DAY)
    return site.opened.records.documents.add(person, NewDocument(
        slug, made.type.version, named or title(values), data_of(slug), {"docx": made.docx, "pdf": made.pdf}, made.pages,
        verdict(made.report), [*to_keep(made.report), *findings]))


def book(site: Site, **more: Any) -> Book:
    return site.opened.records.register.books.open(site.organisation.id, ISSUER, more.pop("year", 2026), **more)


def today(**more: str) -> dict[str, str]:
    """The form that registers, for the day it is."""
    return {"day": short_date(now()), **more}
