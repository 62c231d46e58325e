"""Every text for people in the code, as the English catalogue must hold it.

`python -m tests.messages` brings the .po file up to date: new texts come in empty, old ones go; then translate what is empty.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from service.errors import VanbanError

SERVICE = Path(__file__).parents[1] / "service"
CATALOGUE = SERVICE / "locale/en/LC_MESSAGES/vanban.po"
# Where a text stands in a call: the second argument of `problem`, the first of `translate_text`.
KEYWORDS = {"problem": (2,), "translate_text": (1,)}


def texts() -> dict[str, list[str]]:
    """Vietnamese text → the files that say it: messages of problems, words of the doors, titles of errors."""
    found: dict[str, list[str]] = {}
    for file, _line, text, _comments, _context in extract_from_dir(SERVICE, [("**.py", "python")], keywords=KEYWORDS):
        assert isinstance(text, str)
        found.setdefault(text, []).append(file)
    for error in errors(VanbanError):
        found.setdefault(error.title, []).append("errors.py")
    return {text: sorted(set(files)) for text, files in sorted(found.items())}


def errors(root: type[VanbanError]) -> Iterator[type[VanbanError]]:
    yield root
    for child in root.__subclasses__():
        yield from errors(child)


def hidden_texts() -> list[str]:
    """Calls of `problem` whose text is no literal: extraction cannot see it."""
    return [
        f"{path.relative_to(SERVICE)}:{call.lineno}"
        for path in sorted(SERVICE.rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "problem"
        and not (len(call.args) > 1 and isinstance(call.args[1], ast.Constant))
    ]


def catalogue() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


def main() -> None:
    known = {entry.id: entry.string for entry in catalogue()} if CATALOGUE.exists() else {}
    # a fixed date: the file changes only when a text does
    new = Catalog(locale="en", project="vanban", fuzzy=False, creation_date=datetime(2026, 11, 1, tzinfo=UTC),
                  revision_date=datetime(2026, 11, 1, tzinfo=UTC))
    for text, files in texts().items():
        new.add(text, known.get(text, ""), locations=[(file, None) for file in files])
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.open("wb") as file:
        write_po(file, new, width=0, omit_header=False)
    for entry in new:
        if entry.id and not entry.string:
            print(f"not translated: {entry.id}")


if __name__ == "__main__":
    main()
