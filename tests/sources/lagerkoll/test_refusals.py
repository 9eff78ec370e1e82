"""Numbered errors in plain words, however they come."""

from __future__ import annotations

import pytest

from tests.sources.lagerkoll.documents import client, page
from workbench.core.errors import ErrorCode, Sent, WbError
from workbench.net.errors import About, from_status
from workbench.net.requests import Reply, Request
from workbench.net.service_errors import read_service_error
from workbench.sources.lagerkoll.client import LagerkollClient
from workbench.sources.lagerkoll.refusals import SENTENCES, named

ABOUT = About("lagerkoll", "Lagerkoll", "update_article")


def refused(code: int, text: str | None = "Something went wrong", status: int = 400) -> WbError:
    said = f'"{text}"' if text is not None else "null"
    body = f'{{"errorCode":{code},"errorMessage":{said},"errorField":"price","errorData":null}}'
    return from_status(status, read_service_error(body.encode()), None, ABOUT)


class Refusing:
    def __init__(self, error: WbError) -> None:
        self.error = error

    async def send(self, request: Request) -> Reply:
        raise self.error


async def test_a_number_becomes_a_sentence():
    with pytest.raises(WbError) as caught:
        await LagerkollClient(Refusing(refused(900203))).changing.update_article("1", {})
    error = caught.value
    assert error.sentence == "“Something went wrong” Lagerkoll did not change the article."
    assert (error.code, error.service_code, error.field) == (ErrorCode.REFUSED, "900203", "price")
    assert (error.status, error.sent) == (400, Sent.YES)


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_every_number_has_words_of_its_own(code: str):
    error = named(refused(int(code), None))
    assert error.sentence == SENTENCES[code]
    assert len(set(SENTENCES.values())) == len(SENTENCES)


@pytest.mark.parametrize("status", [400, 403, 500])
def test_wrong_credentials_are_credentials_under_any_status(status: int):
    error = named(refused(900001, "Credentials don't match", status))
    assert error.code is ErrorCode.AUTH
    assert error.exit_status == 3


def test_an_unknown_number_keeps_what_was_said():
    error = refused(987654)
    assert named(error) is error


async def test_a_success_that_holds_an_error_is_one():
    asked, _sender = client(
        b'{"errorCode":900101,"errorMessage":"No","errorField":null,"errorData":null}'
    )
    with pytest.raises(WbError) as caught:
        await asked.articles.articles(since=0)
    assert caught.value.service_code == "900101"
    assert caught.value.sent is Sent.YES


async def test_an_article_that_speaks_of_errors_is_none():
    asked, _sender = client(page({"articleId": "1", "name": '"errorCode":900101'}))
    assert len((await asked.articles.articles(since=0)).articles or ()) == 1


@pytest.mark.parametrize(("status", "code"), [(404, ErrorCode.NOT_FOUND), (400, ErrorCode.REFUSED)])
def test_a_common_error_is_not_called_a_fault_of_the_service(status: int, code: ErrorCode):
    error = named(refused(900101, "No such path", status))
    assert error.sentence == "“No such path” Lagerkoll could not do what it was asked."
    assert error.code is code
