"""Names of ETIM codes in the release that the program ships; the codes alone where it has none.

The release is opened when the first name is wanted, in whatever thread reads the row. It never
changes while the program runs.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from workbench.core.errors import WbError
from workbench.core.etim import EtimClass, EtimFeature
from workbench.core.resources import resource_path
from workbench.sources.etim.model import SHIPPED, Model
from workbench.sources.etim.model_file import ENDING

_KEPT = 4096


@lru_cache(maxsize=1)
def shipped() -> Model | None:
    """Return the release that comes with the program, None where its file is not there."""
    paths = sorted(resource_path(SHIPPED).glob(f"*{ENDING}"))
    try:
        return Model.open(paths[-1]) if paths else None
    except WbError:
        return None


def shipped_major() -> str:
    """Return the release that the names are of, as services write it ("10"); "" for none."""
    model = shipped()
    return model.release.major if model is not None else ""


def class_of_code(code: str) -> EtimClass:
    """Return a class with its features in order; not `known` where the release lacks it."""
    model = shipped()
    return model.class_(code) if model is not None and code else EtimClass(code, known=False)


@lru_cache(maxsize=_KEPT)
def class_named(name: str) -> str:
    """Return the code of the only class of a name, capitals aside; "" where none or several are."""
    model, wanted = shipped(), name.casefold()
    rows = model.classes(name) if model is not None else ()
    codes = {row.code for row in rows if row.name.casefold() == wanted}
    return codes.pop() if len(codes) == 1 else ""


@lru_cache(maxsize=_KEPT)
def class_name(code: str) -> str:
    """Return the name of a class, "" where the release has no such code."""
    return class_of_code(code).name


@lru_cache(maxsize=_KEPT)
def group_name(code: str) -> str:
    """Return the name of a group, "" where the release has no such code."""
    model = shipped()
    return model.group(code).name if model is not None and code else ""


@lru_cache(maxsize=_KEPT)
def feature_of(code: str) -> EtimFeature:
    """Return a feature without class; not `known` where the release lacks it."""
    model = shipped()
    return model.feature(code) if model is not None else EtimFeature(code, known=False)


@lru_cache(maxsize=_KEPT)
def value_name(code: str) -> str:
    """Return the name of a value, "" where the release has no such code."""
    model = shipped()
    return model.value(code).name if model is not None else ""


def features_named(text: str, limit: int) -> Sequence[EtimFeature]:
    """Return features whose name or code holds all words of a text, best first."""
    model = shipped()
    return model.features(text, limit) if model is not None else ()


def unit_of(code: str) -> str:
    """Return the unit of a feature, "" where classes have it in several or in none."""
    model = shipped()
    unit = model.unit_of_feature(code) if model is not None else None
    return (unit.abbreviation or unit.code) if unit is not None else ""
