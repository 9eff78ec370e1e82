"""A price formula or condition of a marking (Marking API, "print_formula"), read once.

A broken formula is kept with what is wrong: it matters only for an order that it applies to.
"""

from __future__ import annotations

from decimal import Decimal, DivisionByZero, InvalidOperation, Overflow

from workbench.core.texts import tr
from workbench.sources.europeansourcing.marking_grammar import Grammar, Read
from workbench.sources.europeansourcing.marking_outcome import NoPrice, shortened
from workbench.sources.europeansourcing.marking_values import (
    Value,
    Variables,
    known,
    to_number,
    to_truth,
)


class Formula:
    """One formula, ready to reckon with any variables.

    Attributes:
        text: as the service sent it.
        problem: why it can never be reckoned, "" where it can.
        names: the variables it uses.
    """

    __slots__ = ("_read", "names", "problem", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.problem = ""
        self.names: tuple[str, ...] = ()
        self._read: Read | None = None
        try:
            grammar = Grammar(text)
            self._read = grammar.read()
            self.names = tuple(sorted(grammar.names))
        except NoPrice as stop:
            self.problem = stop.reason

    def number(self, variables: Variables) -> Decimal:
        """Return the amount.

        Raises:
            NoPrice: where it is broken, uses an unknown variable, or gives no number.
        """
        value = self._value(variables)
        if isinstance(value, bool):
            raise self._not_a_number()
        try:
            return to_number(value)
        except NoPrice:
            raise self._not_a_number() from None

    def holds(self, variables: Variables) -> bool:
        """Return whether a condition is met.

        Raises:
            NoPrice: where it is broken, uses an unknown variable, or cannot be reckoned.
        """
        return to_truth(self._value(variables))

    def _value(self, variables: Variables) -> Value:
        if self._read is None:
            raise NoPrice(self.problem)
        for name in self.names:
            if name not in variables:
                raise NoPrice(
                    tr(
                        "The formula “{formula}” uses the unknown variable “{name}”.",
                        formula=shortened(self.text),
                        name=shortened(name),
                    )
                )
        try:
            return known(self._read(variables))
        except DivisionByZero:
            shown = shortened(self.text)
            raise NoPrice(tr("The formula “{formula}” divides by zero.", formula=shown)) from None
        except (InvalidOperation, Overflow):
            shown = shortened(self.text)
            raise NoPrice(tr("The formula “{formula}” gives no number.", formula=shown)) from None

    def _not_a_number(self) -> NoPrice:
        shown = shortened(self.text)
        return NoPrice(tr("The formula “{formula}” gives no number.", formula=shown))
