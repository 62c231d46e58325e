"""Faults by chance: the table's, and the same kinds elsewhere and of another extent. A seed gives the same faults every time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from random import Random
from typing import Final

from lxml import etree

from service.rules.layout import COMPONENTS, PAGE
from tests.breaks.bases import EXAMPLES, good
from tests.breaks.mutate import align, color, font, gap, indent, size, slope, spacing, weight
from tests.breaks.page import margin, paper, ruled, undrawn
from tests.breaks.table import BREAKS
from tests.breaks.word import Change, Word, found

TYPES: Final = (*EXAMPLES, "ke_hoach_phong_trao")
_MOST: Final = 5

# Components whose letters a rule judges, and what of them: s size, w weight, i slope.
_LETTERS: Final = (
    ("H-01", "quoc_hieu", "swi"), ("H-02", "tieu_ngu", "wi"), ("H-06", "co_quan_ban_hanh", "wi"),
    ("H-05", "co_quan_chu_quan", "swi"), ("H-10", "so_ky_hieu", "swi"), ("H-14", "dia_danh_ngay", "swi"),
    ("T-01", "ten_loai", "swi"), ("T-04", "trich_yeu_cong_van", "swi"), ("B-02", "can_cu", "si"), ("B-25", "menh_lenh", "swi"),
    ("B-26", "tham_quyen", "swi"), ("N-01", "kinh_gui_dong", "si"), ("N-01", "kinh_gui", "si"), ("B-14", "khoan", "swi"),
    ("B-15", "khoan_tieu_de", "swi"), ("B-16", "diem", "swi"), ("B-18", "muc", "swi"), ("N-05", "noi_nhan_tu", "swi"),
    ("N-06", "noi_nhan", "si"), ("K-01", "quyen_han", "swi"), ("K-02", "ho_ten", "swi"),
)
_INDENTED: Final = ("doan", "khoan", "diem", "dieu", "khoan_tieu_de")
_SPACED: Final = ("doan", "khoan", "diem", "dieu", "muc", "gach", "can_cu")
_PAPERS: Final = ((216, 279), (148, 210), (216, 356), (250, 353))
_OTHER_FONTS: Final = ("Arial", "Calibri", "Tahoma", "Verdana", "Cambria")


@dataclass(frozen=True, slots=True)
class Mutated:
    """A document with faults, the codes they must fire, and the type it is of."""

    type: str
    docx: bytes
    expected: frozenset[str]


def mutated(seed: int) -> Mutated:
    """One to five faults in a random type's example."""
    random = Random(seed)
    kind = random.choice(TYPES)
    wanted, chosen, touched = random.randint(1, _MOST), dict[str, Change](), set[int]()
    pool = list(_pool(kind, random))
    random.shuffle(pool)
    for code, change in pool:
        if len(chosen) == wanted:
            break
        if code in chosen:
            continue
        reach = _reach(kind, change)
        if not reach & touched:
            chosen[code] = change
            touched |= reach
    word = Word.opened(good(kind))
    # what takes paragraphs away or adds some comes last: the others count them
    for change in sorted(chosen.values(), key=lambda one: _counts(kind, one)):
        change(word)
    return Mutated(kind, word.saved(), frozenset(chosen))


def _pool(kind: str, random: Random) -> Iterator[tuple[str, Change]]:
    yield from ((code, one.change) for code, one in BREAKS.items() if one.base == kind)
    yield from _random(random, kind)


def _random(random: Random, kind: str) -> Iterator[tuple[str, Change]]:
    here = _counted(kind)
    for code, component, what in _LETTERS:
        if component not in here:
            continue
        nth = random.randrange(here[component])
        row, aspect = COMPONENTS[component], random.choice(what)
        if aspect == "s":
            low, high = row.size_pt.least or 0, row.size_pt.most or 0
            yield code, size(component, random.choice((low - 2, low - 1, high + 1)), nth)
        else:
            yield code, weight(component, not row.bold, nth) if aspect == "w" else slope(component, not row.italic, nth)
    for code, side in (("PG-03", "top"), ("PG-04", "bottom"), ("PG-05", "left"), ("PG-06", "right")):
        span = getattr(PAGE, f"{side}_mm")
        yield code, margin(side, random.choice((span.least - random.randint(2, 8), span.most + random.randint(2, 8))))
    yield "PG-01", paper(*random.choice(_PAPERS))
    for component in _some(random, here, _INDENTED):
        yield "B-20", indent(component, random.choice((0, 5, 8, 15, 20)), random.randrange(here[component]))
    for component in _some(random, here, _SPACED):
        yield "B-22", spacing(component, random.choice((0.9, 1.6, 2, 2.5)), random.randrange(here[component]))
        yield "PG-09", font(component, random.choice(_OTHER_FONTS), random.randrange(here[component]))
        yield "PG-10", color(component, random.choice(("FF0000", "0000FF", "00B050")), random.randrange(here[component]))
    yield "H-04", spacing("tieu_ngu", random.choice((1.15, 1.5, 2)))
    yield "H-13", align("so_ky_hieu", random.choice(("left", "right")))
    yield "H-03", ruled("tieu_ngu", random.choice((0.4, 0.6, 1.3)))
    yield "H-07", random.choice((ruled("co_quan_ban_hanh", 0.4), ruled("co_quan_ban_hanh", 2.4), undrawn("co_quan_ban_hanh")))
    yield "B-21", gap("khoan" if here.get("khoan", 0) > 1 else "gach", random.choice((0, 2, 4)), 0, 1)


def _some(random: Random, here: dict[str, int], components: tuple[str, ...]) -> list[str]:
    return random.sample([one for one in components if one in here], 2)


@lru_cache(maxsize=8)
def _counted(kind: str) -> dict[str, int]:
    """How many paragraphs of each component the type's example has."""
    word = Word.opened(good(kind))
    return {component: count for component in COMPONENTS if (count := len(word.paragraphs(component)))}


def _reach(kind: str, change: Change) -> set[int]:
    """What a change touches: paragraphs by their place in the good document, negative numbers for its other parts."""
    word = Word.opened(good(kind))
    nodes = [*found(word.root, ".//w:p"), *found(word.root, ".//w:sectPr/*")]
    before, parts = [etree.tostring(node) for node in nodes], dict(word.parts)
    change(word)
    alive = set(word.root.iter())
    reach = {at for at, node in enumerate(nodes) if node not in alive or etree.tostring(node) != before[at]}
    return reach | {-at for at, name in enumerate(word.parts, 1) if word.parts[name] != parts.get(name)}


def _counts(kind: str, change: Change) -> bool:
    word = Word.opened(good(kind))
    before = len(found(word.root, ".//w:p"))
    change(word)
    return len(found(word.root, ".//w:p")) != before
