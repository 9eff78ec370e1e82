"""Every documented way to narrow the products (document: "Filter", types of filter fields).

Fields of attributes and trees are named by the account's own identifiers, which are typed with
the value: `M1.pl=wart` for a text, `N4=4` for a number, `R5=1..3` for a range, `MS6=a|b` for
several of a selection, `TC1/C1` for a category of a tree.
"""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from workbench.core.queries import Filter, Input, Part, PartKind
from workbench.core.texts import mark
from workbench.sources.etim import codes
from workbench.sources.etim.attributes import attribute_of
from workbench.sources.etim.filters_overall import OVERALL, coded
from workbench.sources.etim.languages import LANGUAGES, TITLES

_PRODUCT: Final = mark("Product")
_TIME: Final = mark("Time")
_LISTS: Final = mark("Lists")

KINDS_OF_WITH: Final = ("at_least_one", "all")
"""The document shows the first; the second is the other that such a choice needs."""

WITH_TYPE: Final = Part(
    "withType", PartKind.CHOICE, mark("Which of them"), KINDS_OF_WITH,
    names=(mark("At least one"), mark("All of them")),
)  # fmt: skip
WITH: Final = Part("with", PartKind.LIST, mark("With"))
WITHOUT: Final = Part("without", PartKind.LIST, mark("Without"))

KEYS: Final = "productId"
"""The filter that takes ids: they are read in detail at once, without the service's filter."""
SINCE: Final = "date-from"
"""The filter of changes: whole days, as the service lists them."""

_LAST: Final = (
    Part("number", PartKind.INTEGER, mark("The last"), minimum=1),
    Part(
        "unit",
        PartKind.CHOICE,
        mark("Unit"),
        ("day", "week", "month", "year"),
        names=(mark("Days"), mark("Weeks"), mark("Months"), mark("Years")),
    ),
    Part("includingCurrent", PartKind.FLAG, mark("With the current one")),
)


def _times(name: str, title: str) -> Filter:
    return Filter(
        name,
        title,
        (Part("from", PartKind.TIME, mark("From")), Part("to", PartKind.TIME, mark("To")), *_LAST),
        default="from",
        input=Input.DATES,
        group=_TIME,
        help=mark(
            "A range, or the last days, weeks, months or years. A range begins two hours early"
            " where the service's clock is in doubt."
        ),
    )


def _listed(name: str, title: str, lookup: str, help: str = "") -> Filter:
    return Filter(
        name,
        title,
        (WITH, WITHOUT, WITH_TYPE),
        default="with",
        input=Input.PICKER if lookup else Input.PLAIN,
        lookup=lookup,
        group=_LISTS,
        help=help,
        many=True,
    )


ATTRIBUTE_PARTS: Final = (
    Part("M", PartKind.LIST, mark("Text in a language, as M1.pl=word")),
    Part("T", PartKind.LIST, mark("Text, as T7=word")),
    Part("L", PartKind.LIST, mark("Yes or no, as L2=false")),
    Part("S", PartKind.LIST, mark("Selection, as S3=v1|v2")),
    Part("N", PartKind.LIST, mark("Number, as N4=4")),
    Part("R", PartKind.LIST, mark("Range, as R5=1..3")),
    Part("MS", PartKind.LIST, mark("Several, with, as MS6=v1|v2")),
    Part("MS_without", PartKind.LIST, mark("Several, without, as MS6=v3")),
    Part("REF", PartKind.LIST, mark("Reference, with, as REF8=1|2.1")),
    Part("REF_without", PartKind.LIST, mark("Reference, without, as REF8=9")),
    Part("withType", PartKind.LIST, mark("All of several, as MS6=all")),
)
"""By the types of attributes; `core.attributes` reads what is typed."""

FILTERS: Final = (
    Filter("productName", mark("Name"),
           tuple(Part(language, PartKind.TEXT, TITLES[language]) for language in LANGUAGES),
           default=LANGUAGES[0], group=_PRODUCT,
           help=mark("A part of the name, in one language or several at once.")),
    Filter("gtin", mark("GTIN"), (Part("", PartKind.TEXT),), group=_PRODUCT,
           help=mark("A part of the GTIN; 0 for products without one.")),
    Filter(KEYS, mark("Product id"), (Part("include", PartKind.LIST),), default="include",
           input=Input.PASTE, group=_PRODUCT,
           help=mark("Read in detail at once, a hundred in a request.")),
    Filter("attributes", mark("Attributes"), ATTRIBUTE_PARTS, default="S",
           input=Input.ATTRIBUTES, lookup="attributes", group=_LISTS, attribute=attribute_of,
           help=mark("The company's own attributes, each by what its type can hold.")),
    _listed("labels", mark("Labels"), "labels"),
    replace(
        _listed("categories", mark("Categories"), "categories",
                mark("Each ticked category is asked for by itself.")),
        input=Input.TREE, exact=True),
    Filter("hazardClass", mark("Hazard class"), (
        coded("with", mark("With"), codes.HAZARD_CLASS),
        coded("without", mark("Without"), codes.HAZARD_CLASS), WITH_TYPE),
        default="with", input=Input.PICKER, group=_LISTS, many=True),
    Filter("lca", mark("Life cycle"), (
        Part("database", PartKind.LIST, mark("Database")),
        Part("uuid", PartKind.TEXT, mark("Part of the record's id"))),
        default="database", group=_LISTS),
    Filter("totalDescriptionCompleteness", mark("Complete"), (
        Part("from", PartKind.INTEGER, mark("From"), minimum=0),
        Part("to", PartKind.INTEGER, mark("To"), minimum=0)),
        default="from", input=Input.RANGE, group=_PRODUCT, unit="%"),
    Filter(SINCE, mark("Changed since the day"), (Part("", PartKind.TIME),), input=Input.DATES,
           group=_TIME, help=mark("Whole days by the service's clock, a little overlapping.")),
    _times("lastModifiedDate", mark("Modified")),
    _times("creationDate", mark("Created")),
    Filter("as-supplier", mark("As supplier"), (Part("", PartKind.TEXT),), input=Input.PICKER,
           lookup="suppliers", group=_PRODUCT,
           help=mark("Products of a supplier, by the supplier's own numbers.")),
    *OVERALL,
)  # fmt: skip
"""Every documented filter of products, and those of the same kinds."""
