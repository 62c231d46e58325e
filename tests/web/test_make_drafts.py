"""A draft on its pages: begun, saved while typed, shown as it will be printed, finished; nobody else's."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from service import doctypes
from service.accounts import OrganisationSettings
from service.web.make import kept
from service.web.make.form import read
from service.web.make.sections import shape_of
from tests.web.conftest import Browser, Site
from tests.web.pages import Pairs, body, sent

LETTER: Pairs = [
    ("/co_quan_chu_quan", "UBND phường Hạnh Thông"), ("/co_quan_ban_hanh/ten", "Trường THPT Hạnh Thông"),
    ("/co_quan_ban_hanh/viet_tat", "THPTHT"), ("/dia_danh", "Hạnh Thông"), ("/ngay_ban_hanh", "05/12/2026"),
    ("/kinh_gui/-", "Ủy ban nhân dân phường Hạnh Thông"), ("/trich_yeu", "Về việc sửa chữa phòng học"),
    ("/noi_dung", "Trường kính trình:\r\n\r\n## Sự cần thiết\r\nPhòng học xuống cấp.\r\n"), ("/ky/chuc_vu", "Hiệu trưởng"),
    ("/ky/ho_ten", "Lâm Thị Ngọc Ánh"),
]


def begun(client: Browser, slug: str = "to_trinh") -> str:
    answer = client.post(f"/soan/{slug}")
    assert answer.status_code == 303
    return answer.location


def saved(client: Browser, draft: str, pairs: Pairs, status: int = 200) -> dict[str, Any]:
    answer = client.post(f"{draft}/luu-xem", **body(pairs))
    assert answer.status_code == status, answer.text
    found: dict[str, Any] = answer.get_json()
    return found


def test_the_list_is_found_without_marks(site: Site) -> None:
    client = site.client("clerk")
    page = client.get("/soan").text
    assert all(f'action="/soan/{slug}"' in page for slug in doctypes.catalogue())
    assert 'data-words="to trinh ' in page
    assert "Dùng gần đây" not in page
    begun(client)
    assert "Dùng gần đây" in client.get("/soan", headers={"Accept-Language": "vi"}).text


def test_page_one_of_a_type_is_drawn_once(site: Site) -> None:
    client = site.client("clerk")
    version = doctypes.get("giay_khen").version[:16]
    first = client.get(f"/soan/giay_khen/trang-1.png?v={version}")
    assert first.data.startswith(b"\x89PNG")
    assert "immutable" in first.headers["Cache-Control"]
    path = kept.folder("thumbnails") / f"giay_khen-{version}.png"
    path.write_bytes(b"\x89PNG of before")
    assert client.get("/soan/giay_khen/trang-1.png").data == b"\x89PNG of before"
    assert client.get("/soan/khong_co/trang-1.png").status_code == 404


def test_a_draft_begins_with_what_the_office_has_set(site: Site) -> None:
    values = {"co_quan_ban_hanh": {"ten": OFFICE, "viet_tat": "THPTHT"}, "dia_danh": "Hạnh Thông", "khong_co": "x"}
    site.opened.accounts.organisations.save(site.organisation.id, settings=OrganisationSettings(values=values))
    client = site.client("clerk")
    page = client.get(begun(client)).text
    assert ("/dia_danh", "Hạnh Thông") in sent(page, "draft")
    assert ("/co_quan_ban_hanh/viet_tat", "THPTHT") in sent(page, "draft")
    assert "khong_co" not in page


OFFICE = "Trường THPT Hạnh Thông"


def test_what_is_not_complete_is_saved_told_and_shown(site: Site) -> None:
    client = site.client("clerk")
    draft = begun(client)
    told = saved(client, draft, [("revision", "1"), ("/trich_yeu", "Về việc sửa chữa phòng học"), ("/kinh_gui/-", ""),
                                 ("/ngay_ban_hanh", "32/13/2026"), ("/noi_dung", "1. Một.\r\n3. Ba.")])
    found = {one["at"]: one for one in told["problems"]}
    assert not told["complete"]
    assert told["revision"] == 2
    assert told["pages"]
    assert found["/dia_danh"]["missing"]
    assert found["/dia_danh"]["label"]
    assert not found["/ngay_ban_hanh"]["missing"]
    assert found["/noi_dung"]["line"] == 2                                  # the typed 3. is told at its line
    assert [(one["line"], one["sign"]) for one in told["bodies"]["/noi_dung"]] == [(1, "1."), (2, "2.")]
    assert ("/ngay_ban_hanh", "32/13/2026") in sent(client.get(draft).text, "draft")     # as typed
    assert client.get(f"{draft}/tep/pdf").status_code == 422


def test_only_pages_that_look_otherwise_have_another_address(site: Site) -> None:
    client = site.client("clerk")
    draft = begun(client)
    first = saved(client, draft, [("revision", "1"), *LETTER])
    assert first["complete"]
    assert first["problems"] == []
    assert len(first["pages"]) == 1
    again = saved(client, draft, [("revision", "2"), *LETTER])
    assert again["revision"] == 2
    assert again["pages"] == first["pages"]
    long = [(name, "Một đoạn văn dài.\r\n\r\n" * 60 if name == "/noi_dung" else value) for name, value in LETTER]
    two = saved(client, draft, [("revision", "2"), *long])["pages"]
    other = [(name, "Lâm Thị Ngọc Anh" if name == "/ky/ho_ten" else value) for name, value in long]
    three = saved(client, draft, [("revision", "3"), *other])["pages"]
    assert len(two) == len(three) > 1
    assert two[0] == three[0]
    assert two[-1]["src"] != three[-1]["src"]

    picture = client.get(three[0]["src"])
    assert picture.data.startswith(b"\x89PNG")
    assert "immutable" in picture.headers["Cache-Control"]
    for file in kept.folder().iterdir():
        file.unlink()
    assert client.get(three[0]["src"]).data == picture.data                # made again from the draft
    assert client.get(f"{draft}/trang/99.png").status_code == 404


@pytest.mark.usefixtures("site")
def test_previews_kept_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST", 3)
    for number in range(9):
        kept.write(f"{number}", b"%PDF", {"pages": [1]})
    assert sorted(path.name for path in kept.folder().iterdir()) == ["6.json", "6.pdf", "7.json", "7.pdf", "8.json", "8.pdf"]


def test_previews_are_kept_by_many_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each removes what another has just seen."""
    monkeypatch.setattr(kept, "MOST", 3)

    def write(worker: int) -> None:
        for number in range(60):
            kept.write(f"{worker}-{number}", b"%PDF", {"pages": [1]})

    with ThreadPoolExecutor(8) as workers:
        for done in [workers.submit(write, worker) for worker in range(8)]:
            done.result()



