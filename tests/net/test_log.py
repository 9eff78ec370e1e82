"""The log holds facts; no secret in use passes it in any form."""

from __future__ import annotations

import base64
import io
import logging
from datetime import UTC, datetime
from urllib.parse import quote, quote_plus

import pytest
from msgspec.structs import replace

from tests.harness.canary import CANARIES, CanarySearch
from workbench.core.calls import CallRecord
from workbench.core.secret import Secret
from workbench.net.log import RequestLog, SecretFilter


def record(number: int) -> CallRecord:
    return CallRecord(
        datetime.now(UTC), "shop", "list", "GET", "a.test", "/v1/{id}", 200, number, 3, 1
    )


def test_the_last_thousand_calls_are_kept():
    log, seen = RequestLog(), []
    log.added.connect(lambda call, _bodies: seen.append(call))
    for number in range(1_050):
        log.add(record(number))
    assert [call.ms for call in log.calls] == list(range(50, 1_050))
    assert len(seen) == 1_050


def test_the_log_file_says_an_allow_list_of_facts(caplog):
    logging.getLogger("workbench").propagate = True
    with caplog.at_level("INFO", logger="workbench.net.log"):
        RequestLog().add(
            replace(
                record(7), values=(("id", "A-1"),), query=(("q", "lamp"),), account="main",
                base="https://a.test", sent=(("x-own", "b"),),
            )
        )  # fmt: skip
    said = caplog.messages[-1]
    assert said == (
        "call source=shop operation=list method=GET host=a.test path=/v1/{id} status=200 ms=7"
        " bytes=3 attempts=1 code="
    )


@pytest.fixture
def logger():
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(name)s %(message)s"))
    handler.addFilter(SecretFilter(map(Secret, CANARIES.values())))
    made = logging.getLogger("tests.net.filtered")
    made.propagate = False
    made.setLevel("DEBUG")
    made.addHandler(handler)
    yield made, stream
    made.removeHandler(handler)


def forms(secret: str) -> list[str]:
    raw = secret.encode()
    user = base64.b64encode(b"user:" + raw).decode()
    return [
        secret, repr(secret), quote(secret), quote(secret, safe=""), quote_plus(secret),
        base64.b64encode(raw).decode(), base64.urlsafe_b64encode(raw).decode(), user, raw.hex(),
        f"https://a.test/?key={quote(secret, safe='')}&x=1",
    ]  # fmt: skip


@pytest.mark.fault(67)
@pytest.mark.parametrize("secret", CANARIES.values(), ids=CANARIES)
def test_every_form_of_a_secret_is_taken_out(logger, secret):
    log, stream = logger
    for form in forms(secret):
        log.info("sent %s to %s", form, "shop")
        log.info(form.replace("%", "%%"))
        try:
            raise ValueError(form)  # noqa: TRY301
        except ValueError:
            log.exception("failed")
    written = stream.getvalue()
    assert CanarySearch().in_text(written, "log") == []
    assert written.count("•••") >= len(forms(secret))
    assert "to shop" in written


def test_other_words_stay(logger):
    log, stream = logger
    log.info("%s rows of %s", 5, "shop")
    assert stream.getvalue() == "tests.net.filtered 5 rows of shop\n"
