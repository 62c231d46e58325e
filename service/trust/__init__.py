"""Whom we trust: roots of the office, chains of certificates, revocation. Only home of pyhanko-certvalidator beside `sign`.

`roots` files of VANBAN_TRUST_ROOTS → certificates · `sources` what addresses in certificates answer, as certvalidator wants it ·
`evidence` what is known besides the roots · `standing` a certificate at a moment: trusted, valid, revoked?
"""

from __future__ import annotations

import logging

from service.trust.evidence import Evidence, context
from service.trust.roots import roots
from service.trust.standing import Standing, standing

# They warn about every bad certificate of a stranger: that is what our findings say, in the reader's language. An office that
# sets up logging still gets them.
for _name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name).addHandler(logging.NullHandler())

__all__ = ["Evidence", "Standing", "context", "roots", "standing"]
