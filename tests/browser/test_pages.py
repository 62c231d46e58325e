"""Every page that no way leads through: nothing heard, nothing grave."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.browser import way
from tests.browser.desk import Desk


def test_the_other_pages(clerk: Desk) -> None:
    subprocess.run([Path(__file__).parents[2] / ".ci/guide"], check=True,
                   env={**os.environ, "BIN": str(Path(sys.executable).parent)})
    way.visit_the_rest(clerk)
