"""Batches on pages: what is not a workbook of ours, what is meant badly, and the ways back."""

from __future__ import annotations

import io
import re

import pytest

from service import doctypes
from service.config import settings
from tests.sheets.filling import Book
from tests.web.campaign import SMALL, folder
from tests.web.conftest import Site
from tests.web.machine import Machine
from tests.web.test_batches import BLANK, book, engine, example, mend, place, send, sent, wrong_cells

__all__ = ["engine"]
NASTY = '"><img src=x onerror=alert(1)>'


def test_what_a_stranger_wrote_stays_text(site: Site, engine: Machine) -> None:
    """In cells, keys, names of sheets and of the file, while it waits and when it is done."""
    browser = site.client("clerk")
    found = Book(("giay_khen", f"GK{NASTY}", {**example(), "ho_ten": NASTY}), ("giay_khen", "GK-2", example()))
    cell = found.cell("giay_khen", f"GK{NASTY}", "/ngay_ban_hanh")
    cell.value = NASTY
    cell.parent.title = "Trang <i>1"
    batch = sent(browser, found.bytes(), "Danh sách<img src=x onerror=alert(1)>.xlsx")
    engine.until(batch, "judged")
    where = ("Trang <i>1", cell.row, cell.column - 1)
    told = [browser.get(f"/dot/{batch}").text, browser.get("/dot").text,
            browser.get(f"/dot/{batch}/bang?xem=tat-ca&cot=tat-ca").text, mend(browser, batch, 1, where, f"{NASTY}2").text]
    assert "&lt;img src=x" in told[0]
    assert mend(browser, batch, 1, where, "15/11/2026").status_code == 200
    browser.post(f"/dot/{batch}/bat-dau", data={"dinh_dang": "pdf"})
    assert engine.until(batch) == "done"
    told += [browser.get(f"/dot/{batch}").text, browser.get(f"/dot/{batch}/ket-qua?tim={NASTY}").text]
    assert all("<img src=x" not in one and "<i>1" not in one for one in told)
    assert "filename*=UTF-8''" in browser.get(f"/dot/{batch}/tat-ca.zip").headers["Content-Disposition"]


def test_a_key_corrected_judges_the_whole_workbook_again(site: Site, engine: Machine) -> None:
    browser = site.client("clerk")
    found = Book(("giay_khen", "GK-1", example()), ("giay_khen", "GK-1", example()), ("giay_khen", "GK-3", example()))
    batch = sent(browser, found.bytes())
    engine.until(batch, "judged")
    lines = found.lines["giay_khen", "", "GK-1"]
    sheet = found.sheets["giay_khen", ""].title
    page = browser.get(f"/dot/{batch}").text
    assert wrong_cells(page) == {f"A{line}" for line in lines}
    answer = mend(browser, batch, 2, (sheet, lines[1], 0), "GK-2")
    assert answer.headers["HX-Retarget"] == "#batch"
    engine.until(batch, "judged")
    assert "Không còn lỗi nào" in browser.get(f"/dot/{batch}").text
    browser.post(f"/dot/{batch}/bat-dau", data={"dinh_dang": "pdf"})
    engine.until(batch)
    assert [one.key for one in site.opened.ledger.reading.units(batch, "done")] == ["GK-1", "GK-2", "GK-3"]


def test_a_row_of_a_list_is_corrected_in_its_own_sheet(site: Site, engine: Machine) -> None:
    slug, data = "to_trinh_khen_thuong", doctypes.get("to_trinh_khen_thuong").example()["data"]
    found = Book((slug, "TT-1", data))
    table = next(table for of, table in found.sheets if of == slug and table and (slug, table, "TT-1") in found.lines)
    sheet = found.sheets[slug, table]
    line = found.lines[slug, table, "TT-1"][0]
    column = next(cell.column for cell in sheet[2] if cell.column and cell.column > 1 and str(cell.value or "").endswith("*"))
    right = sheet.cell(line, column).value
    sheet.cell(line, column).value = None
    browser = site.client("clerk")
    batch = sent(browser, found.bytes())
    engine.until(batch, "judged")
    unit = site.opened.ledger.reading.unit(batch, 1)
    assert unit
    wrong = [(one["sheet"], one["line"], one["column"]) for one in (unit.data or {})["found"]]
    assert wrong == [(sheet.title, line, column - 1)]
    assert "Đã sửa" in mend(browser, batch, 1, wrong[0], str(right)).text
    assert site.opened.ledger.reading.counts(batch).faulty == 0


def test_a_cell_of_another_row_is_not_written(site: Site, engine: Machine) -> None:
    browser = site.client("clerk")
    found, where = book()
    batch = sent(browser, found.bytes())
    engine.until(batch, "judged")
    assert mend(browser, batch, 2, where["ngay"], "28/02/2026").status_code == 422
    assert mend(browser, batch, 99, where["ngay"], "28/02/2026").status_code == 409
    assert browser.post(f"/dot/{batch}/o", data={"so": "x"}, headers=BLANK).status_code == 422
    assert browser.get(f"/dot/{batch}/o?so=1&trang=&dong=4&cot=1").status_code == 422, "a good cell is changed in the workbook"
    assert site.opened.ledger.reading.counts(batch).faulty == 3


