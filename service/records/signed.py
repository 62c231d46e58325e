"""A signed file handed in: verified, told from what we made, and kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from service import pipeline
from service.errors import InputRefused, Problem, problem
from service.retold import keeping

if TYPE_CHECKING:
    from service.verify.found import Finding


def judged(data: bytes, ours: bytes | None, *, scanned: bool) -> Mapping[str, Any]:
    """The bytes of a PDF → what is kept of its signatures: as `verify.report.as_json`, with `ours`, `scanned`, `notices`;
    messages as `retold` keeps them.

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
    for signature, as_told in zip(verified.signatures, told["signatures"], strict=True):
        as_told["findings"] = _to_keep(as_told["findings"], signature.findings)
    return {**told, "findings": _to_keep(told["findings"], verified.findings), "ours": same,
            "scanned": scanned and verified.verdict is Verdict.CHUA_KY,
            "notices": [keeping({"code": one.code, "message": one.message}, one) for one in notices]}


def _to_keep(told: Iterable[Mapping[str, Any]], found: Iterable[Finding]) -> list[dict[str, Any]]:
    return [keeping(one, finding.problem) for one, finding in zip(told, found, strict=True)]


def _once(found: list[Problem]) -> list[Problem]:
    return list(dict.fromkeys(replace(one, place="") for one in found))
