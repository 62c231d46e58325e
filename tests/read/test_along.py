"""A body whose template handed on what it printed is read as its text is: for values of any kind, of any length, anywhere."""

from __future__ import annotations

from random import Random

import pytest

from service.fill import prepare
from service.read import read
from service.values import Rich, Run
from tests.read.drawn import docx, p, r
from tests.read.test_straight import cell, row, table

# in a text of its own, with words before and behind, twice in one text, in an attribute, in a line that may be missing
BODY = (
    p(r("{{ a }}")) + p(r("Số: {{ a }}/QĐ-{{ b }} ngày")) + p(r("{{ a }}{{ b }}") + r(" và {{ c }}", "<w:b/>"))
    + p(r("{{r d }}")) + p(r("{%p if b %}")) + p(r("Có {{ b }}")) + p(r("{%p endif %}")) + p(r("luôn vậy"))
    + p(r("{{ c }}", "<w:caps/>")) + p(r("{{ c }}") + r("")) + p(r("{{ a }} ") * 2, '<w:jc w:val="{{ e }}"/>')
)
LOOP = (
    f"<w:tr>{cell('{%tr for one in rows %}')}{cell('')}</w:tr>" + row("{{ one.x }}", "{{ one.y }}")
    + f"<w:tr>{cell('{%tr endfor %}')}{cell('')}</w:tr>"
)
ROWS = table(row("TT", "{{ b }}"), LOOP, row("Cộng", "{{ c }}"))
TEXTS = (
    "một", "hai", "ba & bốn", "", "một", "漢字 và chữ", "ɡ ß", "  ", "1/3 – “hai”", "a\nb", "x\ty", "<w:t>", "\u05d0", "mười",
)  # fmt: skip


def record(dice: Random, texts: tuple[str, ...], rows: int) -> dict[str, object]:
    def text() -> str:
        return dice.choice(texts)

    return {
        "a": text(), "b": text(), "c": text(), "d": Rich((Run(text() or "x"),)), "e": dice.choice(("left", "left", "right")),
        "rows": [{"x": str(number), "y": text()} for number in range(rows)],
    }  # fmt: skip


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("drawn", [BODY + ROWS, ROWS + p(r("{{ a }}")), p(r("{{ c }}"))])
def test_what_was_printed_is_read_as_its_text_is(drawn: str, seed: int) -> None:
    dice = Random(seed)
    prepared = prepare(docx(drawn))
    texts = TEXTS if seed % 3 else TEXTS[:3] + TEXTS[4:5] + TEXTS[-1:]
    for _ in range(14):
        filled = prepared.filled(record(dice, texts, dice.choice((1, 2, 2, 2, 5))))
        assert filled.paper == read(filled.docx)


def test_a_body_of_other_words_goes_along() -> None:
    """From the fourth of as many pieces on, whatever the words are."""
    prepared = prepare(docx(BODY.replace("{{r d }}", "") + ROWS))
    for number in range(6):
        rows = [{"x": "1", "y": f"{number}"}] * 3
        value = {"a": f"{number}", "b": f"b{number}", "c": f"chữ &{number}", "e": "left", "rows": rows}
        filled = prepared.filled(value)
        straight = prepared.papers._straight
        known = None if straight is None else straight._known
        told = None if known is None else known.paths.printed(filled.parts[prepared.document], filled.printed or ())
        assert (told is not None) == (number > 2)
        assert filled.paper == read(filled.docx)
        assert told is None or told == filled.paper.sections
