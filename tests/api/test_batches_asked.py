"""What a request for a batch must be: judged at once, all of it together, before anything is kept; sent twice, taken once."""

from __future__ import annotations

import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from service.api.batches_asked import named
from tests.api.office import BATCHES, Office, codes, lines, opened
from tests.batch.runs import rows

ONE = lines(rows(1))
SECRET = "whsec_dGhpcy1pcy1hLXNlY3JldC1vZi10aGUtb2ZmaWNl"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with opened(tmp_path) as found:
        yield found


def nothing_kept(office: Office) -> bool:
    return not list(office.store.names()) and office.call("GET", BATCHES).get_json()["batches"] == []


@pytest.mark.parametrize(("fields", "found"), [
    ({"partial": "có"}, {"bool-wrong partial"}),
    ({"formats": "pdf,odt"}, {"choice-wrong formats"}),
    ({"formats": ","}, {"list-short formats"}),
    ({"today": "31/02/2026"}, {"date-invalid today"}),
    ({"print": "tên"}, {"choice-wrong print"}),
    ({"priority": "high"}, {"choice-wrong priority"}),
    ({"language": "fr"}, {"choice-wrong language"}),
    ({"type": "giay_khem"}, {"type-unknown type"}),
    ({"webhook": "https://203.0.113.7/x"}, {"webhook-unset webhook"}),
    ({"campaign": "{"}, {"json-unfinished /campaign"}),
    ({"campaign": '{"ten": "X"}'}, {"field-missing /campaign/co_quan", "field-missing /campaign/co_quan_ban_hanh"}),
    ({"khac": "1"}, {"form-field-unknown khac"}),
    ({"partial": "1", "convert": "2", "today": "mai", "print": "x", "type": "y", "priority": "z"},
     {"bool-wrong partial", "bool-wrong convert", "date-invalid today", "choice-wrong print", "type-unknown type",
      "choice-wrong priority"}),
])
def test_options_that_cannot_be_are_told_all_at_once(office: Office, fields: dict[str, str], found: set[str]) -> None:
    answer = office.send(ONE, "ds.jsonl", **fields)
    codes(answer, answer.status_code)
    assert answer.status_code in (400, 422)
    assert {f"{one['code']} {one.get('pointer') or one.get('place')}" for one in answer.get_json(force=True)["errors"]} == found
    assert nothing_kept(office)


@pytest.mark.parametrize(("body", "status", "found"), [
    ({"rows": []}, 422, ["batch-empty /rows"]),
    ({}, 422, ["list-wrong /rows"]),
    ({"rows": [{"data": {}}, {"type": 3, "x": 1}]}, 422,
     ["field-unknown /rows/1/x", "row-data-missing /rows/1/data"]),
    ({"rows": [{"data": {}}], "tpye": "x", "options": {"partial": "true", "x": 1, "today": 5}}, 422,
     ["field-unknown /tpye", "bool-wrong /options/partial", "date-invalid /options/today", "field-unknown /options/x"]),
    ({"rows": [{"data": {}}], "type": ["x"], "campaign": []}, 400, None),
    ([], 400, ["data-not-object "]),
])
def test_json_that_cannot_be(office: Office, body: Any, status: int, found: list[str] | None) -> None:
    answer = office.call("POST", BATCHES, json=body)
    codes(answer, answer.status_code)
    assert answer.status_code in (status, 422)
    told = answer.get_json(force=True)["errors"]
    assert found is None or sorted(f"{one['code']} {one.get('pointer', '')}" for one in told) == sorted(found)
    assert nothing_kept(office)


@pytest.mark.parametrize(("data", "name", "found"), [
    (b"x", "ds.pdf", "batch-upload-format"),
    (b"x", "ds", "batch-upload-format"),
    (b"x", "../../etc/passwd", "batch-upload-format"),
    (b"", "ds.csv", "batch-empty"),
    (b"khong phai", "ds.xlsx", "batch-upload-kind"),
    (b"khong phai", "phong-trao.zip", "batch-upload-kind"),
])
def test_files_that_are_none_of_ours(office: Office, data: bytes, name: str, found: str) -> None:
    assert codes(office.send(data, name)) == [found]
    assert nothing_kept(office)


