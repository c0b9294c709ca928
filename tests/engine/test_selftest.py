"""`python -m graders selftest` says which promises hold, and says so if one does not."""

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
