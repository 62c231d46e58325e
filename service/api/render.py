"""POST /api/v1/render: data in, one document out, in the form the caller accepts."""

from __future__ import annotations

from dataclasses import replace

from flask import Response, request
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from service import campaign, pipeline
from service.api.access import note, sha256
from service.api.answers import Answer, documented, negotiate, report_json
from service.api.document import Security, errors
from service.api.models import RenderQuery, RenderRequest
from service.api.problems import from_error
from service.api.turn import ONE_AT_A_TIME
from service.errors import InputRefused, NotSignReady, Problem, TypeUnknown, VanbanError
from service.pipeline import Issued
from service.vietnamese.clock import today


def blueprint(security: Security) -> APIBlueprint:
    render = APIBlueprint(
        "render",
        __name__,
        url_prefix="/api/v1/render",
        abp_tags=[Tag(name="Soạn văn bản")],
        abp_security=security,
        abp_responses=errors(401, 403),
    )

    @render.post("", responses={200: documented(), **errors(400, 404, 406, 413, 415, 422)})
    def render_document(body: RenderRequest, query: RenderQuery) -> Response:
        """Soạn một văn bản: PDF, DOCX, ZIP của cả hai, hoặc ảnh một trang, theo Accept"""
        answer = negotiate(request.accept_mimetypes, several=body.appendices != "inside")
        with ONE_AT_A_TIME:
            issued = _issue(body, answer)
            if body.sign_ready:
                try:
                    issued.require_sign_ready()
                except NotSignReady as error:
                    return from_error(error, more={"findings": report_json(issued.report)["findings"]})
            response = answer.respond(issued, query.page)
        made = {"docx": sha256(issued.docx)} | ({"pdf": sha256(issued.pdf)} if issued.pdf else {})
        note("document-made", "type", body.type, version=issued.type.version, **made)
        return response

    return render


def _issue(body: RenderRequest, answer: Answer) -> Issued:
    """The document; pointers of its errors lead into the request's body."""
    try:
        return pipeline.issue(body.type, body.data, campaign=body.campaign, today=today(), formats=answer.formats,
                              appendices=body.appendices, attach=body.attach_data)
    except TypeUnknown as error:
        raise TypeUnknown(*(replace(one, pointer="/type") for one in error.problems)) from error
    except InputRefused as error:
        raise _in_body(error) from error


def _in_body(error: InputRefused) -> VanbanError:
    return type(error)(*map(_pointed, error.problems))


def _pointed(one: Problem) -> Problem:
    if one.place == campaign.PLACE:
        return replace(one, pointer=f"/campaign{one.pointer}", place="")
    return replace(one, pointer=f"/data{one.pointer}") if one.pointer else one
