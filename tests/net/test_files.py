"""Files and pictures: no credential, checked places, resumed only where it is the same file."""

from __future__ import annotations

import asyncio
import hashlib

import httpx
import pytest

from tests.harness.waiting import until
from tests.net.kit import FakeClock, FakeService, Pieces, raw_server, read_request
from tests.net.tls import authority, server_context
from workbench.core.errors import ErrorCode, WbError
from workbench.core.jobs import Job, Jobs
from workbench.core.settings import ProxyMode
from workbench.net.files import Files
from workbench.net.network import Network
from workbench.net.parts import PartFile, PartNote, checked_name, url_hash

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 100
URL = "https://cdn.example.test/a/b.png?x=1"


def files(*script, addresses=("93.184.216.34",), loopback=False, network=None):
    service = FakeService(*script)

    async def resolver(_host, _port):
        return addresses

    made = Files(
        network or Network(ProxyMode.NONE), jobs=Jobs(), allow_loopback=loopback,
        transport=service, resolver=resolver, clock=FakeClock(), random=lambda: 0.5,
    )  # fmt: skip
    return made, service


def answer(status=200, body=PNG, **headers):
    return httpx.Response(
        status,
        headers={name.replace("_", "-"): value for name, value in headers.items()},
        stream=Pieces([body]),
    )


async def failure(work) -> WbError:
    with pytest.raises(WbError) as caught:
        await work
    return caught.value


# Pictures


async def test_a_picture_comes_from_the_checked_address_under_its_name():
    made, service = files(answer(etag='"1"', content_type="text/html"))
    picture = await made.picture(URL)
    assert (picture.data, picture.content_type, picture.etag) == (PNG, "image/png", '"1"')
    sent = service.requests[0]
    assert str(sent.url) == "https://93.184.216.34/a/b.png?x=1"
    assert sent.headers["host"] == "cdn.example.test"
    assert sent.extensions["sni_hostname"] == "cdn.example.test"
    assert set(sent.headers) == {"host", "accept", "accept-encoding", "user-agent"}
    assert sent.headers["accept-encoding"] == "identity"


@pytest.mark.fault(71)
@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.1.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "::1",
     "fe80::1%eth0", "fd00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
     "224.0.0.1", "100.64.0.1", "no address"],
)  # fmt: skip
async def test_private_addresses_are_not_asked(address):
    made, service = files(answer(), addresses=("93.184.216.34", address))
    assert (await failure(made.picture(URL))).code is ErrorCode.HOST
    assert service.requests == []


@pytest.mark.fault(71)
@pytest.mark.parametrize(
    "url",
    ["http://cdn.example.test/a.png", "file:///etc/passwd", "https://u:p@cdn.example.test/",
     "ftp://a/b", "", "https://"],
)  # fmt: skip
async def test_odd_links_are_not_opened(url):
    made, service = files(answer())
    assert (await failure(made.picture(url))).code is ErrorCode.HOST
    assert service.requests == []


@pytest.mark.fault(71)
async def test_redirects_are_checked_anew():
    made, service = files(answer(302, b"", location="http://127.0.0.1/x"))
    assert (await failure(made.picture(URL))).code is ErrorCode.HOST
    made, service = files(answer(302, b"", location="https://other.example.test/y"), answer())
    assert (await made.picture(URL)).data == PNG
    assert service.requests[1].headers["host"] == "other.example.test"
    made, service = files(answer(302, b"", location="/again"))
    assert (await failure(made.picture(URL))).code is ErrorCode.REDIRECT
    assert len(service.requests) == 4


@pytest.mark.fault(71)
async def test_this_machine_serves_only_accounts_of_this_machine():
    made, _ = files(answer(), addresses=("127.0.0.1",), loopback=True)
    assert (await made.picture("http://127.0.0.1:9001/x.png")).data == PNG
    made, service = files(answer(), addresses=("93.184.216.34",), loopback=True)
    assert (await failure(made.picture("http://cdn.example.test/x.png"))).code is ErrorCode.HOST
    assert service.requests == []


