"""Signing: levels, places, what is seen, what is left untouched; judged by our own verifying, by poppler and by veraPDF."""

from __future__ import annotations

import os
import re
import subprocess
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from asn1crypto import x509 as asn1
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pypdfium2 import raw

from service import pipeline
from service.config import settings
from service.doctypes import get
from service.sign import CopyLine, Level
from service.verify import Verdict, Verified, verify
from tests.conformance.verapdf import judge
from tests.pki.pki import Pki
from tests.sign.drawn import png, seal, signature
from tests.sign.papers import NUMBER, document, signed

LEVELS: tuple[Level, ...] = ("b-b", "b-t", "b-lt", "b-lta")
STEPS = (("secretary", "chu_ky_thu_ky"), ("person", "chu_ky"), ("agency", "dau"))
AT = datetime(2026, 1, 5, 7, 5, 33, tzinfo=UTC)   # 14:05:33 in Vietnam


def poppler(pdf: bytes, folder: Path) -> list[str]:
    """What `pdfsig` says of each signature."""
    file = folder / "signed.pdf"
    file.write_bytes(pdf)
    told = subprocess.run(["pdfsig", "-nocert", str(file)], capture_output=True, text=True, check=False,
                          env={**os.environ, "HOME": str(folder)})
    return re.findall(r"Signature Validation: (.*)", told.stdout)


def pyhanko(pdf: bytes, pki: Pki) -> list[bool]:
    """What pyHanko itself says of each signature, its revocation data taken as it stands in the file."""
    root = asn1.Certificate.load(pki.root.public_bytes(Encoding.DER))
    reader = PdfFileReader(BytesIO(pdf))
    context = ValidationContext(trust_roots=[root], other_certs=[
        asn1.Certificate.load(pki.certificate("intermediate").public_bytes(Encoding.DER))])
    return [validate_pdf_signature(one, context).bottom_line for one in reader.embedded_regular_signatures]


def fine(found: Verified) -> bool:
    return found.verdict is Verdict.HOP_LE and not found.findings


def persons(found: Verified) -> list[tuple[str, str, str]]:
    """Field, signer and level of everybody's signature; archive time stamps are nobody's."""
    return [(one.field, one.signer.name, one.level) for one in found.signatures if one.signer and one.kind != "dau_thoi_gian"]


@pytest.mark.parametrize("level", LEVELS)
def test_each_signature_leaves_the_earlier_ones_valid(office: Pki, tmp_path: Path, level: Level) -> None:
    pdf = document("chu_ky_thu_ky", "chu_ky", "dau")
    done: list[tuple[str, str, str]] = []
    for who, place in STEPS:
        made = signed(office, pdf, who, field=place, level=level)
        assert made.pdf.startswith(pdf)                         # an update: what was there stays byte for byte
        assert (made.field, made.level) == (place, level)
        pdf = made.pdf
        done.append((place, made.signer, level))
        found = verify(pdf)
        assert fine(found), [(one.field, one.findings) for one in found.signatures]
        assert persons(found) == done
        assert poppler(pdf, tmp_path)[: len(done)] == ["Signature is Valid."] * len(done)
        assert judge(pdf) == {"3a": (), "ua1": ()}
    assert pyhanko(pdf, office) == [True] * len(STEPS)
    assert found.empty == ()
    stamps = [one.field for one in found.signatures if one.kind == "dau_thoi_gian"]
    assert stamps == (["thoi_gian_1", "thoi_gian_2", "thoi_gian_3"] if level == "b-lta" else [])


def test_levels_may_be_mixed(office: Pki) -> None:
    pdf = document("chu_ky_thu_ky", "chu_ky", "dau")
    for (who, place), level in zip(STEPS, ("b-b", "b-lta", "b-t"), strict=True):
        pdf = signed(office, pdf, who, field=place, level=level).pdf
    found = verify(pdf)
    assert fine(found)
    assert [one.field for one in found.signatures] == ["chu_ky_thu_ky", "chu_ky", "thoi_gian_1", "dau"]


def test_a_produced_document_is_signed_by_person_and_agency(office: Pki, tmp_path: Path) -> None:
    pdf = pipeline.issue("cong_van", get("cong_van").example()["data"], formats=("pdf",)).pdf
    assert pdf is not None
    assert judge(pdf) == {"3a": (), "ua1": ()}
    pen, pad = png(signature(), 600), png(seal(), 600)
    for who, by, image in (("person", "person", pen), ("agency", "agency", pad)):
        made = signed(office, pdf, who, by=by, image=image, level="b-lta")
        assert made.notices == ()
        assert made.pdf.startswith(pdf)
        pdf = made.pdf
        assert judge(pdf) == {"3a": (), "ua1": ()}
    assert [one[0] for one in persons(verify(pdf))] == ["chu_ky", "dau"]
    assert fine(verify(pdf))
    assert poppler(pdf, tmp_path)[0] == "Signature is Valid."


def test_two_agencies_sign_one_after_the_other(office: Pki) -> None:
    """A collective's report: its head and seal, then the agency above confirms. The first seal closes its own part only."""
    pdf = document("chu_ky", "dau", "chu_ky_xac_nhan", "dau_xac_nhan")
    steps: tuple[tuple[str, str, Level], ...] = (("person", "chu_ky", "b-b"), ("agency", "dau", "b-lta"),
                                                 ("second", "chu_ky_xac_nhan", "b-t"), ("agency_rsa", "dau_xac_nhan", "b-lta"))
    for who, place, level in steps:
        pdf = signed(office, pdf, who, field=place, level=level).pdf
    found = verify(pdf)
    assert fine(found), [(one.field, one.findings) for one in found.signatures]
    assert judge(pdf) == {"3a": (), "ua1": ()}


