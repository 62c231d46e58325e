"""The report of a batch as people read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest

from service.bundle.report import report_html, report_pdf
from service.bundle.story import MOST_ROWS
from service.errors import problem
from service.ledger.values import Batch, Made, MadeFile, Unit, Wish
from tests.bundle.made import DIED, MISSING, WISH, unit
from tests.bundle.papers import sizes, texts

BATCH = Batch("a" * 32, "", "done", WISH, created=1795300000.0, begun=1795300000.0, ended=1795303600.0)
FILES = {"docx": MadeFile("d" * 64, 20), "pdf": MadeFile("e" * 64, 30)}
LONG_SUBJECT = {"kind": "rule", "code": "II.5a", "severity": "nhac", "clause": "PL I, mục II, khoản 5",
                "message": "Trích yếu <dài>."}
WRONG_DAY = {"kind": "rule", "code": "TD-C3", "severity": "loi", "clause": "", "message": "Ngày ký trước ngày họp."}
TURNED = {"kind": "construct", "code": "section-vertical", "message": "Xếp từ mép trên.", "lost": True}


def words(units: list[Unit] | Iterator[Unit], batch: Batch = BATCH, language: Any = "vi") -> str:
    page = report_html(batch, units, language).decode()
    body = ElementTree.fromstring(page.removeprefix("<!doctype html>\n")).find("body")
    assert body is not None
    return " ".join(" ".join(body.itertext()).split())


def good(number: int, *findings: dict[str, Any], **more: Any) -> Unit:
    return unit(number, made=Made(FILES, 2, "dat", findings), **more)


@pytest.mark.parametrize(("units", "said"), [
    ([good(1), good(2)], "Đã làm đủ 2 văn bản, không có gì phải xem lại."),
    ([good(1), good(2, LONG_SUBJECT)], "Đã làm đủ 2 văn bản; 1 văn bản có điều cần xem lại."),
    ([good(1), unit(2, state="faulty", problems=(MISSING,))], "Đã làm 1 trong 2 văn bản; 1 không có."),
    ([good(1), unit(2, state="failed", made=Made(problems=(DIED,)))], "Đã làm 1 trong 2 văn bản; 1 không có."),
    ([good(1), unit(2, state="cancelled")], "Đã làm 1 trong 2 văn bản; 1 không có."),
    ([good(1), unit(2, state="todo")], "Đã làm 1 trong 2 văn bản; 1 không có."),
    ([], "Đợt này không có văn bản nào."),
])
def test_one_sentence_says_how_it_went(units: list[Unit], said: str) -> None:
    assert said in words(units)


def test_what_was_asked_and_what_came_of_it() -> None:
    said = words([good(1, reused=True), good(2, LONG_SUBJECT), unit(3, state="faulty", problems=(MISSING, DIED)),
                  unit(4, "giay_moi", state="failed", made=Made(problems=(DIED,)))])
    for part in (
        "Tệp Khen thưởng giai đoạn 1.xlsx", "Ngày 22/11/2026", "Dạng tệp DOCX, PDF", "Khi có dòng sai Vẫn làm các dòng đúng",
        "Bắt đầu 05:26:40 22/11/2026", "Dòng trong danh sách 4", "Văn bản đã làm 2", "– làm từ trước, còn nguyên 1", "Số trang 4",
        "– có điều cần xem lại 1", "Văn bản không làm được 1", "Dòng bị từ chối 1", "Giấy khen giay_khen 000000000000 2 4",
        f"Danh sách 6 GK-3 Giấy khen {MISSING.place} : {MISSING.message} {DIED.message}",
        f"Danh sách 7 GK-4 Giấy mời {DIED.message}",
    ):
        assert part in said


def test_findings_stand_by_rule_the_gravest_first() -> None:
    said = words([good(number, LONG_SUBJECT, LONG_SUBJECT, TURNED) for number in range(1, 8)] + [good(8, WRONG_DAY)])
    at = said.index("Điều cần xem lại", said.index("Loại văn bản"))
    assert said[at:].removeprefix("Điều cần xem lại ") == (
        "Mức Ví dụ Số văn bản Ở các văn bản "
        "Lỗi TD-C3 Ngày ký trước ngày họp. 1 giay_khen-GK-8 "
        "Nhắc II.5a Trích yếu <dài>. PL I, mục II, khoản 5 7 giay_khen-GK-1, giay_khen-GK-2, giay_khen-GK-3, giay_khen-GK-4, "
        "giay_khen-GK-5, … "
        "Lưu ý section-vertical Xếp từ mép trên. 7 giay_khen-GK-1, giay_khen-GK-2, giay_khen-GK-3, giay_khen-GK-4, "
        "giay_khen-GK-5, …")


def test_a_refused_batch_says_why() -> None:
    refused = replace(BATCH, state="refused", problems=(problem("x", "Tệp không có dòng nào."),))
    assert "Vì sao không làm được Tệp không có dòng nào." in words([], refused)


def test_too_many_refused_rows_are_counted() -> None:
    rows = (unit(number, state="faulty", problems=(MISSING,)) for number in range(1, MOST_ROWS + 1235))
    said = words(rows)
    assert said.count(MISSING.message) == MOST_ROWS
    assert "Còn 1.234 dòng nữa, xem manifest.csv." in said


def test_values_are_no_markup_and_need_no_other_face() -> None:
    key = "<script>\0\x0b&😀"
    faulty = unit(1, key=key, state="faulty", problems=(problem("x", "{chu}", chu=key),))
    assert b"<script>" not in report_html(replace(BATCH, wish=Wish("<script>.xlsx")), [faulty])
    (page,) = texts(report_pdf(BATCH, [faulty]))
    assert "<script>" in page
    assert "😀" not in page


def test_it_needs_nothing_from_outside() -> None:
    page = report_html(BATCH, [good(1)]).decode()
    assert not [part for part in ("http", "src=", "href=", "@import", "url(") if part in page]


def test_the_pdf_has_a4_pages_with_numbers() -> None:
    pdf = report_pdf(BATCH, (unit(number, state="faulty", problems=(MISSING,)) for number in range(1, 101)))
    pages = texts(pdf)
    assert len(pages) > 2
    assert set(sizes(pdf)) == {(595, 842)}
    for number, page in enumerate(pages, start=1):
        assert f"Trang {number}/{len(pages)}" in page
        assert number == 1 or "Lý do" in page                  # the head of the table again


def test_it_speaks_english() -> None:
    assert "2 documents made, nothing to look at." in words([good(1), good(2)], language="en")
    assert "Page 1/1" in texts(report_pdf(BATCH, [good(1)], "en"))[0]


def test_the_same_batch_gives_the_same_report() -> None:
    units = [good(1, LONG_SUBJECT), unit(2, state="faulty", problems=(MISSING,))]
    assert report_html(BATCH, units) == report_html(BATCH, units)
    assert report_pdf(BATCH, units) == report_pdf(BATCH, units)
