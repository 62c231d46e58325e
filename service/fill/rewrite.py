"""A parsed template → the same template, bounded: `~` asks how long, every loop meets the clock. And without empty runs."""

from __future__ import annotations

from typing import cast

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from service.fill.generator import look
from service.fill.language import CONCAT

_EMPTY_RUN = '<w:r><w:t xml:space="preserve"></w:t></w:r>'


def rewrite(tree: nodes.Template) -> nodes.Template:
    """Changes the tree in place and returns it."""
    return cast("nodes.Template", _Rewrite().visit(tree))


class _Rewrite(NodeTransformer):
    # Jinja's visitor finds these methods by the names of its nodes

    def visit_TemplateData(self, node: nodes.TemplateData) -> nodes.Node:  # noqa: N802  # Jinja's name
        """docxtpl leaves an empty run on each side of a tag that stands for runs: it shows nothing, and costs every reader."""
        node.data = node.data.replace(_EMPTY_RUN, "")
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802  # Jinja's name
        """`a ~ b` does not pass through the sandbox's operators: a bounded filter stands in its place."""
        self.generic_visit(node)
        items = nodes.List(node.nodes, lineno=node.lineno)
        return nodes.Filter(items, CONCAT, [], [], None, None, lineno=node.lineno)

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802  # Jinja's name
        """Every round looks at the clock (output.py). One that may print nothing prints an empty piece, so that it counts too."""
        self.generic_visit(node)
        if not any(isinstance(one, nodes.Output) and one.nodes for one in node.body):
            node.body = [nodes.Output([nodes.TemplateData("", lineno=node.lineno)], lineno=node.lineno), *node.body]
        node.body = [look(node.lineno), *node.body]
        return node
