"""The register: numbers, days, voided entries, books; documents made anew with their number."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import openpyxl
import pytest
import sqlalchemy as sa

from service.accounts.values import new_id
from service.errors import InputRefused, RecordUnknown, StateConflict, VanbanError
from service.pdfium import opened as pdf_opened
from service.picture import page_count
from service.records import Book, Later, NewDocument
from service.records.tables import DOCUMENT, ENTRY
from service.sheets.outgoing import COLUMNS
from tests.records.conftest import OFFICE, TODAY, Office, line


def book(office: Office, **more: object) -> Book:
    return office.records.register.books.open(office.id, OFFICE, 2026, **more)  # type: ignore[arg-type]


def refusal(error: pytest.ExceptionInfo[VanbanError]) -> set[str]:
    return {one.code for one in error.value.problems}


def text_of(pdf: bytes) -> str:
    with pdf_opened(pdf) as document:
        return " ".join(page.get_textpage().get_text_range() for page in document).replace("\r\n", " ")


def test_a_registered_document_says_its_number_and_day(either: Office) -> None:
    document = either.document()
    assert "01/GGT" not in text_of(either.records.documents.file(document, "pdf"))
    entry, made = either.records.register.register(document.id, either.person, day=date(2026, 11, 9), today=TODAY)
    assert (entry.number, entry.symbol, made.state, made.data and made.data["so"]) == (1, "01/GGT-THHPĐ", "registered", 1)
    said = re.sub(r"\s+", " ", text_of(either.records.documents.file(made, "pdf")))
    assert "Số: 01/GGT-THHPĐ" in said
    assert "ngày 09 tháng 11 năm 2026" in said
    assert len(list(either.records.store.names(f"documents/{either.id}/{document.id}"))) == 2
    assert either.records.documents.listed(either.id, search="01/ggt-thhpd") == [made]


def test_the_columns_come_from_the_document(office: Office) -> None:
    proposed = office.records.register.propose(office.document("to_trinh"), TODAY)
    assert (proposed.issuer, proposed.symbol, proposed.series) == (OFFICE, "TTr-THHPĐ", "TTr")
    assert proposed.line == line(
        subject="Tờ trình về việc phê duyệt chủ trương sửa chữa khối phòng học bộ môn", signer="Lâm Thị Ngọc Ánh", keeper="VT",
        recipients="Ủy ban nhân dân phường Hạnh Thông; Phòng Kinh tế, Hạ tầng và Đô thị; Phòng Văn hóa - Xã hội")
    letter = office.records.register.propose(office.document("cong_van"), TODAY)
    assert (letter.symbol, letter.series, letter.line.keeper) == ("VHXH-TĐKT", "CV", "VT, TĐKT")
    named = replace(office.document(), title="Giấy giới thiệu ông Đỗ Quang Vinh")
    assert office.records.register.propose(named, TODAY).line.subject == "Giấy giới thiệu ông Đỗ Quang Vinh"
    minutes = office.records.register.propose(office.document("bien_ban"), TODAY)
    assert minutes.line.subject.startswith("Biên bản Họp")
    assert minutes.line.signer


@pytest.mark.parametrize("slug", ["giay_khen", "phieu_bau"])
def test_a_type_without_a_number_is_refused_before_one_is_taken(office: Office, slug: str) -> None:
    document = office.document(slug)
    with pytest.raises(InputRefused) as refused:
        office.records.register.register(document.id, office.person, day=TODAY, today=TODAY)
    assert refusal(refused) == {"type-not-numbered"}
    assert office.records.register.books.listed(office.id) == []


def test_asked_again_it_answers_the_same_entry(either: Office) -> None:
    document, register = either.document(), either.records.register
    first = register.register(document.id, either.person, day=TODAY, today=TODAY)
    assert register.register(document.id, either.person, day=date(2026, 11, 1), today=TODAY) == first
    id, one = new_id(), register.books.listed(either.id)[0]
    entries = {register.entries.take(id, one, either.person, line(), "CV", today=TODAY) for _ in range(3)}
    assert [entry.number for entry in entries] == [2]
    assert register.books.get(one.id, either.id).last == 2


def test_a_process_that_died_between_is_made_good(office: Office) -> None:
    """The number is taken and the document still says none: the next look makes it, with the bytes it would have had."""
    register, documents = office.records.register, office.records.documents
    whole = register.register(office.document().id, office.person, day=TODAY, today=TODAY)[1]
    document = office.document()
    proposed = register.propose(document, TODAY)
    entry = register.entries.take(new_id(), register.books.listed(office.id)[0], office.person, proposed.line, proposed.symbol,
                                  today=TODAY, document=document.id)
    broken = documents.get(document.id, office.id)
    assert broken.state == "registered"
    assert broken.files == document.files
    mended = register.finish(broken)
    assert mended.data
    assert mended.data["so"] == entry.number == 2
    assert mended.files != document.files
    assert register.finish(broken).files == register.finish(mended).files == mended.files     # the same bytes, and only once more
    assert whole.files != mended.files


def test_numbers_by_type_and_by_year(office: Office) -> None:
    register = office.records.register
    wanted = (("giay_gioi_thieu", TODAY), ("to_trinh", TODAY), ("giay_gioi_thieu", TODAY), ("giay_gioi_thieu", date(2027, 1, 4)))
    symbols = [register.register(office.document(slug).id, office.person, day=day, today=date(2027, 1, 5),
                                 numbering="by_type")[0].symbol for slug, day in wanted]
    assert symbols == ["01/GGT-THHPĐ", "01/TTr-THHPĐ", "02/GGT-THHPĐ", "01/GGT-THHPĐ"]
    assert [(one.year, one.series, one.last) for one in register.books.listed(office.id)] == [
        (2027, "GGT", 1), (2026, "GGT", 2), (2026, "TTr", 1)]


@pytest.mark.parametrize(("day", "code"), [
    (date(2026, 11, 23), "entry-day-later"), (date(2025, 12, 31), "entry-day-year"), (date(2026, 11, 9), "entry-day-earlier")])
def test_the_day_of_an_entry(either: Office, day: date, code: str) -> None:
    register, one = either.records.register, book(either)
    register.add(either.person, one, line(date(2026, 11, 10)), "CV", today=TODAY)
    with pytest.raises(InputRefused) as refused:
        register.add(either.person, one, line(day), "CV", today=TODAY)
    assert refusal(refused) == {code}
    assert register.books.get(one.id, either.id).last == 1


@pytest.mark.parametrize(("wrong", "pointer"), [
    ({"subject": " "}, "/subject"), ({"signer": ""}, "/signer"), ({"copies": 0}, "/copies"),
    ({"sent": date(2026, 11, 1)}, "/sent"), ({"note": "x" * 2001}, "/note")])
def test_a_line_that_cannot_be(office: Office, wrong: dict[str, object], pointer: str) -> None:
    one = book(office)
    with pytest.raises(InputRefused) as refused:
        office.records.register.add(office.person, one, line(**wrong), "CV", today=TODAY)  # type: ignore[arg-type]
    assert [problem.pointer for problem in refused.value.problems] == [pointer]
    assert office.records.register.books.get(one.id, office.id).last == 0


def test_a_voided_number_stays_and_is_explained(either: Office) -> None:
    register = either.records.register
    one = book(either, first=38, reason="Số 1 đến 37 đã cấp ở sổ giấy")
    document = either.document()
    entry = register.register(document.id, either.person, day=TODAY, today=TODAY)[0]
    with pytest.raises(InputRefused):
        register.void(entry.id, either.person, "  ")
    voided = register.void(entry.id, either.person, "Nhầm người ký")
    assert register.void(entry.id, either.person, "Lý do khác").void_reason == voided.void_reason == "Nhầm người ký"
    assert either.records.documents.get(document.id, either.id).state == "withdrawn"
    with pytest.raises(StateConflict):
        register.change(entry.id, either.id, Later(note="sửa"))
    assert register.register(either.document().id, either.person, day=TODAY, today=TODAY)[0].number == 39
    gaps = register.gaps(one)
    assert (gaps.before, [each.number for each in gaps.voided], list(gaps.missing), gaps.explained) == (37, [38], [], True)


def test_a_number_without_an_entry_is_seen(office: Office) -> None:
    """It cannot be, so it is done here behind the register's back."""
    register, one = office.records.register, book(office)
    entries = [register.add(office.person, one, line(), "CV", today=TODAY) for _ in range(3)]
    office.records.database.write(lambda connection: connection.execute(sa.delete(ENTRY).where(ENTRY.c.id == entries[1].id)))
    assert list(register.gaps(one).missing) == [2]
    assert not register.gaps(one).explained


