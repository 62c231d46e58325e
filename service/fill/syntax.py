"""Each tag by itself, and the blocks they make: every mistake with its place, where Jinja would stop at the first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError

from service.errors import Problem, problem
from service.fill.language import Language
from service.fill.source import Line, Source

_WORD = re.compile(r"[-+]?\s*([^\W\d]\w*)(.*)$", re.DOTALL)
_ENDS = {"endfor": "for", "endif": "if", "endwith": "with", "endraw": "raw"}
_BLOCKS = frozenset(_ENDS.values())
_FORBIDDEN = frozenset(("macro", "call", "filter", "block", "extends", "include", "import", "from", "autoescape", "do", "trans"))
_CELL = frozenset(("vm", "hm", "colspan", "cellbg"))
_KNOWN = [*_BLOCKS, *_ENDS, "elif", "else", "set", *_CELL]
_CURLY = re.compile("[“”‘’„«»″′]")


def check(source: Source, language: Language) -> Iterator[Problem]:
    """The problems of a part's tags, in order."""
    stack: list[tuple[str, Line]] = []
    for line in source.lines:
        if line.kind == "{{":
            yield from _expression(line, line.inner, language)
        else:
            yield from _statement(line, stack, language)
    for word, line in stack:
        yield problem("template-unclosed", "Thẻ “{the}” không có thẻ {dong} tương ứng.", **_at(line), dong=_closing(word))


def _statement(line: Line, stack: list[tuple[str, Line]], language: Language) -> Iterator[Problem]:
    match = _WORD.match(line.inner)
    word, rest = (match[1], match[2].strip()) if match else ("", "")
    if word in _BLOCKS:
        stack.append((word, line))
        if word != "raw":
            yield from _parsed(line, f"{{% {word} {rest} %}}{{% end{word} %}}", language)
    elif word in _ENDS:
        yield from _close(word, line, stack)
    elif word in ("elif", "else"):
        yield from _branch(word, rest, line, stack, language)
    elif word == "set" and "=" in rest:
        yield from _parsed(line, f"{{% set {rest} %}}", language)
    elif word in _FORBIDDEN or word == "set":
        yield problem("template-unsupported", "Thẻ “{the}” không được hỗ trợ.", **_at(line))
    elif word in _CELL:
        yield problem("template-level", "Thẻ “{the}” phải nằm trong một ô của bảng.", **_at(line))
    elif word.startswith("end") and (word[3:] in _FORBIDDEN or word == "endset"):
        return  # its beginning was refused
    elif word in ("p", "tr", "tc", "r"):
        meant = _WORD.match(rest)
        if meant and meant[1] in _BLOCKS:
            stack.append((meant[1], line))
        elif meant and stack and stack[-1][0] == _ENDS.get(meant[1]):
            stack.pop()
        yield problem(
            "template-unknown-tag",
            "Thẻ “{the}” viết sai: chữ {muc} phải dính liền {{%, sau nó là một dấu cách, và trong thẻ không có % hay }}.",
            **_at(line),
            muc=word,
        )
    else:
        near = get_close_matches(word, _KNOWN, 1)
        if near and near[0] in _ENDS and stack and stack[-1][0] == _ENDS[near[0]]:
            stack.pop()  # meant as this end: one mistake, said once
        if near:
            yield problem("template-unknown-tag", "Không có thẻ “{the}”; có phải là “{gan}”?", **_at(line), gan=near[0])
        else:
            yield problem("template-unknown-tag", "Không có thẻ “{the}”.", **_at(line))


def _close(word: str, line: Line, stack: list[tuple[str, Line]]) -> Iterator[Problem]:
    wanted = _ENDS[word]
    if stack and stack[-1][0] == wanted:
        opening = stack.pop()[1]
        levels = [one.tag.level if one.tag else "" for one in (opening, line)]
        if opening.tag and line.tag and levels[0] != levels[1] and {"tr", "tc"} & set(levels):
            level = levels[0] if levels[0] in ("tr", "tc") else levels[1]
            yield problem(
                "template-level",
                "Thẻ “{the}” không cùng cấp với thẻ mở “{mo}” ở {noi}: cả hai phải là {{%{muc} … %}}.",
                **_at(line),
                mo=_written(opening),
                noi=opening.place,
                muc=level,
            )
    elif any(one == wanted for one, _ in stack):
        yield problem(
            "template-unclosed",
            "Thẻ “{the}” đóng trước khi thẻ “{mo}” ở {noi} được đóng.",
            **_at(line),
            mo=_written(stack[-1][1]),
            noi=stack[-1][1].place,
        )
        while stack.pop()[0] != wanted:
            pass
    else:
        yield problem("template-unclosed", "Thẻ “{the}” không có thẻ mở {mo}.", **_at(line), mo=f"{{% {wanted} %}}")


