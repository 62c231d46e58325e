"""Characters of Symbol and Wingdings → Unicode (the fonts' own encodings, as in Unicode's mapping tables)."""

from __future__ import annotations

_SYMBOL_ROWS = {
    0x20: " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_\u203eαβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
    0xA0: "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪",
    0xF1: "〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭",
}
_WINGDINGS_ROWS = {
    0x20: " ✏✂✁👓🕭🕮🕯☎✆✉🖂📪📫📬📭📁📂📄🗏🗐🗄⌛🖮🖰🖲🖳🖴🖫🖬✇✍🖎✌👌👍👎☜☞☝☟🖐☺😐☹💣☠🏳🏱✈☼💧❄🕆✞🕈✠✡☪☯ॐ☸♈♉♊♋♌♍♎♏♐♑♒♓🙰🙵●❍■□🞐❑❒"
          "⬧⧫◆❖⬥⌧⮹⌘🏵🏶🙶🙷",
    0x80: "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿🙢🙠🙡🙣🙞🙜🙝🙟·•▪○🞆🞈◉◎🔿▪◻🟂✦★✶✴✹✵⯐⌖⟡⌑⯑✪✰🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛⮰⮱⮲⮳⮴⮵⮶⮷🙪🙫🙕🙔🙗🙖🙐🙑🙒🙓⌫⌦"
          "⮘⮚⮙⮛⮈⮊⮉⮋🡨🡪🡩🡫🡬🡭🡯🡮🡸🡺🡹🡻🡼🡽🡿🡾⇦⇨⇧⇩⬄⇳⬁⬀⬃⬂🢬🢭🗶✓🗷🗹⊞",
}
_OTHERS = {
    "wingdings 2": {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0x98: "◉", 0x99: "◎",
                    0x9E: "·", 0x9F: "•", 0xA1: "○", 0xA2: "■", 0xA3: "□", 0xAE: "◆", 0x4B: "✓", 0x56: "⛒"},
    "wingdings 3": {0x66: "←", 0x67: "→", 0x68: "↑", 0x69: "↓", 0x7D: "▶", 0x7C: "◀", 0x70: "▲", 0x71: "▼",
                    0x75: "▶", 0x77: "▲", 0x86: "▸"},
    "webdings": {0x3C: "💾", 0x61: "✔", 0x63: "◻", 0x67: "■", 0x6E: "●", 0x72: "✖", 0x34: "▶", 0x33: "◀", 0x35: "▲", 0x36: "▼"},
}


def _table(rows: dict[int, str]) -> dict[int, str]:
    return {start + offset: char for start, text in rows.items() for offset, char in enumerate(text)}


# Older characters of the same look, which text fonts do have, before the exact ones of Unicode 7.
_SEEN = {0xA8: "□", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xFB: "✗", 0xFD: "☒", 0xFE: "☑",
         0x73: "◆", 0x77: "◆"}
_TABLES: dict[str, dict[int, str]] = {
    "symbol": _table(_SYMBOL_ROWS), "wingdings": _table(_WINGDINGS_ROWS) | _SEEN, **_OTHERS}


def is_symbol(family: str) -> bool:
    """Whether the font has its own encoding, so that its characters are not what their codes say."""
    return family.lower() in _TABLES


def decoded(char: str, family: str) -> str | None:
    """A character typed in `family` → Unicode; None where the table knows none. Codes stand at U+0020 or U+F020 and above."""
    table = _TABLES.get(family.lower())
    code = ord(char)
    private = 0xF000 <= code <= 0xF0FF
    if table is None:
        # Word's bullets keep their private codes when the font is changed: read them as Symbol's, else as plain characters.
        return _TABLES["symbol"].get(code - 0xF000) if 0xE000 <= code <= 0xF8FF else char
    if code > 0xFF and not private:
        return char                                        # already Unicode: Word takes it from another font
    if char in " \u00a0":
        return char
    return table.get(code - 0xF000 if private else code)
