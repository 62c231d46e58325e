from __future__ import annotations

import pytest

from service.components.recipients import Filing, Recipient, addressees, conflicts, lines


def named(*names: str) -> list[Recipient]:
    return [Recipient(ten=name) for name in names]


@pytest.mark.parametrize(("filing", "unit", "printed"), [
    (Filing(don_vi="TĐ"), "", "- Lưu: VT, TĐ."), (Filing(don_vi="HC", so_ban=2), "", "- Lưu: VT, HC (2)."),
    (Filing(), "TĐ", "- Lưu: VT, TĐ."), (Filing(), "", "- Lưu: VT."), (Filing(don_vi="Hồ sơ"), "TĐ", "- Lưu: VT, Hồ sơ."),
    (Filing(don_vi="VP", nguoi_soan="pl", so_phat_hanh=300), "", "- Lưu: VT, VP. PL.(300)"),
])
def test_the_last_line_names_where_copies_are_kept(filing: Filing, unit: str, printed: str) -> None:
    assert filing.line(unit) == printed


@pytest.mark.parametrize(("names", "addressed", "dieu", "printed"), [
    (("UBND quận Gò Vấp", "Các trường;"), False, 0, ["- UBND quận Gò Vấp;", "- Các trường;", "- Lưu: VT."]),
    (("Sở Nội vụ",), True, 0, ["- Như trên;", "- Sở Nội vụ;", "- Lưu: VT."]),
    (("Như trên;", "- Sở Nội vụ"), True, 0, ["- Như trên;", "- Sở Nội vụ;", "- Lưu: VT."]),
    (("Như Điều 3", "Sở Nội vụ"), False, 3, ["- Như Điều 3;", "- Sở Nội vụ;", "- Lưu: VT."]),
    ((), False, 0, ["- Lưu: VT."]),
])
def test_as_above_and_as_article_are_ours(names: tuple[str, ...], addressed: bool, dieu: int, printed: list[str]) -> None:
    assert lines(named(*names), None, unit="", addressed=addressed, last_dieu=dieu) == printed


def test_a_purpose_stands_in_brackets() -> None:
    assert Recipient(ten="UBND quận", muc_dich="để báo cáo").line() == "UBND quận (để báo cáo)"


@pytest.mark.parametrize(("names", "addressed", "dieu", "codes"), [
    (("Như trên",), False, 0, ["recipient-as-above"]),             # the seed, F24
    (("Lưu: VT, TĐ.",), False, 0, ["recipient-filing"]),
    (("Như Điều 2;",), False, 3, ["recipient-article"]),
    (("Như Điều 3;", "Sở Nội vụ"), False, 3, []),
])
def test_a_line_of_ours_typed_otherwise_is_refused(names: tuple[str, ...], addressed: bool, dieu: int, codes: list[str]) -> None:
    assert [one.code for one in conflicts(named(*names), addressed=addressed, last_dieu=dieu, pointer="/noi_nhan")] == codes


@pytest.mark.parametrize(("names", "printed"), [
    (["Bộ Nội vụ."], ["Bộ Nội vụ"]),
    (["Bộ Nội vụ", "- Bộ Kế hoạch và Đầu tư;", "Bộ Tài chính"], ["- Bộ Nội vụ;", "- Bộ Kế hoạch và Đầu tư;", "- Bộ Tài chính."]),
])
def test_several_addressees_get_a_line_each(names: list[str], printed: list[str]) -> None:
    assert addressees(names) == printed
