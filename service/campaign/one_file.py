"""Campaign data → `Campaign`: what all documents of a campaign share (docs/campaign.md), with dates of validity."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Final, Self

from pydantic import BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from service.components.grounds import Day, Ground, from_text
from service.components.recipients import Filing, Recipient
from service.components.signature import Authority, authority
from service.errors import InputRefused, Problem, problem
from service.fields.messages import check, unknown
from service.vietnamese.dates import short_date
from service.words import Data, Line, Words

PLACE: Final = "dữ liệu phong trào"

Year = Annotated[int, Field(ge=1945, le=2200)]
Code = Annotated[Line, Field(min_length=1, max_length=60)]


class _Valid(Data):
    """Something with dates of validity, both ends included."""

    ma: Code = Field(title="Mã")
    tu_ngay: Day | None = Field(default=None, title="Từ ngày")
    den_ngay: Day | None = Field(default=None, title="Đến hết ngày")

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.tu_ngay and self.den_ngay and self.tu_ngay > self.den_ngay:
            raise PydanticCustomError("dates-inverted", "dates-inverted", {})
        return self

    def valid(self, day: date) -> bool:
        return (self.tu_ngay is None or self.tu_ngay <= day) and (self.den_ngay is None or day <= self.den_ngay)

    @property
    def span(self) -> str:
        """"từ 01/7/2025", "đến 30/6/2025" for messages."""
        return " ".join(filter(None, [f"từ {short_date(self.tu_ngay)}" if self.tu_ngay else "",
                                      f"đến {short_date(self.den_ngay)}" if self.den_ngay else ""]))


class Organ(_Valid):
    model_config = ConfigDict(title="Cơ quan, tổ chức")

    ten: Words = Field(max_length=300, title="Tên như in ở đầu văn bản")
    ten_day_du: Line = Field(default="", max_length=300, title="Tên đầy đủ trong lời văn")
    viet_tat: Line = Field(default="", max_length=20, title="Chữ viết tắt")
    chu_quan: Words = Field(default="", max_length=300, title="Cơ quan chủ quản: mã hoặc tên")
    dia_danh: Line = Field(default="", max_length=60, title="Địa danh")
    don_vi_soan_thao: Line = Field(default="", max_length=20, title="Đơn vị soạn thảo (viết tắt)")


class SharedPerson(_Valid):
    model_config = ConfigDict(title="Người")

    ho_ten: Line = Field(max_length=80, title="Họ và tên")
    danh_xung: Line = Field(default="", max_length=20, title="Ông, Bà")
    chuc_vu: Line = Field(max_length=200, title="Chức vụ")
    co_quan: Line = Field(default="", max_length=60, title="Mã cơ quan")
    quyen_han: Annotated[Authority, BeforeValidator(authority)] = Field(default="", title="Quyền hạn ký")
    tap_the: Line = Field(default="", title="Thay mặt tập thể (TM.)")
    thua_lenh: Line = Field(default="", title="Thừa lệnh (TL.)")
    thua_uy_quyen: Line = Field(default="", title="Thừa ủy quyền (TUQ.)")
    ky_thay: Line = Field(default="", title="Ký thay (KT.)")


def _paragraphs(value: object) -> object:
    return [part for part in value.split("\n\n") if part.strip()] if isinstance(value, str) else value


class Phase(Data):
    model_config = ConfigDict(title="Giai đoạn")

    ten: Line = Field(max_length=100, title="Tên giai đoạn")
    tu_nam: Year = Field(title="Từ năm")
    den_nam: Year = Field(title="Đến năm")
    viec: Annotated[list[Words], BeforeValidator(_paragraphs)] | None = Field(default=None, title="Việc phải làm")


def _named(value: object) -> object:
    return {"ten": value} if isinstance(value, str) else value


class CampaignData(Data):
    """The file as people write it."""

    model_config = ConfigDict(title="Phong trào")

    ten: Line = Field(max_length=300, title="Tên phong trào")
    ten_goi_tat: Line = Field(default="", max_length=60, title="Tên gọi tắt")
    tu_nam: Year | None = Field(default=None, title="Từ năm")
    den_nam: Year | None = Field(default=None, title="Đến năm")
    giai_doan: list[Phase] = Field(default_factory=list, title="Các giai đoạn")
    co_quan: list[Organ] = Field(min_length=1, title="Các cơ quan")
    co_quan_ban_hanh: Code = Field(title="Mã cơ quan ban hành")
    nguoi: list[SharedPerson] = Field(default_factory=list, title="Những người ký, người liên quan")
    nguoi_ky: Line = Field(default="", title="Mã người ký")
    can_cu: list[Annotated[Ground, BeforeValidator(from_text, json_schema_input_type=str | Ground)]] = Field(
        default_factory=list, title="Căn cứ")
    noi_nhan: list[Annotated[Recipient, BeforeValidator(_named, json_schema_input_type=str | Recipient)]] = Field(
        default_factory=list, title="Nơi nhận")
    luu: Filing | None = Field(default=None, title="Lưu")


@dataclass(frozen=True, slots=True)
class Campaign:
    """Checked campaign data. `look_up` answers the paths of `from` in schemas."""

    data: CampaignData
    issuer: Organ
    signatory: SharedPerson | None

    def look_up(self, path: str) -> object:
        """"co_quan_ban_hanh.dia_danh" → the plain value, ready to stand in a document's data; None where there is none."""
        root, *steps = path.split(".")
        roots = {"co_quan_ban_hanh": self.issuer, "nguoi_ky": self.signatory}
        value = self._plain(roots[root] if root in roots else getattr(self.data, root, None))
        for step in steps:
            value = value.get(step) if isinstance(value, dict) else None
        return value or None

    def superior(self, organ: Organ) -> str:
        """The name of an organisation's superior, which is given by its code or as a text."""
        return next((one.ten for one in self.data.co_quan if one.ma == organ.chu_quan), organ.chu_quan)

    def validity(self, day: date) -> list[Problem]:
        """What of the campaign is not valid on a document's day: an abolished body, a person no longer in office."""
        found = []
        if not self.issuer.valid(day):
            found.append(problem("organisation-not-valid", "{ten} chỉ hoạt động {han}, không ban hành được văn bản ngày {ngay}.",
                                 pointer="/co_quan_ban_hanh", ten=self.issuer.ten, han=self.issuer.span, ngay=short_date(day)))
        if self.signatory and not self.signatory.valid(day):
            found.append(problem("person-not-valid", "{ten} chỉ giữ chức vụ {han}, không ký được văn bản ngày {ngay}.",
                                 pointer="/ky", ten=self.signatory.ho_ten, han=self.signatory.span, ngay=short_date(day)))
        return found

    def _plain(self, value: object) -> object:
        if isinstance(value, Organ):
            return {**value.model_dump(exclude_defaults=True), "chu_quan": self.superior(value)}
        if isinstance(value, Data):
            return value.model_dump(exclude_defaults=True)
        if isinstance(value, list):
            return [self._plain(one) for one in value]
        return value


