"""`[body] outline` of a type's schema: fields → parts of the body. The form is in docs/types.md; it is data, not a language.

    paths.py    `{{ a.b }}`, `each`, `when`: checked against the fields when a schema is loaded, looked up when it is filled
    lines.py    an outline's lines → parts
    tables.py   `bang`: columns and rows → Grid
"""

from __future__ import annotations

from service.outline.lines import Outline, compile_outline, compose
from service.outline.paths import Checker, Condition, Loop, Text, bound, scopes

__all__ = ["Checker", "Condition", "Loop", "Outline", "Text", "bound", "compile_outline", "compose", "scopes"]
