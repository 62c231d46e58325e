from __future__ import annotations

import math
import unicodedata
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from service.errors import InputRefused, InputUnreadable, LimitExceeded, VanbanError
from service.inputs import load, load_file

PLAN = {"trich_yeu": "Triển khai phong trào thi đua “Dân vận khéo” năm 2025", "so": 656, "khan": False, "ghi_chu": None,
        "nguoi": [{"ho_ten": "Nguyễn Văn Ánh", "tuoi": 41}]}
JSON = """{"trich_yeu": "Triển khai phong trào thi đua “Dân vận khéo” năm 2025", "so": 656,
 "nguoi": [{"ho_ten": "Nguyễn Văn Ánh", "tuoi": 41}], "khan": false, "ghi_chu": null}"""
YAML = """
# kế hoạch của tỉnh
trich_yeu: Triển khai phong trào thi đua “Dân vận khéo” năm 2025
so: 656
nguoi:
  - ho_ten: Nguyễn Văn Ánh
    tuoi: 41
khan: false
ghi_chu: ~
"""
TOML = """
trich_yeu = "Triển khai phong trào thi đua “Dân vận khéo” năm 2025"
so = 656
khan = false
[[nguoi]]
ho_ten = "Nguyễn Văn Ánh"
tuoi = 41
"""


def refused(kind: type[VanbanError], data: str | bytes, name: str = "", media_type: str = "") -> list[tuple[str, str, str]]:
    with pytest.raises(kind) as caught:
        load(data.encode() if isinstance(data, str) else data, name=name, media_type=media_type)
    assert type(caught.value) is kind
    return [(found.code, found.pointer, found.message) for found in caught.value.problems]


@pytest.mark.parametrize(("text", "name", "media_type"), [
    (JSON, "ke_hoach.json", ""), (JSON, "KE_HOACH.JSON", ""), (JSON, "", "application/json; charset=utf-8"),
    (JSON, "", "application/vnd.vanban+json"), (JSON, "", ""), (JSON, "du_lieu", ""), (JSON, "kế hoạch.yaml", ""),
    (YAML, "ke_hoach.yaml", ""), (YAML, "ke_hoach.yml", ""), (YAML, "", "application/yaml"), (YAML, "", "text/x-yaml"),
    (YAML, "", ""), (TOML, "ke_hoach.toml", ""), (TOML, "", "application/toml"),
])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_the_same_plan_in_three_formats_gives_the_same_values(text: str, name: str, media_type: str, encoding: str) -> None:
    found = load(text.encode(encoding), name=name, media_type=media_type)
    assert {"ghi_chu": None, **found} == PLAN


def test_a_files_name_decides_its_format_and_stands_in_its_errors(tmp_path: Path) -> None:
    good, bad = tmp_path / "ke hoach.toml", tmp_path / "hỏng.json"
    good.write_text(TOML, encoding="utf-8")
    bad.write_text('{"so": 1,}', encoding="utf-8")
    assert load_file(good)["so"] == 656
    with pytest.raises(InputUnreadable, match=r"^hỏng\.json: .*dòng 1, cột 10"):
        load_file(bad)
    with pytest.raises(InputUnreadable, match="Không mở được"):
        load_file(tmp_path / "không có.json")
    with pytest.raises(InputUnreadable, match="Không mở được"):
        load_file(tmp_path)
    with pytest.raises(LimitExceeded):
        load_file(good, max_bytes=10)


@pytest.mark.parametrize(("text", "code", "place"), [
    ('{"a": 1,}', "json-name-expected", "dòng 1, cột 9"),
    ("{'a': 1}", "json-name-expected", "dòng 1, cột 2"),
    ('{"a": 1\n "b": 2}', "json-comma-missing", "dòng 2, cột 2"),
    ('{"a": "mở', "json-unfinished", "dòng 1, cột 7"),
    ('{"a": [1, 2', "json-unfinished", "dòng 1, cột 12"),
    ('{"a": "một\nhai"}', "json-control-character", "dòng 1, cột 11"),
    ('{"a": tru}', "json-syntax", "dòng 1, cột 7"),
    ('{"a": 01}', "json-comma-missing", "dòng 1, cột 8"),
    ('{"a": "\\x"}', "json-syntax", "dòng 1, cột 8"),
    ('{"a": 1} {"b": 2}', "json-syntax", "dòng 1, cột 10"),
    ('{"a": 1, "b": 2,\n "a": 3}', "key-doubled", "“a” xuất hiện lần thứ hai ở dòng 2, cột 2"),
    ('{"x": [{"a\\u0062": 1,\n\n   "ab" : "{\\"ab\\": 1}"}]}', "key-doubled", "“ab” xuất hiện lần thứ hai ở dòng 3, cột 4"),
    ("", "data-empty", ""), (" \n", "data-empty", ""), ("[1, 2]", "data-not-object", ""), ('"chữ"', "data-not-object", ""),
])
def test_broken_json_is_refused_with_its_place(text: str, code: str, place: str) -> None:
    [(found, _, message)] = refused(InputUnreadable, text, "x.json")
    assert found == code
    assert place in message


