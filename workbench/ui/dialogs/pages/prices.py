"""The page on prices: exchange rates from the European Central Bank, and when a price is old."""

from __future__ import annotations

from typing import Final

from workbench.core.texts import tr
from workbench.ui.dialogs.pages.page import Rows
from workbench.ui.dialogs.pages.setter import Setter
from workbench.ui.parts.stepper import Stepper
from workbench.ui.parts.switch import Switch
from workbench.ui.theme.look import Look

LONGEST_AGE: Final = 24 * 365
"""Hours."""


class PricesPage(Rows):
    """Prices."""

    def __init__(self, setter: Setter, look: Look) -> None:
        super().__init__(look)
        self._setter = setter
        self.heading(tr("Exchange rates"))
        title = tr("Read daily from the European Central Bank")
        self.fetch = Switch(title, look, on=setter.now.fetch_rates)
        self.fetch.toggled.connect(lambda on: setter.put(fetch_rates=on))
        self.row(
            "",
            self.fetch,
            note=tr("Asks www.ecb.europa.eu once a day; nothing is sent. Typed rates come first."),
        )
        self.heading(tr("Age"))
        self.age = Stepper(
            tr("Old after, hours"), look, setter.now.price_age_hours, most=LONGEST_AGE
        )
        self.age.value_changed.connect(lambda hours: setter.put(price_age_hours=hours))
        self.row(
            tr("Old after, hours"),
            self.age,
            note=tr("Older prices are shown grey and counted in the status line."),
        )
        self.end()
