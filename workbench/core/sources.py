"""Sources and resources: a service described as data, from which the window is generated.

Capability is presence: a resource without `scan` has no "Load all", one without `changes` no
"Only what changed". Callables that take a client are called with the source's own client class.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from workbench.core.fields import Field
from workbench.core.pacing import Pace, Patience
from workbench.core.pages import Page
from workbench.core.settings import Density

if TYPE_CHECKING:
    from workbench.core.accounts import Account
    from workbench.core.classified import Classified
    from workbench.core.edits import Action, Saving
    from workbench.core.notices import Notices
    from workbench.core.offers import Offering
    from workbench.core.operations import Operation
    from workbench.core.orders import MetalPart, Ordering
    from workbench.core.paths import Paths
    from workbench.core.queries import Filter, Query
    from workbench.core.remote import Remote
    from workbench.core.runs import Following
    from workbench.core.values import Coded


Fetch = Callable[..., Awaitable[Page]]
"""`await fetch(client, query, cursor)`; the cursor is "" for the first page."""


class ServiceSort(msgspec.Struct, frozen=True):
    """An order that the service itself can give; `id` is its own name for it."""

    id: str
    title: str
    descending_first: bool = False


class SubTable(msgspec.Struct, frozen=True):
    """A table inside one record: variants, price steps, markings.

    Attributes:
        id: stable id; also the dock's page. Where an `Entry` with rows has it as its field, the
            table can be edited.
        title: marked.
        fields: its columns.
        rows: reads the rows out of the record's document; the arguments are the document and the
            query in force (language, quantity).
        load: asks the service for the document that `rows` reads, where the record's own does not
            hold it: `await load(client, document, query)`.
        chart: what stands above the table: "steps" for a step chart of price by quantity, "times"
            for values over time, "course" for what happened one after the other (its first choice,
            with signs, at its first time). "tree" where the rows are a tree themselves.
        level: of a tree: id of the field with how deep a row stands, 0 for the first ones.
        plotted: for "times": ids of the fields that are drawn against the first time or day,
            one panel after the other; fields of one panel share its scale.
    """

    id: str
    title: str
    fields: tuple[Field, ...]
    rows: Callable[..., Sequence[object]]
    load: Callable[..., Awaitable[bytes]] | None = None
    chart: str = ""
    plotted: tuple[tuple[str, ...], ...] = ()
    level: str = ""


class Face(msgspec.Struct, frozen=True):
    """How a record looks as a card or in the dock's head: ids of fields, "" where it has none."""

    name: str
    subtitle: tuple[str, ...] = ()
    picture: str = ""
    pictures: Callable[[bytes], Sequence[str]] | None = None
    """All picture URLs of a document, for the viewer."""
    price: str = ""
    swatches: str = ""
    stock: str = ""


class Changes(msgspec.Struct, frozen=True):
    """How to read only what changed since a moment.

    Attributes:
        since: name of the filter and part that narrows to records changed since: ("last_indexed",
            "since").
        deleted: `await deleted(client, since)` gives the keys deleted since that day, inclusive.
        time: id of the field that holds a record's own time of change.
    """

    since: tuple[str, str]
    deleted: Callable[..., Awaitable[Sequence[str]]] | None = None
    time: str = ""


