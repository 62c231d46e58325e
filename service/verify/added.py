"""Whether a signed file is a known one with signatures on it, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any, Final

from pyhanko.pdf_utils.generic import IndirectObject
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    DiffResult,
    FormUpdate,
    FormUpdatingRule,
    GenericFieldModificationRule,
    ModificationLevel,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
)
from pyhanko.sign.diff_analysis.constants import (
    ACROFORM_EXEMPT_STRICT_COMPARISON,
    FORMFIELD_ALWAYS_MODIFIABLE,
    VALUE_UPDATE_KEYS,
)

from service.verify.opening import BROKEN

_LOCK: Final = "/Lock"                            # what a signature of the field locks (ISO 32000-2, 12.7.5.5)


class _SignatureField(SigFieldModificationRule):
    """As pyHanko judges what follows a signature; but who signs first also says, in every field, what each signature locks."""

    def __init__(self) -> None:
        super().__init__(value_update_keys={*VALUE_UPDATE_KEYS, _LOCK}, always_modifiable={*FORMFIELD_ALWAYS_MODIFIABLE, _LOCK})

    def check_form_field(self, fq_name: str, spec: Any, context: Any) -> Iterable[tuple[ModificationLevel, FormUpdate]]:
        yield from super().check_form_field(fq_name, spec, context)
        lock = spec.new_field.raw_get(_LOCK) if spec.new_field is not None and _LOCK in spec.new_field else None
        if spec.field_type == "/Sig" and isinstance(lock, IndirectObject) and context.old.is_ref_unassignable(lock.reference):
            yield ModificationLevel.LTA_UPDATES, FormUpdate(lock.reference, field_name=fq_name, valid_when_locked=True)


_ALLOWED: Final = (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING)
_CREATION: Any = SigFieldCreationRule
_POLICY: Final = StandardDiffPolicy(DEFAULT_DIFF_POLICY.global_rules, FormUpdatingRule(
    [_CREATION(), _SignatureField(), GenericFieldModificationRule()],
    ignored_acroform_keys={*ACROFORM_EXEMPT_STRICT_COMPARISON, "/SigFlags"}))      # its first signature says that it has one


def only_signed(data: bytes, known: bytes) -> bool:
    """`data` begins with the bytes of `known`, and what was added only fills signature fields or brings material to verify them.

    False also where the file cannot be read.
    """
    if len(data) <= len(known) or not data.startswith(known):
        return False
    try:
        base = PdfFileReader(BytesIO(known), strict=False).total_revisions - 1
        result = _POLICY.review_file(PdfFileReader(BytesIO(data), strict=False), base)
    except BROKEN:
        return False
    return isinstance(result, DiffResult) and result.modification_level in _ALLOWED
