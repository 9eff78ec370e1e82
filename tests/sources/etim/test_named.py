"""The short tables: records go whole, what is locked is refused before anything is sent."""

from __future__ import annotations

import json

import pytest

from tests.sources.etim.bench import Bench, lasting, rows_of, typed_again
from workbench.core.edits import Chosen, Patch
from workbench.core.errors import ErrorCode, WbError
from workbench.core.sources import Resource
from workbench.core.values import Coded
from workbench.sources.etim import directories as of
from workbench.sources.etim.saving.actions import DELETE_WITH_PRODUCTS
from workbench.sources.etim.saving.trees import check_tree
from workbench.sources.etim.synchronizing import FOLLOWING, RUN

EDITED = [each for each in of.DIRECTORIES if each.saving is not None]


@pytest.mark.parametrize("resource", EDITED, ids=lambda resource: resource.id)
async def test_a_record_typed_anew_stays_as_it_is(resource: Resource):
    bench = Bench()
    assert resource.saving is not None
    for key, held in (await bench.documents(resource)).items():
        theirs = await resource.saving.read(bench.client, key)
        assert theirs is not None
        if json.loads(held).get("permanent") == "true":
            with pytest.raises(WbError) as locked:
                await bench.update(resource, key, typed_again(resource, theirs))
            assert locked.value.code is ErrorCode.INPUT
            continue
        after = await bench.update(resource, key, typed_again(resource, theirs))
        assert lasting(json.dumps(after).encode()) == lasting(theirs)


async def test_a_label_is_made_changed_and_deleted():
    bench = Bench()
    saving = of.LABELS.saving
    assert saving is not None
    assert saving.create is not None
    assert saving.delete is not None
    values = {"identifier": "Sale", "letter": "S", "colour": Coded("red", "red")}
    await bench.call("put_labels", saving.create.call(Patch("Sale", values)))
    after = await bench.update(of.LABELS, "Sale", {"description": "For sale"})
    assert after == {
        "identifier": "Sale",
        "permanent": "false",
        "letter": "S",
        "color": "red",
        "description": "For sale",
    }
    report = await bench.call("delete_labels", saving.delete.call(Patch("Sale", {})))
    assert report["deletedLabels"] == "1"


async def test_a_permanent_label_is_neither_changed_nor_deleted():
    bench = Bench()
    saving = of.LABELS.saving
    assert saving is not None
    assert saving.delete is not None
    held = {key: each for key, each in (await bench.documents(of.LABELS)).items()
            if json.loads(each)["permanent"] == "true"}  # fmt: skip
    key, theirs = next(iter(held.items()))
    bench.sender.seen.clear()
    with pytest.raises(WbError):
        saving.delete.call(Patch(key, {}, theirs))
    with pytest.raises(WbError):
        await bench.update(of.LABELS, key, {"letter": "Z"})
    assert {request.method for request in bench.sender.seen} == {"GET"}


@pytest.mark.parametrize("lock", ["inCompletenessMask", "questionInAttributeGroup"])
def test_an_attribute_that_something_hangs_on_keeps_its_type_and_stays(lock: str):
    saving = of.ATTRIBUTES.saving
    assert saving is not None
    assert saving.delete is not None
    assert saving.update is not None
    theirs = json.dumps({"identifier": "L2", "type": "L", lock: "true"}).encode()
    with pytest.raises(WbError):
        saving.delete.call(Patch("L2", {}, theirs))
    with pytest.raises(WbError):
        saving.update.call(Patch("L2", {"type": Coded("N", "")}, theirs))
    named = saving.update.call(Patch("L2", {"name_en": "Halogen free"}, theirs))
    assert named.body == [{"identifier": "L2", "type": "L", "name": {"en": "Halogen free"}}]


async def test_values_of_a_selection_are_typed_with_their_names():
    bench = Bench()
    found = await bench.documents(of.ATTRIBUTES)
    key = next(key for key, each in found.items()
               if json.loads(each)["type"] == "S"
               and json.loads(each).get("permanent") != "true")  # fmt: skip
    rows = rows_of(of.ATTRIBUTES, "values", found[key])
    before = json.loads(found[key])["values"]
    rows.append({"value_key": "extra", "value_text_en": "Extra"})
    after = await bench.update(of.ATTRIBUTES, key, {"values": tuple(rows)})
    assert after["values"] == [*before, {"identifier": "extra", "value": {"en": "Extra"}}]


async def test_one_category_is_changed_in_its_whole_tree():
    bench = Bench()
    found = await bench.documents(of.CATEGORIES)
    key = list(found)[-1]
    before = {tree: json.loads(each) for tree, each in (await bench.documents(of.TREES)).items()}
    await bench.update(of.CATEGORIES, key, {"name_en": "Renamed"})
    after = {tree: json.loads(each) for tree, each in (await bench.documents(of.TREES)).items()}
    tree, _slash, own = key.partition("/")
    for row in before[tree]["categories"]:
        if row["identifier"] == own:
            row["name"]["en"] = "Renamed"
    assert after == before


async def test_a_category_is_added_moved_and_deleted():
    bench = Bench()
    trees = await bench.documents(of.TREES)
    key, held = next(iter(trees.items()))
    rows = rows_of(of.TREES, "categories", held)
    top = rows[0]["category"]
    rows.append({"category": "NEW", "category_parent": top, "category_name_en": "New"})
    after = await bench.update(of.TREES, key, {"categories": tuple(rows)})
    assert after["categories"][-1]["parent"] == top
    assert after["categories"][:-1] == json.loads(held)["categories"]
    saving = of.CATEGORIES.saving
    assert saving is not None
    assert saving.delete is not None
    call = saving.delete.call(Patch(f"{key}/NEW", {}))
    assert (await bench.call("delete_categories", call))["deletedCategories"] == "1"


def test_a_tree_in_which_a_category_stands_below_itself_is_refused():
    rows = ({"category": "A", "category_parent": "B"}, {"category": "B", "category_parent": "A"})
    assert len(check_tree({"categories": rows}, new=False)) == 2
    lost = ({"category": "A", "category_parent": "gone"},)
    assert check_tree({"categories": lost}, new=False)[0].row == 1


async def test_a_synchronization_is_run_told_and_looked_at():
    bench = Bench()
    triggers = bench.service.app.world.triggers  # type: ignore[attr-defined]
    told = []
    for trigger in triggers:
        (call,) = RUN.calls(Chosen((), (), {"trigger": trigger}))
        answer = await bench.call(RUN.operation, call)
        assert RUN.told is not None
        told.append(RUN.told(answer))
        if answer.get("progress-id"):
            looked = await FOLLOWING.check(bench.client, answer["progress-id"])
            assert FOLLOWING.told(looked).subject == trigger == FOLLOWING.subject(call)
    assert {words.split()[0] for words in told} == {"It", "Done."}


async def test_suppliers_go_alone_unless_their_products_are_meant():
    bench = Bench()
    saving = of.SUPPLIERS.saving
    assert saving is not None
    assert saving.delete is not None
    keys = list(await bench.documents(of.SUPPLIERS))
    await bench.call("delete_suppliers", saving.delete.call(Patch(keys[0], {})))
    assert len(await bench.documents()) == 240
    (call,) = DELETE_WITH_PRODUCTS.calls(Chosen((keys[1],), (b"",), {}))
    await bench.call("delete_suppliers", call)
    assert len(await bench.documents()) < 240
