"""PDF bytes → open document. Damaged and locked files are told apart."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from service.errors import FileUnreadable, problem

_ONE_AT_A_TIME = RLock()                          # PDFium keeps global state and is not safe for threads


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """PDF bytes → pypdfium2's document, closed afterwards. Raises FileUnreadable, also for what breaks while it is read."""
    with _ONE_AT_A_TIME:
        document = None
        try:
            document = pdfium.PdfDocument(data)
            if not len(document):
                raise FileUnreadable(problem("pdf-empty", "Tệp PDF không có trang nào."))
            yield document
        except pdfium.PdfiumError as error:
            # PDFium keeps its last error: after a locked file a broken one may seem locked too. A trailer is never compressed.
            if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY) and b"/Encrypt" in data:
                raise FileUnreadable(
                    problem("pdf-locked", "Tệp PDF đặt mật khẩu; hãy bỏ mật khẩu rồi gửi lại.")
                ) from error
            raise FileUnreadable(problem("pdf-broken", "Không đọc được tệp PDF: tệp hỏng hoặc không phải PDF.")) from error
        finally:
            if document is not None:
                document.close()
