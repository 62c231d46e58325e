"""docxtpl as its users write it: open the template, render, save. Our own values are given to it ready-made."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from types import SimpleNamespace

from docxtpl import DocxTemplate, RichText
from markupsafe import Markup

from benchmarks.measure import own_cpu_seconds
from benchmarks.workloads import Workload
from service.fill.drawing import place_run, rule_run
from service.values import Rich, Rule, SigningPlaces


class Docx:
    name = "docxtpl"

    def __init__(self, workload: Workload) -> None:
        self._template, self._record = workload.template, workload.record

    def given(self, number: int) -> object:
        return _theirs(self._record(number))

    def make(self, given: object) -> tuple[bytes, ...]:
        document = DocxTemplate(io.BytesIO(self._template))
        document.render(given, autoescape=True)
        out = io.BytesIO()
        document.save(out)
        return (out.getvalue(),)

    cpu_seconds = staticmethod(own_cpu_seconds)


def _theirs(value: object) -> object:
    """Rich text as docxtpl's RichText, drawn lines as the XML that docxtpl puts in; the rest as it is."""
    if isinstance(value, Rich):
        rich = RichText()
        for run in value.runs:
            rich.add(run.text, bold=run.bold, italic=run.italic, underline="single" if run.underline else False)
        return rich
    if isinstance(value, Rule):
        return _between_runs(rule_run(value))
    if isinstance(value, SigningPlaces):
        return _between_runs("".join(map(place_run, value.places)))
    if is_dataclass(value):
        return SimpleNamespace(**{one.name: _theirs(getattr(value, one.name)) for one in fields(value)})
    if isinstance(value, Mapping):
        return {name: _theirs(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_theirs(one) for one in value]
    return value


def _between_runs(runs: str) -> Markup:
    return Markup(f'</w:t></w:r>{runs}<w:r><w:t xml:space="preserve">')
