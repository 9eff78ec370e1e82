"""The columns of the short tables: what products are described with, and who trades them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from workbench.core.fields import Field, Kind
from workbench.core.texts import mark, tr
from workbench.core.values import Coded, Odd
from workbench.sources.etim import codes
from workbench.sources.etim.languages import LANGUAGES
from workbench.sources.etim.records.declaring import countries
from workbench.sources.etim.records.definitions import above_of, category_of, identifier_of, tree_of
from workbench.sources.etim.records.values import (
    coded,
    members,
    rows,
    spoken,
    word,
)
from workbench.sources.etim.records.values import codes as codes_of
from workbench.sources.leaves import flag, identity, integer, web

Read = Callable[[Any], object]


def _plain(
    id_: str, title: str, kind: Kind, read: Read, path: str, *, width: int = 120,
    shown: bool = True, editable: bool = True, facet: bool = False, help: str = "", group: str = "",
) -> Field:  # fmt: skip
    return Field(
        id_, title, kind, read, path, shown=shown, width=width, editable=editable, facet=facet,
        searched=kind in {Kind.TEXT, Kind.ID}, help=help, group=group,
    )  # fmt: skip


def _text(id_: str, title: str, member: str, path: str, **shape: Any) -> Field:  # noqa: ANN401
    return _plain(id_, title, Kind.TEXT, lambda each: word(getattr(each, member)), path, **shape)


def _id(id_: str, title: str, member: str, path: str, **shape: Any) -> Field:  # noqa: ANN401
    return _plain(id_, title, Kind.ID, lambda each: word(getattr(each, member)), path, **shape)


def _flag(id_: str, title: str, member: str, path: str, **shape: Any) -> Field:  # noqa: ANN401
    return _plain(
        id_, title, Kind.FLAG, lambda each: flag(getattr(each, member)), path, width=90,
        facet=True, **shape,
    )  # fmt: skip


def _codes(id_: str, title: str, member: str, path: str, **shape: Any) -> Field:  # noqa: ANN401
    return _plain(
        id_, title, Kind.CODES, lambda each: codes_of(getattr(each, member)), path, width=180,
        **shape,
    )  # fmt: skip


def _key(read: Read, path: str, help: str = "") -> Field:
    return _plain("identifier", mark("Identifier"), Kind.ID, read, path, help=help)


def spoken_columns(id_: str, title: str, member: str, path: str) -> tuple[Field, ...]:
    """Return a text's column in the first language there is, and one for each usual language."""

    def read_in(language: str) -> Read:
        return lambda each: spoken(getattr(each, member), language)

    whole = _plain(id_, title, Kind.TEXT, read_in(""), path, width=200, editable=False)
    each = (
        _plain(f"{id_}_{language}", f"{title} · {language.upper()}", Kind.TEXT,
               read_in(language), f"{path}.{language}", width=180, shown=False)
        for language in LANGUAGES
    )  # fmt: skip
    return (whole, *each)


def _colour(record: Any) -> Coded | Odd | None:  # noqa: ANN401 - a label
    return coded(record.color)


def _type(record: Any) -> Coded | Odd | None:  # noqa: ANN401 - an attribute
    code = identity(record.type).strip()
    return coded(code, {code: tr(codes.ATTRIBUTE_TYPE[code])} if code in codes.ATTRIBUTE_TYPE
                 else {})  # fmt: skip


def _country(record: Any) -> Coded | None:  # noqa: ANN401 - a supplier
    return next(iter(countries(record.country) or ()), None)


def _values(record: Any) -> str | None:  # noqa: ANN401 - an attribute
    named = (f"{identity(row.get('identifier'))}: {spoken(row.get('value')) or ''}"
             for row in rows(record.values))  # fmt: skip
    return "; ".join(named) or None


