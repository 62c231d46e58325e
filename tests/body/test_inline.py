from __future__ import annotations

import pytest

from service.body.inline import ended, rich
from service.values import Rich, Run


@pytest.mark.parametrize(("text", "runs"), [
    ("trước ngày 05/12", [Run("trước ngày 05/12")]),
    ("trước **ngày 05/12**.", [Run("trước "), Run("ngày 05/12", bold=True), Run(".")]),
    ("*nghiêng* và ***đậm nghiêng***", [Run("nghiêng", italic=True), Run(" và "), Run("đậm nghiêng", bold=True, italic=True)]),
    ("**đậm có *nghiêng* trong**", [Run("đậm có ", bold=True), Run("nghiêng", bold=True, italic=True), Run(" trong", bold=True)]),
    ("120 m^2^, H~2~O", [Run("120 m"), Run("2", script="super"), Run(", H"), Run("2", script="sub"), Run("O")]),
    (r"\*chú thích, \\ và \^", [Run("*chú thích, \\ và ^")]),
    ("5*3 = 15, 5 * 3 và ~ 5 đến ~ 6", [Run("5*3 = 15, 5 * 3 và ~ 5 đến ~ 6")]),
    ("", []),
])
def test_marks_become_runs(text: str, runs: list[Run]) -> None:
    assert rich(text) == (Rich(tuple(runs)), True)


@pytest.mark.parametrize("text", ["**đậm mà quên đóng", "*** Đối với cá nhân**", "đóng mà quên mở**"])
def test_a_double_star_without_partner_is_told(text: str) -> None:
    assert rich(text) == (Rich.of(text), False)


@pytest.mark.parametrize(("text", "printed"), [
    ("tổ chức thực hiện.", "tổ chức thực hiện./."), ("tổ chức thực hiện./.", "tổ chức thực hiện./."),
    ("tổ chức thực hiện ./. ", "tổ chức thực hiện./."), ("tổ chức thực hiện././.", "tổ chức thực hiện./."),
    ("tổ chức thực hiện;", "tổ chức thực hiện./."), ("tổ chức thực hiện", "tổ chức thực hiện./."),
    ("**tổ chức thực hiện.**", "tổ chức thực hiện./."), ("", "./."),
])
def test_the_end_mark_is_never_doubled(text: str, printed: str) -> None:
    assert str(ended(rich(text)[0], "./.")) == printed


def test_a_long_text_of_open_marks_is_read_in_linear_time() -> None:
    found, _ = rich("**a *b " * 50_000)
    assert len(str(found)) > 200_000
