"""What a schema says of the type itself: its names, body, appendices, drawing, place in a dossier, source (docs/types.md)."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from service.body.levels import Structure
from service.stage import StageSpec

Heading = Literal["full", "undated", "unnumbered", "names", "copy", "none"]
TitleRule = Literal["trich_yeu", "ten_loai", "kem_theo", "none"]
Wording = Literal["official", "pattern", "constructed", ""]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class BodySpec(_Part):
    structure: Structure = "muc"
    sub_khoan: bool = False
    end_mark: bool = True
    width_mm: float | None = Field(default=None, gt=0, le=400)
    outline: tuple[Any, ...] = ()


class AppendixSpec(_Part):
    """`[[phu_luc]]`: an appendix composed by the type. Compiled with the fields (appendices.py)."""

    ten: str = Field(min_length=1)
    nhan: bool = True
    kem_theo: bool = True
    ngang: bool = False
    each: str | None = None
    name: str | None = Field(default=None, alias="as")
    when: str | None = None
    structure: Structure = "muc"
    sub_khoan: bool = False
    end_mark: bool = True                                      # mẫu 2.1, 2.2 end so
    outline: tuple[Any, ...] = Field(min_length=1)


class FormSpec(_Part):
    """`[draw]`: what `vanban new` draws of a type beside what follows from its fields."""

    heading: Heading = "full"
    title_rule: TitleRule = "trich_yeu"
    landscape: bool = False
    form_label: bool = False
    signatures: tuple[tuple[str, ...], ...] | None = None      # resolved when the schema is read, as is the next
    seals: tuple[str, ...] | None = None                       # signatures over which the agency puts its seal
    insert: str = ""                                           # a yes_no field: where yes, only the body, for another document
    drawn: bool = True


class DossierSpec(_Part):
    """`[dossier]`: whose document of a campaign it is, and where it stands."""

    scope: tuple[Literal["school", "ward"], ...] = Field(min_length=1)
    issuer: Literal["unit", "chair", "department", "proposer", "council"] = "unit"
    per: Literal["", "award", "collective", "individual", "nominee", "laureate", "guest"] = ""
    order: int = Field(ge=0, le=999)
    when: str = Field(default="", pattern=r"^([a-z_]+(\.[a-z_]+)*)?$")      # a path of the campaign, or `rieng`


class SourceSpec(_Part):
    """`[source]`: where wording and form come from, and what could not be confirmed."""

    wording: Wording = ""
    law: tuple[str, ...] = ()
    form_number: str = Field(default="", max_length=40)
    unconfirmed: tuple[str, ...] = ()


class Head(_Part):
    name: str = Field(min_length=1)
    title: str = ""
    abbreviation: str = ""
    form: str = ""
    group: str = "Khác"
    summary: str = ""
    pages: int | None = Field(default=None, ge=1)              # of its example
    max_pages: int | None = Field(default=None, ge=1)          # a longer document is refused
    without: tuple[str, ...] = ()
    shared: tuple[str, ...] = Field(default=(), alias="with")
    body: BodySpec = BodySpec()
    phu_luc: tuple[AppendixSpec, ...] = ()
    draw: FormSpec = FormSpec()
    stage: StageSpec | None = None
    dossier: DossierSpec | None = None
    source: SourceSpec = SourceSpec()
    fields: dict[str, dict[str, Any]] = Field(default_factory=dict)

    @property
    def printed_name(self) -> str:
        """The type's name as it is printed and cited."""
        return self.title or self.name