def _branch(word: str, rest: str, line: Line, stack: list[tuple[str, Line]], language: Language) -> Iterator[Problem]:
    if not stack or stack[-1][0] not in (("if",) if word == "elif" else ("if", "for")):
        yield problem("template-unclosed", "Thẻ “{the}” đứng ngoài khối {{% if %}}.", **_at(line))
    elif word == "elif":
        yield from _parsed(line, f"{{% if {rest} %}}{{% endif %}}", language)
    elif rest:
        yield problem("template-syntax", "Thẻ “{the}” sai cú pháp: {loi}.", **_at(line), loi="sau else không được có gì")


def _expression(line: Line, inner: str, language: Language) -> Iterator[Problem]:
    yield from _parsed(line, f"{{{{ {inner[1:] if inner[:1] in ('-', '+') else inner} }}}}", language)


def _parsed(line: Line, text: str, language: Language) -> Iterator[Problem]:
    try:
        tree = language.parse(text)
    except TemplateSyntaxError as error:
        reason = _in_vietnamese(error.message or "")
        written = line.tag.inner if line.tag else line.inner
        if _CURLY.search(written):
            reason += "; trong thẻ chỉ dùng dấu nháy thẳng ' hoặc \""
        yield problem("template-syntax", "Thẻ “{the}” sai cú pháp: {loi}.", **_at(line), loi=reason)
        return
    for one in tree.find_all((nodes.Filter, nodes.Test, nodes.Getattr, nodes.Getitem, nodes.For)):
        yield from _node(one, line, language)


def _node(one: nodes.Node, line: Line, language: Language) -> Iterator[Problem]:
    if isinstance(one, nodes.Filter) and one.name not in language.filters:
        yield problem("template-unknown-filter", "Thẻ “{the}” dùng bộ lọc không có: “{ten}”.", **_at(line), ten=one.name)
    elif isinstance(one, nodes.Test) and one.name not in language.tests:
        yield problem("template-unknown-filter", "Thẻ “{the}” dùng phép thử không có: “{ten}”.", **_at(line), ten=one.name)
    elif isinstance(one, nodes.Getattr) and one.attr.startswith("_"):
        yield problem("template-unsafe", "Thẻ “{the}” dùng thuộc tính không an toàn “{ten}”.", **_at(line), ten=one.attr)
    elif isinstance(one, nodes.Getitem) and isinstance(one.arg, nodes.Const) and str(one.arg.value).startswith("__"):
        yield problem(
            "template-unsafe", "Thẻ “{the}” dùng thuộc tính không an toàn “{ten}”.", **_at(line), ten=str(one.arg.value)
        )
    elif isinstance(one, nodes.For) and one.recursive:
        yield problem("template-unsupported", "Thẻ “{the}” không được hỗ trợ.", **_at(line))


def _at(line: Line) -> dict[str, str]:
    return {"place": line.place, "the": _written(line)}


def _written(line: Line) -> str:
    text = line.tag.written if line.tag else f"{line.kind}{line.inner}{'}}' if line.kind == '{{' else '%}'}"
    text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return text if len(text) <= 80 else f"{text[:77]}…"


def _closing(word: str) -> str:
    return f"{{% end{word} %}}"


_SAYINGS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"expected token '(.+)', got '(.+)'"), lambda m: f"cần “{_token(m[1])}” mà gặp “{_token(m[2])}”"),
    (re.compile(r"unexpected char '(.+)'"), lambda m: f"ký tự “{m[1]}” không dùng được ở đây"),
    (re.compile(r"unexpected '(.+)'"), lambda m: f"“{_token(m[1])}” không đúng chỗ"),
    (re.compile(r"[Ee]xpected an expression"), lambda _: "thiếu biểu thức"),
    (re.compile(r"unexpected end of template"), lambda _: "thẻ chưa xong"),
    (re.compile(r"can't assign to '(.+)'"), lambda m: f"không đặt được tên “{m[1]}”"),
)


def _token(name: str) -> str:
    return {"end of print statement": "}}", "end of statement block": "%}", "name": "một tên", "string": "một chuỗi"}.get(
        name, name
    )


def _in_vietnamese(message: str) -> str:
    for pattern, saying in _SAYINGS:
        match = pattern.search(message)
        if match:
            return saying(match)
    return message
