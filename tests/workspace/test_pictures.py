"""Pictures come over lines that are closed with the workspace, and after what was under way."""

from __future__ import annotations

import asyncio

from msgspec.structs import replace

from tests.harness.waiting import until
from tests.net.kit import raw_server, read_request
from tests.workspace.kit import ACCOUNT
from workbench.core.accounts import Account
from workbench.core.folders import folders_in
from workbench.core.jobs import Jobs
from workbench.core.settings import ProxyMode
from workbench.net.log import RequestLog
from workbench.sources import ALL
from workbench.store.secrets import MemoryVault
from workbench.store.stores import Stores
from workbench.workspace.workspace import Workspace

PNG = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\6\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\x9cc"
    b"\0\1\0\0\5\0\1\r\n-\xb4\0\0\0\0IEND\xaeB`\x82"
)


class Host:
    """Answers with pictures over lines that stay open, and knows which are."""

    def __init__(self) -> None:
        self.asked = self.open = 0
        self.go_on = asyncio.Event()
        self.go_on.set()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.open += 1
        try:
            while True:
                await read_request(reader)
                self.asked += 1
                await self.go_on.wait()
                head = f"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: {len(PNG)}"
                writer.write(f"{head}\r\n\r\n".encode() + PNG)
                await writer.drain()
        finally:
            self.open -= 1


def workspace_in(home) -> Workspace:
    account: Account = ACCOUNT
    folders = folders_in(home).make()
    made = Workspace(
        folders, Stores(folders), ALL, Jobs(), vault=MemoryVault(), log=RequestLog(),
        demo=(account,),
    )  # fmt: skip
    made.settings = replace(made.settings, proxy_mode=ProxyMode.NONE)
    return made


async def test_no_line_stays_open_after_the_end(tmp_path):
    host = Host()
    async with raw_server(host.serve) as port:
        workspace = workspace_in(tmp_path)
        pictures = workspace.pictures(ACCOUNT)
        urls = [f"http://127.0.0.1:{port}/{number}.png" for number in range(4)]
        found = await asyncio.gather(*map(pictures.fetch, urls))
        assert found == [PNG] * 4
        assert host.open > 0
        await workspace.close()
        await until(lambda: host.open == 0)


async def test_other_settings_close_the_lines_after_what_is_under_way(tmp_path):
    host = Host()
    async with raw_server(host.serve) as port:
        workspace = workspace_in(tmp_path)
        host.go_on.clear()
        pictures = workspace.pictures(ACCOUNT)
        fetched = workspace.jobs.spawn(
            "picture", pictures.fetch(f"http://127.0.0.1:{port}/1.png"), awaited=True
        )
        await until(lambda: host.asked == 1)
        workspace.change_settings(lambda held: replace(held, proxy_mode=ProxyMode.SYSTEM))
        assert workspace.pictures(ACCOUNT) is not pictures
        assert host.open == 1
        host.go_on.set()
        assert await fetched == PNG
        await until(lambda: host.open == 0)
        await workspace.close()
