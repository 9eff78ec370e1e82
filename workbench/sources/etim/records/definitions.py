"""Labels, attributes, groups, relations, companies and categories as the service sends them."""

from __future__ import annotations

from typing import Final

import msgspec

from workbench.sources.etim.records.values import Members, Rows
from workbench.sources.leaves import identity
from workbench.sources.reading import Reader

Id = int | str | None
Text = str | None
Flag = bool | str | int | None


class Label(msgspec.Struct, gc=False):
    """A label that products can carry."""

    identifier: Id = None
    permanent: Flag = None
    letter: Text = None
    color: Text = None
    description: Text = None


class Attribute(msgspec.Struct, gc=False, rename="camel"):
    """An attribute of the account's own."""

    identifier: Id = None
    type: Text = None
    indicated_field: Text = None
    permanent: Flag = None
    global_: Flag = msgspec.field(default=None, name="global")
    product_characteristic: Flag = None
    for_synch: Flag = None
    importance: Id = None
    name: Members = None
    description: Members = None
    values: Rows = None
    question_in_attribute_group: Flag = None
    in_completeness_mask: Flag = None


class Group(msgspec.Struct, gc=False, rename="camel"):
    """Attributes that belong together, or that hang on a question."""

    identifier: Id = None
    name: Members = None
    attributes: Rows = None
    question: Id = None
    answers_yes: Rows = None
    answers_no: Rows = None


class Relation(msgspec.Struct, gc=False, rename="camel"):
    """Products that differ in one attribute or feature."""

    identifier: Id = None
    attribute: Id = None
    name: Members = None
    products: Rows = None
    product_values: Members = None
    virtual_products: Rows = None


class Supplier(msgspec.Struct, gc=False, rename="camel"):
    """A company that products come from."""

    identifier: Id = None
    name: Text = None
    manufacturer: Flag = None
    vat_id: Id = None
    gln: Id = None
    duns: Id = None
    street: Text = None
    postal_code: Id = None
    city: Text = None
    country: Text = None
    contact_person: Text = None
    phone: Id = None
    email: Text = None
    website: Text = None
    logo: Text = None
    description: Text = None
    mailing_list: Text = None


class Buyer(msgspec.Struct, gc=False):
    """A company that products go to."""

    identifier: Id = None
    name: Text = None
    gln: Id = None
    duns: Id = None


class Tree(msgspec.Struct, gc=False, rename="camel"):
    """A tree of categories."""

    category_tree_identifier: Id = None
    category_tree_name: Members = None
    category_tree_attributes: Rows = None
    categories: Rows = None


class Category(msgspec.Struct, gc=False, rename="camel"):
    """A category, with the tree that it stands in."""

    category_tree_identifier: Id = None
    category_tree_name: Members = None
    identifier: Id = None
    parent: Id = None
    name: Members = None
    attributes: Rows = None
    seo: Members = None
    www: Rows = None


LABELS: Final = Reader(Label)
ATTRIBUTES: Final = Reader(Attribute)
GROUPS: Final = Reader(Group)
RELATIONS: Final = Reader(Relation)
SUPPLIERS: Final = Reader(Supplier)
BUYERS: Final = Reader(Buyer)
TREES: Final = Reader(Tree)
CATEGORIES: Final = Reader(Category)

Named = Label | Attribute | Group | Relation | Supplier | Buyer


def identifier_of(record: Named) -> str:
    """Return the identifier of a record, "" where it has none."""
    return identity(record.identifier).strip()


def tree_of(record: Tree) -> str:
    """Return the identifier of a tree, "" where it has none."""
    return identity(record.category_tree_identifier).strip()


def category_of(record: Category) -> str:
    """Return tree and category in one key, as `TC1/C1`; "" where one is missing."""
    tree = identity(record.category_tree_identifier).strip()
    category = identity(record.identifier).strip()
    return f"{tree}/{category}" if tree and category else ""


def above_of(record: Category) -> str:
    """Return the key of the category above one, "" at the top of the tree."""
    tree = identity(record.category_tree_identifier).strip()
    parent = identity(record.parent).strip()
    return f"{tree}/{parent}" if tree and parent else ""
