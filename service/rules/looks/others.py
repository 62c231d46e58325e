"""Phụ lục, dấu chỉ mức độ khẩn, phạm vi lưu hành, ký hiệu người soạn, địa chỉ, thông tin ký số (PL I, III); bản sao (Phần II)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Final

from service.errors import problem
from service.paper import Block, Box, Float, Paragraph, Table
from service.rules.finding import Fault
from service.rules.kept import by_text
from service.rules.layout import COMPONENTS, COPY_FORM_PT, STAMPS_MM
from service.rules.looks.judge import SIZE_TOLERANCE_PT, SURE, alignment, at, bounds, judged, number, once, size, slope, weight
from service.rules.looks.judge import case as cased
from service.rules.registry import NOT_APPLICABLE, UNDETERMINED, Outcome, rule
from service.rules.seen import Part, Seen
from service.rules.types import COPIES

_MM: Final = 25.4 / 72
_STAMP_TOLERANCE_MM: Final = 1.0
_COPY_FORMS: Final = frozenset(kind.name.upper() for kind in COPIES)


@rule("X-03", "phu-luc-number", "III.1b; V, dòng 9", needs=("looks",), about=("phu_luc",))
def phu_luc(seen: Seen) -> Iterator[Fault | Outcome]:
    """Từ “Phụ lục” và số: một dòng riêng, canh giữa, in thường, cỡ chữ 14, đứng, đậm."""
    return judged(seen, ["phu_luc"], size, weight, slope, _capital_word, alignment)


@rule("X-04", "phu-luc-title", "III.1b; V, dòng 9", needs=("looks",), about=("phu_luc_ten",))
def phu_luc_ten(seen: Seen) -> Iterator[Fault | Outcome]:
    """Tên phụ lục: canh giữa, in hoa, cỡ chữ 13 - 14, đứng, đậm."""
    return judged(seen, ["phu_luc_ten"], size, weight, slope, cased, alignment)


@rule("X-05", "phu-luc-attached-to", "III.1c", needs=("looks",))
def phu_luc_kem_theo(seen: Seen) -> Iterator[Fault | Outcome]:
    """“(Kèm theo văn bản số …)”: canh giữa dưới tên phụ lục, in thường, cỡ chữ 13 - 14, nghiêng."""
    return judged(seen, ["phu_luc_kem_theo"], size, slope, cased, alignment)


@rule("X-07", "phu-luc-line", "PL III, mẫu 2.1", severity="nhac", needs=("looks",), about=("phu_luc_kem_theo",))
def phu_luc_line(seen: Seen) -> Iterator[Fault | Outcome]:
    """Dưới dòng “(Kèm theo …)” của phụ lục có đường kẻ ngắn (theo mẫu)."""
    after = next((part.index for part in seen.of("phu_luc", least=SURE)), None)
    lines = [part for part in seen.of("phu_luc_kem_theo", least=SURE) if after is not None and part.index > after]
    if not lines:
        yield NOT_APPLICABLE
    elif seen.paper is not None and any(construct.lost for construct in seen.paper.constructs):
        yield UNDETERMINED
    yield from once(
        at(part, problem("phu-luc-line", "Dưới dòng “(Kèm theo …)” thiếu đường kẻ ngắn (theo mẫu)."), required="đường kẻ ngắn")
        for part in lines if seen.stroke_below(part) is None)


def _capital_word(part: Part, _looks: object, _row: object) -> Fault | None:
    """“PHỤ LỤC I”: only the word tells, a Roman number is in capitals anyway."""
    words = unicodedata.normalize("NFC", part.text).strip()
    if not words.startswith("PHỤ LỤC"):
        return None
    name, can = COMPONENTS["phu_luc"].name, words.replace("PHỤ LỤC", "Phụ lục", 1)
    return at(part, problem("case-capitals", "{ten}: viết bằng chữ in hoa, phải là chữ in thường.", ten=name),
              found=words, required="in thường", suggestion=can)


def _stamp(words: str) -> Callable[[Seen], Iterator[Fault | Outcome]]:
    """Letters and frame of one stamp; its words are spelled with either place of the tone (rules.md §1.12)."""
    wanted = _bare(words)

    def check(seen: Seen) -> Iterator[Fault | Outcome]:
        parts = [part for part in seen.of("do_khan", least=SURE) if _bare(part.text) == wanted]
        if not parts:
            yield NOT_APPLICABLE
            return
        for part in parts:
            if part.looks:
                letters = (one(part, part.looks, COMPONENTS["do_khan"]) for one in (size, weight, slope, cased))
                yield from (fault for fault in letters if fault)
        width, height = STAMPS_MM[words]
        for box in _boxes(seen, wanted):
            found = (box.width_pt * _MM, box.height_pt * _MM)
            if abs(found[0] - width) > _STAMP_TOLERANCE_MM or abs(found[1] - height) > _STAMP_TOLERANCE_MM:
                co, can = (f"{number(round(w, 1))} × {number(round(h, 1))}" for w, h in (found, (width, height)))
                told = problem("stamp-size", "Dấu “{dau}” khung {co} mm, phải là {can} mm.", dau=words, co=co, can=can)
                yield at(parts[0], told, found=f"{co} mm", required=f"{can} mm")

    return check


def _boxes(seen: Seen, wanted: str) -> Iterator[Box]:
    sections = seen.paper.sections if seen.paper else ()
    return (box for section in sections for box in _framed(section.blocks)
            if _bare("".join(block.text for block in box.blocks if isinstance(block, Paragraph))) == wanted)


def _framed(blocks: tuple[Block, ...]) -> Iterator[Box]:
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from _framed(cell.blocks)
        else:
            yield from (one.content for one in block.inlines if isinstance(one, Float) and isinstance(one.content, Box))


@by_text
def _bare(text: str) -> str:
    """Letters without accents: HOẢ TỐC and HỎA TỐC are one."""
    marks = unicodedata.normalize("NFD", re.sub(r"\s+", " ", text.strip().upper()))
    return "".join(char for char in marks if not unicodedata.combining(char))


@rule("X-13", "stamp-hoa-toc", "III.2b; V, dòng 10", needs=("looks",), about=("do_khan",))
def hoa_toc(seen: Seen) -> Iterator[Fault | Outcome]:
    """Dấu “HỎA TỐC”: in hoa, cỡ chữ 13 - 14, đứng, đậm, trong khung hình chữ nhật viền đơn 30 mm × 8 mm."""
    return _stamp("HỎA TỐC")(seen)


@rule("X-14", "stamp-thuong-khan", "III.2b; V, dòng 10", needs=("looks",), about=("do_khan",))
def thuong_khan(seen: Seen) -> Iterator[Fault | Outcome]:
    """Dấu “THƯỢNG KHẨN”: in hoa, cỡ chữ 13 - 14, đứng, đậm, trong khung hình chữ nhật viền đơn 40 mm × 8 mm."""
    return _stamp("THƯỢNG KHẨN")(seen)


@rule("X-15", "stamp-khan", "III.2b; V, dòng 10", needs=("looks",), about=("do_khan",))
def khan(seen: Seen) -> Iterator[Fault | Outcome]:
    """Dấu “KHẨN”: in hoa, cỡ chữ 13 - 14, đứng, đậm, trong khung hình chữ nhật viền đơn 20 mm × 8 mm."""
    return _stamp("KHẨN")(seen)


@rule("X-17", "luu-hanh-letters", "III.2c; V, dòng 13", needs=("looks",), about=("luu_hanh",))
def luu_hanh(seen: Seen) -> Iterator[Fault | Outcome]:
    """“XEM XONG TRẢ LẠI”, “LƯU HÀNH NỘI BỘ”: in hoa, cỡ chữ 13 - 14, đứng, đậm, trong khung viền đơn."""
    return judged(seen, ["luu_hanh"], size, weight, slope, cased)


@rule("X-18", "nguoi-soan-letters", "III.3; V, dòng 11", needs=("looks",), about=("nguoi_soan",))
def nguoi_soan(seen: Seen) -> Iterator[Fault | Outcome]:
    """Ký hiệu người soạn thảo và số lượng bản phát hành: cỡ chữ 11, đứng."""
    return judged(seen, ["nguoi_soan"], size, slope)


@rule("X-19", "dia-chi-letters", "III.4; V, dòng 12", needs=("looks",), about=("dia_chi",))
def dia_chi(seen: Seen) -> Iterator[Fault | Outcome]:
    """Địa chỉ cơ quan, thư điện tử, điện thoại: cuối trang thứ nhất, dưới đường kẻ nét liền, in thường, cỡ chữ 11 - 12, đứng."""
    yield from judged(seen, ["dia_chi"], size, slope, cased)
    for part in seen.of("dia_chi", least=SURE):
        if part.place and part.place.page > 1:
            yield at(part, problem("dia-chi-page", "Địa chỉ cơ quan phải ở trang thứ nhất."), found=f"trang {part.place.page}",
                     required="trang 1")


@rule("X-20", "ky-so-letters", "II.8b, III.1d; Phần II, I.3", needs=("looks",), about=("ky_so",))
def ky_so(seen: Seen) -> Iterator[Fault | Outcome]:
    """Thông tin chữ ký số của cơ quan trên phụ lục, văn bản kèm theo, bản sao: in thường, cỡ chữ 10, đứng, màu đen."""
    return judged(seen, ["ky_so"], size, weight, slope)


@rule("C-05", "copy-form-letters", "Phần II, II.2b", needs=("looks",))
def copy_form(seen: Seen) -> Iterator[Fault | Outcome]:
    """Hình thức sao “SAO Y”, “SAO LỤC”, “TRÍCH SAO”: in hoa, cỡ chữ 13 - 14, đứng, đậm."""
    parts = [(part, part.looks) for part in seen.parts if _copy_form(part.text) and part.looks is not None]
    if not parts:
        yield NOT_APPLICABLE
    for part, looks in parts:
        words, can = part.text.strip(), bounds(COPY_FORM_PT)
        if words != words.upper():
            yield at(part, problem("copy-form-case", "“{co}” phải viết bằng chữ in hoa.", co=words), found=words,
                     required=words.upper())
        if not COPY_FORM_PT.allows(looks.sizes_pt[0], SIZE_TOLERANCE_PT):
            co = number(looks.sizes_pt[0])
            yield at(part, problem("copy-form-size", "“{dau}” cỡ chữ {co}, phải là {can}.", dau=words, co=co, can=can), found=co,
                     required=can)
        if looks.bold is False or looks.italic:
            yield at(part, problem("copy-form-style", "“{co}” phải kiểu chữ đứng, đậm.", co=words), required="đứng, đậm")


@by_text
def _copy_form(text: str) -> bool:
    return unicodedata.normalize("NFC", text).strip().upper() in _COPY_FORMS
