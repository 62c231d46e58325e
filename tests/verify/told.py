"""What was found, in short; and what poppler's `pdfsig` says, which shares no code with us."""

from __future__ import annotations

import subprocess
from pathlib import Path

from service.verify.found import Signature, Verified


def only(verified: Verified) -> Signature:
    """The one signature that is no time stamp of the file."""
    [found] = [one for one in verified.signatures if one.kind != "dau_thoi_gian"]
    return found


def codes(one: Signature | Verified) -> list[str]:
    return [found.problem.code for found in one.findings]


def pdfsig(pdf: bytes, folder: Path) -> str:
    """Integrity only: whom to trust it would ask a data base of NSS."""
    path = folder / "a.pdf"
    path.write_bytes(pdf)
    return subprocess.run(["pdfsig", "-nocert", str(path)], capture_output=True, text=True).stdout
