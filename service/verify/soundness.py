"""What the bytes alone say: whole, covered, unchanged, strong."""

from __future__ import annotations

from collections.abc import Iterator

from service.errors import problem
from service.verify.found import Finding
from service.verify.remarks import invalid, unclear
from service.verify.taken import FORMS, Taken


def of_bytes(one: Taken) -> Iterator[Finding]:
    """Findings that need no trust."""
    if one.certificate is None and one.form and one.form not in FORMS:
        yield unclear(problem("signature-form", "Chữ ký thuộc dạng {dang}, chương trình này không kiểm tra được.",
                              place=one.field, dang=one.form))
        return
    if one.certificate is None:
        yield invalid(problem("signature-unreadable", "Không đọc được chữ ký: dữ liệu hỏng.", place=one.field))
        return
    yield from _of_message(one)
    yield from _of_extent(one)


def intact(one: Taken) -> bool:
    if one.message:
        return one.message.same and one.message.genuine
    return bool(one.stamp and one.stamp.sound)


def _of_message(one: Taken) -> Iterator[Finding]:
    if one.stamp and not one.stamp.sound:
        yield invalid(problem("signature-broken", "Dấu thời gian không khớp với nội dung tệp.", place=one.field))
    if one.message is None:
        return
    if not one.message.same:
        yield invalid(problem("signature-broken", "Nội dung đã bị sửa sau khi ký: mã băm không khớp.", place=one.field))
    elif not one.message.genuine:
        yield invalid(problem("signature-broken", "Chữ ký số không khớp với chứng thư đi kèm.", place=one.field))
    if weak := one.message.weaknesses:
        yield unclear(problem("algorithm-weak", "Thuật toán yếu, không còn bảo đảm: {ten}.", place=one.field,
                              ten=", ".join(weak)))
    if any(not stamp.sound for stamp in one.stamps):
        yield unclear(problem("time-stamp-broken", "Dấu thời gian không khớp với chữ ký.", place=one.field))


def _of_extent(one: Taken) -> Iterator[Finding]:
    extent = one.covered
    if extent.coverage == "mot_phan":
        yield invalid(problem("coverage-partial", "Chữ ký không bao trùm trọn một phiên bản của tệp: có phần không được bảo vệ.",
                              place=one.field))
    elif extent.junk:
        yield invalid(problem("changed-after", "Sau khi ký có {so} byte lạ thêm vào cuối tệp.", place=one.field, so=extent.junk))
    elif extent.changes == "dang_ngo":
        yield invalid(problem("changed-after", "Tệp bị sửa sau khi ký, ngoài việc ký thêm và bổ sung dữ liệu xác minh.",
                              place=one.field))
    elif extent.changes == "dien_bieu_mau":
        yield unclear(problem("filled-after", "Sau khi ký, biểu mẫu được điền ở: {o}.", place=one.field,
                              o=", ".join(extent.filled)))
