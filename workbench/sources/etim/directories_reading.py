"""Lists that are read in two steps: all identifiers, then details a hundred at a time."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Final, NamedTuple

import msgspec

from workbench.core.errors import ErrorCode, WbError
from workbench.core.queries import Query
from workbench.sources.etim.client import EtimClient
from workbench.sources.etim.envelopes import Ids, Listing, Raws, ids_in, records_in

TOGETHER: Final = 100
"""Records of one request for details."""

Call = Callable[..., Awaitable[Listing]]


class Calls(NamedTuple):
    """The call that answers identifiers or details, and where they stand in its answers."""

    call: Callable[[EtimClient], Call]
    ids: Callable[[Listing], Ids]
    found: Callable[[Listing], Raws]


def asking(calls: Calls) -> Callable[[EtimClient, Query], Awaitable[Sequence[msgspec.Raw]]]:
    """Return what reads every record of a list: all identifiers, then their details."""

    async def ask(client: EtimClient, _query: Query) -> Sequence[msgspec.Raw]:
        call = calls.call(client)
        return await detailed(call, calls.found, ids_in(calls.ids(await call())))

    return ask


async def detailed(
    call: Call, found: Callable[[Listing], Raws], keys: Sequence[str]
) -> list[msgspec.Raw]:
    """Return the details of records; those that are gone are left out.

    Raises:
        WbError: as the gateway names it.
    """
    read: list[msgspec.Raw] = []
    for start in range(0, len(keys), TOGETHER):
        try:
            read += records_in(found(await call(list(keys[start : start + TOGETHER]))))
        except WbError as error:
            if error.code is not ErrorCode.NOT_FOUND:
                raise
    return read


LABELS: Final = Calls(
    lambda client: client.definitions.labels,
    lambda answer: answer.label_identifiers,
    lambda answer: answer.labels,
)
ATTRIBUTES: Final = Calls(
    lambda client: client.definitions.attributes,
    lambda answer: answer.attribute_identifiers,
    lambda answer: answer.attributes,
)
GROUPS: Final = Calls(
    lambda client: client.definitions.attribute_groups,
    lambda answer: answer.attribute_group_identifiers,
    lambda answer: answer.attribute_groups,
)
RELATIONS: Final = Calls(
    lambda client: client.definitions.relations_by_attribute,
    lambda answer: answer.relation_by_attribute_identifiers,
    lambda answer: answer.relations_by_attribute,
)
SUPPLIERS: Final = Calls(
    lambda client: client.partners.suppliers,
    lambda answer: answer.supplier_identifiers,
    lambda answer: answer.suppliers,
)
BUYERS: Final = Calls(
    lambda client: client.partners.buyers,
    lambda answer: answer.buyer_identifiers,
    lambda answer: answer.buyers,
)
TREES: Final = Calls(
    lambda client: client.categories.category_trees,
    lambda answer: answer.category_tree_identifiers,
    lambda answer: answer.category_trees,
)
