"""/metrics: who may read it, and what it counts."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from service import doctypes
from service.api import create_app
from service.api.opened import opened
from service.config import settings
from tests.ledger.filled import DONE, running

TYPE = "giay_gioi_thieu"
WRONG = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh Phúc\nKẾ HOẠCH\nvề việc\n"


@pytest.fixture
def client() -> FlaskClient:
    return create_app().test_client()


def numbers(client: FlaskClient) -> dict[str, float]:
    lines = [line for line in client.get("/metrics").text.splitlines() if not line.startswith("#")]
    return {line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in lines}


@pytest.mark.parametrize(("address", "headers", "status"), [
    ("127.0.0.1", {}, 200), ("::1", {}, 200), ("203.0.113.9", {}, 401), ("", {}, 401),
    ("127.0.0.1", {"X-Forwarded-For": "203.0.113.9"}, 401), ("127.0.0.1", {"Forwarded": "for=203.0.113.9"}, 401),
    ("127.0.0.1", {"X-Real-IP": "127.0.0.1"}, 401),
    ("203.0.113.9", {"Authorization": "Bearer khoa-cua-may-chu"}, 200), ("203.0.113.9", {"Authorization": "Bearer khac"}, 401),
    ("203.0.113.9", {"Authorization": "Bearer "}, 401), ("203.0.113.9", {"Authorization": "Bearer khóa"}, 401),
])
def test_who_may_read_it(address: str, headers: dict[str, str], status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VANBAN_API_KEY", "khoa-cua-may-chu")
    settings.cache_clear()
    found = create_app().test_client().get("/metrics", headers=headers,
                                           environ_base={"REMOTE_ADDR": address})
    assert found.status_code == status


def test_renders_requests_steps_and_findings_are_counted(client: FlaskClient) -> None:
    before = numbers(client)
    data = doctypes.get(TYPE).example()["data"]
    client.post("/api/v1/render", json={"type": TYPE, "data": data}, headers={"Accept": "application/zip"})
    client.post("/api/v1/render", json={"type": TYPE, "data": {}})
    client.post("/api/v1/render", json={"type": "khong_co", "data": {}})
    client.post("/api/v1/check", data=WRONG.encode(), content_type="text/plain")
    client.get("/khong-co")
    after = numbers(client)

    def more(name: str) -> float:
        return after.get(name, 0.0) - before.get(name, 0.0)

    assert more(f'vanban_renders_total{{format="pdf",outcome="made",type="{TYPE}"}}') == 1
    assert more(f'vanban_renders_total{{format="docx",outcome="made",type="{TYPE}"}}') == 1
    assert more(f'vanban_renders_total{{format="pdf",outcome="refused",type="{TYPE}"}}') == 1
    assert more('vanban_requests_total{method="POST",route="/api/v1/render",status="422"}') == 1
    assert more('vanban_requests_total{method="GET",route="unknown",status="404"}') == 1
    for step in ("values", "fill", "read", "pdf", "check", "check_file"):
        assert more(f'vanban_step_seconds_count{{step="{step}"}}') == 1, step
    assert more('vanban_request_seconds_count{method="POST",route="/api/v1/render"}') == 3
    assert sum(more(name) for name in after if name.startswith("vanban_findings_total")) > 0
    assert not [name for name in after if "khong_co" in name or "khong-co" in name]      # no label is a caller's
    assert after["vanban_requests_open"] == 1                       # this one


def test_the_queue_is_read_from_the_ledger(client: FlaskClient) -> None:
    ledger = opened().ledger
    running(ledger, 5)
    one, _two = ledger.units.lease("một", 2, 60)
    ledger.units.finish({one.id: DONE})
    ledger.workers.beat("máy", 3)
    found = numbers(client)
    assert [found[f'vanban_units{{state="{state}"}}'] for state in ("todo", "queued", "running")] == [3, 0, 1]
    assert found['vanban_batches{state="running"}'] == 1
    assert found["vanban_worker_processes"] == 3
    assert 0 <= found["vanban_oldest_waiting_seconds"] < 60


def test_what_is_done_is_counted_as_in_the_trail(client: FlaskClient) -> None:
    from service.accounts import Actor

    opened().accounts.trail.add(Actor(), "sign-in-refused", "person", "x")
    assert numbers(client)['vanban_actions_total{action="sign-in-refused"}'] >= 1


def test_it_answers_while_the_database_is_away(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VANBAN_DATABASE", "postgresql://vanban:x@127.0.0.1:1/vanban")
    settings.cache_clear()
    found = numbers(client)
    assert found["vanban_ledger_up"] == 0
    assert "vanban_units" not in str(found)
