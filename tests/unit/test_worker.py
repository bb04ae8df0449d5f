"""One thread owns the vault; answers and failures come back through futures."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

import pytest

from reflect.errors import Interrupted, WrongPassphrase
from reflect.worker import InlineWorker, Stop, Worker

if TYPE_CHECKING:
    from reflect.vault import OpenVault


class _Vault:
    """Counts what a worker does to a vault; on which thread."""

    def __init__(self) -> None:
        self.threads = {threading.get_ident()}
        self.settled = 0
        self.closed = 0

    def settle(self) -> None:
        self.threads.add(threading.get_ident())
        self.settled += 1

    def close(self) -> None:
        self.threads.add(threading.get_ident())
        self.closed += 1


Make = Callable[[Callable[[], "OpenVault"]], Worker | InlineWorker]


def _append(done: list[int], number: int, _: OpenVault) -> None:
    done.append(number)


def _opener(kept: list[_Vault]) -> Callable[[], OpenVault]:
    def open_it() -> OpenVault:
        kept.append(_Vault())
        return cast("OpenVault", kept[0])

    return open_it


@pytest.mark.parametrize("make", [Worker, InlineWorker])
def test_answers_and_failures_come_back(make: Make) -> None:
    kept: list[_Vault] = []
    worker = make(_opener(kept))
    worker.opened.result(10)

    def fail(_: OpenVault) -> int:
        raise WrongPassphrase

    assert worker.submit(lambda vault: vault is cast("OpenVault", kept[0])).result(10)
    with pytest.raises(WrongPassphrase):
        worker.submit(fail).result(10)
    assert worker.submit(lambda _: 7).result(10) == 7
    worker.close()
    worker.close()
    assert kept[0].closed == 1


@pytest.mark.parametrize("make", [Worker, InlineWorker])
def test_a_vault_that_does_not_open_fails_every_job_alike(make: Make) -> None:
    def refuse() -> OpenVault:
        raise WrongPassphrase

    worker = make(refuse)
    assert isinstance(worker.opened.exception(10), WrongPassphrase)
    assert isinstance(worker.submit(lambda _: 1).exception(10), WrongPassphrase)
    worker.close()


@pytest.mark.parametrize("make", [Worker, InlineWorker])
def test_nothing_is_taken_after_the_close(make: Make) -> None:
    worker = make(_opener([]))
    worker.close()
    with pytest.raises(RuntimeError):
        worker.submit(lambda _: 1).result(10)


def test_opening_jobs_settling_and_closing_share_one_thread_that_is_not_ours() -> None:
    kept: list[_Vault] = []
    worker = Worker(_opener(kept))
    ran_on = worker.submit(lambda _: threading.get_ident()).result(10)
    worker.close()
    assert kept[0].threads == {ran_on}
    assert ran_on != threading.get_ident()


def test_jobs_run_in_order_and_all_of_them_before_the_close() -> None:
    kept: list[_Vault] = []
    done: list[int] = []
    worker = Worker(_opener(kept))
    gate = threading.Event()
    worker.submit(lambda _: gate.wait(10))
    for number in range(20):
        worker.submit(partial(_append, done, number))
    gate.set()
    worker.close()
    assert done == list(range(20))
    assert kept[0].closed == 1


def test_it_settles_only_when_nobody_is_waiting() -> None:
    kept: list[_Vault] = []
    worker = Worker(_opener(kept))
    gate = threading.Event()
    worker.submit(lambda _: gate.wait(10))
    for _ in range(20):
        worker.submit(lambda _: None)
    gate.set()
    worker.close()
    assert kept[0].settled == 1


def test_a_failure_to_close_is_told() -> None:
    class _Stuck(_Vault):
        def close(self) -> None:
            raise WrongPassphrase

    worker = Worker(lambda: cast("OpenVault", _Stuck()))
    with pytest.raises(WrongPassphrase):
        worker.close()


def test_a_stop_ends_a_job_from_another_thread() -> None:
    stop = Stop()
    running = threading.Event()
    worker = Worker(_opener([]))

    def long_job(_: OpenVault) -> None:
        while True:
            running.set()
            stop.check()

    future = worker.submit(long_job)
    assert running.wait(10)
    stop.request()
    assert isinstance(future.exception(10), Interrupted)
    assert stop()
    worker.close()


def test_a_program_that_forgets_to_close_ends_after_its_last_job() -> None:
    code = """
import sys
from reflect.worker import Worker
class Vault:
    def settle(self): pass
    def close(self): pass
worker = Worker(Vault)
worker.submit(lambda vault: print("saved", flush=True))
assert "reflect.vault" not in sys.modules and "sqlcipher3" not in sys.modules
"""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout == "saved\n"
