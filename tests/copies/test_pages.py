"""Scanned pages as pictures → PDF/A-2b at 100 %."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pytest
from PIL import Image

from service import pipeline
from service.copies import Copy, Wanted
from service.errors import InputRefused, LimitExceeded
from service.pdf import scans_to_pdf
from service.pdfium import opened
from tests.copies import scans

WANTED = Wanted("SY", "Trường Tiểu học Hoa Phượng Đỏ")


def copied(*data: bytes, dpi: float | None = None) -> Copy:
    return pipeline.copy_file([(f"trang-{number}.jpg", one) for number, one in enumerate(data, 1)], WANTED, dpi=dpi)


def image(pdf: bytes, page: int = 0) -> Any:
    """The picture as PDFium decodes it, in its own pixels."""
    with opened(pdf) as document:
        sheet = document[page]
        found, = sheet.get_objects(max_depth=1)
        return found.get_bitmap().to_pil().convert("RGB").copy()


@pytest.mark.parametrize(("dpi", "size"), [(200, scans.A4), (300, scans.A4), (200, (297.0, 210.0))])
def test_a_page_is_as_large_as_the_paper_was(dpi: int, size: tuple[float, float]) -> None:
    data = scans.picture(scans.page(dpi, size), dpi=(dpi, dpi))
    made = copied(data)
    assert (made.pages, made.faults, made.notices) == (1, (), ())
    whole = pikepdf.open(io.BytesIO(made.pdf))
    box = [float(one) for one in whole.pages[0].MediaBox]
    assert [one * 25.4 / 72 for one in box[2:]] == pytest.approx(size, abs=0.1)


def test_the_bytes_of_a_jpeg_are_kept() -> None:
    data = scans.jpeg()
    assert data in copied(data).pdf


@pytest.mark.parametrize(("kind", "mode", "more"), [
    ("PNG", "RGB", {}), ("PNG", "L", {}), ("PNG", "1", {}), ("PNG", "P", {}), ("PNG", "RGBA", {}), ("PNG", "LA", {}),
    ("TIFF", "RGB", {"compression": "tiff_lzw"}), ("TIFF", "RGB", {"compression": "raw"}), ("TIFF", "L", {}),
    ("TIFF", "1", {"compression": "group4"}), ("TIFF", "RGB", {"compression": "tiff_deflate"})])
def test_nothing_of_another_picture_is_lost(kind: str, mode: str, more: dict[str, Any]) -> None:
    given = scans.page(200).resize((331, 468)).convert(mode)
    made = scans_to_pdf([("trang", scans.picture(given, kind, dpi=(200, 200), **more))])
    assert image(made).tobytes() == given.convert("RGB").tobytes()


def test_a_tiff_file_holds_several_pages_and_pictures_keep_their_order() -> None:
    pages = [scans.page(200).resize((331 + 10 * number, 468)) for number in range(3)]
    tiff = scans.picture(pages[0], "TIFF", dpi=(200, 200), save_all=True, append_images=pages[1:])
    made = scans_to_pdf([("ca-tap.tif", tiff), ("them.jpg", scans.picture(pages[1], dpi=(200, 200)))])
    assert [image(made, page).width for page in range(4)] == [331, 341, 351, 341]


@pytest.mark.parametrize(("held", "turn"), [(1, 0), (3, 180), (6, 90), (8, 270)])
def test_a_picture_held_on_its_side_is_turned_by_its_page(held: int, turn: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = held
    data = scans.jpeg(exif=exif)
    made = copied(data)
    whole = pikepdf.open(io.BytesIO(made.pdf))
    assert int(whole.pages[0].get("/Rotate", 0)) == turn
    assert data in made.pdf


def test_the_same_pictures_give_the_same_pdf() -> None:
    data = scans.jpeg()
    assert scans_to_pdf([("a.jpg", data)]) == scans_to_pdf([("b.jpg", data)])


def mirrored() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 2
    return scans.jpeg(exif=exif)


@pytest.mark.parametrize(("data", "code"), [
    (lambda: scans.picture(scans.page(), "PNG"), "image-dpi"),
    (lambda: scans.picture(scans.page(), "JPEG", dpi=(1, 1)), "image-dpi"),
    (lambda: scans.jpeg()[:-20000], "image-broken"),
    (lambda: scans.picture(scans.page(), "PNG", dpi=(200, 200))[:-9000], "image-broken"),
    (lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), "image-broken"),
    (lambda: scans.jpeg(mode="CMYK"), "image-colour-space"),
    (mirrored, "image-mirrored"),
    (lambda: b"II*\0\x08\0\0\0\0\0", "image-broken"),       # a TIFF file whose first page says nothing of its size
], ids=["no dpi", "1 dpi", "cut JPEG", "cut PNG", "no PNG", "CMYK", "mirrored", "TIFF without a size"])
def test_pictures_that_cannot_be_used_are_named(data: Any, code: str) -> None:
    with pytest.raises(InputRefused) as refused:
        copied(scans.jpeg(), data())
    assert [(one.code, one.place) for one in refused.value.problems] == [(code, "trang-2.jpg")]


def test_every_unusable_picture_is_told_at_once() -> None:
    with pytest.raises(InputRefused) as refused:
        copied(scans.picture(scans.page(), "PNG"), scans.jpeg(mode="CMYK"))
    assert [one.place for one in refused.value.problems] == ["trang-1.jpg", "trang-2.jpg"]


def test_what_the_caller_knows_stands_for_what_the_file_does_not_say() -> None:
    assert copied(scans.picture(scans.page(), "PNG"), dpi=200).faults == ()
    assert [one.code for one in copied(scans.jpeg(), dpi=100).faults] == []      # a file's own word goes before


def test_a_picture_larger_than_any_scanner_makes_is_refused() -> None:
    bomb = io.BytesIO()
    Image.new("1", (15_000, 12_000)).save(bomb, "PNG", dpi=(200, 200))
    with pytest.raises((LimitExceeded, InputRefused)):
        copied(bomb.getvalue())
