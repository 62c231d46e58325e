"""A workbook of openpyxl → bytes that depend on nothing but what is in it: no hour of saving, no order of chance."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook

_FIXED: Final = (1980, 1, 1, 0, 0, 0)                      # the first moment a ZIP can say
_MOMENT: Final = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:)")


def save(book: Workbook) -> bytes:
    written = BytesIO()
    book.save(written)
    result = BytesIO()
    with ZipFile(written) as source, ZipFile(result, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "docProps/core.xml":
                data = _MOMENT.sub(rb"\g<1>2020-03-05T00:00:00Z\g<3>", data)
            member = ZipInfo(name, _FIXED)
            member.compress_type = ZIP_DEFLATED
            member.external_attr = 0o600 << 16
            target.writestr(member, data)
    return result.getvalue()
