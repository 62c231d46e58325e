"""compose.yaml: what it sets is what the program reads, and nothing of it is open to others."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from service.config import read_settings

FILE = Path(__file__).parents[1] / "compose.yaml"
TEXT = FILE.read_text("utf-8")
OURS = ("web", "worker")
GIVEN = {"VANBAN_LEDGER_PASSWORD": "mat-khau", "VANBAN_S3_SECRET_KEY": "bi-mat"}


def filled(text: str) -> str:
    """As compose fills blanks: `${X}`, `${X:-default}`, `${X:?why}`."""
    def one(match: re.Match[str]) -> str:
        name, mark, rest = match.groups()
        return GIVEN.get(name) or (rest if mark == ":-" else "")

    return re.sub(r"\$\{(\w+)(?:(:-|:\?)([^}]*))?\}", one, text)


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    found = YAML(typ="safe").load(filled(TEXT))
    assert isinstance(found, dict)
    return found


def test_a_site_behind_a_proxy_is_two_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(GIVEN, "VANBAN_HTTPS", "1")
    monkeypatch.setitem(GIVEN, "VANBAN_PROXIES", "1")
    web = YAML(typ="safe").load(filled(TEXT))["services"]["web"]["environment"]
    found = read_settings({key: str(value or "") for key, value in web.items()}).web
    assert (found.https, found.proxies, found.log, found.trace) == (True, 1, "json", "")


@pytest.mark.parametrize("name", OURS)
def test_its_settings_are_ours(compose: dict[str, Any], name: str) -> None:
    bulk = read_settings({key: str(value or "") for key, value in compose["services"][name]["environment"].items()}).bulk
    assert bulk.broker == "redis://queue:6379/0"
    assert bulk.ledger_url == "postgresql+psycopg://vanban:mat-khau@ledger:5432/vanban"
    assert (bulk.store, bulk.s3_endpoint) == ("s3://vanban", "http://store:8333")


def test_every_blank_that_must_be_filled_is_asked_for() -> None:
    assert set(re.findall(r"\$\{(\w+):\?", TEXT)) == set(GIVEN)


def test_addresses_name_services_and_buckets_that_are_there(compose: dict[str, Any]) -> None:
    named = set(re.findall(r"(?:@|//)([a-z]+):\d+", filled(TEXT))) - {"http"}
    assert named <= set(compose["services"])
    store = compose["services"]["store"]
    assert "-bucket=vanban" in store["command"]
    assert store["environment"]["AWS_SECRET_ACCESS_KEY"] == compose["services"]["worker"]["environment"]["VANBAN_S3_SECRET_KEY"]


def test_nobody_else_reaches_it(compose: dict[str, Any]) -> None:
    ports = {name: service.get("ports") for name, service in compose["services"].items()}
    assert ports.pop("web") == ["127.0.0.1:8000:8000"]
    assert set(ports.values()) == {None}
    assert compose["networks"]["inside"]["internal"]
    for name, service in compose["services"].items():
        assert service["read_only"], name
        assert service["cap_drop"] == ["ALL"], name
        assert "no-new-privileges:true" in service["security_opt"], name
        assert service["mem_limit"], name
        assert service["pids_limit"], name
        assert not service.get("privileged"), name


def test_every_part_says_whether_it_is_well_and_waits_for_those_it_needs(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert services["worker"]["deploy"]["replicas"] == 2
    assert all("healthcheck" in services[name] for name in set(services) - {"web"})      # of web: the image's own
    for name in OURS:
        assert services[name]["depends_on"] == {key: {"condition": "service_healthy"} for key in set(services) - set(OURS)}


def test_every_volume_is_used(compose: dict[str, Any]) -> None:
    used = {str(one).partition(":")[0] for service in compose["services"].values() for one in service["volumes"]} - {"/data"}
    assert used == set(compose["volumes"])
