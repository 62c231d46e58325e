"""Every page that no way leads through: nothing heard, nothing grave."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.browser import way
from tests.browser.desk import Desk


def test_the_other_pages(clerk: Desk) -> None:
    subprocess.run([Path(__file__).parents[2] / ".ci/guide"], check=True)
    way.visit_the_rest(clerk)
