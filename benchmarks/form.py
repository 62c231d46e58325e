"""The form of the benchmark: a Tờ trình of two pages with a table of thirty rows and six columns, drawn as a small Word file.

It stands beside our own types so that the figures do not hang on a template that we tuned: plain strings, one loop over rows,
direct formatting, the few styles Word itself needs.
"""

from __future__ import annotations

import io
import zipfile

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
COLUMNS = (
    ("TT", "tt", 600, "center"),
    ("Họ và tên", "ho_ten", 2150, "left"),
    ("Chức vụ", "chuc_vu", 1650, "left"),
    ("Đơn vị", "don_vi", 2150, "left"),
    ("Danh hiệu đề nghị", "danh_hieu", 1600, "left"),
    ("Mức thưởng", "muc_thuong", 1200, "right"),
)


def _p(
    text: str, *, align: str = "both", bold: bool = False, italic: bool = False, size: int = 28, indent: int = 0, after: int = 120
) -> str:
    look = f'{"<w:b/>" if bold else ""}{"<w:i/>" if italic else ""}<w:sz w:val="{size}"/>'
    return (
        f'<w:p><w:pPr><w:spacing w:before="0" w:after="{after}" w:line="240" w:lineRule="auto"/>'
        f'<w:ind w:firstLine="{indent}"/><w:jc w:val="{align}"/></w:pPr>'
        f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def _table(rows: str, widths: list[int], *, bordered: bool) -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV") if bordered else ()
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
    )


def _row(cells: list[str], widths: list[int], properties: str = "") -> str:
    inner = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def _body() -> str:
    half, widths = [4000, 5350], [column[2] for column in COLUMNS]
    left = _p("{{ co_quan_chu_quan }}", align="center", size=26, after=0) + _p(
        "{{ co_quan }}", align="center", bold=True, size=26, after=0
    )
    right = _p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", align="center", bold=True, size=24, after=0) + _p(
        "Độc lập - Tự do - Hạnh phúc", align="center", bold=True, size=26, after=0
    )
    number = _p("Số: {{ so_ky_hieu }}", align="center", size=26, after=0)
    place = _p("{{ dia_danh_ngay }}", align="center", italic=True, after=0)
    heads = [_p(text, align="center", bold=True, size=24, after=0) for text, *_ in COLUMNS]
    heading = _row(heads, widths, "<w:cantSplit/><w:tblHeader/>")
    fields = [_p(f"{{{{ nguoi.{name} }}}}", align=align, size=24, after=0) for _, name, _, align in COLUMNS]
    record = _row(fields, widths, "<w:cantSplit/>")
    loop = (
        _row([_p("{%tr for nguoi in danh_sach %}"), *["<w:p/>"] * 5], widths)
        + record
        + _row([_p("{%tr endfor %}"), *["<w:p/>"] * 5], widths)
    )
    sign = _p("{{ chuc_vu_ky }}", align="center", bold=True, after=1200) + _p(
        "{{ nguoi_ky }}", align="center", bold=True, after=0
    )
    received = (
        _p("Nơi nhận:", align="left", bold=True, italic=True, size=24, after=0)
        + _p("- Như trên;", align="left", size=22, after=0)
        + _p("- Lưu: VT, {{ don_vi_luu }}.", align="left", size=22, after=0)
    )
    return "".join(
        (
            _table(_row([left, right], half) + _row([number, place], half), half, bordered=False),
            _p("TỜ TRÌNH", align="center", bold=True, after=0),
            _p("{{ trich_yeu }}", align="center", bold=True),
            _p("Kính gửi: {{ kinh_gui }}", align="center"),
            _p("{{ can_cu }}", indent=720),
            _p("{{ mo_dau }}", indent=720),
            _table(heading + loop, widths, bordered=True),
            _p("{{ ket_thuc }}", indent=720),
            _table(_row([received, sign], half), half, bordered=False),
            _p("", size=2, after=0),
        )
    )


