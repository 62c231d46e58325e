"""The block of signatures and recipients, in rows of one to three columns (PL I, II.7, II.9; PL III, 1.9, 1.10)."""

from __future__ import annotations

from typing import Final

from lxml import etree

from service.rules.layout import PAGE, SIGNATURE_COLUMNS_MM
from service.scaffold.columns import Row, columns
from service.scaffold.form import NOI_NHAN, Form
from service.scaffold.tags import Blocks, command, each, when
from service.scaffold.xml import paragraph

# The gap above each row: its cells' top margin, so that it does not depend on the lines of authority.
_GAP_PT: Final = 12.0


def signatures(form: Form) -> Blocks:
    """The table, and after it the paragraph that Word demands; nothing where nobody signs."""
    if not form.signatures:
        return []
    last = len(form.signatures) - 1
    rows: list[Row] = [(_widths_mm(form, row), [_cell(name, keep_next=number < last) for name in row])
                       for number, row in enumerate(form.signatures)]
    return [columns(rows, top_pt=_GAP_PT), paragraph("cuoi")]


def _widths_mm(form: Form, row: tuple[str, ...]) -> tuple[float, ...]:
    """Beside the recipients, or with nothing at its left, a signature has the wider column of the samples; others are equal."""
    text_mm = PAGE.text_across_mm(form.landscape)
    if len(row) == 2 and row[0] in (NOI_NHAN, ""):
        return tuple(width * text_mm / PAGE.text_mm for width in SIGNATURE_COLUMNS_MM)
    return (text_mm / len(row),) * len(row)


def _cell(name: str, *, keep_next: bool) -> Blocks:
    """What stands in a cell; `keep_next` keeps its row on the page of the next one."""
    if not name:
        return [paragraph("cuoi", keep_next=keep_next)]
    if name == NOI_NHAN:
        line = paragraph("noi_nhan", "{{ dong }}", keep_next=keep_next)
        return [paragraph("noi_nhan_tu", "Nơi nhận:", keep_next=keep_next), *each("dong", NOI_NHAN, line)]
    return _signature(name, keep_next=keep_next)


def _signature(name: str, *, keep_next: bool) -> Blocks:
    def signatory(**gaps_pt: float) -> etree._Element:
        return paragraph("ho_ten", f"{{{{ {name}.ho_ten }}}}", keep_next=keep_next, **gaps_pt)

    return [
        *each("dong", f"{name}.dong", paragraph("quyen_han", "{{ dong }}")),
        *when(f"{name}.ghi_chu", paragraph("ky_ghi_chu", f"{{{{ {name}.ghi_chu }}}}")),
        command(f"{{%p if {name}.chuc_vu_khac %}}"),       # II.7đ: above the name, under the signature
        paragraph("chuc_vu_khac", f"{{{{ {name}.chuc_vu_khac|upper }}}}", keep_next=True),
        signatory(before=0),
        command("{%p else %}"),
        signatory(),
        command("{%p endif %}"),
    ]
