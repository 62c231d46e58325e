"""A stranger's DOCX bytes → `Package`: parts read within limits, nothing in it that runs, fetches or hides.

    archive   bytes → members            sizes counted while reading, names, encryption (ECMA-376-2, Annex B)
    markup    bytes → element tree       UTF-8 or UTF-16 only, no DTD, no entity; the one hardened parser
    package   members → Package          content types, relationships
    active    Package → problems         macros, embedded objects, what lies outside the file
    links     target → problem           where a hyperlink may lead
    fields    Package → problems         field codes by an allow-list, also when split over runs
    kind      bytes → docx, pdf or text   what a door is given to check; the text of a plain text file

Nothing opens the ZIP again after this: later stages read parts, trees and relationships from the `Package`.
"""

from __future__ import annotations

from collections.abc import Iterator

from service.errors import FileRefused, FileUnreadable, Problem, problem
from service.guard.active import active_content
from service.guard.archive import MIB, read_members
from service.guard.fields import field_problems
from service.guard.kind import Kind, kind_of, text_of
from service.guard.markup import parse_xml
from service.guard.package import Package, Relationship

__all__ = ["Kind", "Package", "Relationship", "inspect", "kind_of", "parse_xml", "text_of", "unpack"]

_MOST_PROBLEMS = 100
_MAIN_TYPES = frozenset({
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
})
_OTHER_KINDS = {"spreadsheetml": "bảng tính Excel", "presentationml": "tệp trình chiếu PowerPoint", "visio": "bản vẽ Visio"}


def inspect(data: bytes, *, max_bytes: int = 200 * MIB, max_parts: int = 2000) -> Package:
    """DOCX bytes of unknown origin → Package, every XML part parsed, or FileRefused with all that is wrong.

    `max_bytes` bounds all parts unpacked, `max_parts` the number of members. Raises FileUnreadable where the bytes are
    no Word document: an old .doc, a file under a password, another format, a damaged archive.
    """
    members, problems = read_members(data, max_bytes=max_bytes, max_parts=max_parts)
    package = Package(members)
    problems += package.parse_all()
    if not problems:
        _check_word(package)
    problems += active_content(package)
    problems += field_problems(package)
    if not problems:
        return package
    raise FileRefused(*_capped(problems))


def unpack(data: bytes, *, max_bytes: int = 200 * MIB, max_parts: int = 2000) -> Package:
    """DOCX bytes that we made ourselves → Package: the same limits, trees parsed when asked for, no search for active content."""
    members, problems = read_members(data, max_bytes=max_bytes, max_parts=max_parts)
    FileRefused.raise_any(problems)
    package = Package(members)
    _check_word(package)
    return package


def _check_word(package: Package) -> None:
    """Raises FileUnreadable unless the package's main part is a Word document that is there (ECMA-376-1, 11.3.10)."""
    if "[Content_Types].xml" not in package:
        if package.get("mimetype", b"").startswith(b"application/vnd.oasis.opendocument"):
            raise FileUnreadable(problem("file-opendocument", "Đây là tệp OpenDocument (.odt); hãy lưu lại dưới dạng .docx."))
        raise FileUnreadable(problem("file-not-word", "Đây là tệp nén ZIP, không phải văn bản Word (.docx)."))
    main = package.main
    kind = package.content_type(main)
    if kind in _MAIN_TYPES or "macroenabled" in kind.lower():     # the latter is refused by name in `active`
        return
    for mark, name in _OTHER_KINDS.items():
        if mark in kind:
            raise FileUnreadable(problem("file-not-word", "Đây là {loai}, không phải văn bản Word (.docx).", loai=name))
    raise FileUnreadable(problem("file-not-word", "Trong tệp không có nội dung văn bản Word (.docx)."))


def _capped(problems: list[Problem]) -> Iterator[Problem]:
    """Each problem once, and no more than a person reads: a hostile file may hold a million."""
    distinct = list({(found.code, found.place, found.message): found for found in problems}.values())
    yield from distinct[:_MOST_PROBLEMS]
    if len(distinct) > _MOST_PROBLEMS:
        yield problem("problems-more", "Còn {so} lỗi khác không liệt kê.", so=len(distinct) - _MOST_PROBLEMS)
