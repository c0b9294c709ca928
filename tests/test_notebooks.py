"""The notebooks and the declarations say the same: exercises, points, names, tags."""

import ast
import re
from pathlib import Path

import nbformat
import pytest

from graders.exercises import find, names
from tools.ours import is_ours

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"


def notebook(assignment):
    (path,) = (NOTEBOOKS / assignment).glob("*.ipynb")
    return nbformat.read(path, as_version=4)


def graded(cell):
    return cell.metadata.get("nbgrader", {}).get("grade", False)


def solution(cell):
    return cell.metadata.get("nbgrader", {}).get("solution", False)


def test_every_declared_assignment_has_its_notebook_and_the_other_way_round():
    """Folders without a declaration are an instructor's own."""
    ours = [path.name for path in NOTEBOOKS.iterdir() if path.is_dir() and is_ours(NOTEBOOKS.parent, path.name)]
    assert sorted(ours) == names()


@pytest.fixture(params=names())
def assignment(request):
    return request.param


def test_each_exercise_is_written_then_checked_for_the_declared_points(assignment):
    cells = [cell for cell in notebook(assignment).cells if cell.cell_type == "code"]
    checks = [cell for cell in cells if graded(cell)]
    exercises = find(assignment).exercises
    assert len(checks) == len(exercises)
    for check, exercise in zip(checks, exercises):
        assert check.source == (
            f'check("{exercise.name}", {exercise.name})\n### BEGIN HIDDEN TESTS\n'
            f'check("{exercise.name}", {exercise.name}, hidden=True)\n### END HIDDEN TESTS'
        )
        assert check.metadata.nbgrader.points == exercise.points
        assert check.metadata.nbgrader.locked
        assert "raises-exception" in check.metadata.tags
        above = cells[cells.index(check) - 1]
        assert solution(above)
        assert [n.name for n in ast.parse(above.source).body if isinstance(n, ast.FunctionDef)] == [exercise.name]
        assert check.id == check.metadata.nbgrader.grade_id == f"{above.id}-test"
        assert above.id == above.metadata.nbgrader.grade_id


def test_a_solution_is_short_and_has_a_docstring(assignment):
    for cell in notebook(assignment).cells:
        if solution(cell):
            (between,) = re.findall(r"### BEGIN SOLUTION\n(.*?)### END SOLUTION", cell.source, re.DOTALL)
            lines = [line for line in between.splitlines() if line.strip()]
            assert 1 <= len(lines) <= 15, f"{cell.id} asks for {len(lines)} lines"
            assert ast.get_docstring(ast.parse(cell.source).body[-1])


def test_experiments_are_marked_and_do_not_stop_run_all(assignment):
    """A code cell is set-up (the first), an exercise, a check, a cell to read that is locked, or an experiment."""
    first, *rest = (cell for cell in notebook(assignment).cells if cell.cell_type == "code")
    assert f'checker("{assignment}")' in first.source
    for cell in rest:
        if not cell.metadata.get("nbgrader"):
            assert {"experiment", "raises-exception"} <= set(cell.metadata.get("tags", [])), cell.id


def test_a_notebook_has_the_parts_that_readers_look_for(assignment):
    book = notebook(assignment)
    text = "\n".join(cell.source for cell in book.cells if cell.cell_type == "markdown")
    assert len(re.findall(r"^# ", text, re.MULTILINE)) == 1
    assert "minutes" in book.cells[0].source
    assert re.search(r"^## What to remember$", text, re.MULTILINE)
    assert re.search(r"^## Further reading$", text, re.MULTILINE)
    tags = [tag for cell in book.cells for tag in cell.metadata.get("tags", [])]
    assert tags.count("headline") == tags.count("result") == 1
    assert book.cells[-1].source.endswith("progress()")


def test_the_links_in_the_contents_lead_somewhere(assignment):
    text = "\n".join(cell.source for cell in notebook(assignment).cells if cell.cell_type == "markdown")
    headings = {line.lstrip("# ").strip().replace(" ", "-") for line in text.splitlines() if line.startswith("#")}
    for target in re.findall(r"\]\(#([^)]+)\)", text):
        assert target in headings
