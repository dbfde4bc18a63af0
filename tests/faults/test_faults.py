"""Runs each fault as a program of its own, and shows what it counted."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults import postgresql

ROUNDS = os.environ.get("FAULT_ROUNDS", "40")
ROOT = Path(__file__).resolve().parent.parent.parent


def run(data: Path, name: str, *arguments: str, database: str = "") -> None:
    environment = {**os.environ, "NEWSARCHIVE_DATA": str(data), "NEWSARCHIVE_DATABASE": database}
    command = [sys.executable, "-m", f"tests.faults.{name}", *arguments]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    print(f"\n{done.stdout.strip()}")
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr[-8000:]}"


def test_killed_at_any_moment_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    run(tmp_path, "killing", ROUNDS)


def test_many_writers_at_once_on_sqlite(tmp_path: Path) -> None:
    run(tmp_path, "writing", "8", "200")


@pytest.mark.skipif(bool(postgresql.why_not()), reason=postgresql.why_not() or "-")
def test_many_writers_at_once_on_postgresql(tmp_path: Path) -> None:
    with postgresql.cluster() as address:
        run(tmp_path, "writing", "8", "200", database=address)


def test_searches_are_full_while_the_index_is_built_anew(tmp_path: Path) -> None:
    run(tmp_path, "searching", "2000", "4")
