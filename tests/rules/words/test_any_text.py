"""No text makes a rule fail, whatever it is taken for."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.rules.check import check
from service.rules.layout import COMPONENTS
from service.rules.see import see_text
from service.rules.seen import Part, Seen
from tests.rules.words.documents import ALL, found

PIECES = st.sampled_from(
    [
        "Căn cứ",
        "Luật",
        "số",
        "Số:",
        "128/KH-UBND",
        "ngày 05 tháng 11 năm 2025",
        "ngày",
        "tháng",
        "năm",
        "của",
        ";",
        ",",
        ".",
        "./.",
        "-",
        "–",
        "a)",
        "đ)",
        "f)",
        "1.",
        "1.1.",
        "1.1.1.",
        "IV.",
        "Điều 5.",
        "Phần I",
        "Chương 99",
        "Mục 1",
        "Kính gửi:",
        "Như trên",
        "Như Điều 9",
        "Nơi nhận:",
        "Lưu: VT",
        "TM.",
        "KT.",
        "T/M",
        "PHÓ CHỦ TỊCH",
        "Phụ lục II",
        "(Kèm theo",
        "“",
        "”",
        '"',
        "**",
        "{{ x }}",
        "…",
        "\n",
        "\t",
        "  ",
        "Ðơn",
        "e\u0302",
        "Viá»‡t",
        "V/v",
        "Tỉnh Nam Định",
        "quận 1",
        "điều 5 của",
        "SAO Y",
        "/",
        "\\",
        "31 tháng 02",
        "TS.",
        "²",
        "①",
        "ⅳ",
        "٣",
        "𝟙",
        "\u200b",
        "\x00",
    ]
)
WORDS = st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=12).map(" ".join)
PARTS = st.lists(
    st.tuples(st.sampled_from(["", *COMPONENTS]), WORDS, st.sampled_from([0.0, 0.4, 0.6, 0.9, 1.0]), st.booleans()), max_size=14
)
TYPES = st.sampled_from(["KH", "QĐ", "", "TTr", "BC", "GM", "BB", "QC", None])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PARTS, TYPES, st.one_of(st.none(), st.dates(date(2003, 1, 1), date(2030, 1, 1))))
def test_parts_of_any_words(parts: list[tuple[str, str, float, bool]], kind: str | None, issued: date | None) -> None:
    seen = Seen(
        "text",
        tuple(
            Part(index, text, component, confidence, number=index + 1, line=index + 1, in_table=in_table)
            for index, (component, text, confidence, in_table) in enumerate(parts)
        ),
        kind,
        issued,
    )
    for finding in check(seen).findings:
        assert finding.message


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, max_size=20).map("\n".join))
def test_any_plain_text(text: str) -> None:
    assert check(see_text(text)).verdicts


@pytest.mark.parametrize("name", ALL)
@given(data=st.data())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_good_document_with_one_part_out_of_place(name: str, data: st.DataObject) -> None:
    parts = list(ALL[name].parts)
    moved = data.draw(st.permutations(parts))
    found(Seen("text", tuple(moved), ALL[name].abbreviation, ALL[name].issued))


def test_a_heading_of_an_appendix_without_words() -> None:
    assert check(Seen("text", (Part(0, " ", "phu_luc", 1.0, line=1),), "KH", date(2025, 11, 5))).verdicts
