"""A rewritten template → Python that puts its pieces into one list (output.py).

Jinja's own is a generator of pieces that asks the environment for every attribute. Here an attribute that is plain data
(language.py) is read where it stands, and what ends a cell or table asks whether anything stood in it (afterwards.py).
"""

from __future__ import annotations

from keyword import iskeyword

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame

from service.fill.afterwards import ENDS

_OUT = "out"


def look(line: int) -> nodes.Output:
    """A statement that looks at the clock and the length, for the beginning of a loop's body."""
    return nodes.Output([], lineno=line)


def pieces(node: nodes.Output) -> list[str | nodes.Expr]:
    """What is printed by one statement: fixed text and values by turns."""
    made: list[str | nodes.Expr] = []
    for child in node.nodes:
        if not isinstance(child, nodes.TemplateData):
            made.append(child)
        elif made and isinstance(made[-1], str):
            made[-1] += child.data
        else:
            made.append(child.data)
    return [piece for piece in made if piece] or made[:1]


class Generator(CodeGenerator):
    """Of trees that went through balance.py and rewrite.py: every printed value is a filter's, and a string."""

    def write_commons(self) -> None:
        self.writeline("resolve = context.parent.__getitem__")
        self.writeline("undefined = environment.undefined")
        self.writeline("cond_expr_undefined = Undefined")
        self.writeline(f"{_OUT} = context.{_OUT}")

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802  # Jinja's name
        super().visit_Template(node, frame)
        for attribute in sorted({one.attr for one in node.find_all(nodes.Getattr) if _speakable(one.attr)}):
            self.writeline(f"data_{attribute} = environment.data[{attribute!r}]")

    def enter_frame(self, frame: Frame) -> None:
        if frame.rootlevel:
            frame.buffer = _OUT
        super().enter_frame(frame)

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802  # Jinja's name
        if not node.nodes:
            self.writeline(f"if len({_OUT}) > {_OUT}.until: {_OUT}.look()", node)
        together: list[str | nodes.Expr] = []
        for piece in pieces(node):
            if isinstance(piece, str) and piece.startswith(ENDS):
                self._put(together, frame)
                together = []
                self.writeline(f"{_OUT}.shut()")
            together.append(piece)
        self._put(together, frame)

    def _put(self, together: list[str | nodes.Expr], frame: Frame) -> None:
        if not together:
            return
        self.writeline(f"{_OUT}.extend((" if len(together) > 1 else f"{_OUT}.append(")
        self.indent()
        for piece in together:
            if isinstance(piece, str):
                self.writeline(repr(piece))
            else:
                self.newline(piece)
                self.visit(piece, frame)
            self.write(",")
        self.outdent()
        self.writeline("))" if len(together) > 1 else ")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802  # Jinja's name
        """Of a dict its key, of what is known to hold it as data the attribute; all else is the sandbox's."""
        if not _speakable(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.write(f"(o[{node.attr!r}] if (o := ")
        self.visit(node.node, frame)
        self.write(f").__class__ is dict and {node.attr!r} in o else o.{node.attr} if o.__class__ in data_{node.attr} ")
        self.write(f"else environment.getattr(o, {node.attr!r}))")


def _speakable(attribute: str) -> bool:
    """Whether Python can say it, and says the same, and no method of a dict hides a key of that name."""
    return attribute.isascii() and not iskeyword(attribute) and not hasattr(dict, attribute)
