"""The table of breaks: each is found by its rule and by no other rule at all; what the decree allows is never found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

import service.rules.looks as looks_rules
import service.rules.words
from service.rules.check import check
from service.rules.registry import rules
from service.rules.seen import Page, Seen
from tests.rules import seeing
from tests.rules.looks.breaks import BREAKS
from tests.rules.looks.change import in_sections, stamped
from tests.rules.seeing import adding, changing, good, looking, on_page, part, saying, without

assert looks_rules
assert service.rules.words          # a fault of looks must not be taken for one of words either


@pytest.mark.parametrize(("code", "seen"), [pytest.param(code, make, id=f"{code} {what}") for code, what, make in BREAKS])
def test_one_fault_is_found_by_its_rule_and_by_no_other(code: str, seen: Callable[[], Seen]) -> None:
    report = check(seen())
    assert {finding.code for finding in report.findings} == {code}, [finding.message for finding in report.findings]


def test_every_rule_on_looks_has_its_break() -> None:
    ours = {code for code, one in rules().items() if one.check.__module__.startswith("service.rules.looks")}
    assert ours <= {code for code, _, _ in BREAKS}


@pytest.mark.parametrize("appendix", [False, True])
@pytest.mark.parametrize("source", ["docx", "text"])
@pytest.mark.parametrize("kind", seeing.KINDS)
def test_a_good_document_has_no_fault(kind: str, source: str, appendix: bool) -> None:
    report = check(good(kind, source=source, appendix=appendix))      # type: ignore[arg-type]  # the literals of the table
    assert [(finding.code, finding.message) for finding in report.findings] == []


SILENT = [
    ("trích yếu không đậm như mẫu 1.4", lambda: looking(good(), "trich_yeu", bold=False)),
    ("trích yếu đậm nghiêng như mẫu 3.1", lambda: looking(good(), "trich_yeu", italic=True)),
    ("cỡ 12, 14, 14 như mẫu 1.5", lambda: looking(looking(
        good(), "tieu_ngu", sizes_pt=(14.0,)), "dia_danh_ngay", sizes_pt=(14.0,))),
    ("V/v không cách dòng như mẫu 1.5", lambda: looking(good("cong_van"), "trich_yeu_cong_van", before_pt=0.0)),
    ("lề tròn số của Word", lambda: on_page(good(), left_mm=29.99, right_mm=20.02, top_mm=20.0, bottom_mm=24.99)),
    ("A4 làm tròn đến điểm", lambda: on_page(good(), width_mm=209.9, height_mm=297.04)),
    ("trang ngang có bảng", lambda: replace(adding(good(), part("bang_chu", "Phụ lục", in_table=True), after="doan"), pages=(
        good().pages[0], Page(None, 297.0, 210.0, 15.0, 15.0, 15.0, 15.0)))),
    ("HOÀ thay cho HÒA", lambda: saying(good(), "quoc_hieu", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM")),
    ("Điều không có tiêu đề trong quyết định",
     lambda: adding(without(good("quyet_dinh"), "dieu_tieu_de", -1), part("dieu", "Điều 2. Hiệu lực thi hành kể từ ngày ký.",
                                                                         looks=seeing.looks("dieu", bold=None)), before="doan")),
    ("chữ trong bảng cỡ 10, phông khác",
     lambda: looking(adding(good(), part("bang_chu", "Các trường học", in_table=True), after="doan"), "bang_chu",
                     families=("Arial",), sizes_pt=(10.0,))),
    ("ghi chú trong ngoặc nghiêng", lambda: adding(good(), part(
        "doan", "(Chi tiết nêu tại Báo cáo của Phòng Văn hóa.)", looks=seeing.looks("doan", italic=True)), after="doan")),
    ("phụ lục đánh số trang lại từ 1", lambda: in_sections(good(appendix=True), 1)),
    ("số trang mặc định của Word cách mép 12,7 mm", lambda: on_page(good(), header_mm=12.7)),
    ("thành phần nhận ra chưa chắc",
     lambda: changing(looking(good(), "ten_loai", sizes_pt=(18.0,)), "ten_loai", confidence=0.7)),
    ("mẫu một trang không có số trang", lambda: replace(good(), page_count=1, page_numbers=())),
    ("dòng đúng 18 pt với chữ 14", lambda: looking(good(), "doan", line=None, line_pt=18.0)),
    ("dấu KHẨN đúng khung", lambda: stamped("KHẨN", 20)),
]


@pytest.mark.parametrize("seen", [pytest.param(make, id=what) for what, make in SILENT])
def test_what_the_decree_allows_is_no_fault(seen: Callable[[], Seen]) -> None:
    assert [(finding.code, finding.message) for finding in check(seen()).findings] == []
