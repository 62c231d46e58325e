"""What one filling gathers beside its text: problems of the data with their pointers, images, and what to look at afterwards."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jinja2 import Undefined
from jinja2.exceptions import SecurityError
from jinja2.utils import missing

from service.errors import InputRefused, Problem, TemplateFaulty, problem
from service.fill.budget import Budget
from service.values import Image, SectionStart, SigningPlace

if TYPE_CHECKING:
    from service.fill.output import Pieces

_NAMES = re.compile(r"\s*([^\W\d]\w*(?:\.[^\W\d]\w*)*)\s*(?:\||$)")
_NOTHING = object()
NO_ID = '<wp:docPr id="0"'  # a drawing as values print it
_DEPTH = 40  # deeper than any data of ours; a value that holds itself ends here


@dataclass(slots=True)
class Record:
    """State of one `fill`. `part` is the part being rendered; images are keyed by the part that shows them."""

    values: Mapping[str, object]
    budget: Budget
    part: str = ""
    listing: bool = False
    grids: bool = False
    starts: list[tuple[SectionStart, str]] = field(default_factory=list)  # of the present part, each with the place of its tag
    tag: Callable[[], tuple[str, str]] = lambda: ("", "")  # place and inner text of the tag being rendered
    problems: dict[tuple[str, str, str], Problem] = field(default_factory=dict)
    images: dict[str, dict[str, Image]] = field(default_factory=dict)
    places: set[str] = field(default_factory=set)  # names of the places of signatures that stand already
    printed: dict[str, Pieces] = field(default_factory=dict)  # by parts: what they are made of, where that is all
    drawing: int = 0  # the id of the next drawing of the present part

    def refuse(self, found: Problem) -> None:
        self.problems.setdefault((found.code, found.pointer, found.message), found)

    def image_id(self, image: Image) -> str:
        """The relationship id of an image in the present part: named by its content, so the same image is stored once."""
        name = "rIdAnh" + hashlib.sha256(image.data).hexdigest()[:16]
        self.images.setdefault(self.part, {})[name] = image
        return name

    def unplaced(self, places: Iterable[SigningPlace]) -> Iterator[SigningPlace]:
        """Those not yet printed: two places of one name would be one bookmark and one field."""
        for place in places:
            if place.name not in self.places:
                self.places.add(place.name)
                yield place

    def numbered(self, xml: str) -> str:
        """Printed XML with ids for its drawings, in the order in which they are printed."""
        first, *rest = xml.split(NO_ID)
        for number, piece in enumerate(rest, self.drawing):
            first += f'<wp:docPr id="{number}"{piece}'
        self.drawing += len(rest)
        return first

    def pointer_to(self, wanted: object) -> str:
        """The JSON pointer of an object inside the values (by identity), or ""."""
        return next(_walk(self.values, wanted, "", 0), "")

    def where(self, value: object) -> dict[str, str]:
        """`pointer` and `place` of a value that the present tag prints: by the tag's own words, else by looking for the value."""
        place, written = self.tag()
        found: object = self.values
        steps = _NAMES.match(written)
        pointer = ""
        for name in steps[1].split(".") if steps else ():
            found = found.get(name, _NOTHING) if isinstance(found, Mapping) else _NOTHING
            pointer += f"/{name}"
            if found is value:
                return {"pointer": pointer, "place": place}
        unique = not isinstance(value, (bool, int)) and value is not None
        return {"pointer": self.pointer_to(value) if unique else "", "place": place}


now: ContextVar[Record] = ContextVar("record")


def _walk(node: object, wanted: object, pointer: str, depth: int) -> Iterator[str]:
    if node is wanted and depth:
        yield pointer
    elif depth < _DEPTH and isinstance(node, Mapping):
        for key, value in node.items():
            escaped = str(key).replace("~", "~0").replace("/", "~1")
            yield from _walk(value, wanted, f"{pointer}/{escaped}", depth + 1)
    elif depth < _DEPTH and isinstance(node, (list, tuple)):
        for index, value in enumerate(node):
            yield from _walk(value, wanted, f"{pointer}/{index}", depth + 1)


class Stop(Exception):
    """Rendering cannot go on (a sum with a value that is not there); the problem is already recorded."""


class Missing(Undefined):
    """A name without a value. Printing it, looping over it or asking whether it is true records the problem and goes on,
    so that one filling names every missing field; `is defined` and `default` do not count as use."""

    __slots__ = ()

    def path(self) -> str:
        """Its pointer, as far as it can be known."""
        owner = self._undefined_obj
        name = str(self._undefined_name).replace("~", "~0").replace("/", "~1")
        if owner is missing:
            return f"/{name}"
        above = now.get().where(owner)["pointer"]
        return f"{above}/{name}" if above else ""

    def note(self) -> None:
        """Records the use of what is not there. An unsafe attribute is the template's fault, not the data's."""
        if issubclass(self._undefined_exception, SecurityError):
            name = str(self._undefined_name)
            raise TemplateFaulty(problem("template-unsafe", "Mẫu dùng thuộc tính không an toàn “{ten}”.", ten=name))
        first = self
        while isinstance(first._undefined_obj, Missing):  # of a.b.c, when there is no a: a
            first = first._undefined_obj
        record = now.get()
        record.refuse(
            problem(
                "field-missing",
                "Thiếu trường “{ten}” mà mẫu cần.",
                pointer=first.path(),
                place=record.tag()[0],
                ten=str(first._undefined_name),
            )
        )

    def stop(self, *_arguments: object, **_named: object) -> Stop:
        self.note()
        raise Stop

    def __getattr__(self, name: str) -> object:
        if name.startswith("_"):  # Python's own probing
            raise AttributeError(name)
        return Missing(obj=self, name=name)

    def __getitem__(self, name: object) -> object:  # type: ignore[override]  # Jinja's never answers
        return Missing(obj=self, name=str(name))

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = stop  # type: ignore[assignment]  # operators that never answer
    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = stop  # type: ignore[assignment]  # as above
    __mod__ = __rmod__ = __pow__ = __rpow__ = __pos__ = __neg__ = stop  # type: ignore[assignment]  # as above
    __lt__ = __le__ = __gt__ = __ge__ = __call__ = stop  # type: ignore[assignment]  # as above
    __int__ = __float__ = __complex__ = stop  # type: ignore[assignment]  # as above

    def __eq__(self, _other: object) -> bool:
        self.note()
        return False

    def __ne__(self, _other: object) -> bool:
        self.note()
        return True

    def __hash__(self) -> int:
        return id(type(self))

    def __str__(self) -> str:
        self.note()
        return ""

    def __len__(self) -> int:
        self.note()
        return 0

    def __iter__(self) -> Iterator[object]:
        self.note()
        return iter(())

    def __bool__(self) -> bool:
        self.note()
        return False

    def __contains__(self, _item: object) -> bool:
        self.note()
        return False


def refuse_all(record: Record) -> None:
    """Raises InputRefused with every problem the record gathered."""
    InputRefused.raise_any(record.problems.values())
