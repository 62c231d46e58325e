"""What verifying finds: values only, as both doors tell them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from service.errors import Problem


class Verdict(StrEnum):
    """ETSI EN 319 102-1 says total-passed, indeterminate, total-failed; a file without signatures is none of these."""

    HOP_LE = "hop_le"
    KHONG_XAC_DINH = "khong_xac_dinh"
    KHONG_HOP_LE = "khong_hop_le"
    CHUA_KY = "chua_ky"


Kind = Literal["ca_nhan", "co_quan", "khac", "dau_thoi_gian"]
Level = Literal["", "b-b", "b-t", "b-lt", "b-lta"]           # "": not PAdES
Coverage = Literal["toan_tep", "toan_phien_ban", "mot_phan"]
Changes = Literal["khong", "du_lieu_xac_minh", "ky_them", "dien_bieu_mau", "dang_ngo"]
Trust = Literal["tin_cay", "khong_tin_cay", "chua_cau_hinh"]
Whence = Literal["dau_thoi_gian", "nguoi_ky_khai", ""]
Revocation = Literal["khong_bi", "bi_thu_hoi", "khong_ro"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to know. `effect` is what it makes of the verdict at best; HOP_LE: nothing, it is only told."""

    problem: Problem
    effect: Verdict


@dataclass(frozen=True, slots=True)
class Signer:
    """Whom the certificate names."""

    name: str
    title: str
    organisation: str
    identity: str                                # UID as Vietnam's authorities write it: CCCD:…, MST:…
    serial: str                                  # hexadecimal
    issuer: str
    begins: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature or document time stamp."""

    field: str
    kind: Kind
    verdict: Verdict
    findings: tuple[Finding, ...]
    signer: Signer | None = None                 # None where the signature cannot be read
    time: datetime | None = None
    whence: Whence = ""
    authority: str = ""                          # of the time stamp
    form: str = ""                               # /SubFilter: ETSI.CAdES.detached, adbe.pkcs7.detached, ETSI.RFC3161
    level: Level = ""
    intact: bool = False                         # the signed bytes are those that were signed
    coverage: Coverage = "mot_phan"
    changes: Changes = "khong"                   # of the file, afterwards
    trust: Trust = "chua_cau_hinh"
    revocation: Revocation = "khong_ro"
    revoked: datetime | None = None
    algorithm: str = ""


@dataclass(frozen=True, slots=True)
class Verified:
    """A file: its signatures in the order of signing, and what concerns them together."""

    signatures: tuple[Signature, ...]
    findings: tuple[Finding, ...]                # unsigned, order of signing by the decree
    empty: tuple[str, ...]                       # signature fields without a signature
    at: datetime                                 # the moment the file was judged for

    @property
    def verdict(self) -> Verdict:
        """The worst of all signatures, and of what concerns them together: each may hold, and the document still not."""
        if not self.signatures:
            return Verdict.CHUA_KY
        return worst((*(one.verdict for one in self.signatures), *(one.effect for one in self.findings)))

    @property
    def fine(self) -> bool:
        """Every signature is valid, and their order is right."""
        return self.verdict is Verdict.HOP_LE


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """HOP_LE where there is none."""
    return max(verdicts, key=_ORDER.index, default=Verdict.HOP_LE)


_ORDER = (Verdict.HOP_LE, Verdict.KHONG_XAC_DINH, Verdict.KHONG_HOP_LE)
