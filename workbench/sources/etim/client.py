"""The service's client: one object per account, composed of the document's sections."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any, ClassVar, Final

from workbench.net.requests import Sender
from workbench.sources.etim.operations.definitions import DefinitionOperations
from workbench.sources.etim.operations.partners import CategoryOperations, PartnerOperations
from workbench.sources.etim.operations.products import ProductOperations
from workbench.sources.etim.operations.synchronizations import SynchronizationOperations
from workbench.sources.etim.reports import Reports

_LISTINGS: Final = 8


class Listings:
    """The ids of the last questions, so that pages of details need no second list.

    The service answers ids alone; a page of rows asks for the details of the next hundred.
    """

    def __init__(self) -> None:
        self._held: OrderedDict[str, tuple[str, ...]] = OrderedDict()

    def keep(self, question: str, ids: tuple[str, ...]) -> None:
        """Keep the ids of a question, in place of the oldest of them."""
        self._held[question] = ids
        self._held.move_to_end(question)
        while len(self._held) > _LISTINGS:
            self._held.popitem(last=False)

    def find(self, question: str) -> tuple[str, ...] | None:
        """Return the ids of a question, None where they are kept no longer."""
        return self._held.get(question)


class EtimClient:
    """Every documented call, by section."""

    sections: ClassVar[dict[str, type[Any]]] = {
        "products": ProductOperations,
        "definitions": DefinitionOperations,
        "partners": PartnerOperations,
        "categories": CategoryOperations,
        "synchronizations": SynchronizationOperations,
    }

    def __init__(self, gateway: Sender) -> None:
        self.listings = Listings()
        sender = Reports(gateway)
        self.products = ProductOperations(sender)
        self.definitions = DefinitionOperations(sender)
        self.partners = PartnerOperations(sender)
        self.categories = CategoryOperations(sender)
        self.synchronizations = SynchronizationOperations(sender)
