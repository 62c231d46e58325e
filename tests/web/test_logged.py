"""The log says whose request it was by ids, and never who that is."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest

from service.telemetry import logs
from tests.web.conftest import Site


@pytest.fixture
def said() -> Iterator[io.StringIO]:
    stream, form = io.StringIO(), logs.described("json")["formatters"]["told"]
    handler = logging.StreamHandler(stream)
    handler.setFormatter(form["()"](form=form["form"]))
    logger = logging.getLogger("vanban.request")
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    yield stream
    logger.removeHandler(handler)
    logger.setLevel(level)


def test_whose_request_it_was(site: Site, said: io.StringIO) -> None:
    client = site.client("clerk")
    client.get("/van-ban?q=Nguyễn+Thị+Bưởi", headers={"X-Request-ID": "yeu-cau-cua-toi"})
    site.app.test_client().get("/dang-nhap")
    lines = [json.loads(line) for line in said.getvalue().splitlines()]
    mine = next(one for one in lines if one["request"] == "yeu-cau-cua-toi")
    assert mine["route"] == "/van-ban"
    assert len(mine["person"]) == len(mine["organisation"]) == 32
    stranger = lines[-1]
    assert stranger["route"] == "/dang-nhap"
    assert "person" not in stranger
    assert "organisation" not in stranger
    assert "Bưởi" not in said.getvalue()
    assert "Hạnh Thông" not in said.getvalue()
