"""What was made before and is still there is not made again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from service.ledger import Ledger, Made, MadeFile, NewUnit

Still = Callable[[str, MadeFile], bool]           # whether the file of this name is there, and the same


def reused(units: Iterable[NewUnit], formats: Collection[str], ledger: Ledger, still: Still) -> tuple[NewUnit, ...]:
    """Units to be made; those that the same recipe has given at the same place are done already, if all their files are there."""
    wanted = tuple(units)
    before = ledger.reading.made_before([one.recipe for one in wanted if one.recipe and not one.problems])

    def known(one: NewUnit) -> NewUnit:
        made = before.get((one.recipe, one.place))
        return replace(one, made=made) if made and not one.problems and there(one.place, made, formats, still) else one

    return tuple(map(known, wanted))


def there(place: str, made: Made, formats: Collection[str], still: Still) -> bool:
    return set(formats) <= set(made.files) and all(still(f"{place}.{suffix}", made.files[suffix]) for suffix in formats)
