"""What should have been taken out: tags of templates, Markdown, places to fill in, blanks too many, sentences cut in two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from service.errors import problem
from service.rules.finding import Fault
from service.rules.kept import by_text
from service.rules.registry import UNDETERMINED, Outcome, rule
from service.rules.seen import Part, Seen
from service.rules.words.body import prose
from service.rules.words.labels import label_of
from service.rules.words.said import at, filled, on_one_line, shortened, spoken

_TAG: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{\{|\}\}|\{%|%\}|«\w+»|\$\{\w+\}")
_MARKDOWN: Final = re.compile(r"\*{2,}|(?<!\w)__[^\W_][^_]*__(?!\w)|^#{1,6} \S|```|~~\S|\[[^\]]+\]\(https?://|^\|.*\|$")
_STARS: Final = re.compile(r"[*\s]+")  # a line of stars under a heading divides, it is no Markdown
_PLACEHOLDER: Final = re.compile(
    r"\[(?:…|\.{2,}|_+|\s*|(?:tên|họ|ghi|điền|nhập|số|ngày|chèn|bổ sung|nội dung|đơn vị|cơ quan|địa danh|chức vụ|"
    r"trích yếu|xem|cập nhật)\b[^\]]*)\]|<(?:tên|họ|ghi|điền|nhập|số|ngày|nội dung|đơn vị|cơ quan)\b[^>]*>|"
    r"\b(?:Lorem ipsum|TBD|TBC|x{3,})\b|"
    r"Click or tap here|Error! (?:Reference|Bookmark)|(?:\(|\b)(?:điền|nhập|bổ sung) sau\b\)?",
    re.IGNORECASE,
)
_DOTS: Final = re.compile(r"…{2,}|\.{5,}|_{4,}|(?:\. ){5,}")
_DOUBLE: Final = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")
# what is left to the pen in a document cited before it is registered: "Tờ trình số      /TTr-TH ngày      tháng      năm 2026"
_ROOM: Final = re.compile(r"\b(số|ngày|tháng|năm)[ \u00a0]{5,}")
_BEFORE: Final = re.compile(r"(?<=[^\W\d_]) +[,;:](?=\s|$)|(?<=[^\W\d_]{2}) +\.(?=\s*$)")
_PEN: Final = frozenset(("so_ky_hieu", "dia_danh_ngay", "phu_luc_kem_theo", "nguoi_soan", "ky_so", "tieu_ngu"))
_OPEN_END: Final = re.compile(r"[^\W_]$|,$")
_ENUMERATING: Final = re.compile(r"[,:;]$")


@rule("G-15", "template-tag-left", "-", severity="nhac")
def the_mau(seen: Seen) -> Iterator[Fault | Outcome]:
    """Văn bản không còn thẻ của mẫu: {{ … }}, {% … %}, «…»."""
    for part in filled(seen):
        if found := _TAG.search(part.text):
            yield at(part, problem("template-tag", "Còn thẻ của mẫu: “{co}”.", co=found[0]), found=found[0])


@rule("G-16", "markdown-left", "-", severity="nhac")
def markdown(seen: Seen) -> Iterator[Fault | Outcome]:
    """Văn bản không còn dấu đánh của Markdown: **, ***, __, #, ```."""
    for part in filled(seen):
        if left := _marked_down(part.text):
            sign, line = left
            mended = re.sub(r"[*`~]{2,}|^#{1,6} ", "", line).strip()
            yield at(
                part,
                problem("markdown-sign", "Còn dấu đánh “{co}” trong “{doan}”.", co=sign, doan=shortened(line, 60)),
                found=sign,
                suggestion=mended,
            )


@by_text
def _marked_down(text: str) -> tuple[str, str] | None:
    """The first sign of Markdown in a text, and its line."""
    for line in text.split("\n"):
        found = _MARKDOWN.search(spoken(line))
        if found and not _STARS.fullmatch(line):
            return found[0], spoken(line)
    return None


