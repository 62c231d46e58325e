"""Rewrites golden.txt of every type, or of those named: `python -m tests.golden [SLUG…]`. Read the diff before the commit."""

from __future__ import annotations

import sys

from service import doctypes
from service.config import own_folder
from service.dump import dump
from tests.examples import issued_example


def main(slugs: list[str]) -> None:
    for slug in slugs or doctypes.catalogue():
        path = own_folder("templates_docx") / slug / "golden.txt"
        path.write_text(dump(issued_example(slug).paper), encoding="utf-8")
        print(path)


if __name__ == "__main__":
    main(sys.argv[1:])
