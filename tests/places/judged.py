"""The rules of docs/signing.md, held against one printed document: every place is where it has to be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from service import doctypes, pipeline
from service.components.signature import Signed
from service.pdfium import ink
from service.pipeline import Issued
from tests.examples import TODAY, issued_example
from tests.places.marks import MM, Box, fields, lines, pages

NEAR: Final = 0.5                                         # mm


def issued(slug: str, changes: Mapping[str, object] | None = None, **more: Any) -> tuple[Issued, dict[str, Signed]]:
    """The type's example with changes (None takes a field away), and what each of its signatures prints."""
    doctype = doctypes.get(slug)
    example = doctype.example()
    data = {name: value for name, value in {**example["data"], **(changes or {})}.items() if value is not None}
    context = doctype.values(data, campaign=example.get("campaign"), today=TODAY).context
    usual = not changes and not more
    made = issued_example(slug) if usual else pipeline.issue(slug, data, campaign=example.get("campaign"), today=TODAY, **more)
    return made, {name: value for name, value in context.items() if isinstance(value, Signed)}


def expected(slug: str, signed: Mapping[str, Signed]) -> list[str]:
    """The names of the fields a document has, by its type's `[draw]`."""
    spec = doctypes.get(slug).form_spec
    shown = [cell.removesuffix("?") for row in spec.signatures or () for cell in row
             if signed.get(cell.removesuffix("?")) and not (cell.endswith("?") and not signed[cell.removesuffix("?")].ho_ten)]
    seals = spec.seals or ()
    return [name for field in shown for name in (f"chu_ky{field[2:]}", f"dau{field[2:]}") if name[0] == "c" or field in seals]


def wrong(pdf: bytes, signed: Mapping[str, Signed], *, seal_mm: float = 36.0) -> list[str]:
    """What is wrong with the places of these signatures."""
    return list(_wrong(pdf, signed, seal_mm))


def _wrong(pdf: bytes, signed: Mapping[str, Signed], seal_mm: float) -> Iterator[str]:
    found, sheets = fields(pdf), pages(pdf)
    signing = {one.page for one in found}
    shown = lines(sheet for sheet in sheets if sheet.number in signing)
    by_name = {one.name: one for one in found}
    if len(by_name) < len(found):
        yield "two fields of one name"
    for one in found:
        sheet = sheets[one.page - 1]
        if one.left < 0 or one.top < 0 or one.right > sheet.width * MM or one.bottom > sheet.height * MM:
            yield f"{one.name} leaves the page"
        over, = ink(pdf, one.page, [(one.left / MM, one.top / MM, one.right / MM, one.bottom / MM)])
        if over:
            yield f"{one.name} is over something ({over:.4f})"
        own = one.name.replace("dau", "chu_ky", 1)
        yield from (f"{one.name} meets {other.name}" for other in found
                    if other is not one and one.meets(other) and other.name.replace("dau", "chu_ky", 1) != own)
    for field, signature in signed.items():
        mark = by_name.get(f"chu_ky{field[2:]}")
        if mark is not None:
            yield from _between(mark, signature, shown)
            seal = by_name.get(f"dau{field[2:]}")
            yield from _sealed(mark, seal, seal_mm) if seal else ()


def _between(mark: Box, signature: Signed, shown: Sequence[Box]) -> Iterator[str]:
    """Centred on what stands above and below it, on their page."""
    above = _bare(signature.ghi_chu or signature.dong[-1])
    below = _bare(signature.chuc_vu_khac.upper() or signature.ho_ten)
    upper = [one for one in shown if one.page == mark.page and above.endswith(one.name) and one.bottom < mark.middle[1]
             and one.left < mark.middle[0] < one.right]
    lower = [one for one in shown if one.page == mark.page and below.startswith(one.name) and one.top > mark.middle[1]
             and one.left < mark.middle[0] < one.right]
    if not upper or (below and not lower):
        yield f"{mark.name} on page {mark.page} is not between {above} and {below}"
        return
    office = max(upper, key=lambda one: one.bottom)
    name = min(lower, key=lambda one: one.top) if below else None
    yield from (f"{mark.name} is not centred on {one.name}" for one in (office, name)
                if one and abs(one.middle[0] - mark.middle[0]) > NEAR)
    if mark.top < office.bottom or (name and mark.bottom > name.top):
        yield f"{mark.name} is not between its lines"


def _sealed(mark: Box, seal: Box, seal_mm: float) -> Iterator[str]:
    if any(abs(side - seal_mm) > 0.1 for side in seal.size):
        yield f"{seal.name} is not as large as the seal: {seal.size}"
    if abs(seal.right - (mark.left + mark.size[0] / 3)) > NEAR or seal.left > mark.left:
        yield f"{seal.name} does not cover the left third of {mark.name}"
    if abs(seal.middle[1] - mark.middle[1]) > NEAR or seal.page != mark.page:
        yield f"{seal.name} is not level with {mark.name}"


def _bare(text: str) -> str:
    return "".join(text.split())
