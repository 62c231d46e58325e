"""A PDF and its marks → its copy with an annotation at every place; the file's own bytes stay, an update is appended.

A signed file is refused: an annotation is a change after signing, and whoever verifies the copy would be told so.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any, Final

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NumberObject,
    pdf_name,
    pdf_string,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from service.copies.field import Frame, frame_of, hang
from service.errors import FileRefused, Problem, SignatureRefused, problem
from service.marks.values import Box, Mark, Marked
from service.rules.annotate import AUTHOR, comment_text
from service.rules.finding import Severity
from service.sign.reading import opened, reading

_PT: Final = 72 / 25.4
_PRINTED: Final = 4                               # ISO 32000-1, table 165
_COLORS: Final[dict[Severity, str]] = {"loi": "0.64 0.14 0.11", "nhac": "0.54 0.35 0", "luu_y": "0.11 0.31 0.45"}
_BADGE_PT: Final = 11.0
_SIZE_PT: Final = 7.5
_HAIR_PT: Final = 0.1
_EDGE_PT: Final = 6.0                             # what has no place stands at the corner of its page, or of the first


def annotated(data: bytes, marked: Marked, say: Callable[[Problem], str] | None = None) -> bytes:
    """The copy. `say` gives messages in the reader's language. Raises FileUnreadable, FileRefused (signed, locked)."""
    try:
        writer = opened(data)
    except SignatureRefused as locked:
        raise FileRefused(problem("annotate-locked", "Tệp PDF khóa quyền sửa nên không ghi nhận xét vào được; hãy xem nhận xét "
                                  "trên trang này.")) from locked
    with reading():
        if writer.prev.embedded_signatures:
            raise FileRefused(problem("annotate-signed", "Tệp đã ký số: ghi nhận xét vào là sửa tệp sau khi ký; hãy xem nhận xét "
                                      "trên trang này hoặc trên bản in."))
        for page in range(1, len(marked.pages) + 1):
            own = [mark for mark in marked.marks if (mark.page or 1) == page]
            if own:
                _write(writer, page, own, say)
        out = BytesIO()
        writer.write(out)
    return out.getvalue()


def _write(writer: IncrementalPdfFileWriter, number: int, marks: list[Mark], say: Callable[[Problem], str] | None) -> None:
    reference = writer.find_page_for_modification(number - 1)[0]
    page = reference.get_object()
    frame = frame_of(page)
    taken: list[tuple[float, float]] = []
    for mark in marks:
        box = _corners(mark.box) if mark.box else (_EDGE_PT,) * 4
        badge = _badge(mark, box, taken)
        taken.append(badge)
        hang(writer, page, "/Annots", writer.add_object(_annotation(writer, reference, frame, box, badge, mark, say)))
    writer.update_container(page)


def _corners(box: Box) -> tuple[float, float, float, float]:
    return (box.x_mm * _PT, box.y_mm * _PT, (box.x_mm + box.width_mm) * _PT, (box.y_mm + box.height_mm) * _PT)


def _badge(mark: Mark, box: tuple[float, float, float, float], taken: list[tuple[float, float]]) -> tuple[float, float]:
    """Left and top of the number: left of its frame, or over it where words of the line stand left of it; clear of others."""
    step = _width(mark) + 1.5
    at, top = (box[0], max(box[1] - _BADGE_PT, 1.0)) if mark.within else (max(box[0] - step, 1.0), max(box[1], 1.0))
    while any(abs(at - x) < step - _HAIR_PT and abs(top - y) < _BADGE_PT - _HAIR_PT for x, y in taken):
        if mark.within:
            at += step
        elif at - step >= 1.0:
            at -= step
        else:
            top += _BADGE_PT + 1
    return at, top


def _width(mark: Mark) -> float:
    return max(_BADGE_PT, 4 + 4.6 * len(str(mark.number)))


def _annotation(
    writer: IncrementalPdfFileWriter, page: generic.Reference, frame: Frame, box: tuple[float, float, float, float],
    badge: tuple[float, float], mark: Mark, say: Callable[[Problem], str] | None,
) -> DictionaryObject:
    """A frame round the place with its number beside it (12.5.6.8)."""
    color, label, width = _COLORS[mark.severity], str(mark.number), _width(mark)
    left, top, right, bottom = box
    at, over = badge
    outer = (min(left, at) - 1, min(top, over) - 1, max(right, at + width) + 1, max(bottom, over + _BADGE_PT) + 1)
    wide, high = outer[2] - outer[0], outer[3] - outer[1]
    drawn = f"q {color} RG {color} rg 0.8 w "
    if mark.box:
        drawn += f"{left - outer[0]:.2f} {outer[3] - bottom:.2f} {right - left:.2f} {bottom - top:.2f} re S "
    x, y = at - outer[0], outer[3] - over - _BADGE_PT
    drawn += f"{x:.2f} {y:.2f} {width:.2f} {_BADGE_PT:.2f} re f BT 1 1 1 rg /F {_SIZE_PT} Tf {x + 2.5:.2f} {y + 2.8:.2f} Td "
    drawn += f"({label}) Tj ET Q"
    (x0, y0), (x1, y1) = frame.to_page(outer[0], outer[1]), frame.to_page(outer[2], outer[3])
    corners = [round(one, 2) for one in (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))]
    return _dictionary({
        "/Type": pdf_name("/Annot"), "/Subtype": pdf_name("/Square"), "/Rect": ArrayObject(map(FloatObject, corners)),
        "/Contents": generic.pdf_string(comment_text(mark.finding, say, mark.number)), "/T": pdf_string(AUTHOR),
        "/NM": pdf_string(f"vanban-{mark.number}"), "/F": NumberObject(_PRINTED),
        "/C": ArrayObject(FloatObject(one) for one in color.split()), "/P": IndirectObject(page.idnum, page.generation, writer),
        "/AP": _dictionary({"/N": writer.add_object(_appearance(drawn, wide, high, frame.turn))}),
    })


def _appearance(drawn: str, wide: float, high: float, turn: int) -> generic.StreamObject:
    """A form whose matrix turns it back on a page that is shown turned (12.5.5)."""
    font = _dictionary({"/Type": pdf_name("/Font"), "/Subtype": pdf_name("/Type1"), "/BaseFont": pdf_name("/Helvetica-Bold")})
    matrix = {0: (1, 0, 0, 1, 0, 0), 90: (0, 1, -1, 0, high, 0), 180: (-1, 0, 0, -1, wide, high),
              270: (0, -1, 1, 0, 0, wide)}[turn]
    return generic.StreamObject(_dictionary({
        "/Type": pdf_name("/XObject"), "/Subtype": pdf_name("/Form"),
        "/BBox": ArrayObject(map(FloatObject, (0, 0, round(wide, 2), round(high, 2)))),
        "/Matrix": ArrayObject(map(FloatObject, matrix)),
        "/Resources": _dictionary({"/Font": _dictionary({"/F": font})}),
    }), stream_data=drawn.encode("ascii"))


def _dictionary(entries: dict[str, Any]) -> DictionaryObject:
    return DictionaryObject({pdf_name(name): value for name, value in entries.items()})
