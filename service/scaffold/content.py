"""The items of a body, each in the style of its level (docs/templates.md: the kinds of `noi_dung`)."""

from __future__ import annotations

from typing import Final

from service.scaffold.form import Structure
from service.scaffold.tags import Blocks, command, each
from service.scaffold.xml import paragraph, run

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
    cases += [("bang", _grid()), *((heading, _two_lines(heading)) for heading in headings[:-1])]
    blocks: Blocks = []
    for number, (level, inner) in enumerate(cases):
        blocks += [command(f'{{%p {"elif" if number else "if"} k.kieu == "{level}" %}}'), *inner]
    return [*blocks, command("{%p else %}"), *_two_lines(headings[-1]), command("{%p endif %}")]


def _level(level: str, *, keep_next: bool) -> Blocks:
    text = run("{{r k.chu }}")
    if level in {"doan", "giua"}:
        return [paragraph(level, text, keep_next=keep_next)]
    number = "{{ k.so }} "
    if level not in {"dieu", "khoan"}:
        return [paragraph(level, number, text, keep_next=keep_next)]
    plain = paragraph(level, run(number, "so_dieu") if level == "dieu" else number, text, keep_next=keep_next)
    return [
        command("{%p if k.tieu_de %}"),
        paragraph(f"{level}_tieu_de", number, run("{{r k.chu }}")),
        command("{%p else %}"),
        plain,
        command("{%p endif %}"),
    ]


def _two_lines(level: str) -> Blocks:
    return [paragraph(level, "{{ k.so }}"), paragraph(f"{level}_tieu_de", run("{{r k.chu }}"))]


def _grid() -> Blocks:
    return [paragraph("ke_bang", keep_next=True), paragraph("doan", "{{p k.bang }}"), paragraph("ke_bang")]
