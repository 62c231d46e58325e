"""One document: made from the campaign, mended, downloaded, registered, its signed file handed in, found again."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.browser.desk import Desk

SUBJECT = "Về việc sửa chữa khối phòng học bộ môn"
FAULTY = "V/v sửa chữa khối phòng học bộ môn"      # of a letter, not of a tờ trình: the checker says so
TO = "Ủy ban nhân dân phường Hạnh Thông"
BODY = """Nhà trường kính trình Ủy ban nhân dân phường xem xét, phê duyệt chủ trương sửa chữa với các nội dung sau:

## Sự cần thiết

Khối phòng học bộ môn đưa vào sử dụng từ năm 2004, mái tôn thấm dột, hệ thống điện không bảo đảm an toàn.

## Nội dung đề nghị phê duyệt

a) Thay toàn bộ mái tôn và trần của 06 phòng học bộ môn;

b) Thay hệ thống dây dẫn điện, lắp thiết bị đóng ngắt tự động.

## Kinh phí, thời gian thực hiện

Kinh phí dự kiến 486.000.000 đồng; thực hiện từ tháng 6 đến tháng 8 năm 2027.
"""


def make(desk: Desk) -> dict[str, bytes]:
    """A tờ trình of a school of the campaign, a finding mended on the way. What the draft was downloaded as: docx, pdf, zip."""
    start(desk)
    take_from_campaign(desk)
    page = desk.page
    page.fill("#f-trich_yeu-i", FAULTY)
    page.locator("#f-kinh_gui [data-add]").click()
    page.locator("#f-kinh_gui [data-list] input:visible").first.fill(TO)
    page.fill("#f-noi_dung-i", BODY)
    page.locator("#f-trich_yeu").locator(".wrong, .mk-finding").first.wait_for()
    page.locator("#preview [data-pages] img").first.wait_for()
    desk.look("nhap-nhac")
    page.locator("#preview [data-found] a, #preview [data-found] button").first.click()
    page.locator("#f-trich_yeu-i:focus").fill(SUBJECT)                   # one click leads to the place
    desk.says("Đủ nội dung, đúng thể thức. Có thể hoàn thành.")
    desk.look("nhap")
    files = {kind: menu(desk, text) for kind, text in
             (("docx", "Tải tệp Word"), ("pdf", "Tải tệp PDF"), ("zip", "Tải cả hai"))}
    desk.press("Hoàn thành")
    page.wait_for_url("**/van-ban/*")
    page.locator("img.sheet").first.wait_for()
    desk.look("van-ban")
    return files


def start(desk: Desk) -> None:
    """A type, looked for without diacritics."""
    page = desk.page
    desk.open("/soan")
    desk.look("soan")
    page.fill("#find", "to trinh")
    name = page.locator("strong", has_text=re.compile(f"^{re.escape(desk.word('Tờ trình'))}$"))
    page.locator(".mk-card:visible button").filter(has=name).first.click()
    page.wait_for_url("**/nhap/*")


def take_from_campaign(desk: Desk) -> None:
    page = desk.page
    with page.expect_navigation():
        page.select_option("#campaign", index=1)
    school = page.locator("#unit option", has_text="Trường Tiểu học").first.get_attribute("value")
    with page.expect_navigation():
        page.select_option("#unit", school)


def menu(desk: Desk, text: str) -> bytes:
    """What a button of the draft's menu downloads."""
    if not desk.page.locator("details.mk-menu[open]").count():
        desk.page.locator("details.mk-menu summary").click()
    return desk.downloaded(desk.button(text))[1]


def register(desk: Desk) -> tuple[str, bytes]:
    """The document that is open gets its number; its PDF as it is then. Returns number and symbol, and the file."""
    page = desk.page
    page.get_by_role("button", name=desk.word("Đăng ký"), exact=True).click()
    symbol = page.locator(".head strong")
    symbol.wait_for()
    desk.look("van-ban-da-dang-ky")
    found = re.search(r"\S+/\S+", symbol.inner_text())
    assert found, symbol.inner_text()
    return found[0], desk.downloaded(page.get_by_role("link", name=desk.word("PDF"), exact=True))[1]


def hand_in(desk: Desk, signed: bytes) -> None:
    """The signed file of the document that is open."""
    desk.page.set_input_files("#file", {"name": "da_ky.pdf", "mimeType": "application/pdf", "buffer": signed})
    desk.press("Kiểm tra và lưu")
    desk.says("Đúng văn bản đã đăng ký")
    desk.look("van-ban-da-ky")


def find(desk: Desk, words: str, symbol: str) -> None:
    """Again, by words without diacritics, among the documents and in the register."""
    page = desk.page
    desk.open("/van-ban")
    page.fill("#q", words)
    page.wait_for_url("**q=*")
    page.locator("#found").get_by_text(symbol).wait_for()
    desk.look("van-ban-tim")
    desk.open("/so")
    page.locator("#found").get_by_role("link", name=symbol, exact=True).wait_for()
    desk.look("so")
    page.locator("#found").get_by_role("link", name=symbol, exact=True).click()
    page.wait_for_url("**/so/*")
    desk.look("so-dong")


def whole(desk: Desk, sign: Callable[[bytes], bytes]) -> None:
    """From the list of types to the signed document found again."""
    make(desk)
    symbol, registered = register(desk)
    hand_in(desk, sign(registered))
    find(desk, "sua chua khoi phong hoc", symbol)
