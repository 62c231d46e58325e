"""A small campaign: a ward and a school."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any, Final

SMALL: Final[Mapping[str, Any]] = {
    "ten": "Phong trào thi đua “Dạy tốt, học tốt”", "ten_goi_tat": "Dạy tốt, học tốt", "tu_nam": 2025,
    "co_quan": [{"ma": "ubnd", "ten": "Ủy ban nhân dân phường Hạnh Thông", "loai": "ubnd_phuong"},
                {"ma": "thht", "ten": "Trường THPT Hạnh Thông", "loai": "truong"}],
    "truc_thuoc": [{"don_vi": "thht", "chu_quan": "ubnd"}]}


def one_file(campaign: Mapping[str, Any]) -> bytes:
    return json.dumps(campaign, ensure_ascii=False).encode()


def folder(campaign: Mapping[str, Any]) -> bytes:
    """As a folder's ZIP."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("phong_trao.json", one_file(campaign))
    return packed.getvalue()
