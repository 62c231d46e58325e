"""Quyền hạn, chức vụ, họ tên of the signatory (PL I, II.7b–c; Điều 13): forms, order of lines, degrees."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from service.errors import problem
from service.rules.finding import Fault
from service.rules.registry import NOT_APPLICABLE, UNDETERMINED, Outcome, rule
from service.rules.seen import Part, Seen, per_document
from service.rules.words.said import UPPER, at, lines, on_one_line

_FORMS: Final = ("TM", "KT", "TL", "TUQ", "Q")
_PREFIX: Final = re.compile(r"(?P<form>TM|KT|TL|TUQ|Q)\. (?P<rest>\S.*)")
# T/M, TM/, K/T, T.M., TM , TM: and TM.ỦY: letters without their dot and blank.
_MISWRITTEN: Final = re.compile(
    r"(?:(?P<slashed>T\s?/\s?M|K\s?/\s?T|T\s?/\s?L|T\s?/\s?U\s?/?\s?Q|T\.\s?M\.?|K\.\s?T\.?|T\.\s?L\.?|T\.\s?U\.\s?Q\.?)|"
    rf"(?P<plain>TM|KT|TL|TUQ|Q)(?=[\s./:,]+[{UPPER}]{{2}}))\s?[./:,]?\s*(?P<rest>[{UPPER}].*)"
)
_DEPUTY: Final = re.compile(r"(?:PHÓ|THỨ TRƯỞNG|CẤP PHÓ)\b")
_HEAD: Final = re.compile(
    r"(?:CHỦ TỊCH|CHỦ NHIỆM|BỘ TRƯỞNG|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|CỤC TRƯỞNG|VỤ TRƯỞNG|TRƯỞNG PHÒNG|TRƯỞNG BAN|CHI CỤC TRƯỞNG|"
    r"HIỆU TRƯỞNG|VIỆN TRƯỞNG|CHÁNH VĂN PHÒNG|CHÁNH THANH TRA|THỦ TRƯỞNG|TỔNG CỤC TRƯỞNG|THỦ TƯỚNG)\b"
)
_TWO_SIGN: Final = frozenset(("BB", "HĐ", "BGN", "BTT"))  # secretary and chair, two parties: no block of one body
_DEGREE: Final = re.compile(
    r"(?:(?:GS|PGS|TS|TSKH|ThS|Th\.S|BS|BSCK\w*|KS|CN|LS|DS|NGND|NGƯT|NSND|NSƯT|TTND|TTƯT|CKI{1,2})\b[./]? ?|"
    rf"(?:Giáo sư|Phó Giáo sư|Tiến sĩ|Thạc sĩ|Bác sĩ|Kỹ sư|Cử nhân|Luật sư|Dược sĩ|Nhà giáo (?:Nhân dân|Ưu tú)) )+(?=[{UPPER}])"
)
# II.7c leaves these to the head of the sector: armed forces, schools, health, science.
_SECTORS: Final = re.compile(
    r"TRƯỜNG|HỌC VIỆN|ĐẠI HỌC|GIÁO DỤC|BỆNH VIỆN|Y TẾ|TRẠM Y|VIỆN|KHOA HỌC|QUÂN|CÔNG AN|QUỐC PHÒNG|BIÊN PHÒNG|BỘ CHỈ HUY|"
    r"TRUNG TÂM|DƯỢC|NGHIÊN CỨU|MẦM NON"
)


@per_document
def _block(seen: Seen) -> list[tuple[Part, str]]:
    """The lines of quyền hạn, chức vụ, in order. A document of two signatures has two blocks: none is judged as one."""
    if seen.abbreviation in _TWO_SIGN:
        return []
    return [(part, line) for part in seen.of("quyen_han") for line in lines(part)]


def _with(seen: Seen, form: str) -> Sequence[tuple[Part, str, str, str]]:
    """The lines with this form: part, line, what follows the form, the next line."""
    return _formed(seen).get(form, ())


@per_document
def _formed(seen: Seen) -> dict[str, list[tuple[Part, str, str, str]]]:
    block = _block(seen)
    lines_of: dict[str, list[tuple[Part, str, str, str]]] = {}
    for index, (part, line) in enumerate(block):
        if found := _PREFIX.fullmatch(line.upper()):
            below = block[index + 1][1].upper() if index + 1 < len(block) else ""
            lines_of.setdefault(found["form"], []).append((part, line, found["rest"], below))
    return lines_of


def _none(seen: Seen, form: str) -> bool:
    return not _with(seen, form)


@rule("K-05", "tm-misplaced", "II.7b", about=("quyen_han",))
def thay_mat(seen: Seen) -> Iterator[Fault | Outcome]:
    """“TM.” ghi trước tên tập thể lãnh đạo hoặc tên cơ quan, tổ chức, không ghi trước chức vụ: TM. ỦY BAN NHÂN DÂN."""
    if _none(seen, "TM"):
        yield NOT_APPLICABLE
    for part, line, rest, _ in _with(seen, "TM"):
        if (_HEAD.match(rest) or _DEPUTY.match(rest)) and rest != "THỦ TRƯỞNG CƠ QUAN":
            yield at(
                part,
                problem(
                    "tm-before-post",
                    "Ghi “{co}”; “TM.” ghi trước tên tập thể lãnh đạo hoặc cơ quan, không trước chức vụ.",
                    co=line,
                ),
                found=line,
            )


@rule("K-06", "q-misplaced", "II.7b", about=("quyen_han",))
def quyen(seen: Seen) -> Iterator[Fault | Outcome]:
    """“Q.” ghi trước chức vụ của người đứng đầu cơ quan, tổ chức."""
    if _none(seen, "Q"):
        yield NOT_APPLICABLE
    for part, line, rest, _ in _with(seen, "Q"):
        if _DEPUTY.match(rest):
            yield at(
                part, problem("q-before-deputy", "Ghi “{co}”; “Q.” ghi trước chức vụ của người đứng đầu.", co=line), found=line
            )


@rule("K-07", "kt-misplaced", "II.7b; Điều 13 khoản 1", about=("quyen_han",))
def ky_thay(seen: Seen) -> Iterator[Fault | Outcome]:
    """“KT.” ghi trước chức vụ của người đứng đầu, chức vụ của cấp phó ở dòng dưới; cấp phó ký thay không thiếu “KT.”."""
    block = _block(seen)
    if not block:
        yield NOT_APPLICABLE
        return
    for part, line, rest, _ in _with(seen, "KT"):
        if _DEPUTY.match(rest):
            yield at(
                part,
                problem(
                    "kt-before-deputy",
                    "Ghi “{co}”; “KT.” ghi trước chức vụ của người đứng đầu, chức vụ của cấp phó ở dòng dưới.",
                    co=line,
                ),
                found=line,
            )
    part, line = block[0]
    if len(block) == 1 and re.match(r"PHÓ (?!.*PHỤ TRÁCH)", line.upper()) and _HEAD.match(line.upper()[4:]):
        head = line.upper()[4:]
        yield at(
            part,
            problem("deputy-without-kt", "Cấp phó ký ghi “{co}” mà không có “KT. {truong}” ở trên.", co=line, truong=head),
            found=line,
            required=f"KT. {head}",
        )


@rule("G-25", "kt-without-post", "PL III, mẫu 1.4; V, dòng 7", severity="nhac", about=("quyen_han",))
def kt_hai_dong(seen: Seen) -> Iterator[Fault | Outcome]:
    """Dưới dòng “KT. …” là chức vụ của cấp phó ký thay."""
    if _none(seen, "KT"):
        yield NOT_APPLICABLE
    for part, line, rest, below in _with(seen, "KT"):
        if not below and not _DEPUTY.match(rest):
            yield at(part, problem("kt-post-missing", "Dưới “{co}” thiếu chức vụ của cấp phó ký thay.", co=line), found=line)


@rule("K-08", "tl-misplaced", "II.7b; Điều 13 khoản 4", about=("quyen_han",))
def thua_lenh(seen: Seen) -> Iterator[Fault | Outcome]:
    """“TL.” ghi trước chức vụ của người đứng đầu cơ quan, tổ chức."""
    if _none(seen, "TL"):
        yield NOT_APPLICABLE
    for part, line, rest, _ in _with(seen, "TL"):
        if _DEPUTY.match(rest) or rest.startswith(("ỦY BAN", "UỶ BAN", "UBND", "HỘI ĐỒNG NHÂN")):
            yield at(
                part,
                problem("tl-not-before-post", "Ghi “{co}”; “TL.” ghi trước chức vụ của người đứng đầu.", co=line),
                found=line,
            )


@rule("K-09", "tuq-misplaced", "II.7b; Điều 13 khoản 3", about=("quyen_han",))
def thua_uy_quyen(seen: Seen) -> Iterator[Fault | Outcome]:
    """“TUQ.” ghi trước chức vụ của người đứng đầu cơ quan, tổ chức."""
    if _none(seen, "TUQ"):
        yield NOT_APPLICABLE
    for part, line, rest, _ in _with(seen, "TUQ"):
        if _DEPUTY.match(rest) or rest.startswith(("ỦY BAN", "UỶ BAN", "UBND", "HỘI ĐỒNG NHÂN")):
            yield at(
                part,
                problem("tuq-not-before-post", "Ghi “{co}”; “TUQ.” ghi trước chức vụ của người đứng đầu.", co=line),
                found=line,
            )


@rule("K-10", "quyen-han-order", "Điều 13 khoản 2; V, dòng 7", severity="nhac")
def thu_tu_dong(seen: Seen) -> Iterator[Fault | Outcome]:
    """Ủy ban nhân dân: dòng “TM. ỦY BAN NHÂN DÂN”, rồi “CHỦ TỊCH”; cấp phó ký: “KT. CHỦ TỊCH”, rồi “PHÓ CHỦ TỊCH”."""
    block = _block(seen)
    if len(block) < 2:
        yield NOT_APPLICABLE
        return
    forms = [found["form"] if (found := _PREFIX.fullmatch(line.upper())) else "" for _, line in block]
    if "TM" in forms[1:] and forms[0] in {"KT", "TL", "TUQ"}:
        index = forms.index("TM")
        yield at(
            block[index][0],
            problem("tm-below-kt", "“{co}” phải đứng trên “{tren}”.", co=block[index][1], tren=block[0][1]),
            found=block[index][1],
        )
    elif (
        forms[0] == "TM"
        and "NHÂN DÂN" in block[0][1].upper()
        and "ỦY" in block[0][1].upper().replace("UỶ", "ỦY")
        and (block[1][1].upper() == "PHÓ CHỦ TỊCH")
    ):
        yield at(
            block[1][0],
            problem("tm-without-kt", "Giữa “{tren}” và “{co}” thiếu dòng “KT. CHỦ TỊCH”.", tren=block[0][1], co=block[1][1]),
            found=block[1][1],
            required="KT. CHỦ TỊCH",
        )


@rule("K-11", "quyen-han-form", "II.7b")
def dau_quyen_han(seen: Seen) -> Iterator[Fault | Outcome]:
    """Quyền hạn ghi đúng chữ viết tắt, có dấu chấm rồi cách chữ: TM. KT. TL. TUQ. Q."""
    block = _block(seen)
    if not block:
        yield NOT_APPLICABLE
    for part, line in block:
        found = _MISWRITTEN.match(line)
        if found and not _PREFIX.fullmatch(line.upper()):
            form = re.sub(r"[^A-Z]", "", (found["slashed"] or found["plain"]).upper())
            needed = f"{form}. {found['rest']}"
            yield at(
                part,
                problem("quyen-han-sign", "Ghi “{co}”, phải ghi “{can}”.", co=line, can=needed),
                found=line,
                required=needed,
                suggestion=needed,
            )


@rule("K-14", "ho-ten-degree", "II.7c")
def hoc_vi(seen: Seen) -> Iterator[Fault | Outcome]:
    """Trước họ tên không ghi học hàm, học vị, danh hiệu; giáo dục, y tế, khoa học, lực lượng vũ trang theo quy định riêng."""
    named = [part for part in seen.of("ho_ten") if _DEGREE.match(on_one_line(part))]
    if not named:
        if seen.first("ho_ten") is None:
            yield NOT_APPLICABLE
        return
    issuers = " ".join(on_one_line(part).upper() for part in seen.of("co_quan_ban_hanh", "co_quan_chu_quan"))
    if not issuers or _SECTORS.search(issuers):
        yield UNDETERMINED
        return
    for part in named:
        words = on_one_line(part)
        name = _DEGREE.sub("", words, count=1)
        yield at(
            part,
            problem(
                "ho-ten-with-degree",
                "Họ tên ghi “{co}”, phải ghi “{can}”: trước họ tên không ghi học hàm, học vị, danh hiệu.",
                co=words,
                can=name,
            ),
            found=words,
            required=name,
            suggestion=name,
        )
