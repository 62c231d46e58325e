"""Attacks by files and data, through the door with a key. Each row names the attack and the answer that is expected.

The guard's own rows are in tests/guard, those of packed folders in tests/batch/test_folder.py, of pictures in
tests/fields/test_picture.py, of names of uploads in test_batches_asked.py, of JSON in test_render.py, of oversized uploads in
test_check.py and test_batches_asked.py; here it is held that every door leads through them, and that nothing fails on our side.
"""

from __future__ import annotations

import base64
import io
import json
import zipfile
from collections.abc import Iterator

import pytest
from lxml.etree import fromstring
from pydyf import PDF, Stream

from service.api.opened import opened
from tests.api.site import Program, codes, example, site
from tests.batch.test_folder import zipped
from tests.guard.drawn import HEAD, W, content_types, document, docx, packed, relationship, relationships
from tests.guard.test_archive import ENTITIES, LAUGHS, PLAIN
from tests.guard.test_fields import code as written
from tests.guard.test_fields import field, mark

MIB = 1024 * 1024
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    with site(tmp_path_factory.mktemp("site"), VANBAN_MAX_BODY_BYTES="2MiB", VANBAN_MAX_BATCH_BYTES="2MiB") as found:
        yield found.program()


def external(kind: str, target: str) -> bytes:
    return docx({"word/_rels/document.xml.rels": relationships(relationship(1, "styles", "styles.xml"),
                                                               relationship(2, kind, target, external=True))})


WORD_FILES: list[tuple[str, bytes, str]] = [
    ("a bomb in one part", docx({"word/styles.xml": b" " * (65 * MIB)}), "part-too-large"),
    ("a bomb by its ratio", docx({"word/media/image1.png": b"\x89PNG" + bytes(17 * MIB)}), "part-ratio"),
    ("a bomb of members", docx({f"word/media/i{n}.png": b"" for n in range(2100)}), "parts-too-many"),
    ("a bomb within a bomb", docx({"word/embeddings/Bang.xlsx": zipped(a=bytes(5 * MIB))}), "embedded-object"),
    ("an entity", docx({"word/document.xml": HEAD + ENTITIES + PLAIN}), "xml-dtd"),
    ("a billion laughs", docx({"word/document.xml": HEAD + LAUGHS + PLAIN.replace("Kế hoạch", "&c;")}), "xml-dtd"),
    ("a file of the server by an entity", docx({"word/document.xml": HEAD + '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
                                                + PLAIN.replace("Kế hoạch", "&x;")}), "xml-dtd"),
    ("an entity in the relationships", docx({"word/_rels/document.xml.rels": ENTITIES + relationships()}), "xml-dtd"),
    ("a DTD on the internet, in UTF-16", docx({"word/styles.xml": (
        '\ufeff<!DOCTYPE s SYSTEM "http://169.254.169.254/x.dtd"><s/>').encode("utf-16-le")}), "xml-dtd"),
    ("a template on the internet", external("attachedTemplate", "http://169.254.169.254/x.dotm"), "external-target"),
    ("a picture on the internet", external("image", "http://169.254.169.254/x.png"), "external-target"),
    ("a picture on a share (NTLM)", external("image", "\\\\198.51.100.7\\chung\\x.png"), "external-target"),
    ("a file of the server as a picture", external("image", "file:///etc/passwd"), "external-target"),
    ("a frame", external("frame", "http://198.51.100.7/"), "external-target"),
    ("an OLE link", external("oleObject", "http://198.51.100.7/x.xlsx"), "embedded-object"),
    ("a field split over runs", docx({"word/document.xml": document(field("INCLUDE", "PIC", "TURE", ' "file:///etc/passwd"'))}),
     "field-forbidden"),
    ("DDE split over paragraphs", docx({"word/document.xml": document(mark("begin") + written("DDE"),
                                                                      written("AUTO cmd") + mark("end"))}), "field-forbidden"),
    ("a field made by a field", docx({"word/document.xml": document(mark("begin") + field("QUOTE 68 68 69") + mark("end"))}),
     "field-computed"),
    ("a macro", docx({"word/vbaProject.bin": b"x"}), "macro"),
    ("a macro by its content type", docx({"[Content_Types].xml": content_types(
        main="application/vnd.ms-word.document.macroEnabled.main+xml")}), "macro"),
    ("a path out of the package", docx({"../../etc/cron.d/x": b"x"}), "part-name"),
    ("a path of another system", docx({"word\\..\\..\\x.xml": b"x"}), "part-name"),
]


