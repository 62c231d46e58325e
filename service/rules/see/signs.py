"""What words alone say of a paragraph: the label before it, the marks of a component. Patterns are compiled once."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, Literal

from service.rules.kept import by_text
from service.rules.types import COPIES, KINDS, PRESCRIBED, STATUTES

_UPPER: Final = "A-ZĐÀ-ÖØ-ÞĂĨŨƠƯẠ-Ỹ"                        # begins a class of letters; small ones of the last block are let in
_ROMAN: Final = r"(?=[IVXLC])(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"

# The label of a level: what stands before the text. Longer ones first: "1.1." is no "1.".
LEVELS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("dieu", re.compile(r"Điều\s+(?:\d+[a-zđ]?|[….]{1,})\s?[.:]?(?=\s|$|\D)", re.IGNORECASE)),
    ("phan", re.compile(rf"Phần\s+(?:thứ\s+\w+(?:\s+\w+)?|{_ROMAN}|\d+)(?=[.:\s]|$)[.:]?", re.IGNORECASE)),
    ("chuong", re.compile(rf"Chương\s+(?:{_ROMAN}|\d+)(?=[.:\s]|$)[.:]?", re.IGNORECASE)),
    ("tieu_muc", re.compile(rf"Tiểu\s+mục\s+(?:\d+|{_ROMAN})(?=[.:\s]|$)[.:]?", re.IGNORECASE)),
    ("muc_dieu", re.compile(rf"Mục\s+(?:\d+|{_ROMAN})(?=[.:\s]|$)[.:]?", re.IGNORECASE)),
    ("muc", re.compile(rf"{_ROMAN}\s?[./)\-](?=\s|$|[{_UPPER}])")),
    # "2.1 Khen thưởng" is a label, "3.5 km" and "18.500.000 đồng" are amounts
    ("khoan", re.compile(
        rf"\d{{1,2}}(?:\.\d{{1,2}}){{1,4}}(?:\.(?!\d)|(?=\s+[{_UPPER}]))|\d{{1,3}}\s?(?:[./)](?=\s|$|[^\W\d_])|-(?=\s))")),
    ("diem", re.compile(r"[a-zđ]{1,2}\d?\s?(?:[.)](?=\s|$|[^\W\d_])|/(?=\s|$))", re.IGNORECASE)),
    ("gach", re.compile(r"(?:[-–—•●○▪■◦‣\u00b7\uf02d\uf0b7\uf0a7\uf0d8\uf0fc]+|\*(?!\*)|o(?=\t))\s*(?=\S)")),
    ("cong", re.compile(r"\+\s*(?=\S)")),
)
WORDED: Final = frozenset(("dieu", "phan", "chuong", "tieu_muc", "muc_dieu"))
_FIRST: Final = re.compile(r"[\dIVXLCaA-zĐđ\-–—•●○▪■◦‣*+\u00b7\uf000-\uf0ff]")
# One to three letters and a dot that are no điểm: "TM.", "tr.", "Q."; the first two letters of a word are no label either.
_NO_POINT: Final = frozenset(("tr", "th", "ts", "tp", "tt", "gs", "bs", "ks", "cn", "kt", "tm", "tl", "q", "p", "tx", "đt", "vd"))

QUOC_HIEU: Final = "CONGHOAXAHOICHUNGHIAVIETNAM"
TIEU_NGU: Final = "DOCLAPTUDOHANHPHUC"
PARTY: Final = "DANGCONGSANVIETNAM"

NUMBER: Final = re.compile(
    r"(?:Số|SỐ|số)\b\s*+[:.]?\s*+(?P<number>(?:[\d….]|\s++(?![/\\]))*+)\s*+[/\\]\s*+"
    r"(?:(?P<year>(?:19|20)\d\d)\s*+[/\\]\s*+)?(?P<symbol>(?:[\w….&\-–/()]|\s++(?!$))*+)\s*+$")   # possessive: linear
DATED: Final = re.compile(
    r"(?!Hôm nay|Kèm theo|Căn cứ)(?P<place>[^,;:()/]{0,60}?)\s*,?\s*ngày\s*(?P<day>\d{0,2}|[….\s]*)\s*tháng\s*"
    r"(?P<month>\d{0,2}|[….\s]*)\s*năm\s*"
    r"(?P<year>\d{4}|[\d….\s]*)\.?\s*", re.IGNORECASE)
SHORT_DATE: Final = re.compile(
    r"(?P<place>[^,;:\d]{2,60}),?\s*(?:ngày\s*)?(?P<day>\d{1,2})\s*[/.-]\s*(?P<month>\d{1,2})\s*[/.-]\s*(?P<year>\d{4})\.?\s*")
AWARD: Final = re.compile(r"(?:TẶNG\s+)?(?:GIẤY|BẰNG)\s+KHEN")         # the name of a certificate, as it stands on it
SUBJECT: Final = re.compile(r"(?:V/v|Về việc|V/V|v/v)\b\s*:?", re.IGNORECASE)
ADDRESSED: Final = re.compile(r"Kính\s+gửi\b\s*:?", re.IGNORECASE)
WIRED: Final = re.compile(r".{2,160}\bđiện\s*:\s*$")                 # công điện, mẫu 1.6: "… điện:"
GROUND: Final = re.compile(r"(?:Căn cứ|Theo đề nghị|Xét đề nghị|Xét Tờ trình|Theo yêu cầu|Xét)\b", re.IGNORECASE)
CITING: Final = re.compile(
    r"(?:Căn cứ|Xét)\s+(?:vào\s+)?(?:các\s+)?"
    r"(?:Hiến pháp|Bộ luật|Luật|Pháp lệnh|Nghị|Quyết định|Thông tư|Thông báo|Chỉ thị|Kế hoạch|Công văn|Hướng dẫn|"
    r"Chương trình|Tờ trình|Biên bản|Quy chế|Quy định|Điều lệ|Đề án|Kết luận|Văn bản|Công điện|Hợp đồng|"
    r"chức năng|nhiệm vụ)", re.IGNORECASE)
ORDER: Final = re.compile(r"(?:QUYẾT\s+ĐỊNH|QUYẾT\s+NGHỊ|CHỈ\s+THỊ|NGHỊ\s+QUYẾT)\s*:?\s*$")
RECIPIENTS: Final = re.compile(r"Nơi\s+(?:nhận|gửi)\b\s*[:;]?\s*", re.IGNORECASE)
LISTED: Final = re.compile(r"Nơi\s+(?:nhận|gửi)\s*[:;]?\s*[-–\n]", re.IGNORECASE)
ARCHIVED: Final = re.compile(r"[-–—+•*]?\s*Lưu\b\s*[:;,]?\s*", re.IGNORECASE)
AUTHORITY: Final = re.compile(
    r"(?:TM|KT|TL|TUQ|T/M|K/T|T/L|T/UQ|Q)\s?[./]\s*\S|(?:TM|KT|TL|TUQ|T/M|K/T|T/L|T/UQ)\s+\S|"
    r"(?:THAY MẶT|THỪA LỆNH|THỪA ỦY QUYỀN)\b")
POST: Final = re.compile(
    r"(?:QUYỀN\s+)?(?:PHÓ\s+|THỨ\s+|NGUYÊN\s+)?"
    r"(?:CHỦ TỊCH|CHỦ NHIỆM|BỘ TRƯỞNG|THỨ TRƯỞNG|THỦ TƯỚNG|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|CỤC TRƯỞNG|VỤ TRƯỞNG|TRƯỞNG|CHI CỤC TRƯỞNG|"
    r"TỔNG CỤC TRƯỞNG|HIỆU TRƯỞNG|HIỆU PHÓ|VIỆN TRƯỞNG|CHÁNH|BÍ THƯ|TỔNG BIÊN TẬP|TỔNG|CHỈ HUY|"
    r"THỦ TRƯỞNG|ĐỘI TRƯỞNG|TRẠM TRƯỞNG|ĐẠI DIỆN|THƯ KÝ|CHỦ TỌA|CHỦ TRÌ|NGƯỜI|QUYỀN HẠN|KẾ TOÁN|TỔ TRƯỞNG|"
    r"ỦY VIÊN|UỶ VIÊN|XÁC NHẬN)\b")
NAME: Final = re.compile(rf"(?:(?:GS|PGS|TS|ThS|BS|NGND|NGƯT|CN|KS)\.?\s*)*(?:[{_UPPER}][^\W\d_]*(?:\s+|$)){{2,6}}$")
APPENDIX: Final = re.compile(rf"Phụ\s+lục(?:\s+(?:số\s*)?:?\s*(?P<number>{_ROMAN}|\d+|[A-Z]))?\s*[.:]?\s*$", re.IGNORECASE)
ATTACHED: Final = re.compile(r"\(?\s*(?:Ban hành\s+)?(?:Đính\s+)?Kèm\s+theo\b", re.IGNORECASE)
URGENT: Final = re.compile(r"(?:HỎA|HOẢ|THƯỢNG)?\s*(?:TỐC|KHẨN)(?:\s+HẸN\s+GIỜ.*)?$")
CIRCULATION: Final = re.compile(r"(?:XEM XONG TRẢ LẠI|LƯU HÀNH NỘI BỘ|KHÔNG PHỔ BIẾN)\s*$")
SECRECY: Final = re.compile(r"(?:TUYỆT MẬT|TỐI MẬT|MẬT)\s*$")
DRAFTER: Final = re.compile(r"[A-ZĐ]{1,6}[a-z]?\.\s?\(?\d{1,5}\)?\s*\.?$")
CONTACTS: Final = re.compile(r"\b(?:Địa chỉ|ĐT|Điện thoại|E-?mail|Website|Fax|Thư điện tử|Trang thông tin)\b", re.IGNORECASE)
ADDRESS: Final = re.compile(
    r"(?:Địa chỉ|ĐT|Điện thoại|E-?mail|Website|Fax|Số\s*:.*(?:ĐT|Điện thoại|E-?mail|Fax))\b", re.IGNORECASE)
# What a digital signature shows (II.8b): “…; thời gian ký: 07.11.2025 08:30:00 +07:00”, “12/UBND-VX; 07/11/2025; 08:30:00”.
SIGNED: Final = re.compile(
    r"(?:[^\n]{0,200}\bthời\s+gian\s+ký\b|Ký\s+bởi\b|[^\n]{0,160};\s*\d\d[/.]\d\d[/.]\d{4}[;,]?\s*\d\d:\d\d)", re.IGNORECASE)
SIGNING: Final = re.compile(r"\(?\s*(?:Chữ ký|Ký tên|Ký, |Ký và|dấu/chữ ký|Đã ký|Ký,? ghi rõ|Ký số)", re.IGNORECASE)
RULED: Final = re.compile(r"[\s\u00ad]*(?:_{3,}|[-–—‗¯]{5,}|[-–—]+\s?[o*0]+\s?[-–—]+)[\s\u00ad]*")
BLANKED: Final = re.compile(r"[\s.…\d\u00ad]*")                        # a place to fill in: dots and a note's number
_TITLE_NOTE: Final = " \t\n\u00a0.:*0123456789"
_TITLE_MOST: Final = 60                                   # characters

# What an office's name begins with: a line that begins otherwise runs on from the line above (“ỦY BAN NHÂN DÂN / PHƯỜNG …”).
OFFICE: Final = re.compile(
    r"(?:ỦY BAN|UỶ BAN|UBND|HĐND|HỘI ĐỒNG|THƯỜNG TRỰC|VĂN PHÒNG|BỘ(?! TIÊU CHÍ| LUẬT)|SỞ|BAN(?! HÀNH)|CỤC|TỔNG CỤC|CHI CỤC|VỤ|"
    r"PHÒNG|TRƯỜNG|TRUNG TÂM|VIỆN|HỌC VIỆN|ĐẠI HỌC|CÔNG TY|TỔNG CÔNG TY|TẬP ĐOÀN|HỘI(?! NGHỊ| THI| THẢO)|LIÊN ĐOÀN|LIÊN HIỆP|"
    r"CÔNG ĐOÀN|BỆNH VIỆN|TRẠM|TÒA ÁN|TOÀ ÁN|VIỆN KIỂM SÁT|TỔ(?! CHỨC)|ĐOÀN|BẢO HIỂM|KHO BẠC|NGÂN HÀNG|CÔNG AN|QUÂN KHU|"
    r"BỘ CHỈ HUY|THANH TRA|CHÍNH PHỦ|QUỐC HỘI|THỦ TƯỚNG|CHỦ TỊCH|KIỂM TOÁN|ĐÀI|BÁO(?! CÁO)|NHÀ|KHOA|TIỂU BAN|MẶT TRẬN|"
    r"TÊN CQ|TÊN CƠ QUAN)\b")


def composed(text: str) -> str:
    """NFC: patterns are written so, documents may be not."""
    return text if text.isascii() or unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def folded(text: str) -> str:
    """Capital letters without marks, blanks or signs: “Độc lập - Tự do” → "DOCLAPTUDO"."""
    return _folded(text) if len(text) < 120 else _fold(text)


def _fold(text: str) -> str:
    bare = unicodedata.normalize("NFD", text.upper().replace("Đ", "D"))
    return "".join(letter for letter in bare if "A" <= letter <= "Z" or "0" <= letter <= "9")


_folded: Final = by_text(_fold)
TITLES: Final = {_fold(kind.name): kind for kind in (*KINDS, *COPIES) if kind.name != "Công văn"}
COPY_TITLES: Final = frozenset(_fold(kind.name) for kind in COPIES)
STATUTE_TITLES: Final = frozenset(_fold(name) for name in STATUTES)
PRESCRIBED_TITLES: Final = {_fold(name): lacks for name, lacks in PRESCRIBED.items()}


def label_of(text: str) -> tuple[str, str]:
    """A paragraph → its level (dieu, phan, chuong, tieu_muc, muc_dieu, muc, khoan, diem, gach, cong) and its label as written.

    Both are "" where there is none.
    """
    bare = composed(text.lstrip())
    if not bare or not _FIRST.match(bare):
        return "", ""
    for level, pattern in LEVELS:
        found = pattern.match(bare)
        if not found or (level == "diem" and _no_point(found.group())):
            continue
        label = found.group().strip()
        return ("", "") if level in WORDED and _sentence(label, bare[found.end():].lstrip(" \t")) else (level, label)
    return "", ""


def _sentence(label: str, rest: str) -> bool:
    """“Điều 5 của Luật này …”, “Mục 2 Chương III quy định …”: the word begins a sentence and numbers nothing."""
    if not rest or label.endswith((".", ":")) or rest[0] in "\n“\"(….":
        return False
    return not rest[0].isupper() or (not label.startswith("Điều") and len(rest) > 60 and not capitals(rest))


def _no_point(label: str) -> bool:
    letters = label.rstrip(" .)/")
    return letters.lower() in _NO_POINT or (len(letters) > 1 and ")" not in label) or (letters.isupper() and ")" not in label)


def capitals(text: str) -> bool:
    """Whether the letters are capitals, but for a few (“CTr”, a note's number)."""
    upper = sum(1 for letter in text if letter.isupper())
    lower = sum(1 for letter in text if letter.islower())
    return upper > 1 and lower * 8 <= upper


def title_of(text: str) -> str:
    """The name of a type or copy that a line consists of, folded; "" where it is none. A note's number may follow."""
    if len(text) > _TITLE_MOST:
        return ""
    found = folded(text.strip(_TITLE_NOTE))
    return found if found in TITLES or found in STATUTE_TITLES or found in PRESCRIBED_TITLES else ""


def ruled(text: str) -> Literal["", "_", "-", "–", "—"]:
    """The character a line drawn by hand consists of; "" where the text is none."""
    if not text or not RULED.fullmatch(text):
        return ""
    mark = text.strip(" \t\n\u00ad")[:1]
    return "_" if mark in "_‗¯" else "–" if mark == "–" else "—" if mark == "—" else "-"
