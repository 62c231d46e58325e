"""`w:rPr` → a plain dict of what it says, before any inheritance (ECMA-376-1, 17.3.2); styles and runs alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from service.read.borders import fill
from service.read.bounds import beyond
from service.read.constructs import Note, note
from service.read.names import Element, W, of, q, shown
from service.read.theme import Theme, plain_color
from service.read.units import half_points, number, on, points, size

Raw = dict[str, Any]

# Toggle properties (17.7.3): in styles they add up as exclusive or, written on the run they are what they say.
TOGGLES = frozenset(("b", "i", "bCs", "iCs", "caps", "smallCaps", "strike", "dstrike", "vanish"))
_EFFECTS = frozenset(("outline", "shadow", "emboss", "imprint"))
_HIGHLIGHTS = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "green": "00FF00", "magenta": "FF00FF", "red": "FF0000",
    "yellow": "FFFF00", "white": "FFFFFF", "darkBlue": "000080", "darkCyan": "008080", "darkGreen": "008000",
    "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000", "darkGray": "808080", "lightGray": "C0C0C0",
}
# Says nothing about the look of Latin text on paper: proofing, grid, marks of an insertion.
_HARMLESS = frozenset(W + n for n in (
    "noProof", "snapToGrid", "webHidden", "specVanish", "oMath", "ins", "moveTo", "rsid"))
_W14_EFFECTS = frozenset(q(f"w14:{n}") for n in (
    "glow", "shadow", "reflection", "textOutline", "textFill", "scene3d", "props3d"))
_W14_FORMS = frozenset(q(f"w14:{n}") for n in ("numForm", "numSpacing", "stylisticSets", "cntxtAlts"))


def _fonts(raw: Raw, e: Element, _theme: Theme) -> None:
    # A name takes the place of an inherited theme font, and the other way round; side by side the theme wins (17.3.2.26).
    for slot in ("ascii", "hAnsi", "eastAsia", "cs"):
        themed = of(e, "cstheme" if slot == "cs" else f"{slot}Theme")
        named = of(e, slot)
        if themed:
            raw[f"font.{slot}"] = ("theme", themed, named)
        elif named:
            raw[f"font.{slot}"] = ("name", named, named)
    if of(e, "hint"):
        raw["hint"] = of(e, "hint")


def _underline(raw: Raw, e: Element, _theme: Theme) -> None:
    raw["u"] = of(e, "val") or "single"
    raw["u.color"] = plain_color(of(e, "color"))


def _color(raw: Raw, e: Element, theme: Theme) -> None:
    value = of(e, "val")
    themed = of(e, "themeColor")
    raw["color"] = plain_color(value) or (theme.color(themed) if themed and value in (None, "auto") else None)


def _shading(raw: Raw, e: Element, theme: Theme) -> None:
    raw["shd"] = fill(e, theme)


def _highlight(raw: Raw, e: Element, _theme: Theme) -> None:
    raw["highlight"] = _HIGHLIGHTS.get(of(e, "val") or "")


def _language(raw: Raw, e: Element, _theme: Theme) -> None:
    if of(e, "val"):
        raw["lang"] = of(e, "val")


def _value(key: str, read: Callable[[str | None], object]) -> Callable[[Raw, Element, Theme], None]:
    def take(raw: Raw, e: Element, _theme: Theme) -> None:
        raw[key] = read(e.get(W + "val"))
    return take


def _length(key: str, read: Callable[[str | None], float]) -> Callable[[Raw, Element, Theme], None]:
    def take(raw: Raw, e: Element, _theme: Theme) -> None:
        raw[key] = read(e.get(W + "val"))
        for found in beyond(e):
            _note(raw, found)
    return take


def _noted(name: str, harmless: tuple[str, ...]) -> Callable[[Raw, Element, Theme], None]:
    def take(raw: Raw, e: Element, _theme: Theme) -> None:
        if e.get(W + "val", "on") not in harmless:
            _note(raw, note(name))
    return take


def _scale(text: str | None) -> float:
    """Of the width of characters: 1 to 600 per cent (17.18.81); 0 is none."""
    return min(max(number((text or "100").rstrip("%"), 100.0) / 100 or 1.0, 0.01), 6.0)


_OFF = ("0", "false", "off", "none", "auto", "baseline", "nil")
_READ: dict[str, Callable[[Raw, Element, Theme], None]] = {
    **{W + name: _value(name, on) for name in TOGGLES | {"rtl", "cs"}},
    **{W + name: _noted("text:effect", _OFF) for name in (*_EFFECTS, "effect")},
    W + "rFonts": _fonts,
    W + "sz": _length("sz", size),
    W + "szCs": _length("szCs", size),
    W + "u": _underline,
    W + "color": _color,
    W + "highlight": _highlight,
    W + "shd": _shading,
    W + "spacing": _length("spacing", points),
    W + "w": _length("w", _scale),
    W + "position": _value("position", half_points),
    W + "vertAlign": _value("vertAlign", lambda text: text or "baseline"),
    W + "kern": _value("kern", half_points),
    W + "rStyle": _value("rStyle", lambda text: text or ""),
    W + "lang": _language,
    W + "em": _noted("w:em", _OFF),
    W + "bdr": _noted("w:bdr", _OFF),
    W + "fitText": _noted("w:fitText", ("0",)),
    W + "eastAsianLayout": _noted("w:eastAsianLayout", ()),
    W + "rPrChange": _noted("w:change", ()),
    # of a paragraph's mark: it is deleted or moved away, its paragraph runs on into the next (17.13.5.15, 17.13.5.21)
    W + "del": lambda raw, _e, _theme: raw.__setitem__("gone", True),
    W + "moveFrom": lambda raw, _e, _theme: raw.__setitem__("gone", True),
    q("w14:ligatures"): lambda raw, e, _theme: raw.__setitem__("ligatures", e.get(q("w14:val"), "none") != "none"),
}


def _note(raw: Raw, found: Note) -> None:
    raw["notes"] = (*raw.get("notes", ()), found)


def run_properties(element: Element | None, theme: Theme) -> Raw:
    """What one `w:rPr` says: lengths in points, `notes` the constructs in it."""
    raw: Raw = {}
    for child in () if element is None else element:
        read = _READ.get(child.tag)
        if read is not None:
            read(raw, child, theme)
        elif child.tag in _HARMLESS:
            continue
        elif child.tag in _W14_EFFECTS:
            _note(raw, note("text:effect"))
        elif child.tag in _W14_FORMS:
            if child.get(q("w14:val"), "on") not in ("default", "none", "0"):
                _note(raw, note("text:script"))
        else:
            _note(raw, note(f"property:{shown(child.tag)}"))
    return raw


def merged_run(*layers: Raw) -> Raw:
    """Later layers over earlier ones; constructs of all are kept."""
    out: Raw = {}
    for layer in layers:
        notes = (*out.get("notes", ()), *layer.get("notes", ()))
        out.update(layer)
        if notes:
            out["notes"] = notes
    return out
