"""Articles document, sections "Article units"."""

from __future__ import annotations

from typing import Annotated, Any

from workbench.core.operations import Answer, Repeat
from workbench.net.operations import Body, delete, get, post, put
from workbench.net.requests import Sender
from workbench.sources.lagerkoll.envelopes import Listing
from workbench.sources.lagerkoll.operations import members
from workbench.sources.lagerkoll.operations import parameters as of

# The body of an operation stays empty: its signature says it all.
# ruff: noqa: PIE790

_Unit = Annotated[dict[str, Any], Body("The unit.", members.UNIT)]


class ArticleUnitOperations:
    """Other units that an article is counted in."""

    def __init__(self, gateway: Sender) -> None:
        self.gateway = gateway

    @get("/v1/articles/{id}/article_units")
    async def article_units(self, article: of.Article) -> Listing:
        """Units of an article."""
        ...

    @post("/v1/articles/{id}/article_units", answer=Answer.NOTHING)
    async def add_article_unit(self, article: of.Article, unit: _Unit) -> None:
        """Add a unit to an article."""
        ...

    @post("/v1/articles/{id}/article_units/list", repeat=Repeat.SAME, answer=Answer.NOTHING)
    async def set_article_units(
        self,
        article: of.Article,
        units: Annotated[
            dict[str, Any] | None, Body("All units, under “units” as they are read.")
        ] = None,
    ) -> None:
        """Replace the units of an article."""
        ...

    @put("/v1/articles/{id}/article_units/{unit_id}", repeat=Repeat.SAME, answer=Answer.NOTHING)
    async def update_article_unit(
        self, article: of.Article, unit_id: of.UnitOf, unit: _Unit
    ) -> None:
        """Change a unit of an article."""
        ...

    @delete("/v1/articles/{id}/article_units/{unit_id}", repeat=Repeat.SAME, answer=Answer.NOTHING)
    async def remove_article_unit(self, article: of.Article, unit_id: of.UnitOf) -> None:
        """Take a unit away from an article."""
        ...
