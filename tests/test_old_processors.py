"""A processor that cannot run TensorFlow: the notebook says so, and grading stops that assignment with the reason."""

import pytest

from graders.engine import EngineError, fork_server, sandbox
from graders.engine.release import Release
from utils import quiet

RELEASE = Release("E1", "e", [], b"", [], [], "key", "digest")
FLAGS = "processor : 0\nflags\t\t: fpu sse sse2 {}\n"


def test_the_notebook_says_so_before_the_kernel_dies(tmp_path, monkeypatch):
    monkeypatch.setattr(quiet, "PROCESSOR", tmp_path / "cpuinfo")
    known = {"": False, "Features : asimd": False, FLAGS.format("avx avx2"): False, FLAGS.format("avx2x"): True}
    for text, lacks in known.items():
        quiet.PROCESSOR.write_text(text)
        assert quiet.lacks_avx() is lacks
    with pytest.raises(ImportError, match="no AVX"), quiet.quiet_tensorflow():
        raise AssertionError("it is not imported")
    quiet.PROCESSOR.unlink()
    assert not quiet.lacks_avx()


@pytest.mark.parametrize("sandboxed", [False, True])
def test_an_import_that_is_an_illegal_instruction_is_said(tmp_path, monkeypatch, sandboxed):
    if sandboxed and sandbox.unavailable():
        pytest.skip(sandbox.unavailable())
    monkeypatch.setattr(fork_server, "START", "import os, signal; os.kill(os.getpid(), signal.SIGILL)")
    (tmp_path / "bundle").mkdir()
    server = fork_server.ForkServer("student", tmp_path / "bundle", RELEASE, sandboxed)
    try:
        with pytest.raises(EngineError, match=r"illegal instruction.*AVX"):
            server.ready()
        monkeypatch.setattr(fork_server, "fork_server", lambda *_: server)
        found = fork_server.find_sandbox(RELEASE, unsandboxed=False, say=print) if sandboxed else True
        assert found, "that is no reason to grade without a sandbox"
    finally:
        server.close()
