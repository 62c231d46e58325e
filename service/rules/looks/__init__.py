"""Rules on looks and layout: sizes, faces, places, lines. Importing this package registers them (`service.rules.registry`)."""

from __future__ import annotations

from service.rules.looks import (
    body,
    heading,
    number_and_date,
    others,
    page,
    page_number,
    recipients,
    signature,
    spacing,
    structure,
    title,
)

__all__ = [
    "body", "heading", "number_and_date", "others", "page", "page_number", "recipients", "signature", "spacing", "structure",
    "title",
]
