"""Types of a campaign at their limits: they are made, break no rule of the decree, and lose nothing. One line a type."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from service import doctypes, pipeline
from service.pipeline import Issued
from service.rules import check
from service.rules.see.pdf import see_pdf
from tests.oracle.renew import texts, words
from tests.types import filling

TODAY = date(2026, 11, 22)
# type → the table that grows, and to how many rows
TYPES = {
    "quyet_dinh_hoi_dong": ("thanh_vien", 200),
    "ke_hoach_truong": ("chi_tieu", 100),
    "ke_hoach_phong_trao": ("nhiem_vu", 500),
    "ke_hoach_hoi_nghi": ("du_toan", 100),
    "ke_hoach_giai_doan_2": ("nhiem_vu", 500),
}
# fields and columns that steer, or that a type takes along without printing them: type, or type and table
UNPRINTED: dict[str, tuple[str, ...]] = {
    "ke_hoach_giai_doan_2 chi_tieu": ("gia_tri", "ghi_chu"),
    "ke_hoach_truong chi_tieu": ("tong", "so_sanh"),
}
IN_WORDS = ("text", "long_text", "list", "choice")
SIGNED = {
    "one line": {"chuc_vu": "Hiệu trưởng"},
    "two lines": {"quyen_han": "KT.", "ky_thay": "Hiệu trưởng", "chuc_vu": "Phó Hiệu trưởng"},
    "three lines": {"quyen_han": "TM. KT.", "tap_the": "Ủy ban nhân dân", "ky_thay": "Chủ tịch", "chuc_vu": "Phó Chủ tịch"},
}
LONG = 150          # a column of text that takes so many letters may be given sixty words


def made(slug: str, data: dict[str, Any]) -> Issued:
    """The document, with no fault of form in the Word file nor on the page."""
    campaign = doctypes.get(slug).example().get("campaign")
    issued = pipeline.issue(slug, data, campaign=campaign, today=TODAY)
    assert issued.pdf is not None
    found = [*issued.report.findings, *check(see_pdf(issued.pdf)).findings]
    assert not [f"{one.code} {one.fault.problem.message}" for one in found if one.severity == "loi"]
    return issued


def lost(issued: Issued, given: Any) -> list[str]:
    """Texts of the data that the document does not hold; some stand in capitals."""
    whole = _plain("\n".join(texts(issued.paper)))
    return [text for text in filling.strings(given) if _plain(text) not in whole]


def _plain(text: str) -> str:
    return " ".join(words(text)).lower()


def in_words(slug: str, name: str, given: Any) -> Any:
    """What is printed of a field as it is given: of rows only columns of words, of numbers and days nothing."""
    spec = doctypes.get(slug).schema.fields[name]
    if spec.kind not in ("table", "group"):
        return given if spec.kind in IN_WORDS and name not in UNPRINTED.get(slug, ()) and spec.kind != "choice" else []
    kept = {key for key, one in spec.columns.items() if one.kind in IN_WORDS} - set(UNPRINTED.get(f"{slug} {name}", ()))
    return [{key: one for key, one in row.items() if key in kept} for row in (given if isinstance(given, list) else [given])]


@pytest.mark.parametrize("slug", TYPES)
def test_nothing_but_what_is_required(slug: str) -> None:
    made(slug, filling.only_required(slug))


@pytest.mark.parametrize("slug", TYPES)
def test_every_field_is_given(slug: str) -> None:
    data = filling.all_given(slug)
    assert lost(made(slug, data), [in_words(slug, name, given) for name, given in data.items()]) == []


@pytest.mark.parametrize("slug", TYPES)
def test_a_long_name_and_a_long_subject(slug: str) -> None:
    data = {**filling.example(slug), "co_quan_ban_hanh": {"ten": filling.AGENCY, "viet_tat": "NBK"},
            "trich_yeu": filling.words(40)}
    assert lost(made(slug, data), [filling.AGENCY, data["trich_yeu"]]) == []


@pytest.mark.parametrize("slug", TYPES)
def test_cells_of_sixty_words(slug: str) -> None:
    data, fields, long = filling.example(slug), doctypes.get(slug).schema.fields, []
    for name in filling.tables(slug):
        if name not in data and name != TYPES[slug][0]:
            continue
        rows = [dict(row) for row in data.get(name) or filling.value(fields[name])]
        for key, spec in fields[name].columns.items():
            if spec.kind == "text" and (spec.max_length or LONG) >= LONG:
                rows[0][key] = filling.sixty(spec.max_length, "Riêng")
        data[name] = rows
        long.append(in_words(slug, name, rows[:1]))
    assert lost(made(slug, data), long) == []


@pytest.mark.parametrize("slug", TYPES)
def test_few_rows_and_many(slug: str) -> None:
    table, most = TYPES[slug]
    data, spec = filling.example(slug), doctypes.get(slug).schema.fields[table]
    for count in (max(spec.min or 1, 1), most):
        data[table] = filling.rows(slug, table, count)
        assert lost(made(slug, data), in_words(slug, table, data[table])) == []


@pytest.mark.parametrize("how", SIGNED)
@pytest.mark.parametrize("slug", TYPES)
def test_a_signature_of_one_to_three_lines(slug: str, how: str) -> None:
    issued = made(slug, {**filling.example(slug), "ky": {**SIGNED[how], "ho_ten": "Trịnh Thị Kim Liên"}})
    assert lost(issued, ["Trịnh Thị Kim Liên", SIGNED[how]["chuc_vu"]]) == []