class Resource(msgspec.Struct, frozen=True):
    """A table that a source offers.

    Attributes:
        id: stable id, as in `europeansourcing/products`.
        title: plural; marked.
        one: singular; marked.
        icon: name of an icon.
        fields: in the order of the column chooser.
        rows_of: reads rows out of one document: (key, typed record) pairs, in order.
        document: what its documents are ("product"): resources that read their rows out of the
            same documents share them in the cache.
        search: first and next pages for a query, in the service's order.
        scan: reads everything that matches, without an order; None where `search` pages do.
        filters: the documented filters.
        sorts: the service's own orders.
        text_filter: name of the filter that the search box stands for, "" for local search only.
        subtables: tables inside a record.
        face: card and head of the dock.
        changes: reading only what changed.
        list_filter: names of the filters that take a pasted list of references.
        key_filter: filter that takes row keys, to read chosen records again.
        keys_a_request: how many keys one request of it takes.
        references: every reference and EAN that a row carries, to match a pasted list.
        facets: filter name to field id: facets that the service counts.
        density: rows of a new view.
        priced: whether the quantity box applies.
        languages: whether the texts come in languages.
        local_only: whole list in one answer: every filter works on the loaded rows.
        saving: how its records are changed; None where they are only read.
        actions: further calls that a user looks for here.
        asked: marked; title of the button that asks, where a question leaves something at the
            service: such a resource never asks by itself. "" where asking leaves nothing.
        leaves: marked; what such a question leaves, for the confirmation of asking it again.
        preview: what will be asked, as text for a person to read.
        remote: how the rows are made, where the service does that in its own time.
        opens: id of the resource that a row opens as a table of its own, by the question that
            resource's `remote` makes of the row's key.
        kept: the rows are on this machine alone: `search` is given what is kept of the account
            (`core.orders.SentOrder`s, a page of the comparison, a `core.runs.RunBook`) in place
            of a client.
        following: its rows are runs that go on at the service: how they are followed.
        cells: every cell of a document by its own header, for comparing two downloads; None where
            the fields say it all.
        metals: the metals of a document, for reckoning with other prices.
        offering: how its records take part in the comparison; None where they stay out of it.
        classified: how its records say their ETIM class and features; None where they do not.
        complete: `await complete(client, text)` finds rows by the beginning of a key or name, as a
            user types it; None where the whole list is read for that.
        paths: makes columns beyond `fields`, for any value of a document; None where it cannot.
    """

    id: str
    title: str
    one: str
    icon: str
    fields: tuple[Field, ...]
    rows_of: Callable[[bytes], Sequence[tuple[str, Any]]]
    search: Fetch
    face: Face
    document: str
    scan: Fetch | None = None
    filters: tuple[Filter, ...] = ()
    sorts: tuple[ServiceSort, ...] = ()
    text_filter: str = ""
    subtables: tuple[SubTable, ...] = ()
    changes: Changes | None = None
    list_filter: tuple[str, ...] = ()
    key_filter: str = ""
    keys_a_request: int = 50
    references: Callable[[Any], Sequence[str]] | None = None
    facets: Mapping[str, str] = msgspec.field(default_factory=dict)
    density: Density = Density.REGULAR
    priced: bool = False
    languages: bool = False
    local_only: bool = False
    saving: Saving | None = None
    actions: tuple[Action, ...] = ()
    asked: str = ""
    leaves: str = ""
    preview: Callable[[Query], str] | None = None
    remote: Remote | None = None
    opens: str = ""
    kept: bool = False
    following: Following | None = None
    cells: Callable[[bytes], Sequence[tuple[str, str]]] | None = None
    metals: Callable[[bytes], Sequence[MetalPart]] | None = None
    offering: Offering | None = None
    classified: Classified | None = None
    complete: Callable[..., Awaitable[Sequence[Coded]]] | None = None
    paths: Paths | None = None

    def field(self, identity: str) -> Field | None:
        """Return the field of that id, or None."""
        return next((held for held in self.fields if held.id == identity), None)


class Credential(msgspec.Struct, frozen=True):
    """One member of an account's credentials."""

    name: str
    title: str
    secret: bool = True
    help: str = ""


class Source(msgspec.Struct, frozen=True):
    """A service the workbench talks to.

    Attributes:
        id: stable id; also names its accent and folder.
        title: its own name.
        icon: name of an icon.
        hosts: by name, the documented base URLs without the documented path; "" is the usual one.
        credentials: every member an account may have.
        credential_sets: the combinations that can sign in, best first.
        authenticate: makes the gateway's auth from the credentials, by name.
        connect: makes the client from a gateway.
        probe: one cheap authenticated request; returns a sentence about what the account sees.
        resources: its tables, first one is shown first.
        operations: every documented call.
        languages: codes of the languages its texts come in, first is the default.
        currency_named: whether its prices name their currency.
        currency: of amounts that name none, where an account says nothing else; ISO 4217.
        pace, patience: how fast and how patiently it is asked.
        forbidden_hint: what a refused address or account may mean here; marked.
        outside: `authenticate` and `connect` are also given a `net.outside.Outside`: the source
            signs in for a token, or reads files that its answers link to.
        ordering: how its records are ordered; None where they cannot be.
        notices: reads what the service says by itself of its records; None where it says nothing.
        undone: returns in words what an operation's answer says was not done, where a success may
            hold refusals; gets the operation's name and the decoded answer.
    """

    id: str
    title: str
    icon: str
    hosts: Mapping[str, str]
    credentials: tuple[Credential, ...]
    credential_sets: tuple[tuple[str, ...], ...]
    authenticate: Callable[..., object]
    connect: Callable[..., object]
    probe: Callable[..., Awaitable[str]]
    resources: tuple[Resource, ...]
    operations: Callable[[], tuple[Operation, ...]]
    languages: tuple[str, ...] = ()
    currency_named: bool = True
    currency: str = "EUR"
    pace: Pace = msgspec.field(default_factory=Pace)
    patience: Patience = msgspec.field(default_factory=Patience)
    forbidden_hint: str = ""
    outside: bool = False
    ordering: Ordering | None = None
    notices: Notices | None = None
    undone: Callable[[str, object], Sequence[str]] | None = None

    def currency_of(self, account: Account | None) -> str:
        """Return the currency of amounts that name none: the account's own, else the source's."""
        return (account.currency if account is not None else "") or self.currency

    def resource(self, identity: str = "") -> Resource | None:
        """Return the resource of that id, the first for "", None where it has none such."""
        if not identity:
            return self.resources[0]
        return next((held for held in self.resources if held.id == identity), None)