def test_a_finding_stands_at_its_field_and_on_its_page(site: Site) -> None:
    client = site.client("clerk")
    draft = begun(client)
    # K-rules of words: a sentence said twice
    twice = "Các đơn vị báo cáo kết quả về nhà trường trước ngày 05 tháng 12 hằng năm theo quy định chung của ngành."
    pairs = [(name, f"Mở đầu.\r\n\r\n{twice}\r\n\r\n{twice}" if name == "/noi_dung" else value) for name, value in LETTER]
    told = saved(client, draft, [("revision", "1"), *pairs])
    found = next(one for one in told["findings"] if one["code"] == "G-20")
    assert found["at"] == "/noi_dung"
    assert found["line"] in (3, 5)
    assert found["page"] == 1
    assert found["clause"]
    assert len(found["box"]) == 4
    assert all(0 <= part <= 100 for part in found["box"])


def test_two_windows(site: Site) -> None:
    client = site.client("clerk")
    draft = begun(client)
    saved(client, draft, [("revision", "1"), ("/trich_yeu", "Cửa sổ một")])
    other = [("revision", "1"), ("/trich_yeu", "Cửa sổ hai")]
    assert "conflict" in saved(client, draft, other)
    assert client.post(draft, **body(other)).status_code == 409
    assert saved(client, draft, [*other, ("over", "1")])["revision"] == 3


def test_a_draft_finished_is_a_document(site: Site) -> None:
    client = site.client("clerk")
    draft = begun(client)
    wrong = client.post(draft, **body([("revision", "1"), *LETTER[:-1], ("then", "finish")]))
    assert wrong.status_code == 422
    answer = client.post(draft, **body([("revision", "2"), *LETTER, ("then", "finish")]))
    assert answer.status_code == 303
    number = answer.location.removeprefix("/van-ban/")
    document = site.opened.records.documents.get(number, site.organisation.id)
    assert (document.slug, document.title, document.pages, document.verdict) == (
        "to_trinh", "Tờ trình về việc sửa chữa phòng học", 1, "pass")
    assert document.version == doctypes.get("to_trinh").version
    assert site.opened.records.documents.file(document, "pdf").startswith(b"%PDF")
    assert client.get(draft).status_code == 404                            # it is a draft no longer
    events = site.opened.accounts.trail.listed(site.organisation.id)
    made = next(one for one in events if one.action == "document-made")
    assert made.object == number
    assert made.details["pdf"] == document.files["pdf"].sha256


