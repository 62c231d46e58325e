"""A verified file for machines: what both doors answer. Values by docs/http.md."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from service.errors import Problem
from service.verify.found import Finding, Signature, Signer, Verified
from service.vietnamese.clock import VIETNAM

Say = Callable[[Problem], str]


def as_json(verified: Verified, say: Say | None = None) -> dict[str, Any]:
    """`say` gives messages in the reader's language."""
    say = say or (lambda one: one.message)
    return {
        "verdict": verified.verdict,
        "at": _moment(verified.at),
        "signatures": [_signature(one, say) for one in verified.signatures],
        "empty_fields": list(verified.empty),
        "findings": [_finding(one, say) for one in verified.findings],
    }


def _signature(one: Signature, say: Say) -> dict[str, Any]:
    return {
        "field": one.field,
        "kind": one.kind,
        "verdict": one.verdict,
        "signer": _signer(one.signer) if one.signer else None,
        "time": _moment(one.time),
        "time_from": one.whence or None,
        "time_stamp_authority": one.authority or None,
        "format": one.form or None,
        "level": one.level or None,
        "intact": one.intact,
        "coverage": one.coverage,
        "changes": one.changes,
        "trust": one.trust,
        "revocation": one.revocation,
        "revoked_since": _moment(one.revoked),
        "algorithm": one.algorithm or None,
        "findings": [_finding(found, say) for found in one.findings],
    }


def _signer(one: Signer) -> dict[str, str | None]:
    return {
        "name": one.name, "title": one.title or None, "organisation": one.organisation or None, "identity": one.identity or None,
        "serial": one.serial, "issuer": one.issuer, "valid_from": _moment(one.begins), "valid_to": _moment(one.ends),
    }


def _finding(one: Finding, say: Say) -> dict[str, str]:
    return {"code": one.problem.code, "message": say(one.problem), "effect": one.effect, "place": one.problem.place}


def _moment(value: datetime | None) -> str | None:
    """ISO 8601 with Vietnam's offset."""
    return value.astimezone(VIETNAM).isoformat(timespec="seconds") if value else None
