"""Values as people write them in cells and files → checked values: codes, numbers, yes or no, hours, one of a list."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Final

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from service.errors import Problem, problem
from service.rules.layout import SEAL_MM
from service.vietnamese.decimals import NotDecimal, read_decimal
from service.vietnamese.moments import moment
from service.words import Line, line

# A code names folders (`rieng/<unit>/`) and stands beside others in one cell: no blank, stroke or semicolon.
_CODE: Final = re.compile(r"\w[\w.-]*")
_YES: Final = {"co": True, "x": True, "true": True, "dung": True, "khong": False, "false": False, "sai": False}


def broken(found: Problem) -> PydanticCustomError:
    """A problem of ours as an error of pydantic: `fields.messages.problems` unpacks it at the value's place."""
    return PydanticCustomError("problems", "problems", {"problems": [found]})


def folded(text: str) -> str:
    """"Phiếu kín" → "phieu_kin": what is the same whatever its case, accents and blanks."""
    bare = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return re.sub(r"[^a-z0-9]+", "_", "".join(one for one in bare if not unicodedata.combining(one))).strip("_")


def _code(value: object) -> object:
    text = line(value)
    if isinstance(text, str) and text and not _CODE.fullmatch(text):
        raise broken(problem("code-form", "Mã “{ma}” chỉ gồm chữ, số và các dấu _ - . (không có khoảng trắng).", ma=text[:60]))
    return text


def _codes(value: object) -> object:
    """"a; b" → ["a", "b"]."""
    return [part.strip() for part in value.split(";") if part.strip()] if isinstance(value, str) else value


def _whole(value: object) -> object:
    """"1.234.567" → 1234567; a sheet's 45.0 → 45; a boolean is no number."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise PydanticCustomError("int_type", "int_type", {})
    if isinstance(value, str):
        bare = value.strip()
        return bare.replace(".", "") if re.fullmatch(r"-?[0-9]{1,3}(?:\.[0-9]{3})+", bare) else bare
    return value


def _number(value: object) -> Decimal:
    """"1.234,5" → 1234.5. A float is the decimal that is written so, not the fraction behind it."""
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return Decimal(str(value))
    if isinstance(value, str):
        try:
            return read_decimal(value)
        except NotDecimal as wrong:
            if wrong.meant:
                raise broken(problem("number-wrong", "“{gia_tri}” viết sai dấu; có phải {y}? Phần thập phân viết sau dấu phẩy.",
                                     gia_tri=value[:40], y=", ".join(wrong.meant))) from None
    raise broken(problem("number-wrong", "Phải là số; phần thập phân viết sau dấu phẩy: 1.234,5."))


def _truth(value: object) -> object:
    found = _YES.get(folded(value)) if isinstance(value, str) else value if isinstance(value, bool) else None
    if found is None:
        raise broken(problem("yes-no-wrong", "“{gia_tri}”: phải là có (true) hoặc không (false).", gia_tri=str(value)[:40]))
    return found


def _moment(value: object) -> object:
    try:
        return moment(value)
    except ValueError:
        raise broken(problem("time-invalid", "“{gia_tri}” không phải giờ và ngày có thật; viết 2025-11-15T08:00 hoặc"
                             " 08:00 15/11/2025.", gia_tri=str(value)[:40])) from None


def choice(value: object) -> object:
    """A label typed for its code: "Cá nhân" → "ca_nhan"; what it must be is the Literal's business."""
    return folded(value) if isinstance(value, str) else value


def _sex(value: object) -> object:
    return {"nam": "Nam", "nu": "Nữ"}.get(folded(value), value) if isinstance(value, str) else value


def either(one: tuple[str, object], other: tuple[str, object]) -> None:
    """Exactly one of two fields is given. Raises a problem that names both."""
    if bool(one[1]) == bool(other[1]):
        raise broken(problem("either-one", "Ghi một trong hai: {mot} hoặc {hai}.", mot=one[0], hai=other[0]))


def in_order(first: date | None, last: date | None) -> None:
    if first and last and first > last:
        raise PydanticCustomError("dates-inverted", "dates-inverted", {})


Year = Annotated[int, BeforeValidator(_whole, json_schema_input_type=int), Field(ge=1945, le=2200)]
Code = Annotated[Line, BeforeValidator(_code, json_schema_input_type=str), Field(min_length=1, max_length=60)]
Codes = Annotated[tuple[Code, ...], BeforeValidator(_codes, json_schema_input_type=list[str] | str)]
Count = Annotated[int, BeforeValidator(_whole, json_schema_input_type=int), Field(ge=0, le=10**12)]
Seal = Annotated[int, BeforeValidator(_whole, json_schema_input_type=int), Field(ge=SEAL_MM.least, le=SEAL_MM.most)]
Number = Annotated[Decimal, BeforeValidator(_number, json_schema_input_type=float), Field(ge=-10**15, le=10**15)]
Truth = Annotated[bool, BeforeValidator(_truth, json_schema_input_type=bool)]
Moment = Annotated[datetime, BeforeValidator(_moment, json_schema_input_type=str)]
Sex = BeforeValidator(_sex)
Choice = BeforeValidator(choice)


def words_at_most(most: int) -> BeforeValidator:
    def counted(value: object) -> object:
        text = line(value)
        count = len(text.split()) if isinstance(text, str) else 0
        if count > most:
            raise broken(problem("text-words", "Có {so} chữ, nhiều nhất {nhieu_nhat} chữ.", so=count, nhieu_nhat=most))
        return text
    return BeforeValidator(counted, json_schema_input_type=str)
