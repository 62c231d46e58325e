"""Signed files for the tests, made with pyHanko itself, so that nothing of `service.sign` is taken for granted."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

import pikepdf
from asn1crypto import keys, x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, PdfTimeStamper, SimpleSigner
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.timestamps import HTTPTimeStamper
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.fetchers.requests_fetchers import RequestsFetcherBackend
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tests.pki.pki import Pki

PADES, ADOBE = SigSeedSubFilter.PADES, SigSeedSubFilter.ADOBE_PKCS7_DETACHED


def stranger(*fields: str) -> bytes:
    """A PDF of another maker: a page with text, a picture and a form field, and empty signature fields."""
    pdf = pikepdf.new()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    image = pikepdf.Stream(pdf, bytes(range(65, 77)), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=2, Height=2,
                           ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8)
    page = pdf.add_blank_page(page_size=(300, 200))
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font), XObject=pikepdf.Dictionary(I1=image))
    page.Contents = pikepdf.Stream(pdf, b"BT /F1 12 Tf 20 150 Td (SO TIEN: 100000 DONG) Tj ET q 20 0 0 20 20 100 cm /I1 Do Q")
    made = [pdf.make_indirect(_widget(page, "/Tx", "ghi_chu", V=pikepdf.String("Cu")))]
    made += [pdf.make_indirect(_widget(page, "/Sig", name)) for name in fields]
    page.Annots = pikepdf.Array(made)
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array(made), DA=pikepdf.String("/F1 10 Tf"),
                                           DR=pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font)))
    out = BytesIO()
    pdf.save(out, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable, deterministic_id=True)
    return out.getvalue()


def _widget(page: pikepdf.Page, kind: str, name: str, **more: Any) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name(kind), T=pikepdf.String(name),
                              Rect=pikepdf.Array([200, 20, 280, 60]), F=4, P=page.obj, **more)


@dataclass(frozen=True)
class Sign:
    """How a file is signed: who, at which level, in which form, and when by the signer's own clock."""

    who: str = "person"
    level: str = "b-b"
    form: SigSeedSubFilter = PADES
    digest: str = "sha256"
    claimed: datetime | None = None
    certify: MDPPerm | None = None               # the author's signature, and what it allows afterwards


def sign(pdf: bytes, pki: Pki, field: str = "Signature1", how: Sign | None = None) -> bytes:
    """The file with one signature more. The moment of time stamps and revocation data is `pki.clock`'s."""
    return asyncio.run(_signed(pdf, pki, field, how or Sign()))


async def _signed(pdf: bytes, pki: Pki, field: str, how: Sign) -> bytes:
    signer = SimpleSigner(_certificate(pki, how.who), _key(pki, how.who),
                          SimpleCertificateStore.from_certs([_of(one) for one in pki.chain(how.who)]))
    long_term = how.level in ("b-lt", "b-lta")
    context = _context(pki) if long_term else None
    stamper = None if how.level == "b-b" else HTTPTimeStamper(pki.tsa_url)
    meta = PdfSignatureMetadata(field_name=field, md_algorithm=how.digest, subfilter=how.form, embed_validation_info=long_term,
                                use_pades_lta=how.level == "b-lta", validation_context=context, signer_key_usage=set(),
                                certify=how.certify is not None, docmdp_permissions=how.certify or MDPPerm.FILL_FORMS)
    writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
    maker = PdfSigner(meta, signer, timestamper=stamper, new_field_spec=SigFieldSpec(field))
    session = maker.init_signing_session(writer)
    session.system_time = how.claimed or pki.moment()
    status = await session.perform_presign_validation(writer)
    ready = session.prepare_tbs_document(status, 2 * 16384)
    out = BytesIO()
    digest, _ = ready.digest_tbs_document(output=out)
    done = await ready.perform_signature(digest.document_digest, PdfCMSSignedAttributes(signing_time=session.system_time))
    await done.post_signature_processing(out)
    return out.getvalue()


def stamp(pdf: bytes, pki: Pki, field: str | None = None) -> bytes:
    """The file with a document time stamp more, in a field of its own or in this one."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    out = PdfTimeStamper(HTTPTimeStamper(pki.tsa_url), field_name=field).timestamp_pdf(writer, "sha256", _context(pki))
    return bytes(out.getbuffer())


def _context(pki: Pki) -> ValidationContext:
    """By the clock of the servers: data of then."""
    return ValidationContext(trust_roots=[_of(pki.root)], allow_fetching=True, revocation_mode="hard-fail", moment=pki.moment(),
                             fetcher_backend=RequestsFetcherBackend())


def _of(certificate: Any) -> x509.Certificate:
    return x509.Certificate.load(certificate.public_bytes(Encoding.DER))


def _certificate(pki: Pki, name: str) -> x509.Certificate:
    return _of(pki.certificate(name))


def _key(pki: Pki, name: str) -> keys.PrivateKeyInfo:
    return keys.PrivateKeyInfo.load(pki.key(name).private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()))