@rule("G-17", "placeholder-left", "-", severity="nhac")
def cho_chua_dien(seen: Seen) -> Iterator[Fault | Outcome]:
    """Nội dung không còn chỗ chưa điền: [tên …], ……… Số và ngày để trống chờ đăng ký không bị nhắc."""
    if seen.outside == "khong_ro":
        yield UNDETERMINED  # a form, to be filled in
        return
    places = [*seen.of("can_cu", "trich_yeu", "trich_yeu_cong_van", "kinh_gui", "kinh_gui_dong"), *prose(seen)]
    for part in sorted(places, key=lambda one: one.index):
        if part.confidence >= 0.5 and (found := _open_place(part.text)):
            yield at(part, problem("placeholder-left", "Còn chỗ chưa điền: “{co}”.", co=shortened(found, 40)), found=found)


@by_text
def _open_place(text: str) -> str:
    found = _PLACEHOLDER.search(text) or _DOTS.search(text)
    return found[0] if found else ""


@rule("G-18", "blanks-too-many", "-", severity="nhac")
def khoang_trang(seen: Seen) -> Iterator[Fault | Outcome]:
    """Giữa hai từ có một khoảng trắng; trước dấu phẩy, chấm phẩy, hai chấm, dấu chấm không có khoảng trắng."""
    if seen.source == "pdf":
        yield UNDETERMINED  # blanks of a PDF are guessed from distances
        return
    for part in filled(seen):
        if part.component in _PEN or (part.in_table and not part.column) or not (blanks := _blanks(part.text, part.label)):
            continue
        count, around = blanks
        if count:
            yield at(
                part,
                problem("blank-double", "Có {so} khoảng trắng liền nhau trong “{co}”.", so=count, co=around),
                found=around,
                suggestion=spoken(around),
            )
        else:
            yield at(
                part,
                problem("blank-before-sign", "Thừa khoảng trắng trước dấu câu trong “{co}”.", co=around),
                found=around,
                suggestion=re.sub(r" +([,;:.])", r"\1", around),
            )


@by_text
def _blanks(text: str, label: str) -> tuple[int, str] | None:
    """How many blanks follow each other behind the label, and what stands around them; 0: one blank before a sign."""
    if "\t" in text or _DOTS.search(text):
        return None
    text = _ROOM.sub(r"\1 ", text.removeprefix(label))
    if found := _DOUBLE.search(text):
        return len(found[0]), text[max(0, found.start() - 12) : found.end() + 12].strip()
    if found := _BEFORE.search(text):
        return 0, text[max(0, found.start() - 12) : found.end() + 6].strip()
    return None


@rule("G-19", "sentence-cut", "-", severity="nhac")
def cau_bi_cat(seen: Seen) -> Iterator[Fault | Outcome]:
    """Một câu nằm trong một đoạn, không bị ngắt bởi đoạn trống hoặc sang trang."""
    if seen.source == "pdf":
        yield UNDETERMINED  # paragraphs of a PDF are guessed from lines
        return
    parts = prose(seen)
    if seen.source == "text" and _wrapped(parts):
        yield UNDETERMINED  # a text broken at a line length
        return
    for above, below in pairwise(parts):
        if cut(above, below):
            first, second = on_one_line(above), on_one_line(below)
            yield at(
                below,
                problem("sentence-cut", "Câu bị ngắt giữa “…{tren}” và “{duoi}…”.", tren=first[-30:], duoi=second[:30]),
                found=second[:30],
                suggestion=f"{first[-30:]} {second[:30]}",
            )


def cut(above: Part, below: Part) -> bool:
    """Whether a sentence runs from one paragraph into the next: no sign at the end, a small letter at the beginning."""
    first, second = on_one_line(above), on_one_line(below)
    return (
        bool(first and second)
        and below.index - above.index == 1
        and second[0].islower()
        and len(first) > 40
        and bool(_OPEN_END.search(first))
        and not _ENUMERATING.search(first)
        and label_of(below) is None
        and not (_centred(above) and _centred(below))
    )


def _centred(part: Part) -> bool:
    """A title is set on two centred lines on purpose; a sentence of the body never is."""
    return part.looks is not None and part.looks.alignment == "center"


def _wrapped(parts: Sequence[Part]) -> bool:
    """Whether lines of a text follow each other without an empty line, each cut: then a line is no paragraph."""
    pairs = [(above, below) for above, below in pairwise(parts) if cut(above, below)]
    return sum(1 for _, below in pairs if not below.blank_before) > 2
