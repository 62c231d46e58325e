"""Renews what the oracle says of every type's example: `python -m tests.oracle.renew` (LibreOffice must be there)."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from service import doctypes
from tests.examples import example_docx
from tests.oracle.libreoffice import print_with_libreoffice
from tests.oracle.pdf_lines import lines_of

DATA = Path(__file__).parent / "data"


def main() -> None:
    DATA.mkdir(exist_ok=True)
    for slug in doctypes.catalogue():
        docx = example_docx(slug)
        pages, lines = lines_of(print_with_libreoffice(docx))
        rows = [[line.page, round(line.baseline_pt, 3), round(line.left_pt, 2), line.words] for line in lines]
        head = f'{{"docx": "{hashlib.sha256(docx).hexdigest()}", "pages": {pages}, "lines": [\n'
        body = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        (DATA / f"{slug}.json").write_text(f"{head}{body}\n]}}\n", encoding="utf-8")
        print(f"{slug}: {pages} pages, {len(lines)} lines")


if __name__ == "__main__":
    main()
