"""Markings as a table: sums only where nothing is left open, everything else in words."""

from __future__ import annotations

import json
from decimal import Decimal

from tests.sources import kit
from tests.sources.europeansourcing import documents
from workbench.core.queries import Condition, Query
from workbench.core.values import Coded, Money
from workbench.sources.europeansourcing import markings_table
from workbench.sources.europeansourcing.client import EuropeanSourcingClient

FIELDS = {field.id: field for field in markings_table.FIELDS}


def table(marking: dict, quantity: int = 100, language: str = "en") -> list[dict[str, object]]:
    rows = markings_table.rows(
        json.dumps([marking]).encode(), Query(quantity=quantity, language=language)
    )
    return [{name: field.read(row) for name, field in FIELDS.items()} for row in rows]


def test_one_row_for_each_profile_that_names_a_price():
    french, dutch = table(documents.MARKING)
    assert french["technique"] == Coded("32", "sérigraphie")
    assert french["position"] == "corps"
    assert french["size"] == "40 × 15"
    assert french["colours"] == "4"
    assert french["setup"] == Money(Decimal("18.650"), "EUR")
    assert french["per_piece"] == Money(Decimal("0.180"), "EUR")
    assert french["formula"] == "5.000 if nb_couleurs > 2; 0.180*nb_couleurs"
    assert french["options"] == (Coded("HAND", "handling"),)
    assert french["profile"] == Coded("139", "FR")
    assert french["code"] == "S1"
    assert french["comment"] == "A flat fee"
    # The id of a variant's marking is another one than the technique's that a search takes.
    assert french["id"] == "supplier_720"
    assert (dutch["setup"], dutch["per_piece"]) == (None, None)
    assert dutch["formula"] == "29.95*nb_couleurs if quadrichromie"


def test_prices_at_the_quantity_in_force():
    french = table(documents.MARKING, 500)[0]
    assert french["per_piece"] == Money(Decimal("0.120"), "EUR")
    assert str(french["formula"]).endswith("0.150*nb_couleurs")


def test_options_speak_the_language_of_the_query():
    assert table(documents.MARKING, language="fr")[0]["options"] == (Coded("HAND", "manutention"),)
    assert table(documents.MARKING, language="sv")[0]["options"] == (Coded("HAND", "manutention"),)


def test_what_is_missing_stays_missing():
    (row,) = table({"id": 5})
    assert {name for name, value in row.items() if value is not None} == {"id"}
    assert markings_table.rows(b"[]", Query()) == []
    assert markings_table.rows(b"no JSON", Query()) == ()


def test_sizes_by_diameter_and_area():
    assert table({"id": 1, "diameter": "30.0"})[0]["size"] == "⌀ 30"
    assert table({"id": 1, "maximum_squared_size": 12.5})[0]["size"] == "12.5"
    assert table({"id": 1, "full_color": True})[0]["colours"] == "full colour"


async def test_the_markings_of_the_chosen_variant_are_asked():
    sender = kit.CannedSender(lambda _request: json.dumps([documents.MARKING]).encode())
    client = EuropeanSourcingClient(sender)
    product = documents.product(variants=[{"id": 1}, {"id": "2"}, {"id": 3}], main_variant_id=2)
    chosen = Query(language="fr", conditions=(Condition("variant_id", "include", ("3",)),))
    for query in (Query(language="fr"), chosen):
        found = await markings_table.load(client, product, query)
        assert markings_table.rows(found, query)
    assert [dict(request.values) for request in sender.seen] == [
        {"lang": "fr", "variant_id": "2"},
        {"lang": "fr", "variant_id": "3"},
    ]
    assert await markings_table.load(client, b'{"id": 1, "variants": []}', Query()) == b"[]"
