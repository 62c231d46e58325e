"""template bytes → Prepared, once for a type and process; Prepared + values → DOCX bytes, for every record."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass

from service.errors import Problem, TemplateFaulty, problem
from service.fill.compiled import Compiled, compile_part, still_content
from service.fill.package import Member, in_order, moving, read_members, still, stored, write
from service.fill.parts import find_parts, rels_name, tags_elsewhere
from service.fill.pictures import add_defaults, add_relationships, media_name
from service.fill.record import Record, now, refuse_all

_TYPES = "[Content_Types].xml"
MAX_CHARS = 50_000_000  # XML characters of one filled file; a page of a plan is about 25 000
MAX_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Prepared:
    """A template ready to be filled, in any thread."""

    name: str
    names: frozenset[str]
    order: tuple[str, ...]
    still: Mapping[str, Member]
    moving: tuple[Compiled, ...]
    sources: Mapping[str, bytes]  # content types and relationships, which images add to

    def fill(self, values: Mapping[str, object], *, max_chars: int = MAX_CHARS, max_seconds: float = MAX_SECONDS) -> bytes:
        """Values → DOCX bytes; equal values give equal bytes.

        Raises InputRefused with every missing or unprintable value, LimitExceeded past `max_chars` characters of XML or
        `max_seconds` seconds, TemplateFaulty where a tag cannot do with these values what it says.
        """
        record = Record(values, max_chars)
        token = now.set(record)
        try:
            deadline = time.monotonic() + max_seconds
            made = {part.part.name: moving(part.part.name, part.render(record, deadline, max_seconds)) for part in self.moving}
        finally:
            now.reset(token)
        refuse_all(record)
        if record.images:
            made |= self._with_images(record)
            return write([made.get(name) or self.still[name] for name in in_order({*self.order, *made})])
        return write([made.get(name) or self.still[name] for name in self.order])

    def _with_images(self, record: Record) -> dict[str, Member]:
        made: dict[str, Member] = {}
        for part, images in record.images.items():
            name = rels_name(part)
            made[name] = moving(name, add_relationships(self.sources.get(name), part, images))
            for image in images.values():
                media = media_name(image)
                made.setdefault(media, stored(media, image.data))
        kinds = {image.media_type for images in record.images.values() for image in images.values()}
        made[_TYPES] = moving(_TYPES, add_defaults(self.sources[_TYPES], kinds))
        return made


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
        frozenset().union(*(one.names for one in compiled)),
        tuple(in_order(members)),
        {member: still(member, content) for member, content in contents.items()},
        tuple(moving_parts),
        {member: content for member, content in members.items() if member == _TYPES or member.endswith(".rels")},
    ), []
