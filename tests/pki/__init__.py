"""A small PKI for tests, made while they run, with real servers on a free loopback port. `pki` is a fixture (tests/conftest.py).

    pki.pkcs12("person")           PKCS#12 bytes: key, certificate and chain; passphrase pki.PASSPHRASE (a `str`)
    pki.key("person")              the private key of `cryptography`;  pki.certificate("person")  its x509.Certificate
    pki.chain("person")            the certificates above it, the nearest first, without the root
    pki.roots                      folder of the trusted root, for VANBAN_TRUST_ROOTS;  pki.root, pki.office_root  certificates
    pki.tsa_url                    RFC 3161;  OCSP, CRL and the issuers' certificates stand in the certificates themselves
    pki.environment                the VANBAN_* variables that trust this PKI, ask its TSA and fetch from its servers
    pki.revoke("person", at=None, reason="key_compromise")      from now, or from a moment; told by OCSP and CRL alike
    pki.down("tsa", "ocsp", "crl")                              the connection ends without an answer
    pki.answers("tsa", "garbage")  also "slow" (until the test ends), "error" (HTTP 500), "huge" (64 MiB of zeros), "normal"
    with pki.clock(moment): …      the servers' clock stands at that moment: time stamps and revocation data of then
    pki.asked                      [("tsa", bytes of the request), …] since the test began
    pki.make("name", Leaf(…))      another leaf;  with pki.instead("tsa", Leaf(…)): …  in the place of one of these

Revocations, answers and the clock go back to their beginning after every test; keys and certificates stay for the session.
Leaves (leaves.py), all of the intermediate unless said: `person` (RSA 2048), `second`, `secretary` and `agency` (EC P-256),
`agency_rsa`; `expired` (for a month, begun two years ago), `not_yet`, `revoked` (since 30 days, key compromised), `wrong_usage`
(a web server's), `no_revocation` (names neither OCSP nor CRL), `office` (of the office root, which nobody trusts),
`self_signed`, `weak` (RSA 1024), `tsa`. Every validity is relative to now. `PASSPHRASE` has diacritics on purpose.
The fixture `office` is `pki` with the settings of an office that trusts it (`pki.environment`).
"""
