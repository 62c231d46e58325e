"""Who may do what: organisations, people, sessions, API keys, and the trail of what they did.

    values.py   frozen values, roles and rights           tables.py   how it is stored
"""

from __future__ import annotations

from service.accounts.values import Actor, ApiKey, Event, Organisation, OrganisationSettings, Person, Right, Role, Scope, Session
from service.database import Database

__all__ = ["Accounts", "Actor", "ApiKey", "Event", "Organisation", "OrganisationSettings", "Person", "Right", "Role", "Scope",
           "Session"]


class Accounts:
    """All of it in one database."""

    def __init__(self, database: Database) -> None:
        self.database = database
