"""The sample data's own process and home."""

from __future__ import annotations

from pathlib import Path

import psutil

from workbench.app.compose import open_sandbox, sandbox_home
from workbench.app.demo import NAME, start_demo
from workbench.core.queries import Query


async def test_the_sample_data_answers_and_leaves_no_secret_and_no_process(home: Path) -> None:
    demo = start_demo()
    workspace = open_sandbox(sandbox_home(), demo.accounts, demo.vault)
    try:
        source = workspace.sources[0]
        account = workspace.accounts.find(source.id)
        assert account is not None
        assert account.name == account.bound == NAME
        session = workspace.session(source, source.resources[0], account)
        await session.ask(Query(text="mug", language="en"))
        assert session.status.total
        assert len(session.table) == min(52, session.status.total)
        secret = (await demo.vault.get(account, ["token"]))["token"].reveal()
    finally:
        await workspace.close()
        demo.stop()
    assert not psutil.pid_exists(demo.process.pid)
    check_files(home, secret.encode())


def check_files(home: Path, secret: bytes) -> None:
    files = [path for path in home.rglob("*") if path.is_file()]
    assert any(path.name == "cache.db" for path in files)
    assert all(secret not in path.read_bytes() for path in files)
