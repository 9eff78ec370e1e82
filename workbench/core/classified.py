"""How the records of a resource say what they are: class, release and features by code.

A source hangs a `Classified` on its resource; class pages, completeness and class workbooks are
then written once, and know no source.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import msgspec

from workbench.core.etim_reports import EtimProduct


class Classed(msgspec.Struct, frozen=True, gc=False):
    """What one document says of its class.

    Attributes:
        product: the record as reports want it; its texts are by the ids of `Classified.texts`.
        version: the release that the class is of, as services write it ("10"), "" for none.
        group: code of the class's group, "" for none.
    """

    product: EtimProduct
    version: str = ""
    group: str = ""


class SpokenText(msgspec.Struct, frozen=True):
    """A text that a record has in several languages.

    Attributes:
        id: names it in `EtimProduct.texts`.
        title: marked.
        fields: id of the field that holds it, by language.
    """

    id: str
    title: str
    fields: Mapping[str, str]


class Classified(msgspec.Struct, frozen=True):
    """How records of a resource are classified by ETIM.

    Attributes:
        read: reads a document; None where it is none of a record.
        class_field: id of the field that holds the class, typed as `Coded`.
        version_field: id of the field that holds the release, typed as text.
        features: id of the entry whose rows are the features with their values.
        code: id of the row's field that holds the feature's code, typed as text.
        value: id of the row's field that holds the value, typed as `Coded`: its code is the
            canonical text ("EV000179", "true", "80", "2..4.5", "NA", "UN").
        gtin: id of the field that holds the GTIN, "" for none.
        texts: those that come in languages.
        links: reads the web addresses that a document names.
    """

    read: Callable[[bytes], Classed | None]
    class_field: str
    version_field: str
    features: str
    code: str
    value: str
    gtin: str = ""
    texts: tuple[SpokenText, ...] = ()
    links: Callable[[bytes], Sequence[str]] | None = None
