"""Objects → a file: what a strict reader of PDF (qpdf) finds in it."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest

from service.fonts import faces
from service.fonts.words import word
from service.press import typefaces
from service.press.objects import Objects, Ready, deflated, name, references, text
from service.press.setting import Use

WORDS = "Cộng hòa (xã hội) chủ nghĩa \\ Việt Nam"


def made(fill: Callable[[Objects, int], None], ready: Ready | None = None, count: int = 1) -> bytes:
    """A file without pages whose packed objects `fill` puts."""
    pieces: list[bytes] = []
    objects = Objects(pieces.append, ready)
    roots = objects.reserve(3)
    fill(objects, objects.reserve(count))
    objects.pack(roots, [
        b"<</Type/Catalog/Pages %d 0 R>>" % (roots + 1), b"<</Type/Pages/Count 0/Kids[]>>", b"<</Title%b>>" % text(WORDS)])
    objects.close(roots, roots + 2)
    return b"".join(pieces)


def opened(data: bytes) -> pikepdf.Pdf:
    """Refuses what a reader would have to mend."""
    pdf = pikepdf.open(BytesIO(data), attempt_recovery=False)
    assert not pdf.get_warnings()
    return pdf


@pytest.mark.parametrize("count", [1, 399, 400, 401, 3000])
def test_every_packed_object_is_found_by_its_number(count: int) -> None:
    numbers: list[int] = []

    def fill(objects: Objects, first: int) -> None:
        numbers.append(first)
        objects.pack(first, [b"<</Place %d>>" % place for place in range(count)])

    with opened(made(fill, count=count)) as pdf:
        assert [int(pdf.get_object(numbers[0] + place, 0).Place) for place in range(count)] == list(range(count))
        assert str(pdf.docinfo.Title) == WORDS


def test_a_stream_keeps_its_bytes_whatever_they_end_with() -> None:
    data = [b"", b"\r", b"\n", b"endstream", bytes(range(256)) * 40]
    first: list[int] = []

    def fill(objects: Objects, number: int) -> None:
        first.append(number)
        for place, one in enumerate(data):
            objects.stream(number + place, b"/Filter/FlateDecode", deflated(one))

    with opened(made(fill, count=len(data))) as pdf:
        assert [pdf.get_object(first[0] + place, 0).read_bytes() for place in range(len(data))] == data


def test_the_same_calls_give_the_same_file_and_others_another_identity() -> None:
    def fill(said: bytes) -> Callable[[Objects, int], None]:
        return lambda objects, first: objects.pack(first, [said])

    one, again, other = made(fill(b"(a)")), made(fill(b"(a)")), made(fill(b"(b)"))
    assert one == again
    with opened(one) as a, opened(other) as b:
        assert a.trailer.ID[0] != b.trailer.ID[0]


def test_a_number_has_one_object() -> None:
    def twice(objects: Objects, first: int) -> None:
        objects.pack(first, [b"(a)"])
        objects.pack(first, [b"(b)"])

    with pytest.raises(AssertionError, match="with two objects"):
        made(twice)
    with pytest.raises(AssertionError, match="without an object"):
        made(lambda *_: None)


def test_a_file_goes_on_where_what_was_ready_ends() -> None:
    found = [faces().find("Times New Roman", bold).face for bold in (False, True)]
    other = word(found[0], "Ω").extra
    assert other
    uses = frozenset((Use(found[0]), Use(found[1]), Use(found[0], other)))
    data = made(lambda objects, first: objects.pack(first, [b"(a)"]), typefaces.beginning(uses))
    assert data == made(lambda objects, first: objects.pack(first, [b"(a)"]), typefaces.beginning(uses))
    with opened(data) as pdf:
        fonts = pdf.get_object(1, 0).Font
        assert len(fonts) == 2
        assert {str(font.BaseFont).partition("+")[2] for font in fonts.values()} == {"LiberationSerif", "LiberationSerif-Bold"}
        intent = pdf.get_object(1 + typefaces.INTENT, 0)
        assert b"acsp" in intent.DestOutputProfile.read_bytes()[:64]
        for font in fonts.values():
            file = font.DescendantFonts[0].FontDescriptor.FontFile2
            assert len(file.read_bytes()) == int(file.Length1)


@pytest.mark.parametrize(("words", "written"), [
    ("Thu 1", b"(Thu 1)"), ("a (b) \\", b"(a \\(b\\) \\\\)"), ("", b"()"),
    ("Số", b"<feff00531ed1>"), ("a\nb", b"<feff0061000a0062>"),
    ("😀", b"<feffd83dde00>"),
])
def test_words_as_text_strings(words: str, written: bytes) -> None:
    assert text(words) == written


def test_names_and_references() -> None:
    assert name("application/json") == b"/application#2Fjson"
    assert name("Số") == b"/S#E1#BB#91"
    assert references([3, 14]).split() == b"3 0 R 14 0 R".split()
