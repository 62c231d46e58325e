"""What an office may set about bulk production (docs/bulk.md)."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from service.config.reader import MIB, Reader

# Addresses may hold a password, so a wrong one is never repeated.
_DATABASE: Final = r"(?:sqlite:///\S+|postgresql(?:\+psycopg)?://\S+)"
_STORE: Final = r"s3://[a-z0-9][a-z0-9.-]{2,62}(?:/[^\s?#]*)?"
_BROKER: Final = r"(?:rediss?|amqps?)://\S+"
_ENDPOINT: Final = r"https?://[^\s/?#@]+/?"


def cores() -> int:
    """The cores this process may use: a container's affinity, not the machine's count."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _data() -> Path:
    """By the XDG base directories."""
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "vanban"


@dataclass(frozen=True, slots=True)
class Bulk:
    """Settings of batches. The keys of the object storage and of webhooks are secrets (`config.secret`)."""

    data: Path = field(default_factory=_data)    # the ledger and the store, where these are not elsewhere
    database: str = field(default="", repr=False)      # "": SQLite in `data`
    store: str = ""                              # s3://bucket/prefix; "": a folder in `data`
    s3_endpoint: str = ""                        # of a storage that is not Amazon's
    s3_region: str = "us-east-1"
    broker: str = field(default="", repr=False)  # "": the embedded engine
    workers: int = field(default_factory=cores)      # processes that make documents; 0: `vanban serve` starts none
    lease_seconds: float = 300.0                 # after these a unit whose worker says nothing is taken back
    patience: float = 600.0                      # seconds a database or store may be away before a worker gives up
    keep_days: int = 30
    max_rows: int = 100_000                      # of a batch
    max_bytes: int = 64 * MIB                    # of an upload
    quota_batches: int = 20                      # of one key, open at once
    quota_rows: int = 200_000                    # of one key, a day
    webhook_hosts: tuple[str, ...] = ()          # called even where they are on the office's own network

    @property
    def ledger_url(self) -> str:
        return self.database or f"sqlite:///{self.data / 'vanban.db'}"


def read_bulk(reader: Reader) -> Bulk:
    default = Bulk()
    data = reader.text("DATA", "", r"\S.*", "một thư mục")
    return Bulk(
        data=Path(data).expanduser().absolute() if data else default.data,
        database=reader.text("DATABASE", "", _DATABASE, "sqlite:///… hoặc postgresql://…", secret=True)
        .replace("postgresql://", "postgresql+psycopg://"),
        store=reader.text("STORE", "", _STORE, "s3://kho/tiền-tố"),
        s3_endpoint=reader.text("S3_ENDPOINT", "", _ENDPOINT, "một địa chỉ http(s)").rstrip("/"),
        s3_region=reader.text("S3_REGION", default.s3_region, r"[a-z0-9-]+", "tên vùng, ví dụ us-east-1"),
        broker=reader.text("BROKER", "", _BROKER, "redis://… hoặc amqp://…", secret=True),
        workers=reader.integer("BATCH_WORKERS", default.workers, 0, 1024),
        lease_seconds=reader.seconds("LEASE_SECONDS", default.lease_seconds),
        patience=reader.seconds("PATIENCE", default.patience),
        keep_days=reader.integer("KEEP_DAYS", default.keep_days, 1, 3650),
        max_rows=reader.integer("MAX_BATCH_ROWS", default.max_rows, 1),
        max_bytes=reader.size("MAX_BATCH_BYTES", default.max_bytes),
        quota_batches=reader.integer("QUOTA_BATCHES", default.quota_batches, 1),
        quota_rows=reader.integer("QUOTA_ROWS", default.quota_rows, 1),
        webhook_hosts=reader.hosts("WEBHOOK_HOSTS"),
    )
