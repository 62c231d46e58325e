"""What a document was made from, as a file to put into its PDF: with it the document can be made again."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal
from typing import Final

from service.doctypes.doctype import DocumentType
from service.pdfa import Attachment

FILE_NAME: Final = "du_lieu.json"


def attachment(doctype: DocumentType, data: Mapping[str, object], from_campaign: Mapping[str, object]) -> Attachment:
    """`du_lieu.json`: `type`, `version`, `data` as it was given, and `from_campaign`: of a campaign only what the document took,
    by field. Data given for a picture (a path, base64) stays as it is."""
    whole: dict[str, object] = {"type": doctype.slug, "version": doctype.version, "data": data}
    if from_campaign:
        whole["from_campaign"] = from_campaign
    text = json.dumps(whole, ensure_ascii=False, indent=1, default=_written)
    return Attachment(FILE_NAME, "application/json", text.encode() + b"\n", f"Dữ liệu nguồn của văn bản ({doctype.name})")


def _written(value: object) -> str:
    """What JSON has no word for, as data files write it."""
    match value:
        case date() | time():
            return value.isoformat()
        case Decimal():
            return str(value)
        case bytes():
            return b64encode(value).decode()
        case _:
            raise TypeError(f"{type(value).__name__} is no value of a data file")
