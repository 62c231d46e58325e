"""Lines → markup: text nodes with line feeds, a span only where the look changes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape, unescape
from typing import Final

from service.errors import problem
from service.html import pictures
from service.html.borders import color
from service.html.look import run_css
from service.html.sheet import Sheet, pt
from service.lines import Leap, Line, Shape, pitch
from service.lines.atoms import Glyphs, Thing
from service.paper import Bookmark, Field, Float, Label, NoteMark, ParagraphFormat, Picture

_SYMBOL_ASCENT_EM: Final = 1.005
_LINK: Final = re.compile(r"(?i)(https?|mailto):|#")
_LEADERS: Final = {"dot": ".", "hyphen": "-", "underscore": "_", "middle_dot": "·"}
@dataclass(slots=True)
class Scene:
    """Where a paragraph's text is written: its format, its strut, and what the drawings in it become."""

    sheet: Sheet
    form: ParagraphFormat
    strut: Shape
    place: str
    page_format: str = "decimal"
    expands: bool = True  # a justified line stretches before a manual break too
    left_of_page_pt: float = 0.0  # the column's left edge on the page: leaders stand on a grid from the page's edge
    note: Callable[[NoteMark, Shape], str] | None = None
    drawing: Callable[[Float], str] | None = None
    label: int = 0  # so many characters at the beginning are the label of an item


def bullet_strut(label: Label | None, scene: Scene) -> str:
    """A Symbol bullet makes the first line of its item higher: its ascent is 1.005 em, the text's 0.933 (word.md R4)."""
    if label is None or not label.bullet or scene.form.line_rule == "exact" or label.style.family.strip().lower() != "symbol":
        return ""
    shape = scene.strut
    above = (shape.face.ascent_em + shape.face.line_gap_em) * shape.base_pt
    extra = _SYMBOL_ASCENT_EM * label.style.size_pt - above
    if extra <= 0:
        return ""
    line = pitch(shape, scene.form).height_pt
    css_above = (line - shape.face.natural_em * shape.base_pt) / 2 + above
    return f'<b style="height:{pt(css_above + extra)}"></b>'


def write(lines: Sequence[Line], scene: Scene, *, justify: bool, spanned: bool) -> str:
    """The markup of a paragraph's lines (those of one page part). `spanned`: text of the strut's own look needs a span too."""
    return _Writer(scene, justify=justify, spanned=spanned).write(lines)


