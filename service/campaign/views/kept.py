"""What is computed when first asked for and then kept: with the document's scope, or with the snapshot all documents share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, TypeVar, cast

from service.campaign.snapshot import Snapshot

if TYPE_CHECKING:
    from service.campaign.scope import Scope

T = TypeVar("T")


def per_scope(make: Callable[[Scope], T]) -> Callable[[Scope], T]:
    """The function's value, once for each scope."""
    name = f"{make.__module__}.{make.__name__}"

    @wraps(make)
    def kept(scope: Scope) -> T:
        if name not in scope.kept:
            scope.kept[name] = make(scope)
        return cast("T", scope.kept[name])

    return kept


def per_snapshot(make: Callable[[Snapshot], T]) -> Callable[[Snapshot], T]:
    """The function's value, once for each snapshot: kept in its `__dict__`, as `cached_property` does."""
    name = f"{make.__module__}.{make.__name__}"

    @wraps(make)
    def kept(snapshot: Snapshot) -> T:
        found = vars(snapshot)
        if name not in found:
            found[name] = make(snapshot)
        return cast("T", found[name])

    return kept
