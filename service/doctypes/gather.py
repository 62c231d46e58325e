"""A document's data with what a campaign and the type add, checked: the step before anything is printed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from service.campaign import load as load_campaign
from service.campaign.shared import Shared
from service.doctypes import computed, demands
from service.doctypes.schema import Schema
from service.doctypes.taken import taken
from service.errors import InputRefused, LimitExceeded, Problem, problem
from service.fields.kind import Surroundings
from service.fields.kinds import model_of
from service.fields.messages import MESSAGES, check, problems
from service.outline import bound

_ROOM: Final = re.compile(" {5,}")         # left for the pen in a document cited; a field of text would make it one blank


@dataclass(frozen=True, slots=True)
class Gathered:
    """Checked values by name (None where nothing is given), what templates see of each, what is still wrong, and what the
    campaign gave, as it gave it."""

    values: dict[str, Any]
    shown: dict[str, object]
    problems: list[Problem]
    from_campaign: dict[str, object]


class Gatherer:
    """One type's way from data to checked values. `model` is what pydantic checks."""

    def __init__(self, slug: str, name: str, schema: Schema) -> None:
        self.schema = schema
        fields = {name: spec.model_copy(update={"required": spec.required and not spec.compose and not spec.computed})
                  for name, spec in schema.fields.items()}
        self.model = model_of(slug, fields, schema.kinds, name)
        made = [name for name, spec in schema.fields.items() if spec.compose or spec.computed]
        self._adapters = {name: TypeAdapter(schema.kinds[name].annotation) for name in made}

    def gather(self, data: Mapping[str, object], campaign: Mapping[str, object] | Shared | None, today: date | None,
               folder: Path | None) -> Gathered:
        """Raises InputRefused where the data itself is wrong; what shows only behind that is in `problems`."""
        found: list[Problem] = []
        shared: Shared | None = None
        if isinstance(campaign, Mapping):
            try:
                shared = load_campaign(campaign)
            except InputRefused as error:
                found += error.problems
        else:
            shared = campaign
        merged, from_campaign = self._merged(data, shared)
        model, wrong = check(self.model, merged, Surroundings(folder))
        found += [one for one in wrong if not (found and self._from_campaign(one))]
        if model is None or found:
            raise refused(found)
        checked: dict[str, Any] = {name: getattr(model, name) for name in self.schema.fields}
        shown = self._shown(checked, found)
        found += demands.problems(self.schema.fields, self.schema.kinds, self.schema.needed, checked, shown)
        day = checked.get("ngay_ban_hanh") or today
        if shared and day:
            found += [one for one in shared.validity(day) if one.pointer.lstrip("/") in from_campaign]
        return Gathered(checked, shown, found, {name: merged[name] for name in checked if name in from_campaign})

    def _merged(self, data: Mapping[str, object], shared: Shared | None) -> tuple[dict[str, object], set[str]]:
        """The data with what it does not say taken from the campaign, else from the defaults; and the names taken."""
        if not isinstance(data, Mapping):
            raise InputRefused(problem("object-wrong", "Dữ liệu phải là một nhóm trường (đối tượng)."))
        merged = {name: value for name, value in data.items() if value is not None and value != ""}
        from_campaign: set[str] = set()
        for name, spec in self.schema.fields.items():
            if name in merged:
                continue
            value = shared.look_up(spec.source) if shared and spec.source else None
            if value is not None:
                merged[name] = taken(spec, value)
                from_campaign.add(name)
            elif spec.default is not None and not spec.compose:
                merged[name] = spec.default
        return merged, from_campaign

    def _shown(self, checked: dict[str, Any], found: list[Problem]) -> dict[str, object]:
        """What templates see of each field. Computed ones first, then `compose` writes those not given, in the schema's order."""
        fields, kinds = self.schema.fields, self.schema.kinds
        for name, spec in fields.items():
            if spec.computed:
                right = computed.number(spec, checked)
                if checked[name] is not None and checked[name] != right:
                    found.append(problem("total-differs", "Đã ghi {co}, nhưng tính từ dữ liệu là {dung}; bỏ trường này thì phần"
                                         " mềm tự tính.", pointer=f"/{name}", co=kinds[name].present(checked[name]),
                                         dung=kinds[name].present(right)))
                self._put(name, right, checked, found)
        shown = {name: kinds[name].present(value) for name, value in checked.items()}
        for name, text in self.schema.composed.items():
            if checked[name] is None:
                written = _ROOM.sub(lambda found: "\u00a0" * len(found[0]), text.fill(bound(shown))[0])
                self._put(name, written if written.strip() else fields[name].default, checked, found)
                shown[name] = kinds[name].present(checked[name])
        return shown

    def _put(self, name: str, value: object, checked: dict[str, Any], found: list[Problem]) -> None:
        """A value made by us, checked like one given."""
        if value is None:
            found += [replace(MESSAGES["missing"], pointer=f"/{name}")] if self.schema.fields[name].required else []
            return
        try:
            checked[name] = self._adapters[name].validate_python(value)
        except ValidationError as error:
            found += problems(error, self.model, f"/{name}")

    def _from_campaign(self, one: Problem) -> bool:
        """A field missing only because the campaign could not be read."""
        spec = self.schema.fields.get(one.pointer.lstrip("/"))
        return one.code == "field-missing" and spec is not None and bool(spec.source)


def refused(found: list[Problem]) -> InputRefused:
    """Every problem; a limit exceeded among them decides the answer's status."""
    return (LimitExceeded if any(one.code.startswith("limit-") for one in found) else InputRefused)(*found)