def load(data: Mapping[str, object]) -> Campaign:
    """Campaign data → Campaign. Raises InputRefused with every problem; pointers start at the campaign file."""
    read, found = check(CampaignData, data)
    if read is None:
        raise InputRefused(*_of_campaign(found))
    InputRefused.raise_any(_of_campaign([*_references(read), *_phases(read)]))
    issuer = next(one for one in read.co_quan if one.ma == read.co_quan_ban_hanh)
    return Campaign(read, issuer, next((one for one in read.nguoi if one.ma == read.nguoi_ky), None))


def _of_campaign(found: Iterable[Problem]) -> list[Problem]:
    """A pointer alone would be taken for one into the document's own data."""
    return [replace(one, place=PLACE) for one in found]


def _references(read: CampaignData) -> Iterable[Problem]:
    organs, people = [one.ma for one in read.co_quan], [one.ma for one in read.nguoi]
    wanted = [("/co_quan_ban_hanh", read.co_quan_ban_hanh, organs), ("/nguoi_ky", read.nguoi_ky, people),
              *((f"/nguoi/{index}/co_quan", one.co_quan, organs) for index, one in enumerate(read.nguoi))]
    for pointer, code, known in wanted:
        if code and code not in known:
            yield unknown(code, known, problem("code-unknown", "Không có mã “{ten}”.", pointer=pointer),
                          problem("code-unknown", "Không có mã “{ten}”; có phải “{gan}”?", pointer=pointer))
    for name, codes in (("co_quan", organs), ("nguoi", people)):
        for index, code in enumerate(codes):
            if code in codes[:index]:
                yield problem("code-twice", "Mã “{ma}” đã dùng rồi.", pointer=f"/{name}/{index}/ma", ma=code)


def _phases(read: CampaignData) -> Iterable[Problem]:
    """Phases follow one another without a gap, inside the campaign's years."""
    first, last = read.tu_nam, read.den_nam
    if first and last and first > last:
        yield problem("years-inverted", "Năm kết thúc trước năm bắt đầu.", pointer="/den_nam")
    for index, phase in enumerate(read.giai_doan):
        here = f"/giai_doan/{index}"
        if phase.tu_nam > phase.den_nam:
            yield problem("years-inverted", "Năm kết thúc trước năm bắt đầu.", pointer=f"{here}/den_nam")
        if (first and phase.tu_nam < first) or (last and phase.den_nam > last):
            yield problem("phase-outside", "{ten} nằm ngoài thời gian của phong trào.", pointer=here, ten=phase.ten)
        if index and phase.tu_nam != read.giai_doan[index - 1].den_nam + 1:
            yield problem("phase-gap", "{ten} phải bắt đầu năm {nam}, liền sau giai đoạn trước.", pointer=f"{here}/tu_nam",
                          ten=phase.ten, nam=read.giai_doan[index - 1].den_nam + 1)


