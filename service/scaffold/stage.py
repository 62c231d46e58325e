"""The template of a certificate: paper and sheets come from the data (docs/certificates.md), so it holds tags and one style."""

from __future__ import annotations

from typing import Final

from lxml import etree

from service.rules.layout import FONT, LANGUAGE
from service.scaffold.package import pack
from service.scaffold.xml import mm_twips, serialise, twips, w

_A4_MM: Final = (297.0, 210.0)
_MARGIN_MM: Final = 10.0
_TAGS: Final = ("{{p kho_giay }}", "{%p for to in cac_to %}", "{{p to }}", "{%p endfor %}")


def draw_stage() -> bytes:
    """→ `template.docx`, A4 landscape until the stock says otherwise."""
    document = w("document", w("body", *map(_tag, _TAGS), _section()))
    empty = serialise(w("hdr", w("p")))
    return pack(document=serialise(document), styles=_styles(), header=empty, first_header=empty)


def _tag(text: str) -> etree._Element:
    shown = w("t")
    shown.text = text
    return w("p", w("r", shown))


def _section() -> etree._Element:
    width, height = map(mm_twips, _A4_MM)
    margin = mm_twips(_MARGIN_MM)
    sides = dict.fromkeys(("top", "right", "bottom", "left"), margin)
    return w("sectPr", w("pgSz", w=width, h=height, orient="landscape"),
             w("pgMar", **sides, header=margin // 2, footer=margin // 2, gutter=0), w("cols", space=twips(36)))


def _styles() -> bytes:
    letters = w("rPr", w("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT), w("sz", val=28), w("szCs", val=28),
                w("lang", val=LANGUAGE))
    spacing = w("pPr", w("spacing", before=0, after=0, line=240, lineRule="auto"))
    return serialise(w(
        "styles",
        w("docDefaults", w("rPrDefault", letters), w("pPrDefault", spacing)),
        w("style", w("name", val="Normal"), type="paragraph", default=1, styleId="Normal"),
        w("style", w("name", val="Chữ trên phôi"), w("basedOn", val="Normal"), w("qFormat"), type="paragraph", customStyle=1,
          styleId="phoi"),
    ))
