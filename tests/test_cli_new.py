"""`vanban new`: a folder that works at once, and templates drawn again."""

from __future__ import annotations

import json
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from service import doctypes
from service.cli import run
from service.config import own_folder, settings
from service.doctypes.drawing import draw_type
from service.fill import lint

TODAY = ("--today", "2026-11-22")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An office's folder of types."""
    folder = tmp_path / "loại văn bản"
    folder.mkdir()
    monkeypatch.setenv("VANBAN_TYPES", str(folder))
    _forget()
    yield folder
    _forget()


def _forget() -> None:
    settings.cache_clear()
    doctypes.catalogue.cache_clear()


def told(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


MADE = [
    ("de_an", ("--name", "Đề án tuyển sinh", "--abbreviation", "ĐA"), "ĐA", "Đề án tuyển sinh"),
    ("thong_tin", ("--name", "Thông tin"), "TT", "Thông tin"),                       # the initials
    ("cong_van_moi", ("--name", "Công văn “mới” \\ \"thử\"", "--abbreviation", ""), "", "Công văn “mới” \\ \"thử\""),
    ("giao_viec", ("--name", "Quyết định giao việc", "--abbreviation", "QĐ"), "QĐ", "Quyết định giao việc"),
    ("ke_hoach_rieng", ("--like", "ke_hoach_phong_trao", "--name", "Kế hoạch riêng"), "KH", "Kế hoạch riêng"),
    ("giong_het", ("--like", "quyet_dinh"), "QĐ", "Quyết định"),
]


@pytest.mark.parametrize(("slug", "options", "code", "name"), MADE)
def test_a_new_type_prints_its_example_without_a_fault(
    slug: str, options: tuple[str, ...], code: str, name: str, office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["new", slug, *options, "--json"]) == 0
    made = told(capsys)
    assert Path(made["folder"]) == office / slug
    assert {"schema.toml", "template.docx", "example.json"} <= set(made["files"])
    schema = tomllib.loads((office / slug / "schema.toml").read_text("utf-8"))
    assert (schema["name"], schema["abbreviation"]) == (name, code)
    assert lint((office / slug / "template.docx").read_bytes()) == ()
    _forget()
    assert (office / slug / "template.docx").read_bytes() == draw_type(doctypes.get(slug))
    example = doctypes.get(slug).example()
    data, campaign = tmp_path / "a.json", tmp_path / "b.json"
    data.write_text(json.dumps(example["data"]), "utf-8")
    campaign.write_text(json.dumps(example.get("campaign")), "utf-8")
    shared = ("--campaign", str(campaign)) if example.get("campaign") else ()
    out = tmp_path / "ra"
    assert run(["render", slug, "--data", str(data), *shared, "--out", str(out), "--format", "docx", "--json", *TODAY]) == 0
    capsys.readouterr()
    run(["check", str(out / f"{slug}.docx"), "--json"])
    assert [one for one in told(capsys)["findings"] if one["severity"] == "loi"] == []


REFUSED = [
    (("new",), "new-one"),
    (("new", "a", "b", "--name", "Hai loại"), "new-one"),
    (("new", "Loai", "--name", "Loại"), "slug-invalid"),
    (("new", "../loai", "--name", "Loại"), "slug-invalid"),
    (("new", "loai"), "parameter-missing"),
    (("new", "loai", "--like", "khong_co"), "type-unknown"),
    (("new", "loai", "--name", "Loại", "--abbreviation", "x y"), "schema-code"),
    (("new", "--draw"), "draw-which"),
    (("new", "--draw", "quyet_dinh", "--all"), "draw-which"),
    (("new", "--draw", "khong_co"), "type-unknown"),
]


@pytest.mark.parametrize(("command", "code"), REFUSED)
def test_what_cannot_be_made_is_refused_and_leaves_nothing(
    command: tuple[str, ...], code: str, office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*command, "--json"]) == 2
    assert code in {one["code"] for one in told(capsys)["problems"]}
    assert list(office.iterdir()) == []


def test_a_folder_that_is_there_is_never_written_over(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (office / "de_an").mkdir()
    (office / "de_an" / "schema.toml").write_text("của tôi", "utf-8")
    assert run(["new", "de_an", "--name", "Đề án", "--json"]) == 2
    assert told(capsys)["problems"][0]["code"] == "type-exists"
    assert [path.name for path in (office / "de_an").iterdir()] == ["schema.toml"]
    assert (office / "de_an" / "schema.toml").read_text("utf-8") == "của tôi"


@pytest.mark.usefixtures("office")
def test_it_says_what_to_do_next(capsys: pytest.CaptureFixture[str]) -> None:
    run(["new", "de_an", "--name", "Đề án"])
    said = capsys.readouterr().out
    for step in ("schema.toml", "vanban new --draw de_an", "vanban render de_an", "drawn = false"):
        assert step in said


def test_templates_are_drawn_again_where_nobody_edited_them(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for slug, drawn in (("cong_van", "true"), ("ke_hoach", "false")):
        shutil.copytree(own_folder("templates_docx") / slug, office / slug)
        schema = office / slug / "schema.toml"
        schema.write_text(f"{schema.read_text('utf-8')}\n[draw]\ndrawn = {drawn}\n", "utf-8")
        (office / slug / "template.docx").write_bytes(b"Word")
    assert run(["new", "--draw", "cong_van", "ke_hoach", "--json"]) == 0
    assert told(capsys) == {"drawn": ["cong_van"], "left": ["ke_hoach"]}
    own = own_folder("templates_docx") / "cong_van" / "template.docx"
    assert (office / "cong_van" / "template.docx").read_bytes() == own.read_bytes()
    assert (office / "ke_hoach" / "template.docx").read_bytes() == b"Word"
