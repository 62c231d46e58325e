"""`mc:AlternateContent` → the branch to read: the first choice that is understood, else the fallback (ECMA-376-3, 7.6)."""

from __future__ import annotations

from service.read.names import NAMESPACES, Element, q

_UNDERSTOOD = frozenset(NAMESPACES[p] for p in ("w14", "wp14", "wps", "wpg", "w15"))


def chosen(element: Element) -> tuple[Element | None, str]:
    """The branch, or None; and the prefixes that the first choice requires."""
    wanted = ""
    for choice in element.iterchildren(q("mc:Choice")):
        requires = choice.get("Requires", "").split()
        wanted = wanted or " ".join(requires)
        if all(choice.nsmap.get(prefix) in _UNDERSTOOD for prefix in requires):
            return choice, wanted
    return element.find(q("mc:Fallback")), wanted
