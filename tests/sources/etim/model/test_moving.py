"""What a move to another class or release breaks, and what it leaves alone."""

from __future__ import annotations

from pathlib import Path

from tests.sources.etim.model.kit import csv_folder, shipped
from workbench.core.etim import EtimClass, EtimFeature, EtimUnit, EtimValue, FeatureType
from workbench.core.etim_reports import ClassMove, EtimProduct, EtimText
from workbench.sources.etim.moving import class_move, product_move, rehearse
from workbench.sources.etim.releases import Releases

MM, CM = EtimUnit("EU570448", "mm"), EtimUnit("EU570001", "cm")
WHITE, BLACK, RED = (EtimValue(f"EV00000{at}", name) for at, name in enumerate("WBR"))


def _alpha(code: str, *values: EtimValue) -> EtimFeature:
    return EtimFeature(code, code.lower(), FeatureType.ALPHANUMERIC, values=values)


def _number(code: str, unit: EtimUnit | None = MM, kind: str = "N") -> EtimFeature:
    return EtimFeature(code, code.lower(), FeatureType(kind), unit)


OLD = EtimClass(
    "EC1",
    "Lamp",
    version=3,
    features=(_alpha("COLOUR", WHITE, BLACK), _number("WIDTH"), _number("LOST"), _number("KIND")),
)
NEW = EtimClass(
    "EC1",
    "Lamp",
    version=4,
    features=(
        _number("WIDTH", CM),
        _alpha("COLOUR", WHITE, RED),
        _number("KIND", kind="R"),
        _number("FRESH"),
    ),
)


def _product(**features: EtimText) -> EtimProduct:
    return EtimProduct("P1", "EC1", features)


def test_what_changes_in_the_class() -> None:
    move = class_move(OLD, NEW)
    assert [own.code for own in move.gone] == ["LOST"]
    assert [own.code for own in move.added] == ["FRESH"]
    assert [own.code for own in move.types] == ["KIND"]
    assert [(own.feature.code, own.old, own.new) for own in move.units] == [("WIDTH", MM, CM)]
    assert [(own.gone, own.added) for own in move.values] == [((BLACK,), (RED,))]
    assert move.breaks
    assert not class_move(OLD, OLD).breaks


def test_more_values_and_features_break_nothing() -> None:
    wider = EtimClass("EC1", features=(_alpha("COLOUR", WHITE, BLACK, RED), _number("MORE")))
    move = class_move(EtimClass("EC1", features=(_alpha("COLOUR", WHITE, BLACK),)), wider)
    assert move.values
    assert not move.breaks


def test_names_and_order_are_no_change() -> None:
    renamed = EtimClass(
        "EC1",
        features=tuple(
            EtimFeature(own.code, "other", own.type, own.unit, own.values)
            for own in reversed(OLD.features)
        ),
    )
    assert class_move(OLD, renamed) == ClassMove(OLD, renamed)


def test_a_product_breaks_by_what_it_has() -> None:
    move = class_move(OLD, NEW)
    told = product_move(move, _product(COLOUR=BLACK.code, WIDTH="8", LOST="1", KIND="2"))
    assert told.breaks
    assert (told.lost, told.refused) == (("LOST",), ("COLOUR",))
    assert (told.retyped, told.measured) == (("KIND",), ("WIDTH",))
    assert told.unfilled == ("FRESH",)


def test_a_product_without_these_values_does_not() -> None:
    move = class_move(OLD, NEW)
    told = product_move(move, _product(COLOUR=WHITE.code, WIDTH="NA", LOST="UN", KIND="NA"))
    assert not told.breaks
    assert told.unfilled == ("FRESH",)


def test_a_class_that_is_gone_takes_every_value() -> None:
    told = product_move(
        class_move(OLD, EtimClass("EC1", known=False)), _product(COLOUR=WHITE.code, WIDTH="1")
    )
    assert told.lost == ("COLOUR", "WIDTH")
    assert told.unfilled == ()


def test_two_releases(tmp_path: Path) -> None:
    releases = Releases(tmp_path / "own")
    old = releases.open(releases.add(csv_folder(tmp_path)).id)
    products = [
        EtimProduct("1", "EC001744", {"EF001742": ("-20", "40"), "EFDE0012": "true"}),
        EtimProduct("2", "EC001744", {"EF000136": "EV000202"}),
        EtimProduct("3", "EC000000", {"EF000136": "EV000202"}),
        EtimProduct("4"),
    ]
    told = rehearse(old, shipped(), products)
    assert [own.old.code for own in told.classes] == ["EC000000", "EC001744"]
    assert [own.product for own in told.broken] == ["1"]
    assert told.broken[0].lost == ("EFDE0012", "EF001742")
    assert not told.classes[0].new.known
    assert len(told.products) == 3


def test_a_release_to_itself_breaks_nothing() -> None:
    model = shipped()
    products = [
        EtimProduct(row.code, row.code, {own.code: "1" for own in model.class_(row.code).features})
        for row in model.classes("cable", limit=40)
    ]
    told = rehearse(model, model, products)
    assert not any(own.breaks for own in told.classes)
    assert not any(own.lost or own.measured or own.retyped for own in told.products)
