"""The columns of products, in the sections of the record form (document: "Products")."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from msgspec.structs import replace

from workbench.core.fields import Field, Kind
from workbench.core.texts import mark
from workbench.core.values import Coded
from workbench.sources.etim.languages import LANGUAGES
from workbench.sources.etim.naming import class_name, group_name
from workbench.sources.etim.records import overall
from workbench.sources.etim.records.declaring import Form, Member, column
from workbench.sources.etim.records.pictures import pictures_of
from workbench.sources.etim.records.product import (
    Product,
    categories_of,
    class_of,
    features_of,
    group_of,
    key_of,
    labels_of,
    version_of,
)
from workbench.sources.etim.records.values import (
    NOT_APPLICABLE,
    UNKNOWN,
    Members,
    codes,
    members,
    moment,
    rows,
)
from workbench.sources.leaves import count, text

_GENERAL: Final = mark("General")
_TEXTS: Final = mark("Texts")
_ETIM: Final = mark("ETIM classification")
_MAKER: Final = mark("Manufacturer and supplier")
_MEASURES: Final = mark("Dimensions")
_RULES: Final = mark("Regulations")
_HAZARD: Final = mark("Dangerous goods")
_ORDER: Final = mark("Ordering")
_LISTS: Final = mark("Lists")
_LCA: Final = mark("Life cycle")
_SEO: Final = mark("SEO")
_DONE: Final = mark("Completeness")
_TIMES: Final = mark("Changes")

OVERALL, ORDERING, SEO, LCA = "overallInformation", "orderInformation", "seo", "lca"

_SHAPES: Final[dict[str, dict[str, Any]]] = {
    "gtin": {"shown": True, "width": 132, "priority": 3, "searched": True, "filter": "gtin"},
    "status": {"shown": True, "width": 100, "priority": 5},
    "supplier_pid": {"searched": True, "width": 120},
    "manufacturer": {"shown": True, "width": 140, "priority": 5, "facet": True},
    "mpn": {"shown": True, "width": 120, "priority": 4, "searched": True},
    "brand": {"facet": True},
    "supplier": {"facet": True},
    "hazard_class": {"filter": "hazardClass"},
}
"""What single columns have beyond the usual."""


def _overall(product: Product) -> Members:
    return product.overall_information


def _order(product: Product) -> Members:
    return product.order_information


def _seo(product: Product) -> Members:
    return product.seo


def _lca(product: Product) -> Members:
    return product.lca


def _columns(
    section: Callable[[Any], Any], path: str, declared: Sequence[Member], group: str
) -> tuple[Field, ...]:
    return tuple(
        column(section, path, member, group, editable=True, **_SHAPES.get(member.id, {}))
        for member in declared
    )


def _by_language(member: Member) -> tuple[Field, ...]:
    """Return a text's column for each language; the first that there is stands before them."""
    filtered = "productName" if member.id == "name" else ""
    return tuple(
        column(
            _overall, OVERALL, member, _TEXTS, language=language, editable=True, width=220,
            id=f"{member.id}_{language}", title=f"{member.title} · {language.upper()}",
            searched=member.id == "name", filter=filtered,
        )
        for language in LANGUAGES
    )  # fmt: skip


NAME: Final = replace(
    column(
        _overall, OVERALL, overall.TEXTS[0], _GENERAL, shown=True, width=240, priority=1,
        searched=True, filter="productName",
        help=mark("In the first language that has one; each language has a column of its own."),
    ),
    path=f"{OVERALL}.productName",
)  # fmt: skip


def _classified(code: str, name: str) -> Coded | None:
    return Coded(code, name or code) if code else None


def _filled(product: Product) -> int | None:
    held = features_of(product)
    empty = (NOT_APPLICABLE, UNKNOWN, "", None)
    return sum(1 for value in held.values() if value not in empty) if held else None


def _marked(word: str) -> Callable[[Product], int | None]:
    def read(product: Product) -> int | None:
        held = features_of(product)
        return sum(1 for value in held.values() if value == word) if held else None

    return read


def _count(read: Callable[[Product], Any]) -> Callable[[Product], int | None]:
    """Return a reader of how many rows a list has; None where it did not come."""
    return lambda product: None if read(product) is None else len(rows(read(product)))


def _size(read: Callable[[Product], Any]) -> Callable[[Product], int | None]:
    """Return a reader of how many members an object has; None where it did not come."""
    return lambda product: None if read(product) is None else len(members(read(product)))


def _codes(read: Callable[[Product], Sequence[str]]) -> Callable[[Product], object]:
    return lambda product: codes(list(read(product)))


def _all_categories(product: Product) -> list[str]:
    return [f"{tree}/{each}" for tree, held in categories_of(product).items() for each in held]


