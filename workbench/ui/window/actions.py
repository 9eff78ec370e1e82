"""Every action of the window, declared once: menus, shortcuts, palette and key settings read it."""

from __future__ import annotations

import msgspec
from PySide6.QtGui import QKeySequence

from workbench.core.texts import mark

Standard = QKeySequence.StandardKey


class ActionSpec(msgspec.Struct, frozen=True):
    """One action.

    Attributes:
        id: stable; key bindings are kept under it.
        text: of the menu; "…" where a dialog follows; marked.
        menu: heading it stands under; "" for none. A "/" leads into a sub-menu.
        keys: its own key sequences, first is shown.
        standard: Qt's standard key, so that each system gets its own.
        icon: name, "" for none.
        checkable: whether it is on or off.
        group: actions of one group are parted from others by a line.
        exclusive: name of the set in which one is on.
        local: its keys count only where the rows have the focus: elsewhere they mean another thing.
    """

    id: str
    text: str
    menu: str
    keys: tuple[str, ...] = ()
    standard: QKeySequence.StandardKey | None = None
    icon: str = ""
    checkable: bool = False
    group: int = 0
    exclusive: str = ""
    local: bool = False


FILE = mark("File")
EDIT = mark("Edit")
VIEW = mark("View")
DATA = mark("Data")
CHANGES = mark("Changes")
TOOLS = mark("Tools")
WINDOW = mark("Window")
HELP = mark("Help")
MENUS = (FILE, EDIT, VIEW, DATA, CHANGES, TOOLS, WINDOW, HELP)

