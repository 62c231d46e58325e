"""A campaign's folder → its documents as units; the folder as one file, and the same documents from it elsewhere."""

from __future__ import annotations

import io
import os
import shutil
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from service import pipeline
from service.batch.folder import plan_folder
from service.batch.places import by_name, by_recipe
from service.batch.plan import Plan
from service.batch.upload import plan_upload
from service.batch.work import make
from service.campaign import load_folder
from service.config import settings
from service.doctypes import catalogue, get
from service.dossier.packed import pack, snapshot_of, unpack
from service.dossier.planned import documents
from service.errors import BatchNotReady, FileRefused, FileUnreadable, InputRefused, InputUnreadable, LimitExceeded
from service.ledger.values import Wish
from service.store import FolderStore
from tests.batch.units import TODAY, batch, codes, leased
from tests.campaign.folders import changed as changed_file
from tests.campaign.folders import write

EXAMPLE = Path(__file__).parents[2] / "examples" / "phong-trao"
UNIT = "mn_nang_som"                                       # a school with two nominees
SCHOOL = "Trường Mầm non Nắng Sớm"
BOTH = ("docx", "pdf")


def planned(path: Path, *units: str, **wanted: object) -> Plan:
    return plan_folder(path, place=by_name, formats=BOTH, today=TODAY, units=units, **wanted)  # type: ignore[arg-type]


def own(folder: Path, unit: str, slug: str, text: str) -> None:
    """What a unit says of its own document."""
    (folder / "rieng" / unit).mkdir(parents=True, exist_ok=True)
    (folder / "rieng" / unit / f"{slug}.yaml").write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def plan() -> Plan:
    return planned(EXAMPLE, UNIT)


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """A copy of the folder, to be changed."""
    return Path(shutil.copytree(EXAMPLE, tmp_path / "phong-trao"))


def test_a_units_documents_in_their_order(plan: Plan) -> None:
    expected = documents(load_folder(EXAMPLE, slugs=catalogue()), UNIT, catalogue().values(), today=TODAY)
    assert [one.stem for one in plan.units] == [one.name for one in expected]
    assert [one.number for one in plan.units] == list(range(1, len(expected) + 1))
    assert {(one.folder, one.place == f"{SCHOOL}/{one.stem}", bool(one.recipe), one.problems) for one in plan.units} == {
        (SCHOOL, True, True, ())}
    assert [dict(one.scope) for one in plan.units] == [
        {"unit": UNIT, "award": one.scope.award, "subject": one.scope.subject} for one in expected]
    assert all(one.data == {} and one.version == get(one.slug).version for one in plan.units)
    assert len({(one.slug, one.key) for one in plan.units}) == len(plan.units)
    assert len({one.recipe for one in plan.units}) == len(plan.units)
    plan.check(partial=False)


def test_some_types_only_and_what_was_looked_at(plan: Plan) -> None:
    seen: list[int] = []
    found = planned(EXAMPLE, UNIT, only={"to_trinh_khen_thuong", "phieu_bau"}, watch=seen.append)
    assert {one.slug for one in found.units} == {"to_trinh_khen_thuong", "phieu_bau"}
    assert {one.recipe for one in found.units} < {one.recipe for one in plan.units}
    assert seen == list(range(1, len(plan.units) + 1))
    assert found.notices == plan.notices


def test_what_does_not_agree_is_told_and_stops_nothing(plan: Plan, changed: Path) -> None:
    """Each by its rule, with its documents."""
    own(changed, UNIT, "to_trinh_khen_thuong", "ngay_ban_hanh: 2025-08-01\n")         # registered on another day
    found = planned(changed, UNIT)
    assert found.good == len(found.units)
    added = [one for one in found.notices if one not in plan.notices]
    assert codes(tuple(added)) == ["reference-differs", "number-not-registered-one"]
    assert added[1].place.startswith("TD-G13 · Tờ trình đề nghị khen thưởng (mn_nang_som, giay_khen)")


def test_a_document_that_is_refused_is_a_faulty_unit(changed: Path) -> None:
    own(changed, UNIT, "to_trinh_khen_thuong", "so: mười\n")
    found = planned(changed, UNIT)
    wrong = [one for one in found.units if one.problems]
    assert {one.slug for one in wrong} == {"to_trinh_khen_thuong"}
    assert codes(wrong[0].problems) == ["number-wrong"]
    assert (wrong[0].place, wrong[0].recipe) == ("", "")
    with pytest.raises(BatchNotReady) as refused:
        found.check(partial=False)
    assert refused.value.problems[0].code == "documents-counted"
    found.check(partial=True)


