"""/van-ban/<id>: a document, its pages, its files; a new draft from it."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Final, get_args

from flask import Blueprint, Response, redirect, request, send_file
from flask.typing import ResponseReturnValue

from service import doctypes, pipeline
from service.api.opened import opened
from service.api.turn import ONE_AT_A_TIME
from service.errors import Problem, RecordUnknown, StateConflict, VanbanError, problem
from service.records import Document, Entry
from service.records.documents import FileKind
from service.records.lines import DAY, NUMBER
from service.vietnamese.clock import today
from service.vietnamese.dates import day as written
from service.web.documents import told
from service.web.page import page
from service.web.visit import allowed, visit

_TYPES: Final = {"docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "pdf": "application/pdf",
                 "signed": "application/pdf"}
_DPI: Final = 96
_KEPT: Final = "private, max-age=86400, immutable"          # a picture's address says of which bytes it is


def register(blueprint: Blueprint) -> None:
    blueprint.add_url_rule("/van-ban/<id>", "shown", shown)
    blueprint.add_url_rule("/van-ban/<id>/trang/<int:number>.png", "picture", picture)
    blueprint.add_url_rule("/van-ban/<id>/tep/<kind>", "download", download)
    blueprint.add_url_rule("/van-ban/<id>/soan-moi", "again", again, methods=["POST"])


@allowed("see")
def shown(id: str) -> ResponseReturnValue:
    return answer(id)


def answer(id: str, status: int = 200, problems: tuple[Problem, ...] = (), at: str = "") -> Response:
    """The page of a document; `problems` of what was asked of it, `at` where on the page: "register", "signed"."""
    here, records = visit(), opened().records
    document, entry, unfinished = finished(id)
    proposed, book, refused = None, None, tuple[Problem, ...]()
    if document.state == "made" and here.person.may("register"):
        try:
            with ONE_AT_A_TIME:
                proposed = records.register.propose(document, _day(document))
            book = records.register.book(document, proposed, numbering=here.organisation.settings.numbering)
        except VanbanError as error:                       # it cannot be registered as it is: the page says why
            refused = error.problems
    return page("documents/shown.html", status, document=document, entry=entry, problems=(*problems, *unfinished), at=at,
                proposed=proposed, book=book, refused=refused, day=_day(document), version=picture_version(document), told=told,
                people=told.people(here.organisation.id), known=document.slug in doctypes.catalogue())


def _day(document: Document) -> date:
    """The day to register it on: what its author wrote, else today."""
    try:
        return min(written((document.data or {}).get(DAY)), today())
    except ValueError:
        return today()


def finished(id: str) -> tuple[Document, Entry | None, tuple[Problem, ...]]:
    """The document with the files its entry wants, the entry, and why they could not be made. Raises RecordUnknown."""
    records = opened().records
    document = records.documents.get(id, visit().organisation.id)
    entry = records.register.entries.of(document.id, document.organisation)
    try:
        return records.register.finish(document, ONE_AT_A_TIME), entry, ()
    except VanbanError as error:                           # the entry stands; the next look tries again
        return document, entry, error.problems


@allowed("see")
def picture(id: str, number: int) -> ResponseReturnValue:
    """A page as PNG: of the signed file where there is one, else of the PDF."""
    records = opened().records
    document = records.documents.get(id, visit().organisation.id)
    kind: FileKind = "signed" if "signed" in document.files else "pdf"
    pdf = records.documents.file(document, kind)
    with ONE_AT_A_TIME:
        found = pipeline.page_picture(pdf, number, _DPI)
    same = request.args.get("v") == picture_version(document)
    return Response(found, mimetype="image/png", headers={"Cache-Control": _KEPT if same else "no-store"})


def picture_version(document: Document) -> str:
    """Of which bytes the pictures are; "" where there are none."""
    file = document.files.get("signed") or document.files.get("pdf")
    return file.sha256[:12] if file else ""


@allowed("see")
def download(id: str, kind: str) -> ResponseReturnValue:
    here, records = visit(), opened().records
    document, entry, problems = finished(id)
    if problems:
        raise StateConflict(*problems)
    kinds: list[FileKind] = [one for one in get_args(FileKind) if one in document.files and kind in (one, "ca-hai")
                             and (kind != "ca-hai" or one != "signed")]
    if not kinds:
        raise RecordUnknown(problem("file-none", "Văn bản này không có tệp đó."))
    data = {told.download_name(document, entry, one): records.documents.file(document, one) for one in kinds}
    opened().accounts.trail.add(here.actor, "document-downloaded", "document", document.id,
                                **{one: document.files[one].sha256 for one in kinds})
    if kind == "ca-hai":
        return _sent(_zipped(data), "application/zip", told.download_name(document, entry, "") + ".zip")
    (name, one), = data.items()
    return _sent(one, _TYPES[kind], name)


@allowed("make")
def again(id: str) -> ResponseReturnValue:
    """A new draft of the same words, without number and day."""
    here, records = visit(), opened().records
    document = records.documents.get(id, here.organisation.id)
    if not document.slug or document.data is None:
        raise StateConflict(problem("document-elsewhere-draft", "Văn bản làm ở nơi khác: không có dữ liệu để soạn lại."))
    data = {name: value for name, value in document.data.items() if name not in (NUMBER, DAY)}
    draft = records.drafts.add(here.person, document.slug, title=document.title, data=data, campaign=document.campaign,
                               unit=document.unit)
    opened().accounts.trail.add(here.actor, "draft-made", "draft", draft.id, document=document.id)
    return redirect(f"/nhap/{draft.id}")


def _sent(data: bytes, media_type: str, name: str) -> Response:
    """A download: Werkzeug adds filename*=UTF-8'' where a name is not ASCII (RFC 6266)."""
    sent = send_file(io.BytesIO(data), media_type, as_attachment=True, download_name=name)
    sent.headers["Cache-Control"] = "private, no-store"
    return sent


def _zipped(data: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, one in data.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), one)
    return packed.getvalue()
