"""The items of a body, each in the style of its level (docs/templates.md: the kinds of `noi_dung`)."""

from __future__ import annotations

from typing import Final

from service.scaffold.form import Structure
from service.scaffold.tags import Blocks, command, each
from service.scaffold.xml import paragraph, run, w

# The most frequent levels are asked for first; the two-line headings come last.
_LEVELS: Final[dict[Structure, list[str]]] = {
    "dieu": ["dieu", "khoan", "diem", "doan", "gach", "cong", "giua"],
    "muc": ["gach", "doan", "khoan", "diem", "muc", "cong", "giua"],
}
_HEADINGS: Final[dict[Structure, list[str]]] = {"dieu": ["chuong", "muc_dieu", "tieu_muc", "phan"], "muc": ["phan"]}


def content(structure: Structure, *, signed: bool) -> Blocks:
    """The body. Where it is signed its last item keeps with the signature block, which may not stand alone on a page."""
    levels, headings = _LEVELS[structure], _HEADINGS[structure]
    if not signed:
        return each("k", "noi_dung", *_branches(levels, headings))
    return [
        *each("k", "noi_dung[:-1]", *_branches(levels, headings)),
        command("{%p set k = noi_dung[-1] %}"),
        *_branches([level for level in levels if level != "muc"], headings[-1:], keep_next=True),
    ]


def items(values: str) -> Blocks:
    """Items whose structure is known only with the data: those of an appendix."""
    levels = [*_LEVELS["muc"], *(level for level in _LEVELS["dieu"] if level not in _LEVELS["muc"])]
    return each("k", values, *_branches(levels, _HEADINGS["dieu"]))


def _branches(levels: list[str], headings: list[str], *, keep_next: bool = False) -> Blocks:
    """if … elif … else: the last of the two-line headings is the `else`, so that no item can fall through unprinted."""
    cases = [(level, _level(level, keep_next=keep_next)) for level in levels]
    cases += [("bang", _grid(keep_next=keep_next)), *((heading, _two_lines(heading)) for heading in headings[:-1])]
    blocks: Blocks = []
    for number, (level, inner) in enumerate(cases):
        blocks += [command(f'{{%p {"elif" if number else "if"} k.kieu == "{level}" %}}'), *inner]
    return [*blocks, command("{%p else %}"), *_two_lines(headings[-1]), command("{%p endif %}")]


def _level(level: str, *, keep_next: bool) -> Blocks:
    if level in {"muc", "giua"}:
        return _line(level, keep_next=keep_next)
    if keep_next:
        return _titled(level, _line(level, keep_next=True))
    # what leads in a list or a table stands whole on the page of its first line
    leading = _line(level, keep_next=True)
    leading[0][0].insert(2, w("keepLines"))
    return _titled(level, [
        command("{%p if k.dan_nhap %}"), *leading,
        command("{%p else %}"), *_line(level),
        command("{%p endif %}"),
    ])


def _titled(level: str, plain: Blocks) -> Blocks:
    """An article or a clause may be a title: bold, on a line of its own."""
    if level not in {"dieu", "khoan"}:
        return plain
    title = paragraph(f"{level}_tieu_de", "{{ k.so }} ", run("{{r k.chu }}"))
    return [command("{%p if k.tieu_de %}"), title, command("{%p else %}"), *plain, command("{%p endif %}")]


def _line(level: str, *, keep_next: bool = False) -> Blocks:
    text, number = run("{{r k.chu }}"), "{{ k.so }} "
    if level in {"doan", "giua"}:
        return [paragraph(level, text, keep_next=keep_next)]
    return [paragraph(level, run(number, "so_dieu") if level == "dieu" else number, text, keep_next=keep_next)]


def _two_lines(level: str) -> Blocks:
    return [paragraph(level, "{{ k.so }}"), paragraph(f"{level}_tieu_de", run("{{r k.chu }}"))]


def _grid(*, keep_next: bool) -> Blocks:
    """A table between two spacers; the one below it keeps with what follows where the table's last row does."""
    kept, plain = paragraph("ke_bang", keep_next=True), paragraph("ke_bang")
    below = [kept] if keep_next else [command("{%p if k.bang.keep_next %}"), kept, command("{%p else %}"), plain,
                                      command("{%p endif %}")]
    return [paragraph("ke_bang", keep_next=True), paragraph("doan", "{{p k.bang }}"), *below]
