"""Who signs: `Key.open()` → a signer of pyHanko and its certificate, for as long as the block lasts.

`key` what every key is · `secret` passphrase, PIN, server's token: where they come from · `pkcs12` a file · `token` PKCS#11 ·
`remote` a provider's service: the hash goes out, the signature comes in · `csc` that service over HTTP.
"""

from __future__ import annotations

from service.sign.keys.csc import CscService
from service.sign.keys.key import Key, Opened
from service.sign.keys.pkcs12 import Pkcs12Key
from service.sign.keys.remote import RemoteKey, RemoteSigner
from service.sign.keys.secret import Found, Secret, secret
from service.sign.keys.token import TokenKey

__all__ = ["CscService", "Found", "Key", "Opened", "Pkcs12Key", "RemoteKey", "RemoteSigner", "Secret", "TokenKey", "secret"]
