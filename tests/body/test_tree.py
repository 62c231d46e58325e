from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from service.body import tree

NODES = TypeAdapter(list[tree.Node])


def test_a_tree_and_a_flat_list_are_one_body() -> None:
    nested = [{"muc": "A", "noi_dung": [{"khoan": "B", "noi_dung": [{"gach": "c"}]}]}, {"doan": "d"}]
    flat = [{"muc": "A"}, {"khoan": "B"}, {"gach": "c"}, {"doan": "d"}]
    read = [[(part.level, part.text) for part in tree.parts(NODES.validate_python(nodes))[0]] for nodes in (nested, flat)]
    assert read[0] == read[1] == [("muc", "A"), ("khoan", "B"), ("gach", "c"), ("doan", "d")]


def test_pointers_lead_to_the_node() -> None:
    parts, _ = tree.parts(NODES.validate_python([{"muc": "A", "noi_dung": [{"doan": "x"}, {"khoan": "B"}]}]), "/noi_dung")
    assert [part.pointer for part in parts] == ["/noi_dung/0", "/noi_dung/0/noi_dung/0", "/noi_dung/0/noi_dung/1"]


@pytest.mark.parametrize("nodes", [
    [{"khoan": "a", "noi_dung": [{"muc": "b"}]}],
    [{"khoan": "a", "noi_dung": [{"khoan": "b"}]}],
    [{"doan": "a", "noi_dung": [{"gach": "b"}]}],
])
def test_a_larger_level_inside_a_smaller_one_is_refused(nodes: list[object]) -> None:
    _, problems = tree.parts(NODES.validate_python(nodes))
    assert [(one.code, one.pointer) for one in problems] == [("level-inverted", "/0/noi_dung/0")]


@pytest.mark.parametrize(("nodes", "code"), [
    ([{"muc": "A", "khoan": "B"}], "node-level"),
    ([{"noi_dung": []}], "node-level"),
    ([{"mucc": "A", "muc": "A"}], "extra_forbidden"),
    ([{"bang": {"cot": ["a", "b"], "hang": [["1"]]}}], "row-uneven"),
    ([{"bang": {"cot": [], "hang": []}}], "too_short"),
    ([{"doan": "chuông \x07"}], "text-control"),
    ([{"doan": True}], "string_type"),
])
def test_a_wrong_node_is_refused(nodes: list[object], code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        NODES.validate_python(nodes)
    assert code in [one["type"] for one in refused.value.errors()]


def test_a_cell_may_be_a_number() -> None:
    node = NODES.validate_python([{"bang": {"cot": ["TT", {"ten": "Điểm", "can": "phai", "rong": 3}], "hang": [[1, 9.5]]}}])[0]
    assert node.bang is not None
    grid = node.bang.grid()
    assert [str(cell) for cell in grid.rows[0].cells] == ["1", "9,5"]
    assert [column.share for column in grid.columns] == [0.25, 0.75]
