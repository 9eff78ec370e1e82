"""The ways in which an incoming record meets the stored one (`existing` and `empty` of a PUT)."""

from __future__ import annotations

from workbench.sandbox.etim.world import Document, is_empty


def erasing(held: Document, given: Document, *, empty: bool) -> Document:
    """What is given alone: members left out are gone. Empty ones clear only with `empty`."""
    answer: Document = {}
    for name, value in given.items():
        old = held.get(name)
        if is_empty(value):
            if not empty and old is not None:
                answer[name] = old
        elif isinstance(value, dict) and isinstance(old, dict):
            answer[name] = erasing(old, value, empty=empty)
        else:
            answer[name] = _without_empty(value)
    return answer


def keeping(held: Document, given: Document, *, empty: bool) -> Document:
    """What is held, with the members given put over it. Empty ones clear only with `empty`."""
    answer = dict(held)
    for name, value in given.items():
        old = held.get(name)
        if is_empty(value):
            if empty:
                answer.pop(name, None)
        elif isinstance(value, dict) and isinstance(old, dict):
            answer[name] = keeping(old, value, empty=empty)
        else:
            answer[name] = _without_empty(value)
    return answer


def completing(held: Document, given: Document) -> Document:
    """What is held, with its gaps filled by the members given."""
    answer = dict(held)
    for name, value in given.items():
        old = held.get(name)
        if is_empty(value):
            continue
        if is_empty(old):
            answer[name] = _without_empty(value)
        elif isinstance(value, dict) and isinstance(old, dict):
            answer[name] = completing(old, value)
    return answer


def _without_empty(value: object) -> object:
    if not isinstance(value, dict):
        return value
    return {name: _without_empty(row) for name, row in value.items() if not is_empty(row)}
