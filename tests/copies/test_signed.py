"""The agency signs a copy: what is seen of it, upright whatever the page, and what else is in the file stays as it was."""

from __future__ import annotations

import io
from datetime import datetime

import pikepdf
import pytest
from PIL import Image, ImageChops

from service import doctypes, pipeline
from service.copies import Wanted
from service.pdfium import opened
from service.sign import CopyLine, Key, Order, sign
from service.sign.keys import Pkcs12Key, Secret
from service.verify import verify
from service.vietnamese.clock import VIETNAM
from tests.copies import scans
from tests.pki.pki import Pki

AGENCY = "Trung tâm Bồi dưỡng chính trị và Dịch vụ hành chính công phường Hạnh Thông Đông"
WANTED = Wanted("SY", AGENCY)
AT = datetime(2026, 11, 12, 14, 5, 33, tzinfo=VIETNAM)
ORDER = Order(copy=CopyLine("SAO Y", AGENCY), at=AT)


@pytest.fixture
def agency(pki: Pki) -> Key:
    return Pkcs12Key(pki.pkcs12("agency"), Secret(pki.PASSPHRASE), place="key")


def top(pdf: bytes) -> Image.Image:
    """The upper right of page 1 as shown, in grey, coarse enough that how edges of letters are drawn does not matter."""
    with opened(pdf) as document:
        document.init_forms()                     # else PDFium leaves fields out
        whole = document[0].render(scale=2).to_pil().convert("L")
    return whole.crop((whole.width - 640, 0, whole.width, 120)).reduce(6)


def unlike(one: Image.Image, other: Image.Image) -> int:
    """Pixels of clearly another grey."""
    return ImageChops.difference(one, other).point(lambda grey: 255 * (grey > 40)).histogram()[255]


def written(pdf: bytes) -> str:
    """The text of the field, as PDFium reads the page once its fields are drawn into it."""
    document = pikepdf.open(io.BytesIO(pdf))
    document.flatten_annotations()
    with opened(scans.saved(document)) as flat:
        text = flat[0].get_textpage()
        return " ".join(text.get_text_bounded().split())


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_scanned_on_its_side_shows_the_line_upright(agency: Key, turn: int) -> None:
    upright, turned = (top(sign(pipeline.copy_file([("q.pdf", scans.scan(turn=one))], WANTED).pdf, ORDER, agency).pdf)
                       for one in (0, turn))
    empty = top(pipeline.copy_file([("q.pdf", scans.scan())], WANTED).pdf)
    assert unlike(upright, empty) > 100                        # there is a line at all
    assert unlike(upright, turned) < 10


def test_form_agency_and_time_are_written_as_the_decree_has_them(agency: Key) -> None:
    signed = sign(pipeline.copy_file([("q.pdf", scans.scan())], WANTED).pdf, ORDER, agency)
    assert written(signed.pdf) == f"SAO Y; {AGENCY}; 2026-11-12T14:05:33+07:00"
    assert (signed.field, signed.notices) == ("chu_ky_co_quan", ())


@pytest.mark.usefixtures("office")
def test_a_trich_sao_is_signed_by_the_agency_alone(agency: Key) -> None:
    document = pipeline.issue("quyet_dinh", doctypes.get("quyet_dinh").example()["data"], formats=("docx",)).docx
    copy = pipeline.copy_file([("qd.docx", document)], Wanted("TrS", AGENCY, "electronic"), keep=["Điều 1"])
    signed = sign(copy.pdf, Order(copy=CopyLine("TRÍCH SAO", AGENCY), at=AT), agency)
    assert signed.pdf.startswith(copy.pdf)
    report = verify(signed.pdf)
    assert [(one.field, one.intact) for one in report.signatures] == [("chu_ky_co_quan", True)]
