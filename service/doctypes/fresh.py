"""A new type's first files: a schema to be changed, with a word on each key, and a small example it accepts."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any, Final

_ARTICLES: Final = {"QĐ": "Quyết định", "NQ": "Nghị quyết"}   # PL III, 1.1–1.3: their body is of điều
_LINE: Final = r"(?m)^{key} = .*$"

_HEAD: Final = """\
# Loại văn bản của cơ quan. Các khóa được giải thích trong docs/types.md. Sửa tệp này rồi vẽ lại mẫu: vanban new --draw {slug}
name = {name}            # tên trong danh sách
{title}      # tên loại in trên văn bản; không ghi thì in name
abbreviation = {abbreviation}         # chữ viết tắt tên loại (Phụ lục III, Mục I); "" là công văn
form = "{form}"                    # mẫu của Phụ lục III
group = "Của cơ quan"
summary = {name}
without = {without}      # trường chung (common.toml) mà loại này không có
"""

_FIELDS: Final = """
[fields.muc_dich]                  # trường riêng: nội dung được lập từ những trường này
kind = "text"
label = "Mục đích"
required = true
max_length = 500
example = "Bảo đảm an toàn cho học sinh trong năm học mới."

[fields.cong_viec]
kind = "table"
label = "Công việc"
required = true
min = 1

[fields.cong_viec.columns.ten]
kind = "text"
label = "Nội dung"
required = true

[fields.cong_viec.columns.don_vi]
kind = "text"
label = "Đơn vị thực hiện"
"""

_LETTER: Final = """
[fields.don_vi_soan_thao]
required = true                    # PL I, II.3b: ký hiệu công văn gồm hai phần
"""

_MUC: Final = """
[body]
structure = "muc"                  # I. → 1. → a) → -; số thứ tự do phần mềm đánh
outline = [
    { muc = "Mục đích" },
    { doan = "{{ muc_dich }}" },
    { muc = "Công việc" },
    { bang = "", cot = [
        { ten = "TT", rong = 1, can = "giua" },
        { ten = "Nội dung", rong = 6 },
        { ten = "Đơn vị thực hiện", rong = 4 },
    ], hang = [
        { each = "cong_viec", o = ["{{ stt }}", "{{ x.ten }}", "{{ x.don_vi }}"] },
    ] },
    { doan = "Đề nghị các đơn vị nghiêm túc thực hiện." },
]
"""

_DIEU: Final = """
[body]
structure = "dieu"                 # Điều 1. → 1. → a); số thứ tự do phần mềm đánh
outline = [
    { dieu = "{{ muc_dich }}" },
    { dieu = "Giao nhiệm vụ cho các đơn vị như sau:" },
    { khoan = "{{ x.don_vi }}: {{ x.ten }}.", each = "cong_viec" },
    { dieu = "Quyết định này có hiệu lực thi hành kể từ ngày ký." },
]
"""

_DRAW: Final = """
[draw]                             # những gì vanban new vẽ vào template.docx
heading = "full"                   # full; undated: không có địa danh và ngày; unnumbered: không có số; names; none
title_rule = "trich_yeu"           # đường kẻ dưới: trich_yeu, ten_loai, none
signatures = [["noi_nhan", "ky"]]  # mỗi hàng 1 - 3 ô: trường chữ ký, "noi_nhan" hoặc ""
# seals = ["ky"]                   # chữ ký được đóng dấu: chừa 38 mm trên họ tên; không ghi thì phần mềm tự xét
drawn = true                       # ghi false sau khi đã sửa template.docx bằng Word: --draw sẽ để yên
"""


def schema_text(slug: str, name: str, abbreviation: str) -> str:
    """The schema of a type of that name; a công văn where the abbreviation is empty."""
    articles, letter = abbreviation in _ARTICLES, not abbreviation
    lacks = {"noi_dung": True, "kinh_gui": not letter, "tham_quyen": not articles, "can_cu": letter}
    without = json.dumps([field for field, lacking in lacks.items() if lacking])
    form = "1.2" if articles else "1.5" if letter else "1.4"
    title = f"title = {_quoted(_ARTICLES[abbreviation])}" if articles else '# title = "Kế hoạch"'
    head = _HEAD.format(slug=slug, name=_quoted(name), title=title, abbreviation=_quoted(abbreviation), form=form,
                        without=without)
    return head + _FIELDS + (_LETTER if letter else "") + (_DIEU if articles else _MUC) + _DRAW


def example_text(abbreviation: str) -> str:
    """Data that the fresh schema accepts; the people in it are invented."""
    data: dict[str, Any] = {
        "co_quan_chu_quan": "UBND phường Hạnh Thông",
        "co_quan_ban_hanh": {"ten": "Trường Tiểu học Hoa Sen", "viet_tat": "THHS"},
        "dia_danh": "Hạnh Thông",
        "trich_yeu": "Bảo đảm an toàn trường học",
        "muc_dich": "Bảo đảm an toàn cho học sinh trong năm học mới.",
        "cong_viec": [
            {"ten": "Kiểm tra hệ thống điện, phòng cháy và chữa cháy", "don_vi": "Tổ Văn phòng"},
            {"ten": "Hướng dẫn học sinh kỹ năng thoát nạn", "don_vi": "Tổng phụ trách Đội"},
        ],
        "noi_nhan": ["Các tổ chuyên môn"],
        "ky": {"chuc_vu": "Hiệu trưởng", "ho_ten": "Nguyễn Thị Minh Tâm"},
    }
    if not abbreviation:
        data |= {"kinh_gui": ["Các tổ chuyên môn"], "don_vi_soan_thao": "VP", "noi_nhan": ["Lãnh đạo trường"]}
    if abbreviation in _ARTICLES:
        data |= {"tham_quyen": "Hiệu trưởng Trường Tiểu học Hoa Sen", "trich_yeu": "Về việc bảo đảm an toàn trường học"}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def initials(name: str) -> str:
    """The first letters of a name as an abbreviation has them: capitals without accents, Đ kept ("Đề án" → "ĐA")."""
    return "".join(unicodedata.normalize("NFD", word)[0].upper() for word in name.split())


def renamed(schema: str, name: str | None, abbreviation: str | None) -> str:
    """Another type's schema with the name and abbreviation of the new one, where they are said."""
    for key, value in (("name", name), ("abbreviation", abbreviation)):
        if value is not None:
            line = f"{key} = {_quoted(value)}"
            schema = re.sub(_LINE.format(key=key), line.replace("\\", r"\\"), schema, count=1)
    return schema


def _quoted(text: str) -> str:
    """A TOML basic string: JSON's escapes are among its own."""
    return json.dumps(text, ensure_ascii=False)