def test_columns_written_later(office: Office) -> None:
    register = office.records.register
    entry = register.add(office.person, book(office), line(), "QĐ-THHPĐ", today=TODAY)
    later = Later("Phòng Văn hóa - Xã hội", "VT", 3, TODAY, "Lê Thị Cúc", "Gửi qua trục")
    assert register.change(entry.id, office.id, later).line == later.into(entry.line)
    assert register.entries.listed(office.id, search="phong van hoa qua truc")[0].id == entry.id


def test_books(office: Office) -> None:
    books = office.records.register.books
    for wrong, codes in (({"first": 5}, {"book-reason"}), ({"first": 0}, {"book-first"}),
                         ({"first": 2**40, "reason": "x"}, {"book-first"})):
        with pytest.raises(InputRefused) as refused:
            book(office, **wrong)
        assert refusal(refused) == codes
    with pytest.raises(InputRefused):
        books.open(office.id, " ", 2026)
    made = book(office, first=5, reason="Sổ giấy")
    with pytest.raises(StateConflict):
        books.open(office.id, OFFICE.upper(), 2026)
    assert books.ensure(office.id, f"  {OFFICE.upper()} ", 2026) == made
    other = office.accounts.organisations.add("Trường Mầm non Hoa Dẻ")
    assert books.listed(other.id) == []
    with pytest.raises(RecordUnknown):
        books.get(made.id, other.id)


