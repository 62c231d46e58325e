"""What a draft's page is told after each saving: JSON that its script puts beside fields and pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from flask import url_for

from service.body import markdown
from service.body.levels import RANK
from service.body.number import Rules, number
from service.records import Draft
from service.vietnamese.capitals import sentence_case
from service.vietnamese.numbers import words
from service.web.make.form import Sent
from service.web.make.holes import value_at
from service.web.make.preview import Preview
from service.web.make.shapes import Shape
from service.web.make.written import written
from service.web.texts import _, moment, own_text, say

_LONGEST: Final = 90                          # letters of a line of the body's outline
_LONGEST_BRIEF: Final = 200
_MOST: Final = 10**18


def told(draft: Draft, shape: Shape, sent: Sent, seen: Preview, taken: Mapping[str, Any]) -> dict[str, Any]:
    """`sent` knows where on the page the rows of the data stand."""
    return {
        "revision": draft.revision, "title": draft.title, "saved": _("Đã lưu lúc {gio}", gio=moment(draft.changed)[-5:]),
        "complete": seen.complete,
        "problems": [{"at": sent.on_page(one.pointer), "text": say(one), "label": label(shape, one.pointer),
                      "missing": value_at(draft.data, one.pointer) is None, "line": _line(one.place)} for one in seen.problems],
        "findings": [{"at": sent.on_page(one["pointer"]), "text": say(problem), "label": label(shape, one["pointer"]),
                      **{key: one[key] for key in ("code", "clause", "severity", "line", "page", "box")}}
                     for problem, one in seen.findings],
        "pages": [{"src": url_for("make.page_png", id=draft.id, number=place, v=one["digest"]), **one}
                  for place, one in enumerate(seen.pages, start=1)],
        "words": {at: spoken for at, leaf, text in sent.inputs if leaf.widget == "money" and (spoken := _spoken(text))},
        "bodies": {at: outline(leaf, text) for at, leaf, text in sent.inputs if leaf.widget == "body"},
        "taken": {f"/{name}": brief(shape.parts[name], value) for name, value in taken.items() if name in shape.parts},
    }


def outline(leaf: Shape, text: str) -> list[dict[str, Any]]:
    """A body's numbered lines: the line they are typed in, how deep they stand, their sign as it will be printed, their text."""
    parts = markdown.parts(text)[0]
    items = number(parts, Rules(leaf.structure, leaf.sub_khoan))[0]
    ranks = sorted({RANK[part.level] for part in parts if part.level in RANK})
    return [{"line": _line(item.place), "depth": ranks.index(RANK[part.level]) if part.level in RANK else len(ranks),
             "sign": item.so, "text": (str(item.chu) or _("(bảng)"))[:_LONGEST]}
            for part, item in zip(parts, items, strict=True)]


def label(shape: Shape, pointer: str) -> str:
    """What a field is called, with the rows it stands in: “Căn cứ ban hành, dòng 2, Trích yếu”."""
    said: list[str] = []
    for step in pointer.split("/")[1:]:
        if shape.form == "rows" and shape.item and step.isdigit():
            said.append(_("dòng {so}", so=int(step) + 1))
            shape = shape.item
        elif step in shape.parts:
            shape = shape.parts[step]
            said.append(own_text(shape.label))
        else:
            break
    return ", ".join(said)


def brief(shape: Shape, value: Any) -> str:
    """A value in a few words, where it is not typed but taken."""
    if shape.form == "rows":
        return _("{so} dòng", so=len(value) if isinstance(value, list) else 1)
    if shape.form == "group":
        given = value if isinstance(value, Mapping) else {shape.main: value}
        return ", ".join(text for name, part in shape.parts.items() if (text := brief(part, given.get(name))))[:_LONGEST_BRIEF]
    text = written(shape, value)
    return own_text(dict(shape.options).get(text, text)).replace("\n", " ")[:_LONGEST_BRIEF]


def _line(place: str) -> int:
    """"dòng 12" → 12."""
    last = place.rpartition(" ")[2]
    return int(last) if place.startswith("dòng ") and last.isdigit() else 0


def _spoken(text: str) -> str:
    bare = text.removesuffix("đồng").strip().replace(".", "")
    if not bare.isascii() or not bare.isdigit() or int(bare) >= _MOST:
        return ""
    return sentence_case(words(int(bare))) + " đồng"
