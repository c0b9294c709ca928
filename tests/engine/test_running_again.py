"""However a run is stopped, no grade is lost; running again finishes, and grades nothing twice."""

import contextlib
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest
from engine_course import ASSIGNMENT, POINTS, ROOT, caged, entries, hand_in, honest, scores, why_not
from hostile import changed
from sqlalchemy import text

from graders.engine import (
    CourseError,
    EngineError,
    bounds,
    feedback,
    fork_server,
    gradebook,
    pool,
    process,
    sandbox,
    submission,
    untrusted,
)
from graders.engine import course as courses
from graders.engine.assignments import registered
from graders.engine.grade_one import grade_one
from graders.engine.job import Result, job_of
from graders.engine.log import Log
from graders.engine.release import BEGIN_HIDDEN

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the engine's processes are Linux's here")
SLOW = "import time\ntime.sleep(0.5)"


def options(course, **more):
    return courses.Options(course, [], course.parent / "release", unsandboxed=True, **more)


def log_lines(course):
    return Counter(entry["student"] for entry in Log(course).entries())


def all_full(course):
    found = gradebook.scores(course, ASSIGNMENT)
    return found and all(points == POINTS for points in found.values()) and found.keys() == entries(course).keys()


def start(course, *more):
    """`python -m graders grade` in a process of its own."""
    command = [sys.executable, "-m", "graders", "grade", "--course", course, "--release", course.parent / "release"]
    return subprocess.Popen(
        [str(part) for part in [*command, "--unsandboxed", *more]],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip


def wait_for_lines(course, number, seconds=60):
    end = time.monotonic() + seconds
    while sum(log_lines(course).values()) < number:
        assert time.monotonic() < end, "nothing is graded"
        time.sleep(0.05)


def test_nothing_is_graded_twice(course, capsys):
    for name in ("ada", "ben"):
        hand_in(course, name, honest())
    assert courses.grade(options(course)) == 0
    hand_in(course, "cy", honest())
    hand_in(course, "ben", changed(square="def square(x):\n    return x * x + 0"))
    assert courses.grade(options(course)) == 0
    assert "1 are graded already" in capsys.readouterr().out
    assert log_lines(course) == {"ada": 1, "ben": 2, "cy": 1}
    assert courses.grade(options(course)) == 0
    assert log_lines(course) == {"ada": 1, "ben": 2, "cy": 1}
    assert courses.grade(options(course, force=True)) == 0
    assert log_lines(course) == {"ada": 2, "ben": 3, "cy": 2}
    assert all_full(course)


def test_killed_in_the_middle(course):
    for number in range(8):
        hand_in(course, f"s{number}", changed(before=SLOW))
    process = start(course)
    wait_for_lines(course, 3)
    below = set(bounds.descendants(process.pid)) - {process.pid}
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    end = time.monotonic() + 20
    while any(alive(pid) for pid in below):
        assert time.monotonic() < end, "processes are left behind"
        time.sleep(0.1)
    before = log_lines(course)
    assert 3 <= sum(before.values()) < 8
    assert start(course).wait(120) == 0
    assert log_lines(course) == {f"s{number}": 1 for number in range(8)}
    assert all_full(course)


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_stopped_between_the_log_and_the_gradebook(course):
    hand_in(course, "ada", honest())
    shutil.copy(course / "gradebook.db", course / "before.db")
    courses.grade(options(course))
    os.replace(course / "before.db", course / "gradebook.db")
    assert gradebook.scores(course, ASSIGNMENT) == {}
    courses.grade(options(course))
    assert log_lines(course) == {"ada": 1}
    assert all_full(course)


def test_a_line_that_was_cut_off(course):
    hand_in(course, "ada", honest())
    courses.grade(options(course))
    with open(course / "grading-log.jsonl", "a") as file:
        file.write('{"student": "ben", "assi')
    hand_in(course, "ben", honest())
    courses.grade(options(course))
    assert log_lines(course) == {"ada": 1, "ben": 1}


@pytest.mark.skipif(why_not() is not None or os.getuid() != 0, reason="needs root, to mount a small disk")
def test_a_full_disk(course):
    for number in range(12):
        hand_in(course, f"s{number:02}", changed(after="print('x' * 60_000)"))
    small, python = course.parent / "small", sys.executable
    small.mkdir()
    done = caged(["sh", "-c", f"""
        mount -t tmpfs -o size=1M tmpfs {small} && cp -a {course} {small}/course || exit 99
        grade() {{ {python} -m graders grade --course {small}/course --release {course.parent}/release; }}
        grade; echo "first $?"; wc -l < {small}/course/grading-log.jsonl
        mount -o remount,size=50M {small}
        grade; echo "second $?"
        cp -a {small}/course/. {course}/
    """])  # fmt: skip
    said = done.stdout + done.stderr
    assert "first 2" in said, said
    assert "second 0" in said, said
    assert "run the same command again to go on" in said
    assert "Traceback" not in said, said
    assert log_lines(course) == {f"s{number:02}": 1 for number in range(12)}
    assert all_full(course)


def test_a_full_database_is_said_in_one_sentence(course, monkeypatch, caplog):
    monkeypatch.setattr(gradebook, "PATIENCE", ())
    hand_in(course, "ada", honest())
    assert courses.grade(options(course)) == 0
    with gradebook.opened(course) as records:
        full = records.book.db.execute(text("PRAGMA page_count")).scalar()
        records.book.db.execute(text(f"PRAGMA max_page_count = {full}"))
        more = ({**entries(course)["ada"], "student": f"s{number}"} for number in range(200))
        with pytest.raises(CourseError, match=r"cannot be written: .*full.* What was graded is in the"):
            list(map(records.store, more))
    assert caplog.text == ""


def test_only_one_grader_at_a_time(course):
    hand_in(course, "ada", honest())
    with gradebook.locked(course), pytest.raises(CourseError, match="is being graded already"):
        courses.grade(options(course))
    assert courses.grade(options(course)) == 0


# -- what fails on our side is nobody's zero ---------------------------------------------------------------------------


@pytest.fixture
def job(course):
    """A job on the plain assignment, as the course makes it."""
    hand_in(course, "ada", honest())
    with gradebook.opened(course) as records:
        (release,) = registered(options(course), records, ASSIGNMENT)
    return job_of("ada", course / "submitted" / "ada" / ASSIGNMENT, release, sandboxed=sandbox.unavailable() is None)


def test_a_worker_that_gives_up_a_fork_server_leaves_it_to_the_others(job):
    """A worker that meets a failure starts servers of its own; the one it was forked with belongs to all."""
    assert scores_of(grade_one(job)) == POINTS
    server = fork_server.fork_server(job.release, "student", job.sandboxed)
    worker = os.fork()
    if not worker:
        fork_server.forget(job.release, job.sandboxed)
        os._exit(0)
    os.waitpid(worker, 0)
    assert server.temporary.exists()
    assert server.process.poll() is None
    assert scores_of(grade_one(job)) == POINTS


def test_workers_leave_no_folder_behind(no_fork_servers, course, monkeypatch, tmp_path):
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    (tmp_path / "tmp").mkdir()
    hand_in(course, "ada", honest())
    monkeypatch.setattr(pool, "grade_one", grade_after_a_failure)
    assert courses.grade(options(course, jobs=1)) == 0
    fork_server.close_all()
    assert not list((tmp_path / "tmp").glob("bundle-*"))


def grade_after_a_failure(job):
    fork_server.forget(job.release, job.sandboxed)
    return GRADE(job)


def test_a_process_that_does_not_get_ready_says_why(no_fork_servers, job):
    job.files["f" * 300 + ".csv"] = b"1"
    before = len(os.listdir("/proc/self/fd"))
    result = grade_one(job)
    assert "File name too long" in result.problem
    fork_server.close_all()
    untrusted.end_helper()
    assert len(os.listdir("/proc/self/fd")) <= before


CELLS_IN = submission.cells_in


def killed_at_ben(raw, keys):
    """As submission.cells_in, in the helper: the kernel ends it while it reads what ben handed in."""
    if b"# by ben" in raw:
        os.kill(os.getpid(), signal.SIGKILL)
    return CELLS_IN(raw, keys)


def killed_with_all_its_memory(raw, keys):
    taken = b"x" * (38 << 20)
    os.kill(os.getpid(), taken and signal.SIGKILL)


@pytest.mark.parametrize("copies", [False, True])
def test_a_helper_that_is_killed_is_nobodys_zero(course, monkeypatch, capsys, copies):
    """Whether it dies of the notebook or before, of its copies, when nobody knows yet which of them counts."""
    hand_in(course, "ada", honest())
    for name in ("p.ipynb", "p (1).ipynb")[: 1 + copies]:
        hand_in(course, "ben", changed(before="# by ben"), name)
    with monkeypatch.context() as patch:
        patch.setattr(submission, "cells_in", killed_at_ben)
        assert courses.grade(options(course, jobs=1)) == 1
    assert "ungraded: ben: " in capsys.readouterr().out
    assert "ran out of memory" in entries(course)["ben"]["problem"]
    assert gradebook.scores(course, ASSIGNMENT) == {"ada": POINTS}
    assert courses.grade(options(course, jobs=1)) == 0
    assert gradebook.scores(course, ASSIGNMENT) == {"ada": POINTS, "ben": POINTS}


def test_a_notebook_that_takes_all_the_memory_there_is_is_no_failure_of_ours(job, monkeypatch):
    monkeypatch.setattr(submission, "cells_in", killed_with_all_its_memory)
    monkeypatch.setattr(untrusted, "SMALL", (1.5, 40 << 20))
    assert set(scores_of(grade_one(job)).values()) == {0.0}


class FullDisk:
    """A fork server without a sandbox that has forked, but where no folder can be made."""

    sandboxed, scratch, kind = False, "/no/room", "student"

    def __init__(self, forked):
        self.forked = forked

    def ready(self):
        return self

    def ask(self, _, descriptor, writer):
        os.write(descriptor, f"born {self.forked.pid}".encode())

    def said(self):
        return "nothing"


def test_without_a_folder_of_its_own_a_process_removes_none(monkeypatch):
    removed = []
    monkeypatch.setattr(process.shutil, "rmtree", lambda path, **_: removed.append(path))
    with subprocess.Popen(["sleep", "100"], start_new_session=True) as forked:
        with pytest.raises(EngineError, match=r"did not start: .*No such file"):
            process.Process(FullDisk(forked), process.Limits())
        assert forked.wait(10) == -signal.SIGKILL
    assert removed == []


@pytest.mark.parametrize("kind", ["student", "judge"])
def test_a_dead_fork_server_is_started_again(job, kind):
    assert scores_of(grade_one(job)) == POINTS
    server = fork_server.fork_server(job.release, kind, job.sandboxed)
    server.process.kill()
    server.process.wait()
    assert scores_of(grade_one(job)) == POINTS


def scores_of(result):
    assert result.problem is None, result.problem
    return {name: verdict.score for name, verdict in result.verdicts.items()}


DYING = ("never", None)
GRADE = grade_one


def grade_or_die(job):
    when, marker = DYING
    if job.student == "ben" and not marker.exists():
        if when == "once":
            marker.touch()
        os._exit(1)
    return GRADE(job)


@pytest.mark.parametrize("when", ["once", "always"])
def test_a_worker_that_dies(course, monkeypatch, tmp_path, when, capsys):
    """Those that were under way with it are given out again; what it dies of each time stays ungraded."""
    for name in ("ada", "ben", "cy"):
        hand_in(course, name, honest())
    monkeypatch.setattr(sys.modules[__name__], "DYING", (when, tmp_path / "died"))
    monkeypatch.setattr(pool, "grade_one", grade_or_die)
    assert courses.grade(options(course, jobs=1)) == (0 if when == "once" else 1)
    found = gradebook.scores(course, ASSIGNMENT)
    assert found["ada"] == found["cy"] == POINTS
    assert found.get("ben") == (POINTS if when == "once" else None)
    if when == "always":
        assert "ungraded: ben: the grader's worker died of it" in capsys.readouterr().out
        monkeypatch.setattr(pool, "grade_one", grade_one)
        assert courses.grade(options(course)) == 0
        assert log_lines(course) == {"ada": 1, "ben": 2, "cy": 1}


def die_while_recording(job):
    """As grade_one of a job that is the path of a file: "dies" takes its worker with it once a result is recorded."""
    while job.name == "dies" and not job.with_name("recording").exists():
        time.sleep(0.01)
    if job.name == "dies":
        os._exit(1)
    return Result()


def test_a_worker_that_dies_while_a_result_is_written_down_loses_nobody(monkeypatch, tmp_path):
    monkeypatch.setattr(pool, "grade_one", die_while_recording)
    jobs, problems = [tmp_path / name for name in ("dies", *"abcdefghi")], {}
    for job, result in pool.results(iter(jobs), SimpleNamespace(jobs=2, scheduler=None)):
        problems[job.name] = result.problem
        if len(problems) == 1:
            (tmp_path / "recording").touch()
            time.sleep(0.5)  # until the pool has noticed
    assert problems == {**dict.fromkeys("abcdefghi"), "dies": "the grader's worker died of it, twice"}


class DasksExecutor(ThreadPoolExecutor):
    """Of a job of which its workers die, Dask gives an error of its own when it has tried often enough."""

    def submit(self, function, job):
        if job != "dies":
            return super().submit(function, job)
        future = Future()
        future.set_exception(distributed().KilledWorker(job, SimpleNamespace(address="tcp://a-worker"), 3))
        return future


class DasksClient(contextlib.nullcontext):
    def nthreads(self):
        return {"tcp://a-worker": 1}

    def get_executor(self, **_):
        return DasksExecutor(1)


def distributed():
    return pytest.importorskip("distributed")


def test_a_job_of_which_dasks_workers_die_stops_no_other(monkeypatch):
    """With threads in place of a cluster, which takes seconds to start."""
    monkeypatch.setattr(distributed(), "Client", lambda *_, **__: DasksClient())
    monkeypatch.setattr(pool, "grade_one", lambda job: Result())
    jobs, dask = ["dies", *"abcdefghi"], SimpleNamespace(jobs=0, scheduler="tcp://a-scheduler")
    problems = {job: result.problem for job, result in pool.results(iter(jobs), dask)}
    assert problems == {**dict.fromkeys("abcdefghi"), "dies": "the grader's worker died of it, twice"}


@pytest.mark.parametrize(
    "tests",
    [
        "from graders.checks.answer_key import GraderError\nsquare(2)\nraise GraderError('the reference is gone')",
        "import a_module_that_is_missing",
        "1 / 0\nassert square(2) == 4",
        "import os\nos._exit(1)",
        "import threading\nsquare(threading.Lock())",
    ],
)
def test_a_failure_of_ours_is_ungraded_and_never_zero(job, tests):
    next(cell for cell in job.release.cells if cell.key == "square-test").tests = tests
    result = grade_one(job)
    assert result.verdicts["square-test"].outcome == "ungraded"
    assert result.verdicts["square-test"].score is None
    assert {name: v.score for name, v in result.verdicts.items() if name != "square-test"} == {
        "total-test": 2.0, "answer-test": 1.0,
    }  # fmt: skip
    assert "not a zero" in result.notebook


def test_what_the_courses_own_solution_fails_is_nobodys_zero(course, monkeypatch, capsys):
    hand_in(course, "ada", honest())
    configuration = gradebook.configuration

    def with_sources(*arguments):
        config = configuration(*arguments)
        config.CourseDirectory.root, config.CourseDirectory.source_directory = str(course.parent), "source"
        return config

    monkeypatch.setattr(gradebook, "configuration", with_sources)
    source = course.parent / "source" / ASSIGNMENT / "p.ipynb"
    source.write_text(source.read_text().replace("abs(answer * answer - 2)", "abs(anwser * answer - 2)"))
    assert courses.grade(options(course)) == 1
    assert scores(entries(course)["ada"]) == {**POINTS, "answer-test": None}
    assert "the course's own solution fails answer-test" in capsys.readouterr().out
    assert gradebook.scores(course, ASSIGNMENT)["ada"] == {**POINTS, "answer-test": None}
    graded = (course / "autograded" / "ada" / ASSIGNMENT / "p.ipynb").read_text()
    assert "NameError" not in graded
    assert "your instructor knows" in graded


# -- what nbgrader promises --------------------------------------------------------------------------------------------


def test_manual_grades_and_comments_are_kept(course):
    hand_in(course, "ada", honest())
    courses.grade(options(course))
    with gradebook.opened(course) as records:
        grade = records.book.find_grade("square-test", "p", ASSIGNMENT, "ada")
        grade.manual_score, grade.extra_credit = 1.5, 0.5
        records.book.find_comment("square", "p", ASSIGNMENT, "ada").manual_comment = "see me"
        records.book.db.commit()
    hand_in(course, "ada", changed(square="def square(x):\n    return 0"))
    courses.grade(options(course))
    with gradebook.opened(course) as records:
        grade = records.book.find_grade("square-test", "p", ASSIGNMENT, "ada")
        assert (grade.auto_score, grade.manual_score, grade.extra_credit) == (0, 1.5, 0.5)
        assert grade.needs_manual_grade, "as nbgrader does: a manual grade has to be looked at again"
        assert records.book.find_comment("square", "p", ASSIGNMENT, "ada").comment == "see me"


def test_what_was_graded_by_hand_stays_closed_where_nothing_of_it_changed(course, capsys):
    hand_in(course, "ada", honest())
    courses.grade(options(course))
    with gradebook.opened(course) as records:
        grade = records.book.find_grade("square-test", "p", ASSIGNMENT, "ada")
        grade.manual_score, grade.needs_manual_grade = 1.5, False
        records.book.db.commit()
    courses.grade(options(course, force=True))
    assert log_lines(course) == {"ada": 2}
    assert gradebook.scores(course, ASSIGNMENT)["ada"] == {**POINTS, "square-test": 1.5}
    assert "by hand" not in capsys.readouterr().out
    hand_in(course, "ada", changed(total="def total(values):\n    return 0"))
    courses.grade(options(course))
    assert "to be graded by hand, in formgrader: ada (square-test)" in capsys.readouterr().out


def test_who_joins_a_group_opens_nobodys_points_given_by_hand(course):
    """Of the newcomer alone, who had points by hand for other work."""
    hand_in(course, "G", honest())
    hand_in(course, "eve", honest())
    (course / "groups.csv").write_text("group,student\nG,ada\nG,ben\n")
    courses.grade(options(course))

    def grade_by_hand():
        with gradebook.opened(course) as records:
            for name in ("ada", "eve"):
                grade = records.book.find_grade("square-test", "p", ASSIGNMENT, name)
                grade.manual_score, grade.needs_manual_grade = 1.5, False
            records.book.db.commit()

    grade_by_hand()
    shutil.rmtree(course / "submitted" / "eve")
    (course / "groups.csv").write_text("group,student\nG,ada\nG,ben\nG,eve\n")
    courses.grade(options(course))
    by_hand = {**POINTS, "square-test": 1.5}
    wanted = {"ada": by_hand, "ben": POINTS, "eve": {**POINTS, "square-test": None}}
    assert gradebook.scores(course, ASSIGNMENT) == wanted
    (course / "groups.csv").write_text("group,student\nG,ada\nG,ben\n")
    courses.grade(options(course))
    assert gradebook.scores(course, ASSIGNMENT) == wanted
    grade_by_hand()
    (course / "groups.csv").write_text("group,student\nG,ada\nG,ben\nG,eve\n")
    courses.grade(options(course, force=True))
    assert gradebook.scores(course, ASSIGNMENT) == wanted


def test_a_grade_that_one_of_a_group_lacks_opens_nobodys_points_given_by_hand(course):
    hand_in(course, "G", honest())
    (course / "groups.csv").write_text("group,student\nG,ada\nG,ben\n")
    courses.grade(options(course))
    with gradebook.opened(course) as records:
        grade = records.book.find_grade("square-test", "p", ASSIGNMENT, "ada")
        grade.manual_score, grade.needs_manual_grade = 1.5, False
        records.book.db.commit()
        records.book.remove_submission(ASSIGNMENT, "ben")
    courses.grade(options(course))
    assert gradebook.scores(course, ASSIGNMENT) == {"ada": {**POINTS, "square-test": 1.5}, "ben": POINTS}
    assert log_lines(course) == {"G": 1}


def fail_on_ada(job):
    return Result(problem="the disk is gone") if job.student == "ada" else GRADE(job)


def test_a_hand_grade_is_opened_where_the_work_changed_whatever_lies_between(course, monkeypatch):
    """Between the two grades the run fails on our side, or stops between the log and the gradebook."""
    hand_in(course, "ada", honest())
    courses.grade(options(course))

    def grade_by_hand():
        with gradebook.opened(course) as records:
            grade = records.book.find_grade("square-test", "p", ASSIGNMENT, "ada")
            grade.manual_score, grade.needs_manual_grade = 1.5, False
            records.book.db.commit()

    def is_open():
        with gradebook.opened(course) as records:
            return records.book.find_grade("square-test", "p", ASSIGNMENT, "ada").needs_manual_grade

    grade_by_hand()
    courses.grade(options(course))
    assert not is_open()
    hand_in(course, "ada", changed(square="def square(x):\n    return x * x + 0"))
    with monkeypatch.context() as patch:
        patch.setattr(pool, "grade_one", fail_on_ada)
        assert courses.grade(options(course)) == 1
    courses.grade(options(course))
    assert is_open()
    grade_by_hand()
    hand_in(course, "ada", changed(square="def square(x):\n    return x * x + 0 + 0"))
    with monkeypatch.context() as patch:
        patch.setattr(gradebook.Records, "store", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            courses.grade(options(course))
    courses.grade(options(course))
    assert is_open()
    grade_by_hand()
    courses.grade(options(course))
    assert not is_open(), "what is in the gradebook is not stored again"


def test_a_copy_below_the_test_is_for_play(job):
    """As JupyterLab's paste leaves it, with the name of its original; if that is untouched, the copy counts."""
    right, wrong = "def square(x):\n    return x * x", "def square(x):\n    return 0"
    for first, second, points in ((right, wrong, 3.0), (None, right, 3.0), (wrong, right, 0.0)):
        cells = honest()
        released = next(cell.source for cell in job.release.cells if cell.key == "square")
        cells[1]["source"] = released if first is None else first
        cells.insert(4, {**cells[1], "id": "pasted", "source": second})
        job.files["p.ipynb"] = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()
        assert scores_of(grade_one(job))["square-test"] == points


def test_a_stub_that_is_kept_for_reference_does_not_count(job):
    cells = honest()
    for cell in cells:
        cell["metadata"].pop("nbgrader", None)
        del cell["id"]
    released = next(cell.source for cell in job.release.cells if cell.key == "square")
    cells.append({"cell_type": "code", "metadata": {}, "outputs": [], "source": released})
    job.files["p.ipynb"] = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}).encode()
    assert scores_of(grade_one(job))["square-test"] == 3.0


