"""A signed file handed in: verified, told from what we made, and kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from service import pipeline
from service.errors import InputRefused, Problem, problem


def judged(data: bytes, ours: bytes | None, *, scanned: bool) -> Mapping[str, Any]:
    """The bytes of a PDF → what is kept of its signatures: as `verify.report.as_json`, with `ours`, `scanned`, `notices`.

    `ours`: the registered PDF. A signature only adds to a file, so a signed one of ours begins with our bytes and changes
    nothing of them. `scanned`: the registrar says it is a scan of the document signed on paper. Raises InputRefused where a
    signature is invalid, or where there is none and it is no scan; FileUnreadable, LimitExceeded.
    """
    from service.verify import Verdict
    from service.verify.added import only_signed
    from service.verify.report import as_json

    verified = pipeline.verify_file(data)
    if verified.verdict is Verdict.KHONG_HOP_LE:
        found = [one for signature in verified.signatures for one in signature.findings] + list(verified.findings)
        bad = [one.problem for one in found if one.effect is Verdict.KHONG_HOP_LE]
        raise InputRefused(problem("signed-invalid", "Chữ ký số trên tệp không hợp lệ, chưa lưu tệp."), *_once(bad))
    if verified.verdict is Verdict.CHUA_KY and not scanned:
        raise InputRefused(problem("signed-unsigned", "Tệp chưa có chữ ký số. Nếu là bản quét của văn bản đã ký trên giấy, hãy "
                                   "đánh dấu như vậy."))
    same = ours is not None and only_signed(data, ours)
    notices = [] if same or scanned else [problem("signed-other", "Tệp đã ký không phải là bản PDF đã đăng ký ở đây; hãy đối "
                                                  "chiếu nội dung trước khi phát hành.")]
    told = as_json(verified)
    return {**told, "ours": same, "scanned": scanned and verified.verdict is Verdict.CHUA_KY,
            "notices": [{"code": one.code, "message": one.message} for one in notices]}


def _once(found: list[Problem]) -> list[Problem]:
    return list(dict.fromkeys(replace(one, place="") for one in found))
