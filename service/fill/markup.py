"""Values → WordprocessingML, by where their tag stands: in a run's text, between runs, between paragraphs, in an attribute."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from jinja2 import Undefined

from service.errors import TemplateFaulty, problem
from service.fill.drawing import image_run, place_run, rule_run
from service.fill.grid import grid_table
from service.fill.record import now
from service.fill.sections import mark
from service.fill.stage import stage_paragraph
from service.values import Grid, Image, Rich, Rule, Run, SectionStart, SigningPlaces, Stage

# XML 1.0 has no place for these (section 2.2); \a and \f are docxtpl's marks for a new paragraph and a new page
_ILLEGAL = re.compile("[\x00-\x06\x08\x0b\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_OPEN = '<w:t xml:space="preserve">'
_BREAK = f"</w:t><w:br/>{_OPEN}"
_MOST_RUNS, _LONGEST = 512, 1000                 # that are kept; characters of one
_runs: dict[tuple[str, str], str] = {}


def escape(text: str) -> str:
    """Characters for element content."""
    if "&" in text or "<" in text or ">" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def as_text(value: object) -> str:
    """What a value prints as. None, truth values and whatever has no text of its own (lists, functions) are refused:
    Python's names for them are no Vietnamese."""
    if isinstance(value, (str, Undefined)) or (isinstance(value, (int, float)) and not isinstance(value, bool)):
        return str(value)  # a missing field records itself
    record = now.get()
    if value is None:
        record.refuse(
            problem(
                "value-none",
                "Trường này trống (null) nên không in được; hãy cho giá trị hoặc chuỗi rỗng.",
                **record.where(value),
            )
        )
    elif isinstance(value, bool) or type(value).__str__ is object.__str__:
        record.refuse(
            problem(
                "value-not-text",
                "Giá trị kiểu {kieu} không in được thành chữ.",
                **record.where(value),
                kieu=type(value).__name__,
            )
        )
    else:
        return str(value)
    return ""


def text(value: object, run_properties: str = "") -> str:
    """In `w:t`: `{{ x }}`. `run_properties` is the `w:rPr` of the run the tag stands in."""
    if value.__class__ is str and value.isprintable():
        return escape(value) if "&" in value or "<" in value or ">" in value else value    # hundreds a table: no call for each
    if isinstance(value, str):
        return _breaks(_legal(str(value), value))
    if isinstance(value, (Rich, Rule, Image, SigningPlaces)):
        return f"</w:t></w:r>{run(value, run_properties)}<w:r>{run_properties}{_OPEN}"
    if isinstance(value, (Grid, SectionStart, Stage)):
        _misplaced("{{p … }}")
    return _breaks(_legal(as_text(value), value))


def run(value: object, run_properties: str = "") -> str:
    """Between runs of a paragraph: `{{r x }}`."""
    if value.__class__ is Rich:
        runs = value.runs
        return _run(runs[0], run_properties) if len(runs) == 1 else "".join([_run(one, run_properties) for one in runs])
    if isinstance(value, Rule):
        return now.get().numbered(rule_run(value, run_properties))
    if isinstance(value, Image):
        record = now.get()
        return record.numbered(image_run(value, record.image_id(value), run_properties))
    if isinstance(value, SigningPlaces):
        record = now.get()
        return record.numbered("".join([place_run(place, run_properties) for place in record.unplaced(value.places)]))
    shown = text(value)
    return f"<w:r>{run_properties}{_OPEN}{shown}</w:t></w:r>" if shown else ""


def block(value: object) -> str:
    """Between paragraphs: `{{p x }}`. Text has no paragraph style here, so it is refused; the empty string is nothing."""
    if isinstance(value, Grid):
        now.get().grids = True
        return grid_table(value, run)
    if isinstance(value, SectionStart):
        record = now.get()
        record.starts.append((value, record.tag()[0]))
        return mark(len(record.starts) - 1)
    if isinstance(value, Stage):
        record = now.get()
        return record.numbered(stage_paragraph(value, record.image_id))
    if isinstance(value, (Rule, Image, SigningPlaces)):
        return f"<w:p>{run(value)}</w:p>"
    if as_text(str(value) if isinstance(value, Rich) else value):
        _misplaced("{{ … }}")
    return ""