async def test_behind_a_proxy_names_are_left_to_it_and_private_numbers_are_refused():
    network = Network(ProxyMode.MANUAL, "http://proxy.test:3128")
    made, service = files(answer(), addresses=(), network=network)
    assert (await made.picture(URL)).data == PNG
    assert service.requests[0].url.host == "cdn.example.test"
    assert (await failure(made.picture("https://10.0.0.1/x"))).code is ErrorCode.HOST


@pytest.mark.fault(75)
@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"<svg xmlns='x' onload='x'></svg>", ErrorCode.DATA),
        (b"%PDF-1.7 ........", ErrorCode.DATA),
        (b"", ErrorCode.DATA),
        (PNG + b"\0" * (10 * 1024 * 1024), ErrorCode.BODY_BIG),
    ],
)
async def test_only_small_pictures_of_known_kinds_pass(body, code):
    made, _ = files(answer(body=body))
    assert (await failure(made.picture(URL))).code is code


async def test_a_missing_picture_says_where():
    made, service = files(answer(404))
    error = await failure(made.picture(URL))
    assert (error.sentence, error.code) == ("404 at supplier.", ErrorCode.NOT_FOUND)
    assert len(service.requests) == 1
    made, service = files(answer(503), answer())
    assert (await made.picture(URL)).data == PNG


# Downloads

CSV = b"id;name\n" + b"1;x\n" * 50_000


async def fetched(made, folder, name="export.csv", job=None):
    told: list[tuple[int, int | None]] = []
    path = await made.download(
        URL, folder, name, lambda done, total: told.append((done, total)), job or Job("1", "t", "d")
    )
    return path, told


async def test_a_download_is_whole_named_and_hashed(tmp_path):
    made, _ = files(answer(body=CSV, content_length=str(len(CSV))))
    path, told = await fetched(made, tmp_path)
    assert path == tmp_path / "export.csv"
    assert path.read_bytes() == CSV
    assert told[-1] == (len(CSV), len(CSV))
    manifest = (tmp_path / ".export.csv.sha256").read_text()
    assert manifest == f"{hashlib.sha256(CSV).hexdigest()}  export.csv\n"
    assert {each.name for each in tmp_path.iterdir()} == {"export.csv", ".export.csv.sha256"}
    assert path.stat().st_mode & 0o777 == 0o600
    made, _ = files(answer(body=CSV))
    assert (await fetched(made, tmp_path))[0] == tmp_path / "export (2).csv"


def half_then(second):
    """Cut after half of the file, then answer as `second` does."""

    class Cut(Pieces):
        async def __aiter__(self):
            yield CSV[:90_000]
            raise httpx.ReadError("cut")

    first = httpx.Response(
        200, headers={"etag": '"v1"', "content-length": str(len(CSV))}, stream=Cut([])
    )
    return first, second


@pytest.mark.fault(57)
async def test_a_cut_download_goes_on_where_it_stopped(tmp_path):
    def rest(request):
        assert request.headers["if-range"] == '"v1"'
        begin = int(request.headers["range"].removeprefix("bytes=").rstrip("-"))
        assert begin == 90_000
        return answer(206, CSV[begin:], etag='"v1"',
                      content_range=f"bytes {begin}-{len(CSV) - 1}/{len(CSV)}")  # fmt: skip

    made, service = files(*half_then(rest))
    path, _ = await fetched(made, tmp_path)
    assert path.read_bytes() == CSV
    assert len(service.requests) == 2


@pytest.mark.fault(57)
@pytest.mark.parametrize(
    "second",
    [
        answer(200, CSV[::-1], etag='"v2"', content_length=str(len(CSV))),
        lambda request: (
            answer(206, CSV[5:], content_range=f"bytes 5-9/{len(CSV)}")
            if "range" in request.headers
            else answer(200, CSV[::-1])
        ),
        lambda request: answer(416, b"") if "range" in request.headers else answer(200, CSV[::-1]),
    ],
)
async def test_a_changed_file_begins_anew(tmp_path, second):
    made, _ = files(*half_then(second))
    path, _ = await fetched(made, tmp_path)
    assert path.read_bytes() == CSV[::-1]


