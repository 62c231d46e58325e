"""`cac_phu_luc`: the appendices a type composes and those its user writes (PL I, III.1; mẫu 2.1, 2.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from service.body.number import Item, Rules, finish, number
from service.components.ruled import Places
from service.doctypes.head import AppendixSpec
from service.errors import Problem
from service.fields.spec import FieldSpec
from service.frozen import value
from service.outline import Checker, Condition, Loop, Outline, Text, bound, compile_outline, compose, scopes
from service.values import Rule, SectionStart
from service.vietnamese.capitals import capitals
from service.vietnamese.letters import roman

_A4_MM: Final = (210.0, 297.0)
_MARGINS_MM: Final = (20.0, 15.0, 20.0, 30.0)            # top, right, bottom, left: PL I, I.4
_MM: Final = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Plan:
    """A compiled `[[phu_luc]]`."""

    spec: AppendixSpec
    title: Text
    loop: Loop | None
    when: Condition | None
    outline: Outline
    used: frozenset[str]


@value
class Appendix:
    """What a template prints of one (docs/templates.md)."""

    trang: SectionStart
    nhan: str
    ten: str
    kem_theo: str
    ke: Rule
    noi_dung: list[Item]
    ngang: bool = False


@value
class Draft:
    """An appendix before its label, its sheet and the line "(Kèm theo …)"."""

    ten: str
    items: Sequence[Item]
    ngang: bool = False
    labelled: bool = True
    attached: bool = True
    end_mark: bool = True


def compile_plan(spec: AppendixSpec, fields: Mapping[str, FieldSpec]) -> tuple[Plan, list[Problem]]:
    """`[[phu_luc]]` → (Plan, its mistakes, each with its place in it)."""
    checker = Checker(fields)
    header = {key: value for key, value in (("each", spec.each), ("as", spec.name), ("when", spec.when)) if value is not None}
    loop, when, rows = checker.header(header, {}, "")
    title = checker.text(spec.ten, rows, "ten")
    outline = compile_outline(spec.outline, fields, rows)
    return Plan(spec, title, loop, when, outline, outline.used | checker.used), [*checker.mistakes, *outline.mistakes]


def composed(plans: Iterable[Plan], shown: Mapping[str, object], problems: list[Problem]) -> Iterator[Draft]:
    """The type's own appendices, numbered inside."""
    for plan in plans:
        spec = plan.spec
        for scope in scopes(plan.loop, plan.when, bound(shown)):
            parts, found = compose(plan.outline.entries, scope)
            items, wrong = number(parts, Rules(spec.structure, spec.sub_khoan))
            problems += [*found, *wrong]
            yield Draft(plan.title.fill(scope)[0], items, spec.ngang, spec.nhan, spec.kem_theo, spec.end_mark)


def written(given: Iterable[Any]) -> Iterator[Draft]:
    """The user's own, of a field of kind appendices."""
    yield from (Draft(one.ten, one.noi_dung, one.ngang) for one in given)


def finished(drafts: Sequence[Draft], attached: str, places: Places, *, landscape: bool,
             label: str | None = None) -> list[Appendix]:
    """Drafts → appendices. `attached` is the line "(Kèm theo …)", `landscape` how the document itself stands.

    They are numbered where two or more have a label (III.1a); `label` is one given already.
    """
    labelled = sum(draft.labelled for draft in drafts)
    made: list[Appendix] = []
    for index, draft in enumerate(drafts):
        place = sum(one.labelled for one in drafts[:index + 1])
        own = "" if not draft.labelled else f"Phụ lục {roman(place)}" if labelled > 1 else "Phụ lục"
        made.append(_on_its_sheet(draft, own if label is None else label, attached if draft.attached else "", places,
                                  landscape=landscape))
    return made


def _on_its_sheet(draft: Draft, label: str, attached: str, places: Places, *, landscape: bool) -> Appendix:
    """A sheet that stands as the document does is as its template says; turned, it is A4 with the decree's margins."""
    turned = draft.ngang != landscape
    size = (_A4_MM[::-1] if draft.ngang else _A4_MM)
    width_pt = (size[0] - _MARGINS_MM[1] - _MARGINS_MM[3]) * _MM if turned else places.measure_pt
    sheet = SectionStart(draft.ngang, size, _MARGINS_MM) if turned else SectionStart(draft.ngang)
    title = capitals(draft.ten)
    items = finish(draft.items, end_mark=draft.end_mark, width_pt=width_pt)
    return Appendix(sheet, label, title, attached, places.appendix_rule(title, attached, width_pt), list(items), draft.ngang)
