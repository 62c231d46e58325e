"""The built-in stocks, and boxes with some keys changed: what tests of certificates start from."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from functools import cache
from typing import Any

from service.config import own_folder
from service.stage import Box, Stock, StockSpec, changed, complete, read_stocks

STOCKS = ("a4_ngang", "a3_ngang", "400x300")


@cache
def specs() -> dict[str, StockSpec]:
    read, malformed = read_stocks(tomllib.loads((own_folder("templates_docx") / "stocks.toml").read_text("utf-8")))
    assert not malformed
    return read


def stock(name: str) -> Stock:
    whole, unknown = changed(specs(), StockSpec(based_on=name))
    assert whole
    assert not unknown
    made, lacking = complete(whole, name)
    assert made
    assert not lacking
    return made


def box(name: str, on: str = "a4_ngang", **changes: Any) -> Box:
    return replace(next(one for one in stock(on).boxes if one.name == name), **changes)
