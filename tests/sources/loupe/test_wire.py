"""What an export is asked for with: names, types and defaults as documented."""

from __future__ import annotations

import json
from decimal import Decimal

import msgspec
import pytest

from tests.sources.loupe.bench import asked
from workbench.core.conditions import parse_where
from workbench.core.errors import ErrorCode, WbError
from workbench.core.queries import Condition, Query
from workbench.sources.loupe import wire
from workbench.sources.loupe.filters import FILTERS

DEFAULTS = """{
"Query": "", "SellerCompanies": "", "MinNetWeight": 0, "MaxNetWeight": "",
"ConvertedByCustomerId": "", "MinCaratWeight": 0, "MaxCaratWeight": "", "Options": "",
"StoneOptions": "", "ProductFilters": "", "ItemStatus": "", "CentreStone": false,
"SkuCategoryId": 0, "OnlySkuCategoryIdSet": false, "MerchandisingHierarchyId": 0,
"MerchandisingHierarchyId1": null, "MerchandisingHierarchyId2": null,
"MerchandisingHierarchyId3": null, "MerchandisingHierarchyId4": null,
"OnlyMerchandisingHierarchyIdSet": false, "PurchaseMethod": "", "PurchaseMethodStatus": null,
"LastModified": null, "UserLastModified": null, "BuyingApprovalStatus": null,
"SourcingApprovalDate": null, "SourcingApprovalStatus": null, "GetEnterpriseCostingCCY": null
}"""


def values(query: Query) -> dict[str, object]:
    return wire.create_body(query)["ParameterValues"]


def test_without_filters_the_documented_defaults_go_out_in_their_order():
    body = wire.create_body(Query())
    assert body["Type"] == "LinesheetSamplesExport"
    assert body["ExportType"] == "BomExport"
    documented = json.loads(DEFAULTS)
    sent = body["ParameterValues"]
    assert list(sent) == list(documented)
    assert [(value, type(value)) for value in sent.values()] == [
        (value, type(value)) for value in documented.values()
    ]


@pytest.mark.parametrize(
    ("word", "sent"),
    [
        ("SourcingApprovalStatus=3", 3),
        ("PurchaseMethodStatus=true", True),
        ("PurchaseMethodStatus=false", False),
        ("CentreStone=yes", True),
        ("SkuCategoryId=12", 12),
        ("MaxCaratWeight=1.20", Decimal("1.20")),
        ("MinNetWeight=0.5", Decimal("0.5")),
        ("StoneOptions=Diamond,Sapphire", "Diamond,Sapphire"),
        ("ItemStatus=Confirmed", "Confirmed"),
        ("GetEnterpriseCostingCCY=home", "home"),
        ("LastModified=2026-03-14", "2026-03-14 00:00:00.000000"),
        ("LastModified=2026-03-14T08:00:00.123456+01:00", "2026-03-14 07:00:00.123456"),
        ("UserLastModified=2026-03-29T02:30:00", "2026-03-29 02:30:00.000000"),
    ],
)
def test_a_typed_filter_goes_out_in_its_documented_type(word: str, sent: object):
    name = word.partition("=")[0]
    value = values(Query(conditions=parse_where(FILTERS, [word])))[name]
    assert (value, type(value)) == (sent, type(sent))


@pytest.mark.parametrize(
    "word", ["ItemStatus=signed", "SkuCategoryId=0", "MinCaratWeight=-1", "PurchaseMethod=Lease"]
)
def test_what_cannot_be_meant_is_refused_before_it_is_sent(word: str):
    with pytest.raises(WbError) as caught:
        parse_where(FILTERS, [word])
    assert caught.value.code is ErrorCode.INPUT


def test_the_search_box_joins_the_text_filter():
    query = msgspec.structs.replace(asked(Query="spring"), text=" ring ")
    assert values(query)["Query"] == "spring ring"


def test_limits_the_wrong_way_round_are_refused():
    with pytest.raises(WbError) as caught:
        wire.create_body(asked(MinCaratWeight="2", MaxCaratWeight="1.99"))
    assert caught.value.field == "MinCaratWeight"


def test_an_export_that_exists_is_opened_and_not_narrowed():
    assert wire.existing(asked(id="abc")) == "abc"
    assert wire.existing(asked(ItemStatus="Selected")) == ""
    with pytest.raises(WbError) as caught:
        wire.existing(asked(id="abc", ItemStatus="Selected"))
    assert caught.value.code is ErrorCode.INPUT


def test_what_will_be_asked_can_be_read():
    shown = wire.preview(asked(MaxCaratWeight="1.20", Query="ring"))
    assert '"MaxCaratWeight": 1.20,' in shown
    assert json.loads(shown)["ParameterValues"]["Query"] == "ring"


def test_another_type_can_be_asked_for():
    query = Query(conditions=(Condition("ExportType", "", "StoneExport"),))
    assert wire.create_body(query)["ExportType"] == "StoneExport"
    assert wire.create_body(query)["Type"] == "LinesheetSamplesExport"
    assert wire.create_body(Query())["ExportType"] == "BomExport"
