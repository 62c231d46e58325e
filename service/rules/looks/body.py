"""Letters of the body: căn cứ, phần … điểm, đoạn văn (PL I, II.6; V, dòng 6; ô 6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from service.errors import problem
from service.rules.finding import Fault
from service.rules.layout import COMPONENTS, Component
from service.rules.looks.judge import HINT, SIZE_TOLERANCE_PT, SURE, Letters, at, case, judged, number, once, size, slope, weight
from service.rules.looks.judge import alignment as aligned
from service.rules.looks.whole import body
from service.rules.registry import NOT_APPLICABLE, UNDETERMINED, Outcome, rule
from service.rules.seen import Looks, Part, Seen, per_document

_PROSE: Final = ("doan", "khoan", "diem", "dieu", "gach", "cong")
# A note in brackets, a quotation, a ground that was not recognised as one may slope.
_ASIDE: Final = ("(", "“", "\"", "Ghi chú", "Lưu ý", "Căn cứ", "Theo đề nghị", "Xét ")
_HEADING: Final = 250                                   # characters: no heading is longer
_A_LINE: Final = 85                                     # characters between the margins
_SENTENCE: Final = 40                                   # characters: a shorter one may be a heading without a number


def _body(seen: Seen, *components: str, checks: tuple[Letters, ...], least: float = SURE) -> Iterator[Fault | Outcome]:
    """Like `judged`, of the body only: forms behind the signature and appendices have their own letters."""
    parts = [part for part in body(seen, *components, least=0.0) if part.text.strip()]
    sure = [(part, part.looks) for part in parts if part.confidence >= least and part.looks is not None]
    if not sure:
        yield UNDETERMINED if parts else NOT_APPLICABLE
    found = (check(part, looks, COMPONENTS[part.component]) for part, looks in sure for check in checks)
    yield from once(fault for fault in found if fault)


def _of_body_size(seen: Seen) -> Letters:
    """"Cùng cỡ chữ với phần lời văn": the size that most of the body's letters have, where it is legal itself."""
    usual = _usual_size_pt(seen)

    def same(part: Part, looks: Looks, row: Component) -> Fault | None:
        outside = size(part, looks, row)
        if outside or usual is None or abs(looks.sizes_pt[0] - usual) <= SIZE_TOLERANCE_PT:
            return outside
        if not row.size_pt.allows(usual, SIZE_TOLERANCE_PT):
            return None                           # the prose itself is told
        co, can = number(looks.sizes_pt[0]), number(usual)
        return at(part, problem("size-not-of-body", "{ten}: cỡ chữ {co}, phải bằng cỡ chữ của lời văn ({can}).",
                                ten=row.name, co=co, can=can), found=co, required=can, suggestion=can)

    return same


@per_document
def _usual_size_pt(seen: Seen) -> float | None:
    sizes: Counter[float] = Counter()
    for part in body(seen, "doan") or body(seen, *_PROSE):
        if part.looks:
            sizes[part.looks.sizes_pt[0]] += len(part.text)
    return sizes.most_common(1)[0][0] if sizes else None


@rule("B-02", "can-cu-letters", "II.6a", needs=("looks",))
def can_cu(seen: Seen) -> Iterator[Fault | Outcome]:
    """Căn cứ ban hành: in thường, kiểu chữ nghiêng, cỡ chữ 13 - 14; mỗi căn cứ một dòng, cuối dòng dấu (;), dòng cuối dấu (.)."""
    return _body(seen, "can_cu", checks=(size, weight, slope, case))


@rule("B-09", "phan-chuong-number", "II.6đ; V, dòng 6a", needs=("looks",))
def phan_chuong(seen: Seen) -> Iterator[Fault | Outcome]:
    """Từ “Phần”, “Chương” và số: một dòng riêng, canh giữa, in thường, cỡ chữ 13 - 14, đứng, đậm; số La Mã."""
    return judged(seen, ("phan", "chuong"), size, weight, slope, case, aligned)


