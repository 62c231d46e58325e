"""Điều 25 as data: which electronic copies there are, and from what."""

from __future__ import annotations

import pytest

from service import doctypes, pipeline
from service.copies import FORMS, Form, Original, Source, Wanted
from service.copies.routes import ROUTES, route
from service.errors import InputRefused
from service.rules.words.copies import _FORMS as CHECKED
from tests.copies import scans

AGENCY = "Sở Giáo dục và Đào tạo"


def refused(form: Form, source: Source, of: Original | None, agency: str = AGENCY) -> list[str]:
    try:
        pipeline.copy_file([("quet.pdf", scans.scan())], Wanted(form, agency, source, of))
    except InputRefused as error:
        return [one.code for one in error.problems]
    return []


@pytest.mark.parametrize(("form", "source", "of", "codes"), [
    ("SY", "paper", None, []),
    ("SY", "paper", "ban_chinh", []),
    ("SY", "paper", "ban_goc", []),
    ("SY", "paper", "ban_sao_y", ["copy-of"]),                # that would be a sao lục
    ("SY", "electronic", None, ["copy-route"]),
    ("SL", "paper", "ban_sao_y", []),
    ("SL", "paper", None, ["copy-of-missing"]),
    ("SL", "paper", "ban_chinh", ["copy-of"]),
    ("SL", "electronic", "ban_sao_y", ["copy-route"]),
    ("TrS", "paper", None, ["copy-extract-scan"]),            # set anew, not scanned
    ("TrS", "electronic", None, ["copy-extract-scan"]),
])
def test_only_copies_of_the_decree_are_made(form: Form, source: Source, of: Original | None, codes: list[str]) -> None:
    assert refused(form, source, of) == codes


def test_everything_wrong_is_told_at_once() -> None:
    assert refused("SL", "paper", None, " ") == ["copy-of-missing", "copy-agency-missing"]


def test_the_table_is_that_of_dieu_25() -> None:
    electronic = {(one.form, one.source): one.made for one in ROUTES}
    assert electronic == {("SY", "paper"): "scanned", ("SL", "paper"): "scanned", ("TrS", "paper"): "set_anew",
                          ("TrS", "electronic"): "set_anew"}
    assert route("SY", "electronic") is None


def test_forms_are_those_that_the_checker_and_the_types_know() -> None:
    assert {name: code for code, name in FORMS.items()} == CHECKED
    for slug in ("ban_sao", "ban_sao_dien_tu"):
        choices = doctypes.get(slug).schema.fields["hinh_thuc"].choices
        assert {one.value: one.label for one in choices} == dict(FORMS)


PNG = scans.picture(scans.page(), "PNG", dpi=(200, 200))


@pytest.mark.parametrize(("files", "form", "keep", "code"), [
    ([], "SY", (), "copy-file-missing"),
    ([("a.txt", b"van ban")], "SY", (), "copy-file-kind"),
    ([("a.pdf", scans.scan()), ("b.png", PNG)], "SY", (), "copy-file-one"),
    ([("a.pdf", scans.scan()), ("b.pdf", scans.scan())], "SY", (), "copy-file-one"),
    ([("a.docx", b"PK\x03\x04 not even one")], "SY", (), "copy-word-file"),
    ([("a.pdf", scans.scan())], "SY", ("Điều 1",), "copy-keep"),
])
def test_files_that_do_not_go_together(files: list[tuple[str, bytes]], form: Form, keep: tuple[str, ...], code: str) -> None:
    with pytest.raises(InputRefused) as error:
        pipeline.copy_file(files, Wanted(form, AGENCY), keep=keep)
    assert [one.code for one in error.value.problems] == [code]