CLASSIFICATION: Final = (
    Field("etim_class", mark("ETIM class"), Kind.CHOICE,
          lambda each: _classified(class_of(each), class_name(class_of(each))),
          "etimDescription.classId", group=_ETIM, shown=True, width=190, priority=2, facet=True,
          searched=True, editable=True,
          help=mark("Another class drops the features that it does not have.")),
    Field("etim_code", mark("ETIM class code"), Kind.ID, lambda each: class_of(each) or None,
          "etimDescription.classId", group=_ETIM, width=100, searched=True,
          help=mark("Of the class, as the release names it.")),
    Field("etim_group", mark("ETIM group"), Kind.CHOICE,
          lambda each: _classified(group_of(each), group_name(group_of(each))),
          "etimDescription.groupId", group=_ETIM, width=160, facet=True,
          help=mark("Goes with the class.")),
    Field("etim_version", mark("ETIM version"), Kind.ID, lambda each: version_of(each) or None,
          "etimDescription.version", group=_ETIM, width=90, facet=True, editable=True),
    Field("features", mark("Features"), Kind.INTEGER, lambda each: len(features_of(each)) or None,
          "etimDescription.features", group=_ETIM, width=90, editable=True,
          help=mark("Features that the product names, with or without a value.")),
    Field("features_filled", mark("Features with a value"), Kind.INTEGER, _filled,
          "etimDescription.features", group=_ETIM, width=110),
    Field("features_unknown", mark("Features unknown"), Kind.INTEGER, _marked(UNKNOWN),
          "etimDescription.features", group=_ETIM, width=110),
    Field("features_not_applicable", mark("Features not applicable"), Kind.INTEGER,
          _marked(NOT_APPLICABLE), "etimDescription.features", group=_ETIM, width=110),
)  # fmt: skip

LISTS: Final = (
    Field("labels", mark("Labels"), Kind.CODES, _codes(labels_of), "labels", group=_LISTS,
          shown=True, width=120, priority=6, facet=True, filter="labels", editable=True),
    Field("categories", mark("Categories"), Kind.CODES, _codes(_all_categories), "categories",
          group=_LISTS, width=160, facet=True, filter="categories", editable=True,
          help=mark("Tree and category.")),
    Field("relations", mark("Relations by attribute"), Kind.CODES,
          lambda each: codes(each.relations_by_attribute), "relationsByAttribute", group=_LISTS,
          width=140, facet=True, editable=True),
    Field("packing", mark("Packing units"), Kind.INTEGER,
          _count(lambda each: each.packing_information), "packingInformation", group=_LISTS,
          width=90, editable=True),
    Field("prices", mark("Prices"), Kind.INTEGER, _count(lambda each: each.price_information),
          "priceInformation", group=_LISTS, width=90, editable=True),
    Field("attachments", mark("Attachments"), Kind.INTEGER, _count(lambda each: each.attachments),
          "attachments", group=_LISTS, width=90, editable=True),
    Field("pictures", mark("Pictures"), Kind.INTEGER, lambda each: len(pictures_of(each)) or None,
          "mime", group=_LISTS, width=90,
          help=mark("Attachments that are pictures, in the new list and the old one.")),
    Field("attributes", mark("Attributes"), Kind.INTEGER, _size(lambda each: each.attributes),
          "attributes", group=_LISTS, width=90, editable=True),
    Field("related", mark("Related products"), Kind.INTEGER,
          _count(lambda each: each.related_products), "relatedProducts", group=_LISTS, width=90,
          editable=True),
    Field("technical", mark("Technical data"), Kind.INTEGER,
          _size(lambda each: each.additional_technical_description),
          "additionalTechnicalDescription", group=_LISTS, width=90, editable=True),
    Field("www", mark("Web blocks"), Kind.INTEGER, _count(lambda each: each.www), "www",
          group=_LISTS, width=90, editable=True),
    Field("texts", mark("Further texts"), Kind.INTEGER,
          lambda each: sum(len(members(members(each.overall_information).get(member.name)))
                           for member in overall.OTHER_TEXTS) or None,
          OVERALL, group=_TEXTS, width=90, editable=True,
          help=mark("Texts in languages that have no column of their own.")),
    Field("picture", mark("Picture"), Kind.PICTURE,
          lambda each: next(iter(pictures_of(each)), None), "attachments", group=_GENERAL,
          width=60, priority=3),
)  # fmt: skip

