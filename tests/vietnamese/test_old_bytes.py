from __future__ import annotations

import pytest

from service.vietnamese.old_bytes import OldText, old_text
from tests.typed import as_bytes
from tests.vietnamese.test_encodings import SENTENCES

NAMES = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI", "cp1258": "Windows-1258"}
LOWER = [sentence.lower() for sentence in SENTENCES]               # TCVN3 has no capitals with a tone


def first_strange(data: bytes) -> int:
    with pytest.raises(UnicodeDecodeError) as fault:
        data.decode()
    return fault.value.start


@pytest.mark.parametrize("sentence", LOWER)
@pytest.mark.parametrize("encoding", NAMES)
def test_an_encoding_is_told_by_one_sentence(sentence: str, encoding: str) -> None:
    data = as_bytes(sentence, encoding)
    found = old_text(data, first_strange(data))
    assert found is not None
    assert (found.name, found.by_keyboard) == (NAMES[encoding], encoding != "cp1258")
    assert sentence.startswith(found.line.removesuffix("…").rstrip())


def test_the_line_of_the_first_strange_byte_is_told() -> None:
    data = as_bytes("stt;don vi\r\n1;Trường  Tiểu học Lê Lợi\r\n2;Trường Mầm non Hoa Mai\r\n", "tcvn3")
    assert old_text(data, first_strange(data)) == OldText("TCVN3 (ABC)", "1;Trường Tiểu học Lê Lợi", by_keyboard=True)


@pytest.mark.parametrize("data", [
    b"a;b\nTr\xc6;\xb0",                                           # one word says too little
    "Café Müller, résumé, naïve".encode("cp1252"),                 # another language
    "Kế hoạch tổ".encode()[:-1] + b"\n",                      # UTF-8, cut off
    "Họ tên;".encode() + as_bytes("trường tiểu học", "tcvn3"),      # UTF-8, with something pasted in
    b"\x89PNG\r\n\x1a\n\xff\xd8\xe0\xe1 \xf0\xf1", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3",
], ids=["a word", "French", "cut", "pasted", "picture", "PDF"])
def test_where_nothing_is_certain_nothing_is_said(data: bytes) -> None:
    assert old_text(data, first_strange(data)) is None
