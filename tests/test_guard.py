"""A check in a notebook ends, whatever the student's function does; and a person can end it."""

import signal
import subprocess
import sys
import threading
import time
from _thread import interrupt_main
from unittest.mock import Mock

import numpy as np
import pytest

from graders.checks import checker, guard, hints
from graders.checks.checker import NotYet

NAME = "initialize_parameters_zeros"


@pytest.fixture
def check(monkeypatch):
    monkeypatch.setattr(guard, "SECONDS", 0.3)
    monkeypatch.setattr(guard, "TENSORFLOW_SECONDS", 0.3)  # another test may have imported it
    monkeypatch.setattr(guard, "AGAIN", 0.1)
    yield checker("W1A1-Initialization")[0]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    assert not any(thread.name.endswith("(look)") for thread in threading.enumerate())


def endless(layers_dims):
    l = 1
    while l < len(layers_dims):
        for _ in range(3):
            np.zeros((layers_dims[l], layers_dims[l - 1]))


def endless_and_deaf(layers_dims):
    ends = 0
    while ends < 3:
        try:
            while True:
                ends += 0
        except:  # noqa: E722 - as students write it
            ends += 1


def endless_list(layers_dims):
    for n in layers_dims:
        layers_dims.append(n)
        np.sum(layers_dims[:3])


@pytest.mark.parametrize(
    ("function", "line"),
    [(endless, "while l < len(layers_dims):"), (endless_list, "for n in layers_dims:")],
    ids=["while", "for"],
)
def test_a_loop_without_an_end_is_stopped_and_named(check, function, line, monkeypatch):
    monkeypatch.setattr(hints, "search", lambda *_: pytest.fail("the message says all"))
    started = time.process_time()
    with pytest.raises(NotYet) as caught:
        check(NAME, function)
    assert time.process_time() - started < 3
    assert str(caught.value).endswith(f"it stopped with TimeoutError: a loop does not end, in the line `{line}`.")
    assert str(caught.value).startswith(f"{NAME}: not yet. In case 1 of ")


def test_code_that_catches_everything_is_stopped_again(check):
    """Three times: then it gives up, and its answer is judged."""
    with pytest.raises(NotYet, match="None"):
        check(NAME, endless_and_deaf)


@pytest.mark.skipif(guard.resource is None, reason="nobody can tell how much memory it has")
def test_a_loop_that_fills_the_memory_is_stopped():
    """In a process of its own: what one has had at most stays with it."""
    code = f"""
import numpy as np
from graders.checks import checker, guard
guard.BYTES, guard.SECONDS = 1 << 28, 60
check, _ = checker("W1A1-Initialization")
def greedy(layers_dims):
    kept = []
    while True:
        kept.append(np.ones(1 << 14))
check({NAME!r}, greedy)
"""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=100)
    assert "it stopped with MemoryError: it takes more than 1 GB of memory" in ended.stderr


def test_who_works_long_in_several_calls_or_only_waits_is_right(check, capsys):
    def slow(layers_dims):
        time.sleep(0.4)
        until = time.process_time() + 0.1
        while time.process_time() < until:
            pass
        pairs = list(enumerate(zip(layers_dims[1:], layers_dims), 1))
        return {f"W{i}": np.zeros(s) for i, s in pairs} | {f"b{i}": np.zeros((s[0], 1)) for i, s in pairs}

    check(NAME, slow)
    assert "right on" in capsys.readouterr().out


def test_a_person_interrupts_and_sees_the_line_alone(check):
    def waits(layers_dims):
        interrupt_main()
        time.sleep(0.01)
        return 1 + len(layers_dims)

    with pytest.raises(KeyboardInterrupt) as caught:
        check(NAME, waits)
    (shown,) = caught.value._render_traceback_()
    assert shown.startswith(f"{NAME}: you interrupted the check, in the line `")
    assert caught.value.__suppress_context__


def test_a_call_that_has_just_ended_is_not_stopped(monkeypatch):
    """The signal comes in when the next call runs already, or none."""
    monkeypatch.setattr(guard, "LOOK", 60)
    with guard.watch() as each_call:
        with each_call:
            late = each_call.started, "TimeoutError", "late"
        for between in (True, False):
            each_call.stop = late
            if between:
                interrupt_main()
            else:
                with each_call:
                    interrupt_main()
        assert each_call.stop is None


def test_a_stub_of_another_process_is_not_watched(monkeypatch):
    """In grading, the judge waits for the student's process, which has limits of its own."""
    monkeypatch.setattr(guard, "watch", lambda: pytest.fail("it is watched"))

    class Stub:
        def _through_(self, call):
            return self._plainly_

        def _plainly_(self, layers_dims):
            return {}

        def _hint_(self, exercise):
            return None

    with pytest.raises(NotYet):
        checker("W1A1-Initialization")[0](NAME, Stub())


@pytest.mark.parametrize("where", ["emscripten", "no threads", "a thread", "no handler"])
def test_where_nothing_can_be_interrupted_nothing_is_done(where, monkeypatch):
    found = []

    def watched():
        with guard.watch() as each_call:
            found.append(each_call)

    if where == "emscripten":
        monkeypatch.setattr(sys, "platform", "emscripten")
        watched()
    elif where == "no threads":
        monkeypatch.setattr(threading.Thread, "start", Mock(side_effect=RuntimeError("can't start new thread")))
        watched()
    elif where == "a thread":
        thread = threading.Thread(target=watched)
        thread.start()
        thread.join()
    else:
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            watched()
        finally:
            signal.signal(signal.SIGINT, before)
    assert found == [guard.NOBODY]