def test_a_wrong_campaign_or_unit_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefused) as refused:
        planned(write(tmp_path / "a"), "khong_co")
    assert codes(refused.value.problems) == ["code-unknown"]
    with pytest.raises(InputRefused) as refused:
        planned(write(tmp_path / "b", {"phong_trao.yaml": None}))
    assert codes(refused.value.problems) == ["campaign-missing"]


def test_two_units_of_one_name_have_two_folders(tmp_path: Path) -> None:
    found = planned(write(tmp_path, changed_file("co_quan.csv", "Trường Mầm non Hoa Mai", "TRƯỜNG TIỂU HỌC Lê Lợi")))
    assert {one.scope["unit"]: one.folder for one in found.units} == {
        "ht": "UBND phường Hạnh Thông", "an": "UBND phường An Nhơn", "ll": "Trường Tiểu học Lê Lợi (ll)",
        "hm": "TRƯỜNG TIỂU HỌC Lê Lợi (hm)"}


def test_only_what_a_change_shows_in_is_made_again(plan: Plan, changed: Path) -> None:
    """The summary of one nominee: not in a ballot."""
    path = changed / "de_nghi.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    index = next(index for index, line in enumerate(lines) if line.startswith(f"{UNIT}_cn1"))
    lines[index] = lines[index].replace("Tham mưu", "Đã tham mưu", 1)
    path.write_text("".join(lines), encoding="utf-8")
    before = {one.stem: one.recipe for one in plan.units}
    after = {one.stem: one.recipe for one in planned(changed, UNIT).units}
    differing = {stem for stem in before if before[stem] != after[stem]}
    assert before.keys() == after.keys()
    assert 0 < len(differing) < len(before)
    assert any(UNIT in stem for stem in differing)


def test_a_folder_is_one_file_and_back(tmp_path: Path, changed: Path) -> None:
    (changed / "~$co_quan.xlsx").write_bytes(b"lock")
    (changed / ".git").mkdir()
    (changed / ".git" / "config").write_bytes(b"secret")
    packed = pack(changed)
    for file in changed.rglob("*"):
        os.utime(file, (1, 1))
    assert pack(changed) == packed == pack(EXAMPLE)
    unpack(packed, tmp_path / "back")
    assert {path.relative_to(tmp_path / "back").as_posix(): path.read_bytes() for path in (tmp_path / "back").rglob("*")
            if path.is_file()} == {path.relative_to(EXAMPLE).as_posix(): path.read_bytes() for path in EXAMPLE.rglob("*")
                                   if path.is_file()}


def test_a_campaign_in_one_file(tmp_path: Path) -> None:
    (tmp_path / "so-ket.yaml").write_text("ten: Phong trào\nco_quan:\n  - {ma: ll, ten: Trường Tiểu học Lê Lợi, loai: truong}\n",
                                          encoding="utf-8")
    found = snapshot_of(pack(tmp_path / "so-ket.yaml"))
    assert [one.ma for one in found.tables.co_quan] == ["ll"]


def zipped(**members: str | bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def test_a_folder_around_it_is_left_out(tmp_path: Path) -> None:
    """What file managers make; of macOS also its own notes."""
    packed = zipped(**{"phong-trao/phong_trao.yaml": "ten: A", "phong-trao/rieng/thong_bao.yaml": "so: 1",
                       "__MACOSX/phong-trao/._phong_trao.yaml": "x", "phong-trao/.DS_Store": "x"})
    unpack(packed, tmp_path)
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()) == [
        "phong_trao.yaml", "rieng/thong_bao.yaml"]


