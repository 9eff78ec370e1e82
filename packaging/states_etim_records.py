"""Screens and states of ETIM Mapper outside its class pages: form, columns, filters."""

from __future__ import annotations

from stage import Stage
from states import Reach, State, opened, pick
from states_lagerkoll import front

from workbench.ui.filters.builder import FilterBuilder
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


FILTERS = ("hazardClass", "labels", "categories", "attributes", "lastModifiedDate", "productName")

STATES = (
    State("etim-form", products),
    State("etim-columns", columns),
    *(State(f"etim-filter-{name}", filter_of(name)) for name in FILTERS),
)
"""In the order of the gallery."""
