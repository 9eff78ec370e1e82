"""What the document leaves open, as switches that are set while the sandbox runs."""

from __future__ import annotations

import msgspec

from workbench.sandbox.loupe.packing import Packing

CONTROL_PATH = "/_settings"
"""Where the switches are read and set, behind the service's prefix; from loopback only."""


class Settings(msgspec.Struct, forbid_unknown_fields=True):
    """The switches.

    Attributes:
        token_seconds: lifetime of an access token (document: 600).
        rotate: a renewal gives a new refresh token and ends the old one.
        pasted: the token that needs no signing in is taken.
        pending_seconds: how long an export is made.
        link_seconds: how long a link to a file works once the export is ready.
        packing: what a link leads to, see `packing`.
        bare_create: a request for an export is answered with its link alone, as an update is.
        order_reply: an order is answered with its number and not with an empty body.
        file_name: the name that the file host gives a file, also one that no disk should bear.
        hops: how often the file host sends on to itself before it gives a file.
        ranges: the file host gives parts of files.
        edition: which edition of the files is given; another one has another order of rows.
    """

    token_seconds: float = 600
    rotate: bool = False
    pasted: bool = True
    pending_seconds: float = 3
    link_seconds: float = 7 * 86_400
    packing: Packing = "zip"
    bare_create: bool = False
    order_reply: bool = False
    file_name: str = ""
    hops: int = 0
    ranges: bool = True
    edition: int = 0

    def obey(self, body: bytes) -> None:
        """Sets the members that a body names. Raises msgspec.MsgspecError and changes nothing."""
        given = msgspec.json.decode(body, type=dict[str, msgspec.Raw])
        held = {name: msgspec.Raw(msgspec.json.encode(getattr(self, name))) for name in _NAMES}
        changed = msgspec.json.decode(msgspec.json.encode({**held, **given}), type=Settings)
        for name in _NAMES:
            setattr(self, name, getattr(changed, name))


_NAMES = Settings.__struct_fields__
