"""What a template must hold, drawn or edited in Word since: the decree's numbers as Word reads them, the tags of the contract."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Literal

import docx
import pytest
from lxml import etree

from service.config import own_folder
from service.rules.layout import COMPONENTS, FIRST_LINE_MM, FONT, LINE_SPACING, PAGE, RARE
from service.scaffold import Form, draw

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TYPES = own_folder("templates_docx")
BUILT_IN = ["cong_van", "ke_hoach", "ke_hoach_phong_trao", "quyet_dinh"]

FORMS = {
    "named type": Form(can_cu=True),
    "letter": Form(letter=True, title=False, kinh_gui=True),
    "decision": Form(can_cu=True, tham_quyen=True, order="QUYẾT ĐỊNH:", structure="dieu"),
    "own fields": Form(kinh_gui=True, own=(("so_nguoi", "Số người tham dự"),)),
}

# Every name of docs/templates.md that a form must print.
SHARED = ["co_quan_chu_quan", "co_quan_ban_hanh", "ke_co_quan", "ke_tieu_ngu", "so_ky_hieu", "dia_danh_ngay", "trich_yeu",
          "noi_dung", "noi_nhan", "ky.dong", "ky.ho_ten", "ky.chuc_vu_khac"]
NAMED = {
    "cong_van": [*SHARED, "kinh_gui"],
    "ke_hoach": [*SHARED, "ten_loai", "ke_trich_yeu", "can_cu"],
    "ke_hoach_phong_trao": [*SHARED, "ten_loai", "ke_trich_yeu", "can_cu"],
    "quyet_dinh": [*SHARED, "ten_loai", "ke_trich_yeu", "can_cu", "tham_quyen"],
}
BOTH = ["phan", "khoan", "khoan_tieu_de", "diem", "gach", "cong", "doan"]
LEVELS = {"muc": [*BOTH, "muc"], "dieu": [*BOTH, "chuong", "muc_dieu", "tieu_muc", "dieu", "dieu_tieu_de"]}
STRUCTURE = {"cong_van": "muc", "ke_hoach": "muc", "ke_hoach_phong_trao": "muc", "quyet_dinh": "dieu"}


@lru_cache(maxsize=8)
def parts(slug: str) -> dict[str, bytes]:
    return unpack((TYPES / slug / "template.docx").read_bytes())


def unpack(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def styles(members: dict[str, bytes]) -> Iterator[tuple[str, etree._Element]]:
    for style in etree.fromstring(members["word/styles.xml"]).iter(f"{W}style"):
        yield style.get(f"{W}styleId", ""), style


def number(style: etree._Element, path: str, attribute: str = "val") -> float | None:
    found = style.find("/".join(f"{W}{step}" for step in path.split("/")))
    text = None if found is None else found.get(f"{W}{attribute}")
    return None if text is None else float(text)


def tags(members: dict[str, bytes]) -> str:
    return re.sub(r"<[^>]+>", "", members["word/document.xml"].decode())


@pytest.mark.parametrize("slug", BUILT_IN)
def test_the_page_is_a4_with_legal_margins_and_a_number_from_page_two(slug: str) -> None:
    section = etree.fromstring(parts(slug)["word/document.xml"]).find(f".//{W}sectPr")
    assert section is not None
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    assert size is not None
    assert margins is not None
    assert (size.get(f"{W}w"), size.get(f"{W}h")) == ("11906", "16838")
    for side in ("top", "bottom", "left", "right"):
        assert getattr(PAGE, f"{side}_mm").allows(int(margins.get(f"{W}{side}", "0")) / 1440 * 25.4, 0.02)
    assert section.find(f"{W}titlePg") is not None
    kinds = {reference.get(f"{W}type") for reference in section.iter(f"{W}headerReference")}
    assert kinds == {"default", "first"}
    assert b"PAGE" in parts(slug)["word/header1.xml"]
    assert b"PAGE" not in parts(slug)["word/header2.xml"]


@pytest.mark.parametrize("slug", BUILT_IN)
def test_styles_carry_the_numbers_of_the_decree(slug: str) -> None:
    found = dict(styles(parts(slug)))
    assert not set(COMPONENTS) - RARE - set(found)
    for component in (COMPONENTS[name] for name in COMPONENTS if name in found):
        style = found[component.id]
        size_pt = (number(style, "rPr/sz") or 0) / 2
        assert component.size_pt.allows(size_pt), component.id
        assert (style.find(f"{W}rPr/{W}b") is not None) is component.bold, component.id
        assert (style.find(f"{W}rPr/{W}i") is not None) is component.italic, component.id
        alignment = style.find(f"{W}pPr/{W}jc")
        assert alignment is not None
        assert alignment.get(f"{W}val") == {"justify": "both"}.get(component.alignment, component.alignment), component.id
        # the others' space before is the room for the signature, and the common baseline of Nơi nhận and chức vụ
        if component.id not in {"ho_ten", "chuc_vu_khac", "noi_nhan_tu"}:
            assert component.before_pt.allows((number(style, "pPr/spacing", "before") or 0) / 20), component.id
        if component.first_line:
            indent_mm = (number(style, "pPr/ind", "firstLine") or 0) / 1440 * 25.4
            assert any(abs(indent_mm - legal) < 0.02 for legal in FIRST_LINE_MM), component.id
            assert LINE_SPACING.allows((number(style, "pPr/spacing", "line") or 0) / 240), component.id


@pytest.mark.parametrize("slug", BUILT_IN)
def test_the_only_typeface_is_times_new_roman(slug: str) -> None:
    named = re.findall(rb"<w:rFonts [^>]*>", b"".join(parts(slug).values()))
    assert {font for tag in named for font in re.findall(r'w:\w+="([^"]+)"', tag.decode())} == {FONT}


@pytest.mark.parametrize("slug", BUILT_IN)
def test_word_breaks_lines_greedily(slug: str) -> None:
    settings = parts(slug)["word/settings.xml"].decode()
    assert re.search(r'w:name="compatibilityMode"[^>]*w:val="14"', settings)


@pytest.mark.parametrize("slug", BUILT_IN)
def test_every_name_of_the_contract_is_printed(slug: str) -> None:
    text = tags(parts(slug))
    for name in NAMED[slug]:
        assert re.search(rf"\b{re.escape(name)}\b", text), name
    core = parts(slug)["docProps/core.xml"].decode()
    for name in ("van_ban.tieu_de", "van_ban.chu_de", "van_ban.co_quan", "van_ban.so_ky_hieu"):
        assert name in core


@pytest.mark.parametrize("slug", BUILT_IN)
def test_every_level_of_the_body_has_its_own_style(slug: str) -> None:
    body = parts(slug)["word/document.xml"].decode()
    for level in LEVELS[STRUCTURE[slug]]:
        assert f'w:pStyle w:val="{level}"' in body, level
    assert "k.bang" in body


@pytest.mark.parametrize("slug", BUILT_IN)
def test_nothing_is_laid_out_by_blanks_tabs_or_empty_paragraphs(slug: str) -> None:
    body = etree.fromstring(parts(slug)["word/document.xml"])
    assert not list(body.iter(f"{W}tab", f"{W}br"))
    assert not re.search(r" {2,}", "".join(text.text or "" for text in body.iter(f"{W}t")))
    spacers = {"ke_bang", "cuoi"}
    for paragraph in body.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        assert style is not None
        assert style.get(f"{W}val") in spacers or "".join(paragraph.itertext()).strip()


@pytest.mark.parametrize("slug", BUILT_IN)
def test_every_style_in_use_is_defined(slug: str) -> None:
    defined = {style for style, _ in styles(parts(slug))}
    used = set()
    for name in ("word/document.xml", "word/header1.xml", "word/header2.xml"):
        used |= set(re.findall(r'w:(?:pStyle|rStyle|tblStyle) w:val="([^"]+)"', parts(slug)[name].decode()))
    assert used <= defined
    assert {"bang", "bang_ten", "bang_dau", "bang_chu", "bang_giua", "bang_so"} <= defined   # `fill` draws a Grid with them


@pytest.mark.parametrize("slug", BUILT_IN)
def test_styles_have_vietnamese_names_and_ascii_identifiers(slug: str) -> None:
    for identifier, style in styles(parts(slug)):
        assert identifier.isascii()
        name = style.find(f"{W}name")
        assert name is not None
        if identifier in COMPONENTS:
            assert name.get(f"{W}val") == COMPONENTS[identifier].name


@pytest.mark.parametrize("slug", BUILT_IN)
def test_the_file_is_lean_and_python_docx_opens_it(slug: str) -> None:
    path: Path = TYPES / slug / "template.docx"
    assert path.stat().st_size < 40_000
    document = docx.Document(str(path))
    assert len(document.tables) == 2
    assert document.styles["Quốc hiệu"].font.bold


HEADED = ("co_quan_chu_quan", "so_ky_hieu", "trich_yeu")
OF_TYPES = [
    ({*HEADED, "noi_dung", "can_cu"}, "KH", "muc", {}, FORMS["named type"]),
    ({*HEADED, "noi_dung", "kinh_gui"}, "", "muc", {}, FORMS["letter"]),
    ({*HEADED, "noi_dung", "can_cu", "tham_quyen"}, "QĐ", "dieu", {}, FORMS["decision"]),
    ({*HEADED, "noi_dung", "kinh_gui", "so_nguoi"}, "TTr", "muc", {"so_nguoi": "Số người tham dự"}, FORMS["own fields"]),
]


@pytest.mark.parametrize(("fields", "abbreviation", "structure", "own", "form"), OF_TYPES)
def test_a_form_follows_from_the_fields_of_a_type(
    fields: set[str], abbreviation: str, structure: Literal["muc", "dieu"], own: dict[str, str], form: Form
) -> None:
    assert Form.of(fields, abbreviation=abbreviation, structure=structure, own=own) == form


@pytest.mark.parametrize("form", FORMS)
def test_drawing_twice_gives_the_same_bytes(form: str) -> None:
    assert draw(FORMS[form]) == draw(FORMS[form])


@pytest.mark.parametrize("form", FORMS)
def test_conditions_and_loops_of_a_drawn_template_are_closed(form: str) -> None:
    text = tags(unpack(draw(FORMS[form])))
    for opening, closing in (("if", "endif"), ("for", "endfor")):
        assert len(re.findall(rf"{{%p {opening} ", text)) == len(re.findall(rf"{{%p {closing} ", text))


@pytest.mark.parametrize("form", FORMS)
def test_blocks_of_two_columns_are_fixed_and_do_not_split(form: str) -> None:
    body = etree.fromstring(unpack(draw(FORMS[form]))["word/document.xml"])
    for table in body.iter(f"{W}tbl"):
        grid = [int(column.get(f"{W}w", "0")) for column in table.iter(f"{W}gridCol")]
        layout = table.find(f"{W}tblPr/{W}tblLayout")
        assert layout is not None
        assert layout.get(f"{W}type") == "fixed"
        for row in table.iter(f"{W}tr"):
            assert [int(cell.get(f"{W}w", "0")) for cell in row.iter(f"{W}tcW")] == grid
            assert row.find(f"{W}trPr/{W}cantSplit") is not None
    blocks = list(body[0])
    assert blocks[-1].tag == f"{W}sectPr"
    assert blocks[-2].tag == f"{W}p"                      # Word demands a paragraph after the last table


def test_own_fields_are_drawn_with_their_labels() -> None:
    assert "Số người tham dự: {{ so_nguoi }}" in tags(unpack(draw(FORMS["own fields"])))
