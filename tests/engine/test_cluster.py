"""On Dask workers: one of two is killed in the middle of a class, and every submission is graded once."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest
from engine_course import ASSIGNMENT, POINTS, ROOT, hand_in, honest
from test_running_again import log_lines, options, start, wait_for_lines

from graders.engine import gradebook

pytest.importorskip("distributed")
STUDENTS = 80


@pytest.fixture
def cluster(tmp_path):
    """A scheduler and two workers, as processes on loopback: (the scheduler's address, [Popen of the workers])."""
    file, running = tmp_path / "scheduler.json", []

    def run(name, *arguments):
        command = [sys.executable, "-m", f"distributed.cli.dask_{name}", *arguments, "--scheduler-file", str(file)]
        running.append(subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))

    run("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    wait_until(file.exists)
    for _ in range(2):
        run(
            "worker",
            "--host",
            "127.0.0.1",
            "--nthreads",
            "1",
            "--no-nanny",
            "--no-dashboard",
            "--local-directory",
            str(tmp_path),
        )
    yield json.loads(file.read_text())["address"], running[1:]
    for process in running:
        process.kill()
        process.wait()


def wait_until(condition, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.1)


def test_a_worker_is_killed(course, cluster):
    address, workers = cluster
    for number in range(STUDENTS):
        hand_in(course, f"s{number:03}", honest())
    process = start(course, "--scheduler", address)
    wait_for_lines(course, STUDENTS // 4, seconds=120)
    os.kill(workers[0].pid, signal.SIGKILL)
    workers[0].wait()
    assert sum(log_lines(course).values()) < STUDENTS, "it was too late to be a test"
    said, _ = process.communicate(timeout=200)
    assert process.returncode == 0, said
    assert log_lines(course) == {f"s{number:03}": 1 for number in range(STUDENTS)}
    found = gradebook.scores(course, ASSIGNMENT)
    assert len(found) == STUDENTS
    assert all(points == POINTS for points in found.values())


def test_a_scheduler_that_is_not_there(course, monkeypatch):
    monkeypatch.setenv("DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT", "1s")  # Dask's own is 30 s
    hand_in(course, "ada", honest())
    process = start(course, "--scheduler", "tcp://127.0.0.1:9")
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 2
    assert "no Dask scheduler at tcp://127.0.0.1:9" in said
    assert options(course)
