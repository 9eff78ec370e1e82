"""The lines of a send or a rehearsal: every record with what became of it, as it comes."""

from __future__ import annotations

from workbench.core.texts import tr
from workbench.edits.results import Outcome
from workbench.ui.review.lines import Kind, Narrowing, Place, Shown, holds, words_of
from workbench.ui.review.words import OUTCOMES, result_text
from workbench.ui.theme.marks import Mark
from workbench.workspace.shipment import Shipment, Spot


class OutcomeLines:
    """The lines of a shipment."""

    def __init__(self, shipment: Shipment) -> None:
        self._shipment = shipment
        self.narrowing = Narrowing()

    def places(self) -> list[Place]:
        """Return every line that is wanted: the records, and what else was seen of each."""
        words, results = words_of(self.narrowing.text), self._shipment.results
        found: list[Place] = []
        for spot, named in self._shipment.names.items():
            result = results.get(spot)
            done = result is None or result.outcome is Outcome.DONE
            if (self.narrowing.which == "problems" and done) or not holds(words, *named):
                continue
            found.append(Place(Kind.RECORD, *spot))
            notes = result.notes if result is not None else ()
            found += [Place(Kind.NOTE, *spot, str(at)) for at in range(len(notes))]
        return found

    def shown(self, place: Place) -> Shown:
        """Return what a line shows."""
        spot = Spot(place.resource, place.key)
        result, named = self._shipment.results.get(spot), self._shipment.names[spot]
        if place.kind is Kind.NOTE:
            return Shown(Kind.NOTE, result.notes[int(place.field)] if result else "")
        number = named.number if named.number != named.name else ""
        if result is None:
            waits = tr("Waiting.")
            return Shown(Kind.RECORD, named.name, mark=Mark.LOADING, number=number, note=waits)
        ink = OUTCOMES[result.outcome]
        return Shown(
            Kind.RECORD,
            named.name,
            mark=ink,
            number=number,
            note=result_text(result),
            note_mark=None if result.outcome is Outcome.DONE else ink,
        )
