"""The block of signatures and recipients, in rows of one to three columns (PL I, II.7, II.9; PL III, 1.9, 1.10)."""

from __future__ import annotations

from typing import Final

from service.rules.layout import PAGE, SEALED_ROOM_MM, SIGNATURE_COLUMNS_MM
from service.scaffold.columns import Row, columns
from service.scaffold.form import NOI_NHAN, OPTIONAL, Form
from service.scaffold.styles import name_room_pt
from service.scaffold.tags import Blocks, command, each, when
from service.scaffold.xml import paragraph

# The gap above each row: its cells' top margin, so that it does not depend on the lines of authority.
_GAP_PT: Final = 12.0
_SEALED_PT: Final = SEALED_ROOM_MM.chosen / 25.4 * 72
_ANCHOR_PT: Final = 1.0                                   # the height of the style `cuoi`


def signatures(form: Form) -> Blocks:
    """The table, and after it the paragraph that Word demands; nothing where nobody signs."""
    if not form.signatures:
        return []
    last = len(form.signatures) - 1
    rows = [made for number, row in enumerate(form.signatures) for made in _rows(form, row, keep_next=number < last)]
    return [columns(rows, top_pt=_GAP_PT), paragraph("cuoi")]


def _rows(form: Form, row: tuple[str, ...], *, keep_next: bool) -> list[Row]:
    """One row; of two or three who sign, a row of what they are, one of the room to sign, and one of their names, which so stand
    on one line. (The room is a row of its own because LibreOffice aligns no cell at its bottom that holds a drawing.) `keep_next`
    keeps it on the page of the next one."""
    widths = _widths_mm(form, row)
    signing = [name for name in row if name not in ("", NOI_NHAN)]
    sealed = any(_field(name) in form.seals for name in signing)      # who signs beside a sealed one has the same room
    if len(signing) > 1 and NOI_NHAN not in row:
        rows = [Row(widths, [_offices(name) for name in row]),
                Row(widths, [_room(name, sealed=sealed) for name in row], joined=True),
                Row(widths, [_names(name, keep_next=keep_next) for name in row], joined=True)]
    else:
        rows = [Row(widths, [_cell(name, sealed=sealed, keep_next=keep_next) for name in row])]
    if NOI_NHAN in row or not all(name.endswith(OPTIONAL) for name in signing):
        return rows
    across = (sum(widths),)
    given = " or ".join(f"{_field(name)}.ho_ten" for name in signing)
    return [Row(across, [[command(f"{{%tr if {given} %}}")]]), *rows, Row(across, [[command("{%tr endif %}")]])]


def _widths_mm(form: Form, row: tuple[str, ...]) -> tuple[float, ...]:
    """Beside the recipients, or with nothing at its left, a signature has the wider column of the samples; others are equal."""
    text_mm = PAGE.text_across_mm(form.landscape)
    if len(row) == 2 and row[0] in (NOI_NHAN, ""):
        return tuple(width * text_mm / PAGE.text_mm for width in SIGNATURE_COLUMNS_MM)
    return (text_mm / len(row),) * len(row)


def _cell(name: str, *, sealed: bool, keep_next: bool) -> Blocks:
    if " " in name:
        return _confirmed(name)
    if name == NOI_NHAN:
        line = paragraph("noi_nhan", "{{ dong }}", keep_next=keep_next)
        return [paragraph("noi_nhan_tu", "Nơi nhận:", keep_next=keep_next), *each("dong", NOI_NHAN, line)]
    if not name:
        return _empty(keep_next=keep_next)
    room = {"before": _SEALED_PT} if sealed else {}
    return [*_offices(name), *_signed(name, _place(name), keep_next=keep_next, **room)]


def _confirmed(words: str) -> Blocks:
    """Words over the room for a signature of others (mẫu 1.10)."""
    return [*(paragraph("xac_nhan", line, keep_next=True) for line in words.split("\n")), paragraph("ho_ten")]


def _empty(*, keep_next: bool) -> Blocks:
    return [paragraph("cuoi", keep_next=keep_next)]


def _offices(name: str) -> Blocks:
    """Authority and office, and what to do there ("(Ký, ghi rõ họ tên)")."""
    if not name:
        return _empty(keep_next=True)
    field = _field(name)
    blocks = [
        *each("dong", f"{field}.dong", paragraph("quyen_han", "{{ dong }}")),
        *when(f"{field}.ghi_chu", paragraph("ky_ghi_chu", f"{{{{ {field}.ghi_chu }}}}")),
    ]
    return when(f"{field}.ho_ten", *blocks) if name.endswith(OPTIONAL) else blocks


def _room(name: str, *, sealed: bool) -> Blocks:
    """The room for signature and seal in a row of its own: it ends with the line that anchors their places."""
    if not name:
        return _empty(keep_next=True)
    room_pt = _SEALED_PT if sealed else name_room_pt()
    return [paragraph("cuoi", _place(name), keep_next=True, before=room_pt - _ANCHOR_PT)]


def _names(name: str, *, keep_next: bool) -> Blocks:
    """Another office of the signatory, and the name below it (II.7đ)."""
    return _signed(name, "", keep_next=keep_next, before=0) if name else _empty(keep_next=keep_next)


def _signed(name: str, place: str, *, keep_next: bool, **room_pt: float) -> Blocks:
    """The last lines of a signature, with the room above them, and the places in it."""
    field = _field(name)
    signatory = f"{{{{ {field}.ho_ten }}}}"
    return [
        command(f"{{%p if {field}.chuc_vu_khac %}}"),       # II.7đ: above the name, under the signature
        paragraph("chuc_vu_khac", f"{place}{{{{ {field}.chuc_vu_khac|upper }}}}", keep_next=True, **room_pt),
        paragraph("ho_ten", signatory, keep_next=keep_next, before=0),
        command("{%p else %}"),
        paragraph("ho_ten", f"{place}{signatory}", keep_next=keep_next, **room_pt),
        command("{%p endif %}"),
    ]


def _place(name: str) -> str:
    """The tag of a signature's places; of one that may be left out only where it is given."""
    field = _field(name)
    tag = f"{{{{ {field}.cho_ky }}}}"
    return f"{{% if {field}.ho_ten %}}{tag}{{% endif %}}" if name.endswith(OPTIONAL) else tag


def _field(name: str) -> str:
    return name.removesuffix(OPTIONAL)
