"""The content of a paragraph → inlines: text, tabs, breaks, fields, marks, drawings (ECMA-376-1, 17.3.3, 17.16, 17.11)."""

from __future__ import annotations

from collections.abc import Callable

from service.paper import Bookmark, Break, Field, Inline, NoteMark, Tab, Text, TextStyle
from service.read.alternate import chosen
from service.read.drawings import drawing
from service.read.fields import Frame
from service.read.looks import TextLook
from service.read.names import Element, W, of, q, val
from service.read.note_numbers import Kind
from service.read.story import Story
from service.read.symbols import decoded
from service.read.table_styles import TableLayer
from service.read.units import on
from service.read.vml import vml

_RPR, _R, _T = W + "rPr", W + "r", W + "t"
_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
_EAST = "\u2e80"                                           # from here on Word takes the East Asian font (17.3.2.26, simplified)
_BLANKS = " \t\r\n"
_HARMLESS = frozenset(W + n for n in (
    "lastRenderedPageBreak", "annotationRef", "separator", "continuationSeparator", "pPr", "proofErr", "permStart", "permEnd",
    "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart",
    "moveToRangeEnd", "customXmlInsRangeStart", "customXmlInsRangeEnd", "customXmlDelRangeStart", "customXmlDelRangeEnd",
    "customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd", "customXmlMoveToRangeStart", "customXmlMoveToRangeEnd",
    "sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr", "fldData", "dayShort", "dayLong", "monthShort", "monthLong", "yearShort", "yearLong", "rubyPr", "ffData"))


