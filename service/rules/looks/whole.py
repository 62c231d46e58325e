"""Is this a whole document, and is something missing from it? Absence is told only where nothing unknown could be the thing."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

from service.errors import problem
from service.rules.finding import Fault
from service.rules.kept import by_text
from service.rules.layout import COMPONENTS
from service.rules.looks.judge import HINT, SURE
from service.rules.registry import NOT_APPLICABLE, UNDETERMINED, Outcome
from service.rules.seen import Part, Seen, by_component, per_document

HEADING: Final = frozenset({"quoc_hieu", "tieu_ngu", "co_quan_chu_quan", "co_quan_ban_hanh", "so_ky_hieu", "dia_danh_ngay",
                            "trich_yeu_cong_van", "do_mat", "do_khan", "luu_hanh", "mau_so"})
TITLE: Final = frozenset({"ten_loai", "trich_yeu"})
SIGNATURE: Final = frozenset({"quyen_han", "chuc_vu_khac", "ho_ten"})
ENDING: Final = SIGNATURE | {"noi_nhan_tu", "noi_nhan", "ky_ghi_chu"}
TEXT: Final = frozenset({"tham_quyen", "can_cu", "menh_lenh", "kinh_gui", "kinh_gui_dong", "doan", "giua", "phan", "chuong",
                         "muc_dieu", "tieu_muc", "dieu", "dieu_tieu_de", "muc", "khoan", "khoan_tieu_de", "diem", "gach", "cong"})
_MAIN: Final = HEADING | TITLE | ENDING
# Words that stand in a document once only: found anywhere, the component is not missing, however it was taken.
_WORDS: Final = {"quoc_hieu": "xã hội chủ nghĩa", "tieu_ngu": "hạnh phúc", "noi_nhan_tu": "nơi nhận", "so_ky_hieu": "số:"}
_BLANKS: Final = ".…_"
_DOTS: Final = 0.3                                # of a line's signs: more, and it is there to be filled in
_ENOUGH: Final = 3                                # components that make a file a document of the decree


@per_document
def main(seen: Seen) -> list[Part]:
    """The parts before the first appendix."""
    end = next((part.index for part in seen.parts if part.component in ("phu_luc", "phu_luc_ten")), len(seen.parts))
    return list(seen.parts[:end])


@per_document
def body(seen: Seen, *components: str, least: float = SURE) -> list[Part]:
    """The body's parts of these components: before the signature, out of tables."""
    end = _body_end(seen)
    return [part for part in seen.of(*components, least=least)
            if part.index < end and not part.in_table and _worded(part.text)]


@per_document
def _body_end(seen: Seen) -> int:
    parts = main(seen)
    return next((at for at, part in enumerate(parts) if part.component in ENDING), len(parts))


@per_document
def sure(seen: Seen, component: str) -> tuple[Part, ...]:
    """The parts before the first appendix that are surely of a component."""
    end = len(main(seen))
    return tuple([part for part in seen.of(component, least=SURE) if part.index < end])


@by_text
def _worded(text: str) -> bool:
    """Whether it is text, and not a row of dots to be filled in by hand."""
    return sum(map(text.count, _BLANKS)) <= _DOTS * (len(text) - text.count(" "))


@per_document
def attached(seen: Seen) -> bool:
    """A text issued with a decision (mẫu 1.3-a): no number, no date, no signature of its own (S-15)."""
    kinds = [part.component for part in main(seen)]
    return "phu_luc_kem_theo" in kinds and "so_ky_hieu" not in kinds


@per_document
def copied(seen: Seen) -> bool:
    """The block of a copy alone, to be printed below the end of what is copied: the rest stands there (mẫu 3.1)."""
    kinds = {part.component for part in main(seen)}
    return "hinh_thuc_sao" in kinds and not kinds & {"quoc_hieu", "tieu_ngu", "ten_loai"}


def missing(seen: Seen, component: str) -> Iterator[Fault | Outcome]:
    """A fault where a component is surely not there; UNDETERMINED where it could be, unrecognised. Nothing where it is there."""
    parts = main(seen)
    if any(part.index < len(parts) for part in by_component(seen).get(component, ())):
        return
    if not parts or attached(seen) or copied(seen) or component in seen.lacks:
        yield NOT_APPLICABLE
    elif seen.source == "text" or _components(seen) < _ENOUGH or _could_be(seen, parts, component):
        yield UNDETERMINED
    else:
        name = COMPONENTS[component].name
        yield Fault(problem("component-missing", "Thiếu thành phần thể thức: {ten}.", ten=name), component, required=name)


@per_document
def _components(seen: Seen) -> int:
    return len({part.component for part in main(seen) if part.component in _MAIN and part.confidence >= SURE})


def _could_be(seen: Seen, parts: list[Part], component: str) -> bool:
    """Whether something not recognised stands where the component belongs, or its words stand elsewhere."""
    if seen.built_in:
        return False
    words = _WORDS.get(component)
    if words and any(words in unicodedata.normalize("NFC", part.text).lower() for part in seen.parts):
        return True
    first = next((at for at, part in enumerate(parts) if part.component in TEXT and part.confidence >= HINT), len(parts))
    last = next((at for at, part in enumerate(parts) if part.component in ENDING and part.confidence >= HINT), None)
    ending = parts if last is None else parts[max(0, last - 3):]
    block = ending if component in ENDING else parts[:first]
    return any(part.text.strip() and (not part.component or part.confidence < HINT) for part in block)
