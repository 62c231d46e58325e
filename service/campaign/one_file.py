"""Campaign data → `Campaign`: what all documents of a campaign share (docs/campaign.md), with dates of validity."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from pydantic import ConfigDict, Field

from service.campaign.cells import Code, Year
from service.campaign.frame import Grounds, Phase, Recipients, phase_problems
from service.campaign.organisations import Organ
from service.campaign.people import SharedPerson
from service.components.recipients import Filing
from service.errors import InputRefused, Problem, problem
from service.fields.messages import check, unknown
from service.stage import GivenStock
from service.vietnamese.dates import short_date
from service.words import Data, Line

PLACE: Final = "dữ liệu phong trào"


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
    can_cu: Grounds = Field(default_factory=list, title="Căn cứ")
    noi_nhan: Recipients = Field(default_factory=list, title="Nơi nhận")
    luu: Filing | None = Field(default=None, title="Nơi lưu")
    phoi: dict[Code, GivenStock] = Field(default_factory=dict, title="Phôi theo loại giấy khen, bằng khen")


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
        if isinstance(value, dict):
            return {key: self._plain(one) for key, one in value.items()}
        return value


def load(data: Mapping[str, object]) -> Campaign:
    """Campaign data → Campaign. Raises InputRefused with every problem; pointers start at the campaign file."""
    read, found = check(CampaignData, data)
    if read is None:
        raise InputRefused(*_of_campaign(found))
    InputRefused.raise_any(_of_campaign([*_references(read), *phase_problems(read)]))
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
