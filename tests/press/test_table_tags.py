"""Tags of tables: what a screen reader is told of rows, cells and their headings (ISO 14289-1, 7.5)."""

from __future__ import annotations

from dataclasses import replace

from service.blocks.roles import Outline
from service.blocks.tree import Node
from service.fonts import faces
from service.paper import Block, Row, Table
from service.press.setting import Line, Words
from service.press.table_tags import opened
from service.press.tables import set_table
from service.press.typesetter import Typesetter
from tests.html.printing import BOLD, paper, paragraph
from tests.press.test_tables import NONE, cell, table


def tree(value: Table) -> Node:
    setter = Typesetter(paper(value), faces())
    setter.set_table = set_table
    root = Node("Document", None)
    set_table(value, setter, width_pt=400.0, node=root)
    return root


def below(node: Node) -> list[Node]:
    return opened(node, len(node.shown)) if isinstance(node, Line) else [kid for kid in node.kids if isinstance(kid, Node)]


def outline(node: Node) -> str:
    """The tags below a node: `Table(TR(TD TD))`."""
    kids = [outline(kid) for kid in below(node)]
    return f"{node.tag}({' '.join(kids)})" if kids else node.tag


def cells(node: Node) -> list[Node]:
    found = [node] if node.tag in ("TH", "TD") else []
    return found + [one for kid in below(node) for one in cells(kid)]


def row(*words: str | Block, **more: object) -> Row:
    return Row(tuple(cell(word, column=column) for column, word in enumerate(words)), **more)  # type: ignore[arg-type]


def test_a_table_of_data_has_head_body_rows_and_cells() -> None:
    root = tree(table(row("TT", "Họ và tên", header=True), row("1", "Lê Văn An"), row("2", "Vũ Thị Bích")))
    assert outline(root) == "Document(Table(THead(TR(TH TH)) TBody(TR(TD TD) TR(TD TD))))"
    assert [one.attributes.get("Scope") for one in cells(root)] == ["Column"] * 2 + [None] * 4


def test_a_bold_first_row_names_the_columns_though_it_does_not_repeat() -> None:
    head = [paragraph(word, style=BOLD) for word in ("TT", "Họ và tên")]
    assert outline(tree(table(row(*head), row("1", "Lê Văn An")))) == "Document(Table(TBody(TR(TH TH) TR(TD TD))))"


def test_what_holds_things_in_place_is_no_table() -> None:
    value = table(Row((cell("ỦY BAN NHÂN DÂN", "Số: 12/QĐ-UBND", borders=NONE), cell("CỘNG HÒA", column=1, borders=NONE))))
    assert outline(tree(value)) == "Document(Div(Div(P P) Div(P)))"


def test_words_stand_right_in_a_cell_of_one_paragraph() -> None:
    value = table(row("1", "Lê Văn An"), Row((cell("2"), cell("Vũ Thị Bích", "Giáo viên", column=1))))
    assert outline(tree(value)) == "Document(Table(TBody(TR(TD TD) TR(TD TD(P P)))))"


def test_spans_are_said() -> None:
    value = table(
        Row((cell("Số TT", row_span=2), cell("Kinh phí", column=1, span=2)), header=True),
        Row((cell("Lương", column=1), cell("Khác", column=2)), header=True),
        Row((cell("1"), cell("2", column=1), cell("3", column=2))),
        grid=(50.0, 50.0, 50.0),
    )
    found = [{key: one.attributes[key] for key in ("RowSpan", "ColSpan") if key in one.attributes} for one in cells(tree(value))]
    assert found == [{"RowSpan": 2}, {"ColSpan": 2}, {}, {}, {}, {}, {}]


def test_columns_that_no_cell_covers_are_empty_cells() -> None:
    value = table(Row((cell("a", column=2),)), row("b", "c", "d"), grid=(50.0, 50.0, 50.0))
    root = tree(value)
    assert outline(root) == "Document(Table(TBody(TR(TD TD) TR(TD TD TD))))"
    assert cells(root)[0].attributes == {"ColSpan": 2}


def test_rows_that_head_groups_are_named_by_the_cells_below() -> None:
    value = table(
        row("TT", "Họ và tên", header=True),
        Row((cell("I. TẬP THỂ", span=2),)), row("1", "Tổ 1"),
        Row((cell("II. CÁ NHÂN", span=2),)), row("1", "Lê Văn An"),
    )  # fmt: skip
    found = cells(tree(value))
    names = {str(one.attributes["ID"]): one for one in found if "ID" in one.attributes}
    assert [one.tag for one in names.values()] == ["TH"] * 4
    number, person, groups, people = names
    headers = [one.attributes.get("Headers") for one in found if one.tag == "TD"]
    assert headers == [(number, groups), (person, groups), (number, people), (person, people)]


def test_each_cell_of_a_document_has_its_own_name() -> None:
    value = table(row("TT", "Tên", header=True), Row((cell("I. TẬP THỂ", span=2),)), row("1", "Tổ 1"))
    setter = Typesetter(paper(value), faces())
    setter.set_table = set_table
    root = Node("Document", None)
    for _ in range(2):
        set_table(value, setter, width_pt=400.0, node=root)
    names = [one.attributes["ID"] for one in cells(root) if "ID" in one.attributes]
    assert len(names) == len(set(names)) == 6


def test_an_artifact_has_no_tags() -> None:
    value = table(row("TT", "Họ và tên", header=True), row("1", "Lê Văn An"))
    setter = Typesetter(paper(value), faces())
    setter.set_table = set_table
    laid = set_table(value, setter, width_pt=400.0, node=None)
    assert {item.node for one in laid.rows for item in one.items if isinstance(item, Words)} == {None}


def test_a_title_in_a_cell_is_a_heading() -> None:
    title = replace(paragraph("QUYẾT ĐỊNH", style=BOLD, alignment="center"), style_id="ten_loai")
    value = table(Row((cell(title, borders=NONE), cell("x", column=1, borders=NONE))))
    setter = Typesetter(paper(value), faces())
    setter.set_table = set_table
    root = Node("Document", None)
    set_table(value, setter, width_pt=400.0, node=root, outline=Outline())
    assert outline(root) == "Document(Div(Div(H1) Div(P)))"
