"""The files and their host: contents, links that end, parts, odd names, and what it was sent."""

from __future__ import annotations

import io
from decimal import Decimal
from urllib.parse import unquote

import pytest
from PIL import Image
from stdnum import ean

from tests.sandbox.loupe.kit import Loupe, loupe, read_csv
from workbench.sandbox.loupe.catalogue import samples
from workbench.sandbox.loupe.odd import ODD


async def _link(account: Loupe) -> str:
    return (await account.made())["fileUrl"]


async def test_the_first_samples_are_those_of_a_first_look(account: Loupe) -> None:
    tables = await account.tables()
    rows = tables["Product.csv"][:4]
    assert [(row["Supplier Code"], row["Style Name"], row["Supplier Cost"]) for row in rows] == [
        ("RG-1180", "Solitaire 0.70 ct", "612.00"),
        ("RG-1204", "Halo 0.90 ct", "948.50"),
        ("NK-0077", "Sapphire drop", "355.00"),
        ("ER-0410", "Studs 0.25 ct", "188.00"),
    ]
    assert {row["Seller Company"] for row in rows} == {"Kiran Jewels"}
    assert list(tables) == ["Product.csv", "Enterprise Costing.csv", "Retail Data.csv"]
    for barcode in filter(None, (row["Barcode"] for row in tables["Retail Data.csv"])):
        assert ean.is_valid(barcode)


async def test_odd_texts_come_through_unchanged() -> None:
    account = loupe(packing="product")
    data = (await account.files.get(await _link(account))).content
    rows = read_csv(data)
    assert [row["Description"] for row in rows] == [row.description for row in samples(300)]
    assert set(ODD) <= {row["Description"] for row in rows}
    assert b'"b""bb"' in data
    assert any('"' in row["Stone_1_Reference"] for row in rows)
    assert any('"' in row["Supplier Code"] for row in rows)
    assert any("\n" in row["Chain_1_Extra_Details"] for row in rows)
    assert any(row["Atelier Code"].startswith("0") for row in rows)


@pytest.mark.parametrize("home", [False, True])
async def test_costs_add_up_in_either_currency(account: Loupe, home: bool) -> None:
    wanted = "home" if home else "supplier"
    tables = await account.tables(GetEnterpriseCostingCCY=wanted)
    for row, sample in zip(tables["Enterprise Costing.csv"], samples(300), strict=True):
        parts = [
            Decimal(text) for name, text in row.items()
            if name.endswith("Cost") and name != "Total Cost" and text
        ]  # fmt: skip
        total = Decimal(row["Total Cost"])
        assert sum(parts) == total
        assert row["Costing Currency"] == ("GBP" if home else sample.seller.currency)
        exact = Decimal(sample.cost) / 100 * (Decimal(row["Exchange Rate"]) if home else 1)
        assert abs(total - exact) <= Decimal("0.005") * len(parts)


@pytest.mark.parametrize(
    ("packing", "column"),
    [("product", "Style Name"), ("costing", "Total Cost"), ("retail", "Barcode")],
)
async def test_a_link_may_lead_to_one_file(packing: str, column: str) -> None:
    account = loupe(packing=packing)
    answer = await account.files.get(await _link(account))
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert column in read_csv(answer.content)[0]


async def test_a_link_ends(account: Loupe) -> None:
    account.settings.link_seconds = 100
    link = await _link(account)
    account.clock.now += 99
    assert (await account.files.get(link)).status_code == 200
    account.clock.now += 1
    assert (await account.files.get(link)).status_code == 403
    assert (await account.files.get(link.replace("export.zip", ""))).status_code == 404
    broken = "/".join([*link.split("/")[:-2], "0" * 24, "export.zip"])
    assert (await account.files.get(broken)).status_code == 404


