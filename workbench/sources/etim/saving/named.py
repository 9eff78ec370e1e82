"""How the short tables are saved: one record in a put, whole, with what the document locks refused.

The document locks what the service made itself, and attributes that a completeness mask or a
group's question uses; which of their members are locked it no longer says, so that the type and
the deletion are refused here and the rest is left to the service.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Final

import msgspec

from workbench.core.edits import Call, Entry, Patch, Saving, Values, Write
from workbench.core.edits import Lock as Kept
from workbench.core.errors import WbError, bad_input
from workbench.core.texts import mark, tr
from workbench.core.values import Coded
from workbench.sources.etim.client import EtimClient
from workbench.sources.etim.codes import ATTRIBUTE_TYPE, choices
from workbench.sources.etim.directories_reading import Calls, detailed
from workbench.sources.etim.languages import LANGUAGES
from workbench.sources.etim.records.declaring import Form, Member
from workbench.sources.etim.records.lists import Listed
from workbench.sources.etim.records.values import members
from workbench.sources.etim.saving.bodies import EMPTY, as_texts, put, wire
from workbench.sources.etim.saving.checks import check_unique, warn_longer
from workbench.sources.etim.saving.counting_lists import list_counting
from workbench.sources.etim.saving.entries import list_entry
from workbench.sources.etim.saving.sections import set_list, text_of
from workbench.sources.leaves import flag

_READ_ONLY: Final = (
    *("permanent", "inCompletenessMask", "questionInAttributeGroup", "productValues"),
    "virtualProducts",
)
"""Members that only answers have."""

Lock = Callable[[Mapping[str, Any], Values], str]
"""Why a record cannot be changed so, or deleted where nothing is typed; "" where it can."""

VALUES: Final = Listed(
    "values",
    mark("Values"),
    "values",
    (
        Member("value_key", mark("Identifier"), "identifier", Form.ID),
        Member("value_text", mark("Value"), "value", Form.SPOKEN),
    ),
    key="value_key",
    required=("value_key",),
)
"""Values of an attribute of selection."""


def spoken_entries(id_: str, member: str) -> tuple[Entry, ...]:
    """Return how a text is typed in each of the usual languages."""
    return tuple(
        Entry(f"{id_}_{language}", f"{member}.{language}", trimmed=True, lines=True)
        for language in LANGUAGES
    )


def plain(field: str, member: str = "", **shape: Any) -> Entry:  # noqa: ANN401 - of an entry
    """Return how a text, code or list of codes is typed; the member is the field's own name."""
    return Entry(field, member or field, trimmed=True, free=True, **shape)


def key_entry() -> Entry:
    """Return how the identifier of a new record is typed."""
    return Entry("identifier", "identifier", required=True, only_new=True, unique=True,
                 trimmed=True)  # fmt: skip


def body_of(patch: Patch, entries: Sequence[Entry], key: str = "identifier") -> dict[str, Any]:
    """Return a whole record: theirs without what only answers have, mine over it."""
    held = members(msgspec.json.decode(patch.theirs)) if patch.theirs else {}
    body = {name: as_texts(value) for name, value in held.items() if name not in _READ_ONLY}
    typed = {entry.field: entry for entry in entries}
    body[key] = patch.key or wire(patch.values.get("identifier"))
    for name, value in patch.values.items():
        entry = typed.get(name)
        if entry is None or name == "identifier":
            continue
        if entry.rows:
            set_list(VALUES, body, value, patch.values)
        else:
            put(body, entry.member, wire(value))
    return {name: value for name, value in body.items() if value not in EMPTY or name in held}


def label_lock(held: Mapping[str, Any], _values: Values) -> str:
    """A permanent label is the service's own."""
    permanent = flag(held.get("permanent")) is True
    return tr("A permanent label cannot be changed or deleted.") if permanent else ""


def attribute_lock(held: Mapping[str, Any], values: Values) -> str:
    """A permanent attribute, and one that something hangs on."""
    if flag(held.get("permanent")) is True:
        return tr("A permanent attribute cannot be changed or deleted.")
    retyped = "type" in values and text_of(values["type"]) != held.get("type")
    if values and not retyped:
        return ""
    if flag(held.get("inCompletenessMask")) is True:
        return tr("A completeness mask uses this attribute: take it out of the mask first.")
    if flag(held.get("questionInAttributeGroup")) is True:
        return tr("A group asks for this attribute: take the question out of the group first.")
    return ""


def free(_held: Mapping[str, Any], _values: Values) -> str:
    """Nothing is locked."""
    return ""


