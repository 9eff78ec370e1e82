"""What was agreed with suppliers and how it is sold on: freight, duty, margin rules; kept.

Freight and duty stand by supplier, with one entry for all the others; a margin rule has a name.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Final, TypeVar

import msgspec

from workbench.compare.landed_terms import Terms, supplier_key
from workbench.compare.margins import MarginRule, checked
from workbench.core.errors import bad_input
from workbench.core.signals import Signal
from workbench.core.texts import tr

if TYPE_CHECKING:
    from workbench.store.workspace import WorkspaceStore

T = TypeVar("T")

RULE: Final = "margin rule"
TERMS: Final = "supplier terms"
"""Under which the workspace file keeps them."""
STANDARD: Final = ""
"""Key of the terms of suppliers that have none of their own."""


class Agreed(msgspec.Struct, frozen=True):
    """The terms of a supplier, under its name as written."""

    supplier: str
    terms: Terms


class Agreements:
    """Terms of suppliers and margin rules of a workspace.

    Attributes:
        changed: one of them was changed.
    """

    def __init__(self, store: WorkspaceStore) -> None:
        self.changed: Signal[()] = Signal()
        self._store = store
        self._rules: dict[str, MarginRule] = {}
        self._agreed: dict[str, Agreed] = {}
        self._ready = False
        self._turn = asyncio.Lock()

    async def ready(self) -> None:
        """Return when they are known here; the first call reads them.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        async with self._turn:
            if self._ready:
                return
            rules, agreed = await asyncio.to_thread(
                lambda: (self._store.items(RULE), self._store.items(TERMS))
            )
            self._rules = _decoded(rules, MarginRule)
            self._agreed = _decoded(agreed, Agreed)
            self._ready = True

    # ---- looking -----------------------------------------------------------------------------

    @property
    def rules(self) -> tuple[MarginRule, ...]:
        """The margin rules by name."""
        return tuple(self._rules[name] for name in sorted(self._rules, key=str.casefold))

    def rule(self, name: str) -> MarginRule | None:
        """Return the margin rule of that name, None where there is none."""
        return self._rules.get(name)

    @property
    def standard(self) -> Terms:
        """What suppliers ask that have no terms of their own."""
        held = self._agreed.get(STANDARD)
        return held.terms if held else Terms()

    @property
    def agreed(self) -> tuple[Agreed, ...]:
        """The suppliers that have terms of their own, by name."""
        own = (each for key, each in self._agreed.items() if key != STANDARD)
        return tuple(sorted(own, key=lambda each: each.supplier.casefold()))

    def terms(self) -> Mapping[str, Terms]:
        """Return the terms by `supplier_key`."""
        return {key: each.terms for key, each in self._agreed.items() if key != STANDARD}

    # ---- changing ----------------------------------------------------------------------------

    async def put_rule(self, rule: MarginRule, old: str = "") -> MarginRule:
        """Keep a margin rule, in place of the one that was called `old`.

        Raises:
            WbError: INPUT where no price can come of it or its name is taken; DISK or STORE.
        """
        await self.ready()
        name = rule.name.strip()
        if not name:
            raise bad_input(tr("A margin rule needs a name."), tr("Type a name."), "name")
        if name != old and name in self._rules:
            raise bad_input(
                tr("There is already a rule named “{name}”.", name=name),
                tr("Choose another name."),
                "name",
            )
        made = checked(msgspec.structs.replace(rule, name=name))
        await self._put(RULE, name, made)
        self._rules[name] = made
        if old and old != name:
            await self._remove(RULE, old)
            self._rules.pop(old, None)
        self.changed.emit()
        return made

    async def remove_rule(self, name: str) -> None:
        """Forget a margin rule.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        await self.ready()
        await self._remove(RULE, name)
        self._rules.pop(name, None)
        self.changed.emit()

    async def put_terms(self, supplier: str, terms: Terms) -> None:
        """Keep the terms of a supplier by name; "" for all that have none of their own.

        Raises:
            WbError: INPUT for an amount below 0 or a currency that is none; DISK or STORE.
        """
        _check(terms)
        await self.ready()
        key, made = supplier_key(supplier), Agreed(" ".join(supplier.split()), terms)
        await self._put(TERMS, key, made)
        self._agreed[key] = made
        self.changed.emit()

    async def remove_terms(self, supplier: str) -> None:
        """Forget the terms of a supplier: those of all others count again.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        await self.ready()
        await self._remove(TERMS, supplier_key(supplier))
        self._agreed.pop(supplier_key(supplier), None)
        self.changed.emit()

    async def _put(self, kind: str, name: str, held: MarginRule | Agreed) -> None:
        async with self._turn:
            body = msgspec.json.encode(held)
            await asyncio.to_thread(self._store.put_item, kind, name or "*", body)

    async def _remove(self, kind: str, name: str) -> None:
        async with self._turn:
            await asyncio.to_thread(self._store.remove_item, kind, name or "*")


def _check(terms: Terms) -> None:
    freight = terms.freight
    amounts = (freight.per_order, freight.per_piece, freight.free_from or Decimal(0), terms.duty)
    if any(not amount.is_finite() or amount < 0 for amount in amounts):
        raise bad_input(tr("Freight and duty are numbers from 0 on."), tr("Type a number."))
    code = freight.currency
    if len(code) != 3 or not (code.isascii() and code.isalpha() and code.isupper()):
        raise bad_input(
            tr("“{text}” is no currency.", text=code),
            tr("Type its three letters, such as EUR."),
            "currency",
        )


def _decoded(bodies: Mapping[str, bytes], kind: type[T]) -> dict[str, T]:
    """Decode what can be; what a newer version wrote stays in the file and is not used."""
    read: dict[str, T] = {}
    for name, body in bodies.items():
        try:
            read["" if name == "*" else name] = msgspec.json.decode(body, type=kind)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            continue
    return read
