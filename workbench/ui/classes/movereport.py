"""The report of a move to another release: what changes by class, and what each product loses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from workbench.core.etim import EtimFeature
from workbench.core.etim_reports import ClassMove, ProductMove, Rehearsal
from workbench.core.texts import mark, tr, trn
from workbench.ui.classes.cells import Cell, CellKind, Column, SheetRow
from workbench.ui.theme.marks import Mark

if TYPE_CHECKING:
    from workbench.ui.classes.desk import ClassDesk

SECTIONS = (("class", mark("Classes")), ("product", mark("Products")))


def move_columns() -> list[Column]:
    """Return the columns of the report."""
    return [
        Column(tr("Class or product"), 240, stretch=True),
        Column(tr("Change"), 170),
        Column(tr("Features"), 320, stretch=True),
    ]


def move_says(found: Rehearsal) -> str:
    """Return in one sentence what the move does."""
    broken = trn("{count} product loses something or changes its meaning",
                 "{count} products lose something or change their meaning",
                 len(found.broken))  # fmt: skip
    return trn("Of {count} product: {broken}.", "Of {count} products: {broken}.",
               len(found.products), broken=broken)  # fmt: skip


def move_rows(held: ClassDesk, found: Rehearsal) -> list[SheetRow]:
    """Return a row for each kind of change of a class, and of a product that it breaks."""
    rows: list[SheetRow] = []
    for move in found.classes:
        name = move.old.name or move.old.code
        for at, (what, features, bad) in enumerate(_class_lines(move)):
            rows.append(_row(f"class/{move.old.code}\x1f{at}", name, what, features, bad=bad))
    session = held.session
    records = held.classes.records(session) if session is not None else None
    for move in found.broken:
        name = records.name(move.product) if records is not None else move.product
        features = {one.code: one for one in held.class_of(move.class_code).features}
        for at, (what, codes) in enumerate(_product_lines(move)):
            names = [features.get(code, EtimFeature(code)) for code in codes]
            rows.append(_row(f"product/{move.product}\x1f{at}", name, what, names, bad=True))
    return rows


def _class_lines(move: ClassMove) -> Iterator[tuple[str, Sequence[EtimFeature], bool]]:
    if not move.new.known:
        yield tr("Class is gone"), (), True
    lines = (
        (tr("Features removed"), move.gone, True),
        (tr("Features added"), move.added, False),
        (tr("Types changed"), move.types, True),
        (tr("Units changed"), [one.feature for one in move.units], True),
        (tr("Value lists changed"), [one.feature for one in move.values], False),
    )
    yield from (line for line in lines if line[1])


def _product_lines(move: ProductMove) -> Iterator[tuple[str, Sequence[str]]]:
    lines = (
        (tr("Values lost"), move.lost),
        (tr("Values not allowed"), move.refused),
        (tr("Of another type"), move.retyped),
        (tr("In another unit"), move.measured),
    )
    yield from (line for line in lines if line[1])


def _row(key: str, name: str, what: str, features: Sequence[EtimFeature], *, bad: bool) -> SheetRow:
    names = ", ".join(own.name or own.code for own in features)
    return SheetRow(
        key,
        (
            Cell(name, CellKind.STRONG),
            Cell(what, mark=Mark.CHANGED if bad else None),
            Cell(names, tip=names),
        ),
    )
