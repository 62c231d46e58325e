"""Copied passages: what is masked, what is near enough, and that two hundred reports are compared by hashing."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import pytest

from service.campaign.frame import Frame
from service.campaign.snapshot import Snapshot
from service.campaign.tables import Tables
from service.dossier import Dossier, Judged, check_dossier
from service.dossier.rules.copies import RUN, masked
from tests.dossier.small import NAME

TEXT = ("nhà trường công khai dự toán tiết kiệm điện nước giấy in sửa chữa mái che sân chơi vận động cha mẹ học sinh lắp công tơ "
        "riêng giao khoán từng dãy phòng gửi thông báo qua hộp thư bảng tin chỉ số hằng tháng thư viện xanh tổ chuyên môn")


def _words(count: int, seed: int) -> list[str]:
    return random.Random(seed).choices(TEXT.split(), k=count)


def _found(*reports: Any) -> list[str]:
    documents = tuple(Judged("bao_cao_so_ket", f"truong{number}", "", "", date(2025, 10, 30), data)
                      for number, data in enumerate(reports))
    snapshot = Snapshot(Frame.model_validate({"ten": NAME}), Tables())
    report = check_dossier(Dossier(snapshot, documents, date(2025, 11, 1)))
    return [one.fault.problem.code for one in report.findings if one.code == "TD-G6"]


@pytest.mark.parametrize(("run", "codes"), [(RUN - 1, []), (RUN, ["copied-passage"]), (RUN + 30, ["copied-passage"])])
def test_a_passage_is_copied_from_fifteen_syllables_on(run: int, codes: list[str]) -> None:
    same = " ".join(f"tiếng{number}" for number in range(run))
    assert _found({"a": f"Năm qua, {same}, đạt.", "b": f"Tuy vậy: {same}; hết."}) == codes


@pytest.mark.parametrize("cited", [
    f"Phong trào thi đua “{NAME}”",
    "Kế hoạch số 2268/KH-UBND ngày 31 tháng 5 năm 2023 của Ủy ban nhân dân quận Gò Vấp về tổ chức phong trào trong ngành",
    "Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",
])
def test_names_of_the_campaign_and_of_cited_documents_are_no_copies(cited: str) -> None:
    assert _found({"a": f"Thực hiện {cited}, trường đã làm việc này.", "b": f"Theo {cited}, trường còn việc kia."}) == []


def test_masks_stand_for_what_they_hide() -> None:
    assert masked(f"Thực hiện {NAME}; Năm 2024", {NAME}) == ["thực", "hiện", "\x00", "năm", "2024"]


@pytest.mark.parametrize(("changed", "codes"), [(0, ["copied-report"]), (1, ["copied-report"]), (12, [])])
def test_reports_of_two_units_are_compared(changed: int, codes: list[str]) -> None:
    words = _words(200, 1)
    other = [("khác" + str(place) if place % 16 == 5 and place // 16 < changed else word) for place, word in enumerate(words)]
    assert _found({"ket_qua": " ".join(words)}, {"ket_qua": " ".join(other)}) == codes


def test_short_reports_are_alike_by_nature() -> None:
    assert _found({"ket_qua": " ".join(_words(40, 2))}, {"ket_qua": " ".join(_words(40, 2))}) == []


def test_two_hundred_reports_are_compared_and_the_two_copies_found() -> None:
    reports = [{"ket_qua": [" ".join(_words(90, 10 * number + part)) for part in range(10)]} for number in range(198)]
    assert _found(*reports, reports[7], reports[90]) == ["copied-report", "copied-report"]
