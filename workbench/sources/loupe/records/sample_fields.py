"""The columns of the table of samples.

A table's columns are fixed while the vendor's are not: these are the ones its documents and files
name; all others stand in the record's own table of columns and in its document.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from workbench.core.fields import Field, Kind
from workbench.core.texts import mark, tr
from workbench.core.times import read_date
from workbench.core.values import Coded, Odd
from workbench.sources.leaves import flag, integer, moment, number, web
from workbench.sources.loupe.records.costs import money, total_of
from workbench.sources.loupe.records.sample import KEYS, Sample, parts_of, pictures_of, plain

_PRODUCT: Final = mark("Product")
_MADE_OF: Final = mark("Stones and metal")
_COSTS: Final = mark("Costs")
_STATE: Final = mark("Approval and purchase")
_RETAIL: Final = mark("Retail")
_DATES: Final = mark("Dates")

Read = Callable[[Sample], object]

APPROVED: Final = "3"
"""The one approval number that the document explains."""


def _text(*names: str) -> Read:
    return lambda sample: sample.value(*names)


def _choice(*names: str) -> Read:
    def read(sample: Sample) -> Coded | None:
        said = sample.value(*names)
        return Coded(said, said) if said else None

    return read


def _named(code: str, name: str) -> Read:
    """A choice whose code and name stand in two columns."""

    def read(sample: Sample) -> Coded | None:
        held, shown = sample.value(code), sample.value(name)
        return Coded(held or shown or "", shown or held or "") if held or shown else None

    return read


def _approval(*names: str) -> Read:
    def read(sample: Sample) -> Coded | None:
        said = sample.value(*names)
        if not said:
            return None
        return Coded(said, tr("Approved") if said == APPROVED else tr("State {code}", code=said))

    return read


def _number(*names: str) -> Read:
    return lambda sample: number(sample.value(*names))


def _whole(*names: str) -> Read:
    return lambda sample: integer(sample.value(*names))


def _moment(*names: str) -> Read:
    return lambda sample: moment(sample.value(*names))


def _yes(*names: str) -> Read:
    def read(sample: Sample) -> bool | Odd | None:
        said = (sample.value(*names) or "").strip()
        return {"yes": True, "no": False}.get(said.lower(), flag(said))

    return read


def _money(amount: str, *currencies: str) -> Read:
    return lambda sample: money(sample.value(amount), sample.value(*currencies))


def _picture(sample: Sample) -> object:
    return web(next(iter(pictures_of(sample)), None))


def is_stone(group: str) -> bool:
    """Return whether a group of numbered columns speaks of stones."""
    return plain(group).startswith(("stone", "diamond", "gem"))


def _of(stones: bool) -> Read:
    """What the stones, or the metals, are: each kind once."""

    def read(sample: Sample) -> str | None:
        kinds = (
            part.value("option", "type", "reference")
            for part in parts_of(sample)
            if (is_stone(part.group) if stones else plain(part.group) == "metal")
        )
        return ", ".join(dict.fromkeys(filter(None, kinds))) or None

    return read


def _stone_count(sample: Sample) -> int | None:
    counts = [
        count
        for part in parts_of(sample)
        if is_stone(part.group) and isinstance(count := integer(part.value("quantity")), int)
    ]
    return sum(counts) if counts else None


def _hierarchy(sample: Sample) -> str | None:
    names = [f"merchandisinghierarchyid{level}" for level in (1, 2, 3, 4)]
    levels = [value for name in names if (value := sample.value(name))]
    return " / ".join(levels) or None


FIELDS: Final = (
    Field("picture", mark("Picture"), Kind.PICTURE, _picture, "Image_1_URL", shown=True, width=56,
          priority=2, group=_PRODUCT),
    Field("name", mark("Style name"), Kind.TEXT, _text("stylename", "name", "title"),
          "Style Name", shown=True, width=200, priority=1, searched=True, group=_PRODUCT),
    Field("code", mark("Atelier code"), Kind.ID, _text(*KEYS), "Atelier Code", shown=True,
          width=110, priority=1, searched=True, group=_PRODUCT,
          help=mark("The id of the item at Loupe; what a purchase order names.")),
    Field("supplier_code", mark("Supplier code"), Kind.ID, _text("suppliercode"), "Supplier Code",
          shown=True, width=120, priority=2, searched=True, group=_PRODUCT),
    Field("description", mark("Description"), Kind.TEXT, _text("description"), "Description",
          shown=True, width=280, priority=4, searched=True, group=_PRODUCT),
    Field("vendor", mark("Seller company"), Kind.CHOICE,
          _named("sellercompanyid", "sellercompany"), "Seller Company", shown=True, width=150,
          priority=2, facet=True, searched=True, group=_PRODUCT),
    Field("product_type", mark("Product type"), Kind.CHOICE,
          _choice("producttype", "category", "globaltype", "type"), "Product Type", shown=True,
          width=110, priority=3, facet=True, group=_PRODUCT),
    Field("collection", mark("Collection"), Kind.CHOICE, _choice("collection", "collectioncode"),
          "Collection", width=120, facet=True, searched=True, group=_PRODUCT),
    Field("size", mark("Size"), Kind.TEXT, _text("size"), "Size", width=80, group=_PRODUCT),
    Field("metal", mark("Metal"), Kind.TEXT, _of(stones=False), "Metal_1_Option", shown=True,
          width=140, priority=4, searched=True, group=_MADE_OF),
    Field("net_weight", mark("Net weight"), Kind.DECIMAL, _number("netweight"), "Net Weight",
          unit=mark("g"), shown=True, width=100, priority=5, group=_MADE_OF),
    Field("gross_weight", mark("Gross weight"), Kind.DECIMAL, _number("grossweight"),
          "Gross Weight", unit=mark("g"), width=100, group=_MADE_OF),
    Field("stones", mark("Stones"), Kind.TEXT, _of(stones=True), "Stone_1_Type", shown=True,
          width=160, priority=4, searched=True, group=_MADE_OF),
    Field("stone_count", mark("Number of stones"), Kind.INTEGER, _stone_count,
          "Stone_1_Quantity", width=90, group=_MADE_OF),
    Field("carats", mark("Carat weight"), Kind.DECIMAL,
          _number("totalcaratweight", "caratweight"), "Total Carat Weight", unit=mark("ct"),
          shown=True, width=100, priority=4, group=_MADE_OF),
    Field("centre_stone", mark("Centre stone"), Kind.FLAG, _yes("centrestone", "centerstone"),
          "Centre Stone", width=90, facet=True, group=_MADE_OF),
    Field("vendor_cost", mark("Vendor cost"), Kind.MONEY, lambda each: total_of(each)[0],
          "Supplier Cost", shown=True, width=120, priority=3, group=_COSTS,
          help=mark("In the vendor's quote currency.")),
    Field("vendor_currency", mark("Vendor currency"), Kind.CHOICE,
          _choice("suppliercurrency", "vendorcurrency"), "Supplier Currency", width=90,
          facet=True, group=_COSTS),
    Field("home_cost", mark("Home cost"), Kind.MONEY, lambda each: total_of(each)[1],
          "Total Cost", width=120, group=_COSTS,
          help=mark("In your company's home currency, where the export was asked for in it.")),
    Field("item_status", mark("Item status"), Kind.CHOICE, _choice("itemstatus"), "Item Status",
          shown=True, width=110, priority=3, facet=True, group=_STATE),
    Field("sourcing", mark("Sourcing approval"), Kind.CHOICE,
          _approval("sourcingapprovalstatus"), "Sourcing Approval Status", shown=True, width=110,
          priority=5, facet=True, group=_STATE),
    Field("sourcing_date", mark("Sourcing approval date"), Kind.TIME,
          _moment("sourcingapprovaldate"), "Sourcing Approval Date", width=140, group=_STATE),
    Field("buying", mark("Buying approval"), Kind.CHOICE, _approval("buyingapprovalstatus"),
          "Buying Approval Status", width=110, facet=True, group=_STATE),
    Field("purchase_method", mark("Purchase method"), Kind.CHOICE, _choice("purchasemethod"),
          "Purchase Method", width=110, facet=True, group=_STATE),
    Field("purchase_status", mark("Purchase method status"), Kind.CHOICE,
          _choice("purchasemethodstatus"), "Purchase Method Status", width=110, facet=True,
          group=_STATE),
    Field("converted_by", mark("Converted by"), Kind.ID,
          _text("convertedbycustomerid"), "Converted By Customer ID", width=100, group=_STATE),
    Field("sku_category", mark("SKU category"), Kind.CHOICE,
          _named("skucategoryid", "skucategory"), "SKU Category", width=130, facet=True,
          group=_STATE),
    Field("hierarchy", mark("Merchandising hierarchy"), Kind.ID,
          _text("merchandisinghierarchyid"), "Merchandising Hierarchy ID", width=120,
          group=_STATE),
    Field("hierarchy_levels", mark("Hierarchy levels"), Kind.TEXT, _hierarchy,
          "Merchandising Hierarchy ID 1", width=150, group=_STATE),
    Field("sku", mark("SKU"), Kind.ID, _text("sku"), "SKU", width=110, searched=True,
          group=_RETAIL),
    Field("barcode", mark("Barcode"), Kind.ID, _text("barcode", "gtin", "ean"), "Barcode",
          width=130, searched=True, group=_RETAIL),
    Field("retail_title", mark("Retail title"), Kind.TEXT, _text("retailtitle"), "Retail Title",
          width=220, searched=True, group=_RETAIL),
    Field("retail_price", mark("Retail price"), Kind.MONEY,
          _money("retailprice", "retailcurrency", "homecurrency"), "Retail Price", width=110,
          group=_RETAIL),
    Field("sale_price", mark("Sale price"), Kind.MONEY,
          _money("saleprice", "retailcurrency", "homecurrency"), "Sale Price", width=110,
          group=_RETAIL),
    Field("on_hand", mark("Units on hand"), Kind.STOCK, _whole("unitsonhand", "units"),
          "Units On Hand", width=100, group=_RETAIL),
    Field("origin", mark("Country of origin"), Kind.CHOICE, _choice("countryoforigin"),
          "Country Of Origin", width=120, facet=True, group=_RETAIL),
    Field("commodity_code", mark("Commodity code"), Kind.ID, _text("commoditycode"),
          "Commodity Code", width=110, group=_RETAIL),
    Field("launch", mark("Launch date"), Kind.DATE,
          lambda each: read_date(each.value("launchdate")), "Launch Date", width=110,
          group=_RETAIL),
    Field("created", mark("Created"), Kind.TIME, _moment("created", "createdat"), "Created",
          width=140, group=_DATES),
    Field("modified", mark("Last changed"), Kind.TIME, _moment("lastmodified"), "Last Modified",
          shown=True, width=140, priority=6, group=_DATES),
    Field("user_modified", mark("Last changed by a user"), Kind.TIME,
          _moment("userlastmodified"), "User Last Modified", width=140, group=_DATES),
)  # fmt: skip
"""In the order of the column chooser."""
