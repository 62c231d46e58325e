"""The words for a nominee: the citation (at most 220 characters) and the summary (at most 60 words), with the unit's figures.

A clause starts with a verb and holds a figure of ket_qua. A citation joins two clauses in one of eighteen patterns, a summary
three and a deed of the nominee's own work in one of eighteen others; for people below the head of a school there are sixteen
more of each, which leave the figures to the school.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Final

from service.vietnamese.decimals import decimal
from tests.campaign.example.dice import Dice
from tests.campaign.example.figures import YEARS, Figures
from tests.campaign.example.nominees_plan import Candidate

MOST_CHARACTERS: Final = 220
MOST_WORDS: Final = 60
WORDS: Final = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


def clauses(figures: Figures, theme: str) -> list[str]:
    """All ways to say what became of a theme; none where a year has no figure or nothing got better."""
    code, forms = WORDS["clauses"][theme]["indicator"], WORDS["clauses"][theme]["forms"]
    values = [one for one in figures[code].values() if not isinstance(one, str)]
    if len(values) < len(YEARS) or not sum(values):
        return []
    places = 1 if isinstance(values[0], Decimal) else 0
    fall = Decimal(values[0] - values[-1]) * 100 / values[0] if values[0] else Decimal(0)
    if theme in ("dien", "nuoc", "giay", "gio") and fall <= 3:
        return []
    count = sum(one for one in figures["sang_kien"].values() if not isinstance(one, str)) if theme == "sang_kien" else 0
    slots = {
        "d": decimal(values[0], places),
        "c": decimal(values[-1], places),
        "g": decimal(fall, 1),
        "t": decimal(sum(values), places),
        "k": decimal(count, 0),
    }
    return [form.format_map(slots) for form in forms]


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


class Praise:
    """Writes for one nominee after another; never the same pattern for two in a row, never the same text."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._turn = 0

    def of(self, one: Candidate, figures: Figures) -> tuple[str, str]:
        """Citation and summary."""
        self._turn += 1
        dice = Dice("praise", one.code)
        own = one.role not in ("", "ht")
        citation = self._first(
            dice, one.work, figures, "personal_citations" if own else "citations", 2, lambda text: len(text) <= MOST_CHARACTERS
        )
        summary = self._first(
            dice, one.work, figures, "personal_summaries" if own else "summaries", 3, lambda text: len(text.split()) <= MOST_WORDS
        )
        return citation, summary

    def _first(self, dice: Dice, work: str, figures: Figures, kind: str, count: int, fits: Callable[[str], bool]) -> str:
        """The first composition that fits and that nobody has."""
        ways = {theme: found for theme in WORDS["themes"][work] if (found := clauses(figures, theme))}
        patterns, deeds = WORDS[kind], WORDS["deeds"].get(work, WORDS["deeds"]["gv"])
        for attempt in range(400):
            pattern = patterns[(self._turn * 7 + attempt * 5) % len(patterns)]
            themes = dice.order(list(ways))[:count]
            parts = dict(zip("abc", (dice.pick(ways[theme]) for theme in themes), strict=False))
            deed = dice.pick(deeds)
            text = pattern.format_map(
                {
                    **parts,
                    **{key.upper(): capital(part) for key, part in parts.items()},
                    "d": deed[:1].lower() + deed[1:],
                    "D": deed,
                }
            )
            if fits(text) and text not in self._given:
                self._given.add(text)
                return text
        raise AssertionError(f"no words found for {work}")
