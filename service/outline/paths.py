"""`{{ a.b }}`, `each`, `when`: paths into the fields. A `Checker` names every mistake at loading, so that filling cannot fail."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, cast

from service.errors import Problem, problem
from service.fields.messages import unknown, unknown_field
from service.fields.spec import FieldSpec
from service.frozen import value

_BLANK: Final = re.compile(r"\{\{\s*([a-z_][a-z0-9_.]*)\s*\}\}")
_PATH: Final = re.compile(r"[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)*")
_WHEN: Final = re.compile(r"(?P<no>!?)\s*(?P<path>[a-z_][a-z0-9_.]*)(?P<others>(?:\s*\|\s*[a-z_][a-z0-9_.]*)*)\s*"
                          r"(?:=\s*(?P<code>\S.*?))?\s*")
_ORGANISATION: Final = frozenset({"ten", "viet_tat", "in_hoa"})
PARTS_OF: Final[Mapping[str, frozenset[str]]] = {                    # what `x.part` may name beside a group's columns
    "integer": frozenset({"so", "lien", "hai_so", "bang_chu"}), "money": frozenset({"so", "lien", "bang_chu"}),
    "year": frozenset({"so"}),
    "decimal": frozenset({"so", "phan_tram"}), "date": frozenset({"ngan", "nam", "thang_nam"}),
    "time": frozenset({"gio", "ngay", "ngan"}), "yes_no": frozenset({"dau", "khong_dau"}), "choice": frozenset({"ma"}),
    "person": frozenset({"ho_ten", "danh_xung", "chuc_vu", "don_vi", "day_du"}), "organisation": _ORGANISATION,
    "reference": frozenset({"loai", "so_ky_hieu", "ngay", "co_quan", "trich_yeu", "day_du", "kem_theo"}),
    "signature": frozenset({"ho_ten", "chuc_vu", "chuc_vu_khac"}),
}
REPEATED: Final = frozenset({"list", "table", "long_text", "legal_grounds", "addressees", "recipients"})
_NO_TEXT: Final = frozenset({"table", "group", "image", "body", "appendices", "signature"})
_TEXT: Final = FieldSpec(kind="text", label="x")


@value
class Bound:
    """What a name stands for, and where it comes from in the data."""

    value: object
    pointer: str = ""


Scope = Mapping[str, Bound]


@dataclass(frozen=True, slots=True)
class Text:
    """A text with blanks: what stands between them and, at odd places, their paths."""

    pieces: tuple[str, ...] = ("",)

    def fill(self, scope: Scope) -> tuple[str, str]:
        """(the text, the pointer of its first value). A list is its lines."""
        text, origin = self.pieces[0], ""
        for path, rest in zip(self.pieces[1::2], self.pieces[2::2], strict=True):
            found = look_up(path, scope)
            text += f"{_printed(found.value)}{rest}"
            origin = origin or found.pointer
        return text, origin


@dataclass(frozen=True, slots=True)
class Condition:
    """`x`, `!x`: whether it is given; `x | y`: whether one of them is; `x = code`, `x = one | other`: whether a choice is this
    one, or one of these."""

    path: str
    negated: bool = False
    codes: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    def holds(self, scope: Scope) -> bool:
        values = [look_up(path, scope).value for path in (self.path, *self.others)]
        return any(getattr(one, "ma", "") in self.codes if self.codes else bool(one) for one in values) != self.negated


@dataclass(frozen=True, slots=True)
class Loop:
    """`each` and `as`: once for each row, the row under its name, its number from 1 as `stt`."""

    path: str
    name: str

    def scopes(self, scope: Scope, when: Condition | None) -> Iterator[Scope]:
        """`when` chooses among the rows; those left out are not counted."""
        rows, count = look_up(self.path, scope), 0
        for index, row in enumerate(cast("Sequence[object]", rows.value)):
            inner = {**scope, self.name: Bound(row, f"{rows.pointer}/{index}")}
            if when is None or when.holds(inner):
                count += 1
                yield {**inner, "stt": Bound(str(count))}


def scopes(loop: Loop | None, when: Condition | None, scope: Scope) -> Iterator[Scope]:
    """A line's scopes: one for each row where it is repeated; none where its condition does not hold.

    A condition on the row itself (`each = "ca_nhan", when = "x.sang_kien"`) chooses rows, any other stands before the loop.
    """
    if loop and when and when.path.split(".")[0] == loop.name:
        yield from loop.scopes(scope, when)
    elif when is None or when.holds(scope):
        yield from loop.scopes(scope, None) if loop else (scope,)


def bound(values: Mapping[str, object]) -> dict[str, Bound]:
    """Presented field values → the outermost scope."""
    return {name: Bound(value, f"/{name}") for name, value in values.items()}


def look_up(path: str, scope: Scope) -> Bound:
    """A path whose root is known; a part of a group that is not given is empty."""
    root, *steps = path.split(".")
    found = scope[root]
    for step in steps:
        value = found.value
        inner = value.get(step, "") if isinstance(value, Mapping) else getattr(value, step, "")
        found = Bound(inner, f"{found.pointer}/{step}")
    return found


def _printed(value: object) -> object:
    return "\n".join(map(str, value)) if isinstance(value, (list, tuple)) else value


class Checker:
    """Checks paths against the fields. `mistakes` have a place; `used` are the fields that texts, loops and conditions name."""

    def __init__(self, fields: Mapping[str, FieldSpec]) -> None:
        self.fields = fields
        self.mistakes: list[Problem] = []
        self.used: set[str] = set()

    def text(self, given: object, rows: Mapping[str, FieldSpec], place: str, *, lists: bool = False) -> Text:
        """A text with blanks; `lists` allows lists in it (the cell of a table)."""
        if not isinstance(given, (str, int)) or isinstance(given, bool):
            self.add(problem("outline-text", "Chỗ này phải là chữ."), place)
            return Text()
        text = str(given)
        for found in _BLANK.finditer(text):
            spec = self.path(found[1], rows, place)
            if spec and (spec.kind in _NO_TEXT or (spec.kind in REPEATED and not lists)):
                self.add(problem("outline-path", "“{ten}” (kiểu {kieu}) không in được trong một dòng chữ.", ten=found[1],
                                 kieu=spec.kind), place)
        if "{" in _BLANK.sub("", text):
            self.add(problem("outline-blank", "Trong ngoặc nhọn chỉ viết được tên trường, đang là “{chu}”.", chu=text), place)
        return Text(tuple(_BLANK.split(text)))

    def header(self, line: Mapping[str, object], rows: Mapping[str, FieldSpec],
               place: str) -> tuple[Loop | None, Condition | None, Mapping[str, FieldSpec]]:
        """`each`, `as`, `when` → (Loop, Condition, the names inside)."""
        loop, inner = self.loop(line, rows, place)
        return loop, self.condition(line, inner, place), inner

    def condition(self, line: Mapping[str, object], rows: Mapping[str, FieldSpec], place: str) -> Condition | None:
        given = line.get("when")
        if given is None:
            return None
        found = _WHEN.fullmatch(str(given))
        if found is None or (found["others"] and found["code"]):
            self.add(problem("outline-when", "Điều kiện viết dạng “trường”, “!trường” hoặc “trường = giá trị”, đang là “{chu}”.",
                             chu=str(given)), place)
            return None
        codes = tuple(code.strip() for code in (found["code"] or "").split("|")) if found["code"] else ()
        spec = self.path(found["path"], rows, place)
        if codes and spec is not None and spec.kind != "choice":
            self.add(problem("outline-when", "“{ten}” không phải lựa chọn (choice), không so sánh được.", ten=found["path"]),
                     place)
        elif codes and spec is not None:
            known = [one.value for one in spec.options]
            for code in (code for code in codes if code not in known):
                self.add(unknown(code, known, problem("outline-when", "Không có lựa chọn “{ten}”."),
                                 problem("outline-when", "Không có lựa chọn “{ten}”; có phải “{gan}”?")), place)
        others = tuple(path.strip() for path in found["others"].split("|")[1:])
        for path in others:
            self.path(path, rows, place)
        return Condition(found["path"], bool(found["no"]), codes, others)

    def loop(self, line: Mapping[str, object], rows: Mapping[str, FieldSpec],
             place: str) -> tuple[Loop | None, Mapping[str, FieldSpec]]:
        """`each`, `as` → (Loop, the names inside it)."""
        if "each" not in line:
            if "as" in line:
                self.add(problem("outline-each", "Khóa as chỉ đi với each."), place)
            return None, rows
        path, name = str(line["each"]), str(line.get("as", "x"))
        spec = self.path(path, rows, place)
        if spec and spec.kind not in REPEATED:
            self.add(problem("outline-path", "“{ten}” không phải danh sách.", ten=path), place)
        return Loop(path, name), {**rows, name: _row_of(spec), "stt": _TEXT}

    def keys(self, line: object, known: frozenset[str], place: str) -> Mapping[str, object] | None:
        """A line as a group of known keys; None where it is none."""
        if not isinstance(line, dict):
            self.add(problem("outline-line", "Chỗ này phải là một nhóm khóa: {{ … }}."), place)
            return None
        for key in line:
            if key not in known:
                self.add(unknown_field(str(key), known), place)
        return line

    def path(self, path: str, rows: Mapping[str, FieldSpec], place: str) -> FieldSpec | None:
        """The field a path ends at, None at a part of a value. Records mistakes, and the root as used."""
        root, *steps = path.split(".")
        if not _PATH.fullmatch(path) or (root not in rows and root not in self.fields):
            self.add(unknown_field(path, [*rows, *self.fields]), place)
            return None
        if root not in rows:
            self.used.add(root)
        spec = rows.get(root) or self.fields[root]
        for index, step in enumerate(steps):
            if spec.kind == "group" and step in spec.columns:
                spec = spec.columns[step]
            elif step in PARTS_OF.get(spec.kind, ()) and index == len(steps) - 1:
                return None
            else:
                self.add(problem("outline-path", "“{ten}” không có phần “{phan}”.", ten=path, phan=step), place)
                return None
        return spec

    def add(self, mistake: Problem, place: str) -> None:
        self.mistakes.append(replace(mistake, place=place))


def _row_of(spec: FieldSpec | None) -> FieldSpec:
    """What the name of a loop stands for: a row of a table is a group of its columns."""
    if spec is not None and spec.kind == "table":
        return spec.model_copy(update={"kind": "group"})
    if spec is not None and spec.kind == "list" and spec.item is not None:
        return spec.item
    return _TEXT
