"""Which variant of a product a table inside it speaks of."""

from __future__ import annotations

from workbench.core.queries import Query
from workbench.sources.europeansourcing.records.product import Product, Variant
from workbench.sources.europeansourcing.records.values import shown_variant, variants_of
from workbench.sources.leaves import identity


def chosen_variant(product: Product, query: Query) -> Variant | None:
    """Return the variant that the query asks for by its id, else the one that is shown.

    A variant row is opened with its own id as `variant_id` in the query.
    """
    asked = query.value("variant_id", "include")
    keys = asked if isinstance(asked, tuple) else ()
    if len(keys) == 1:
        for variant in variants_of(product):
            if identity(variant.id) == keys[0]:
                return variant
    return shown_variant(product)
