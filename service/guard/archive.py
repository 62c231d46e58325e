"""ZIP bytes → members, unpacked under a running count. Every size in the archive's own headers is a claim, never trusted."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from io import BytesIO

from service.errors import FileUnreadable, Problem, problem

MIB = 1024 * 1024
# One part: an XML tree takes several times its text, a picture its pixels; measured: 20 pages of the decree are 0.7 MB.
MAX_PART_BYTES = 64 * MIB
# Deflate reaches 1032:1. A blank form of thousands of equal rows comes near that but stays small: only large parts are judged.
MAX_RATIO, RATIO_FROM_BYTES = 200, 16 * MIB

# ECMA-376-2, 6.2.2.2 (part names) and 7.3.4: no empty, dot or drive segment, no backslash, no control character; also percent-
# encoded. `[n].piece` would be joined by other readers into a part we never saw (7.2.3.5 interleaving).
_BAD_NAME = re.compile(r"^/|//|(^|/)\.{1,2}(/|$)|\\|[\x00-\x1f\x7f]|:|%(?:2e|2f|5c|00)|\.piece$", re.IGNORECASE)
_CENTRAL = b"PK\x01\x02"
_FOREIGN = (
    (b"%PDF", problem("file-pdf", "Đây là tệp PDF, không phải văn bản Word (.docx).")),
    (b"{\\rtf", problem("file-rtf", "Đây là tệp RTF; hãy mở bằng Word và lưu lại dưới dạng .docx.")),
    (b"<?xml", problem("file-xml", "Đây là tệp XML; hãy mở bằng Word và lưu lại dưới dạng .docx.")),
    (b"<", problem("file-html", "Đây là tệp HTML; hãy mở bằng Word và lưu lại dưới dạng .docx.")),
)
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_members(data: bytes, *, max_bytes: int, max_parts: int) -> tuple[dict[str, bytes], list[Problem]]:
    """ZIP bytes → ({name: content}, problems). Folders are left out; a refused member is not in the mapping.

    Raises FileUnreadable where it is no ZIP at all or a member is damaged.
    """
    _check_kind(data)
    # counted before zipfile makes an object of each entry: 20 MB of bare directory entries would cost it seconds
    if data.count(_CENTRAL) > max_parts:
        return {}, [problem("parts-too-many", "Tệp có hơn {toi_da} phần; tệp Office bình thường có vài chục.", toi_da=max_parts)]
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error) as fault:
        raise FileUnreadable(problem("zip-damaged", "Tệp bị hỏng (không đọc được mục lục của tệp nén).")) from fault

    members: dict[str, bytes] = {}
    problems: list[Problem] = []
    seen: set[str] = set()
    left = max_bytes
    for entry in entries:
        name = entry.orig_filename
        fault_found = _entry_problem(entry, seen)
        seen.add(name.lower())
        if fault_found:
            problems.append(fault_found)
            continue
        content = _content(data, entry, most=min(left, MAX_PART_BYTES))
        if content is None:
            if left < MAX_PART_BYTES:
                problems.append(problem("bytes-too-many", "Nội dung giải nén vượt quá {toi_da} MiB.", place=name,
                                        toi_da=f"{max_bytes / MIB:g}"))
                break
            problems.append(problem("part-too-large", "Phần này giải nén ra hơn {toi_da} MiB.", place=name,
                                    toi_da=MAX_PART_BYTES // MIB))
            left -= MAX_PART_BYTES                # the work was done; a thousand such parts must not do it a thousand times
            continue
        left -= len(content)
        if len(content) > RATIO_FROM_BYTES and len(content) > MAX_RATIO * max(entry.compress_size, 1):
            problems.append(problem("part-ratio", "Phần này giải nén lớn gấp {ti_le} lần, là dấu hiệu của bom nén.", place=name,
                                    ti_le=len(content) // max(entry.compress_size, 1)))
        elif not name.endswith("/"):
            members[name] = content
    return members, problems


def _check_kind(data: bytes) -> None:
    """Raises FileUnreadable that says what the bytes are when they are not a ZIP."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return
    if not data:
        raise FileUnreadable(problem("file-empty", "Tệp rỗng."))
    if data.startswith(_OLE2):
        # [MS-OFFCRYPTO] 2.3.4: an encrypted OOXML file is an OLE2 file with the stream EncryptedPackage; names are UTF-16LE
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise FileUnreadable(problem("file-encrypted", "Tệp được đặt mật khẩu; hãy bỏ mật khẩu rồi lưu lại."))
        if "WordDocument".encode("utf-16-le") in data:
            raise FileUnreadable(problem("file-doc-legacy", "Đây là tệp Word đời cũ (.doc); hãy lưu lại dưới dạng .docx."))
        raise FileUnreadable(problem("file-office-legacy", "Đây là tệp Office đời cũ, không phải văn bản Word (.docx)."))
    head = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    for mark, what in _FOREIGN:
        if head.startswith(mark):
            raise FileUnreadable(what)
    raise FileUnreadable(problem("file-not-docx", "Không phải tệp Word (.docx)."))


def _entry_problem(entry: zipfile.ZipInfo, seen: set[str]) -> Problem | None:
    # orig_filename: `filename` is cut at a NUL, so that "x.xml\0.bin" would look harmless
    name = entry.orig_filename
    if _BAD_NAME.search(name) or not name:
        return problem("part-name", "Tên phần “{ten}” không hợp lệ: đường dẫn tuyệt đối, “..”, dấu \\ hoặc ký tự điều khiển.",
                       place=ascii(name)[1:-1], ten=ascii(name)[1:-1])
    if name.lower() in seen:                     # part names are equal regardless of case: ECMA-376-2, 6.2.2.3
        return problem("part-duplicate", "Tên phần “{ten}” xuất hiện hơn một lần.", place=name, ten=name)
    if entry.flag_bits & 0x2041:                 # encrypted, strong encryption, masked headers (APPNOTE 4.4.4)
        return problem("part-encrypted", "Phần này được mã hoá; hãy bỏ mật khẩu rồi lưu lại.", place=name)
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):       # ECMA-376-2, Annex B: no other
        return problem("part-compression", "Phần này nén bằng cách mà tệp Office không dùng (kiểu {kieu}).", place=name,
                       kieu=entry.compress_type)
    return None


def _content(data: bytes, entry: zipfile.ZipInfo, most: int) -> bytes | None:
    """The member unpacked, or None as soon as it passes `most` bytes. Raises FileUnreadable where it is damaged."""
    start = entry.header_offset
    header = data[start:start + 30]
    if start < 0 or len(header) < 30 or not header.startswith(b"PK\x03\x04"):
        raise _damaged(entry)
    name_length, extra_length = struct.unpack_from("<HH", header, 26)
    start += 30 + name_length + extra_length
    packed = memoryview(data)[start:start + entry.compress_size]
    if len(packed) != entry.compress_size:
        raise _damaged(entry)
    if entry.compress_type == zipfile.ZIP_STORED:
        if len(packed) > most:
            return None
        content = bytes(packed)
    else:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            content = inflater.decompress(packed, most + 1)
        except zlib.error as fault:
            raise _damaged(entry) from fault
        if len(content) > most:
            return None
        if not inflater.eof:
            raise _damaged(entry)
    if zlib.crc32(content) != entry.CRC:
        raise _damaged(entry)
    return content


def _damaged(entry: zipfile.ZipInfo) -> FileUnreadable:
    return FileUnreadable(problem("zip-damaged", "Tệp bị hỏng (phần {ten} không giải nén được).", place=entry.orig_filename,
                                  ten=entry.orig_filename))