@pytest.mark.parametrize(("attack", "data", "code"), WORD_FILES, ids=[one[0] for one in WORD_FILES])
@pytest.mark.parametrize("door", ["check", "copy"])
def test_a_hostile_word_file_is_refused_at_every_door(program: Program, door: str, attack: str, data: bytes, code: str) -> None:
    if door == "check":
        answer = program.call("POST", "/check", data=data, content_type=DOCX)
    else:
        form = {"file": (io.BytesIO(data), "a.docx"), "form": "TrS", "from": "electronic", "agency": "Trường", "keep": "Điều 1"}
        answer = program.call("POST", "/copy", data=form)
    status, found = codes(answer)
    assert (status, code in found) == (422, True), (attack, found)
    assert b"root:" not in answer.get_data()


def sheet(**parts: str | bytes) -> bytes:
    """A workbook of one cell, with these parts put in or replaced."""
    whole: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="'
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.'
        'xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
        "_rels/.rels": relationships(relationship(1, "officeDocument", "xl/workbook.xml")),
        "xl/_rels/workbook.xml.rels": relationships(relationship(1, "worksheet", "worksheets/sheet1.xml")),
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{SHEET}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": cells("<v>1</v>"),
    }
    return packed(whole | parts)


SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def cells(inside: str, before: str = "") -> str:
    return f'{HEAD}{before}<worksheet xmlns="{SHEET}"><sheetData><row r="1"><c r="A1">{inside}</c></row></sheetData></worksheet>'


BATCH_FILES: list[tuple[str, bytes, str]] = [
    ("a workbook that is a bomb", sheet(**{"xl/worksheets/sheet1.xml": b" " * (65 * MIB)}), "so.xlsx"),
    ("a workbook with an entity", sheet(**{"xl/worksheets/sheet1.xml": cells("<v>&a;</v>", ENTITIES)}), "so.xlsx"),
    ("a workbook with a file of the server", sheet(**{"xl/worksheets/sheet1.xml": cells(
        "<v>&x;</v>", '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>')}), "so.xlsx"),
    ("a workbook with a macro", sheet(**{"xl/vbaProject.bin": b"x"}), "so.xlsx"),
    ("a folder with a path out of it", zipped(**{"../phong_trao.yaml": "ten: A"}), "ho_so.zip"),
    ("a folder with an absolute path", zipped(**{"/etc/phong_trao.yaml": "ten: A"}), "ho_so.zip"),
    ("a folder with a path of another system", zipped(**{"a\\..\\..\\b.yaml": "ten: A"}), "ho_so.zip"),
    ("a folder with a drive", zipped(**{"C:/b.yaml": "ten: A"}), "ho_so.zip"),
    ("a folder that is a bomb", zipped(**{"phong_trao.yaml": b"\0" * 70 * MIB}), "ho_so.zip"),
    ("YAML that grows", zipped(**{"phong_trao.yaml": "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"}), "ho_so.zip"),
    ("YAML that makes an object", zipped(**{"phong_trao.yaml": "ten: !!python/object/apply:os.system [id]\n"}), "ho_so.zip"),
    ("nothing but the beginning of a ZIP", b"PK\x03\x04" + bytes(100), "ho_so.zip"),
    ("a line of JSON too deep", b'{"ma": "a", "loai": "giay_khen", "data": ' + b"[" * 5000 + b"]" * 5000 + b"}\n", "ds.jsonl"),
    ("CSV of one endless line", b"a," * 500_000, "ds.csv"),
]


@pytest.mark.parametrize(("attack", "data", "name"), BATCH_FILES, ids=[one[0] for one in BATCH_FILES])
def test_a_hostile_upload_makes_no_batch_that_runs(program: Program, attack: str, data: bytes, name: str) -> None:
    """What is not refused at once is refused by the keeper that reads it (tests/batch); here nothing of it may be read yet."""
    answer = program.call("POST", "/batches", data={"file": (io.BytesIO(data), name)})
    assert answer.status_code in (202, 400, 413, 422), attack
    assert b"root:" not in answer.get_data()
    if answer.status_code == 202:
        number = answer.get_json()["id"]
        assert answer.get_json()["state"] == "received"
        assert [one for one in opened().store.names("batches") if number not in one and ".." in one] == []
        assert program.call("DELETE", f"/batches/{number}").status_code == 204


