"""Rewrites every type's golden.txt: `python -m tests.golden`. Read the diff before the commit."""

from __future__ import annotations

from service import doctypes
from service.config import own_folder
from service.dump import dump
from tests.examples import issued_example


def main() -> None:
    for slug in doctypes.catalogue():
        path = own_folder("templates_docx") / slug / "golden.txt"
        path.write_text(dump(issued_example(slug).paper), encoding="utf-8")
        print(path)


if __name__ == "__main__":
    main()
