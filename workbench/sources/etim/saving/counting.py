"""What ETIM Mapper counts of products: foreseen out of base and draft, read out of its report.

Names and meaning of the counters stand in the document, "Products", PUT and DELETE. What it does
not say is not guessed: it is left open, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any, Final

from workbench.core.edits import Patch
from workbench.core.tallies import MANY, Count, Counting, Foresight, Tally, Weighs
from workbench.core.texts import mark, tr, trn
from workbench.sources.etim.naming import shipped_major
from workbench.sources.etim.records.values import rows
from workbench.sources.etim.reports import counted_in
from workbench.sources.etim.saving.bodies import create_call, stripped, update_call
from workbench.sources.etim.saving.checks import LONGEST_ID
from workbench.sources.etim.saving.replacing import (
    DESCRIBED,
    after_put,
    certain,
    class_in,
    has_blanks,
    is_at_hand,
    is_of_this_release,
    related,
    without_blanks,
)
from workbench.sources.etim.saving.sections import text_of

_TAKEN: Final = ("all", "unique")
_RELATED: Final = ("deletedRelatedProducts", "createdRelatedProducts")
_SEEN: Final = ("unique", "new", "modified", "limitExceeded")
"""What tells how many products were left as they were."""


# ---- the counters --------------------------------------------------------------------------------


def _asks_class(sure: int, open_: int) -> str:
    if sure:
        return trn(
            "The classification of {count} product is deleted, with all its features.",
            "The classifications of {count} products are deleted, with all their features.",
            sure,
        )
    return trn(
        "{count} product may lose its classification: its class cannot be checked here.",
        "{count} products may lose their classification: their classes cannot be checked here.",
        open_,
    ) if open_ else ""  # fmt: skip


def _asks_related(sure: int, _open: int) -> str:
    return trn(
        "{count} related product is taken out.",
        "{count} related products are taken out.",
        sure,
    ) if sure else ""  # fmt: skip


PUT_TALLIES: Final = (
    Tally("all", mark("received"), lambda n: trn("{count} received", "{count} received", n),
          Weighs.QUIET),
    Tally("unique", mark("different products"),
          lambda n: trn("{count} product", "{count} different products", n), Weighs.QUIET),
    Tally("new", mark("new"), lambda n: trn("{count} new", "{count} new", n),
          fewer=mark("the service has them already or did not take them"),
          more=mark("the service did not have them any more")),
    Tally("modified", mark("modified"), lambda n: trn("{count} modified", "{count} modified", n),
          fewer=mark("the service saw no change"),
          more=mark("the service changed more than was typed")),
    Tally("unchanged", mark("not changed"),
          lambda n: trn("{count} not changed", "{count} not changed", n),
          fewer=mark("the service changed more than was typed"),
          more=mark("the service saw no change")),
    Tally("classified", mark("classified"),
          lambda n: trn("{count} classified", "{count} classified", n),
          fewer=mark("the service did not take the class")),
    Tally("reclassified", mark("reclassified"),
          lambda n: trn("{count} reclassified", "{count} reclassified", n),
          fewer=mark("the service did not take the other class")),
    Tally("deletedClassifications", mark("classifications deleted"),
          lambda n: trn("{count} classification deleted", "{count} classifications deleted", n),
          Weighs.LOSS,
          fewer=mark("the service kept the class, or it was gone already"),
          more=mark("the service deleted classes that nobody took away"),
          row=mark("loses its classification"), asks=_asks_class),
    Tally("deletedRelatedProducts", mark("related products taken out"),
          lambda n: trn("{count} related product taken out", "{count} related products taken out",
                        n),
          Weighs.LOSS, row=mark("loses related products"), asks=_asks_related),
    Tally("createdRelatedProducts", mark("related products added"),
          lambda n: trn("{count} related product added", "{count} related products added", n)),
    Tally("limitExceeded", mark("over the limit of the account"),
          lambda n: trn("{count} over the limit of the account",
                        "{count} over the limit of the account", n),
          Weighs.REFUSAL, more=mark("the account may hold no more products")),
    Tally("rejected", mark("rejected"), lambda n: trn("{count} rejected", "{count} rejected", n),
          Weighs.REFUSAL, more=mark("the service did not take them"),
          row=mark("will be rejected")),
)  # fmt: skip
"""Of PUT products, in the order of the document's report."""

