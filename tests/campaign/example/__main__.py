"""`python -m tests.campaign.example [FOLDER] [--schools N] [--nominees N]`: writes the set, by default the committed one."""

from __future__ import annotations

import argparse
from pathlib import Path

from tests.campaign.example.folder import COMMITTED, NOMINEES, SCHOOLS, write

parser = argparse.ArgumentParser(prog="python -m tests.campaign.example")
parser.add_argument("folder", nargs="?", type=Path, default=COMMITTED)
parser.add_argument("--schools", type=int, default=SCHOOLS)
parser.add_argument("--nominees", type=int, default=NOMINEES)
given = parser.parse_args()
write(given.folder, given.schools, given.nominees)