def test_downloads_duplicate_delete(site: Site) -> None:
    client = site.client("clerk")
    draft = begun(client)
    answer = client.post(draft, **body([("revision", "1"), *LETTER, ("then", "zip")]))
    assert answer.location == f"{draft}/tep/zip"
    pack = client.get(answer.location)
    names = ZipFile(BytesIO(pack.data)).namelist()
    assert sorted(name.rsplit(".")[-1] for name in names) == ["docx", "pdf"]
    assert "Tờ trình" in names[0]
    assert client.get(f"{draft}/tep/docx").data.startswith(b"PK")
    assert client.get(f"{draft}/tep/exe").status_code == 404
    assert client.get(f"{draft}/xem").data.startswith(b"%PDF")

    copy = client.post(f"{draft}/nhan-doi").location
    assert copy != draft
    assert (read(sent(client.get(copy).text, "draft"), shape_of(doctypes.get("to_trinh")), {}).data
            == read(LETTER, shape_of(doctypes.get("to_trinh")), {}).data)
    assert client.post(f"{draft}/xoa").location == "/nhap"
    listed = client.get("/nhap").text
    assert copy in listed
    assert f'"{draft}"' not in listed


@pytest.mark.parametrize("path", ["", "/xem", "/tep/pdf", "/trang/1.png"])
def test_nobody_else_sees_a_draft(site: Site, path: str) -> None:
    draft = begun(site.client("clerk"))
    assert site.client("clerk").get(draft + path).status_code == 404
    assert site.client("registrar", organisation=site.office("Phường khác")).get(draft + path).status_code == 404
    assert site.client("signer").get(draft + path).status_code == 403
    assert site.client().get(draft + path).location.startswith("/dang-nhap")


@pytest.mark.parametrize("path", ["", "/luu-xem", "/lay", "/nhan-doi", "/xoa", "/anh"])
def test_nobody_else_changes_a_draft(site: Site, path: str) -> None:
    mine = site.client("clerk")
    draft = begun(mine)
    assert site.client("clerk").post(draft + path).status_code == 404
    assert mine.post(draft + path, csrf=False).status_code == 400
    assert mine.get(draft).status_code == 200


HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}</textarea>'


@pytest.mark.parametrize("slug", ["to_trinh", "giay_khen", "ke_hoach_phong_trao"])
def test_what_is_typed_is_never_markup(site: Site, slug: str) -> None:
    client = site.client("clerk")
    draft = begun(client, slug)
    pairs = [(name, HOSTILE if name.startswith("/") and not value else value)
             for name, value in sent(client.get(draft).text, "draft")]
    told = client.post(f"{draft}/luu-xem", **body(pairs))
    assert told.mimetype == "application/json"
    assert told.status_code in (200, 422)
    page = client.get(draft).text
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "49" not in page.split("{{ 7*7 }}")[0][-9:]
    assert any(value == HOSTILE for _name, value in sent(page, "draft"))
    assert "<script>alert" not in client.get("/nhap").text


def test_a_picture_is_put_in_once(site: Site) -> None:
    from PIL import Image
    out = BytesIO()
    Image.new("RGB", (40, 30), "red").save(out, "PNG")
    client = site.client("clerk")
    draft = begun(client, "bang_khen")
    field = next(name for name, spec in doctypes.get("bang_khen").schema.fields.items() if spec.kind == "image")
    answer = client.post(f"{draft}/anh", data={"field": field, "picture": (BytesIO(out.getvalue()), "huy.png")},
                         headers={"HX-Request": "true"}, content_type="multipart/form-data")
    value = answer.get_json()["value"]
    pairs = sent(client.get(draft).text, "draft")
    assert (f"/{field}", value) in pairs
    assert "base64" not in client.get(draft).text
    saved(client, draft, [*pairs, ("/ho_ten", "Lâm Thị Ngọc Diệp")])
    assert (f"/{field}", value) in sent(client.get(draft).text, "draft")
    wrong = client.post(f"{draft}/anh", data={"field": "ho_ten", "picture": (BytesIO(b"x"), "x.png")},
                        content_type="multipart/form-data")
    assert wrong.status_code == 400
