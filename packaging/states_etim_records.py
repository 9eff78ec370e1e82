"""Screens and states of ETIM Mapper outside its class pages: form, columns, filters."""

from __future__ import annotations

from stage import Stage
from states import Reach, State, opened, pick
from states_lagerkoll import front

from workbench.core.attributes import Asked, AttributeType
from workbench.ui.acts.membership import MembershipDialog
from workbench.ui.filters.attributeinputs import AttributeInput, ChoiceInput, LinesInput
from workbench.ui.filters.attributes import AttributesEditor
from workbench.ui.filters.builder import FilterBuilder
from workbench.ui.filters.panel import FilterPanel
from workbench.ui.filters.picking import ValuesEditor
from workbench.ui.grid.columns import ColumnList

SOURCE = "etim"


async def products(stage: Stage) -> None:
    """Products with the form of one beside them."""
    await front(stage, SOURCE)
    await pick(stage, 2)


async def columns(stage: Stage) -> None:
    """Columns that a text finds: features beside what is listed."""
    await products(stage)
    await opened("columns")(stage)
    chooser = next(each for each in stage.window.findChildren(ColumnList) if each.isVisible())
    chooser.search.setText("protection ip")
    await stage.settle()


def filter_of(name: str) -> Reach:
    """Return the way to one filter in the builder."""

    async def reach(stage: Stage) -> None:
        await products(stage)
        stage.tab.filters.add_filter()
        await stage.settle()
        builder = next(each for each in stage.floating() if each.findChild(FilterBuilder))
        builder.findChild(FilterBuilder).choose(f"filter:{name}")  # type: ignore[union-attr]
        await stage.settle()

    return reach


async def attribute(stage: Stage) -> None:
    """Several values of an attribute, another attribute already asked for."""
    await filter_of("attributes")(stage)
    editor = editor_in(stage)
    lines = asked_of(editor, "N4")
    assert isinstance(lines, LinesInput)
    lines.lines[0].setText("6")
    editor.leave()
    values = asked_of(editor, "MS6")
    assert isinstance(values, ChoiceInput)
    values.load(Asked("MS6", AttributeType.SEVERAL, ("ms_v1", "ms_v2"), ("ms_v3",), all=True))
    await stage.settle()


async def attribute_texts(stage: Stage) -> None:
    """A text in two languages."""
    await filter_of("attributes")(stage)
    texts = asked_of(editor_in(stage), "M1")
    texts.load(Asked("M1", AttributeType.SPOKEN, spoken=(("en", "energy"), ("pl", "oszcz"))))
    await stage.settle()


async def attribute_wrong(stage: Stage) -> None:
    """A range that runs backwards, said under it."""
    await filter_of("attributes")(stage)
    asked_of(editor_in(stage), "R5").load(Asked("R5", AttributeType.RANGE, ("30", "4")))
    panel_of(stage).apply()
    await stage.settle()


async def attribute_chips(stage: Stage) -> None:
    """Chips with the names of attributes and values; one of them open."""
    await attribute(stage)
    panel_of(stage).apply()
    await stage.settle()
    stage.tab.filters.open_chip("attribute:attributes:MS6")
    await stage.settle()


async def categories(stage: Stage) -> None:
    """A tree of categories: one branch open with its ticks, one value left out, counts known."""
    await front(stage, SOURCE)
    stage.tab.desk.load_all()
    session = stage.tab.desk.session
    await stage.until(lambda: session is not None and session.status.complete, 40)
    await filter_of("categories")(stage)
    editor = panel_of(stage).editor
    assert isinstance(editor, ValuesEditor)
    for code in ("TC1/C2", "TC1/C3"):
        editor.list.view.fold(code, is_open=True)
    for code in ("TC1/SC2-1", "TC1/SC2-2"):
        editor.list.view.toggle(code)
    editor.list.view.toggle("TC1/SC3-1", out=True)
    await stage.settle()


def members(identity: str, *codes: str) -> Reach:
    """Return the way to labels or categories for twelve products, some of them ticked."""

    async def chosen(stage: Stage) -> None:
        await front(stage, SOURCE)
        stage.tab.desk.load_all()
        session = stage.tab.desk.session
        assert session is not None
        await stage.until(lambda: session.status.complete, 40)
        stage.tab.desk.selection.only([session.table.key(row) for row in range(300, 312)])

    async def reach(stage: Stage) -> None:
        await opened(identity, chosen)(stage)
        dialog = next(each for each in stage.floating() if isinstance(each, MembershipDialog))
        await stage.until(lambda: len(dialog.list.choosing.values) > 1)
        for code in codes:
            dialog.list.view.toggle(code)
        dialog.list.show_ticked()
        await stage.until(lambda: dialog.plan is not None)
        await stage.settle()

    return reach


def panel_of(stage: Stage) -> FilterPanel:
    """The editor that is open."""
    found = (each.findChild(FilterPanel) for each in stage.floating())
    return next(each for each in found if each is not None)


def editor_in(stage: Stage) -> AttributesEditor:
    """The editor of attributes that is open."""
    editor = panel_of(stage).editor
    assert isinstance(editor, AttributesEditor)
    return editor


def asked_of(editor: AttributesEditor, code: str) -> AttributeInput:
    """Open one of the attributes that are offered."""
    editor.edit(next(held for held in editor.list.model.all if held.code == code))
    assert editor.page is not None
    return editor.page.input


FILTERS = ("hazardClass", "labels", "categories", "attributes", "lastModifiedDate", "productName")

STATES = (
    State("etim-form", products),
    State("etim-columns", columns),
    *(State(f"etim-filter-{name}", filter_of(name)) for name in FILTERS),
    State("etim-attribute", attribute),
    State("etim-attribute-texts", attribute_texts),
    State("etim-attribute-wrong", attribute_wrong),
    State("etim-attribute-chips", attribute_chips),
    State("etim-category-tree", categories),
    State("etim-labels-add", members("label.add", "Gold")),
    State("etim-labels-remove", members("label.remove", "Public")),
    State("etim-category-add", members("category.add", "TC1/SC2-1")),
)
"""In the order of the gallery."""
