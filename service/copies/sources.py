"""The files of a copy → what they are, by their first bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, Literal

from service.copies.routes import FORMS
from service.errors import InputRefused, Problem, problem

if TYPE_CHECKING:
    from service.copies import Wanted

Kind = Literal["pdf", "docx", "images"]
_PICTURES: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"II*\0", b"MM\0*")      # JPEG, PNG, TIFF
_PACKED: Final = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")          # Word files; the guard says more


def sources(files: Sequence[tuple[str, bytes]], wanted: Wanted, keep: Sequence[str]) -> Kind:
    """One PDF, one Word file (trích sao), or pictures of pages. Raises InputRefused."""
    kinds = {_kind(data) for _, data in files}
    problems = list(_wrong(files, kinds))
    if not problems and kinds == {"docx"} and wanted.form != "TrS":
        problems.append(problem("copy-word-file", "{hinh_thuc} làm từ bản quét; tệp Word chỉ dùng để trích sao.",
                                place=files[0][0], hinh_thuc=FORMS[wanted.form]))
    if not problems and kinds != {"docx"} and keep:
        problems.append(problem("copy-keep", "Chỉ chọn phần được trích từ tệp Word (.docx); tệp khác phải là bản đã trích.",
                                place="keep"))
    InputRefused.raise_any(problems)
    return "pdf" if "pdf" in kinds else "docx" if "docx" in kinds else "images"


def _wrong(files: Sequence[tuple[str, bytes]], kinds: set[Kind | None]) -> Iterator[Problem]:
    if not files:
        yield problem("copy-file-missing", "Cần tệp PDF, ảnh quét các trang hoặc tệp Word được sao.", place="file")
    for name, data in files:
        if _kind(data) is None:
            yield problem("copy-file-kind", "Không phải tệp PDF, ảnh (JPEG, PNG, TIFF) hoặc tệp Word (.docx).", place=name)
    if len(files) > 1 and kinds != {"images"}:
        yield problem("copy-file-one", "Nhiều tệp chỉ khi đều là ảnh quét các trang; PDF hoặc Word thì một tệp.", place="file")


def _kind(data: bytes) -> Kind | None:
    if b"%PDF-" in data[:1024]:                   # ISO 32000-1, annex H
        return "pdf"
    if data.startswith(_PICTURES):
        return "images"
    return "docx" if data.startswith(_PACKED) else None
