"""Rows of the decree's rule table that are no rule of their own, each with the reason. Data only.

Row → reason, for docs/conformance.md. A row is a rule, or held by signing and copying (enforced.py), or here, never twice
(tests/rules/test_uncheckable.py).
"""

from __future__ import annotations

from typing import Final

_PEOPLE: Final = "Việc của con người, không để lại dấu vết trong tệp."
_INK: Final = "Chỉ có trên bản giấy đã ký, đóng dấu."
_FREE: Final = "Nghị định không quy định; không có gì để kiểm tra."
_NAMES: Final = "Cần danh mục tên riêng mà Nghị định không kèm theo; đoán sẽ báo sai."
_REGISTER: Final = "Thuộc sổ đăng ký văn bản đi; một tệp không cho biết các số khác."

UNCHECKABLE: Final[dict[str, str]] = {
    # -- trang
    "PG-07": "Nghị định không quy định riêng lề của trang ngang; không xét lề của trang ngang.",
    "PG-08": _FREE,
    # -- phần đầu
    "H-09": "Cơ quan chủ quản trực tiếp là cơ quan nào phụ thuộc tổ chức bộ máy, không đọc được từ tệp.",
    "H-15": "Trụ sở của cơ quan trung ương ở đâu không đọc được từ tệp.",
    "H-16": "Trụ sở của cơ quan địa phương ở đâu không đọc được từ tệp.",
    "H-19": "Theo quy định riêng của Bộ Công an, Bộ Quốc phòng.",
    # -- nội dung
    "B-17": "Cùng thành phần với B-09, B-10: kiểm tra tại đó.",
    "B-27": _FREE,
    "B-28": "Chỉ đặt tên ô số 6; không đặt ra yêu cầu.",
    # -- ký
    "K-12": "Chức vụ có phải là chức vụ lãnh đạo chính thức hay không phụ thuộc quyết định bổ nhiệm.",
    "K-13": "Tổ chức tư vấn dùng con dấu nào không đọc được từ tệp.",
    "K-16": _INK,
    "K-17": _FREE,
    "K-18": "Mẫu chỉ vẽ chức vụ không kèm tên cơ quan; ghi thêm không trái Nghị định.",
    # -- dấu, chữ ký số của cơ quan
    "D-04": _INK,
    "D-05": _INK,
    "D-06": _INK,
    # -- nơi nhận
    "N-10": "Loại văn bản nào có Kính gửi kiểm tra tại N-01.",
    "N-11": "Nghị định không quy định “(để b/c)”, “(để biết)”; không khen, không chê.",
    # -- thành phần khác
    "X-06": "Văn bản sẽ phát hành trên giấy hay điện tử không đọc được từ tệp soạn thảo.",
    "X-10": "Như PG-16: kiểm tra tại đó.",
    "X-11": "Dấu độ mật khắc sẵn, đóng trên bản giấy; theo pháp luật về bảo vệ bí mật nhà nước.",
    "X-12": "Dấu tài liệu thu hồi khắc sẵn, đóng trên bản giấy.",
    "X-16": _PEOPLE,
    # -- bản sao
    "C-04": "Bản giấy: phần sao đặt ngay sau văn bản được sao; tệp của phần sao không chứa văn bản ấy.",
    "C-06": "Hình thức số, ký hiệu của bản sao kiểm tra tại S-07; tính liên tục của số thuộc sổ đăng ký.",
    "C-07": "Kiểm tra tại các quy tắc H, K, N của văn bản.",
    "C-08": "Vị trí các thành phần kiểm tra tại các quy tắc H, K, N; của riêng hình thức sao chỉ có hình vẽ.",
    "C-10": _PEOPLE,
    # -- số, ký hiệu
    "S-03": "Công văn của cơ quan không có đơn vị trực thuộc: Nghị định không nói; không khen, không chê.",
    "S-04": "Chức danh nhà nước nào viết tắt thế nào do người đứng đầu quy định.",
    "S-05": "Thông lệ; thẩm quyền riêng của Chủ tịch không đọc được từ số, ký hiệu.",
    "S-08": _REGISTER,
    "S-09": _REGISTER,
    "S-10": "Người đứng đầu cơ quan quyết định một hay nhiều hệ thống số.",
    "S-11": _REGISTER,
    "S-12": _REGISTER,
    "S-13": "Chữ viết tắt tên cơ quan, đơn vị do người đứng đầu quy định.",
    # -- viết hoa
    "VH-02": _NAMES,
    "VH-03": _NAMES,
    "VH-04": _NAMES,
    "VH-05": _NAMES,
    "VH-09": _NAMES,
    "VH-10": _NAMES,
    "VH-12": _NAMES,
    "VH-14": _NAMES,
    "VH-17": "“Nhà nước”, “Nhân dân” viết hoa khi đứng riêng, trong cụm từ thì không; phân biệt phải hiểu nghĩa câu.",
    "VH-19": "Quy tắc và ví dụ của Nghị định không khớp nhau; viết hoa hay không đều không bị báo.",
    "VH-20": "Nghĩa kính trọng của danh từ chung phải hiểu từ câu.",
    "VH-24": _NAMES,
    "VH-28": _NAMES,
    "VH-29": "Nói về phạm vi áp dụng; không đặt ra yêu cầu.",
    # -- văn bản điện tử
    "E-01": "Nói về giá trị pháp lý; không đặt ra yêu cầu với tệp.",
    "E-07": "Cùng yêu cầu với X-06.",
    "E-09": _FREE,
    "E-12": _FREE,
    "E-14": _PEOPLE,
    "E-16": _PEOPLE,
    "E-17": _PEOPLE,
    "E-18": _PEOPLE,
    "E-19": "Dữ liệu của hệ thống quản lý văn bản, không nằm trong tệp.",
    "E-20": "Dấu ĐẾN đóng ở cơ quan nhận.",
    "E-21": "Liệt kê các văn bản về chữ ký số; không đặt ra yêu cầu.",
    "E-22": "Số hóa tài liệu lưu trữ, không thuộc Nghị định này.",
}
"""Row → why it is no rule (Vietnamese, for docs/conformance.md)."""