def test_a_helper_in_an_experiment_counts_for_hidden_tests_too(job):
    cells = changed(square="def square(x):\n    return x * x if isinstance(x, int) else helper(x)")
    cells.append({"cell_type": "code", "id": "mine", "metadata": {"tags": ["experiment"]}, "outputs": [],
                  "source": "def helper(x):\n    return x * x"})  # fmt: skip
    job.files["p.ipynb"] = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()
    assert scores_of(grade_one(job)) == POINTS


def test_of_two_million_letters_the_first_are_kept(job):
    cells = [
        *honest(),
        {"cell_type": "code", "id": "mine", "metadata": {}, "outputs": [], "source": "print('é\\n' * 10**6)"},
    ]
    job.files["p.ipynb"] = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()
    (output,) = json.loads(grade_one(job).notebook)["cells"][-1]["outputs"]
    assert output["text"].startswith("é\né")
    assert output["text"].endswith("left out ...\n")


def test_a_test_that_is_taken_away_after_grading(course):
    """nbgrader's gradebook would keep it, and its points: so the run stops, and says what to do."""
    hand_in(course, "ada", honest())
    courses.grade(options(course))
    with gradebook.opened(course) as records:
        wanted = records.notebooks(ASSIGNMENT)
        assert records.is_current(ASSIGNMENT, wanted)
        fewer = {"p": {key: cell for key, cell in wanted["p"].items() if key != "answer-test"}}
        assert not records.is_current(ASSIGNMENT, fewer)
        assert not records.is_current(ASSIGNMENT, {"p": {**wanted["p"], "more-test": ("", 1.0)}})


