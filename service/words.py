"""Text in data → composed text, checked by pydantic: the one way a string gets into a document."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator
from pydantic_core import PydanticCustomError

from service.vietnamese.characters import composed, foreign


def words(value: object) -> object:
    """A text as typed → composed text. A number stands for itself (a cell `5`, a title `2026` of YAML)."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        value = str(value).replace(".", ",")
    if not isinstance(value, str):
        return value
    bad = foreign(value)
    if bad:
        raise PydanticCustomError("text-control", "text-control", {"ky_tu": bad})
    return composed(value)


Words = Annotated[str, BeforeValidator(words, json_schema_input_type=str)]


def line(value: object) -> object:
    """`words` without a line break."""
    text = words(value)
    if isinstance(text, str) and "\n" in text:
        raise PydanticCustomError("text-lines", "text-lines", {"nhieu_nhat": 1})
    return text


Line = Annotated[str, BeforeValidator(line, json_schema_input_type=str)]


class Data(BaseModel):
    """An object of the data: unknown keys are refused; `null` and "" mean that the key is not given (a web form sends them)."""

    # docstrings are for us: a form shows titles and descriptions to people
    model_config = ConfigDict(extra="forbid", json_schema_extra=lambda schema: schema.pop("description", None))

    @model_validator(mode="before")
    @classmethod
    def _given(cls, data: object) -> object:
        if isinstance(data, dict):
            return {key: value for key, value in data.items() if value is not None and value != ""}
        return data
