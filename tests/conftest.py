"""What every test starts from: its own settings folder, English, no screen, and nothing left open behind it."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["ANNOTATOR_LANGUAGE"] = "en"

# ANNOTATOR_FUZZ: `short` (the default), `long` (make slow), or `night`.
_FUZZ = {"short": 50, "long": 1_000, "night": 50_000}
for _name, _examples in _FUZZ.items():
    settings.register_profile(
        _name, max_examples=_examples, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
    )
settings.load_profile(os.environ.get("ANNOTATOR_FUZZ", "short"))


@pytest.fixture(scope="session")
def repository() -> Path:
    """The checkout that the tests run in."""
    return ROOT


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of reference articles beside the checkout; the test is skipped where there is none."""
    folder = ROOT.parent / "shared" / "corpus"
    if not (folder / "derna.txt").is_file():
        pytest.skip("the reference articles are not here")
    return folder


@pytest.fixture(scope="session")
def need() -> Callable[[bool, str], None]:
    """Skip a test where a piece of the system is missing, `need(found, "Amiri")`; in CI that is a failure."""

    def check(found: bool, what: str) -> None:
        if found:
            return
        if os.environ.get("CI") == "true":
            pytest.fail(f"{what}: missing here; .ci/setup installs it")
        pytest.skip(f"{what}: missing here")

    return check


@pytest.fixture(scope="session")
def unicode_data(need: Callable[[bool, str], None]) -> Path:
    """The folder of Unicode's own files, the bidi conformance tests among them (Debian: unicode-data)."""
    folder = Path("/usr/share/unicode")
    need((folder / "BidiTest.txt").is_file(), "Unicode's test files")
    return folder


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings, device id and state of the program go to a folder of this test's own."""
    monkeypatch.setenv("ANNOTATOR_HOME", str(tmp_path_factory.mktemp("home")))


@pytest.fixture(autouse=True)
def _nothing_left_open(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Every test closes its files and ends its threads."""
    scratch = str(tmp_path_factory.getbasetemp())
    files, threads = _open_files(scratch), set(threading.enumerate())
    yield
    _wait_for(lambda: not set(threading.enumerate()) - threads)
    running = sorted(thread.name for thread in set(threading.enumerate()) - threads)
    assert not running, f"threads still running: {running}"
    left = sorted(_open_files(scratch) - files)
    assert not left, f"files still open: {left}"


def _open_files(folder: str) -> set[str]:
    """Paths below `folder` that this process holds open, as `number path`; nothing where the system doesn't tell."""
    table = Path("/proc/self/fd")
    found = set()
    for entry in table.iterdir() if table.is_dir() else ():
        try:
            target = str(entry.readlink())
        except OSError:
            continue
        if target.startswith(folder):
            found.add(f"{entry.name} {target}")
    return found


def _wait_for(done: Callable[[], bool], seconds: float = 2.0) -> None:
    """Give threads that are ending the time to end."""
    limit = time.monotonic() + seconds
    while not done() and time.monotonic() < limit:
        time.sleep(0.01)
