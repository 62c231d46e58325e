"""Where the material beside the checkout is (official corpora, the decree's print), or None; tests that use it run there."""

from __future__ import annotations

from pathlib import Path

_folder = Path(__file__).resolve().parents[2] / "shared"
SHARED: Path | None = _folder if (_folder / "corpus").is_dir() else None
