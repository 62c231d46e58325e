"""Rich text, drawn rules, images and tables as values: what they become, where they may stand, and that readers take them."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest
from docx.shared import Pt
from lxml import etree
from PIL import Image as Drawn

from service.errors import InputRefused, TemplateFaulty
from service.fill import markup, prepare
from service.values import Grid, GridColumn, GridRow, Image, Rich, Rule, Run, SigningPlace, SigningPlaces
from tests.fill import draw
from tests.fill.against_docxtpl import text

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RICH = Rich((Run("thường "), Run("đậm", bold=True), Run(" H"), Run("2", script="sub"), Run("O", italic=True, underline=True)))


def _png(colour: str = "red") -> bytes:
    out = io.BytesIO()
    Drawn.new("RGB", (60, 30), colour).save(out, "PNG")
    return out.getvalue()


_SEAL = Image(_png(), "image/png", 20, 10, "Con dấu & “chữ”")
_GRID = Grid(
    (GridColumn(Rich.of("TT"), 1, "center"), GridColumn(Rich.of("Nội dung"), 5), GridColumn(Rich.of("Số tiền"), 2, "right")),
    tuple(GridRow((Rich.of(str(n)), Rich((Run("Việc & <"), Run("gấp", bold=True))), Rich.of("1.000\nđồng")))
          for n in range(3)),
    467.7,
    "Bảng 1. Kinh phí",
)


_PLACE = SigningPlace("chu_ky", "Chữ ký của “ông” <An>", 47.5, 36, 23.75, -37)


@pytest.mark.parametrize("tag", ["{{ x }}", "{{r x }}"])
def test_a_place_of_a_signature_stands_before_the_name_and_once(tag: str) -> None:
    """Twice printed it would be two bookmarks, and two fields, of one name."""
    data = prepare(draw.paragraphs(f"{tag}An", f"{tag}Bình")).fill({"x": SigningPlaces((_PLACE,))})
    first, second = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")).iter(f"{_W}p")
    assert [one.get(f"{_W}name") for one in first.iter(f"{_W}bookmarkStart")] == ["chu_ky"]
    assert [one.get("descr") for one in first.iter("{*}docPr")] == ["Chữ ký của “ông” <An>"]
    assert ["".join(one.text or "" for one in paragraph.iter(f"{_W}t")) for paragraph in (first, second)] == ["An", "Bình"]
    assert not list(second.iter(f"{_W}bookmarkStart"))
    assert [one.text for one in first.iter("{*}posOffset")] == ["855000", "-1332000"]
    assert docx.Document(io.BytesIO(data)).paragraphs[1].text == "Bình"


@pytest.mark.parametrize("tag", ["{{ x }}", "{{r x }}"])
def test_rich_text_makes_runs_with_only_what_they_add(tag: str) -> None:
    document = docx.Document(io.BytesIO(prepare(draw.paragraphs(f"[{tag}]")).fill({"x": _RICH})))
    runs = [run for run in document.paragraphs[0].runs if run.text]
    assert [(run.text, run.bold, run.italic, run.underline, run.font.subscript) for run in runs] == [
        ("[", None, None, None, None),
        ("thường ", None, None, None, None),
        ("đậm", True, None, None, None),
        (" H", None, None, None, None),
        ("2", None, None, None, True),
        ("O", None, True, True, None),
        ("]", None, None, None, None),
    ]


def test_words_that_came_before_are_printed_by_their_own_look_and_judged_again() -> None:
    """The same words with and without bold, more than are kept, and a character that is refused each time."""
    template = prepare(draw.paragraphs("{{r x }}"))
    for _ in range(3):
        for bold in (False, True):
            (run,) = docx.Document(io.BytesIO(template.fill({"x": Rich((Run("A & <B>", bold=bold),))}))).paragraphs[0].runs
            assert (run.text, run.bold) == ("A & <B>", bold or None)
        with pytest.raises(InputRefused):
            template.fill({"x": Rich.of("A\x01")})
        assert docx.Document(io.BytesIO(template.fill({"x": Rich.of("A\tB\nC")}))).paragraphs[0].text == "A\tB\nC"
        many = Rich(tuple(Run(f"{number} & ") for number in range(markup._MOST_RUNS + 1)))
        assert docx.Document(io.BytesIO(template.fill({"x": many}))).paragraphs[0].text == str(many)
        assert len(markup._runs) <= markup._MOST_RUNS


def test_no_run_of_no_text_stays_beside_a_tag_for_runs() -> None:
    xml = _document(prepare(draw.runs("{{r x }}", "b", "{{r x }}")).fill({"x": Rich.of("a")}))
    assert [run for run in re.findall(r"<w:r>.*?</w:r>", xml) if "<w:rPr>" not in run] == [
        '<w:r><w:t xml:space="preserve">a</w:t></w:r>',
        '<w:r><w:t xml:space="preserve">a</w:t></w:r>',
    ]


def test_rich_text_in_the_text_of_a_run_keeps_the_runs_own_properties() -> None:
    filled = prepare(draw.runs("a", "[{{ x }}]")).fill({"x": _RICH})  # the second run is bold
    runs = [run for run in docx.Document(io.BytesIO(filled)).paragraphs[0].runs if run.text]
    assert [(run.text, run.bold) for run in runs] == [
        ("a", False), ("[", True), ("thường ", True), ("đậm", True), (" H", True), ("2", True), ("O", True), ("]", True),
    ]  # fmt: skip


def test_a_rule_is_a_centred_line_of_its_length_and_weight_with_a_fallback() -> None:
    xml = _document(prepare(draw.paragraphs("{{ x }}", "{{ x }}")).fill({"x": Rule(160.5, 0.75)}))
    assert xml.count('<wp:extent cx="2038350" cy="0"/>') == 2
    assert xml.count('<a:ln w="9525">') == 2
    assert xml.count('<wp:positionH relativeFrom="column"><wp:align>center</wp:align>') == 2
    assert xml.count('to="160.5pt,1.5pt"') == 2
    assert re.findall(r'<wp:docPr id="(\d+)"', xml) == ["1001", "1002"]
    assert "adec:decorative" in xml


@pytest.mark.parametrize("place", ["body", "header"])
def test_drawings_of_the_template_and_of_values_are_numbered_together(place: str) -> None:
    document = docx.Document()
    holder = document if place == "body" else document.sections[0].header
    holder.add_paragraph("{{ x }}")
    holder.add_paragraph().add_run().add_picture(io.BytesIO(_png()))
    holder.add_paragraph("{{ y }}{{ x }}")
    filled = prepare(draw.saved(document)).fill({"x": Rule(160.5), "y": SigningPlaces((_PLACE,))})
    xml = zipfile.ZipFile(io.BytesIO(filled)).read(f"word/{'document' if place == 'body' else 'header1'}.xml").decode()
    ids = [int(one) for one in re.findall(r'<wp:docPr id="(\d+)"', xml)]
    assert ids == list(range(ids[0], ids[0] + 4))
    assert ids[0] > 1000


def test_an_image_is_stored_once_and_related_from_each_part_that_shows_it() -> None:
    document = docx.Document()
    document.add_paragraph("{{ a }} và {{ a }} và {{ b }}")
    document.sections[0].header.paragraphs[0].text = "{{ a }}"
    filled = prepare(draw.saved(document)).fill({"a": _SEAL, "b": Image(_png("blue"), "image/png", 5, 5)})
    names = zipfile.ZipFile(io.BytesIO(filled)).namelist()
    assert len([name for name in names if name.startswith("word/media/")]) == 2
    opened = docx.Document(io.BytesIO(filled))
    assert [(shape.width.mm, shape.height.mm) for shape in opened.inline_shapes] == [(20, 10), (20, 10), (5, 5)]
    assert [part.blob for part in opened.sections[0].header.part.related_parts.values()] == [_SEAL.data]
    xml = _document(filled)
    assert 'descr="Con dấu &amp; “chữ”"' in xml
    ids = re.findall(r'<wp:docPr id="(\d+)"', xml + zipfile.ZipFile(io.BytesIO(filled)).read("word/header1.xml").decode())
    assert len(ids) == len(set(ids)) == 4


def test_a_grid_fills_its_width_repeats_its_heading_and_keeps_rows_whole() -> None:
    filled = prepare(draw.paragraphs("{{p x }}", "sau")).fill({"x": _GRID})
    document = docx.Document(io.BytesIO(filled))
    table = document.tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows][:2] == [
        ["TT", "Nội dung", "Số tiền"],
        ["0", "Việc & <gấp", "1.000\nđồng"],
    ]
    assert sum(int(column.get(f"{_W}w")) for column in table._tbl.tblGrid) == round(467.7 * 20)
    assert len(table._tbl.findall(f".//{_W}cantSplit")) == 4
    assert [row.find(f"{_W}trPr/{_W}tblHeader") is not None for row in table._tbl.tr_lst] == [True, False, False, False]
    styles = [style.get(f"{_W}val") for style in table._tbl.findall(f".//{_W}pStyle")]
    assert styles[:6] == ["bang_dau"] * 3 + ["bang_giua", "bang_chu", "bang_so"]
    assert text(filled).split("\n")[0] == "Bảng 1. Kinh phí"


def test_grids_that_would_touch_are_kept_apart_and_a_cell_ends_with_a_paragraph() -> None:
    document = docx.Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.paragraphs[0].text = "{{p x }}"
    for line in ("{%p for x in ds %}", "{{p x }}", "{%p endfor %}"):
        document.add_paragraph(line)
    filled = prepare(draw.saved(document)).fill({"x": _GRID, "ds": [_GRID, Grid(_GRID.columns, _GRID.rows, 400.0)]})
    body = etree.fromstring(_document(filled).encode()).find(f"{_W}body")
    assert body is not None
    kinds = [child.tag.removeprefix(_W) for child in body]
    assert kinds == ["tbl", "p", "tbl", "p", "tbl", "sectPr"]
    assert [child.tag.removeprefix(_W) for child in body.iter(f"{_W}tc").__next__()] == ["tcPr", "p", "tbl", "p"]
    assert "<?" not in _document(filled).partition("?>")[2]


@pytest.mark.parametrize(
    ("tag", "value", "error", "code"),
    [
        ("{{ x }}", _GRID, TemplateFaulty, "value-misplaced"),
        ("{{r x }}", _GRID, TemplateFaulty, "value-misplaced"),
        ("{{p x }}", "chữ", TemplateFaulty, "value-misplaced"),
        ("{{p x }}", _RICH, TemplateFaulty, "value-misplaced"),
        ("{{p x }}", Grid(_GRID.columns, (GridRow((Rich.of("1"),)),), 400), InputRefused, "grid-row-width"),
    ],
)
def test_a_value_in_the_wrong_place_is_refused(tag: str, value: object, error: type[TemplateFaulty], code: str) -> None:
    with pytest.raises(error) as raised:
        prepare(draw.paragraphs(tag)).fill({"x": value})
    assert [one.code for one in raised.value.problems] == [code]


def test_an_empty_value_takes_the_place_of_nothing() -> None:
    filled = prepare(draw.paragraphs("{{p x }}", "[{{r y }}{{ z }}]")).fill({"x": "", "y": Rich(()), "z": ""})
    assert text(filled) == "[]"


def test_a_cell_whose_paragraphs_are_all_taken_away_keeps_an_empty_one() -> None:
    # docxtpl leaves a cell without a paragraph, which Word calls a damaged file
    document = docx.Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.paragraphs[0].text = "{%p if a %}"
    cell.add_paragraph("chữ")
    cell.add_paragraph("{%p endif %}")
    filled = prepare(draw.saved(document)).fill({"a": 0})
    assert [cell.text for cell in docx.Document(io.BytesIO(filled)).tables[0]._cells] == [""]
    assert "</w:tcPr><w:p/></w:tc>" in _document(filled)


def test_what_conditions_leave_empty_stays_a_sound_file() -> None:
    document = docx.Document()
    for text_ in ("{%p if a %}", "chữ", "{%p endif %}"):
        document.sections[0].header.add_paragraph(text_)
    header = document.sections[0].header.paragraphs[0]._p
    header.getparent().remove(header)
    table = document.add_table(3, 1)
    for row, text_ in zip(table.rows, ("{%tr for x in ds %}", "{{ x }}", "{%tr endfor %}"), strict=True):
        row.cells[0].text = text_
    document.add_paragraph("sau")
    filled = prepare(draw.saved(document)).fill({"a": 0, "ds": []})
    opened = docx.Document(io.BytesIO(filled))
    assert len(opened.tables) == 0
    assert [paragraph.text for paragraph in opened.sections[0].header.paragraphs] == [""]
    assert text(filled) == "sau"


def test_a_rule_stands_in_a_run_as_small_as_its_tags() -> None:
    document = docx.Document()
    document.add_paragraph().add_run("{{ x }}").font.size = Pt(1)
    xml = _document(prepare(draw.saved(document)).fill({"x": Rule(100)}))
    assert '<w:r><w:rPr><w:sz w:val="2"/></w:rPr><mc:AlternateContent' in xml


@pytest.mark.oracle
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_prints_rules_images_and_grids(tmp_path: Path) -> None:
    document = docx.Document()
    for style in ("bang_dau", "bang_chu", "bang_giua", "bang_so", "bang_ten"):
        document.styles.add_style(style, 1).font.size = Pt(12)
    for line in ("Đầu {{ anh }} {{ ke }}", "{{p bang }}", "Cuối {{ chu }}"):
        document.add_paragraph(line)
    filled = prepare(draw.saved(document)).fill({"anh": _SEAL, "ke": Rule(120), "bang": _GRID, "chu": _RICH})
    (tmp_path / "mau.docx").write_bytes(filled)
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/lo", "--headless", "--convert-to"]
    subprocess.run([*command, "txt:Text (encoded):UTF8", "mau.docx"], cwd=tmp_path, check=True, capture_output=True, timeout=120)
    printed = (tmp_path / "mau.txt").read_text("utf-8-sig")
    assert "Bảng 1. Kinh phí" in printed
    assert "Cuối thường đậm H2O" in printed
    subprocess.run([*command, "odt", "mau.docx"], cwd=tmp_path, check=True, capture_output=True, timeout=120)
    content = zipfile.ZipFile(tmp_path / "mau.odt").read("content.xml").decode()
    assert content.count("<draw:line") == 1
    assert content.count("<draw:image") == 1
    assert "table:table-header-rows" in content


def _document(filled: bytes) -> str:
    return zipfile.ZipFile(io.BytesIO(filled)).read("word/document.xml").decode()