def test_who_is_late_who_is_missing_and_who_is_new(course, capsys):
    for name in ("ada", "ben"):
        hand_in(course, name, honest())
    courses.grade(options(course))
    capsys.readouterr()
    shutil.rmtree(course / "submitted" / "ben")
    folder = hand_in(course, "cy", honest())
    (folder / "timestamp.txt").write_text("2026-03-02 12:00:00 UTC")
    (hand_in(course, "dee", honest()) / "timestamp.txt").write_text("last tuesday")
    with gradebook.opened(course) as records:
        records.book.update_or_create_assignment(ASSIGNMENT, duedate="2026-03-01 12:00:00 UTC")
    courses.grade(options(course))
    said = capsys.readouterr()
    assert "in the gradebook, and handed in nothing: ben" in said.out
    assert "new in the gradebook: cy, dee" in said.out
    assert "late: cy by 1 day (no penalty)" in said.out
    assert "SubmittedAssignment" not in said.out + said.err
    assert "no time that can be read" in entries(course)["dee"]["notes"][0]
    assert entries(course)["cy"]["notes"] == []


def test_a_due_date_that_is_moved(course, monkeypatch):
    """A penalty follows the due date, whenever grading runs again, though nothing is graded again."""
    (hand_in(course, "ada", honest()) / "timestamp.txt").write_text("2026-03-02 12:00:00 UTC")
    configuration = gradebook.configuration

    def strict(*arguments):
        config = configuration(*arguments)
        config.LateSubmissionPlugin.penalty_method = "zero"
        return config

    monkeypatch.setattr(gradebook, "configuration", strict)
    for due, penalty in (("2026-03-01", 6.0), ("2026-03-03", 0.0), ("2026-03-01", 6.0)):
        with gradebook.opened(course) as records:
            records.book.update_or_create_assignment(ASSIGNMENT, duedate=f"{due} 12:00:00 UTC")
        courses.grade(options(course))
        with gradebook.opened(course) as records:
            cells, found = records.feedback("ada", ASSIGNMENT, "p")
        assert found == penalty
        assert f"{6 - penalty:g} of 6 points" in feedback.page(notebook_of(course), "ada", ASSIGNMENT, cells, found)
    assert log_lines(course) == {"ada": 1}


