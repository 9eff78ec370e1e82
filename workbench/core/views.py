"""Views: what the table shows of a resource, and how; saved under a name or restored at start."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from workbench.core.queries import Query, Sort
from workbench.core.settings import Density


class Layout(StrEnum):
    """How rows are laid out."""

    TABLE = "table"
    GALLERY = "gallery"


class ColumnState(msgspec.Struct, frozen=True):
    """One column of a view.

    Attributes:
        field: which one.
        width: px at 100 %, 0 for the field's own.
        title: of a column that the resource does not list, as it was called when it was chosen.
    """

    field: str
    width: int = 0
    title: str = ""


class View(msgspec.Struct, frozen=True):
    """A resource with filter, order, columns and density.

    Attributes:
        query: what is asked of the service.
        columns: shown ones in order; empty for the resource's default.
        frozen: how many leading columns stay while scrolling.
        sort: local order over loaded rows, first key first.
        header: expression by field id, as typed under the header (">=10").
        facets: ticked codes by field id, applied to loaded rows.
        density: row height; None for the tab's own.
        layout: table or gallery.
        card: width of a gallery card, px at 100 %.
        led: columns that stand where they do because of the rows in sight.
        hand: columns that a person moved, showed or hid, so that they never follow the rows; kept
            for tables with columns that do.
    """

    query: Query = Query()
    columns: tuple[ColumnState, ...] = ()
    frozen: int = 1
    sort: tuple[Sort, ...] = ()
    header: dict[str, str] = msgspec.field(default_factory=dict)
    facets: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    density: Density | None = None
    layout: Layout = Layout.TABLE
    card: int = 204
    led: tuple[str, ...] = ()
    hand: tuple[str, ...] = ()


class SavedView(msgspec.Struct, frozen=True):
    """A view under a name, of one source's resource."""

    source: str
    resource: str
    name: str
    view: View
    position: int = 0


class ClassState(msgspec.Struct, frozen=True):
    """The class page of a tab.

    Attributes:
        code: of the class that is open, "" where rows are shown.
        feature: code of the feature that is chosen.
        part: which parts are shown, as the page names them.
        tops: how far features, heat map and worklist are scrolled, px at 100 %.
    """

    code: str = ""
    feature: str = ""
    part: str = ""
    tops: tuple[int, ...] = ()


class TabState(msgspec.Struct, frozen=True):
    """What a tab comes back with after any end of the program.

    Attributes:
        source: id of the source.
        account: name of the account, "" where none is connected.
        resource: id of the resource shown.
        views: current view by resource id.
        saved: name of the saved view in use by resource id.
        selected: keys of the ticked rows.
        current: key of the row that the dock shows.
        top: row at the top edge of the table.
        dock: id of the dock's page.
        class_page: the page of a class that is open in place of the rows.
    """

    source: str
    account: str = ""
    resource: str = ""
    views: dict[str, View] = msgspec.field(default_factory=dict)
    saved: dict[str, str] = msgspec.field(default_factory=dict)
    selected: tuple[str, ...] = ()
    current: str = ""
    top: int = 0
    dock: str = ""
    class_page: ClassState = ClassState()


class WindowState(msgspec.Struct, frozen=True):
    """The open tabs, the panes' sizes and the window's place."""

    tabs: tuple[TabState, ...] = ()
    active: int = 0
    rail: int = 216
    dock: int = 352
    dock_shown: bool = True
    geometry: str = ""
