"""Built-in templates are what the decree's numbers draw; a type edited in Word says `drawn = false`."""

from __future__ import annotations

from pathlib import Path

import pytest

from service import doctypes
from service.doctypes.drawing import draw_type
from service.errors import TemplateFaulty
from tests.doctypes.offices import made

DRAWN = [slug for slug, one in doctypes.catalogue().items() if one.schema.form.drawn]


@pytest.mark.parametrize("slug", DRAWN)
def test_the_template_is_the_one_that_is_drawn(slug: str) -> None:
    one = doctypes.get(slug)
    assert one.template == draw_type(one), f"if meant: vanban new --draw {slug}"


def test_there_are_drawn_types() -> None:
    assert {"cong_van", "ke_hoach", "ke_hoach_phong_trao", "quyet_dinh"} <= set(DRAWN)


@pytest.mark.parametrize("insert", ["long_ghepp", "trich_yeu"])
def test_a_section_for_another_document_needs_a_field_that_says_so(tmp_path: Path, insert: str) -> None:
    with pytest.raises(TemplateFaulty, match=f"“{insert}” không phải trường kiểu yes_no"):
        made(tmp_path / "bao_cao", f'name = "Báo cáo"\nabbreviation = "BC"\n[draw]\ninsert = "{insert}"\n')
