"""Certificates: texts at places of a sheet of stock, given as data (docs/certificates.md).

    spec.py      what stocks.toml says, and what an office changes of it
    stock.py     that → Stock: the sheet, its boxes, its frame, every key known
    fit.py       a text → lines in a box, smaller where it must be; what does not fit is a problem
    ornament.py  the drawn frame → lines
    sheet.py     stock and texts → values.Stage
"""

from service.stage.fit import extent_mm
from service.stage.sheet import Said, sheet
from service.stage.spec import GivenStock, Mode, StageSpec, StockSpec
from service.stage.stock import Box, Stock, changed, complete, read_stocks

__all__ = ["Box", "GivenStock", "Mode", "Said", "StageSpec", "Stock", "StockSpec", "changed", "complete", "extent_mm",
           "read_stocks", "sheet"]
