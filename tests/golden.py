"""Rewrites golden.txt, and `pages` in schema.toml, of every type or of those named: `python -m tests.golden [SLUG…]`.

Read the diff before the commit.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from service import doctypes
from service.config import own_folder
from service.dump import dump
from tests.examples import issued_example


def main(slugs: list[str]) -> None:
    for slug in slugs or doctypes.catalogue():
        folder, issued = own_folder("templates_docx") / slug, issued_example(slug)
        (folder / "golden.txt").write_text(dump(issued.paper), encoding="utf-8")
        count(folder / "schema.toml", issued.pages or 0)
        print(folder)


def count(schema: Path, pages: int) -> None:
    """The line `pages = n` of a schema set right, or put below its summary."""
    text = schema.read_text(encoding="utf-8")
    line = f"pages = {pages}\n"
    schema.write_text(re.sub(r"^pages = .*\n", line, text, flags=re.MULTILINE) if re.search(r"^pages = ", text, re.MULTILINE)
                      else re.sub(r"^(summary = .*\n)", rf"\1{line}", text, count=1, flags=re.MULTILINE), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