COPY_AS = mark("Copy as")
DENSITY = mark("Density")
ZOOM = mark("Zoom")
THEME = mark("Theme")
ETIM = mark("ETIM")
LABELS = mark("Labels and categories")
LISTED = f"{CHANGES}/{LABELS}"

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("tab.new", mark("New tab…"), FILE, ("Ctrl+T",), icon="plus"),
    ActionSpec("account.choose", mark("Accounts…"), FILE, ("Ctrl+Shift+M",), icon="user", group=1),
    ActionSpec("export", mark("Export…"), FILE, ("Ctrl+Shift+E",), icon="file-down", group=2),
    ActionSpec("export.again", mark("Export again"), FILE, ("Ctrl+E",), icon="file-down", group=2),
    ActionSpec(
        "board.export",
        mark("Comparison workbook (live formulas)…"),
        FILE,
        ("Ctrl+Alt+X",),
        icon="file-down",
        group=2,
    ),
    ActionSpec("import", mark("Import…"), FILE, ("Ctrl+Shift+I",), icon="file-up", group=2),
    ActionSpec(
        "workbook.back",
        mark("Bring back a workbook…"),
        FILE,
        ("Ctrl+Alt+O",),
        icon="undo-2",
        group=2,
    ),
    ActionSpec("tab.close", mark("Close tab"), FILE, standard=Standard.Close, icon="x", group=3),
    ActionSpec(
        "tab.reopen", mark("Reopen closed tab"), FILE, ("Ctrl+Shift+T",), icon="rotate-ccw", group=3
    ),
    ActionSpec("quit", mark("Quit"), FILE, ("Ctrl+Q",), icon="power", group=4),
    ActionSpec("undo", mark("Undo"), EDIT, standard=Standard.Undo, icon="undo-2", group=9),
    ActionSpec("redo", mark("Redo"), EDIT, ("Ctrl+Y", "Ctrl+Shift+Z"), icon="redo-2", group=9),
    ActionSpec("cut", mark("Cut"), EDIT, standard=Standard.Cut, icon="minus", local=True),
    ActionSpec("copy", mark("Copy"), EDIT, standard=Standard.Copy, icon="copy"),
    ActionSpec("copy.headers", mark("Copy with headers"), EDIT, ("Ctrl+Shift+C",), icon="copy"),
    ActionSpec("copy.csv", mark("CSV"), f"{EDIT}/{COPY_AS}", icon="file-text"),
    ActionSpec("copy.json", mark("JSON"), f"{EDIT}/{COPY_AS}", icon="braces"),
    ActionSpec("copy.markdown", mark("Markdown"), f"{EDIT}/{COPY_AS}", icon="file-text"),
    ActionSpec("paste", mark("Paste"), EDIT, standard=Standard.Paste, icon="clipboard", local=True),
    ActionSpec(
        "select.all", mark("Select all rows"), EDIT, ("Ctrl+Alt+A",), icon="list-checks", group=1
    ),
    ActionSpec("select.none", mark("Select none"), EDIT, ("Ctrl+Shift+A",), icon="circle", group=1),
    ActionSpec(
        "select.invert", mark("Invert selection"), EDIT, ("Ctrl+Alt+I",), icon="contrast", group=1
    ),
    ActionSpec("find", mark("Find in rows"), EDIT, standard=Standard.Find, icon="search", group=2),
    ActionSpec(
        "find.next",
        mark("Find next"),
        EDIT,
        standard=Standard.FindNext,
        icon="chevron-down",
        group=2,
    ),
    ActionSpec(
        "find.previous",
        mark("Find previous"),
        EDIT,
        standard=Standard.FindPrevious,
        icon="chevron-up",
        group=2,
    ),
    ActionSpec(
        "replace",
        mark("Replace…"),
        EDIT,
        standard=Standard.Replace,
        icon="replace",
        group=2,
    ),
    ActionSpec("settings", mark("Settings…"), EDIT, ("Ctrl+,",), icon="settings", group=3),
    ActionSpec(
        "layout.table",
        mark("Table"),
        VIEW,
        ("Ctrl+Alt+1",),
        icon="table-2",
        checkable=True,
        exclusive="layout",
    ),
    ActionSpec(
        "layout.gallery",
        mark("Gallery"),
        VIEW,
        ("Ctrl+Alt+2",),
        icon="layout-grid",
        checkable=True,
        exclusive="layout",
    ),
    ActionSpec("dock", mark("Details"), VIEW, ("F9",), icon="panel-right", checkable=True, group=1),
    ActionSpec(
        "rail",
        mark("Resources and facets"),
        VIEW,
        ("Ctrl+F9",),
        icon="panel-left",
        checkable=True,
        group=1,
    ),
    ActionSpec(
        "filters.header",
        mark("Header filters"),
        VIEW,
        ("Ctrl+L",),
        icon="filter",
        checkable=True,
        group=1,
    ),
    ActionSpec("columns", mark("Columns…"), VIEW, ("Ctrl+Shift+K",), icon="columns-3", group=2),
    ActionSpec(
        "view.save", mark("Save view as…"), VIEW, standard=Standard.SaveAs, icon="bookmark", group=2
    ),
    ActionSpec("view.reset", mark("Reset view"), VIEW, icon="undo-2", group=2),
    ActionSpec("picture", mark("Picture"), VIEW, ("F7",), icon="maximize-2", group=2),
    ActionSpec(
        "density.compact",
        mark("Compact"),
        f"{VIEW}/{DENSITY}",
        icon="rows-3",
        checkable=True,
        exclusive="density",
    ),
    ActionSpec(
        "density.regular",
        mark("Regular"),
        f"{VIEW}/{DENSITY}",
        icon="rows-3",
        checkable=True,
        exclusive="density",
    ),
    ActionSpec(
        "density.roomy",
        mark("Roomy"),
        f"{VIEW}/{DENSITY}",
        icon="rows-3",
        checkable=True,
        exclusive="density",
    ),
    ActionSpec("zoom.in", mark("Larger"), f"{VIEW}/{ZOOM}", ("Ctrl++", "Ctrl+="), icon="zoom-in"),
    ActionSpec("zoom.out", mark("Smaller"), f"{VIEW}/{ZOOM}", ("Ctrl+-",), icon="zoom-out"),
    ActionSpec("zoom.reset", mark("Usual size"), f"{VIEW}/{ZOOM}", ("Ctrl+0",), icon="search"),
    ActionSpec(
        "theme.system",
        mark("As the system"),
        f"{VIEW}/{THEME}",
        icon="monitor",
        checkable=True,
        exclusive="theme",
    ),
    ActionSpec(
        "theme.light",
        mark("Light"),
        f"{VIEW}/{THEME}",
        icon="sun",
        checkable=True,
        exclusive="theme",
    ),
    ActionSpec(
        "theme.dark",
        mark("Dark"),
        f"{VIEW}/{THEME}",
        icon="moon",
        checkable=True,
        exclusive="theme",
    ),
    ActionSpec(
        "theme.contrast",
        mark("High contrast"),
        f"{VIEW}/{THEME}",
        icon="contrast",
        checkable=True,
        exclusive="theme",
    ),
    ActionSpec(
        "fullscreen",
        mark("Full screen"),
        VIEW,
        ("F11",),
        icon="maximize-2",
        checkable=True,
        group=4,
    ),
    ActionSpec("refresh", mark("Refresh"), DATA, standard=Standard.Refresh, icon="refresh-cw"),
    ActionSpec(
        "refresh.selection", mark("Refresh selection"), DATA, ("Shift+F5",), icon="refresh-cw"
    ),
    ActionSpec("load.all", mark("Load all"), DATA, ("Ctrl+Alt+L",), icon="download", group=1),
    ActionSpec("load.changes", mark("Only what changed"), DATA, icon="history", group=1),
    ActionSpec("filter.add", mark("Filter…"), DATA, ("Ctrl+Shift+F",), icon="list-filter", group=2),
    ActionSpec(
        "filter.value", mark("Filter by this value"), DATA, ("Alt+=",), icon="filter", group=2
    ),
    ActionSpec(
        "filter.exclude", mark("Exclude this value"), DATA, ("Alt+-",), icon="minus", group=2
    ),
    ActionSpec("filter.clear", mark("Clear filters"), DATA, ("Ctrl+Shift+L",), icon="x", group=2),
    ActionSpec("list", mark("Look up a list…"), DATA, ("Ctrl+I",), icon="list-checks", group=3),
    ActionSpec(
        "compare", mark("Compare selected rows"), DATA, ("Ctrl+Shift+D",), icon="scale", group=3
    ),
    ActionSpec("request", mark("New request…"), DATA, ("Ctrl+Shift+R",), icon="file-down", group=4),
    ActionSpec("made.open", mark("Open tables"), DATA, ("Ctrl+O",), icon="table-2", group=4),
    ActionSpec("made.check", mark("Look whether it is ready"), DATA, icon="refresh-cw", group=4),
    ActionSpec("made.file", mark("Download file…"), DATA, icon="download", group=4),
    ActionSpec("downloads", mark("Compare two downloads…"), DATA, icon="git-compare", group=4),
    ActionSpec("metals", mark("Other metal prices…"), DATA, icon="calculator", group=4),
    ActionSpec(
        "basket.add", mark("Add to basket"), DATA, ("Ctrl+B",), icon="shopping-basket", group=6
    ),
    ActionSpec("basket.choose", mark("Add to basket…"), DATA, icon="shopping-basket", group=6),
    ActionSpec("basket.open", mark("Open basket"), DATA, ("Ctrl+Shift+B",), icon="scale", group=6),
    ActionSpec(
        "board.safe", mark("Client-safe view"), DATA, ("Ctrl+Alt+S",), icon="eye-off", group=6
    ),
    ActionSpec("order", mark("Order…"), DATA, ("Ctrl+Shift+O",), icon="shopping-cart", group=5),
    ActionSpec("order.lines", mark("Order lines…"), DATA, icon="list-checks", group=5),
    ActionSpec("cell.edit", mark("Edit cell"), CHANGES, ("F2",), icon="square-pen", local=True),
    ActionSpec("cell.clear", mark("Clear cells"), CHANGES, ("Del",), icon="x", local=True),
    ActionSpec(
        "cell.fix",
        mark("Use suggestion"),
        CHANGES,
        ("Alt+Return",),
        icon="lightbulb",
        local=True,
    ),
    ActionSpec(
        "fill.down", mark("Fill down"), CHANGES, ("Ctrl+D",), icon="arrow-down", group=1, local=True
    ),
    ActionSpec(
        "fill.right",
        mark("Fill right"),
        CHANGES,
        ("Ctrl+R",),
        icon="arrow-right",
        group=1,
        local=True,
    ),
    ActionSpec("fill.series", mark("Fill series"), CHANGES, icon="chart-line", group=1),
    ActionSpec("record.new", mark("New record"), CHANGES, ("Ctrl+N",), icon="plus", group=2),
    ActionSpec(
        "record.copy",
        mark("Duplicate records"),
        CHANGES,
        ("Ctrl+Shift+N",),
        icon="copy",
        group=2,
    ),
    ActionSpec(
        "record.delete",
        mark("Delete records"),
        CHANGES,
        ("Ctrl+Del",),
        icon="trash-2",
        group=2,
        local=True,
    ),
    ActionSpec("edits.discard", mark("Discard edits of selection"), CHANGES, icon="x", group=3),
    ActionSpec(
        "problem.next", mark("Next problem"), CHANGES, ("F8",), icon="triangle-alert", group=3
    ),
    ActionSpec(
        "many.change",
        mark("Change many rows…"),
        CHANGES,
        ("Ctrl+Shift+H",),
        icon="square-pen",
        group=4,
    ),
    ActionSpec(
        "many.transform",
        mark("Transform a column…"),
        CHANGES,
        ("Ctrl+Shift+Y",),
        icon="wand-sparkles",
        group=4,
    ),
    ActionSpec("many.merge", mark("Merge spellings…"), CHANGES, icon="waypoints", group=4),
    ActionSpec("label.add", mark("Add label…"), LISTED, ("Ctrl+Alt+G",), icon="tag"),
    ActionSpec("label.remove", mark("Remove label…"), LISTED, ("Ctrl+Alt+Shift+G",), icon="minus"),
    ActionSpec("category.add", mark("Add to category…"), LISTED, icon="folder-open", group=1),
    ActionSpec("category.remove", mark("Take out of category…"), LISTED, icon="minus", group=1),
    ActionSpec(
        "review",
        mark("Review and send…"),
        CHANGES,
        standard=Standard.Save,
        icon="send-horizontal",
        group=8,
    ),
    ActionSpec("unknown.check", mark("Check unknown outcomes"), CHANGES, icon="search", group=8),
    ActionSpec("history", mark("History…"), CHANGES, ("Ctrl+Alt+H",), icon="history", group=9),
    ActionSpec("edits.bin", mark("Discarded edits…"), CHANGES, icon="trash-2", group=9),
    ActionSpec("edits.export", mark("Export drafts…"), CHANGES, icon="file-down", group=9),
    ActionSpec("jobs", mark("Job centre"), TOOLS, ("Ctrl+J",), icon="activity"),
    ActionSpec("calls", mark("Request history"), TOOLS, ("Ctrl+Shift+J",), icon="history"),
    ActionSpec("palette", mark("Command palette…"), TOOLS, ("Ctrl+Shift+P",), icon="command"),
    ActionSpec("class.open", mark("Classes"), f"{TOOLS}/{ETIM}", ("Ctrl+Alt+E",), icon="list-tree"),
    ActionSpec("class.change", mark("Change class…"), f"{TOOLS}/{ETIM}", icon="shapes", group=1),
    ActionSpec("class.fill", mark("Bulk fill…"), f"{TOOLS}/{ETIM}", icon="list-checks", group=1),
    ActionSpec(
        "class.export", mark("Export class to Excel…"), f"{TOOLS}/{ETIM}", icon="file-down", group=2
    ),
    ActionSpec(
        "class.import", mark("Import class workbook…"), f"{TOOLS}/{ETIM}", icon="file-up", group=2
    ),
    ActionSpec("class.json", mark("Export as JSON…"), f"{TOOLS}/{ETIM}", icon="braces", group=2),
    ActionSpec(
        "class.quality", mark("Check quality"), f"{TOOLS}/{ETIM}", icon="badge-check", group=3
    ),
    ActionSpec(
        "class.rehearse", mark("Rehearse release…"), f"{TOOLS}/{ETIM}", icon="git-compare", group=3
    ),
    ActionSpec(
        "class.releases", mark("ETIM releases…"), f"{TOOLS}/{ETIM}", icon="database", group=3
    ),
    ActionSpec("pane.next", mark("Next pane"), WINDOW, ("F6",), icon="arrow-right"),
    ActionSpec(
        "pane.previous", mark("Previous pane"), WINDOW, ("Shift+F6",), icon="arrow-left-right"
    ),
    ActionSpec(
        "tab.next",
        mark("Next tab"),
        WINDOW,
        ("Ctrl+Tab", "Ctrl+PgDown"),
        icon="chevron-right",
        group=1,
    ),
    ActionSpec(
        "tab.previous",
        mark("Previous tab"),
        WINDOW,
        ("Ctrl+Shift+Tab", "Ctrl+PgUp"),
        icon="chevron-left",
        group=1,
    ),
    ActionSpec("search", mark("Search all sources…"), WINDOW, ("Ctrl+K",), icon="search", group=2),
    ActionSpec("search.tab", mark("Search in the tab"), WINDOW, ("Ctrl+Alt+K",), group=2),
    ActionSpec("help", mark("Contents"), HELP, standard=Standard.HelpContents, icon="circle-help"),
    ActionSpec("shortcuts", mark("Shortcuts"), HELP, ("Ctrl+/",), icon="keyboard"),
    ActionSpec("sample", mark("Try sample data"), HELP, icon="flask-conical", group=1),
    ActionSpec("logs", mark("Open log folder"), HELP, icon="folder-open", group=2),
    ActionSpec("about", mark("About workbench"), HELP, icon="info", group=3),
)
