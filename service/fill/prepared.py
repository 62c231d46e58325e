"""template bytes → Prepared, once for a type and process; Prepared + values → DOCX bytes and `Paper`, for every record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from service.errors import Problem, TemplateFaulty, problem
from service.fill.budget import Budget
from service.fill.compiled import Compiled, compile_part, still_content
from service.fill.output import Pieces
from service.fill.package import Member, in_order, moving, read_members, still, stored, write
from service.fill.papers import Papers
from service.fill.parts import find_parts, rels_name, tags_elsewhere
from service.fill.pictures import add_defaults, add_relationships, is_media, media_name
from service.fill.record import Record, now, refuse_all
from service.paper import Paper
from service.read import read

_TYPES = "[Content_Types].xml"
MAX_CHARS = 50_000_000  # XML characters of one filled file; a page of a plan is about 25 000
MAX_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Prepared:
    """A template ready to be filled, in any thread."""

    name: str
    document: str  # the main part's name
    names: frozenset[str]
    order: tuple[str, ...]
    still: Mapping[str, Member]
    moving: tuple[Compiled, ...]
    sources: Mapping[str, bytes]  # content types and relationships, which images add to
    papers: Papers = field(default_factory=Papers, repr=False, compare=False)

    def fill(self, values: Mapping[str, object], *, max_chars: int = MAX_CHARS, max_seconds: float = MAX_SECONDS) -> bytes:
        """Values → DOCX bytes; equal values give equal bytes.

        Raises InputRefused with every missing or unprintable value, LimitExceeded past `max_chars` characters of XML or
        `max_seconds` seconds, TemplateFaulty where a tag cannot do with these values what it says.
        """
        return self.filled(values, max_chars=max_chars, max_seconds=max_seconds).docx

    def filled(self, values: Mapping[str, object], *, max_chars: int = MAX_CHARS, max_seconds: float = MAX_SECONDS) -> Filled:
        """Values → the filled parts, of which the file and the paper are made when they are asked for. Raises as `fill` does."""
        record = Record(values, Budget(max_chars, max_seconds))
        token = now.set(record)
        try:
            parts = {part.part.name: part.render(record) for part in self.moving}
        finally:
            now.reset(token)
        refuse_all(record)
        images = self._with_images(record) if record.images else {}
        return Filled(self, parts, images, record.printed.get(self.document))

    def blank(self) -> bytes:
        """The template as a Word file, its tags as they are."""
        tagged = {one.part.name: f"{one.part.head}{one.part.source}{one.part.tail}" for one in self.moving}
        return write([self.still.get(name) or moving(name, tagged[name].encode()) for name in self.order])

    def _with_images(self, record: Record) -> dict[str, bytes]:
        made: dict[str, bytes] = {}
        for part, images in record.images.items():
            name = rels_name(part)
            made[name] = add_relationships(self.sources.get(name), part, images)
            for image in images.values():
                made[media_name(image)] = image.data
        kinds = {image.media_type for images in record.images.values() for image in images.values()}
        made[_TYPES] = add_defaults(self.sources[_TYPES], kinds)
        return made


@dataclass(frozen=True)
class Filled:
    """A filled template: the XML of its parts with tags, and what its images add. `printed`: the pieces of the main part,
    where nothing else was done with it."""

    prepared: Prepared
    parts: Mapping[str, str]
    images: Mapping[str, bytes]
    printed: Pieces | None = None

    @cached_property
    def docx(self) -> bytes:
        """The Word file."""
        prepared = self.prepared
        made = {name: moving(name, xml.encode()) for name, xml in self.parts.items()}
        if self.images:
            made |= {name: (stored if is_media(name) else moving)(name, data) for name, data in self.images.items()}
            return write([made.get(name) or prepared.still[name] for name in in_order({*prepared.order, *made})])
        return write([made.get(name) or prepared.still[name] for name in prepared.order])

    @cached_property
    def paper(self) -> Paper:
        """What `read` makes of the Word file. Raises what it raises."""
        prepared = self.prepared
        printed = self.printed
        if printed is not None and printed.made is not self.parts.get(prepared.document):
            printed = None                       # somebody changed the part
        made = prepared.papers.of(prepared.document, self.parts, self.images, prepared.blank, printed or ())
        return read(self.docx) if made is None else made


def prepare(template: bytes, *, name: str = "") -> Prepared:
    """Template bytes → Prepared. Raises TemplateFaulty with every mistake found, each with its place."""
    prepared, problems = _prepare(template, name)
    if prepared is None:
        raise TemplateFaulty(*problems)
    return prepared


def lint(template: bytes) -> tuple[Problem, ...]:
    """The mistakes for which `prepare` would refuse the template, as values."""
    try:
        return tuple(_prepare(template, "")[1])
    except TemplateFaulty as error:
        return error.problems


def _prepare(template: bytes, name: str) -> tuple[Prepared | None, list[Problem]]:
    members = read_members(template)
    document, parts = find_parts(members)
    problems = [
        problem("template-tag-elsewhere", "Phần này có thẻ nhưng không được điền.", place=member)
        for member in tags_elsewhere(members, parts)
    ]
    compiled: list[Compiled] = []
    for number, part in enumerate(parts):
        one, found = compile_part(part, number)
        problems += found
        if one:
            compiled.append(one)
    if problems:
        return None, problems
    contents = dict(members)
    moving_parts = []
    for one in compiled:
        content = still_content(one)
        if content is None:
            moving_parts.append(one)
            del contents[one.part.name]
        elif one.part.name == document:
            contents[document] = content
    return Prepared(
        name,
        document,
        frozenset().union(*(one.names for one in compiled)),
        tuple(in_order(members)),
        {member: still(member, content) for member, content in contents.items()},
        tuple(moving_parts),
        {member: content for member, content in members.items() if member == _TYPES or member.endswith(".rels")},
    ), []
