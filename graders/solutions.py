"""Answers that people wrote from the release alone: tests/solutions/<assignment>/<function>/<name>.py.

A file starts with `# right`, or with `# wrong: why @ line`: the cause, and the lines of the file where it is (several
with commas, `-` if it is in no line). The rest is the cell as it was written.
"""

import ast
import json
import re
from dataclasses import dataclass
from pathlib import Path

from graders.exercises import NOTEBOOKS, find

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "solutions"
VERDICT = re.compile(r"# right$|# wrong: (?P<why>.+) @ (?P<lines>-|\d+(, ?\d+)*)$")


@dataclass(frozen=True)
class Solution:
    """One answer. why: the cause of a wrong one, None if it is right. lines: 1-based, of the file."""

    path: Path
    source: str
    why: str | None
    lines: tuple[int, ...]

    @property
    def right(self):
        return self.why is None

    @property
    def name(self):
        return "/".join(self.path.parts[-3:])

    def function(self):
        """The function that the file defines, as if its cell had been run in the notebook."""
        namespace = notebook_names(self.path.parts[-3])
        exec(compile(self.source, str(self.path), "exec"), namespace)
        return namespace[self.path.parts[-2]]


def solutions(assignment, exercise):
    """The solutions to an exercise, by its name, sorted. Raises ValueError for a file without a verdict."""
    return [read(path) for path in sorted((FOLDER / assignment / exercise).glob("*.py"))]


def read(path):
    """The Solution in a file. Raises ValueError if its first line is no verdict."""
    source = path.read_text(encoding="utf-8")
    found = VERDICT.match(source.split("\n", 1)[0])
    if not found:
        raise ValueError(f"{path}: the first line is neither `# right` nor `# wrong: why @ line`")
    lines = tuple(map(int, re.findall(r"\d+", found["lines"] or "")))
    return Solution(path, source, found["why"], lines)


def notebook_names(assignment):
    """What a cell of the notebook finds: all that its code imports, and the functions that the exercises make."""
    namespace = {}
    for path in (NOTEBOOKS / assignment).glob("*.ipynb"):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        for source in ("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"):
            imports = [n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Import | ast.ImportFrom)]
            exec(compile(ast.Module(imports, []), str(path), "exec"), namespace)
    return namespace | {exercise.name: exercise.reference for exercise in find(assignment).exercises}
