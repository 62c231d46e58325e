"""`vanban campaign`: what is written, what is told, how it ends."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from service import doctypes
from service.cli import run
from service.cli.campaign_set import Names
from service.config import settings
from tests.campaign.small import FRAME, TABLES
from tests.dossier.types import SCHEMAS, written

TODAY = ("--today", "2026-11-22")
ONLY = ("--only", ",".join(SCHEMAS))                  # the built-in types are there too
OWN = {"viec": "Phát động, sơ kết phong trào trong toàn trường, thực hiện tiết kiệm điện, nước."}


@pytest.fixture(scope="module", autouse=True)
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The small types take the place of ours."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("VANBAN_TYPES", str(written(tmp_path_factory.mktemp("types"))))
        for cached in (settings, doctypes.catalogue):
            cached.cache_clear()
        yield
    for cached in (settings, doctypes.catalogue):
        cached.cache_clear()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small campaign as a folder; it may name no type that there is not."""
    place = tmp_path_factory.mktemp("phong_trao")
    put(place / "phong_trao.json", FRAME | {"mau_so": {"bao_cao_so_ket": "Mẫu số 02"}})
    register = [one for one in TABLES["van_ban_di"] if one["loai"] in doctypes.catalogue()]
    texts = [one | {"dung_cho": "to_trinh_khen_thuong"} for one in TABLES["van_ban"]]
    for name, rows in {**TABLES, "van_ban_di": register, "van_ban": texts}.items():
        put(place / f"{name}.json", rows)
    for unit in ("th_ll", "mn_hm"):
        put(place / "rieng" / unit / "bao_cao_so_ket.json", OWN)
    return place


def put(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False, default=_plain), encoding="utf-8")


def _plain(value: object) -> str:
    assert isinstance(value, (date, datetime))
    return value.isoformat()


