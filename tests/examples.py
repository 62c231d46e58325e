"""Every type's example, issued once a process: what golden, oracle and round-trip tests look at."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from service import doctypes, pipeline
from service.doctypes.head import FormSpec
from service.pipeline import Issued

TODAY = date(2026, 11, 22)
# The types whose documents the decree governs; a certificate has its own form.
OFFICIAL = tuple(slug for slug, one in sorted(doctypes.catalogue().items()) if one.schema.staging is None)
_USUAL = FormSpec(signatures=(("noi_nhan", "ky"),), seals=("ky",))


def _plain(slug: str) -> bool:
    one = doctypes.get(slug)
    return one.form_spec == _USUAL and not one.schema.head.phu_luc and "phu_luc" not in one.example()["data"]


# Those of the usual shape: the whole heading, upright, signed by one, without appendix. What is seen of them is known by hand.
PLAIN = tuple(filter(_plain, OFFICIAL))


@lru_cache(maxsize=64)
def issued_example(slug: str) -> Issued:
    example = doctypes.get(slug).example()
    return pipeline.issue(slug, example["data"], campaign=example.get("campaign"), today=TODAY)


@lru_cache(maxsize=64)
def example_docx(slug: str) -> bytes:
    example = doctypes.get(slug).example()
    return pipeline.issue(slug, example["data"], campaign=example.get("campaign"), today=TODAY, formats=("docx",)).docx
