"""The order of the steps, and nothing else: every door calls these functions.

Data and campaign → values → DOCX → Paper → PDF; a stranger's DOCX enters at the guard. Whatever can be read → Seen → Report.
Three hundred and some lines because every step stands here once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from service import __version__, doctypes
from service.campaign.shared import Shared
from service.config import settings
from service.deadline import deadline
from service.doctypes import DocumentType, Values, apart, origin
from service.doctypes.apart import Appendices
from service.doctypes.blame import blaming
from service.errors import InputRefused, LimitExceeded, NotSignReady, Problem, SignatureRefused, problem
from service.fill import Filled
from service.fix import Fixed, fix
from service.fonts import faces
from service.guard import Kind, inspect, kind_of, text_of
from service.marks import Marked
from service.marks import marked as placed
from service.paper import Construct, Paper
from service.pdfa import Attachment
from service.pdfium import written
from service.picture import page_png
from service.printing import Printer, warm_other
from service.printing import printed as on_paper
from service.printing import warm as warm_press
from service.printing.engine import name as engine_name
from service.read import read
from service.rules import Report, check
from service.rules.reports import as_json
from service.rules.see import see_paper, see_text
from service.rules.see.pdf import see_pdf
from service.rules.seen import Seen
from service.telemetry import counted, found, step

if TYPE_CHECKING:                                 # pyHanko is half a second of imports, for what few calls need
    from service.copies import Copy, Wanted
    from service.sign import Key, Order, Signed
    from service.verify import Verified

Format = Literal["docx", "pdf"]


@dataclass(frozen=True, slots=True)
class Printed:
    """A DOCX on paper: the PDF, every construct of the file that the print does not honour, and who printed it, with the reasons
    where it was not our own press."""

    pdf: bytes
    pages: int
    paper: Paper
    constructs: tuple[Construct, ...]
    printer: Printer
    notices: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that was judged: as what it was read, what was seen of it, and what is wrong with it."""

    kind: Kind
    seen: Seen
    report: Report

    def as_json(self, say: Callable[[Problem], str] | None = None) -> dict[str, Any]:
        """What both doors answer: the report, and what the file was taken for. `say` gives messages in the reader's language."""
        seen = self.seen
        issued = seen.issued.isoformat() if seen.issued else None
        taken = {"kind": self.kind, "type": seen.abbreviation, "issued": issued, "outside": seen.outside or None}
        return as_json(self.report, say) | taken


@dataclass(frozen=True)
class Issued:
    """A document made from data. `pdf` and `pages` are None where no PDF was asked for; `report` is made when it is asked for."""

    type: DocumentType
    filled: Filled
    pdf: bytes | None
    pages: int | None
    paper: Paper
    constructs: tuple[Construct, ...]
    notices: tuple[Problem, ...]
    stem: str
    printer: Printer | None = None
    attached: tuple[Issued, ...] = ()            # its appendices, where they were asked for as files of their own

    @property
    def docx(self) -> bytes:
        """The Word file."""
        return self.filled.docx

    @cached_property
    def seen(self) -> Seen:
        """What the checker sees of this document."""
        return see_paper(self.paper)

    @cached_property
    def report(self) -> Report:
        """What the checker says of this document. Raises LimitExceeded."""
        with deadline(settings().max_seconds), step("check"):
            return _judged(self.seen)

    @cached_property
    def marked(self) -> Marked:
        """Where on the pages of its PDF each finding stands; without a PDF no finding has a place. Raises LimitExceeded."""
        return marked(self.report, self.seen, self.pdf)

    def require_sign_ready(self) -> None:
        """Raises NotSignReady with every open *lỗi*; what only its samples show, or practice (*nhắc*), hinders nobody."""
        NotSignReady.raise_any(
            replace(found.fault.problem, place=" · ".join(filter(None, (found.code, found.fault.place))))
            for found in self.report.findings if found.severity == "loi"
        )


