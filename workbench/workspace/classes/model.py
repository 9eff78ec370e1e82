"""What the class page, bulk fill and class change are told, in plain values for the window."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

import msgspec

from workbench.core.etim import EtimFeature, EtimGroup, EtimRelease
from workbench.core.etim_reports import Finding, HeatMap, Payoff
from workbench.edits.drafts import State


class Choice(msgspec.Struct, frozen=True):
    """A value that can be chosen for a feature.

    Attributes:
        code: what is staged: "EV000179", "true", "NA", "UN".
        name: in the language of the model; "Not applicable", "Unknown", "Yes", "No" in the
            window's.
        used: how many loaded products of the class have it, staged values counted.
    """

    code: str
    name: str
    used: int = 0


class FeatureValue(msgspec.Struct, frozen=True):
    """A value of a feature.

    Attributes:
        text: canonical: the code, "true", "80", "2..4.5", "NA", "UN"; "" for none.
        shown: in words, without the unit; of a code that is in no release, the code.
        known: False where the release has no such code, or the feature does not allow it.
    """

    text: str = ""
    shown: str = ""
    known: bool = True

    @property
    def ends(self) -> tuple[str, str]:
        """Both ends of a range for two fields; the second one is "" for anything else."""
        low, _sign, high = self.text.partition("..")
        return low, high


class SheetRow(msgspec.Struct, frozen=True):
    """A feature of one product.

    Attributes:
        feature: of the class, with its unit, type and allowed values; not `known` where the class
            of this release does not have it.
        place: number in the order of the class, from 1; 0 for one that the class does not have.
        theirs: as the service has it.
        mine: as it is staged; None where nothing is.
        state: of the staged value, None where nothing is staged.
        required: whether it counts for completeness (the mask of the class).
        trouble: what is wrong with the value that is shown, "" for nothing.
    """

    feature: EtimFeature
    place: int
    theirs: FeatureValue
    mine: FeatureValue | None = None
    state: State | None = None
    required: bool = True
    trouble: str = ""

    @property
    def value(self) -> FeatureValue:
        """The value that is shown: staged, else theirs."""
        return self.theirs if self.mine is None else self.mine


class ClassSheet(msgspec.Struct, frozen=True):
    """One product by its class.

    Attributes:
        key: of the row.
        code: of the class that is shown (staged, else theirs), "" without one.
        name: of the class, "" where the release does not have it.
        known: whether the release has the class.
        group: of the class.
        class_version: the class's own version in the release, 0 where it is not known.
        version: the ETIM release that the product names ("10"), "" for none.
        release: by which it is shown: that of `version`, or the newest where it is not at hand.
        exact: whether `release` is of `version`.
        rows: features in order, then those that the class does not have.
        filled: how many of the required ones have a value.
        required: how many count.
        changed: whether class or release are staged.
        theirs: code of the class at the service.
        why_not: why the features cannot be changed, "" where they can.
    """

    key: str
    code: str
    name: str
    known: bool
    group: EtimGroup
    class_version: int
    version: str
    release: EtimRelease
    exact: bool
    rows: tuple[SheetRow, ...]
    filled: int
    required: int
    changed: bool = False
    theirs: str = ""
    why_not: str = ""

    def row(self, feature: str) -> SheetRow | None:
        """Return the row of a feature, None where there is none."""
        return next((row for row in self.rows if row.feature.code == feature), None)


class LostValue(msgspec.Struct, frozen=True):
    """A value that a change of class costs one product.

    Attributes:
        key: of the product.
        name: of the product.
        feature: of its present class.
        value: that would be lost.
        why: in words.
    """

    key: str
    name: str
    feature: EtimFeature
    value: FeatureValue
    why: str


class Loss(msgspec.Struct, frozen=True):
    """What a change of class does; nothing is staged yet.

    Attributes:
        keys: products that change.
        class_code, version: the new ones.
        lost: values that would be lost, by product and in the order of its class.
        kept: how many values are carried over.
        unfilled: how many features of the new class stay without value, over all products.
        kept_out: products that cannot be changed, by reason.
    """

    keys: tuple[str, ...]
    class_code: str
    version: str
    lost: tuple[LostValue, ...]
    kept: int
    unfilled: int
    kept_out: Mapping[str, int] = {}


class Dropped(msgspec.Struct, frozen=True):
    """Why the service would drop a value, with the products concerned."""

    why: str
    keys: tuple[str, ...]


class Filled(msgspec.Struct, frozen=True):
    """One product of a bulk fill, before and after."""

    key: str
    name: str
    before: FeatureValue
    after: FeatureValue


class FillPlan(msgspec.Struct, frozen=True):
    """What a bulk fill would do; nothing is staged yet.

    Attributes:
        class_code: of the products.
        feature: that is filled.
        value: that it gets.
        keys: products that would change.
        seen: products of the class that are loaded.
        completes: how many of them lack nothing afterwards that lack something now.
        sample: the first five.
        dropped: products whose value the service would drop, or that it cannot take; they are
            not among `keys`.
        trouble: why what was typed cannot be meant, "" where it can; then `keys` is empty.
    """

    class_code: str
    feature: EtimFeature
    value: FeatureValue
    keys: tuple[str, ...] = ()
    seen: int = 0
    completes: int = 0
    sample: tuple[Filled, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    trouble: str = ""


class Overview(msgspec.Struct, frozen=True):
    """How complete the loaded products are.

    Attributes:
        release: by which it was reckoned.
        products: how many were looked at.
        classified: how many of them have a class.
        heat: classes by features.
        worklist: by pay-off.
        findings: what the checks found, by product.
        unknown: classes that the release does not have, with the number of their products.
        missing: rows whose document is not on this machine.
    """

    release: EtimRelease
    products: int
    classified: int
    heat: HeatMap
    worklist: tuple[Payoff, ...]
    findings: tuple[Finding, ...]
    unknown: Mapping[str, int]
    missing: int = 0


class DeadLink(msgspec.Struct, frozen=True):
    """A link of a product that leads nowhere, with the reason."""

    key: str
    url: str
    why: str


class TextRow(msgspec.Struct, frozen=True):
    """A text in one language.

    Attributes:
        text: names the text.
        title: of the text, marked.
        language: ISO 639-1.
        field: id of the field that holds it.
        theirs: as the service has it, "" for none.
        mine: as it is staged; None where nothing is.
        missing: whether it is empty while another language has it.
        why_not: why it cannot be typed, "" where it can.
    """

    text: str
    title: str
    language: str
    field: str
    theirs: str
    mine: str | None = None
    missing: bool = False
    why_not: str = ""

    @property
    def value(self) -> str:
        """The text that is shown: staged, else theirs."""
        return self.theirs if self.mine is None else self.mine


class CellTrouble(msgspec.Struct, frozen=True):
    """A cell of a class workbook that was not taken: its address ("D7") and why."""

    cell: str
    key: str
    feature: str
    typed: str
    why: str


class ClassIntake(msgspec.Struct, frozen=True):
    """A class workbook that was read back; nothing is staged yet.

    Attributes:
        class_code: that the workbook is of.
        values: new values: key, feature code, canonical text.
        rows: products that were read.
        same: cells that say what is there already.
        troubles: cells that were not taken.
        unknown: keys that are not among the loaded rows.
    """

    class_code: str
    values: tuple[tuple[str, str, str], ...]
    rows: int
    same: int
    troubles: tuple[CellTrouble, ...]
    unknown: tuple[str, ...]


class Happening(StrEnum):
    """What a service said about a record since it was read; the value is what is kept."""

    NEW = "new"
    CHANGED = "changed"
    DELETED = "deleted"


class ChangeMark(msgspec.Struct, frozen=True):
    """What a service said about one record, and when."""

    what: Happening
    at: datetime


class ClassCount(msgspec.Struct, frozen=True):
    """A class of loaded products; code "" counts those without one."""

    code: str
    name: str
    group: EtimGroup
    count: int
    known: bool = True


class FeatureShare(msgspec.Struct, frozen=True):
    """How many loaded products of a class have a value for a feature."""

    feature: EtimFeature
    filled: int
    of: int
    required: bool = True

    @property
    def percent(self) -> int:
        """The share with a value, rounded down; 0 without products."""
        return self.filled * 100 // self.of if self.of else 0
