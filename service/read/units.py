"""Units of the file → points, and on/off as Word and others write it (ECMA-376-1, 17.17.4, 22.9.2)."""

from __future__ import annotations

import math

EMU: int = 12700                       # to the point
MOST_PT: float = 1584.0                # Word's longest measure either way: 22 inches, 31680 twips ([MS-OI29500])
SIZES = (1.0, 1638.0)                  # … and its smallest and largest characters
_SUFFIX = {"pt": 1.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "in": 72.0, "pc": 12.0, "pi": 12.0, "px": 0.75}


def number(text: str | None, missing: float = 0.0) -> float:
    """A decimal as written, or `missing` where there is none that can be read."""
    if not text:
        return missing
    try:
        value = float(text)
    except ValueError:
        return missing
    return value if math.isfinite(value) else missing


def whole(text: str | None, missing: int = 0) -> int:
    return int(number(text, float(missing)))


def bounded(value: float, most: float = MOST_PT) -> float:
    """The length, or the longest that Word knows: more of it stands in broken files only, and would ask for endless pages."""
    return value if -most <= value <= most else most if value > 0 else -most


def points(text: str | None, missing: float = 0.0, unit: float = 20.0) -> float:
    """ST_TwipsMeasure and its signed kin, as far as Word goes: a bare number is `1/unit` pt (twips), else one with its unit."""
    return bounded(unbounded(text, missing, unit))


def unbounded(text: str | None, missing: float = 0.0, unit: float = 20.0) -> float:
    """As `points`, however long: sheets, which are refused where they are too large; the coordinates of drawings."""
    if not text:
        return missing
    suffix = _SUFFIX.get(text[-2:])
    if suffix is not None:
        return number(text[:-2], missing / suffix) * suffix
    if text[-1] == "%":
        return missing
    return number(text, missing * unit) / unit


def half_points(text: str | None, missing: float = 0.0) -> float:
    """ST_HpsMeasure: `w:position`, `w:kern`."""
    return points(text, missing, 2.0)


def size(text: str | None) -> float:
    """The size of characters, within Word's bounds; 10 pt where it cannot be read, as where nothing is said."""
    least, most = SIZES
    return min(max(unbounded(text, 10.0, 2.0), least), most)


def emu(text: str | None, missing: float = 0.0) -> float:
    return unbounded(text, missing, float(EMU))


def percent(text: str | None, missing: float = 1.0) -> float:
    """A share: `50%`, or fiftieths of a per cent as a bare number (ST_MeasurementOrPercent: 5000 = 100 %)."""
    if not text:
        return missing
    return number(text[:-1], missing * 100) / 100 if text[-1] == "%" else number(text, missing * 5000) / 5000


def on(text: str | None) -> bool:
    """ST_OnOff of an element's `w:val`: an element without the attribute is on."""
    return text is None or text.lower() not in ("0", "false", "off", "none")
