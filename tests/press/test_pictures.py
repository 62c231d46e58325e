"""Pictures as a PDF embeds them: opened again, they show the same pixels."""

from __future__ import annotations

import re
import zlib
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from PIL import Image, ImageCms

from service.errors import AssetMissing
from service.paper import Picture
from service.press.pictures import Raster, drawable, raster, spoken


def drawn(mode: str = "RGB", size: tuple[int, int] = (5, 3)) -> Image.Image:
    """Pixels that all differ: a row turned round or a byte lost is seen."""
    image = Image.new(mode, size)
    if mode == "P":
        image.putpalette(bytes(5 * at % 256 for at in range(3 * 256)))
    bands = len(image.getbands())
    for at in range(size[0] * size[1]):
        tone = (37 * at + 11) % 256
        value = tuple((tone * (band + 1)) % 256 for band in range(bands)) if bands > 1 else tone % (2 if mode == "1" else 256)
        image.putpixel((at % size[0], at // size[0]), value)
    return image


def packed(image: Image.Image, kind: str, **how: Any) -> bytes:
    out = BytesIO()
    image.save(out, kind, **how)
    return out.getvalue()


def picture(data: bytes, kind: str = "png") -> Picture:
    return Picture(data, f"image/{kind}", 50, 30)


def stream(pdf: pikepdf.Pdf, entries: bytes, data: bytes) -> pikepdf.Stream:
    found = pikepdf.Stream(pdf, data)
    for name, value in pikepdf.Object.parse(b"<<" + entries + b">>").items():
        found[name] = value
    return found


def shown(one: Raster) -> Image.Image:
    """The image that a reader of PDF sees."""
    pdf = pikepdf.new()
    image = pikepdf.PdfImage(stream(pdf, one.entries, one.data)).as_pil_image()
    if one.mask is None:
        return image
    image = image.convert("LA" if image.mode == "L" else "RGBA")
    image.putalpha(pikepdf.PdfImage(stream(pdf, *one.mask)).as_pil_image())
    return image


@pytest.mark.parametrize(("kind", "mode", "how"), [
    ("PNG", "RGB", {}), ("PNG", "L", {}), ("PNG", "1", {}), ("PNG", "P", {}), ("PNG", "RGBA", {}), ("PNG", "LA", {}),
    ("PNG", "P", {"transparency": 11}), ("GIF", "P", {}), ("GIF", "P", {"transparency": 48}), ("BMP", "RGB", {}),
    ("BMP", "P", {}),
    ("TIFF", "RGB", {}), ("TIFF", "L", {}), ("TIFF", "1", {}), ("TIFF", "RGBA", {}), ("TIFF", "RGB", {"compression": "tiff_lzw"}),
    ("WEBP", "RGB", {"lossless": True}), ("WEBP", "RGBA", {"lossless": True, "exact": True}),
])  # fmt: skip
def test_every_kind_shows_the_pixels_of_the_file(kind: str, mode: str, how: dict[str, Any]) -> None:
    data = packed(drawn(mode), kind, **how)
    with Image.open(BytesIO(data)) as original:
        found = shown(raster(picture(data, kind.lower())))
        assert found.convert("RGBA").tobytes() == original.convert("RGBA").tobytes()
    assert (found.mode[-1] == "A") == (mode[-1] == "A" or "transparency" in how)


def test_an_interlaced_picture_is_set_in_rows() -> None:
    # seven passes of Adam7 (PNG, 8.2), made by hand: Pillow reads them and does not write them
    rows = [b"".join(bytes([10 * x, 20 * y, 99]) for x in range(2)) for y in range(2)]
    passes = b"\0" + rows[0][:3] + b"\0" + rows[0][3:] + b"\0" + rows[1]
    chunks = (b"IHDR", bytes([0, 0, 0, 2, 0, 0, 0, 2, 8, 2, 0, 0, 1])), (b"IDAT", zlib.compress(passes)), (b"IEND", b"")
    data = b"\x89PNG\r\n\x1a\n" + b"".join(
        len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big") for kind, body in chunks
    )
    assert shown(raster(picture(data))).tobytes() == b"".join(rows)


def test_sixteen_bits_of_grey_stay_grey() -> None:
    data = packed(Image.new("I;16", (4, 4), 0x8001), "TIFF")
    assert shown(raster(picture(data, "tiff"))).getpixel((0, 0)) == 0x80


@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_a_photograph_goes_through_untouched(mode: str) -> None:
    data = packed(drawn(mode, (40, 30)), "JPEG", progressive=mode == "RGB")
    found = raster(picture(data, "jpeg"))
    assert found.data == data
    assert (b"/DeviceGray" in found.entries) == (mode == "L")
    assert re.search(rb"/Width 40/Height 30.*/DCTDecode", found.entries)


@pytest.mark.parametrize("profile", [None, b"no profile at all"])
def test_inks_become_colours_of_the_screen(profile: bytes | None) -> None:
    """PDF/A knows no ink beside an output intent of sRGB (ISO 19005-3, 6.2.4.3)."""
    found = raster(picture(packed(Image.new("CMYK", (8, 8), (0, 255, 255, 0)), "JPEG", icc_profile=profile), "jpeg"))
    assert b"/DeviceRGB" in found.entries
    red, green, blue = shown(found).convert("RGB").getpixel((4, 4))  # type: ignore[misc]
    assert red > 200
    assert max(green, blue) < 60


def test_a_profile_of_another_kind_of_colours_does_no_harm() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = packed(Image.new("CMYK", (8, 8), (255, 0, 0, 0)), "JPEG", icc_profile=profile)
    assert b"/DeviceRGB" in raster(picture(data, "jpeg")).entries


def test_a_photograph_stands_as_its_camera_was_held() -> None:
    image = Image.new("RGB", (40, 20), "white")
    image.paste("red", (0, 0, 20, 20))
    exif = Image.Exif()
    exif[0x0112] = 6                              # to be turned a quarter to the right
    found = shown(raster(picture(packed(image, "JPEG", exif=exif), "jpeg"))).convert("RGB")
    assert found.size == (20, 40)
    red, white = found.getpixel((10, 5)), found.getpixel((10, 35))
    assert red[1] < 60 < 200 < white[1]  # type: ignore[index]


def test_what_hides_nothing_has_no_mask() -> None:
    assert raster(picture(packed(Image.new("RGBA", (3, 3), (1, 2, 3, 255)), "PNG"))).mask is None


def test_the_same_bytes_are_the_same_image() -> None:
    data = packed(drawn(), "PNG")
    assert raster(picture(data)) is raster(Picture(bytes(bytearray(data)), "image/png", 9, 9))


@pytest.mark.parametrize("data", [
    b"", b"no picture", packed(drawn(size=(60, 60)), "PNG")[:-300], packed(drawn(size=(90, 90)), "JPEG")[:-200],
    packed(drawn(size=(60, 60)), "PNG").replace(b"IDAT", b"IDAX"), packed(drawn("CMYK", (90, 90)), "JPEG")[:-200],
    packed(drawn(size=(9, 9)), "JPEG")[:40], packed(drawn("P", (60, 60)), "GIF")[:900], b"%!PS-Adobe-3.0 EPSF-3.0\n",
])  # fmt: skip
def test_a_picture_that_cannot_be_read_is_refused(data: bytes) -> None:
    with pytest.raises(AssetMissing, match="Không đọc được hình"):
        raster(picture(data))


def test_drawings_of_other_kinds_are_known_as_such() -> None:
    assert drawable(picture(b""))
    assert not drawable(picture(b"", "x-emf"))


@pytest.mark.parametrize(("alt", "words"), [("", "Hình không có mô tả"), (" Biểu đồ\n số 1 ", "Biểu đồ số 1")])
def test_a_screen_reader_is_told_of_every_picture(alt: str, words: str) -> None:
    assert spoken(Picture(b"", "image/png", 1, 1, alt)) == words
