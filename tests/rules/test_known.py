"""What is known from one document to the next, or from one rule to the next, changes nothing that is found."""

from __future__ import annotations

import json
import subprocess
import sys
from copy import deepcopy
from dataclasses import replace

import pytest

from service import doctypes
from service.paper import Paper
from service.rules import check
from service.rules.see import see_paper
from service.rules.seen import per_document
from service.rules.words.capital_letters import _ROWS, _misspelled
from tests.rules.seeing import good

SLUGS = ("cong_van", "quyet_dinh", "giay_moi", "ke_hoach", "bien_ban")
FRESH = """
import json, sys
from tests.rules.test_known import found
print(json.dumps([found(slug, turn) for slug, turn in json.load(sys.stdin)]))
"""


def paper(slug: str, turn: int) -> Paper:
    """The example of a type, its texts worse from turn to turn."""
    doctype = doctypes.get(slug)
    example = doctype.example()
    data = json.loads(json.dumps(example["data"]))
    for name, text in data.items():
        if isinstance(text, str) and " " in text and turn and doctype.schema.fields[name].kind in ("text", "long_text"):
            data[name] = " ".join((text, *("Ủy Ban Nhân Dân", "hoà bình, hòa bình", "QD-UBND  năm"))[:turn + 1])
    values = doctype.values({**data, **({"so": 7 + turn} if "so" in data else {})}, campaign=example.get("campaign"))
    return doctype.prepared.filled(values.context).paper


def found(slug: str, turn: int) -> list[str]:
    report = check(see_paper(paper(slug, turn)))
    return [*map(repr, report.findings), *(f"{code} {verdict}" for code, verdict in report.verdicts.items())]


def test_a_document_judged_after_many_others_is_judged_as_if_it_were_the_first() -> None:
    wanted = [(slug, turn) for turn in (0, 1, 2) for slug in SLUGS]
    here = [found(*one) for one in wanted]
    assert [found(*one) for one in wanted] == here
    assert any("Finding(" in said for report in here for said in report)
    for some in (wanted[::-1], wanted[7:8]):
        fresh = subprocess.run([sys.executable, "-c", FRESH], input=json.dumps(some), capture_output=True, text=True, check=True)
        assert json.loads(fresh.stdout) == [here[wanted.index(one)] for one in some]


@pytest.mark.parametrize("slug", SLUGS)
def test_paragraphs_that_are_known_are_seen_as_those_that_are_not(slug: str) -> None:
    own = paper(slug, 1)
    assert see_paper(own).parts == see_paper(own).parts == see_paper(deepcopy(own)).parts


def test_what_was_found_of_a_document_is_its_own() -> None:
    asked: list[str] = []

    @per_document
    def first(seen: object, *components: str) -> str:
        asked.append("".join(components))
        return f"{getattr(seen, 'abbreviation', '')} {components}"

    one, other = good("ke_hoach"), good("cong_van")
    assert [first(one), first(one, "doan"), first(other), first(one), first(one, "doan")] == [
        "KH ()", "KH ('doan',)", " ()", "KH ()", "KH ('doan',)"]
    assert asked == ["", "doan", ""]
    changed = replace(one, abbreviation="QĐ")
    assert (first(changed), first(one)) == ("QĐ ()", "KH ()")


WRONG = [
    ("VH-06", "ở Tỉnh Nam Định"), ("VH-07", "tại quận 3, xã"), ("VH-07", "của phường 12"), ("VH-08", "về thủ đô Hà Nội"),
    ("VH-08", "tại thành phố Hồ Chí Minh"), ("VH-11", "đồng bằng bắc bộ"), ("VH-11", "duyên hải trung bộ"),
    ("VH-11", "trung du nam bộ"), ("VH-11", "miền tây nguyên"), ("VH-11", "vùng tây bắc"), ("VH-11", "vùng đông bắc"),
    ("VH-13", "của Uỷ Ban Nhân Dân"), ("VH-13", "của Hội Đồng Nhân Dân"), ("VH-15", "LIÊN Hợp Quốc"), ("VH-16", "tổ chức Unesco"),
    ("VH-16", "của Unicef"), ("VH-16", "của Undp"), ("VH-16", "của Wto"), ("VH-16", "của Asean"), ("VH-18", "nghệ sĩ ưu tú"),
    ("VH-18", "nhà giáo nhân dân"), ("VH-18", "huân chương độc lập"), ("VH-21", "ngày quốc Khánh"),
    ("VH-21", "NGÀY quốc tế phụ nữ"), ("VH-21", "ngày Quốc Tế lao động"), ("VH-22", "theo kế hoạch số 12/KH"),
    ("VH-23", "điều 5 của Luật"), ("VH-23", "khoản 12 điều 5"), ("VH-23", "tại Khoản 2 Điều 5"),
    ("VH-23", "tại Điểm a khoản 2 Điều 5"),
    ("VH-25", "Tết nguyên đán"), ("VH-25", "tết Trung Thu"), ("VH-26", "(thứ hai)"), ("VH-26", "chiều thứ bảy, "),
    ("VH-27", "Cách mạng tháng 8"), ("VH-27", "cách mạng Tháng tám"),
]


@pytest.mark.parametrize(("row", "text"), WRONG)
def test_a_row_is_looked_at_wherever_its_patterns_may_match(row: str, text: str) -> None:
    assert row in [code for code, _, _ in _misspelled(text)]


def test_every_row_of_capitals_is_tried() -> None:
    assert {row for row, _ in WRONG} == _ROWS.keys()
