from __future__ import annotations

import pytest

from service.errors import InputUnreadable, LimitExceeded, VanbanError
from service.inputs import Line, read_csv
from service.inputs.grid import MAX_COLUMNS, MAX_ROWS, letters
from tests.typed import as_bytes

ROWS = (("ma", "ten", "ghi_chu"), ("001", "Trường Tiểu học Lê Lợi", "a, b; c"), ("002", "Trường “Hoa Mai”", None))


@pytest.mark.parametrize("text", [
    'ma;ten;ghi_chu\n001;Trường Tiểu học Lê Lợi;"a, b; c"\n002;Trường “Hoa Mai”;\n',
    'ma,ten,ghi_chu\r\n001,Trường Tiểu học Lê Lợi,"a, b; c"\r\n002,Trường “Hoa Mai”,\r\n',
    'ma\tten\tghi_chu\n001\tTrường Tiểu học Lê Lợi\ta, b; c\n002\tTrường “Hoa Mai”\t',
    'ma,ten,ghi_chu\n 001 , Trường Tiểu học Lê Lợi ,"a, b; c"\n002,Trường “Hoa Mai”,  \n',
    '"ma";"ten";"ghi_chu"\n"001";"Trường Tiểu học Lê Lợi";"a, b; c"\n"002";"Trường “Hoa Mai”";""',
], ids=["semicolon", "comma", "tab", "blanks", "quoted"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_the_same_table_however_it_is_separated(text: str, encoding: str) -> None:
    grid = read_csv(text.encode(encoding), "x.csv")
    assert tuple(one.cells for one in grid.lines) == ROWS
    assert [one.number for one in grid.lines] == [1, 2, 3]


@pytest.mark.parametrize(("text", "lines"), [
    # rows are counted as a spreadsheet counts them: empty ones too, a cell of two lines once
    ("a;b\n\n1;2\n;\n3;4", [(1, ("a", "b")), (3, ("1", "2")), (5, ("3", "4"))]),
    ('a;b\n"một\nhai";2\n3;4', [(1, ("a", "b")), (2, ("một\nhai", "2")), (3, ("3", "4"))]),
    ("sep=,\na,b\n1,2", [(2, ("a", "b")), (3, ("1", "2"))]),
    ('"a,b,c";d\n1;2', [(1, ("a,b,c", "d")), (2, ("1", "2"))]),              # a quoted heading parts nothing
    ('a;b\n"nói ""có""";x', [(1, ("a", "b")), (2, ('nói "có"', "x"))]),
    ("a;b\n1", [(1, ("a", "b")), (2, ("1",))]),
    ("\n\nma\n001", [(3, ("ma",)), (4, ("001",))]),
    ("a;b\n0123;1.234,5", [(1, ("a", "b")), (2, ("0123", "1.234,5"))]),
])
def test_every_row_keeps_its_number(text: str, lines: list[tuple[int, tuple[str, ...]]]) -> None:
    assert read_csv(text.encode(), "x.csv").lines == tuple(Line(number, cells) for number, cells in lines)


@pytest.mark.parametrize(("data", "kind", "code", "message"), [
    (b"", InputUnreadable, "data-empty", ""),
    (b"\n;;\n  \n", InputUnreadable, "data-empty", ""),
    ('a;b\n1;2\n"mở;3\n'.encode(), InputUnreadable, "csv-syntax", "dòng 3"),
    (b'a;b\n"x"y;2\n', InputUnreadable, "csv-syntax", "dòng 2"),
    ("Trường;b".encode("utf-16"), InputUnreadable, "encoding-utf16", ""),
    (b"a;b\nTr\xc6;\xb0", InputUnreadable, "encoding-invalid", "dòng 2, cột 3"),
    (b"a\n" + b"1\n" * (MAX_ROWS + 1), LimitExceeded, "sheet-too-large", f"{MAX_ROWS} dòng"),
    (b";" * MAX_COLUMNS + b"a", LimitExceeded, "sheet-too-large", f"{MAX_COLUMNS} cột"),
], ids=["nothing", "blank", "quote open", "after quote", "utf-16", "latin", "rows", "columns"])
def test_what_is_no_csv_is_refused_with_its_place(data: bytes, kind: type[VanbanError], code: str, message: str) -> None:
    with pytest.raises(kind) as refused:
        read_csv(data, "bảng.csv")
    [found] = refused.value.problems
    assert (found.code, found.place) == (code, "bảng.csv")
    assert message in found.message


@pytest.mark.parametrize(("encoding", "name", "advice"), [
    ("tcvn3", "TCVN3 (ABC)", "Hãy chuyển mã sang Unicode (UniKey, mục Công cụ), rồi lưu lại bằng UTF-8 (Excel: “CSV UTF-8”)."),
    ("vni", "VNI", "Hãy chuyển mã sang Unicode (UniKey, mục Công cụ), rồi lưu lại bằng UTF-8 (Excel: “CSV UTF-8”)."),
    ("cp1258", "Windows-1258", "Hãy lưu lại bằng UTF-8 (Excel: “CSV UTF-8”; Notepad: Save as, Encoding UTF-8)."),
])
def test_a_table_of_an_old_encoding_is_named_and_read(encoding: str, name: str, advice: str) -> None:
    with pytest.raises(InputUnreadable) as refused:
        read_csv(as_bytes("ma;ten\n001;Trường Tiểu học Lê Lợi\n", encoding), "truong.csv")
    [found] = refused.value.problems
    assert (found.code, found.place) == ("encoding-invalid", "truong.csv")
    assert found.message == ("Dữ liệu không phải UTF-8 (byte lạ ở dòng 2, cột 7), "
                             f"có vẻ là mã {name}: “001;Trường Tiểu học Lê Lợi”. {advice}")


@pytest.mark.parametrize(("column", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_called_as_a_spreadsheet_calls_them(column: int, name: str) -> None:
    assert letters(column) == name
