"""Tables inside a product: features in the order of the class, prices, attachments, texts, LCA."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import msgspec

from workbench.core.fields import Field, Kind
from workbench.core.queries import Query
from workbench.core.sources import SubTable
from workbench.core.texts import mark
from workbench.core.values import Coded
from workbench.sources.etim.classification import FeatureRow, value_shown
from workbench.sources.etim.client import EtimClient
from workbench.sources.etim.envelopes import records_in
from workbench.sources.etim.naming import value_name
from workbench.sources.etim.records import list_rows
from workbench.sources.etim.records.declaring import column
from workbench.sources.etim.records.lists import LISTED, Listed, by_language
from workbench.sources.etim.records.product import Product, key_of, product_in
from workbench.sources.etim.records.values import members, moment, spoken, word
from workbench.sources.etim.records.values import rows as rows_in
from workbench.sources.leaves import identity, web

Rows = Callable[..., Sequence[object]]


def _inside(read: Callable[[Product], Sequence[object]]) -> Rows:
    """Return a reader of rows that a product's own document holds."""

    def read_rows(document: bytes, _query: Query) -> Sequence[object]:
        product = product_in(document)
        return read(product) if product is not None else ()

    return read_rows


def feature_value(row: FeatureRow) -> Coded | None:
    """Return the value of a feature: what is typed as its code, in words as its name."""
    text = row.reading.text
    return Coded(text, value_shown(row.reading, row.feature, value_name)) if text else None


def _unit(row: FeatureRow) -> str | None:
    unit = row.feature.unit
    return (unit.abbreviation or unit.code) if unit is not None else None


FEATURE_COLUMNS: Final = (
    Field("feature_place", mark("No."), Kind.INTEGER, lambda row: row.place or None, shown=True,
          width=48, help=mark("In the order of the class; empty where it lacks the feature.")),
    Field("feature_name", mark("Feature"), Kind.TEXT,
          lambda row: row.feature.name or row.feature.code, shown=True, width=150),
    Field("feature_value", mark("Value"), Kind.CHOICE, feature_value,
          "etimDescription.features", shown=True, width=110, editable=True),
    Field("feature_unit", mark("Unit"), Kind.TEXT, _unit, shown=True, width=48),
    Field("feature_type", mark("Type"), Kind.TEXT, lambda row: row.feature.type.shown or None,
          width=110),
    Field("feature", mark("Code"), Kind.ID, lambda row: row.feature.code,
          "etimDescription.features", shown=True, width=100, editable=True),
    Field("feature_state", mark("State"), Kind.CHOICE,
          lambda row: Coded(row.reading.kind.value, row.reading.kind.value), width=110),
)  # fmt: skip
FEATURES: Final = SubTable(
    "features", mark("ETIM features"), FEATURE_COLUMNS, _inside(list_rows.features)
)


def pair_columns(id_: str, title: str, *, spoken_: bool) -> tuple[Field, ...]:
    """Return the columns of names with values."""
    language = (
        Field(f"{id_}_language", mark("Language"), Kind.TEXT, lambda row: row.language or None,
              shown=True, width=80),
    ) if spoken_ else ()  # fmt: skip
    return (
        Field(f"{id_}_key", title, Kind.ID, lambda row: row.key, shown=True, width=200,
              editable=True),
        *language,
        Field(f"{id_}_value", mark("Value"), Kind.TEXT, lambda row: row.value, shown=True,
              width=320, editable=True),
    )  # fmt: skip


TEXT_COLUMNS: Final = pair_columns("text", mark("Text and language"), spoken_=True)
ATTRIBUTE_COLUMNS: Final = pair_columns("attribute", mark("Attribute"), spoken_=True)
TECHNICAL_COLUMNS: Final = pair_columns("technical", mark("Name of it"), spoken_=False)

TEXTS: Final = SubTable(
    "texts", mark("Further texts"), TEXT_COLUMNS, _inside(list_rows.further_texts)
)
ATTRIBUTES: Final = SubTable(
    "attributes", mark("Attributes"), ATTRIBUTE_COLUMNS, _inside(list_rows.attributes)
)
TECHNICAL: Final = SubTable(
    "technical", mark("Technical data"), TECHNICAL_COLUMNS, _inside(list_rows.technical)
)