class Line:
    """Reads one paragraph's content into `out`. Neighbouring runs of one look become one `Text`."""

    def __init__(self, story: Story, layer: TableLayer, style_id: str, place: str) -> None:
        self.story, self.layer, self.style_id, self.place = story, layer, style_id, place
        self.out: list[Inline] = []
        self._sheet = story.book.sheet
        self._fields = story.fields
        self._link = ""
        self._pieces: list[str] = []
        self._style: TextStyle | None = None
        self._text_link = ""

    # ------------------------------------------------------------ the paragraph's children

    def content(self, parent: Element) -> None:
        for child in parent:
            tag = child.tag
            if tag == _R:
                self._run(child)
            elif tag not in _HARMLESS:
                read = _CHILDREN.get(tag)
                if read is None:
                    self.note_unknown(child)
                else:
                    read(self, child)

    def close(self) -> tuple[Inline, ...]:
        self._flush()
        return tuple(self.out)

    def note(self, name: str, **args: object) -> None:
        self.story.book.findings.add(name, self.place, **args)

    def note_unknown(self, element: Element) -> None:
        self.story.book.findings.unknown(element, self.place)

    def _hyperlink(self, e: Element) -> None:
        outer, self._link = self._link, self._target(e) or self._link
        self.content(e)
        self._link = outer

    def _target(self, e: Element) -> str:
        relation = self.story.book.parts.rels(self.story.part).get(e.get(q("r:id"), ""))
        anchor = of(e, "anchor")
        return (relation.target if relation else "") + (f"#{anchor}" if anchor else "")

    def _sdt(self, e: Element) -> None:
        inner = e.find(W + "sdtContent")
        if inner is not None:
            self.content(inner)

    def _inserted(self, e: Element) -> None:
        self.note("w:ins")
        self.content(e)

    def _deleted(self, e: Element) -> None:
        self.note("w:del")
        for char in e.iter(W + "fldChar"):                 # a field whose beginning or end alone is deleted must stay balanced
            self._field_char(char, None)

    def _direction(self, e: Element) -> None:
        if val(e) == "rtl":
            self.note("w:rtl")
        self.content(e)

    def _bookmark(self, e: Element) -> None:
        name = of(e, "name") or ""
        if name and name != "_GoBack":                     # Word's own note of the last edit
            self._flush()
            self.out.append(Bookmark(name))

    def _simple_field(self, e: Element) -> None:
        frame = Frame(of(e, "instr") or "", result=True)
        self._fields.frames.append(frame)
        self.content(e)
        self._end_field(frame, self._sheet.text(self.layer, self.style_id, None), had_result=len(e) > 0)
        self._fields.frames.remove(frame)

    def _alternate(self, e: Element) -> None:
        branch, wanted = chosen(e)
        if branch is None:
            self.note("mc:AlternateContent", kieu=wanted)
        else:
            self.content(branch)

    def _math(self, _e: Element) -> None:
        self.note("m:oMath")

    def _loose(self, e: Element) -> None:
        """A run's child straight in the paragraph: an AlternateContent's branch inside a run is read by `_run`."""
        self._run_child(e, self._sheet.text(self.layer, self.style_id, None))

    # ------------------------------------------------------------ a run

    def _run(self, run: Element) -> None:
        rpr = run.find(_RPR)
        look = self._sheet.text(self.layer, self.style_id, rpr)
        for found in look.notes:
            self.story.book.findings.put(found, self.place)
        if look.hidden:
            self._hidden(run)
            return
        for child in run:
            tag = child.tag
            if tag == _T:
                text = child.text
                if text:
                    if child.get(_PRESERVE) != "preserve":
                        text = text.strip(_BLANKS)
                    self.put(text, look)
            elif tag != _RPR:
                self._run_child(child, look)

    def _run_child(self, child: Element, look: TextLook) -> None:
        read = _RUN_CHILDREN.get(child.tag)
        if read is not None:
            read(self, child, look)
        elif child.tag not in _HARMLESS:
            self.note_unknown(child)

    def _hidden(self, run: Element) -> None:
        seen = False
        for child in run:
            if child.tag == W + "fldChar":
                self._field_char(child, None)
            elif child.tag == W + "instrText":
                self._instruction(child, None)
            elif child.tag not in (_RPR, W + "lastRenderedPageBreak"):
                seen = True
        if seen and not self._fields.in_code:
            self.note("w:vanish")

    def put(self, text: str, look: TextLook) -> None:
        """Adds characters: upper-cased for caps, decoded from symbol fonts, split where Word takes another font of the run."""
        if self._fields.frames and self._swallowed(look):
            return
        if "\n" in text or "\t" in text or "\r" in text:   # white space of the XML, not of the text
            text = text.replace("\r\n", " ").translate({9: " ", 10: " ", 13: " "})
        if look.upper:
            text = text.upper()
        if look.plain and not look.symbol and (text.isascii() or (max(text, default="") < _EAST and not look.hint_east)):
            self._add(text, look.style)
            return
        if look.symbol:
            self._symbols(text, look.style)
            return
        for char in text:
            if "\uf000" <= char <= "\uf0ff":
                self._symbols(char, look.style)
            elif char.isascii():
                self._add(char, look.style)
            elif char >= _EAST or (look.hint_east and "\u2010" <= char <= "\u2bff"):
                self._add(char, look.east)
            else:
                self._add(char, look.other)

    def _symbols(self, text: str, style: TextStyle) -> None:
        for char in text:
            found = decoded(char, style.family)
            if found is None:
                self.note("w:sym", ma=f"{ord(char):04X}", phong=style.family)
            else:
                self._add(found, style)

    def _add(self, text: str, style: TextStyle) -> None:
        link = self._link or (self._fields.link if self._fields.frames else "")
        if style is not self._style or link != self._text_link:
            self._flush()
            self._style, self._text_link = style, link
        self._pieces.append(text)

    def _flush(self) -> None:
        if self._pieces and self._style is not None:
            text = "".join(self._pieces)
            if text:
                self.out.append(Text(text, self._style, self._text_link))
            self._pieces = []
        self._style = None

    def _single(self, inline: Inline, look: TextLook) -> None:
        if not (self._fields.frames and self._swallowed(look)):
            self._flush()
            self.out.append(inline)

    # ------------------------------------------------------------ characters that are elements

    def _tab(self, _e: Element, look: TextLook) -> None:
        self._single(Tab(look.style), look)

    def _margin_tab(self, _e: Element, look: TextLook) -> None:
        self.note("w:ptab")
        self._single(Tab(look.style), look)

    def _break(self, e: Element, look: TextLook) -> None:
        kind = of(e, "type")
        self._single(Break("page" if kind == "page" else "column" if kind == "column" else "line", look.style), look)

    def _no_break_hyphen(self, _e: Element, look: TextLook) -> None:
        self.put("\u2011", look)

    def _soft_hyphen(self, _e: Element, look: TextLook) -> None:
        self.put("\u00ad", look)

    def _symbol(self, e: Element, look: TextLook) -> None:
        code, font = of(e, "char") or e.get(q("w16se:char")) or "", of(e, "font") or look.style.family
        if self._fields.frames and self._swallowed(look):
            return
        try:
            char = chr(int(code, 16))
        except (ValueError, OverflowError):
            self.note("w:sym", ma=code, phong=font)
            return
        self._symbols(char, self._sheet.refaced(look.style, font))

    def _note_reference(self, e: Element, look: TextLook) -> None:
        kind: Kind = "footnote" if e.tag == W + "footnoteReference" else "endnote"
        own = of(e, "customMarkFollows")
        numbers = self.story.book.notes
        reference = numbers.refer(kind, of(e, "id") or "", own_mark=own is not None and on(own))
        if wrong := numbers.unsupported(kind):
            self.note("w:footnotePr", kieu=wrong)
        self._single(NoteMark(reference.name, reference.label, look.style), look)

    def _own_number(self, _e: Element, look: TextLook) -> None:
        if self.story.note_label:
            self.put(self.story.note_label, look)

    def _ruby(self, e: Element, _look: TextLook) -> None:
        self.note("w:ruby")
        base = e.find(W + "rubyBase")
        if base is not None:
            self.content(base)

    def _comment(self, _e: Element, _look: TextLook) -> None:
        self.note("w:commentReference")

    def _deleted_text(self, _e: Element, _look: TextLook) -> None:
        self.note("w:del")

    def _number_of_page(self, _e: Element, look: TextLook) -> None:
        self._single(Field("PAGE", look.style), look)

    # ------------------------------------------------------------ drawings

    def _drawing(self, e: Element, look: TextLook) -> None:
        for inline in drawing(self.story, e, self.place):
            self._single(inline, look)

    def _picture(self, e: Element, look: TextLook) -> None:
        for inline in vml(self.story, e, self.place):
            self._single(inline, look)

    def _alternate_in_run(self, e: Element, look: TextLook) -> None:
        branch, wanted = chosen(e)
        if branch is None:
            self.note("mc:AlternateContent", kieu=wanted)
            return
        for child in branch:
            if child.tag == _T:
                self.put(child.text or "", look)
            else:
                self._run_child(child, look)

    # ------------------------------------------------------------ fields

    def _swallowed(self, look: TextLook) -> bool:
        """Whether what stands here is a field's instruction, or the saved result of a computed one (then its `Field` is set)."""
        if self._fields.in_code:
            return True
        frame = self._fields.page_frame
        if frame is None:
            return False
        self._emit_page(frame, look)
        return True

    def _emit_page(self, frame: Frame, look: TextLook) -> None:
        kind = frame.page_field
        if kind is None or frame.emitted:
            return
        frame.emitted = True
        if frame.formatted:
            self.note("field:format", lenh=" ".join(frame.words))
        self._flush()
        self.out.append(Field(kind, look.style))

    def _field_char(self, e: Element, look: TextLook | None) -> None:
        kind, frames = of(e, "fldCharType"), self._fields.frames
        if kind == "begin":
            self._fields.begin()
            box = e.find(f"{W}ffData/{W}checkBox")
            if box is not None and look is not None:
                self._check_box(box, look)
        elif frames and kind == "separate":
            frames[-1].result = True
        elif frames and kind == "end":
            frame = frames[-1]
            had_result, frame.result = frame.result, True
            if look is not None:
                self._end_field(frame, look, had_result=had_result)
            frames.pop()

    def _end_field(self, frame: Frame, look: TextLook, *, had_result: bool) -> None:
        outer = [f for f in self._fields.frames if f is not frame]
        if any(not f.result for f in outer):
            return
        if frame.page_field:
            self._emit_page(frame, look)
        elif not had_result and not frame.silent and frame.command not in ("FORMCHECKBOX", "FORMTEXT"):
            self.note("field:no-result", lenh=" ".join(frame.words)[:80])

    def _check_box(self, box: Element, look: TextLook) -> None:
        """A form's check box prints as a square; its state is its own value, else its default (17.16.8)."""
        state = box.find(W + "checked")
        state = box.find(W + "default") if state is None else state
        self.note("field:check-box")
        frame = self._fields.frames.pop()
        self.put("☒" if state is not None and on(of(state, "val")) else "☐", look)
        self._fields.frames.append(frame)

    def _instruction(self, e: Element, _look: TextLook | None) -> None:
        if self._fields.frames and not self._fields.frames[-1].result:
            frame = self._fields.frames[-1]
            frame.instruction += e.text or ""


