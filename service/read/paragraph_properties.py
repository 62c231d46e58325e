"""`w:pPr` → a plain dict of what it says, before any inheritance (ECMA-376-1, 17.3.1)."""

from __future__ import annotations

from service.read.borders import SIDES, borders, fill
from service.read.bounds import beyond
from service.read.constructs import Note, note
from service.read.frames import frame
from service.read.names import Element, W, local, of, q, shown, val
from service.read.run_properties import Raw
from service.read.theme import Theme
from service.read.units import bounded, number, on, points, whole

_FLAGS = frozenset(("keepNext", "keepLines", "pageBreakBefore", "widowControl", "contextualSpacing"))
_HARMLESS = frozenset(W + n for n in (
    "rPr", "sectPr", "pStyle", "snapToGrid", "suppressLineNumbers", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct",
    "topLinePunct", "autoSpaceDE", "autoSpaceDN", "adjustRightInd", "suppressOverlap", "divId", "cnfStyle", "textboxTightWrap",
    "rsid")) | {q("w15:collapsed")}
_TAB_KINDS = {"start": "left", "end": "right", "num": "left"}
LEADERS = {"dot": "dot", "hyphen": "hyphen", "underscore": "underscore", "heavy": "underscore", "middleDot": "middle_dot"}
_INDENTS = (("left", "left"), ("start", "left"), ("right", "right"), ("end", "right"))
NESTED = frozenset(W + n for n in ("numPr", "tabs", "pBdr"))


def paragraph_key(element: Element) -> tuple[object, ...]:
    """All that `paragraph_properties` reads, as a hashable key."""
    return tuple([
        (c.tag, *c.items()) if c.tag not in NESTED else (c.tag, *[(g.tag, *g.items()) for g in c])
        for c in element if c.tag not in _HARMLESS])


def paragraph_properties(element: Element | None, theme: Theme) -> Raw:
    """What one `w:pPr` says: lengths in points; `tabs` position → (kind, leader); `borders` side → border; `notes`."""
    raw: Raw = {}
    notes: list[Note] = []
    for child in () if element is None else element:
        name = local(child)
        if child.tag in _HARMLESS:
            continue
        if name in _FLAGS:
            raw[name] = on(child.get(W + "val"))
        elif name == "jc":
            raw["jc"] = val(child, "left")
        elif name == "spacing":
            _spacing(raw, child)
            notes += beyond(child)
        elif name == "ind":
            _indents(raw, child)
            notes += beyond(child)
        elif name == "numPr":
            _numbering(raw, child)
        elif name == "tabs":
            raw["tabs"] = {points(of(t, "pos")): _tab(t) for t in child if t.tag == W + "tab"}
            notes += [found for t in child for found in beyond(t)]
        elif name == "pBdr":
            raw["borders"] = {side: b for side, b in borders(child, notes).items() if side in SIDES}
        elif name == "shd":
            raw["shd"] = fill(child, theme)
        elif name == "framePr":
            _frame(raw, child, notes)
        elif name == "outlineLvl":
            raw["outline"] = whole(val(child), 9)
        else:
            _noted(child, name, notes)
    if notes:
        raw["notes"] = tuple(notes)
    return raw


def _spacing(raw: Raw, e: Element) -> None:
    for side in ("before", "after"):
        if of(e, side) is not None:
            raw[side] = max(points(of(e, side)), 0.0)
        elif of(e, f"{side}Lines") is not None:            # hundredths of a line; Word writes the twips beside them
            raw[side] = bounded(max(number(of(e, f"{side}Lines")), 0.0) * 0.12)
        if of(e, f"{side}Autospacing") is not None:
            raw[f"{side}.auto"] = on(of(e, f"{side}Autospacing"))
    if of(e, "line") is not None:                          # one property in Word: a line without a rule is `auto`
        rule = of(e, "lineRule") or "auto"
        raw["line"] = (rule, points(of(e, "line")) / 12 if rule == "auto" else abs(points(of(e, "line"))))


def _indents(raw: Raw, e: Element) -> None:
    for attribute, side in _INDENTS:
        if of(e, attribute) is not None:
            raw[f"ind.{side}"] = points(of(e, attribute))
        elif of(e, f"{attribute}Chars") is not None:
            raw[f"ind.{side}.chars"] = bounded(number(of(e, f"{attribute}Chars")) / 100)
    if of(e, "hanging") is not None:                       # hanging beats firstLine (17.3.1.12)
        raw["ind.first"] = 0.0 - points(of(e, "hanging"))
    elif of(e, "firstLine") is not None:
        raw["ind.first"] = points(of(e, "firstLine"))
    elif of(e, "hangingChars") is not None:
        raw["ind.first.chars"] = -bounded(number(of(e, "hangingChars")) / 100)
    elif of(e, "firstLineChars") is not None:
        raw["ind.first.chars"] = bounded(number(of(e, "firstLineChars")) / 100)


def _numbering(raw: Raw, e: Element) -> None:
    for child in e:                                        # w:numberingChange and w:ins beside them change nothing
        if child.tag == W + "numId":
            raw["num"] = val(child, "0")
        elif child.tag == W + "ilvl":
            raw["level"] = whole(val(child))


def _tab(e: Element) -> tuple[str, str]:
    kind = val(e, "left")
    return _TAB_KINDS.get(kind, kind), LEADERS.get(of(e, "leader") or "", "none")


def _frame(raw: Raw, e: Element, notes: list[Note]) -> None:
    if of(e, "dropCap") not in (None, "none"):
        notes.append(note("w:framePr#dropCap"))
        return
    raw["frame"] = frame(e)
    if raw["frame"] is not None:
        notes.append(note("w:framePr"))


def _noted(e: Element, name: str, notes: list[Note]) -> None:
    if name in ("bidi", "mirrorIndents"):
        if on(of(e, "val")):
            notes.append(note(f"w:{name}"))
    elif name == "textAlignment":
        if val(e) not in ("auto", "baseline"):
            notes.append(note("w:textAlignment"))
    elif name == "textDirection":
        if val(e) not in ("lrTb", "lrTbV", "lr"):
            notes.append(note("w:textDirection"))
    elif name == "pPrChange":
        notes.append(note("w:change"))
    else:
        notes.append(note(f"property:{shown(e.tag)}"))


def merged_paragraph(*layers: Raw) -> Raw:
    """Later layers over earlier ones, attribute by attribute; tab stops and borders add up, `clear` takes a stop away."""
    out: Raw = {}
    for layer in layers:
        if not layer:
            continue
        before = out
        out = {**before, **layer}
        if "tabs" in layer and "tabs" in before:
            out["tabs"] = {**before["tabs"], **layer["tabs"]}
        if "borders" in layer and "borders" in before:
            out["borders"] = {**before["borders"], **layer["borders"]}
        for key in ("ind.left", "ind.right", "ind.first"):
            if key in layer:
                out.pop(f"{key}.chars", None)
            elif f"{key}.chars" in layer:
                out.pop(key, None)
        if "notes" in layer and "notes" in before:
            out["notes"] = before["notes"] + layer["notes"]
    return out
