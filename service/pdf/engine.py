"""WeasyPrint, set up once a process: our faces, the base sheet, and a fetcher that reaches nothing else.

The faces are our own files under names that no installed font has, so fontconfig cannot choose. Their line gap is moved into the
ascent, because Word puts it above the characters (word.md: first baseline = 0.933 em for Times) and CSS centres: with that the
baseline of single-spaced text is Word's without a shift.
"""

from __future__ import annotations

import atexit
import os
import struct
from collections.abc import Mapping
from functools import lru_cache
from typing import Final
from xml.etree import ElementTree

import cssselect2
from PIL import ImageFile
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from service.fonts import Face, faces
from service.html import BASE
from service.html.sheet import ASSET_SCHEME

# Importing WeasyPrint makes Pillow take half a picture for a whole one, everywhere in the process; here that is an error.
ImageFile.LOAD_TRUNCATED_IMAGES = False

_FONT_SCHEME: Final = "vb-font:"
# Kerning and ligatures off (word.md R5) belong to the face: said as a style they make WeasyPrint leak an attribute a line.
_FEATURES: Final = 'font-feature-settings:"kern" 0,"liga" 0,"clig" 0,"calt" 0'
_MEDIA: Final = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "gif": "image/gif",
    "svg": "image/svg+xml",
    "webp": "image/webp",
    "bmp": "image/bmp",
    "tif": "image/tiff",
}


class _Fonts(FontConfiguration):  # type: ignore[misc]  # WeasyPrint has no types
    """WeasyPrint removes its folder of faces when this object dies. A forked worker that ends must not take them from the
    others: only the process that made the folder may."""

    def __init__(self) -> None:
        super().__init__()
        self._maker = os.getpid()

    def __del__(self) -> None:
        if os.getpid() == self._maker:
            super().__del__()


class Engine:
    """What does not depend on the document."""

    def __init__(self) -> None:
        self.fonts = _Fonts()
        files = {f"{number}": face for number, face in enumerate(faces())}
        rules = "".join(
            f"@font-face{{font-family:{face.css_family};src:url({_FONT_SCHEME}{name});"
            f"font-weight:{700 if face.bold else 400};font-style:{'italic' if face.italic else 'normal'};{_FEATURES}}}"
            for name, face in files.items()
        )
        fetcher = Fetcher({}, files)
        self.base = CSS(string=BASE + rules, font_config=self.fonts, url_fetcher=fetcher)


def warm() -> None:
    """Opens the faces and parses the base style sheet, so that workers forked afterwards share them."""
    engine()


@lru_cache(maxsize=1)
def engine() -> Engine:
    atexit.register(engine.cache_clear)          # at a normal exit nobody else tells the faces that they die
    return Engine()


class Markup(HTML):  # type: ignore[misc]  # WeasyPrint has no types
    """Our markup is well-formed, so the C parser of XML reads it: several times faster than an HTML parser in Python."""

    def __init__(self, markup: str, fetcher: URLFetcher) -> None:
        root = ElementTree.fromstring(markup)
        self.base_url = None
        self.url_fetcher = fetcher
        self.media_type = "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element


class Fetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Serves this document's assets and our own faces, and nothing else."""

    def __init__(self, assets: Mapping[str, bytes], fonts: Mapping[str, Face] | None = None) -> None:
        super().__init__(allowed_protocols=(), fail_on_errors=True)
        self._assets, self._fonts = assets, fonts or {}

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        del headers
        if url.startswith(ASSET_SCHEME):
            name = url.removeprefix(ASSET_SCHEME)
            data, media = self._assets[name], _MEDIA[name.rpartition(".")[2]]
        elif url.startswith(_FONT_SCHEME):
            face = self._fonts[url.removeprefix(_FONT_SCHEME)]
            data, media = gap_above(face.path.read_bytes()), "font/ttf"
        else:
            raise ValueError(f"no address of ours: {url[:80]}")
        return URLFetcherResponse(url, data, {"Content-Type": media})


def gap_above(font: bytes) -> bytes:
    """A font file whose line gap is part of its ascent, in the tables that layout engines read (hhea, OS/2). Glyphs are
    untouched."""
    data = bytearray(font)
    tables = {
        bytes(data[at : at + 4]): struct.unpack_from(">I", data, at + 8)[0]
        for at in range(12, 12 + 16 * struct.unpack_from(">H", data, 4)[0], 16)
    }
    hhea, os2 = tables[b"hhea"], tables[b"OS/2"]
    ascent, descent, gap = struct.unpack_from(">hhh", data, hhea + 4)
    if ascent == descent == 0:  # fidelity.md §4: the Windows metrics where hhea is empty
        ascent, lower = struct.unpack_from(">HH", data, os2 + 74)
        descent, gap = -lower, 0
    struct.pack_into(">hhh", data, hhea + 4, ascent + gap, descent, 0)
    struct.pack_into(">hhhHH", data, os2 + 68, ascent + gap, descent, 0, ascent + gap, -descent)
    return bytes(data)
