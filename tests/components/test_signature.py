from __future__ import annotations

import pytest
from pydantic import ValidationError

from service.components.signature import Signature, authority, lines

WHO = {"ho_ten": "Nguyễn Văn A"}


@pytest.mark.parametrize(("given", "printed"), [
    ({"chuc_vu": "Trưởng phòng"}, ("TRƯỞNG PHÒNG",)),
    ({"quyen_han": "TM.", "tap_the": "Ủy ban nhân dân", "chuc_vu": "Chủ tịch"}, ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")),
    ({"quyen_han": "KT.", "ky_thay": "Trưởng phòng", "chuc_vu": "Phó Trưởng phòng"}, ("KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG")),
    ({"quyen_han": "TM. KT.", "tap_the": "Ủy ban nhân dân", "ky_thay": "Chủ tịch", "chuc_vu": "Phó Chủ tịch"},
     ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
    ({"quyen_han": "TL.", "thua_lenh": "Chủ tịch", "chuc_vu": "Chánh Văn phòng"}, ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG")),
    ({"quyen_han": "TL. KT.", "thua_lenh": "Chủ tịch", "ky_thay": "Chánh Văn phòng", "chuc_vu": "Phó Chánh Văn phòng"},
     ("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG")),
    ({"quyen_han": "TUQ.", "thua_uy_quyen": "Chủ tịch", "chuc_vu": "Giám đốc Sở Nội vụ"},
     ("TUQ. CHỦ TỊCH", "GIÁM ĐỐC SỞ NỘI VỤ")),
    ({"quyen_han": "Q.", "chuc_vu": "Giám đốc"}, ("Q. GIÁM ĐỐC",)),
    ({"quyen_han": "TM. Q.", "tap_the": "Ủy ban nhân dân", "chuc_vu": "Chủ tịch"}, ("TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH")),
])
def test_the_lines_above_a_signature(given: dict[str, str], printed: tuple[str, ...]) -> None:
    signed = lines(Signature.model_validate({**WHO, **given}))
    assert (signed.dong, signed.ho_ten) == (printed, "Nguyễn Văn A")


@pytest.mark.parametrize(("typed", "read"), [("T/M", "TM."), ("tm, kt", "TM. KT."), ("K/T.", "KT."), ("TUQ", "TUQ."), ("", ""),
                                             ("thay mặt", "thay mặt")])
def test_the_forms_clerks_type_mean_the_decree_s(typed: str, read: str) -> None:
    assert authority(typed) == read


@pytest.mark.parametrize(("given", "code"), [
    ({"quyen_han": "KT.", "chuc_vu": "Phó Chủ tịch"}, "signature-missing"),
    ({"quyen_han": "TM.", "tap_the": "Ủy ban nhân dân", "ky_thay": "Chủ tịch", "chuc_vu": "Phó Chủ tịch"}, "signature-unused"),
    ({"quyen_han": "TUQ. KT.", "chuc_vu": "Phó Giám đốc"}, "literal_error"),     # what is delegated is not delegated again
    ({"quyen_han": "thay mặt", "chuc_vu": "Chủ tịch"}, "literal_error"),
    ({}, "missing"),
])
def test_an_authority_without_what_it_needs_is_refused(given: dict[str, str], code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Signature.model_validate({**WHO, **given})
    assert [one["type"] for one in refused.value.errors()] == [code]
