"""How products are saved: whole, up to 100 and 15 MB in a call, and what the service counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from workbench.core.edits import Batch, Call, Patch, Saving, Write
from workbench.core.texts import tr
from workbench.core.values import Coded
from workbench.sources.etim.asking import read_product, read_products
from workbench.sources.etim.client import EtimClient
from workbench.sources.etim.records.product import class_of, product_in
from workbench.sources.etim.reports import counted_in, counter, keys_meant, rejected_in, why
from workbench.sources.etim.saving.bodies import create_call, update_call
from workbench.sources.etim.saving.checks import check_product
from workbench.sources.etim.saving.counting import PRODUCT_COUNTING
from workbench.sources.etim.saving.entries import ENTRIES

TOGETHER: Final = 100
"""Products in one call."""
MOST_BYTES: Final = 15_000_000
"""Of one body. The document says 16 MB and not which, so that a million is left over."""


async def read_many(
    client: EtimClient,
    keys: Sequence[str],
    since: datetime,  # noqa: ARG001 - details of a hundred cost no more than one
) -> Mapping[str, bytes]:
    """Return the products as they are now, a hundred in a request.

    Raises:
        WbError: as the gateway names it.
    """
    return await read_products(client, keys)


def refused(answer: object, patches: Sequence[Patch]) -> Mapping[str, str]:
    """Return which products were not taken, or came out without their classification.

    The service names ids behind a counter; a counter without ids that is not for all is told at
    every product of the call, as nobody can say which are meant.
    """
    found: dict[str, str] = {}
    keys = [patch.key for patch in patches]
    for refusal in rejected_in(answer):
        found |= dict.fromkeys(keys_meant(refusal, keys), why(refusal))
    for patch, sentence in _unclassified(answer, patches):
        found.setdefault(patch.key, sentence)
    if counter(answer, "limitExceeded"):
        sentence = tr("The account may hold no more products.")
        found |= {patch.key: sentence for patch in patches if not patch.theirs}
    return found


def _unclassified(answer: object, patches: Sequence[Patch]) -> Sequence[tuple[Patch, str]]:
    """Return the products whose classification is gone though nobody took it away.

    One that the service names is meant even where no more are gone than were to go: another may
    have kept its own.
    """
    counted = counted_in(answer, "deletedClassifications")
    wanted = {patch.key for patch in patches if _takes_class_away(patch)}
    named = {id_ for each in counted for id_ in each.ids} & {patch.key for patch in patches}
    lost = sum(each.count for each in counted)
    unnamed = lost - len(named) > len(wanted - named)
    of_one = tr("DANGER: the service deleted the classification of this product.")
    of_some = tr("DANGER: the service deleted {count} classifications.", count=lost)
    then = tr("Read this product again and check its class before anything else is sent.")
    return [
        (patch, f"{of_one if patch.key in named else of_some} {then}")
        for patch in patches
        if patch.key not in wanted and _has_class(patch) and (unnamed or patch.key in named)
    ]


def _takes_class_away(patch: Patch) -> bool:
    return "etim_class" in patch.values and not patch.values["etim_class"]


def _has_class(patch: Patch) -> bool:
    product = product_in(patch.theirs) if patch.theirs else None
    return product is not None and bool(class_of(product))


def _delete(patches: Sequence[Patch]) -> Call:
    return Call({}, [patch.key for patch in patches])


SAVING: Final = Saving(
    entries=ENTRIES,
    read=read_product,
    update=Write("put_products", lambda patch: update_call([patch])),
    create=Write("put_products", create_call),
    delete=Write("delete_products", lambda patch: _delete([patch])),
    update_many=Batch(
        "put_products", update_call, most=TOGETHER, most_bytes=MOST_BYTES, refused=refused
    ),
    delete_many=Batch("delete_products", _delete, most=TOGETHER),
    many_from=2,
    read_many=read_many,
    check=check_product,
    key_field="product_id",
    defaults={"status": Coded("ACTIVE", "ACTIVE"), "product_type": Coded("PHYSICAL", "PHYSICAL")},
    whole=True,
    counting=PRODUCT_COUNTING,
)
"""Products; a whole record is sent each time."""
