"""What is measured in a template's own styles and columns: lengths of the drawn lines under Tiêu ngữ, issuing body, trích yếu
(PL I, II.1b, 2b, 5b), and the rooms for signatures (signing.py)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from service.components.signing import Room, tagged
from service.fonts import faces
from service.paper import Block, Paper, Paragraph, Table, Text, TextStyle
from service.values import Rule
from service.vietnamese.characters import composed

MOTTO: Final = "Độc lập - Tự do - Hạnh phúc"
# "1/3 đến 1/2 độ dài của dòng chữ" (II.2b, II.5b): 40 % reads as balanced at every length
_SHARE: Final = 0.4
_MM: Final = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text will stand: its style and the width it has."""

    style: TextStyle
    width_pt: float

    def last_line_pt(self, text: str) -> float:
        """The width of the last line when the text is broken greedily into this width."""
        face = faces().find(self.style.family, self.style.bold, self.style.italic).face
        size, blank = self.style.size_pt * self.style.scale, face.width_em(" ")
        line = 0.0
        for word in text.rsplit("\n", 1)[-1].split(" "):
            width = face.width_em(word) * size + self.style.spacing_pt * len(word)
            joined = line + (blank * size + self.style.spacing_pt if line else 0.0) + width
            line = width if line and joined > self.width_pt else joined
        return min(line, self.width_pt)


@dataclass(frozen=True, slots=True)
class Places:
    """The places of a template whose texts are underlined with a drawn line, its text width, and its rooms for signatures by
    their field."""

    by_name: Mapping[str, Place]
    measure_pt: float
    rooms: Mapping[str, Room] = field(default_factory=dict)

    def appendix_rule(self, title: str, attached: str, width_pt: float) -> Rule:
        """The line of an appendix whose text is so wide. A template without appendices draws none: it gets no length."""
        name = ATTACHED if attached else APPENDIX_TITLE
        place = self.by_name.get(name)
        if place is None:
            return Rule(0.0)
        indents_pt = self.measure_pt - place.width_pt
        return Rule(replace(place, width_pt=width_pt - indents_pt).last_line_pt(attached or title) * _SHARE)

    def rules(self, texts: Mapping[str, str]) -> dict[str, Rule]:
        """`ke_…` → Rule, for the names the template has: `texts` are what will be printed there."""
        made = {}
        for name, text in texts.items():
            place = self.by_name.get(name)
            if place is not None:
                line = place.last_line_pt(text)
                made[name] = Rule(line if name == "ke_tieu_ngu" else line * _SHARE)     # the motto's line is as long as its text
        return made


# The drawn line → what the paragraph it belongs to has in the unfilled template.
OWNERS: Final[Mapping[str, str]] = MappingProxyType({
    "ke_co_quan": "{{ co_quan_ban_hanh }}", "ke_tieu_ngu": MOTTO, "ke_trich_yeu": "{{ trich_yeu }}",
    "ke_ten_loai": "{{ ten_loai }}", "ke_kem_theo": "{{ kem_theo }}"})
# The line of an appendix stands under "(Kèm theo …)", or under its title where it has none (mẫu 2.1).
ATTACHED: Final = "kem_theo"
APPENDIX_TITLE: Final = "ten"
_OF_APPENDIX: Final[Mapping[str, str]] = MappingProxyType({ATTACHED: "{{ pl.kem_theo }}", APPENDIX_TITLE: "{{ pl.ten }}"})


def places(template: Paper) -> Places:
    """The unfilled template as a paper → Places."""
    section = template.sections[0]
    wanted = {_bare(text): name for name, text in [*OWNERS.items(), *_OF_APPENDIX.items()]}
    found: dict[str, Place] = {}
    rooms: dict[str, Room] = {}
    for paragraph, width_pt in _paragraphs(section.blocks, section.measure_pt):
        bare, form = _bare(paragraph.text), paragraph.format
        for signed in tagged(bare):
            room = Room(form.left_pt * _MM, (width_pt - form.left_pt - form.right_pt) * _MM, form.before_pt * _MM)
            rooms[signed] = min(room, rooms.get(signed, room), key=lambda one: one.above_mm)
        name = next((name for text, name in wanted.items() if text in bare), None)
        style = next((inline.style for inline in paragraph.inlines if isinstance(inline, Text) and inline.text.strip()), None)
        if name and style and name not in found:
            found[name] = Place(style, width_pt - form.left_pt - form.right_pt)
    return Places(MappingProxyType(found), section.measure_pt, MappingProxyType(rooms))


def _paragraphs(blocks: Iterable[Block], width_pt: float) -> Iterator[tuple[Paragraph, float]]:
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    inner = sum(block.grid_pt[cell.column:cell.column + cell.span]) - cell.margin_pt[1] - cell.margin_pt[3]
                    yield from _paragraphs(cell.blocks, inner)
        else:
            yield block, width_pt


def _bare(text: str) -> str:
    """A tag may be typed with any blanks: `{{co_quan_ban_hanh }}`."""
    return composed(text).replace(" ", "")
