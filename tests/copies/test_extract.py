"""Trích sao: the whole form of the document, the parts that were chosen, and nobody's place of signature but the agency's."""

from __future__ import annotations

import io
from functools import lru_cache

import pikepdf
import pytest

from service import doctypes, pipeline
from service.copies import Wanted, extracted
from service.errors import InputRefused
from service.paper import Float, Paper, Paragraph, Slot, Table
from service.rules.see import see_paper

WANTED = Wanted("TrS", "Ủy ban nhân dân phường Hạnh Thông", "electronic")


@lru_cache(maxsize=8)
def issued(slug: str) -> tuple[bytes, Paper]:
    made = pipeline.issue(slug, doctypes.get(slug).example()["data"], formats=("docx",))
    return made.docx, made.paper


def kept(slug: str, *chosen: str) -> list[str]:
    """Labels of what is left of the body; a paragraph without one by its first words."""
    body = ("dieu", "dieu_tieu_de", "muc", "khoan", "khoan_tieu_de", "diem", "gach", "doan", "bang_dau", "chuong")
    parts = see_paper(extracted(issued(slug)[1], chosen).paper).of(*body)
    return [part.label or part.text[:12] for part in parts]


@pytest.mark.parametrize(("chosen", "left"), [
    (("Điều 1",), ["Điều 1.", "1.", "2.", "3.", "a)", "b)", "c)", "d)", "đ)"]),
    (("điều 3", "Điều 5."), ["Điều 3.", "Điều 5."]),
    (("đoạn 21",), ["Điều 2.", "1."]),                        # a khoản with the Điều it stands under
    (("16",), ["Điều 1.", "3.", "b)"]),
    (("24-26",), ["Điều 3.", "Điều 4.", "Điều 5."]),
])
def test_a_part_brings_what_is_below_it_and_its_headings(chosen: tuple[str, ...], left: list[str]) -> None:
    assert kept("quyet_dinh", *chosen) == left


def test_a_section_brings_its_table() -> None:
    paper = extracted(issued("ke_hoach")[1], ["IV"]).paper
    parts = [part.component for part in see_paper(paper).parts]
    assert (parts.count("muc"), parts.count("bang_dau")) == (1, 4)


@pytest.mark.parametrize("slug", ["quyet_dinh", "ke_hoach", "cong_van"])
def test_the_form_of_the_document_stays_whole(slug: str) -> None:
    paper = issued(slug)[1]
    form = ("quoc_hieu", "tieu_ngu", "co_quan_ban_hanh", "so_ky_hieu", "dia_danh_ngay", "ten_loai", "trich_yeu",
            "trich_yeu_cong_van", "can_cu", "menh_lenh", "kinh_gui", "quyen_han", "ho_ten", "noi_nhan_tu", "noi_nhan")
    before = [(part.component, part.text) for part in see_paper(paper).of(*form)]
    after = [(part.component, part.text) for part in see_paper(extracted(paper, ["đoạn 12"]).paper).of(*form)]
    assert after == before


def slots(blocks: tuple[Paragraph | Table, ...]) -> list[str]:
    found = []
    for block in blocks:
        if isinstance(block, Table):
            found += [name for row in block.rows for cell in row.cells for name in slots(cell.blocks)]
        else:
            found += [one.content.name for one in block.inlines if isinstance(one, Float) and isinstance(one.content, Slot)]
    return found


def test_only_the_agency_that_copies_signs() -> None:
    document, _ = issued("quyet_dinh")
    made = pipeline.copy_file([("quyet-dinh.docx", document)], WANTED, keep=["Điều 1"])
    whole = pikepdf.open(io.BytesIO(made.pdf))
    assert [str(one.T) for one in whole.Root.AcroForm.Fields] == ["chu_ky_co_quan"]
    paper = extracted(issued("quyet_dinh")[1], ["Điều 1"]).paper
    assert [name for section in paper.sections for name in slots(section.blocks)] == []


@pytest.mark.parametrize(("slug", "chosen", "code"), [
    ("quyet_dinh", (), "copy-extract-nothing"),
    ("quyet_dinh", ("  ",), "copy-extract-nothing"),
    ("quyet_dinh", ("Điều 9",), "copy-extract-unknown"),
    ("quyet_dinh", ("đoạn 400",), "copy-extract-unknown"),
    ("ban_sao_dien_tu", ("đoạn 1",), "copy-extract-frame"),
])
def test_what_cannot_be_copied_is_told(slug: str, chosen: tuple[str, ...], code: str) -> None:
    with pytest.raises(InputRefused) as refused:
        extracted(issued(slug)[1], chosen)
    assert [one.code for one in refused.value.problems] == [code]


def test_a_document_without_a_number_is_no_document_yet() -> None:
    data = {**doctypes.get("quyet_dinh").example()["data"]}
    data.pop("so")
    paper = pipeline.issue("quyet_dinh", data, formats=("docx",)).paper
    assert [one.code for one in extracted(paper, ["Điều 1"]).notices] == ["copy-extract-draft"]
    assert extracted(issued("quyet_dinh")[1], ["Điều 1"]).notices == ()
