"""Whatever the data is, the answer is values or a refusal: never another exception."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service import doctypes
from service.errors import InputRefused

SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30) | st.sampled_from(
    ["1. x", "b) y", "**", "# A\nx", "| a |\n|---|\n| 1 |", "2026-11-05", "TM. KT.", "\x00", "\ud800", "{{ x }}", "I. A"])
KEYS = st.sampled_from(["ten", "viet_tat", "muc", "khoan", "diem", "gach", "doan", "dieu", "bang", "noi_dung", "cot", "hang",
                        "ho_ten", "chuc_vu", "quyen_han", "loai", "van_ban", "ngay", "tieu_de", "so_ban"]) | st.text(max_size=5)
TREES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=12)


@pytest.mark.parametrize("slug", sorted(doctypes.catalogue()))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(changes=st.data())
def test_any_data_is_printed_or_refused(slug: str, changes: st.DataObject) -> None:
    document = doctypes.get(slug)
    example = document.example()
    names = st.sampled_from(sorted(document.schema.fields))
    drawn: dict[str, Any] = changes.draw(st.dictionaries(names, TREES, min_size=1, max_size=4))
    with contextlib.suppress(InputRefused):
        values = document.values({**example["data"], **drawn}, campaign=example.get("campaign"))
        # the block of a copy has no text of its own
        assert values.context.get("noi_dung") or values.context.get("cac_to") or slug.startswith("ban_sao")
    with contextlib.suppress(InputRefused):
        document.values(example["data"], campaign={**example.get("campaign", {}), **drawn})
