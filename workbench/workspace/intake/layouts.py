"""What was decided for files of one layout: kept by itself, used when such a file comes again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from workbench.export.reading.matching import Mapping, Pair
from workbench.workspace.intake.rules import MARKER, Rules

if TYPE_CHECKING:
    from workbench.export.reading.sheet import Sheet
    from workbench.store.workspace import WorkspaceStore

_KIND: Final = "import layout"


class Layout(msgspec.Struct, frozen=True):
    """The choices for one layout.

    Attributes:
        mapping: field by column.
        by, marker, create: as in `Rules`.
    """

    mapping: Mapping
    by: str = ""
    marker: str = MARKER
    create: bool | None = None


class Layouts:
    """The layouts of one resource."""

    def __init__(self, store: WorkspaceStore, source: str, resource: str) -> None:
        self._store = store
        self._place = f"{source}/{resource}"

    def find(self, sheet: Sheet) -> Layout | None:
        """Return what was decided for files like this one, None where nothing was."""
        data = self._store.items(_KIND).get(self._name(sheet))
        try:
            return msgspec.json.decode(data, type=Layout) if data else None
        except msgspec.DecodeError:
            return None

    def keep(self, sheet: Sheet, rules: Rules) -> None:
        """Keep what was decided.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        columns = sorted(rules.columns.items())
        pairs = tuple(Pair(sheet.headers[column], column, field) for column, field in columns)
        mapping = Mapping(sheet.fingerprint, pairs, rules.blank_clears)
        layout = Layout(mapping, rules.by, rules.marker, rules.create)
        self._store.put_item(_KIND, self._name(sheet), msgspec.json.encode(layout))

    def _name(self, sheet: Sheet) -> str:
        return f"{self._place}/{sheet.fingerprint}"
