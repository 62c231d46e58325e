"""/: what waits for whoever is signed in."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from service.web.page import page
from service.web.visit import allowed


def register(blueprint: Blueprint) -> None:
    blueprint.add_url_rule("/", "start", start)


@allowed()
def start() -> ResponseReturnValue:
    return page("home/start.html")