async def test_a_file_is_given_in_parts(account: Loupe) -> None:
    link = await _link(account)
    whole = await account.files.get(link)
    data, size, tag = whole.content, len(whole.content), whole.headers["etag"]
    assert whole.headers["accept-ranges"] == "bytes"
    for asked, start, end in [("0-9", 0, 10), (f"{size - 5}-", size - 5, size),
                              ("-7", size - 7, size), (f"10-{size * 2}", 10, size)]:  # fmt: skip
        headers = {"Range": f"bytes={asked}", "If-Range": tag}
        part = await account.files.get(link, headers=headers)
        assert (part.status_code, part.content) == (206, data[start:end])
        assert part.headers["content-range"] == f"bytes {start}-{end - 1}/{size}"
    beyond = await account.files.get(link, headers={"Range": f"bytes={size}-"})
    assert (beyond.status_code, beyond.headers["content-range"]) == (416, f"bytes */{size}")
    for odd in ("bytes=-", "bytes=1-2,4-5", "lines=1-2"):
        assert (await account.files.get(link, headers={"Range": odd})).status_code == 200
    account.settings.ranges = False
    refused = await account.files.get(link, headers={"Range": "bytes=0-9"})
    assert (refused.status_code, refused.headers["accept-ranges"]) == (200, "none")


async def test_a_changed_file_is_given_whole(account: Loupe) -> None:
    link = await _link(account)
    before = await account.files.get(link)
    account.settings.edition = 1
    headers = {"Range": "bytes=10-", "If-Range": before.headers["etag"]}
    after = await account.files.get(link, headers=headers)
    assert after.status_code == 200
    assert after.headers["etag"] != before.headers["etag"]
    assert after.content != before.content
    account.settings.edition = 0
    again = await account.files.get(link, headers=headers)
    assert (again.status_code, again.content) == (206, before.content[10:])


@pytest.mark.parametrize(
    "name", ["../../evil.csv", "CON.csv", 'a"b.csv', "año\r\nX-Evil: 1.csv", "銀.csv", "x" * 400]
)
async def test_a_file_may_bear_an_odd_name(name: str) -> None:
    account = loupe(file_name=name)
    answer = await account.files.get(await _link(account))
    assert unquote(answer.headers["content-disposition"].split("UTF-8''")[1]) == name
    assert "x-evil" not in answer.headers


async def test_the_host_sends_on_to_itself(account: Loupe) -> None:
    account.settings.hops = 2
    link = await _link(account)
    assert (await account.files.get(link)).status_code == 302
    answer = await account.files.get(link, follow_redirects=True)
    assert (answer.status_code, len(answer.history)) == (200, 2)


async def test_faults_reach_the_files(account: Loupe) -> None:
    link = await _link(account)
    fault = {"path": "/files/", "status": 302, "headers": {"Location": "http://192.0.2.9/x"}}
    await account.client.post("_faults", json={"faults": [fault]})
    assert (await account.client.get("api/exports")).status_code == 200
    answer = await account.files.get(link)
    assert (answer.status_code, answer.headers["location"]) == (302, "http://192.0.2.9/x")
    assert (await account.files.get(link)).status_code == 200


async def test_the_host_tells_what_it_was_sent(account: Loupe) -> None:
    link = await _link(account)
    await account.files.get(link, headers={"X-Seen": "yes"})
    seen = await account.control("_seen")
    assert [row["method"] for row in seen] == ["GET"]
    assert ["x-seen", "yes"] in seen[0]["headers"]
    assert link.endswith(seen[0]["path"])
    await account.client.delete("_seen")
    assert await account.control("_seen") == []


async def test_pictures_are_drawn() -> None:
    account = loupe(packing="product")
    rows = read_csv((await account.files.get(await _link(account))).content)
    links = {row["Product Type"]: row["Image_1_URL"] for row in rows[:40]}
    assert set(links) == {"Ring", "Necklace", "Earrings", "Bracelet"}
    pictures = set()
    for link in links.values():
        answer = await account.files.get(link)
        assert answer.headers["content-type"] == "image/png"
        assert Image.open(io.BytesIO(answer.content)).size == (400, 400)
        pictures.add(answer.content)
        tag = {"If-None-Match": answer.headers["etag"]}
        assert (await account.files.get(link, headers=tag)).status_code == 304
    assert len(pictures) == 4
    missing = await account.files.get(rows[57]["Image_1_URL"])
    assert missing.status_code == 404
    assert (await account.files.get("pictures/AZ1-1.png")).status_code == 404
