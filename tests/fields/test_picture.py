from __future__ import annotations

import base64
import io
from pathlib import Path

import pytest
from PIL import Image as Pillow
from pydantic_core import PydanticCustomError

from service.fields.picture import to_image
from service.values import Image


def drawn(width: int, height: int, kind: str = "PNG", dpi: int = 96) -> bytes:
    buffer = io.BytesIO()
    Pillow.new("RGB", (width, height), "white").save(buffer, kind, dpi=(dpi, dpi))
    return buffer.getvalue()


def made(value: object, folder: Path | None = None) -> Image:
    return to_image(value, width_mm=100.0, height_mm=50.0, folder=folder, alt="Biểu đồ")


@pytest.mark.parametrize(("data", "width_mm", "height_mm"), [
    (drawn(960, 480, dpi=300), 81.28, 40.64),          # its own size where that fits
    (drawn(4000, 1000), 100.0, 25.0),                  # shrunk to the width
    (drawn(1000, 4000), 12.5, 50.0),                   # shrunk to the height
])
def test_a_picture_keeps_its_shape_and_fits(data: bytes, width_mm: float, height_mm: float) -> None:
    image = made(base64.b64encode(data).decode())
    assert (image.width_mm, image.height_mm) == (pytest.approx(width_mm, abs=0.05), pytest.approx(height_mm, abs=0.05))
    assert (image.media_type, image.data, image.alt) == ("image/png", data, "Biểu đồ")


def test_data_uris_and_files_are_read(tmp_path: Path) -> None:
    (tmp_path / "anh.jpg").write_bytes(drawn(200, 100, "JPEG"))
    assert made("anh.jpg", tmp_path).media_type == "image/jpeg"
    assert made("data:image/png;base64," + base64.b64encode(drawn(8, 8)).decode()).media_type == "image/png"


@pytest.mark.parametrize(("value", "code"), [
    ("anh.png", "image-path"), ("data:image/png;base64,@@@", "image-base64"), (5, "image-text"),
    ("data:image/png;base64," + base64.b64encode(b"<svg/>").decode(), "image-format"),
    ("data:image/png;base64," + base64.b64encode(drawn(400, 400)[:200]).decode(), "image-format"),
    ("data:image/png;base64," + base64.b64encode(drawn(8, 8, "GIF")).decode(), "image-format"),
])
def test_what_is_no_whole_png_or_jpeg_is_refused(value: object, code: str) -> None:
    with pytest.raises(PydanticCustomError) as refused:
        made(value)
    assert refused.value.type == code


@pytest.mark.parametrize(("path", "code"), [("../anh.png", "image-outside"), ("/etc/hostname", "image-outside"),
                                            ("x.png", "image-missing")])
def test_a_path_stays_beside_the_data(tmp_path: Path, path: str, code: str) -> None:
    with pytest.raises(PydanticCustomError) as refused:
        made(path, tmp_path)
    assert refused.value.type == code


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked() -> None:
    header = drawn(8, 8)
    huge = header[:16] + (60_000).to_bytes(4, "big") + (60_000).to_bytes(4, "big") + header[24:]
    with pytest.raises(PydanticCustomError) as refused:
        made("data:image/png;base64," + base64.b64encode(huge).decode())
    assert refused.value.type in {"image-pixels", "image-format"}
