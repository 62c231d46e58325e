"""Asks a running service for its health, its readiness and one document: python3 .ci/probe.py http://127.0.0.1:8000 KEY."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from urllib.request import Request, urlopen

EXAMPLE = Path(__file__).parents[1] / "templates_docx" / "cong_van" / "example.json"


def main(address: str, key: str) -> None:
    for path in ("/healthz", "/readyz"):
        with urlopen(address + path, timeout=60) as answer:
            print(path, answer.status, answer.read().decode())
    body = json.dumps({"type": "cong_van", "data": json.loads(EXAMPLE.read_text(encoding="utf-8"))}).encode()
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {key}"}
    for accept, magic in (("application/pdf", b"%PDF-"), ("image/png", b"\x89PNG"), ("application/zip", b"PK")):
        started = time.monotonic()
        with urlopen(Request(f"{address}/api/v1/render", body, headers | {"Accept": accept}), timeout=60) as answer:
            data = answer.read()
        if not data.startswith(magic):
            raise SystemExit(f"{accept}: {data[:200]!r}")
        print("/api/v1/render", answer.status, accept, len(data), "bytes", f"{time.monotonic() - started:.2f} s")


if __name__ == "__main__":
    main(*sys.argv[1:])
