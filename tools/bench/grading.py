"""The grading engine beside stock nbgrader: the same honest submissions, wall time of the whole commands, equal scores.

    python -m tools.bench.grading [--students 20] [--memory] [ASSIGNMENT…]

Runs in the course's own environment; the default assignments are two of NumPy's and TensorFlow's. Stock nbgrader grades
the notebooks as they are, and once more copies without the experiment cells, which the engine does not run.
--memory: instead, grade 1,000 small submissions and print how the memory of the grader's processes develops.
"""

import argparse
import contextlib
import io
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from tools import demo, release

ROOT = Path(__file__).resolve().parents[2]
ASSIGNMENTS = ["W1A1-Initialization", "W1A2-Regularization", "W3A1-Introduction_to_TensorFlow"]

# Nothing but nbgrader's defaults, and time enough for the longest cell.
STOCK = """
c = get_config()
c.CourseDirectory.root = {root!r}
c.CourseDirectory.course_id = "bench"
c.CourseDirectory.db_url = "sqlite:///" + {root!r} + "/gradebook.db"
c.Execute.timeout = 300
"""


def main():
    parser = argparse.ArgumentParser(prog="python -m tools.bench.grading", description=__doc__.partition("\n")[0])
    parser.add_argument("assignment", nargs="*", default=ASSIGNMENTS)
    parser.add_argument("--students", type=int, default=20)
    parser.add_argument("--memory", action="store_true", help="how memory develops over 1,000 submissions")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        if options.memory:
            memory(Path(folder))
        else:
            compare(Path(folder), options.assignment, options.students)


def compare(folder, assignments, students):
    """Print a line for each assignment, and one for all."""
    print(
        f"{students} honest submissions each, {len(os.sched_getaffinity(0))} processors, seconds of the whole command"
    )
    print(f"{'':34}{'stock':>9}{'stock*':>9}{'engine':>9}{'ratio':>8}{'ratio*':>8}   scores")
    total = [0.0, 0.0, 0.0]
    for assignment in assignments:
        with contextlib.redirect_stdout(io.StringIO()):
            release.release(assignment, folder)
        times, scores = zip(
            stock(folder / f"{assignment}-stock", folder, assignment, students, experiments=True),
            stock(folder / f"{assignment}-bare", folder, assignment, students, experiments=False),
            engine(folder / f"{assignment}-engine", folder, assignment, students),
            strict=True,
        )
        same = scores[0] == scores[1] == scores[2] and len(scores[0]) == students
        print(line(assignment, times) + ("equal" if same else f"DIFFERENT: {scores}"), flush=True)
        total = [before + now for before, now in zip(total, times, strict=True)]
    print(line("all", total))
    print("* on copies of the notebooks without the cells tagged `experiment`")


def line(name, times):
    one, bare, ours = times
    return f"{name:34}{one:9.1f}{bare:9.1f}{ours:9.1f}{one / ours:7.1f}x{bare / ours:7.1f}x   "


def submissions(course, folder, assignment, students, strip=False):
    """Hand in the sample class's right solutions, in turn, once for each student."""
    sample = demo.students(assignment).values()
    right = [student for student in sample if all(demo.expected(assignment, student).values())]
    (released,) = (folder / "release" / assignment).glob("*.ipynb")
    for number in range(students):
        nb = demo.submission(released, demo.answers(assignment, right[number % len(right)]))
        if strip:
            nb.cells = [cell for cell in nb.cells if "experiment" not in cell.metadata.get("tags", [])]
        target = course / "submitted" / f"s{number:03}" / assignment / released.name
        target.parent.mkdir(parents=True)
        target.write_text(json.dumps(nb), encoding="utf-8")


def stock(course, folder, assignment, students, experiments):
    """(seconds, scores) of `nbgrader autograde` with nbgrader's own defaults."""
    course.mkdir()
    (course / "nbgrader_config.py").write_text(STOCK.format(root=str(course)))
    (source,) = (ROOT / "notebooks" / assignment).glob("*.ipynb")
    notebook = json.loads(source.read_text(encoding="utf-8"))
    if not experiments:
        notebook["cells"] = [c for c in notebook["cells"] if "experiment" not in c["metadata"].get("tags", [])]
    target = course / "source" / assignment / source.name
    target.parent.mkdir(parents=True)
    target.write_text(json.dumps(notebook), encoding="utf-8")
    submissions(course, folder, assignment, students, strip=not experiments)
    nbgrader = [sys.executable, "-m", "nbgrader"]
    timed([*nbgrader, "generate_assignment", assignment], course)
    return timed([*nbgrader, "autograde", assignment], course), scores(course, assignment)


def engine(course, folder, assignment, students):
    """(seconds, scores) of `python -m graders grade`."""
    command = ready(course, folder, assignment, students)
    return timed(command, ROOT), scores(course, assignment)


def ready(course, folder, assignment, students):
    """Hand in the submissions, and register the assignment as stock's is. Returns the command that grades them."""
    from graders.engine import gradebook

    submissions(course, folder, assignment, students)
    with gradebook.opened(course) as records:
        records.register(assignment)
    grade = [sys.executable, "-m", "graders", "grade", assignment]
    return [*grade, "--course", str(course), "--release", str(folder / "release")]


def timed(command, folder):
    """Seconds that a command takes. Raises SystemExit with what it said if it fails."""
    environment = os.environ | {"PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])}
    began = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    return time.perf_counter() - began


def scores(course, assignment):
    from graders.engine import gradebook

    return gradebook.scores(course, assignment, f"sqlite:///{course}/gradebook.db")


def memory(folder, students=1000):
    """Print the resident memory of the grader and all that it started, as submissions are graded."""
    from graders.engine import bounds

    assignment, course = ASSIGNMENTS[0], folder / "course"
    release.release(assignment, folder)
    command = ready(course, folder, assignment, students)
    log = course / "grading-log.jsonl"
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    threading.Thread(target=process.wait, daemon=True).start()
    following = 100
    while process.poll() is None:
        time.sleep(0.05)
        done = log.read_bytes().count(b"\n") if log.exists() else 0
        if done >= following:
            everything = sum(map(bounds.held, bounds.descendants(process.pid))) / 1e6
            main = bounds.held(process.pid) / 1e6
            print(f"{done:5} graded: the grader {main:5.0f} MB, with all its processes {everything:5.0f} MB")
            following += 100


if __name__ == "__main__":
    main()