def issue(
    slug: str,
    data: Mapping[str, object],
    *,
    campaign: Mapping[str, object] | Shared | None = None,
    today: date | None = None,
    formats: Collection[Format] = ("docx", "pdf"),
    folder: Path | None = None,
    appendices: Appendices = "inside",
    attach: bool = False,
    seen: Callable[[DocumentType, Values], None] = lambda *_: None,
) -> Issued:
    """Type and data → the document as Word file and PDF, its appendices inside or in files of their own.

    `today` stands for the date of a document not yet dated; `folder` is where relative image paths start; `attach` puts what the
    document was made from into its PDF (not into those of appendices apart); `seen` sees the values before they are filled in and
    may refuse them. Raises TypeUnknown, InputRefused with all problems, LimitExceeded, or the fault of template or fonts.
    """
    doctype = doctypes.get(slug)
    if attach and "pdf" not in formats:
        raise InputRefused(problem("attach-without-pdf", "Dữ liệu nguồn chỉ đính kèm được vào tệp PDF; hãy lấy cả dạng PDF."))
    with counted(doctype.slug, formats), deadline(settings().max_seconds), blaming(data, campaign):
        with step("values"):
            values = doctype.values(data, campaign=campaign, today=today, folder=folder)
        seen(doctype, values)
        source = origin.attachment(doctype, data, values.from_campaign) if attach else None
        if appendices == "inside" or not values.appendices:
            return _made(doctype, values, formats, source)
        kind = doctypes.get(apart.TYPES[appendices])
        attached = tuple(
            _made(kind, one, formats) for one in apart.values_of(values, kind, electronic=appendices == "electronic")
        )
        alone = replace(values, context=values.context | {"cac_phu_luc": []})
        return replace(_made(doctype, alone, formats, source), attached=attached)


def print_docx(data: bytes) -> Printed:
    """A stranger's DOCX → PDF. Raises FileUnreadable, FileRefused, LimitExceeded, FontFault."""
    limits = settings()
    with deadline(limits.max_seconds):
        package = inspect(data, max_bytes=limits.max_docx_bytes, max_parts=limits.max_parts)
        return _print(read(package), foreign=True)


@step("check_file")
def check_file(data: bytes, *, name: str = "") -> Checked:
    """A stranger's DOCX, PDF or plain text (UTF-8) → what is wrong with it by the decree.

    `name` is a file name: its suffix decides where the content leaves a doubt. Raises FileUnreadable, FileRefused, LimitExceeded.
    """
    limits = settings()
    kind = kind_of(data, name)
    with deadline(limits.max_seconds):
        match kind:
            case "docx":
                seen = see_paper(read(inspect(data, max_bytes=limits.max_docx_bytes, max_parts=limits.max_parts)))
            case "pdf":
                seen = see_pdf(data, max_bytes=limits.max_docx_bytes, max_pages=limits.max_pages)
            case "text":
                seen = see_text(text_of(data))
        return Checked(kind, seen, _judged(seen))


def printed(checked: Checked) -> Printed | None:
    """A Word file that was checked, on paper; None of others. Raises LimitExceeded, FontFault."""
    if checked.seen.paper is None:
        return None
    with deadline(settings().max_seconds):
        return _print(checked.seen.paper, foreign=True)


def marked(report: Report, seen: Seen, pdf: bytes | None) -> Marked:
    """Where on the pages of `pdf` each finding stands: of a Word file its print, of a PDF itself. Raises LimitExceeded."""
    limits = settings()
    with deadline(limits.max_seconds):
        pages = written(pdf, max_pages=limits.max_pages, by_tags=seen.source == "docx") if pdf else ()
        return placed(report, seen, pages)


@step("verify")
def annotated_pdf(data: bytes, checked: Checked, say: Callable[[Problem], str] | None = None) -> bytes:
    """A PDF that was checked → its copy with an annotation at every place; `say` as in `Checked.as_json`.

    Raises FileUnreadable, FileRefused (signed, locked), LimitExceeded.
    """
    from service.marks.annotated import annotated

    with deadline(settings().max_seconds):
        return annotated(data, marked(checked.report, checked.seen, data), say)


def verify_file(data: bytes, at: datetime | None = None) -> Verified:
    """Any PDF → its signatures, judged now or as of a moment (with a zone). Raises FileUnreadable, LimitExceeded."""
    from service.verify import verify

    with deadline(settings().max_seconds):
        return verify(data, at)


@step("fix")
def fix_docx(data: bytes) -> Fixed:
    """A stranger's DOCX → its copy with the layout set right. Raises FileUnreadable, FileRefused, LimitExceeded."""
    limits = settings()
    with deadline(limits.max_seconds):
        inspect(data, max_bytes=limits.max_docx_bytes, max_parts=limits.max_parts)
        return fix(data)


