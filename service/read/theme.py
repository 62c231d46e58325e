"""Theme part → fonts, colours and line widths that styles refer to by name (ECMA-376-1, 20.1.6, 17.18.96)."""

from __future__ import annotations

from dataclasses import dataclass, field

from service.read.names import Element, local, q
from service.read.units import emu, number

# w:themeColor and a:schemeClr names → the slots of a:clrScheme (the default w:clrSchemeMapping).
_SLOTS = {
    "dark1": "dk1", "light1": "lt1", "dark2": "dk2", "light2": "lt2", "text1": "dk1", "background1": "lt1", "text2": "dk2",
    "background2": "lt2", "tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2", "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}
_PRESETS = {"black": "000000", "white": "FFFFFF", "red": "FF0000", "green": "008000", "blue": "0000FF", "yellow": "FFFF00",
            "gray": "808080", "grey": "808080", "navy": "000080", "silver": "C0C0C0", "maroon": "800000", "lime": "00FF00"}


@dataclass(frozen=True, slots=True)
class Theme:
    fonts: dict[str, str] = field(default_factory=dict)          # "majorHAnsi" … → family
    colors: dict[str, str] = field(default_factory=dict)         # slot → RRGGBB
    lines_pt: tuple[float, ...] = (0.5, 1.0, 1.5)                # a:lnStyleLst; index 1 is the first

    def font(self, name: str) -> str | None:
        return self.fonts.get(name) or None

    def color(self, name: str) -> str | None:
        return self.colors.get(_SLOTS.get(name, name))


def theme(root: Element | None) -> Theme:
    """The theme part's root, or None → `Theme`."""
    if root is None:
        return Theme()
    fonts: dict[str, str] = {}
    for group in ("major", "minor"):
        element = root.find(f".//{q(f'a:{group}Font')}")
        for script, name in (("latin", "Ascii"), ("latin", "HAnsi"), ("ea", "EastAsia"), ("cs", "Bidi")):
            face = None if element is None else element.find(q(f"a:{script}"))
            if face is not None and face.get("typeface"):
                fonts[group + name] = face.get("typeface", "")
    scheme = root.find(f".//{q('a:clrScheme')}")
    colors: dict[str, str] = {}
    for slot in () if scheme is None else scheme:
        for color in slot:
            value = color.get("lastClr") if local(color) == "sysClr" else color.get("val")
            if value and len(value) == 6:
                colors[local(slot)] = value.upper()
    widths = tuple(emu(line.get("w"), 0.75) for line in root.iterfind(f".//{q('a:lnStyleLst')}/{q('a:ln')}"))
    return Theme(fonts, colors, widths or Theme().lines_pt)


def plain_color(text: str | None) -> str | None:
    """A colour as written (RRGGBB, #RRGGBB, #RGB, a name) → RRGGBB; None for `auto` and what is no colour."""
    if not text:
        return None
    word = text.split(" ")[0].lstrip("#")
    if len(word) == 3 and text.startswith("#"):
        word = "".join(c * 2 for c in word)
    if len(word) == 6:
        try:
            int(word, 16)
        except ValueError:
            return None
        return word.upper()
    return _PRESETS.get(word.lower())


def mixed(front: str, back: str, share: float) -> str:
    """`share` of `front` over `back`, both RRGGBB."""
    pairs = ((int(front[i:i + 2], 16), int(back[i:i + 2], 16)) for i in (0, 2, 4))
    return "".join(f"{round(f * share + b * (1 - share)):02X}" for f, b in pairs)


def drawn_color(element: Element | None, theme: Theme, placeholder: str | None = None) -> str | None:
    """The first colour inside a DrawingML fill (20.1.2.3): srgbClr, sysClr, prstClr, schemeClr with its usual changes."""
    if element is None or not len(element):
        return None
    color = element[0]
    kind, name = local(color), color.get("val", "")
    if kind == "srgbClr":
        value = plain_color(name)
    elif kind == "sysClr":
        value = plain_color(color.get("lastClr"))
    elif kind == "prstClr":
        value = plain_color(name)
    elif kind == "schemeClr":
        value = placeholder if name == "phClr" else theme.color(name)
    else:
        value = None
    for change in color if value else ():
        amount = number(change.get("val"), 100000.0) / 100000
        match local(change):
            case "shade" | "lumMod":
                value = mixed(value or "000000", "000000", amount)
            case "tint":
                value = mixed(value or "000000", "FFFFFF", amount)
            case "lumOff":
                value = mixed("FFFFFF", value or "000000", amount)
    return value
