"""What holds for every test: a home of its own, no foreign network, one loop, no secret written.

- `async def test_...` runs on a plain asyncio loop, or on the window's loop if it uses `qtbot` or
  `qapp`; a task that still runs at its end fails it (harness/loop.py).
- WORKBENCH_HOME, HOME and the message bus point to a fresh folder and to nowhere.
- A connection to another machine fails the test (harness/network.py).
- A skipped or expected-to-fail test is a failure.
- At the end the homes are searched for the secrets of harness/canary.py.
- `secret_service` gives a test a real, private keyring.
"""

from __future__ import annotations

import asyncio
import gc
import inspect
import os
import tempfile
from collections.abc import Callable, Coroutine, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.harness import network
from tests.harness.canary import CanarySearch
from tests.harness.loop import run_test
from tests.harness.secret_service import SecretService, running

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LC_ALL"] = "C.UTF-8"
os.environ.pop("QT_STYLE_OVERRIDE", None)
for _name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
    os.environ.pop(_name, None)
    os.environ.pop(_name.lower(), None)

# The same examples in every run; how fast the machine is proves nothing.
settings.register_profile(
    "workbench",
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("workbench")

_GUARD = network.install()
_SEARCH = CanarySearch()
_QT_FIXTURES = frozenset({"qapp", "qtbot", "qtmodeltester"})


# A Qt object that is collected in a thread of the program ends the process: as the window does, the
# tests collect in their own thread alone, between each other.
gc.disable()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown() -> Generator[None, None, None]:
    """Collect what a test left, once enough has gathered."""
    yield
    counts, limits = gc.get_count(), gc.get_threshold()
    due = [at for at in range(3) if counts[at] > limits[at] > 0]
    if due:
        gc.collect(max(due))


# Coroutine tests


def _new_loop(item: pytest.Function) -> asyncio.AbstractEventLoop:
    if not _QT_FIXTURES & set(item.fixturenames):
        return asyncio.new_event_loop()
    import qasync

    return qasync.QEventLoop(item.funcargs["qapp"])


def _run(item: pytest.Function, test: Coroutine[Any, Any, None]) -> None:
    loop = _new_loop(item)
    try:
        run_test(loop, test)
    finally:
        loop.close()


def _run_examples(
    item: pytest.Function, test: Callable[..., Coroutine[Any, Any, None]]
) -> Callable[..., None]:
    def run_one(*args: Any, **kwargs: Any) -> None:
        _run(item, test(*args, **kwargs))

    return run_one


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run coroutine tests, and each example of coroutine tests of hypothesis, on a loop."""
    function = pyfuncitem.obj
    hypothesis = getattr(function, "hypothesis", None)
    if hypothesis is not None and inspect.iscoroutinefunction(hypothesis.inner_test):
        hypothesis.inner_test = _run_examples(pyfuncitem, hypothesis.inner_test)
        return None
    if not inspect.iscoroutinefunction(function):
        return None
    wanted = inspect.signature(function).parameters
    _run(pyfuncitem, function(**{name: pyfuncitem.funcargs[name] for name in wanted}))
    return True


@pytest.fixture(scope="session")
def qapp(qapp: Any) -> Any:
    """The one application; closing a window ends neither it nor the loop of a test."""
    qapp.setQuitOnLastWindowClosed(False)
    return qapp


# The world around a test


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of all homes; searched for secrets when the last test is done."""
    folder = tmp_path_factory.mktemp("homes")
    yield folder
    leaks = _SEARCH.in_folder(folder)
    assert not leaks, "secrets were written: " + "; ".join(map(str, leaks))


@pytest.fixture(autouse=True)
def home(homes: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh WORKBENCH_HOME; the user's own files and keyring are out of reach."""
    folder = Path(tempfile.mkdtemp(dir=homes))
    workbench = folder / "workbench"
    workbench.mkdir()
    monkeypatch.setenv("WORKBENCH_HOME", str(workbench))
    monkeypatch.setenv("HOME", str(folder))
    for name in ("DATA", "CONFIG", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(folder / name.lower()))
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={folder / 'no-bus'}")
    # Else the library picks among every backend class that any test has defined.
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    return workbench


@pytest.fixture(autouse=True)
def stay_on_this_machine() -> Iterator[None]:
    """Fail a test that reached for another machine, even if the program swallowed the refusal."""
    _GUARD.take()
    yield
    refused = _GUARD.take()
    assert not refused, f"tests stay on this machine: {refused}"


@pytest.fixture(scope="session")
def _secret_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecretService]:
    with running(tmp_path_factory.mktemp("keyring")) as service:
        yield service


@pytest.fixture
def secret_service(
    _secret_service: SecretService, monkeypatch: pytest.MonkeyPatch
) -> Iterator[SecretService]:
    """A real, unlocked secret service on a private bus; `keyring` uses it during the test."""
    import keyring
    from keyring.backends.SecretService import Keyring

    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", _secret_service.address)
    before = keyring.get_keyring()
    keyring.set_keyring(Keyring())
    yield _secret_service
    keyring.set_keyring(before)


# Verdicts


def _refuse_skips(report: pytest.TestReport | pytest.CollectReport) -> None:
    if report.outcome == "skipped" or hasattr(report, "wasxfail"):
        reason = getattr(report, "wasxfail", report.longrepr)
        report.outcome = "failed"
        report.longrepr = f"a test that does not run proves nothing: {reason}"
        vars(report).pop("wasxfail", None)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail skipped tests, and tests in whose output a secret stands."""
    report = yield
    _refuse_skips(report)
    if report.when == "teardown" and report.outcome == "passed":
        leaks = [leak for name, text in report.sections for leak in _SEARCH.in_text(text, name)]
        if leaks:
            report.outcome = "failed"
            report.longrepr = f"{item.nodeid} printed secrets: " + "; ".join(map(str, leaks))
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Fail files that skip themselves."""
    report = yield
    _refuse_skips(report)
    return report
