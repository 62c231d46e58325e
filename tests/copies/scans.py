"""Scans as scanners make them: a page of an official document in ink on paper that is not quite white, as picture or as PDF."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

import pikepdf
from PIL import Image, ImageDraw, ImageFont

A4 = (210.0, 297.0)
PAPER, INK, RED = (250, 248, 240), (25, 25, 30), (196, 32, 38)
_FONTS = Path(__file__).parents[2] / "fonts"
HEADING = (("ỦY BAN NHÂN DÂN", 30, 22, "Regular"), ("PHƯỜNG HẠNH THÔNG", 27, 27, "Bold"),
           ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 98, 22, "Bold"), ("Độc lập - Tự do - Hạnh phúc", 114, 27, "Bold"),
           ("Số: 45/QĐ-UBND", 36, 36, "Regular"), ("QUYẾT ĐỊNH", 88, 48, "Bold"),
           ("Về việc tặng Danh hiệu “Tập thể lao động tiên tiến”", 58, 55, "Bold"),
           ("Điều 1. Tặng Danh hiệu cho 03 tập thể của Trường Tiểu học Hoa Phượng Đỏ.", 32, 75, "Regular"),
           ("KT. CHỦ TỊCH", 136, 220, "Bold"), ("Phạm Thị Lan", 137, 262, "Bold"))


@lru_cache(maxsize=8)
def page(dpi: int = 200, size: tuple[float, float] = A4, corner: str = "") -> Image.Image:
    """A page in colour, with a seal in red; `corner` is written where ô 14 is."""
    wide, high = (round(side / 25.4 * dpi) for side in size)
    image = Image.new("RGB", (wide, high), PAPER)
    draw = ImageDraw.Draw(image)
    for text, left, top, style in (*HEADING, *(((corner, 135, 8, "Regular"),) if corner else ())):
        font = ImageFont.truetype(str(_FONTS / f"LiberationSerif-{style}.ttf"), round(13 / 72 * dpi))
        draw.text((left / 210 * wide, top / 25.4 * dpi), text, INK, font)
    seal = [round(side / 25.4 * dpi) for side in (118, 228, 154, 264)]
    draw.ellipse([one * size[0] / 210 for one in seal], outline=RED, width=max(2, dpi // 40))
    dust = Random(7)
    for _ in range(40):                           # a scan is never clean
        image.putpixel((dust.randrange(wide), dust.randrange(high)), (90, 90, 90))
    return image


def picture(image: Image.Image, kind: str = "JPEG", **more: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **more)
    return buffer.getvalue()


def jpeg(dpi: int = 200, mode: str = "RGB", **more: Any) -> bytes:
    return picture(page(dpi).convert(mode), dpi=(dpi, dpi), quality=70, **more)


def scan(
    *, dpi: int = 200, mode: str = "RGB", pages: int = 1, size: tuple[float, float] = A4, scale: float = 1.0, turn: int = 0,
    shift: float = 0.0, corner: str = "", version: str = "1.4", words: str = "",
) -> bytes:
    """A PDF as a scanner's driver writes it: a picture a page. `scale` of the picture on its page; `turn` is /Rotate of a page
    that was scanned on its side; `shift` moves the crop box from the origin (points); `words` is text that is seen on it."""
    pdf = pikepdf.new()
    for _ in range(pages):
        image = page(dpi, size, corner)
        if turn:
            image = image.rotate(turn, expand=True)           # lies on its side in the file, and is shown upright
        wide, high = ((size[1], size[0]) if turn in (90, 270) else size)
        across, along = wide * 72 / 25.4, high * 72 / 25.4
        picture_ = _embedded(pdf, image.convert(mode))
        left, low = shift + across * (1 - scale) / 2, shift + along * (1 - scale) / 2
        text = f"BT /F 12 Tf 60 400 Td ({words}) Tj ET" if words else ""
        content = f"q {across * scale:.3f} 0 0 {along * scale:.3f} {left:.3f} {low:.3f} cm /I Do Q {text}"
        box = [shift, shift, shift + across, shift + along]
        media = [0, 0, across + 2 * shift, along + 2 * shift]
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name("/Times-Roman"))
        resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=picture_), Font=pikepdf.Dictionary(F=font))
        sheet = pikepdf.Dictionary(Type=pikepdf.Name.Page, MediaBox=media, CropBox=box, Resources=resources,
                                   Contents=pdf.make_stream(content.encode()))
        if turn:
            sheet.Rotate = turn
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(sheet)))
    return saved(pdf, force_version=version)


def strips(dpi: int = 200) -> bytes:
    """A page in eight strips, as older drivers write it."""
    image, pdf = page(dpi), pikepdf.new()
    across, along = (side * 72 / 25.4 for side in A4)
    rows = image.height // 8
    pictures, content = {}, ""
    for number in range(8):
        last = image.height if number == 7 else (number + 1) * rows
        part = image.crop((0, number * rows, image.width, last))
        pictures[f"/I{number}"] = _embedded(pdf, part)
        high = along * part.height / image.height
        low = along * (1 - last / image.height)
        content += f"q {across:.3f} 0 0 {high:.3f} 0 {low:.3f} cm /I{number} Do Q "
    sheet = pikepdf.Dictionary(Type=pikepdf.Name.Page, MediaBox=[0, 0, across, along], Contents=pdf.make_stream(content.encode()),
                               Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(pictures)))
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(sheet)))
    return saved(pdf)


def layers() -> bytes:
    """Ground in colour at 75 dpi under letters in black at 300 dpi: how scanners make small files."""
    pdf = pikepdf.new()
    across, along = (side * 72 / 25.4 for side in A4)
    fine = page(300).convert("L").point(lambda one: 255 * (one > 110)).convert("1")
    mask = _embedded(pdf, fine)
    mask.ImageMask = True
    del mask.ColorSpace
    content = f"q {across} 0 0 {along} 0 0 cm /Ground Do /Letters Do Q"
    sheet = pikepdf.Dictionary(Type=pikepdf.Name.Page, MediaBox=[0, 0, across, along], Contents=pdf.make_stream(content.encode()),
                               Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(
                                   Ground=_embedded(pdf, page(200).resize((620, 877))), Letters=mask)))
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(sheet)))
    return saved(pdf)


def saved(pdf: pikepdf.Pdf, **more: Any) -> bytes:
    buffer = io.BytesIO()
    pdf.save(buffer, **more)
    return buffer.getvalue()


def _embedded(pdf: pikepdf.Pdf, image: Image.Image) -> Any:
    space = {"RGB": "/DeviceRGB", "L": "/DeviceGray", "1": "/DeviceGray"}[image.mode]
    stream = pdf.make_stream(image.tobytes() if image.mode == "1" else picture(image, quality=70))
    stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    stream.Width, stream.Height, stream.ColorSpace = image.width, image.height, pikepdf.Name(space)
    stream.BitsPerComponent = 1 if image.mode == "1" else 8
    if image.mode != "1":
        stream.Filter = pikepdf.Name.DCTDecode
    return stream
