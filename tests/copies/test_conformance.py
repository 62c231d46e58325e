"""What we make of pictures is PDF/A-2b; a tagged file with the field stays PDF/A-3a and PDF/UA-1; signing changes neither."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest

from service import doctypes, pipeline
from service.copies import Copy, Wanted
from service.sign import Key, Order
from service.sign.keys import Pkcs12Key, Secret
from tests.conformance.verapdf import judge
from tests.copies import scans
from tests.pki.pki import Pki

AGENCY = "Ủy ban nhân dân phường Hạnh Thông"
SCAN, EXTRACT = Wanted("SY", AGENCY), Wanted("TrS", AGENCY, "electronic")


def pictures() -> Copy:
    tiff = scans.picture(scans.page(), "TIFF", dpi=(200, 200), compression="tiff_lzw")
    return pipeline.copy_file([("1.jpg", scans.jpeg()), ("2.png", scans.picture(scans.page(), "PNG", dpi=(200, 200))),
                               ("3.tif", tiff), ("4.jpg", scans.jpeg(mode="L"))], SCAN)


def extract() -> Copy:
    """Also the agency's signature alone: the places of those who signed the original are gone."""
    document = pipeline.issue("ke_hoach", doctypes.get("ke_hoach").example()["data"], formats=("docx",)).docx
    return pipeline.copy_file([("ke-hoach.docx", document)], EXTRACT, keep=["I", "IV"])


def stranger() -> Copy:
    """A PDF set anew elsewhere, tagged, its tree stored otherwise than ours: numbers in leaves, the document in an array."""
    given = pipeline.issue("thong_bao", doctypes.get("thong_bao").example()["data"]).pdf
    whole = pikepdf.open(io.BytesIO(given or b""))
    del whole.Root.AcroForm                       # without the places of its signatures
    for page in whole.pages:
        if "/Annots" in page:
            del page.Annots
    tree = whole.Root.StructTreeRoot
    _drop_forms(tree)
    numbers = list(tree.ParentTree.Nums)
    kept = [one for pair in zip(numbers[::2], numbers[1::2], strict=True) if pair[1] is not None for one in pair
            if not (isinstance(pair[1], pikepdf.Dictionary) and pair[1].get("/S") == "/Form")]
    limits = pikepdf.Array([kept[0], kept[-2]])
    leaf = whole.make_indirect(pikepdf.Dictionary(Nums=pikepdf.Array(kept), Limits=limits))
    tree.ParentTree = whole.make_indirect(pikepdf.Dictionary(Kids=pikepdf.Array([leaf])))
    if not isinstance(tree.K, pikepdf.Array):
        tree.K = whole.make_indirect(pikepdf.Array([tree.K]))
    return pipeline.copy_file([("thong-bao.pdf", scans.saved(whole))], EXTRACT)


def _drop_forms(element: pikepdf.Object) -> None:
    kids = element.get("/K")
    if not isinstance(kids, pikepdf.Array):
        if isinstance(kids, pikepdf.Dictionary):
            _drop_forms(kids)
        return
    for at in reversed(range(len(kids))):
        if isinstance(kids[at], pikepdf.Dictionary):
            if kids[at].get("/S") == "/Form":
                del kids[at]
            else:
                _drop_forms(kids[at])


@pytest.mark.parametrize(("make", "wanted", "flavours"), [
    (pictures, SCAN, ("2b",)), (extract, EXTRACT, ("3a", "ua1")), (stranger, EXTRACT, ("3a", "ua1"))],
    ids=["pictures", "extract", "stranger"])
def test_copies_keep_the_standards_unsigned_and_signed(
    make: Callable[[], Copy], wanted: Wanted, flavours: tuple[str, ...], pki: Pki
) -> None:
    agency: Key = Pkcs12Key(pki.pkcs12("agency"), Secret(pki.PASSPHRASE), place="key")
    copy = make()
    passed: dict[str, tuple[str, ...]] = dict.fromkeys(flavours, ())
    assert judge(copy.pdf, *flavours) == passed
    clean = Copy(copy.pdf, copy.pages, (), copy.notices)       # the grey page is a fault of the copy, not of the file
    assert judge(pipeline.sign_copy(clean, wanted, Order(), agency).pdf, *flavours) == passed
