"""What is asked for one file: everything once, failures too, and not without end."""

from __future__ import annotations

import pytest

from service.config import settings
from service.errors import PartnerUnreachable
from service.trust.sources import Asked
from tests.pki.pki import Pki


def test_an_answer_and_a_failure_are_asked_for_once(office: Pki) -> None:
    asked = Asked(settings().fetch_hosts)
    for _ in range(3):
        assert asked.get(f"{office.address}/issuer/root", 10_000)
        with pytest.raises(PartnerUnreachable):
            asked.get(f"{office.address}/nothing", 10_000)
    assert [service for service, _ in office.asked] == ["issuer", "nothing"]


def test_the_requests_of_one_file_are_counted(office: Pki) -> None:
    asked = Asked(settings().fetch_hosts)
    for number in range(30):
        asked.get(f"{office.address}/issuer/root?{number}", 10_000)
    with pytest.raises(PartnerUnreachable) as caught:
        asked.get(f"{office.address}/issuer/root?30", 10_000)
    assert caught.value.problems[0].code == "fetch-too-many"
    assert len(office.asked) == 30
