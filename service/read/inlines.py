"""The content of a paragraph → inlines: text, tabs, breaks, fields, marks, drawings (ECMA-376-1, 17.3.3, 17.16, 17.11)."""

from __future__ import annotations

from collections.abc import Callable

from service.paper import Bookmark, Break, Field, NoteMark, Tab
from service.read.alternate import chosen
from service.read.drawings import drawing
from service.read.fields import Frame
from service.read.looks import TextLook
from service.read.names import MARKS, Element, W, of, q, val
from service.read.note_numbers import Kind
from service.read.printed import Printed
from service.read.units import on
from service.read.vml import vml

_RPR, _R, _T = W + "rPr", W + "r", W + "t"
_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
_BLANKS = " \t\r\n"
_HARMLESS = MARKS | frozenset(W + n for n in (
    "lastRenderedPageBreak", "annotationRef", "separator", "continuationSeparator", "pPr", "fldData", "dayShort", "dayLong",
    "monthShort", "monthLong", "yearShort", "yearLong", "rubyPr", "ffData"))


class Line(Printed):
    """Reads one paragraph's content: `content`, then `close`."""

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

    def _hyperlink(self, e: Element) -> None:
        outer, self.target = self.target, self._target(e) or self.target
        self.content(e)
        self.target = outer

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
            self.field_char(char, None)

    def _direction(self, e: Element) -> None:
        if val(e) == "rtl":
            self.note("w:rtl")
        self.content(e)

    def _bookmark(self, e: Element) -> None:
        name = of(e, "name") or ""
        if name and name != "_GoBack":                     # Word's own note of the last edit
            self.letters.single(Bookmark(name))

    def _simple_field(self, e: Element) -> None:
        frame = Frame(of(e, "instr") or "", result=True)
        self.fields.frames.append(frame)
        self.content(e)
        self.end_field(frame, self.sheet.text(self.layer, self.style_id, None), had_result=len(e) > 0)
        self.fields.frames.remove(frame)

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
        self._run_child(e, self.sheet.text(self.layer, self.style_id, None))

    # ------------------------------------------------------------ a run

    def _run(self, run: Element) -> None:
        rpr = run.find(_RPR)
        look = self.sheet.text(self.layer, self.style_id, rpr)
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
                self.field_char(child, None)
            elif child.tag == W + "instrText":
                self.instruction(child, None)
            elif child.tag not in (_RPR, W + "lastRenderedPageBreak"):
                seen = True
        if seen and not self.fields.in_code:
            self.note("w:vanish")

    # ------------------------------------------------------------ characters that are elements

    def _tab(self, _e: Element, look: TextLook) -> None:
        self.single(Tab(look.style), look)

    def _margin_tab(self, e: Element, look: TextLook) -> None:
        self.margin_tabs.append(e)
        self.single(Tab(look.style), look)

    def _break(self, e: Element, look: TextLook) -> None:
        kind = of(e, "type")
        self.single(Break("page" if kind == "page" else "column" if kind == "column" else "line", look.style), look)

    def _no_break_hyphen(self, _e: Element, look: TextLook) -> None:
        self.put("\u2011", look)

    def _soft_hyphen(self, _e: Element, look: TextLook) -> None:
        self.put("\u00ad", look)

    def _symbol(self, e: Element, look: TextLook) -> None:
        code, font = of(e, "char") or e.get(q("w16se:char")) or "", of(e, "font") or look.style.family
        if self.fields.frames and self.swallowed(look):
            return
        try:
            char = chr(int(code, 16))
        except (ValueError, OverflowError):
            char = ""
        if (not char.isprintable() and not "\ue000" <= char <= "\uf8ff") or not char:      # a control or half a character
            self.note("w:sym", ma=code, phong=font)
            return
        self.letters.symbols(char, self.sheet.refaced(look.style, font), self.link)

    def _note_reference(self, e: Element, look: TextLook) -> None:
        kind: Kind = "footnote" if e.tag == W + "footnoteReference" else "endnote"
        own = of(e, "customMarkFollows")
        numbers = self.story.book.notes
        reference = numbers.refer(kind, of(e, "id") or "", own_mark=own is not None and on(own))
        if wrong := numbers.unsupported(kind):
            self.note("w:footnotePr", kieu=wrong)
        self.single(NoteMark(reference.name, reference.label, look.style), look)

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
        self.single(Field("PAGE", look.style), look)

    # ------------------------------------------------------------ drawings

    def _drawing(self, e: Element, look: TextLook) -> None:
        for inline in drawing(self.story, e, self.place):
            self.single(inline, look)

    def _picture(self, e: Element, look: TextLook) -> None:
        for inline in vml(self.story, e, self.place):
            self.single(inline, look)

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
    q("w16se:symEx"): Line._symbol, W + "fldChar": Line.field_char, W + "instrText": Line.instruction,
    W + "delText": Line._deleted_text, W + "delInstrText": Line._deleted_text, W + "footnoteReference": Line._note_reference,
    W + "endnoteReference": Line._note_reference, W + "footnoteRef": Line._own_number, W + "endnoteRef": Line._own_number,
    W + "ruby": Line._ruby, W + "commentReference": Line._comment,
    W + "pgNum": Line._number_of_page, W + "drawing": Line._drawing, W + "pict": Line._picture, W + "object": Line._picture,
    q("mc:AlternateContent"): Line._alternate_in_run, q("m:oMath"): lambda line, e, _look: line._math(e),
}

