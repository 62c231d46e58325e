"""`[body] outline` of a type's schema: fields → parts of the body. The form is in docs/types.md; it is data, not a language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, cast

from service.body.inline import without_stop
from service.body.levels import LEVELS, RANK, Level, Part
from service.errors import Problem, problem
from service.fields.body import BodyItems
from service.fields.messages import unknown_field
from service.fields.spec import FieldSpec

_BLANK: Final = re.compile(r"\{\{\s*([a-z_][a-z0-9_.]*)\s*\}\}")
_PATH: Final = re.compile(r"[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)*")
_KEYS: Final = frozenset({"each", "as", "when", "noi_dung", "body", "tieu_de", "punctuate", *RANK, "doan"})
_PARTS_OF: Final[Mapping[str, frozenset[str]]] = {                    # what `x.part` may name beside a row's columns
    "integer": frozenset({"so", "lien", "bang_chu"}), "money": frozenset({"so", "lien", "bang_chu"}), "year": frozenset({"so"}),
    "date": frozenset({"ngan", "nam", "thang_nam"}), "choice": frozenset({"ma"}),
    "person": frozenset({"ho_ten", "danh_xung", "chuc_vu", "don_vi", "day_du"}),
    "organisation": frozenset({"ten", "viet_tat", "in_hoa"}),
}
_REPEATED: Final = frozenset({"list", "table", "long_text", "legal_grounds", "addressees", "recipients"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of an outline: a level with its text, a body field, or a stretch of lines; repeated and conditional by paths."""

    level: Level | None
    text: tuple[str, ...]                # what stands between blanks and, at odd places, the paths of the blanks
    titled: bool | None
    each: str
    name: str
    when: str
    punctuate: bool
    body: str
    under: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class _Bound:
    value: object
    pointer: str


@dataclass(frozen=True, slots=True)
class Outline:
    """A compiled outline: `mistakes`, each with its place; `used` are the fields it prints."""

    entries: tuple[Entry, ...]
    mistakes: tuple[Problem, ...]
    used: frozenset[str]


def compile_outline(lines: Iterable[object], fields: Mapping[str, FieldSpec]) -> Outline:
    """Outline as TOML gives it → Outline, with every mistake of it."""
    compiler = _Compiler(fields)
    entries = compiler.entries(lines, {}, "outline")
    return Outline(entries, tuple(compiler.mistakes), frozenset(compiler.used))


def fill_in(text: str, values: Mapping[str, object]) -> str:
    """`{{ a.b }}` → the value; what is not given prints nothing."""
    scope = {name: _Bound(value, f"/{name}") for name, value in values.items()}
    return _BLANK.sub(lambda found: str(_look_up(found[1], scope).value), text)


def blanks(text: str) -> list[str]:
    """The fields a text uses."""
    return [found[1].split(".")[0] for found in _BLANK.finditer(text)]


def compose(entries: Sequence[Entry], values: Mapping[str, object]) -> Iterator[Part]:
    """Entries and presented field values → parts in reading order, a body field's parts in their place."""
    yield from _stretch(entries, {name: _Bound(value, f"/{name}") for name, value in values.items()})


def _stretch(entries: Sequence[Entry], scope: Mapping[str, _Bound]) -> Iterator[Part]:
    for entry in entries:
        if entry.when and not _look_up(entry.when, scope).value:
            continue
        if not entry.each:
            yield from _lines(entry, scope)
            continue
        rows = _look_up(entry.each, scope)
        made = [list(_lines(entry, {**scope, entry.name: _Bound(row, f"{rows.pointer}/{index}")}))
                for index, row in enumerate(cast("Sequence[object]", rows.value))]
        for index, parts in enumerate(made):
            yield from (_ended(parts, last=index == len(made) - 1) if entry.punctuate else parts)


def _lines(entry: Entry, scope: Mapping[str, _Bound]) -> Iterator[Part]:
    if entry.under:
        yield from _stretch(entry.under, scope)
    elif entry.body:
        body = _look_up(entry.body, scope)
        if isinstance(body.value, BodyItems):
            yield from (replace(part, pointer=body.pointer + part.pointer) for part in body.value.parts)
    elif entry.level:
        text, origin = entry.text[0], ""
        for path, rest in zip(entry.text[1::2], entry.text[2::2], strict=True):
            bound = _look_up(path, scope)
            text += f"{bound.value}{rest}"
            origin = origin or bound.pointer
        yield Part(entry.level, text, entry.titled, pointer=origin)


