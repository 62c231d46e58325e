"""Follows the XML through every branch of a template, so that whatever the data, what comes out is well-formed.

Both branches of an `if` must leave the same elements open, the body of a `for` those it began with. On the way every printed
value is told where it stands (the compiler filters of markup.py), which docxtpl leaves to chance.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from jinja2 import nodes

from service.errors import Problem, problem
from service.fill.source import NEWLINE, Source

_NAME = re.compile(r"<(/?)([^\s/>]*)")
_IN_TAG = re.compile("[\"'>]")
_RUNS_IN = frozenset(("w:p", "w:hyperlink", "w:smartTag", "w:ins", "w:moveTo"))
_BLOCKS_IN = frozenset(("w:body", "w:tc", "w:hdr", "w:ftr", "w:footnote", "w:endnote", "w:txbxContent", "w:comment"))
_PLACES = {
    "w:t": "trong dòng chữ",
    "w:r": "trong dòng chữ",
    "w:p": "giữa các đoạn chữ",
    "w:tc": "trong ô",
    "w:tr": "giữa các ô",
    "w:tbl": "giữa các hàng",
}

# an open element with, for w:r, the text of its w:rPr
_Open = tuple[str, str]
_State = tuple[tuple[_Open, ...], str, str]


class Balance:
    """One part's walk. After `walk`, `problems` holds what does not close, and the tree's printed values are wrapped."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self._stack: tuple[_Open, ...] = ()
        self._mode = ""  # "" between tags, "<" inside one, or the quote of the attribute value we are in
        self._tag = ""  # "/name" or "name" of the tag we are in
        self._last = ""
        self._block = (0, 0)  # how many elements were open where the innermost block began, and its line

    def walk(self, tree: nodes.Template) -> None:
        self._all(tree.body)
        if not self.problems and (self._stack or self._mode):
            self._broken(1)

    @property
    def _state(self) -> _State:
        return self._stack, self._mode, self._tag

    @_state.setter
    def _state(self, state: _State) -> None:
        self._stack, self._mode, self._tag = state

    def _all(self, body: Sequence[nodes.Node]) -> None:
        for node in body:
            if isinstance(node, nodes.Output):
                node.nodes = [self._output(child) for child in node.nodes]
            elif isinstance(node, nodes.If):
                self._if(node)
            elif isinstance(node, nodes.For):
                self._for(node)
            elif isinstance(node, nodes.With):
                self._all(node.body)

    def _output(self, child: nodes.Expr) -> nodes.Expr:
        if isinstance(child, nodes.TemplateData):
            child.data = child.data.replace(NEWLINE, "\n").replace("{_{", "{{").replace("}_}", "}}")
            child.data = child.data.replace("{_%", "{%").replace("%_}", "%}")  # docxtpl's way to print braces
            self._feed(child.data, child.lineno)
            return child
        where, arguments = self._where(child.lineno)
        return nodes.Filter(child, where, arguments, [], None, None, lineno=child.lineno)

    def _where(self, line: int) -> tuple[str, list[nodes.Expr]]:
        top, properties = self._stack[-1] if self._stack else ("", "")
        if self._mode in ('"', "'"):
            return "in attribute", []
        if self._mode:
            self._say(problem("template-unbalanced", "Thẻ đứng giữa một thẻ XML.", place=self._place(line)))
        if top == "w:t":
            inherited = self._stack[-2][1] if len(self._stack) > 1 else ""
            return "in text", [nodes.Const(inherited, lineno=line)] if inherited else []
        around = top
        if top == "w:sdtContent":  # a content control takes whatever stands around it
            around = next((name for name, _ in reversed(self._stack) if name in _RUNS_IN or name in _BLOCKS_IN), "")
        if around in _RUNS_IN:
            return "in run", [nodes.Const(properties, lineno=line)] if properties else []
        if around in _BLOCKS_IN:
            return "in block", []
        if top in ("w:tbl", "w:tr", "w:r"):
            self._say(problem("template-unbalanced", "Giá trị không đặt được ở đây.", place=self._place(line)))
        return "in plain", []

    def _if(self, node: nodes.If) -> None:
        start = self._state
        ends: list[tuple[int, _State]] = []
        branches = [(node.lineno, node.body), *((one.lineno, one.body) for one in node.elif_), (node.lineno, node.else_)]
        for line, body in branches:
            self._state = start
            self._inside(line, body)
            ends.append((line, self._state))
        wrong = next((line for line, state in ends if _names(state) != _names(ends[-1][1])), None)
        if wrong is not None:
            self._unequal(wrong, start, next(state for line, state in ends if line == wrong))
            self._state = start
        elif any(state != ends[0][1] for _, state in ends):
            stack, mode, tag = ends[0][1]  # run properties that hang on a branch are not known
            self._state = tuple((name, "") for name, _ in stack), mode, tag

    def _for(self, node: nodes.For) -> None:
        start = self._state
        self._inside(node.lineno, node.body)
        if _names(self._state) != _names(start):
            self._unequal(node.lineno, start, self._state)
        self._state = start
        self._inside(node.lineno, node.else_)
        if _names(self._state) != _names(start):
            self._unequal(node.lineno, start, self._state)
        self._state = start

    def _inside(self, line: int, body: Sequence[nodes.Node]) -> None:
        around, self._block = self._block, (len(self._stack), line)
        self._all(body)
        self._block = around

    def _unequal(self, line: int, start: _State, end: _State) -> None:
        if start[0] and end[0] and start[0][-1][0] == end[0][-1][0]:
            self._say(
                problem("template-unbalanced", "Khối này mở và đóng ở hai mức lồng nhau khác nhau.", place=self._place(line))
            )
            return
        opened, closed = (_PLACES.get(state[0][-1][0] if state[0] else "", "giữa các đoạn") for state in (start, end))
        self._say(
            problem(
                "template-unbalanced",
                "Khối này mở {mo} nhưng đóng {dong}; hai thẻ phải cùng dạng, ví dụ đều là {{%tr … %}} hoặc đều là {{%p … %}}.",
                place=self._place(line), mo=opened, dong=closed,
            )
        )

    def _say(self, found: Problem) -> None:
        if not self.problems:  # one broken block makes all that follow look broken
            self.problems.append(found)

    def _broken(self, line: int) -> None:
        self._say(
            problem("template-unbalanced", "Các thẻ của mẫu làm hỏng cấu trúc của phần này.", place=self._place(line))
        )

    def _place(self, line: int) -> str:
        shown = self.source.lines[line - 1] if 0 < line <= len(self.source.lines) else None
        place = self.source.place(line)
        return f"{place} ({shown.tag.written})" if shown and shown.tag else place

    def _feed(self, data: str, line: int) -> None:
        at = 0
        properties = -1
        while at < len(data):
            if not self._mode:
                at = data.find("<", at)
                if at < 0:
                    break
                match = _NAME.match(data, at)
                if not match or not match[2] or match[2][0] in "?!":
                    at = data.find(">", at) + 1 or len(data)
                    continue
                self._mode, self._tag = "<", match[1] + match[2]
                if self._tag == "w:rPr":
                    properties = at
                at = match.end()
            elif self._mode == "<":
                match = _IN_TAG.search(data, at)
                if not match:
                    break
                at = match.end()
                if match[0] == ">":
                    alone = data[at - 2 : at - 1] if at > 1 else self._last
                    self._mode = ""
                    self._tagged(alone == "/", data[properties:at] if properties >= 0 else "", line)
                else:
                    self._mode = match[0]
            else:
                at = data.find(self._mode, at) + 1
                if not at:
                    break
                self._mode = "<"
        self._last = data[-1:] or self._last

    def _tagged(self, alone: bool, since_properties: str, line: int) -> None:
        if self._tag.startswith("/"):
            name = self._tag[1:]
            if not self._stack or self._stack[-1][0] != name:
                self._broken(line)
                return
            if name in ("w:tc", "w:tr", "w:tbl") and len(self._stack) <= self._block[0]:
                # well-formed, but the cells of two rows would run into one
                self._say(
                    problem(
                        "template-unbalanced",
                        "Khối này mở trong một ô hay hàng nhưng đóng ở ô hay hàng khác; hãy dùng {{%tr … %}} hoặc {{%tc … %}}.",
                        place=self._place(self._block[1]),
                    )
                )
            self._stack = self._stack[:-1]
            if name == "w:rPr" and since_properties and self._stack and self._stack[-1][0] == "w:r":
                self._stack = (*self._stack[:-1], ("w:r", since_properties))
        elif not alone:
            self._stack = (*self._stack, (self._tag, ""))


def _names(state: _State) -> tuple[tuple[str, ...], str]:
    return tuple(name for name, _ in state[0]), state[1]
