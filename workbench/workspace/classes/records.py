"""The products behind a session's rows: read from their documents once, staged values over them.

Documents are read when a product is first asked for, and forgotten when its row is read again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple, cast
from weakref import ref

from msgspec.structs import replace

from workbench.core.classified import Classed, Classified
from workbench.core.errors import WbError, bad_input
from workbench.core.etim import Classification, EtimClass
from workbench.core.etim_reports import EtimProduct, EtimText, is_filled
from workbench.core.texts import tr
from workbench.core.values import Coded, Odd
from workbench.edits.drafts import NEW_KEY, Record
from workbench.workspace.classes.masks import Masks
from workbench.workspace.classes.model import ClassCount, FeatureShare
from workbench.workspace.classes.releasebook import ReleaseBook

if TYPE_CHECKING:
    from workbench.core.edits import Values
    from workbench.workspace.editing import Editing
    from workbench.workspace.session import Session

AHEAD: Final = 500
"""Documents read at a time."""
BETWEEN: Final = ".."
"""Stands between both ends of a range in its canonical text."""


class Product(NamedTuple):
    """One product as it is shown: staged values over those of the service."""

    product: EtimProduct
    version: str


class Snapshot(NamedTuple):
    """What a thread reads products of: keys in the order of the rows, and their drafts."""

    keys: tuple[str, ...]
    drafts: Mapping[str, Record]


class Records:
    """Products of one session.

    Attributes:
        classified: how its resource is classified.
        releases, masks: see `Classes`.

    Raises:
        WbError: INPUT, where its rows have no classes.
    """

    def __init__(self, session: Session, releases: ReleaseBook, masks: Masks) -> None:
        found = session.resource.classified
        if found is None:
            title = tr(session.resource.title)
            raise bad_input(tr("{title} have no ETIM classes.", title=title))
        self.classified: Classified = found
        self.releases = releases
        self.masks = masks
        self._session = ref(session)
        self._theirs: dict[str, Classed] = {}
        self._epoch = 0
        session.held.began.connect(self._forget)
        session.held.reread.connect(self._forget_rows)

    @property
    def session(self) -> Session:
        """The session whose rows these are."""
        session = self._session()
        if session is None:
            raise bad_input(tr("The table is closed."))
        return session

    @property
    def editing(self) -> Editing | None:
        """How the rows are typed in, None where they can only be read."""
        return self.session.editing

    def why_not(self, key: str, field: str) -> str:
        """Return why a field of a product cannot be changed, "" where it can."""
        editing = self.editing
        if editing is None:
            return tr("{title} can only be read.", title=tr(self.session.resource.title))
        return editing.why_not(key, field)

    def name(self, key: str) -> str:
        """Return what a person would call a product."""
        if self.editing is not None:
            return self.editing.name(key)
        row = self.session.table.row_of(key)
        field = self.session.resource.face.name
        value = self.session.table.value(row, field) if row is not None else None
        return str(value) if value else key

    # ---- one product ------------------------------------------------------------------------

    def theirs(self, key: str) -> Classed | None:
        """Return a product as the service has it; None where its document is not here."""
        if key in self._theirs:
            return self._theirs[key]
        if key.startswith(NEW_KEY):
            return Classed(EtimProduct(key))
        epoch = self._epoch
        document = self.session.documents.of_row(key)
        found = self.classified.read(document) if document else None
        # A thread may have read what was replaced meanwhile.
        if found is not None and epoch == self._epoch:
            self._theirs[key] = found
        return found

    def get(self, key: str) -> Product | None:
        """Return a product as it is shown; None where its document is not here."""
        return self.read(key, self.draft(key))

    def draft(self, key: str) -> Record | None:
        """Return what is staged in a product, None where nothing is."""
        return self.editing.record(key) if self.editing is not None else None

    def read(self, key: str, draft: Record | None) -> Product | None:
        """Return a product with those drafts over it; may be called from a thread."""
        theirs = self.theirs(key)
        if theirs is None:
            return None
        if draft is None:
            return Product(theirs.product, theirs.version)
        return self._over(theirs, draft)

    def _over(self, theirs: Classed, draft: Record) -> Product:
        staged = {field: cell.value for field, cell in draft.cells.items()}
        product, parts = theirs.product, self.classified
        changes: dict[str, object] = {}
        if parts.class_field in staged:
            changes["class_code"] = code_in(staged[parts.class_field])
        if parts.features in staged:
            changes["features"] = self.features_in(staged[parts.features])
        if parts.gtin in staged:
            changes["gtin"] = str(staged[parts.gtin] or "")
        if any(field in staged for text in parts.texts for field in text.fields.values()):
            changes["texts"] = self._texts(product, staged)
        version = staged.get(parts.version_field, theirs.version)
        return Product(replace(product, **changes) if changes else product, str(version or ""))

    def _texts(
        self, product: EtimProduct, staged: Mapping[str, object]
    ) -> dict[str, Mapping[str, str]]:
        found = dict(product.texts)
        for text in self.classified.texts:
            new = {
                language: str(staged[field] or "")
                for language, field in text.fields.items()
                if field in staged
            }
            if new:
                found[text.id] = {**found.get(text.id, {}), **new}
        return found

    def features_in(self, rows: object) -> dict[str, EtimText]:
        """Return the features of staged rows, by code."""
        parts = self.classified
        found: dict[str, EtimText] = {}
        for row in cast("Sequence[Values]", rows or ()):
            text = code_in(row.get(parts.value))
            if text:
                found[str(row.get(parts.code) or "")] = etim_text(text)
        return found

    # ---- their class ------------------------------------------------------------------------

    def model(self, version: str = "") -> Classification:
        """Return the release of a version; the account's own for "" and where it is not here."""
        return self.releases.model(version, "", self.session.account)

    def class_(self, code: str, version: str = "") -> EtimClass:
        """Return a class of a release; not `known` where there is none such."""
        try:
            return self.model(version).class_(code)
        except WbError:
            return EtimClass(code, known=False)

    def required(self, class_: EtimClass) -> tuple[str, ...]:
        """Return the features of a class that count for completeness, in order."""
        mask = self.masks.of(self.session.account).get(class_.code)
        codes = (feature.code for feature in class_.features)
        return tuple(code for code in codes if mask is None or code in mask)

    # ---- all of them ------------------------------------------------------------------------

    def snapshot(self) -> Snapshot:
        """Return what a thread needs to read every loaded product."""
        table, editing = self.session.table, self.editing
        keys = tuple(table.key(row) for row in range(len(table)))
        return Snapshot(keys, dict(editing.records()) if editing is not None else {})

    def every(self, snapshot: Snapshot | None = None) -> list[tuple[str, Product]]:
        """Return all loaded products by key; those without document and deleted ones left out."""
        taken = snapshot or self.snapshot()
        self._read_ahead(taken.keys)
        found: list[tuple[str, Product]] = []
        for key in taken.keys:
            draft = taken.drafts.get(key)
            held = None if draft is not None and draft.deleted else self.read(key, draft)
            if held is not None:
                found.append((key, held))
        return found

    def _read_ahead(self, keys: Sequence[str]) -> None:
        """Read the documents of products that nobody asked for yet, many at a time."""
        missing = [key for key in keys if key not in self._theirs and not key.startswith(NEW_KEY)]
        for start in range(0, len(missing), AHEAD):
            epoch = self._epoch
            documents = self.session.documents.of_rows(missing[start : start + AHEAD])
            read = {key: self.classified.read(held) for key, held in documents.items()}
            if epoch == self._epoch:
                self._theirs |= {key: held for key, held in read.items() if held is not None}

    def of_class(self, class_code: str) -> list[tuple[str, Product]]:
        """Return the loaded products of a class, by key."""
        return [one for one in self.every() if one[1].product.class_code == class_code]

    def in_use(self) -> tuple[ClassCount, ...]:
        """Return the classes of the loaded rows with their counts, by group and name."""
        counts = Counter(held.product.class_code for _key, held in self.every())
        found = []
        for code, count in counts.items():
            class_ = self.class_(code) if code else EtimClass("", known=False)
            found.append(ClassCount(code, class_.name, class_.group, count, class_.known))
        return tuple(sorted(found, key=lambda own: (own.group.name, own.name, own.code)))

    def shares(self, class_code: str) -> tuple[FeatureShare, ...]:
        """Return for each feature of a class, in order, how many products have a value."""
        class_ = self.class_(class_code)
        required = frozenset(self.required(class_))
        products = [held.product for _key, held in self.of_class(class_code)]
        filled = Counter(
            code for own in products for code, value in own.features.items() if is_filled(value)
        )
        return tuple(
            FeatureShare(feature, filled[feature.code], len(products), feature.code in required)
            for feature in class_.features
        )

    def _forget(self) -> None:
        self._epoch += 1
        self._theirs.clear()

    def _forget_rows(self, rows: tuple[int, ...]) -> None:
        table = self.session.table
        self._epoch += 1
        for row in rows:
            self._theirs.pop(table.key(row), None)


def code_in(value: object) -> str:
    """Return the code of a typed value, what was typed where it means none; "" for none."""
    if isinstance(value, Odd):
        return value.raw
    return value.code if isinstance(value, Coded) else str(value or "")


def etim_text(text: str) -> EtimText:
    """Return a canonical text as reports want it: a range as its two ends."""
    return tuple(text.split(BETWEEN)) if BETWEEN in text else text


def raw_of(value: EtimText | None) -> object:
    """Return a feature's value as a document writes it."""
    return list(value) if isinstance(value, tuple) else value