DELETED_TALLY: Final = Tally(
    "deletedProducts", mark("products deleted"),
    lambda n: trn("{count} product deleted", "{count} products deleted", n),
    fewer=mark("the service kept them, or did not have them any more"),
)  # fmt: skip


# ---- before --------------------------------------------------------------------------------------


def foresee(patch: Patch, new: bool) -> Foresight:
    """Return what the service will count of one product."""
    call = create_call(patch) if new else update_call([patch])
    body = stripped_body(call.body)
    key = str(body.get("productId", ""))
    if not key or len(key) > LONGEST_ID:
        return Foresight({"all": 1, "rejected": 1})
    if new:
        return _made(body)
    if not patch.theirs:
        return _unseen(patch)
    before = {**stripped(patch.theirs), "productId": key}
    return _changed(without_blanks(before), body, empty=call.arguments["empty"] is True)


def stripped_body(body: object) -> dict[str, Any]:
    """Return the one product of a call's body."""
    held = rows(body)
    return dict(held[0]) if held else {}


def _unseen(patch: Patch) -> Foresight:
    """Of a product that is not at hand only that is open which was typed."""
    typed = text_of(patch.values.get("etim_class"))
    classes = ("classified", "reclassified") if typed else ("deletedClassifications",)
    names = ("modified", "unchanged", *(classes if "etim_class" in patch.values else ()))
    names += _RELATED if "related" in patch.values else ()
    why = tr("The product as it is now is not on this machine.")
    most = {name: MANY if name in _RELATED else 1 for name in names}
    return Foresight(dict.fromkeys(_TAKEN, 1), most, why)


def _made(body: Mapping[str, Any]) -> Foresight:
    after = after_put({}, body, empty=False, kept=False)
    sure: dict[str, int] = dict.fromkeys((*_TAKEN, "new"), 1)
    made = len(related(after))
    sure |= {"createdRelatedProducts": made} if made else {}
    if not class_in(after):
        return Foresight(sure)
    if is_at_hand(after):
        return Foresight(sure | {"classified": 1})
    return Foresight(sure, {"classified": 1}, _not_at_hand(after))


def _changed(before: dict[str, Any], body: dict[str, Any], *, empty: bool) -> Foresight:
    """Compare the readings of what is left out or empty; what they do not agree on is open."""
    blank = has_blanks(body, before)
    empties = (True, empty) if blank else (empty,)
    afters: list[dict[str, Any]] = []
    for kept, clears in product((False, True), dict.fromkeys(empties)):
        after = after_put(before, body, empty=clears, kept=kept)
        afters += [after] if after not in afters else []
    readings = [_counted(before, after, blank=blank) for after in afters]
    names = dict.fromkeys(name for each in readings for name in (*each.sure, *each.open))
    least = {name: min(each.sure.get(name, 0) for each in readings) for name in names}
    most = {
        name: max(each.sure.get(name, 0) + each.open.get(name, 0) for each in readings)
        for name in names
    }
    open_ = {name: most[name] - least[name] for name in names if most[name] > least[name]}
    why = next((each.why for each in readings if each.why), "")
    sure = dict.fromkeys(_TAKEN, 1) | {name: count for name, count in least.items() if count}
    return Foresight(sure, open_, why or (_omitted() if open_ else ""))


def _counted(before: dict[str, Any], after: dict[str, Any], *, blank: bool) -> Foresight:
    sure: dict[str, int] = {}
    open_: dict[str, int] = {}
    whys = [*_modified(before, after, sure, open_), *_classes(before, after, sure, open_),
            *_related_products(before, after, sure, open_)]  # fmt: skip
    if blank and sure.pop("unchanged", 0):
        open_["modified"] = open_["unchanged"] = 1
        whys.append(tr("Empty values clear where another product of the call clears something."))
    return Foresight(sure, open_, " ".join(dict.fromkeys(whys)))


