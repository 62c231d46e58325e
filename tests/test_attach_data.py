"""What a document was made from, inside its PDF, through every door."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from service import doctypes, pipeline
from service.api import create_app
from service.cli import run
from service.doctypes import origin
from service.errors import InputRefused
from service.paper import Properties
from service.pdf import to_pdf
from service.pdfa import Attachment
from tests.conformance import second, verapdf
from tests.examples import TODAY
from tests.html.printing import html, paper, paragraph

SLUG = "cong_van"
SHARED = "ke_hoach_phong_trao"


def example(slug: str = SLUG) -> dict[str, Any]:
    return json.loads(json.dumps(doctypes.get(slug).example()))


def attached(pdf: bytes) -> list[tuple[str, Any]]:
    """Name and content of every file inside."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [(name, json.loads(one.get_file().read_bytes())) for name, one in document.attachments.items()]


def test_it_is_the_data_as_given_with_type_and_version_and_only_when_asked_for() -> None:
    data = example()["data"]
    pdf = pipeline.issue(SLUG, data, today=TODAY, attach=True).pdf
    assert pdf
    assert attached(pdf) == [("du_lieu.json", {"type": SLUG, "version": doctypes.get(SLUG).version, "data": data})]
    plain = pipeline.issue(SLUG, data, today=TODAY).pdf
    assert plain
    with pikepdf.open(io.BytesIO(plain)) as document:
        assert not document.attachments
        assert "/AF" not in document.Root


def test_of_a_campaign_only_what_the_document_took_and_with_it_the_document_can_be_made_again() -> None:
    given = example(SHARED)
    given["campaign"]["nguoi"].append({"ma": "khac", "ho_ten": "Trần Thị Không Liên Quan", "chuc_vu": "Giáo viên"})
    issued = pipeline.issue(SHARED, given["data"], campaign=given["campaign"], today=TODAY, attach=True)
    assert issued.pdf
    (_, found), = attached(issued.pdf)
    assert found["from_campaign"]
    assert "Không Liên Quan" not in json.dumps(found, ensure_ascii=False)
    again = pipeline.issue(SHARED, found["from_campaign"] | found["data"], today=TODAY, formats=("docx",))
    assert again.docx == issued.docx


def test_the_same_data_gives_the_same_bytes_and_both_judges_pass_them() -> None:
    data = example()["data"]
    first, again = (pipeline.issue(SLUG, data, today=TODAY, attach=True).pdf for _ in range(2))
    assert first
    assert first == again
    for judge in (verapdf.judge, second.judge):
        assert judge(first) == {"3a": (), "ua1": ()}


def test_it_is_named_as_the_source_with_the_days_of_the_document() -> None:
    about = Properties(title="Kế hoạch", created="2025-07-01T08:00:00Z", language="vi-VN")
    value = paper(paragraph("một"), properties=about)
    file = Attachment("du_lieu.json", "application/json", '{"tên": "Nguyễn"}'.encode(), "Dữ liệu nguồn")
    with pikepdf.open(io.BytesIO(to_pdf(html(value), about, file))) as document:
        (one,) = document.Root.AF
        assert one.objgen == document.Root.Names.EmbeddedFiles.Names[1].objgen
        assert (str(one.UF), str(one.Desc), one.AFRelationship) == ("du_lieu.json", "Dữ liệu nguồn", "/Source")
        stream = one.EF.F
        assert (stream.Subtype, stream.read_bytes(), stream.Params.Size) == ("/application/json", file.data, len(file.data))
        assert str(stream.Params.CreationDate) == str(document.docinfo.CreationDate)


def test_days_and_numbers_of_a_data_file_are_written_as_such_a_file_writes_them() -> None:
    data = {"ngay": date(2026, 11, 22), "luc": datetime(2026, 11, 22, 8, 30), "tien": Decimal("1200000.50"), "anh": b"\x89PNG"}
    found = json.loads(origin.attachment(doctypes.get(SLUG), data, {}).data)["data"]
    assert found == {"ngay": "2026-11-22", "luc": "2026-11-22T08:30:00", "tien": "1200000.50", "anh": "iVBORw=="}


def test_without_a_pdf_there_is_nothing_to_attach_it_to() -> None:
    with pytest.raises(InputRefused) as fault:
        pipeline.issue(SLUG, example()["data"], formats=("docx",), attach=True)
    assert [one.code for one in fault.value.problems] == ["attach-without-pdf"]


def test_the_command_line_attaches_it_when_told(tmp_path: Path) -> None:
    data = example()["data"]
    (tmp_path / "thu.json").write_text(json.dumps(data), encoding="utf-8")
    run(["render", SLUG, "-d", str(tmp_path / "thu.json"), "-o", str(tmp_path), "-f", "pdf", "--attach-data", "--today",
         "2026-11-22"])
    (_, found), = attached((tmp_path / f"{SLUG}.pdf").read_bytes())
    assert found["data"] == data


@pytest.mark.parametrize(("accept", "status"), [("application/pdf", 200), ("application/zip", 200),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", 422)])  # fmt: skip
def test_http_attaches_it_when_told(accept: str, status: int) -> None:
    body = {"type": SLUG, "data": example()["data"], "attach_data": True}
    answer = create_app().test_client().post("/api/v1/render", json=body, headers={"Accept": accept})
    assert answer.status_code == status
    if status == 200:
        pdf = answer.data
        if accept == "application/zip":
            with zipfile.ZipFile(io.BytesIO(pdf)) as bundle:
                pdf = bundle.read(f"{SLUG}.pdf")
        (_, found), = attached(pdf)
        assert found["data"] == body["data"]
