"""Data at the edges of a type's limits, made from its schema: every field given, only the required ones, the longest texts, few
rows and many."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any, Final

from service import doctypes
from service.fields.spec import FieldSpec

# stamps, what is written only where it differs, and appendices: the text must speak of those
_STAMPS: Final = frozenset({"do_mat", "do_khan", "luu_hanh", "ky_hieu", "mau_so", "don_vi_soan_thao", "phu_luc"})
_TEXT: Final = ("bảo đảm tiến độ, chất lượng, an toàn cho học sinh trong suốt thời gian thi công công trình; số liệu thống nhất "
                 "với sổ kế toán, công khai trên bảng tin hằng tháng; phân công người theo dõi, đôn đốc, báo cáo kết quả")
AGENCY: Final = ("Trường Phổ thông dân tộc nội trú\nTrung học cơ sở và Trung học phổ thông\n"
                 "Nguyễn Bỉnh Khiêm phường Hạnh Thông")
_KINDS: Final[dict[str, Any]] = {
    "integer": 7, "year": 2025, "money": 1_250_000, "decimal": "6,5", "date": "2025-10-15", "time": "2025-10-15T08:00",
    "yes_no": True,
    "person": {"ho_ten": "Lê Thị Ngọc Hân", "danh_xung": "Bà", "chuc_vu": "Giáo viên"},
    "organisation": "Phòng Văn hóa - Xã hội",
    "reference": {"loai": "Kế hoạch", "so_ky_hieu": "571/KH-UBND", "ngay": "2025-07-29"},
    "signature": "Trần Thị Hạnh Dung",
    "filing": "VHXH",
    "recipients": ["Các đơn vị có liên quan"], "addressees": ["Sở Nội vụ"],
    "legal_grounds": ["Căn cứ chức năng, nhiệm vụ được giao"], "body": [{"doan": "Nội dung do đơn vị bổ sung."}],
}


def words(count: int) -> str:
    """So many words, each its own: none of them may be lost on the page."""
    some = _TEXT.split()
    return " ".join(some[number % len(some)] for number in range(count)).capitalize()


def sixty(limit: int | None, mark: str = "") -> str:
    """A text of sixty words, or as long as the limit allows, that begins with the mark."""
    text = f"{mark} {words(60)}".strip()
    return text if limit is None or len(text) <= limit else text[:limit].rsplit(" ", 1)[0].rstrip(",;")


def value(spec: FieldSpec) -> Any:
    """What a field takes: its example, or a value of its kind."""
    if spec.example is not None:
        return spec.example
    match spec.kind:
        case "text" | "long_text":
            return sixty(min(spec.max_length or 80, 80))
        case "choice":
            return spec.options[0].value
        case "list":
            item = spec.item or FieldSpec(kind="text", label=spec.label)
            return [value(item)] * max(spec.min or 1, 1)
        case "table":
            return [{key: value(one) for key, one in spec.columns.items()} for _ in range(max(spec.min or 1, 1))]
        case "group":
            return {key: value(one) for key, one in spec.columns.items()}
    return _KINDS[spec.kind]


def example(slug: str) -> dict[str, Any]:
    return copy.deepcopy(dict(doctypes.get(slug).example()["data"]))


def all_given(slug: str) -> dict[str, Any]:
    """The example with every other field the type has."""
    data, fields = example(slug), doctypes.get(slug).schema.fields
    for name, spec in fields.items():
        if name not in data and name not in _STAMPS and not spec.computed and not spec.compose:
            data[name] = value(spec)
    return data


def only_required(slug: str) -> dict[str, Any]:
    """The example without anything that may be left out: what is composed, counted, defaulted or optional. The day stays where
    the example's campaign holds bodies that have ended."""
    schema = doctypes.get(slug).schema
    kept = {"ngay_ban_hanh"} if doctypes.get(slug).example().get("campaign") else set()
    return {name: given for name, given in example(slug).items() if name in kept
            or (schema.fields[name].required and not schema.fields[name].compose and schema.fields[name].default is None)}


def tables(slug: str) -> list[str]:
    """The type's fields that are tables."""
    return [name for name, spec in doctypes.get(slug).schema.fields.items() if spec.kind == "table"]


def rows(slug: str, table: str, count: int) -> list[dict[str, Any]]:
    """So many rows like the last one of the example, each with a mark of its own in its first text; the first rows stay."""
    spec = doctypes.get(slug).schema.fields[table]
    kept = example(slug).get(table) or value(spec)
    first = next(key for key, one in spec.columns.items() if one.kind == "text")
    return [*kept, *({**kept[-1], first: f"{kept[-1][first]} {number}"} for number in range(len(kept) + 1, count + 1))][:count]


def strings(value: Any) -> Iterator[str]:
    """Every text in the data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)
