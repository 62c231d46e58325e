"""Registry → `docs/campaign-rules.md`. `python -m service.dossier.page` writes it anew; a test holds it equal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from service.dossier.check import RULE_MODULES
from service.dossier.registry import Across, across_rules
from service.rules.finding import SEVERITIES

_FILE: Final = Path(__file__).parents[2] / "docs" / "campaign-rules.md"
_GROUPS: Final[Mapping[str, str]] = {
    "A": "Who issues, signs, is addressed", "B": "Who may be proposed", "C": "The time of the achievement",
    "D": "Names and numbers", "E": "Councils and votes", "F": "What a dossier holds",
    "G": "Passages, numbers of documents", "H": "Days and terms",    "I": "Legal grounds", "J": "Prize money", "K": "Quotas"}
# Requirements on campaign papers that no rule here judges, and why.
_ASIDE: Final = (
    ("B4", "a topical award is no ground for a higher award of merit (công trạng)", "every award of the catalogue is topical"),
    ("B5", "no lower award is needed first", "a freedom: no rule asks for one"),
    ("B8", "maternity leave counts as time worked", "TD-C2 counts by the days of office and takes no leave away"),
    ("B12", "standards of LĐTT, CSTĐCS, TTLĐTT, TTLĐXS", "titles are not proposed by the types of the catalogue"),
    ("C4", "files for the Prime Minister not older than six months", "no such file is made by the types of the catalogue"),
    ("C6", "time before and after 01/7/2025 counts together for one school", "TD-C2 and TD-C3 do so; there is nothing to break"),
    ("F3–F5", "dossiers of titles and of Bằng khen of the Prime Minister", "not made by the types of the catalogue"),
    ("F7", "dossier of a cancelled award", "not made by the types of the catalogue"),
    ("G1–G5, G7–G12, G15", "form, layout, spelling of one document", "rules of the decree: [conformance.md](conformance.md)"),
    ("G16", "errors in an issued document are mended by a letter of correction", "what to do, not what to check"),
    ("H3", "terms of files for the State level", "no such file is made by the types of the catalogue"),
    ("H5", "ten working days of publicity", "the law asks for it with awards that the catalogue does not make"),
    ("H6", "statistics by 15 December", "their forms are not in the catalogue"),
    ("H8", "revoked money and objects given back in 15 working days", "no document of the catalogue says when"),
)


def campaign_rules() -> str:
    """The whole page."""
    known = across_rules()
    lines = [
        "# Rules across documents",
        "",
        "What `vanban campaign check` holds the documents of a campaign to: against each other and against the campaign's data,",
        "one document with its campaign or a whole dossier. Findings are those of `vanban check`. Generated from the registry by",
        "`python -m service.dossier.page`; a test holds it equal.",
        "",
        f"{len(known)} rules in {len(RULE_MODULES)} modules. *lỗi*: not ready to be signed; *nhắc*: to be looked at; *lưu ý*: to",
        "know, nothing is wrong. “Set by” names the key of `cau_hinh`, or the table, that holds what the law leaves to local",
        "rule ([campaign.md](campaign.md)): where it is not set, the rule says so, and guesses nothing. A letter at the end",
        "of a code parts what has another severity or is another question of the same requirement.",
        *(line for letter, title in _GROUPS.items() for line in _group(letter, title, known)),
        "",
        "## What no rule here judges",
        "",
        "| | requirement | why |",
        "|---|---|---|",
        *(_row(*one) for one in _ASIDE),
    ]
    return "\n".join(lines) + "\n"


def _group(letter: str, title: str, known: Mapping[str, Across]) -> Iterator[str]:
    yield from ("", f"## {letter} · {title}", "", "| rule | requirement | severity | source | set by |", "|---|---|---|---|---|")
    for code, one in known.items():
        if code.startswith(f"TD-{letter}"):
            settings = ", ".join(f"`{name}`" for name in one.settings)
            yield _row(f"{code} `{one.name}`", " ".join(one.requirement.split()), SEVERITIES[one.severity], one.source, settings)


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    _FILE.write_text(campaign_rules(), "utf-8")
