"""Asks services for a text, one request each at a time; only where asking leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from workbench.core.accounts import Account
from workbench.core.errors import WbError
from workbench.core.pages import Page
from workbench.core.queries import Query
from workbench.core.sources import Resource, Source
from workbench.tables.folding import fold
from workbench.workspace.documents import Documents
from workbench.workspace.fetching import Fetching
from workbench.workspace.searching_hits import MOST, Asking, Group, Hit
from workbench.workspace.searching_reading import hit_of
from workbench.workspace.searching_words import score, words_asked

if TYPE_CHECKING:
    from workbench.workspace.workspace import Workspace

LEAST = 3
"""Letters from which on services are asked."""

Answered = Callable[["Live", str], None]


def asked_resource(source: Source) -> Resource | None:
    """Return the resource that a text is asked of: the first that searches by text.

    None where the service has none such, or where asking it leaves something there.
    """
    return next(
        (
            each
            for each in source.resources
            if each.text_filter and not each.asked and not each.kept and each.remote is None
        ),
        None,
    )


class Live:
    """The question to one account's service; a newer one waits until the last is answered.

    Attributes:
        text: what the answer is to, "" before the first.
        asking, hits, total, error: see `searching_hits.Group`.
    """

    def __init__(
        self, workspace: Workspace, source: Source, resource: Resource, account: Account
    ) -> None:
        self.source = source
        self.resource = resource
        self.account = account
        self.text = ""
        self.asking = Asking.NOT
        self.hits: tuple[Hit, ...] = ()
        self.total: int | None = None
        self.error: WbError | None = None
        self._jobs = workspace.jobs
        self._documents = Documents(workspace.stores.cache, source, account, resource)
        self._fetching = Fetching(source, resource, account, workspace.connections)
        self._formats = workspace.formats
        self._next = ""
        self._busy = False

    def ask(self, text: str, tell: Answered) -> None:
        """Ask for a text, unless its answer is here; `tell` is called with every answer."""
        self._next = text
        if text == self.text and self.asking is Asking.DONE:
            return
        self.asking = Asking.WAITING
        if not self._busy:
            self._busy = True
            self._jobs.spawn(f"search {self.account.key}", self._ask(tell))

    def drop(self) -> None:
        """Ask for nothing any more; what is under way ends by itself."""
        self._next, self.text, self.asking = "", "", Asking.NOT
        self.hits, self.total, self.error = (), None, None

    async def _ask(self, tell: Answered) -> None:
        """Ask until the newest text is answered: of texts typed meanwhile only the last counts."""
        try:
            while self._next and (self._next != self.text or self.asking is Asking.WAITING):
                text = self._next
                query = Query(text=text, language=language_of(self.source, self.resource,
                                                              self.account))  # fmt: skip
                page, error = await self._page(query)
                if text != self._next:
                    continue
                self._take(text, page, error)
                tell(self, text)
                if page is not None and not page.from_cache:
                    await self._documents.keep(query, 0, page)
        finally:
            self._busy = False

    async def _page(self, query: Query) -> tuple[Page | None, WbError | None]:
        try:
            return await self._fetching.page(query, ""), None
        except WbError as error:
            return None, error

    def _take(self, text: str, page: Page | None, error: WbError | None) -> None:
        self.text, self.error = text, error
        self.asking = Asking.FAILED if page is None else Asking.DONE
        self.hits = self._hits(text, page) if page is not None else ()
        self.total = page.total if page is not None else None

    def _hits(self, text: str, page: Page) -> tuple[Hit, ...]:
        words = tuple(word.text for word in words_asked(text))
        language = language_of(self.source, self.resource, self.account)
        found: list[Hit] = []
        rows = zip(page.rows, page.keys, page.document_of, strict=True)
        for row, key, document in list(rows)[: MOST * 2]:
            hit = hit_of(self.source, self.account, self.resource, key, row, self._formats)
            worth = score(" ".join(words), words, fold(hit.title), key.casefold())
            found.append(
                hit._replace(
                    document=page.document_keys[document],
                    language=language,
                    read=page.fetched_at,
                    live=True,
                    score=worth,
                )
            )
        return tuple(found)


def language_of(source: Source, resource: Resource, account: Account) -> str:
    """Return the language that a resource is asked in, as its tab asks first."""
    if not resource.languages:
        return ""
    first = "en" if "en" in source.languages else source.languages[0]
    return account.language or first


def merged(group: Group, live: Live | None, text: str) -> Group:
    """Return what an account has with what its service answered to the same text."""
    if live is None or live.asking is Asking.NOT:
        return group
    if live.text != text or live.asking is Asking.WAITING:
        return replace(group, asking=Asking.WAITING)
    if live.asking is Asking.FAILED:
        return replace(group, asking=Asking.FAILED, error=live.error)
    return replace(
        group,
        hits=_joined(group.hits, live.hits),
        total=live.total,
        asking=Asking.DONE,
        resource=live.resource.id if live.hits else group.resource,
    )


def _joined(kept: Sequence[Hit], live: Sequence[Hit]) -> tuple[Hit, ...]:
    """Return the best of both, each row once: what the service just said counts."""
    fresh = {hit.place: hit for hit in live}
    shown = {hit.place: fresh.get(hit.place, hit) for hit in kept}
    every = [*shown.values(), *(hit for place, hit in fresh.items() if place not in shown)]
    return tuple(sorted(every, key=lambda hit: -hit.score)[:MOST])
