"""A form of named files and texts, read strictly: what it holds besides would be dropped silently."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from flask import request
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import RequestEntityTooLarge, UnsupportedMediaType

from service.api.upload import FORM
from service.errors import InputRefused, LimitExceeded, problem


@dataclass(frozen=True, slots=True)
class Upload:
    """A file of a form."""

    data: bytes = field(repr=False)
    name: str


@dataclass(frozen=True, slots=True)
class Form:
    """What a form holds, by the names of its fields. Texts may be secret."""

    files: Mapping[str, Upload]
    texts: Mapping[str, str] = field(repr=False)
    every: tuple[Upload, ...] = ()                # of the field that may come several times, in order


def form(
    files: Collection[str], texts: Collection[str], choices: Mapping[str, Collection[str]], *, required: Collection[str] = (),
    several: str = "",
) -> Form:
    """The form, where it has these fields and no other, each at most once but for `several`; one left empty is not there.

    `choices` are the values some texts may have; the messages never repeat a value. Raises UnsupportedMediaType, LimitExceeded,
    InputRefused with all problems.
    """
    if request.mimetype != FORM or request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise UnsupportedMediaType
    sent, said = _parts()
    uploads = ((name, Upload(one.stream.read(), one.filename or "")) for name, one in sent)
    found = [(name, one) for name, one in uploads if one.name or one.data]
    there = {name: one for name, one in found if name in files}
    given = {name: text for name, text in said if name in texts and text}
    counts = Counter([*(name for name, _ in found), *(name for name, text in said if text)])
    known = {*files, *texts}
    problems = [problem("form-field-unknown", "Biểu mẫu không có trường {ten}; có: {co}.", place=name, ten=name,
                        co=", ".join((*files, *texts))) for name in counts if name not in known]
    problems += [problem("form-field-twice", "Trường {ten} chỉ gửi một lần.", place=name, ten=name)
                 for name, many in counts.items() if many > 1 and name != several]
    problems += [problem("form-field-kind", "Trường {ten} không đúng kiểu: cần tệp hay chữ như tài liệu của dịch vụ.", place=name,
                         ten=name) for name in counts if name in known and name not in {**there, **given}]
    problems += [problem("form-field-missing", "Thiếu trường {ten}.", place=name, ten=name)
                 for name in required if name not in counts]
    problems += [problem("form-field-choice", "Trường {ten} chỉ nhận: {co}.", place=name, ten=name, co=", ".join(choices[name]))
                 for name, text in given.items() if name in choices and text not in choices[name]]
    InputRefused.raise_any(problems)
    return Form(there, given, tuple(one for name, one in found if name == several))


def _parts() -> tuple[list[tuple[str, FileStorage]], list[tuple[str, str]]]:
    """The files and the texts of the form. Raises RequestEntityTooLarge, LimitExceeded."""
    try:
        return list(request.files.items(multi=True)), list(request.form.items(multi=True))
    except RequestEntityTooLarge as error:
        if request.content_length is None or request.content_length > (request.max_content_length or 0):
            raise
        raise LimitExceeded(problem("limit-form", "Biểu mẫu có quá nhiều phần hoặc có trường quá dài.", place=FORM)) from error
