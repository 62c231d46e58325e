"""What a draft would be: its PDF, its pages as pictures, its files; pictures put into it."""

from __future__ import annotations

import base64
from io import BytesIO
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

from flask import Response, abort, jsonify, redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue

from service import doctypes, pipeline
from service.api.opened import opened
from service.api.turn import ONE_AT_A_TIME
from service.errors import InputRefused, problem
from service.records import Draft
from service.sheets import file_name
from service.web.make import sources
from service.web.make.blueprint import blueprint
from service.web.make.drafts import shown
from service.web.make.preview import Preview, preview, whole
from service.web.make.sections import shape_of
from service.web.make.written import KEPT, digest
from service.web.visit import allowed, visit

DPI: Final = 110
_KINDS: Final = {"docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "pdf": "application/pdf",
                 "zip": "application/zip"}
_LONGEST: Final = 80                          # characters of a file's name
_MOST_PICTURE: Final = 8 * 2**20              # bytes


@blueprint.get("/nhap/<id>/trang/<int:number>.png")
@allowed("make")
def page_png(id: str, number: int) -> ResponseReturnValue:
    """A page as it is now; the address tells which look of it was meant, so that it is asked for once."""
    seen = _seen(_own(id))
    if not 1 <= number <= len(seen.pages):
        abort(404)
    with ONE_AT_A_TIME:
        png = pipeline.page_picture(seen.pdf, number, DPI)
    same = request.args.get("v") == seen.pages[number - 1]["digest"]
    return Response(png, mimetype="image/png",
                    headers={"Cache-Control": "private, max-age=86400, immutable" if same else "no-store"})


@blueprint.get("/nhap/<id>/xem")
@allowed("make")
def pdf(id: str) -> ResponseReturnValue:
    """The preview as a PDF, as the browser shows one."""
    seen = _seen(_own(id))
    if not seen.pdf:
        raise InputRefused(*seen.problems)
    return Response(seen.pdf, mimetype="application/pdf", headers={"Cache-Control": "no-store"})


@blueprint.get("/nhap/<id>/tep/<kind>")
@allowed("make")
def file(id: str, kind: str) -> ResponseReturnValue:
    """The document as it would be made. Where something is missing the form says what."""
    if kind not in _KINDS:
        abort(404)
    draft = _own(id)
    doctype = doctypes.get(draft.slug)
    try:
        issued = whole(doctype, draft.data, sources.source(draft))
    except InputRefused as refused:
        return shown(draft, refused, 422)
    stem = file_name(draft.title)[:_LONGEST] or issued.stem
    opened().accounts.trail.add(visit().actor, "document-downloaded", "draft", draft.id, file=kind)
    files = {"docx": issued.docx, "pdf": issued.pdf or b""}
    data = _zipped(stem, files) if kind == "zip" else files[kind]
    return send_file(BytesIO(data), _KINDS[kind], as_attachment=True, download_name=f"{stem}.{kind}")


@blueprint.post("/nhap/<id>/anh")
@allowed("make")
def picture(id: str) -> ResponseReturnValue:
    """A picture for a field of the type; the form then names it by its digest."""
    draft = _own(id)
    name = request.form.get("field", "")
    spec = doctypes.get(draft.slug).schema.fields.get(name)
    given = request.files.get("picture")
    if spec is None or spec.kind != "image" or given is None:
        abort(400)
    data = given.read(_MOST_PICTURE + 1)
    if len(data) > _MOST_PICTURE:
        raise InputRefused(problem("picture-large", "Ảnh lớn hơn {nhieu_nhat} MB; hãy chọn ảnh nhỏ hơn.", pointer=f"/{name}",
                                   nhieu_nhat=_MOST_PICTURE // 2**20))
    kind = "png" if data.startswith(b"\x89PNG") else "jpeg"
    text = f"data:image/{kind};base64,{base64.b64encode(data).decode()}"
    saved = opened().records.drafts.save(draft.id, visit().person, draft.revision, title=draft.title, campaign=draft.campaign,
                                         unit=draft.unit, data={**draft.data, name: text})
    if request.headers.get("HX-Request"):
        return jsonify(value=KEPT + digest(text), revision=saved.revision)
    return redirect(url_for("make.edit", id=id), 303)


def _seen(draft: Draft) -> Preview:
    doctype = doctypes.get(draft.slug)
    return preview(doctype, shape_of(doctype), draft.data, sources.source(draft))


def _zipped(stem: str, files: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as pack:
        for kind, data in files.items():
            pack.writestr(f"{stem}.{kind}", data)
    return out.getvalue()


def _own(id: str) -> Draft:
    return opened().records.drafts.get(id, visit().person)
