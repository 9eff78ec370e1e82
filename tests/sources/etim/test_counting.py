"""What the service will count is foreseen out of base and draft, and the sandbox counts just that.

The sandbox is a second reading of the document: where both agree over many made change sets, the
foresight holds; where the document says nothing, the answer lies in what was left open.
"""

from __future__ import annotations

import asyncio
import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sources.etim.bench import Bench, rows_of
from workbench.core.edits import Patch
from workbench.core.errors import WbError
from workbench.core.tallies import Count, Foresight
from workbench.core.values import Coded
from workbench.sources.etim.directories import ATTRIBUTES, CATEGORIES, LABELS, SUPPLIERS
from workbench.sources.etim.naming import class_of_code
from workbench.sources.etim.products import PRODUCTS
from workbench.sources.etim.saving.bodies import create_call, update_call
from workbench.sources.etim.saving.counting import PUT_COUNTING, foresee, read_report
from workbench.sources.etim.saving.products import SAVING

TAKEN = {"all": 1, "unique": 1}


def document(**parts: Any) -> bytes:
    return json.dumps({"productId": "A", **parts}).encode()


def described(code: str, version: str = "10", **features: Any) -> dict[str, Any]:
    return {"version": version, "classId": code, "groupId": "", "features": features}


def one(values: dict[str, object], theirs: bytes) -> Foresight:
    return foresee(Patch("A", values, theirs), False)


CLASS, OTHER = "EC001179", "EC002706"


@pytest.mark.parametrize(
    ("values", "parts", "sure"),
    [
        ({"brand": "X"}, {}, {"modified": 1}),
        ({"brand": "X"}, {"overallInformation": {"brandName": "X"}}, {"unchanged": 1}),
        ({"brand": ""}, {"overallInformation": {"brandName": "X"}}, {"modified": 1}),
        ({"etim_class": Coded(CLASS, "")}, {}, {"modified": 1, "classified": 1}),
        (
            {"etim_class": Coded(OTHER, "")},
            {"etimDescription": described(CLASS)},
            {"modified": 1, "reclassified": 1},
        ),
        (
            {"etim_class": None},
            {"etimDescription": described(CLASS)},
            {"modified": 1, "deletedClassifications": 1},
        ),
    ],
)
def test_what_a_draft_does_to_a_product_is_counted(values, parts, sure):
    assert one(values, document(**parts)) == Foresight(TAKEN | sure)


def test_an_empty_value_depends_on_the_other_products_of_the_call():
    told = one({"brand": " "}, document(overallInformation={"brandName": "X"}))
    assert (told.sure, told.open) == (TAKEN, {"modified": 1, "unchanged": 1})
    assert told.why.startswith("Empty values clear where another")


def test_a_class_that_cannot_be_checked_leaves_open_whether_it_is_lost():
    odd = one({"etim_class": Coded("EC999999", "")}, document(etimDescription=described(CLASS)))
    assert odd.sure == TAKEN
    assert odd.open == {
        "modified": 1, "unchanged": 1, "reclassified": 1, "deletedClassifications": 1,
    }  # fmt: skip
    assert "EC999999 is not in ETIM 10" in odd.why
    older = document(etimDescription=described(CLASS, "8"))
    moved = one({"etim_class": Coded(OTHER, "")}, older)
    assert moved.open["deletedClassifications"] == 1
    assert "ETIM 8" in moved.why
    untouched = one({"brand": "X"}, older)
    assert untouched == Foresight(TAKEN | {"modified": 1})


def test_a_value_that_the_class_does_not_allow_may_be_dropped():
    class_ = class_of_code(CLASS)
    feature = next(each for each in class_.features if each.type.value == "N")
    held = document(etimDescription=described(CLASS, **{feature.code: "5"}))
    good = {"feature": feature.code, "feature_value": "7"}
    odd = {"feature": feature.code, "feature_value": "seven"}
    assert one({"features": (good,)}, held) == Foresight(TAKEN | {"modified": 1})
    told = one({"features": (odd,)}, held)
    assert (told.sure, told.open) == (TAKEN, {"modified": 1, "unchanged": 1})
    assert one({"features": (odd,), "brand": "X"}, held).sure == TAKEN | {"modified": 1}


def test_related_products_are_counted_by_product_and_kind():
    held = document(
        relatedProducts=[
            {"relatedProductId": "B", "relationType": "ACCESSORY", "quantity": "1"},
            {"relatedProductId": "C", "relationType": "ACCESSORY", "quantity": "1"},
        ]
    )
    first, second = rows_of(PRODUCTS, "related", held)
    gone = one({"related": (first,)}, held)
    assert gone == Foresight(TAKEN | {"modified": 1, "deletedRelatedProducts": 1})
    moved = one({"related": (first, {**second, "related_quantity": Decimal(9)})}, held)
    assert moved.open == {"deletedRelatedProducts": 1, "createdRelatedProducts": 1}
    assert "not documented" in moved.why


