"""A document type: the data it asks for, the template it fills, and the way from the one to the other."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from service.campaign.shared import Shared
from service.components.ruled import Places, places
from service.doctypes import context
from service.doctypes.appendices import Appendix
from service.doctypes.gather import Gatherer, refused
from service.doctypes.json_form import json_schema
from service.doctypes.names import mistakes, unprinted
from service.doctypes.plain import plain
from service.doctypes.schema import CAMPAIGN, EXAMPLE, TEMPLATE, Schema, common_files
from service.errors import FileUnreadable, Problem, TemplateFaulty, problem
from service.fill import Prepared, prepare
from service.read import read


@dataclass(frozen=True, slots=True)
class Values:
    """Everything a template sees (`context`), what the user should know (`notices`), and the file name without its suffix.

    `appendices` are those of `context["cac_phu_luc"]`; `apart` is their line "(Kèm theo …)" in electronic files of their own.
    `from_campaign`: field → the plain value that the campaign gave it.
    """

    context: dict[str, object]
    notices: tuple[Problem, ...]
    stem: str
    appendices: tuple[Appendix, ...] = ()
    apart: str = ""
    from_campaign: Mapping[str, object] = field(default_factory=dict)


class DocumentType:
    """One folder of `templates_docx`. Made by `doctypes.load`; what does not depend on the data is worked out once."""

    def __init__(self, folder: Path, schema: Schema) -> None:
        head = schema.head
        self.folder = folder
        self.schema = schema
        self.slug = folder.name
        self.name, self.title = head.name, head.printed_name
        self.abbreviation, self.form, self.group, self.summary = head.abbreviation, head.form, head.group, head.summary
        self.form_spec, self.dossier, self.source, self.pages = schema.form, head.dossier, head.source, head.pages
        self.max_pages = head.max_pages
        self._gatherer = Gatherer(self.slug, self.name, schema)
        self.model = self._gatherer.model

    def __repr__(self) -> str:
        return f"DocumentType({self.slug!r})"

    @cached_property
    def template(self) -> bytes:
        """The Word file. Raises TemplateFaulty where there is none."""
        try:
            return (self.folder / TEMPLATE).read_bytes()
        except OSError as error:
            raise TemplateFaulty(problem("template-missing", "Không đọc được {tep}: {loi}.", place=self.slug, tep=TEMPLATE,
                                         loi=str(error.strerror))) from error

    @cached_property
    def prepared(self) -> Prepared:
        """The template ready to fill. Raises TemplateFaulty with every mistake of it, and of its names against the schema."""
        name = f"{self.slug}/{TEMPLATE}"
        try:
            prepared = prepare(self.template, name=name)
        except FileUnreadable as error:                # not a Word file at all: the type is at fault, not the caller
            raise TemplateFaulty(*(replace(one, place=f"{name} {one.place}".strip()) for one in error.problems)) from error
        TemplateFaulty.raise_any(mistakes(self.schema, prepared.names, self.places, name))
        return prepared

    @cached_property
    def places(self) -> Places:
        """Where the texts with a drawn line under them stand in the unfilled template."""
        return places(read(self.template))

    @cached_property
    def version(self) -> str:
        """SHA-256 of what the type is made of: its folder's files and the common fields."""
        digest = hashlib.sha256()
        for path in sorted(path for path in (*common_files(self.folder), *self.folder.iterdir()) if path.is_file()):
            digest.update(f"{path.name}\0{path.stat().st_size}\0".encode())
            digest.update(path.read_bytes())
        return digest.hexdigest()

    def described(self) -> dict[str, Any]:
        """What a list of types says of it, as JSON."""
        names = ("slug", "name", "group", "summary", "abbreviation", "form", "version")
        return {name: getattr(self, name) for name in names} | {
            "pages": self.pages,
            "source": self.source.model_dump(mode="json"),
            "dossier": self.dossier.model_dump(mode="json") if self.dossier else None,
        }

    def example(self) -> dict[str, Any]:
        """`{"data": …}`, with `"campaign"` where the type takes from one. Raises TemplateFaulty."""
        files = {"data": self.folder / EXAMPLE, "campaign": self.folder / CAMPAIGN}
        try:
            there = {key: path for key, path in files.items() if key == "data" or path.is_file()}
            return {key: json.loads(path.read_text(encoding="utf-8")) for key, path in there.items()}
        except (OSError, ValueError) as error:
            raise TemplateFaulty(problem("example-unreadable", "Không đọc được dữ liệu mẫu: {loi}.", place=self.slug,
                                         loi=str(error))) from error

    def json_schema(self) -> dict[str, Any]:
        """The JSON Schema of the data."""
        return json_schema(self.model, self.schema)

    def values(self, data: Mapping[str, object], *, campaign: Mapping[str, object] | Shared | None = None,
               today: date | None = None, folder: Path | None = None) -> Values:
        """Data, merged over what the campaign gives → Values.

        `today` gives a document without date its year; `folder` is where relative paths of pictures start. Raises InputRefused
        with every problem: pointers lead into `data`, those with the place `campaign.PLACE` into the campaign.
        """
        checked = self._gatherer.gather(data, campaign, today, folder)
        made = context.make(self.schema, checked.values, checked.shown, self.places, today)
        found = [*checked.problems, *made.problems, *unprinted(self.prepared.names, checked.values)]
        if found:
            raise refused(found)
        appendices = made.names.get("cac_phu_luc", [])
        assert isinstance(appendices, list)
        return Values(made.names, tuple(made.notices), self.slug, tuple(appendices), made.apart, checked.from_campaign)

    def checked(self, data: Mapping[str, object], *, campaign: Mapping[str, object] | Shared | None = None,
                today: date | None = None, folder: Path | None = None) -> dict[str, Any]:
        """What the document says, merged and checked, as plain data: dict, list, str, int, bool, Decimal, date, datetime.

        What is not given is left out; computed and composed fields are there. Raises InputRefused as `values` does.
        """
        checked = self._gatherer.gather(data, campaign, today, folder)
        if checked.problems:
            raise refused(checked.problems)
        return {name: plain(value) for name, value in checked.values.items() if value is not None}