def attribute(value: object) -> str:
    """Inside an attribute's quotes."""
    shown = escape(_legal(as_text(value), value)).replace('"', "&quot;").replace("'", "&#39;")
    return shown.replace("\n", "&#10;").replace("\t", "&#9;")


def plain(value: object) -> str:
    """Element content that is no run: core properties, field codes."""
    return escape(_legal(as_text(value), value)).replace("\a", " ").replace("\f", " ")


def _run(one: Run, run_properties: str) -> str:
    characters = one.text
    if one.bold or one.italic or one.underline or one.script != "base":
        run_properties = _with(one.bold, one.italic, one.underline, one.script, run_properties)
    key = characters, run_properties
    known = _runs.get(key)                       # most words of a type's papers are those of the paper before
    if known is not None:
        return known
    printable = characters.isprintable()
    shown = escape(characters) if printable else _breaks(_legal(characters, characters))
    made = f"<w:r>{run_properties}{_OPEN}{shown}</w:t></w:r>"
    if printable and len(characters) <= _LONGEST:        # of all else something is told each time, or too much is held
        if len(_runs) >= _MOST_RUNS:
            _runs.clear()
        _runs[key] = made
    return made


@lru_cache(maxsize=256)
def _with(bold: bool, italic: bool, underline: bool, script: str, run_properties: str) -> str:
    # the order of the elements is the schema's (CT_RPr: b, i, u, vertAlign); where there are properties of the tag's own run,
    # the added ones replace those of the same name
    added = {
        "w:b": "<w:b/>" if bold else "",
        "w:i": "<w:i/>" if italic else "",
        "w:u": '<w:u w:val="single"/>' if underline else "",
        "w:vertAlign": f'<w:vertAlign w:val="{script}script"/>' if script != "base" else "",
    }
    if not run_properties:
        return f"<w:rPr>{''.join(added.values())}</w:rPr>"
    inside = run_properties[run_properties.index(">") + 1 : run_properties.rindex("</w:rPr>")]
    kept = {name or nested: xml for xml, name, nested in _PROPERTY.findall(inside)}
    kept.update({name: xml for name, xml in added.items() if xml})
    return f"<w:rPr>{''.join(kept[name] for name in sorted(kept, key=_rank))}</w:rPr>"


_PROPERTY = re.compile(r"(<([\w:]+)(?: [^>]*)?/>|<([\w:]+)(?: [^>]*)?>.*?</\3>)", re.DOTALL)
_SCHEMA_ORDER = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden "
    "color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang"
)
_RANK: Mapping[str, int] = {
    f"w:{name}": rank
    for rank, name in enumerate(_SCHEMA_ORDER.split())
}


def _rank(name: str) -> int:
    return _RANK.get(name, len(_RANK))


def _legal(shown: str, value: object) -> str:
    found = _ILLEGAL.search(shown)
    if found:
        now.get().refuse(
            problem(
                "value-illegal-char",
                "Giá trị chứa ký tự không được phép trong tệp Word: {ma}.",
                **now.get().where(value),
                ma=f"U+{ord(found[0]):04X}",
            )
        )
        return _ILLEGAL.sub("", shown)
    return shown


def _breaks(shown: str) -> str:
    if "\r" in shown:
        shown = shown.replace("\r\n", "\n").replace("\r", "\n")
    shown = escape(shown)
    if "\t" in shown or "\a" in shown or "\f" in shown:
        now.get().listing = True  # these need the properties of their run and paragraph: afterwards.py
    return shown.replace("\n", _BREAK)


def _misplaced(form: str) -> None:
    raise TemplateFaulty(problem("value-misplaced", "Giá trị này không đặt được ở đây; hãy dùng thẻ dạng {dang}.", dang=form))


# names that no template can write (they hold a blank), for the filters that the compiler puts around every printed value
BY_CONTEXT: Mapping[str, Callable[..., str]] = {
    "in text": text,
    "in run": run,
    "in block": block,
    "in attribute": attribute,
    "in plain": plain,
}