def notebook_of(course):
    return json.loads((course / "autograded" / "ada" / ASSIGNMENT / "p.ipynb").read_text())


def test_a_figure_of_a_cell_that_a_person_grades_is_on_its_page():
    outputs = [{"output_type": "display_data", "data": {"image/png": "iVBORw0KGgo="}, "metadata": {}}]
    mine = {"grade_id": "plot", "grade": True, "solution": True}
    cell = {"cell_type": "code", "source": "plot()", "metadata": {"nbgrader": mine}, "outputs": outputs}
    cells = {"plot": {"score": None, "max_score": 3.0, "open": True, "comment": None}}
    page = feedback.page({"cells": [cell], "metadata": {}}, "ada", "A", cells)
    assert 'src="data:image/png;base64,iVBORw0KGgo="' in page
    assert "of 3 points so far" in page


def test_of_two_notebooks_one_counts_and_the_log_says_so(course):
    hand_in(course, "ada", honest())
    hand_in(course, "ada", changed(square="def square(x):\n    return 0"), name="p (1).ipynb")
    assert courses.grade(options(course)) == 0
    assert entries(course)["ada"]["notes"] == ["p.ipynb counts, and not p (1).ipynb"]


def test_cells_without_ids_are_known_by_what_they_say(job):
    """As a program leaves them that knows no cell ids: nothing of the release comes twice."""
    cells = honest()
    for cell in cells:
        del cell["id"]
    job.files["p.ipynb"] = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}).encode()
    result = grade_one(job)
    assert scores_of(result) == POINTS
    assert len(json.loads(result.notebook)["cells"]) == len(honest())


