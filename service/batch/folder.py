"""A campaign's folder (docs/campaign.md) → the units of a batch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from service import doctypes
from service.batch.places import Place, folder_named
from service.batch.plan import Plan
from service.batch.recipe import recipe
from service.campaign import Snapshot, load_folder
from service.config import settings
from service.doctypes import Values
from service.dossier import Dossier, check_dossier
from service.dossier.planned import MADE_BY, Planned, documents, judge, waiting
from service.dossier.planned import units as units_of
from service.errors import LimitExceeded, Problem, problem
from service.ledger.values import NewUnit
from service.rules import Report
from service.sheets import file_name


def plan_folder(path: Path, *, place: Place, formats: tuple[str, ...], today: date, units: Sequence[str] = (),
                only: Collection[str] = (), watch: Callable[[int], None] = lambda _: None) -> Plan:
    """The documents of a campaign → Plan, each unit's in its own folder. `units`: codes, else every school and ward; `only`:
    types. `watch` hears how many documents were looked at.

    What rules across documents find, of all documents of the units, is in `notices`: it stops nothing. Raises InputRefused where
    the campaign or a code in `units` is wrong, LimitExceeded (VANBAN_MAX_BATCH_ROWS).
    """
    snapshot = load_folder(path, slugs=doctypes.catalogue())
    types = doctypes.catalogue().values()
    asked = list(dict.fromkeys(units)) or [ma for ma in units_of(snapshot) if snapshot.organ(ma).loai in MADE_BY]
    every = [one for ma in asked for one in documents(snapshot, ma, types, today=today, folder=base(path))]
    most = settings().bulk.max_rows
    if len(every) > most:
        raise LimitExceeded(problem("batch-documents", "Phong trào có {so} văn bản, một đợt không quá {nhieu_nhat} "
                                    "(VANBAN_MAX_BATCH_ROWS).", so=len(every), nhieu_nhat=most))
    recipes: dict[int, str] = {}
    count = iter(range(1, len(every) + 1))

    def seen(one: Planned, values: Values) -> None:
        recipes[id(one)] = recipe(one.type, values, formats)

    judged, refused = judge(every, lambda: watch(next(count)), seen)
    found = check_dossier(Dossier(snapshot, judged, today, tuple(one.unmade() for one, _ in refused)))
    wrong = {id(one): error.problems for one, error in refused}
    wanted = [one for one in every if not only or one.slug in only]
    late = [f"{ma}/{one.name}" for ma in asked for one in waiting(snapshot, ma, types, today=today)]
    return Plan(tuple(_units(wanted, _folders(snapshot), recipes, wrong, place)), (), (*_waiting(late), *_across(found)))


def base(path: Path) -> Path:
    """Where relative paths of pictures start: the folder, or that of the one file."""
    return path if path.is_dir() else path.parent


def _units(wanted: Iterable[Planned], folders: Mapping[str, str], recipes: Mapping[int, str],
           wrong: Mapping[int, tuple[Problem, ...]], place: Place) -> Iterator[NewUnit]:
    taken: set[tuple[str, str]] = set()
    for number, one in enumerate(wanted, start=1):
        scope, folder = one.scope, folders[one.scope.unit]
        stem = _free(file_name(one.name), folder, taken)
        key = "-".join(filter(None, [scope.unit, scope.award, scope.subject]))
        said = {"unit": scope.unit, "award": scope.award, "subject": scope.subject}
        problems = wrong.get(id(one), ())
        made = "" if problems else recipes[id(one)]
        yield NewUnit(number, one.slug, key, stem, "" if problems else place(folder, stem, made), made, one.type.version,
                      folder=folder, scope=said, problems=problems)


def _free(stem: str, folder: str, taken: set[tuple[str, str]]) -> str:
    """A name that no other document of the folder has, also where capitals do not count."""
    name, count = stem, 1
    while (folder.casefold(), name.casefold()) in taken:
        count += 1
        name = f"{stem}-{count}"
    taken.add((folder.casefold(), name.casefold()))
    return name


def _folders(snapshot: Snapshot) -> dict[str, str]:
    """Code → the folder of an organisation; of two with one name each says its code."""
    names = {one.ma: folder_named(one.full_name) for one in snapshot.tables.co_quan}
    count = Counter(name.casefold() for name in names.values())
    return {ma: name if count[name.casefold()] == 1 else folder_named(f"{name[:60]} ({ma})") for ma, name in names.items()}


def _waiting(late: Sequence[str]) -> Iterator[Problem]:
    if late:
        yield problem("documents-waiting", "{so} văn bản chờ đơn vị viết phần riêng (rieng/): {cac_van_ban}.", so=len(late),
                      cac_van_ban=", ".join(late))


def _across(found: Report) -> Iterator[Problem]:
    """Findings of rules across documents, the rule and the documents as their place."""
    for one in found.findings:
        told = one.fault.problem
        yield Problem(told.code, told.text, place=" · ".join(filter(None, (one.code, one.fault.place))), args=told.args)