def test_every_doubled_key_is_told() -> None:
    assert len(refused(InputUnreadable, '{"a": {"b": 1, "b": 2}, "c": [{"d": 1, "d": 2}], "a": 3}')) == 3


@pytest.mark.parametrize(("text", "code", "place"), [
    ("a: 1\n b: 2", "yaml-syntax", "dòng 2, cột 3"),
    ("a: [1, 2", "yaml-syntax", "dòng 1, cột 9"),
    ('a: "mở', "yaml-syntax", "dòng 1"),
    ("a:\n\t- 1", "yaml-syntax", "dòng 2, cột 1"),
    ("a: !!python/object/apply:os.system [id]", "yaml-syntax", "dòng 1, cột 4"),
    ("a: !rieng x", "yaml-syntax", "dòng 1, cột 4"),
    ("a: *chua_co", "yaml-syntax", "dòng 1, cột 4"),
    ("a: 1\n---\nb: 2", "yaml-syntax", "dòng 2, cột 1"),
    ("a: 1\nb: \x07", "yaml-character", "dòng 2, cột 4"),
    ("a: 1\nb: 2\na: 3", "key-doubled", "“a” xuất hiện lần thứ hai ở dòng 3, cột 1"),
    ("a: 2025-02-30", "yaml-value", ""),
    ("", "data-empty", ""), ("# chỉ có ghi chú", "data-empty", ""), ("- 1\n- 2", "data-not-object", ""),
    ("chỉ là chữ", "data-not-object", ""),
])
def test_broken_yaml_is_refused_with_its_place(text: str, code: str, place: str) -> None:
    [(found, _, message)] = refused(InputUnreadable, text, "x.yaml")
    assert found == code
    assert place in message


@pytest.mark.parametrize(("text", "code", "place"), [
    ("a = 1\nb = ", "toml-syntax", "dòng 2, cột 5"),
    ("a = 1\na = 2", "toml-syntax", "dòng 2"),
    ("a = chữ", "toml-syntax", "dòng 1, cột 5"),
    ("a = 2025-02-30", "toml-syntax", "dòng 1"),
    ("a = " + "9" * 5000, "toml-value", ""),
])
def test_broken_toml_is_refused_with_its_place(text: str, code: str, place: str) -> None:
    [(found, _, message)] = refused(InputUnreadable, text, "x.toml")
    assert found == code
    assert place in message


@pytest.mark.parametrize(("data", "code", "place"), [
    ('{"a":\n "Số '.encode() + b"\xd0\xe0", "encoding-invalid", "dòng 2, cột 6"),
    ("Kế hoạch".encode("utf-16"), "encoding-utf16", ""),
    (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "encoding-invalid", "dòng 2, cột 2"),
])
def test_another_encoding_is_refused_with_its_place(data: bytes, code: str, place: str) -> None:
    [(found, _, message)] = refused(InputUnreadable, data)
    assert found == code
    assert place in message


def test_yaml_is_version_1_2_and_keeps_codes_and_dates() -> None:
    text = ("a: no\nb: on\nc: 12:30:45\nd: 0912345678\ne: 001\nf: -05\ng: 0\nh: 2025-07-01\ni: 2025-07-01T08:00:00Z\n"
            "j: 1.5\nk: 0x1F\nl: 10")
    assert load(text.encode()) == {"a": "no", "b": "on", "c": "12:30:45", "d": "0912345678", "e": "001", "f": "-05", "g": 0,
                                   "h": date(2025, 7, 1), "i": datetime(2025, 7, 1, 8, tzinfo=UTC), "j": 1.5, "k": 31, "l": 10}
    assert load(b"a = 2025-07-01", name="x.toml") == {"a": date(2025, 7, 1)}


def test_a_yaml_alias_repeats_its_value() -> None:
    assert load("chung: &c {tinh: Nghệ An}\nmot: *c\nhai: {<<: *c, xa: Vinh}".encode()) == {
        "chung": {"tinh": "Nghệ An"}, "mot": {"tinh": "Nghệ An"}, "hai": {"tinh": "Nghệ An", "xa": "Vinh"}}


def test_text_is_composed_and_has_line_feeds_only() -> None:
    decomposed = unicodedata.normalize("NFD", '{"đơn_vị": ["Sở Nội vụ tỉnh Thừa Thiên Huế\\r\\nPhòng Cải cách\\rhành chính"]}')
    assert load(decomposed.encode()) == {"đơn_vị": ["Sở Nội vụ tỉnh Thừa Thiên Huế\nPhòng Cải cách\nhành chính"]}


