"""The annotated copy: a comment at every place, everything else as it was. The reports: well-formed and complete."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn

from service.errors import FileUnreadable, problem
from service.read import read
from service.rules import check, rules
from service.rules.annotate import annotate
from service.rules.finding import Fault, Finding, Report
from service.rules.reports_html import as_html
from service.rules.reports_sarif import as_sarif
from service.rules.see import see_paper
from service.rules.seen import Part
from tests.examples import OFFICIAL, example_docx, issued_example


def finding(part: Part, code: str = "H-12") -> Finding:
    told = problem("test-fault", "Ký hiệu “{co}” có dấu cách <thừa> & “lạ”.", co=part.text[:20])
    return Finding(code, "ky-hieu", "II.3c", "loi", Fault(told, part.component, paragraph=part.number, place=part.where,
                                                        suggestion="Số: 12/KH-UBND"))


@pytest.mark.parametrize("slug", OFFICIAL)
def test_each_comment_stands_at_its_paragraph(slug: str) -> None:
    data = example_docx(slug)
    seen = see_paper(read(data))
    parts = [part for part in seen.parts if part.text.strip()]
    copy = Document(BytesIO(annotate(data, seen, Report(tuple(map(finding, parts)), {}))))
    marked = {start.get(qn("w:id")): start.getparent() for start in copy.element.body.iter(qn("w:commentRangeStart"))}
    assert len(marked) == len(parts)
    for comment, part in zip(copy.comments, parts, strict=True):
        words = "".join(text.text or "" for text in marked[str(comment.comment_id)].iter(qn("w:t")))
        assert "".join(words.split()) in "".join(part.text.split())
        assert comment.text.startswith("[H-12, lỗi] Ký hiệu")
        assert comment.author == "vanban"
        assert comment.timestamp is None


@pytest.mark.parametrize("slug", OFFICIAL)
def test_the_rest_of_the_file_is_as_it_was(slug: str) -> None:
    data = example_docx(slug)
    paper = read(data)
    seen = see_paper(paper)
    again = read(annotate(data, seen, Report(tuple(map(finding, seen.parts)), {})))
    assert [section.blocks for section in again.sections] == [section.blocks for section in paper.sections]
    assert see_paper(again).parts == seen.parts


def test_what_has_no_place_stands_at_the_beginning() -> None:
    data = example_docx("ke_hoach")
    seen = see_paper(read(data))
    told = Finding("PG-03", "margin-top", "I.3", "loi", Fault(problem("margin", "Lề trên 10 mm, phải là 20 - 25 mm.")))
    copy = Document(BytesIO(annotate(data, seen, Report((told,), {}))))
    start = next(copy.element.body.iter(qn("w:commentRangeStart")))
    assert start.getparent() is next(copy.element.body.iter(qn("w:p")))


def test_the_same_findings_give_the_same_comments() -> None:
    data = example_docx("ke_hoach")
    seen = see_paper(read(data))
    report = Report(tuple(map(finding, seen.parts)), {})
    first, second = (Document(BytesIO(annotate(data, seen, report))) for _ in range(2))
    assert [comment._comment_elm.xml for comment in first.comments] == [comment._comment_elm.xml for comment in second.comments]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.7"], ids=["nothing", "a cut zip", "a PDF"])
def test_what_is_no_word_file_is_refused(data: bytes) -> None:
    with pytest.raises(FileUnreadable):
        annotate(data, see_paper(issued_example("ke_hoach").paper), Report((), {}))


# ---------------------------------------------------------------- reports

def report() -> Report:
    seen = see_paper(issued_example("ke_hoach").paper)
    return Report((finding(seen.parts[0]), finding(seen.parts[5], "PG-03")), check(seen).verdicts)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not {"src", "href"} & dict(attrs).keys()
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_escapes_what_comes_from_the_file_and_needs_nothing_from_outside() -> None:
    page = Tags()
    page.feed(as_html(report(), "<script>kế hoạch.docx"))
    assert "script" not in page.tags
    assert "có dấu cách <thừa> & “lạ”." in page.text
    assert page.tags.count("tr") == 2 + 2 + len(rules())
    assert "2 lỗi, 0 nhắc" in page.text


def test_a_clean_report_has_no_table_of_findings() -> None:
    page = as_html(Report((), {}), "sạch.docx")
    assert "0 lỗi, 0 nhắc" in page
    assert "Vị trí" not in page


def test_sarif_names_every_rule_and_every_place() -> None:
    told = json.loads(json.dumps(as_sarif(report(), "ke-hoach.docx"), ensure_ascii=False))
    run = told["runs"][0]
    known = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in known] == list(rules())
    assert all(rule["shortDescription"]["text"] for rule in known)
    for result in run["results"]:
        assert known[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] == "error"
        assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "ke-hoach.docx"
        assert result["message"]["text"].startswith("Ký hiệu")


def test_sarif_points_at_the_line_of_a_text() -> None:
    fault = Fault(problem("test-fault", "Thiếu dấu chấm."), line=12)
    told = as_sarif(Report((Finding("B-02", "can-cu", "II.6a", "nhac", fault),), {}), "a.txt")
    location = told["runs"][0]["results"][0]["locations"][0]
    assert location["physicalLocation"]["region"] == {"startLine": 12}
    assert told["runs"][0]["results"][0]["level"] == "warning"
