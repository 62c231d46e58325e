"""Registry + rows → `docs/conformance.md`: which rows of the decree are judged or held, by what, and why the others cannot be.

`python -m service.rules.conformance` writes it anew; what stands below the mark is written by hand and kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from service.rules.enforced import ENFORCED
from service.rules.finding import SEVERITIES
from service.rules.registry import Rule, rules
from service.rules.rows import Row, rows
from service.rules.uncheckable import UNCHECKABLE

MARK: Final = "<!-- Written by hand from here on. -->"
_FILE: Final = Path(__file__).parents[2] / "docs" / "conformance.md"
_NEEDS: Final = {"words": "words", "looks": "looks", "geometry": "page", "file": "file"}
_SUPPORT: Final = {"A": "prose", "S": "samples", "P": "practice", "K": "known otherwise", "-": "not in the decree"}


def conformance() -> str:
    """The generated part of the page, up to and with the mark."""
    registry, table, reasons = rules(), rows(), UNCHECKABLE
    judged = [row for row in table.values() if row.id in registry]
    lines = [
        "# Conformance",
        "",
        "Every row of the decree's requirements (Nghị định 30/2020/NĐ-CP; clauses are those of Phụ lục I, Phần I, unless they",
        "say otherwise) and the rule that judges it, the command that holds it when a document is signed or copied, or the",
        "reason why a file cannot show it. Generated from the registry by `python -m service.rules.conformance`; a test holds it",
        "equal and complete.",
        "",
        f"{len(table)} rows: {len(judged)} are judged by `vanban check`, {len(ENFORCED)} are held by `vanban sign`, `copy` or",
        f"`verify` (with the codes of their refusals), {len(reasons)} cannot be. *lỗi*: the decree says so; *nhắc*: drawn only",
        "in its samples, or practice. A rule needs the words, the looks of the letters, the page, or the file as a whole; what",
        "an input does not have leaves its rules undetermined.",
        "",
        "| row | clause | support | requirement | rule | needs |",
        "|---|---|---|---|---|---|",
        *(_line(row, registry, reasons) for row in table.values()),
        "",
        "## Further rules",
        "",
        "No row of the table asks for these; they tell of files that are not fit to be issued.",
        "",
        "| rule | clause | requirement | severity | needs |",
        "|---|---|---|---|---|",
        *_further(registry, table),
        "",
        MARK,
    ]
    return "\n".join(lines) + "\n"


def written(now: str) -> str:
    """The page with its generated part renewed."""
    return conformance() + now.partition(MARK + "\n")[2]


def _line(row: Row, registry: Mapping[str, Rule], reasons: Mapping[str, str]) -> str:
    found = registry.get(row.id)
    known = (row.id, row.clause, _SUPPORT[row.support], row.requirement)
    if row.id in ENFORCED:
        held = ENFORCED[row.id]
        commands, codes = ", ".join(f"`vanban {one}`" for one in held.commands), ", ".join(f"`{one}`" for one in held.codes)
        return _row(*known, f"{commands}: {held.what}" + (f" {codes}" if codes else ""), "")
    if found is None:
        return _row(*known, f"not checkable: {reasons[row.id]}", "")
    return _row(*known, f"`{found.name}`, {SEVERITIES[found.severity]}", _needs(found))


def _further(registry: Mapping[str, Rule], table: Mapping[str, Row]) -> Iterator[str]:
    for code in sorted(registry.keys() - table.keys()):
        found = registry[code]
        requirement = found.requirement.splitlines()[0]
        yield _row(f"{code} `{found.name}`", found.clause, requirement, SEVERITIES[found.severity], _needs(found))


def _needs(found: Rule) -> str:
    return ", ".join(name for need, name in _NEEDS.items() if need in found.needs)


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


if __name__ == "__main__":
    _FILE.write_text(written(_FILE.read_text("utf-8") if _FILE.exists() else ""), "utf-8")
