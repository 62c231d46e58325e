"""Blocks in a column → markup: the gaps between them, what hangs, what is kept together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from service.blocks import wrap
from service.blocks.borders import border_pt
from service.blocks.frame import Frame
from service.blocks.roles import GOES_ON, PLAIN, Outline, Role, heading, items
from service.blocks.wrap import Band
from service.html import drawing, notes
from service.html import table as tables
from service.html.borders import border_css
from service.html.inline import Scene, bullet_strut
from service.html.paragraph import Body, body, element, inner, page_anchored, pages, text_css
from service.html.sheet import Sheet, pt
from service.lines import Line, Notch, Ruler, Shape, fill, pitch
from service.lines.atoms import Thing
from service.paper import Block, Borders, Float, NoteMark, Paper, Paragraph, Picture, Table


@dataclass(slots=True)
class Shared:
    """What all flows of one document share."""

    paper: Paper
    ruler: Ruler
    sheet: Sheet
    outline: Outline = field(default_factory=Outline)

    @property
    def squeeze(self) -> bool:
        """Justified lines take one word more where their blanks allow it (word.md R1)."""
        return self.paper.squeezes

    @property
    def controls_cells(self) -> bool:
        """Widow control holds inside cells (word.md R3: in mode 15, not before)."""
        return self.paper.compat_mode >= 15


@dataclass(slots=True)
class Flow:
    """A column being filled. `hang_pt`: how far below the body's bottom the section's largest extra leading may stand
    (fidelity.md §4 rule 4: the page is made longer by it, and every block keeps clear by what it does not need)."""

    shared: Shared
    frame: Frame
    width_pt: float
    left_of_page_pt: float
    page_format: str = "decimal"
    hang_pt: float = 0.0
    in_cell: bool = False
    in_note: bool = False
    headed: bool = True  # headings may stand here: not in headers, notes and tables of data
    forced: str = ""  # the break before the next block: "page", "column", or none
    fresh: bool = False  # document or section start: the next gap is kept at the page's top
    dropped: bool = False  # after a page-break character: the next `before` is dropped (word.md R2)
    after_pt: float = 0.0  # of the paragraph before
    cleared_pt: float = 0.0  # the clearance below the block before, see `hang_pt`
    height_pt: float = 0.0
    first: bool = True
    bands: list[Band] = field(default_factory=list)
    out: list[str] = field(default_factory=list)

    def blocks(self, blocks: Sequence[Block], role: Role = PLAIN) -> None:
        """Sets the blocks one below the other; `role`: of every paragraph that is neither heading nor item of a list."""
        listed = items(blocks)
        for number, block in enumerate(blocks):
            before = blocks[number - 1] if number else None
            after = blocks[number + 1] if number + 1 < len(blocks) else None
            if isinstance(block, Paragraph):
                found = listed.get(number, PLAIN)
                if found is PLAIN and self.headed:
                    found = heading(block, before, after, self.shared.outline, aside=self.in_cell)
                self.paragraph(block, before, after, role if found is PLAIN else found)
            else:
                self.table(block, last=after is None)

    @property
    def markup(self) -> str:
        return "".join(self.out)

    # ------------------------------------------------------------ paragraphs

    def lines(self, paragraph: Paragraph, notch: Notch | None = None) -> list[Line]:
        shared = self.shared
        tab = shared.paper.default_tab_pt
        return fill(paragraph, shared.ruler, self.width_pt, squeeze=shared.squeeze, default_tab_pt=tab, notch=notch)

    def push(self, paragraph: Paragraph | None, line_pt: float) -> float:
        """What drawings push the next block down by, in points; a paragraph's own drawings count."""
        if paragraph is not None and any(isinstance(i, Float) for i in paragraph.inlines):
            self.bands += wrap.bands(paragraph, self.height_pt, self.width_pt, lambda item: drawing.column_left_pt(item, self))
        if not self.bands:
            return 0.0
        pushed = wrap.push_pt(self.bands, self.height_pt, line_pt)
        self.height_pt += pushed
        self.bands = [band for band in self.bands if band.bottom_pt > self.height_pt]
        return pushed

    def mark(self, paragraph: Paragraph) -> Shape:
        """The shape of the paragraph's mark: of full height even where it is superscript (word.md rule 8)."""
        return self.shared.ruler.shape(replace(paragraph.mark, script="base", raise_pt=0.0))

    def scene(self, paragraph: Paragraph, found: Body, label: int = 0) -> Scene:
        form = paragraph.format

        def draw(item: Float) -> str:
            return drawing.float_markup(item, self, paragraph, found.shift_pt)

        def note(mark: NoteMark, shape: Shape) -> str:
            return notes.mark_markup(mark, shape, self, paragraph, found.strut)

        return Scene(
            self.shared.sheet,
            form,
            found.strut,
            paragraph.place,
            page_format=self.page_format,
            expands=self.shared.paper.shift_return_expands,
            left_of_page_pt=self.left_of_page_pt,
            note=note,
            drawing=draw,
            label=label,
        )

    def gap(self, before_pt: float) -> tuple[float, str]:
        """The space above the next block, and the declarations for it and for a break before it (word.md R2)."""
        css = ""
        if self.forced:
            css = f"break-before:{self.forced};margin-break:keep;"
            gap = 0.0 if self.dropped else max(0.0, before_pt - self.after_pt)
        elif self.fresh:
            css, gap = "margin-break:keep;", max(0.0, before_pt - self.after_pt)
        elif self.shared.paper.spacing_sum:
            gap = before_pt + self.after_pt
        else:
            gap = max(before_pt, self.after_pt)
        cleared = 0.0 if self.forced or self.fresh else self.cleared_pt
        self.forced, self.fresh, self.dropped, self.first = "", False, False, False
        self.height_pt += gap
        # WeasyPrint takes the larger of the clearance below and this margin; a smaller gap needs a negative margin
        return (gap if gap >= cleared else gap - cleared), css

    def clearance(self, extra_pt: float) -> str:
        self.cleared_pt = max(self.hang_pt - extra_pt, 0.0)
        return f"margin-bottom:{pt(self.cleared_pt)};box-decoration-break:clone;" if self.cleared_pt > 0.005 else ""

    def paragraph(self, paragraph: Paragraph, before: Block | None, after: Block | None, role: Role = PLAIN) -> None:
        form = paragraph.format
        space_before = 0.0 if form.contextual and _same_style(paragraph, before) else form.before_pt
        space_after = 0.0 if form.contextual and _same_style(paragraph, after) else form.after_pt
        if form.page_break_before and not self.in_cell and not self.first:
            self.forced = self.forced or "page"
        joined_above, joined_below = _joined(paragraph, before), _joined(paragraph, after)
        gap, breaking = self.gap(space_before)
        line_pt = pitch(self.mark(paragraph), form).height_pt
        pushed = self.push(paragraph, line_pt)
        lines = self.lines(paragraph, wrap.notch(self.bands, self.height_pt, line_pt))
        found = body(lines, form, self.mark(paragraph))
        css = text_css(form, found, lines) + self._box(form.borders, paragraph, joined_above, joined_below)
        height = sum(self.line_height(line, found, paragraph) for line in lines)
        # a drawing below the text stays with its anchor: both on one page
        below = wrap.push_pt(self.bands, self.height_pt + height, line_pt)
        css += self.clearance(found.extra_pt)
        css += (f"padding-top:{pt(pushed)};" if pushed else "") + (f"padding-bottom:{pt(below)};" if below else "")
        css += "break-inside:avoid;" if pushed or below else ""
        css += ("break-after:avoid;" if form.keep_next and after is not None else "") + (
            "break-inside:avoid;" if form.keep_lines else ""
        )
        css += "" if form.widow_control and (self.shared.controls_cells or not self.in_cell) else "orphans:1;widows:1;"
        anchored = any(isinstance(i, Float) for i in paragraph.inlines)
        if found.shift_pt and not page_anchored(lines):
            css += f"position:relative;top:{pt(found.shift_pt)};"
        elif anchored and not page_anchored(lines):
            css += "position:relative;"
        inside = joined_above and bool(form.borders.left or form.fill)
        self._emit(paragraph, lines, found, css, gap, breaking, role, inside=inside)
        self.after_pt = space_after
        self.height_pt += height + below

    def _emit(
        self,
        paragraph: Paragraph,
        lines: list[Line],
        found: Body,
        css: str,
        gap: float,
        breaking: str,
        role: Role,
        *,
        inside: bool,
    ) -> None:
        form, scene = paragraph.format, self.scene(paragraph, found, role.label)
        name = self.shared.sheet.named(css)
        parts = pages(lines)
        first = next((number for number, part in enumerate(parts) if any(line.items for line in part)), 0)
        for number, part in enumerate(parts):
            style = f"{'padding' if inside else 'margin'}-top:{pt(gap)};{breaking}" if number == 0 and (gap or breaking) else ""
            if number:
                kind = parts[number - 1][-1].end
                ends = number == len(parts) - 1 and not any(line.items for line in part)
                if ends and self.shared.paper.compat_mode >= 15:
                    # the break ends the paragraph: its mark stays behind on the old page (before mode 15 it begins the new one)
                    self.forced, self.dropped = kind, True
                    return
                style = f"break-before:{kind};text-indent:0;margin-break:keep;"
            content = (bullet_strut(paragraph.label, scene) if number == 0 else "") + inner(part, form, scene)
            tag, tagged = element(role if number == first else GOES_ON if number > first else PLAIN)
            self.out.append(f'<{tag}{tagged} class="{name}"' + (f' style="{style}"' if style else "") + f">{content}</{tag}>")
            scene = replace(scene, label=0) if number >= first else scene

    def _box(self, borders: Borders, paragraph: Paragraph, above: bool, below: bool) -> str:
        """Indents, borders and fill. Borders stand outside the indents; neighbours with the same ones share a frame."""
        form = paragraph.format
        css, left, right = "", form.left_pt, form.right_pt
        if borders != Borders():
            sides = {
                "top": None if above else borders.top,
                "bottom": borders.between if below else borders.bottom,
                "left": borders.left,
                "right": borders.right,
            }
            for side, border in sides.items():
                if border is not None:
                    css += border_css(side, border) + f"padding-{side}:{pt(border.space_pt)};"
                    self.height_pt += border_pt(border) + border.space_pt if side in ("top", "bottom") else 0.0
            left -= border_pt(borders.left) + (borders.left.space_pt if borders.left else 0.0)
            right -= border_pt(borders.right) + (borders.right.space_pt if borders.right else 0.0)
        if form.fill:
            css += f"background:#{form.fill};"
        if abs(left) > 0.005:
            css += f"margin-left:{pt(left)};"
        if abs(right) > 0.005:
            css += f"margin-right:{pt(right)};"
        return css

    # ------------------------------------------------------------ tables

    def table(self, table: Table, *, last: bool) -> None:
        tables.write(table, self, last=last)

    def inside(self, width_pt: float, left_pt: float, *, headed: bool = True) -> Flow:
        """A flow for a cell or a text box: nothing hangs there. `headed`: headings may stand there."""
        return Flow(
            self.shared,
            self.frame,
            width_pt,
            left_pt,
            page_format=self.page_format,
            in_cell=True,
            in_note=self.in_note,
            headed=self.headed and headed,
            first=False,
        )

    def line_height(self, line: Line, found: Body, paragraph: Paragraph) -> float:
        """The height of one line: its highest shape's pitch, or the paragraph's where it is empty; a picture stands on
        the baseline."""
        heights = [pitch(shape, paragraph.format).height_pt for shape in set(line.shapes) if shape.style.script == "base"]
        below = found.pitch.height_pt - found.pitch.baseline_pt
        tall = [i.inline.height_pt + below for i in line.items if isinstance(i, Thing) and isinstance(i.inline, Picture)]
        return max([*heights, *tall], default=found.pitch.height_pt)


def _same_style(paragraph: Paragraph, other: Block | None) -> bool:
    return isinstance(other, Paragraph) and other.style_id == paragraph.style_id


def _joined(paragraph: Paragraph, other: Block | None) -> bool:
    """Neighbours with the same borders (or fill) and indents are one frame."""
    if not isinstance(other, Paragraph):
        return False
    mine, theirs = paragraph.format, other.format
    return (
        (mine.borders != Borders() or mine.fill not in (None, "FFFFFF"))  # white on white joins nothing
        and (mine.borders, mine.fill, mine.left_pt, mine.right_pt)
        == (theirs.borders, theirs.fill, theirs.left_pt, theirs.right_pt)
    )
