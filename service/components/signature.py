"""Quyền hạn, chức vụ, họ tên (PL I, II.7; Điều 13): who signs and in whose name → the lines above the signature."""

from __future__ import annotations

import re
from typing import Annotated, Final, Literal, Self

from pydantic import BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from service.frozen import value
from service.values import SigningPlaces
from service.vietnamese.capitals import capitals
from service.words import Data, Line

Authority = Literal["", "TM.", "KT.", "TM. KT.", "TL.", "TL. KT.", "TUQ.", "Q.", "TM. Q."]

# Which field says in whose name. TUQ. stands alone: what is delegated cannot be delegated again (Điều 13 k3).
_NEEDS: Final[dict[str, tuple[str, ...]]] = {
    "": (), "TM.": ("tap_the",), "KT.": ("ky_thay",), "TM. KT.": ("tap_the", "ky_thay"), "TL.": ("thua_lenh",),
    "TL. KT.": ("thua_lenh", "ky_thay"), "TUQ.": ("thua_uy_quyen",), "Q.": (), "TM. Q.": ("tap_the",),
}
_FIELDS: Final = {"tap_the": "TM.", "thua_lenh": "TL.", "thua_uy_quyen": "TUQ.", "ky_thay": "KT."}
# "TM", "T/M", "K/T." and "KT " all mean the same; the decree prints letters and a dot (II.7b)
_WORD: Final = re.compile(r"T/?M|K/?T|T/?L|T/?U/?Q|Q(?!\w)", re.IGNORECASE)


def authority(value: object) -> object:
    """What people type → the decree's form: `"tm, kt"` → `"TM. KT."`."""
    if not isinstance(value, str):
        return value
    found = _WORD.findall(value)
    if not found or _WORD.sub("", value).strip(" .,/+&-"):
        return value
    return " ".join(f"{word.replace('/', '').upper()}." for word in found)


class Signature(Data):
    """The one who signs."""

    model_config = ConfigDict(title="Chữ ký")

    quyen_han: Annotated[Authority, BeforeValidator(authority, json_schema_input_type=Authority)] = Field(
        default="", title="Quyền hạn ký")
    tap_the: Line = Field(default="", max_length=200, title="Thay mặt tập thể, cơ quan (TM.)", examples=["Ủy ban nhân dân"])
    thua_lenh: Line = Field(default="", max_length=200, title="Thừa lệnh chức vụ (TL.)", examples=["Chủ tịch"])
    thua_uy_quyen: Line = Field(default="", max_length=200, title="Thừa ủy quyền chức vụ (TUQ.)", examples=["Chủ tịch"])
    ky_thay: Line = Field(default="", max_length=200, title="Ký thay chức vụ (KT.)", examples=["Trưởng phòng"])
    chuc_vu: Line = Field(max_length=200, title="Chức vụ của người ký", examples=["Phó Trưởng phòng"])
    ho_ten: Line = Field(max_length=80, title="Họ và tên", examples=["Nguyễn Văn A"])
    chuc_vu_khac: Line = Field(default="", max_length=200, title="Chức vụ khác, in trên họ tên")

    @model_validator(mode="after")
    def _in_whose_name(self) -> Self:
        needed = _NEEDS[self.quyen_han]
        missing = [field for field in needed if not getattr(self, field)]
        unused = [field for field in _FIELDS if getattr(self, field) and field not in needed]
        if missing:
            raise PydanticCustomError("signature-missing", "signature-missing", {
                "quyen_han": self.quyen_han, "truong": ", ".join(missing)})
        if unused:
            raise PydanticCustomError("signature-unused", "signature-unused", {
                "quyen_han": self.quyen_han or "(không có)", "truong": ", ".join(unused),
                "can": ", ".join(_FIELDS[field] for field in unused)})
        return self


class NamedSignature(Data):
    """What is given of a signature whose line is fixed by the type: who signs."""

    model_config = ConfigDict(title="Chữ ký")

    ho_ten: Line = Field(max_length=80, title="Họ và tên", examples=["Nguyễn Văn A"])
    chuc_vu_khac: Line = Field(default="", max_length=200, title="Chức vụ khác, in trên họ tên")


@value
class Signed:
    """What a template prints of it: `ky.dong`, `ky.ghi_chu`, `ky.cho_ky`, `ky.ho_ten`, `ky.chuc_vu_khac`. False where nothing is
    printed. `cho_ky` is put in when the template's columns are known (signing.py)."""

    dong: tuple[str, ...] = ()
    ho_ten: str = ""
    chuc_vu_khac: str = ""
    chuc_vu: str = ""
    ghi_chu: str = ""
    cho_ky: SigningPlaces | str = ""

    def __bool__(self) -> bool:
        return bool(self.dong)


def lines(signature: Signature, note: str = "") -> Signed:
    """Signature → its lines in capitals, from the highest name to the signatory's own office (II.7b)."""
    words = signature.quyen_han.split()
    above = [f"{word} {getattr(signature, _field(word))}" for word in words if word != "Q."]
    own = f"Q. {signature.chuc_vu}" if "Q." in words else signature.chuc_vu
    printed = tuple(capitals(line) for line in [*above, own])
    return Signed(printed, signature.ho_ten, signature.chuc_vu_khac, signature.chuc_vu, note)


def fixed_lines(office: str, note: str, given: NamedSignature | None) -> Signed:
    """The type's own line (`THƯ KÝ`; lines are parted by `\\n`), with the name where one is given, else with room to sign."""
    lines = tuple(capitals(line) for line in office.split("\n"))
    return Signed(lines, given.ho_ten if given else "", given.chuc_vu_khac if given else "", office, note)


def _field(word: str) -> str:
    return next(field for field, authority_word in _FIELDS.items() if authority_word == word)
