"""Keys for new records: asked of the service, and never the same for two that are both staged."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from workbench.workspace.session import Session

_LAST_DIGITS = re.compile(r"\d+(?=\D*$)")


async def number_new(session: Session, keys: Sequence[str]) -> None:
    """Give new records that have no key of their own the service's next free ones.

    What somebody typed meanwhile stays. Does nothing where the service names no free key.

    Raises:
        WbError: as the gateway named it; the records stay as they are, to be numbered by hand.
    """
    editing, saving = session.editing, session.resource.saving
    if editing is None or saving is None or saving.next_key is None or not saving.key_field:
        return
    field = saving.key_field
    connection = await session.connections.open(session.source, session.account)
    free = await saving.next_key(connection.client)
    taken = {
        str(record.cells[field].value)
        for record in editing.records().values()
        if record.new and field in record.cells
    }
    values: list[tuple[str, str, object]] = []
    for key in keys:
        record = editing.record(key)
        if record is None or record.cells.get(field) is not None:
            continue
        free = unused(free, taken)
        taken.add(free)
        values.append((key, field, free))
    editing.number(values)


def unused(key: str, taken: Collection[str]) -> str:
    """Return a key counted up until it is none of those that are taken.

    The last digits are counted, their zeros in front kept: "11-0099" goes on with "11-0100".
    """
    while key in taken:
        found = _LAST_DIGITS.search(key)
        if found is None:
            return f"{key}-2" if f"{key}-2" not in taken else unused(f"{key}-2", taken)
        digits = found.group()
        counted = str(int(digits) + 1).zfill(len(digits))
        key = f"{key[: found.start()]}{counted}{key[found.end() :]}"
    return key
