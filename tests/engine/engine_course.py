"""A small course of plain nbgrader, whose author knows nothing of our checks; and running the grader on it, caged.

Hostile code runs below an outer process namespace without network, and below an outer cgroup if there is one, so
that a hole in the sandbox under test cannot harm the machine.
"""

import contextlib
import json
import os
import secrets
import shutil
import subprocess
import sys
from pathlib import Path

from nbgrader.apps.api import NbGraderAPI
from traitlets.config import Config

ROOT = Path(__file__).resolve().parents[2]
ASSIGNMENT, NOTEBOOK = "P1", "p"
POINTS = {"square-test": 3.0, "total-test": 2.0, "answer-test": 1.0}

IMPORTS = "import numpy as np"
SQUARE = "def square(x):\n    ### BEGIN SOLUTION\n    return x * x\n    ### END SOLUTION"
SQUARE_TEST = """assert square(3) == 9, "the square of 3 is 9"
### BEGIN HIDDEN TESTS
rng = np.random.default_rng()
for _ in range(3):
    secret_input = rng.integers(-99, 99, size=5)
    before = secret_input.copy()
    assert np.array_equal(square(secret_input), before**2), "hidden words"
    assert np.array_equal(secret_input, before)
try:
    square("text")
except TypeError:
    pass
else:
    raise AssertionError("a text has no square")
### END HIDDEN TESTS"""
TOTAL = "def total(values):\n    ### BEGIN SOLUTION\n    return sum(values)\n    ### END SOLUTION"
TOTAL_TEST = "values = [1, 2, 3]\nassert total(values) == 6\nassert values == [1, 2, 3]\nassert total([]) == 0"
ANSWER = "answer = 0\n### BEGIN SOLUTION\nanswer = 2 ** 0.5\n### END SOLUTION"
ANSWER_TEST = "assert abs(answer * answer - 2) < 1e-9"
EXPERIMENT = "import time\ntime.sleep(0)"


def cell(name, source, kind="code", tags=(), **nbgrader):
    made = {"cell_type": kind, "id": name, "source": source, "metadata": {}}
    if kind == "code":
        made |= {"outputs": [], "execution_count": None}
    if tags:
        made["metadata"]["tags"] = list(tags)
    if nbgrader:
        defaults = {
            "grade": False,
            "solution": False,
            "locked": False,
            "task": False,
            "schema_version": 3,
            "cell_type": kind,
        }
        made["metadata"]["nbgrader"] = {**defaults, "grade_id": name, **nbgrader}
    return made


def check_cell(name, source):
    return cell(name, source, grade=True, locked=True, points=POINTS[name])


def notebook(cells):
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}


def source_cells():
    return [
        cell("imports", IMPORTS),
        cell("square", SQUARE, solution=True),
        check_cell("square-test", SQUARE_TEST),
        cell("words", "Now a sum.", kind="markdown"),
        cell("total", TOTAL, solution=True),
        check_cell("total-test", TOTAL_TEST),
        cell("answer", ANSWER, solution=True),
        check_cell("answer-test", ANSWER_TEST),
        cell("play", EXPERIMENT, tags=["experiment"]),
    ]


def release(folder, db_url):
    """Release the assignment with stock nbgrader into folder/release, and register it in a gradebook."""
    config = Config()
    config.CourseDirectory.root = str(folder)
    config.CourseDirectory.db_url, config.CourseDirectory.course_id = db_url, "plain"
    source = folder / "source" / ASSIGNMENT
    source.mkdir(parents=True, exist_ok=True)
    (source / f"{NOTEBOOK}.ipynb").write_text(json.dumps(notebook(source_cells())))
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = NbGraderAPI(config=config).generate_assignment(ASSIGNMENT)
    assert done["success"], done


def honest():
    """The cells as an honest student hands them in: the released tests, and right solutions."""
    cells = source_cells()
    for each in cells:
        head, mark, _ = each["source"].partition("### BEGIN HIDDEN TESTS")
        if each["id"] in ("square", "total", "answer"):
            each["source"] = each["source"].replace("### BEGIN SOLUTION", "").replace("### END SOLUTION", "")
        elif mark:
            each["source"] = head
    return cells


