"""Papers that nobody would write: every property of the subset, in any company. For Hypothesis, which makes a failing one small.

`calm` papers hold nothing that may stand outside its column by its own will: drawings, labels that end at their indent, tabs
that lead past the end; nor rows of exact height. Over 300 lines because it draws one value, and every part may hold every other.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from io import BytesIO
from typing import Any, TypeVar

from hypothesis import strategies as st
from PIL import Image

from service.paper import (
    Block,
    Bookmark,
    Border,
    Borders,
    Box,
    Break,
    Cell,
    Field,
    Float,
    HeaderFooter,
    Inline,
    Label,
    Note,
    NoteMark,
    Paper,
    Paragraph,
    ParagraphFormat,
    Picture,
    Position,
    Row,
    Rule,
    Section,
    Slot,
    Tab,
    Table,
    TabStop,
    Text,
    TextStyle,
)

T = TypeVar("T")
Draw = Any                                       # what a composite strategy draws with

FEATURES = (
    "styles", "links", "tabs", "leaders", "breaks", "pictures", "drawings", "notes", "indents", "lines", "gaps", "keeps",
    "borders", "headings", "labels", "tables", "tables", "tables", "spans", "holes", "exact", "running", "sheets", "sections",
)  # fmt: skip
PLAIN = TextStyle(size_pt=14.0)
SYLLABLES = (
    "Căn cứ", "Nghị định", "quyết định", "ủy ban", "nhân dân", "tỉnh", "khen thưởng", "ngày", "tháng 11", "năm 2026", "1.250.000",
    "đồng", "a/b", "UBND-VX", "Ưng", "nghiêng", "phường", "xã", "12%", "“thi đua”", "–", "và", "kết quả:", "nga\u0303",
    "x\u200by", "quy\u00adết", "số\u00a012", "gì?", "V/v", "QUYẾT ĐỊNH", "Điều 1.", "1. Mục", "a) Điểm", "- Gạch", "Nguyễn",
    "Trương\u2011Văn", "https://chinhphu.vn/van-ban", "Liênnghiêngthườngxuyênliêntụckhôngngừngnghỉkhoảngcáchdàivôtận", "I",
    "\u2026", "", " ", "  ", "\u00a0",
)  # fmt: skip


def often(usual: T, other: st.SearchStrategy[T]) -> st.SearchStrategy[T]:
    """Mostly the usual."""
    return st.integers(0, 3).flatmap(lambda chance: other if chance == 3 else st.just(usual))


WORDS = st.lists(st.sampled_from(SYLLABLES), max_size=14).map(" ".join)
COLORS = st.sampled_from([None, "000000", "C00000", "1F4E79"])
LENGTHS = st.sampled_from([0.0, 0.0, 3.0, 6.0, 12.0, 28.35])
BORDER = st.builds(
    Border, st.sampled_from(["single", "double", "dotted", "dashed", "thick", "wave"]), st.sampled_from([0.25, 0.5, 2.0, 6.0]),
    st.sampled_from([0.0, 1.0, 4.0]), COLORS,
)  # fmt: skip
SIDE = st.none() | BORDER
BORDERS = often(Borders(), st.builds(Borders, SIDE, SIDE, SIDE, SIDE, SIDE))
FILL = st.sampled_from([None, "FFFF00"])
STYLE = st.builds(
    TextStyle,
    family=often("Times New Roman", st.sampled_from(["Arial", "Courier New", "Không có phông này"])),
    size_pt=often(14.0, st.sampled_from([13.0, 8.0, 15.5])), bold=st.booleans(), italic=often(False, st.just(True)),
    underline=often(None, st.sampled_from(["single", "double", "words", "dotted", "wave"])), strike=often(False, st.just(True)),
    caps=often("none", st.sampled_from(["all", "small"])), color=often(None, COLORS),
    highlight=often(None, st.sampled_from(["yellow", "darkBlue", "00FF00"])),
    spacing_pt=often(0.0, st.sampled_from([-0.3, 0.5, 2.0])), scale=often(1.0, st.sampled_from([0.8, 1.2])),
    raise_pt=often(0.0, st.sampled_from([3.0, -3.0])), script=often("base", st.sampled_from(["super", "sub"])),
    kern=often(False, st.just(True)), ligatures=often(False, st.just(True)),
)  # fmt: skip


@lru_cache(maxsize=1)
def _dot() -> bytes:
    out = BytesIO()
    Image.new("RGBA", (3, 2), (200, 0, 0, 128)).save(out, "PNG")
    return out.getvalue()


class _Maker:
    """Draws one paper. It has only some of the features, so that each meets each other and a failing paper stays small. Names are
    given out once."""

    def __init__(self, draw: Draw, *, calm: bool) -> None:
        self._draw, self._calm = draw, calm
        usable = [one for one in FEATURES if not calm or one not in ("drawings", "notes", "exact", "leaders")]
        self._on = frozenset(draw(st.lists(st.sampled_from(usable), max_size=5)))
        self._names = 0
        self.notes: list[Note] = []

    def one(self, strategy: st.SearchStrategy[T]) -> T:
        found: T = self._draw(strategy)
        return found

    def pick(self, *choices: Any) -> Any:
        return self._draw(st.sampled_from(choices))

    def any(self, feature: str, usual: Any, *others: Any) -> Any:
        """The usual where the paper lacks the feature, else any."""
        return self.pick(usual, *others) if feature in self._on else usual

    def some(self, most: int, least: int = 0) -> range:
        return range(self.one(st.integers(least, most)))

    def name(self) -> str:
        self._names += 1
        return f"n{self._names}"

    # ------------------------------------------------------------ text

    def style(self) -> TextStyle:
        return self.one(STYLE) if "styles" in self._on else PLAIN

    def inline(self, width: float, depth: int, *, aside: bool) -> Inline:
        kinds = ["text", "text"]
        kinds += ["tab"] * ("tabs" in self._on) + ["break", "page"] * ("breaks" in self._on)
        kinds += ["picture"] * ("pictures" in self._on)
        kinds += ["drawing"] * ("drawings" in self._on and depth < 2) + ["note"] * ("notes" in self._on and not aside)
        kinds += ["bookmark"] * ("links" in self._on) + ["number"] * (aside and depth == 0)
        match self.pick(*kinds):
            case "tab":
                return Tab(self.style())
            case "break":
                return Break("line", self.style())
            case "page":
                return Break("line" if aside else self.pick("page", "column"), self.style())
            case "bookmark":
                return Bookmark(self.name())
            case "picture":
                return self.picture(width)
            case "number":
                return Field(self.pick("PAGE", "NUMPAGES"), self.style())
            case "drawing":
                return self.drawing(width, depth)
            case "note":
                return self.note(width)
        return Text(self.one(WORDS), self.style(), self.any("links", "", "https://chinhphu.vn", "#n1"))

    def picture(self, width: float) -> Picture:
        size = self.pick(1.0, 10.0, 40.0)
        kind = self.one(often("image/png", st.just("image/x-emf")))
        alt, decorative = self.pick("", "Biểu trưng"), self.one(st.booleans())
        return Picture(_dot(), kind, min(size, width / 2), size, alt, decorative)

    def note(self, width: float) -> NoteMark:
        name = self.name()
        kind = self.pick("footnote", "footnote", "endnote")
        self.notes.append(Note(name, kind, tuple(self.paragraph(width, 1, aside=True) for _ in self.some(2, 1))))
        return NoteMark(name, f"({name})", replace(PLAIN, script="super"))

    def drawing(self, width: float, depth: int) -> Float:
        one = self.one
        width_pt, height_pt = self.pick((0.0, 30.0), (60.0, 0.0), (90.0, 60.0))
        content: Rule | Box | Slot | Picture
        match self.pick("rule", "box", "slot", "picture"):
            case "rule":
                dash = self.pick("solid", "dash", "dot", "double")
                content = Rule(width_pt, height_pt, self.pick(0.0, 0.75, 6.0), one(COLORS), dash, one(st.booleans()))
            case "box":
                inside = self.blocks(105.0, depth + 1, aside=True)
                vertical = self.pick("top", "center", "bottom")
                content = Box(120.0, 60.0, inside, one(SIDE), one(FILL), vertical=vertical, rounded=one(st.booleans()))
            case "slot":
                content = Slot(f"chu_ky_{self.name()}", "Chữ ký")
            case _:
                content = self.picture(width)
        x = Position(self.pick("page", "margin", "column", "character"), one(LENGTHS),
                     one(often("", st.sampled_from(["left", "center", "right", "inside", "outside"]))))
        y = Position(self.pick("page", "margin", "paragraph", "line"), one(LENGTHS),
                     one(often("", st.sampled_from(["top", "center", "bottom"]))))
        return Float(content, width_pt, height_pt, x, y, behind=one(st.booleans()))

    # ------------------------------------------------------------ paragraphs

    def form(self, width: float) -> ParagraphFormat:
        left = self.any("indents", 0.0, 6.0, 28.35) if width > 200 else 0.0
        others: tuple[Any, ...] = (("auto", 1.5), ("auto", 0.8), ("exact", 17.0), ("at_least", 20.0))
        line = self.any("lines", ("auto", 1.0), *others)
        tabs: tuple[TabStop, ...] = ()
        if "tabs" in self._on:
            stops = self.one(st.lists(st.sampled_from([0.2, 0.4, 0.7]), max_size=2, unique=True).map(sorted))
            tabs = tuple(TabStop(share * width, self.any("tabs", "left", "center", "right", "decimal"),
                                 self.any("leaders", "none", "dot", "underscore", "hyphen")) for share in stops)
        return ParagraphFormat(
            alignment=self.pick("left", "center", "right", "justify", "justify", "distribute"),
            left_pt=left, right_pt=self.any("indents", 0.0, 12.0) if width > 200 else 0.0,
            first_line_pt=self.any("indents", 0.0, 28.35, -left) if width > 200 else 0.0,
            before_pt=self.any("gaps", 0.0, 6.0, 30.0), after_pt=self.any("gaps", 0.0, 6.0, 30.0),
            contextual=self.any("gaps", False, True), line_rule=line[0], line=line[1],
            keep_next=self.any("keeps", False, True), keep_lines=self.any("keeps", False, True),
            page_break_before=self.any("breaks", False, False, True), widow_control=self.any("keeps", True, False), tabs=tabs,
            borders=self.one(BORDERS) if "borders" in self._on else Borders(), fill=self.any("borders", None, "FFFF00", "FFFFFF"),
            outline_level=self.any("headings", None, 0, 1, 4),
        )  # fmt: skip

    def label(self) -> Label | None:
        if "labels" not in self._on or self.one(st.booleans()):
            return None
        sign, suffix = self.pick("1.", "a)", "•", "IV."), self.pick("tab", "space")
        aligned: Any = "left" if self._calm else self.pick("left", "center", "right")
        return Label(sign, self.style(), suffix, aligned, self.one(st.integers(0, 2)))

    def paragraph(self, width: float, depth: int = 0, *, aside: bool = False) -> Paragraph:
        style_id = self.any("headings", "", "ten_loai", "trich_yeu", "dieu")
        inlines = tuple(self.inline(width, depth, aside=aside) for _ in self.some(4))
        return Paragraph(inlines, self.form(width), self.style(), style_id, label=self.label(), place="đoạn")

    # ------------------------------------------------------------ blocks

    def blocks(self, width: float, depth: int, *, aside: bool, most: int = 3) -> tuple[Block, ...]:
        out: list[Block] = []
        for _ in self.some(most):
            if "tables" in self._on and depth < 2 and width > 80 and self.one(st.booleans()):
                out.append(self.table(width, depth, aside=aside))
            else:
                out.append(self.paragraph(width, depth, aside=aside))
        return tuple(out)

    def table(self, width: float, depth: int, *, aside: bool) -> Table:
        columns = self.one(st.integers(1, max(1, min(3, int(width // 60)))))
        grid = (width / columns,) * columns
        count = self.one(st.integers(1, 4))
        taken = [[False] * columns for _ in range(count)]
        rows = []
        for number in range(count):
            cells = tuple(self.cell(grid, taken, number, column, depth, aside=aside) for column in range(columns)
                          if not taken[number][column] and not self.any("holes", False, False, True))
            rule = self.any("exact", "auto", "at_least", "exact")
            rows.append(Row(cells, self.any("exact", 0.0, 20.0, 60.0), rule, self.any("keeps", False, True),
                            self.any("headings", False, True)))
        left = 0.0 if self._calm else self.any("indents", 0.0, 5.0)
        return Table(grid, tuple(rows), left, self.pick("left", "center", "right"), place="bảng")

    def cell(self, grid: tuple[float, ...], taken: list[list[bool]], row: int, column: int, depth: int, *, aside: bool) -> Cell:
        span, down = self.any("spans", 1, 2), self.any("spans", 1, 2, 3)
        span, down = min(span, len(grid) - column), min(down, len(taken) - row)
        while any(taken[row][column : column + span]):
            span -= 1
        for covered in taken[row : row + down]:
            covered[column : column + span] = [True] * span
        margin = self.any("gaps", (0.0, 5.4, 0.0, 5.4), (2.0, 0.0, 3.0, 0.0))
        inside = sum(grid[column : column + span]) - margin[1] - margin[3]
        borders = self.one(BORDERS) if "borders" in self._on else Borders()
        vertical = self.pick("top", "center", "bottom")
        blocks = self.blocks(inside, depth + 1, aside=aside, most=2)
        if self._calm and not blocks:            # no file has a cell without a paragraph
            blocks = (self.paragraph(inside, depth + 1, aside=aside),)
        return Cell(blocks, column, span, down, borders, margin, self.any("borders", None, "FFFF00"), vertical)

    # ------------------------------------------------------------ the whole

    def running(self, width: float) -> HeaderFooter:
        kinds = [tuple(self.paragraph(width, 0, aside=True) for _ in self.some(2)) if self.any("running", False, True) else None
                 for _ in range(3)]
        return HeaderFooter(*kinds)

    def section(self, before: Section | None) -> Section:
        width, height = self.any("sheets", (419.5, 297.6), (841.9, 595.3), (595.3, 841.9), (300.0, 200.0))
        if before is not None and self.one(st.booleans()):
            width, height = before.width_pt, before.height_pt
        margin = self.any("sheets", 56.7, 28.35)
        measure = width - 2 * margin
        return Section(
            width, height, margin, margin, margin, margin, self.any("running", 20.0, 0.0), self.any("running", 20.0, 0.0),
            self.blocks(measure, 0, aside=False, most=6),
            start=self.any("sections", "next_page", "continuous", "even_page", "odd_page", "next_column"),
            title_page=self.any("running", False, True), headers=self.running(measure), footers=self.running(measure),
            page_start=self.any("sections", None, 1, 9, 40),
            page_format=self.any("running", "decimal", "lowerRoman", "upperLetter"),
            borders=self.one(BORDERS) if "borders" in self._on else Borders(), borders_from=self.any("borders", "text", "page"),
            vertical=self.any("sheets", "top", "center", "bottom", "justify"),
        )  # fmt: skip


@st.composite
def papers(draw: Draw, *, calm: bool = False) -> Paper:
    """A paper that the press accepts, unless a page's border is one of art."""
    maker = _Maker(draw, calm=calm)
    sections: list[Section] = []
    for _ in range(maker.any("sections", 1, 2, 3)):
        sections.append(maker.section(sections[-1] if sections else None))
    mode = maker.pick(14, 12, 15)
    separator = (maker.paragraph(200.0, 1, aside=True),) if maker.any("notes", False, True) else ()
    return Paper(
        tuple(sections), tuple(maker.notes), compat_mode=mode, default_tab_pt=maker.any("tabs", 36.0, 28.35),
        even_and_odd=maker.any("running", False, True), spacing_sum=maker.any("gaps", False, True),
        shift_return_expands=maker.any("breaks", True, False), note_separator=separator, squeezes=mode == 15,
    )  # fmt: skip
