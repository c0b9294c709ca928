"""The grading engine beside stock nbgrader: the same honest submissions, wall time of the whole commands, equal scores.

    python -m tools.bench.grading                         the table for the README, 40 minutes on two quiet processors
    python -m tools.bench.grading W1A1-Initialization     one assignment: 5 minutes, most of them stock's (W1A2: 9,
                                                          W1A3: 3, W2A1: 15, W3A1: 15)
    python -m tools.bench.grading W1A3-Gradient_Checking --stock 2 --submissions 2 4     a trial in half a minute

Runs in the course's own environment; the default assignments are two of NumPy's and TensorFlow's. Stock nbgrader grades
the notebooks as they are, and once more copies without the experiment cells, which the engine does not run. It takes
one submission after another, so it is measured with few, and what it takes for more follows from its time for each
further one. The engine is measured with every number of submissions.
--memory: instead, grade 1,000 small submissions and print how the memory of the grader's processes develops.
"""

import argparse
import contextlib
import io
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tools import demo, release

ROOT = Path(__file__).resolve().parents[2]
ASSIGNMENTS = ["W1A1-Initialization", "W1A2-Regularization", "W3A1-Introduction_to_TensorFlow"]
STOCK_SUBMISSIONS, SUBMISSIONS = 20, [20, 60, 300]

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
    several = {"type": int, "nargs": "+", "metavar": "N"}
    parser.add_argument("--submissions", **several, default=SUBMISSIONS, help="for the engine: two numbers or more")
    parser.add_argument("--stock", type=int, default=STOCK_SUBMISSIONS, metavar="N", help="for stock: 2 or more")
    parser.add_argument("--memory", action="store_true", help="how memory develops over 1,000 submissions")
    options = parser.parse_args()
    sizes = sorted(set(options.submissions))
    if len(sizes) < 2 or options.stock < 2:
        parser.error("the time for each further submission needs two numbers of submissions, and two of stock's")
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        if options.memory:
            memory(Path(folder))
        else:
            compare(Path(folder), options.assignment, options.stock, sizes)


@dataclass
class Line:
    """Seconds of whole commands as a straight line: those for some number of submissions, and for each further one."""

    submissions: int
    seconds: float
    each: float

    def at(self, submissions):
        return self.seconds + (submissions - self.submissions) * self.each


def compare(folder, assignments, few, sizes):
    """Print two tables in Markdown: the times and ratios, and what each further submission takes.

    few: how many submissions stock grades. sizes: how many the engine does, ascending.
    """
    print(f"{machine()}. Right submissions, wall time of the whole commands in seconds, the same scores from all.")
    print(f"Stock is measured with {few} submissions. For other numbers its time for each further one is added.\n")
    head = ["assignment", "submissions", "stock", "stock, no experiments", "engine", "times as fast"]
    print(markdown([*head, "without experiments"], []), flush=True)
    further = []
    for assignment in assignments:
        with contextlib.redirect_stdout(io.StringIO()):
            release.release(assignment, folder)
        whole = stock(folder / f"{assignment}-stock", folder, assignment, few, experiments=True)
        bare = stock(folder / f"{assignment}-bare", folder, assignment, few, experiments=False)
        ours = {n: engine(folder / f"{assignment}-{n}", folder, assignment, n) for n in sizes}
        for n, seconds in ours.items():
            times = whole.at(n), bare.at(n), seconds
            ratios = whole.at(n) / seconds, bare.at(n) / seconds
            print(row([assignment, n, *(f"{t:.1f}" for t in times), *(f"{r:.1f}" for r in ratios)]), flush=True)
        each = (ours[sizes[-1]] - ours[sizes[0]]) / (sizes[-1] - sizes[0])
        start = ours[sizes[0]] - sizes[0] * each
        figures = [f"{whole.each:.2f}", f"{bare.each:.2f}", f"{each:.2f}", f"{60 / each:.0f}", f"{start:.1f}"]
        further.append([assignment, *figures])
    head = ["seconds for each further submission", "stock", "stock, no experiments", "engine"]
    print("\n" + markdown([*head, "engine, submissions a minute", "engine, start"], further))


def machine():
    """What the figures were measured on, when, and with which state of the course."""
    model = re.search(r"^model name\s*: (.*)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    git = ["git", "-C", str(ROOT), "describe", "--always", "--dirty", "--exclude", "*"]
    commit = subprocess.run(git, capture_output=True, text=True).stdout.strip() or "unknown"
    processors = f"{len(os.sched_getaffinity(0))} processors ({model[1] if model else platform.machine()})"
    return f"{processors}, Python {platform.python_version()}, {date.today()}, commit {commit}"


def markdown(head, rows):
    return "\n".join(map(row, [head, ["---", *["---:"] * (len(head) - 1)], *rows]))


def row(cells):
    return "| " + " | ".join(map(str, cells)) + " |"


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
    """The Line of `nbgrader autograde` with nbgrader's own defaults. Raises SystemExit if a score is not full."""
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
    seconds, said = timed([*nbgrader, "autograde", assignment], course)
    full_points(course, assignment, students)
    begun = {}  # when each student's notebook was first spoken of
    for when, line in said:
        if "Converting notebook" in line and (student := re.search(r"/(s\d+)/", line)):
            begun.setdefault(student[1], when)
    return Line(students, seconds, (max(begun.values()) - min(begun.values())) / (students - 1))


def engine(course, folder, assignment, students):
    """Seconds of `python -m graders grade`. Raises SystemExit if a score is not full."""
    seconds, _ = timed(ready(course, folder, assignment, students), ROOT)
    full_points(course, assignment, students)
    return seconds


def ready(course, folder, assignment, students):
    """Hand in the submissions, and register the assignment as stock's is. Returns the command that grades them."""
    from graders.engine import gradebook

    submissions(course, folder, assignment, students)
    with gradebook.opened(course) as records:
        records.register(assignment)
    grade = [sys.executable, "-m", "graders", "grade", assignment]
    return [*grade, "--course", str(course), "--release", str(folder / "release")]


def timed(command, folder):
    """(seconds, [(when, line that it said)]) of a command. Raises SystemExit with what it said if it fails."""
    environment = os.environ | {"PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])}
    began, said = time.perf_counter(), []
    how = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "encoding": "utf-8"}
    with subprocess.Popen(command, cwd=folder, env=environment, **how) as process:
        for line in process.stdout:
            said.append((time.perf_counter() - began, line))
    if process.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{''.join(line for _, line in said)[-6000:]}")
    return time.perf_counter() - began, said


def full_points(course, assignment, students):
    """Raise SystemExit if not every submission, all of which are right, has the points of every exercise."""
    from graders.engine import gradebook

    found = gradebook.scores(course, assignment, f"sqlite:///{course}/gradebook.db")
    full = {f"{cell}-test": each.points for cell, each in demo.exercises.find(assignment).cells.items()}
    if len(found) != students or any(scores != full for scores in found.values()):
        sys.exit(f"{course.name}: not everybody has the points of right answers: {found}")


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
