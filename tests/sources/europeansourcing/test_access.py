"""Signing in by one header, and the sentence about what an account sees."""

from __future__ import annotations

import json

from tests.sources import kit
from workbench.core.secret import Secret
from workbench.sources.europeansourcing.access import authenticate, probe
from workbench.sources.europeansourcing.client import EuropeanSourcingClient


async def test_the_key_goes_into_its_header():
    auth = authenticate({"token": Secret("abc")})
    assert await auth.headers("product-api.europeansourcing.com") == {"x-auth-token": "abc"}


async def said(infos: object) -> str:
    answer = json.dumps({"supplier_profile_infos": infos}).encode()
    return await probe(EuropeanSourcingClient(kit.CannedSender(lambda _request: answer)))


async def test_what_an_account_sees():
    one = {"supplier_profile_id": 1, "product_count": 2549, "variant_count": "60045"}
    assert await said([one]) == "1 supplier profile, 2,549 products, 60,045 variants"
    assert await said([one, one]) == (
        "2 supplier profiles, 5,098 products, 120,090 variants (counted per profile)"
    )
    assert await said(None) == "0 supplier profiles, 0 products, 0 variants"
