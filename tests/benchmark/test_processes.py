"""A step's cost is that of all its processes; a step that fails is an error."""

import os
import sys
import time

import pytest

from articles.benchmark.processes import StepError, age_ms, family, resident_mb, run_step

HOLDS_AND_WORKS = """
import subprocess, sys, time
held = bytearray(60_000_000)
child = subprocess.Popen([sys.executable, "-c", "held = bytearray(60_000_000); import time; time.sleep(1.5)"])
while time.process_time() < 0.3: pass
child.wait()
"""


def test_time_and_memory_of_a_process_and_its_children() -> None:
    cost = run_step([sys.executable, "-c", HOLDS_AND_WORKS], os.environ)
    assert cost.cpu_s >= 0.3
    assert cost.wall_s >= 1.5
    assert cost.peak_mb > 115  # both together


def test_a_failed_step_is_an_error() -> None:
    with pytest.raises(StepError, match="exit status 3"):
        run_step([sys.executable, "-c", "raise SystemExit(3)"], os.environ)


def test_a_process_has_an_age() -> None:
    before = age_ms()
    time.sleep(0.05)
    assert before + 40 < age_ms() < 3_600_000


def test_this_process_has_memory_and_belongs_to_its_own_family() -> None:
    assert resident_mb()["own_mb"] > 1
    assert family(os.getpid())[0] == os.getpid()
