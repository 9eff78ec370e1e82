"""The table beside a chart of prices: From, Unit, Total, Saves, with the step that holds marked."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from workbench.core.formats import MISSING, Formats
from workbench.core.texts import mark, tr
from workbench.ui.charts.curves import Tier
from workbench.ui.dock.flat import LEFT, NO_INDEX, RIGHT, FlatRole, FlatTable, Index
from workbench.ui.safe import never_raises
from workbench.ui.theme.tokens import Role

TITLES = (mark("From"), mark("Unit"), mark("Total"), mark("Saves"))


class TierModel(QAbstractTableModel):
    """The steps of one ladder."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tiers: Sequence[Tier] = ()
        self._formats = Formats()

    def set_tiers(self, tiers: Sequence[Tier], formats: Formats) -> None:
        """Show these steps."""
        self.beginResetModel()
        self._tiers, self._formats = tuple(tiers), formats
        self.endResetModel()

    @never_raises(0)
    def rowCount(self, parent: Index = NO_INDEX) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(self._tiers)

    @never_raises(0)
    def columnCount(self, parent: Index = NO_INDEX) -> int:  # noqa: D102
        return 0 if parent.isValid() else len(TITLES)

    @never_raises(None)
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102
        if not index.isValid() or index.row() >= len(self._tiers):
            return None
        tier = self._tiers[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(tier, index.column())
            case Qt.ItemDataRole.AccessibleTextRole:
                text = f"{tr(TITLES[index.column()])} {self._text(tier, index.column())}"
                return f"{text}, {tr('in effect')}" if tier.in_effect else text
            case Qt.ItemDataRole.TextAlignmentRole:
                return RIGHT if index.column() else LEFT
            case FlatRole.PLAIN:
                return _plain(tier, index.column())
            case FlatRole.FONT:
                return Role.TOTAL if tier.in_effect else Role.CELL
            case FlatRole.IN_EFFECT:
                return tier.in_effect
        return None

    def _text(self, tier: Tier, column: int) -> str:
        formats = self._formats
        match column:
            case 0:
                return formats.integer(tier.start)
            case 1:
                return formats.number(tier.amount, 2)
            case 2:
                return formats.number(tier.total, 2)
        if tier.saves is None:
            return MISSING
        return tr("{percent} %", percent=formats.number(tier.saves))

    @never_raises(None)
    def headerData(  # noqa: D102
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation == Qt.Orientation.Vertical or not 0 <= section < len(TITLES):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return tr(TITLES[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if section else LEFT
        return None


def _plain(tier: Tier, column: int) -> str:
    """The number for a sheet: no grouping."""
    value: Decimal | int | None = (tier.start, tier.amount, tier.total, tier.saves)[column]
    return "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)


class TierTable(FlatTable):
    """Four columns of a quarter each."""

    def fit_columns(self) -> None:  # noqa: D102
        wide = self.viewport().width()
        for at in range(4):
            self.setColumnWidth(at, wide * (at + 1) // 4 - wide * at // 4)
