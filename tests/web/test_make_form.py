"""A type's form gives back the data it was drawn from: for every built-in type, and for what people do with rows."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from service import doctypes, pipeline
from service.doctypes.alone import alone
from service.fields.spec import KindName
from service.web.make.form import read
from service.web.make.sections import shape_of
from service.web.make.shapes import leaves
from tests.web.conftest import Site
from tests.web.pages import Pairs, body, sent

DOCX: tuple[pipeline.Format, ...] = ("docx",)
TYPES = sorted(doctypes.catalogue())
KINDS = set(get_args(KindName))


@pytest.mark.parametrize("slug", TYPES)
def test_an_example_sent_by_its_form_makes_the_same_document(site: Site, slug: str) -> None:
    client = site.client("clerk")
    assert client.person
    doctype = doctypes.get(slug)
    example = doctype.example()
    data = alone(doctype, example["data"], doctype.folder)
    drafts = site.opened.records.drafts
    draft = drafts.add(client.person, slug, data=data)

    page = client.get(f"/nhap/{draft.id}")
    assert page.status_code == 200
    assert client.post(f"/nhap/{draft.id}", **body(sent(page.text, "draft"))).status_code == 303

    kept = drafts.get(draft.id, client.person).data
    made = pipeline.issue(slug, kept, campaign=example.get("campaign"), formats=DOCX)
    wanted = pipeline.issue(slug, data, campaign=example.get("campaign"), formats=DOCX)
    assert made.docx == wanted.docx


def test_the_forms_of_our_types_hold_every_kind() -> None:
    """Else the test above proves less than it says."""
    def kinds(specs: Any) -> set[str]:
        inner = [part for one in specs for part in (*one.columns.values(), *filter(None, [one.item]))]
        return {one.kind for one in specs} | (kinds(inner) if inner else set())

    assert {kind for one in doctypes.catalogue().values() for kind in kinds(list(one.schema.fields.values()))} == KINDS


def test_every_leaf_has_a_label() -> None:
    assert not [leaf for one in doctypes.catalogue().values() for leaf in leaves(shape_of(one)) if not leaf.label]


ROWS: list[tuple[str, Pairs, dict[str, Any]]] = [
    ("nothing", [("/so", ""), ("/can_cu/-", "")], {}),
    ("blanks are not given", [("/trich_yeu", "  \r\n ")], {}),
    ("rows in the order of the page",
     [("/can_cu/-", ""), ("/can_cu/-/van_ban", "Căn cứ hai"), ("/can_cu/-", ""), ("/can_cu/-/van_ban", "Căn cứ một")],
     {"can_cu": [{"van_ban": "Căn cứ hai"}, {"van_ban": "Căn cứ một"}]}),
    ("an empty row is none",
     [("/kinh_gui/-", "Phòng Một"), ("/kinh_gui/-", " "), ("/kinh_gui/-", "Phòng Hai")],
     {"kinh_gui": ["Phòng Một", "Phòng Hai"]}),
    ("a line broken in a field of one line", [("/trich_yeu", "Về việc\r\nsửa chữa")], {"trich_yeu": "Về việc sửa chữa"}),
    ("line breaks stay where they count",
     [("/co_quan_ban_hanh/ten", "Trường\r\nTiểu học")], {"co_quan_ban_hanh": {"ten": "Trường\nTiểu học"}}),
    ("a cell without its row", [("/can_cu/-/van_ban", "lạc")], {}),
    ("names that the type does not know",
     [("/khong_co", "x"), ("/can_cu/-/khong_co", "x"), ("/trich_yeu/sau", "x"), ("csrf_token", "t")], {}),
    ("a pointer by number is not ours", [("/kinh_gui/0", "x"), ("/kinh_gui/999999999", "x")], {}),
    ("an appendix in a row", [("/phu_luc/-", ""), ("/phu_luc/-/ten", "Dự toán"), ("/phu_luc/-/noi_dung", "Một đoạn.\r\n")],
     {"phu_luc": [{"ten": "Dự toán", "noi_dung": "Một đoạn."}]}),
]


@pytest.mark.parametrize(("pairs", "data"), [one[1:] for one in ROWS], ids=[one[0] for one in ROWS])
def test_pairs(pairs: Pairs, data: dict[str, Any]) -> None:
    assert read(pairs, shape_of(doctypes.get("to_trinh")), {}).data == data


def test_rows_of_rows() -> None:
    name = "/noi_dung_thi_dua/-"
    pairs = [(name, ""), (f"{name}/ten", "Một"), (f"{name}/diem/-", "a"), (f"{name}/diem/-", "b"),
             (name, ""), (f"{name}/diem/-", ""), (name, ""), (f"{name}/ten", "Hai"), (f"{name}/diem/-", "c")]
    found = read(pairs, shape_of(doctypes.get("ke_hoach_phong_trao")), {})
    assert found.data == {"noi_dung_thi_dua": [{"ten": "Một", "diem": ["a", "b"]}, {"ten": "Hai", "diem": ["c"]}]}
    # the second row of the data is the third of the page
    assert found.on_page("/noi_dung_thi_dua/1/diem/0") == "/noi_dung_thi_dua/2/diem/0"
    assert found.on_page("/noi_dung_thi_dua/0/ten") == "/noi_dung_thi_dua/0/ten"
    assert found.on_page("/khac/1") == "/khac/1"


def test_a_picture_is_named_not_sent_back() -> None:
    shape = shape_of(doctypes.get("bang_khen"))
    picture = "data:image/png;base64," + "A" * 400
    field = next(name for name, spec in doctypes.get("bang_khen").schema.fields.items() if spec.kind == "image")
    from service.web.make.written import KEPT, digest
    assert read([(f"/{field}", KEPT + digest(picture))], shape, {field: picture}).data == {field: picture}
    assert read([(f"/{field}", KEPT + digest(picture))], shape, {}).data == {}
    assert read([(f"/{field}", "/etc/passwd")], shape, {field: picture}).data == {}
