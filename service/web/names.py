"""What roles, scopes of keys and actions of the trail are called on pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from service import doctypes
from service.accounts import KeyScope, Role
from service.errors import TypeUnknown
from service.web.texts import _, own_text

_BROWSERS: Final = (("Edg", "Edge"), ("OPR", "Opera"), ("coc_coc_browser", "Cốc Cốc"), ("Firefox", "Firefox"),
                    ("Chrome", "Chrome"), ("Safari", "Safari"))
_SYSTEMS: Final = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
                   ("Mac OS X", "macOS"), ("Linux", "Linux"))


def role_names() -> Mapping[Role, tuple[str, str]]:
    """Role → its name, and what it may do."""
    return {
        "clerk": (_("Chuyên viên"), _("Soạn văn bản, kiểm tra tệp, làm hàng loạt.")),
        "registrar": (_("Văn thư"), _("Như chuyên viên; thêm đăng ký, lấy số, xuất sổ.")),
        "signer": (_("Người ký"), _("Xem văn bản, kiểm tra, tải về, nộp bản đã ký.")),
        "administrator": (_("Quản trị"), _("Người dùng, khóa, thiết lập, phong trào, nhật ký của cơ quan.")),
        "operator": (_("Vận hành"), _("Các cơ quan trên máy chủ này; không xem văn bản.")),
    }


def scope_names() -> Mapping[KeyScope, tuple[str, str]]:
    """Scope of a key → its name, and what a program may do with it."""
    return {
        "make": (_("Soạn"), _("Làm văn bản từ dữ liệu.")),
        "check": (_("Kiểm tra"), _("Kiểm tra tệp, xác minh chữ ký.")),
        "batch": (_("Hàng loạt"), _("Gửi và nhận các đợt của cơ quan.")),
        "sign": (_("Ký số"), _("Ký và đóng dấu bản sao.")),
    }


def action_names() -> Mapping[str, str]:
    """Action of the trail → what a person calls it."""
    return {
        "signed-in": _("Đăng nhập"),
        "sign-in-refused": _("Đăng nhập không được"),
        "signed-out": _("Đăng xuất"),
        "password-changed": _("Đổi mật khẩu"),
        "person-added": _("Thêm người"),
        "person-changed": _("Sửa thông tin người"),
        "key-made": _("Tạo khóa"),
        "key-revoked": _("Thu hồi khóa"),
        "settings-changed": _("Đổi thiết lập"),
        "organisation-added": _("Thêm cơ quan"),
        "organisation-closed": _("Đóng cơ quan"),
        "organisation-opened": _("Mở lại cơ quan"),
        "draft-made": _("Soạn bản thảo"),
        "document-made": _("Làm văn bản"),
        "document-registered": _("Đăng ký văn bản"),
        "entry-voided": _("Hủy số"),
        "entry-added": _("Ghi sổ văn bản làm nơi khác"),
        "entry-changed": _("Ghi thêm vào sổ"),
        "book-opened": _("Mở sổ"),
        "document-signed": _("Nộp bản đã ký"),
        "document-downloaded": _("Tải văn bản"),
        "document-withdrawn": _("Rút văn bản"),
        "batch-started": _("Bắt đầu đợt"),
        "batch-downloaded": _("Tải kết quả đợt"),
        "batch-cancelled": _("Hủy đợt"),
        "batch-deleted": _("Xóa đợt"),
        "copy-made": _("Làm bản sao"),
        "campaign-added": _("Nạp phong trào"),
        "campaign-closed": _("Đóng phong trào"),
        "file-checked": _("Kiểm tra tệp"),
        "register-exported": _("Xuất sổ"),
    }


def kind_names() -> Mapping[str, str]:
    """What something was done to, in the trail → its name."""
    return {
        "person": _("Người"),
        "key": _("Khóa"),
        "organisation": _("Cơ quan"),
        "draft": _("Bản thảo"),
        "document": _("Văn bản"),
        "entry": _("Dòng sổ"),
        "book": _("Sổ"),
        "batch": _("Đợt"),
        "campaign": _("Phong trào"),
        "file": _("Tệp"),
    }


def browser(agent: str) -> str:
    """What a browser says of itself → its name and the system, as far as that is known."""
    name = next((shown for mark, shown in _BROWSERS if re.search(rf"{mark}/", agent)), "")
    system = next((shown for mark, shown in _SYSTEMS if mark in agent), "")
    return ", ".join(filter(None, (name, system))) or agent[:60] or _("Trình duyệt khác")


def type_name(slug: str) -> str:
    """A type as people call it; one that is no longer there by its identifier."""
    try:
        return own_text(doctypes.get(slug).name)
    except TypeUnknown:
        return slug