def test_an_id_that_is_too_long_is_rejected_and_a_product_not_at_hand_is_open():
    long = Patch("A" * 33, {"product_id": "A" * 33, "name_en": "n"})
    assert foresee(long, True) == Foresight({"all": 1, "rejected": 1})
    unseen = one({"brand": "X"}, b"")
    assert unseen.sure == TAKEN
    assert unseen.open == {"modified": 1, "unchanged": 1}
    assert one({"etim_class": None}, b"").open["deletedClassifications"] == 1
    assert "reclassified" in one({"etim_class": Coded(CLASS, "")}, b"").open
    assert unseen.why == "The product as it is now is not on this machine."


def test_a_report_is_read_with_its_reasons_and_without_what_it_leaves_out():
    counted = read_report({
        "all": "10", "rejected (product ID longer than 32 characters)": "1 (JHJ)", "unique": "8",
        "new": "5", "modified": "2", "deletedClassifications": "0",
        "deletedClassifications (class not found)": "1 (XYZ)", "limitExceeded": "0",
    })  # fmt: skip
    assert counted is not None
    assert counted["rejected"] == Count(1, ("JHJ",))
    assert counted["deletedClassifications"] == Count(1, ("XYZ",))
    assert counted["unchanged"] == Count(1)
    assert "reclassified" not in counted
    assert read_report({"unique": "1"}) == {"unique": Count(1), "rejected": Count(0)}
    assert read_report(["odd"]) is None


# ---- against the sandbox -------------------------------------------------------------------------

TEXTS = st.sampled_from(["Nordel", " x ", "", " ", "Ärmel"])
CLASSES = st.sampled_from([CLASS, OTHER, "EC001744", "EC000133", "EC999999", ""])
FEATURES = st.sampled_from(["drop", "unknown", "odd", "none"])


@st.composite
def drafts(draw: st.DrawFn) -> dict[str, Any]:
    """What somebody may type of one product; lists are made from what it has."""
    made = {
        "brand": TEXTS,
        "name_sv": TEXTS,
        "net_weight": st.sampled_from([Decimal("1.50"), None]),
        "ce": st.booleans(),
        "labels": st.sampled_from([(), (Coded("Gold", ""),), (Coded("Old", ""),)]),
        "etim_class": CLASSES.map(lambda code: Coded(code, "") if code else None),
        "features": FEATURES,
        "related": st.sampled_from(["drop", "add", "more"]),
    }
    names = draw(st.sets(st.sampled_from(sorted(made)), max_size=3))
    return {name: draw(made[name]) for name in sorted(names)}


def typed(draft: dict[str, Any], held: bytes) -> dict[str, object]:
    """A draft as typed values of a product."""
    values: dict[str, object] = dict(draft)
    if "features" in draft:
        values["features"] = features(draft["features"], rows_of(PRODUCTS, "features", held))
    if "related" in draft:
        values["related"] = relations(draft["related"], rows_of(PRODUCTS, "related", held))
    return values


def features(how: str, rows: list[dict[str, object]]) -> tuple[dict[str, object], ...]:
    rows = [row for row in rows if row["feature_value"]]
    new: dict[str, object] = {"unknown": Coded("UN", ""), "odd": "no value at all"}
    if not rows or how == "none":
        return tuple(rows)
    return tuple(rows[1:]) if how == "drop" else ({**rows[0], "feature_value": new[how]}, *rows[1:])


def relations(how: str, rows: list[dict[str, object]]) -> tuple[dict[str, object], ...]:
    added = {"related_product": "NEW-1", "relation_type": Coded("ACCESSORY", "")}
    if how == "add":
        return (*rows, added)
    if not rows:
        return ()
    return tuple(rows[1:]) if how == "drop" else ({**rows[0], "related_quantity": 77}, *rows[1:])


def inside(counted: dict[str, Count], told: list[Foresight]) -> list[str]:
    """The counters that lie outside of what was foreseen."""
    wrong = []
    for name, count in counted.items():
        least = sum(each.sure.get(name, 0) for each in told)
        most = least + sum(each.open.get(name, 0) for each in told)
        if not least <= count.count <= most:
            wrong.append(f"{name}: {count.count} and not {least} to {most}")
    return wrong


class Known(dict[str, bytes]):
    """The products of the sandbox, without saying all of them where a test fails."""

    def __repr__(self) -> str:
        return f"{len(self)} products"


