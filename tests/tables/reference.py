"""What a view has to show, said in plain Python, slowly."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import cmp_to_key

from workbench.core.fields import Kind
from workbench.core.values import Coded, Money, Odd


def plain(text):
    apart = unicodedata.normalize("NFKD", text.casefold())
    marked = "".join(sign for sign in apart if unicodedata.category(sign) != "Mn")
    return marked.replace("ø", "o")


def natural(text):
    """Signs in turn, a run of digits as one number that stands where its digits would."""
    found = []
    for part in re.split(r"([0-9]+)", plain(text)):
        if part.isdigit():
            found.append(("0", int(part)))
        else:
            found += [(sign, 0) for sign in part]
    return found


def texts_of(value):
    match value:
        case None:
            return []
        case Odd():
            return [value.raw]
        case Coded():
            return [value.label, value.code]
        case tuple():
            return [text for part in value for text in texts_of(part)]
        case _:
            return [str(value)]


def number(table, row, name):
    """The number that a cell is compared by, None where there is none."""
    value = table.value(row, name)
    if isinstance(value, Odd):
        return None
    if table.field(name).kind is Kind.PRICE:
        priced = table.price(row, name)
        return priced.amount if priced else None
    if isinstance(value, Money):
        return value.amount
    return Decimal(value) if isinstance(value, (int, Decimal)) else value


def found(table, row, words):
    texts = [
        plain(text)
        for field in table.fields
        if field.searched
        for text in texts_of(table.value(row, field.id))
    ]
    return all(any(plain(word) in text for text in texts) for word in words)


def key_of(table, row, name):
    value = table.value(row, name)
    if value is None or isinstance(value, Odd) or value in ("", ()):
        return None
    if isinstance(value, tuple) and isinstance(value[0], Coded):
        value = value[0]
    if isinstance(value, Coded):
        return natural(value.label)
    return natural(value) if isinstance(value, str) else number(table, row, name)


def in_order(table, rows, sort):
    def compare(one, two):
        for key in sort:
            mine, theirs = key_of(table, one, key.field), key_of(table, two, key.field)
            if mine == theirs:
                continue
            if mine is None or theirs is None:
                return 1 if mine is None else -1
            less = mine < theirs
            return (1 if less else -1) if key.descending else (-1 if less else 1)
        return one - two

    return sorted(rows, key=cmp_to_key(compare))
