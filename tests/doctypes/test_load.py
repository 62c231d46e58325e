"""Folders → types: mistakes of a schema or a template are told at loading, all of them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from service import doctypes
from service.config import own_folder
from service.errors import TemplateFaulty, TypeUnknown

BUILT_IN = own_folder("templates_docx")
SLUGS = sorted(doctypes.catalogue())


def changed(tmp_path: Path, *edits: tuple[str, str], extra: str = "") -> Path:
    """The plan's folder, copied, its schema edited."""
    folder = tmp_path / "ke_hoach"
    shutil.copytree(BUILT_IN / "ke_hoach", folder)
    schema = (folder / "schema.toml").read_text(encoding="utf-8")
    for old, new in edits:
        assert old in schema
        schema = schema.replace(old, new)
    (folder / "schema.toml").write_text(schema + extra, encoding="utf-8")
    return folder


@pytest.mark.parametrize("slug", SLUGS)
def test_a_built_in_type_is_whole(slug: str) -> None:
    document = doctypes.get(slug)
    example = document.example()
    values = document.values(example["data"], campaign=example.get("campaign"))
    assert document.prepared.names <= values.context.keys()
    assert (document.slug, values.stem, values.notices) == (slug, slug, ())
    assert len(document.version) == 64


@pytest.mark.parametrize("slug", SLUGS)
def test_a_json_schema_has_labels_and_no_nulls(slug: str) -> None:
    schema = doctypes.get(slug).json_schema()
    assert schema["additionalProperties"] is False
    assert all(field["title"] for field in schema["properties"].values())
    assert "null" not in repr(schema)
    assert "co_quan_ban_hanh" not in schema.get("required", ())          # a campaign may give it
    assert schema["title"] == doctypes.get(slug).name


@pytest.mark.parametrize(("edit", "mistake"), [
    (("name = ", "nam = "), "name"),
    (('without = ["kinh_gui"', 'without = ["kinhgui"'), "kinhgui"),
    (('structure = "muc"', 'structure = "cay"'), "structure"),
    (('abbreviation = "KH"', 'abbreviation = "k h"'), "abbreviation"),
])
def test_a_mistake_of_the_head_is_told(tmp_path: Path, edit: tuple[str, str], mistake: str) -> None:
    with pytest.raises(TemplateFaulty) as faulty:
        doctypes.load(changed(tmp_path, edit))
    assert any(mistake in str(one) for one in faulty.value.problems)


@pytest.mark.parametrize(("field", "mistake"), [
    ('kind = "chu"\nlabel = "x"', "kind"), ('kind = "text"', "label"),
    ('kind = "date"\nlabel = "x"\nmax_length = 5', "max_length"),
    ('kind = "choice"\nlabel = "x"', "choices"), ('kind = "integer"\nlabel = "x"\ndefault = "mười"', "default"),
    ('kind = "date"\nlabel = "x"\nexample = "mai"', "example"), ('kind = "text"\nlabel = "x"\ncompose = "{{ khong }}"', "khong"),
    ('kind = "table"\nlabel = "x"\ncolumns = { items = { kind = "text", label = "y" } }', "items"),
    ('kind = "text"\nlabel = "x"\nfrom = "A b"', "from"),
])
def test_a_mistake_of_a_field_is_told(tmp_path: Path, field: str, mistake: str) -> None:
    with pytest.raises(TemplateFaulty) as faulty:
        doctypes.load(changed(tmp_path, extra=f"\n[fields.moi]\n{field}\n"))
    assert any(mistake in str(one) for one in faulty.value.problems)


def test_all_mistakes_of_a_schema_are_told_at_once(tmp_path: Path) -> None:
    extra = '\n[fields.a]\nkind = "x"\nlabel = "y"\n[fields.B]\nkind = "text"\n'
    with pytest.raises(TemplateFaulty) as faulty:
        doctypes.load(changed(tmp_path, ('"kinh_gui"', '"kinhgui"'), extra=extra))
    assert len(faulty.value.problems) >= 3


@pytest.mark.parametrize(("extra", "code"), [
    ('\n[fields.moi]\nkind = "text"\nlabel = "x"\nrequired = true\n', "field-unused"),
    ("", ""),
])
def test_a_required_field_that_the_template_never_prints_is_told(tmp_path: Path, extra: str, code: str) -> None:
    document = doctypes.load(changed(tmp_path, extra=extra))
    if code:
        with pytest.raises(TemplateFaulty) as faulty:
            _ = document.prepared
        assert [one.code for one in faulty.value.problems] == [code]
    else:
        assert document.prepared.names


def test_a_name_that_the_type_does_not_give_is_told(tmp_path: Path) -> None:
    document = doctypes.load(changed(tmp_path, ('"kinh_gui", ', '"kinh_gui", "can_cu", ')))
    with pytest.raises(TemplateFaulty) as faulty:
        _ = document.prepared
    assert [(one.code, one.args["ten"]) for one in faulty.value.problems] == [("name-unknown", "can_cu")]


def test_a_broken_toml_or_a_missing_template_is_told(tmp_path: Path) -> None:
    folder = changed(tmp_path, ("name = ", "name == "))
    with pytest.raises(TemplateFaulty, match=r"schema\.toml"):
        doctypes.load(folder)
    shutil.copy(BUILT_IN / "ke_hoach" / "schema.toml", folder / "schema.toml")
    (folder / "template.docx").unlink()
    with pytest.raises(TemplateFaulty, match=r"template\.docx"):
        _ = doctypes.load(folder).prepared


def test_an_office_adds_a_type_without_python(tmp_path: Path) -> None:
    extra = '\n[fields.thang]\nkind = "integer"\nlabel = "Tháng"\n'
    folder = changed(tmp_path, ('name = "Kế hoạch"', 'name = "Kế hoạch tháng"'), extra=extra)
    document = doctypes.load(folder.rename(tmp_path / "ke_hoach_thang"))
    assert (document.slug, document.name) == ("ke_hoach_thang", "Kế hoạch tháng")
    assert "thang" in document.json_schema()["properties"]


def test_an_unknown_type_is_answered_with_the_nearest_name() -> None:
    with pytest.raises(TypeUnknown, match="có phải “ke_hoach”"):
        doctypes.get("kehoach")


def test_the_version_changes_with_the_folder(tmp_path: Path) -> None:
    assert doctypes.load(changed(tmp_path, extra="# x\n")).version != doctypes.get("ke_hoach").version
