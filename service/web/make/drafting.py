"""A draft from its beginning to its document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service import doctypes
from service.accounts import Organisation, Person
from service.api.opened import opened
from service.doctypes import DocumentType
from service.pipeline import Issued
from service.records import Document, Draft, NewDocument
from service.records.lines import joined, verdict
from service.rules.reports import to_keep
from service.web.make.form import Pairs, Sent, read
from service.web.make.preview import whole
from service.web.make.shapes import Shape
from service.web.make.sources import Source, source
from service.web.visit import Visit

_TITLE = 300


def begin(visit: Visit, slug: str, data: Mapping[str, Any] | None = None, *, campaign: str | None = None,
          unit: str | None = None) -> Draft:
    """A new draft: of data given (an older document), else with what the office begins with. Raises TypeUnknown."""
    doctype = doctypes.get(slug)
    given = visit.organisation.settings.values if data is None else data
    known = {name: value for name, value in given.items() if name in doctype.schema.fields}
    if data is None and campaign is None:
        campaign = _usual(doctype, visit.organisation)
    records = opened().records
    draft = records.drafts.add(visit.person, slug, title=title_of(doctype, known), data=known, campaign=campaign, unit=unit)
    opened().accounts.trail.add(visit.actor, "draft-made", "draft", draft.id, slug=slug)
    return draft


def _usual(doctype: DocumentType, organisation: Organisation) -> str | None:
    """The campaign of a document that belongs to one, where the office has a single one open."""
    if doctype.dossier is None:
        return None
    there = opened().records.campaigns.listed(organisation.id)
    return there[0].id if len(there) == 1 else None


def save(draft: Draft, person: Person, sent: Pairs, shape: Shape) -> tuple[Draft, Sent]:
    """What was typed, right or wrong. Where nothing changed nothing is written. Raises StateConflict, RecordUnknown."""
    found = read(sent, shape, draft.data)
    plain = dict(sent)
    campaign = plain.get("campaign", draft.campaign or "") or None
    unit = (plain.get("unit", draft.unit or "") or None) if campaign and campaign == draft.campaign else None
    place = plain.get("choice", "")
    if unit and place.startswith(f"{unit}/"):
        unit = place
    revision = plain.get("revision", "")
    title = title_of(doctypes.get(draft.slug), found.data)
    same = (draft.title, draft.data, draft.campaign, draft.unit) == (title, found.data, campaign, unit)
    if same:
        return draft, found
    over = draft.revision if plain.get("over") else int(revision) if revision.isdigit() else draft.revision
    if campaign:
        opened().records.campaigns.get(campaign, draft.organisation)
    saved = opened().records.drafts.save(draft.id, person, over, title=title, data=found.data, campaign=campaign, unit=unit)
    return saved, found


def title_of(doctype: DocumentType, data: Mapping[str, Any]) -> str:
    """Tên loại and trích yếu, as sổ đăng ký has them; else whom the document is about."""
    said = next((str(data[name]) for name in ("trich_yeu", "ho_ten", "ten", "ten_phong_trao") if data.get(name)), "")
    return joined(" ".join(f"{doctype.title} {said}".split()))[:_TITLE]


def finish(draft: Draft, visit: Visit) -> Document:
    """The draft becomes a document of the office, and is a draft no longer. Raises InputRefused with every problem."""
    doctype = doctypes.get(draft.slug)
    taken = source(draft)
    issued = whole(doctype, draft.data, taken)
    document = opened().records.documents.add(visit.person, _new(draft, doctype, issued, taken))
    digests = {kind: file.sha256 for kind, file in document.files.items()}
    opened().accounts.trail.add(visit.actor, "document-made", "document", document.id, slug=draft.slug, **digests)
    opened().records.drafts.delete(draft.id, visit.person)
    return document


def _new(draft: Draft, doctype: DocumentType, issued: Issued, taken: Source) -> NewDocument:
    """The title is what the document says, also where a campaign or the type itself wrote its subject."""
    report = issued.report
    data = {**taken.own, **draft.data}
    subject = _subject(doctype, data, taken)
    return NewDocument(slug=draft.slug, version=doctype.version, title=subject or draft.title, data=data,
                       files={"docx": issued.docx, "pdf": issued.pdf or b""}, pages=issued.pages, verdict=verdict(report),
                       findings=to_keep(report), campaign=draft.campaign, unit=draft.unit, draft=draft.id)


def _subject(doctype: DocumentType, data: Mapping[str, Any], taken: Source) -> str:
    checked = doctype.checked(data, campaign=taken.shared, today=taken.day)
    return title_of(doctype, checked)