LABELS: Final = (
    _key(identifier_of, "labels.identifier"),
    _text("description", mark("Description"), "description", "labels.description", width=300),
    _text("letter", mark("Letter"), "letter", "labels.letter", width=70,
          help=mark("The one sign that stands for it.")),
    _plain("colour", mark("Colour"), Kind.CHOICE, _colour, "labels.color", facet=True),
    _flag("permanent", mark("Permanent"), "permanent", "labels.permanent", editable=False,
          help=mark("Made by the service; it cannot be changed or deleted.")),
)  # fmt: skip
ATTRIBUTES: Final = (
    _key(identifier_of, "attributes.identifier"),
    *spoken_columns("name", mark("Name"), "name", "attributes.name"),
    _plain("type", mark("Type"), Kind.CHOICE, _type, "attributes.type", facet=True, width=150),
    _text("indicated_field", mark("Field it refers to"), "indicated_field",
          "attributes.indicatedField", width=150),
    _flag("global", mark("Global"), "global_", "attributes.global"),
    _flag("characteristic", mark("Characteristic"), "product_characteristic",
          "attributes.productCharacteristic"),
    _flag("for_synch", mark("Synchronized"), "for_synch", "attributes.forSynch"),
    _plain("importance", mark("Importance"), Kind.INTEGER, lambda each: integer(each.importance),
           "attributes.importance", width=90),
    *spoken_columns("description", mark("Description"), "description", "attributes.description"),
    _plain("values", mark("Values"), Kind.INTEGER, lambda each: len(rows(each.values)) or None,
           "attributes.values", width=80),
    _plain("values_text", mark("Values in words"), Kind.TEXT, _values, "attributes.values",
           width=260, editable=False),
    _flag("permanent", mark("Permanent"), "permanent", "attributes.permanent", editable=False),
    _flag("question", mark("Used as a question"), "question_in_attribute_group",
          "attributes.questionInAttributeGroup", editable=False,
          help=mark("Take it out of its group before changing or deleting it.")),
    _flag("in_mask", mark("In a completeness mask"), "in_completeness_mask",
          "attributes.inCompletenessMask", editable=False,
          help=mark("Take it out of the mask before changing or deleting it.")),
)  # fmt: skip
GROUPS: Final = (
    _key(identifier_of, "attributeGroups.identifier"),
    *spoken_columns("name", mark("Name"), "name", "attributeGroups.name"),
    _codes("attributes", mark("Attributes"), "attributes", "attributeGroups.attributes"),
    _id("question", mark("Question"), "question", "attributeGroups.question",
        help=mark("Attribute of yes or no that decides which attributes follow.")),
    _codes("answers_yes", mark("With yes"), "answers_yes", "attributeGroups.answersYes"),
    _codes("answers_no", mark("With no"), "answers_no", "attributeGroups.answersNo"),
)  # fmt: skip
RELATIONS: Final = (
    _key(identifier_of, "relationsByAttribute.identifier"),
    *spoken_columns("name", mark("Name"), "name", "relationsByAttribute.name"),
    _id("attribute", mark("Attribute or feature"), "attribute", "relationsByAttribute.attribute"),
    _codes("products", mark("Products"), "products", "relationsByAttribute.products"),
    _plain("product_values", mark("Products with a value"), Kind.INTEGER,
           lambda each: len(members(each.product_values)) or None,
           "relationsByAttribute.productValues", width=110, editable=False),
    _codes("virtual_products", mark("Virtual products"), "virtual_products",
           "relationsByAttribute.virtualProducts", editable=False),
)  # fmt: skip
SUPPLIERS: Final = (
    _key(identifier_of, "suppliers.identifier"),
    _text("name", mark("Name"), "name", "suppliers.name", width=220),
    _flag("manufacturer", mark("Manufacturer"), "manufacturer", "suppliers.manufacturer"),
    _id("vat_id", mark("VAT id"), "vat_id", "suppliers.vatId"),
    _id("gln", mark("GLN"), "gln", "suppliers.gln"),
    _id("duns", mark("DUNS"), "duns", "suppliers.duns"),
    _text("street", mark("Street"), "street", "suppliers.street"),
    _id("postal_code", mark("Postal code"), "postal_code", "suppliers.postalCode", width=90),
    _text("city", mark("City"), "city", "suppliers.city", facet=True),
    _plain("country", mark("Country"), Kind.CHOICE, _country, "suppliers.country", facet=True),
    _text("contact", mark("Contact"), "contact_person", "suppliers.contactPerson"),
    _id("phone", mark("Phone"), "phone", "suppliers.phone"),
    _text("email", mark("E-mail"), "email", "suppliers.email"),
    _text("website", mark("Website"), "website", "suppliers.website"),
    _plain("logo", mark("Logo"), Kind.LINK, lambda each: web(word(each.logo)), "suppliers.logo"),
    _text("description", mark("Description"), "description", "suppliers.description", width=200),
    _text("mailing_list", mark("Mailing list"), "mailing_list", "suppliers.mailingList",
          help=mark("Addresses, parted by semicolons.")),
)  # fmt: skip
BUYERS: Final = (
    _key(identifier_of, "buyers.identifier"),
    _text("name", mark("Name"), "name", "buyers.name", width=220),
    _id("gln", mark("GLN"), "gln", "buyers.gln"),
    _id("duns", mark("DUNS"), "duns", "buyers.duns"),
)
TREES: Final = (
    _key(tree_of, "categoryTrees.categoryTreeIdentifier"),
    *spoken_columns("name", mark("Name"), "category_tree_name", "categoryTrees.categoryTreeName"),
    _codes("attributes", mark("Attributes"), "category_tree_attributes",
           "categoryTrees.categoryTreeAttributes"),
    _plain("categories", mark("Categories"), Kind.INTEGER, lambda each: len(rows(each.categories)),
           "categoryTrees.categories", width=90),
)  # fmt: skip
CATEGORIES: Final = (
    _key(category_of, "categories.identifier", mark("Tree and category, as TC1/C1.")),
    *spoken_columns("name", mark("Name"), "name", "categories.name"),
    _plain("tree", mark("Tree"), Kind.ID, lambda each: word(each.category_tree_identifier),
           "categoryTreeIdentifier", facet=True, editable=False),
    _plain("tree_name", mark("Name of the tree"), Kind.TEXT,
           lambda each: spoken(each.category_tree_name), "categoryTreeName", shown=False,
           editable=False),
    _id("parent", mark("Parent"), "parent", "categories.parent",
        help=mark("The category above it, empty for the top of the tree.")),
    _plain("above", mark("Key of the parent"), Kind.ID, lambda each: above_of(each) or None,
           "categories.parent", shown=False, editable=False,
           help=mark("Tree and category above it, as TC1/C1.")),
    _codes("attributes", mark("Attributes"), "attributes", "categories.attributes"),
    _plain("www", mark("Web blocks"), Kind.INTEGER, lambda each: len(rows(each.www)) or None,
           "categories.www", width=90, editable=False),
    _plain("page_title", mark("Page title"), Kind.TEXT,
           lambda each: spoken(members(each.seo).get("title")), "categories.seo.title",
           width=200, editable=False),
)  # fmt: skip
