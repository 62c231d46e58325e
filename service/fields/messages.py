"""Pydantic's errors → Problems in Vietnamese, by their type code: one table."""

from __future__ import annotations

import contextlib
import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from service.errors import Problem, problem
from service.vietnamese.characters import foreign

M = TypeVar("M", bound=BaseModel)

_NUMBER: Final = problem("number-wrong", "Phải là số nguyên.")
_DECIMAL: Final = problem("number-wrong", "Phải là số; phần thập phân viết sau dấu phẩy: 1.234,5.")
_TEXT: Final = problem("text-wrong", "Phải là chữ.")
_OBJECT: Final = problem("object-wrong", "Phải là một nhóm trường (đối tượng), ví dụ {{\"ten\": …}}.")
_LIST: Final = problem("list-wrong", "Phải là một danh sách.")

_OTHER: Final = problem("value-wrong", "Giá trị không dùng được ({loai}).")

MESSAGES: Final[Mapping[str, Problem]] = MappingProxyType({
    "missing": problem("field-missing", "Chưa có: trường này bắt buộc."),
    "string_type": _TEXT,
    "string_too_short": problem("text-short", "Quá ngắn: cần ít nhất {min_length} ký tự."),
    "string_too_long": problem("text-long", "Quá dài: nhiều nhất {max_length} ký tự."),
    "string_unicode": _TEXT,
    "string_pattern_mismatch": problem("text-pattern", "Không đúng dạng {pattern}."),
    "string_sub_type": _TEXT,
    "int_type": _NUMBER,
    "int_parsing": _NUMBER,
    "int_from_float": _NUMBER,
    "int_parsing_size": _NUMBER,
    "float_type": problem("number-wrong", "Phải là số."),
    "float_parsing": problem("number-wrong", "Phải là số."),
    "finite_number": problem("number-wrong", "Phải là số."),
    "bool_type": problem("bool-wrong", "Phải là true hoặc false."),
    "bool_parsing": problem("bool-wrong", "Phải là true hoặc false."),
    "greater_than": problem("number-small", "Phải lớn hơn {gt}."),
    "greater_than_equal": problem("number-small", "Nhỏ nhất là {ge}."),
    "less_than_equal": problem("number-large", "Lớn nhất là {le}."),
    "too_short": problem("list-short", "Có {actual_length} dòng, cần ít nhất {min_length}."),
    "too_long": problem("list-long", "Có {actual_length} dòng, nhiều nhất {max_length}."),
    "list_type": _LIST,
    "tuple_type": _LIST,
    "model_type": _OBJECT,
    "model_attributes_type": _OBJECT,
    "dict_type": _OBJECT,
    "literal_error": problem("choice-wrong", "Phải là một trong: {expected}."),
    "choice": problem("choice-wrong", "“{gia_tri}” không thuộc các lựa chọn: {cac_gia_tri}."),
    "decimal_type": _DECIMAL,
    "decimal_parsing": _DECIMAL,
    "decimal": _DECIMAL,
    "decimal-meant": problem("number-wrong", "“{gia_tri}” viết sai dấu; có phải {y}? Phần thập phân viết sau dấu phẩy."),
    "yes-no": problem("yes-no-wrong", "“{gia_tri}”: phải là có (true) hoặc không (false)."),
    "time-invalid": problem("time-invalid", "“{gia_tri}” không phải giờ và ngày có thật; viết 2025-11-15T08:00 hoặc"
                            " 08:00 15/11/2025."),
    "office-fixed": problem("office-fixed", "Chức vụ “{co}” không đổi được: loại văn bản này in “{can}”."),
    "date-invalid": problem("date-invalid", "“{gia_tri}” không phải ngày có thật; viết 2026-11-05 hoặc 05/11/2026."),
    "text-control": problem("text-control", "Có ký tự điều khiển {ky_tu}, không in được."),
    "text-lines": problem("text-lines", "Xuống dòng quá nhiều: nhiều nhất {nhieu_nhat} dòng."),
    "dates-inverted": problem("dates-inverted", "Ngày kết thúc trước ngày bắt đầu."),
    "limit-rows": problem("limit-rows", "Có {so} dòng, quá giới hạn {nhieu_nhat} dòng (VANBAN_MAX_ROWS)."),
    "rows-saying": problem("rows-saying", "Cột {cot}: phải có {can} dòng ghi “{gia_tri}”, đang có {co}."),
    "recursion_loop": problem("body-deep", "Lồng quá nhiều cấp."),
    "body-empty": problem("body-empty", "Nội dung trống."),
    "node-level": problem("node-level", "Mỗi phần tử phải có đúng một khóa cấp (muc, khoan, diem, gach, doan, bang …), đang có:"
                          " {co}."),
    "row-uneven": problem("row-uneven", "Hàng {hang} của bảng có {co} ô, cần {can} ô."),
    "ground-both": problem("ground-both", "Đã ghi cả lời văn (van_ban) thì bỏ {thua}."),
    "ground-comma": problem("ground-comma", "Căn cứ kết thúc bằng dấu phẩy; bỏ dấu cuối dòng, phần mềm đặt “;” và “.”"
                            " (PL I, II.6a)."),
    "ground-parts": problem("ground-parts", "Căn cứ phải ghi đủ, còn thiếu: {thieu} (PL I, II.6a)."),
    "ground-law": problem("ground-law", "{loai}: không ghi số, ký hiệu, cơ quan ban hành (PL I, II.6a)."),
    "signature-missing": problem("signature-missing", "Ký {quyen_han} phải ghi {truong}."),
    "signature-unused": problem("signature-unused", "Đã ghi {truong} thì quyền hạn phải có {can}, đang là {quyen_han}."),
    "image-text": problem("image-wrong", "Ảnh phải là chuỗi base64 hoặc đường dẫn tệp."),
    "image-large": problem("limit-image", "Ảnh quá lớn: nhiều nhất {nhieu_nhat} MiB."),
    "image-pixels": problem("limit-image", "Ảnh quá lớn: nhiều nhất {nhieu_nhat} triệu điểm ảnh."),
    "image-base64": problem("image-wrong", "Chuỗi base64 của ảnh bị hỏng."),
    "image-format": problem("image-wrong", "Không phải ảnh PNG hoặc JPEG nguyên vẹn."),
    "image-path": problem("image-wrong", "Không đọc tệp “{duong_dan}” ở đây; hãy gửi ảnh dạng base64."),
    "image-outside": problem("image-wrong", "Tệp “{duong_dan}” nằm ngoài thư mục của dữ liệu."),
    "image-missing": problem("image-wrong", "Không đọc được tệp “{duong_dan}”."),
})

