"""A batch: a workbook with faults, mended on the page, begun, followed, fetched."""

from __future__ import annotations

from pathlib import Path

from service import doctypes
from tests.browser.desk import Desk
from tests.sheets.filling import Book, saved

NAMES = ("Nguyễn Thị Minh Hạnh", "Trần Văn Phúc", "Lê Hoàng Bảo Ngọc", "Phạm Quốc Đạt")
KEYS = tuple(f"GK-{number:02}" for number in range(1, len(NAMES) + 1))
BEGIN = 'form#begin button[type="submit"], form#begin button:not([type])'


def workbook(folder: Path) -> Path:
    """Four certificates: one without a name, one with a day that there is not."""
    every = doctypes.get("giay_khen").example()["data"]
    book = Book(*(("giay_khen", key, {**every, "ho_ten": name}) for key, name in zip(KEYS, NAMES, strict=True)))
    book.cell("giay_khen", KEYS[1], "/ho_ten").value = None
    book.cell("giay_khen", KEYS[2], "/ngay_ban_hanh").value = "31/02/2026"
    path = folder / "Khen thưởng học kỳ I.xlsx"
    path.write_bytes(saved(book.book))
    return path


def batch(desk: Desk, file: Path) -> bytes:
    """From the upload to the archive of what could be made: one row mended, one left out."""
    page = desk.page
    desk.open("/dot")
    desk.look("dot-danh-sach")
    desk.open("/dot/moi")
    desk.look("dot-moi")
    page.set_input_files("#file", file)
    desk.press("Gửi và kiểm tra")
    page.wait_for_url("**/dot/*")
    page.locator("form#begin").wait_for()
    desk.look("dot-ma-tran")
    page.locator("button.mend").first.click()
    page.locator("form[data-cell] [data-first]").fill(NAMES[1])
    page.locator("form[data-cell] .btn-primary").click()
    page.locator("form[data-cell]").wait_for(state="detached")
    page.locator("#partial").check()
    desk.look("dot-bat-dau")
    page.locator(BEGIN).click()
    archive = desk.link("Tất cả (ZIP)")
    archive.wait_for()
    desk.look("dot-ket-qua")
    return desk.downloaded(archive)[1]
