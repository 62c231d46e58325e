"""Types of a dossier, as small as they may be, drawn into a folder: one for each way of standing in it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from service import doctypes
from service.doctypes import DocumentType
from service.doctypes.drawing import draw_type

_PEOPLE: Final = """
[fields.ca_nhan]
kind = "table"
label = "Cá nhân"
from = "ca_nhan"
columns = { ho_ten = { kind = "text", label = "Họ tên", required = true }, don_vi = { kind = "text", label = "Đơn vị" } }
[fields.so_ca_nhan]
kind = "integer"
label = "Số cá nhân"
count = "ca_nhan"
"""


def _schema(name: str, code: str, dossier: str, fields: str = "", body: str = "{{ trich_yeu }}.", without: str = "",
            subject: str = "Về việc thi đua, khen thưởng") -> str:
    return f"""
name = "{name}"
abbreviation = "{code}"
form = "1.4"
without = ["tham_quyen", "kinh_gui", "noi_dung"{without}]
[dossier]
{dossier}
[fields.trich_yeu]
compose = "{subject}"
{fields}
[body]
outline = [{{ doan = "{body}" }}]
"""


SCHEMAS: Final[Mapping[str, str]] = {
    "bao_cao_so_ket": _schema("Báo cáo", "BC", 'scope = ["school"]\norder = 70', """
[fields.viec]
kind = "text"
label = "Việc đã làm"
required = true
""", "{{ viec }}", subject="Sơ kết phong trào thi đua"),
    "to_trinh_khen_thuong": _schema("Tờ trình", "TTr",
                                    'scope = ["school", "ward"]\nissuer = "proposer"\nper = "award"\norder = 51', _PEOPLE,
                                    "Đề nghị tặng {{ hinh_thuc }} cho {{ so_ca_nhan }} cá nhân.") + """
[fields.hinh_thuc]
kind = "text"
label = "Hình thức"
required = true
from = "hinh_thuc.day_du"
""",
    "quyet_dinh_khen_thuong": _schema("Quyết định", "QĐ", 'scope = ["ward"]\nissuer = "chair"\nper = "award"\norder = 60',
                                      _PEOPLE, "Tặng Giấy khen cho {{ so_ca_nhan }} cá nhân."),
    "bao_cao_thanh_tich_ca_nhan": _schema("Báo cáo thành tích", "BC", 'scope = ["school"]\nper = "individual"\norder = 31', """
[fields.nguoi]
kind = "text"
label = "Người báo cáo"
required = true
from = "doi_tuong.ho_ten"
""", "{{ nguoi }} báo cáo."),
    "giay_khen": _schema("Giấy khen", "GK", 'scope = ["ward"]\nissuer = "chair"\nper = "laureate"\norder = 61'),
    "bang_khen": _schema("Bằng khen", "BK", 'scope = ["ward"]\nissuer = "chair"\nper = "laureate"\norder = 61'),
    "giay_moi_hoi_nghi": _schema("Giấy mời", "GM", 'scope = ["ward"]\nper = "guest"\norder = 81'),
    "bien_ban_xet_khen_thuong": _schema("Biên bản", "BB",
                                        'scope = ["school", "ward"]\nissuer = "council"\nper = "award"\norder = 42', _PEOPLE,
                                        "Xét {{ so_ca_nhan }} cá nhân."),
}


def written(folder: Path) -> Path:
    """The folder of the types above, each with its template; what `VANBAN_TYPES` names."""
    for slug, schema in SCHEMAS.items():
        place = folder / slug
        place.mkdir(parents=True)
        (place / "schema.toml").write_text(schema, encoding="utf-8")
        (place / "template.docx").write_bytes(draw_type(doctypes.load(place)))
    return folder


def loaded(folder: Path) -> list[DocumentType]:
    return [doctypes.load(path) for path in sorted(folder.iterdir())]