def test_other_faults_of_a_request(office: Office) -> None:
    assert codes(office.call("POST", BATCHES, data=ONE, content_type="text/csv"), 415) == ["media-type-unsupported"]
    assert codes(office.call("POST", BATCHES, data=b'{"rows": [', content_type="application/json"), 400) == ["json-unfinished"]
    assert codes(office.call("POST", BATCHES, data=b"[" * 100_000, content_type="application/json"), 400) == ["json-deep"]
    assert codes(office.call("POST", BATCHES, data={"type": "giay_khen"}, content_type="multipart/form-data")) == [
        "form-field-missing"]
    assert codes(office.send(b"PK\x03\x04", "a.zip", campaign="{}"), 422)
    assert nothing_kept(office)


def test_an_upload_has_a_limit_of_its_own(office: Office) -> None:
    office.settings(VANBAN_MAX_BODY_BYTES="2KiB", VANBAN_MAX_BATCH_BYTES="64KiB", VANBAN_MAX_BATCH_ROWS="10")
    assert office.send(b"\n" * 30_000 + ONE, "ds.jsonl").status_code == 202
    answer = office.send(b"\n" * 80_000 + ONE, "ds.jsonl")
    assert codes(answer, 413) == ["limit-body"]
    assert "VANBAN_MAX_BATCH_BYTES" in answer.get_json(force=True)["detail"]
    assert codes(office.call("POST", BATCHES, data=b" " * 4000, content_type="application/json"), 413) == ["limit-body"]
    many = {"rows": [{"data": {}}] * 11}
    assert codes(office.call("POST", BATCHES, json=many), 413) == ["batch-rows"]


@pytest.mark.parametrize(("sent", "told"), [
    ("Danh sách.xlsx", "Danh sách.xlsx"), ("C:\\Tệp\\ds.csv", "ds.csv"), ("../../a.jsonl", "a.jsonl"), ("a\r\nb\0.csv", "ab.csv"),
    ("\u202excod.csv", "xcod.csv"), ("x" * 400 + ".xlsx", "x" * 150 + ".xlsx"), (".xlsx", "dot.xlsx"), ("", "dot"),
    ("Khen thu\u031bo\u031b\u0309ng.csv", "Khen thưởng.csv"),
])
def test_a_files_name_is_made_harmless(sent: str, told: str) -> None:
    assert named(sent) == told


def test_the_same_request_twice_is_one_batch(office: Office) -> None:
    once = {"headers": {"Idempotency-Key": '"dot-1"'}, "today": "2026-11-22"}
    first, again = office.send(ONE, "ds.jsonl", **once), office.send(ONE, "ds.jsonl", **once)
    assert (first.status_code, again.status_code) == (202, 202)
    assert (first.headers.get("Idempotency-Replayed"), again.headers["Idempotency-Replayed"]) == (None, "true")
    assert first.headers["Location"] == again.headers["Location"]
    assert len(list(office.store.names("batches"))) == 1
    for other in (office.send(lines(rows(2)), "ds.jsonl", **once), office.send(ONE, "khác.jsonl", **once),
                  office.send(ONE, "ds.jsonl", **once, partial="true")):
        assert codes(other) == ["idempotency-mismatch"]
    assert codes(office.send(ONE, "ds.jsonl", headers={"Idempotency-Key": "a b"})) == ["idempotency-key"]
    office.carried_out(first.get_json()["id"])
    assert office.send(ONE, "ds.jsonl", **once).status_code == 200       # it has ended: nothing more is to come


def test_the_same_key_at_the_same_time_is_one_batch(office: Office) -> None:
    def send(_: int) -> tuple[int, str]:
        answer = office.client.application.test_client().post(  # a client of its own for each thread
            BATCHES, data={"file": (io.BytesIO(ONE), "ds.jsonl")},
            headers={"Authorization": f"Bearer {office.key}", "Idempotency-Key": "cung-luc"})
        return answer.status_code, answer.get_json()["id"]

    with ThreadPoolExecutor(8) as callers:
        answers = list(callers.map(send, range(8)))
    assert {status for status, _ in answers} == {202}
    assert len({number for _, number in answers}) == 1
    assert len(list(office.store.names("batches"))) == 1


def test_a_key_has_its_share(office: Office) -> None:
    office.settings(VANBAN_QUOTA_BATCHES="2", VANBAN_QUOTA_ROWS="5")
    once = {"headers": {"Idempotency-Key": "dot-1"}}
    first = office.send(lines(rows(2)), "ds.jsonl", **once)
    assert first.status_code == 202
    refused = office.call("POST", BATCHES, json={"rows": [{"data": {}}] * 4})
    assert codes(refused, 429) == ["quota-rows"]
    assert 86_000 < int(refused.headers["Retry-After"]) <= 86_400
    office.sent(ONE)
    refused = office.send(ONE, "ds.jsonl")
    assert codes(refused, 429) == ["quota-batches"]
    assert int(refused.headers["Retry-After"]) > 0
    assert office.send(lines(rows(2)), "ds.jsonl", **once).headers["Idempotency-Replayed"] == "true"     # costs nothing
    office.call("POST", f"{first.get_json()['id']}/cancel")
    assert office.send(ONE, "ds.jsonl").status_code == 202


