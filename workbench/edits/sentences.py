"""The sentences of sending, in one place, so that the same thing is always said the same way."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.core.errors import WbError
from workbench.core.fields import Field
from workbench.core.formats import MISSING, formats_of, rows_text
from workbench.core.sources import Resource
from workbench.core.texts import language_in_use, tr
from workbench.edits.parcels import Act


def done(act: Act) -> str:
    """Say that the service has it."""
    match act:
        case Act.CREATE:
            return tr("Made.")
        case Act.DELETE:
            return tr("Taken away.")
        case Act.ACTION:
            return tr("Done.")
        case Act.UPDATE:
            return tr("Saved.")


def gone() -> str:
    """Say that the record is not there any more."""
    return tr("The record is no longer there: somebody took it away.")


def unknown() -> str:
    """Say that the outcome cannot be told."""
    return tr(
        "No answer came. The service may or may not have it: look there before sending again."
    )


def in_doubt() -> str:
    """Say that the same was sent before, and nobody knows how that ended."""
    return tr(
        "The same was sent before and its outcome is unknown: look at the service, then settle it"
        " in the history."
    )


def looked_up() -> str:
    """Say that an outcome was told without an answer."""
    return tr("No answer came; it was read again and the service has it.")


def unchanged() -> str:
    """Say that a send without an answer had no effect so far."""
    return tr("No answer came, and the service still shows the old values.")


def there_already(act: Act) -> str:
    """Say that nothing had to be written."""
    if act is Act.DELETE:
        return tr("It was away already.")
    return tr("The service had these values already.")


def key_taken(key: str) -> str:
    """Say that a new record's key belongs to another one."""
    return tr("There is a record {key} already. Choose another, or change that one.", key=key)


def not_found_after() -> str:
    """Say that a record was answered to be made and is not there."""
    return tr("The service answered that it was made, but does not show it. Look there.")


def key_untold() -> str:
    """Say that a made record cannot be found again."""
    return tr("The answer did not name the new record, so that it could not be read back.")


def still_there() -> str:
    """Say that a record was answered to be taken away and is there."""
    return tr("The service answered that it was taken away, but still shows it.")


def no_call(act: Act) -> str:
    """Say that the service documents no call for this."""
    match act:
        case Act.CREATE:
            return tr("The service has no way to make such a record.")
        case Act.DELETE:
            return tr("The service has no way to take such a record away.")
        case _:
            return tr("The service has no way to change such a record.")


def under_way() -> str:
    """Say why nothing is begun twice."""
    return tr("It is being sent already.")


def nothing_staged() -> str:
    """Say that there is nothing to do."""
    return tr("Nothing is staged here any more.")


def not_read(error: WbError) -> str:
    """Say why a record was not sent: it could not be read before."""
    return tr("It was not sent, because it could not be read before: {why}", why=error.full_text)


def not_verified(error: WbError) -> str:
    """Say that a write was answered but could not be looked at."""
    return tr("It could not be read back: {why}", why=error.sentence)


def titles(resource: Resource, fields: Sequence[str]) -> str:
    """Return the titles of fields, translated, with commas."""
    found = (resource.field(field) for field in fields)
    return ", ".join(tr(field.title) for field in found if field is not None)


def conflict(resource: Resource, fields: Sequence[str]) -> str:
    """Say which fields were changed on both sides."""
    return tr("Changed here and at the service: {fields}.", fields=titles(resource, fields))


def meanwhile(resource: Resource, fields: Sequence[str]) -> str:
    """Say which other fields are not as they were just before the write."""
    return tr(
        "Changed as well, by the service or by somebody else: {fields}.",
        fields=titles(resource, fields),
    )


def otherwise(resource: Resource, field: str, value: object) -> str:
    """Say that the service keeps another value than the one sent."""
    shown = _shown(resource, field, value)
    if shown["value"] in {"", MISSING}:
        return tr("The service left {field} empty.", field=shown["field"])
    return tr("The service made {field} {value}.", **shown)


def not_taken(resource: Resource, field: str, value: object) -> str:
    """Say that the service answered and did not change a field."""
    text = tr("The service answered, but {field} is still {value}.")
    return text.format(**_shown(resource, field, value))


def _shown(resource: Resource, field: str, value: object) -> dict[str, str]:
    held = resource.field(field)
    title = tr(held.title) if held is not None else field
    return {"field": title, "value": value_text(held, value)}


def value_text(field: Field | None, value: object) -> str:
    """Return a typed value as a person would write it; a list of rows by its length."""
    if field is not None and isinstance(value, tuple) and _is_rows(value):
        return rows_text(len(value))
    if field is None:
        return str(value)
    return formats_of(language_in_use()).value(value, field.kind)


def _is_rows(value: tuple[object, ...]) -> bool:
    return any(isinstance(part, dict) for part in value)
