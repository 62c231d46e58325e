"""What is measured once: whole tokens, where they may be cut, and how much of it is kept."""

from __future__ import annotations

import pytest

from service.fonts import faces
from service.lines import Ruler, books
from service.lines.books import APART, Tokens, Widths, book
from service.lines.cuts import pieces, units
from service.paper import TextStyle


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("tỉnh", [["tỉnh"]]),
        ("30/2020/NĐ-CP", [["30/2020/NĐ-"], ["CP"]]),
        ("2021–2025;", [["2021–"], ["2025;"]]),
        ("-5", [["-", "5"]]),
        ("--a-b", [["--", "a-"], ["b"]]),
        ("-", [["-"]]),
        ("a--", [["a--"]]),
        ("mm\u200bmm", [["mm\u200b"], ["mm"]]),
        ("Hà\u00a0Nam", [["Hà\u00a0Nam"]]),
        ("Nam\u00a0", None),
        ("\u00a0Nam", None),
        ("Hà\u2003Nam", None),
        ("", None),
    ],
    ids=lambda one: repr(one) if isinstance(one, str) else "",
)
def test_the_units_of_a_token(token: str, expected: list[list[str]] | None) -> None:
    assert units(token) == expected
    if expected:
        assert [piece for unit in expected for piece in unit] == pieces(token)


def test_a_token_is_as_wide_as_its_pieces_and_the_blank_behind_it() -> None:
    shape = Ruler(faces()).shape(TextStyle(size_pt=14.0))
    tokens, widths = shape.tokens, shape.widths
    assert tokens["-5"] == pytest.approx(widths["-5"] + widths[" "])
    assert tokens["NĐ-CP"] == tokens["Nam\u00a0"] == tokens["漢"] == APART
    cut = tokens.cut("NĐ-CP")
    assert cut == ((3, 2), (pytest.approx(widths["NĐ-"]), pytest.approx(widths["CP"])))
    assert (tokens.cut("Nam\u00a0"), tokens.cut("漢")) == (None, None)


def test_two_rulers_measure_with_one_book() -> None:
    style = TextStyle(size_pt=13.0, bold=True)
    first, second = (Ruler(faces()).shape(style) for _ in range(2))
    assert first is not second
    assert (first.widths, first.tokens, first.words) == (second.widths, second.tokens, second.words)
    assert first.widths is second.widths


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(books, "_MOST", 40)
    words = book(faces().find("Arial").face, 11.5, kern=False, ligatures=False, spacing_pt=0.0).words
    widths = Widths(words, 11.5, 0.0)
    tokens = Tokens(faces().find("Arial").face, widths)
    measured = [(tokens[f"số-{number}"], tokens[f"số{number}"], tokens.cut(f"số-{number}")) for number in range(100)]
    assert (len(widths) <= 40, len(tokens) <= 40) == (True, True)
    assert measured == [(tokens[f"số-{number}"], tokens[f"số{number}"], tokens.cut(f"số-{number}")) for number in range(100)]
    long = "m" * 500
    assert tokens[long] == pytest.approx(500 * widths["m"] + widths[" "])
    assert (long in tokens, long in widths) == (False, False)


def test_books_are_bounded() -> None:
    limit = book.cache_info().maxsize
    assert limit is not None
    assert limit < 200
