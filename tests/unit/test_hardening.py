"""A process of Reflect leaves no core dump and lets no one look in."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="what Linux offers")

_CRASH = """
import os, resource, signal
resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)
if {harden}:
    from reflect.hardening import harden
    harden()
os.chdir({folder!r})
os.kill(os.getpid(), signal.SIGSEGV)
"""


def _crash(folder: Path, *, harden: bool) -> bool:
    """Whether the kernel says that it dumped core."""
    code = _CRASH.format(harden=harden, folder=str(folder))
    child = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.DEVNULL)
    import os

    _, status = os.waitpid(child.pid, 0)
    child.returncode = -1
    assert os.WIFSIGNALED(status)
    return os.WCOREDUMP(status)


@pytest.mark.requirement("R18")
def test_a_crash_leaves_no_core(tmp_path: Path) -> None:
    assert not _crash(tmp_path, harden=True)
    assert not list(tmp_path.iterdir())


@pytest.mark.requirement("R18")
def test_the_crash_test_can_see_a_core(tmp_path: Path) -> None:
    if not _crash(tmp_path, harden=False):
        pytest.skip("this machine dumps no core in any case")


@pytest.mark.requirement("R18")
def test_a_hardened_process_still_works() -> None:
    """What belongs to root in /proc after hardening is not needed by the journal."""
    code = """
import ctypes, os, resource, sys, tempfile, threading
from reflect.hardening import harden
os.chdir("/")
if os.geteuid() == 0:  # root may read everything
    os.setgid(65534)
    os.setuid(65534)
    ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)  # dropping root has taken it away already
os.environ["TMPDIR"] = "/tmp"
open("/proc/self/mem", "rb").close()
harden()
assert ctypes.CDLL(None).prctl(3, 0, 0, 0, 0) == 0
assert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)
with tempfile.NamedTemporaryFile() as file:
    assert os.stat(file.name).st_mode & 0o777 == 0o600
open("/proc/self/mounts").read()
open("/proc/self/status").read()
open("/proc/sys/kernel/random/boot_id").read()
assert os.listdir("/proc/self/fd")
try:
    open("/proc/self/mem", "rb")
except PermissionError:
    print("closed")
thread = threading.Thread(target=print, args=("thread",)); thread.start(); thread.join()
sys.stdout.flush()
os.execv("/bin/echo", ["echo", "replaced"])
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stderr == ""
    assert done.stdout.split() == ["closed", "thread", "replaced"]
