"""The benchmarks' stopwatch, on functions whose times are known; and that every benchmark is there to be run."""

import importlib.util
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tools.bench import __main__ as bench
from tools.bench.__main__ import BENCHMARKS, REQUIREMENTS
from tools.bench.timing import compare, ratios, report

LOCK = Path(__file__).resolve().parent.parent / "requirements.txt"


class Clock:
    """Stands in for time.perf_counter; a function that takes a while moves it on."""

    now = 0.0

    def __call__(self):
        return self.now

    def function(self, label, seconds, calls):
        def run():
            self.now += seconds
            calls.append(label)

        return run


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(time, "perf_counter", clock)
    return clock


def test_each_function_is_timed_by_the_call(clock):
    functions = {"fast": clock.function("fast", 0.001, []), "slow": clock.function("slow", 0.004, [])}
    times = compare(functions, repeats=5, seconds=0.05)
    assert times["fast"] == pytest.approx([0.001] * 5)
    assert times["slow"] == pytest.approx([0.004] * 5)
    assert ratios(times, "slow", "fast") == pytest.approx([4] * 5)


def test_turns_are_interleaved_and_last_about_as_long_as_asked(clock):
    calls = []
    compare({"a": clock.function("a", 0.001, calls), "b": clock.function("b", 0.01, calls)}, repeats=3, seconds=0.05)
    turns = re.findall("a+|b+", "".join(calls))[-6:]
    assert [turn[0] for turn in turns] == list("ababab")
    assert [len(turn) for turn in turns[1:]] == [5, 50, 5, 50, 5]


def test_a_function_longer_than_a_turn_is_called_once_a_turn(clock):
    calls = []
    compare({"a": clock.function("a", 1.0, calls)}, repeats=3, seconds=0.05)
    assert len(calls) == 1 + 1 + 3  # unmeasured, to see how long it takes, and measured


def test_report_shows_medians_and_ratios():
    text = report("Title", {"ours": [1e-6, 2e-6, 30e-6], "theirs": [4e-6, 6e-6, 60e-6]})
    title, _, ours, theirs = text.splitlines()
    assert title == "Title"
    assert re.match(r"ours +2\.0 \(1\.0–30\.0\) +1\.00 \(1\.00–1\.00\)", ours)
    assert re.match(r"theirs +6\.0 \(4\.0–60\.0\) +3\.00 \(2\.00–4\.00\)", theirs)


@pytest.mark.parametrize("name", BENCHMARKS)
def test_every_benchmark_is_a_module(name):
    assert importlib.util.find_spec(f"tools.bench.{name}")


def test_the_benchmark_uses_the_numpy_of_the_lock():
    (pinned,) = re.findall(r"^numpy==(\S+)$", REQUIREMENTS.read_text(encoding="utf-8"), re.MULTILINE)
    assert f"\nnumpy=={pinned} " in LOCK.read_text(encoding="utf-8")


def test_a_benchmark_that_fails_is_named_and_stops_no_other(monkeypatch):
    ran = []

    def run(name):
        ran.append(name)
        if name == "reports":
            raise subprocess.CalledProcessError(1, name)

    monkeypatch.setattr(bench, "run", run)
    monkeypatch.setattr(sys, "argv", ["bench"])
    with pytest.raises(SystemExit, match=r"Failed, see above: reports$"):
        bench.main()
    assert ran == BENCHMARKS
