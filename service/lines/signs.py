"""Signs that no face of ours has → the nearest one that ours do have, for strangers' files only.

Word's bullets and boxes come out of Wingdings and its kin, or out of fonts for signs; text faces have those of the old WGL 4 set.
A sign with no likeness here stays a fault: it may carry the meaning of its sentence.
"""

from __future__ import annotations

from typing import Final

_ALIKE: Final = (
    ("►", "▶▸➢➣➤☞☛🢒🞂"), ("◄", "◀◂☚☜"), ("▲", "▴🞁"), ("▼", "▾🞃"),
    ("→", "➔➙➜➝➞➟➡⇒⇨🡒🡪🡲🡺🢂"), ("←", "⇐⇦⬅🡐🡨🡰🡸🢀"), ("↑", "⇑⇧☝⬆🡑🡩🡱🡹"), ("↓", "⇓⇩☟⬇🡓🡫🡳🡻"),
    ("↔", "⬄🡘"), ("↕", "⇳🡙"), ("↖", "⬁🡬🡼"), ("↗", "⬀🡭🡽"), ("↘", "⬂🡮🡾"), ("↙", "⬃🡯🡿"),
    ("√", "✓✔🗸"), ("×", "✕✖✗✘🗙🗴🗶⨯"), ("■", "☑☒⛝🗵🗷🗹◼⬛◾"), ("□", "☐❏❐❑❒◻◽⬜🞎🞏🞐🞑▢🗆⌧"),
    ("♦", "❖◆⧫⬧⬥🞙"), ("●", "◉⚫🞄🔿⬤"), ("○", "❍◎⚪⭘🞅🞆🞈⚬"), ("•", "⦁🞍⁃"), ("·", "⋅"),
    ("*", "★☆✦✧✩✪✫✬✭✮✯✰✱✲✳✴✵✶✷✸✹✺✻✼✽✾✿❀❁❂❃❄❅❆❇❈❉❊❋∗⯌⯍🟂🟄🏵"),
    ("~", "∼"), ("≈", "≅"), ("−", "➖"), ("+", "➕✚"), ("│", "⏐⎪"), ("─", "⎯"),
)  # fmt: skip

NEAREST: Final = {char: near for near, chars in _ALIKE for char in chars}