def test_pictures_have_room_of_their_own(job):
    """A picture of more than a megabyte is kept, and what is printed after it; live plots start over."""
    show = "from IPython.display import Image, clear_output, display\n"
    png = "b'\\x89PNG\\r\\n\\x1a\\n' + bytes({})"
    large = show + f"display(Image(data={png.format(1_200_000)}, format='png'))\nprint('after')"
    live = (
        f"{show}for i in range(400):\n    clear_output()\n    display(Image(data={png.format(60_000)}, format='png'))"
    )
    live += "\nprint('end')"
    flood = show + f"for i in range(12):\n    display(Image(data={png.format(1_400_000)}, format='png'))\nprint('rest')"
    for source, pictures, words in ((large, 1, "after"), (live, 1, "end"), (flood, 8, "left out")):
        cells = [*honest(), {"cell_type": "code", "id": "mine", "metadata": {}, "outputs": [], "source": source}]
        job.files["p.ipynb"] = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()
        outputs = json.loads(grade_one(job).notebook)["cells"][-1]["outputs"]
        assert sum("image/png" in output.get("data", {}) for output in outputs) == pictures
        assert words in "".join(output.get("text", "") for output in outputs)


def test_numbers_in_one_long_line_are_read(job):
    """Compact JSON with many numbers, as plots leave it; and two grown limits do not add up."""
    before = resource.getrlimit(resource.RLIMIT_DATA)
    output = {"output_type": "display_data", "metadata": {}, "data": {"x": [i / 7 for i in range(1_200_000)]}}
    cells = honest()
    cells[0]["outputs"] = [output]
    text = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, separators=(",", ":"))
    assert len(text) > 20_000_000
    job.files["p.ipynb"] = text.encode()
    assert scores_of(grade_one(job)) == POINTS
    assert resource.getrlimit(resource.RLIMIT_DATA) == before


