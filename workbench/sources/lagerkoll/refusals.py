"""The service's numbered errors in plain sentences, and what must never be sent (document: Errors).

The numbers, not the HTTP status, say what went wrong: the document names a status for one alone.
"""

from __future__ import annotations

from typing import Final

import msgspec

from workbench.core.errors import ErrorCode, Sent, WbError, bad_input
from workbench.core.texts import mark, tr
from workbench.net.requests import Reply, Request, Sender
from workbench.net.service_errors import read_service_error

SENTENCES: Final = {
    "900001": mark("Lagerkoll does not accept the credentials of this account."),
    "900101": mark("Lagerkoll could not do what it was asked."),
    "900429": mark("Lagerkoll asks for fewer requests."),
    "900201": mark("Lagerkoll could not read the article."),
    "900202": mark("Lagerkoll did not create the article."),
    "900203": mark("Lagerkoll did not change the article."),
    "900204": mark("Lagerkoll did not delete the article."),
    "900211": mark("Lagerkoll could not read the batches of the article."),
    "900212": mark("Lagerkoll did not create the batch."),
    "900213": mark("Lagerkoll did not change the batch."),
    "900214": mark("Lagerkoll did not delete the batch."),
    "900221": mark("Lagerkoll could not read the serial numbers of the article."),
    "900222": mark("Lagerkoll did not create the serial number."),
    "900223": mark("Lagerkoll did not change the serial number."),
    "900224": mark("Lagerkoll did not delete the serial number."),
    "900232": mark("Lagerkoll did not import the articles."),
    "900233": mark("Lagerkoll could not read the import template."),
    "900234": mark("Lagerkoll did not add the import template."),
    "900235": mark("Lagerkoll did not change the import template."),
    "900236": mark("Lagerkoll did not delete the import template."),
    "900241": mark("Lagerkoll could not export the articles."),
    "900251": mark("Lagerkoll could not read the units of the article."),
    "900252": mark("Lagerkoll did not create the unit of the article."),
    "900253": mark("Lagerkoll did not change the unit of the article."),
    "900254": mark("Lagerkoll did not delete the unit of the article."),
    "900301": mark("Lagerkoll could not read the price lists."),
    "900601": mark("Lagerkoll could not read the suppliers."),
    "900803": mark("Lagerkoll did not change the template of custom fields."),
    "901222": mark("Lagerkoll did not accept the login."),
    "901702": mark("Lagerkoll could not read the stores."),
    "901801": mark("Lagerkoll could not read the units."),
    "901802": mark("Lagerkoll did not create the unit."),
    "902123": mark("The API has not been activated for this store."),
}
"""What each documented number means."""

_CODES: Final = {
    "900001": ErrorCode.AUTH,
    "901222": ErrorCode.AUTH,
    "900429": ErrorCode.RATE,
    "902123": ErrorCode.FORBIDDEN,
}
_HINTS: Final = {
    "900001": mark("Check store and key in the account; what waits goes on then."),
    "902123": mark("Activate the API in Lagerkoll's settings, then try again."),
}

WORDS_OF_ITS_OWN: Final = frozenset(
    {
        *("autocomplete", "batch", "bulk", "category", "customfields", "customfields_template"),
        *("export", "external", "fields", "fifo", "group", "history", "import", "labels", "list"),
        *("next_id", "serialnumber", "stockplaces", "stockvalue", "stockwarning", "supplier"),
        *("tag", "tags"),
    }
)
"""Article numbers that lead to another page of the service."""

_WITH_PAGES_BELOW: Final = frozenset(
    {
        *("batch", "bulk", "category", "customfields", "export", "external", "fields", "fifo"),
        *("history", "import", "labels", "stockwarning", "supplier"),
    }
)
"""Article numbers whose own pages are other pages of the service, as POST /export/{template}."""

_ARTICLE: Final = "/v1/articles/{id}"
_OF_ARTICLE: Final = ("/v1/articles/{id}/", "/v1/articles/{article_id}/")
_SMALL: Final = 4096


class Refusals:
    """Sends on what may be sent, and names what the service refuses."""

    def __init__(self, gateway: Sender) -> None:
        self._gateway = gateway

    async def send(self, request: Request) -> Reply:
        """Send a request and return its answer.

        Raises:
            WbError: as the gateway names it, in the words of `SENTENCES` where the service gave a
                number; code INPUT for an article number that would reach another page.
        """
        _check_number(request)
        failure: WbError
        try:
            reply = await self._gateway.send(request)
        except WbError as error:
            failure = named(error)
        else:
            _check_reply(request, reply)
            return reply
        raise failure


def named(error: WbError) -> WbError:
    """Return a failure in plain words where its number is known, else as it is."""
    sentence = SENTENCES.get(error.service_code)
    if sentence is None:
        return error
    # What the service says first: where room is short, its reason is what must be read.
    said = f"“{error.detail}” " if error.detail else ""
    return WbError(
        _CODES.get(error.service_code, error.code),
        f"{said}{tr(sentence)}",
        tr(_HINTS.get(error.service_code, "")) or error.hint,
        source=error.source,
        operation=error.operation,
        field=error.field,
        service_code=error.service_code,
        status=error.status,
        retryable=error.retryable,
        sent=error.sent,
        wait=error.wait,
        detail=error.detail,
    )


def _check_number(request: Request) -> None:
    number = request.values.get("id", "") or request.values.get("article_id", "")
    alone = request.path == _ARTICLE and number in WORDS_OF_ITS_OWN
    if alone or (request.path.startswith(_OF_ARTICLE) and number in _WITH_PAGES_BELOW):
        raise bad_input(
            tr("An article with the number “{number}” cannot be reached.", number=number),
            tr("The service has a page of that name; use its external number."),
            "id",
        )


class _Said(msgspec.Struct, rename="camel"):
    error_code: int | str | None = None


def _check_reply(request: Request, reply: Reply) -> None:
    """Refuse an answer that calls itself a success and holds an error."""
    body = reply.body
    if len(body) > _SMALL or b'"errorCode"' not in body:
        return
    try:
        code = msgspec.json.decode(body, type=_Said).error_code
    except msgspec.DecodeError:
        return
    if code in {None, "", 0}:
        return
    said = read_service_error(body)
    raise named(
        WbError(
            ErrorCode.REFUSED,
            tr("Lagerkoll refused the request."),
            tr("Change what it names, then try again."),
            source="lagerkoll",
            operation=request.operation,
            field=said.field,
            service_code=said.code,
            status=reply.status,
            sent=Sent.YES,
            detail=said.text,
        )
    )
