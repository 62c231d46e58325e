"""The ways people go through the site, step by step: what the tests do, and what the pictures are taken of."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.browser import way_batch, way_document
from tests.browser.desk import Desk
from tests.browser.faulty import faulty_letter
from tests.browser.site import Site

OFFICE = "Trường THCS Hạnh Thông"
NAME = "Nguyễn Thị Lan"
LOGIN = "nguyen.lan"
PASSWORD = "mưa rơi trên mái ngói đỏ"
MISSING = "/khong-co-trang-nay"
REST = {
    "trang-chu": "/", "nhap-danh-sach": "/nhap", "van-ban-danh-sach": "/van-ban", "so-noi-khac": "/so/nhap", "toi": "/toi",
    "quan-tri-nguoi": "/quan-tri/nguoi", "quan-tri-khoa": "/quan-tri/khoa", "quan-tri-don-vi": "/quan-tri/don-vi",
    "quan-tri-phong-trao": "/quan-tri/phong-trao", "quan-tri-nhat-ky": "/quan-tri/nhat-ky", "he-thong": "/he-thong",
    "huong-dan": "/huong-dan/",
}


def check_file(desk: Desk, file: Path) -> dict[str, bytes]:
    """A file dropped, its numbers on the page, the annotated and the repaired copy."""
    desk.open("/kiem-tra")
    desk.look("kiem-tra")
    desk.page.set_input_files("#file", file)
    desk.page.wait_for_url("**/kiem-tra/*")
    desk.page.locator(".sheet img").first.wait_for()
    desk.look("kiem-tra-ket-qua")
    desk.page.locator("a.fault-show").first.click()
    desk.page.locator("a.mark.mark-here").wait_for()
    _, annotated = desk.downloaded(desk.link("Tải bản có nhận xét"))
    desk.press("Sửa trình bày")
    copy = desk.link("Tải bản đã sửa")
    copy.wait_for()
    desk.look("kiem-tra-da-sua")
    _, repaired = desk.downloaded(copy)
    return {"annotated": annotated, "repaired": repaired}


def first_run(desk: Desk, site: Site) -> None:
    desk.open("/")
    desk.look("thiet-lap-ma")
    desk.open(site.set_up)
    desk.fill("Tên cơ quan", OFFICE)
    desk.fill("Họ và tên của bạn", NAME)
    desk.fill("Chức vụ", "Văn thư")
    desk.fill("Tên đăng nhập", LOGIN)
    desk.fill("Mật khẩu", PASSWORD)
    desk.fill("Gõ lại mật khẩu", PASSWORD)
    desk.look("thiet-lap")
    desk.press("Lập cơ quan và bắt đầu")
    desk.says("Đã lập cơ quan và tài khoản của bạn. Có thể bắt đầu ngay.")
    desk.look("trang-chu-moi")


def is_set_up(desk: Desk) -> bool:
    desk.open("/")
    return "/thiet-lap" not in desk.page.url


def sign_out(desk: Desk) -> None:
    desk.page.locator("details.who-menu summary").click()
    desk.press("Đăng xuất")
    desk.button("Đăng nhập").wait_for()


def sign_in(desk: Desk) -> None:
    desk.open("/dang-nhap")
    desk.look("dang-nhap")
    desk.fill("Tên đăng nhập", LOGIN)
    desk.fill("Mật khẩu", PASSWORD)
    desk.press("Đăng nhập")
    desk.page.wait_for_url("**/")


def visit_the_rest(desk: Desk) -> None:
    """The pages that no way leads through."""
    for name, path in REST.items():
        desk.open(path)
        desk.look(name)
    desk.open(MISSING)
    desk.look("khong-co")
    desk.watch.forgive(MISSING)                   # Chromium tells the console of every 404


def steps(site: Site, folder: Path, sign: Callable[[bytes], bytes]) -> list[Callable[[Desk], object]]:
    """All ways, in an order in which each finds what it needs."""
    faulty = folder / "Công văn đi.docx"
    faulty.write_bytes(faulty_letter())
    book = way_batch.workbook(folder)
    return [
        lambda desk: first_run(desk, site), sign_out, sign_in,
        lambda desk: way_document.whole(desk, sign),
        lambda desk: check_file(desk, faulty),
        lambda desk: way_batch.batch(desk, book),
        visit_the_rest,
    ]
