"""People, keys, settings, campaigns, the trail of an organisation; organisations of the site."""

from __future__ import annotations

from typing import Final

from flask import Blueprint

from service.web.admin import campaigns, keys, office, organisations, people, person, trail

blueprint: Final = Blueprint("admin", __name__)
for one in (people, person, keys, office, campaigns, trail, organisations):
    one.register(blueprint)
