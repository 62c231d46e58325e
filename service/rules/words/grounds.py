"""Căn cứ ban hành (PL I, II.6a): what each holds, one a line, `;` … `.`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from service.errors import problem
from service.rules.finding import Fault
from service.rules.registry import NOT_APPLICABLE, UNDETERMINED, Outcome, also, rule
from service.rules.seen import Part, Seen, per_document
from service.rules.words.cited import citations
from service.rules.words.said import SURE, at, filled, lines, said, shortened

_PROPOSAL: Final = re.compile(r"(?:Theo|Xét) (?:đề nghị|đề xuất|Tờ trình)\b", re.IGNORECASE)
# Lines among the grounds that do not begin with "Căn cứ"; one that ends with a colon runs on into the text.
_BESIDE: Final = re.compile(r"(?:Thực hiện|Trên cơ sở|Xét|Theo)\b[^:]*[;.]$", re.DOTALL)
_OPENING: Final = re.compile(r"(?:[-–+•*] ?)?Căn cứ\b", re.IGNORECASE)
_TOGETHER: Final = re.compile(
    r"[;.,] ?(?=Căn cứ (?:Hiến pháp|Bộ luật|Luật|Pháp lệnh|Nghị|Quyết định|Thông tư|Chỉ thị|Kế hoạch|Công văn))"
)
# A law with its number: "Căn cứ Luật Thi đua, khen thưởng số 06/2022/QH15". What amends it comes later and is left alone.
_NUMBERED_LAW: Final = re.compile(
    r"(?:[-–+•*] ?)?Căn cứ (?P<law>(?:Bộ luật|Luật|Pháp lệnh)[^;.()]*?),? (?P<number>số:? \d+/\d{4}/(?:QH|UBTVQH|PL-UBTVQH)\d*)"
)
_PLACEHOLDER: Final = re.compile(r"…|\.{3}|_{3}|\[|\{\{|\bxx", re.IGNORECASE)
_NEEDS_NUMBER: Final = re.compile(r"(?:[-–+•*] ?)?Căn cứ (?P<type>Nghị định|Thông tư)\b(?! số)(?![^;]*\d+/)")
_ISSUED_BY: Final = re.compile(r"\b(?:của|do)\b", re.IGNORECASE)


@per_document
def group(seen: Seen) -> list[Part]:
    """The grounds above the text, with the line "Theo đề nghị …" that closes them; a sentence of the text is none."""
    found: list[Part] = []
    for part in filled(seen):
        if (part.component == "can_cu" and part.confidence >= SURE) or (found and _goes_on(part, found[-1])):
            found.append(part)
        elif found:
            break
    return [part for part in found if not lines(part)[-1].endswith(":")]  # runs on into the text: no line of its own


def _goes_on(part: Part, above: Part) -> bool:
    """Whether a part that is not marked as a ground belongs to them: “Theo đề nghị …”, or a line below one that ends with ";"."""
    words = said(part)
    if part.component not in {"", "doan", "can_cu"} or part.index - above.index > 2:
        return False
    return bool(_PROPOSAL.match(words) or (said(above).endswith(";") and _BESIDE.match(words)))


@per_document
def _grounds(seen: Seen) -> list[tuple[Part, str]]:
    return [(part, line) for part in group(seen) for line in lines(part)]


@rule("B-01", "can-cu-incomplete", "II.6a")
def can_cu_day_du(seen: Seen) -> Iterator[Fault | Outcome]:
    """Căn cứ ghi đủ tên loại, số, ký hiệu, cơ quan, ngày ban hành, trích yếu; Luật, Pháp lệnh không ghi số, ký hiệu, cơ quan."""
    grounds = _grounds(seen)
    if not grounds:
        yield NOT_APPLICABLE
    for part, line in grounds:
        if _PLACEHOLDER.search(line):
            yield UNDETERMINED
        elif law := _NUMBERED_LAW.match(line):
            yield at(
                part,
                problem(
                    "can-cu-law-number",
                    "Căn cứ ghi “{luat}” kèm “{so}”; Luật, Pháp lệnh không ghi số, ký hiệu.",
                    luat=law["law"],
                    so=law["number"],
                ),
                found=law["number"],
                required=law["law"],
            )
        elif _OPENING.match(line):
            yield from _incomplete(part, line)


def _incomplete(part: Part, line: str) -> Iterator[Fault]:
    if numberless := _NEEDS_NUMBER.match(line):
        yield at(
            part,
            problem(
                "can-cu-number-missing",
                "Căn cứ “{co}” thiếu số, ký hiệu của {loai}.",
                co=shortened(line),
                loai=numberless["type"],
            ),
            found=line,
        )
        return
    cited = next(iter(citations(line)), None)
    if cited is None:
        return
    rest = line[cited.end :]
    if not cited.dated and "ngày" not in rest:
        yield at(
            part,
            problem(
                "can-cu-date-missing", "Căn cứ “{co}” thiếu ngày tháng năm ban hành.", co=f"{cited.type} số {cited.symbol}"
            ),
            found=line,
        )
    elif cited.dated and not rest.strip(" .;,"):
        yield at(
            part,
            problem(
                "can-cu-issuer-and-subject-missing",
                "Căn cứ “{co}” thiếu tên cơ quan ban hành và trích yếu nội dung.",
                co=shortened(line),
            ),
            found=line,
        )
    elif cited.dated and not _ISSUED_BY.search(line):
        yield at(
            part,
            problem("can-cu-issuer-missing", "Căn cứ “{co}” thiếu tên cơ quan ban hành.", co=shortened(line)),
            found=line,
        )


@also("B-02")
def dau_cuoi_can_cu(seen: Seen) -> Iterator[Fault | Outcome]:
    """Mỗi căn cứ một dòng, cuối dòng có dấu chấm phẩy (;), dòng cuối cùng kết thúc bằng dấu chấm (.)."""
    grounds = _grounds(seen)
    if not grounds:
        yield NOT_APPLICABLE
    for index, (part, line) in enumerate(grounds):
        needed = "." if index == len(grounds) - 1 else ";"
        if together := _TOGETHER.search(line):
            yield at(
                part,
                problem(
                    "can-cu-one-line",
                    "Hai căn cứ chung một dòng: “{co}”; mỗi căn cứ một dòng.",
                    co=shortened(line[together.end() :]),
                ),
                found=line,
            )
        elif line[-1] != needed:
            here = line[-1] if line[-1] in ";.,:" else shortened(line[-12:])
            mended = line.rstrip(" ;.,:") + needed
            told = (
                problem(
                    "can-cu-last-sign",
                    "Dòng căn cứ cuối cùng kết thúc bằng “{co}”, phải kết thúc bằng dấu chấm (.).",
                    co=here,
                )
                if needed == "."
                else problem("can-cu-sign", "Dòng căn cứ kết thúc bằng “{co}”, phải kết thúc bằng dấu chấm phẩy (;).", co=here)
            )
            yield at(part, told, found=here, required=needed, suggestion=mended)


@rule("B-03", "theo-de-nghi-not-last", "PL III, mẫu 1.2, 1.3", severity="nhac")
def theo_de_nghi(seen: Seen) -> Iterator[Fault | Outcome]:
    """“Theo đề nghị của …” là dòng cuối của phần căn cứ."""
    grounds = _grounds(seen)
    proposals = [index for index, (_, line) in enumerate(grounds) if _PROPOSAL.match(line)]
    if not proposals:
        yield NOT_APPLICABLE
        return
    after = [line for _, line in grounds[proposals[0] + 1 :] if not _PROPOSAL.match(line)]
    if after:
        part, line = grounds[proposals[0]]
        yield at(
            part,
            problem(
                "theo-de-nghi-early",
                "“{co}” đứng trước căn cứ “{sau}”, phải là dòng cuối của phần căn cứ.",
                co=shortened(line, 50),
                sau=shortened(after[0], 50),
            ),
            found=line,
        )
