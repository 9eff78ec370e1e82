"""What ETIM Mapper counts of the short tables: so many new, so many replaced, so many deleted.

The document shows the same report for labels, attributes, groups, relations, suppliers, buyers and
trees: "all", "rejected", "unique", "replaced", "new". Which values it rejects is said of none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from workbench.core.edits import Patch
from workbench.core.tallies import MANY, Count, Counting, Foresight, Tally, Weighs
from workbench.core.texts import mark, tr, trn
from workbench.sources.etim.saving.counting import counts_in

LIST_TALLIES: Final = (
    Tally("all", mark("received"), lambda n: trn("{count} received", "{count} received", n),
          Weighs.QUIET),
    Tally("unique", mark("different records"),
          lambda n: trn("{count} record", "{count} different records", n), Weighs.QUIET),
    Tally("new", mark("new"), lambda n: trn("{count} new", "{count} new", n),
          fewer=mark("the service has them already or did not take them"),
          more=mark("the service did not have them any more")),
    Tally("replaced", mark("replaced"), lambda n: trn("{count} replaced", "{count} replaced", n),
          fewer=mark("the service did not take them or did not have them any more")),
    Tally("rejected", mark("rejected"), lambda n: trn("{count} rejected", "{count} rejected", n),
          Weighs.REFUSAL, more=mark("the service found incorrect values"),
          row=mark("will be rejected")),
)  # fmt: skip
"""Of every PUT but that of products, in the order of the document's report."""

Guard = Callable[[Patch], None]
"""Raises where a record would not be sent as it is."""


def _put(guard: Guard) -> Counting:
    def foresee(patch: Patch, new: bool) -> Foresight:
        guard(patch)
        return Foresight({"all": 1, "unique": 1, "new" if new else "replaced": 1})

    return Counting(
        LIST_TALLIES,
        foresee,
        _read_put,
        mark("Which values the service rejects as incorrect cannot be foreseen."),
    )


def _read_put(answer: object) -> Mapping[str, Count] | None:
    if not isinstance(answer, Mapping) or "unique" not in answer:
        return None
    return {"rejected": Count(0)} | counts_in(answer, [tally.id for tally in LIST_TALLIES])


def _delete(counter: str, guard: Guard, most: int) -> Counting:
    tally = Tally(
        counter, mark("deleted"), lambda n: trn("{count} deleted", "{count} deleted", n),
        fewer=mark("the service kept them, or did not have them any more"),
    )  # fmt: skip

    def foresee(patch: Patch, _new: bool) -> Foresight:
        guard(patch)
        if not most:
            return Foresight({counter: 1})
        why = tr("Whether categories below a deleted one are counted is not documented.")
        return Foresight({counter: 1}, {counter: most}, why)

    def read(answer: object) -> Mapping[str, Count] | None:
        return counts_in(answer, [counter]) or None

    return Counting((tally,), foresee, read)


def _free(_patch: Patch) -> None:
    """Send whatever is staged."""


def list_counting(
    operations: tuple[str, str], counter: str, guard: Guard = _free, *, below: bool = False
) -> Mapping[str, Counting]:
    """Return what is counted of a short table, by operation.

    Args:
        operations: names of the calls that put and delete.
        counter: of what was deleted: "deletedLabels".
        guard: see `Guard`.
        below: a record takes others along that are below it.
    """
    put, delete = operations
    return {put: _put(guard), delete: _delete(counter, guard, MANY if below else 0)}