@pytest.mark.parametrize(("method", "penalty"), [("none", None), ("zero", 6.0)])
def test_late_penalties(course, method, penalty):
    folder = hand_in(course, "ada", honest())
    (folder / "timestamp.txt").write_text("2026-03-02 12:00:00 UTC")
    config = gradebook.configuration(course)
    config.LateSubmissionPlugin.penalty_method = method
    records = gradebook.Records(config)
    records.book.update_or_create_assignment(ASSIGNMENT, duedate="2026-03-01 12:00:00 UTC")
    courses.grade(options(course))
    records.store(entries(course)["ada"])
    submission = records.book.find_submission(ASSIGNMENT, "ada")
    assert submission.total_seconds_late == 86_400
    assert submission.notebooks[0].late_submission_penalty == penalty
    records.close()


# -- without a sandbox -------------------------------------------------------------------------------------------------


def test_without_a_sandbox_it_refuses(course, monkeypatch):
    hand_in(course, "ada", honest())
    monkeypatch.setattr(sandbox, "unavailable", lambda: "this is a test")
    refusing = courses.Options(course, [], course.parent / "release")
    with pytest.raises(CourseError, match="There is no sandbox here: this is a test"):
        courses.grade(refusing)
    assert not (course / "grading-log.jsonl").exists()
    assert courses.grade(options(course)) == 0
    assert entries(course)["ada"]["sandbox"] == "none"
    assert all_full(course)


