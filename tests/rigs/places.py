"""What the rigs work on: both services that can be written to, their accounts, orders, secrets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from workbench.core.accounts import Account
from workbench.core.edits import Action, Call, Chosen, Scope
from workbench.core.pacing import Pace
from workbench.core.secret import Secret
from workbench.core.sources import Resource, Source
from workbench.sandbox.lagerkoll.gatekeeping import API_KEY, STORE
from workbench.sandbox.loupe.identity import ACCESS_TOKEN
from workbench.sources.lagerkoll import SOURCE as LAGERKOLL_AS_IT_IS
from workbench.sources.loupe import SOURCE as LOUPE_AS_IT_IS
from workbench.store.secrets import MemoryVault

BASE_PACE = LAGERKOLL_AS_IT_IS.pace
LAGERKOLL: Source = replace(LAGERKOLL_AS_IT_IS, pace=Pace(concurrent=6))
"""Without its limit of requests: a rig does in a minute what a user does in a month."""
LOUPE: Source = replace(LOUPE_AS_IT_IS, pace=Pace(concurrent=6))

_PLACE = {
    "addressLine1": "1 Wharf Road", "countryTitle": "United Kingdom", "city": "London",
    "province": "Greater London", "zipCode": "N1 7GR",
}  # fmt: skip


def account(source: Source, base: str) -> Account:
    """Return the account of a source whose services lie behind an address."""
    return Account(source.id, "rig", url=f"{base}/{source.id}", session_only=True, bound="rig")


def vault(base: str) -> MemoryVault:
    """Return the credentials of both accounts."""
    held = MemoryVault()
    held.hold(account(LAGERKOLL, base), {"store": Secret(STORE), "api_key": Secret(API_KEY)})
    held.hold(account(LOUPE, base), {"access_token": Secret(ACCESS_TOKEN)})
    return held


def resource(source: Source, name: str) -> Resource:
    """Return a resource of a source that is surely there."""
    found = source.resource(name)
    assert found is not None, name
    return found


def order(reference: str, code: str) -> dict[str, Any]:
    """Return the body of a purchase order."""
    return {
        "customerReference": reference,
        "quantity": 2,
        "atelierCode": code,
        "deliveryLocation": {"locationName": "Hatton Garden", **_PLACE},
        "invoiceAddress": {"addressName": "Head office", **_PLACE},
        "deliveryDates": {
            "fromDate": "2027-01-10T00:00:00.000Z",
            "toDate": "2027-01-20T00:00:00.000Z",
        },
    }


def _calls(chosen: Chosen) -> Sequence[Call]:
    reference = chosen.values["reference"]
    return [Call({}, order(str(reference), key)) for key in chosen.keys]


ORDER = Action(
    "order", "Order…", "shopping-cart", "Orders", Scope.ONE, "submit_purchase_order", _calls,
    says=lambda chosen: str(chosen.values["reference"]), rereads=False,
)  # fmt: skip
"""One purchase order a call; what it says in the journal is its reference."""


def ordered(reference: str, code: str) -> Chosen:
    """Return what an order is about."""
    values: Mapping[str, object] = {"reference": reference}
    return Chosen((code,), (b"",), values)
