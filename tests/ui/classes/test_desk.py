"""What the class page works on: the open class, whose products, and what is told when."""

from __future__ import annotations

from tests.workspace.classes.kit import CLASS, document
from workbench.core.etim import FeatureType
from workbench.ui.classes.desk import NARROWED


async def test_opening_a_class_chooses_its_first_feature_and_its_products(shown):
    documents = [document("A"), document("B"), document("C", class_code="EC001744")]
    async with shown(documents) as made:
        told = []
        made.held.opened.connect(lambda: told.append(made.held.code))
        made.held.open(CLASS)
        assert told == [CLASS]
        assert made.held.feature == made.held.class_.features[0].code
        assert made.held.members() == ("A", "B")


async def test_values_are_of_the_ticked_products_of_the_class_only(shown):
    documents = [document("A"), document("B"), document("C", class_code="EC001744")]
    async with shown(documents) as made:
        made.held.open(CLASS)
        made.desk.selection.set_current("C")
        assert made.held.keys() == ("A",)
        made.desk.selection.set_current("B")
        assert made.held.keys() == ("B",)
        made.desk.selection.only(["C", "A"])
        assert made.held.keys() == ("A",)


async def test_products_without_a_value_are_shown_alone_and_all_again(shown):
    async with shown([document("A"), document("B"), document("C")]) as made:
        feature = made.feature(FeatureType.ALPHANUMERIC)
        made.held.open(CLASS)
        made.held.set_value(("B",), feature.code, feature.values[0].code)
        lacking = made.held.missing(CLASS, feature.code)
        assert lacking == ("A", "C")
        made.held.show_products(lacking)
        assert made.held.code == ""
        assert made.session.rows.ids[NARROWED] == frozenset({"A", "C"})
        assert made.held.narrowed == 2
        assert len(made.session.rows) == 2
        made.held.show_all()
        assert len(made.session.rows) == 3


async def test_a_value_that_cannot_be_meant_is_told_and_nothing_is_staged(shown):
    async with shown([document("A")]) as made:
        troubles = []
        made.desk.trouble.connect(troubles.append)
        made.held.open(CLASS)
        feature = made.feature(FeatureType.NUMERIC)
        assert made.held.set_value(("A",), feature.code, "plenty") is None
        assert "plenty" in troubles[0].sentence
        assert made.session.editing.record("A") is None


async def test_shares_follow_what_is_typed(shown):
    async with shown([document("A"), document("B")]) as made:
        feature = made.feature(FeatureType.ALPHANUMERIC)
        made.held.open(CLASS)
        share = next(one for one in made.held.shares() if one.feature.code == feature.code)
        assert share.percent == 0
        made.held.set_value(("A",), feature.code, feature.values[0].code)
        share = next(one for one in made.held.shares() if one.feature.code == feature.code)
        assert share.percent == 50
