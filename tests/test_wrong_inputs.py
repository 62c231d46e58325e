"""What people get wrong, each with the error that names the place: every row goes through the command line, as a user would.

Over three hundred lines because the whole table of wrong inputs stands in one place.
"""

from __future__ import annotations

import io
import json
import shutil
import warnings
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from service import doctypes
from service.cli import run
from service.config import own_folder, settings
from service.fonts import faces

FOUND = list[tuple[str, str, str, str]]


class Office:
    """An office with one document type of its own (`mau_rieng`, at first a copy of công văn), and a clerk at the keyboard."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys
        self.type = folder / "loai" / "mau_rieng"
        shutil.copytree(own_folder("templates_docx") / "cong_van", self.type)

    def refusal(self, *arguments: str) -> FOUND:
        """Runs a command that must be refused: (code, pointer, place, message) of every problem."""
        for cached in (settings, doctypes.catalogue, faces):
            cached.cache_clear()
        code = run([*arguments, "--json"])
        said = self.capsys.readouterr().out
        assert code == 2, said
        error = json.loads(said)
        assert error["code"]
        assert error["title"]
        return [(one["code"], one["pointer"], one["place"], one["message"]) for one in error["problems"]]

    def write(self, name: str, value: object) -> str:
        """A data file."""
        path = self.folder / name
        path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
        return str(path)

    def render(self, slug: str, data: str, *arguments: str) -> FOUND:
        out = self.folder / "ra"
        found = self.refusal("render", slug, "--data", data, "--out", str(out), *arguments)
        assert not out.exists(), "a refused input leaves no file"
        return found


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Office]:
    made = Office(tmp_path, capsys)
    monkeypatch.setenv("VANBAN_TYPES", str(made.type.parent))
    monkeypatch.setenv("VANBAN_MAX_SECONDS", "3")
    yield made
    monkeypatch.undo()
    for cached in (settings, doctypes.catalogue, faces):
        cached.cache_clear()


def example(slug: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((own_folder("templates_docx") / slug / "example.json").read_text(encoding="utf-8"))
    return found


def assert_told(found: FOUND, code: str, where: str) -> None:
    """One problem has this code and stands there: with this pointer, or a place or message that names it."""
    assert where
    assert all(message for *_, message in found)
    there = [one for one, pointer, place, message in found if pointer == where or where in f"{place} {message}"]
    assert code in there, found


# ------------------------------------------------------------------------------------------------ the data of a document

SKIPPED = "I. Một\n\nNội dung.\n\nIII. Ba\n\nNội dung."
TABLE = {"bang": {"cot": [{"ten": "STT"}, {"ten": "Đơn vị"}], "hang": [["1"]]}}
SIGNED = {"chuc_vu": "Chủ tịch", "ho_ten": "Nguyễn Văn An"}


@pytest.mark.parametrize(
    ("change", "code", "pointer"),
    [
        pytest.param({"trich_yeu": None}, "field-missing", "/trich_yeu", id="thiếu trường bắt buộc"),
        pytest.param({"trich_yeuu": "x"}, "field-unknown", "/trich_yeuu", id="trường gõ sai tên"),
        pytest.param({"so": "một trăm"}, "number-wrong", "/so", id="chữ ở chỗ của số"),
        pytest.param({"so": True}, "number-wrong", "/so", id="đúng/sai ở chỗ của số"),
        pytest.param({"so": 10**30}, "number-large", "/so", id="số quá lớn"),
        pytest.param({"so": 0}, "number-small", "/so", id="số quá nhỏ"),
        pytest.param({"trich_yeu": ["a"]}, "text-wrong", "/trich_yeu", id="danh sách ở chỗ của chữ"),
        pytest.param({"trich_yeu": "a" * 100_000}, "text-long", "/trich_yeu", id="trích yếu một trăm nghìn chữ"),
        pytest.param({"trich_yeu": "về việc A\nB"}, "text-lines", "/trich_yeu", id="xuống dòng trong trường một dòng"),
        pytest.param({"trich_yeu": "họ tên 漢"}, "glyph-missing", "/trich_yeu", id="ký tự phông chữ không có"),
        pytest.param({"ngay_ban_hanh": "31/02/2026"}, "date-invalid", "/ngay_ban_hanh", id="ngày không có thật"),
        pytest.param({"noi_nhan": "Như trên"}, "list-wrong", "/noi_nhan", id="chữ ở chỗ của danh sách"),
        pytest.param({"noi_nhan": ["Sở Nội vụ"] * 6000}, "limit-rows", "/noi_nhan", id="quá nhiều dòng"),
        pytest.param({"can_cu": ["Căn cứ Luật Thi đua,"]}, "ground-comma", "/can_cu/0", id="căn cứ kết thúc bằng dấu phẩy"),
        pytest.param({"can_cu": [{"loai": "Nghị định"}]}, "ground-parts", "/can_cu/0", id="căn cứ thiếu số, ngày"),
        pytest.param({"ky": {**SIGNED, "quyen_han": "TM."}}, "signature-missing", "/ky", id="TM. mà không ghi tập thể"),
        pytest.param({"ky": {**SIGNED, "quyen_han": "T.M"}}, "choice-wrong", "/ky/quyen_han", id="quyền hạn không có"),
        pytest.param({"noi_dung": [{"mucc": "Mục đích"}]}, "field-unknown", "/noi_dung/0/mucc", id="cấp đề mục không có"),
        pytest.param({"noi_dung": [TABLE]}, "row-uneven", "/noi_dung/0/bang", id="hàng của bảng thiếu ô"),
        pytest.param({"noi_dung": SKIPPED}, "numbering-conflict", "dòng 5", id="nhảy số đề mục"),
    ],
)
def test_wrong_data_is_refused_at_its_field(office: Office, change: dict[str, object], code: str, pointer: str) -> None:
    assert_told(office.render("ke_hoach", office.write("d.json", {**example("ke_hoach"), **change})), code, pointer)


def test_all_problems_are_told_at_once(office: Office) -> None:
    found = office.render("ke_hoach", office.write("d.json", {"la": 1, "so": "x", "ngay_ban_hanh": "hôm qua"}))
    assert {pointer for _, pointer, _, _ in found} >= {"/la", "/so", "/ngay_ban_hanh", "/trich_yeu", "/noi_dung"}


# ------------------------------------------------------------------------------------------------------ the file itself


@pytest.mark.parametrize(
    ("name", "text", "code", "where"),
    [
        ("d.json", '{"trich_yeu": "a",\n "so": 1,}', "json-name-expected", "dòng 2, cột 10"),
        ("d.json", '{"trich_yeu": "a"\n "so": 1}', "json-comma-missing", "dòng 2, cột 2"),
        ("d.json", '{"trich_yeu": "a', "json-unfinished", "d.json"),
        ("d.json", '{"so": 1, "so": 2}', "key-doubled", "cột 11"),
        ("d.json", "[1, 2]", "data-not-object", "d.json"),
        ("d.json", "", "data-empty", "d.json"),
        ("d.json", '{"a": ' * 100 + "1" + "}" * 100, "depth-too-large", "d.json"),
        ("d.json", '{"trich_yeu": "a\\u0000b"}', "character-illegal", "/trich_yeu"),
        ("d.yaml", "trich_yeu: a\n  so: 1\n", "yaml-syntax", "dòng 2"),
        ("d.toml", "trich_yeu = a\n", "toml-syntax", "dòng 1"),
    ],
)
def test_a_broken_file_is_refused_with_its_line(office: Office, name: str, text: str, code: str, where: str) -> None:
    assert_told(office.render("ke_hoach", office.write(name, text)), code, where)


def test_a_file_in_another_encoding_is_refused_by_name(office: Office) -> None:
    path = office.folder / "d.json"
    path.write_bytes('{"trich_yeu": "Kế hoạch"}'.encode("utf-16"))
    assert_told(office.render("ke_hoach", str(path)), "encoding-utf16", "d.json")


def test_a_file_that_is_not_there_is_refused_by_name(office: Office) -> None:
    assert_told(office.render("ke_hoach", str(office.folder / "khong_co.json")), "file-not-opened", "khong_co.json")


def test_a_type_that_is_not_there_is_refused_with_the_nearest_name(office: Office) -> None:
    found = office.render("ke_hoac", office.write("d.json", {}))
    assert_told(found, "type-unknown", "ke_hoach")


# ----------------------------------------------------------------------------------------------------- campaign data


@pytest.mark.parametrize(
    ("change", "code", "pointer"),
    [
        ({"la": 1}, "field-unknown", "/la"),
        ({"co_quan_ban_hanh": "khong_co"}, "code-unknown", "/co_quan_ban_hanh"),
        ({"tu_nam": 2031}, "years-inverted", "/den_nam"),
        ({"co_quan": []}, "list-short", "/co_quan"),
    ],
)
def test_wrong_campaign_data_is_refused_at_its_field(office: Office, change: dict[str, object], code: str, pointer: str) -> None:
    folder = own_folder("templates_docx") / "ke_hoach_phong_trao"
    campaign = json.loads((folder / "example_campaign.json").read_text(encoding="utf-8"))
    data = office.write("d.json", example("ke_hoach_phong_trao"))
    found = office.render("ke_hoach_phong_trao", data, "--campaign", office.write("c.json", {**campaign, **change}))
    assert_told(found, code, pointer)


# --------------------------------------------------------------------------------- a template that the office edited


@pytest.mark.parametrize(
    ("tag", "code", "where"),
    [
        pytest.param("{{ trich_yue }}", "name-unknown", "mau_rieng/template.docx", id="gõ sai tên trường"),
        pytest.param("{{ ky.ho_tenn }}", "field-missing", "/ky/ho_tenn", id="gõ sai phần của trường"),
        pytest.param("{% fro x in kinh_gui %}", "template-unknown-tag", "đoạn ", id="gõ sai tên thẻ"),
        pytest.param("{% for x in kinh_gui %}", "template-unclosed", "đoạn ", id="vòng lặp không đóng"),
        pytest.param("{% endfor %}", "template-unclosed", "đoạn ", id="đóng vòng lặp chưa mở"),
        pytest.param("{{ trich_yeu }", "template-unclosed", "đoạn ", id="thiếu một ngoặc"),
        pytest.param("{{ }}", "template-syntax", "đoạn ", id="thẻ rỗng"),
        pytest.param("{{ trich_yeu | uper }}", "template-unknown-filter", "đoạn ", id="bộ lọc không có"),
        pytest.param("{%tr for x in kinh_gui %}{%tr endfor %}", "template-level", "đoạn ", id="thẻ hàng ngoài bảng"),
        pytest.param("{% include 'a.docx' %}", "template-unsupported", "đoạn ", id="chèn tệp khác"),
        pytest.param("{{ cycler.__init__.__globals__ }}", "template-unsafe", "đoạn ", id="thoát qua cycler"),
        pytest.param("{{ ''.__class__.__mro__ }}", "template-unsafe", "đoạn ", id="thoát qua lớp"),
        pytest.param("{{ trich_yeu['__class__'] }}", "template-unsafe", "đoạn ", id="thoát qua chỉ mục"),
        pytest.param("{{ trich_yeu|attr('__class__') }}", "template-unknown-filter", "đoạn ", id="thoát qua attr"),
        pytest.param("{% for i in range(10**9) %}x{% endfor %}", "limit-loop", "đoạn ", id="vòng lặp một tỷ lần"),
        pytest.param("{{ 'a' * 10**9 }}", "limit-chars", "đoạn ", id="chuỗi một tỷ chữ"),
        pytest.param(
            "{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9999) %}{% endfor %}{% endfor %}{% endfor %}",
            "limit-seconds", "VANBAN_MAX_SECONDS", id="vòng lặp không dứt",
        ),
        pytest.param("{{ 1 / 0 }}", "template-run", "đoạn ", id="chia cho không"),
    ],
)
def test_a_template_mistake_is_told_with_its_place(office: Office, tag: str, code: str, where: str) -> None:
    template = Document(str(office.type / "template.docx"))
    template.add_paragraph(tag)
    template.save(str(office.type / "template.docx"))
    assert_told(office.render("mau_rieng", office.write("d.json", example("cong_van"))), code, where)


@pytest.mark.parametrize(
    ("name", "change", "code", "where"),
    [
        ("schema.toml", lambda text: text + '\n[fields.x]\nkind = "texxt"\nlabel = "X"\n', "choice-wrong", "fields.x.kind"),
        ("schema.toml", lambda text: text + '\n[fields.x]\nkindd = "text"\nlabel = "X"\n', "field-unknown", "fields.x.kindd"),
        ("schema.toml", lambda text: text + "\nname = \n", "schema-unreadable", "mau_rieng/schema.toml"),
        ("template.docx", None, "template-missing", "mau_rieng"),
    ],
)
def test_a_mistake_in_a_types_folder_is_told_with_its_place(
    office: Office, name: str, change: Callable[[str], str] | None, code: str, where: str
) -> None:
    path = office.type / name
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8") if change else path.unlink()
    assert_told(office.render("mau_rieng", office.write("d.json", example("cong_van"))), code, where)


# ------------------------------------------------------------------------------------------------ a stranger's Word file


def word_file(**parts: bytes) -> bytes:
    """A small Word file; `parts` are added, their names with `__` for `/` and `_dot_` for `.`."""
    buffer = io.BytesIO()
    document = Document()
    document.add_paragraph("Kính gửi: Sở Nội vụ")
    document.save(buffer)
    with zipfile.ZipFile(buffer, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)      # a name twice is what one of them is about
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "code", "where"),
    [
        ("rong.docx", b"", "file-empty", "rong.docx"),
        ("anh.docx", b"\x89PNG\r\n\x1a\n" + bytes(100), "file-not-docx", "anh.docx"),
        ("cu.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "file-office-legacy", "cu.docx"),
        ("cut.docx", word_file()[:-400], "zip-damaged", "cut.docx"),
        ("doi.docx", word_file(word__document_dot_xml=b"<a/>"), "part-duplicate", "word/document.xml"),
        ("macro.docx", word_file(word__vbaProject_dot_bin=b"x"), "macro", "word/vbaProject.bin"),
        ("dtd.docx", word_file(word__x_dot_xml=b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), "xml-dtd", "word/x.xml"),
    ],
)
def test_a_strange_word_file_is_refused_with_the_part(office: Office, name: str, data: bytes, code: str, where: str) -> None:
    path = office.folder / name
    path.write_bytes(data)
    target = office.folder / "ra.pdf"
    assert_told(office.refusal("pdf", str(path), "-o", str(target)), code, where)
    assert not target.exists()


# ------------------------------------------------------------------------------------------------- fonts and settings


def test_a_broken_font_file_is_named(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    (office.folder / "phong").mkdir()
    (office.folder / "phong" / "times.ttf").write_bytes(b"not a font")
    monkeypatch.setenv("VANBAN_FONTS", str(office.folder / "phong"))
    assert_told(office.render("ke_hoach", office.write("d.json", example("ke_hoach"))), "font-unreadable", "times.ttf")


@pytest.mark.parametrize(
    ("variable", "text", "code"),
    [
        ("VANBAN_MAX_PAGES", "nhiều", "setting-value"),
        ("VANBAN_MAX_SECONDS", "0", "setting-value"),
        ("VANBAN_TYPES", "/khong/co", "setting-value"),
        ("VANBAN_MAX_PAGE", "3", "setting-unknown"),
    ],
)
def test_a_wrong_setting_is_named(office: Office, monkeypatch: pytest.MonkeyPatch, variable: str, text: str, code: str) -> None:
    monkeypatch.setenv(variable, text)
    assert_told(office.refusal("render", "ke_hoach", "--data", office.write("d.json", example("ke_hoach"))), code, variable)


@pytest.mark.parametrize(
    ("variable", "text", "code"),
    [
        ("VANBAN_MAX_PAGES", "1", "limit-pages"),
        ("VANBAN_MAX_ROWS", "2", "limit-rows"),
        ("VANBAN_MAX_SECONDS", "0.001", "limit-seconds"),
    ],
)
def test_a_limit_that_is_exceeded_is_named(
    office: Office, monkeypatch: pytest.MonkeyPatch, variable: str, text: str, code: str
) -> None:
    monkeypatch.setenv(variable, text)
    assert_told(office.render("quyet_dinh", office.write("d.json", example("quyet_dinh"))), code, variable)
