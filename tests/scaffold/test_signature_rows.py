"""Rows of signatures in a drawn template: what their cells hold, how wide they are, how much room there is above a name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.scaffold.test_forms import EVERYTHING, PLAN, W, lines, tables, values


def test_rows_of_signatures_are_cut_each_in_its_own_way_and_stay_together() -> None:
    table = tables(EVERYTHING)[1]
    first, *others = table.iter(f"{W}tr")
    assert values(first, "tcW", "w") == [3969, 5386]
    assert len(others) == 3
    for row in others:
        assert [round(width / 1440 * 25.4) for width in values(row, "tcW", "w")] == [55, 55, 55]
    for paragraph in first.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        assert style is not None
        kept = paragraph.find(f"{W}pPr/{W}keepNext") is not None
        assert kept or style.get(f"{W}val") in {"lenh", "quyen_han", "ky_ghi_chu"}       # commands go; those styles keep


OFFICE = ["{%p for dong in ky.dong %}", "{{ dong }}", "{%p endfor %}", "{%p if ky.ghi_chu %}", "{{ ky.ghi_chu }}", "{%p endif %}"]
PLACE = "{{ ky.cho_ky }}"                                  # right before what stands below the signature
PERHAPS = "{% if ky.ho_ten %}{{ ky.cho_ky }}{% endif %}"   # who is left out has no place


def name(place: str) -> list[str]:
    return ["{%p if ky.chuc_vu_khac %}", f"{place}{{{{ ky.chuc_vu_khac|upper }}}}", "{{ ky.ho_ten }}", "{%p else %}",
            f"{place}{{{{ ky.ho_ten }}}}", "{%p endif %}"]


NAME = name("")
SIGNING = [
    # a row of [draw] signatures; what its cells hold, row by row
    (("noi_nhan", "ky"),
     [[["Nơi nhận:", "{%p for dong in noi_nhan %}", "{{ dong }}", "{%p endfor %}"], [*OFFICE, *name(PLACE)]]]),
    (("", "ky"), [[[""], [*OFFICE, *name(PLACE)]]]),
    (("ky", "ky", ""), [[OFFICE, OFFICE, [""]], [[PLACE], [PLACE], [""]], [NAME, NAME, [""]]]),      # names stand on one line
    (("ky?",), [[["{%tr if ky.ho_ten %}"]], [["{%p if ky.ho_ten %}", *OFFICE, "{%p endif %}", *name(PERHAPS)]],
                [["{%tr endif %}"]]]),
    (("ky", "ky?"), [[OFFICE, ["{%p if ky.ho_ten %}", *OFFICE, "{%p endif %}"]], [[PLACE], [PERHAPS]], [NAME, NAME]]),
]


@pytest.mark.parametrize(("row", "expected"), SIGNING)
def test_a_row_of_signatures_shows_lines_note_room_and_name(row: tuple[str, ...], expected: list[list[list[str]]]) -> None:
    table = tables(replace(PLAN, signatures=(row,)))[1]
    assert [[lines(cell) for cell in one.iter(f"{W}tc")] for one in table.iter(f"{W}tr")] == expected


def test_the_names_of_one_row_end_on_one_line() -> None:
    offices, room, names = tables(replace(PLAN, signatures=(("ky_thu_ky", "ky_chu_toa"),)))[1].iter(f"{W}tr")
    assert [one.get(f"{W}w") for one in room.iter(f"{W}top")] == ["0", "0"]
    assert [one.get(f"{W}val") for one in names.iter(f"{W}vAlign")] == ["bottom", "bottom"]
    assert [one.get(f"{W}w") for one in names.iter(f"{W}top")] == ["0", "0"]          # no gap within the block
    assert not list(offices.iter(f"{W}vAlign"))


ROOMS = [
    # a row of [draw] signatures; who is sealed; the space before each line that anchors a place, in mm (None: as the style says)
    (("noi_nhan", "ky"), (), [None, None]),
    (("noi_nhan", "ky"), ("ky",), [38, 38]),
    (("ky_thu_ky", "ky_chu_toa"), (), [22.4, 22.4]),
    (("ky_thu_ky", "ky_chu_toa"), ("ky_chu_toa",), [37.6, 37.6]),        # and a point that the anchoring line is high
    (("ky?",), ("ky",), [38, 38]),
]


@pytest.mark.parametrize(("row", "seals", "expected"), ROOMS)
def test_above_a_sealed_name_and_those_beside_it_there_is_room_for_the_seal(
    row: tuple[str, ...], seals: tuple[str, ...], expected: list[float | None],
) -> None:
    table = tables(replace(PLAN, signatures=(row,), seals=seals))[1]
    anchors = [one for one in table.iter(f"{W}p") if any("cho_ky" in (text.text or "") for text in one.iter(f"{W}t"))]
    spaces = [one.find(f"{W}pPr/{W}spacing") for one in anchors]
    found = [None if one is None else int(one.get(f"{W}before", "")) / 1440 * 25.4 for one in spaces]
    assert found == [None if one is None else pytest.approx(one, abs=0.05) for one in expected]
