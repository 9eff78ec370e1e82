"""The class of a product as it is typed: by its code, or by its name in the release at hand.

A name must never go to the service in place of a code: the classification would be lost.
"""

from __future__ import annotations

import re
from typing import Final

from workbench.core.edits import Finding
from workbench.core.texts import tr
from workbench.core.values import Coded, Odd
from workbench.sources.etim.naming import class_name, class_named

_CODE: Final = re.compile(r"[A-Z]{1,3}\d{3,8}")
_LABEL: Final = re.compile(r".*\(([A-Z]{1,3}\d{3,8})\)\s*")
"""A name with its code behind it."""


def class_meant(text: str) -> object:
    """Return the class that a text means: a code is taken as it is, a name must be one class's."""
    plain = " ".join(text.split())
    labelled = _LABEL.fullmatch(plain)
    code = labelled[1] if labelled else plain.upper()
    if not _CODE.fullmatch(code):
        code = class_named(plain)
    return Coded(code, class_name(code) or code) if code else Odd(text)


def check_class(value: object) -> Finding | None:
    """Say of a text that means no class what would."""
    if not isinstance(value, Odd):
        return None
    typed = value.raw[:60]
    sentence = tr("“{typed}” is no class. Type its code, as EC000042, or its name.", typed=typed)
    return Finding("etim_class", sentence)
