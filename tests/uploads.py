"""Files that people upload to be checked: a text with a fault in it, and what is no document at all."""

from __future__ import annotations

import io

import pikepdf

# “Như trên” without Kính gửi (PL I, II.9b) in line 14.
LETTER = """\
ỦY BAN NHÂN DÂN\t\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
PHƯỜNG HẠNH THÔNG\t\tĐộc lập - Tự do - Hạnh phúc

Số: 12/KH-UBND\t\tHạnh Thông, ngày 12 tháng 11 năm 2025

KẾ HOẠCH
Phát động phong trào thi đua năm 2026

I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích: phát huy tinh thần thi đua yêu nước trong cán bộ, công chức.
2. Yêu cầu: thiết thực, hiệu quả.

Nơi nhận:
- Như trên;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Nguyễn Văn An
"""
LAW_WITH_NUMBER = "Căn cứ Luật Đầu tư số 61/2020/QH14 ngày 17 tháng 6 năm 2020"



def _locked_pdf() -> bytes:
    pdf, out = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page()
    pdf.save(out, encryption=pikepdf.Encryption(owner="chu", user="mat khau"))
    return out.getvalue()


LOCKED_PDF = _locked_pdf()
LOCKED_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le") + bytes(512)

NOT_DOCUMENTS = [
    (b"", 422, "file-empty"),
    (b"\xef\xbb\xbf \r\n\n", 422, "file-empty"),
    (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 422, "file-kind-unknown"),
    (bytes(range(1, 256)) * 4, 422, "file-kind-unknown"),
    (b"words\0words", 422, "file-kind-unknown"),
    ("Kế hoạch".encode("utf-16"), 422, "text-utf16"),
    ("Quyết định số 5".encode("cp1258", "replace"), 422, "text-encoding"),
    (b"{\\rtf1\\ansi K\\'ea ho\\'a1ch}", 422, "file-rtf"),
    (b"<!DOCTYPE html><p>x", 422, "file-html"),
    (b"PK\x03\x04 and no more", 422, "zip-damaged"),
    (b"%PDF-1.7\nand no more", 422, "pdf-broken"),
]
