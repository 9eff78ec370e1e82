"""Every reference and EAN that a row carries, so that a pasted list can be matched with it."""

from __future__ import annotations

from workbench.sources.europeansourcing.records.product import Product, Variant, VariantRow
from workbench.sources.europeansourcing.records.values import variants_of
from workbench.sources.leaves import identity, text


def of_product(product: Product) -> tuple[str, ...]:
    """Return the references of a product and of all its variants."""
    own = (identity(product.id), product.supplier_base_reference, product.internal_reference)
    inner = (held for variant in variants_of(product) for held in _inside(variant))
    return _texts((*own, *inner))


def of_variant(row: VariantRow) -> tuple[str, ...]:
    """Return the references of one variant, and the ones of its product."""
    product = row.product
    outer = (product.supplier_base_reference, product.internal_reference)
    return _texts((*_inside(row.variant), *outer))


def _inside(variant: Variant) -> tuple[object, ...]:
    return (
        identity(variant.id),
        variant.supplier_reference,
        variant.internal_reference,
        variant.european_article_numbering,
    )


def _texts(values: tuple[object, ...]) -> tuple[str, ...]:
    read = (text(value) for value in values)
    return tuple(dict.fromkeys(value for value in read if isinstance(value, str) and value))
