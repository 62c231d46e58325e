"""Images of signatures and seals: what offices have passes, what the decree does not want is named."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable

import pytest
from PIL import Image, ImageDraw

from service.errors import SignatureRefused
from service.sign.images import Ink, check_seal, check_signature
from tests.sign.drawn import BLUE, RED, Colour, on, png, scanned, seal, signature


def codes(check: Callable[[], Ink]) -> list[str]:
    with pytest.raises(SignatureRefused) as caught:
        check()
    return [one.code for one in caught.value.problems]


@pytest.mark.parametrize("colour", [BLUE, (22, 24, 66), (90, 130, 215), (0, 110, 150), (70, 50, 150), (0, 0, 255)])
@pytest.mark.parametrize("quality", [None, 85, 60])
def test_blue_signatures_pass_also_from_a_scan(colour: Colour, quality: int | None) -> None:
    drawn = signature(colour)
    ink = check_signature(png(scanned(drawn, quality) if quality else drawn))
    assert not ink.notices


@pytest.mark.parametrize("colour", [RED, (240, 80, 30), (227, 66, 52), (160, 20, 60), (240, 120, 130), (255, 0, 0)])
@pytest.mark.parametrize("quality", [None, 85, 60])
def test_red_seals_pass_also_from_a_scan(colour: Colour, quality: int | None) -> None:
    drawn = seal(colour, 600)
    ink = check_seal(png(scanned(drawn, quality) if quality else drawn), 36)
    assert not ink.notices


@pytest.mark.parametrize("colour", [(0, 0, 0), (25, 25, 30), (28, 30, 42), RED, (20, 120, 60), (120, 122, 130), (120, 60, 30)])
@pytest.mark.parametrize("quality", [None, 60])
def test_a_signature_in_another_colour_is_refused(colour: Colour, quality: int | None) -> None:
    drawn = signature(colour)
    assert codes(lambda: check_signature(png(scanned(drawn, quality) if quality else drawn))) == ["image-colour"]


@pytest.mark.parametrize("colour", [(0, 0, 0), (30, 26, 28), BLUE, (20, 120, 60), (240, 200, 40)])
@pytest.mark.parametrize("quality", [None, 60])
def test_a_seal_in_another_colour_is_refused(colour: Colour, quality: int | None) -> None:
    drawn = seal(colour, 600)
    assert codes(lambda: check_seal(png(scanned(drawn, quality) if quality else drawn), 36)) == ["image-colour"]


def test_a_brown_seal_is_refused() -> None:
    assert codes(lambda: check_seal(png(seal((120, 60, 30), 600)), 36)) == ["image-colour"]


def test_a_seal_over_a_signature_is_neither() -> None:
    both = Image.new("RGBA", (1200, 850), (0, 0, 0, 0))
    both.alpha_composite(signature(), (300, 200))
    both.alpha_composite(seal(), (0, 0))
    assert codes(lambda: check_signature(png(both))) == ["image-colour"]
    thick = Image.new("RGBA", (1200, 850), (0, 0, 0, 0))
    ImageDraw.Draw(thick).line([100, 100, 1100, 700], (*BLUE, 255), 80)
    thick.alpha_composite(seal(), (0, 0))
    assert codes(lambda: check_seal(png(thick), 36)) == ["image-colour"]


@pytest.mark.parametrize("picture", [
    on(signature(), (255, 255, 255, 255)), on(signature(), (230, 228, 224, 255)), on(signature(), (255, 255, 255, 120)),
    signature().convert("RGB"), signature().convert("L"), signature().convert("RGB").convert("P"),
])
def test_a_ground_that_is_not_clear_is_refused(picture: Image.Image) -> None:
    assert codes(lambda: check_signature(png(picture))) == ["image-transparent"]


def test_a_seal_filled_with_white_is_refused() -> None:
    """Clear round the seal, white inside it: the text below would vanish."""
    assert codes(lambda: check_seal(png(seal(side=600, ground=(255, 255, 255, 255))), 36)) == ["image-transparent"]


def test_transparency_of_a_palette_counts() -> None:
    drawn = signature()
    flat = on(drawn, (255, 255, 255, 255)).convert("RGB").quantize(16)
    white = next(index for count, index in sorted(flat.getcolors() or (), reverse=True))
    assert check_signature(png(flat, transparency=white)).width_px > 500


@pytest.mark.parametrize("made", [
    lambda: b"", lambda: "Xin chào".encode(), lambda: saved(signature(), "JPEG"), lambda: saved(signature(), "GIF"),
    lambda: saved(signature(), "WEBP"), lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>", lambda: png(signature())[:2000],
    lambda: png(signature())[:20], lambda: png(signature()).replace(b"IDAT", b"IDAX", 1),
])
def test_what_is_no_png_is_refused_whatever_its_name(made: Callable[[], bytes]) -> None:
    data = made()
    assert codes(lambda: check_signature(data)) == codes(lambda: check_seal(data, 36)) == ["image-format"]


def saved(picture: Image.Image, kind: str) -> bytes:
    out = io.BytesIO()
    picture.convert("RGB").save(out, kind)
    return out.getvalue()


def test_a_bomb_is_refused_by_its_head() -> None:
    """A file of a kilobyte that would fill four gigabytes; it is not decoded, so its body need not even be there."""
    head = struct.pack(">IIBBBBB", 32000, 32000, 8, 6, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    assert codes(lambda: check_signature(bomb)) == ["image-size"]
    assert codes(lambda: check_seal(bomb, 36)) == ["image-size"]


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def test_an_empty_image_and_a_speck_are_refused() -> None:
    empty = Image.new("RGBA", (600, 300), (255, 255, 255, 0))
    assert codes(lambda: check_signature(png(empty))) == ["image-size"]
    empty.paste((*BLUE, 255), (10, 10, 20, 18))
    assert codes(lambda: check_signature(png(empty))) == ["image-size"]


@pytest.mark.parametrize(("side", "margin", "size_mm", "dpi", "width_mm", "notices"), [
    (850, 0, 36.0, None, 36.0, []),
    (850, 100, 36.0, None, 36.0, []),                      # the margin is not part of the seal
    (850, 100, None, 600, 650 / 600 * 25.4, []),
    (850, 0, None, 600, 850 / 600 * 25.4, []),
    (600, 0, None, 423.3, 36.0, []),
    (850, 0, 36.0, 600, 36.0, []),                         # 35,98 mm in the file
    (850, 0, 42.0, 600, 42.0, ["image-size"]),             # the file says 36
    (850, 0, 36.0, 96, 36.0, []),                          # a resolution that nobody chose
    (250, 0, 36.0, None, 36.0, ["image-resolution"]),      # 176 dpi
    (300, 0, 36.0, None, 36.0, []),                        # 212 dpi
])
def test_a_seal_is_as_large_as_it_is(side: int, margin: int, size_mm: float | None, dpi: float | None, width_mm: float,
                                     notices: list[str]) -> None:
    ink = check_seal(png(seal(side=side, margin=margin), dpi), size_mm)
    assert ink.width_mm == pytest.approx(width_mm, abs=0.15)
    assert ink.height_mm == pytest.approx(width_mm, abs=0.15)
    assert [one.code for one in ink.notices] == notices


@pytest.mark.parametrize("dpi", [None, 72, 96])
def test_a_seal_of_unknown_size_is_refused(dpi: float | None) -> None:
    assert codes(lambda: check_seal(png(seal(side=400), dpi))) == ["image-size"]


def test_pixels_need_not_be_square() -> None:
    """A scanner of 300 by 600 dpi: half as wide in pixels, round on paper."""
    flat = seal(side=850).resize((425, 850))
    ink = check_seal(png(flat, (300, 600)), None)
    assert (ink.width_mm, ink.height_mm) == (pytest.approx(35.98, abs=0.15), pytest.approx(35.98, abs=0.15))
    assert not ink.notices


def test_a_seal_that_is_not_round_is_noticed() -> None:
    ink = check_seal(png(seal(side=850).resize((850, 700))), 36)
    assert [one.code for one in ink.notices] == ["image-shape"]
    assert ink.height_mm == pytest.approx(29.6, abs=0.2)


@pytest.mark.parametrize(("wide", "high", "margin", "width_mm", "notices"), [
    (900, 420, 40, 50.0, []), (900, 900, 40, None, []), (300, 140, 10, 50.0, ["image-resolution"]),
])
def test_a_signature_fills_its_box(wide: int, high: int, margin: int, width_mm: float | None, notices: list[str]) -> None:
    ink = check_signature(png(signature(wide=wide, high=high, margin=margin)))
    assert ink.width_mm <= 50.001
    assert ink.height_mm <= 36.001
    assert ink.width_mm == pytest.approx(50) or ink.height_mm == pytest.approx(36)
    assert ink.width_mm / ink.height_mm == pytest.approx(ink.width_px / ink.height_px, rel=0.01)
    assert width_mm is None or ink.width_mm == pytest.approx(width_mm)
    assert [one.code for one in ink.notices] == notices


def test_an_image_finer_than_paper_needs_becomes_lighter() -> None:
    ink = check_seal(png(seal(side=1600)), 36)
    assert ink.width_px == ink.height_px == 567
    assert ink.width_mm == pytest.approx(36)


def test_what_lies_under_the_clear_pixels_and_beside_the_picture_does_not_go_out() -> None:
    """A scan whose ground was only made transparent still holds the whole letter."""
    picture = signature(margin=60)
    letter = Image.new("RGBA", picture.size, (255, 255, 255, 0))
    ImageDraw.Draw(letter).rectangle([300, 150, 500, 250], fill=(9, 200, 33, 0))
    letter.alpha_composite(picture)
    pixels = letter.load()
    assert pixels is not None
    for y in range(150, 250):
        for x in range(300, 500):
            if pixels[x, y][3] == 0:                       # type: ignore[index]
                pixels[x, y] = (9, 200, 33, 0)
    ink = check_signature(png(letter, 300, exif=b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0"))
    cut = Image.open(io.BytesIO(ink.png))
    assert {colour for _, colour in cut.getcolors(10**6) or () if colour[3] == 0} == {(0, 0, 0, 0)}     # type: ignore[index]
    assert not cut.info
    alpha = cut.getchannel("A")
    assert all(max(alpha.crop(edge).tobytes()) for edge in ((0, 0, *(cut.width, 1)), (0, 0, 1, cut.height)))


def test_the_same_image_gives_the_same_bytes() -> None:
    data = png(scanned(seal(side=600)), 400)
    first = check_seal(data, 36)
    check_seal.cache_clear()
    assert check_seal(data, 36) == first
