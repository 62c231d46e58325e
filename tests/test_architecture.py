"""The shape of the program, read from its imports: docs/architecture.md says why it is so."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SERVICE = ROOT / "service"

# A unit (a module or package of service/) imports only units that stand before it.
ORDER = (
    *("errors", "frozen", "values", "paper", "vietnamese"),                  # values
    *("config", "telemetry", "collector", "deadline", "language", "retold", "words"),  # settings, logs, texts
    *("fonts", "lines"),                                                     # measuring
    "pdfium",                                                                # PDF → what stands on its pages
    "asking",                                                                # one request to an address that a stranger chose
    *("trust", "verify"),                                                    # certificates; the signatures of a PDF
    "rules",                                                                 # the decree: numbers, findings
    *("guard", "read", "dump"),                                              # DOCX → Paper
    "inputs",                                                                # data files; sheets go through the guard
    "blocks",                                                                # what blocks are and how they stand to each other
    *("html", "pdfa", "pdf", "press", "picture", "printing"),                        # Paper → PDF
    *("sign", "copies"),                                                     # PDF → PDF: a signature; a copy
    *("fill", "scaffold"),                                                   # template → DOCX
    "fix",                                                                   # DOCX → DOCX with its layout set right
    "marks",                                                                 # findings → places on the pages
    "stage",                                                                 # texts at places of a sheet
    *("body", "components", "fields", "campaign", "outline", "doctypes"),    # data → values of a type
    "sheets",                                                                # workbooks of many documents, out and back as rows
    "dossier",                                                               # the documents of a unit, and whether they agree
    *("pipeline", "binding"),
    *("store", "database", "ledger", "accounts", "records"),                 # what is kept: files, units, people, documents
    *("bundle", "batch"),                                                    # bulk: outcome, engines
    "backup",                                                                # all that is kept → one file, and back
    *("api", "web", "cli"),                                                  # doors
)

# One library, one home: the units that may import it. Where there is more than one, the library is a notation (XML, schemas)
# and not an engine, or docs/adr says why.
HOMES = {
    "PIL": "fields pdf press read sign",    # of the data; a setting of WeasyPrint; for a PDF; of a Word file; of a seal
    "alembic": "database",
    "argon2": "accounts",
    "asn1crypto": "sign trust verify",      # a notation: certificates, messages, revocation lists
    "babel": "language vietnamese",         # the catalogue of texts; decimal comma and thousands point
    "celery": "batch",
    "click": "cli",
    "cryptography": "sign",                 # PKCS#12, and whether a provider's signature is one
    "cssselect2": "pdf",
    "docx": "rules",
    "docxtpl": "fill",
    "flask": "api web",
    "flask_babel": "web",
    "flask_limiter": "web",
    "flask_openapi3": "api",
    "flask_wtf": "web",
    "gunicorn": "cli",
    "isal": "fill press",
    "jinja2": "fill",
    "kombu": "batch",                       # Celery's own: a queue's arguments, what it raises
    "lxml": "fill fix guard read scaffold",
    "markupsafe": "web",                     # Jinja's own: what is markup already
    "obstore": "store",                     # S3
    "openpyxl": "inputs sheets",            # reading a sheet; writing a workbook, and marking the user's own
    "opentelemetry": "telemetry",
    "pikepdf": "bundle",
    "pkcs11": "sign",                       # tokens
    "prometheus_client": "telemetry",
    "pydantic": "api body campaign components doctypes fields stage words",
    "pydantic_core": "api body campaign components doctypes fields words",
    "pyhanko": "copies marks sign verify",  # sign, verify: its engine; copies: the update that adds a field; marks: annotations
    "pyhanko_certvalidator": "sign trust",  # trust: its engine; sign: what pyHanko hands it
    "pypdfium2": "pdfium",
    "pydyf": "pdf",
    "ruamel": "inputs",
    "sqlalchemy": "accounts database ledger records",      # a notation: statements; the engine is the database's
    "structlog": "telemetry",
    "uharfbuzz": "fonts",
    "weasyprint": "pdf",
    "werkzeug": "api web",                  # Flask's other half
}

MOST_LINES = 300
NO_NAMES = {"utils", "util", "helpers", "helper", "common", "core", "manager", "misc", "stuff", "lib"}


@cache
def modules() -> dict[str, ast.Module]:
    """`service.html.page` → its syntax tree; a package is named without `__init__`."""
    found = {}
    for path in sorted(SERVICE.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = ast.parse(path.read_text("utf-8"), str(path))
    return found


def imports(tree: ast.AST, *, for_types: bool = True) -> Iterator[str]:
    """The modules a tree imports, also inside functions; of `from a import b` it is `a.b` where that is a module of ours."""
    for node in ast.walk(tree) if for_types else at_run_time(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute here"
            assert node.module
            own = [f"{node.module}.{alias.name}" for alias in node.names if f"{node.module}.{alias.name}" in modules()]
            yield from own or [node.module]


def at_run_time(tree: ast.AST) -> Iterator[ast.AST]:
    """Every node but those under `if TYPE_CHECKING:` (a box holds blocks that hold boxes: such types name each other)."""
    if isinstance(tree, ast.If) and isinstance(tree.test, ast.Name) and tree.test.id == "TYPE_CHECKING":
        return
    yield tree
    for child in ast.iter_child_nodes(tree):
        yield from at_run_time(child)


def unit(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def test_every_unit_has_its_place_in_the_order() -> None:
    assert {unit(module) for module in modules()} - {""} == set(ORDER)


@pytest.mark.parametrize("name", ORDER)
def test_imports_go_downhill(name: str) -> None:
    below = {*ORDER[: ORDER.index(name)], name, ""}
    wrong = {f"{module} imports {target}" for module, tree in modules().items() if unit(module) == name
             for target in imports(tree) if target.split(".")[0] == "service" and unit(target) not in below}
    assert not wrong


def test_no_module_imports_itself_round_a_corner() -> None:
    graph = {module: {target for target in imports(tree, for_types=False) if target in modules() and target != module}
             for module, tree in modules().items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as cycle:
        pytest.fail(" → ".join(cycle.args[1]))


def test_every_library_is_imported_at_home_only() -> None:
    wrong = {f"{module} imports {target}" for module, tree in modules().items() for target in imports(tree)
             if (library := target.split(".")[0]) not in sys.stdlib_module_names and library != "service"
             and unit(module) not in HOMES.get(library, "").split()}
    assert not wrong


def test_every_home_is_lived_in() -> None:
    used = {(target.split(".")[0], unit(module)) for module, tree in modules().items() for target in imports(tree)}
    assert {(library, home) for library, homes in HOMES.items() if library != "pydantic_core" for home in homes.split()} <= used


def test_every_dependency_is_explained_in_the_decisions() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    groups = declared["dependency-groups"].values()         # a group may include another
    wanted = [*declared["project"]["dependencies"], *(one for group in groups for one in group if isinstance(one, str))]
    names = {re.split(r"[<>=!~ \[]", one)[0] for one in wanted}
    decisions = "".join(path.read_text("utf-8") for path in (ROOT / "docs/adr").glob("*.md"))
    explained = set(re.findall(r"^- \*\*([\w.-]+)\*\*", decisions, re.MULTILINE))
    assert not names - explained


def sources() -> list[Path]:
    return [path for folder in ("service", "tests", "benchmarks") for path in sorted((ROOT / folder).rglob("*.py"))]


def test_no_file_is_long_without_a_reason() -> None:
    """A longer one says in its docstring why: “… lines because …”."""
    wrong = [str(path) for path in sources() if len((text := path.read_text("utf-8")).splitlines()) > MOST_LINES
             and "lines because" not in (ast.get_docstring(ast.parse(text)) or "")]
    assert not wrong


def test_every_module_says_what_it_is() -> None:
    assert not [module for module, tree in modules().items() if tree.body and not ast.get_docstring(tree)]


def test_no_name_says_nothing() -> None:
    assert not [path for path in sources() if NO_NAMES & {path.stem, *path.parent.relative_to(ROOT).parts}]


def test_no_name_has_diacritics() -> None:
    names = {(module, name) for module, tree in modules().items() for node in ast.walk(tree)
             if (name := getattr(node, "name", None) or getattr(node, "id", None) or getattr(node, "arg", None))}
    assert not [(module, name) for module, name in names if isinstance(name, str) and not name.isascii()]


def test_nothing_is_put_off() -> None:
    words = "TO" + "DO", "FIX" + "ME", "X" * 3, "HA" + "CK"
    assert not [path for path in sources() if re.search(rf"\b({'|'.join(words)})\b", path.read_text("utf-8"))]
