"""Request → the bytes of one uploaded file and a name for it: as the whole body, or as the file of a form."""

from __future__ import annotations

from collections.abc import Mapping

from flask import request
from werkzeug.exceptions import RequestEntityTooLarge, UnsupportedMediaType

from service.config import settings
from service.errors import InputRefused, LimitExceeded, problem

FORM = "multipart/form-data"
FIELD = "file"
# What a body may call itself, and the name it then has: the content goes first, a suffix decides where it leaves a doubt.
NAMES = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "van_ban.docx",
    "application/pdf": "van_ban.pdf",
    "text/plain": "van_ban.txt",
}
PDF = {"application/pdf": NAMES["application/pdf"]}


def uploaded(names: Mapping[str, str] = NAMES) -> tuple[bytes, str]:
    """The file's bytes and name; `names` are the types it may call itself by.

    Raises UnsupportedMediaType, RequestEntityTooLarge, InputRefused where a form holds no file.
    """
    encoding = request.headers.get("Content-Encoding", "identity").lower()
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    if request.mimetype not in (*names, FORM) or encoding != "identity" or charset not in ("utf-8", "utf8", "us-ascii"):
        raise UnsupportedMediaType
    return _from_form() if request.mimetype == FORM else (_whole(), names[request.mimetype])


def _whole() -> bytes:
    data = request.get_data(cache=False)
    if request.content_length is None and len(data) >= settings().max_body_bytes:     # as in body.py
        raise RequestEntityTooLarge
    return data


def _from_form() -> tuple[bytes, str]:
    """Exactly one file, in the field `file`: what else a form holds would be dropped silently."""
    try:
        files, others = list(request.files.items(multi=True)), list(request.form)
    except RequestEntityTooLarge as error:
        if request.content_length is None or request.content_length > settings().max_body_bytes:
            raise
        raise LimitExceeded(problem("limit-form", "Biểu mẫu có quá nhiều phần hoặc có trường quá dài; chỉ cần một tệp trong "
                                    "trường {ten}.", place=FIELD, ten=FIELD)) from error
    wrong = [name for name in (*(name for name, _ in files), *others) if name != FIELD]
    problems = [problem("form-field-unknown", "Biểu mẫu chỉ nhận một tệp trong trường {ten}.", place=name, ten=FIELD)
                for name in wrong]
    named = [one for name, one in files if name == FIELD]
    if len(named) != 1:
        problems.append(problem("form-file-one", "Biểu mẫu phải có đúng một tệp trong trường {ten}, đang có {so}.", place=FIELD,
                                ten=FIELD, so=len(named)))
    InputRefused.raise_any(problems)
    return named[0].stream.read(), named[0].filename or ""
