"""nbgrader's commands and ours, as `python -m` runs them, but by forks of a process that has imported them already.

Of the second or two that such a command takes to start, nearly all is imports.
"""

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

# What the process runs. A fork leaves the loop, becomes the command, and ends as any Python does.
SERVER = """
import functools, importlib, json, os, runpy, sys
import nbgrader.api
nbgrader.api.get_alembic_version = functools.cache(nbgrader.api.get_alembic_version)
nbgrader.api.get_alembic_version()  # else each new gradebook starts a program that says it
for name in ("nbgrader.apps.nbgraderapp", "graders.engine.course", "graders.engine.plugin", "graders.engine.pool",
             "graders.engine.feedback", "graders.engine.gradebook", "graders.export", "tools.bundle"):
    importlib.import_module(name)
for line in sys.stdin:
    request = json.loads(line)
    if not (child := os.fork()):
        break
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
else:
    sys.exit()
os.environ.clear()
os.environ.update(request["env"])
os.chdir(request["cwd"])
os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
for number in (1, 2):
    os.dup2(os.open(request["output"], os.O_WRONLY | os.O_APPEND), number)
sys.path[0] = request["cwd"]
sys.argv[:] = request["command"]
runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
"""


class Commands:
    """The process, whose modules are those of a folder with a copy of this repository."""

    def __init__(self, repository):
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])
        self.process = subprocess.Popen(
            [sys.executable, "-c", SERVER],
            cwd=repository, env={**os.environ, "PYTHONPATH": str(repository), "PATH": path},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def run(self, *command, cwd, env):
        """Run `python -m command`. Returns what it says; raises AssertionError, with that, if it fails."""
        with tempfile.NamedTemporaryFile(prefix="said-") as output:
            request = {"command": command, "cwd": str(cwd), "env": env, "output": output.name}
            print(json.dumps(request), file=self.process.stdin, flush=True)
            code, said = self.process.stdout.readline(), Path(output.name).read_text(encoding="utf-8")
        assert code == "0\n", said or f"the process that runs {command} is gone"
        return said


@contextlib.contextmanager
def commands(repository):
    """Commands, ended afterwards."""
    started = Commands(repository)
    try:
        yield started
    finally:
        started.process.stdin.close()
        started.process.wait(60)
        started.process.stdout.close()
