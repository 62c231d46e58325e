"""A part → a compiled template, once; values → the part's bytes, for every record."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from types import FrameType

from jinja2 import Template, meta, nodes
from jinja2.exceptions import TemplateError, TemplateSyntaxError

from service.errors import Problem, TemplateFaulty, VanbanError, problem
from service.fill import afterwards
from service.fill.balance import Balance
from service.fill.budget import ENDLESS, Budget
from service.fill.generator import pieces
from service.fill.language import Language
from service.fill.output import Pieces, Room
from service.fill.parts import Part
from service.fill.record import Record, Stop
from service.fill.rewrite import rewrite
from service.fill.scan import scan
from service.fill.scope import check_scope
from service.fill.sections import misplaced, part_sections
from service.fill.source import Source, as_written, patch
from service.fill.syntax import check

_LANGUAGE = Language()
_IDS_PER_PART = 100_000


@dataclass(frozen=True, slots=True)
class Compiled:
    """A part ready to be filled."""

    part: Part
    source: Source
    template: Template
    names: frozenset[str]
    namespaces: str
    first_id: int
    listing: bool
    emptying: bool
    hollow: bool
    tables: bool
    drawings: bool

    def render(self, record: Record) -> str:
        """The part's XML. Problems of the data are gathered in the record; limits and faults of the template are raised."""
        record.part, record.listing, record.grids, record.starts = self.part.name, self.listing, False, []
        record.tag, record.drawing = self._tag, self.first_id
        head, tail = self.part.head, self.part.tail
        out = Pieces(record.budget)
        out.append(head)
        try:
            self.template.root_render_func(Room(_LANGUAGE, self.part.name, record.values, out))
        except Stop:
            pass  # its problem is in the record
        except VanbanError as error:
            place = self._where(error)
            raise type(error)(*(_placed(one, place) for one in error.problems)) from error
        except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError) as error:
            raise TemplateFaulty(
                problem("template-run", "Thẻ không chạy được với dữ liệu này: {loi}", place=self._where(error), loi=str(error))
            ) from error
        out.append(tail)
        whole = out.text()
        passes = list(self._passes(record, out.hollow))
        if not passes:
            record.printed[self.part.name] = out
            return whole
        xml = whole[len(head) : len(whole) - len(tail)]
        for made in passes:
            xml = made(xml)
        return f"{head}{xml}{tail}"

    def _passes(self, record: Record, hollow: bool) -> Iterator[Callable[[str], str]]:
        """What is still to be done with what was rendered, in this order."""
        if record.listing:
            yield afterwards.resolve_listing
        if record.grids:
            yield afterwards.part_tables
        if self.tables:
            yield partial(afterwards.fix_tables, namespaces=self.namespaces)
        if self.emptying and (self.hollow or hollow):
            yield afterwards.refill
        if self.drawings and (self.part.body or record.drawing > self.first_id):  # else each has its number
            yield partial(afterwards.number_drawings, first=self.first_id)
        if record.starts:
            if not self.part.body:
                raise misplaced(record.starts[0][1])
            yield partial(part_sections, namespaces=self.namespaces, starts=record.starts)

    def _where(self, error: BaseException) -> str:
        """The place of the tag that was running when the error rose."""
        line = 0
        trace = error.__traceback__
        while trace:
            if trace.tb_frame.f_code.co_filename == self.part.name:
                line = trace.tb_lineno
            trace = trace.tb_next
        return self._line(line)[0]

    def _tag(self) -> tuple[str, str]:
        """Place and inner text of the tag that is being rendered now."""
        frame: FrameType | None = sys._getframe(1)
        while frame and frame.f_code.co_filename != self.part.name:
            frame = frame.f_back
        return self._line(frame.f_lineno) if frame else (self.part.label, "")

    def _line(self, compiled_line: int) -> tuple[str, str]:
        line = self.template.get_corresponding_lineno(compiled_line)
        shown = self.source.lines[line - 1] if 0 < line <= len(self.source.lines) else None
        return (shown.place, shown.inner if shown.kind == "{{" else "") if shown else (self.part.label, "")


def _placed(one: Problem, place: str) -> Problem:
    return one if one.place or one.pointer else Problem(one.code, one.text, one.pointer, place, one.args)


def compile_part(part: Part, number: int) -> tuple[Compiled | None, list[Problem]]:
    """Part → its compiled form and no problem, or None and all problems found."""
    scanned = scan(part.source, part.label)
    if scanned.problems:
        return None, [*scanned.problems, *_known(check(as_written(scanned), _LANGUAGE), scanned.problems)]
    source = patch(part, scanned)
    problems = list(check(source, _LANGUAGE))
    if problems:
        return None, problems
    text = afterwards.mark_tables(source.text) if part.body else source.text
    try:
        tree = _LANGUAGE.parse(text)
    except TemplateSyntaxError as error:
        return None, [
            problem("template-syntax", "Mẫu sai cú pháp: {loi}", place=source.place(error.lineno), loi=error.message or "")
        ]
    names = frozenset(meta.find_undeclared_variables(tree)) - frozenset(_LANGUAGE.globals)
    balance = Balance(source)
    balance.walk(tree)
    problems = [*balance.problems, *check_scope(tree, source)]
    if problems:
        return None, problems
    tree = rewrite(tree)
    tree.set_environment(_LANGUAGE)
    code = _LANGUAGE.compile(tree, part.name, part.name)
    template = Template.from_code(_LANGUAGE, code, _LANGUAGE.make_globals(None))
    fixed = [piece for output in tree.find_all(nodes.Output) for piece in pieces(output) if isinstance(piece, str)]
    marked = any(afterwards.FIX_START in piece for piece in fixed)
    start = part.head if part.body else part.source[: part.source.find(">") + 1]
    return Compiled(
        part,
        source,
        template,
        names,
        "".join(re.findall(r'\sxmlns(?::[\w.-]+)?="[^"]*"', start)),
        afterwards.FIRST_ID + number * _IDS_PER_PART,
        part.wordprocessing and bool(re.search("[\n\t\a\f]", "".join(fixed))),
        any(tag.level == "tr" or (tag.level == "p" and (", ô " in tag.place or not part.body)) for tag in scanned.tags),
        marked or any(map(afterwards.may_be_hollow, fixed)),
        marked,
        any("<wp:docPr " in piece for piece in fixed),
    ), []


def _known(later: Iterator[Problem], earlier: list[Problem]) -> Iterator[Problem]:
    # what is wrong in a place already named, or has no partner where tags are broken, is no second mistake
    places = {one.place for one in earlier}
    return (one for one in later if one.place not in places and one.code != "template-unclosed")


def still_content(compiled: Compiled) -> bytes | None:
    """The content of a part that is the same whatever the data, or None."""
    if compiled.source.lines:
        return None
    return compiled.render(Record({}, Budget(ENDLESS, ENDLESS))).encode()

