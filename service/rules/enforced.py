"""Rows of the decree's rule table that a drafted document cannot show, and that signing, copying and verifying hold. Data only.

Row → the commands that hold it, what they do (Vietnamese, for docs/conformance.md) and the codes of their refusals and reports.
A row is a rule, or here, or in `uncheckable`, never twice (tests/rules/test_uncheckable.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Command = Literal["copy", "sign", "verify"]


@dataclass(frozen=True, slots=True)
class Enforced:
    commands: tuple[Command, ...]
    what: str
    codes: tuple[str, ...] = ()


_IMAGE: Final = ("image-format", "image-transparent", "image-colour", "image-size", "image-missing")
_SIGNATURE: Final = Enforced(
    ("sign",), "Hình chữ ký màu xanh, PNG nền trong suốt, ở giữa chức vụ và họ tên (chỗ ký chu_ky).", _IMAGE)
_SEAL: Final = Enforced(
    ("sign",), "Hình dấu màu đỏ, PNG nền trong suốt, kích thước thực, trùm 1/3 hình chữ ký (chỗ ký dau).", _IMAGE)
_ONE_FILE: Final = Enforced(
    ("sign",), "Văn bản và phụ lục cùng tệp chỉ có chỗ ký của văn bản; không ký thêm chỗ khác.",
    ("field-missing", "field-visible", "field-signed"))
_APART: Final = Enforced(
    ("sign",), "Phụ lục ở tệp riêng có chỗ ký chu_ky_co_quan ở góc phải: số, ký hiệu, thời gian, không hình; kiểu chữ kiểm tra "
    "tại X-20.", ("number-missing", "image-unused", "field-small"))
_ORDER: Final = "Cơ quan chỉ ký sau người có thẩm quyền."
_SCAN: Final = Enforced(
    ("copy",), "Bản quét: màu, 200 dpi, tỷ lệ 100 %; tệp cũ hơn PDF 1.4 được nâng phiên bản.",
    ("scan-colour", "scan-dpi", "scan-scale", "scan-page"))
_LINE: Final = Enforced(
    ("copy", "sign"), "Chỗ ký ở góc trên bên phải trang đầu: hình thức sao, cơ quan sao, thời gian ký, không hình; kiểu chữ kiểm "
    "tra tại X-20.", ("copy-corner-taken", "copy-agency-missing", "image-unused", "field-small"))

ENFORCED: Final[dict[str, Enforced]] = {
    "K-15": _SIGNATURE,
    "D-01": _SEAL,
    "D-02": _ONE_FILE,
    "D-03": _APART,
    "D-07": Enforced(("sign", "verify"), _ORDER, ("sign-order", "seal-without-signature")),
    "X-08": _ONE_FILE,
    "X-09": _APART,
    "C-02": _SCAN,
    "C-03": _LINE,
    "C-09": Enforced(("copy",), "Chỉ làm các bản sao của Điều 25, mỗi loại theo cách của nó.",
                     ("copy-route", "copy-of", "copy-of-missing", "copy-not-scan", "copy-extract-scan")),
    "E-02": Enforced(("sign", "verify"), f"{_ORDER} Việc cấp số ở giữa không để lại dấu vết trong tệp.",
                     ("sign-order", "seal-without-signature")),
    "E-03": _SIGNATURE,
    "E-04": _SEAL,
    "E-05": _ONE_FILE,
    "E-06": _APART,
    "E-08": Enforced(("sign",), "Thời gian ký ghi theo ISO 8601, múi giờ +07:00, hoặc như các mẫu in (--clock sample)."),
    "E-11": _SCAN,
    "E-13": _LINE,
    "E-15": Enforced(("copy",), "Bản giấy thành văn bản điện tử: quét rồi ký số của cơ quan.", ("copy-not-scan",)),
}
"""Row → who holds it."""
