"""Reads what stands between BT and ET as a viewer does (ISO 32000-1, 9.4): which character is drawn where, and how."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from service.fonts import Face, faces
from service.fonts.programs import font_name
from service.fonts.words import drawn_width, glyphs
from service.press.paragraphs import spread
from service.press.setting import SetParagraph, Show

_TOKEN = re.compile(rb"<([0-9A-F]*)>|([\[\]])|(/?[A-Za-z*]+\d*)|([-+.\d]+)")


@dataclass(frozen=True)
class Letter:
    """A character and its origin: x from the column's left edge, y up from the first baseline. `end`: where the pen is behind
    it."""

    text: str
    x: float
    y: float
    end: float
    face: Face
    size: float
    color: tuple[float, ...]
    scale: float


@dataclass
class _State:
    x: float = 0.0
    y: float = 0.0
    line: tuple[float, float] = (0.0, 0.0)
    font: Face | None = None
    size: float = 0.0
    spacing: float = 0.0
    scale: float = 100.0
    rise: float = 0.0
    color: tuple[float, ...] = (0.0,)
    letters: list[Letter] = field(default_factory=list)


def letters(code: bytes, x: float = 0.0, y: float = 0.0) -> list[Letter]:
    """The characters of a text object whose pen begins at (x, y). Every state but font and pen must end as it began."""
    state = _State(x, y, (x, y))
    named = {font_name(face): face for face in faces()}
    operands: list[float] = []
    font, within = "", False
    rest = _TOKEN.sub(b"", code)
    assert not rest.strip(), rest
    for shown, bracket, name, number in _TOKEN.findall(code):
        if bracket:
            within = bracket == b"["
        elif number:
            if within:
                state.x -= float(number) / 1000 * state.size * state.scale / 100
            else:
                operands.append(float(number))
        elif not name:
            assert within
            _show(state, shown)
        elif name.startswith(b"/"):
            font = name[1:].decode()
        else:
            _operate(state, name.decode(), operands, named, font)
            operands = []
    assert (state.spacing, state.scale, state.rise, state.color) == (0, 100, 0, (0,))
    return state.letters


def _operate(state: _State, name: str, operands: list[float], named: dict[str, Face], font: str) -> None:
    match name:
        case "Tf":
            state.font, state.size = named[font], operands[0]
        case "Tc":
            state.spacing = operands[0]
        case "Tz":
            state.scale = operands[0]
        case "Ts":
            state.rise = operands[0]
        case "g" | "rg":
            state.color = tuple(operands)
        case "Td":
            state.line = state.line[0] + operands[0], state.line[1] + operands[1]
            state.x, state.y = state.line
        case _:
            assert name == "TJ", name


def _show(state: _State, shown: bytes) -> None:
    face = state.font
    assert face is not None
    for at in range(0, len(shown), 4):
        number = int(shown[at : at + 4], 16)
        x = state.x
        state.x += (drawn_width(face, number) / 1000 * state.size + state.spacing) * state.scale / 100
        letter = Letter(glyphs(face)[number], x, state.y + state.rise, state.x, face, state.size, state.color, state.scale)
        state.letters.append(letter)


def of_show(show: Show) -> list[Letter]:
    return letters(show.code, show.x_pt) if show.code else []


def of_line(paragraph: SetParagraph, line: int) -> list[Letter]:
    return [letter for show in spread(paragraph).strips[line].shows for letter in of_show(show)]


def words(found: list[Letter]) -> str:
    return "".join(letter.text for letter in found)
