"""Names used outside the loop that makes them: Jinja would print the missing field of data that was never meant."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import nodes

from service.errors import Problem, problem
from service.fill.source import Source


def check_scope(tree: nodes.Template, source: Source) -> list[Problem]:
    """A parsed part → a problem for each loop variable (or `loop`) used after its loop. A name that stands free before its
    first loop too is the data's own."""
    loops: dict[str, int] = {}
    for loop in tree.find_all(nodes.For):
        for made in (*(name.name for name in _targets(loop)), "loop"):
            loops[made] = min(loop.lineno, loops.get(made, loop.lineno))
    for node in tree.find_all((nodes.Assign, nodes.With)):
        for name in node.find_all(nodes.Name):
            if name.ctx in ("store", "param"):
                loops.pop(name.name, None)
    free = [(name, line) for name, line in _loads(tree, frozenset()) if name in loops]
    own = {name for name, line in free if line < loops[name]}
    return [
        problem(
            "template-scope",
            "“{ten}” chỉ có trong vòng lặp {{% for %}} của nó, nhưng thẻ này đứng ngoài vòng lặp đó.",
            place=source.place(line),
            ten=name,
        )
        for name, line in dict.fromkeys(free)
        if name not in own
    ]


def _targets(loop: nodes.For) -> Iterator[nodes.Name]:
    if isinstance(loop.target, nodes.Name):
        yield loop.target
    else:
        yield from loop.target.find_all(nodes.Name)


def _loads(node: nodes.Node, known: frozenset[str]) -> Iterator[tuple[str, int]]:
    if isinstance(node, nodes.For):
        within = known | {name.name for name in _targets(node)} | {"loop"}
        yield from _loads(node.iter, known)
        for child in (*node.body, *([node.test] if node.test else ())):
            yield from _loads(child, within)
        for child in node.else_:
            yield from _loads(child, known)
    elif isinstance(node, nodes.Name):
        if node.ctx == "load" and node.name not in known:
            yield node.name, node.lineno
    else:
        for child in node.iter_child_nodes():
            yield from _loads(child, known)
