"""Nobody's time is another's: a time that ran out counts at once only if the processor was there all that time."""

import os
import time
from types import SimpleNamespace

import pytest

from graders.engine import bounds, pool
from graders.engine.job import Result

OPTIONS = SimpleNamespace(jobs=2, scheduler=None)


def job(name):
    return SimpleNamespace(name=name, notes=[])


def graded(job):
    """As grade_one: "slow" is delayed while others are under way, and "endless" is so alone, too."""
    delayed = job.name == "endless" or (job.name == "slow" and not job.notes)
    return Result(problem=f"{job.name} {len(job.notes)}", delayed=delayed)


def test_who_was_delayed_by_others_is_graded_once_more_when_they_are_done(monkeypatch):
    monkeypatch.setattr(pool, "grade_one", graded)
    names = ["slow", "a", "endless", "b", "c"]
    found = [result.problem for _, result in pool.results(map(job, names), OPTIONS)]
    assert sorted(found[:3]) == ["a 0", "b 0", "c 0"]
    assert found[3:] in (["slow 1", "endless 1"], ["endless 1", "slow 1"])


@pytest.mark.skipif("__import__('sys').platform != 'linux'")
def test_it_is_seen_who_waits_for_a_processor():
    """Three that spin on one processor wait for each other; one that sleeps waits for nobody."""
    one = min(os.sched_getaffinity(0))

    def spin():
        os.sched_setaffinity(0, {one})
        while True:
            pass

    children = []
    for what in (spin, spin, spin, lambda: time.sleep(100)):
        children.append(os.fork())
        if children[-1] == 0:
            what()
    try:
        time.sleep(1)
        spinning, sleeping = bounds.waited(children[0]), bounds.waited(children[3])
    finally:
        for child in children:
            os.kill(child, 9)
            os.waitpid(child, 0)
    assert spinning > 0.3
    assert sleeping < spinning / 2
    assert bounds.waited(children[0]) == float("inf"), "nobody can say"
