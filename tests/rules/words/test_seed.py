"""A real plan as plain text: its certain defects at their lines, and nothing said of what is right in it."""

from __future__ import annotations

import pytest

from service.rules import words
from service.rules.check import check
from service.rules.finding import Finding
from service.rules.see import see_text
from tests.shared import SHARED

assert words

# The shape of the plan, sentences shortened; the defects F3 … F24 of the notes on it stand where the comment says.
EXCERPT = """

Số: 656/GDDT-TĐ

Gò Vấp, ngày 16 tháng 6 năm 2023

KẾ HOẠCH

Tổ chức Phong trào thi đua “Đẩy mạnh phát triển kết cấu hạ tầng” của ngành Giáo dục và Đào tạo

Căn cứ Kế hoạch số 2268/KH-UBND ngày 31 tháng 5 năm 2023 của Ủy ban nhân dân quận Gò Vấp về tổ chức Phong trào thi đua,

Phòng Giáo dục và Đào tạo xây dựng Kế hoạch với những nội dung cụ thể như sau:

I. MỤC ĐÍCH, YÊU CẦU

1. Mục đích

- Nâng cao vai trò, trách nhiệm của các đơn vị.

2. Yêu cầu

a) Đổi mới tư duy về thể chế.

b) Thi đua huy động mọi nguồn lực.

c) Thi đua lao động sáng tạo.

d) Thi đua nâng cao năng lực.

đ) Thi đua nghiên cứu, ứng dụng khoa học kỹ thuật.

II. TIÊU CHÍ THI ĐUA

1. Tiêu chí thi đua

- Đẩy mạnh triển khai Chương trình chuyển đổi số.

b) Về thực hành tiết kiệm, chống lãng phí:

- Công khai hệ thống định mức kinh tế kỹ thuật.

*** Đối với cá nhân**

- Cán bộ, công chức, viên chức gương mẫu trong quản lý tài sản nhà nước.

III. TỔ CHỨC THỰC HIỆN

2. Các đơn vị trường học

- Định kỳ hằng năm, các đơn vị báo cáo kết quả thực hiện.

Trên đây là Kế hoạch tổ chức thực hiện Phong trào thi đua./.

Nơi nhận:

- Như trên;
- Lưu: VT, TĐ.



Trịnh Văn Thành"""


def line_of(beginning: str) -> int:
    return next(number for number, line in enumerate(EXCERPT.split("\n"), 1) if line.startswith(beginning))


def said(text: str) -> dict[tuple[str, int | None], Finding]:
    return {(finding.code, finding.fault.line): finding for finding in check(see_text(text)).findings}


def test_the_defects_of_the_shape_are_found_at_their_lines() -> None:
    assert set(said(EXCERPT)) == {
        ("S-01", line_of("Số:")),  # F3: a plan numbered as a công văn
        ("G-24", line_of("Số:")),  # F4: Đ lost
        ("B-02", line_of("Căn cứ")),  # F7: ends with a comma
        ("B-16", line_of("1. Tiêu chí")),  # F12: the heading a) is missing
        ("B-16", line_of("b) Về")),  # F13: b) without a)
        ("G-16", line_of("***")),  # F14
        ("B-14", line_of("2. Các đơn vị")),  # F21: begins with 2
        ("N-08", line_of("- Như trên")),  # F24: no Kính gửi
    }


def test_a_suggestion_keeps_the_words() -> None:
    findings = said(EXCERPT)
    assert findings["B-02", line_of("Căn cứ")].fault.suggestion.endswith("thi đua.")
    assert findings["G-16", line_of("***")].fault.suggestion == "Đối với cá nhân"
    assert findings["G-24", line_of("Số:")].fault.suggestion == "GDĐT"


@pytest.mark.skipif(SHARED is None, reason="the plan lies beside the checkout")
def test_the_whole_plan() -> None:
    assert SHARED is not None
    findings = said((SHARED / "seed/ke-hoach-656.txt").read_text("utf-8"))
    certain = {("S-01", 3), ("B-02", 11), ("B-16", 61), ("B-16", 69), ("G-16", 89), ("B-14", 136), ("N-08", 146)}
    reminded = {("G-24", 3), ("G-19", 77), ("G-20", 87)}  # F4, F17, C3
    assert set(findings) == certain | reminded