@pytest.mark.parametrize(("url", "taken"), [
    ("https://nhan.vidu.vn/vanban", True),
    ("http://nhan.vidu.vn/vanban", False),
    ("https://127.0.0.1/x", False),
    ("https://169.254.169.254/latest/meta-data", False),
    ("https://[::ffff:10.0.0.1]/x", False),
    ("file:///etc/passwd", False),
    ("http://noi-bo:8080/x", True),
])
def test_a_webhook_goes_to_public_addresses_only(office: Office, url: str, taken: bool) -> None:
    office.settings(VANBAN_WEBHOOK_SECRET=SECRET, VANBAN_WEBHOOK_HOSTS="noi-bo:8080")
    answer = office.send(ONE, "ds.jsonl", webhook=url)
    if taken:
        assert (answer.status_code, answer.get_json()["webhook"]) == (202, "open")
    else:
        assert codes(answer) == ["webhook-address"]
        assert url not in answer.get_data(as_text=True)


@pytest.mark.parametrize("path", [
    "khong-co", "0" * 32, "%00", "..%2f..%2fetc", "0" * 31 + "G", "'--", "x" * 5000,
])
def test_what_is_no_batch_of_the_caller_is_unknown(office: Office, path: str) -> None:
    for method, rest in (("GET", ""), ("DELETE", ""), ("POST", "/cancel"), ("GET", "/archive"), ("GET", "/results/1.pdf")):
        answer = office.call(method, f"{BATCHES}/{path}{rest}")
        assert answer.status_code == 404, (method, rest)


@pytest.mark.parametrize("file", ["0.pdf", "01.pdf", "1.PDF", "1.exe", "-1.pdf", "..%2f1.pdf", "1.pdf%00", "9999999999.pdf",
                                  "١.pdf", "2.pdf"])
def test_what_is_no_file_of_a_batch_is_unknown(office: Office, file: str) -> None:
    number = office.sent(ONE)
    assert office.call("GET", f"{BATCHES}/{number}/results/{file}").status_code == 404


def test_lists_come_in_pages(office: Office) -> None:
    sent = [office.sent(ONE) for _ in range(5)]
    seen, before = [], ""
    while True:
        page = office.call("GET", f"{BATCHES}?limit=2{before}").get_json()
        seen += [one["id"] for one in page["batches"]]
        if page["next"] is None:
            break
        before = f"&before={page['next']}"
    assert seen == sent[::-1]
    for wrong in ("limit=0", "limit=x", "before=hom-qua", "khac=1"):
        answer = office.call("GET", f"{BATCHES}?{wrong}")
        assert len(codes(answer)) == 1
        assert answer.get_json(force=True)["errors"][0]["place"] == f"?{wrong.partition('=')[0]}"


def test_a_batch_waits_for_nothing_and_says_when_to_ask(office: Office) -> None:
    for path in ("errors", "readiness", "manifest.json", "report.html", "archive"):
        assert codes(office.call("GET", f"{BATCHES}/{office.sent(ONE)}/{path}"), 409) == ["batch-unfinished"]
    assert office.call("GET", office.sent(ONE)).headers["Retry-After"]


def test_a_ledger_or_store_that_is_away_is_told(office: Office, tmp_path: Path) -> None:
    number = office.sent(ONE)
    (tmp_path / "tep").write_text("")
    office.settings(VANBAN_DATABASE=f"sqlite:///{tmp_path}/tep/vanban.db")
    answers = [office.send(ONE, "ds.jsonl"), office.call("GET", number), office.call("GET", "/readyz")]
    office.settings(VANBAN_DATABASE="", VANBAN_DATA=str(tmp_path / "tep"))
    answers += [office.call("GET", number), office.call("GET", "/readyz")]
    for answer in answers:
        codes(answer, 503)
        assert answer.headers["Retry-After"] == "30"
    office.settings(VANBAN_DATA=str(tmp_path))
    assert office.call("GET", number).status_code == 200
    assert office.call("GET", "/readyz").get_json()["batches"] == "ok"