@pytest.mark.parametrize(("packed", "error"), [
    (b"", InputUnreadable), (b"ten: A", InputUnreadable), (b"PK\x03\x04" + b"\0" * 100, FileUnreadable),
    (zipped(**{"../phong_trao.yaml": "ten: A"}), FileRefused), (zipped(**{"/etc/phong_trao.yaml": "ten: A"}), FileRefused),
    (zipped(**{"a/../../b.yaml": "ten: A"}), FileRefused), (zipped(**{"a\\..\\b.yaml": "ten: A"}), FileRefused),
    (zipped(**{"C:/b.yaml": "ten: A"}), FileRefused),
    (zipped(**{"phong_trao.yaml": b"\0" * 70 * 1024 * 1024}), FileRefused),          # a bomb
    (zipped(**{"rieng": "a", "rieng/a.yaml": "b"}), FileRefused),
])
def test_a_hostile_zip_is_refused(packed: bytes, error: type[Exception], tmp_path: Path) -> None:
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    with pytest.raises(error):
        unpack(packed, inside)
    assert [path for path in tmp_path.rglob("*") if path.is_file() and inside not in path.parents] == []


def test_too_large_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "phong_trao.yaml").write_bytes(b"#" * 2_000_000)
    monkeypatch.setenv("VANBAN_MAX_DOCX_BYTES", "1000000")
    settings.cache_clear()
    try:
        with pytest.raises(LimitExceeded, match="VANBAN_MAX_DOCX_BYTES"):
            pack(tmp_path)
    finally:
        monkeypatch.undo()
        settings.cache_clear()


def test_an_upload_of_a_folder_is_planned_as_the_folder_is(tmp_path: Path) -> None:
    """By the ZIP, on another machine, content-addressed; the same recipes, and the same of what is refused."""
    packed = pack(write(tmp_path))
    there = planned(tmp_path)
    found = plan_upload(packed, Wish("phong-trao.zip", BOTH, TODAY))
    assert [(one.recipe, one.stem, codes(one.problems)) for one in found.units] == [
        (one.recipe, one.stem, codes(one.problems)) for one in there.units]
    assert [one.place for one in found.units] == [by_recipe("", "", one.recipe) if one.recipe else "" for one in there.units]
    assert found.notices == there.notices
    assert found.good > 0 < found.faulty
    with pytest.raises(InputRefused, match="today"):
        plan_upload(packed, Wish("phong-trao.zip"))
    with pytest.raises(InputRefused, match="campaign"):
        plan_upload(packed, Wish("phong-trao.zip", BOTH, TODAY), campaign={"ten": "A"})


def test_a_worker_makes_of_the_zip_what_the_folder_gives(plan: Plan, tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "kho")
    store.put("uploads/phong-trao.zip", pack(EXAMPLE))
    of = batch(source="uploads/phong-trao.zip")
    snapshot = load_folder(EXAMPLE, slugs=catalogue())
    by_stem = {one.name: one for one in documents(snapshot, UNIT, catalogue().values(), today=TODAY)}
    short = [one for one in plan.units if one.slug in {"phieu_bau", "tom_tat_thanh_tich", "giay_moi_hoi_dong"}]
    assert len(short) >= 3
    for unit in short:
        made = make(leased(unit, of), of, store)
        one = by_stem[unit.stem]
        issued = pipeline.issue(one.slug, one.data, campaign=one.scope, today=one.scope.day)
        assert made.problems == ()
        assert (store.get(f"{unit.place}.docx"), store.get(f"{unit.place}.pdf")) == (issued.docx, issued.pdf)


def test_pictures_of_a_folder_travel_with_it(changed: Path, tmp_path: Path) -> None:
    """And nothing of the folder stays on the worker's disk."""
    (changed / "_hinh").mkdir()
    Image.new("RGB", (40, 30), "red").save(changed / "_hinh" / "huy.png")
    own(changed, "hanh_thong", "giay_khen", "quoc_huy: _hinh/huy.png\n")
    found = planned(changed, "hanh_thong", only={"giay_khen"}).units[0]
    assert found.problems == ()
    packed = pack(changed)
    shutil.rmtree(changed)
    store = FolderStore(tmp_path / "kho")
    store.put("a.zip", packed)
    of = batch(source="a.zip")
    assert make(leased(found, of), of, store).problems == ()
    assert snapshot_of(packed).own["hanh_thong", "giay_khen", ""]["quoc_huy"].startswith("data:image/png;base64,")


def test_a_document_the_folder_does_not_have(plan: Plan, tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    store.put("a.zip", pack(EXAMPLE))
    of = batch(source="a.zip")
    made = make(leased(plan.units[0], of, scope={"unit": UNIT, "award": "", "subject": "khong_co"}), of, store)
    assert codes(made.problems) == ["document-gone"]
    gone = batch(source="khac.zip")
    assert codes(make(leased(plan.units[0], gone), gone, store).problems) == ["file-gone"]
