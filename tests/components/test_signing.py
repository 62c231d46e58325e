"""Rooms of a template → places of signatures, in millimetres."""

from __future__ import annotations

from dataclasses import replace

import pytest

from service.components.ruled import places
from service.components.signature import Signed
from service.components.signing import Room, agency_place, on_sheet, signature_places, suffix, tagged, too_low
from service.read import read
from service.scaffold import Form, draw
from service.values import SigningPlace

HEAD = Signed(("CHỦ TỊCH",), "Nguyễn Văn An")
WIDE = Room(0, 95, 38)

ROWS = [
    # room, sealed, the seal's size → left, top, width, height of the signature, then of the seal
    (WIDE, False, None, [(23.75, -37, 47.5, 36)]),
    (WIDE, True, None, [(23.75, -37, 47.5, 36), (3.583, -37, 36, 36)]),
    (WIDE, True, 30, [(23.75, -37, 47.5, 36), (9.583, -34, 30, 30)]),
    (Room(5, 90, 38), False, None, [(27.5, -37, 45, 36)]),                  # an indent moves it
    (Room(0, 165, 22.7), False, None, [(57.5, -21.7, 50, 20.7)]),           # never wider than 50 mm
    (Room(0, 55, 38), True, None, [(13.75, -37, 27.5, 36), (-13.083, -37, 36, 36)]),     # it reaches into the next column
    (Room(0, 95, 0), False, None, [(23.75, -2, 47.5, 1)]),                  # no room at all: what is left is a line
]


@pytest.mark.parametrize(("room", "sealed", "seal_mm", "expected"), ROWS)
def test_places_of_a_signature(room: Room, sealed: bool, seal_mm: int | None, expected: list[tuple[float, ...]]) -> None:
    found = signature_places("ky", HEAD, room, sealed=sealed, seal_mm=seal_mm).places
    measured = [(one.x_mm, one.y_mm, one.width_mm, one.height_mm) for one in found]
    assert measured == [pytest.approx(row, abs=0.001) for row in expected]


NAMES = [("ky", ""), ("ky_thu_ky", "_thu_ky"), ("ky_xac_nhan", "_xac_nhan"), ("kyluat", "_kyluat"), ("chu_tri", "_chu_tri")]


@pytest.mark.parametrize(("field", "end"), NAMES)
def test_the_names_follow_the_field(field: str, end: str) -> None:
    found = signature_places(field, HEAD, WIDE, sealed=True).places
    assert [one.name for one in found] == [f"chu_ky{end}", f"dau{end}"]
    assert suffix(field) == end


def test_a_place_says_whose_it_is() -> None:
    own, seal = signature_places("ky", HEAD, WIDE, sealed=True).places
    assert (own.title, "Nguyễn Văn An" in seal.title) == ("Chữ ký của Nguyễn Văn An", True)
    nobody, = signature_places("ky", Signed(("XÁC NHẬN", "THỦ TRƯỞNG")), WIDE, sealed=False).places
    assert nobody.title == "Chữ ký của XÁC NHẬN THỦ TRƯỞNG"


@pytest.mark.parametrize(("text", "fields"), [
    ("{{ky.cho_ky}}{{ky.ho_ten}}", ["ky"]), ("{%ifky.ho_ten%}{{ky_2.cho_ky}}{%endif%}", ["ky_2"]), ("{{ky.ho_ten}}", []),
    ("{{-ky.cho_ky}}", ["ky"]), ("{{cho_ky_co_quan}}", []), ("{{ky.cho_ky_khac}}", []),
])
def test_where_a_template_prints_them(text: str, fields: list[str]) -> None:
    assert tagged(text) == fields


FORM = Form(signatures=(("noi_nhan", "ky"), ("ky_thu_ky", "ky_chu_toa"), ("", "ky_khac")), seals=("ky", "ky_chu_toa"))
ROOMS = {"ky": (95, 38), "ky_thu_ky": (82.5, 37.65), "ky_chu_toa": (82.5, 37.65), "ky_khac": (95, 22.73)}


@pytest.mark.parametrize(("form", "share"), [(FORM, 1.0), (replace(FORM, landscape=True), 252 / 165)])
def test_rooms_are_measured_in_the_template_itself(form: Form, share: float) -> None:
    found = places(read(draw(form))).rooms
    assert {name: (room.width_mm, room.above_mm) for name, room in found.items()} == {
        name: pytest.approx((width * share, above), abs=0.05) for name, (width, above) in ROOMS.items()}


@pytest.mark.parametrize(("above_mm", "seal_mm", "told"), [
    (38, None, False), (38, 38, False), (38, 42, True), (22.7, None, True),
])
def test_a_seal_that_would_cover_letters_is_told(above_mm: float, seal_mm: int | None, told: bool) -> None:
    room = Room(0, 95, above_mm)
    found = too_low(signature_places("ky", HEAD, room, sealed=True, seal_mm=seal_mm), room)
    assert (found is not None and found.code == "seal-room") == told


def test_of_a_low_signature_without_seal_nothing_is_told() -> None:
    room = Room(0, 95, 10)
    assert too_low(signature_places("ky", HEAD, room, sealed=False), room) is None


def test_on_the_second_sheet_the_names_are_numbered() -> None:
    found = signature_places("ky", HEAD, WIDE, sealed=True)
    first, second = (on_sheet(found, 155, 189, number) for number in (1, 2))
    assert [one.name for one in (*first, *second)] == ["chu_ky", "dau", "chu_ky_2", "dau_2"]
    assert (first[0].x_mm, first[0].y_mm) == (178.75, 152)


def test_the_agency_signs_at_the_right_end_of_its_line() -> None:
    assert agency_place().places == (SigningPlace("chu_ky_co_quan", "Chữ ký số của cơ quan, tổ chức", 77, 9, None, 0),)
