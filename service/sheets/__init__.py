"""Workbooks and lists of many documents: out to the office, and back as rows that are checked before anything is rendered.

    columns.py      a type's schema → the sheets and columns of its workbook (`Plan`, `Column`); marks.py: its machine row
    workbook.py     types → XLSX; guide.py, limits.py, looks.py: its parts; saved.py: always the same bytes
    spread.py       data of a document → cells; body.py: a body as Markdown
    reading.py      XLSX, CSV, JSONL → `Rows`; recognise.py: which column is which; lines.py, cell.py: what cells say;
                    joined.py: rows of a table to their document; rows.py: `Row`, `Fault`, `Cell`
    readiness.py    `Rows` → `Readiness`: which rows can be made, what is wrong with each cell of the others
    marked.py       the user's own workbook with faulty cells marked; listing.py: as CSV and JSON
    outgoing.py     sổ đăng ký văn bản đi
    corrections.py  cells corrected on a page: laid over what was read; cut.py: what is needed to judge one document again
"""

from service.sheets.corrections import UNREACHED, Correction, corrected
from service.sheets.cut import Cutter, assembled
from service.sheets.listing import as_json, faults_csv
from service.sheets.marked import marked
from service.sheets.readiness import Judged, Readiness, counted, judge, placed
from service.sheets.reading import read_book, read_rows
from service.sheets.rows import Cell, Fault, Row, Rows, file_name
from service.sheets.workbook import workbook

__all__ = ["UNREACHED", "Cell", "Correction", "Cutter", "Fault", "Judged", "Readiness", "Row", "Rows", "as_json", "assembled",
           "corrected", "counted", "faults_csv", "file_name", "judge", "marked", "placed", "read_book", "read_rows", "workbook"]