_MOST: Final = 1000                               # errors told of one value
_COMPARED: Final = 50                             # unknown names that are told which is near: comparing takes a while


def check(model: type[M], data: object, context: object = None) -> tuple[M | None, list[Problem]]:
    """Data → (the checked model, no problem), or (None, every problem)."""
    try:
        return model.model_validate(data, context=context), []
    except ValidationError as error:
        with contextlib.suppress(UnicodeEncodeError):
            return None, problems(error, model)
    except UnicodeEncodeError:
        pass
    # half a character (JSON's "\\ud800"): pydantic cannot even speak of it
    return None, list(_surrogates(data, "")) or [replace(_OTHER, args=MappingProxyType({"loai": "unicode"}))]


def problems(error: ValidationError, model: type[BaseModel], pointer: str = "") -> list[Problem]:
    """Every error of a `ValidationError` → Problem with its JSON pointer; unknown fields get the nearest known name. Of a flood
    the first thousand, and how many more there are."""
    found: list[Problem] = []
    strange = 0
    for one in error.errors(include_url=False, include_input=False)[:_MOST]:
        where, context = pointer + _pointer(one["loc"]), dict(one.get("ctx", {}))
        if one["type"] == "problems":
            found += [replace(inner, pointer=where + inner.pointer) for inner in context["problems"]]
            continue
        if one["type"] == "extra_forbidden":
            strange += 1
            near = _model_at(model, one["loc"][:-1]) if strange <= _COMPARED else None
            found.append(replace(unknown_field(str(one["loc"][-1]), near.model_fields if near else ()), pointer=where))
            continue
        kind = one["type"]
        if context.get("field_type") == "Value":                 # a text's length, checked behind our own validator
            kind = f"string_{kind}"
        if kind == "literal_error":                              # pydantic's list is English: 'a', 'b' or 'c'
            context["expected"] = str(context["expected"]).replace(" or ", ", ")
        line = MESSAGES.get(kind, _OTHER)
        found.append(replace(line, pointer=where, args=MappingProxyType({"loai": kind, **context})))
    if error.error_count() > _MOST:
        found.append(problem("problems-more", "Còn {so} điều sai nữa.", pointer=pointer, so=error.error_count() - _MOST))
    return found


def _surrogates(data: object, pointer: str) -> Iterator[Problem]:
    if isinstance(data, str) and (bad := foreign(data)):
        yield replace(MESSAGES["text-control"], pointer=pointer, args=MappingProxyType({"ky_tu": bad}))
    elif isinstance(data, Mapping):
        for key, value in data.items():
            if foreign(str(key)):
                yield replace(MESSAGES["text-control"], pointer=pointer, args=MappingProxyType({"ky_tu": foreign(str(key))}))
            else:
                yield from _surrogates(value, pointer + _pointer([str(key)]))
    elif isinstance(data, (list, tuple)):
        for index, value in enumerate(data):
            yield from _surrogates(value, f"{pointer}/{index}")


def unknown_field(name: str, names: Iterable[str]) -> Problem:
    """A field that does not exist, with the one that may be meant."""
    return unknown(name, names, problem("field-unknown", "Không có trường “{ten}”."),
                   problem("field-unknown", "Không có trường “{ten}”; có phải “{gan}”?"))


def unknown(name: str, names: Iterable[str], plain: Problem, like: Problem) -> Problem:
    """A name that does not exist: `like` where another is near, which fills its blank `gan`; else `plain`."""
    near = difflib.get_close_matches(name, list(names), n=1, cutoff=0.6)
    args = {"ten": name, "gan": near[0]} if near else {"ten": name}
    return replace(like if near else plain, args=MappingProxyType({**plain.args, **args}))


def _pointer(loc: Iterable[str | int]) -> str:
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in loc)


def _model_at(model: type[BaseModel] | None, loc: Iterable[str | int]) -> type[BaseModel] | None:
    """The model that a location of an error lies in."""
    for step in loc:
        if model is None or isinstance(step, int):
            continue
        info = model.model_fields.get(step)
        model = _first_model(info.annotation) if info else None
    return model


def _first_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _first_model(part))), None)
