"""A request for a batch → what is asked for; everything that can be judged without reading the rows is judged here, at once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Annotated, Any, Final, Literal

from flask import request
from pydantic import Field
from werkzeug.exceptions import RequestEntityTooLarge, UnsupportedMediaType

from service import campaign, doctypes, inputs
from service.api.body import JSON
from service.api.form import Form, form
from service.api.problems import language
from service.api.upload import FORM
from service.batch import webhooks
from service.batch.idempotency import digest_of, request_key
from service.batch.inline import as_lines
from service.batch.receive import named, unfit
from service.components.grounds import Day
from service.config import settings
from service.doctypes.alone import plain
from service.errors import InputRefused, InputUnreadable, LimitExceeded, Problem, TypeUnknown, problem
from service.fields.messages import check
from service.inputs.json_text import read_json
from service.inputs.text import decoded
from service.ledger import Wish
from service.ledger.values import PrintOrder
from service.vietnamese.clock import today
from service.words import Data

FILES: Final = {
    "file": "Sổ dữ liệu (.xlsx, .csv, .jsonl), hoặc thư mục phong trào nén thành .zip",
    "campaign": "Dữ liệu chung của các dòng: tệp JSON, YAML, TOML, hoặc chữ JSON",
}
TEXTS: Final = {
    "type": "Loại văn bản, khi tệp không tự nói",
    "campaign": FILES["campaign"],
    "formats": "docx, pdf hoặc docx,pdf (mặc định)",
    "partial": "Có dòng lỗi vẫn làm các dòng tốt (true); mặc định: false, có dòng lỗi thì không làm dòng nào",
    "convert": "Chuyển chữ TCVN3, VNI sang Unicode khi chắc chắn (true)",
    "today": "Ngày thay cho hôm nay (năm của văn bản chưa ghi ngày)",
    "print": "Làm một tệp PDF để in, theo thứ tự: row, unit, type, key",
    "webhook": "Địa chỉ https:// được gọi khi đợt kết thúc",
    "priority": "normal (mặc định), hoặc low: sau các đợt khác",
    "language": "Ngôn ngữ của báo cáo và lời giải thích: vi, en; mặc định theo Accept-Language",
}
_OPTIONS: Final = tuple(name for name in TEXTS if name not in ("type", "campaign"))
_FLAGS: Final = {"true": True, "false": False}
_PRIORITIES: Final = {"normal": 0, "low": -1}
_FORMATS: Final = ("docx", "pdf")


class BatchOptions(Data):
    """Cách làm một đợt; nghĩa như các trường cùng tên của biểu mẫu."""

    formats: list[Literal["docx", "pdf"]] = Field(default=["docx", "pdf"], min_length=1, max_length=2)
    partial: Annotated[bool, Field(strict=True)] = False
    convert: Annotated[bool, Field(strict=True)] = False
    today: Day | None = None
    printed: PrintOrder | None = Field(default=None, alias="print")
    webhook: Annotated[str, Field(strict=True)] = ""
    priority: Literal["normal", "low"] = "normal"
    language: Literal["vi", "en"] | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A batch as it was asked for. `total`: its rows, 0 where only reading them tells. `request`: the Idempotency-Key and the
    digest of what came with it; None without."""

    wish: Wish
    upload: bytes = field(repr=False)
    suffix: str
    campaign: Mapping[str, Any] | None = field(default=None, repr=False)
    priority: int = 0
    total: int = 0
    request: tuple[str, str] | None = None


def asked() -> Asked:
    """The request's batch. Raises UnsupportedMediaType, RequestEntityTooLarge, InputUnreadable, LimitExceeded, InputRefused with
    every problem."""
    request.max_content_length = settings().bulk.max_bytes
    header = request.headers.get("Idempotency-Key")
    problems: list[Problem] = []
    key = _tried(lambda: request_key(header), problems) if header is not None else None
    if request.mimetype == FORM:
        found, digest = _of_form(form(FILES, TEXTS, {}, required=("file",)), problems)
    elif request.mimetype == JSON:
        found, digest = _of_json(_body(), problems)
    else:
        raise UnsupportedMediaType
    InputRefused.raise_any(problems)
    return replace(found, request=(key, digest)) if key else found


def _of_form(given: Form, problems: list[Problem]) -> tuple[Asked, str]:
    file, texts = given.files["file"], given.texts
    name = named(file.name)
    suffix = PurePath(name).suffix.lower()
    problems += unfit(file.data, suffix)
    said: dict[str, Any] = {one: _FLAGS.get(text, text) if one in ("partial", "convert") else text
                            for one, text in texts.items() if one in _OPTIONS}
    if "formats" in said:
        said["formats"] = [one.strip() for one in texts["formats"].split(",") if one.strip()]
    own: list[Problem] = []
    options = _options(said, own)
    problems += [replace(one, pointer="", place=one.place or one.pointer.split("/")[1]) for one in own]
    slug = _slug(texts.get("type", ""), problems, place="type")
    if "campaign" in given.files:
        shared = _campaign(given.files["campaign"].data, given.files["campaign"].name, problems)
    else:
        shared = _campaign(texts["campaign"].encode(), "", problems) if "campaign" in texts else None
    if suffix == ".zip" and "campaign" in {*given.files, *texts}:
        problems.append(problem("folder-alone", "Thư mục phong trào đã có dữ liệu chung của nó và cần ngày lập văn bản; bỏ "
                                "campaign, ghi today.", place="campaign"))
    parts = [*((one, text.encode()) for one, text in texts.items()), ("file;name", file.name.encode()),
             *((one, sent.data) for one, sent in given.files.items())]
    lines = file.data.count(b"\n") if suffix in (".jsonl", ".ndjson") else 0
    return _asked(name, suffix, slug, options, file.data, shared, lines), digest_of(parts)


