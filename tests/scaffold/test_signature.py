"""The signature block never stands alone on a page: the last paragraph of the body goes with it, wherever the page ends."""

from __future__ import annotations

from datetime import date

import pypdfium2
import pytest

from service import doctypes, pipeline

CLOSING = (
    "Trên đây là Kế hoạch của đơn vị, đề nghị các đơn vị tổ chức triển khai thực hiện nghiêm túc, đúng tiến độ, bảo đảm "
    "chất lượng và hiệu quả."
)


@pytest.mark.parametrize("lines", [38, 39, 42, 46, 47])   # the second page of this plan is full after 38 to 46 lines
def test_the_signature_block_has_text_above_it(lines: int) -> None:
    example = doctypes.get("ke_hoach").example()["data"]
    body = ["# Mục đích", *(f"- Dòng số {n} của nội dung kế hoạch." for n in range(lines)), CLOSING]
    issued = pipeline.issue("ke_hoach", {**example, "noi_dung": "\n\n".join(body)}, today=date(2026, 11, 22))
    document = pypdfium2.PdfDocument(issued.pdf)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    assert [page for page in pages if "Nơi nhận:" in page] == pages[-1:]
    assert "Trên đây là Kế hoạch" in pages[-1]
    assert "Nguyễn Văn An" in pages[-1]
