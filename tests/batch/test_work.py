"""One unit → its files in the store and what the manifest says of them, whatever the document is like."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from service import doctypes, pipeline
from service.batch.work import make
from service.campaign import PLACE
from service.errors import DatabaseUnreachable, StoreUnreachable, problem
from service.ledger.values import MadeFile
from service.store import FolderStore
from tests.batch.units import TODAY, batch, codes, leased, planned


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    return FolderStore(tmp_path / "out")


@pytest.mark.parametrize("slug", ["giay_khen", "giay_gioi_thieu", "giay_nghi_phep", "thong_bao"])
def test_a_unit_becomes_the_files_every_door_makes(slug: str, store: FolderStore) -> None:
    of = batch()
    [unit] = planned((slug, "01", {})).units
    made = make(leased(unit, of), of, store)
    issued = pipeline.issue(slug, doctypes.get(slug).example()["data"], today=TODAY)
    assert made.problems == ()
    assert issued.pdf is not None
    assert made.files == {suffix: MadeFile(digest(data), len(data)) for suffix, data in
                          (("docx", issued.docx), ("pdf", issued.pdf))}
    assert (made.pages, made.verdict, made.findings) == (issued.pages, "dat", ())
    assert {name: digest(store.get(name)) for name in store.names()} == {
        f"{unit.folder}/{unit.stem}.{suffix}": one.sha256 for suffix, one in made.files.items()}


def test_twice_is_harmless(store: FolderStore) -> None:
    of = batch()
    [unit] = planned(("giay_nghi_phep", "01", {})).units
    first, second = (make(leased(unit, of), of, store) for _ in range(2))
    assert first.files == second.files
    assert len(list(store.names())) == 2


@pytest.mark.parametrize("formats", [("docx",), ("pdf",)])
def test_only_what_was_asked_for(formats: tuple[str, ...], store: FolderStore) -> None:
    of = batch(formats=formats)
    [unit] = planned(("giay_nghi_phep", "01", {}), formats=formats).units
    made = make(leased(unit, of), of, store)
    assert (made.problems, tuple(made.files), made.verdict) == ((), formats, "dat")
    assert [name.rpartition(".")[2] for name in store.names()] == list(formats)
    assert made.pages == (1 if formats == ("pdf",) else None)


def test_what_there_is_to_look_at_is_told_in_vietnamese(store: FolderStore) -> None:
    """A rule of the checker, and what its author should know; nothing but JSON."""
    of = batch()
    changed = {"noi_dung": "Ủy ban nhân dân quận Gò Vấp báo lịch nghỉ Tết ,căn cứ Thông tư số 01/2011/TT-BNV.",
               "co_quan_ban_hanh": {"ten": "Ban Đoàn Hạnh Thông", "viet_tat": "BDHT"}}
    [unit] = planned(("thong_bao", "01", changed)).units
    made = make(leased(unit, of), of, store)
    assert made.findings == tuple(json.loads(json.dumps(made.findings)))
    kinds = {one["kind"]: one for one in made.findings}
    assert set(kinds) == {"rule", "notice"}
    rule, notice = kinds["rule"], kinds["notice"]
    assert {"code", "name", "clause", "severity", "message", "place"} <= set(rule)
    assert (rule["severity"], made.verdict) == ("nhac", "dat")
    assert notice["pointer"] == "/co_quan_ban_hanh/viet_tat"
    assert "Đ" in notice["message"]


@pytest.mark.parametrize(("changed", "found"), [
    ({"so": "mười"}, [("number-wrong", "/so")]),
    ({"ky": {"chuc_vu": "Hiệu trưởng"}}, [("field-missing", "/ky/ho_ten")]),
    ({"ho_ten": ""}, [("field-missing", "/ho_ten")]),
])
def test_a_document_that_cannot_be_made_says_why(changed: dict[str, Any], found: list[tuple[str, str]],
                                                 store: FolderStore) -> None:
    """Planning finds it; a type that was exchanged since asks for more."""
    of = batch()
    [unit] = planned(("giay_gioi_thieu", "01", {})).units
    made = make(leased(unit, of, data={**unit.data, **changed}), of, store)
    assert [(one.code, one.pointer) for one in made.problems] == found
    assert (made.files, made.verdict, made.pages, list(store.names())) == ({}, "", None, [])


def test_a_letter_of_the_campaign_that_no_face_has_is_found_in_it(store: FolderStore) -> None:
    given = doctypes.get("ke_hoach_phong_trao").example()
    campaign = json.loads(json.dumps(given["campaign"]))
    campaign["can_cu"] = [*campaign.get("can_cu", []), "Kế hoạch số 1/KH-UBND 𝄞"]
    [unit] = planned(("ke_hoach_phong_trao", "01", {"can_cu": ""}), campaign=campaign).units
    made = make(leased(unit, of := batch(campaign=campaign)), of, store)
    assert unit.problems == ()
    assert [(one.code, one.place) for one in made.problems] == [("glyph-missing", PLACE)]
    assert made.problems[0].pointer.startswith("/can_cu/")


def test_what_rows_share_is_read_once_and_each_batch_has_its_own(store: FolderStore) -> None:
    given = doctypes.get("ke_hoach_phong_trao").example()
    other = json.loads(json.dumps(given["campaign"]))
    other["nguoi"][0]["ho_ten"] = "Lý Thị Khác"
    batches = [batch(campaign=given["campaign"]), batch(campaign=other)]
    made = []
    for of in (*batches, *batches):
        [unit] = planned(("ke_hoach_phong_trao", "01", {}), campaign=of.campaign).units
        made.append(make(leased(unit, of, place=f"{of.id}/01"), of, store))
    assert [one.problems for one in made] == [(), (), (), ()]
    assert made[0].files == made[2].files
    assert made[1].files == made[3].files
    assert made[0].files != made[1].files


@pytest.mark.parametrize("changed", [{"recipe": "0" * 64}, {"recipe": ""}])
def test_nothing_is_kept_under_the_recipe_of_another_program(changed: dict[str, Any], store: FolderStore) -> None:
    of = batch()
    [unit] = planned(("giay_nghi_phep", "01", {})).units
    made = make(leased(unit, of, **changed), of, store)
    assert codes(made.problems) == ["program-differs"]
    assert list(store.names()) == []


def test_another_day_is_another_document_where_it_shows(store: FolderStore) -> None:
    undated = {"ngay_ban_hanh": ""}
    [unit] = planned(("thong_bao", "01", undated), today=date(2025, 1, 1)).units
    for of, found in ((batch(today=date(2025, 12, 31)), []), (batch(today=date(2026, 1, 1)), ["program-differs"])):
        assert codes(make(leased(unit, of), of, store).problems) == found


class Broken:
    """A store with a bug, or one that is away."""

    def __init__(self, error: BaseException) -> None:
        self.error = error

    def put_all(self, _files: Mapping[str, bytes]) -> None:
        raise self.error

    def get(self, _name: str) -> bytes:
        raise self.error


def test_a_bug_ends_one_unit_and_says_nothing_of_its_data(caplog: pytest.LogCaptureFixture) -> None:
    of = batch()
    [unit] = planned(("giay_nghi_phep", "01", {"ho_ten": "Lâm Thị Ngọc Diệp"})).units
    with caplog.at_level(logging.DEBUG, "vanban"):
        made = make(leased(unit, of), of, Broken(KeyError("Lâm Thị Ngọc Diệp")))
    assert codes(made.problems) == ["internal"]
    assert made.problems[0].message == "Lỗi của chương trình khi soạn văn bản này (KeyError); đã ghi vào nhật ký."
    [told] = caplog.records
    assert told.levelname == "ERROR"
    assert told.getMessage().startswith(f"unit 1 of batch {of.id}: KeyError at ")
    assert "batch/work.py:" in told.getMessage()
    assert "Diệp" not in caplog.text


@pytest.mark.parametrize("error", [
    StoreUnreachable(problem("store-away", "Kho tệp không trả lời.")), KeyboardInterrupt(),
    DatabaseUnreachable(problem("ledger-away", "Cơ sở dữ liệu không trả lời."))])
def test_a_store_that_is_away_is_not_the_units_fault(error: BaseException) -> None:
    of = batch()
    [unit] = planned(("giay_nghi_phep", "01", {})).units
    with pytest.raises(type(error)):
        make(leased(unit, of), of, Broken(error))
