"""Both stores, empty."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.store import FolderStore, Store
from service.store.s3 import S3Store
from tests.servers.seaweedfs import SeaweedFS


def s3(server: SeaweedFS, bucket: str, prefix: str = "van-ban/2026", **other: str) -> S3Store:
    given = {"endpoint": server.url, "region": "us-east-1", "access_key": server.access_key, "secret_key": server.secret_key}
    return S3Store(bucket, prefix, **(given | other))


@pytest.fixture(params=["folder", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    if request.param == "folder":
        return FolderStore(tmp_path / "kho")
    server = request.getfixturevalue("seaweedfs")
    return s3(server, request.getfixturevalue("bucket"))
