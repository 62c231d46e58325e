"""Faces: the one that answers, its measures, and what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.errors import FontFault
from service.fonts import Faces, faces

VIETNAMESE = (
    "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
    "AÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬBCDĐEÈẺẼÉẸÊỀỂỄẾỆGHIÌỈĨÍỊKLMNOÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢPQRSTUÙỦŨÚỤƯỪỬỮỨỰVXYỲỶỸÝỴ“”‘’–—…•0123456789₫"
)


@pytest.mark.parametrize(
    ("family", "answers", "substituted"),
    [
        ("Times New Roman", "Liberation Serif", False),
        ("Arial", "Liberation Sans", False),
        ("Calibri", "Carlito", False),
        ("Courier New", "Liberation Mono", False),
        ("Tahoma", "Liberation Sans", True),
        ("Consolas", "Liberation Mono", True),
        ("Cambria", "Liberation Serif", True),
    ],
)
@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("italic", [False, True])
def test_a_family_is_answered_by_the_face_of_equal_widths(
    family: str, answers: str, substituted: bool, bold: bool, italic: bool
) -> None:
    found = faces().find(family, bold, italic)
    assert (found.face.family, found.substituted) == (answers, substituted)
    assert (found.face.bold, found.face.italic) == (bold, italic)


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("italic", [False, True])
def test_every_vietnamese_letter_has_a_glyph(bold: bool, italic: bool) -> None:
    assert faces().find("Times New Roman", bold, italic).face.missing(VIETNAMESE) == ""


@pytest.mark.parametrize(
    ("text", "bold", "size_pt", "width_mm"),
    [  # by the hmtx tables; the decree's print shows 96.5 ± 1 mm and 61.4 ± 1 mm for the second and the fourth
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", True, 12, 88.3),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", True, 13, 95.7),
        ("Độc lập - Tự do - Hạnh phúc", True, 13, 56.1),
        ("Độc lập - Tự do - Hạnh phúc", True, 14, 60.5),
        ("Độc lập - Tự do - Hạnh phúc", False, 14, 57.1),
    ],
)
def test_widths_are_those_of_times(text: str, bold: bool, size_pt: float, width_mm: float) -> None:
    width = faces().find("Times New Roman", bold).face.width_em(text) * size_pt * 25.4 / 72
    assert width == pytest.approx(width_mm, abs=0.06)


def test_a_decomposed_letter_is_as_wide_as_the_composed_one() -> None:
    face = faces().find("Times New Roman").face
    assert face.width_em("ệ") == face.width_em("ệ")


def test_line_height_of_times_is_the_measured_one() -> None:
    assert faces().find("Times New Roman").face.natural_em == pytest.approx(1.1499, abs=1e-4)


def test_a_missing_glyph_is_an_error_that_names_it() -> None:
    face = faces().find("Times New Roman").face
    assert face.missing("kế hoạch 漢 字") == "漢字"
    with pytest.raises(FontFault) as caught:
        face.width_em("漢")
    assert caught.value.problems[0].code == "glyph-missing"
    assert "U+6F22" in caught.value.problems[0].message


def test_a_folder_without_a_face_is_an_error_that_names_family_and_style(tmp_path: Path) -> None:
    with pytest.raises(FontFault, match=r"Times New Roman.*đậm nghiêng"):
        Faces([tmp_path]).find("Times New Roman", bold=True, italic=True)


def test_the_offices_own_file_goes_first(tmp_path: Path) -> None:
    ours = faces().find("Times New Roman").face.path
    (tmp_path / "office.ttf").write_bytes(ours.read_bytes())
    assert Faces([tmp_path, ours.parent]).find("Times New Roman").face.path.name == "office.ttf"


def test_kerning_narrows_a_pair_only_on_demand() -> None:
    face = faces().find("Times New Roman").face
    assert face.width_em("AV", kern=True) < face.width_em("AV") == face.width_em("A") + face.width_em("V")


def test_a_blank_or_hyphen_that_a_font_lacks_is_set_by_the_plain_one() -> None:
    face = faces().find("Calibri").face
    assert face.missing("a\N{NO-BREAK SPACE}b\N{NON-BREAKING HYPHEN}c") == ""
    assert face.width_em("\N{NO-BREAK SPACE}") == face.width_em(" ")
    assert face.width_em("\N{NON-BREAKING HYPHEN}") == face.width_em("-")
