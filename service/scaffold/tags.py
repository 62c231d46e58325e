"""Paragraphs that hold docxtpl's commands; they leave no trace in a document."""

from __future__ import annotations

from lxml import etree

from service.scaffold.xml import paragraph

Blocks = list[etree._Element]


def command(text: str) -> etree._Element:
    """`{%p … %}` on a line of its own."""
    return paragraph("lenh", text)


def when(condition: str, *inner: etree._Element) -> Blocks:
    return [command(f"{{%p if {condition} %}}"), *inner, command("{%p endif %}")]


def each(name: str, values: str, *inner: etree._Element) -> Blocks:
    return [command(f"{{%p for {name} in {values} %}}"), *inner, command("{%p endfor %}")]


def rule(name: str) -> etree._Element:
    """The paragraph of a drawn line alone."""
    return paragraph("duong_ke", f"{{{{ {name} }}}}")
