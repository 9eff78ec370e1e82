"""Documented members of the bodies that the service takes, in its own spelling."""

from __future__ import annotations

from typing import Final

from workbench.core.operations import Parameter
from workbench.net.operations import member


def _texts(*names: str) -> tuple[Parameter, ...]:
    return tuple(member(name, "string") for name in names)


def _objects(*names: str) -> tuple[Parameter, ...]:
    return tuple(member(name, "object") for name in names)


def _arrays(*names: str) -> tuple[Parameter, ...]:
    return tuple(member(name, "array") for name in names)


FILTER: Final = (
    *_objects("productName", "attributes", "labels", "lca", "hazardClass", "categories"),
    member("gtin", "string"),
    *_objects("totalDescriptionCompleteness", "lastModifiedDate", "creationDate"),
)
PRODUCT: Final = (
    member("productId", "string", required=True, help="Up to 32 characters."),
    *_objects("overallInformation", "etimDescription", "orderInformation"),
    *_arrays("packingInformation", "priceInformation", "attachments"),
    *_objects("attributes", "lca", "additionalTechnicalDescription", "seo"),
    *_arrays("www", "relatedProducts", "relationsByAttribute"),
    member("categories", "object"),
    member("labels", "array"),
)
_IDENTIFIER: Final = member("identifier", "string", required=True)
LABEL: Final = (_IDENTIFIER, *_texts("letter", "color", "description"))
ATTRIBUTE: Final = (
    _IDENTIFIER,
    member("type", "string", choices=("M", "L", "S", "N", "R", "MS", "T", "REF"), required=True),
    *_texts("indicatedField", "global", "productCharacteristic", "forSynch", "importance"),
    *_objects("name", "description"),
    member("values", "array"),
)
GROUP: Final = (
    _IDENTIFIER,
    member("name", "object"),
    member("attributes", "array"),
    member("question", "string"),
    *_arrays("answersYes", "answersNo"),
)
RELATION: Final = (
    _IDENTIFIER,
    member("attribute", "string"),
    member("name", "object"),
    member("products", "array"),
)
SUPPLIER: Final = (
    _IDENTIFIER,
    *_texts("name", "manufacturer", "vatId", "gln", "duns", "street", "postalCode", "city"),
    *_texts("country", "contactPerson", "phone", "email", "website", "logo", "description"),
    member("mailingList", "string", help="Addresses, parted by semicolons."),
)
BUYER: Final = (_IDENTIFIER, *_texts("name", "gln", "duns"))
TREE: Final = (
    member("categoryTreeIdentifier", "string", required=True),
    member("categoryTreeName", "object"),
    *_arrays("categoryTreeAttributes", "categories"),
)
