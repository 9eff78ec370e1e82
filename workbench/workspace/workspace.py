"""The workspace: everything one home folder keeps, composed once for the window or a command."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from workbench.core.accounts import Account
from workbench.core.catalogue import sources_of
from workbench.core.folders import Folders
from workbench.core.formats import Formats, formats_of
from workbench.core.jobs import Jobs
from workbench.core.pages import Page
from workbench.core.secret import Secret
from workbench.core.settings import Settings
from workbench.core.signals import Signal
from workbench.core.sources import Resource, Source
from workbench.edits.drafts import Place
from workbench.sources.currency import in_currency
from workbench.workspace.accounts import Accounts
from workbench.workspace.books import Books, place_of
from workbench.workspace.calls import Calls
from workbench.workspace.connections import Connections
from workbench.workspace.deliveries import Deliveries
from workbench.workspace.documents import Documents
from workbench.workspace.joblog import JobLog
from workbench.workspace.session import Session
from workbench.workspace.views import Views
from workbench.workspace.widening import widened

if TYPE_CHECKING:
    from workbench.core.remote import Asked
    from workbench.net.files import Files
    from workbench.net.log import RequestLog
    from workbench.net.network import Network, Transport
    from workbench.store.secrets import SecretVault
    from workbench.store.stores import Stores
    from workbench.workspace.classes.classes import Classes
    from workbench.workspace.comparison.comparison import Comparison
    from workbench.workspace.comparison.keeping import Keeping
    from workbench.workspace.ordering import Orders
    from workbench.workspace.pictures import Pictures
    from workbench.workspace.remote import Remotes
    from workbench.workspace.runs import Runs


def ignore_secret(_secret: Secret) -> None:
    """Watch nothing: where no log is written."""


class Workspace:
    """One home folder, opened.

    Attributes:
        sources: the services, in the order of their tabs.
        jobs: tasks and jobs of this process.
        accounts, views, connections, calls, joblog, books, deliveries: see their classes.
        settings_changed: the settings were changed.
        offered: something that a service made is ready after it was waited for again.
        sandbox: whether it holds sample data only.
        proxy_sign_in: user and password of a manual proxy, as `proxy.load_proxy` read them.
    """

    def __init__(
        self,
        folders: Folders,
        stores: Stores,
        sources: Sequence[Source],
        jobs: Jobs,
        *,
        vault: SecretVault,
        log: RequestLog,
        watch: Callable[[Secret], None] = ignore_secret,
        demo: tuple[Account, ...] = (),
        transport: Transport | None = None,
        rates: str = "",
    ) -> None:
        self.folders = folders
        self.stores = stores
        self.sources = sources_of(sources)
        self.jobs = jobs
        self.log = log
        self.vault = vault
        self.sandbox = bool(demo)
        self.settings_changed: Signal[Settings] = Signal()
        self.offered: Signal[Asked] = Signal()
        self.settings: Settings = stores.settings
        self.proxy_sign_in: tuple[Secret | None, Secret | None] = (None, None)
        self.connections = Connections(
            vault,
            jobs=jobs,
            ledger=lambda: stores.ledger,
            network=self.network,
            log=log,
            watch=watch,
            downloads=folders.downloads,
            transport=transport,
        )
        self.accounts = Accounts(
            stores.workspace, vault, self.connections, stores.cache, demo, self._follow_name
        )
        self.calls = Calls(log, lambda: stores.calls, self.connections, self.accounts, self.source)
        self.views = Views(stores.workspace)
        self.joblog = JobLog(stores.workspace, jobs)
        self.books = Books(stores)
        self.deliveries = Deliveries(stores, self.books, self.connections, jobs)
        self._transport = transport
        self._rates = rates
        self._pictures: dict[bool, Pictures] = {}
        self._orders: dict[Place, Orders] = {}

    async def _follow_name(self, old: Account, new: Account) -> None:
        from workbench.workspace.renaming import follow_name  # noqa: PLC0415 - on use

        await follow_name(self, old, new)

    def source(self, identity: str) -> Source | None:
        """Return the source of that id, or None."""
        return self.sources.find(identity)

    def session(self, source: Source, resource: Resource, account: Account) -> Session:
        """Return a new session on a resource."""
        named = in_currency(source, source.currency_of(account)).resource(resource.id)
        # Further columns are of this form of the resource alone.
        resource = widened(named, resource.fields) if named is not None else resource
        documents = Documents(self.stores.cache, source, account, resource)
        session = Session(
            source,
            resource,
            account,
            connections=self.connections,
            documents=documents,
            jobs=self.jobs,
        )
        if resource.offering is not None:
            documents.taken.connect(self._take_pages(source, resource, account))
        if resource.remote is not None:
            session.fetching.remotes = self.remotes
        listed = source.ordering is not None and source.ordering.orders == resource.id
        orders = self.orders(source, account) if listed else None
        if orders is not None:
            orders.attach(session)
        if resource.following is not None:
            self.runs.attach(session)
        if resource.saving is not None:
            from workbench.workspace.columns import columns_of  # noqa: PLC0415 - where one can type
            from workbench.workspace.editing import Editing  # noqa: PLC0415

            book, made = self.books.of(source, account), columns_of(self, session)
            session.editing = Editing(session, book, resource.saving, made)
            self.deliveries.of(source, account).attach(session)
        return session

    def _take_pages(
        self, source: Source, resource: Resource, account: Account
    ) -> Callable[[Page, str], object]:
        """Return what takes over the pages that a service gives, for prices and comparison."""

        async def take(page: Page, language: str) -> None:
            await asyncio.to_thread(_comparing_code)
            from workbench.workspace.comparison.taking import take_page  # noqa: PLC0415 - as above

            await take_page(self, (source, resource, account), page, language)

        return lambda page, language: self.jobs.spawn("note prices", take(page, language))

    @cached_property
    def remotes(self) -> Remotes:
        """What services make in their own time for this workspace."""
        from workbench.workspace.remote import Remotes  # noqa: PLC0415 - not before the first paint

        remotes = Remotes(self.stores.workspace, self.connections, self.jobs, self.joblog)
        remotes.ready.connect(self.offered.emit)
        return remotes

    @cached_property
    def runs(self) -> Runs:
        """What actions began that goes on at services, with its history."""
        from workbench.store.runs import RunStore  # noqa: PLC0415 - not before the first paint
        from workbench.workspace.runs import Runs  # noqa: PLC0415

        return Runs(RunStore(self.stores.workspace.database), self.connections, self.jobs)

    @cached_property
    def classes(self) -> Classes:
        """Products by their ETIM class."""
        from workbench.workspace.classes.classes import Classes  # noqa: PLC0415 - on use

        return Classes(
            self.stores.workspace,
            self.folders.releases,
            self.sources,
            lambda account: self._files(loopback=account.loopback),
        )

    @cached_property
    def keeping(self) -> Keeping:
        """What the comparison keeps: baskets, decisions, rates, price history, watches."""
        from workbench.workspace.comparison.keeping import Keeping  # noqa: PLC0415 - on use

        return Keeping(self, lambda: self._files(loopback=bool(self._rates)), self._rates)

    @cached_property
    def comparison(self) -> Comparison:
        """Offers of every source beside each other."""
        from workbench.workspace.comparison.comparison import Comparison  # noqa: PLC0415 - on use

        return Comparison(self)

    def orders(self, source: Source, account: Account) -> Orders | None:
        """Return the orders of an account, None where its source takes none."""
        if source.ordering is None:
            return None
        from workbench.workspace.ordering import Orders  # noqa: PLC0415 - where one can order

        place = place_of(source, account)
        held = self._orders.get(place)
        if held is None or held.account != account:
            held = self._orders[place] = Orders(
                source,
                source.ordering,
                account,
                stores=self.stores,
                connections=self.connections,
                jobs=self.jobs,
            )
        return held

    def pictures(self, account: Account) -> Pictures:
        """Return the pictures as an account may fetch them: from this machine only for its own."""
        from workbench.workspace.pictures import Pictures  # noqa: PLC0415

        loopback = account.loopback
        if loopback not in self._pictures:
            cache = self.stores.cache
            self._pictures[loopback] = Pictures(cache, lambda: self._files(loopback=loopback))
        return self._pictures[loopback]

    def _files(self, *, loopback: bool) -> Files:
        from workbench.net.files import Files  # noqa: PLC0415 - httpx only once it is needed

        return Files(
            self.network(), jobs=self.jobs, allow_loopback=loopback, transport=self._transport
        )

    def network(self) -> Network:
        """Return how the network is reached, by the settings."""
        from workbench.net.network import Network  # noqa: PLC0415 - httpx only once it is needed

        return Network.of(self.settings, *self.proxy_sign_in)

    @property
    def formats(self) -> Formats:
        """How numbers and days are written, by the settings' language."""
        return formats_of(self.settings.language)

    def change_settings(self, change: Callable[[Settings], Settings]) -> None:
        """Change the settings and keep them.

        Raises:
            WbError: DISK, where they could not be written; they are in force all the same.
        """
        old = self.settings
        self.settings = change(old)
        if _reaches(old) != _reaches(self.settings):
            self.jobs.spawn("reconnect", self._let_go())
        self.settings_changed.emit(self.settings)
        self.stores.save_settings(self.settings)

    async def close(self) -> None:
        """Stop jobs, let requests under way end, close connections and databases."""
        await self.jobs.close()
        await self._let_go()
        await asyncio.to_thread(self.stores.close)

    def _let_go(self) -> Coroutine[object, object, None]:
        """Close every line to services and to the hosts of pictures; the next use opens others."""
        pictures = tuple(self._pictures.values())
        self._pictures.clear()

        async def close() -> None:
            await self.connections.close()
            for held in pictures:
                await held.close()

        return close()


def _comparing_code() -> None:
    """Import what notes prices, in a thread: the window goes on meanwhile."""
    import workbench.workspace.comparison.keeping  # noqa: PLC0415
    import workbench.workspace.comparison.taking  # noqa: F401, PLC0415


def _reaches(settings: Settings) -> tuple[object, ...]:
    return (settings.proxy_mode, settings.proxy_url, settings.ca_file)