def copy_file(
    files: Sequence[tuple[str, bytes]], wanted: Wanted, *, keep: Sequence[str] = (), dpi: float | None = None
) -> Copy:
    """Names and bytes of a PDF, of scanned pages, or of a Word file for a trích sao → the copy, not signed yet.

    `keep`: the parts of a Word file that are copied; `dpi`: for images that do not say theirs. Raises InputRefused,
    FileUnreadable, FileRefused, SignatureRefused, LimitExceeded.
    """
    from service import copies
    from service.pdf import scans_to_pdf

    limits = settings()
    with deadline(limits.max_seconds):
        copies.check_wanted(wanted)
        match copies.sources(files, wanted, keep):
            case "docx":
                paper = read(inspect(files[0][1], max_bytes=limits.max_docx_bytes, max_parts=limits.max_parts))
                extract = copies.extracted(paper, keep)
                made = copies.copied(_print(extract.paper, foreign=True).pdf, wanted, max_pages=limits.max_pages)
                return replace(made, notices=(*extract.notices, *made.notices))
            case "images":
                pdf = scans_to_pdf(files, dpi=dpi, max_pages=limits.max_pages)
                return copies.copied(pdf, wanted, max_pages=limits.max_pages)
            case "pdf":
                return copies.copied(files[0][1], wanted, max_pages=limits.max_pages)


@step("sign")
def sign_copy(
    copy: Copy, wanted: Wanted, order: Order, key: Key, *, drawing: AbstractContextManager[Any] | None = None
) -> Signed:
    """The agency signs a copy; one that breaks the decree it does not sign. Raises what `sign` raises."""
    from service.copies import FORMS
    from service.sign import CopyLine, sign
    from service.sign.places import TEXT

    SignatureRefused.raise_any(copy.faults)
    return sign(copy.pdf, replace(order, field=TEXT, copy=CopyLine(FORMS[wanted.form], wanted.agency)), key, drawing=drawing)


def page_picture(pdf: bytes, page: int = 1, dpi: int = 110) -> bytes:
    """One page of a PDF → PNG. Raises InputRefused where there is no such page."""
    return page_png(pdf, page, dpi)


def warm() -> None:
    """Loads every type, the faces and the printers, so that workers forked afterwards share them."""
    warm_press()
    warm_other()
    for doctype in doctypes.catalogue().values():
        _ = doctype.prepared


def versions() -> dict[str, object]:
    """What is at work: the program, the engine, the faces, the types with the hash of their folder."""
    return {
        "version": __version__,
        "engine": engine_name(),
        "printer": settings().printer,
        "fonts": sorted({face.family for face in faces()}),
        "types": {slug: doctype.version for slug, doctype in doctypes.catalogue().items()},
    }


def _made(doctype: DocumentType, values: Values, formats: Collection[Format], source: Attachment | None = None) -> Issued:
    """Values → the files."""
    with step("fill"):
        filled = doctype.prepared.filled(values.context)
    with step("read"):
        paper = filled.paper
    printed = _print(paper, source=source) if "pdf" in formats or doctype.max_pages else None
    if printed and doctype.max_pages and printed.pages > doctype.max_pages:
        raise InputRefused(_too_long(doctype, values, printed.pages))
    return Issued(
        type=doctype,
        filled=filled,
        pdf=printed.pdf if printed and "pdf" in formats else None,
        pages=printed.pages if printed else None,
        paper=paper,
        constructs=printed.constructs if printed else paper.constructs,
        notices=(*values.notices, *printed.notices) if printed else values.notices,
        stem=values.stem,
        printer=printed.printer if printed else None,
    )


def _judged(seen: Seen) -> Report:
    report = check(seen)
    found(finding.code for finding in report.findings)
    return report


def _too_long(doctype: DocumentType, values: Values, pages: int) -> Problem:
    """What to shorten: the longest of its texts."""
    texts = [name for name, spec in doctype.schema.fields.items() if spec.kind in ("text", "long_text")]
    longest = max(texts, key=lambda name: len(str(values.context.get(name) or "")))
    return problem("pages-too-many", "Văn bản dài {so} trang, loại này không quá {nhieu_nhat} trang: hãy rút gọn “{truong}”.",
                   pointer=f"/{longest}", so=pages, nhieu_nhat=doctype.max_pages or 0,
                   truong=doctype.schema.fields[longest].label)


def _print(paper: Paper, *, foreign: bool = False, source: Attachment | None = None) -> Printed:
    made = on_paper(paper, foreign=foreign, source=source)
    most = settings().max_pages
    if made.pages > most:
        raise LimitExceeded(problem("limit-pages", "Văn bản dài {so} trang, quá giới hạn {nhieu_nhat} trang (VANBAN_MAX_PAGES).",
                                    so=made.pages, nhieu_nhat=most))
    return Printed(made.pdf, made.pages, paper, (*paper.constructs, *made.constructs), made.printer, made.notices)