_CHILDREN: dict[str, Callable[[Line, Element], None]] = {
    W + "hyperlink": Line._hyperlink, W + "sdt": Line._sdt, W + "ins": Line._inserted, W + "moveTo": Line._inserted,
    W + "del": Line._deleted, W + "moveFrom": Line._deleted, W + "smartTag": Line.content, W + "customXml": Line.content,
    W + "dir": Line._direction, W + "bdo": Line._direction, W + "bookmarkStart": Line._bookmark,
    W + "fldSimple": Line._simple_field,
    q("mc:AlternateContent"): Line._alternate, q("m:oMath"): Line._math, q("m:oMathPara"): Line._math,
    W + "drawing": Line._loose, W + "pict": Line._loose,
}
_RUN_CHILDREN: dict[str, Callable[[Line, Element, TextLook], None]] = {
    W + "tab": Line._tab, W + "ptab": Line._margin_tab, W + "br": Line._break, W + "cr": Line._break,
    W + "noBreakHyphen": Line._no_break_hyphen, W + "softHyphen": Line._soft_hyphen, W + "sym": Line._symbol,
    q("w16se:symEx"): Line._symbol, W + "fldChar": Line._field_char, W + "instrText": Line._instruction,
    W + "delText": Line._deleted_text, W + "delInstrText": Line._deleted_text, W + "footnoteReference": Line._note_reference,
    W + "endnoteReference": Line._note_reference, W + "footnoteRef": Line._own_number, W + "endnoteRef": Line._own_number,
    W + "ruby": Line._ruby, W + "commentReference": Line._comment,
    W + "pgNum": Line._number_of_page, W + "drawing": Line._drawing, W + "pict": Line._picture, W + "object": Line._picture,
    q("mc:AlternateContent"): Line._alternate_in_run, q("m:oMath"): lambda line, e, _look: line._math(e),
}

