"""What can be typed of a product, in the order of the form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from workbench.core.edits import Entry
from workbench.core.fields import Field
from workbench.core.texts import mark
from workbench.core.values import Coded
from workbench.sources.countries import country_name
from workbench.sources.etim.codes import choices
from workbench.sources.etim.languages import LANGUAGES
from workbench.sources.etim.naming import feature_of
from workbench.sources.etim.records import overall
from workbench.sources.etim.records.declaring import Form, Member
from workbench.sources.etim.records.lists import LISTED, Listed, by_language
from workbench.sources.etim.saving import checks
from workbench.sources.etim.saving.classes import check_class, class_meant
from workbench.sources.etim.saving.codes import COUNTRIES, CURRENCIES
from workbench.sources.etim.subtables import (
    ATTRIBUTE_COLUMNS,
    FEATURE_COLUMNS,
    TECHNICAL_COLUMNS,
    TEXT_COLUMNS,
    list_columns,
)

_RECLASSIFIED: Final = mark("Features that the new class does not have are lost with their values.")
_LOOKUPS: Final = {"supplier": "suppliers"}
_DRAWN: Final = {"gtin": "ean", "packing_gtin": "ean"}
_CHECKED: Final = {"gtin": checks.warn_gtin, "packing_gtin": checks.warn_gtin}


def entry_of(member: Member, id_: str = "", *, required: bool = False) -> Entry:
    """Return how a member is typed: by the trade's lists, which take any other value too."""
    field = id_ or member.id
    check = _CHECKED.get(field)
    if check is None and member.id in {"un_number", "scip", "ufi"}:
        check = checks.warn_form(member.id)
    if check is None and member.form in {Form.WHOLE, Form.DECIMAL}:
        check = checks.warn_number(member.most)
    if check is None and member.form is Form.CODES:
        check = checks.check_unique
    if check is None and member.length:
        check = checks.warn_longer(member.length)
    return Entry(
        field,
        required=required,
        trimmed=True,
        lines=member.lines,
        choices=_choices(member),
        lookup=_LOOKUPS.get(member.id, ""),
        free=True,
        check=check,
        drawn=_DRAWN.get(member.id, ""),
    )


def _choices(member: Member) -> tuple[Coded, ...]:
    if member.form is Form.COUNTRIES:
        return tuple(Coded(code, country_name(code)) for code in COUNTRIES)
    if member.id == "price_currency":
        return tuple(Coded(code, code) for code in CURRENCIES)
    return choices(member.names)


def list_entry(listed: Listed) -> Entry:
    """Return how a list of objects is typed."""
    columns = list_columns(listed)
    return Entry(
        listed.id,
        rows=columns,
        entries=tuple(
            entry_of(member, id_, required=member.id in listed.required)
            for member in listed.members
            for id_, _language in by_language(member)
        ),
        row_key=listed.key,
        ordered=not listed.key,
    )


def _pairs(id_: str, name: str, columns: tuple[Field, ...]) -> Entry:
    return Entry(
        id_,
        rows=tuple(field for field in columns if field.id in {f"{name}_key", f"{name}_value"}),
        entries=(
            Entry(f"{name}_key", required=True, trimmed=True),
            Entry(f"{name}_value", trimmed=True, lines=True),
        ),
        row_key=f"{name}_key",
    )


_SHOWN: Final = frozenset({"feature_name", "feature_value", "feature_unit", "feature"})
"""Columns of a feature where it is typed; name and unit are read only."""

FEATURES: Final = Entry(
    "features",
    rows=tuple(field for field in FEATURE_COLUMNS if field.id in _SHOWN),
    entries=(
        Entry("feature", required=True, trimmed=True),
        Entry("feature_value", trimmed=True, free=True),
    ),
    row_key="feature",
    called=lambda code: feature_of(code).name,
)
"""Features with their values: codes, yes or no, numbers, two numbers with dots between, NA, UN."""


def _texts() -> Iterator[Entry]:
    for member in overall.TEXTS:
        yield from (entry_of(member, f"{member.id}_{language}") for language in LANGUAGES)


ENTRIES: Final = (
    Entry("product_id", required=True, only_new=True, unique=True, trimmed=True,
          length=checks.LONGEST_ID),
    Entry("etim_class", trimmed=True, free=True, takes=("features",), danger=_RECLASSIFIED,
          means=class_meant, check=check_class),
    Entry("etim_version", trimmed=True),
    FEATURES,
    *_texts(),
    _pairs("texts", "text", TEXT_COLUMNS),
    *(entry_of(member) for member in (
        *overall.GENERAL, *overall.MAKER, *overall.GROUPS, *overall.MEASURES, *overall.RULES,
        *overall.HAZARD, *overall.ORDER)),
    Entry("labels", lookup="labels", free=True, check=checks.check_unique),
    Entry("categories", lookup="categories", free=True, check=checks.check_unique),
    Entry("relations", lookup="relations", free=True, check=checks.check_unique),
    *map(list_entry, LISTED),
    _pairs("attributes", "attribute", ATTRIBUTE_COLUMNS),
    _pairs("technical", "technical", TECHNICAL_COLUMNS),
    *(Entry(name, trimmed=True) for name in (
        "lca_database", "lca_uuid", "seo_index", "seo_follow")),
)  # fmt: skip
"""Everything that can be typed of a product."""