PICTURES = [
    ("http://169.254.169.254/latest/meta-data", "image-wrong"),
    ("https://127.0.0.1/x.png", "image-wrong"),
    ("file:///etc/passwd", "image-wrong"),
    ("/etc/passwd", "image-wrong"),
    ("../../../etc/passwd", "image-wrong"),
    ("\\\\198.51.100.7\\chung\\x.png", "image-wrong"),
    ("data:image/svg+xml;base64," + base64.b64encode(b'<svg xmlns="http://www.w3.org/2000/svg"><image href="http://127.0.0.1/"/></svg>')
     .decode(), "image-wrong"),
    ("data:image/png;base64," + base64.b64encode(b'<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>').decode(),
     "image-wrong"),
]


@pytest.mark.parametrize(("address", "code"), PICTURES)
def test_no_picture_of_the_data_is_fetched(program: Program, address: str, code: str) -> None:
    body = example("giay_khen")
    body["data"]["quoc_huy"] = address
    assert codes(program.call("POST", "/render", json=body)) == (422, [code])


HOSTILE = [
    "<script>alert(1)</script>", "<img src=http://127.0.0.1:9/x onerror=alert(1)>", "]]><x xmlns='urn:x'/>", "{{ 7*7 }}",
    "{% for x in () %}", "{{ ''.__class__.__mro__ }}", "&#60;b&#62; &amp;lt;", "\\write18{id}", "=cmd|'/c calc'!A1",
    'INCLUDEPICTURE "http://127.0.0.1/"', "url(http://127.0.0.1/x.png)", "</style><link rel=stylesheet href=//127.0.0.1/>",
    "![x](http://127.0.0.1/x.png)",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_words_of_other_languages_stay_words(program: Program, words: str) -> None:
    """Markup, templates, formulas, commands: printed as they are, never carried out."""
    body = example("giay_khen")
    body["data"]["ho_ten"] = words
    answer = program.call("POST", "/render", json=body, headers={"Accept": DOCX})
    assert answer.status_code == 200, answer.get_data(as_text=True)
    with zipfile.ZipFile(io.BytesIO(answer.get_data())) as package:
        document = fromstring(package.read("word/document.xml"))
        links = b"".join(package.read(name) for name in package.namelist() if name.endswith(".rels"))
    assert words in "".join(one.text or "" for one in document.iter(f"{{{W}}}t"))
    assert not [one for one in document.iter(f"{{{W}}}instrText") if "http" in (one.text or "")]
    assert b"127.0.0.1" not in links


@pytest.mark.parametrize(("attack", "raw", "expected"), [
    ("depth", b'{"type": "giay_khen", "data": {"a": ' + b"[" * 50_000 + b"]" * 50_000 + b"}}", 413),
    ("an endless number", b'{"type": "giay_khen", "data": {"nam": ' + b"9" * 400_000 + b"}}", 422),
    ("a great exponent", b'{"type": "giay_khen", "data": {"nam": 1e999999999}}', 422),
    ("an endless key", b'{"type": "giay_khen", "data": {"' + b"k" * 400_000 + b'": 1}}', 422),
    ("a hundred thousand keys", json.dumps({"type": "giay_khen", "data": {f"k{n}": n for n in range(100_000)}}).encode(), 422),
    ("an endless text", b'{"type": "giay_khen", "data": {"ho_ten": "' + b"a" * 1_900_000 + b'"}}', 422),
    ("half a character", b'{"type": "giay_khen", "data": {"ho_ten": "\\ud800"}}', 422),
    ("a NUL", b'{"type": "giay_khen", "data": {"ho_ten": "a\\u0000b"}}', 422),
    ("more than the limit", b'{"type": "' + b" " * 3 * MIB + b'"}', 413),
    ("a prototype", b'{"type": "giay_khen", "data": {"__proto__": {"x": 1}, "__class__": "x"}}', 422),
])
@pytest.mark.parametrize("path", ["/render", "/batches"])
def test_oversized_and_odd_data_is_refused(program: Program, path: str, attack: str, raw: bytes, expected: int) -> None:
    if path == "/batches":
        raw = raw.replace(b'{"type": "giay_khen", "data"', b'{"rows": [{"key": "a", "type": "giay_khen", "data"')
        raw = raw[:-1] + b"}]}" if raw.endswith(b"}}") else raw
    answer = program.call("POST", path, data=raw, content_type="application/json")
    allowed = {expected} if path == "/render" else {202, 400, expected}      # rows are judged when they are read
    assert answer.status_code in allowed, (attack, answer.get_data(as_text=True)[:300])


def test_more_rows_than_a_day_allows_are_refused_at_once(program: Program) -> None:
    body = {"rows": [{"key": str(number), "type": "giay_khen", "data": {}} for number in range(60_000)]}
    assert program.call("POST", "/batches", json=body).status_code == 413


@pytest.mark.parametrize("path", [
    "/types/../../etc/passwd", "/types/%2e%2e%2fetc%2fpasswd", "/types/..%5c..%5cx", "/types/giay_khen%00",
    "/types/" + "a" * 5000, "/rules/../types", "/rules/%00", "/rules/<script>", "/batches/../../vanban.db", "/batches/%2e%2e",
    f"/batches/{'0' * 32}/results/..%2f1.pdf", f"/batches/{'0' * 32}/results/%2e%2e", "/batches/" + "٣" * 32,
])
def test_a_path_leads_nowhere(program: Program, path: str) -> None:
    answer = program.call("GET", path)
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("name", [
    "../../../../etc/cron.d/x.jsonl", "..\\..\\x.jsonl", "/etc/x.jsonl", "C:\\x.jsonl", "a\0b.jsonl", "~root/.ssh/x.jsonl",
    "con.jsonl", "x" * 4000 + ".jsonl", "\u202elnosj.jsonl", "a\r\nSet-Cookie: x=1.jsonl", "<svg onload=alert(1)>.jsonl",
])
def test_the_name_of_an_upload_is_no_path(program: Program, name: str) -> None:
    line = json.dumps({"ma": "../../x", "loai": "giay_khen", "data": {}}).encode()
    answer = program.call("POST", "/batches", data={"file": (io.BytesIO(line), name)})
    assert answer.status_code in (202, 422)
    if answer.status_code == 202:
        number = answer.get_json()["id"]
        assert {one for one in opened().store.names("batches") if number in one} == {f"batches/{number}/input.jsonl"}
        assert "Set-Cookie" not in answer.headers
        program.call("DELETE", f"/batches/{number}")


def pdf(*objects: str, catalogue: str = "") -> bytes:
    made = PDF()
    made.add_object(Stream([b"BT ET"]))
    for one in objects:
        made.add_object(Stream([one.encode()]))
    buffer = io.BytesIO()
    made.write(buffer)
    return buffer.getvalue().replace(b"/Type /Catalog", b"/Type /Catalog " + catalogue.encode(), 1)


@pytest.mark.parametrize(("attack", "data"), [
    ("half a file", b"%PDF-1.7\n1 0 obj\n<<"),
    ("a loop of pages", b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[2 0 R]/Count 9999999>>"
     b"endobj\ntrailer<</Root 1 0 R>>\n%%EOF"),
    ("a loop of objects", b"%PDF-1.7\n1 0 obj 1 0 R endobj\ntrailer<</Root 1 0 R/Prev 0>>\nstartxref\n0\n%%EOF"),
    ("an action that runs", pdf(catalogue="/OpenAction << /S /Launch /F (cmd.exe) >>")),
    ("a script", pdf(catalogue="/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>")),
    ("deep arrays", b"%PDF-1.7\n1 0 obj " + b"[" * 200_000 + b"]" * 200_000 + b" endobj\ntrailer<</Root 1 0 R>>\n%%EOF"),
])
@pytest.mark.parametrize("door", ["/check", "/verify"])
def test_a_hostile_pdf_breaks_nothing(program: Program, door: str, attack: str, data: bytes) -> None:
    answer = program.call("POST", door, data=data, content_type="application/pdf")
    assert answer.status_code in (200, 413, 422), (attack, answer.get_data(as_text=True)[:300])


def test_a_text_of_marks_is_read_as_text(program: Program) -> None:
    text = "\n".join([*HOSTILE, "Điều 1. " + "a" * 50_000]).replace("\u202e", "")
    answer = program.call("POST", "/check", data=text.encode(), content_type="text/plain")
    assert answer.status_code == 200


def test_a_flood_of_faults_is_counted(program: Program) -> None:
    body = {"type": "giay_khen", "data": {f"truong_{number}": 1 for number in range(3000)}}
    status, found = codes(program.call("POST", "/render", json=body))
    assert (status, len(found), found[-1]) == (422, 1001, "problems-more")
