"""What a tried import answered, in words: what its first row would do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from workbench.core.texts import tr
from workbench.sources.lagerkoll.records.article_fields import FIELDS
from workbench.sources.leaves import identity

_BATCHES = ("batches", "serialNumbers")


def told(answer: object) -> str:
    """Return what the first row of a file would do, a line for each value."""
    if not isinstance(answer, Mapping):
        return tr("The file is read without a complaint; nothing was changed.")
    lines = list(_batches(answer)) or list(_article(answer))
    first = tr("Nothing was changed. The first row of the file would do this:")
    return "\n".join((first, *lines)) if lines else tr("The first row would change nothing.")


def _article(answer: Mapping[str, object]) -> Iterator[str]:
    number = identity(answer.get("articleId"))
    if number:
        yield tr("Article {number}", number=number)
    titles = {field.path: tr(field.title) for field in reversed(FIELDS)}
    for name, value in answer.items():
        if name == "articleId" or value is None:
            continue
        if name == "parts" and isinstance(value, Sequence):
            yield from _parts(value)
        else:
            yield f"{titles.get(name, name)}: {_said(value)}"


def _parts(parts: Sequence[object]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Mapping):
            number, amount = part.get("articleId"), part.get("amount")
            yield tr("Part: {amount} of {number}", amount=identity(amount), number=identity(number))


def _batches(answer: Mapping[str, object]) -> Iterator[str]:
    for name in _BATCHES:
        held = answer.get(name)
        for batch in held if isinstance(held, Sequence) and not isinstance(held, str) else ():
            if isinstance(batch, Mapping):
                yield tr(
                    "{amount} of {number} in {batch}",
                    amount=identity(batch.get("amount")),
                    number=identity(batch.get("articleId")),
                    batch=identity(batch.get("serialNr")) or identity(batch.get("batchId")),
                )


def _said(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_said(each)}" for name, each in value.items() if each)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "; ".join(map(_said, value))
    return identity(value)
