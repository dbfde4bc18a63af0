"""One holder at a time, and none that is dead."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from articles.search.locks import FileLock, LockTimeoutError

HOLD = "import sys, time; from articles.search.locks import FileLock; from pathlib import Path\n"
HOLD += "lock = FileLock(Path(sys.argv[1])); lock.acquire(); print('held', flush=True); time.sleep(60)"


def test_two_objects_exclude_each_other(tmp_path: Path) -> None:
    one, other = FileLock(tmp_path / "lock"), FileLock(tmp_path / "lock")
    assert one.acquire()
    assert not other.acquire()
    one.release()
    assert other.acquire()


def test_the_holder_may_take_it_again(tmp_path: Path) -> None:
    one, other = FileLock(tmp_path / "lock"), FileLock(tmp_path / "lock")
    with one.held(0):
        with one.held(0):
            assert not other.acquire()
        assert not other.acquire()
    assert other.acquire()


def test_two_threads_exclude_each_other_through_one_object(tmp_path: Path) -> None:
    lock, got = FileLock(tmp_path / "lock"), []
    assert lock.acquire()
    thread = threading.Thread(target=lambda: got.append(lock.acquire(0.1)))
    thread.start()
    thread.join()
    assert got == [False]


def test_waiting_ends_with_a_reason(tmp_path: Path) -> None:
    one, other = FileLock(tmp_path / "lock"), FileLock(tmp_path / "lock")
    assert one.acquire()
    with pytest.raises(LockTimeoutError, match="locked by another process"), other.held(0.1):
        pass


def test_a_killed_holder_holds_nothing(tmp_path: Path) -> None:
    lock = FileLock(tmp_path / "lock")
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(lock.path)], stdout=subprocess.PIPE)
    assert holder.stdout
    assert holder.stdout.readline() == b"held\n"
    assert not lock.acquire()
    holder.kill()
    holder.communicate()
    assert lock.acquire()
