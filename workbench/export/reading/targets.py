"""Where a cell may go: a field of the program, with what is known beyond its declaration."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.core.fields import Field
from workbench.core.values import Coded


@dataclass(frozen=True, slots=True)
class Target:
    """A field that cells can be read for.

    Attributes:
        field: the field.
        synonyms: other names that files have for it.
        choices: the values a choice may have; empty where any will do.
        currency: ISO 4217 code that amounts without one are in; "" where none is meant.
        required: whether a row cannot do without it.
        free: whether other values than the choices will do as well.
        bare: whether an amount may be without a currency where none is meant.
        weighed: whether cells tell if a column can be of this field; of one that is typed in
            each record by its own rules they do not.
        note: what tells the field from others of its title, "" for nothing.
    """

    field: Field
    synonyms: tuple[str, ...] = ()
    choices: tuple[Coded, ...] = ()
    currency: str = ""
    required: bool = False
    free: bool = False
    bare: bool = False
    weighed: bool = True
    note: str = ""
