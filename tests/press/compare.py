"""Two prints of one paper, the engine's and the press's: pages, lines, where each letter stands, ink, what is copied out of
them, tags, fields, links, outline, properties.

`python -m tests.press.compare [SLUG | FILE.docx …] [--into DIR]` prints a line for every type's example (or those named) and what
differs; both PDFs go into DIR.
"""

from __future__ import annotations

import io
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from PIL import Image, ImageChops, ImageFilter

from service import doctypes
from service.errors import VanbanError
from service.read import read
from tests.oracle.pdf_lines import MM_PER_PT, Agreement, Line, agreement, lines_of
from tests.pdf.tagged import Tag, Tagged, tagged
from tests.printers import engraved, example_paper, pressed

MOST_MM = 0.1                                    # between the same letter of both prints, on the same page
_DARK, _PALE = 112, 236                          # of 255
_FEW = 30                                        # dots: an accent that is moved by a hair
_SHOWN = 12                                      # differences of a kind


@dataclass(frozen=True)
class Likeness:
    """`across_mm`, `down_mm`: the farthest that a letter of an equal line stands from its place. `differences`: kind → what."""

    lines: Agreement
    across_mm: float
    down_mm: float
    differences: dict[str, list[str]]

    def __str__(self) -> str:
        told = f"pages {self.lines.pages[0]}/{self.lines.pages[1]} lines {self.lines.lines[0]}/{self.lines.lines[1]}"
        told += f" same {self.lines.same_lines_and_page:.2%} x {self.across_mm:.3f} y {self.down_mm:.3f} mm "
        return told + (" ".join(f"{kind.upper()}:{len(found)}" for kind, found in self.differences.items()) or "alike")


def likeness(one: bytes, other: bytes) -> Likeness:
    (pages, lines), (pages_, lines_) = lines_of(one), lines_of(other)
    found = agreement((pages, pages_), lines, lines_)
    on_page = [(a, b) for a, b in found.pairs if a.page == b.page]
    moved = [line for line in (_moved(a, b) for a, b in on_page) if line]
    kinds = {
        "pages": [] if pages == pages_ else [f"{pages} → {pages_}"],
        "lines": [f"- p{x.page} {x.words}" for x in found.missing] + [f"+ p{x.page} {x.words}" for x in found.extra]
        + [f"{a.words}: p{a.page} → p{b.page}" for a, b in found.pairs if a.page != b.page],
        "places": moved,
        "ink": list(_ink(one, other)),
        "text": list(_text(one, other)),
        **_tags(tagged(one), tagged(other)),
        **_objects(one, other),
    }
    return Likeness(found, max((_across(a, b) for a, b in on_page), default=0.0),
                    max((abs(a.baseline_pt - b.baseline_pt) * MM_PER_PT for a, b in on_page), default=0.0),
                    {kind: told for kind, told in kinds.items() if told})


def _across(one: Line, other: Line) -> float:
    """In mm; where the leaders differ in number, of the line's first letter."""
    if len(one.letters_pt) != len(other.letters_pt):
        return abs(one.left_pt - other.left_pt) * MM_PER_PT
    return max(abs(a - b) for a, b in zip(one.letters_pt, other.letters_pt, strict=True)) * MM_PER_PT


def _moved(one: Line, other: Line) -> str:
    right, down = _across(one, other), (other.baseline_pt - one.baseline_pt) * MM_PER_PT
    if right <= MOST_MM and abs(down) <= MOST_MM:
        return ""
    begins = (other.left_pt - one.left_pt) * MM_PER_PT
    return f"p{one.page} {one.words[:60]}: begins {begins:+.3f}, farthest {right:.3f}, down {down:+.3f} mm"


