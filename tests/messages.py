"""Every text for people in the code, as the English catalogue must hold it.

`python -m tests.messages` brings the .po file up to date: new texts come in empty, old ones become comments (they come back
when their text does); then translate what is empty.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment
from jinja2.ext import extract_from_ast

from service import doctypes
from service.doctypes.schema import SCHEMA
from service.errors import VanbanError
from service.fields.spec import FieldSpec

TYPES = Path(__file__).parents[1] / "templates_docx"
SERVICE = Path(__file__).parents[1] / "service"
PAGES = SERVICE / "web/templates"
CATALOGUE = SERVICE / "locale/en/LC_MESSAGES/vanban.po"
# Where a text stands in a call: the second argument of `problem`, the first of `translate_text`.
PLACES = {"problem": 1, "translate_text": 0, "_": 0}
IDENTIFIER = re.compile("[a-z_]+", re.ASCII)                 # the key of a table of texts


def texts() -> dict[str, list[str]]:
    """Vietnamese text → the files that say it: messages of problems, words of the doors, titles of errors."""
    found: dict[str, set[str]] = {}
    for file, call, place in _calls():
        for node in ast.walk(call.args[place]):            # of `a if lost else b` both
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and not IDENTIFIER.fullmatch(node.value):
                found.setdefault(node.value, set()).add(file)
    for file, text in page_texts():
        found.setdefault(text, set()).add(file)
    for error in errors(VanbanError):
        found.setdefault(error.title, set()).add("errors.py")
    for text in type_texts():
        found.setdefault(text, set()).add("templates_docx")
    return {text: sorted(files) for text, files in sorted(found.items())}


def page_texts() -> Iterator[tuple[str, str]]:
    """What the templates of pages say, as Jinja itself finds it."""
    environment = Environment(extensions=["jinja2.ext.i18n"])
    for path in sorted(PAGES.rglob("*.html")):
        for _line, _function, text in extract_from_ast(environment.parse(path.read_text("utf-8")), gettext_functions=("_",)):
            said = text[0] if isinstance(text, tuple) else text      # of a call with blanks it is a tuple
            if said is not None:
                yield str(path.relative_to(SERVICE)), said


def type_texts() -> Iterator[str]:
    """What a form shows of the built-in types: names, groups, summaries, labels, helps, choices, the parts of a field."""
    for path in sorted(TYPES.glob(f"*/{SCHEMA}")):
        doctype = doctypes.load(path.parent)
        yield from (doctype.name, doctype.group, doctype.summary)
        for spec in _specs(doctype.schema.fields.values()):
            yield from filter(None, (spec.label, spec.help, *(one.label for one in spec.options)))
        yield from _titles(doctype.json_schema())


def _specs(fields: Iterable[FieldSpec]) -> Iterator[FieldSpec]:
    for spec in fields:
        yield spec
        yield from _specs(spec.columns.values())
        yield from _specs([spec.item] if spec.item else [])


def _titles(schema: object) -> Iterator[str]:
    """Titles and descriptions of a JSON Schema; what stands in examples and defaults is the document's, not the form's."""
    if isinstance(schema, list):
        for one in schema:
            yield from _titles(one)
    elif isinstance(schema, dict):
        yield from (schema[key] for key in ("title", "description") if isinstance(schema.get(key), str))
        for key, value in schema.items():
            if key not in {"default", "examples", "enum", "const"}:
                yield from _titles(value)


def hidden_texts() -> list[str]:
    """Calls of `problem` whose text is no literal: nobody could know that it needs a translation."""
    return [f"{file}:{call.lineno}" for file, call, place in _calls()
            if call_name(call) == "problem" and not isinstance(call.args[place], ast.Constant)]


def _calls() -> Iterator[tuple[str, ast.Call, int]]:
    for path in sorted(SERVICE.rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and call_name(call) in PLACES:
                yield str(path.relative_to(SERVICE)), call, PLACES[call_name(call)]


def call_name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def errors(root: type[VanbanError]) -> Iterator[type[VanbanError]]:
    yield root
    for child in root.__subclasses__():
        yield from errors(child)


def catalogue() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


def main() -> None:
    old = catalogue() if CATALOGUE.exists() else Catalog(locale="en")
    known = {entry.id: entry for entry in (*old.obsolete.values(), *old) if entry.id and entry.string}
    # a fixed date: the file changes only when a text does
    new = Catalog(locale="en", project="vanban", fuzzy=False, creation_date=datetime(2026, 11, 1, tzinfo=UTC),
                  revision_date=datetime(2026, 11, 1, tzinfo=UTC))
    for text, files in texts().items():
        new.add(text, known[text].string if text in known else "", locations=[(file, None) for file in files])
    new.obsolete.update((text, entry) for text, entry in known.items() if text not in new)
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.open("wb") as file:
        write_po(file, new, width=0, omit_header=False)
    for entry in new:
        if entry.id and not entry.string:
            print(f"not translated: {entry.id}")


if __name__ == "__main__":
    main()