@rule("B-10", "phan-chuong-title", "II.6đ; V, dòng 6a", needs=("looks",), about=("phan_tieu_de", "chuong_tieu_de"))
def phan_chuong_tieu_de(seen: Seen) -> Iterator[Fault | Outcome]:
    """Tiêu đề của phần, chương: ngay dưới, canh giữa, in hoa, cỡ chữ 13 - 14, đứng, đậm."""
    return judged(seen, ("phan_tieu_de", "chuong_tieu_de"), size, weight, slope, case, aligned)


@rule("B-11", "muc-number", "II.6đ; V, dòng 6a", needs=("looks",))
def muc_tieu_muc(seen: Seen) -> Iterator[Fault | Outcome]:
    """Từ “Mục”, “Tiểu mục” và số: một dòng riêng, canh giữa, in thường, cỡ chữ 13 - 14, đứng, đậm; số Ả Rập."""
    return judged(seen, ("muc_dieu", "tieu_muc"), size, weight, slope, case, aligned)


@rule("B-12", "muc-title", "II.6đ; V, dòng 6a", needs=("looks",), about=("muc_dieu_tieu_de", "tieu_muc_tieu_de"))
def muc_tieu_muc_tieu_de(seen: Seen) -> Iterator[Fault | Outcome]:
    """Tiêu đề của mục, tiểu mục: ngay dưới, canh giữa, in hoa, cỡ chữ 13 - 14, đứng, đậm."""
    return judged(seen, ("muc_dieu_tieu_de", "tieu_muc_tieu_de"), size, weight, slope, case, aligned)


@rule("B-13", "dieu-letters", "II.6đ; V, dòng 6a", needs=("looks",))
def dieu(seen: Seen) -> Iterator[Fault | Outcome]:
    """Từ “Điều”, số và tiêu đề: in thường, đứng, đậm, cỡ chữ bằng lời văn; số Ả Rập, sau số có dấu chấm."""
    titled = [*_body(seen, "dieu_tieu_de", checks=(_of_body_size(seen), weight, slope, case))]
    plain = [*_body(seen, "dieu", checks=(_of_body_size(seen), _number_bold, slope))]
    faults = [one for one in titled + plain if isinstance(one, Fault)]
    yield from faults or (titled if NOT_APPLICABLE not in titled else plain)


def _number_bold(part: Part, looks: Looks, row: Component) -> Fault | None:
    """Without a title "Điều 1." alone is bold (mẫu 1.2, 1.3): the whole is neither bold nor regular."""
    if looks.bold is not False:
        return None
    return at(part, problem("dieu-number-not-bold", "{ten}: “{so}” phải đậm.", ten=row.name, so=part.label or "Điều"),
              required="đậm")


@rule("B-14", "khoan-letters", "II.6đ; V, dòng 6a", needs=("looks",))
def khoan(seen: Seen) -> Iterator[Fault | Outcome]:
    """Khoản không có tiêu đề: số Ả Rập và dấu chấm; in thường, đứng, không đậm, cỡ chữ bằng lời văn."""
    return _body(seen, "khoan", checks=(_of_body_size(seen), weight, slope))


@rule("B-15", "khoan-title-letters", "II.6đ; V, dòng 6b", needs=("looks",), about=("khoan_tieu_de",))
def khoan_tieu_de(seen: Seen) -> Iterator[Fault | Outcome]:
    """Khoản có tiêu đề: số và tiêu đề trên một dòng riêng, in thường, đứng, đậm, cỡ chữ bằng lời văn."""
    return _body(seen, "khoan_tieu_de", checks=(_of_body_size(seen), weight, slope, case))