def _ink(one: bytes, other: bytes) -> Iterator[str]:
    """Where one print has dots of 1/108 inch that are dark, and the other nothing there nor beside."""
    for number, (a, b) in enumerate(zip(*map(_pictures, (one, other)), strict=False)):
        if a.size != b.size:
            continue
        for mark, dark, light in (("-", a, b), ("+", b, a)):
            bare = light.filter(ImageFilter.MinFilter(3)).point(lambda tone: 255 * (tone > _PALE))
            alone = ImageChops.darker(dark.point(lambda tone: 255 * (tone < _DARK)), bare)
            if (dots := alone.histogram()[255]) > _FEW and (box := alone.getbbox()):
                yield f"{mark} p{number + 1} {dots} dots within {', '.join(f'{side / 1.5 * MM_PER_PT:.0f}' for side in box)} mm"


def _pictures(pdf: bytes) -> Iterator[Image.Image]:
    for page in pypdfium2.PdfDocument(pdf):
        yield page.render(scale=1.5, grayscale=True).to_pil()


def _text(one: bytes, other: bytes) -> Iterator[str]:
    """Words that are copied out of a page of one only. The press may keep words apart that the engine joins."""
    for number, (a, b) in enumerate(zip(*map(_copied, (one, other)), strict=False)):
        lost, new = (list((first - second).elements()) for first, second in ((a, b), (b, a)))
        if sorted("".join(lost)) != sorted("".join(new)) or len(lost) > len(new):
            yield f"p{number + 1} - {' | '.join(lost)}"
            yield f"p{number + 1} + {' | '.join(new)}"


def _copied(pdf: bytes) -> list[Counter[str]]:
    return [Counter(page.get_textpage().get_text_bounded().split()) for page in pypdfium2.PdfDocument(pdf)]


def _bare(text: str) -> str:
    return unicodedata.normalize("NFC", "".join(text.split())).replace("\N{SOFT HYPHEN}", "")


def _tags(one: Tagged, other: Tagged) -> dict[str, list[str]]:
    return {
        "order": [] if _bare("".join(other.drawn)) == _bare("".join(other.texts)) else ["drawn in another order than it is read"],
        "tags": _sequences(list(_elements(one.document)), list(_elements(other.document))),
        "read": _sequences(" ".join(one.texts).split(), " ".join(other.texts).split()),
        "artifacts": _sequences(_artifacts(one), _artifacts(other)),
        "untagged": [f"p{page + 1} {what}" for page, what in other.loose],
        "language": [] if one.language == other.language else [f"{one.language} → {other.language}"],
    }


def _artifacts(found: Tagged) -> list[str]:
    """The letters of each kind on each page: one printer draws each line by itself, the other a row."""
    letters: defaultdict[tuple[int, str], str] = defaultdict(str)
    for page, kind, text in found.artifacts:
        letters[page + 1, kind] += _bare(text)
    return [f"p{page} {kind} {''.join(sorted(text))}" for (page, kind), text in sorted(letters.items()) if text]


def _elements(tag: Tag, depth: int = 0) -> Iterator[str]:
    """Every element with what it says of itself; the words of those without others."""
    names = "".join(f" {key}={_plain(value)}" for key, value in sorted(tag.attributes.items()) if key != "BBox")
    words = "" if any(isinstance(kid, Tag) for kid in tag.kids) else " ".join(tag.text.split())
    yield f"{'  ' * depth}{tag.role}{names}{f' ({tag.alt})' if tag.alt else ''} {words}".rstrip()
    for kid in tag.kids:
        if isinstance(kid, Tag):
            yield from _elements(kid, depth + 1)


def _plain(value: Any) -> str:
    return " ".join(map(_plain, value)) if isinstance(value, pikepdf.Array) else str(value)


def _objects(one: bytes, other: bytes) -> dict[str, list[str]]:
    with pikepdf.open(io.BytesIO(one)) as a, pikepdf.open(io.BytesIO(other)) as b:
        return {
            "sheets": _sequences(*[[_rounded(page.mediabox) for page in pdf.pages] for pdf in (a, b)]),
            "annotations": _sequences(*[sorted(_annotations(pdf)) for pdf in (a, b)]),
            "outline": _sequences(*[list(_outline(pdf)) for pdf in (a, b)]),
            "properties": _sequences(*[_properties(pdf) for pdf in (a, b)]),
            "attachments": _sequences(*[sorted(pdf.attachments) for pdf in (a, b)]),
        }