def _itself(row: Any) -> Any:  # noqa: ANN401 - any JSON
    return row


def list_columns(listed: Listed) -> tuple[Field, ...]:
    """Return the columns of a list of objects; texts have one for each language."""
    return tuple(
        column(
            _itself, listed.path, member, listed.title, language=language, id=id_, editable=True,
            title=f"{member.title} · {language.upper()}" if language else "",
            shown=language in {"", "en"}, facet=False, width=110,
        )
        for member in listed.members
        for id_, language in by_language(member)
    )  # fmt: skip


def _list_of(listed: Listed) -> SubTable:
    name = _STRUCT_NAMES[listed.path]
    return SubTable(
        listed.id,
        listed.title,
        list_columns(listed),
        _inside(lambda product: rows_in(getattr(product, name))),
    )


_STRUCT_NAMES: Final = {field.encode_name: field.name for field in msgspec.structs.fields(Product)}

_PICTURE_COLUMNS: Final = (
    Field("picture_type", mark("Type"), Kind.ID, lambda row: word(row.type), shown=True, width=80),
    Field("picture_uri", mark("Address"), Kind.LINK, lambda row: web(spoken(row.uri)), shown=True,
          width=280),
    Field("picture_text", mark("Description"), Kind.TEXT, lambda row: spoken(row.description),
          shown=True, width=200),
)  # fmt: skip
PICTURES: Final = SubTable(
    "pictures", mark("Pictures"), _PICTURE_COLUMNS, _inside(list_rows.picture_rows)
)
_DATE_COLUMNS: Final = (
    Field("section", mark("Section"), Kind.TEXT, lambda row: row.section, shown=True, width=160),
    Field("section_date", mark("Changed"), Kind.TIME, lambda row: moment(row.date), shown=True,
          width=140),
    Field("section_by", mark("By"), Kind.TEXT, lambda row: row.by, shown=True, width=140),
)  # fmt: skip
DATES: Final = SubTable(
    "dates", mark("Changes by section"), _DATE_COLUMNS, _inside(list_rows.dates)
)


class Indicator(msgspec.Struct, frozen=True):
    """One figure of a life cycle assessment: an indicator in one module."""

    indicator: str
    module: str
    value: str
    unit: str


async def _load_lca(client: EtimClient, document: bytes, _query: Query) -> bytes:
    product = product_in(document)
    if product is None or not members(product.lca).get("uuid"):
        return b"{}"
    answer = await client.products.products_lca([key_of(product)])
    return next((bytes(raw) for raw in records_in(answer.products)), b"{}")


def _indicators(document: bytes, _query: Query) -> Sequence[Indicator]:
    held = members(members(msgspec.json.decode(document)).get("values"))
    return tuple(
        Indicator(name, module, identity(value), identity(members(row).get("unit")))
        for name, row in held.items()
        for module, value in members(row).items()
        if module != "unit"
    )


_LCA_COLUMNS: Final = (
    Field("lca_indicator", mark("Indicator"), Kind.ID, lambda row: row.indicator, shown=True,
          width=120),
    Field("lca_module", mark("Module"), Kind.ID, lambda row: row.module, shown=True, width=90),
    Field("lca_value", mark("Value"), Kind.TEXT, lambda row: row.value or None, shown=True,
          width=180, help=mark("As it is published, with all its digits.")),
    Field("lca_unit", mark("Unit"), Kind.TEXT, lambda row: row.unit or None, shown=True,
          width=120),
)  # fmt: skip
LCA: Final = SubTable("lca", mark("Life cycle"), _LCA_COLUMNS, _indicators, _load_lca)

OF_PRODUCT: Final = (
    FEATURES, TEXTS, ATTRIBUTES, *map(_list_of, LISTED), TECHNICAL, PICTURES, LCA, DATES,
)  # fmt: skip
"""Every table inside a product."""
