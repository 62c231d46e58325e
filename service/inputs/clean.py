"""Values as read → values that a document can hold, or every place where it cannot."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping
from datetime import date, time
from typing import Any

from service.errors import LimitExceeded, Problem, problem
from service.vietnamese.characters import foreign

MAX_DEPTH = 64
MAX_VALUES = 1_000_000


class Cleaner:
    """Goes through one file's values once. Counts what YAML's aliases would multiply: values, depth, characters."""

    def __init__(self, name: str, max_characters: int) -> None:
        self.problems: list[Problem] = []
        self._name = name
        self._max_characters = max_characters
        self._path: list[str | int] = []
        self._values = 0
        self._characters = 0

    def clean_object(self, found: Mapping[Any, object]) -> dict[str, Any]:
        """Keys and values composed. Raises LimitExceeded; what else is wrong gathers in `problems`."""
        cleaned: dict[str, Any] = {}
        for key, value in found.items():
            self._path.append(str(key))
            if not isinstance(key, str):
                self._refuse(problem("key-not-text", "Tên trường phải là chữ, không phải {kieu}; hãy đặt trong dấu nháy.",
                                     pointer=self._pointer(), place=self._name, kieu=_kind(key)))
            else:
                composed = self._text(key)
                if composed in cleaned:
                    self._refuse(problem("key-doubled-composed", "Hai trường cùng tên “{truong}”, chỉ khác cách ghép dấu.",
                                         pointer=self._pointer(), place=self._name, truong=composed))
                cleaned[composed] = self._clean(value)
            self._path.pop()
        return cleaned

    def _clean(self, value: object) -> object:
        self._values += 1
        if self._values > MAX_VALUES:
            raise LimitExceeded(problem("values-too-many", "Dữ liệu có hơn {toi_da} giá trị.", place=self._name,
                                        toi_da=MAX_VALUES))
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, dict | list):
            if len(self._path) >= MAX_DEPTH:
                raise too_deep(self._name)
            return self.clean_object(value) if isinstance(value, dict) else self.clean_list(value)
        if isinstance(value, float) and not math.isfinite(value):
            self._refuse(problem("number-not-finite", "Không phải là số dùng được (NaN, vô cực hoặc quá lớn).",
                                 pointer=self._pointer(), place=self._name))
        elif value is not None and not isinstance(value, bool | int | float | date | time):
            self._refuse(problem("value-unsupported", "Dữ liệu không nhận giá trị kiểu {kieu}.", pointer=self._pointer(),
                                 place=self._name, kieu=_kind(value)))
        return value

    def clean_list(self, found: list[object]) -> list[object]:
        """As `clean_object`."""
        cleaned = []
        for index, value in enumerate(found):
            self._path.append(index)
            cleaned.append(self._clean(value))
            self._path.pop()
        return cleaned

    def _text(self, text: str) -> str:
        self._characters += len(text)
        if self._characters > self._max_characters:
            raise LimitExceeded(problem("characters-too-many", "Dữ liệu có hơn {toi_da} ký tự.", place=self._name,
                                        toi_da=self._max_characters))
        if "\r" in text:                         # web forms and Windows editors; XML would keep it as a character of its own
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        character = foreign(text)
        if character:
            self._refuse(problem("character-illegal", "Có ký tự {ky_tu} mà văn bản không chứa được.", pointer=self._pointer(),
                                 place=self._name, ky_tu=character))
        return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)

    def _refuse(self, found: Problem) -> None:
        self.problems.append(found)

    def _pointer(self) -> str:
        return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in self._path)


def too_deep(name: str) -> LimitExceeded:
    return LimitExceeded(problem("depth-too-large", "Dữ liệu lồng sâu hơn {toi_da} tầng.", place=name, toi_da=MAX_DEPTH))


def _kind(value: object) -> str:
    """The type in the words of a data file."""
    names = {"bytes": "nhị phân", "int": "số", "float": "số", "bool": "đúng/sai", "NoneType": "rỗng", "date": "ngày",
             "datetime": "ngày giờ", "set": "tập hợp"}
    return names.get(type(value).__name__, type(value).__name__)
