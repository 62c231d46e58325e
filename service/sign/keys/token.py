"""A key in a token: PKCS#11 (OASIS, v2.40), a USB stick of a provider or an HSM. Only home of the module's loader.

A token locks itself after a few wrong PINs. So a PIN is tried once; one that this process has seen refused is told without
trying, and where the token says that its last try is left, it is not spent here. While a key is open no other is opened in this
process: a token has one login, which the sessions share.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pkcs11
from asn1crypto import x509
from pkcs11 import Attribute, Mechanism, ObjectClass, Session, Slot, Token, TokenFlag
from pkcs11.exceptions import PinIncorrect, PinInvalid, PinLenRange, PinLocked
from pyhanko.sign.pkcs11 import PKCS11Signer

from service.errors import KeyUnusable, problem
from service.sign.keys.key import Opened
from service.sign.keys.secret import Secret

_ONE_AT_A_TIME: Final = threading.RLock()
_SALT: Final = secrets.token_bytes(32)
_REFUSED: Final[set[bytes]] = set()              # marks of wrong PINs, which nobody turns back into PINs without the salt


@dataclass(frozen=True, slots=True)
class TokenKey:
    """The module of the token's maker, the token's label ("" takes the only one), the label of the key or its certificate
    ("" takes the only one), the PIN (None: the token has a pad of its own, or asks none)."""

    module: Path
    token: str = ""
    label: str = ""
    pin: Secret | None = None

    @property
    def place(self) -> str:
        return str(self.module)

    @contextmanager
    def open(self) -> Iterator[Opened]:
        """Raises KeyUnusable: `token-library`, `token-missing`, `token-choice`, `token-pin`, `token-fault`, `key-missing`,
        `key-choice`."""
        with _ONE_AT_A_TIME, self._session() as session:
            try:
                yield self._opened(session)
            except pkcs11.PKCS11Error as fault:  # also what happens while it signs
                raise self._fault(fault) from None

    @contextmanager
    def _session(self) -> Iterator[Session]:
        session = self._login(self._token())
        try:
            yield session
        finally:
            with suppress(pkcs11.PKCS11Error):   # a token pulled out in between: there is nothing left to close
                session.close()

    def _token(self) -> Token:
        try:
            slots = pkcs11.lib(str(self.module)).get_slots(token_present=True)
        except (pkcs11.PKCS11Error, OSError):
            raise KeyUnusable(problem("token-library", "Không nạp được thư viện PKCS#11 {tep}.", place=self.place,
                                      tep=self.module.name)) from None
        found = [token for slot in slots for token in _of_slot(slot)]
        fitting = [token for token in found if not self.token or token.label == self.token]
        labels = ", ".join(sorted(f"“{token.label}”" for token in found))
        if not found:
            raise KeyUnusable(problem("token-missing", "Không thấy token nào; hãy cắm token rồi thử lại.", place=self.place))
        if not fitting:
            raise KeyUnusable(problem("token-missing", "Không thấy token “{ten}”; đang có: {cac_ten}.", place=self.place,
                                      ten=self.token, cac_ten=labels))
        if len(fitting) > 1:
            raise KeyUnusable(problem("token-choice", "Có nhiều token: {cac_ten}; hãy nói rõ nhãn token.", place=self.place,
                                      cac_ten=labels))
        return fitting[0]

    def _login(self, token: Token) -> Session:
        name, tried = token.label, _mark(token, self.pin)
        self._refuse_to_try(token.flags, name)
        if tried in _REFUSED:
            raise KeyUnusable(problem("token-pin", "PIN này vừa bị token “{ten}” từ chối nên không thử lại, kẻo token tự khóa.",
                                      place=self.place, ten=name))
        pad = token.flags & TokenFlag.PROTECTED_AUTHENTICATION_PATH
        try:
            return token.open(user_pin=self.pin.reveal() if self.pin else pkcs11.PROTECTED_AUTH if pad else None)
        except (PinIncorrect, PinInvalid, PinLenRange):
            _REFUSED.add(tried)
            raise KeyUnusable(problem("token-pin", "PIN của token “{ten}” không đúng. Đừng thử nhiều lần: token tự khóa sau vài"
                                      " lần sai.", place=self.place, ten=name)) from None
        except PinLocked:
            self._refuse_to_try(TokenFlag.USER_PIN_LOCKED, name)
            raise
        except pkcs11.PKCS11Error as fault:
            raise self._fault(fault) from None

    def _refuse_to_try(self, flags: TokenFlag, name: str) -> None:
        if flags & TokenFlag.USER_PIN_LOCKED:
            raise KeyUnusable(problem("token-pin", "Token “{ten}” đã bị khóa vì sai PIN nhiều lần; hãy mở khóa bằng phần mềm của"
                                      " nhà cung cấp.", place=self.place, ten=name)) from None
        if flags & TokenFlag.USER_PIN_FINAL_TRY:
            raise KeyUnusable(problem("token-pin", "Token “{ten}” chỉ còn một lần thử PIN nên không thử nữa; hãy nhập đúng PIN"
                                      " bằng phần mềm của nhà cung cấp.", place=self.place, ten=name))

    def _fault(self, fault: pkcs11.PKCS11Error) -> KeyUnusable:
        return KeyUnusable(problem("token-fault", "Token không làm được việc được yêu cầu ({chi_tiet}).", place=self.place,
                                   chi_tiet=type(fault).__name__))

    def _opened(self, session: Session) -> Opened:
        pairs = list(_pairs(session))
        fitting = [pair for pair in pairs if self.label in ("", pair.label, pair.key_label)]
        labels = ", ".join(sorted(f"“{pair.label or pair.key_label}”" for pair in pairs))
        if not pairs and self.pin is None:
            raise KeyUnusable(problem("token-pin", "Không thấy khóa nào trong token; hãy cho PIN.", place=self.place))
        if not pairs:
            raise KeyUnusable(problem("key-missing", "Token không có chứng thư nào kèm khóa bí mật để ký.", place=self.place))
        if not fitting:
            raise KeyUnusable(problem("key-missing", "Token không có khóa “{ten}”; đang có: {cac_ten}.", place=self.place,
                                      ten=self.label, cac_ten=labels))
        if len(fitting) > 1:
            raise KeyUnusable(problem("key-choice", "Token có nhiều chứng thư: {cac_ten}; hãy nói rõ nhãn của một chứng thư.",
                                      place=self.place, cac_ten=labels))
        own = fitting[0]
        others = [one.certificate for one in _certificates(session) if one.certificate != own.certificate]
        name = {"key_id": own.identity} if own.identity else {"key_label": own.key_label}
        signer = PKCS11Signer(session, signing_cert=own.certificate, ca_chain=others,
                              use_raw_mechanism=_hashes_here(session, own.certificate), **name)
        return Opened(signer, own.certificate)


@dataclass(frozen=True, slots=True)
class _Stored:
    """A certificate of the token; `key_label` where its private key is there too."""

    identity: bytes                              # CKA_ID, which a key shares with its certificate
    label: str
    certificate: x509.Certificate
    key_label: str = ""


def _certificates(session: Session) -> Iterator[_Stored]:
    for item in session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE}):
        with suppress(ValueError, TypeError):    # what is no X.509 certificate is none that we could use
            yield _Stored(item[Attribute.ID], item[Attribute.LABEL], x509.Certificate.load(item[Attribute.VALUE], strict=True))


def _pairs(session: Session) -> Iterator[_Stored]:
    """The certificates whose private key the token holds: found by CKA_ID, or by the label where a key has none."""
    stored = list(_certificates(session))
    for key in list(session.get_objects({Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.SIGN: True})):
        identity, label = key[Attribute.ID], key[Attribute.LABEL]
        for one in stored:
            if (one.identity == identity) if identity else (one.label == label):
                yield _Stored(identity, one.label, one.certificate, label)


def _hashes_here(session: Session, certificate: x509.Certificate) -> bool:
    """Whether the hash must be made on our side: old tokens sign, but do not hash."""
    together = {"rsa": Mechanism.SHA256_RSA_PKCS, "ec": Mechanism.ECDSA_SHA256}.get(certificate.public_key.algorithm)
    return together is not None and together not in session.token.slot.get_mechanisms()


def _of_slot(slot: Slot) -> list[Token]:
    """The token in a slot: none where it cannot be read or was never set up (softhsm shows an empty one for the next)."""
    try:
        token = slot.get_token()
        return [token] if token.flags & TokenFlag.TOKEN_INITIALIZED else []
    except pkcs11.PKCS11Error:
        return []


def _mark(token: Token, pin: Secret | None) -> bytes:
    salt = _SALT + token.serial + token.label.encode()
    return hashlib.scrypt(pin.reveal().encode() if pin else b"", salt=salt, n=2**12, r=8, p=1)
