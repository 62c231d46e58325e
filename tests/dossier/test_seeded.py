"""Every seeded fault is found by its rule and by no other, and the documents concerned are named."""

from __future__ import annotations

import pytest

from service.dossier import across_rules, check_dossier
from service.rules.finding import Verdict
from tests.dossier.seeded_figures import FIGURES
from tests.dossier.seeded_nominees import NOMINEES
from tests.dossier.seeded_papers import PAPERS
from tests.dossier.seeded_people import PEOPLE
from tests.dossier.seeded_votes import VOTES
from tests.dossier.seeding import Seed
from tests.dossier.small import World

SEEDS = (*PEOPLE, *NOMINEES, *FIGURES, *VOTES, *PAPERS)


def test_what_is_consistent_has_no_finding() -> None:
    report = check_dossier(World().dossier())
    assert [(one.code, one.message, one.fault.place) for one in report.findings] == []
    assert report.sign_ready


@pytest.mark.parametrize("seed", SEEDS, ids=str)
def test_a_fault_is_found_by_its_rule_alone(seed: Seed) -> None:
    world = World()
    seed.change(world)
    report = check_dossier(world.dossier())
    assert {one.code for one in report.findings} == {seed.code}, [(one.code, one.message, one.fault.place)
                                                                  for one in report.findings]
    assert report.verdicts[seed.code] is Verdict.LOI
    places = "\n".join(one.fault.place for one in report.findings)
    assert [one for one in seed.places if one not in places] == [], places


def test_every_rule_has_a_seeded_fault() -> None:
    assert {one.code for one in SEEDS} == set(across_rules())


def test_there_are_sixty_and_more() -> None:
    assert len(SEEDS) >= 60
    assert len({str(one) for one in SEEDS}) == len(SEEDS)
