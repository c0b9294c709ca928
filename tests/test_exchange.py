"""JupyterHub's way: release, fetch, submit, collect through nbgrader's exchange, then grading.

And what becomes of a gradebook when an assignment that was released and graded is corrected, and released again.
"""

import json
import os
import re
import shutil
import sys
from datetime import UTC, timedelta
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook
from nbgrader.utils import parse_utc

from tests.commands import commands
from tools import demo

ROOT = Path(__file__).resolve().parent.parent
NAME, FILE, COURSE_ID = "W1A3-Gradient_Checking", "Gradient_Checking", "improving-deep-neural-networks"
FOLDERS = ("notebooks", "utils", "graders", "tools", "datasets")
FILES = ("nbgrader_config.py", "environment.yml", "pyproject.toml", "requirements.txt", "LICENSE*", "NOTICE")


class Hub:
    """A copy of the repository, an exchange, and students with a home each."""

    def __init__(self, place):
        self.repository, self.exchange, self.homes = place / "repository", place / "exchange", place / "homes"
        for name in FOLDERS:
            shutil.copytree(ROOT / name, self.repository / name, ignore=shutil.ignore_patterns("__pycache__"))
        for pattern in FILES:
            for file in ROOT.glob(pattern):
                shutil.copy(file, self.repository)
        self.exchange.mkdir(mode=0o777)
        self.course = self.repository / "course"
        self.commands = None  # how it runs nbgrader's commands, and ours
        with (self.repository / "nbgrader_config.py").open("a") as config:
            config.write('\nc.LateSubmissionPlugin.penalty_method = "zero"  # nbgrader has no penalty of its own\n')

    def run(self, *command, where=None, user="instructor"):
        """Run a Python module as somebody; what it says. Raises AssertionError if it fails."""
        home = self.homes / user
        home.mkdir(parents=True, exist_ok=True)
        environment = {
            **os.environ,
            "PYTHONPATH": str(self.repository),
            "HOME": str(home),
            "JUPYTER_CONFIG_DIR": str(home / "config"),
            "JUPYTER_DATA_DIR": str(home / "data"),
            "COURSE": "course",
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        }
        return self.commands.run(*command, cwd=where or self.repository, env=environment)

    def instructor(self, command, *arguments):
        return self.run("nbgrader", command, *arguments, f"--Exchange.root={self.exchange}")

    def student(self, user, command, *arguments):
        where = self.homes / user / "work"
        where.mkdir(parents=True, exist_ok=True)
        own = [
            f"--Exchange.root={self.exchange}",
            f"--course={COURSE_ID}",
            f"--Exchange.cache={self.homes / user / 'cache'}",
            f"--CourseDirectory.student_id={user}",  # else nbgrader takes the name of the system's user
        ]
        return self.run("nbgrader", command, NAME, *arguments, *own, where=where, user=user)

    def write(self, user, who):
        """Put the answers of somebody of the sample class into a student's notebook."""
        path = self.homes / user / "work" / NAME / f"{FILE}.ipynb"
        nbformat.write(demo.submission(path, demo.answers(NAME, demo.students(NAME)[who])), path)

    def timestamp(self, user):
        """When what is collected was submitted, in UTC."""
        text = (self.course / "submitted" / user / NAME / "timestamp.txt").read_text(encoding="utf-8")
        return parse_utc(text.strip()).replace(tzinfo=UTC)

    def set_due(self, moment):
        self.instructor("db", "assignment", "add", NAME, f"--duedate={moment:%Y-%m-%d %H:%M:%S.%f} UTC")

    def gradebook(self):
        return Gradebook(f"sqlite:///{self.course / 'gradebook.db'}", COURSE_ID)

    def by_hand(self, user, cell, score, comment):
        """What an instructor writes in formgrader."""
        with self.gradebook() as book:
            notebook = book.find_submission(NAME, user).notebooks[0]
            next(grade for grade in notebook.grades if grade.name == cell).manual_score = score
            notebook.comments[0].manual_comment = comment
            book.db.commit()

    def grades(self):
        """Grade what is collected; student -> (points, points after the policy on lateness, when it was submitted)."""
        self.run("graders", "grade", NAME)
        return self.graded()

    def graded(self):
        with self.gradebook() as book:
            return {
                one.student.id: (
                    one.score,
                    max(0, one.score - one.late_submission_penalty),  # as in nbgrader's sheet
                    one.timestamp.replace(tzinfo=UTC),
                )
                for one in book.assignment_submissions(NAME)
            }


@pytest.fixture(scope="module")
def hub(tmp_path_factory):
    hub = Hub(tmp_path_factory.mktemp("hub"))
    with commands(hub.repository) as hub.commands:
        yield hub


def points(who):
    return sum(demo.expected(NAME, demo.students(NAME)[who]).values())


