"""The names of a template against the schema: what it uses and the type has not, what must be printed and is not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.components.ruled import OWNERS, Places
from service.doctypes import context
from service.doctypes.schema import Schema
from service.doctypes.staged import SHEETS
from service.errors import Problem, problem
from service.fields.messages import unknown


def mistakes(schema: Schema, names: frozenset[str], places: Places, place: str) -> list[Problem]:
    """`names` are those the template uses, `place` is its file."""
    provided = context.made(schema)
    plain = problem("name-unknown", "Mẫu dùng “{ten}” mà loại văn bản này không có.", place=place)
    like = problem("name-unknown", "Mẫu dùng “{ten}” mà loại văn bản này không có; có phải “{gan}”?", place=place)
    found = [unknown(name, provided, plain, like) for name in sorted(names - provided)]
    found += [problem("rule-homeless", "Mẫu có “{ten}” nhưng không có đoạn chứa {chu}.", place=place, ten=name,
                      chu=OWNERS[name]) for name in sorted(names & OWNERS.keys()) if name not in places.by_name]
    if schema.appendices and "cac_phu_luc" not in names:
        found.append(problem("appendices-homeless", "Loại văn bản có [[phu_luc]] nhưng mẫu không in cac_phu_luc.", place=place))
    used = names | schema.used
    if schema.staging and SHEETS in names:
        used |= schema.staging.used
    for name in used & context.MADE_OF.keys():
        used |= context.MADE_OF[name]
    if schema.outline and "noi_dung" in names:
        used |= schema.outline.used
    if "cac_phu_luc" in names:
        used = used.union(*(plan.used for plan in schema.appendices))
    found += [problem("field-unused", "Trường bắt buộc “{ten}” không được in ở đâu trong mẫu.", place=place, ten=name)
              for name, spec in schema.fields.items() if spec.required and name not in used]
    return found


def unprinted(names: frozenset[str], checked: Mapping[str, Any]) -> list[Problem]:
    """Stamps and appendices that were given and for which a template, an office's own perhaps, has no place."""
    printed = {**dict.fromkeys(context.MARKS, ""), "phu_luc": "cac_phu_luc"}
    return [problem("field-homeless", "Mẫu của loại văn bản này không có chỗ in trường này.", pointer=f"/{name}")
            for name, place in printed.items() if checked.get(name) and (place or name) not in names]
