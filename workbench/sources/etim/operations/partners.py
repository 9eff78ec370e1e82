"""Sections "Suppliers", "Buyers" and "Categories"."""

from __future__ import annotations

from typing import Annotated, Any

from workbench.core.operations import Repeat
from workbench.net.operations import Body
from workbench.net.requests import Sender
from workbench.sources.etim.envelopes import Listing, Report
from workbench.sources.etim.operations import members
from workbench.sources.etim.operations import parameters as of

# The body of an operation stays empty: its signature says it all.
# ruff: noqa: PIE790

_HELP = "The records; every value is a text."
_Suppliers = Annotated[list[dict[str, Any]], Body(_HELP, members.SUPPLIER)]
_Buyers = Annotated[list[dict[str, Any]], Body(_HELP, members.BUYER)]
_Trees = Annotated[list[dict[str, Any]], Body(_HELP, members.TREE)]


class PartnerOperations:
    """Companies that products come from and go to."""

    def __init__(self, gateway: Sender) -> None:
        self.gateway = gateway

    @of.get("/api/{identifier}/suppliers")
    async def suppliers(self, ids: of.IdsOrNone = None) -> Listing:
        """Identifiers of all suppliers, or details of some."""
        ...

    @of.put("/api/{identifier}/suppliers", repeat=Repeat.SAME)
    async def put_suppliers(self, suppliers: _Suppliers) -> Report:
        """Write suppliers."""
        ...

    @of.delete("/api/{identifier}/suppliers", repeat=Repeat.SAME)
    async def delete_suppliers(
        self, ids: of.Ids, *, delete_products: of.DeleteProducts = False
    ) -> Report:
        """Delete suppliers, with or without their products."""
        ...

    @of.get("/api/{identifier}/buyers")
    async def buyers(self, ids: of.IdsOrNone = None) -> Listing:
        """Identifiers of all buyers, or details of some."""
        ...

    @of.put("/api/{identifier}/buyers", repeat=Repeat.SAME)
    async def put_buyers(self, buyers: _Buyers) -> Report:
        """Write buyers."""
        ...

    @of.delete("/api/{identifier}/buyers", repeat=Repeat.SAME)
    async def delete_buyers(self, ids: of.Ids) -> Report:
        """Delete buyers."""
        ...


class CategoryOperations:
    """Category trees and the categories in them."""

    def __init__(self, gateway: Sender) -> None:
        self.gateway = gateway

    @of.get("/api/{identifier}/categories")
    async def category_trees(
        self, ids: of.IdsOrNone = None, *, www_image_url_lang: of.ImageLanguages = False
    ) -> Listing:
        """Identifiers of all category trees, or details of some with their categories."""
        ...

    @of.put("/api/{identifier}/categories", repeat=Repeat.SAME)
    async def put_category_trees(self, trees: _Trees) -> Report:
        """Write category trees with their categories."""
        ...

    @of.delete("/api/{identifier}/categories", repeat=Repeat.SAME)
    async def delete_category_trees(self, ids: of.Ids) -> Report:
        """Delete whole category trees."""
        ...

    @of.delete("/api/{identifier}/categories", repeat=Repeat.SAME)
    async def delete_categories(self, ids: of.Ids, *, category_tree_identifier: of.Tree) -> Report:
        """Delete categories of one tree."""
        ...
