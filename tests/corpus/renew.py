"""What LibreOffice makes of the corpus, stored: the pages of docxtpl's templates, and the lines of every file with the share of
them that WeasyPrint puts at the same place. `python -m tests.corpus.renew`.

Needs LibreOffice and the corpus beside the checkout. Only numbers are stored, no text of the corpus: of the words of a line the
beginning of their SHA-256.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from tests.corpus.printing import corpus, printed
from tests.oracle.libreoffice import print_with_libreoffice
from tests.oracle.pdf_lines import Line, agreement, lines_of

DATA = Path(__file__).with_name("libreoffice_pages.json")
LINES = Path(__file__).with_name("libreoffice_lines.json")
# Chinese and Korean text, for which no face of ours has glyphs: the error names character and place.
WITHOUT_GLYPHS = {"header_footer_tpl_utf8.docx", "richtext_eastAsia_tpl.docx"}


def without_words(lines: Sequence[Line]) -> list[Line]:
    return [Line(line.page, round(line.baseline_pt, 2), round(line.left_pt, 2),
                 hashlib.sha256(line.words.encode()).hexdigest()[:8]) for line in lines]


def main() -> None:
    pages: dict[str, int] = {}
    rows: list[str] = []
    for path in (*corpus("docxtpl"), *corpus("decree")):
        count, found = lines_of(print_with_libreoffice(path.read_bytes()))
        if path.parent.name == "docxtpl":
            pages[path.name] = count
        if path.name in WITHOUT_GLYPHS:
            continue
        theirs = without_words(found)
        engine, ours = lines_of(printed(path)[2])
        share = agreement((count, engine), theirs, without_words(ours))
        told = {"pages": count, "engine": [engine, round(share.same_lines, 4), round(share.same_lines_and_page, 4)],
                "lines": [list(line[:4]) for line in theirs]}
        rows.append(f"{json.dumps(path.name)}: {json.dumps(told, separators=(',', ':'))}")
        print(path.name, share)
    assert pages, "the corpus is not beside this checkout"
    DATA.write_text(json.dumps(pages, indent=1) + "\n", encoding="utf-8")
    LINES.write_text("{" + ",\n".join(rows) + "}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
