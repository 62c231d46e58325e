"""Pages and their tree → a PDF/A-3a and PDF/UA-1 file (ISO 19005-3, ISO 14289-1): all that a catalog names."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from service.blocks.tree import Node
from service.paper import Properties
from service.pdfa import GENERATOR, Attachment, packet
from service.press.body import Body
from service.press.objects import Objects, deflated, name, packs, packs_of_forms, references, text
from service.press.outline import outline
from service.press.setting import SetPage
from service.press.tree import id_tree, parent_tree
from service.press.typefaces import INTENT, beginning

_DATE: Final = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(?:(Z)|([+-]\d\d):(\d\d))?)?)?)?"
)
_SIGNATURES_EXIST: Final = 1                     # there are fields of signatures, signed or not (ISO 32000-1, table 219)
_ROOTS: Final = 4                                # what others refer to: catalog, pages, structure, parent tree


def write(pages: Sequence[SetPage], root: Node, properties: Properties, attachment: Attachment | None = None) -> bytes:
    """The file, the same bytes for the same input. `properties` have a title.

    Raises AssetMissing where a picture cannot be read, SignatureRefused where two places of signatures have one name.
    """
    body = Body(pages, root)
    pieces: list[bytes] = []
    objects = Objects(pieces.append, beginning(body.uses))
    metadata = put_metadata(objects, properties)
    file = _put_file(objects, attachment, properties) if attachment is not None else 0
    body.put_streams(objects, {})
    marked = sum([len(page.bookmarks) for page in pages])
    # what hangs on the words of the document, then what papers of one kind share
    information = objects.reserve(1 + bool(marked) + marked + bool(attachment))
    catalog = objects.reserve(_ROOTS)
    tree_of_pages, structure, parents = range(catalog + 1, catalog + _ROOTS)
    tree = body.number(objects.reserve(0), structure)
    entries, names = b"", _destinations(body.destinations)
    more = [information_of(properties)]
    if marked:
        lines, ends = outline(body.headings, information + 2, information + 1)
        more += (b"<</Type/Outlines/Count %d%b>>" % (marked, ends), *lines)
        entries += b"/Outlines %d 0 R" % (information + 1)
    if body.fields:
        entries += b"/AcroForm<</Fields[%b]/SigFlags %d>>" % (references(body.fields), _SIGNATURES_EXIST)
    if attachment is not None:
        place = information + len(more)
        more.append(_specification(attachment, file))
        entries += b"/AF[%d 0 R]" % place
        names += b"/EmbeddedFiles<</Names[%b %d 0 R]>>" % (text(attachment.name), place)
    entries += b"/Names<<%b>>" % names if names else b""
    objects.reserve(body.size + tree.size)
    objects.pack(information, more)
    said = (metadata, properties.language, entries, *body.said())
    packed = body.kept.packs(said)               # most papers of one kind differ in words only
    if not packed:
        ids = b"/IDTree%b" % id_tree(tree.names) if tree.names else b""
        last = len(tree.marks) + len(tree.touched)
        packed = [*packs(catalog, [
            catalog_of(tree_of_pages, metadata, 1 + INTENT, structure, properties.language, entries),
            b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(pages), references(body.page_numbers)),
            b"<</Type/StructTreeRoot/K[%d 0 R]/ParentTree %d 0 R/ParentTreeNextKey %d%b>>" % (tree.first, parents, last, ids),
            b"<</Nums[%b]>>" % b" ".join(parent_tree(tree)),
            *body.bodies(parent=tree_of_pages),
        ]), *packs_of_forms(tree.first, tree.forms)]
        body.kept.keep(said, packed)
    objects.put_packs(packed)
    objects.close(catalog, information)
    return b"".join(pieces)


# ---------------------------------------------------------------- what every file has

def put_metadata(objects: Objects, properties: Properties) -> int:
    """One packet, uncompressed, so that any archive can read it."""
    number = objects.reserve()
    objects.stream(number, b"/Type/Metadata/Subtype/XML", packet(properties))
    return number


def catalog_of(pages: int, metadata: int, intent: int, structure: int, language: str, more: bytes) -> bytes:
    return (
        b"<</Type/Catalog/Pages %d 0 R/Metadata %d 0 R/OutputIntents[%d 0 R]/StructTreeRoot %d 0 R/Lang%b"
        b"/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>%b>>"
    ) % (pages, metadata, intent, structure, text(language.split("-")[0] or "vi"), more)


def information_of(properties: Properties) -> bytes:
    """The information dictionary; XMP says the same."""
    out = b"/Subject%b" % text(properties.subject) if properties.subject else b""
    shared = _shared(properties.author, properties.keywords, properties.created, properties.modified)
    return b"<</Title%b%b%b>>" % (text(properties.title), out, shared)


@lru_cache(maxsize=64)
def _shared(author: str, keywords: str, created: str, modified: str) -> bytes:
    """What a house's documents of one day have in common."""
    words = ", ".join(filter(None, (word.strip() for word in keywords.split(","))))
    said = {b"Author": author, b"Keywords": words, b"Creator": GENERATOR, b"Producer": GENERATOR}
    out = b"".join(b"/%b%b" % (key, text(value)) for key, value in said.items() if value)
    return out + _dates(created, modified)


def _dates(created: str, modified: str) -> bytes:
    days = ((b"CreationDate", created), (b"ModDate", modified))
    return b"".join(b"/%b(%b)" % (key, date) for key, said in days if (date := _date(said)))


@lru_cache(maxsize=64)
def _date(said: str) -> bytes:
    """W3CDTF → a date (7.9.4); nothing where it is none."""
    found = _DATE.fullmatch(said)
    if found is None:
        return b""
    *numbers, zulu, hours, minutes = found.groups()
    zone = "Z" if zulu else f"{hours}'{minutes}" if hours else ""
    return f"D:{''.join(filter(None, numbers))}{zone}".encode()


def _destinations(spots: Mapping[str, bytes]) -> bytes:
    """The file's bookmarks by name, so that others can link to them (12.3.2.3). Names of a tree are sorted as bytes."""
    found = sorted((text(key), spot) for key, spot in spots.items())
    return b"/Dests<</Names[%b]>>" % b"".join(b"%b%b" % one for one in found) if found else b""


# ---------------------------------------------------------------- a file inside (7.11.4; ISO 19005-3, 6.8)

def _put_file(objects: Objects, attachment: Attachment, properties: Properties) -> int:
    """The file's days are the document's own, so the same input gives the same bytes."""
    number = objects.reserve()
    checksum = hashlib.md5(attachment.data, usedforsecurity=False).hexdigest().encode()     # the standard knows no other
    objects.stream(
        number, b"/Type/EmbeddedFile/Subtype%b/Filter/FlateDecode/Params<</Size %d/CheckSum<%b>%b>>" % (
            name(attachment.media_type), len(attachment.data), checksum, _dates(properties.created, properties.modified)),
        deflated(attachment.data))
    return number


def _specification(attachment: Attachment, file: int) -> bytes:
    called = text(attachment.name)
    return b"<</Type/Filespec/F%b/UF%b/EF<</F %d 0 R/UF %d 0 R>>/Desc%b/AFRelationship%b>>" % (
        called, called, file, file, text(attachment.description), name(attachment.relationship))
