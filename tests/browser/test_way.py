"""The whole way of one document, in both languages: first run, sign in, make, mend, download, register, sign, find."""

from __future__ import annotations

from tests.browser import way
from tests.browser.desk import Desk
from tests.browser.site import Site


def test_the_first_run_and_signing_in(desk: Desk, new_site: Site) -> None:
    way.first_run(desk, new_site)
    way.sign_out(desk)
    way.sign_in(desk)