def template() -> bytes:
    """The form as a Word file with docxtpl's tags."""
    section = (
        f'<w:sectPr><w:headerReference w:type="default" r:id="rId2" xmlns:r="{_OFFICE}"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/>'
        "<w:titlePg/></w:sectPr>"
    )
    number = '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:fldSimple w:instr="PAGE"><w:r><w:t>2</w:t></w:r></w:fldSimple></w:p>'
    fonts = " ".join(f'w:{script}="Times New Roman"' for script in ("ascii", "hAnsi", "cs", "eastAsia"))
    font = f'<w:rFonts {fonts}/><w:sz w:val="28"/>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        + "".join(
            f'<Override PartName="/word/{name}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
            for name, kind in (("document", "document.main"), ("styles", "styles"), ("header1", "header"))
        )
        + '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
        "</Relationships>",
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{{ trich_yeu }}</dc:title></cp:coreProperties>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/header" Target="header1.xml"/></Relationships>',
        "word/styles.xml": f'<w:styles xmlns:w="{_MAIN}"><w:docDefaults><w:rPrDefault><w:rPr>{font}</w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        "</w:styles>",
        "word/header1.xml": f'<w:hdr xmlns:w="{_MAIN}">{number}</w:hdr>',
        "word/document.xml": f'<w:document xmlns:w="{_MAIN}"><w:body>{_body()}{section}</w:body></w:document>',
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, _HEAD + text)
    return buffer.getvalue()


_HO = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ")
_DEM = ("Thị", "Văn", "Minh", "Ngọc", "Hữu", "Thanh", "Quốc")
_TEN = ("An", "Bình", "Cường", "Dũng", "Giang", "Hương", "Khánh", "Loan", "Mỹ", "Nhung", "Phương", "Quỳnh", "Thủy")
_CHUC_VU = ("Hiệu trưởng", "Phó Hiệu trưởng", "Tổ trưởng chuyên môn", "Giáo viên", "Kế toán", "Văn thư")
_DON_VI = ("Trường THCS Nguyễn Du", "Trường Tiểu học Lê Đức Thọ", "Trường Mầm non Hoa Hồng", "Trường THCS Gò Vấp 2")
_DANH_HIEU = ("Lao động tiên tiến", "Chiến sĩ thi đua cơ sở", "Giấy khen")


def record(number: int, rows: int = 30) -> dict[str, object]:
    """The values of the form for one record; two numbers differ in every row."""
    people = [
        {
            "tt": str(row + 1),
            "ho_ten": f"{_HO[(number + row) % 10]} {_DEM[(number + 3 * row) % 7]} {_TEN[(2 * number + row) % 13]}",
            "chuc_vu": _CHUC_VU[(number + row) % 6],
            "don_vi": _DON_VI[(number + row) % 4],
            "danh_hieu": _DANH_HIEU[(number * row) % 3],
            "muc_thuong": f"{1 + (number + row) % 4}.{(number * 40 + row * 10) % 1000:03d}.000",
        }
        for row in range(rows)
    ]
    return {
        "co_quan_chu_quan": "ỦY BAN NHÂN DÂN QUẬN GÒ VẤP",
        "co_quan": "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO",
        "so_ky_hieu": f"{100 + number}/TTr-GDĐT",
        "dia_danh_ngay": f"Gò Vấp, ngày {10 + number % 18} tháng 6 năm 2023",
        "trich_yeu": f"Về việc khen thưởng tập thể và cá nhân có thành tích xuất sắc, đợt {1 + number}",
        "kinh_gui": "Ủy ban nhân dân quận Gò Vấp",
        "can_cu": "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022; căn cứ kết quả bình xét của Hội đồng Thi đua - "
        "Khen thưởng ngành.",
        "mo_dau": f"Phòng Giáo dục và Đào tạo kính trình Ủy ban nhân dân quận xem xét, tặng thưởng cho {len(people)} cá nhân đã "
        "có nhiều thành tích trong Phong trào thi đua “Đẩy mạnh phát triển kết cấu hạ tầng đồng bộ, hiện đại; thực hành "
        "tiết kiệm, chống lãng phí” như sau:",
        "danh_sach": people,
        "ket_thuc": "Phòng Giáo dục và Đào tạo kính trình Ủy ban nhân dân quận xem xét, quyết định./.",
        "chuc_vu_ky": "TRƯỞNG PHÒNG",
        "nguoi_ky": f"{_HO[number % 10]} Vĩnh Thanh",
        "don_vi_luu": "TĐKT",
    }