def test_a_list_of_the_office_s_own_asks_for_its_type(site: Site, engine: Machine) -> None:
    text = "Họ và tên người được tặng;Thành tích\nLâm Thị Nhài;Đạt giải Nhất\n".encode()
    browser = site.client("clerk")
    batch = sent(browser, text, "danh sách.csv")
    assert engine.until(batch, "refused") == "refused"
    page = browser.get(f"/dot/{batch}").text
    assert "Sổ này là loại văn bản nào?" in page
    assert browser.post(f"/dot/{batch}/doc-lai", data={"loai": "giay_khen"}).status_code == 303
    assert engine.until(batch, "judged") == "judged"
    unit = site.opened.ledger.reading.unit(batch, 1)
    assert unit
    assert (unit.slug, unit.state) == ("giay_khen", "faulty")


def test_the_hundredth_click_makes_one_batch(site: Site) -> None:
    browser = site.client("clerk")
    data = book()[0].bytes()
    first, second = (sent(browser, data, lan_gui="6f1c2d") for _ in range(2))
    assert first == second
    assert send(browser, data + b" ", lan_gui="6f1c2d").status_code == 422, "another file under the same click"
    assert sent(browser, data, lan_gui="7a3b") != first


@pytest.mark.parametrize(("data", "name", "status", "said"), [
    (b"", "", 422, "Chưa chọn tệp nào"),
    (b"", "a.xlsx", 422, "chưa có dòng dữ liệu"),
    (b"MZ", "a.exe", 422, "Không nhận tệp này"),
    (b"xin chao", "a.xlsx", 422, "không phải .xlsx"),
    (b"x" * (3 * 2**20), "a.csv", 413, "Tệp quá lớn"),
])
def test_what_is_no_workbook_is_refused_at_once(site: Site, monkeypatch: pytest.MonkeyPatch, data: bytes, name: str, status: int,
                                                said: str) -> None:
    monkeypatch.setenv("VANBAN_MAX_BATCH_BYTES", str(2**20))
    monkeypatch.setenv("VANBAN_MAX_BODY_BYTES", str(2**19))
    settings.cache_clear()
    browser = site.client("clerk")
    answer = send(browser, data, name)
    assert answer.status_code == status, answer.text
    assert said in answer.text
    assert not site.opened.ledger.batches.listed(site.organisation.id)


