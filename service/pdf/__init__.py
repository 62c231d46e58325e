"""Html → PDF/A-3a and PDF/UA-1. Only home of WeasyPrint and of pydyf, its notation of objects.

`engine` what does not depend on the document · `finish` what is done to the objects before they are written
· `structure`, `tree`, `content` tags · `fields` signature fields · `attachment` the source data inside
· `tables` their ends on a page · `scans` pictures of pages → PDF/A-2b.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from weasyprint.document import DocumentMetadata
from weasyprint.urls import FatalURLFetchingError

from service.errors import AssetMissing, problem
from service.html import Html
from service.html.sheet import ASSET_SCHEME
from service.paper import Properties
from service.pdf.engine import Fetcher, Markup, engine, gap_above, warm
from service.pdf.finish import Finisher
from service.pdf.scans import scans_to_pdf
from service.pdf.tables import close_tables
from service.pdfa import GENERATOR, Attachment

__all__ = ["gap_above", "scans_to_pdf", "to_pdf", "warm"]

_VARIANT: Final = "pdf/a-3a"                      # ISO 19005-3, level A: tagged, and it may carry its source data
_MOST_STRUTS: Final = 2000                       # measured line heights that the font configuration may keep between documents


def to_pdf(html: Html, properties: Properties | None = None, attachment: Attachment | None = None) -> bytes:
    """Html → PDF, the same bytes for the same input.

    Title (or what stands for it), author and dates are the document's own. Raises AssetMissing when the markup asks for anything
    that is not in its assets.
    """
    own = engine()
    properties = properties or Properties()
    properties = replace(properties, title=properties.title.strip() or html.title)
    images: dict[str, object] = {}
    try:
        document = Markup(html.markup, Fetcher(html.assets)).render(
            font_config=own.fonts, stylesheets=[own.base], pdf_tags=True, cache=images
        )
        _refuse_broken(images)
        close_tables(document)
        _describe(document.metadata, properties)
        data = document.write_pdf(pdf_variant=_VARIANT, finisher=Finisher(properties, attachment))
    except FatalURLFetchingError as fault:  # derives from BaseException: nothing else would stop it
        raise AssetMissing(
            problem("asset-missing", "Thiếu tệp đi kèm khi in PDF: {chi_tiet}.", place="pdf", chi_tiet=str(fault))
        ) from fault
    if len(own.fonts.strut_layouts) > _MOST_STRUTS:
        own.fonts.strut_layouts.clear()
    assert isinstance(data, bytes)
    return data


def _describe(meta: DocumentMetadata, properties: Properties) -> None:
    """The information dictionary; XMP says the same (metadata.py)."""
    meta.title = properties.title or None
    meta.description = properties.subject or None
    meta.authors = [properties.author] if properties.author else []
    meta.keywords = [word.strip() for word in properties.keywords.split(",") if word.strip()]
    meta.created, meta.modified = properties.created or None, properties.modified or None
    meta.generator = GENERATOR


def _refuse_broken(images: Mapping[str, object]) -> None:
    """WeasyPrint only logs a picture that it cannot read; a hole in the page is worse than no page."""
    AssetMissing.raise_any(
        problem("asset-broken", "Không đọc được hình {ten} khi in PDF.", place="pdf", ten=address.removeprefix(ASSET_SCHEME))
        for address, image in images.items()
        if image is None
    )
