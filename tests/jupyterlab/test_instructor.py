"""An instructor's buttons in a real JupyterLab, on a copy of the repository: panel, formgrader, grading, feedback."""

import shutil

import nbformat
import pytest
from lab import ROOT, Lab

from graders import exercises
from graders.engine.log import Log
from tools import demo, release

NAME, FILE = "W1A1-Initialization", "Initialization"
CLASS = ("perfect", "variance-for-deviation")
FOLDERS = ("notebooks", "utils", "graders", "tools", "datasets")
FILES = ("nbgrader_config.py", "environment.yml", "pyproject.toml", "requirements.txt", "LICENSE*", "NOTICE")


@pytest.fixture(scope="module")
def instructor(playwright, tmp_path_factory, built):
    """JupyterLab on a copy of the repository, in a folder with a space in its name, with a small class's hand-ins."""
    place = tmp_path_factory.mktemp("instructor")
    repository = place / "my course"
    for name in FOLDERS:
        shutil.copytree(ROOT / name, repository / name, ignore=shutil.ignore_patterns("__pycache__"))
    for pattern in FILES:
        for file in ROOT.glob(pattern):
            shutil.copy(file, repository)
    for student in CLASS:
        folder = repository / "course" / "submitted" / student / NAME
        folder.mkdir(parents=True)
        released = built(NAME) / "release" / NAME / f"{FILE}.ipynb"
        answers = demo.answers(NAME, demo.students(NAME)[student])
        nbformat.write(demo.submission(released, answers), folder / f"{FILE}.ipynb")
    lab = Lab(playwright, repository, place / "home", environment={"PYTHONPATH": str(repository), "COURSE": "course"})
    yield lab
    lab.close()


def points():
    return sum(exercise.points for exercise in exercises.find(NAME).exercises)


def test_the_panel_shows_what_each_cell_is_worth(instructor):
    notebook = instructor.notebook(f"notebooks/{NAME}/{FILE}.ipynb")
    notebook.page.get_by_role("tab", name="Create Assignment").click()
    panel = notebook.page.locator(".nbgrader-NotebookPanelWidget:visible, .nbgrader-NotebookWidget:visible").first
    panel.wait_for()
    assert int(notebook.page.locator(".nbgrader-TotalPointsInput").input_value()) == points()


def test_the_buttons_of_formgrader(instructor):
    page = instructor.page("/formgrader")
    page.locator("tbody tr .name", has_text=NAME).wait_for()
    listed = [row.split("\t")[0].strip() for row in page.locator("tbody tr .name").all_inner_texts()]
    assert sorted(listed) == release.chosen()

    press(
        page,
        page.locator("tr", has_text=NAME).locator(".assign a"),
        f"Successfully created the student version of '{NAME}'",
    )
    assert (instructor.folder / "build" / "release" / NAME / "utils" / "network.py").is_file()

    page.locator("tr", has_text=NAME).locator(".num-submissions a").click()
    scores = {}
    for student in CLASS:
        row = page.locator("tr", has_text=student)
        press(page, row.locator(".autograde a"), f"Successfully autograded '{NAME}' for student '{student}'")
        row.get_by_text("graded", exact=True).wait_for()
        scores[student] = row.locator(".score").inner_text()
        press(
            page,
            row.locator(".generate-feedback a"),
            f"Successfully generated feedback for '{NAME}' for student '{student}'",
        )
    expected = {student: sum(demo.expected(NAME, demo.students(NAME)[student]).values()) for student in CLASS}
    assert scores == {student: f"{expected[student]:g} / {points()}" for student in CLASS}
    assert len(set(scores.values())) == 2
    graded = list(Log(instructor.folder / "course").entries())
    assert sorted(entry["student"] for entry in graded) == sorted(CLASS), "by the engine, each once"
    assert {entry["sandbox"] for entry in graded} <= {"bubblewrap", "none"}

    feedback = instructor.page(f"/files/course/feedback/{CLASS[1]}/{NAME}/{FILE}.html")
    text = feedback.locator("body").inner_text()
    assert "scaled by the variance" in text
    assert "hidden=True" not in text


def press(page, button, answer):
    """Press one of formgrader's buttons, and close the dialog in which it must give this answer."""
    button.click()
    dialog = page.locator(".modal.in")
    dialog.get_by_text(answer).wait_for()
    dialog.get_by_role("button", name="OK").click()
    page.locator(".modal-backdrop").wait_for(state="detached")