def test_an_office_has_so_many_uploads_waiting(site: Site, engine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VANBAN_QUOTA_BATCHES", "1")
    settings.cache_clear()
    browser, data = site.client("clerk"), book()[0].bytes()
    batch = sent(browser, data)
    engine.until(batch, "judged")
    refused = send(browser, data)
    assert refused.status_code == 429
    assert "Đang có 1 sổ đã kiểm tra" in refused.text
    assert browser.post(f"/dot/{batch}/xoa").status_code == 302
    assert browser.get(f"/dot/{batch}").status_code == 404
    assert not list(site.opened.store.names(f"batches/{batch}"))
    assert sent(browser, data)


def test_an_upload_that_nobody_goes_on_with_is_removed(site: Site, engine: Machine) -> None:
    batch = sent(site.client("clerk"), book()[0].bytes())
    engine.until(batch, "judged")
    found = site.opened.ledger.batches.get(batch)
    assert found.expires is not None
    assert 86_000 < found.expires - found.created < 87_000
    assert site.opened.ledger.batches.expired() == []


def test_done_again_makes_only_what_changed(site: Site, engine: Machine) -> None:
    browser = site.client("clerk")
    found, where = book()
    batch = sent(browser, found.bytes())
    engine.until(batch, "judged")
    mend(browser, batch, 2, where["ten"], "Trần Văn Phú Quý")
    browser.post(f"/dot/{batch}/bat-dau", data={"mot_phan": "1", "dinh_dang": "pdf", "ngay": "22/11/2026"})
    assert engine.until(batch) == "done"
    again = browser.post(f"/dot/{batch}/lam-lai").headers["Location"].rpartition("/")[2]
    assert again != batch
    engine.until(again, "judged")
    assert site.opened.ledger.reading.counts(again).faulty == 2, "what was corrected stays corrected"
    mend(browser, again, 3, where["ngay"], "28/02/2026")
    mend(browser, again, 4, where["ngay_4"], "01/03/2026")
    browser.post(f"/dot/{again}/bat-dau", data={"dinh_dang": "pdf", "ngay": "22/11/2026"})
    assert engine.until(again) == "done"
    counts = site.opened.ledger.reading.counts(again)
    assert (counts.done, counts.reused) == (4, 2)
    assert "dùng lại, không đổi" in browser.get(f"/dot/{again}").text
    corrected = browser.get(f"/dot/moi?thay={again}").text
    assert "Văn bản không đổi thì không làm lại" in corrected


def test_a_campaign_of_the_office_becomes_its_dossiers(site: Site, engine: Machine) -> None:
    campaign = site.opened.records.campaigns.add(site.organisation.id, None, "Dạy tốt, học tốt", folder(SMALL))
    browser = site.client("clerk")
    answer = browser.post("/dot/phong-trao", data={"phong_trao": campaign.id})
    batch = answer.headers["Location"].rpartition("/")[2]
    assert engine.until(batch, "judged") == "judged"
    page = browser.get(f"/dot/{batch}").text
    assert "văn bản còn thiếu dữ liệu" in page
    counts = site.opened.ledger.reading.counts(batch)
    assert counts.total > 2
    assert counts.faulty == counts.total, "nobody has been nominated, nothing reported"
    assert "Chưa có dòng nào làm được" in page
    assert browser.post(f"/dot/{batch}/bat-dau", data={"mot_phan": "1"}).status_code == 422
    browser.post(f"/dot/{batch}/huy")
    assert site.opened.ledger.batches.get(batch).state == "cancelled"


def test_progress_is_heard_and_asked_for(site: Site, engine: Machine) -> None:
    browser = site.client("clerk")
    batch = sent(browser, book()[0].bytes())
    with browser.get(f"/dot/{batch}/su-kien", buffered=False) as stream:
        first = next(piece for piece in stream.iter_encoded() if b"data:" in piece)
    assert b"event: state" in first
    assert "Đang đọc và kiểm tra" in first.decode()
    engine.until(batch, "judged")
    last = browser.get(f"/dot/{batch}/su-kien").data
    assert b"event: end" in last
    assert f'hx-get="/dot/{batch}/noi-dung"' in last.decode()
    number = re.findall(rb"^id: (\S+)", last, re.MULTILINE)[0].decode()
    assert browser.get(f"/dot/{batch}/su-kien", headers={"Last-Event-ID": number}).status_code == 204
    assert f'hx-get="/dot/{batch}/noi-dung"' in browser.get(f"/dot/{batch}/tien-do").text
    assert 'class="table matrix"' in browser.get(f"/dot/{batch}/noi-dung").text
    browser.post(f"/dot/{batch}/bat-dau", data={"mot_phan": "1", "dinh_dang": "pdf"})
    engine.until(batch, "running", "finishing", "done")
    assert browser.get(f"/dot/{batch}/tien-do").status_code == 200


def test_the_blank_workbook_is_that_of_the_command_line(site: Site) -> None:
    from service.sheets import workbook
    browser = site.client("clerk")
    answer = browser.get("/dot/so-mau?loai=giay_khen&loai=thong_bao")
    assert answer.data == workbook([doctypes.get("giay_khen"), doctypes.get("thong_bao")])
    assert browser.get("/dot/so-mau").status_code == 422
    assert browser.get("/dot/so-mau?loai=khong_co").status_code == 404
    page = browser.get("/dot/moi").text
    assert all(f'value="{slug}"' in page for slug in doctypes.catalogue())


def test_pages_of_thousands(site: Site, engine: Machine) -> None:
    """Sixty faulty rows: forty at first, the rest asked for."""
    lines = "\n".join(["Mã;Họ và tên người được tặng", *(f"GK-{number};" for number in range(1, 61))])
    browser = site.client("clerk")
    batch = sent(browser, lines.encode(), "dài.csv", loai="giay_khen")
    engine.until(batch, "judged")
    page = browser.get(f"/dot/{batch}").text
    assert page.count('class="document faulty"') == 40
    more = re.search(r'hx-get="(/dot/\w+/bang\?[^"]*sau=40)"', page)
    assert more
    rest = browser.get(more[1].replace("&amp;", "&"), headers=BLANK).text
    assert rest.count('class="document faulty"') == 20
    assert "Mọi dòng" not in rest


def test_only_what_waits_can_be_begun(site: Site, engine: Machine) -> None:
    browser = site.client("clerk")
    found, where = book()
    batch = sent(browser, found.bytes())
    assert browser.post(f"/dot/{batch}/bat-dau", data={}).status_code == 303, "still being read: back to its page"
    engine.until(batch, "judged")
    for fields in ({"mot_phan": "1", "ngay": "31/02/2026"}, {"mot_phan": "1", "in": "x"}):
        assert browser.post(f"/dot/{batch}/bat-dau", data=fields).status_code == 422
    assert browser.post(f"/dot/{batch}/huy").status_code == 303
    answer = mend(browser, batch, 3, where["ngay"], "28/02/2026")
    assert answer.status_code == 409
    assert browser.get(f"/dot/{batch}/o?{'&'.join(f'{name}={value}' for name, value in place(3, where['ngay']).items())}",
                       headers=BLANK).headers["HX-Retarget"] == "#batch"
    assert io.BytesIO(browser.get(f"/dot/{batch}").data).read(15) == b"<!doctype html>"
