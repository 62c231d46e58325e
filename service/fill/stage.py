"""A sheet with everything at its own place, as one small paragraph that anchors text boxes, pictures and lines at the page.

Text boxes and not `w:framePr`: Word moves frames that touch apart, text boxes stay where they are put. Word 2010 and later and
LibreOffice read them; each part declares its namespaces, so any template can take it. Ids are given afterwards (afterwards.py).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape, quoteattr

from service.fill.drawing import DECORATIVE, EMU_PER_MM, EMU_PER_PT, MC, PIC, WP, WPS, A, R, place_run
from service.values import Image, Stage, StageLine, StagePicture, StageText

_WPG = "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"
# the paragraph that holds the anchors: as low as Word lets one be
_HOLDER = (
    '<w:pPr>{break_before}<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    '<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr></w:pPr>'
)


def stage_paragraph(stage: Stage, image_id: Callable[[Image], str]) -> str:
    """The paragraph of one sheet; `image_id` gives a picture its relationship."""
    pieces = [_picture(one, image_id(one.image)) for one in stage.pictures]
    pieces += [_lines(stage.lines)] if stage.lines else []
    pieces += [_text(one) for one in stage.texts]
    pieces += [place_run(one, origin="page") for one in stage.places]
    holder = _HOLDER.format(break_before="<w:pageBreakBefore/>" if stage.new_page else "")
    return f"<w:p>{holder}{''.join(pieces)}</w:p>"


def _emu(mm: float) -> int:
    return round(mm * EMU_PER_MM)


def _anchor(name: str, box_mm: tuple[float, float, float, float], graphic: str, *, behind: bool, properties: str = "") -> str:
    """A drawing at a place of the page, nothing flowing around it; `box_mm` is left, top, width, height."""
    left, top, width, height = map(_emu, box_mm)
    return (
        f'<w:drawing><wp:anchor xmlns:wp="{WP}" distT="0" distB="0" distL="0" distR="0" simplePos="0" '
        f'relativeHeight="{251658240 if behind else 251660288}" behindDoc="{int(behind)}" locked="0" layoutInCell="1" '
        'allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{left}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{top}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="0" name={quoteattr(name)}>{properties}</wp:docPr><wp:cNvGraphicFramePr/>'
        f'<a:graphic xmlns:a="{A}">{graphic}</a:graphic></wp:anchor></w:drawing>'
    )


def _choice(drawing: str, requires: str, namespace: str) -> str:
    return (
        f'<w:r><mc:AlternateContent xmlns:mc="{MC}"><mc:Choice xmlns:{requires}="{namespace}" Requires="{requires}">'
        f"{drawing}</mc:Choice></mc:AlternateContent></w:r>"
    )


def _text(text: StageText) -> str:
    width, height = _emu(text.width_mm), _emu(text.height_mm)
    shape = (
        f'<a:graphicData uri="{WPS}"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>'
        f"<a:ln><a:noFill/></a:ln></wps:spPr><wps:txbx><w:txbxContent>{_paragraph(text)}</w:txbxContent></wps:txbx>"
        '<wps:bodyPr rot="0" vert="horz" wrap="square" lIns="0" '
        f'tIns="{_emu(text.inset_mm)}" rIns="0" bIns="0" anchor="t"><a:noAutofit/></wps:bodyPr></wps:wsp></a:graphicData>'
    )
    box = text.x_mm, text.y_mm, text.width_mm, text.height_mm
    return _choice(_anchor(text.name, box, shape, behind=False), "wps", WPS)


def _paragraph(text: StageText) -> str:
    size = round(text.size_pt * 2)
    look = (
        f'<w:rPr><w:rFonts w:ascii={quoteattr(text.family)} w:hAnsi={quoteattr(text.family)} w:cs={quoteattr(text.family)}/>'
        f'{"<w:b/><w:bCs/>" if text.bold else ""}{"<w:i/><w:iCs/>" if text.italic else ""}<w:color w:val="{text.color}"/>'
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    )
    shown = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.lines)
    return (
        f'<w:p><w:pPr><w:pStyle w:val="phoi"/><w:spacing w:before="0" w:after="0" w:line="{round(240 * text.line)}" '
        f'w:lineRule="auto"/><w:jc w:val="{text.alignment}"/>{look}</w:pPr><w:r>{look}{shown}</w:r></w:p>'
    )


def _picture(picture: StagePicture, relationship: str) -> str:
    image = picture.image
    width, height = _emu(image.width_mm), _emu(image.height_mm)
    graphic = (
        f'<a:graphicData uri="{PIC}"><pic:pic xmlns:pic="{PIC}"><pic:nvPicPr><pic:cNvPr id="0" name={quoteattr(picture.name)}/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip xmlns:r="{R}" r:embed="{relationship}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/>"
        f'<a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData>"
    )
    box = picture.x_mm, picture.y_mm, image.width_mm, image.height_mm
    return f"<w:r>{_anchor(picture.name, box, graphic, behind=picture.behind, properties=DECORATIVE)}</w:r>"


def _lines(lines: Sequence[StageLine]) -> str:
    """All lines as one group behind the text, so that who edits the file in Word moves them together."""
    left, top = min(min(one.x1_mm, one.x2_mm) for one in lines), min(min(one.y1_mm, one.y2_mm) for one in lines)
    right, bottom = max(max(one.x1_mm, one.x2_mm) for one in lines), max(max(one.y1_mm, one.y2_mm) for one in lines)
    size = f'cx="{_emu(right) - _emu(left)}" cy="{_emu(bottom) - _emu(top)}"'
    graphic = (
        f'<a:graphicData uri="{_WPG}"><wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/>'
        f'<a:chOff x="0" y="0"/><a:chExt {size}/></a:xfrm></wpg:grpSpPr>'
        f"{''.join(_line(one, number, left, top) for number, one in enumerate(lines, start=2))}</wpg:wgp></a:graphicData>"
    )
    drawing = _anchor("Khung", (left, top, right - left, bottom - top), graphic, behind=True, properties=DECORATIVE)
    return _choice(drawing, "wpg", _WPG)


def _line(line: StageLine, number: int, left_mm: float, top_mm: float) -> str:
    x, y = _emu(min(line.x1_mm, line.x2_mm)) - _emu(left_mm), _emu(min(line.y1_mm, line.y2_mm)) - _emu(top_mm)
    width, height = abs(_emu(line.x2_mm) - _emu(line.x1_mm)), abs(_emu(line.y2_mm) - _emu(line.y1_mm))
    return (
        f'<wps:wsp xmlns:wps="{WPS}"><wps:cNvPr id="{number}" name=""/><wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x="{x}" y="{y}"/>'
        f'<a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        f'<a:ln w="{round(line.weight_pt * EMU_PER_PT)}"><a:solidFill><a:srgbClr val="{line.color}"/></a:solidFill></a:ln>'
        "</wps:spPr><wps:bodyPr/></wps:wsp>"
    )
