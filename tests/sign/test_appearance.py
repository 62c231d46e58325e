"""What is seen of a signature: measured on the rendered page of a file that is really signed, and judged by both standards."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageDraw
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

from service.errors import FontFault, SignatureRefused
from service.fonts import faces
from service.html import to_html
from service.paper import Float, Paper, Paragraph, ParagraphFormat, Position, Properties, Section, Slot, Text, TextStyle
from service.pdf import to_pdf
from service.sign import appearance
from service.sign.appearance import Appearance
from service.sign.images import check_seal, check_signature
from service.sign.keys import Pkcs12Key, Secret
from tests.conformance import verapdf
from tests.pki.pki import Pki
from tests.sign.drawn import png, scanned, seal, signature

MM = 72 / 25.4
DPI = 288
STYLE = TextStyle(size_pt=14.0)
BOXES = {"chu_ky": (100.0, 60.0, 50.0, 20.0), "dau": (76.7, 52.0, 36.0, 36.0), "chu_ky_co_quan": (135.0, 12.0, 60.0, 12.0)}


def document() -> bytes:
    """A page of text with the three places: left, top, width and height in mm from the corner of the page."""
    places = tuple(
        Float(Slot(name, f"Chữ ký: {name}"), wide * MM, high * MM, Position("page", left * MM), Position("page", top * MM))
        for name, (left, top, wide, high) in BOXES.items())
    texts = "Căn cứ Luật Tổ chức chính quyền địa phương; căn cứ Nghị định số 30/2020/NĐ-CP của Chính phủ về công tác văn thư. "
    blocks = [Paragraph((*places, Text("QUYẾT ĐỊNH", STYLE)), ParagraphFormat(), STYLE)]
    blocks += [Paragraph((Text(texts, STYLE),), ParagraphFormat(), STYLE) for _ in range(12)]
    paper = Paper((Section(210 * MM, 297 * MM, 20 * MM, 15 * MM, 20 * MM, 30 * MM, 10 * MM, 10 * MM, tuple(blocks)),),
                  properties=Properties(title="Quyết định", language="vi-VN"))
    return to_pdf(to_html(paper, faces()), paper.properties)


@pytest.fixture(scope="module")
def plain() -> bytes:
    return document()


def signed(pdf: bytes, pki: Pki, leaf: str, field: str, shown: Appearance) -> bytes:
    with Pkcs12Key(pki.pkcs12(leaf), Secret(pki.PASSPHRASE)).open() as opened:
        about = PdfSignatureMetadata(field_name=field, md_algorithm="sha256")
        signer = PdfSigner(about, opened.signer, stamp_style=shown.style())
        out = asyncio.run(signer.async_sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), existing_fields_only=True))
    data = out.getvalue()
    assert isinstance(data, bytes)
    return data


def picture(pdf: bytes) -> Image.Image:
    document_ = pypdfium2.PdfDocument(pdf)
    document_.init_forms()
    rendered: Image.Image = document_[0].render(scale=DPI / 72, may_draw_forms=True).to_pil().convert("RGB")
    return rendered


@dataclass(frozen=True)
class Seen:
    """What a signature changed on the page: its box in mm (left, top, right, bottom), and the changed pixels as a mask."""

    box: tuple[float, float, float, float]
    mask: Image.Image

    @property
    def size(self) -> tuple[float, float]:
        return self.box[2] - self.box[0], self.box[3] - self.box[1]

    @property
    def middle(self) -> tuple[float, float]:
        return (self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2


def seen(before: bytes, after: bytes) -> Seen:
    changed = ImageChops.difference(picture(before), picture(after)).convert("L").point([0] * 24 + [255] * 232)
    box = changed.getbbox()
    assert box, "nothing is seen"
    left, top, right, bottom = (side * 25.4 / DPI for side in box)
    return Seen((left, top, right, bottom), changed)


def middle(name: str) -> tuple[float, float]:
    left, top, wide, high = BOXES[name]
    return left + wide / 2, top + high / 2


def size_pt(name: str) -> tuple[float, float]:
    return BOXES[name][2] * MM, BOXES[name][3] * MM


NEAR = 0.25                                      # mm: three pixels


@pytest.mark.parametrize("size_mm", [36.0, 34.0, 20.0])
def test_a_seal_stands_in_real_size_in_the_middle_of_its_box(plain: bytes, pki: Pki, size_mm: float) -> None:
    ink = check_seal(png(seal(side=850, margin=60)), size_mm)
    found = seen(plain, signed(plain, pki, "agency", "dau", appearance.seal(ink, *size_pt("dau"))))
    assert found.size == (pytest.approx(size_mm, abs=NEAR), pytest.approx(size_mm, abs=NEAR))
    assert found.middle == (pytest.approx(middle("dau")[0], abs=NEAR), pytest.approx(middle("dau")[1], abs=NEAR))


@pytest.mark.parametrize(("wide", "high"), [(900, 300), (500, 500), (300, 600)])
def test_a_signature_keeps_its_ratio_and_fills_its_box(plain: bytes, pki: Pki, wide: int, high: int) -> None:
    ink = check_signature(png(signature(wide=wide, high=high)))
    found = seen(plain, signed(plain, pki, "person", "chu_ky", appearance.signature(ink, *size_pt("chu_ky"))))
    assert found.size[0] / found.size[1] == pytest.approx(ink.width_px / ink.height_px, rel=0.03)
    assert found.size[0] == pytest.approx(50, abs=NEAR) or found.size[1] == pytest.approx(20, abs=NEAR)
    assert found.size[0] < 50 + NEAR
    assert found.size[1] < 20 + NEAR
    assert found.middle == (pytest.approx(middle("chu_ky")[0], abs=NEAR), pytest.approx(middle("chu_ky")[1], abs=NEAR))


def test_what_is_below_shines_through(plain: bytes, pki: Pki) -> None:
    """Inside the seal, between its rings and its star, the text stays as it was, black where it was black."""
    ink = check_seal(png(scanned(seal())), 36)
    after = signed(plain, pki, "agency", "dau", appearance.seal(ink, *size_pt("dau")))
    left, top, wide, high = (round(side / 25.4 * DPI) for side in BOXES["dau"])
    box = left, top, left + wide, top + high
    changed = seen(plain, after).mask.crop(box)
    share = changed.histogram()[255] / (wide * high)
    assert 0.1 < share < 0.4                             # of the square: rings, spokes and star
    dark = picture(plain).crop(box).convert("L").point([255] * 60 + [0] * 196)
    still = picture(after).crop(box).convert("L").point([255] * 110 + [0] * 146)
    assert dark.histogram()[255] > 500
    assert ImageChops.subtract(dark, still).histogram()[255] < 0.25 * dark.histogram()[255]


@pytest.mark.parametrize(("lines", "count"), [
    (["Số: 128/KH-UBND; 2026-01-05T14:05:33+07:00"], 2),
    (["Số: 5/QĐ; 2026-01-05T14:05:33+07:00"], 1),
    (["Số: 128/KH-UBND; 05/01/2026; 14:05:33 +07:00"], 2),
    (["Nguyễn Thị Hồng Nhạn", "2026-01-05T14:05:33+07:00"], 2),
    (["Sao y"], 1),
])
def test_lines_stand_in_the_box_in_ten_points_black(plain: bytes, pki: Pki, lines: Sequence[str], count: int) -> None:
    shown = appearance.text(lines, *size_pt("chu_ky_co_quan"))
    after = signed(plain, pki, "agency", "chu_ky_co_quan", shown)
    found = seen(plain, after)
    left, top, wide, high = BOXES["chu_ky_co_quan"]
    assert left < found.box[0] < found.box[2] < left + wide
    assert top < found.box[1] < found.box[3] < top + high
    assert found.middle[0] == pytest.approx(middle("chu_ky_co_quan")[0], abs=0.5)
    assert found.middle[1] == pytest.approx(middle("chu_ky_co_quan")[1], abs=0.6)
    box = tuple(round(side / 25.4 * DPI) for side in found.box)
    assert all(low < 40 for low, _ in picture(after).crop(box).getextrema())                # type: ignore[arg-type, misc]
    read = letters(shown.pdf)
    assert "".join(read.text.split()) == "".join("".join(lines).split())
    assert read.sizes == {10.0}
    assert read.fonts == {"vb-LiberationSerif"}              # the office's Times New Roman, or ours
    assert len(read.lines) == count


@dataclass(frozen=True)
class Letters:
    text: str
    sizes: set[float]
    fonts: set[str]
    lines: set[float]


def letters(pdf: bytes) -> Letters:
    """What stands on a page, how large, in which face, on which lines."""
    page = pypdfium2.PdfDocument(pdf)[0]
    words = page.get_textpage()
    objects = [one for one in page.get_objects() if isinstance(one, pypdfium2.PdfTextObj)]
    return Letters(words.get_text_bounded(), {round(one.get_font_size() * 0.75, 1) for one in objects},
                   {one.get_font().get_base_name().partition("+")[2] or one.get_font().get_base_name() for one in objects},
                   {round(one.get_matrix().f, 1) for one in objects})


def test_a_long_line_is_broken_behind_a_semicolon_or_between_words_and_never_cut() -> None:
    line = "Sao y; Ủy ban nhân dân phường Hạnh Thông, Thành phố Hồ Chí Minh; 2026-01-05T14:05:33+07:00"
    shown = letters(appearance.text([line], 60 * MM, 25 * MM).pdf)
    assert [one.strip() for one in shown.text.splitlines()] == [
        "Sao y;", "Ủy ban nhân dân phường Hạnh Thông,", "Thành phố Hồ Chí Minh;", "2026-01-05T14:05:33+07:00"]
    wide = letters(appearance.text([line], 180 * MM, 25 * MM).pdf)
    assert wide.text == line


@pytest.mark.parametrize(("lines", "wide", "high"), [
    (["Số: 128/KH-UBND; 2026-01-05T14:05:33+07:00"], 60.0, 6.0),            # two lines in one
    (["Số: 128/KH-UBND; 2026-01-05T14:05:33+07:00"], 30.0, 40.0),           # a time that no line holds
    (["Ủy ban nhân dân " * 30], 60.0, 20.0),
])
def test_what_does_not_fit_is_refused_by_name(lines: Sequence[str], wide: float, high: float) -> None:
    with pytest.raises(SignatureRefused, match="không đủ cho “") as caught:
        appearance.text(lines, wide * MM, high * MM)
    assert caught.value.problems[0].code == "field-small"


def test_a_letter_without_a_glyph_is_named() -> None:
    with pytest.raises(FontFault, match="漢"):
        appearance.text(["Số: 1/漢"], 60 * MM, 20 * MM)


def test_a_seal_larger_than_its_box_is_refused() -> None:
    ink = check_seal(png(seal()), 42)
    with pytest.raises(SignatureRefused, match="42 mm, lớn hơn chỗ đóng dấu 36 × 36 mm") as caught:
        appearance.seal(ink, *size_pt("dau"))
    assert caught.value.problems[0].code == "image-size"
    for wide, high in ((60.0, 30.0), (30.0, 60.0)):
        with pytest.raises(SignatureRefused, match="lớn hơn chỗ đóng dấu"):
            appearance.seal(check_seal(png(seal()), 36), wide * MM, high * MM)
    assert appearance.seal(check_seal(png(seal()), 36.1), *size_pt("dau"))   # what rounding does is not refused


def test_an_image_is_set_once() -> None:
    ink = check_seal(png(seal()), 36)
    assert appearance.seal(ink, *size_pt("dau")) is appearance.seal(ink, *size_pt("dau"))
    assert appearance.seal(ink, *size_pt("dau")).pdf != appearance.seal(ink, 110, 110).pdf


def test_a_file_signed_three_times_keeps_both_standards(plain: bytes, pki: Pki) -> None:
    assert verapdf.judge(plain) == {"3a": (), "ua1": ()}
    one = signed(plain, pki, "person", "chu_ky",
                 appearance.signature(check_signature(png(scanned(signature()))), *size_pt("chu_ky")))
    two = signed(one, pki, "agency", "dau", appearance.seal(check_seal(png(scanned(seal())), 36), *size_pt("dau")))
    three = signed(two, pki, "agency", "chu_ky_co_quan",
                   appearance.text(["Số: 128/KH-UBND; 2026-01-05T14:05:33+07:00"], *size_pt("chu_ky_co_quan")))
    for data in (one, two, three):
        assert verapdf.judge(data) == {"3a": (), "ua1": ()}


def test_nothing_of_the_pages_tags_goes_into_the_field(plain: bytes, pki: Pki) -> None:
    shown = appearance.text(["Số: 128/KH-UBND; 2026-01-05T14:05:33+07:00"], *size_pt("chu_ky_co_quan"))
    assert b"BDC" in content(shown.pdf)
    with pikepdf.open(io.BytesIO(signed(plain, pki, "agency", "chu_ky_co_quan", shown))) as document_:
        form = field(document_, "chu_ky_co_quan").AP.N.Resources.XObject["/Noidung"]
        assert "/StructParents" not in form
        assert set(form.Resources.keys()) == {"/ExtGState", "/Font"}
        operators = {str(one.operator) for one in pikepdf.parse_content_stream(form)}
        assert "TJ" in operators
        assert not operators & {"BDC", "BMC", "EMC"}
        assert [float(side) for side in form.BBox] == pytest.approx([0, 0, *size_pt("chu_ky_co_quan")], abs=0.01)


def content(pdf: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as document_:
        return bytes(document_.pages[0].Contents.read_bytes())


def field(document_: pikepdf.Pdf, name: str) -> Any:
    found, = (one for one in document_.Root.AcroForm.Fields if one["/T"] == name)
    return found


def test_a_signature_costs_little(plain: bytes, pki: Pki) -> None:
    """Bytes added: an image once, a subset of the face, the container (pyHanko keeps its own twice)."""
    text = signed(plain, pki, "agency", "chu_ky_co_quan",
                  appearance.text(["Số: 128/KH-UBND; 2026-01-05T14:05:33+07:00"], *size_pt("chu_ky_co_quan")))
    assert len(text) - len(plain) < 60_000
    flat = Image.new("RGBA", (850, 850), (200, 30, 40, 0))
    ImageDraw.Draw(flat).ellipse([0, 0, 849, 849], outline=(200, 30, 40, 255), width=40)
    drawn = signed(plain, pki, "agency", "dau", appearance.seal(check_seal(png(flat), 36), *size_pt("dau")))
    assert len(drawn) - len(plain) < 60_000
