"""Who holds which key: invented persons and agencies, and what is wrong with some of their certificates."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal

AGENCY = "Ủy ban nhân dân phường Hạnh Thông"
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Leaf:
    """A certificate to be: its subject, its key, its validity from now, and whose it is."""

    name: str                                    # CN
    title: str = ""                              # T
    organisation: str = AGENCY                   # O
    identity: str = ""                           # UID, as Vietnam's authorities write it: CCCD:…, MST:…
    key: Literal["rsa2048", "rsa1024", "p256"] = "p256"
    begins: timedelta = field(default=-365 * DAY)
    ends: timedelta = field(default=2 * 365 * DAY)
    issuer: Literal["intermediate", "root", "office_root", "self"] = "intermediate"
    usage: Literal["sign", "server", "time", "ocsp"] = "sign"
    revocation: bool = True                      # whether it says where to ask
    revoked: timedelta | None = None             # since when, from now


LEAVES = {
    "person": Leaf("Nguyễn Thị Hồng Nhạn", "Chủ tịch", identity="CCCD:079000000001", key="rsa2048"),
    "second": Leaf("Trần Quốc Đạt", "Phó Chủ tịch", identity="CCCD:079000000002"),
    "secretary": Leaf("Lê Thị Kim Ngưu", "Thư ký", identity="CCCD:079000000003"),
    "agency": Leaf(AGENCY, identity="MST:0300000001"),
    "agency_rsa": Leaf(AGENCY, identity="MST:0300000001", key="rsa2048"),
    "expired": Leaf("Phạm Văn Cũ", "Chủ tịch", begins=-730 * DAY, ends=-700 * DAY),
    "not_yet": Leaf("Đỗ Thị Mai Sau", "Chủ tịch", begins=30 * DAY),
    "revoked": Leaf("Vũ Đình Thu Hồi", "Chủ tịch", revoked=-30 * DAY),
    "wrong_usage": Leaf("hanhthong.example", usage="server"),
    "no_revocation": Leaf("Bùi Thị Lặng", "Chủ tịch", revocation=False),
    "office": Leaf("Hoàng Văn Nội Bộ", "Trưởng phòng", issuer="office_root"),
    "self_signed": Leaf("Đặng Tự Ký", "Chủ tịch", issuer="self", revocation=False),
    "weak": Leaf("Ngô Thị Yếu", "Chủ tịch", key="rsa1024"),
    "tsa": Leaf("Dịch vụ cấp dấu thời gian", organisation="Trung tâm Thử nghiệm", key="rsa2048", usage="time",
                begins=-5 * 365 * DAY, ends=5 * 365 * DAY),
    "ocsp": Leaf("Dịch vụ OCSP", organisation="Trung tâm Thử nghiệm", usage="ocsp", revocation=False,
                 begins=-5 * 365 * DAY, ends=5 * 365 * DAY),
    "ocsp_root": Leaf("Dịch vụ OCSP gốc", organisation="Trung tâm Thử nghiệm", usage="ocsp", revocation=False, issuer="root",
                      begins=-5 * 365 * DAY, ends=5 * 365 * DAY),
}
