"""Articles document, sections "Articles": writing."""

from __future__ import annotations

from typing import Annotated, Any

from workbench.core.operations import Answer, Repeat
from workbench.net.operations import Body, Json, Query, delete, post, put
from workbench.net.requests import Sender
from workbench.sources.lagerkoll.operations import members
from workbench.sources.lagerkoll.operations import parameters as of

# The body of an operation stays empty: its signature says it all.
# ruff: noqa: PIE790

_Articles = Annotated[
    dict[str, Any], Body("A list of articles under “articles”.", members.ARTICLES)
]


class ChangeOperations:
    """Everything that changes articles."""

    def __init__(self, gateway: Sender) -> None:
        self.gateway = gateway

    @post("/v1/articles/")
    async def add_article(
        self, article: Annotated[dict[str, Any], Body("The article.", members.NEW_ARTICLE)]
    ) -> Json:
        """Add an article."""
        ...

    @post("/v1/articles/list", answer=Answer.NOTHING)
    async def add_articles(self, articles: _Articles) -> None:
        """Add up to 100 articles."""
        ...

    @put("/v1/articles/{id}", repeat=Repeat.SAME)
    async def update_article(
        self,
        article: of.Article,
        changes: Annotated[dict[str, Any], Body("The members to change.", members.ARTICLE)],
        *,
        reason: Annotated[str | None, Query(help="Why; stands in the history.")] = None,
        sort_column: of.BatchSort = "batch_id",
        order: of.Order = "desc",
    ) -> Json:
        """Change an article."""
        ...

    @put("/v1/articles/list", repeat=Repeat.SAME, answer=Answer.NOTHING)
    async def update_articles(self, articles: _Articles) -> None:
        """Change up to 100 articles."""
        ...

    @put("/v1/articles/bulk")
    async def update_field(
        self, change: Annotated[dict[str, Any], Body("Which field, and how.", members.BULK)]
    ) -> Json:
        """Change one field of up to 100 articles."""
        ...

    @delete("/v1/articles/{id}", repeat=Repeat.SAME, answer=Answer.NOTHING)
    async def delete_article(self, article: of.Article) -> None:
        """Delete an article."""
        ...

    @put("/v1/articles/bulk/delete", repeat=Repeat.SAME, answer=Answer.NOTHING)
    async def delete_articles(
        self, articles: Annotated[dict[str, Any], Body("Article numbers.", members.IDS)]
    ) -> None:
        """Delete up to 100 articles."""
        ...

    @put("/v1/articles/{id}/reserved")
    async def update_reserved(
        self,
        article: of.Article,
        reserved: Annotated[
            dict[str, Any] | None,
            Body("The document does not show what it takes.", members.RESERVED),
        ] = None,
    ) -> Json:
        """Change the reserved amount of an article."""
        ...

    @put("/v1/articles/{id}/move", answer=Answer.NOTHING)
    async def move_article(
        self,
        article: of.Article,
        move: Annotated[dict[str, Any], Body("What moves, and where to.", members.MOVE)],
    ) -> None:
        """Move an article to another store."""
        ...

    @put("/v1/articles/{id}/bundles")
    async def create_bundles(
        self,
        article: of.Article,
        bundles: Annotated[dict[str, Any], Body("How many.", members.BUNDLES)],
    ) -> Json:
        """Make bundles of an article out of its parts."""
        ...

    @put("/v1/articles/{id}/split")
    async def split_bundles(
        self,
        article: of.Article,
        bundles: Annotated[dict[str, Any], Body("How many.", members.BUNDLES)],
    ) -> Json:
        """Split bundles of an article into their parts."""
        ...

    @put("/v1/articles/{id}/bundle", repeat=Repeat.SAME, answer=Answer.NOTHING)
    async def switch_bundle(
        self,
        article: of.Article,
        *,
        bundle: Annotated[
            bool | None, Query(help="True for a bundled article, false for a simple one.")
        ] = None,
    ) -> None:
        """Make an article bundled or simple."""
        ...
