"""Drawings on their page: where they stand, how they look, and what text boxes hold."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pytest

from service.blocks.frame import Frame
from service.blocks.tree import Node
from service.fonts import faces
from service.paper import Border, Borders, Box, Cell, Float, Inline, Picture, Position, Row, Rule, Slot, Table
from service.press.floats import items, placed, shape, stroke
from service.press.pageborders import pageborders
from service.press.setting import Anchored, Clipped, Image, Ink, Place, Words
from service.press.tables import set_table
from service.press.typesetter import Typesetter
from tests.html.printing import paper, paragraph, section

FRAME = Frame(600, 800, left_pt=90, top_pt=60, width_pt=450, height_pt=680)
COLUMN = (200.0, 300.0, 150.0)                   # x and y of the paragraph, width of its column
RULE = Rule(100, 0)
SLOT = Slot("chu_ky", "Chữ ký")


def setter() -> Typesetter:
    made = Typesetter(paper(), faces())
    made.set_table = set_table
    return made


def anchored(drawing: Float, node: Node | None = None) -> Anchored:
    return Anchored(COLUMN[0], COLUMN[1], drawing, COLUMN[2], node)


def at(content: Any, x: Position, y: Position, size: tuple[float, float] = (50, 20), **more: Any) -> Float:
    return Float(content, *size, x, y, **more)


PLAIN = Position("column"), Position("paragraph")

# ---------------------------------------------------------------- places


@pytest.mark.parametrize(("x", "left"), [
    (Position("page", 12), 12), (Position("margin", 12), 102), (Position("column", 12), 212), (Position("character", -8), 192),
    (Position("page", 0, "center"), 275), (Position("margin", 0, "center"), 290), (Position("column", 0, "center"), 250),
    (Position("page", 0, "right"), 550), (Position("margin", 0, "outside"), 490), (Position("column", 0, "right"), 300),
    (Position("column", 7, "left"), 200), (Position("margin", 7, "inside"), 90),
])  # fmt: skip
def test_a_drawing_stands_where_its_file_says_across(x: Position, left: float) -> None:
    (found,) = items(anchored(at(SLOT, x, PLAIN[1])), FRAME, setter())
    assert (found.x_pt, found.y_pt) == (left, 300)


@pytest.mark.parametrize(("y", "top"), [
    (Position("page", 12), 12), (Position("margin", 12), 72), (Position("paragraph", 12), 312), (Position("line", -4), 296),
    (Position("page", 0, "center"), 390), (Position("margin", 0, "bottom"), 720), (Position("page", 0, "bottom"), 780),
    (Position("margin", 0, "top"), 60), (Position("paragraph", 12, "bottom"), 312),
])  # fmt: skip
def test_and_down(y: Position, top: float) -> None:
    (found,) = items(anchored(at(SLOT, PLAIN[0], y)), FRAME, setter())
    assert (found.x_pt, found.y_pt) == (200, top)


def test_a_place_of_a_signature_keeps_its_size_and_paragraph() -> None:
    node = Node("P", None)
    assert items(anchored(at(SLOT, *PLAIN, (120, 60), behind=True), node), FRAME, setter()) == [
        Place(200, 300, SLOT, 120, 60, node)]


@pytest.mark.parametrize(("more", "behind", "tagged"), [({}, False, True), ({"behind": True}, True, True)])
def test_a_picture_has_its_own_size(more: dict[str, Any], behind: bool, tagged: bool) -> None:
    node, picture = Node("P", None), Picture(b"", "image/png", 40, 30, "Biểu trưng")
    found = items(anchored(at(picture, *PLAIN, **more), node), FRAME, setter())
    assert found == [Image(200, 300, picture, 40, 30, node if tagged else None, behind)]


def test_a_picture_that_says_nothing_is_an_artifact() -> None:
    (found,) = items(anchored(at(Picture(b"", "image/png", 4, 3, decorative=True), *PLAIN), Node("P", None)), FRAME, setter())
    assert isinstance(found, Image)
    assert found.node is None


def test_a_picture_that_cannot_be_printed_leaves_its_room() -> None:
    assert items(anchored(at(Picture(b"", "image/x-emf", 4, 3), *PLAIN)), FRAME, setter()) == []


def test_a_row_of_exact_height_cuts_no_drawing_off() -> None:
    ink = Ink(0, 0, b"")
    low = Anchored(3, 4, at(SLOT, *PLAIN), 90, None)
    pages_own = Anchored(3, 4, at(SLOT, Position("page", 1), Position("page", 2)), 90, None)
    found = placed([Clipped(100, 200, 50, 20, (ink, low, pages_own))], FRAME, setter())
    assert found == [Clipped(100, 200, 50, 20, (ink,)), Place(103, 204, SLOT, 50, 20, None), Place(1, 2, SLOT, 50, 20, None)]


def test_drawings_lie_above_the_text_that_follows_their_anchor() -> None:
    low, ink = Anchored(3, 4, at(RULE, *PLAIN), 90, None), Ink(0, 0, b"")
    assert placed([low, ink], FRAME, setter()) == [ink, Ink(3, 4, stroke(RULE))]


# ---------------------------------------------------------------- looks

SIZE, CORNER, DPP = (120, 100), (20, 20), 8      # a small page, where the drawing begins on it, dots in a point


class Seen:
    """A small page on which operators were drawn."""

    def __init__(self, code: bytes, corner: tuple[float, float] = CORNER) -> None:
        pdf = pikepdf.new()
        page = pdf.add_blank_page(page_size=SIZE)
        page.Contents = pdf.make_stream(b"q 1 0 0 1 %d %d cm %s Q" % (corner[0], SIZE[1] - corner[1], code))
        out = BytesIO()
        pdf.save(out)
        document = pdfium.PdfDocument(out.getvalue())
        self.image = document[0].render(scale=DPP).to_pil().convert("RGB")
        document.close()

    def color(self, x: float, y: float) -> str:
        """The colour at a point, from the drawing's corner."""
        dot = self.image.getpixel((round((CORNER[0] + x) * DPP), round((CORNER[1] + y) * DPP)))
        assert isinstance(dot, tuple)
        return "".join(f"{part:02X}" for part in dot)

    def runs(self, start: tuple[float, float], end: tuple[float, float]) -> list[tuple[float, float]]:
        """The dark stretches on the level or upright way from one point to another, measured from its start."""
        across, down = end[0] - start[0], end[1] - start[1]
        steps = round((across or down) * DPP)
        dots = [self.color(start[0] + across * step / steps, start[1] + down * step / steps) for step in range(steps)]
        dark = [int(dot[2:4], 16) < 128 for dot in dots]
        edges = [k for k in range(1, steps) if dark[k] != dark[k - 1]]
        edges = [*([0] if dark[0] else []), *edges, *([steps] if dark[-1] else [])]
        return [(round(a / DPP, 1), round(b / DPP, 1)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


WHITE, BLACK = "FFFFFF", "000000"


@pytest.mark.parametrize(("rule", "way", "dark"), [
    (Rule(60, 0, 2), ((-5, 0), (70, 0)), [(5, 65)]),
    (Rule(60, 0, 2), ((30, -5), (30, 5)), [(4, 6)]),
    (Rule(60, 0.3, 2), ((30, -5), (30, 5)), [(4, 6)]),                    # it rises less than can be seen: level
    (Rule(0, 50, 2), ((-5, 25), (5, 25)), [(4, 6)]),
    (Rule(0.2, 50, 2), ((0, -5), (0, 60)), [(5, 55)]),
    (Rule(60, 0, 6, dash="double"), ((30, -5), (30, 5)), [(2, 4), (6, 8)]),
    (Rule(0, 50, 6, dash="double"), ((-5, 25), (5, 25)), [(2, 4), (6, 8)]),
    (Rule(20, 0, 2, dash="dot"), ((0, 0), (20, 0)), [(0, 2), (4, 6), (8, 10), (12, 14), (16, 18)]),
    (Rule(30, 0, 2, dash="dash"), ((0, 0), (30, 0)), [(0, 6), (12, 18), (24, 30)]),
])  # fmt: skip
def test_a_rule_is_drawn_from_end_to_end(rule: Rule, way: tuple[Any, Any], dark: list[tuple[float, float]]) -> None:
    found = Seen(stroke(rule)).runs(*way)
    assert [end for run in found for end in run] == pytest.approx([end for run in dark for end in run], abs=0.15)


@pytest.mark.parametrize(("mirrored", "through", "past"), [(False, (30, 20), (10, 33)), (True, (10, 33), (10, 7))])
def test_a_slanting_rule_runs_from_corner_to_corner(mirrored: bool, through: Any, past: Any) -> None:
    seen = Seen(stroke(Rule(60, 40, 3, "C00000", mirrored=mirrored)))
    assert seen.color(*through) == "C00000"
    assert seen.color(*past) == WHITE


def test_the_thinnest_rule_can_be_seen() -> None:
    assert stroke(Rule(60, 0, 0)) == stroke(Rule(60, 0, 0.25))


BORDER = Border("single", 2.0, color="0000FF")


@pytest.mark.parametrize(("box", "points"), [
    (Box(60, 40, (), BORDER, "FFFF00"), {(0.5, 0.5): "0000FF", (59.5, 39.5): "0000FF", (30, 20): "FFFF00", (62, 20): WHITE}),
    (Box(60, 40, (), BORDER), {(0, 20): "0000FF", (30, 0): "0000FF", (30, 40): "0000FF", (60, 20): "0000FF", (30, 20): WHITE}),
    (Box(60, 40, (), fill="FFFF00"), {(0.5, 0.5): "FFFF00", (-0.5, 20): WHITE}),
    (Box(60, 40, (), BORDER, "FFFF00", rounded=True), {(0.5, 0.5): WHITE, (0, 20): "0000FF", (2, 2): "0000FF"}),
    (Box(60, 40, (), Border("double", 1.0), "FFFF00"), {(-1, 20): BLACK, (0, 20): "FFFF00", (1, 20): BLACK, (30, 39): BLACK}),
])  # fmt: skip
def test_a_box_shows_its_border_and_its_ground(box: Box, points: dict[tuple[float, float], str]) -> None:
    seen = Seen(shape(box))
    assert {point: seen.color(*point) for point in points} == points


@pytest.mark.parametrize(("style", "length"), [("dotted", 2), ("dashed", 6)])
def test_a_box_with_a_broken_border(style: str, length: float) -> None:
    first, second = Seen(shape(Box(60, 40, (), Border(style, 2.0)))).runs((0.1, 40), (60, 40))[:2]
    assert (first[1], second[0], second[1]) == pytest.approx((length, 2 * length, 3 * length), abs=0.2)


def test_a_box_of_no_look_draws_nothing() -> None:
    assert shape(Box(60, 40, ())) == b""


@pytest.mark.parametrize(("borders", "more", "points"), [
    (Borders(*[Border("single", 2.0, 4.0)] * 4), {}, {(-4, 30): BLACK, (40, -4): BLACK, (84, 30): BLACK, (40, 64): BLACK,
                                                      (-4.9, -4.9): BLACK, (84.9, 64.9): BLACK, (-5.2, 30): WHITE}),
    (Borders(*[Border("single", 2.0, 4.0)] * 4), {"borders_from": "page"}, {(-16, 0): BLACK, (0, -16): BLACK, (96, 0): BLACK,
                                                                            (0, 76): BLACK, (-4, 30): WHITE}),
    (Borders(left=Border("double", 1.0, 4.0, "FF0000")), {}, {(-4, 30): "FF0000", (-3, 30): WHITE, (-2, 30): "FF0000",
                                                              (84, 30): WHITE}),
    (Borders(bottom=Border("single", 2.0)), {}, {(40, 60): BLACK, (40, 0): WHITE}),
])  # fmt: skip
def test_a_page_has_its_frame(borders: Borders, more: dict[str, Any], points: dict[tuple[float, float], str]) -> None:
    own = section(width_pt=120, height_pt=100, left_pt=20, right_pt=20, top_pt=20, bottom_pt=20, borders=borders, **more)
    ink = pageborders(own)
    assert ink is not None
    assert (ink.x_pt, ink.y_pt, ink.behind) == (0, 0, True)
    seen = Seen(ink.code, (0, 0))
    assert {point: seen.color(*point) for point in points} == points


def test_a_page_without_frame_has_none() -> None:
    assert pageborders(section(paragraph("Điều 1"))) is None


# ---------------------------------------------------------------- text boxes

INSETS = (4.0, 10.0, 6.0, 8.0)                   # top, right, bottom, left


def boxed(*content: str | Inline, **more: Any) -> Box:
    return Box(150, 100, (paragraph(*content),), **{"inset_pt": INSETS, **more})


def words(found: list[Any]) -> list[Words]:
    return [item for item in found if isinstance(item, Words)]


@pytest.mark.parametrize(("vertical", "share"), [("top", 0.0), ("center", 0.5), ("bottom", 1.0)])
def test_text_stands_in_its_box(vertical: Any, share: float) -> None:
    (text,) = words(items(anchored(at(boxed("BẰNG KHEN", vertical=vertical), *PLAIN)), FRAME, setter()))
    room = 100 - 4 - 6 - text.paragraph.bottoms_pt[-1]
    assert text.x_pt == 208
    assert text.y_pt == pytest.approx(304 + share * room)
    assert text.paragraph.width_pt == 132


def test_text_that_is_too_long_runs_over_the_end_from_the_top() -> None:
    long = boxed(" ".join(["Quyết định"] * 60), vertical="center")
    (text,) = words(items(anchored(at(long, *PLAIN)), FRAME, setter()))
    assert text.y_pt == 304
    assert text.paragraph.bottoms_pt[-1] > 100


def test_the_ground_lies_below_the_text() -> None:
    found = items(anchored(at(boxed("Mật", fill="FFFF00"), *PLAIN, behind=True)), FRAME, setter())
    assert [type(one) for one in found] == [Ink, Words]
    assert isinstance(found[0], Ink)
    assert found[0].behind


def test_text_boxes_follow_their_paragraph_in_the_order_of_reading() -> None:
    document = Node("Document", None)
    first, second = document.add("P"), document.add("P")
    own = setter()
    for number in ("một", "hai"):
        items(anchored(at(boxed(number), *PLAIN), first), FRAME, own)
    assert [kid.tag for kid in document.kids if isinstance(kid, Node)] == ["P", "Div", "Div", "P"]
    assert document.kids[0] is first
    assert document.kids[-1] is second
    cell = document.add("Div")
    items(anchored(at(boxed("ba"), *PLAIN), cell), FRAME, own)
    assert [kid.tag for kid in cell.kids if isinstance(kid, Node)] == ["Div"]


def test_a_box_in_a_header_is_an_artifact() -> None:
    (text,) = words(items(anchored(at(boxed("Mật"), *PLAIN)), FRAME, setter()))
    assert text.node is None


def test_a_drawing_in_a_box_counts_from_the_text_in_it() -> None:
    inner = at(SLOT, Position("column", 0, "right"), Position("paragraph", 5))
    on_page = at(SLOT, Position("page", 1), Position("page", 2))
    found = items(anchored(at(boxed("chữ ký", inner, on_page), *PLAIN)), FRAME, setter())
    assert [(one.x_pt, one.y_pt) for one in found if isinstance(one, Place)] == [(290, 309), (1, 2)]


def test_a_table_in_a_box() -> None:
    table = Table((60.0, 60.0), (Row(tuple(Cell((paragraph(name),), column) for column, name in enumerate("ab"))),))
    found = items(anchored(at(Box(150, 100, (table,), inset_pt=INSETS), *PLAIN), Node("Document", None)), FRAME, setter())
    assert len(words(found)) == 2
    assert all(208 <= text.x_pt < 340 and 304 <= text.y_pt < 400 for text in words(found))


def test_a_title_in_a_box_is_in_the_outline() -> None:
    document = Node("Document", None)
    title = paragraph("BẰNG KHEN", style_id="ten_loai", alignment="center")
    items(anchored(at(Box(150, 100, (title,)), *PLAIN), document.add("P")), FRAME, setter())
    (div,) = [kid for kid in document.kids if isinstance(kid, Node) and kid.tag == "Div"]
    assert [(kid.tag, kid.bookmark) for kid in div.kids if isinstance(kid, Node)] == [("H1", "BẰNG KHEN")]
