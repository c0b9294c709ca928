"""`python -m graders selftest` says which promises hold, and says so if one does not."""

import os
import subprocess

import pytest
from engine_course import graders, why_not

from graders import selftest


@pytest.mark.skipif(why_not() is not None, reason=f"hostile code is not run here: {why_not()}")
def test_every_promise_holds_here():
    done = graders("selftest")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("\nholds  ") == len(selftest.PROMISES)


def test_without_a_sandbox_nothing_is_promised(monkeypatch):
    said = []
    monkeypatch.setattr(selftest.sandbox, "unavailable", lambda: "bubblewrap is not installed")
    assert selftest.run(said.append) == 2
    assert "bubblewrap is not installed" in said[-1]
    assert not any("user namespace" in line for line in said), "nothing runs anywhere"


@pytest.mark.skipif("__import__('sys').platform != 'linux'")
def test_a_sandbox_that_does_not_start_is_said(tmp_path, monkeypatch):
    """Where user namespaces are forbidden, bubblewrap is there and fails."""
    (tmp_path / "bwrap").write_text("#!/bin/sh\necho bwrap: no permission to make a namespace >&2\nexit 1\n")
    (tmp_path / "bwrap").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    said = []
    assert selftest.run(said.append) == 2
    assert "no permission to make a namespace" in said[-1]


@pytest.mark.skipif("__import__('sys').platform != 'linux'")
def test_a_promise_that_does_not_hold_is_said(tmp_path):
    """Without the sandbox, the file can be read; and a cell that stops has tried nothing."""
    release, secret = selftest.released(tmp_path), tmp_path / "secret.txt"
    secret.write_text("FOUND it")
    try:
        assert "FOUND it" in selftest.broken(release, False, f"print(open({str(secret)!r}).read())")
        assert "could not be tried" in selftest.broken(release, False, "print('looked)")
        assert selftest.broken(release, False, "pass") == ""
    finally:
        selftest.forget(release, False)


@pytest.mark.skipif("__import__('sys').platform != 'linux'")
def test_what_is_still_running_is_counted():
    before = selftest.running()
    with subprocess.Popen(["sleep", "20"]) as left:
        assert selftest.left_running(before) == 1
        left.kill()
    assert selftest.left_running(before) == 0
