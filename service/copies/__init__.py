"""Copies in electronic form: sao y, sao lục, trích sao (Nghị định 30/2020/NĐ-CP, Điều 25; Phụ lục I, Phần II, Mục I; mẫu 3.2).

    sources    files → what they are    one PDF, one Word file, or pages as pictures
    routes     Điều 25 as data          which copies there are, how each is made
    standard   plates → problems        what a scan must be: in colour, 200 dots to the inch, 100 %
    extract    Paper → Paper            trích sao: the document set anew with the parts that are copied
    place      page 1 → a free place    ô 14, top right
    field      PDF → PDF + update       the empty field of the agency's signature
    tagged     its element              so that a tagged file stays PDF/UA
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.copies import standard
from service.copies.extract import extracted
from service.copies.field import first_page, with_field
from service.copies.place import spot
from service.copies.routes import FORMS, ORIGINALS, ROUTES, Form, Original, Source, not_allowed, route
from service.copies.sources import sources
from service.copies.standard import SIZES, Size, sizes_of
from service.errors import InputRefused, Problem, problem
from service.pdfium import Plate, plates

__all__ = ["FORMS", "ORIGINALS", "ROUTES", "SIZES", "Copy", "Form", "Original", "Size", "Source", "Wanted", "check_wanted",
           "copied", "extracted", "sizes_of", "sources"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What copy is asked for. `sizes`: the paper's, where it is not A4."""

    form: Form
    agency: str
    source: Source = "paper"
    of: Original | None = None
    sizes: tuple[Size, ...] = (standard.A4,)

    @property
    def line(self) -> str:
        """What stands in the field before the time (Phần II, I.3c)."""
        return f"{FORMS[self.form]}; {self.agency}"


@dataclass(frozen=True, slots=True)
class Copy:
    """The copy with the agency's field, not signed yet. `faults` break the decree, `notices` are worth a look."""

    pdf: bytes
    pages: int
    faults: tuple[Problem, ...]
    notices: tuple[Problem, ...]


def check_wanted(wanted: Wanted) -> None:
    """Raises InputRefused with everything that Điều 25 does not know."""
    problems = list(not_allowed(wanted.form, wanted.source, wanted.of))
    if not wanted.agency.strip():
        problems.append(problem("copy-agency-missing", "Cần tên cơ quan, tổ chức sao văn bản.", place="agency"))
    InputRefused.raise_any(problems)


def copied(pdf: bytes, wanted: Wanted, *, max_pages: int) -> Copy:
    """A scan, or for a trích sao a document set anew → the copy. The given bytes stay as they are; the field is appended.

    Raises InputRefused (what Điều 25 does not know; no scan where it must be one), FileUnreadable, SignatureRefused.
    """
    check_wanted(wanted)
    seen = plates(pdf, max_pages=max_pages)
    _require_made_right(seen, wanted)
    page = first_page(pdf)
    faults: list[Problem] = []
    notices: list[Problem] = []
    scanned = wanted.form != "TrS"
    if scanned:
        faults += standard.below_standard(seen, wanted.sizes)
        notices += standard.worth_a_look(seen)
    if page.ours:
        return Copy(pdf, len(seen), tuple(faults), tuple(notices))
    where = spot(pdf, page.width, page.height, wanted.line, page.annotations)
    return Copy(with_field(pdf, where.box), len(seen), (*faults, *where.faults), (*notices, *where.notices))


def _require_made_right(seen: Sequence[Plate], wanted: Wanted) -> None:
    """A scan, or a document set anew, as Điều 25 has it. Raises InputRefused."""
    found = route(wanted.form, wanted.source)
    scans = [plate for plate in seen if standard.scanned(plate)]
    if found and found.made == "scanned" and not scans:
        raise InputRefused(problem("copy-not-scan", "{hinh_thuc} sang văn bản điện tử làm bằng số hóa văn bản giấy ({dieu}); tệp "
                                   "này không phải bản quét.", place="file", hinh_thuc=FORMS[wanted.form], dieu=found.clause))
    if found and found.made == "set_anew" and scans:
        raise InputRefused(problem("copy-extract-scan", "Trích sao tạo lập lại đầy đủ thể thức và phần nội dung được trích "
                                   "({dieu}), không phải trang quét; hãy soạn lại, hoặc sao y.",
                                   place=f"trang {scans[0].number}", dieu=found.clause))
