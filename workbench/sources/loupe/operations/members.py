"""Documented members of the bodies that the service takes, in its own spelling."""

from __future__ import annotations

from typing import Final

from workbench.net.operations import member
from workbench.sources.loupe.parameters import CONTENT_TYPE, EXPORT_TYPE, PARAMETERS

CREATE: Final = (
    member("Type", "string", choices=(EXPORT_TYPE,), default=EXPORT_TYPE, required=True),
    member("ExportType", "string", choices=(CONTENT_TYPE,), default=CONTENT_TYPE, required=True),
    member("ParameterValues", "object", required=True),
    *(
        member(
            f"ParameterValues.{parameter.name}",
            parameter.type,
            choices=parameter.choices,
            default=parameter.default,
            help=parameter.help,
        )
        for parameter in PARAMETERS
    ),
)
"""Of an export that is asked for."""

UPDATE: Final = (
    member("Labels", "string", help="All labels in one text, parted by commas."),
    member("Archived", "boolean"),
)
"""Of an export that is there."""

_ADDRESS: Final = (
    *("addressLine1", "addressLine2", "countryTitle", "city", "province", "zipCode"),
)
"""What both addresses have."""

ORDER: Final = (
    member("customerReference", "string", required=True, help="At most 40 characters."),
    member("quantity", "integer", required=True, help="1 to 999,999."),
    member(
        "atelierCode", "string", required=True, help="Letters and digits, at most 15; kept as text."
    ),
    *(
        made
        for name, first in (
            ("deliveryLocation", "locationName"),
            ("invoiceAddress", "addressName"),
        )
        for made in (
            member(name, "object", help="Left out, the default of the Loupe settings is used."),
            member(f"{name}.{first}", "string"),
            *(member(f"{name}.{inner}", "string") for inner in _ADDRESS),
        )
    ),
    member("deliveryDates", "object", required=True),
    member("deliveryDates.fromDate", "string", required=True, help="UTC, with Z."),
    member("deliveryDates.toDate", "string", required=True, help="UTC, with Z."),
)
"""Of a purchase order; an address is whole (but for its second line) or left out."""
