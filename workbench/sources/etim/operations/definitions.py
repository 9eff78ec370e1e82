"""Sections "Labels", "Attributes", "Attribute groups" and "Relations by attribute"."""

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

_HELP = "The records; every value is a text."
_Labels = Annotated[list[dict[str, Any]], Body(_HELP, members.LABEL)]
_Attributes = Annotated[list[dict[str, Any]], Body(_HELP, members.ATTRIBUTE)]
_Groups = Annotated[list[dict[str, Any]], Body(_HELP, members.GROUP)]
_Relations = Annotated[list[dict[str, Any]], Body(_HELP, members.RELATION)]


class DefinitionOperations:
    """What products are described with."""

    def __init__(self, gateway: Sender) -> None:
        self.gateway = gateway

    @of.get("/api/{identifier}/labels")
    async def labels(self, ids: of.IdsOrNone = None) -> Listing:
        """Identifiers of all labels, or details of some."""
        ...

    @of.put("/api/{identifier}/labels", repeat=Repeat.SAME)
    async def put_labels(self, labels: _Labels) -> Report:
        """Write labels."""
        ...

    @of.delete("/api/{identifier}/labels", repeat=Repeat.SAME)
    async def delete_labels(self, ids: of.Ids) -> Report:
        """Delete labels."""
        ...

    @of.get("/api/{identifier}/attributes")
    async def attributes(self, ids: of.IdsOrNone = None) -> Listing:
        """Identifiers of all attributes, or details of some."""
        ...

    @of.put("/api/{identifier}/attributes", repeat=Repeat.SAME)
    async def put_attributes(self, attributes: _Attributes) -> Report:
        """Write attributes."""
        ...

    @of.delete("/api/{identifier}/attributes", repeat=Repeat.SAME)
    async def delete_attributes(self, ids: of.Ids) -> Report:
        """Delete attributes that no completeness mask uses."""
        ...

    @of.get("/api/{identifier}/attribute-groups")
    async def attribute_groups(self, ids: of.IdsOrNone = None) -> Listing:
        """Identifiers of all attribute groups, or details of some, in their order."""
        ...

    @of.put("/api/{identifier}/attribute-groups", repeat=Repeat.SAME)
    async def put_attribute_groups(self, groups: _Groups) -> Report:
        """Write attribute groups, new ones in the order given."""
        ...

    @of.delete("/api/{identifier}/attribute-groups", repeat=Repeat.SAME)
    async def delete_attribute_groups(self, ids: of.Ids) -> Report:
        """Delete attribute groups."""
        ...

    @of.get("/api/{identifier}/relations-by-attribute")
    async def relations_by_attribute(self, ids: of.IdsOrNone = None) -> Listing:
        """Identifiers of all relations by attribute, or details of some."""
        ...

    @of.get("/api/{identifier}/relations-by-attribute")
    async def relations_in_language(self, ids: of.Ids, *, lang: of.Language) -> Json:
        """Details of relations by attribute for reading, codes as texts of one language."""
        ...

    @of.put("/api/{identifier}/relations-by-attribute", repeat=Repeat.SAME)
    async def put_relations_by_attribute(self, relations: _Relations) -> Report:
        """Write relations by attribute."""
        ...

    @of.delete("/api/{identifier}/relations-by-attribute", repeat=Repeat.SAME)
    async def delete_relations_by_attribute(self, ids: of.Ids) -> Report:
        """Delete relations by attribute."""
        ...
