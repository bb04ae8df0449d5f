"""The ground every test stands on: no screen, no home of anyone's, one time zone, one language.

The environment is set before any test module is imported, since Qt and platformdirs read it once.
"""

from __future__ import annotations

import atexit
import os
import re
import shutil
import sys
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

HOME = Path(tempfile.mkdtemp(prefix="reflect-tests-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)


def _settle_environment() -> None:
    for name in list(os.environ):
        if name == "REFLECT_TESTS":
            continue
        if name.startswith(("REFLECT_", "QT_", "LC_", "XDG_")) or name in {"LANG", "LANGUAGE"}:
            del os.environ[name]
    os.environ.pop("DBUS_SESSION_BUS_ADDRESS", None)
    places = {
        "HOME": HOME,
        "USERPROFILE": HOME,
        "XDG_CONFIG_HOME": HOME / "config",
        "XDG_DATA_HOME": HOME / "data",
        "XDG_CACHE_HOME": HOME / "cache",
        "XDG_STATE_HOME": HOME / "state",
        "XDG_RUNTIME_DIR": HOME / "run",
    }
    for name, place in places.items():
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.environ[name] = str(place)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["LC_ALL"] = "C.UTF-8"
    os.environ["TZ"] = "Europe/Berlin"
    os.environ["PYTHONUTF8"] = "1"
    time.tzset()


_settle_environment()

# One profile for everyone: examples are few and derived from the test alone, so that a failure on
# one machine is a failure on all, and nothing depends on how busy the machine is.
settings.register_profile(
    "check",
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.register_profile(
    "soak", parent=settings.get_profile("check"), max_examples=600, derandomize=False
)
settings.load_profile("check")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--requirements",
        action="store_true",
        help="show which tests prove which requirement of SECURITY.md, and stop",
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("markexpr") == "soak" or os.environ.get("REFLECT_TESTS") == "soak":
        settings.load_profile("soak")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    proofs: dict[int, set[str]] = {}
    for item in items:
        for mark in item.iter_markers("requirement"):
            for name in mark.args or ("",):
                number = re.fullmatch(r"R([1-9]|[12]\d|3[0-5])", str(name))
                if number is None:
                    message = f"{item.nodeid}: {name!r} is no requirement (R1 to R35)"
                    raise pytest.UsageError(message)
                proofs.setdefault(int(number[1]), set()).add(item.nodeid.split("[")[0])
    if config.getoption("requirements"):
        reporter = config.pluginmanager.get_plugin("terminalreporter")
        assert reporter is not None
        for shown, tests in sorted(proofs.items()):
            reporter.write_line(f"R{shown}: " + ", ".join(sorted(tests)))
        items.clear()


def pytest_sessionfinish() -> None:
    # What Python made and Qt still holds is taken apart after Python (PySide 6.11): a crash at the
    # very end, with which a run that passed would fail.
    gui = sys.modules.get("PySide6.QtGui")
    if gui is not None and gui.QGuiApplication.instance() is not None:
        gui.QGuiApplication.clipboard().clear()


@pytest.fixture(scope="session")
def home() -> Path:
    """The home folder of this run: what Reflect writes outside a test's own folder lands here."""
    return HOME
