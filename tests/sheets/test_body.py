"""A body as a tree → Markdown that says the same; JSON where Markdown has no form for it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pydantic import TypeAdapter

from service.fields.body import body_type
from service.sheets.body import as_markdown

BODIES: list[tuple[Any, str, list[dict[str, Any]], bool]] = [
    ("muc", "# Mục đích\n\nTạo khí thế.", [{"muc": "Mục đích", "noi_dung": [{"doan": "Tạo khí thế."}]}], True),
    ("muc", "1. Một\n\nlời.\n\n2. Hai.", [{"khoan": "Một", "noi_dung": [{"doan": "lời."}]}, {"khoan": "Hai."}], True),
    ("muc", "1. Giao:\n\nx.", [{"khoan": "Giao:", "tieu_de": False, "noi_dung": [{"doan": "x."}]}], True),
    ("muc", "## Một\n2. Hai.", [{"khoan": "Một", "tieu_de": True}, {"khoan": "Hai."}], True),
    ("muc", "1. Giao:\na) một;\nb) hai.\n2. Hạn.\na) ba.",
     [{"khoan": "Giao:", "noi_dung": [{"diem": "một;"}, {"diem": "hai."}]}, {"khoan": "Hạn.", "noi_dung": [{"diem": "ba."}]}],
     True),
    ("muc", "\\# không phải mục", [{"doan": "# không phải mục"}], True),
    ("muc", "- một\n+ hai", [{"gach": "một", "noi_dung": [{"cong": "hai"}]}], True),
    ("dieu", "# Điều: Giao việc:\n1. Một.\n# Điều: Hết.",
     [{"dieu": "Giao việc:", "noi_dung": [{"khoan": "Một."}]}, {"dieu": "Hết."}], True),
    ("dieu", "# Chương: Chung\n# Điều: Phạm vi", [{"chuong": "Chung", "noi_dung": [{"dieu": "Phạm vi"}]}], True),
    ("muc", "| Stt | Tên |\n| :--1: | --1 |\n| 1 | a \\| b |",
     [{"bang": {"cot": [{"ten": "Stt", "can": "giua"}, "Tên"], "hang": [["1", "a | b"]]}}], True),
    ("muc", "-> trân trọng giới thiệu: <-", [{"giua": "trân trọng giới thiệu:"}], True),
    ("muc", "|= Phân công\n| A | B |\n| --1 | --2,5: |\n| 1 | 2 |",
     [{"bang": {"ten": "Phân công", "cot": ["A", {"ten": "B", "rong": 2.5, "can": "phai"}], "hang": [["1", "2"]]}}], True),
    ("muc", "", [{"giua": "hai\ndòng"}], False),
    ("muc", "", [{"bang": {"cot": ["A"], "hang": [["1\n2"]]}}], False),
    ("muc", "", [{"khoan": "Một", "tieu_de": False, "noi_dung": [{"doan": "x"}]}], False),
]


@pytest.mark.parametrize(("structure", "markdown", "nodes", "has_form"), BODIES)
def test_a_body_says_the_same_in_a_cell(structure: Any, markdown: str, nodes: list[dict[str, Any]], has_form: bool) -> None:
    text = as_markdown(nodes)
    assert (text == markdown) if has_form else json.loads(text) == nodes
    kind = TypeAdapter(body_type(structure, sub_khoan=False))
    given, back = kind.validate_python(nodes), kind.validate_python(text if has_form else json.loads(text))
    assert [(one.kieu, one.so, str(one.chu), one.tieu_de, one.bang) for one in back] == [
        (one.kieu, one.so, str(one.chu), one.tieu_de, one.bang) for one in given]
