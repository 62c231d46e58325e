"""A file made by qpdf and signed by OpenSSL: no line of pyHanko's has touched it."""

from __future__ import annotations

import re
import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from service.verify import Verdict, verify
from tests.pki.pki import Pki
from tests.verify.samples import stranger
from tests.verify.told import codes, only, pdfsig

_ROOM = 6000                                      # bytes


def prepared() -> bytes:
    """A signature dictionary with room for the message and for the range of bytes."""
    pdf, out = pikepdf.open(BytesIO(stranger("Signature1"))), BytesIO()
    pdf.Root.AcroForm.Fields[1].V = pdf.make_indirect(pikepdf.Dictionary(
        Type=pikepdf.Name.Sig, Filter=pikepdf.Name("/Adobe.PPKLite"), SubFilter=pikepdf.Name("/adbe.pkcs7.detached"),
        ByteRange=pikepdf.Array([0, *[9_999_999_999] * 3]), Contents=pikepdf.String(bytes(_ROOM)),
        M=pikepdf.String("D:20260105080000+07'00'")))
    pdf.save(out, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def openssl_signed(pki: Pki, who: str, folder: Path, *options: str) -> bytes:
    pdf = prepared()
    begin = pdf.index(b"<" + b"00" * _ROOM)
    end = begin + 2 * _ROOM + 2
    numbers = b"[ 0 %d %d %d ]" % (begin, end, len(pdf) - end)
    room = re.search(rb"\[ 0( 9999999999){3} \]", pdf)
    assert room is not None
    pdf = pdf[:room.start()] + numbers.ljust(len(room[0])) + pdf[room.end():]
    (folder / "a.bin").write_bytes(pdf[:begin] + pdf[end:])
    (folder / "a.key").write_bytes(pki.key(who).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    (folder / "a.pem").write_bytes(pki.certificate(who).public_bytes(Encoding.PEM))
    (folder / "giua.pem").write_bytes(b"".join(one.public_bytes(Encoding.PEM) for one in pki.chain(who)))
    command = ["openssl", "cms", "-sign", "-binary", "-in", "a.bin", "-signer", "a.pem", "-inkey", "a.key", "-certfile",
               "giua.pem", "-outform", "DER", "-out", "a.der", *options]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return pdf[:begin + 1] + (folder / "a.der").read_bytes().hex().encode().ljust(2 * _ROOM, b"0") + pdf[end - 1:]


@pytest.mark.parametrize("who", ["person", "agency"])
@pytest.mark.parametrize(("options", "expected", "verdict"), [
    ((), [], Verdict.HOP_LE),
    (("-md", "sha512"), [], Verdict.HOP_LE),
    (("-cades",), [], Verdict.HOP_LE),
    (("-md", "sha1"), ["algorithm-weak"], Verdict.KHONG_XAC_DINH),
])
def test_what_another_tool_signed_is_read(
    office: Pki, tmp_path: Path, who: str, options: tuple[str, ...], expected: list[str], verdict: Verdict
) -> None:
    signed = openssl_signed(office, who, tmp_path, *options)
    one = only(verify(signed))
    assert (codes(one), one.verdict, one.intact, one.coverage) == (expected, verdict, True, "toan_tep")
    assert (one.kind, one.level, one.form) == ("khac", "", "adbe.pkcs7.detached")
    assert one.time is not None
    assert "Signature is Valid." in pdfsig(signed, tmp_path)
    changed = signed.replace(b"100000 DONG", b"900000 DONG")
    assert codes(only(verify(changed)))[0] == "signature-broken"
    assert "Signature is Valid." not in pdfsig(changed, tmp_path)


def test_without_signed_attributes_the_time_is_the_dictionarys(office: Pki, tmp_path: Path) -> None:
    one = only(verify(openssl_signed(office, "person", tmp_path, "-noattr")))
    assert (one.intact, one.whence) == (True, "nguoi_ky_khai")
    assert one.time is not None
    assert one.time.isoformat() == "2026-01-05T08:00:00+07:00"