_PERMANENT: Final = Kept("permanent", mark("It is permanent: the service made it."))
_LOCKS: Final[Mapping[Lock, tuple[Kept, ...]]] = {
    label_lock: (_PERMANENT,),
    attribute_lock: (
        _PERMANENT,
        Kept("in_mask", mark("A completeness mask uses it: take it out of the mask first."),
             ("type",)),
        Kept("question", mark("A group asks for it: take the question out of the group first."),
             ("type",)),
    ),
}  # fmt: skip
"""What a person is told before a locked record is typed in, by the lock that would refuse it."""


_DELETED: Final[Mapping[str, str]] = {
    "delete_labels": "deletedLabels",
    "delete_attributes": "deletedAttributes",
    "delete_attribute_groups": "deletedAttributeGroups",
    "delete_relations_by_attribute": "deletedRelationsByAttribute",
    "delete_suppliers": "deletedSuppliers",
    "delete_buyers": "deletedBuyers",
}
"""The counter of each deletion."""


def saving(
    entries: tuple[Entry, ...],
    calls: Calls,
    operations: tuple[str, str],
    lock: Lock = free,
    arguments: Mapping[str, object] | None = None,
    defaults: Values | None = None,
) -> Saving:
    """Return how the records of a short table are saved.

    Args:
        entries: what can be typed.
        calls: reads them.
        operations: names of the calls that put and delete.
        lock: see `Lock`.
        arguments: of the call that deletes.
        defaults: see `Saving`.
    """
    put_name, delete_name = operations

    def written(patch: Patch) -> Call:
        _check(lock, patch)
        return Call({}, [body_of(patch, entries)])

    def deleted(patch: Patch) -> Call:
        _check(lock, patch)
        return Call(arguments or {}, [patch.key])

    return Saving(
        entries=entries,
        read=_reader(calls),
        update=Write(put_name, written),
        create=Write(put_name, written),
        delete=Write(delete_name, deleted),
        key_field="identifier",
        defaults=defaults or {},
        whole=True,
        locks=_LOCKS.get(lock, ()),
        counting=list_counting(
            operations, _DELETED[delete_name], lambda patch: _check(lock, patch)
        ),
    )


def _reader(calls: Calls) -> Callable[[EtimClient, str], Awaitable[bytes | None]]:
    async def read(client: EtimClient, key: str) -> bytes | None:
        found = await detailed(calls.call(client), calls.found, [key])
        return bytes(found[0]) if found else None

    return read


def _check(lock: Lock, patch: Patch) -> None:
    held = members(msgspec.json.decode(patch.theirs)) if patch.theirs else {}
    reason = lock(held, patch.values)
    if reason:
        raise _locked(reason)


def _locked(reason: str) -> WbError:
    return bad_input(reason, tr("Take the change back."))


LABEL_COLOURS: Final = ("grey", "green", "red", "blue", "yellow", "orange", "purple", "black")
"""The document shows the first three; a service that knows one of the others takes it."""

LABEL_ENTRIES: Final = (
    key_entry(),
    plain("description", lines=True),
    Entry("letter", "letter", trimmed=True, clearable=False, check=warn_longer(1)),
    plain("colour", "color", choices=tuple(Coded(name, name) for name in LABEL_COLOURS)),
)
ATTRIBUTE_ENTRIES: Final = (
    key_entry(),
    *spoken_entries("name", "name"),
    Entry("type", "type", required=True, choices=choices(ATTRIBUTE_TYPE)),
    plain("indicated_field", "indicatedField"),
    plain("global"),
    plain("characteristic", "productCharacteristic"),
    plain("for_synch", "forSynch"),
    plain("importance"),
    *spoken_entries("description", "description"),
    list_entry(VALUES),
)
GROUP_ENTRIES: Final = (
    key_entry(),
    *spoken_entries("name", "name"),
    plain("attributes", lookup="attributes", check=check_unique),
    plain("question", lookup="attributes"),
    plain("answers_yes", "answersYes", lookup="attributes", check=check_unique),
    plain("answers_no", "answersNo", lookup="attributes", check=check_unique),
)
RELATION_ENTRIES: Final = (
    key_entry(),
    *spoken_entries("name", "name"),
    plain("attribute", lookup="attributes"),
    plain("products", check=check_unique),
)
SUPPLIER_ENTRIES: Final = (
    key_entry(),
    plain("name"),
    plain("manufacturer"),
    plain("vat_id", "vatId"),
    plain("gln"),
    plain("duns"),
    plain("street"),
    plain("postal_code", "postalCode"),
    plain("city"),
    plain("country"),
    plain("contact", "contactPerson"),
    plain("phone"),
    plain("email"),
    plain("website"),
    plain("logo"),
    plain("description", lines=True),
    plain("mailing_list", "mailingList"),
)
BUYER_ENTRIES: Final = (key_entry(), plain("name"), plain("gln"), plain("duns"))