def locks(pdf: bytes) -> dict[str, tuple[str, list[str], int]]:
    """What each signed field forbids afterwards: the fields, and the permission (ISO 32000-1, tables 233, 254)."""
    found = {}
    with pikepdf.open(BytesIO(pdf)) as file:
        for field in file.Root.AcroForm.Fields:
            for one in field.get("/V", {}).get("/Reference", []):
                what = one.TransformParams
                found[str(field.T)] = str(what.Action), [str(name) for name in what.Fields], int(what.P)
    return found


def test_the_agencys_signature_closes_the_document(office: Pki) -> None:
    pdf = signed(office, document("chu_ky_thu_ky", "chu_ky", "dau"), "secretary", field="chu_ky_thu_ky").pdf
    pdf = signed(office, pdf, "person", field="chu_ky").pdf
    assert locks(pdf) == {}
    pdf = signed(office, pdf, "agency", field="dau").pdf
    assert locks(pdf) == {"dau": ("/Include", ["chu_ky_thu_ky", "chu_ky", "dau"], 2)}
    appendix = signed(office, document("chu_ky_co_quan"), "agency").pdf
    assert locks(appendix) == {"chu_ky_co_quan": ("/Include", ["chu_ky_co_quan"], 2)}


def test_who_signs_chooses_the_place_where_the_certificate_tells(office: Pki) -> None:
    pdf = signed(office, document("chu_ky", "dau"), "person").pdf
    assert signed(office, pdf, "agency").field == "dau"          # MST:… in its UID: an organisation


def text_of(pdf: bytes) -> str:
    """What the page shows, appearances of fields too."""
    page = pdfium.PdfDocument(pdf)[0]
    page.parent.init_forms()
    raw.FPDFPage_Flatten(page.raw, raw.FLAT_PRINT)
    flat = BytesIO()
    page.parent.save(flat)
    return " ".join(pdfium.PdfDocument(flat.getvalue())[0].get_textpage().get_text_range().split())


@pytest.mark.parametrize(("order", "line"), [
    ({}, f"{NUMBER}; 2026-01-05T14:05:33+07:00"),
    ({"clock": "sample"}, f"{NUMBER}; 05/01/2026; 14:05:33 +07:00"),
    ({"number": "15/QĐ-UBND"}, "15/QĐ-UBND; 2026-01-05T14:05:33+07:00"),
    ({"copy": CopyLine("Sao y", "Sở Nội vụ")}, "Sao y; Sở Nội vụ; 2026-01-05T14:05:33+07:00"),
])
def test_the_agencys_line_says_number_and_time(pki: Pki, order: dict[str, object], line: str) -> None:
    made = signed(pki, document("chu_ky_co_quan"), "agency", at=AT, **order)
    assert re.sub(r"\s", "", line) in re.sub(r"\s", "", text_of(made.pdf))
    assert made.notices == ()


def test_a_person_without_an_image_is_named_and_that_is_told(pki: Pki) -> None:
    made = signed(pki, document("chu_ky", "dau"), "person", at=AT)
    assert "Nguyễn Thị Hồng Nhạn 2026-01-05T14:05:33+07:00" in text_of(made.pdf)
    assert [one.code for one in made.notices] == ["image-missing"]
    stamped = signed(pki, document("chu_ky", "dau"), "person", at=AT, image=png(signature(), 600))
    assert "Nhạn" not in text_of(stamped.pdf)
    assert stamped.notices == ()


def test_the_signers_own_clock_is_the_order_s(pki: Pki) -> None:
    made = signed(pki, document("chu_ky"), "person", at=AT, reason="Phê duyệt", location="Phường Hạnh Thông")
    with pikepdf.open(BytesIO(made.pdf)) as file:
        value = file.Root.AcroForm.Fields[0].V
        assert (str(value.M), str(value.Reason), str(value.Location)) == ("D:20260105070533Z", "Phê duyệt", "Phường Hạnh Thông")
        assert value.SubFilter == "/ETSI.CAdES.detached"
    assert made.at == AT


def test_a_strangers_pdf_is_signed_unseen_when_that_is_asked(office: Pki, tmp_path: Path) -> None:
    with pikepdf.new() as file:
        file.add_blank_page()
        file.save(made := BytesIO())
    once = signed(office, made.getvalue(), "person", invisible=True)
    twice = signed(office, once.pdf, "second", invisible=True)
    assert (once.field, twice.field) == ("ky_so_1", "ky_so_2")
    assert fine(verify(twice.pdf))
    assert poppler(twice.pdf, tmp_path) == ["Signature is Valid."] * 2


def test_without_roots_nothing_is_asked_and_nothing_is_missed(pki: Pki) -> None:
    signed(pki, document("chu_ky"), "person")
    assert pki.asked == []


def test_an_office_that_asks_nobody_is_told_that_revocation_is_unknown(office: Pki, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VANBAN_FETCH_REVOCATION", "0")
    settings.cache_clear()
    made = signed(office, document("chu_ky"), "person", image=png(signature(), 600))
    assert [one.code for one in made.notices] == ["revocation-unknown"]
    assert office.asked == []
