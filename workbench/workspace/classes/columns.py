"""Features as columns of the table: typed by the class of each product, staged in its features.

What a feature takes is said by the product's own class and release, exactly as on the class page.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING
from weakref import ref

from msgspec.structs import replace

from workbench.core.classified import Classified
from workbench.core.edits import Entry, Finding
from workbench.core.errors import WbError
from workbench.core.etim import (
    NOT_APPLICABLE,
    UNKNOWN,
    Classification,
    EtimClass,
    EtimFeature,
    FeatureType,
    etim_label,
)
from workbench.core.fields import Field, Kind
from workbench.core.paths import Part
from workbench.core.texts import tr
from workbench.core.values import Coded, Odd
from workbench.sources.etim.classification import Reading, ValueKind, read_value, value_shown
from workbench.tables.folding import natural_key
from workbench.workspace.classes.meaning import meant, staged_value
from workbench.workspace.classes.records import code_in

if TYPE_CHECKING:
    from workbench.tables.table import Table
    from workbench.workspace.editing import Editing
    from workbench.workspace.session import Session

Model = Callable[[str], Classification]
"""Returns the release of a version; the account's own for ""."""
_Place = tuple[str, str]
"""Class and release of a product."""


class FeatureColumn:
    """One feature as a column.

    Args:
        session: whose rows.
        model: see `Model`.
        field: the column.
        part: which feature.
    """

    def __init__(self, session: Session, model: Model, field: Field, part: Part) -> None:
        assert session.resource.classified is not None
        self.part = part
        self._classified: Classified = session.resource.classified
        self._session = ref(session)
        self._model = model
        self._field = field
        self._code = part.names[0]
        self._entries: dict[tuple[_Place, Classification], Entry] = {}
        self._any: tuple[tuple[int, int], Entry] | None = None

    # ---- whose class ------------------------------------------------------------------------

    def _editing(self) -> Editing | None:
        session = self._session()
        return session.editing if session is not None else None

    def _place(self, key: str) -> _Place:
        editing = self._editing()
        if editing is None:
            return "", ""
        own = self._classified
        version = editing.value(key, own.version_field)
        return code_in(editing.value(key, own.class_field)), str(version or "")

    def _class(self, place: _Place) -> EtimClass:
        code, version = place
        try:
            return self._model(version).class_(code) if code else EtimClass("", known=False)
        except WbError:
            return EtimClass(code, known=False)

    def _feature(self, place: _Place) -> EtimFeature:
        """Return the feature of a class; as it is everywhere where there is no class."""
        if place[0]:
            return self._class(place).feature(self._code)
        try:
            return self._model("").feature(self._code)
        except WbError:
            return EtimFeature(self._code, known=False)

    def _name(self, code: str) -> str:
        try:
            return self._model("").value(code).name
        except WbError:
            return ""

    # ---- how it is typed --------------------------------------------------------------------

    def prepare(self) -> None:
        """Nothing is read ahead: a release is at hand."""

    async def ready(self) -> None:
        """Nothing is waited for, likewise."""

    def is_wanted(self) -> bool:
        """Whether the class of some loaded product has the feature."""
        session = self._session()
        places = self._places(session.table) if session is not None else ()
        return any(self._feature(place).known for place in places if place[0])

    def entry(self, key: str = "") -> Entry:
        """Return how it is typed in a product of that class; "" for products of any class."""
        if not key:
            return self._of_any()
        place = self._place(key)
        try:
            known = place, self._model(place[1])
        except WbError:
            return self._made(EtimFeature(self._code, known=False))
        if known not in self._entries:
            self._entries[known] = self._made(self._feature(place))
        return self._entries[known]

    def _of_any(self) -> Entry:
        """Return an entry that offers the values of every class that loaded products have."""
        session = self._session()
        if session is None:
            return self._made(EtimFeature(self._code, known=False))
        rows = id(session.table), len(session.table)
        if self._any is None or self._any[0] != rows:
            self._any = rows, self._made(self._anywhere(session.table))
        return self._any[1]

    def _anywhere(self, table: Table) -> EtimFeature:
        """Return the feature with the values that any class of these rows allows."""
        found = [self._feature(place) for place in self._places(table) if place[0]]
        known = [feature for feature in found if feature.known]
        if not known:
            return self._feature(("", ""))
        values = {value.code: value for feature in known for value in feature.values}
        return replace(known[0], unit=None, values=tuple(values.values()))

    def _places(self, table: Table) -> list[_Place]:
        """Return the classes and releases that rows have."""
        own = self._classified
        places = {
            (
                code_in(table.value(row, own.class_field)),
                str(table.value(row, own.version_field) or ""),
            )
            for row in range(len(table))
        }
        return sorted(places)

    def _made(self, feature: EtimFeature) -> Entry:
        listed = feature.type in {FeatureType.ALPHANUMERIC, FeatureType.LOGICAL}
        return Entry(
            self._field.id, trimmed=True, choices=_choices(feature), free=not listed,
            ends=feature.type is FeatureType.RANGE,
            means=lambda text: self._meant(text, feature),
            check=lambda value: self._check(value, feature),
        )  # fmt: skip

    def _meant(self, text: str, feature: EtimFeature) -> object:
        found = meant(text, feature)
        return Odd(text) if found.trouble else self._value(found.text)

    def _check(self, value: object, feature: EtimFeature) -> Finding | None:
        trouble = meant(self._text(value), feature).trouble
        return Finding(self._field.id, trouble) if trouble else None

    def why_not(self, key: str) -> str:
        """Return why a product has no such feature, "" where it has; a stray value can go."""
        place = self._place(key)
        editing = self._editing()
        if self._feature(place).known and place[0]:
            return ""
        if editing is not None and editing.value(key, self._field.id) is not None:
            return ""
        if not place[0]:
            return tr("The product has no ETIM class. Choose its class first.")
        class_, model = self._class(place), self._model(place[1])
        named = etim_label(class_, model.release)
        if not class_.known:
            return tr("The class {name} is not known: its features cannot be typed.", name=named)
        return tr("The class {name} does not have this feature.", name=named)

    # ---- its values -------------------------------------------------------------------------

    def _value(self, text: str) -> object:
        """Return a canonical text as the column's kind has it."""
        if not text:
            return None
        reading = read_value(text.split("..") if ".." in text else text)
        shown = value_shown(reading, EtimFeature(self._code), self._name) or text
        if self._field.kind is Kind.DECIMAL:
            return _number(reading, shown)
        return Coded(text, shown) if self._field.kind is Kind.CHOICE else shown

    def _text(self, value: object) -> str:
        """Return a value as it can be typed."""
        match value:
            case None:
                return ""
            case Decimal():
                return f"{value:f}"
            case Coded():
                return value.code
            case Odd():
                return value.raw
            case _:
                return str(value)

    def typed(self, shown: object) -> object:
        """Return a value as it is typed, from one that the table holds."""
        if self._field.kind is Kind.DECIMAL and isinstance(shown, Odd):
            return self._meant(shown.raw, EtimFeature(self._code, type=FeatureType.NUMERIC))
        return shown

    def shown(self, value: object) -> object:
        """Return a typed value as the table holds it."""
        if self._field.kind is Kind.DECIMAL and isinstance(value, Coded):
            return Odd(value.label)
        return value

    def read(self, held: object) -> object:
        """Return the typed value of a row of features."""
        if isinstance(held, Odd) or held is None:
            return held
        if self._field.kind is Kind.CHOICE and isinstance(held, Coded):
            return held
        return self._value(code_in(held))

    def written(self, key: str, value: object) -> object:
        """Return a typed value as a row of features holds it; what means none as it was typed."""
        feature = self._feature(self._place(key))
        typed = self._text(value)
        found = meant(typed, feature)
        if found.trouble:
            return Odd(typed)
        return staged_value(found.text, feature, self._name)


def _number(reading: Reading, shown: str) -> object:
    if reading.kind is ValueKind.NUMBER:
        return Decimal(reading.text)
    without = reading.text in {NOT_APPLICABLE, UNKNOWN}
    return Coded(reading.text, shown) if without else Odd(reading.text)


def _choices(feature: EtimFeature) -> tuple[Coded, ...]:
    """Return what can be chosen: values by name, yes and no, then "not applicable", "unknown"."""
    values = sorted(feature.values, key=lambda own: natural_key(own.name or own.code))
    found = [Coded(own.code, own.name or own.code) for own in values]
    if feature.type is FeatureType.LOGICAL:
        found = [Coded("true", tr("Yes")), Coded("false", tr("No"))]
    without = (Coded(NOT_APPLICABLE, tr("Not applicable")), Coded(UNKNOWN, tr("Unknown")))
    return (*found, *without)
