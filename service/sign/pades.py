"""pyHanko's session of one PAdES signature: B-B, B-T, B-LT, B-LTA (ETSI EN 319 142-1, 6.3), as updates after the given bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, Final

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import FieldMDPAction, FieldMDPSpec, MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.signers.pdf_signer import PdfSigningSession, PreSignValidationStatus
from pyhanko.stamp import BaseStampStyle
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathBuildingError, ValidationError

from service.errors import PartnerUnreachable, SignatureRefused, problem
from service.sign.certificates import LONG_TERM
from service.sign.order import Order
from service.sign.places import Place, closed_by
from service.sign.reading import field_of
from service.sign.stamper import Stamper

DIGEST: Final = "sha256"
_STAMP: Final = "thoi_gian"                      # the field of an archive time stamp


@dataclass(frozen=True)
class Session:
    """Everything one signature needs, opened and judged."""

    writer: IncrementalPdfFileWriter
    place: Place
    places: Sequence[Place]
    order: Order
    at: datetime
    signer: Signer
    style: BaseStampStyle
    stamper: Stamper | None
    context: ValidationContext | None

    async def signed(self) -> bytes:
        """The file with its updates. Raises SignatureRefused, PartnerUnreachable, and what the key raises."""
        if not any(one.signed for one in self.places):
            _lock(self.writer, self.places)
        new = SigFieldSpec(self.place.name) if self.place not in self.places else None
        signer = PdfSigner(self._meta(), self.signer, timestamper=self.stamper, stamp_style=self.style, new_field_spec=new)
        with _conditions(self.place):
            session = signer.init_signing_session(self.writer, existing_fields_only=new is None)
        session.system_time = self.at
        status = await self._validated(session)
        room = await session.estimate_signature_container_size(status)
        with _conditions(self.place):
            ready = session.prepare_tbs_document(status, room)
        output = BytesIO()
        digest, _ = ready.digest_tbs_document(output=output)
        after = await ready.perform_signature(digest.document_digest, PdfCMSSignedAttributes(signing_time=self.at))
        await after.post_signature_processing(output)
        return output.getvalue()

    def _meta(self) -> PdfSignatureMetadata:
        order = self.order
        return PdfSignatureMetadata(
            field_name=self.place.name, md_algorithm=DIGEST, subfilter=SigSeedSubFilter.PADES, reason=order.reason or None,
            location=order.location or None, embed_validation_info=order.level in LONG_TERM, use_pades_lta=order.level == "b-lta",
            timestamp_field_name=self._stamp_name(), validation_context=self.context, signer_key_usage=set(),
        )

    def _stamp_name(self) -> str:
        number = 1
        while field_of(self.writer, f"{_STAMP}_{number}") is not None:
            number += 1
        return f"{_STAMP}_{number}"

    async def _validated(self, session: PdfSigningSession) -> PreSignValidationStatus | None:
        """What the levels of long term store. The signer was judged before; here the authority of time and older stamps are."""
        try:
            return await session.perform_presign_validation(self.writer)
        except (PathBuildingError, ValidationError) as fault:
            raise PartnerUnreachable(problem("tsa-untrusted", "Chứng thư của dịch vụ cấp dấu thời gian không tin cậy được hoặc "
                                             "không kiểm tra được thu hồi.", place="tsa")) from fault
        except SigningError as fault:
            raise SignatureRefused(problem("chain-unknown", "Không kiểm tra được chứng thư của người ký hoặc dấu thời gian đã có "
                                           "trong tệp để lưu kèm chữ ký.", place=self.place.name)) from fault


@contextmanager
def _conditions(place: Place) -> Iterator[None]:
    """A certifying signature that forbids more, a field that asks for what we do not do (ISO 32000-1, 12.7.4.5, 12.8.2.2)."""
    try:
        yield
    except (SigningError, NotImplementedError) as fault:
        raise SignatureRefused(problem("sign-forbidden", "Không ký được vào {ten}: chữ ký đã có hoặc chính chỗ ký đặt điều kiện "
                                       "khác.", place=place.name, ten=place.name)) from fault


def _lock(writer: IncrementalPdfFileWriter, places: Sequence[Place]) -> None:
    """The agency's signature closes the document (ISO 32000-1, 12.8.2.4): the fields of its persons and its own stay as they are,
    and besides only signing and archive time stamps are allowed (P 2). Written before the first signature: later it would be a
    change of what was signed."""
    for place in places:
        reference = field_of(writer, place.name) if place.whose == "agency" else None
        field: Any = writer.get_object(reference.reference) if reference is not None else None
        if field is None or "/Lock" in field:
            continue
        names = [one.name for one in closed_by(place, places)]
        lock: Any = FieldMDPSpec(FieldMDPAction.INCLUDE, names).as_sig_field_lock()
        lock["/P"] = generic.NumberObject(MDPPerm.FILL_FORMS.value)  # type: ignore[no-untyped-call]  # not annotated there
        field["/Lock"] = writer.add_object(lock)
        writer.update_container(field)