def test_a_part_is_resumed_only_for_its_own_link_and_with_proof(tmp_path):
    part = PartFile(tmp_path, "a.csv")
    part.begin(PartNote(url_hash("u"), '"v"', 100), 0)
    part.append(b"12345")
    assert part.resume_from("u")[0] == 5
    assert part.resume_from("other")[0] == 0
    part.begin(PartNote(url_hash("u"), "", 100), 5)
    assert part.resume_from("u")[0] == 0
    assert b"u" not in part.note_path.read_bytes().split(b"url_hash")[0]


async def test_attempts_without_progress_end_and_leave_nothing_final(tmp_path):
    made, service = files(answer(body=CSV[:-3], content_length=str(len(CSV)), etag='W/"weak"'))
    made, service = files(httpx.ReadError("x"))
    assert (await failure(fetched(made, tmp_path))).code is ErrorCode.CUT
    assert len(service.requests) == 6
    assert not (tmp_path / "export.csv").exists()


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [(b"<html>login</html>", 200, ErrorCode.BODY_WEB_PAGE), (b"", 404, ErrorCode.NOT_FOUND)],
)
async def test_what_is_no_file_is_named(tmp_path, body, status, code):
    made, _ = files(answer(status, body))
    assert (await failure(fetched(made, tmp_path))).code is code
    assert not (tmp_path / "export.csv").exists()


async def test_a_stopped_download_keeps_its_part(tmp_path):
    job = Job("1", "t", "d")

    class Endless(Pieces):
        async def __aiter__(self):
            for _ in range(1000):
                yield b"x" * 65536
                job.cancel()

    endless = httpx.Response(200, headers={"etag": '"v"'}, stream=Endless([]))
    made, _ = files(endless)
    assert (await failure(fetched(made, tmp_path, job=job))).code is ErrorCode.CANCELLED
    assert not (tmp_path / "export.csv").exists()
    assert PartFile(tmp_path, "export.csv").resume_from(URL)[0] > 0


async def test_a_caller_that_goes_away_stops_the_download_at_its_next_piece(tmp_path):
    pieces = 0

    class Slow(Pieces):
        async def __aiter__(self):
            nonlocal pieces
            while True:
                pieces += 1
                yield b"x" * 65536
                await asyncio.sleep(0.001)

    made, _ = files(httpx.Response(200, stream=Slow([])))
    task = asyncio.gather(fetched(made, tmp_path))
    await until(lambda: pieces > 2)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await until(lambda: made._jobs.pending == 0)


@pytest.mark.fault(72)
@pytest.mark.parametrize(
    "name",
    ["", "..", "../x.csv", "a/b", "C:\\x", "a\x00b", "x\u202egpj.exe", "CON.csv", "aux", " x", "x.",
     ".bashrc", "a" * 201, 'a"b', "a|b", "a:b", "x\n",
     "x.desktop", "x.csv.exe", "x.html", "x.svg", "x"],
)  # fmt: skip
async def test_odd_names_are_refused(tmp_path, name):
    made, service = files(answer())
    assert (await failure(fetched(made, tmp_path, name))).code is ErrorCode.FILE
    assert service.requests == []
    assert checked_name("shop_export_2026.csv") == "shop_export_2026.csv"


@pytest.mark.fault(71)
@pytest.mark.parametrize(("name", "good"), [("cdn.localhost", True), ("other.test", False)])
async def test_the_certificate_is_checked_for_the_name_not_the_address(tmp_path, name, good):
    made = authority(tmp_path, name)

    async def serve(reader, writer):
        assert b"Host: cdn.localhost" in await read_request(reader)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(PNG) + PNG)
        await writer.drain()

    async def resolver(_host, _port):
        return ("127.0.0.1",)

    jobs = Jobs()
    async with raw_server(serve, server_context(made)) as port:
        network = Network(ProxyMode.NONE, ca_file=str(made.ca))
        client = Files(network, jobs=jobs, allow_loopback=True, resolver=resolver)
        work = client.picture(f"https://cdn.localhost:{port}/x.png")
        if good:
            assert (await work).data == PNG
        else:
            assert (await failure(work)).code is ErrorCode.TLS
        await client.close()
    await jobs.close()
