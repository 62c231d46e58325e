"""Drawn rules, inline images and places of signatures as runs. Every namespace is declared on the inserted XML itself, so any
template can take it."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal
from xml.sax.saxutils import quoteattr
from zlib import crc32

from service.values import Image, Rule, SigningPlace

EMU_PER_PT = 12_700
EMU_PER_MM = 36_000
_BELOW_PT = 1.5  # from the top of its paragraph down to the line

MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECORATIVE = (
    f'<a:extLst xmlns:a="{A}"><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


@lru_cache(maxsize=64)
def rule_run(rule: Rule, run_properties: str = "") -> str:
    """A run with a straight line, centred in its column, just under the top of its paragraph: DrawingML for Word 2010 and later
    and LibreOffice, VML for older readers. Ids are given afterwards. `run_properties` keep a small line small."""
    length, weight = round(rule.length_pt * EMU_PER_PT), round(rule.weight_pt * EMU_PER_PT)
    below = round(_BELOW_PT * EMU_PER_PT)
    return (
        f'<w:r>{run_properties}<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice xmlns:wps="{WPS}" Requires="wps"><w:drawing>'
        f'<wp:anchor xmlns:wp="{WP}" distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="251659264" '
        'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="column"><wp:align>center</wp:align></wp:positionH>'
        f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{below}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{length}" cy="0"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="0" name="Đường kẻ">{DECORATIVE}</wp:docPr><wp:cNvGraphicFramePr/>'
        f'<a:graphic xmlns:a="{A}"><a:graphicData uri="{WPS}"><wps:wsp><wps:cNvCnPr/><wps:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{length}" cy="0"/></a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        f'<a:ln w="{weight}"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr><wps:bodyPr/></wps:wsp>'
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        '<v:line xmlns:v="urn:schemas-microsoft-com:vml" style="position:absolute;z-index:251659264;'
        'mso-position-horizontal:center;mso-position-horizontal-relative:text;mso-position-vertical-relative:text" '
        f'from="0,{_BELOW_PT}pt" to="{rule.length_pt:g}pt,{_BELOW_PT}pt" strokecolor="black" '
        f'strokeweight="{rule.weight_pt:g}pt"/>'
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def image_run(image: Image, relationship: str, run_properties: str = "") -> str:
    """A run with the image in the line; `relationship` is its id in the part's relationships."""
    width, height = round(image.width_mm * EMU_PER_MM), round(image.height_mm * EMU_PER_MM)
    alt = quoteattr(image.alt)
    return (
        f'<w:r>{run_properties}<w:drawing><wp:inline xmlns:wp="{WP}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="0" name="Hình" descr={alt}>{"" if image.alt else DECORATIVE}</wp:docPr><wp:cNvGraphicFramePr>'
        f'<a:graphicFrameLocks xmlns:a="{A}" noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic xmlns:a="{A}"><a:graphicData uri="{PIC}"><pic:pic xmlns:pic="{PIC}">'
        f'<pic:nvPicPr><pic:cNvPr id="0" name="Hình" descr={alt}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip xmlns:r="{R}" r:embed="{relationship}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        '</wp:inline></w:drawing></w:r>'
    )


@lru_cache(maxsize=64)
def place_run(place: SigningPlace, run_properties: str = "", *, origin: Literal["line", "page"] = "line") -> str:
    """A place of a signature: a shape without line, fill and text, in a bookmark of its name. `origin` says what its offsets
    count from: the column's left edge and the top of the line, or the corner of the page."""
    width, height = round(place.width_mm * EMU_PER_MM), round(place.height_mm * EMU_PER_MM)
    across = "column" if origin == "line" else "page"
    x = "<wp:align>right</wp:align>" if place.x_mm is None else f"<wp:posOffset>{round(place.x_mm * EMU_PER_MM)}</wp:posOffset>"
    name, mark = quoteattr(place.name), crc32(place.name.encode()) >> 1        # a bookmark's id is a signed number
    return (
        f'<w:bookmarkStart w:id="{mark}" w:name={name}/>'
        f'<w:r>{run_properties}<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice xmlns:wps="{WPS}" Requires="wps"><w:drawing>'
        f'<wp:anchor xmlns:wp="{WP}" distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="251657216" '
        'behindDoc="1" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="{across}">{x}</wp:positionH>'
        f'<wp:positionV relativeFrom="{origin}"><wp:posOffset>{round(place.y_mm * EMU_PER_MM)}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="0" name={name} descr={quoteattr(place.title)}/><wp:cNvGraphicFramePr/>'
        f'<a:graphic xmlns:a="{A}"><a:graphicData uri="{WPS}"><wps:wsp><wps:cNvSpPr/><wps:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        '<a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor>'
        f'</w:drawing></mc:Choice></mc:AlternateContent></w:r><w:bookmarkEnd w:id="{mark}"/>'
    )