_LCA_MEMBERS: Final = (
    Member("lca_database", mark("LCA database"), "database"),
    Member("lca_uuid", mark("LCA record"), "uuid", Form.ID),
)
_SEO_MEMBERS: Final = (
    Member("seo_index", mark("Indexed by search engines"), "index", Form.FLAG),
    Member("seo_follow", mark("Links are followed"), "follow", Form.FLAG),
)
SEO_TEXTS: Final = (
    Member("seo_title", mark("Page title"), "title", Form.SPOKEN),
    Member("seo_heading", mark("Page heading"), "h1", Form.SPOKEN),
    Member("seo_description", mark("Page description"), "metaDescription", Form.SPOKEN),
    Member("seo_keywords", mark("Page keywords"), "metaKeywords", Form.SPOKEN),
    Member("seo_url", mark("Page address"), "url", Form.SPOKEN),
    Member("seo_canonical", mark("Canonical address"), "canonical", Form.SPOKEN),
)

_FIGURES: Final = (
    ("total", mark("Complete"), "total"),
    ("general", mark("General complete"), "general"),
    ("etim", mark("ETIM complete"), "etim"),
    ("order", mark("Ordering complete"), "order"),
    ("packing", mark("Packing complete"), "packing"),
    ("price", mark("Prices complete"), "price"),
    ("attachments", mark("Attachments complete"), "attachments"),
    ("mime", mark("Pictures complete"), "mime"),
    ("attributes", mark("Attributes complete"), "attributes"),
)
_MASKS: Final = (
    ("", "", ""),
    ("_company", "CustomCompany", mark("company's mask")),
    ("_user", "UserDefined", mark("user's mask")),
)


def _figure(id_: str, title: str, part: str, mask: tuple[str, str, str]) -> Field:
    name = f"{part}DescriptionCompleteness{mask[1]}"
    first = part == "total" and not mask[0]
    return Field(
        f"complete_{id_}{mask[0]}", f"{title}, {mask[2]}" if mask[2] else title, Kind.INTEGER,
        lambda product: count(members(product.description_completeness).get(name)),
        f"descriptionCompleteness.{name}",
        unit="%", group=_DONE, shown=first, width=92, priority=2 if first else 6,
        filter="totalDescriptionCompleteness" if first else "",
        help=mark("As the service counts it.") if first else "",
    )  # fmt: skip


COMPLETE: Final = tuple(
    _figure(*figure, mask)
    for mask in _MASKS
    for figure in _FIGURES
    if not (figure[0] == "mime" and mask[1] == "CustomCompany")
)

TIMES: Final = (
    Field("modified", mark("Modified"), Kind.TIME, lambda each: moment(each.last_modified_date),
          "lastModifiedDate", group=_TIMES, shown=True, width=132, priority=4,
          filter="lastModifiedDate"),
    Field("modified_by", mark("Modified by"), Kind.TEXT, lambda each: text(each.modified_by),
          "modifiedBy", group=_TIMES, facet=True),
    Field("created", mark("Created"), Kind.TIME, lambda each: moment(each.creation_date),
          "creationDate", group=_TIMES, width=132, filter="creationDate"),
    Field("created_by", mark("Created by"), Kind.TEXT, lambda each: text(each.created_by),
          "createdBy", group=_TIMES, facet=True),
)  # fmt: skip

FIELDS: Final = (
    Field("product_id", mark("Product"), Kind.ID, lambda each: key_of(each) or None, "productId",
          group=_GENERAL, shown=True, width=120, priority=1, searched=True, filter="productId",
          editable=True, help=mark("Id of the product, up to 32 characters.")),
    NAME,
    *CLASSIFICATION,
    *COMPLETE[:1],
    *_columns(_overall, OVERALL, overall.GENERAL, _GENERAL),
    *_columns(_overall, OVERALL, overall.MAKER, _MAKER),
    *(field for member in overall.TEXTS for field in _by_language(member)),
    *(column(_overall, OVERALL, member, _TEXTS, width=160) for member in overall.OTHER_TEXTS),
    *_columns(_overall, OVERALL, overall.GROUPS, _MAKER),
    *_columns(_overall, OVERALL, overall.MEASURES, _MEASURES),
    *_columns(_overall, OVERALL, overall.RULES, _RULES),
    *_columns(_overall, OVERALL, overall.HAZARD, _HAZARD),
    *_columns(_order, ORDERING, overall.ORDER, _ORDER),
    *LISTS,
    *_columns(_lca, LCA, _LCA_MEMBERS, _LCA),
    column(_lca, LCA, Member("lca_link", mark("LCA link"), "link", Form.LINK), _LCA),
    *_columns(_seo, SEO, _SEO_MEMBERS, _SEO),
    *(column(_seo, SEO, member, _SEO, width=160) for member in SEO_TEXTS),
    *COMPLETE[1:],
    *TIMES,
)  # fmt: skip
"""Every column of a product; a longer list stands in a table of its own."""
