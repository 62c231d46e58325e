"""Built-in templates are what the decree's numbers draw; a type edited in Word says `drawn = false`."""

from __future__ import annotations

import pytest

from service import doctypes
from service.doctypes.drawing import draw_type

DRAWN = [slug for slug, one in doctypes.catalogue().items() if one.schema.form.drawn]


@pytest.mark.parametrize("slug", DRAWN)
def test_the_template_is_the_one_that_is_drawn(slug: str) -> None:
    one = doctypes.get(slug)
    assert one.template == draw_type(one), f"if meant: vanban new --draw {slug}"


def test_there_are_drawn_types() -> None:
    assert {"cong_van", "ke_hoach", "ke_hoach_phong_trao", "quyet_dinh"} <= set(DRAWN)
