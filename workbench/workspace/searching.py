"""One search over all sources: what is on this machine at once, what the services say as it comes.

    searching = Searching(workspace)
    searching.changed.connect(show)       # show(): reads `searching.found`
    searching.open()                      # reads what is kept into memory, behind the user's back
    searching.search("enamel mug")

The services are asked once a source, through their usual gateway and only where asking leaves
nothing behind; of texts typed one after the other only the last counts.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from workbench.core.accounts import Account
from workbench.core.errors import WbError
from workbench.core.jobs import Latest
from workbench.core.signals import Signal
from workbench.core.sources import Source
from workbench.workspace.searching_hits import MOST, Asking, Found, Group, Hit
from workbench.workspace.searching_index import Answer, Index, Section
from workbench.workspace.searching_live import LEAST, Live, asked_resource, merged
from workbench.workspace.searching_reading import Reader, read_spot
from workbench.workspace.searching_words import as_meant

if TYPE_CHECKING:
    from workbench.workspace.workspace import Workspace

TYPING: Final = 0.04
"""Seconds that typing rests before this machine is searched."""

RESTING: Final = 0.35
"""Seconds that typing rests before services are asked."""

SHOWN: Final = 1.0
"""Seconds after which what was read by then is shown, while more is being read."""

REMEMBERED: Final = "all"
"""Under which name searches over all sources are remembered, beside those of the sources."""

LIVE_MARK: Final = "search.all.live"
RECENT: Final = 8


class Searching:
    """The search of a workspace.

    Attributes:
        changed: `found`, `reading` or `error` is another.
        found: the answer to the last text, as far as it is known.
        reading: whether rows are still being read into memory.
        error: why this machine's rows could not be read, None where they could.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.changed: Signal[()] = Signal()
        self.found = Found()
        self.reading = False
        self.error: WbError | None = None
        self.text = ""
        self._workspace = workspace
        self._jobs = workspace.jobs
        self.index = Index()
        self._closed = False
        self._reader = Reader(workspace.stores.cache, self.index, lambda: self._closed)
        self._lane = Latest(workspace.jobs)
        self._lives: dict[str, Live] = {}
        self._first: Mapping[str, str] = {}
        self._kept: tuple[Group, ...] = ()
        self._live = workspace.stores.workspace.mark(LIVE_MARK) != "off"

    # ---- reading -----------------------------------------------------------------------------

    def open(self) -> None:
        """Read what came to this machine since the last time; `changed` follows."""
        self._closed = False
        if not self.reading:
            self.reading = True
            self._jobs.spawn("read for the search", self._read())

    async def _read(self) -> None:
        try:
            self.error = None
            # Sources are read in the thread, too: the first time each is a hundred modules.
            work = asyncio.to_thread(lambda: self._reader.read(self._accounts()))
            task = self._jobs.spawn("read what is kept", work, awaited=True)
            while not (await asyncio.wait({task}, timeout=SHOWN))[0]:
                self._show_more()
            task.result()
        except WbError as error:
            self.error = error
        finally:
            self.reading = False
        self._show_more()

    def _show_more(self) -> None:
        """Search in what was read by now, too."""
        if self._closed:
            return
        if self.text:
            self.search(self.text, self._first)
        self.changed.emit()

    def close(self) -> None:
        """Stop reading; nothing is told any more until `open`."""
        self._closed = True
        self._lane.drop()

    # ---- asking ------------------------------------------------------------------------------

    @property
    def live(self) -> bool:
        """Whether services are asked, too."""
        return self._live

    def set_live(self, *, on: bool) -> None:
        """Ask services from now on, or no longer; kept for the next time.

        Raises:
            WbError: DISK or STORE, where it could not be kept; it holds all the same.
        """
        self._live = on
        if not on:
            for held in self._lives.values():
                held.drop()
        self.search(self.text, self._first)
        self._workspace.stores.workspace.set_mark(LIVE_MARK, "on" if on else "off")

    def search(self, text: str, first: Mapping[str, str] | None = None) -> None:
        """Search for a text; `changed` follows, again with each answer of a service.

        Args:
            text: words; quotes keep a phrase together and as it is typed.
            first: by source id, the name of the account whose service is asked.
        """
        self.text = text.strip()
        self._first = first or {}
        if not self.text:
            self._lane.drop()
            self._kept, self.found = (), Found()
            for held in self._lives.values():
                held.drop()
            self.changed.emit()
            return
        self._lane.submit("search all sources", lambda turn: self._search(turn, self.text))

    async def _search(self, turn: int, text: str) -> None:
        await asyncio.sleep(TYPING)
        if not self._lane.is_current(turn):
            return
        begun = time.perf_counter()
        try:
            answer, groups = await asyncio.to_thread(self._local, text)
        except WbError as error:
            self.error, answer, groups = error, Answer((), {}, 0), ()
        if not self._lane.is_current(turn):
            return
        self._kept = groups
        seconds = time.perf_counter() - begun
        meant = as_meant(text, answer.near)
        self.found = Found(text, meant, (), answer.near, seconds, answer.rows)
        asks = self._live and len(meant) >= LEAST
        self._join(waiting=asks)
        if not asks:
            return
        await asyncio.sleep(RESTING)
        if self._lane.is_current(turn):
            for live in self._asked():
                live.ask(meant, self._answered)
            self._join()

    def _local(self, text: str) -> tuple[Answer, tuple[Group, ...]]:
        """Search this machine; in a thread."""
        accounts = [account for _, account in self._accounts()]
        answer = self.index.find(text, accounts, MOST * 2)
        return answer, tuple(self._group(section) for section in answer.sections)

    def _group(self, section: Section) -> Group:
        cache, formats = self._workspace.stores.cache, self._workspace.formats
        hits: list[Hit] = []
        for spot in section.spots:
            hit = read_spot(cache, spot, formats)
            if hit is not None:
                hits.append(hit)
            if len(hits) == MOST:
                break
        shown = section.spots[0].part.resource.id
        return Group(section.source, section.account, tuple(hits), section.total, resource=shown)

    def _answered(self, _live: Live, text: str) -> None:
        if text == self.found.meant and self.found.text == self.text and not self._closed:
            self._join()

    def _join(self, *, waiting: bool = False) -> None:
        """Put together what is known by now."""
        text = self.found.meant
        asked = {live.account.key: live for live in self._asked()} if self._live else {}
        kept = {group.account.key: group for group in self._kept}
        groups: list[Group] = []
        for source, account in self._accounts():
            group = kept.get(account.key) or Group(source, account)
            live = asked.get(account.key)
            if live is not None and waiting and live.text != text:
                group = replace(group, asking=Asking.WAITING)
            else:
                group = merged(group, live, text)
            if group.hits or group.asking in {Asking.WAITING, Asking.FAILED}:
                groups.append(group)
        groups.sort(key=lambda group: not group.hits)
        self.found = replace(self.found, groups=tuple(groups))
        self.changed.emit()

    # ---- whose -------------------------------------------------------------------------------

    def _accounts(self) -> list[tuple[Source, Account]]:
        """Return every account with its source, in the order of the sources."""
        held: list[tuple[Source, Account]] = []
        for source in self._workspace.sources:
            accounts = self._workspace.accounts.list(source.id)
            held += [(source, account) for account in accounts]
        return held

    def _asked(self) -> Iterable[Live]:
        """Give the question of each source that can be asked: one account of each."""
        for source in self._workspace.sources:
            resource = asked_resource(source)
            accounts = self._workspace.accounts
            named = accounts.find(source.id, self._first.get(source.id, ""))
            account = named or accounts.find(source.id)
            if resource is None or account is None:
                continue
            live = self._lives.get(account.key)
            if live is None or live.account != account:
                live = self._lives[account.key] = Live(self._workspace, source, resource, account)
            yield live

    # ---- earlier searches --------------------------------------------------------------------

    def recent(self) -> tuple[str, ...]:
        """Return what was searched for, newest first.

        Raises:
            WbError: STORE.
        """
        return self._workspace.stores.workspace.queries(REMEMBERED, RECENT)

    def remember(self) -> None:
        """Keep the text in force among the earlier searches.

        Raises:
            WbError: DISK or STORE.
        """
        if self.text:
            self._workspace.stores.workspace.add_query(REMEMBERED, self.text)

    def forget(self, text: str) -> None:
        """Take a text out of the earlier searches.

        Raises:
            WbError: DISK or STORE.
        """
        self._workspace.stores.workspace.remove_query(REMEMBERED, text)