def test_through_the_exchange(hub):
    """One hands in on time and once more when it is late, one only then. No microsecond of when is lost."""
    hub.instructor("generate_assignment", NAME)
    hub.instructor("release_assignment", NAME)
    hub.student("ada", "fetch_assignment")
    work = hub.homes / "ada" / "work" / NAME
    assert (work / "graders" / "checks" / "checker.py").is_file(), "the bundle comes along"
    assert not (work / "utils" / "gradient_check.py").exists(), "and no answer"
    shutil.copytree(work, hub.homes / "ben" / "work" / NAME)

    hub.write("ada", "half-done")
    hub.student("ada", "submit")
    hub.instructor("collect", NAME)
    first = hub.timestamp("ada")
    hub.set_due(first + timedelta(microseconds=1))
    assert hub.grades() == {"ada": (points("half-done"), points("half-done"), first)}

    for user in "ada", "ben":
        hub.write(user, "perfect")
        hub.student(user, "submit")
    hub.instructor("collect", NAME, "--update")
    second = hub.timestamp("ada")
    assert second > first
    full = points("perfect")
    assert hub.grades() == {"ada": (full, 0, second), "ben": (full, 0, hub.timestamp("ben"))}, "zero by its policy"

    hub.instructor("collect", NAME, "--before-duedate", "--update")
    assert hub.timestamp("ada") == first
    assert hub.timestamp("ben") > first, "late is better than nothing"


def test_a_corrected_assignment_is_released_again(hub):
    """Another word, and a hidden test more: what was graded stays, and what was graded by hand."""
    before = hub.graded()
    hub.by_hand("ada", "check-test", 7.5, "Well argued.")
    by_hand = before["ada"][0] - demo.expected(NAME, demo.students(NAME)["perfect"])["check-test"] + 7.5
    correct(hub.repository / "notebooks" / NAME / f"{FILE}.ipynb")
    hub.instructor("generate_assignment", NAME, "--force")
    hub.instructor("release_assignment", NAME, "--force")
    assert "corrected" in (hub.exchange / COURSE_ID / "outbound" / NAME / f"{FILE}.ipynb").read_text(encoding="utf-8")
    with hub.gradebook() as book:
        assert "# corrected" in book.find_source_cell("check-test", FILE, NAME).source
        assert book.find_grade("check-test", FILE, NAME, "ada").manual_score == 7.5
        comments = book.find_submission(NAME, "ada").notebooks[0].comments
        assert "Well argued." in {comment.comment for comment in comments}
    assert hub.graded() == before | {"ada": (by_hand, 0, before["ada"][2])}

    after = hub.grades()  # by the corrected tests
    assert after["ben"] == before["ben"]
    assert after["ada"][2] == hub.timestamp("ada"), "the one on time, which was collected last"
    with hub.gradebook() as book:
        cell = book.find_grade("check-test", FILE, NAME, "ada")
        assert (cell.manual_score, cell.needs_manual_grade) == (7.5, True), "a manual grade has to be looked at again"
    log = [json.loads(line) for line in (hub.course / "grading-log.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len({entry["release"] for entry in log if entry["student"] == "ben"}) == 2, "both gradings stay in the log"


def test_feedback_goes_back_through_the_exchange(hub):
    """By our pages and by nbgrader's command, also if one of the class did not hand in through the exchange."""
    by_hand = hub.course / "submitted" / "eve" / NAME
    shutil.copytree(hub.course / "submitted" / "ben" / NAME, by_hand)
    (by_hand / "submission_secret.txt").unlink()
    graded = hub.grades()
    hub.run("graders", "feedback")
    hub.instructor("release_feedback", NAME)
    hub.student("ada", "fetch_feedback")
    assert titles(hub, "ada") == {f"{NAME}: {graded['ada'][1]:g} of 60 points so far"}, "one cell waits for a person"
    assert titles(hub, "ben") == set(), "nobody gets what they do not fetch"
    shutil.rmtree(hub.course / "feedback")
    hub.instructor("generate_feedback", NAME, "--force")
    hub.instructor("release_feedback", NAME)
    hub.student("ben", "fetch_feedback")
    assert titles(hub, "ben") == {f"{NAME}: {graded['ben'][1]:g} of 60 points"}
    pages = [path.read_text(encoding="utf-8") for path in (hub.exchange / COURSE_ID / "feedback").iterdir()]
    assert sum("<p>eve</p>" in page for page in pages) >= 1
    assert not any("hidden=True" in page or "HIDDEN TESTS" in page for page in pages)


def titles(hub, user):
    """The titles of the feedback pages that a student has fetched."""
    pages = (hub.homes / user / "work" / NAME / "feedback").glob("*/*.html")
    return {re.search("<title>(.*)</title>", page.read_text(encoding="utf-8"))[1] for page in pages}


def correct(source):
    """Change the title of a source notebook, and a hidden test."""
    nb = nbformat.read(source, as_version=4)
    for cell in nb.cells:
        if cell.id == "check-test":
            cell.source = cell.source.replace("### END HIDDEN", "assert True  # corrected\n### END HIDDEN")
        if cell.id == "title":
            cell.source += "\n\nThis was corrected."
    nbformat.write(nb, source)
