"""Stocks as data: what a file says, what an office changes of it, what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from service.stage import StockSpec, changed, complete, read_stocks
from tests.stage.stocks import STOCKS, specs, stock

SIZES = {"a4_ngang": (297, 210), "a3_ngang": (420, 297), "400x300": (400, 300)}


def made(given: dict[str, Any]) -> Any:
    whole, unknown = changed(specs(), StockSpec.model_validate(given))
    return complete(whole)[0] if whole else unknown


@pytest.mark.parametrize("name", STOCKS)
def test_every_built_in_stock_is_whole(name: str) -> None:
    made = stock(name)
    assert made.size_mm == SIZES[name]
    assert {box.name for box in made.boxes} == set(specs()["chung"].boxes)
    assert made.frame is not None


@pytest.mark.parametrize("name", STOCKS)
def test_the_boxes_of_a_stock_do_not_overlap(name: str) -> None:
    boxes = [box for box in stock(name).boxes if not box.behind]
    over = [(a.name, b.name) for index, a in enumerate(boxes) for b in boxes[index + 1:]
            if min(a.x_mm + a.width_mm, b.x_mm + b.width_mm) > max(a.x_mm, b.x_mm) + 0.01
            and min(a.y_mm + a.height_mm, b.y_mm + b.height_mm) > max(a.y_mm, b.y_mm) + 0.01]
    assert over == []


@pytest.mark.parametrize(("name", "lines", "line_mm"), [("a3_ngang", 2, 7.71), ("400x300", 2, 6.09), ("a4_ngang", 1, 5.68)])
def test_a_certificate_leaves_room_to_sign_and_to_seal(name: str, lines: int, line_mm: float) -> None:
    """Nghị định 50/2006, Điều 28 asks 35 mm under the office of a province's certificates, a seal 38 mm; on these also where the
    office takes two lines (KT. CHỦ TỊCH / PHÓ CHỦ TỊCH)."""
    boxes = {box.name: box for box in stock(name).boxes}
    assert boxes["ky_ho_ten"].y_mm - (boxes["ky_chuc_vu"].y_mm + lines * line_mm) >= 38


def test_one_key_of_one_box_is_changed_and_nothing_else() -> None:
    before, after = stock("a4_ngang"), made({"based_on": "a4_ngang", "boxes": {"nguoi_nhan": {"y_mm": 92.5}}})
    for old, new in zip(before.boxes, after.boxes, strict=True):
        assert new == old if old.name != "nguoi_nhan" else (new.y_mm, new.x_mm, new.text) == (92.5, old.x_mm, old.text)


def test_everything_is_moved_at_once_for_a_printer_that_is_off() -> None:
    before, after = stock("a3_ngang"), made({"based_on": "a3_ngang", "shift_mm": [1.5, -2]})
    assert [(round(b.x_mm - a.x_mm, 6), round(b.y_mm - a.y_mm, 6)) for a, b in zip(before.boxes, after.boxes, strict=True)] == [
        (1.5, -2)] * len(before.boxes)


def test_an_office_adds_a_box_and_a_stock_of_its_own() -> None:
    own = made({"size_mm": [360, 270], "boxes": {"ten": {"text": "{{ ten }}", "x_mm": 50, "y_mm": 120, "width_mm": 260,
                                                        "height_mm": 12, "size_pt": 26}}})
    assert (own.size_mm, [box.name for box in own.boxes], own.frame) == ((360, 270), ["ten"], None)


def test_the_frame_is_changed_key_by_key() -> None:
    frame = made({"based_on": "a4_ngang", "frame": {"color": "1F3864"}}).frame
    assert (frame.color, frame.band_mm) == ("1F3864", stock("a4_ngang").frame.band_mm)


BOX = {"text": "TẶNG", "x_mm": 10, "y_mm": 10, "width_mm": 50, "height_mm": 10, "size_pt": 16}
WRONG = [
    ({"boxes": {"tang": BOX}}, "stock-size", "/size_mm"),
    ({"size_mm": [100, 80], "boxes": {"tang": {**BOX, "x_mm": 60}}}, "stock-box-outside", "/boxes/tang"),
    ({"size_mm": [100, 80], "boxes": {"tang": {**BOX, "height_mm": 71}}}, "stock-box-outside", "/boxes/tang"),
    ({"size_mm": [100, 80], "boxes": {"tang": {**BOX, "font": "VNI-Times"}}}, "stock-font", "/boxes/tang"),
    ({"size_mm": [100, 80], "boxes": {"tang": {"text": "TẶNG", "x_mm": 1}}}, "stock-box-incomplete", "/boxes/tang"),
]


@pytest.mark.parametrize(("given", "code", "pointer"), WRONG)
def test_a_stock_that_lacks_something_is_refused(given: dict[str, Any], code: str, pointer: str) -> None:
    whole, _ = changed({}, StockSpec.model_validate(given))
    assert whole
    made, found = complete(whole)
    assert made is None
    assert [(one.code, one.pointer) for one in found] == [(code, pointer)]


def test_a_stock_nobody_knows_is_refused_with_those_that_are_known() -> None:
    found = made({"based_on": "a5"})
    assert [one.code for one in found] == ["stock-unknown"]
    assert "a4_ngang, a3_ngang, 400x300" in found[0].message


def test_stocks_based_on_one_another_in_a_circle_are_refused() -> None:
    read, _ = read_stocks({"mot": {"based_on": "hai"}, "hai": {"based_on": "mot"}})
    assert [one.code for one in changed(read, StockSpec(based_on="mot"))[1]] == ["stock-unknown"]


@pytest.mark.parametrize("wrong", [{"size_mm": [0, 10]}, {"mode": "x"}, {"boxes": {"Ô": {}}}, {"boxes": {"a": {"color": "đỏ"}}},
                                   {"boxes": {"a": {"size_pt": 12.3}}}, {"sise_mm": [1, 1]}])
def test_a_malformed_table_is_named(wrong: dict[str, Any]) -> None:
    assert [name for name, _ in read_stocks({"x": wrong})[1]] == ["x"]
