"""How products say their ETIM class: class, features, GTIN, texts and links out of a document.

Read for thousands of products at once, so that the rest of a document is left unread.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import msgspec

from workbench.core.classified import Classed, Classified, SpokenText
from workbench.core.etim_reports import EtimProduct, EtimText
from workbench.sources.etim.languages import LANGUAGES
from workbench.sources.etim.records import overall
from workbench.sources.etim.records.product import product_in
from workbench.sources.etim.records.values import items, members, rows
from workbench.sources.leaves import identity

Members = dict[str, Any] | list[Any] | str | None


class _Described(msgspec.Struct, gc=False, rename="camel"):
    version: int | str | None = None
    class_id: int | str | None = None
    group_id: int | str | None = None
    features: Members = None


class _Overall(msgspec.Struct, gc=False, rename="camel"):
    gtin: int | str | None = None
    product_name: Members = None
    minimal_description: Members = None
    long_description: Members = None
    marketing_text: Members = None
    tender_text: Members = None
    application_instruction: Members = None


class _Lean(msgspec.Struct, gc=False, rename="camel"):
    """What is read of a product; an empty object may be written as a list."""

    product_id: int | str | None = None
    overall_information: _Overall | list[Any] | None = None
    etim_description: _Described | list[Any] | None = None


_READER: Final = msgspec.json.Decoder(_Lean)
_TEXTS: Final = tuple(
    (member.id, field.name)
    for member in overall.TEXTS
    for field in msgspec.structs.fields(_Overall)
    if field.encode_name == member.name
)


def read_classed(document: bytes) -> Classed | None:
    """Return what a product's document says of its class; None where it is no product."""
    try:
        held = _READER.decode(document)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    key = identity(held.product_id).strip()
    if not key:
        return None
    told = held.overall_information
    own = told if isinstance(told, _Overall) else _Overall()
    found = held.etim_description
    described = found if isinstance(found, _Described) else _Described()
    product = EtimProduct(
        key,
        identity(described.class_id).strip(),
        _features(described.features),
        identity(own.gtin).strip(),
        {id_: _spoken(getattr(own, name)) for id_, name in _TEXTS},
    )
    return Classed(
        product, identity(described.version).strip(), identity(described.group_id).strip()
    )


def _features(held: object) -> Mapping[str, EtimText]:
    return {
        code: value.strip()
        if type(value) is str
        else (tuple(map(_plain, value)) if isinstance(value, list) else _plain(value))
        for code, value in members(held).items()
    }


def _plain(value: object) -> str:
    return (value if type(value) is str else identity(value)).strip()


def _spoken(held: object) -> Mapping[str, str]:
    return {
        language: text
        for language, value in members(held).items()
        if (text := value.strip() if type(value) is str else _plain(value))
    }


def links_in(document: bytes) -> tuple[str, ...]:
    """Return the web addresses that a product names: attachments, pictures, blocks of text."""
    product = product_in(document)
    if product is None:
        return ()
    found = [
        *(url for row in rows(product.attachments) for url in _addresses(row.get("uri"))),
        *(url for row in rows(product.mime) for url in _addresses(row.get("mimeSource"))),
        *(url for row in rows(product.www) for url in _addresses(row.get("imageUrl"))),
    ]
    return tuple(dict.fromkeys(found))


def _addresses(value: object) -> Iterator[str]:
    for each in items(value):
        text = identity(each).strip()
        if text:
            yield text


CLASSIFIED: Final = Classified(
    read=read_classed,
    class_field="etim_class",
    version_field="etim_version",
    features="features",
    code="feature",
    value="feature_value",
    gtin="gtin",
    texts=tuple(
        SpokenText(
            member.id, member.title, {language: f"{member.id}_{language}" for language in LANGUAGES}
        )
        for member in overall.TEXTS
    ),
    links=links_in,
)
"""See `core.classified`."""