def _ended(parts: list[Part], *, last: bool) -> list[Part]:
    """A list's line ends `;`, its last one `.`."""
    if parts:
        parts[-1] = replace(parts[-1], text=without_stop(parts[-1].text) + ("." if last else ";"))
    return parts


def _look_up(path: str, scope: Mapping[str, _Bound]) -> _Bound:
    """A path whose root is known; a part of a group that is not given is empty."""
    if path in scope:
        return scope[path]
    root, *steps = path.split(".")
    bound = scope[root]
    for step in steps:
        value = bound.value
        inner = value.get(step, "") if isinstance(value, Mapping) else getattr(value, step, "")
        bound = _Bound(inner, f"{bound.pointer}/{step}")
    return bound


class _Compiler:
    def __init__(self, fields: Mapping[str, FieldSpec]) -> None:
        self.fields = fields
        self.mistakes: list[Problem] = []
        self.used: set[str] = set()

    def entries(self, lines: Iterable[object], rows: Mapping[str, FieldSpec], place: str) -> tuple[Entry, ...]:
        made = [self._entry(line, rows, f"{place}[{index}]") for index, line in enumerate(lines)]
        return tuple(entry for entry in made if entry)

    def _entry(self, line: object, rows: Mapping[str, FieldSpec], place: str) -> Entry | None:
        if not isinstance(line, dict):
            self.mistakes.append(problem("outline-line", "Mỗi dòng của dàn bài là một nhóm khóa.", place=place))
            return None
        self.mistakes += [replace(unknown_field(str(key), _KEYS), place=place) for key in line if key not in _KEYS]
        levels = [level for level in LEVELS if level in line]
        if len(levels) + ("body" in line) + ("noi_dung" in line) != 1:
            self.mistakes.append(problem("outline-line", "Cần đúng một cấp (muc, khoan, …), hoặc body, hoặc noi_dung.",
                                         place=place))
            return None
        name, each, when, body = (str(line.get(key, "")) for key in ("as", "each", "when", "body"))
        if when:
            self._path(when, rows, place)
        if each:
            row = self._path(each, rows, place)
            name = name or "x"
            if row and row.kind not in _REPEATED:
                self.mistakes.append(problem("outline-path", "“{ten}” không phải danh sách.", place=place, ten=each))
            rows = {**rows, name: _row_of(row)}
        if body and (spec := self._path(body, rows, place)) and spec.kind != "body":
            self.mistakes.append(problem("outline-path", "“{ten}” không phải trường kiểu body.", place=place, ten=body))
        text = str(line[levels[0]]) if levels else ""
        for found in _BLANK.finditer(text):
            self._path(found[1], rows, place)
        if "{" in _BLANK.sub("", text):
            self.mistakes.append(problem("outline-blank", "Trong ngoặc nhọn chỉ viết được tên trường, đang là “{chu}”.",
                                         place=place, chu=text))
        under = self.entries(line["noi_dung"], rows, f"{place}.noi_dung") if isinstance(line.get("noi_dung"), list) else ()
        level = levels[0] if levels else None
        pieces, punctuate = tuple(_BLANK.split(text)), bool(line.get("punctuate"))
        return Entry(level, pieces, line.get("tieu_de"), each, name, when, punctuate, body, under)

    def _path(self, path: str, rows: Mapping[str, FieldSpec], place: str) -> FieldSpec | None:
        """The field a path ends at. Records mistakes and the root as used."""
        root, *steps = path.split(".")
        if not _PATH.fullmatch(path) or (root not in rows and root not in self.fields):
            self.mistakes.append(replace(unknown_field(path, [*rows, *self.fields]), place=place))
            return None
        if root not in rows:
            self.used.add(root)
        spec: FieldSpec | None = rows.get(root) or self.fields.get(root)
        for step in steps:
            if spec is None:
                return None
            if step in spec.columns and spec.kind == "group":
                spec = spec.columns[step]
            elif step in _PARTS_OF.get(spec.kind, ()):
                spec = None
            else:
                self.mistakes.append(problem("outline-path", "“{ten}” không có phần “{phan}”.", place=place, ten=path, phan=step))
                return None
        return spec


def _row_of(spec: FieldSpec | None) -> FieldSpec:
    """What the name of a loop stands for: a row of a table is a group of its columns."""
    if spec is not None and spec.kind == "table":
        return spec.model_copy(update={"kind": "group"})
    if spec is not None and spec.kind == "list" and spec.item is not None:
        return spec.item
    return FieldSpec(kind="text", label="x")