class _Writer:
    def __init__(self, scene: Scene, *, justify: bool, spanned: bool) -> None:
        self._scene, self._justify, self._spanned = scene, justify, spanned
        self._out: list[str] = []
        self._text: list[str] = []
        self._key: tuple[Shape, str, float] | None = None
        self._label = scene.label

    def write(self, lines: Sequence[Line]) -> str:
        for number, line in enumerate(lines):
            if number:
                self._feed(line)
            self._line(line)
            if line.broken:
                self._flush()
                self._out.append('<i data-tag="joint"></i>')
        self._flush()
        return "".join(self._out)

    def _feed(self, line: Line) -> None:
        """A line feed within a run that goes on, else one of its own: an empty piece of a high run would make a line high."""
        first = line.items[0] if line.items else None
        if self._key is None or not isinstance(first, Glyphs) or (first.shape, first.link) != self._key[:2]:
            self._flush()
        self._text.append("\n")

    def _line(self, line: Line) -> None:
        lead, tail = line.cut_pt
        stretch = self._justify and (line.end == "wrap" or (line.end == "line" and self._scene.expands))
        last_leap = max((k for k, item in enumerate(line.items) if isinstance(item, Leap)), default=-1)
        spacing = 0.0
        if line.gap_count and (line.scale < 1 or (stretch and (last_leap >= 0 or tail))):
            # said here: squeezed blanks, those behind the last tab, and those of a line that ends beside a drawing
            spacing = (line.room_pt - line.width_pt) / line.gap_count
            spacing = round(spacing if line.scale < 1 else max(spacing, 0.0), 4)
        if lead:
            self._flush()
            self._out.append(f'<b style="width:{pt(lead)}"></b>')
        for number, item in enumerate(line.items):
            if isinstance(item, Glyphs):
                self._glyphs(item, spacing if number > last_leap else 0.0)
            elif isinstance(item, Leap):
                self._flush()
                self._leap(item)
            else:
                self._flush()
                self._thing(item)
        rest = tail
        if self._justify and line.scale == 1 and line.items and (not stretch or last_leap >= 0 or tail):
            rest += line.room_pt - line.width_pt - spacing * line.gap_count + 0.02  # fills the line: nothing is left to stretch
        if rest > 0.02 + 0.005:
            self._flush()
            self._out.append(f'<b style="width:{pt(rest)}"></b>')

    def _glyphs(self, item: Glyphs, spacing: float) -> None:
        if self._label:
            label, rest = item.text[: self._label], item.text[self._label :]
            self._label -= len(label)
            self._flush()
            self._key = (item.shape, item.link, spacing)
            self._out.append(f'<span data-tag="Lbl">{self._run(escape(label, quote=False))}</span>')
            self._key = None
            if not rest:
                return
            item = item._replace(text=rest)
        key = (item.shape, item.link, spacing)
        if key != self._key:
            self._flush()
            self._key = key
        text = escape(item.text, quote=False)
        if self._justify and "\u00a0" in text:  # a no-break blank keeps its width: word.md rule 3
            text = text.replace("\u00a0", '<b class="n">\u00a0</b>')
        self._text.append(text)

    def _flush(self) -> None:
        if self._text:
            self._out.append(self._run("".join(self._text)))
            self._text = []
        self._key = None

    def _run(self, text: str) -> str:
        scene = self._scene
        if self._key is None:
            return f"<span>{text}</span>" if self._spanned else text
        shape, link, spacing = self._key
        css = run_css(shape, scene.form, scene.strut)
        name = f' class="{scene.sheet.named(css)}"' if css else ""
        own = (f"word-spacing:{pt(spacing)};" if spacing else "") + self._scaled(text, shape)
        style = f' style="{own}"' if own else ""
        if link and _LINK.match(link):
            return f'<a href="{escape(link)}"><span{name}{style}>{text}</span></a>'
        if name or style or self._spanned:
            return f"<span{name}{style}>{text}</span>"
        return text

    def _scaled(self, text: str, shape: Shape) -> str:
        """Characters drawn wider or narrower (w:w): the engine cannot, so their distance makes up for it, and that is
        reported."""
        scale = shape.style.scale
        if scale == 1:
            return ""
        scene = self._scene
        scene.sheet.report(
            "w:w",
            problem("text-scale", "Chữ co giãn ngang {ty_le} % được in bằng cách giãn khoảng cách chữ.", place=scene.place,
                    ty_le=round(scale * 100)),
            lost=False,
        )  # fmt: skip
        bare = unescape(re.sub(r"<[^>]*>|\n", "", text))
        natural = shape.face.width_em(bare) * shape.size_pt
        return f"letter-spacing:{pt(shape.style.spacing_pt + natural * (scale - 1) / max(len(bare), 1))};"

    def _leap(self, leap: Leap) -> None:
        if leap.width_pt < 0.005:
            return
        width, sign = pt(leap.width_pt), _LEADERS.get(leap.stop.leader)
        shape = leap.shape
        if sign:
            self._out.append(self._leader(leap, sign))
        elif shape.style.underline and shape.style.underline != "none":
            css = f"height:{pt(max(shape.size_pt * 0.05, 0.5))};background:{color(shape.style.color)};"
            self._out.append(f'<b style="width:{width};{css}vertical-align:{pt(-0.12 * shape.size_pt)}"></b>')
        else:
            self._out.append(f'<b style="width:{width}"></b>')

    def _leader(self, leap: Leap, sign: str) -> str:
        """Leader signs at their natural advance on a grid counted from the page's edge (word.md R3b)."""
        shape, scene = leap.shape, self._scene
        advance = shape.face.width_em(sign) * shape.size_pt
        start = scene.left_of_page_pt + leap.x_pt
        lead = -start % advance
        count = int((leap.width_pt - lead + 0.01) // advance)
        if count <= 0:
            return f'<b style="width:{pt(leap.width_pt)}"></b>'
        css = run_css(shape, scene.form, scene.strut)
        tail = max(leap.width_pt - lead - count * advance, 0.0)
        name = f' class="{scene.sheet.named(css)}"' if css else ""
        signs = f'<span{name} data-tag="Artifact">{sign * count}</span>'
        return f'<b style="width:{pt(lead)}"></b>{signs}<b style="width:{pt(tail)}"></b>'

    def _thing(self, thing: Thing) -> None:
        scene, inline = self._scene, thing.inline
        match inline:
            case Bookmark():
                if scene.sheet.anchor(inline.name):
                    self._out.append(f'<a id="{escape(inline.name)}"></a>')
            case Field():
                assert thing.shape is not None
                self._out.append(self._field(inline, thing.shape))
            case Picture():
                self._out.append(pictures.markup(inline, scene.sheet, scene.place))
            case NoteMark():
                assert scene.note is not None
                assert thing.shape is not None
                self._out.append(scene.note(inline, thing.shape))
            case _:
                assert scene.drawing is not None
                self._out.append(scene.drawing(inline))

    def _field(self, inline: Field, shape: Shape) -> str:
        scene = self._scene
        if inline.kind == "SECTIONPAGES":
            scene.sheet.report(
                "SECTIONPAGES",
                problem("section-pages", "Trường SECTIONPAGES được in bằng tổng số trang của cả văn bản.", place=scene.place),
                lost=False,
            )
        css = run_css(shape, scene.form, scene.strut)
        kind = "np" if inline.kind != "PAGE" else counter_class(scene.page_format)
        return f'<i class="{kind}{" " + scene.sheet.named(css) if css else ""}"></i>'


def counter_class(page_format: str) -> str:
    return {"lowerRoman": "pr", "upperRoman": "pR", "lowerLetter": "pa", "upperLetter": "pA"}.get(page_format, "pg")
