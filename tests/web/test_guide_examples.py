"""The examples of the guide's page for callers, taken out of the Markdown and run against a real server, in their order."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from tests.running import running

GUIDE = Path(__file__).parents[2] / "docs/guide"
BLOCK = re.compile(r"^```(sh|python)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
KEY = "khoa-cua-cac-vi-du-trong-huong-dan"


def blocks(language: str) -> list[tuple[str, str]]:
    return BLOCK.findall((GUIDE / language / "callers.md").read_text("utf-8"))


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder in which every example has run. Python goes on where the Python before it ended, as a reader types it."""
    folder = tmp_path_factory.mktemp("vi-du")
    with running("--workers", "1", VANBAN_API_KEY=KEY, VANBAN_DATA=str(folder / "data"), VANBAN_BATCH_WORKERS="1") as address:
        environment = {**os.environ, "VANBAN": address, "KEY": KEY}
        python = ""
        for kind, code in blocks("vi"):
            if kind == "sh":
                subprocess.run(["bash", "-euo", "pipefail", "-c", code], cwd=folder, env=environment, check=True, timeout=120)
            else:
                python += code
        subprocess.run([sys.executable, "-c", python], cwd=folder, env=environment, check=True, timeout=300)
        yield folder


def test_both_languages_show_the_same_examples() -> None:
    assert blocks("vi") == blocks("en")
    assert len(blocks("vi")) >= 5


def test_the_examples_make_what_they_say(ran: Path) -> None:
    page = pypdfium2.PdfDocument(ran / "thong_bao.pdf")[0].get_textpage().get_text_bounded()
    assert "Lịch nghỉ lễ Quốc khánh 2/9 năm 2026" in " ".join(page.split())
    assert (ran / "cong_van.pdf").read_bytes().startswith(b"%PDF-")
    with zipfile.ZipFile(ran / "cong_van.zip") as both:
        assert {Path(name).suffix for name in both.namelist()} == {".docx", ".pdf", ".json"}
    with zipfile.ZipFile(ran / "giay_khen.zip") as batch:
        assert len([name for name in batch.namelist() if name.endswith(".pdf") and "print" not in name]) >= 3
