"""A notebook that is not clean is found, with its file and cell named; --fix repairs it and changes nothing else."""

import json
import subprocess

import pytest

from tools import lint_notebooks


def cell(cell_id="first-cell", **changes):
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": cell_id,
        "metadata": {},
        "outputs": [],
        "source": ["x = 1\n", "x"],
        **changes,
    }


def text(cell_id="first-cell", **changes):
    return {"cell_type": "markdown", "id": cell_id, "metadata": {}, "source": [], **changes}


def notebook(*cells, **changes):
    return {
        "cells": list(cells) or [cell()],
        "metadata": {"kernelspec": lint_notebooks.KERNELSPEC, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
        **changes,
    }


def text_of(content):
    return json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


OUTPUT = {"output_type": "stream", "name": "stdout", "text": ["1\n"]}

# The fault -> (the notebook, where it should be seen, words of the message, whether --fix repairs it)
UNCLEAN = {
    "outputs": (notebook(cell(outputs=[OUTPUT])), "cell 1 (first-cell)", "outputs", True),
    "count": (notebook(cell(), cell("adam", execution_count=3)), "cell 2 (adam)", "execution count", True),
    "timing": (notebook(cell(metadata={"execution": {"iopub.execute_input": "x"}})), "cell 1", "metadata", True),
    "no id": (
        notebook({key: value for key, value in cell().items() if key != "id"}),
        "cell 1",
        "no id",
        False,
    ),
    "duplicate id": (notebook(cell(), cell()), "cell 2 (first-cell)", "earlier cell", False),
    "empty id": (notebook(cell("")), "cell 1", "1 to 64", False),
    "spaced id": (notebook(cell("two words")), "cell 1", "1 to 64", False),
    "number id": (notebook(cell(7)), "cell 1", "1 to 64", False),
    "nbformat's id": (notebook(cell("c414b69a")), "cell 1 (c414b69a)", "made-up", False),
    "JupyterLab's id": (notebook(cell("1f0c7a52-7c1e-4a39-9f5e-0a4c1d2b3e4f")), "cell 1", "made-up", False),
    "spaced per cent": (
        notebook(text(source=["about 3 % of `5 % 2`"])),
        "cell 1",
        "'3 %'",
        False,
    ),
    "spaced per cent in an f-string": (notebook(cell(source=['f"{x:.1f} %"'])), "cell 1", "write 25%", False),
    "kernel": (
        notebook(metadata={"kernelspec": {"display_name": "mine", "language": "python", "name": "mine"}}),
        "",
        "kernelspec",
        True,
    ),
    "no kernel": (notebook(metadata={}), "", "kernelspec", True),
    "version of Python": (
        notebook(
            metadata={"kernelspec": lint_notebooks.KERNELSPEC, "language_info": {"name": "python", "version": "3.11.7"}}
        ),
        "",
        "language_info.version",
        True,
    ),
    "old format": (notebook(nbformat_minor=4), "", "nbformat should be 4.5", False),
    "invalid": (notebook(cell(cell_type="poem")), "", "not a valid notebook", False),
    "not a notebook": ([1, 2], "", "not a notebook", False),
    "cells that are none": ({"cells": [5]}, "", "not a notebook", False),
}


@pytest.mark.parametrize("name", UNCLEAN)
def test_what_is_not_clean_is_found_and_said_where(name):
    content, where, words, _ = UNCLEAN[name]
    assert [
        (seen, what)
        for seen, what in lint_notebooks.problems(text_of(content))
        if seen.startswith(where) and words in what
    ]


def test_text_that_is_not_json_is_no_notebook():
    ((where, what),) = lint_notebooks.problems("{")
    assert where == ""
    assert what.startswith("is not a notebook")


def test_a_clean_notebook_has_no_problems():
    ids = ("adam", "adam-test", "feedback", "W1_exercise", "deadbeef", "decade", "a" * 64)
    assert lint_notebooks.problems(text_of(notebook(*(cell(cell_id) for cell_id in ids)))) == []


def test_a_remainder_is_no_per_cent():
    words = text("words", source=["3% of `5 % 2`\n", "```\n", "7 % 2\n", "```"])
    code = cell(source=["5 % 2, {1: 2}, {2: 3}[2] % 2"])
    assert lint_notebooks.problems(text_of(notebook(words, code))) == []


@pytest.mark.parametrize(
    "layout", [{"indent": 2}, {"indent": 1, "sort_keys": False}, {"indent": 1, "ensure_ascii": True}]
)
def test_another_layout_is_found_and_repaired(layout):
    content = notebook(cell(source=["σ = 1"]), metadata={"z": 1, "kernelspec": lint_notebooks.KERNELSPEC})
    text = json.dumps(content, **{"sort_keys": True, "ensure_ascii": False, **layout}) + "\n"
    assert "laid out" in lint_notebooks.problems(text)[0][1]
    assert lint_notebooks.fixed(text) == text_of(content)


@pytest.mark.parametrize("name", [name for name, (_, _, _, repairs) in UNCLEAN.items() if repairs])
def test_fix_repairs_and_keeps_what_an_author_wrote(name):
    before = text_of(UNCLEAN[name][0])
    after = lint_notebooks.fixed(before)
    assert lint_notebooks.problems(after) == []
    assert lint_notebooks.fixed(after) == after
    written = [(c["id"], c["cell_type"], c["source"]) for c in json.loads(before)["cells"]]
    assert [(c["id"], c["cell_type"], c["source"]) for c in json.loads(after)["cells"]] == written


@pytest.mark.parametrize("name", ["no id", "nbformat's id", "duplicate id"])
def test_fix_never_makes_up_an_id(name):
    before = text_of(UNCLEAN[name][0])
    assert lint_notebooks.fixed(before) == before


def test_the_command_names_file_and_cell_and_fails(tmp_path, capsys):
    path = tmp_path / "Bad.ipynb"
    path.write_text(text_of(notebook(cell("adam", outputs=[OUTPUT]))))
    assert lint_notebooks.main([str(path)]) == 1
    out = capsys.readouterr().out
    assert "Bad.ipynb, cell 1 (adam): has outputs" in out
    assert "--fix" in out


def test_the_command_fixes_a_file_and_then_is_content(tmp_path, capsys):
    path = tmp_path / "Bad.ipynb"
    path.write_text(text_of(notebook(cell("adam", outputs=[OUTPUT], execution_count=2))))
    assert lint_notebooks.main(["--fix", str(path)]) == 0
    assert path.read_bytes() == text_of(notebook(cell("adam"))).encode()
    assert "all clean" in capsys.readouterr().out


def test_the_command_leaves_an_invalid_file_alone(tmp_path):
    path = tmp_path / "Bad.ipynb"
    path.write_text("{")
    assert lint_notebooks.main(["--fix", str(path)]) == 1
    assert path.read_text() == "{"


def make_tree(root):
    for name in (
        "notebooks/A/A.ipynb",
        "tests/b.ipynb",
        "build/c.ipynb",
        "course/submitted/d.ipynb",
        "notebooks/e.txt",
    ):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    hidden = root / "notebooks" / ".ipynb_checkpoints" / "A-checkpoint.ipynb"
    hidden.parent.mkdir()
    hidden.write_text("")


def test_without_git_the_folders_are_walked(tmp_path, monkeypatch):
    make_tree(tmp_path)
    monkeypatch.setenv("PATH", "")
    assert lint_notebooks.find_notebooks(tmp_path) == [tmp_path / "notebooks/A/A.ipynb"]


def test_with_git_what_it_has_or_may_get_is_checked(tmp_path):
    make_tree(tmp_path)
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    (tmp_path / ".gitignore").write_text("scratch.ipynb\n")
    (tmp_path / "scratch.ipynb").write_text("")
    (tmp_path / "gone.ipynb").write_text("")
    (tmp_path / "mit Umlaut ä.ipynb").write_text("")
    subprocess.run(["git", "add", "gone.ipynb"], cwd=tmp_path, check=True)
    (tmp_path / "gone.ipynb").unlink()
    assert lint_notebooks.find_notebooks(tmp_path) == [
        tmp_path / "mit Umlaut ä.ipynb",
        tmp_path / "notebooks/A/A.ipynb",
    ]


def test_this_course_is_clean():
    assert lint_notebooks.main([]) == 0