@rule("B-16", "diem-letters", "II.6đ; V, dòng 6", needs=("looks",))
def diem(seen: Seen) -> Iterator[Fault | Outcome]:
    """Điểm: chữ cái tiếng Việt theo thứ tự và dấu ngoặc đơn đóng; in thường, đứng, không đậm, cỡ chữ bằng lời văn."""
    return _body(seen, "diem", checks=(_of_body_size(seen), weight, slope))


@rule("B-18", "muc-roman-letters", "V, dòng 6b", needs=("looks",))
def muc(seen: Seen) -> Iterator[Fault | Outcome]:
    """Số La Mã và tiêu đề của mục (“I. TÊN MỤC”): một dòng, in hoa, cỡ chữ 13 - 14, đứng, đậm."""
    return _body(seen, "muc", checks=(size, weight, slope, case))


@rule("B-19", "text-letters", "II.6e; V, dòng 6", needs=("looks",))
def text(seen: Seen) -> Iterator[Fault | Outcome]:
    """Nội dung văn bản: in thường, cỡ chữ 13 - 14, kiểu chữ đứng, căn đều cả hai lề."""
    letters = [*_body(seen, "doan", checks=(size, _upright, _regular))]
    lines = [*_body(seen, *_PROSE, "can_cu", checks=(_justified if seen.built_in else _justified_lines,))]
    faults = [one for one in letters + lines if isinstance(one, Fault)]
    yield from faults
    if not faults:
        yield from (one for one in lines if not isinstance(one, Fault))


def _regular(part: Part, looks: Looks, row: Component) -> Fault | None:
    """A bold line may be a heading without a number; a bold text of several lines is none."""
    return weight(part, looks, row) if len(part.text) > _HEADING else None


def _upright(part: Part, looks: Looks, row: Component) -> Fault | None:
    return None if part.text.lstrip().startswith(_ASIDE) or len(part.text) < _SENTENCE else slope(part, looks, row)


def _justified(part: Part, looks: Looks, row: Component) -> Fault | None:
    """A centred line is rather no prose."""
    return None if looks.alignment == "center" else aligned(part, looks, row)


def _justified_lines(part: Part, looks: Looks, row: Component) -> Fault | None:
    """Of a stranger's file: a text of one line looks the same justified or not."""
    return _justified(part, looks, row) if len(part.text) > _A_LINE else None


@rule("B-25", "menh-lenh-letters", "PL III, mẫu 1.1 - 1.3", severity="nhac", needs=("looks",), about=("menh_lenh",))
def menh_lenh(seen: Seen) -> Iterator[Fault | Outcome]:
    """“QUYẾT ĐỊNH:”, “QUYẾT NGHỊ:” một dòng riêng, canh giữa, in hoa, đứng, đậm, có dấu hai chấm (theo mẫu)."""
    yield from judged(seen, ["menh_lenh"], size, weight, slope, case, least=HINT)
    for part in seen.of("menh_lenh"):
        if not part.text.strip().endswith(":"):
            yield at(part, problem("menh-lenh-colon", "Sau “{co}” phải có dấu hai chấm (theo mẫu).", co=part.text.strip()),
                     found=part.text.strip(), required=f"{part.text.strip()}:", suggestion=f"{part.text.strip()}:")


@rule("B-26", "tham-quyen-letters", "PL III, mẫu 1.1 - 1.3", severity="nhac", needs=("looks",), about=("tham_quyen",))
def tham_quyen(seen: Seen) -> Iterator[Fault | Outcome]:
    """Thẩm quyền ban hành: một dòng riêng trên căn cứ, canh giữa, in hoa, đứng, đậm (theo mẫu)."""
    yield from judged(seen, ["tham_quyen"], size, weight, slope, case, least=HINT)
    line, ground = seen.first("tham_quyen"), seen.first("can_cu")
    if line and ground and ground.index < line.index:
        yield at(line, problem("tham-quyen-place", "Thẩm quyền ban hành phải ở trên các căn cứ (theo mẫu)."),
                 required="trên căn cứ")
