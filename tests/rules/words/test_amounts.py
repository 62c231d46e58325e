"""G-27: amounts in figures and in words, beside each other."""

from __future__ import annotations

import pytest

from service.rules.check import check
from service.rules.finding import Fault
from service.rules.see import see_text


def told(text: str) -> list[Fault]:
    return [finding.fault for finding in check(see_text(text)).findings if finding.code == "G-27"]


OTHER = [
    # text, figures, what the words say
    ("Kinh phí: 18.500.000 đồng (Bằng chữ: Mười tám triệu đồng).", "18.500.000", "18.000.000"),
    ("Kinh phí: 18.500.000 đồng.\nBằng chữ: Mười tám triệu năm mươi nghìn đồng./.", "18.500.000", "18.050.000"),
    ("Tổng cộng: 2.340.000 đ\n(Số tiền viết bằng chữ: Hai triệu ba trăm bốn mươi đồng)", "2.340.000", "2.000.340"),
    ("Mức thưởng 702.000 đồng (bảy trăm hai mươi nghìn đồng) mỗi người.", "702.000", "720.000"),
    ("Hỗ trợ 18,5 triệu đồng (bằng chữ: mười tám triệu không trăm năm mươi nghìn đồng).", "18.500.000", "18.050.000"),
    ("Đợt 1: 1.000.000 đồng; đợt 2: 3.000.000 VNĐ (bằng chữ: Hai triệu đồng)", "3.000.000", "2.000.000"),
    ("Kinh phí: 1000000 đồng, bằng chữ: một tỷ đồng", "1.000.000", "1.000.000.000"),
]


@pytest.mark.parametrize(("text", "figures", "said"), OTHER)
def test_another_number_is_told(text: str, figures: str, said: str) -> None:
    [fault] = told(text)
    assert (fault.problem.args["so"], fault.problem.args["doc"]) == (figures, said)
    assert fault.required.startswith(f"{figures} đồng: ")


SAME = [
    "Kinh phí: 18.500.000 đồng (Bằng chữ: Mười tám triệu năm trăm nghìn đồng chẵn).",
    "Kinh phí: 18.500.000 đồng.\nBằng chữ: Mười tám triệu năm trăm ngàn đồng./.",
    "Kinh phí: 18,5 triệu đồng (mười tám triệu năm trăm nghìn đồng).",
    "Tổng cộng: 18.500\nBằng chữ: Mười tám triệu năm trăm nghìn đồng.",               # a table in thousands
    "Tổng cộng: 2.340.000\nBằng chữ: Hai triệu ba trăm bốn mươi nghìn đồng.",
    # no figures beside, or those of something else
    "Hỗ trợ 5.000.000 đồng mỗi trường.\nSố tiền bằng chữ: Hai triệu đồng (2.000.000 đồng).",
    "Hỗ trợ 5.000.000 đồng mỗi trường.\nCác đơn vị quyết toán đúng hạn; số tiền còn lại ghi bằng chữ: Hai triệu đồng.",
    "Bằng chữ: Hai triệu đồng.", "Tổng số 1.250 học sinh.\nCác đơn vị thực hiện.",
    # words that are no number, or could be two
    "Kinh phí: 240.000 đồng (bằng chữ: hai trăm tư nghìn đồng).", "Gồm 18.500.000 đồng (trong đó có phần đóng góp của đồng bào).",
    "Kinh phí: 2.000.000 đồng (Bằng chữ: ……… đồng).", "Cử 02 đồng chí, hỗ trợ 5.000 đồng (hai đồng chí).",
    f"Kinh phí {'1.000.' * 900}000 đồng (bằng chữ: một đồng).",
]


@pytest.mark.parametrize("text", SAME)
def test_what_agrees_or_cannot_be_told_is_spared(text: str) -> None:
    assert told(text) == []
