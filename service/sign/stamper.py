"""Time stamps of an authority over HTTP (RFC 3161), as pyHanko wants them. Answers are judged here: pyHanko takes their shape on
trust."""

from __future__ import annotations

import asyncio
from typing import Final
from urllib.parse import urlsplit

from asn1crypto import cms, tsp
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError

from service.asking import ask
from service.errors import PartnerUnreachable, SignatureRefused, problem
from service.sign.order import Order, TimeStamping

_MOST_BYTES: Final = 256 * 1024                  # a token with its chain has a few KiB
_QUERY: Final = "application/timestamp-query"


class Stamper(TimeStamper):
    """One authority, for one signature."""

    def __init__(self, service: TimeStamping) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # not annotated there
        self._service = service
        self._host = urlsplit(service.url).netloc.lower()

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        data = await asyncio.to_thread(self._asked, req.dump())
        return tsp.TimeStampResp.load(data, strict=True)

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        """A token for this very digest. Raises PartnerUnreachable (tsa-failed)."""
        try:
            token = await super().async_timestamp(message_digest, md_algorithm)
            stamped = token["content"]["encap_content_info"]["content"].parsed["message_imprint"]
            if stamped["hashed_message"].native != message_digest or not len(token["content"]["certificates"]):
                raise ValueError("a time stamp of something else, or without its certificate")
            _ = token.native                      # parsed whole: a fault would else come much later
        except TimestampRequestError as fault:    # refused, or not the answer to this request
            raise PartnerUnreachable(problem("tsa-failed", "Dịch vụ cấp dấu thời gian từ chối yêu cầu hoặc trả lời cho yêu cầu "
                                             "khác.", place=self._host)) from fault
        except (ValueError, TypeError, LookupError, AttributeError) as fault:
            raise PartnerUnreachable(problem("tsa-failed", "Dịch vụ cấp dấu thời gian trả lời bằng thứ không phải dấu thời gian.",
                                             place=self._host)) from fault
        return token

    def _asked(self, body: bytes) -> bytes:
        """The office itself named this address, so it may stand on the office's own network."""
        try:
            return ask(self._service.url, body, media_type=_QUERY, most_bytes=_MOST_BYTES, hosts={self._host},
                       seconds=self._service.seconds)
        except PartnerUnreachable as fault:
            raise PartnerUnreachable(problem("tsa-failed", "Dịch vụ cấp dấu thời gian không trả lời đúng.",
                                             place=self._host)) from fault


def stamper(order: Order) -> Stamper | None:
    """The authority where the level asks for one. Raises SignatureRefused (tsa-missing)."""
    if order.level == "b-b":
        return None
    if order.tsa is None:
        raise SignatureRefused(problem("tsa-missing", "Mức ký {muc} cần dấu thời gian, mà chưa đặt dịch vụ cấp dấu thời gian "
                                       "({bien}).", place="tsa", muc=order.level.upper(), bien="VANBAN_TSA_URL"))
    return Stamper(order.tsa)
