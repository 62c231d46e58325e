"""Pictures, drawn lines and text boxes in DrawingML; what the paper lacks, in both."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from service.paper import Border, Box, Float, Paragraph, Picture, Position, Rule, Slot
from tests.read.drawn import names, p, paper, png, r

PARTS = {
    "media/image1.png": png(),
    "media/image2.emf": b"\x01\x00\x00\x00" + bytes(60),
    "media/image3.bmp": b"BM" + bytes(8),
    "media/image4.png": png()[:45],
}
EMPTY_LINE = '<a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln>'


def pic(rel: str = "rImage1", *, more: str = "", crop: str = "", blip: str = "") -> str:
    return (
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="x"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{rel}">{blip}'
        f"</a:blip>{crop}<a:stretch/></pic:blipFill><pic:spPr>{more}</pic:spPr></pic:pic>"
    )


def graphic(content: str) -> str:
    return f'<a:graphic><a:graphicData uri="x">{content}</a:graphicData></a:graphic>'


def inline(content: str, cx: int = 1270000, cy: int = 635000) -> str:
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="{cx}" cy="{cy}"/><wp:docPr id="1" name="x" descr="Quốc huy"/>'
        f"{graphic(content)}</wp:inline></w:drawing></w:r>"
    )


def anchor(
    content: str,
    cx: int = 1270000,
    cy: int = 0,
    *,
    x: str = "<wp:posOffset>127000</wp:posOffset>",
    x_from: str = "column",
    y: str = "<wp:posOffset>-63500</wp:posOffset>",
    y_from: str = "paragraph",
    wrap: str = "<wp:wrapNone/>",
    more: str = "",
) -> str:
    return (
        f'<w:r><w:drawing><wp:anchor distT="0" distB="0" distL="114300" distR="114300" {more}><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="{x_from}">{x}</wp:positionH><wp:positionV relativeFrom="{y_from}">{y}</wp:positionV>'
        f'<wp:extent cx="{cx}" cy="{cy}"/>{wrap}<wp:docPr id="1" name="x"/>{graphic(content)}</wp:anchor></w:drawing></w:r>'
    )


def wsp(
    kind: str = "line",
    *,
    line: str = EMPTY_LINE,
    xfrm: str = "<a:xfrm/>",
    more: str = "",
    fill: str = "",
    style: str = "",
    body: str = "<wps:bodyPr/>",
) -> str:
    return (
        f'<wps:wsp><wps:cNvCnPr/><wps:spPr>{xfrm}<a:prstGeom prst="{kind}"><a:avLst/></a:prstGeom>{fill}{line}</wps:spPr>'
        f'{style}{more}'
        f"{body}</wps:wsp>"
    )


def drawn(content: str, **more: object) -> list[object]:
    block = paper(p(content), parts=PARTS, **more).sections[0].blocks[0]
    assert isinstance(block, Paragraph)
    return [i for i in block.inlines if isinstance(i, Picture | Float)]


def test_a_picture_in_the_line_keeps_bytes_size_and_words() -> None:
    assert drawn(inline(pic())) == [Picture(png(), "image/png", 100.0, 50.0, "Quốc huy")]


@pytest.mark.parametrize(("value", "decorative"), [("1", True), ("0", False)])
def test_a_picture_may_be_said_to_be_decoration(value: str, decorative: bool) -> None:
    said = f'<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="{value}"/>'
    extensions = f'descr=""><a:extLst><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}">{said}</a:ext></a:extLst></wp:docPr>'
    (found,) = drawn(inline(pic()).replace('descr="Quốc huy"/>', extensions))
    assert isinstance(found, Picture)
    assert found.decorative is decorative


def test_a_cropped_picture_is_cut() -> None:
    found = drawn(inline(pic(crop='<a:srcRect l="50000" b="50000"/>')))[0]
    assert isinstance(found, Picture)
    with Image.open(io.BytesIO(found.data)) as image:
        assert image.size == (2, 1)


def test_an_anchored_line_is_a_rule_where_the_file_puts_it() -> None:
    found = drawn(anchor(wsp()))
    assert found == [
        Float(
            Rule(100.0, 0.0, 0.75, "000000"),
            100.0,
            0.0,
            Position("column", 10.0),
            Position("paragraph", -5.0),
            distance_pt=(0.0, 9.0, 0.0, 9.0),
        )
    ]


@pytest.mark.parametrize(
    ("shape", "cy", "rule"),
    [
        (wsp(xfrm='<a:xfrm flipV="1"/>'), 635000, Rule(100.0, 50.0, 0.75, "000000", "solid", True)),
        (wsp(xfrm='<a:xfrm flipV="1" flipH="1"/>'), 635000, Rule(100.0, 50.0, 0.75, "000000")),
        (wsp(xfrm='<a:xfrm rot="5400000"/>'), 0, Rule(0.0, 100.0, 0.75, "000000")),
        (
            wsp(line='<a:ln w="12700" cmpd="dbl"><a:solidFill><a:srgbClr val="FF0000"/></a:solidFill></a:ln>'),
            0,
            Rule(100.0, 0.0, 1.0, "FF0000", "double"),
        ),
        (
            wsp(line='<a:ln w="12700"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:prstDash val="sysDot"/></a:ln>'),
            0,
            Rule(100.0, 0.0, 1.0, "1A1A1A", "dot"),
        ),
        (
            wsp(
                "straightConnector1", line="", style='<wps:style><a:lnRef idx="1"><a:schemeClr val="tx1"/></a:lnRef></wps:style>'
            ),
            0,
            Rule(100.0, 0.0, 0.5, "1A1A1A"),
        ),
    ],
)
def test_lines_have_the_stroke_of_the_shape_or_its_theme(shape: str, cy: int, rule: Rule) -> None:
    theme = (
        '<a:themeElements><a:clrScheme name="x"><a:dk1><a:srgbClr val="1A1A1A"/></a:dk1></a:clrScheme><a:fmtScheme><a:lnStyleLst>'
        '<a:ln w="6350"/><a:ln w="12700"/></a:lnStyleLst></a:fmtScheme></a:themeElements>'
    )
    found = drawn(anchor(shape, cy=cy), theme=theme)[0]
    assert isinstance(found, Float)
    assert found.content == rule


def test_a_line_without_a_stroke_is_nothing() -> None:
    assert drawn(anchor(wsp(line="<a:ln><a:noFill/></a:ln>"))) == []


@pytest.mark.parametrize(
    ("more", "x", "y"),
    [
        (
            {"x": "<wp:align>center</wp:align>", "x_from": "margin"},
            Position("margin", 0.0, "center"),
            Position("paragraph", -5.0),
        ),
        ({"x_from": "page", "y_from": "page"}, Position("page", 10.0), Position("page", -5.0)),
        ({"x_from": "leftMargin", "y_from": "topMargin"}, Position("page", 10.0), Position("page", -5.0)),
        # US Letter with inch margins: the right margin begins at 540 pt, the bottom one at 720 pt
        ({"x_from": "rightMargin", "y_from": "bottomMargin"}, Position("page", 550.0), Position("page", 715.0)),
        ({"x": "<wp:align>right</wp:align>", "x_from": "leftMargin"}, Position("page", -28.0), Position("paragraph", -5.0)),
        ({"x_from": "character", "y_from": "line"}, Position("character", 10.0), Position("line", -5.0)),
    ],
)
def test_positions_count_from_what_the_file_names(more: dict[str, str], x: Position, y: Position) -> None:
    found = drawn(anchor(wsp(), **more))[0]
    assert isinstance(found, Float)
    assert (found.x, found.y) == (x, y)


@pytest.mark.parametrize(
    ("wrap", "kind"),
    [("<wp:wrapSquare wrapText='bothSides'/>", "square"), ("<wp:wrapTopAndBottom/>", "top_bottom"), ("<wp:wrapNone/>", "none")],
)
def test_wrapping_is_kept(wrap: str, kind: str) -> None:
    found = drawn(anchor(pic(), cy=635000, wrap=wrap, more='behindDoc="1"'))[0]
    assert isinstance(found, Float)
    assert (found.wrap, found.behind) == (kind, True)


BODY = '<wps:bodyPr lIns="0" tIns="12700" anchor="ctr"/>'


def test_a_text_box_holds_paragraphs_with_border_fill_and_insets() -> None:
    text = "<wps:txbx><w:txbxContent>" + p("MẬT", '<w:jc w:val="center"/>') + "</w:txbxContent></wps:txbx>"
    fill = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
    found = drawn(anchor(wsp("roundRect", more=text, fill=fill, body=BODY), cy=635000))[0]
    assert isinstance(found, Float)
    box = found.content
    assert isinstance(box, Box)
    assert (box.border, box.fill, box.inset_pt, box.vertical, box.rounded) == (
        Border("single", 0.75, 0.0, "000000"),
        "FFFFFF",
        (1.0, 7.2, 3.6, 0.0),
        "center",
        True,
    )
    assert [(b.text, b.format.alignment, b.place) for b in box.blocks if isinstance(b, Paragraph)] == [
        ("MẬT", "center", "đoạn 1, khung chữ, đoạn 1")
    ]


def test_newer_drawings_with_a_fallback_are_read_once() -> None:
    content = (
        f"<mc:AlternateContent><mc:Choice Requires='wps'>{anchor(wsp())[5:-6]}</mc:Choice><mc:Fallback><w:pict><v:line/></w:pict>"
        "</mc:Fallback></mc:AlternateContent>"
    )
    assert len(drawn(f"<w:r>{content}</w:r>")) == 1


def test_a_groups_children_stand_at_their_own_places() -> None:
    def at(x: int, y: int, cx: int, cy: int) -> str:
        return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>'

    group = (
        '<wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1270000" cy="1270000"/>'
        '<a:chOff x="100" y="0"/><a:chExt cx="2540000" cy="2540000"/></a:xfrm></wpg:grpSpPr>'
        + wsp(xfrm=at(100, 0, 2540000, 0))
        + wsp(xfrm=at(254100, 508000, 0, 254000))
        + "</wpg:wgp>"
    )
    found = [i for i in drawn(anchor(group, cy=1270000)) if isinstance(i, Float)]
    assert [(i.content, round(i.x.offset_pt, 6), round(i.y.offset_pt, 6)) for i in found] == [
        (Rule(100.0, 0.0, 0.75, "000000"), 10.0, -5.0),
        (Rule(0.0, 10.0, 0.75, "000000"), 20.0, 15.0),
    ]


OLE = (
    '<w:object><v:shape type="#_x0000_t75" style="width:9pt;height:9pt"><v:imagedata r:id="{}"/></v:shape>'
    "<o:OLEObject/></w:object>"
)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (inline(pic("rImage2")), [("picture:kind", True)]),
        (inline(pic("rImage3", crop='<a:srcRect l="10"/>')), [("picture:broken", True)]),
        (inline(pic("rImage4")), [("picture:broken", True)]),
        (inline(pic("rKhongCo")), [("picture:missing", True)]),
        (inline(pic("rWeb")), [("picture:external", True)]),
        (inline(pic(blip="<a:grayscl/>")), [("drawing:effect", False)]),
        (inline(pic(more='<a:xfrm rot="5400000"/>')), [("drawing:rotation", True)]),
        (inline(wsp()), [("wps:wsp", True)]),
        (anchor(wsp("ellipse")), [("wps:wsp", True)]),
        (anchor(wsp("rect", line="", fill="<a:gradFill/>")), [("drawing:fill", False)]),
        (anchor(wsp(line=EMPTY_LINE.replace("</a:ln>", '<a:tailEnd type="arrow"/></a:ln>'))), [("drawing:arrow", False)]),
        (anchor("<c:chart r:id='r9'/>"), [("c:chart", True)]),
        (anchor("<dgm:relIds/>"), [("dgm:relIds", True)]),
        (anchor("<wpc:wpc/>"), [("wpc:wpc", True)]),
        (anchor(pic(), wrap="<wp:wrapTight/>"), [("wp:wrapTight", False)]),
        ("<w:r><w:pict><v:group/></w:pict></w:r>", [("v:group", True)]),
        ("<w:r><w:pict><v:oval/></w:pict></w:r>", [("v:shape", True)]),
        ('<w:r><w:pict><v:shape type="#_x0000_t136"><v:textpath string="MẬT"/></v:shape></w:pict></w:r>', [("v:shape", True)]),
        (f"<w:r>{OLE.format('rImage1')}</w:r>", [("w:object", False)]),
        (f"<w:r>{OLE.format('rImage2')}</w:r>", [("picture:kind", True), ("w:object", True)]),
        (anchor(wsp()), []),
    ],
)
def test_a_drawing_the_paper_lacks_is_told(content: str, found: list[tuple[str, bool]]) -> None:
    assert names(paper(p(r("a") + content), parts=PARTS, links={"rWeb": "https://example.org/x.png"})) == found


NOTHING = "<a:ln><a:noFill/></a:ln>"
SHOWS = '<wps:txbx><w:txbxContent><w:p><w:r><w:t>x</w:t></w:r></w:p></w:txbxContent></wps:txbx>'
PLACES = [
    # the shape's name, its line, what more it shows; what it is
    ("chu_ky", NOTHING, "", Slot), ("chu_ky_thu_ky", NOTHING, "", Slot), ("dau", NOTHING, "", Slot), ("dau_2", NOTHING, "", Slot),
    ("chu_ky_co_quan", NOTHING, "", Slot), ("chu_ky", EMPTY_LINE, "", Box), ("chu_ky", NOTHING, SHOWS, Box),
    ("chu_ky-2", NOTHING, "", None), ("Chu_ky", NOTHING, "", None), ("dau_", NOTHING, "", None), ("dau_ Hai", NOTHING, "", None),
    ("x", NOTHING, "", None),
]


@pytest.mark.parametrize(("name", "line", "more", "kind"), PLACES)
def test_a_shape_that_shows_nothing_and_has_the_name_of_a_field_is_the_place_of_a_signature(
    name: str, line: str, more: str, kind: type | None,
) -> None:
    shape = anchor(wsp("rect", line=line, more=more, fill="<a:noFill/>"), cy=635000, y_from="line")
    found = drawn(shape.replace('id="1" name="x"', f'id="1" name="{name}" descr="Chữ ký của ông An"'))
    assert [type(one.content) for one in found if isinstance(one, Float)] == ([kind] if kind else [])
    for one in found:
        assert isinstance(one, Float)
        if isinstance(one.content, Slot):
            assert one.content == Slot(name, "Chữ ký của ông An")
            assert (one.width_pt, one.height_pt, one.x, one.y) == (100, 50, Position("column", 10), Position("line", -5))
