"""`Paper` → readable text, one line a paragraph: what a clerk compares before a changed template is accepted (`golden.txt`).

A line is `style | layout | text`. Nothing is numbered that would renumber what follows: an added paragraph is one added line.
Text is in the look that most of its characters have; what looks otherwise stands in braces with the difference:
`Số: {đậm: 12}/QĐ-UBND`.
Signs: → tab, ↵ line break, ⍽ no-break space, ⟦…⟧ what is no character (a page number, a picture, a drawn line).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from service.paper import (
    Block,
    Border,
    Box,
    Break,
    Cell,
    Field,
    Float,
    Inline,
    NoteMark,
    Paper,
    Paragraph,
    Picture,
    Position,
    Rule,
    Section,
    Slot,
    Tab,
    Table,
    Text,
    TextStyle,
)

_ALIGNMENTS = {"left": "trái", "center": "giữa", "right": "phải", "justify": "đều hai bên", "distribute": "dàn đều"}
_STARTS = {"continuous": "nối tiếp trang trước", "even_page": "từ trang chẵn", "odd_page": "từ trang lẻ",
           "next_column": "từ cột sau"}
_BREAKS = {"line": "↵", "page": "⟦sang trang⟧", "column": "⟦sang cột⟧"}
_FIELDS = {"PAGE": "⟦số trang⟧", "NUMPAGES": "⟦tổng số trang⟧", "SECTIONPAGES": "⟦số trang của phần⟧"}
_REFERENCES = {"page": "mép trang", "margin": "lề", "column": "cột", "character": "chữ", "paragraph": "đoạn", "line": "dòng"}
_WHITE = "FFFFFF"
_ALIGNS = {"left": "trái", "center": "giữa", "right": "phải", "top": "trên", "bottom": "dưới", "inside": "trong",
           "outside": "ngoài"}
_KINDS = {"default": "", "first": " trang đầu", "even": " trang chẵn"}
_TABS = {"left": "trái", "center": "giữa", "right": "phải", "decimal": "dấu phẩy", "bar": "vạch"}
_LEADERS = {"none": "", "dot": " chấm", "hyphen": " gạch", "underscore": " gạch dưới", "middle_dot": " chấm giữa"}
_DEFAULT_FAMILY = "Times New Roman"


def dump(paper: Paper) -> str:
    """The whole paper as text that ends with a line feed; equal papers give equal text."""
    lines: list[str] = []
    for number, section in enumerate(paper.sections):
        if number:
            lines.append("")
        lines += _section(section)
    for note in paper.notes:
        kind = "chú thích" if note.kind == "footnote" else "chú thích cuối"
        lines += ["", f"— {kind}", *_blocks(note.blocks, "  ")]
    if paper.constructs:
        lines += ["", "— không giữ được"]
        lines += [f"  {construct.problem}" for construct in paper.constructs]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _section(section: Section) -> Iterator[str]:
    parts = [f"{_mm(section.width_pt)} × {_mm(section.height_pt)} mm",
             f"lề trên {_mm(section.top_pt)}, dưới {_mm(section.bottom_pt)}",
             f"trái {_mm(section.left_pt)}, phải {_mm(section.right_pt)} mm"]
    if section.start in _STARTS:
        parts.append(_STARTS[section.start])
    if section.page_start is not None:
        parts.append(f"số trang từ {section.page_start}")
    if section.page_format != "decimal":
        parts.append(f"kiểu số {section.page_format}")
    if section.columns > 1:
        parts.append(f"{section.columns} cột cách {_mm(section.column_gap_pt)} mm")
    if any((section.borders.top, section.borders.right, section.borders.bottom, section.borders.left)):
        parts.append("có khung trang")
    yield f"— trang {'; '.join(parts)}"
    margins = (("đầu trang", section.header_pt, section.headers), ("chân trang", section.footer_pt, section.footers))
    for name, distance, shown in margins:
        for kind, word in _KINDS.items():
            blocks = getattr(shown, kind)
            if blocks is not None:
                yield f"— {name}{word} (cách mép {_mm(distance)} mm)"
                yield from _blocks(blocks, "  ")
        if section.title_page and shown.first is None and shown.default is not None:
            yield f"— {name} trang đầu: không có"
    yield "— thân"
    yield from _blocks(section.blocks, "")


def _blocks(blocks: Iterable[Block], indent: str) -> Iterator[str]:
    for block in blocks:
        yield from _table(block, indent) if isinstance(block, Table) else _paragraph(block, indent)


# ---------------------------------------------------------------- paragraphs

def _paragraph(paragraph: Paragraph, indent: str) -> Iterator[str]:
    base = _base(paragraph)
    text = "".join(_inline(inline, base) for inline in paragraph.inlines) or "(trống)"
    if paragraph.label is not None:
        gap = {"tab": "→", "space": " ", "nothing": ""}[paragraph.label.suffix]
        text = f"⟦{paragraph.label.text}⟧{gap}{text}"
    yield f"{indent}{paragraph.style_name or '(không kiểu)'} | {_layout(paragraph)}; {_look(base)} | {text}"
    for inline in paragraph.inlines:
        if isinstance(inline, Float) and isinstance(inline.content, Box):
            yield from _blocks(inline.content.blocks, f"{indent}    ")


def _base(paragraph: Paragraph) -> TextStyle:
    """The look of most characters; of the mark where there are none. Style names and languages are not seen, so do not count."""
    weights: Counter[TextStyle] = Counter()
    for inline in paragraph.inlines:
        if isinstance(inline, Text):
            weights[inline.style] += len(inline.text)
        elif isinstance(inline, Field | NoteMark):
            weights[inline.style] += 1
    return max(weights, key=weights.__getitem__) if weights else paragraph.mark


def _inline(inline: Inline, base: TextStyle) -> str:
    match inline:
        case Text(text=text, style=style):
            shown = text.replace("\u00a0", "⍽")
            difference = _difference(style, base)
            return f"{{{difference}: {shown}}}" if difference and text.strip() else shown
        case Tab():
            return "→"
        case Break(kind=kind):
            return _BREAKS[kind]
        case Field(kind=field):
            return _FIELDS[field]
        case NoteMark(note_id=note_id, label=label):
            return f"⟦chú thích {label or note_id}⟧"
        case Picture():
            return f"⟦{_picture(inline)}⟧"
        case Float():
            return f"⟦{_float(inline)}⟧"
    return ""


def _picture(picture: Picture) -> str:
    alt = " trang trí" if picture.decorative else f" “{picture.alt}”" if picture.alt else ""
    return f"hình{alt} {_mm(picture.width_pt)} × {_mm(picture.height_pt)} mm"


def _float(drawing: Float) -> str:
    content = drawing.content
    if isinstance(content, Rule):
        what = f"kẻ {_mm(max(content.dx_pt, content.dy_pt))} mm nét {_number(content.weight_pt)} pt"
        if content.dy_pt > content.dx_pt:
            what += " dọc"
        elif content.dy_pt:
            what += f" chéo {_mm(content.dy_pt)} mm"
    elif isinstance(content, Picture):
        what = _picture(content)
    elif isinstance(content, Slot):
        what = f"chỗ ký “{content.name}” {_mm(drawing.width_pt)} × {_mm(drawing.height_pt)} mm"
    else:
        what = f"khung chữ {_mm(content.width_pt)} × {_mm(content.height_pt)} mm"
    return f"{what}, ngang {_position(drawing.x)}, dọc {_position(drawing.y)}"


def _position(position: Position) -> str:
    reference = _REFERENCES[position.reference]
    return f"{_ALIGNS[position.align]} {reference}" if position.align else f"{_mm(position.offset_pt)} mm từ {reference}"


def _layout(paragraph: Paragraph) -> str:
    form = paragraph.format
    parts = [_ALIGNMENTS[form.alignment]]
    parts += [f"{word} {_mm(value)}" for word, value in (("thụt trái", form.left_pt), ("thụt phải", form.right_pt)) if value]
    if form.first_line_pt:
        parts.append(f"{'dòng đầu' if form.first_line_pt > 0 else 'treo'} {_mm(abs(form.first_line_pt))}")
    parts += [f"{word} {_number(value)}pt" for word, value in (("trước", form.before_pt), ("sau", form.after_pt)) if value]
    if form.line_rule != "auto":
        parts.append(f"dòng {'đúng' if form.line_rule == 'exact' else 'ít nhất'} {_number(form.line)}pt")
    elif form.line != 1:
        parts.append(f"dòng {_number(form.line)}")
    flags = (("giữ với đoạn sau", form.keep_next), ("không tách đoạn", form.keep_lines),
             ("sang trang trước đoạn", form.page_break_before), ("bỏ khoảng cách cùng kiểu", form.contextual),
             ("cho dòng lẻ", not form.widow_control))
    parts += [word for word, held in flags if held]
    parts += [f"tab {_TABS[stop.kind]} {_mm(stop.position_pt)}{_LEADERS[stop.leader]}" for stop in form.tabs]
    sides = (("trên", form.borders.top), ("phải", form.borders.right), ("dưới", form.borders.bottom), ("trái", form.borders.left),
             ("giữa các đoạn", form.borders.between))
    parts += [f"viền {word} {_border(side)}" for word, side in sides if side]
    if form.fill and form.fill != _WHITE:
        parts.append(f"nền {form.fill}")
    if form.outline_level is not None:
        parts.append(f"cấp {form.outline_level + 1}")
    return ", ".join(parts)


def _look(style: TextStyle) -> str:
    return f"{_number(style.size_pt)} {' '.join(_traits(style)) or 'thường'}"


def _traits(style: TextStyle) -> list[str]:
    traits = [word for word, held in (
        ("đậm", style.bold), ("nghiêng", style.italic), ("gạch chân", style.underline), ("gạch ngang", style.strike),
        ("chữ hoa nhỏ", style.caps == "small"), ("chỉ số trên", style.script == "super"),
        ("chỉ số dưới", style.script == "sub")) if held]
    if style.family != _DEFAULT_FAMILY:
        traits.append(style.family)
    if style.color not in (None, "000000"):
        traits.append(f"màu {style.color}")
    if style.highlight and style.highlight != _WHITE:
        traits.append(f"nền {style.highlight}")
    if style.spacing_pt:
        traits.append(f"giãn {_number(style.spacing_pt)}pt")
    if style.scale != 1:
        traits.append(f"rộng {_number(style.scale * 100)}%")
    if style.raise_pt:
        traits.append(f"nâng {_number(style.raise_pt)}pt")
    return traits


def _difference(style: TextStyle, base: TextStyle) -> str:
    size = [_number(style.size_pt)] if style.size_pt != base.size_pt else []
    own, other = _traits(style), _traits(base)
    words = [*size, *(t for t in own if t not in other), *(f"không {t}" for t in other if t not in own)]
    return " ".join(words)


# ---------------------------------------------------------------- tables

def _table(table: Table, indent: str) -> Iterator[str]:
    place = {"left": f"lề {_mm(table.left_pt)} mm", "center": "giữa", "right": "phải"}[table.alignment]
    yield f"{indent}┌ bảng {' | '.join(_mm(width) for width in table.grid_pt)} mm, {place}"
    for row in table.rows:
        traits = [word for word, held in (("lặp lại đầu trang", row.header), ("không tách", row.cant_split)) if held]
        if row.height_rule != "auto":
            traits.append(f"cao {'đúng' if row.height_rule == 'exact' else 'ít nhất'} {_mm(row.height_pt)} mm")
        yield f"{indent}├ hàng{' (' + ', '.join(traits) + ')' if traits else ''}"
        for cell in row.cells:
            yield f"{indent}│ ô cột {_columns(cell)}"
            yield from _blocks(cell.blocks, f"{indent}│   ")
    yield f"{indent}└"


def _columns(cell: Cell) -> str:
    traits = [str(cell.column + 1) if cell.span == 1 else f"{cell.column + 1}–{cell.column + cell.span}"]
    if cell.row_span > 1:
        traits.append(f"{cell.row_span} hàng")
    if cell.vertical != "top":
        traits.append("giữa ô" if cell.vertical == "center" else "đáy ô")
    sides = (cell.borders.top, cell.borders.right, cell.borders.bottom, cell.borders.left)
    if all(side is not None and side == sides[0] for side in sides):
        traits.append(f"viền {_border(sides[0])}")
    else:
        words = ("trên", "phải", "dưới", "trái")
        traits += [f"viền {word} {_border(side)}" for word, side in zip(words, sides, strict=True) if side]
    if cell.fill and cell.fill != _WHITE:
        traits.append(f"nền {cell.fill}")
    return ", ".join(traits)


def _border(border: Border | None) -> str:
    if border is None:
        return "không"
    style = "" if border.style == "single" else f" {border.style}"
    return f"{_number(border.width_pt)}pt{style}"


def _mm(points: float) -> str:
    return _number(points * 25.4 / 72, 1)


def _number(value: float, places: int = 2) -> str:
    """Without trailing zeros; -0 as 0."""
    text = f"{value:.{places}f}".rstrip("0").rstrip(".") if places else f"{value:.0f}"
    return "0" if text in ("-0", "") else text