def test_what_no_document_can_hold_is_refused_with_every_pointer() -> None:
    text = ('{"a": "x\\u0000", "b/c": ["\\ud800", {"d~e": "\\ufffe"}], "f": NaN, "g": -Infinity, "h": 1e999, "i": ' + "9" * 5000 +
            ', "j\\u0007": 1, "k": "\\ud83d\\ude00 < & > \\t \\n"}')
    assert [(code, pointer) for code, pointer, _ in refused(InputRefused, text)] == [
        ("character-illegal", "/a"), ("character-illegal", "/b~1c/0"), ("character-illegal", "/b~1c/1/d~0e"),
        ("number-not-finite", "/f"), ("number-not-finite", "/g"), ("number-not-finite", "/h"), ("number-not-finite", "/i"),
        ("character-illegal", "/j\x07")]
    assert "U+0000" in refused(InputRefused, text)[0][2]


@pytest.mark.parametrize(("text", "name", "code", "pointer"), [
    ("1: a", "x.yaml", "key-not-text", "/1"), ("2025-07-01: a", "x.yaml", "key-not-text", "/2025-07-01"),
    ("~: a", "x.yaml", "key-not-text", "/None"), ("a: !!binary aGE=", "x.yaml", "value-unsupported", "/a"),
    ("a: !!set {x, y}", "x.yaml", "value-unsupported", "/a"), ("a: .nan", "x.yaml", "number-not-finite", "/a"),
    ("a: [.inf]", "x.yaml", "number-not-finite", "/a/0"), ("a: " + "9" * 5000, "x.yaml", "number-not-finite", "/a"),
    ("a = inf", "x.toml", "number-not-finite", "/a"), ('a: "\\x07"', "x.yaml", "character-illegal", "/a"),
    ('{"' + unicodedata.normalize("NFC", "số") + '": 1, "' + unicodedata.normalize("NFD", "số") + '": 2}', "x.json",
     "key-doubled-composed", "/" + unicodedata.normalize("NFD", "số")),
])
def test_values_that_only_yaml_toml_or_unicode_can_write_are_refused(text: str, name: str, code: str, pointer: str) -> None:
    assert [(found, where) for found, where, _ in refused(InputRefused, text, name)] == [(code, pointer)]


BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{b}: &{b} [{', '.join(['*' + a] * 10)}]\n" for a, b in zip("abcdefg", "bcdefgh", strict=True))


@pytest.mark.parametrize(("text", "name", "code"), [
    ('{"a": ' + "[" * 100_000 + "]" * 100_000 + "}", "x.json", "depth-too-large"),
    ('{"a": ' + "[" * 64 + "]" * 64 + "}", "x.json", "depth-too-large"),
    ('{"a":' * 65 + "1" + "}" * 65, "x.json", "depth-too-large"),
    ("a: " + "[" * 20_000, "x.yaml", "depth-too-large"),
    ("{" * 20_000, "x.yaml", "depth-too-large"),
    ("- " * 3_000 + "a", "x.yaml", "depth-too-large"),
    ("a = " + "[" * 20_000, "x.toml", "depth-too-large"),
    ("a." * 20_000 + "a = 1", "x.toml", "depth-too-large"),
    ("[" + "'a' . " * 20_000 + "a]", "x.toml", "depth-too-large"),
    ("a: &a [*a]", "x.yaml", "depth-too-large"),
    (BOMB, "x.yaml", "values-too-many"),
    ("a: &a " + "x" * 500_000 + "\nb: [" + "*a, " * 100 + "]", "x.yaml", "characters-too-many"),
    ('{"a": [' + "0," * 1_000_000 + "0]}", "x.json", "values-too-many"),
    ("a: " + "x" * 1_100_000, "x.yaml", "data-too-large"),
    ('a = "' + "x" * 1_100_000 + '"', "x.toml", "data-too-large"),
    ('{"a": "' + "x" * 21_000_000 + '"}', "x.json", "data-too-large"),
], ids=lambda value: value[:12] if isinstance(value, str) else None)
def test_a_limit_is_named_when_it_is_exceeded(text: str, name: str, code: str) -> None:
    assert [found for found, _, _ in refused(LimitExceeded, text, name)] == [code]


def test_what_stays_below_the_limits_is_read() -> None:
    deep = load(('{"a": ' + "[" * 63 + "]" * 63 + "}").encode())
    assert deep["a"]
    assert len(load(('{"a": [' + "0.5," * 900_000 + "1]}").encode())["a"]) == 900_001
    assert math.isclose(load(b"a: 1e3")["a"], 1000)
