"""Which features of a class count for completeness: all of them unless somebody chose.

The service counts by masks that its API does not tell, so that they are kept here by account.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

import msgspec

from workbench.core.accounts import Account
from workbench.core.signals import Signal

if TYPE_CHECKING:
    from workbench.store.workspace import WorkspaceStore

KIND: Final = "etim-mask"


def place_name(account: Account) -> str:
    """Return the name under which something is kept of an account."""
    return f"{account.source}/{account.name}"


class Masks:
    """Masks of a workspace.

    Attributes:
        changed: the masks of an account changed; its place is told.
    """

    def __init__(self, store: WorkspaceStore) -> None:
        self.changed: Signal[str] = Signal()
        self._store = store
        self._held: dict[str, dict[str, frozenset[str]]] | None = None

    def of(self, account: Account) -> Mapping[str, frozenset[str]]:
        """Return the chosen features by class; a class that is not there counts with all."""
        return self._all().get(place_name(account), {})

    def choose(self, account: Account, class_code: str, features: Iterable[str] | None) -> None:
        """Keep which features of a class count; None for all of them again.

        Raises:
            WbError: DISK or STORE, where it could not be kept.
        """
        name = place_name(account)
        held = dict(self._all().get(name, {}))
        held.pop(class_code, None)
        if features is not None:
            held[class_code] = frozenset(features)
        self._all()[name] = held
        self._store.put_item(KIND, name, msgspec.json.encode(_sorted(held)))
        self.changed.emit(name)

    def _all(self) -> dict[str, dict[str, frozenset[str]]]:
        if self._held is None:
            items = self._store.items(KIND)
            self._held = {name: _read(body) for name, body in items.items()}
        return self._held


def _sorted(held: Mapping[str, frozenset[str]]) -> dict[str, list[str]]:
    return {code: sorted(features) for code, features in sorted(held.items())}


def _read(body: bytes) -> dict[str, frozenset[str]]:
    try:
        return msgspec.json.decode(body, type=dict[str, frozenset[str]])
    except msgspec.DecodeError:
        return {}
