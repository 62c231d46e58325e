"""Counts the pages LibreOffice makes of docxtpl's templates and stores them: `python -m tests.corpus.renew`.

Needs LibreOffice and the corpus beside the checkout. Only numbers are stored, no text of the corpus.
"""

from __future__ import annotations

import json
from pathlib import Path

from service.picture import page_count
from tests.oracle.libreoffice import print_with_libreoffice
from tests.shared import SHARED

DATA = Path(__file__).with_name("libreoffice_pages.json")


def main() -> None:
    assert SHARED is not None, "the corpus is not beside this checkout"
    pages = {
        p.name: page_count(print_with_libreoffice(p.read_bytes())) for p in sorted((SHARED / "corpus/docxtpl").glob("*.docx"))
    }
    DATA.write_text(json.dumps(pages, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