def test_another_office_takes_no_number_here(either: Office) -> None:
    other = either.accounts.organisations.add("Trường Mầm non Hoa Dẻ")
    stranger = either.accounts.people.add(other.id, "nguoi.la", "Phạm Văn Dũng", roles=["registrar"])
    register, one, document = either.records.register, book(either), either.document()
    entry = register.add(either.person, one, line(), "CV", today=TODAY)
    with pytest.raises(RecordUnknown):
        register.add(stranger, one, line(), "CV", today=TODAY)
    with pytest.raises(RecordUnknown):
        register.register(document.id, stranger, day=TODAY, today=TODAY)
    with pytest.raises(RecordUnknown):
        register.void(entry.id, stranger, "x")
    with pytest.raises(RecordUnknown):
        register.change(entry.id, other.id, Later())
    with pytest.raises(RecordUnknown):
        register.entries.take(new_id(), register.books.open(other.id, "Khác", 2026), stranger, line(), "CV", today=TODAY,
                              document=document.id)
    assert register.entries.listed(other.id) == []
    assert register.books.get(one.id, either.id).last == 1


def test_a_document_is_registered_once(office: Office) -> None:
    """Also where two books were asked for it: the database holds it besides."""
    register, document = office.records.register, office.document()
    one, two = book(office), register.books.open(office.id, "Công đoàn cơ sở", 2026)
    first = register.entries.take(new_id(), one, office.person, line(), "CV", today=TODAY, document=document.id)
    assert register.entries.take(new_id(), two, office.person, line(), "CV", today=TODAY, document=document.id) == first
    withdrawn = office.document()
    office.records.documents.withdraw(withdrawn.id, office.id)
    with pytest.raises(StateConflict):
        register.entries.take(new_id(), one, office.person, line(), "CV", today=TODAY, document=withdrawn.id)
    assert office.records.database.read(lambda c: c.scalar(sa.select(sa.func.count()).select_from(ENTRY))) == 1


def test_the_workbook_has_the_decrees_columns(office: Office) -> None:
    register = office.records.register
    one = book(office, first=38, reason="Số 1 đến 37 đã cấp ở sổ giấy")
    first = register.add(office.person, one, line(copies=3, sent=TODAY, note="=1+1"), "QĐ-THHPĐ", today=TODAY)
    register.add(office.person, one, line(), "CV", today=TODAY)
    register.void(first.id, office.person, "Nhầm người ký")
    data = register.sheet(one, superior="Sở Giáo dục và Đào tạo")
    assert data == register.sheet(one, superior="Sở Giáo dục và Đào tạo")
    found = openpyxl.load_workbook(BytesIO(data))
    cover, sheet = found.worksheets
    said = [cell.value for cell in cover["A"] if cell.value]
    assert said[:7] == ["SỞ GIÁO DỤC VÀ ĐÀO TẠO", OFFICE.upper(), "SỔ ĐĂNG KÝ VĂN BẢN ĐI", "Năm: 2026",
                        "Từ ngày 22/11/2026 đến ngày 22/11/2026", "Từ số 38 đến số 39", "Quyển số: ……"]
    assert said[8] == "Từ số 1 đến số 37: Số 1 đến 37 đã cấp ở sổ giấy"
    assert said[9].startswith("Số 38/QĐ-THHPĐ: đã hủy ngày")
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == tuple(heading for heading, _ in COLUMNS) == (
        "Số, ký hiệu văn bản", "Ngày tháng văn bản", "Tên loại và trích yếu nội dung văn bản", "Người ký", "Nơi nhận văn bản",
        "Đơn vị, người nhận bản lưu", "Số lượng bản", "Ngày chuyển", "Ký nhận", "Ghi chú")
    assert rows[1] == tuple(f"({number})" for number in range(1, 11))
    assert rows[2][0] == "38/QĐ-THHPĐ"
    assert rows[2][6] == 3
    assert str(rows[2][9]).startswith("=1+1; đã hủy")
    assert sheet["J3"].data_type == "s"
    assert sheet["A3"].font.strike
    assert not sheet["A4"].font.strike
    assert sheet.print_title_rows == "$1:$2"
    assert sheet.page_setup.orientation == "landscape"


def test_an_entry_of_a_document_made_elsewhere_takes_its_file(office: Office) -> None:
    register, pdf = office.records.register, office.records.documents.file(office.document(), "pdf")
    new = NewDocument("", "", "Quyết định về việc khen thưởng", None, {"pdf": pdf})
    entry = register.add(office.person, book(office), line(), "QĐ-UBND", today=TODAY, new=new)
    document = office.records.documents.get(entry.document or "", office.id)
    assert (document.state, document.slug, document.verdict) == ("registered", "", "")
    assert register.finish(document) == document
    assert page_count(office.records.documents.file(document, "pdf")) == 1
    with pytest.raises(StateConflict):
        register.attach(entry, office.person, new)
    assert office.records.database.read(lambda c: c.scalar(sa.select(sa.func.count()).select_from(DOCUMENT))) == 2
