"""Section "Products": ids, details, LCA data, writing and deleting."""

from __future__ import annotations

from typing import Annotated, Any

from workbench.core.operations import Repeat
from workbench.net.operations import Body, Json
from workbench.net.requests import Sender
from workbench.sources.etim.envelopes import Listing, Report
from workbench.sources.etim.operations import members
from workbench.sources.etim.operations import parameters as of

# The body of an operation stays empty: its signature says it all.
# ruff: noqa: PIE790

_Filter = Annotated[dict[str, Any] | None, Body("Conditions that all hold.", members.FILTER)]
_Products = Annotated[
    list[dict[str, Any]], Body("Products; every value is a text.", members.PRODUCT)
]


class ProductOperations:
    """Products, many in one call."""

    def __init__(self, gateway: Sender) -> None:
        self.gateway = gateway

    @of.get("/api/{identifier}/products")
    async def changed_products(
        self,
        *,
        date_from: of.DateFrom = None,
        as_supplier: of.AsSupplier = None,
        limit: of.Limit = None,
        page: of.PageNumber = None,
    ) -> Listing:
        """Ids of the products that changed on or after a day."""
        ...

    @of.get("/api/{identifier}/products/filter")
    async def filter_products(
        self,
        conditions: _Filter = None,
        *,
        as_supplier: of.AsSupplier = None,
        limit: of.Limit = None,
        page: of.PageNumber = None,
    ) -> Listing:
        """Ids of the products that fulfil conditions."""
        ...

    @of.get("/api/{identifier}/products")
    async def products(
        self,
        ids: of.Ids,
        *,
        etim_version: of.EtimVersion = None,
        completeness: of.Completeness = True,
        dates_by_type: of.DatesByType = True,
        na_values: of.NaValues = True,
        as_supplier: of.AsSupplier = None,
        country_of_origin_multiple: of.CountryMultiple = True,
        categories_format_short: of.CategoriesShort = True,
        www_image_url_lang: of.ImageLanguages = False,
    ) -> Listing:
        """Details of up to 100 products."""
        ...

    @of.get("/api/{identifier}/products")
    async def products_in_language(
        self,
        ids: of.Ids,
        *,
        lang: of.Language,
        etim_version: of.EtimVersion = None,
        completeness: of.Completeness = True,
        dates_by_type: of.DatesByType = True,
        na_values: of.NaValues = True,
        as_supplier: of.AsSupplier = None,
        country_of_origin_multiple: of.CountryMultiple = True,
        categories_format_short: of.CategoriesShort = True,
    ) -> Json:
        """Details of up to 100 products for reading, codes as texts of one language.

        Such texts must never be sent back: the service takes codes.
        """
        ...

    @of.get("/api/{identifier}/products/lca")
    async def products_lca(self, ids: of.Ids, *, as_supplier: of.AsSupplier = None) -> Listing:
        """Life cycle assessment data of up to 100 products."""
        ...

    @of.put("/api/{identifier}/products", repeat=Repeat.SAME)
    async def put_products(
        self,
        products: _Products,
        *,
        new: of.New = "skip",
        existing: of.Existing = "complete",
        empty: of.Empty = False,
        as_supplier: of.AsSupplier = None,
    ) -> Report:
        """Write products, up to 16 MB at once.

        What is in force where a parameter is not given is not documented, so that all three are
        always sent; those here fill in what is empty and clear nothing.
        """
        ...

    @of.delete("/api/{identifier}/products", repeat=Repeat.SAME)
    async def delete_products(self, ids: of.Ids) -> Report:
        """Delete products."""
        ...