@pytest.fixture(scope="module")
def known() -> Known:
    return Known(asyncio.run(Bench().documents()))


@pytest.mark.parametrize("omitted", ["erased", "kept"])
@settings(max_examples=15, deadline=None)
@given(made=st.dictionaries(st.integers(0, 239), drafts(), min_size=1, max_size=6))
def test_the_sandbox_counts_what_was_foreseen(known: Known, omitted: str, made):
    keys = sorted(known)
    chosen = {keys[at % len(keys)]: draft for at, draft in made.items()}
    patches = [Patch(key, typed(draft, known[key]), known[key]) for key, draft in chosen.items()]
    told = [foresee(patch, False) for patch in patches]

    async def put() -> Any:
        bench = Bench()
        bench.service.app.world.omitted = omitted  # type: ignore[attr-defined]
        return await answer_of(bench, patches)

    counted = read_report(asyncio.run(put()))
    assert counted is not None
    assert counted.keys() == {tally.id for tally in PUT_COUNTING.tallies}
    assert inside(dict(counted), told) == []


async def answer_of(bench: Bench, patches: list[Patch]) -> Any:
    """The report, also where the client makes a refusal of it."""
    try:
        return await bench.call("put_products", update_call(patches))
    except WbError as error:
        return error.answer


@settings(max_examples=15, deadline=None)
@given(draft=drafts(), key=st.sampled_from(["N-1", "N" * 32, "N" * 33]))
def test_the_sandbox_counts_what_was_foreseen_of_a_new_product(draft, key: str):
    values = {**typed(draft, document()), "product_id": key}
    patch = Patch(key, values)
    told = foresee(patch, True)

    async def put() -> Any:
        bench = Bench()
        try:
            return await bench.call("put_products", create_call(patch))
        except WbError as error:
            return error.answer

    counted = read_report(asyncio.run(put()))
    assert counted is not None
    assert inside(dict(counted), [told]) == []


async def test_a_product_that_nobody_takes_from_is_counted_without_anything_open():
    """Most products leave nothing open, so that the test above is no empty promise."""
    bench = Bench()
    found = await bench.documents()
    told = [foresee(Patch(key, {"brand": "X1"}, held), False) for key, held in found.items()]
    closed = sum(not each.open for each in told)
    assert closed >= len(told) * 0.95


@pytest.mark.parametrize("resource", [LABELS, ATTRIBUTES, SUPPLIERS], ids=lambda each: each.id)
async def test_the_short_tables_are_counted_as_foreseen(resource):
    bench, saving = Bench(), resource.saving
    counting = saving.counting[saving.update.operation]
    deleting = saving.counting[saving.delete.operation]
    for key, held in (await bench.documents(resource)).items():
        patch = Patch(key, {}, held)
        try:
            told = counting.foresee(patch, False)
            answer = await bench.call(saving.update.operation, saving.update.call(patch))
        except WbError:
            continue
        assert inside(dict(counting.read(answer)), [told]) == []
        try:
            told = deleting.foresee(patch, False)
        except WbError:
            continue
        answer = await bench.call(saving.delete.operation, saving.delete.call(patch))
        assert inside(dict(deleting.read(answer)), [told]) == []


async def test_what_is_locked_is_not_foreseen_as_it_is_not_sent():
    bench, saving = Bench(), LABELS.saving
    assert saving is not None
    held = (await bench.documents(LABELS))["Public"]
    with pytest.raises(WbError):
        saving.counting["put_labels"].foresee(Patch("Public", {}, held), False)


async def test_categories_below_a_deleted_one_are_left_open():
    bench, saving = Bench(), CATEGORIES.saving
    assert saving is not None
    assert saving.delete is not None
    counting = saving.counting["delete_categories"]
    key = next(iter(await bench.documents(CATEGORIES)))
    patch = Patch(key, {})
    told = counting.foresee(patch, False)
    answer = await bench.call("delete_categories", saving.delete.call(patch))
    counted = counting.read(answer)
    assert counted is not None
    assert inside(dict(counted), [told]) == []
    assert told.sure == {"deletedCategories": 1}
    assert "not documented" in told.why


async def test_deleted_products_are_counted():
    bench = Bench()
    key = next(iter(await bench.documents()))
    counting = SAVING.counting["delete_products"]
    assert SAVING.delete is not None
    answer = await bench.call("delete_products", SAVING.delete.call(Patch(key, {})))
    assert counting.read(answer) == {"deletedProducts": Count(1)}
    assert counting.foresee(Patch(key, {}), False) == Foresight({"deletedProducts": 1})
