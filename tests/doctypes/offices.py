"""Types made for one test: a schema, its template drawn from it."""

from __future__ import annotations

from pathlib import Path

from service import doctypes
from service.doctypes import DocumentType
from service.doctypes.drawing import draw_type

# what a type without heading, signature and recipients leaves out
HEADLESS = ["co_quan_chu_quan", "co_quan_ban_hanh", "so", "ky_hieu", "don_vi_soan_thao", "dia_danh", "ngay_ban_hanh", "trich_yeu",
            "tham_quyen", "kinh_gui", "can_cu", "noi_nhan", "luu", "ky", "phu_luc", "do_mat", "do_khan", "luu_hanh", "mau_so"]
APPENDIX = f"""
name = "Phụ lục"
without = {HEADLESS}
[fields]
ten = {{ kind = "text", label = "Tên", required = true }}
nhan = {{ kind = "text", label = "Nhãn" }}
kem_theo = {{ kind = "text", label = "Kèm theo" }}
ngang = {{ kind = "yes_no", label = "Ngang" }}
[draw]
heading = "none"
"""
LIST = """
name = "Quyết định khen thưởng"
title = "Quyết định"
abbreviation = "QĐ"
form = "1.2"
without = ["kinh_gui", "noi_dung"]

[fields.tap_the]
kind = "table"
label = "Tập thể"
columns = { ten = { kind = "text", label = "Tên", required = true }, tien = { kind = "money", label = "Tiền" }, \
he_so = { kind = "decimal", label = "Hệ số" } }
[fields.so_tap_the]
kind = "integer"
label = "Số tập thể"
count = "tap_the"
[fields.tong_tien]
kind = "money"
label = "Tổng tiền"
sum = "tap_the.tien"
[fields.tong_he_so]
kind = "decimal"
label = "Tổng hệ số"
sum = "tap_the.he_so"

[body]
structure = "dieu"
outline = [
    { dieu = "Tặng Giấy khen cho {{ so_tap_the }} tập thể, {{ tong_tien }} (hệ số {{ tong_he_so }})." },
    { dieu = "Thi hành." },
]

[[phu_luc]]
ten = "Danh sách tập thể được tặng Giấy khen"
nhan = false
ngang = true
when = "tap_the"
outline = [{ bang = "", cot = ["Stt", "Tên"], hang = [{ each = "tap_the", o = ["{{ stt }}", "{{ x.ten }}"] }] }]
"""


def made(folder: Path, schema: str) -> DocumentType:
    """A schema → its type, its template drawn."""
    folder.mkdir(parents=True)
    (folder / "schema.toml").write_text(schema, encoding="utf-8")
    (folder / "template.docx").write_bytes(draw_type(doctypes.load(folder)))
    return doctypes.load(folder)