def _annotations(pdf: pikepdf.Pdf) -> Iterator[str]:
    for number, page in enumerate(pdf.pages):
        for one in page.get("/Annots", []):
            told = [str(one[key]) for key in ("/T", "/TU", "/Contents") if key in one]
            to = one.get("/A", {}).get("/URI", "") or ("inside" if "/Dest" in one or "/D" in one.get("/A", {}) else "")
            yield f"p{number + 1} {one.Subtype} {_rounded(one.Rect)} {' '.join(told)} {to}".rstrip()


def _outline(pdf: pikepdf.Pdf) -> Iterator[str]:
    with pdf.open_outline() as outline:
        yield from _lines_of_outline(pdf, outline.root, 0)


def _lines_of_outline(pdf: pikepdf.Pdf, items: Sequence[pikepdf.OutlineItem], depth: int) -> Iterator[str]:
    for item in items:
        to: Any = item.destination if item.destination is not None else item.action.D if item.action is not None else None
        if isinstance(to, (pikepdf.String, pikepdf.Name, str)):
            to = pikepdf.NameTree(pdf.Root.Names.Dests)[str(to)]
        page = next((n + 1 for n, one in enumerate(pdf.pages) if to is not None and one.objgen == to[0].objgen), 0)
        yield f"{'  ' * depth}{item.title} p{page}"
        yield from _lines_of_outline(pdf, item.children, depth + 1)


def _properties(pdf: pikepdf.Pdf) -> list[str]:
    """What Info and XMP say, but by which program and when it was printed."""
    info = [f"{key} {value}" for key, value in sorted(pdf.docinfo.items()) if key not in ("/Producer", "/ModDate")]
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        packet = [f"{key} {value}" for key, value in sorted(xmp.items()) if "Producer" not in key and "Date" not in key]
    return info + packet


def _rounded(box: Any) -> str:
    return " ".join(f"{float(one):.1f}" for one in box)


def _sequences(one: Sequence[str], other: Sequence[str]) -> list[str]:
    """What stands in one only (-), in the other only (+); short stretches joined."""
    if one == other:
        return []
    found = []
    for kind, i, j, k, m in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind != "equal":
            found += [f"- {' | '.join(one[i:j][:20])}"] * (j > i) + [f"+ {' | '.join(other[k:m][:20])}"] * (m > k)
    return found


def main(arguments: list[str]) -> int:
    into = Path(arguments.pop(at + 1)) if (at := arguments.index("--into") if "--into" in arguments else -1) >= 0 else None
    names = [name for name in arguments if name != "--into"] or sorted(doctypes.catalogue())
    unlike: Counter[str] = Counter()
    for name in names:
        stranger = name.endswith(".docx")
        paper = read(Path(name).read_bytes()) if stranger else example_paper(name)
        try:
            one, other = engraved(paper, foreign=stranger), pressed(paper, foreign=stranger)
        except VanbanError as fault:
            print(f"{name:32} {type(fault).__name__} {fault}", flush=True)
            unlike["refused"] += 1
            continue
        if into:
            into.mkdir(parents=True, exist_ok=True)
            (into / f"{Path(name).stem}.engine.pdf").write_bytes(one)
            (into / f"{Path(name).stem}.press.pdf").write_bytes(other)
        found = likeness(one, other)
        print(f"{name:32} {found}", flush=True)
        for kind, told in found.differences.items():
            unlike[kind] += 1
            print(*(f"    {kind}: {line}" for line in told[:_SHOWN]), sep="\n", flush=True)
    print(f"{len(names)} papers; differing in", ", ".join(f"{kind} {count}" for kind, count in unlike.items()) or "nothing")
    return 1 if unlike else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
