"""The parameter values of an export, each with its documented default and type.

One table for the request, the filters and the members of the operation. The defaults are a mix of
empty text, zero, false and null, and are sent exactly so: the service tells them apart.
"""

from __future__ import annotations

from typing import Final

import msgspec

from workbench.core.queries import Input, PartKind
from workbench.core.texts import mark

EXPORT_TYPE: Final = "LinesheetSamplesExport"
"""The documented `Type`."""
CONTENT_TYPE: Final = "BomExport"
"""The documented `ExportType`."""

_PRODUCT: Final = mark("Product")
_STONES: Final = mark("Stones and weight")
_STATE: Final = mark("Approval and purchase")
_CATEGORY: Final = mark("Categories")
_DATES: Final = mark("Dates")
_COSTS: Final = mark("Costing")

_ENTERPRISE: Final = mark("Of the Enterprise tier.")


class Parameter(msgspec.Struct, frozen=True):
    """One member of `ParameterValues`.

    Attributes:
        name: the documented name.
        default: what is sent where nothing is asked for.
        type: JSON type of a value.
        kind: how it is typed in as a filter.
        title, group, help: marked.
        input: which input the window offers.
        choices: the documented values.
        minimum: smallest number accepted.
    """

    name: str
    default: str | int | bool | None
    type: str
    kind: PartKind
    title: str
    group: str
    help: str = ""
    input: Input = Input.PLAIN
    choices: tuple[str, ...] = ()
    minimum: int | None = None


def _list(name: str, title: str, group: str, help: str) -> Parameter:
    return Parameter(name, "", "string", PartKind.LIST, title, group, help, Input.PASTE)


def _weight(name: str, default: str | int, title: str, help: str) -> Parameter:
    return Parameter(
        name, default, "number", PartKind.DECIMAL, title, _STONES, help, Input.RANGE, minimum=0
    )


def _id(name: str, default: int | None, title: str) -> Parameter:
    return Parameter(
        name, default, "integer", PartKind.INTEGER, title, _CATEGORY, _ENTERPRISE, minimum=1
    )


def _moment(name: str, title: str, help: str) -> Parameter:
    return Parameter(name, None, "string", PartKind.TIME, title, _DATES, help, Input.DATES)


PARAMETERS: Final = (
    Parameter("Query", "", "string", PartKind.TEXT, mark("Text"), _PRODUCT,
              mark("Words that Loupe looks for in the samples.")),
    _list("SellerCompanies", mark("Seller companies"), _PRODUCT, mark("Vendors of record.")),
    _weight("MinNetWeight", 0, mark("Net weight from"), mark("Not described by Loupe.")),
    _weight("MaxNetWeight", "", mark("Net weight to"), mark("Not described by Loupe.")),
    Parameter("ConvertedByCustomerId", "", "string", PartKind.TEXT, mark("Converted by"),
              _PRODUCT, mark("Id of the buyer who owns the product on the linesheet.")),
    _weight("MinCaratWeight", 0, mark("Carat weight from"), mark("Carats.")),
    _weight("MaxCaratWeight", "", mark("Carat weight to"), mark("Carats.")),
    _list("Options", mark("Options"), _PRODUCT, mark("Not described by Loupe.")),
    _list("StoneOptions", mark("Stone options"), _STONES, mark("Stones of the sample.")),
    _list("ProductFilters", mark("Product filters"), _PRODUCT, mark("Kinds of product.")),
    Parameter("ItemStatus", "", "string", PartKind.CHOICE, mark("Item status"), _STATE,
              mark("How far the sample is signed off."), choices=("Selected", "Confirmed")),
    Parameter("CentreStone", False, "boolean", PartKind.FLAG, mark("With a centre stone"), _STONES,
              mark("“No” is the same as not asking: Loupe has no way to ask for none.")),
    _id("SkuCategoryId", 0, mark("SKU category id")),
    Parameter("OnlySkuCategoryIdSet", False, "boolean", PartKind.FLAG,
              mark("Only with a SKU category"), _CATEGORY, _ENTERPRISE),
    _id("MerchandisingHierarchyId", 0, mark("Merchandising hierarchy id")),
    _id("MerchandisingHierarchyId1", None, mark("Merchandising hierarchy id, level 1")),
    _id("MerchandisingHierarchyId2", None, mark("Merchandising hierarchy id, level 2")),
    _id("MerchandisingHierarchyId3", None, mark("Merchandising hierarchy id, level 3")),
    _id("MerchandisingHierarchyId4", None, mark("Merchandising hierarchy id, level 4")),
    Parameter("OnlyMerchandisingHierarchyIdSet", False, "boolean", PartKind.FLAG,
              mark("Only with a merchandising hierarchy"), _CATEGORY, _ENTERPRISE),
    Parameter("PurchaseMethod", "", "string", PartKind.CHOICE, mark("Purchase method"), _STATE,
              mark("Asset or memo; of the Enterprise tier."), choices=("Asset", "Memo")),
    Parameter("PurchaseMethodStatus", None, "boolean", PartKind.FLAG,
              mark("Purchase method active"), _STATE, _ENTERPRISE),
    _moment("LastModified", mark("Changed since"), mark("A time without a zone is UTC.")),
    _moment("UserLastModified", mark("Changed by a user since"),
            mark("A time without a zone is UTC.")),
    Parameter("BuyingApprovalStatus", None, "integer", PartKind.INTEGER, mark("Buying approval"),
              _STATE, mark("Number of the state; not described by Loupe."), minimum=0),
    _moment("SourcingApprovalDate", mark("Approved by sourcing since"), _ENTERPRISE),
    Parameter("SourcingApprovalStatus", None, "integer", PartKind.INTEGER,
              mark("Sourcing approval"), _STATE, mark("Number of the state: 3 is approved."),
              minimum=0),
    Parameter("GetEnterpriseCostingCCY", None, "string", PartKind.CHOICE,
              mark("Costing currency"), _COSTS,
              mark("The vendor's quote currency, or your company's home currency."),
              choices=("supplier", "home")),
)  # fmt: skip
"""Every parameter value, in the order of the document's example."""