def test_a_sandbox_that_does_not_start_is_none(no_fork_servers, course, monkeypatch):
    hand_in(course, "ada", honest())
    monkeypatch.setattr(sandbox, "command", lambda *_: ["false"])
    with pytest.raises((CourseError, EngineError), match="There is no sandbox here: it does not start"):
        courses.grade(courses.Options(course, [], course.parent / "release"))


def test_explain_and_repeat(course, capsys):
    from graders.__main__ import main

    hand_in(course, "ada", changed(square="def square(x):\n    return x + x"))
    courses.grade(options(course))
    (course / "changes.jsonl").write_text('{"time": "20')
    capsys.readouterr()
    where = ["--course", str(course), "--release", str(course.parent / "release"), "--unsandboxed"]
    assert main(["explain", "ada", ASSIGNMENT, *where, "--repeat"]) == 0
    said = capsys.readouterr().out
    assert "square-test: wrong, 0 points" in said
    assert "changes.jsonl, line 1, was cut off" in said
    assert "assert square(3) == 9" in said
    assert str(entries(course)["ada"]["seed"]) in said
    assert "The same grade." in said
    assert log_lines(course) == {"ada": 1}, "a repetition is not a grade"
    assert main(["explain", "nobody", ASSIGNMENT, *where]) == 2
    with gradebook.opened(course) as records:
        records.book.find_grade("square-test", "p", ASSIGNMENT, "ada").manual_score = 2.5
        records.book.db.commit()
    main(["explain", "ada", ASSIGNMENT, *where])
    assert "square-test: 2.5 of 3" in capsys.readouterr().out.partition("The gradebook now")[2]
    elsewhere = [*where[:2], "--release", str(course.parent / "nowhere"), "--unsandboxed", "--repeat"]
    assert main(["explain", "ada", ASSIGNMENT, *elsewhere]) == 2
    assert "release the assignment first" in capsys.readouterr().err
    shutil.rmtree(course / "submitted" / "ada")
    assert main(["explain", "ada", ASSIGNMENT, *where, "--repeat"]) == 2
    assert "cannot be repeated" in capsys.readouterr().err


def test_the_same_seed_gives_the_same_hidden_inputs(job):
    """The wrong answer depends on the input, so its words do too: the same seed, the same words."""
    test = next(cell for cell in job.release.cells if cell.key == "square-test")
    test.tests = "n = int(np.random.randint(10**9))\nassert square(n) == 0, n"
    words = []
    for seed in (1, 1, 2):
        job.seed = seed
        words.append(grade_one(job).verdicts["square-test"].words)
    assert words[0] == words[1] != words[2]


def test_intake_reads_what_is_written(job):
    """What autograded/ holds is a notebook that can be read again: the instructor's, with hidden tests."""
    import nbformat

    notebook = grade_one(job).notebook
    nbformat.validate(json.loads(notebook))
    assert BEGIN_HIDDEN in notebook
    assert "secret_input" in notebook
