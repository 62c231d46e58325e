"""Who may do what: organisations, people, sessions, API keys, and the trail of what they did.

    values.py         frozen values, roles and rights            tables.py     how it is stored
    organisations.py  offices                                    people.py     people; sign_in.py: passwords tried, locks
    passwords.py      Argon2id, which passwords are taken        sessions.py   browsers in which somebody is signed in
    keys.py           keys of programs                           trail.py      what was done, only added to
    site.py           what all processes must know               written.py    names as they are kept
"""

from __future__ import annotations

from service.accounts.keys import Keys
from service.accounts.organisations import Organisations
from service.accounts.people import People
from service.accounts.sessions import Sessions
from service.accounts.site import SiteSettings
from service.accounts.trail import Trail
from service.accounts.values import (
    Actor,
    ApiKey,
    Event,
    KeyScope,
    Organisation,
    OrganisationSettings,
    Person,
    Right,
    Role,
    Session,
)
from service.database import Database

__all__ = [
    "Accounts",
    "Actor",
    "ApiKey",
    "Event",
    "KeyScope",
    "Organisation",
    "OrganisationSettings",
    "Person",
    "Right",
    "Role",
    "Session",
]


class Accounts:
    """All of it in one database."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.organisations = Organisations(database)
        self.people = People(database)
        self.sessions = Sessions(database)
        self.keys = Keys(database)
        self.trail = Trail(database)
        self.settings = SiteSettings(database)
