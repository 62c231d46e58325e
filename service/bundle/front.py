"""What lies on top of a print file: the cover sheet and the index, pages of our own engine. Lines are measured and broken here,
so how many pages the index has is known before any page number is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from service.fonts import Face, faces
from service.html import Html
from service.html.sheet import pt
from service.language import Language, translate_text
from service.paper import Properties

WIDTH_PT, HEIGHT_PT = 595.3, 841.9               # A4
_LEFT_PT: Final = 70.0
_ROOM_PT: Final = WIDTH_PT - 2 * _LEFT_PT
_TOP_PT: Final = 62.0
_SIZE_PT: Final = 11.0
_LINE_PT: Final = 15.6
_LINES: Final = 45                               # of the index on a page
_HEAD_LINES: Final = 3                           # what its title takes of the first page
_AT_ONCE: Final = 20                             # pages of the index laid out together: what bounds its memory
_NUMBER_PT: Final = 40.0                         # left for a page number: seven digits
_DOTS_PT: Final = 24.0                           # the shortest leader
_INDENT_PT: Final = 14.0
_FAMILY: Final = "Times New Roman"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the index: a heading, or words of the document `document`; the last of them carries its page."""

    words: str
    document: int = -1
    last: bool = False
    first: bool = True


def cover(title: str, facts: Sequence[tuple[str, str]], language: Language) -> bytes:
    """The first sheet: the batch's name, and lines of what and how much. One page."""
    regular, bold = _face(), _face(bold=True)
    content = [_at(230, _known(translate_text("TỆP IN", language), bold), f"font-size:15pt;font-weight:bold;{_CENTRE}")]
    top = 262.0
    for line in _filled(_known(title, bold), 20.0, _ROOM_PT, bold):
        content.append(_at(top, line, f"font-size:20pt;font-weight:bold;{_CENTRE}"))
        top += 27
    top += 24
    left = max(_width(f"{name}:", 13.0, regular) for name, _ in facts) + 16
    for name, value in facts:
        content.append(_at(top, f"{_known(name, regular)}:", "font-size:13pt"))
        for line in _filled(_known(value, bold), 13.0, _ROOM_PT - left, bold):
            content.append(_at(top, line, f"left:{pt(_LEFT_PT + left)};font-size:13pt;font-weight:bold"))
            top += 21
    return _set([content], translate_text("Tệp in", language), language)


def index_lines(documents: Sequence[str], headings: Mapping[int, str]) -> list[list[Line]]:
    """Words of each document, and headings before some → pages of lines. No heading stands last on a page, no document on two."""
    regular, bold = _face(), _face(bold=True)
    pages: list[list[Line]] = [[Line("")] * _HEAD_LINES]
    room = _ROOM_PT - _NUMBER_PT - _DOTS_PT - 2 * _INDENT_PT
    for number, words in enumerate(documents):
        pieces = _filled(_known(words, regular), _SIZE_PT, room, regular)
        group = [Line(piece, number, place == len(pieces), place == 1) for place, piece in enumerate(pieces, start=1)]
        if number in headings:
            over = [Line(piece) for piece in _filled(_known(headings[number], bold), _SIZE_PT, _ROOM_PT, bold)]
            group = [*([Line("")] if number else []), *over, *group]
        if len(pages[-1]) + len(group) > _LINES:
            pages.append([])
            group = group[number in headings:]                       # no gap at the top of a page
        pages[-1] += group
    return pages


def index(pages: Sequence[Sequence[Line]], starts: Sequence[int], first: int, language: Language) -> Iterator[bytes]:
    """Pages of lines → PDFs of some pages each. `starts`: the page of each document, `first`: that of the index (from 1)."""
    regular = _face()
    title = translate_text("MỤC LỤC", language)
    for begin in range(0, len(pages), _AT_ONCE):
        sheets = []
        for number, lines in enumerate(pages[begin:begin + _AT_ONCE], start=begin):
            content = [] if number else [_at(_TOP_PT, title, f"font-size:15pt;font-weight:bold;{_CENTRE}")]
            for place, line in enumerate(lines):
                if line.words:
                    content.append(_entry(_TOP_PT + place * _LINE_PT, line, starts, regular))
            content.append(_at(HEIGHT_PT - 46, str(first + number), f"font-size:11pt;{_CENTRE}"))
            sheets.append(content)
        yield _set(sheets, title.capitalize(), language)


_CENTRE: Final = f"left:0;width:{pt(WIDTH_PT)};text-align:center"


def _entry(top: float, line: Line, starts: Sequence[int], face: Face) -> str:
    """A line of the index; leader and page where a document's words end. What is no multiple of a dot goes before the leader."""
    if line.document < 0:
        return _at(top, line.words, "font-weight:bold")
    indent = _INDENT_PT if line.first else 2 * _INDENT_PT
    style = f"left:{pt(_LEFT_PT + indent)}"
    if not line.last:
        return _at(top, line.words, style)
    page = str(starts[line.document])
    room = _ROOM_PT - indent - _width(f"{line.words}  {page}", _SIZE_PT, face)
    dot = _width(".", _SIZE_PT, face)
    count = int(room / dot)
    return _at(top, f"{line.words} ", style, f'<span style="padding-left:{pt(room - count * dot)}">{"." * count} {page}</span>')


def _at(top: float, words: str, style: str, behind: str = "") -> str:
    """A line at its height on the page; `behind` is markup."""
    return f'<p style="top:{pt(top)};{style}">{escape(words)}{behind}</p>'


def _set(sheets: Sequence[Sequence[str]], title: str, language: Language) -> bytes:
    from service.pdf import to_pdf  # most of a second of imports, for a print file

    css = (f"@page{{size:{pt(WIDTH_PT)} {pt(HEIGHT_PT)};margin:0}}"
           f"div{{position:relative;height:{pt(HEIGHT_PT - 1)};break-after:page}}"
           f"p{{position:absolute;left:{pt(_LEFT_PT)};width:{pt(_ROOM_PT)};"
           f"font:{pt(_SIZE_PT)}/{pt(_LINE_PT)} {_face().css_family}}}")
    body = "".join(f"<div>{''.join(lines)}</div>" for lines in sheets)
    markup = f'<html lang="{language}"><head><title>{escape(title)}</title><style>{css}</style></head><body>{body}</body></html>'
    return to_pdf(Html(markup, title=title), Properties(language=language))


def _face(*, bold: bool = False) -> Face:
    return faces().find(_FAMILY, bold).face


def _known(words: str, face: Face) -> str:
    """A key may hold signs that the face lacks: a name in a list is no reason to refuse, and no other face is guessed."""
    lacking = face.missing(words)
    return "".join("?" if sign in lacking else sign for sign in words)


def _width(words: str, size_pt: float, face: Face) -> float:
    return face.width_em(words) * size_pt


def _filled(words: str, size_pt: float, room: float, face: Face) -> list[str]:
    """Lines as full as words allow; a word that is too long is cut."""
    lines = [""]
    for word in words.split():
        while word:
            wider = f"{lines[-1]} {word}".strip()
            if _width(wider, size_pt, face) <= room:
                lines[-1], word = wider, ""
            elif lines[-1]:
                lines.append("")
            else:
                fits = next(end for end in range(len(word), 0, -1) if end == 1 or _width(word[:end], size_pt, face) <= room)
                lines[-1], word = word[:fits], word[fits:]
                if word:
                    lines.append("")
    return lines
