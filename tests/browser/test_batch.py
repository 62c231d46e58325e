"""A batch with faults: uploaded, one row mended on the page, one left out, followed to its archive."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

from tests.browser import way_batch
from tests.browser.desk import Desk


def test_a_workbook_with_faults(clerk: Desk, tmp_path: Path) -> None:
    archive = way_batch.batch(clerk, way_batch.workbook(tmp_path))
    with zipfile.ZipFile(BytesIO(archive)) as found:
        made = {key: [Path(name).suffix for name in found.namelist() if key in name] for key in way_batch.KEYS}
    assert {key: sorted(suffixes) for key, suffixes in made.items()} == {
        key: [] if key == way_batch.KEYS[2] else [".docx", ".pdf"] for key in way_batch.KEYS}