def page_texts(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def told(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_a_units_dossier_is_written_with_a_manifest(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "ra"
    code = run(["campaign", "set", str(folder), "--unit", "th_ll", "--out", str(out), "-f", "docx", "--json", *ONLY, *TODAY])
    result, manifest = told(capsys), json.loads((out / "manifest.json").read_text("utf-8"))
    assert {key: result[key] for key in manifest} == manifest
    assert code == (0 if all(one["sign_ready"] and not one["findings"] for one in result["documents"])
                    and result["check"]["sign_ready"] else 1)
    assert result["refused"] == []
    assert [(one["type"], one["award"], one["subject"], one["day"]) for one in result["documents"]][-2:] == [
        ("to_trinh_khen_thuong", "giay_khen", "", "2025-10-28"), ("bao_cao_so_ket", "", "", "2025-10-30")]
    on_disk = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert on_disk == {"manifest.json", *(path for one in manifest["documents"] for path in one["files"].values())}
    for one in manifest["documents"]:
        assert hashlib.sha256((out / one["files"]["docx"]).read_bytes()).hexdigest() == one["sha256"]["docx"]
        assert one["version"] == doctypes.get(one["type"]).version


def test_only_some_types_are_made_but_all_are_held_against_each_other(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["campaign", "set", str(folder), "--unit", "th_ll", "--out", str(tmp_path), "--format", "docx", "--json", *TODAY]
    run(asked)
    whole = told(capsys)
    run([*asked, "--only", "bao_cao_so_ket"])
    some = told(capsys)
    assert [one["type"] for one in some["documents"]] == ["bao_cao_so_ket"]
    assert some["check"] == whole["check"]


def test_what_cannot_be_made_is_told_and_the_rest_is_made(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(["campaign", "set", str(folder), "--unit", "thcs_nd", "--unit", "mn_hm", "--only", "bao_cao_so_ket", "--out",
                str(tmp_path), "--format", "docx", *TODAY])
    said = capsys.readouterr()
    assert code == 1
    assert said.out.splitlines() == [str(tmp_path / "mn_hm/70-bao_cao_so_ket.docx")]
    assert "thcs_nd/70-bao_cao_so_ket: /viec: " in said.err
    assert said.err.splitlines()[-1] == "Đã soạn 1 văn bản; 1 chưa lập được."


def test_the_same_campaign_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    made = []
    for name in ("a", "b"):
        run(["campaign", "set", str(folder), "-u", "mn_hm", "-o", str(tmp_path / name), "-f", "docx,pdf", *ONLY, *TODAY])
        made.append({path.relative_to(tmp_path / name): path.read_bytes() for path in (tmp_path / name).rglob("*.*")
                     if path.is_file()})
    assert made[0] == made[1]
    assert {path.suffix for path in made[0]} == {".docx", ".pdf", ".json"}


def test_a_units_documents_stand_in_one_volume(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["campaign", "set", str(folder), "-u", "mn_hm", "-u", "th_ll", "--volume", "-o", str(tmp_path), "--json", *ONLY, *TODAY])
    made = told(capsys)
    assert [one["unit"] for one in made["volumes"]] == ["mn_hm", "th_ll"]
    assert json.loads((tmp_path / "manifest.json").read_text("utf-8"))["volumes"] == made["volumes"]
    for one in made["volumes"]:
        own = [document for document in made["documents"] if document["unit"] == one["unit"]]
        assert one["left_out"] == []
        assert (one["documents"], one["pages"]) == (len(own), sum(document["pages"] for document in own))
        data = (tmp_path / one["file"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == one["sha256"]
        single = [(tmp_path / document["files"]["pdf"]).read_bytes() for document in own]
        assert page_texts(data) == [page for pdf in single for page in page_texts(pdf)]
    assert len({one["sha256"] for one in made["volumes"]}) == 2


def test_several_processes_make_the_same_files(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["campaign", "set", str(folder), "-u", "th_ll", "-u", "thcs_nd", "-f", "docx", "--json", *ONLY, *TODAY]
    made = []
    for jobs in ("1", "3"):
        run([*asked, "-o", str(tmp_path / jobs), "--jobs", jobs])
        made.append(told(capsys) | {"out": ""})
    assert made[0] == made[1]
    assert [one["name"] for one in made[0]["refused"]] == ["thcs_nd/70-bao_cao_so_ket"]


def test_a_faulty_type_stops_no_set(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = doctypes.get("bien_ban_xet_khen_thuong")
    monkeypatch.setitem(vars(broken), "template", b"no Word file")
    for made in ("prepared", "places"):
        monkeypatch.delitem(vars(broken), made, raising=False)
    run(["campaign", "set", str(folder), "-u", "mn_hm", "-f", "docx", "-o", str(tmp_path), "--json", *ONLY, *TODAY])
    result = told(capsys)
    assert {one["type"] for one in result["refused"]} == {"bien_ban_xet_khen_thuong"}
    assert len(result["documents"]) > 1


def test_one_document_is_rendered(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["campaign", "render", str(folder), "--type", "quyet_dinh_khen_thuong", "--unit", "ht", "--award", "giay_khen", "-o",
         str(tmp_path), "-f", "pdf", "--json", *TODAY])
    result = told(capsys)
    assert [one["files"] for one in result["documents"]] == [{"pdf": "60-quyet_dinh_khen_thuong-giay_khen.pdf"}]
    assert [path.name for path in tmp_path.iterdir()] == ["60-quyet_dinh_khen_thuong-giay_khen.pdf"]
    assert result["documents"][0]["pages"] == 1


@pytest.mark.parametrize(("arguments", "files"), [
    (["-t", "bao_cao_thanh_tich_ca_nhan", "-u", "th_ll"],
     [f"31-bao_cao_thanh_tich_ca_nhan-{code}.docx" for code in ("ll1", "ll2", "ll3")]),
    (["-t", "bao_cao_thanh_tich_ca_nhan", "-u", "th_ll", "--subject", "ll2"], ["31-bao_cao_thanh_tich_ca_nhan-ll2.docx"]),
    (["-t", "bang_khen", "-u", "ht", "--subject", "ll5"], ["61-bang_khen-ll5.docx"]),      # the city's: no set has it
    (["-t", "quyet_dinh_khen_thuong", "-u", "ht", "--day", "30/6/2025"], ["60-quyet_dinh_khen_thuong-giay_khen.docx"]),
])
def test_all_of_a_type_or_those_chosen_are_rendered(folder: Path, tmp_path: Path, arguments: list[str], files: list[str]) -> None:
    run(["campaign", "render", str(folder), *arguments, "-o", str(tmp_path), "-f", "docx", *TODAY])
    assert sorted(path.name for path in tmp_path.iterdir()) == files


def test_a_check_makes_no_file_and_names_what_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(folder.rglob("*"))
    assert run(["campaign", "check", str(folder), "-u", "th_ll", "-u", "thcs_nd", "--json", *TODAY]) == 1
    result = told(capsys)
    assert result["documents"] >= 9
    assert [(one["unit"], one["type"], one["problems"][0]["pointer"]) for one in result["refused"] if one["type"] in SCHEMAS] == [
        ("thcs_nd", "bao_cao_so_ket", "/viec")]
    assert result["check"]["verdicts"]
    assert sorted(folder.rglob("*")) == before
    run(["campaign", "check", str(folder), "-u", "thcs_nd", *TODAY])
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("thcs_nd/70-bao_cao_so_ket: /viec: ") for line in lines)
    assert lines[-1].endswith("chưa lập được.")


@pytest.mark.parametrize(("arguments", "code"), [
    (["check", "khong_co"], "file-not-opened"),
    (["check", "."], "campaign-missing"),
    (["render", "{folder}"], "parameter-missing"),
    (["render", "{folder}", "-t", "khong_co"], "type-unknown"),
    (["render", "{folder}", "-t", "bao_cao_so_ket"], "unit-needed"),
    (["render", "{folder}", "-t", "bao_cao_so_ket", "-u", "th_l"], "code-unknown"),
    (["set", "{folder}", "-u", "vhxh_ht"], "no-dossier"),
    (["set", "{folder}", "--only", "khong_co"], "type-unknown"),
    (["set", "{folder}", "-f", "png"], "format-single"),
    (["set", "{folder}", "--volume", "-f", "pdf"], "volume-needs-docx"),
    (["set", "{folder}", "--day", "31/02/2025"], "parameter-invalid"),
])
def test_a_wrong_command_line_ends_with_2_and_writes_nothing(
    arguments: list[str], code: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["campaign", *(one.format(folder=folder) for one in arguments), "--json", *TODAY]) == 2
    error = told(capsys)
    assert code in (error["code"], *(one["code"] for one in error["problems"]))
    assert list(tmp_path.iterdir()) == []


def test_names_do_not_clash_where_capitals_do_not_count() -> None:
    names = Names()
    assert [names.free(one) for one in ("u/51-a", "u/51-A", "u/51-b", "U/51-a")] == ["u/51-a", "u/51-A-2", "u/51-b", "U/51-a-3"]
