"""Benchmarks of the ETIM release that ships, and of the counts of completeness."""

from __future__ import annotations

from collections.abc import Iterator

from tests.benchmarks.harness import Result, Scale, best_of, within
from tests.sources.etim.model.kit import shipped
from tests.sources.etim.model.products import gappy
from workbench.core.etim_reports import EtimProduct
from workbench.sources.etim.completeness import Completeness
from workbench.sources.etim.model import Model
from workbench.sources.etim.moving import rehearse

OPEN_S = 0.05
MAP_S = 1.0
PRODUCTS = 3000
CLASSES = 200


def release(scale: Scale) -> Iterator[Result]:
    """Open the release, read a class, and search as typed: the first time, and with all read."""
    del scale
    limit = ("50 ms", OPEN_S)
    size = "5,640 classes"

    def search() -> None:
        for typed in ("d", "down", "downlight"):
            model.classes(typed, limit=50)

    model = shipped()
    yield within("ETIM opened, a class read", size, best_of(_open), *limit, at_most=1)
    first = best_of(lambda: shipped().classes("downlight"))
    yield within("ETIM first search", size, first, *limit, at_most=1)
    yield within("ETIM search typed, 3 times", size, best_of(search), *limit, at_most=1)


def _open() -> None:
    assert shipped().class_("EC001744").known


def completeness(scale: Scale) -> Iterator[Result]:
    """Count products of many classes, draw up the map and the worklist, rehearse a move."""
    del scale
    model = shipped()
    required = required_of(model)
    products = gappy(PRODUCTS, required)
    counted = Completeness(products, required)
    limit = ("1 s", MAP_S)
    size = f"{PRODUCTS:,} of {CLASSES} classes"

    def heat() -> None:
        found = Completeness(products, required).heat_map(model, CLASSES, 60)
        assert (len(found.rows), len(found.columns)) == (CLASSES, 60)

    yield within("ETIM heat map 200 x 60", size, best_of(heat), *limit, at_most=1)
    listed = best_of(lambda: counted.worklist(together=True))
    yield within("ETIM worklist", size, listed, *limit, at_most=1)
    moved = best_of(lambda: rehearse(model, model, products))
    yield within("ETIM rehearsed move", size, moved, *limit, at_most=1)
    wide = gappy(2000, {"EC1": tuple(f"EF{at:06}" for at in range(30))}, share=0.5)
    yield from _one_class(wide)


def _one_class(products: list[EtimProduct]) -> Iterator[Result]:
    """The worklist of one large class with gaps everywhere: the hardest one."""
    counted = Completeness(products, {"EC1": tuple(f"EF{at:06}" for at in range(30))})
    size = f"{len(products):,} of 1 class"
    spent = best_of(lambda: counted.worklist(together=True), times=2)
    yield within("ETIM worklist, gaps everywhere", size, spent, "1 s", MAP_S, at_most=1)


def required_of(model: Model) -> dict[str, tuple[str, ...]]:
    """Return the features of as many classes, spread over the release."""
    codes = [row.code for row in model.classes()][:: 5640 // CLASSES][:CLASSES]
    every = {code: tuple(own.code for own in model.class_(code).features) for code in codes}
    return {code: features or ("EF000001",) for code, features in every.items()}
