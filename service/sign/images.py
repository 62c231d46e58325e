"""The images of signatures and seals, checked (PL I, II.7d: blue, PNG, transparent background; II.8a: red, PNG, transparent, real
size)."""

from __future__ import annotations

from dataclasses import dataclass, field

from service.errors import Problem


@dataclass(frozen=True, slots=True)
class Ink:
    """An image that may be placed: a PNG without the transparent margins, so that its size is that of the ink."""

    png: bytes = field(repr=False)
    width_px: int
    height_px: int
    width_mm: float                              # of a seal its real size; of a signature that of the file, 0 where it says none
    height_mm: float
    notices: tuple[Problem, ...] = ()


def check_signature(png: bytes) -> Ink:
    """PNG of a person's handwritten signature → Ink. Raises SignatureRefused: image-format, image-transparent, image-colour, image-size."""
    raise NotImplementedError


def check_seal(png: bytes, size_mm: float | None = None) -> Ink:
    """PNG of a seal and its real diameter (None: what the file's resolution says) → Ink. Raises SignatureRefused as above."""
    raise NotImplementedError