def _of_json(data: bytes, problems: list[Problem]) -> tuple[Asked, str]:
    """The rows become a file of JSON lines: they are read, cleaned and judged as any file is, by whoever plans the batch."""
    body = _read(data)
    problems += [problem("field-unknown", "Không có trường “{ten}”.", pointer=f"/{name}", ten=name)
                 for name in body if name not in ("rows", "type", "name", "campaign", "options")]
    own: list[Problem] = []
    options = _options(body.get("options") or {}, own)
    problems += [replace(one, pointer=f"/options{one.pointer or '/' + one.place}", place="") for one in own]
    problems += [problem("text-wrong", "Phải là chữ.", pointer=f"/{name}") for name in ("type", "name")
                 if not isinstance(body.get(name) or "", str)]
    slug = _slug(str(body.get("type") or ""), problems, pointer="/type")
    given = body.get("campaign")
    shared = _campaign(json.dumps(given).encode(), "", problems) if given is not None else None
    rows = body.get("rows")
    lines = _tried(lambda: as_lines(rows, slug=slug), problems) or b""
    total = len(rows) if isinstance(rows, list) else 0
    if not total and lines == b"" and isinstance(rows, list):
        problems.append(problem("batch-empty", "Tệp chưa có dòng dữ liệu nào.", pointer="/rows"))
    most = settings().bulk.max_rows
    if total > most:
        raise LimitExceeded(problem("batch-rows", "Tệp có {so} dòng, một đợt không quá {nhieu_nhat} (VANBAN_MAX_BATCH_ROWS).",
                                    pointer="/rows", so=total, nhieu_nhat=most))
    name = named(str(body.get("name") or "")).removesuffix(".jsonl")
    return _asked(f"{name}.jsonl", ".jsonl", "", options, lines, shared, total), digest_of([("body", data)])


def _asked(name: str, suffix: str, slug: str, options: BatchOptions, upload: bytes, shared: Mapping[str, Any] | None,
           total: int) -> Asked:
    wish = Wish(
        name, formats=tuple(one for one in _FORMATS if one in options.formats), today=options.today or today(),
        language=options.language or language(), slug=slug, partial=options.partial, convert=options.convert,
        printed=options.printed or "", webhook=options.webhook)
    return Asked(wish, upload, suffix, shared, _PRIORITIES[options.priority], total)


def _options(said: object, problems: list[Problem]) -> BatchOptions:
    found, wrong = check(BatchOptions, said)
    problems += wrong
    options = found or BatchOptions()
    webhook = said.get("webhook") if isinstance(said, Mapping) else None
    if isinstance(webhook, str) and webhook:
        _tried(lambda: webhooks.check_address(webhook, hosts=settings().bulk.webhook_hosts, keys=webhooks.keys()), problems)
    return options


def _slug(slug: str, problems: list[Problem], *, pointer: str = "", place: str = "") -> str:
    try:
        if slug:
            doctypes.get(slug)
    except TypeUnknown as error:
        problems += [replace(one, pointer=pointer, place=place) for one in error.problems]
    return slug


def _campaign(data: bytes, name: str, problems: list[Problem]) -> dict[str, Any] | None:
    """What the rows share, as plain JSON; its faults lead into the request's `campaign`."""
    try:
        found = inputs.load(data, name=name)
        campaign.load(found)
    except InputRefused as error:
        problems += [replace(one, pointer=f"/campaign{one.pointer}", place="") for one in error.problems]
        return None
    shared: dict[str, Any] = plain(found)
    return shared


def _body() -> bytes:
    """As `StrictRequest.get_json`; its limit is that of any body, for JSON is parsed while the caller waits."""
    most = settings().max_body_bytes
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    if charset not in ("utf-8", "utf8") or request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise UnsupportedMediaType
    request.max_content_length = most
    data = request.get_data(cache=False)
    if request.content_length is None and len(data) >= most:
        raise RequestEntityTooLarge
    return data


def _read(data: bytes) -> dict[str, Any]:
    try:
        found = read_json(decoded(data, ""), "")
    except RecursionError:
        raise InputUnreadable(problem("json-deep", "JSON lồng quá nhiều cấp.")) from None
    if not isinstance(found, dict):
        raise InputUnreadable(problem("data-not-object", "Dữ liệu phải là một đối tượng gồm các trường có tên."))
    return found


def _tried(step: Any, problems: list[Problem]) -> Any:
    """The step's result; None where it refuses, with why."""
    try:
        return step()
    except InputRefused as error:
        problems += error.problems
    return None
