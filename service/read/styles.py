"""Style part → styles and their chains, as written (ECMA-376-1, 17.7). What they come to on a paragraph or run: `looks`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from service.read.names import Element, W, of, val
from service.read.paragraph_properties import merged_paragraph, paragraph_properties
from service.read.run_properties import Raw, merged_run, run_properties
from service.read.theme import Theme
from service.read.units import on


@dataclass(frozen=True, slots=True)
class Style:
    style_id: str
    kind: str                                    # paragraph, character, table, numbering
    name: str
    based_on: str
    paragraph: Raw
    run: Raw
    element: Element                             # table styles are read from it (`table_styles`)


@dataclass(slots=True)
class Styles:
    by_id: Mapping[str, Style]
    defaults: Mapping[str, str]                  # kind → style id
    default_run: Raw
    default_paragraph: Raw
    _chains: dict[str, tuple[Style, ...]] = field(default_factory=dict)
    _runs: dict[str, Raw] = field(default_factory=dict)

    def chain(self, style_id: str) -> tuple[Style, ...]:
        """The style and those it is based on, the last ancestor first; a circle is cut."""
        found = self._chains.get(style_id)
        if found is None:
            out: list[Style] = []
            current = self.by_id.get(style_id)
            while current is not None and current not in out:
                out.append(current)
                current = self.by_id.get(current.based_on)
            found = self._chains[style_id] = tuple(reversed(out))
        return found

    def run(self, style_id: str) -> Raw:
        """The chain's character properties as one layer."""
        found = self._runs.get(style_id)
        if found is None:
            found = self._runs[style_id] = merged_run(*(style.run for style in self.chain(style_id)))
        return found

    def paragraph_style(self, style_id: str) -> str:
        """The style a paragraph really has: the named one if it is there, else the default."""
        style = self.by_id.get(style_id)
        return style_id if style is not None and style.kind == "paragraph" else self.defaults.get("paragraph", "")

    def list_of_style(self, style_id: str) -> str | None:
        return next((s.paragraph["num"] for s in reversed(self.chain(style_id)) if "num" in s.paragraph), None)


def styles(root: Element | None, theme: Theme) -> Styles:
    """The style part's root, or None → `Styles`."""
    if root is None:
        return Styles({}, {}, {}, {})
    by_id: dict[str, Style] = {}
    defaults: dict[str, str] = {}
    for e in root.iterchildren(W + "style"):
        style_id, kind = of(e, "styleId") or "", of(e, "type") or "paragraph"
        by_id[style_id] = Style(
            style_id, kind, val(e.find(W + "name")), val(e.find(W + "basedOn")),
            paragraph_properties(e.find(W + "pPr"), theme), run_properties(e.find(W + "rPr"), theme), e)
        if of(e, "default") is not None and on(of(e, "default")):
            defaults.setdefault(kind, style_id)
    run = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    paragraph = root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr")
    return Styles(by_id, defaults, run_properties(run, theme), merged_paragraph(paragraph_properties(paragraph, theme)))
