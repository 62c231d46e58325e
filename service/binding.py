"""Word files → one PDF to read and to print: each document with its tags, headings and links, faces and pictures once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from service import press
from service.errors import InputRefused, Problem, problem
from service.fonts import faces
from service.paper import Construct, Paper, Properties
from service.read import read

_LANGUAGE = "vi-VN"


@dataclass(frozen=True, slots=True)
class Bound:
    """What a volume holds. `left_out`: documents that the press cannot set, by their numbers from 0, each with all reasons.
    `constructs`: what of each of the others the print does not honour."""

    documents: int
    pages: int
    left_out: dict[int, tuple[Problem, ...]]
    constructs: dict[int, tuple[Construct, ...]]


def bind(files: Iterable[bytes], title: str, put_piece: Callable[[bytes], object]) -> Bound:
    """The documents one behind the other, in this order, as PDF/A-3a and PDF/UA-1 (docs/press.md); `put_piece` takes the file's
    pieces. Places of signatures are no fields in it: what is signed is each document's own PDF.

    A document is held only while it is set. Raises InputRefused where none can be set, FileRefused where one is no Word file,
    FontFault and AssetMissing as the PDF of a single document does.
    """
    volume, pages = press.Volume(put_piece), 0
    left_out: dict[int, tuple[Problem, ...]] = {}
    constructs: dict[int, tuple[Construct, ...]] = {}
    for number, data in enumerate(files):
        paper: Paper = read(data)
        if refused := press.accepts(paper):
            left_out[number] = refused
            continue
        count, told = press.add(volume, paper, faces())
        pages += count
        constructs[number] = (*paper.constructs, *told)
    if not constructs:
        reasons = [reason for some in left_out.values() for reason in some]
        raise InputRefused(problem("volume-empty", "Không có văn bản nào in được vào tập hồ sơ."), *reasons)
    volume.close(Properties(title=title, language=_LANGUAGE))
    return Bound(len(constructs), pages, left_out, constructs)
