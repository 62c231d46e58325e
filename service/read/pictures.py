"""Image parts → `Picture`: the kind by its first bytes, the crop applied, formats no printer takes made PNG."""

from __future__ import annotations

import io
from functools import lru_cache

from PIL import Image, UnidentifiedImageError

from service.paper import Picture
from service.read.names import Element, q
from service.read.story import Story
from service.read.units import number

Crop = tuple[float, float, float, float]                   # shares cut off: left, top, right, bottom
_WHOLE: Crop = (0.0, 0.0, 0.0, 0.0)
_MAGIC = ((b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"GIF8", "image/gif"))
_CONVERTED = ((b"BM", "bmp"), (b"II*\x00", "tiff"), (b"MM\x00*", "tiff"), (b"RIFF", "webp"))


def picture(story: Story, relation_id: str, size: tuple[float, float], place: str, *, alt: str = "",
            crop: Crop = _WHOLE) -> Picture | None:
    """The image a drawing refers to, or None with a construct that says why not. `size` in points."""
    findings = story.book.findings
    relation = story.book.parts.rels(story.part).get(relation_id)
    if relation is not None and relation.external:
        findings.add("picture:external", place)
        return None
    data = None if relation is None else story.book.parts.get(relation.target)
    if relation is None or not data:
        findings.add("picture:missing", place)
        return None
    media_type = next((name for magic, name in _MAGIC if data.startswith(magic)), "")
    convertible = any(data.startswith(magic) for magic, _ in _CONVERTED)
    if not media_type and not convertible:
        findings.add("picture:kind", place, kieu=relation.target.rpartition(".")[2].upper())
        return None
    if crop != _WHOLE or convertible:
        made = _png(data, crop)
        if made is None:
            findings.add("picture:broken", place)
            return None
        data, media_type = made, "image/png"
    elif not _whole(data):
        findings.add("picture:broken", place)
        return None
    return Picture(data, media_type, size[0], size[1], alt)


def crop_of(blip_fill: Element | None) -> Crop:
    """`a:srcRect` in thousandths of a per cent (20.1.8.55); a negative inset, which adds a margin, cuts nothing."""
    rect = None if blip_fill is None else blip_fill.find(q("a:srcRect"))
    if rect is None:
        return _WHOLE
    left, top, right, bottom = (min(max(_share(rect.get(side)), 0.0), 0.99) for side in "ltrb")
    return (left, top, right, bottom) if left + right < 1 and top + bottom < 1 else _WHOLE


def _share(text: str | None) -> float:
    return number(text[:-1]) / 100 if text and text.endswith("%") else number(text) / 100000


_BROKEN = (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError)


@lru_cache(maxsize=32)
def _whole(data: bytes) -> bool:
    """Whether every pixel can be decoded: a printer would leave a hole, or stop."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            image.load()
    except _BROKEN:
        return False
    return True


@lru_cache(maxsize=32)
def _png(data: bytes, crop: Crop) -> bytes | None:
    """The image as PNG, cropped; None where Pillow cannot read it or it is larger than Pillow's limit of pixels."""
    try:
        with Image.open(io.BytesIO(data)) as image:
            width, height = image.size
            left, top, right, bottom = crop
            box = (round(width * left), round(height * top), round(width * (1 - right)), round(height * (1 - bottom)))
            part = image.crop(box) if box[2] > box[0] and box[3] > box[1] else image
            out = io.BytesIO()
            (part if part.mode in ("1", "L", "LA", "P", "RGB", "RGBA") else part.convert("RGB")).save(out, "PNG")
    except _BROKEN:
        return None
    return out.getvalue()
