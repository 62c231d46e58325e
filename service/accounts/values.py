"""Organisations, people, keys and what they may do: frozen values, as read from the database."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

Role = Literal["clerk", "registrar", "signer", "administrator", "operator"]
Right = Literal["see", "make", "check", "batch", "register", "sign", "administer", "operate"]
KeyScope = Literal["make", "check", "batch", "sign"]           # what an API key may be for
Numbering = Literal["common", "by_type"]

ROLES: Final[tuple[Role, ...]] = ("clerk", "registrar", "signer", "administrator", "operator")
SCOPES: Final[tuple[KeyScope, ...]] = ("make", "check", "batch", "sign")
RIGHTS: Final[Mapping[Role, frozenset[Right]]] = {
    "clerk": frozenset({"see", "make", "check", "batch"}),
    "registrar": frozenset({"see", "make", "check", "batch", "register"}),       # văn thư
    "signer": frozenset({"see", "check", "sign"}),
    "administrator": frozenset({"see", "check", "administer"}),     # of an organisation: people, keys, campaigns
    "operator": frozenset({"operate"}),     # of the site: its organisations; sees no document
}


def new_id() -> str:
    """128 bits, in hex: nobody guesses one, and nothing is learnt from it."""
    return secrets.token_hex(16)


@dataclass(frozen=True, slots=True)
class OrganisationSettings:
    """What an office chooses. `numbering`: one row of numbers for all types, or one for each (PL I, II.3a leaves it
    to the office).

    `values`: what a new document of any type begins with, by field (`co_quan_chu_quan`, `co_quan_ban_hanh`, `dia_danh`, …)."""

    numbering: Numbering = "common"
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Organisation:
    id: str
    name: str
    settings: OrganisationSettings
    created: float
    closed: float | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """`login`: lower case, one on the whole site. `must_change`: the password was given by somebody else."""

    id: str
    organisation: str
    login: str
    name: str
    title: str
    roles: tuple[Role, ...]
    must_change: bool = False
    language: str | None = None
    created: float = 0.0
    closed: float | None = None
    locked_until: float | None = None

    def may(self, right: Right) -> bool:
        return any(right in RIGHTS[role] for role in self.roles)


@dataclass(frozen=True, slots=True)
class ApiKey:
    """`shown`: how its text begins."""

    id: str
    organisation: str
    person: str
    name: str
    shown: str
    scopes: tuple[KeyScope, ...]
    created: float
    expires: float | None
    used: float | None
    revoked: float | None


@dataclass(frozen=True, slots=True)
class Session:
    """One browser in which a person is signed in. `id` is the digest of its token, good for ending it and for nothing else."""

    id: str
    person: str
    created: float
    seen: float
    expires: float
    agent: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something, for the trail: a person in a browser, a key, or the command line (neither)."""

    organisation: str | None = None
    person: str | None = None
    key: str | None = None
    address: str = ""
    request: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """A line of the trail."""

    id: int
    at: float
    actor: Actor
    action: str
    kind: str
    object: str
    details: Mapping[str, Any]
