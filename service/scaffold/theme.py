"""`word/theme/theme1.xml`: plain, in Times New Roman, so that nothing a clerk adds in Word brings another face."""

from __future__ import annotations

from service.rules.layout import FONT

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_NAME = "Văn bản hành chính"
_COLOURS = {
    "dk1": "000000", "lt1": "FFFFFF", "dk2": "000000", "lt2": "FFFFFF",
    "accent1": "1F3864", "accent2": "7F7F7F", "accent3": "C00000", "accent4": "BF8F00", "accent5": "2E74B5", "accent6": "538135",
    "hlink": "0563C1", "folHlink": "954F72",
}


def theme() -> str:
    """The part's XML."""
    colours = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in _COLOURS.items())
    fonts = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface="{FONT}"/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="9525">{fill}<a:prstDash val="solid"/></a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<a:theme xmlns:a="{_A}" name="{_NAME}"><a:themeElements><a:clrScheme name="{_NAME}">{colours}</a:clrScheme>'
        f'<a:fontScheme name="{FONT}"><a:majorFont>{fonts}</a:majorFont><a:minorFont>{fonts}</a:minorFont></a:fontScheme>'
        f'<a:fmtScheme name="{_NAME}"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    )
