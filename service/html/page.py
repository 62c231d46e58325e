"""Sections → page rules, running headers and footers, and the wrapper of each section's blocks."""

from __future__ import annotations

from typing import Final

from service.blocks.borders import STYLES
from service.blocks.frame import Frame
from service.errors import problem
from service.html.flow import Flow, Shared
from service.html.notes import endnotes
from service.html.sheet import pt
from service.lines import pitch
from service.paper import Block, Border, Paragraph, Section, Table, Text

_NO_OTHERS: Final = "@{0}-left{{content:none}}@{0}-right{{content:none}}@{0}-center{{content:none}}"
_RULE_LENGTH_PT: Final = 144.0
_RULE_PT: Final = 0.5
_RULE_AT: Final = 0.6  # of the separator's height: where the hyphen of its font would stand
_FIT_PT: Final = 0.06  # word.md rule 4: a line whose box ends at the margin to 0.05 pt still fits


class Printer:
    """Writes one document: `body` grows section by section."""

    def __init__(self, shared: Shared) -> None:
        self._shared = shared
        self._running: list[str] = []
        self._body: list[str] = []
        self._outer: Section = shared.paper.sections[0]  # the section whose page rules are in force

    def write(self) -> str:
        """The whole body: running elements first, since a page can only show what stands before it."""
        sections = self._shared.paper.sections
        flow: Flow | None = None
        name, before = "", None
        for number, section in enumerate(sections):
            flows_on = before is not None and section.start in ("continuous", "next_column") and _same_sheet(section, before)
            if flows_on and before is not None:
                if (section.headers, section.footers) != (before.headers, before.footers):
                    self._report_headers()
            else:
                name = f"s{number}"
            flow = self._section(section, number, name, flow, last=number == len(sections) - 1, flows_on=flows_on)
            before = section
        return "".join(self._running) + "".join(self._body)

    def _section(self, section: Section, number: int, name: str, before: Flow | None, *, last: bool, flows_on: bool) -> Flow:
        hang = largest_extra(section, self._shared)
        top, bottom = section.top_pt, section.bottom_pt
        if not flows_on:
            top, bottom = self._pages(section, number, name, hang)
        frame = Frame(
            section.width_pt, section.height_pt, section.left_pt, top, section.measure_pt, section.height_pt - top - bottom
        )
        width = (section.measure_pt - section.column_gap_pt * (section.columns - 1)) / max(section.columns, 1)
        flow = Flow(
            self._shared, frame, width, section.left_pt, page_format=section.page_format, hang_pt=hang, fresh=not flows_on,
        )
        if before is not None:
            flow.after_pt, flow.first = before.after_pt, False
            flow.forced, flow.dropped = before.forced if flows_on else "", before.dropped
            if flows_on:
                flow.cleared_pt = before.cleared_pt
        flow.blocks(section.blocks)
        if last:
            endnotes(flow)
        self._body.append(self._wrapper(section, number, name, flow, flows_on=flows_on))
        self._unsupported(section)
        return flow

    def _wrapper(self, section: Section, number: int, name: str, flow: Flow, *, flows_on: bool) -> str:
        css = f"page:{name};"
        if number and not flows_on and section.start in ("even_page", "odd_page"):
            css += f"break-before:{'left' if section.start == 'even_page' else 'right'};"
        if section.columns > 1:
            css += f"columns:{section.columns};column-gap:{pt(section.column_gap_pt)};"
        if flows_on:
            outer = self._outer
            css += f"margin-left:{pt(section.left_pt - outer.left_pt)};margin-right:{pt(section.right_pt - outer.right_pt)};"
        else:
            self._outer = section
        return f'<div style="{css}">{flow.markup}</div>'

    # ------------------------------------------------------------ page rules

    def _pages(self, section: Section, number: int, name: str, hang: float) -> tuple[float, float]:
        kinds = [("default", "")]
        if self._shared.paper.even_and_odd:
            kinds.append(("even", ":left"))
        if section.title_page:
            kinds.append(("first", f":nth(1 of {name})"))  # `:first` would be the document's first page only
        body = (section.top_pt, section.bottom_pt)
        for kind, selector in kinds:
            heading, top = self._margin_box(section, number, kind, "top")
            footing, bottom = self._margin_box(section, number, kind, "bottom")
            margin = f"{pt(top)} {pt(section.right_pt)} {pt(bottom - hang - _FIT_PT)} {pt(section.left_pt)}"
            size = f"size:{pt(section.width_pt)} {pt(section.height_pt)};margin:{margin};"
            notes = f"@footnote{{margin-bottom:{pt(hang + _FIT_PT)};{self._separator(section)}}}"
            self._shared.sheet.page(f"@page {name}{selector}{{{size}{self._borders(section, top)}{notes}{heading}{footing}}}")
            if kind == "default":
                body = (top, bottom)
        if section.page_start is not None:
            again = f"counter-reset:page {section.page_start - 1};counter-increment:page"
            self._shared.sheet.page(f"@page {name}:nth(1 of {name}){{{again}}}")
        return body

    def _margin_box(self, section: Section, number: int, kind: str, side: str) -> tuple[str, float]:
        """The margin box that shows a header or footer, and the margin it needs (word.md R3b)."""
        at_top = side == "top"
        source = section.headers if at_top else section.footers
        margin, distance = (section.top_pt, section.header_pt) if at_top else (section.bottom_pt, section.footer_pt)
        blocks: tuple[Block, ...] | None = getattr(source, kind)
        if blocks is None or not _shows(blocks):
            return _NO_OTHERS.format(side), margin if blocks is None else max(margin, distance + self._height(section, blocks))
        flow = self._aside(section, blocks)
        height = flow.height_pt + flow.after_pt
        cell = f"{side[0]}{number}{kind[0]}"
        edge = f"padding-top:{pt(distance)}" if at_top else f"padding-bottom:{pt(distance + flow.after_pt)}"
        self._running.append(f'<div style="position:running({cell});{edge}">{flow.markup}</div>')
        box = (
            f"@{side}-left{{content:element({cell});width:{pt(section.measure_pt)};vertical-align:{side};white-space:normal}}"
            f"@{side}-center{{content:none}}@{side}-right{{content:none}}"
        )
        return box, max(margin, distance + height)

    def _aside(self, section: Section, blocks: tuple[Block, ...]) -> Flow:
        frame = Frame(section.width_pt, section.height_pt, section.left_pt, 0.0, section.measure_pt, section.height_pt)
        flow = Flow(
            self._shared, frame, section.measure_pt, section.left_pt, page_format=section.page_format, in_cell=True,
            headed=False, fresh=True,
        )
        flow.blocks(blocks)
        return flow

    def _height(self, section: Section, blocks: tuple[Block, ...]) -> float:
        flow = self._aside(section, blocks)
        return flow.height_pt + flow.after_pt

    def _separator(self, section: Section) -> str:
        """The rule above footnotes stands in real paragraphs with their spacing; it is 144 pt long (word.md R3b)."""
        if not any(note.kind == "footnote" for note in self._shared.paper.notes):
            return ""
        height = self._height(section, self._shared.paper.note_separator)
        if height <= 0:
            return "margin-top:0;"
        y = height * _RULE_AT
        size = f'width="{_RULE_LENGTH_PT}pt" height="{height:.3f}pt" viewBox="0 0 {_RULE_LENGTH_PT} {height:.3f}"'
        line = f'<path d="M0 {y:.3f}H{_RULE_LENGTH_PT}" stroke="#000" stroke-width="{_RULE_PT}"/>'
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{line}</svg>'
        address = self._shared.sheet.asset(svg.encode(), "svg")
        return f"margin-top:0;padding-top:{pt(height)};background:url({address}) no-repeat 0 0;"

    def _borders(self, section: Section, top: float) -> str:
        """The page's frame, drawn as the page's background."""
        borders = section.borders
        sides = {"top": borders.top, "right": borders.right, "bottom": borders.bottom, "left": borders.left}
        if not any(sides.values()):
            return ""
        from_page = section.borders_from == "page"

        def edge(border: Border | None, margin: float) -> float:
            space = border.space_pt if border else 0.0
            return space if from_page else margin - space

        x0, x1 = edge(borders.left, section.left_pt), section.width_pt - edge(borders.right, section.right_pt)
        y0, y1 = edge(borders.top, section.top_pt), section.height_pt - edge(borders.bottom, section.bottom_pt)
        lines = []
        for side, border in sides.items():
            if border is None:
                continue
            if border.style not in STYLES:
                self._shared.sheet.report(
                    "w:pgBorders",
                    problem(
                        "page-border-art",
                        "Viền trang kiểu “{kieu}” được in thành đường liền.",
                        place="viền trang",
                        kieu=border.style,
                    ),
                    lost=True,
                )
            weight = max(border.width_pt, 0.25)
            for stroke in range(2 if STYLES.get(border.style) == "double" else 1):
                d = stroke * 2 * weight
                ends = {
                    "top": (x0 + d, y0 + d, x1 - d, y0 + d),
                    "bottom": (x0 + d, y1 - d, x1 - d, y1 - d),
                    "left": (x0 + d, y0 + d, x0 + d, y1 - d),
                    "right": (x1 - d, y0 + d, x1 - d, y1 - d),
                }[side]
                a, b, c, e = (f"{v:.3f}" for v in ends)
                lines.append(
                    f'<line x1="{a}" y1="{b}" x2="{c}" y2="{e}" stroke="#{border.color or "000000"}" '
                    f'stroke-width="{weight:.3f}" stroke-linecap="square"/>'
                )
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{section.width_pt:.3f}pt" height="{section.height_pt:.3f}pt" '
            f'viewBox="0 0 {section.width_pt:.3f} {section.height_pt:.3f}">{"".join(lines)}</svg>'
        )
        address = self._shared.sheet.asset(svg.encode(), "svg")
        return f"background:url({address}) no-repeat {pt(-section.left_pt)} {pt(-top)};"

    # ------------------------------------------------------------ what cannot be done

    def _report_headers(self) -> None:
        self._shared.sheet.report(
            "w:sectPr/headers",
            problem(
                "section-headers", "Phần nối tiếp trên cùng trang: đầu trang và chân trang của phần trước được giữ.", place="phần"
            ),
            lost=False,
        )

    def _unsupported(self, section: Section) -> None:
        if section.vertical != "top":
            self._shared.sheet.report(
                "w:vAlign",
                problem(
                    "section-vertical",
                    "Nội dung trang được xếp từ mép trên thay vì “{kieu}”.",
                    place="phần",
                    kieu=section.vertical,
                ),
                lost=False,
            )


def _same_sheet(section: Section, before: Section) -> bool:
    return (section.width_pt, section.height_pt) == (before.width_pt, before.height_pt)


def _shows(blocks: tuple[Block, ...]) -> bool:
    return any(isinstance(b, Table) or b.inlines or b.label or b.format.borders.top or b.format.borders.bottom for b in blocks)


def largest_extra(section: Section, shared: Shared) -> float:
    """The largest extra leading below a body paragraph of the section: what may hang into the bottom margin."""
    most = 0.0
    for block in section.blocks:
        if isinstance(block, Paragraph) and block.format.line_rule == "auto" and block.format.line > 1:
            styles = {i.style for i in block.inlines if isinstance(i, Text)} or {block.mark}
            most = max(most, *(pitch(shared.ruler.shape(style), block.format).extra_pt for style in styles))
    return most
