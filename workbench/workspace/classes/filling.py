"""Filling a feature for many products: counted and shown first, then staged as one step."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Final

from workbench.core.errors import bad_input
from workbench.core.etim_reports import is_filled
from workbench.core.texts import tr, trn
from workbench.workspace.classes.meaning import Meant, meant, reading_of, shown_value
from workbench.workspace.classes.model import Dropped, Filled, FillPlan
from workbench.workspace.classes.records import etim_text
from workbench.workspace.classes.setting import take

if TYPE_CHECKING:
    from workbench.core.etim import EtimClass
    from workbench.core.etim_reports import EtimText
    from workbench.edits.steps import Step
    from workbench.workspace.classes.records import Product, Records

SAMPLE: Final = 5
"""Products shown before and after."""


def plan_fill(
    records: Records,
    class_code: str,
    feature: str,
    typed: str,
    *,
    only_missing: bool,
    keys: Collection[str] | None,
) -> FillPlan:
    """Return what filling a feature would change; see `Classes.bulk_fill`."""
    plan = _Fill(records, class_code, feature, typed)
    for key, held in records.of_class(class_code):
        if keys is None or key in keys:
            plan.add(key, held, only_missing=only_missing)
    return plan.made()


def stage_fill(records: Records, plan: FillPlan) -> Step | None:
    """Stage a bulk fill as one step.

    Raises:
        WbError: INPUT, where a product is no longer of the class, or has gone.
    """
    wanted = {}
    for key in plan.keys:
        held = records.get(key)
        if held is None or held.product.class_code != plan.class_code:
            raise bad_input(
                tr("The rows have changed meanwhile."),
                tr("Look at the new numbers, then do it again."),
            )
        wanted[key] = {plan.feature.code: plan.value.text}
    name = plan.feature.name or plan.feature.code
    title = trn("Fill {name} in {count} product", "Fill {name} in {count} products",
                len(wanted), name=name)  # fmt: skip
    return take(records, title, wanted)


class _Fill:
    """A plan under way."""

    def __init__(self, records: Records, class_code: str, feature: str, typed: str) -> None:
        self._records = records
        self._class_code = class_code
        self._code = feature
        self._typed = typed
        self._field = records.classified.features
        self._class = records.class_(class_code)
        self._feature = self._class.feature(feature)
        self._meant = meant(typed, self._feature)
        self._by_version: dict[str, tuple[EtimClass, Meant]] = {}
        self._required = frozenset(records.required(self._class))
        self._keys: list[str] = []
        self._seen = 0
        self._completes = 0
        self._dropped: dict[str, list[str]] = {}
        self._sample: list[Filled] = []

    def add(self, key: str, held: Product, *, only_missing: bool) -> None:
        """Count a product of the class."""
        self._seen += 1
        old = held.product.features.get(self._code)
        if self._meant.trouble or (only_missing and is_filled(old)):
            return
        if reading_of(old, self._feature).text == self._meant.text:
            return
        reason = self._records.why_not(key, self._field) or self._for(held.version)[1].trouble
        if reason:
            self._dropped.setdefault(reason, []).append(key)
            return
        self._keys.append(key)
        self._completes += self._completed(held)
        if len(self._sample) < SAMPLE:
            self._sample.append(self._shown(key, old))

    def _for(self, version: str) -> tuple[EtimClass, Meant]:
        """Return the class as a product's own release has it, and what is meant there."""
        found = self._by_version.get(version)
        if found is None:
            class_ = self._records.class_(self._class_code, version)
            found = class_, meant(self._typed, class_.feature(self._code))
            self._by_version[version] = found
        return found

    def _completed(self, held: Product) -> bool:
        """Return whether a product lacks this feature alone."""
        if self._code not in self._required or not is_filled(etim_text(self._meant.text)):
            return False
        return set(self._missing(held)) == {self._code}

    def _missing(self, held: Product) -> Iterator[str]:
        features = held.product.features
        return (code for code in self._required if not is_filled(features.get(code)))

    def _shown(self, key: str, old: EtimText | None) -> Filled:
        new = reading_of(etim_text(self._meant.text), self._feature)
        before = shown_value(reading_of(old, self._feature), self._feature)
        return Filled(key, self._records.name(key), before, shown_value(new, self._feature))

    def made(self) -> FillPlan:
        """Return the plan."""
        value = shown_value(reading_of(etim_text(self._meant.text), self._feature), self._feature)
        return FillPlan(
            class_code=self._class_code,
            feature=self._feature,
            value=value,
            keys=tuple(self._keys),
            seen=self._seen,
            completes=self._completes,
            sample=tuple(self._sample),
            dropped=tuple(Dropped(why, tuple(keys)) for why, keys in self._dropped.items()),
            trouble=self._meant.trouble,
        )
