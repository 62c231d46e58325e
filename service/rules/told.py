"""What every door tells people of a check beside its findings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from service.errors import Problem, problem
from service.rules.seen import Outside

# Why nothing, or only what words say, is held against a document.
OUTSIDE: Final[Mapping[Outside, Problem]] = {
    "quy_pham_phap_luat": problem("outside-statute", "Đây là văn bản quy phạm pháp luật, không thuộc phạm vi của "
                                  "Nghị định 30/2020/NĐ-CP (Điều 4 khoản 2)."),
    "van_ban_dang": problem("outside-party", "Đây là văn bản của Đảng, không thuộc phạm vi của "
                            "Nghị định 30/2020/NĐ-CP (Điều 2)."),
    "khen_thuong": problem("outside-certificate", "Đây là giấy khen, bằng khen, không phải văn bản hành chính theo "
                           "Nghị định 30/2020/NĐ-CP (Điều 7)."),
    "truoc_nghi_dinh": problem("outside-older", "Văn bản ban hành trước khi Nghị định 30/2020/NĐ-CP có hiệu lực "
                               "(05/3/2020)."),
    "nhieu_van_ban": problem("outside-several", "Tệp có nhiều văn bản; hãy tách ra để kiểm tra từng văn bản."),
    "khong_ro": problem("outside-unknown", "Không thấy dấu hiệu của một văn bản hành chính; chỉ xét câu chữ."),
}


def clause(one: str) -> str:
    """For people: Part I of Appendix I, where most rules stand, is named; "" for what the decree does not state."""
    if one == "-":
        return ""
    return f"PL I, {one}" if one.startswith(("I", "V", "Phần")) else one
