"""The notification that the service sends to the company: identifiers that are new or changed.

The document's method line is lost; PUT is sent unless another is asked for, because the external
system should "work according to the same principles".
"""

from __future__ import annotations

import base64
import urllib.error
import urllib.request

import msgspec

from workbench.sandbox.etim.world import Document, World

_SECONDS = 10


class Notification(msgspec.Struct, forbid_unknown_fields=True):
    """A body of `_notify`: where to; without any identifiers, those changed since the last one."""

    url: str
    method: str = "PUT"
    username: str = ""
    password: str = ""
    new: list[str] | None = None
    modified: list[str] | None = None
    deleted: list[str] | None = None


def contents(world: World, order: Notification) -> Document:
    """The body that is sent; what waited to be told counts as told."""
    if order.new is None and order.modified is None and order.deleted is None:
        waiting = world.waiting
        body: Document = {
            "new": list(waiting.new),
            "modified": list(waiting.modified),
            "deleted": list(waiting.deleted),
        }
        waiting.clear()
        return body
    return {
        "new": order.new or [],
        "modified": order.modified or [],
        "deleted": order.deleted or [],
    }


def send(order: Notification, body: Document) -> Document:
    """Sends a notification; blocks until the receiver answers. Tells the status or what failed."""
    if not order.url.startswith(("http://", "https://")):
        return {"status": 0, "error": "The address must begin with http:// or https://"}
    headers = {"Content-Type": "application/json"}
    if order.username:
        signed = base64.b64encode(f"{order.username}:{order.password}".encode()).decode()
        headers["Authorization"] = f"Basic {signed}"
    request = urllib.request.Request(  # noqa: S310 -- the scheme is looked at above
        order.url, msgspec.json.encode(body), headers, method=order.method
    )
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310 -- as above
            return {"status": answer.status, "sent": body}
    except urllib.error.HTTPError as error:
        error.close()
        return {"status": error.code, "sent": body}
    except OSError as error:
        return {"status": 0, "error": str(error)}
