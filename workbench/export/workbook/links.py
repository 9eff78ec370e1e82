"""Links of a sheet: web addresses only, as many as a sheet can hold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

from workbench.export.workbook.strings import attribute

MOST = 65_530
"""Links that a sheet can hold."""
_LONGEST = 2_079
"""Characters of an address that Excel accepts."""
_SAFE = "!#$%&'()*+,-./:;=?@_~"
_WEB = re.compile(r"https?://[^\s/?#]", re.IGNORECASE)
_USUAL = re.compile(r"https?://[A-Za-z0-9.-]*[A-Za-z0-9](?:/[A-Za-z0-9._~/?=&+,;-]*)?")
_SHORT = 1_000
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def target(url: str) -> str | None:
    """Return an address as a link's target; None where it is no web address.

    Other schemes stay text: an opened workbook must not start anything else by a click.
    """
    if len(url) < _SHORT and _USUAL.fullmatch(url):
        return url
    if not _WEB.match(url) or len(url) > _LONGEST:
        return None
    try:
        parts = urlsplit(url)
        usable = bool(parts.hostname) and parts.port != 0
        quoted = quote(_STRAY_PERCENT.sub("%25", url), safe=_SAFE)
    except ValueError:
        return None
    return quoted if usable and len(quoted) <= _LONGEST else None


@dataclass
class Links:
    """The links of one sheet, in the order met.

    Attributes:
        most: how many it takes.
        refused: web addresses met after that.
    """

    most: int = MOST
    refused: int = 0
    _held: list[tuple[str, str]] = field(default_factory=list)

    def add(self, url: str, place: str) -> bool:
        """Remember the link of a cell; whether the cell can be clicked."""
        found = target(url)
        if found is None:
            return False
        if len(self._held) >= self.most:
            self.refused += 1
            return False
        self._held.append((place, found))
        return True

    def __len__(self) -> int:
        return len(self._held)

    def elements(self) -> Iterable[str]:
        """Give the sheet's own part of each link."""
        for number, (place, url) in enumerate(self._held, 1):
            _, _, fragment = url.partition("#")
            location = f' location="{attribute(fragment)}"' if fragment else ""
            yield f'<hyperlink ref="{place}" r:id="rId{number}"{location}/>'

    def relations(self) -> Iterable[str]:
        """Give each link's target."""
        for number, (_, url) in enumerate(self._held, 1):
            yield (
                f'<Relationship Id="rId{number}" Type="http://schemas.openxmlformats.org/'
                'officeDocument/2006/relationships/hyperlink" '
                f'Target="{attribute(url.partition("#")[0])}" TargetMode="External"/>'
            )
