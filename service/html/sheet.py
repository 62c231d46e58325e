"""What a document's markup gathers besides its text: classes, page rules, assets, and the constructs it could not honour."""

from __future__ import annotations

import hashlib
from typing import Final

from service.errors import Problem
from service.paper import Construct

ASSET_SCHEME: Final = "vb-asset:"

# Text is broken into lines by `service.lines`: nothing wraps here, blanks are kept, "\n" ends a line. Justified blocks are
# `nowrap` with
# their text in a `pre` span, because WeasyPrint stretches only blocks whose blanks collapse. Margins vanish at a page top
# unless a paragraph says `margin-break: keep`; named pages make every break a forced one, so `auto` would never discard.
BASE: Final = """
*{margin:0;padding:0;margin-break:discard}
html{hyphens:none;color:#000;word-spacing:0}
h1,h2,h3,h4,h5,h6{font-size:inherit;font-weight:inherit;break-after:auto;break-inside:auto;bookmark-label:attr(title)}
p,h1,h2,h3,h4,h5,h6,td{white-space:pre;orphans:2;widows:2}
span{white-space:pre}
a{color:inherit;text-decoration:inherit}
table{border-collapse:separate;border-spacing:0;table-layout:fixed;box-decoration-break:clone}
td{vertical-align:top;box-decoration-break:clone}
b{display:inline-block;height:0;line-height:0;text-indent:0;font-weight:inherit}
b.n{height:auto;line-height:inherit;word-spacing:0;letter-spacing:0}
b.l{height:auto;line-height:0;text-align:right}
i{font-style:inherit}
i.pg::before{content:counter(page)}
i.pr::before{content:counter(page,lower-roman)}
i.pR::before{content:counter(page,upper-roman)}
i.pa::before{content:counter(page,lower-alpha)}
i.pA::before{content:counter(page,upper-alpha)}
i.np::before{content:counter(pages)}
.ab,.fn{text-indent:0;font-weight:normal;font-style:normal;text-align:left;text-align-last:auto;letter-spacing:0;word-spacing:0;color:#000}
.ab,.fn{font-kerning:auto;font-variant-ligatures:normal;font-feature-settings:normal;white-space:normal}
.ab{position:absolute;break-inside:avoid}
img{vertical-align:baseline;image-rendering:crisp-edges}
.fn{float:footnote}
.fn::footnote-call{content:none;vertical-align:baseline;font-size:0;line-height:0}
.fn::footnote-marker{content:none}
"""


def pt(value: float) -> str:
    """A length for CSS, to a ten-thousandth of a point."""
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text + "pt"


class Sheet:
    """Grows while the markup is written; names are given by first use, so the same paper gives the same text."""

    def __init__(self) -> None:
        self._classes: dict[str, str] = {}
        self._pages: list[str] = []
        self.assets: dict[str, bytes] = {}
        self._anchors: set[str] = set()
        self._numbered = 0
        self._constructs: dict[Construct, None] = {}

    def named(self, css: str) -> str:
        """The class that stands for these declarations."""
        name = self._classes.get(css)
        if name is None:
            name = self._classes[css] = f"c{len(self._classes)}"
        return name

    def page(self, rule: str) -> None:
        self._pages.append(rule)

    def numbered(self) -> str:
        """A name for a cell that others point to."""
        self._numbered += 1
        return f"n{self._numbered}"

    def anchor(self, name: str) -> bool:
        """Whether this name marks its first place: a second one would make links ambiguous."""
        new = name not in self._anchors
        self._anchors.add(name)
        return new

    def asset(self, data: bytes, suffix: str) -> str:
        """The address under which the PDF stage finds these bytes."""
        name = f"{hashlib.sha256(data).hexdigest()[:24]}.{suffix}"
        self.assets[name] = data
        return ASSET_SCHEME + name

    def report(self, name: str, problem: Problem, *, lost: bool) -> None:
        """Notes a construct that this printer does not honour, or honours nearly; each place once."""
        self._constructs.setdefault(Construct(name, problem, lost))

    @property
    def constructs(self) -> tuple[Construct, ...]:
        return tuple(self._constructs)

    def css(self) -> str:
        return "\n".join([*self._pages, *(f".{name}{{{css}}}" for css, name in self._classes.items())])