def _modified(
    before: dict[str, Any], after: dict[str, Any], sure: dict[str, int], open_: dict[str, int]
) -> Iterator[str]:
    if certain(before, after) != before:
        sure["modified"] = 1
    elif after != before:
        open_["modified"] = open_["unchanged"] = 1
        if is_of_this_release(after):
            yield tr("The service may drop values that the class does not allow.")
        else:
            yield _not_at_hand(after)
    elif any(row.get("imageUrl") for row in rows(after.get("www"))):
        open_["modified"] = open_["unchanged"] = 1
        yield tr("Pictures of web blocks are read in one language; others may be replaced by it.")
    else:
        sure["unchanged"] = 1


def _classes(
    before: dict[str, Any], after: dict[str, Any], sure: dict[str, int], open_: dict[str, int]
) -> Iterator[str]:
    old, new = class_in(before), class_in(after)
    known = is_at_hand(after)
    if old and not new:
        sure["deletedClassifications"] = 1
    elif new != old and known:
        sure["reclassified" if old else "classified"] = 1
    elif new != old or (new and is_of_this_release(after) and not known):
        open_["reclassified" if old else "classified"] = int(new != old)
        open_ |= {"deletedClassifications": 1} if old else {}
        yield _not_at_hand(after)


def _related_products(
    before: dict[str, Any], after: dict[str, Any], sure: dict[str, int], open_: dict[str, int]
) -> Iterator[str]:
    old, new = related(before), related(after)
    gone, made = len(old.keys() - new.keys()), len(new.keys() - old.keys())
    sure |= {name: count for name, count in zip(_RELATED, (gone, made), strict=True) if count}
    moved = sum(old[pair] != new[pair] for pair in old.keys() & new.keys())
    if moved:
        open_ |= dict.fromkeys(_RELATED, moved)
        yield tr("Whether another quantity counts as another relation is not documented.")


def _not_at_hand(body: Mapping[str, Any]) -> str:
    code = class_in(body)
    version = str((body.get(DESCRIBED) or {}).get("version", "")) or "?"
    if version == shipped_major():
        return tr("{code} is not in ETIM {version}, the release at hand.", code=code,
                  version=version)  # fmt: skip
    return tr(
        "The product is classified by ETIM {version}; the release at hand is {own}.",
        version=version,
        own=shipped_major(),
    )


def _omitted() -> str:
    return tr("What the service makes of members that are left out is not documented.")


# ---- afterwards ----------------------------------------------------------------------------------


def read_report(answer: object) -> Mapping[str, Count] | None:
    """Return what a report counts; one without refusals need not name them."""
    if not isinstance(answer, Mapping) or "unique" not in answer:
        return None
    found = counts_in(answer, [tally.id for tally in PUT_TALLIES])
    found.setdefault("rejected", Count(0))
    if all(name in found for name in _SEEN):
        whole, *seen = (found[name].count for name in _SEEN)
        found["unchanged"] = Count(max(0, whole - sum(seen)))
    return found


def counts_in(answer: object, names: list[str]) -> dict[str, Count]:
    """Return the counters of those names that an answer has, with the ids that they name."""
    found: dict[str, Count] = {}
    for name in names:
        held = counted_in(answer, name)
        if held or (isinstance(answer, Mapping) and name in answer):
            ids = tuple(id_ for each in held for id_ in each.ids)
            found[name] = Count(sum(each.count for each in held), ids)
    return found


PUT_COUNTING: Final = Counting(
    PUT_TALLIES, foresee, read_report,
    mark("Whether the account may hold more products, and what the service rejects besides IDs of"
         " more than 32 characters, cannot be foreseen."),
)  # fmt: skip


def _foresee_deleted(_patch: Patch, _new: bool) -> Foresight:
    return Foresight({DELETED_TALLY.id: 1})


def _read_deleted(answer: object) -> Mapping[str, Count] | None:
    return counts_in(answer, [DELETED_TALLY.id]) or None


PRODUCT_COUNTING: Final[Mapping[str, Counting]] = {
    "put_products": PUT_COUNTING,
    "delete_products": Counting((DELETED_TALLY,), _foresee_deleted, _read_deleted),
}
"""By operation."""
