"""Whatever stands in a campaign's data, the answer is a campaign that answers, or its problems."""

from __future__ import annotations

import contextlib
from copy import deepcopy
from datetime import date, datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from service.campaign import from_data
from service.errors import InputRefused
from service.inputs import load
from tests.campaign.folders import FRAME
from tests.campaign.test_folder import tables

WHOLE: dict[str, Any] = {**load(FRAME.encode(), name="x.yaml"), **tables()}
VALUES = st.sampled_from([None, "", 0, -1, 1e308, True, [], {}, [1], {"a": 1}, "x" * 10_000, "ll", "ht", "2025-01-01",
                          "31/12/2025", "9999-12-31", "0001-01-01", date(2025, 1, 1), datetime(2025, 1, 1, 8), 10**40, "\x07",
                          "1.2.3", ";;;", "không", "ubnd_x", ["ht", "ht"]])


def places(data: Any, above: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [*([above] if above else []), *(place for key, value in inner for place in places(value, (*above, key)))]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(places(WHOLE)), VALUES), min_size=1, max_size=3))
def test_data_make_a_campaign_or_problems(changes: list[tuple[tuple[Any, ...], Any]]) -> None:
    data = deepcopy(WHOLE)
    for place, value in changes:
        inner: Any = data
        with contextlib.suppress(KeyError, IndexError, TypeError):           # an earlier change took it away
            for step in place[:-1]:
                inner = inner[step]
            inner[place[-1]] = value
    with contextlib.suppress(InputRefused):
        snapshot = from_data(data, "dữ liệu")
        for organ in snapshot.tables.co_quan:
            for day in (date(2025, 6, 30), date(2025, 7, 1)):
                snapshot.ward(organ.ma, day)
                snapshot.successors(organ.ma, day)
                snapshot.children(organ.ma, day)
                snapshot.signatory(organ.ma, day)