def hand_in(course, student, cells_or_bytes, name=f"{NOTEBOOK}.ipynb"):
    """Write a submission. Returns its folder."""
    folder = course / "submitted" / student / ASSIGNMENT
    folder.mkdir(parents=True, exist_ok=True)
    data = cells_or_bytes
    if not isinstance(data, bytes):
        data = json.dumps(notebook(data)).encode()
    (folder / name).write_bytes(data)
    return folder


def entries(course):
    """The log's last entry for each student."""
    lines = (course / "grading-log.jsonl").read_text().splitlines()
    return {entry["student"]: entry for entry in map(json.loads, lines)}


def scores(entry):
    return {name: verdict["score"] for name, verdict in entry["verdicts"].items()}


def graders(*arguments, **how):
    """Run `python -m graders …` below an outer namespace. Returns the CompletedProcess."""
    return caged([sys.executable, "-m", "graders", *map(str, arguments)], **how)


def grade(course, *arguments, **how):
    limits = ["--cell-seconds", 3, "--total-seconds", 40, "--memory", 600]
    return graders("grade", "--course", course, "--release", course.parent / "release", *limits, *arguments, **how)


def caged(command, user=None, timeout=900, env=None, before="", folder=ROOT):
    """Run a command in namespaces of its own, as another user if one is given; before: shell lines to run first."""
    if user is not None:
        drop = [
            "setpriv",
            f"--reuid={user}",
            f"--regid={user}",
            "--clear-groups",
            "--bounding-set=-all",
            "--inh-caps=-all",
        ]
        command = [*drop, *command]
    outer = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "--net", "--ipc", "--uts"]
    if os.getuid():
        outer += ["--user", "--map-current-user", "--keep-caps"]
    shell = ["sh", "-c", f'{before}\nexec "$@"', "sh"]
    with cgroup() as enter:
        return subprocess.run(
            [*outer, *shell, *command], cwd=folder, timeout=timeout, capture_output=True, text=True, errors="replace",
            env={**os.environ, **(env or {})}, preexec_fn=enter,
        )  # fmt: skip


def readable_python():
    """Shell lines, for the private mounts of `caged`: other users can then read Python where only root could."""
    base = Path(os.path.realpath(sys.base_prefix))
    closed = [folder for folder in base.parents if not folder.stat().st_mode & 0o001]
    if not closed:
        return ""
    top = closed[-1]
    return (
        f"mkdir -p /tmp/base.$$ && mount --bind {base} /tmp/base.$$ && mount -t tmpfs -o mode=755 tmpfs {top} && "
        f"mkdir -p {base} && mount --move /tmp/base.$$ {base} && rmdir /tmp/base.$$ || exit 77"
    )


class cgroup:
    """An outer bound of 8 GB and 2000 processes, if this process may set one."""

    def __enter__(self):
        self.folders = []
        for controller, file, value in (("memory", "memory.limit_in_bytes", 8 << 30), ("pids", "pids.max", 2000)):
            lines = Path("/proc/self/cgroup").read_text().splitlines()
            path = next((line.split(":", 2)[2] for line in lines if line.split(":")[1] == controller), None)
            if path is None:
                continue
            folder = Path("/sys/fs/cgroup", controller, path.lstrip("/"), f"test-{secrets.token_hex(6)}")
            try:
                folder.mkdir()
                (folder / file).write_text(str(value))
            except OSError:
                continue
            self.folders.append(folder)
        return self.enter

    def enter(self):
        for folder in self.folders:
            (folder / "cgroup.procs").write_text(str(os.getpid()))

    def __exit__(self, *_):
        for folder in self.folders:
            for path in sorted(folder.rglob("*"), reverse=True):
                if path.is_dir():
                    try_rmdir(path)
            try_rmdir(folder)


def try_rmdir(path):
    with contextlib.suppress(OSError):
        path.rmdir()


def why_not():
    """Why hostile code cannot be tested here; None if it can."""
    if sys.platform != "linux":
        return "needs Linux"
    for tool in ("bwrap", "unshare", "setpriv"):
        if not shutil.which(tool):
            return f"needs {tool}"
    probe = caged(["bwrap", "--ro-bind", "/", "/", "--unshare-pid", "true"])
    return None if probe.returncode == 0 else f"this machine allows no namespaces: {probe.stderr.strip()}"
