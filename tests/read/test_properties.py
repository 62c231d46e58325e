"""What a file says of itself: as its XML is read, the second time and with other words too."""

from __future__ import annotations

import pytest

from service.errors import FileRefused
from service.guard import parse_xml
from service.paper import Properties
from service.read.names import NAMESPACES
from service.read.properties import properties

_ROOT = "<cp:coreProperties " + " ".join(f'xmlns:{one}="{NAMESPACES[one]}"' for one in ("cp", "dc", "dcterms")) + ">"
_DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_NAMES = ("dc:title", "dc:subject", "dc:creator", "cp:keywords", "dc:language", "dcterms:created", "dcterms:modified",
          "dc:identifier")

# what it is → a part; `{0}` is where a clerk's words stand
PARTS = {
    "a title": _ROOT + "<dc:title>{0}</dc:title></cp:coreProperties>",
    "all": _DECLARATION + _ROOT + "".join(f"<{name}>{{0}}</{name}>" for name in _NAMES) + "</cp:coreProperties>",
    "two titles": _ROOT + "<dc:title>{0}</dc:title><dc:title>hai</dc:title></cp:coreProperties>",
    "a title without words": _ROOT + "<dc:title/><dc:subject>  {0} </dc:subject></cp:coreProperties>",
    "a comment": _ROOT + "<!-- <dc:title>x</dc:title> --><dc:title>{0}</dc:title></cp:coreProperties>",
    "characters of XML": _ROOT + "<dc:title><![CDATA[{0}]]></dc:title></cp:coreProperties>",
    "an instruction": _ROOT + "<?pi <dc:title>x</dc:title>?><dc:title>{0}</dc:title></cp:coreProperties>",
    "an element in it": _ROOT + "<dc:title>{0}<b>{0}</b></dc:title></cp:coreProperties>",
    "line feeds": _ROOT + "\r\n<dc:title>\r\n{0}\r\n</dc:title><dc:subject>a\r\n{0}</dc:subject></cp:coreProperties>",
    "another encoding": "<?xml version='1.0' encoding='US-ASCII'?>" + _ROOT + "<dc:title>{0}</dc:title></cp:coreProperties>",
    "another prefix": _ROOT.replace("xmlns:dc=", "xmlns:x=") + "<x:title>{0}</x:title></cp:coreProperties>",
    "no XML": _ROOT + "<dc:title>{0}</dc:titl></cp:coreProperties>",
}
_WORDS = ("một", "hai", "", "ba &amp; bốn", "&quot;x&quot;", "  ", "漢字", "x1", "a > b", "\x01", "năm")


def tree(part: bytes) -> Properties | None:
    """The same, read as XML is."""
    try:
        root = parse_xml(part)
    except FileRefused:
        return None
    found = [root.find(f"{{{NAMESPACES[name.split(':')[0]]}}}{name.split(':')[1]}") for name in _NAMES]
    return Properties(*["" if one is None else (one.text or "").strip() for one in found])


@pytest.mark.parametrize("name", PARTS)
def test_it_says_what_its_xml_says(name: str) -> None:
    for words in _WORDS:
        part = PARTS[name].replace("{0}", words).encode()
        expected = tree(part)
        if expected is None:
            with pytest.raises(FileRefused):
                properties(part)
        else:
            assert properties(part) == expected, words


def test_a_file_may_say_nothing() -> None:
    assert properties(None) == Properties()
