"""An instructor's own assignments in notebooks/ are released and graded; lint, reports and tests leave them alone."""

import json
import subprocess
import sys
from pathlib import Path

from tools import lint_notebooks, ours
from tools.reports import sources

ROOT = Path(__file__).resolve().parent.parent
OWN = {"cells": [], "metadata": {"kernelspec": {"name": "conda-env"}}, "nbformat": 4, "nbformat_minor": 5}


def repository(folder):
    """One declared assignment, and two of the instructor's own, one with two notebooks."""
    (folder / "graders" / "exercises" / "w1a1").mkdir(parents=True)
    for name in ("W1A1-Ours/a", "HW 1/b", "ps1/problem1", "ps1/problem2"):
        path = folder / "notebooks" / f"{name}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(OWN))
    return folder


def test_lint_and_reports_leave_an_own_assignment_alone(tmp_path):
    root = repository(tmp_path)
    found = [root / "notebooks" / "W1A1-Ours" / "a.ipynb"]
    assert lint_notebooks.find_notebooks(root) == found
    assert list(sources.find_notebooks(root).values()) == found


def test_ruff_leaves_it_alone(tmp_path, capsys, monkeypatch):
    root = repository(tmp_path)
    for name in ("W1A1-Ours", "HW 1"):
        path = root / "notebooks" / name / "bad.py"
        path.write_text("import os")
    monkeypatch.setattr(ours, "__file__", str(root / "tools" / "ours.py"))
    ours.main()
    options = capsys.readouterr().out.split()
    assert options == ["--extend-exclude=notebooks/HW?1", "--extend-exclude=notebooks/ps1"]
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache", ".", *options]
    said = subprocess.run(command, cwd=root, capture_output=True, text=True).stdout
    assert "W1A1-Ours" in said
    assert "HW 1" not in said


def test_all_that_is_declared_is_ours():
    folders = [path.name for path in (ROOT / "notebooks").iterdir() if path.is_dir()]
    assert sum(ours.is_ours(ROOT, name) for name in folders) >= 6
