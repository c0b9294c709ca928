"""An assignment is tried before it goes out: the course's own solution is graded, by the judge that grades the class.

A test that the judge cannot judge, or that the own solution does not pass, would be ungraded for everybody.
"""

import hashlib
import json
import re
import sys
from pathlib import Path

ADVICE = {
    r"cannot travel to the student's function": (
        "Where it is an object, give the solution cell a function of its own that makes it, and test that one."
    ),
    r"not made of numbers, strings|not plain data|is not plain": (
        "Let a function in the solution cell use the object and return plain data, such as df.to_dict('list'), and "
        "test what that returns."
    ),
    r"NameError|is not defined": ("Define the name in the test, in a locked cell above it or in the solution cell."),
    r"[Ll]ast line": "End the test with float(...) of the points, or with nothing for all or none.",
}
OTHERWISE = "Repair the solution or the test, so that the one passes the other."


def complaints(assignment, folder, sources):
    """What speaks against giving out an assignment: a list of texts, each with the cell, the line and what to do.

    folder: where its release is, as in build/release. sources: the folder notebooks/.
    """
    return [words for release in releases(assignment, folder, sources) for words in tried(release, sources)]


def releases(assignment, folder, sources):
    """The submission.Release of each notebook, with the hidden tests of its source."""
    from graders.engine.assignments import graded_cells  # Linux and macOS only
    from graders.engine.release import read_release

    for path in sorted(Path(sources, assignment).glob("*.ipynb")):
        yield read_release(folder, assignment, path.stem, graded_cells(path))


def tried(release, sources):
    """The complaints about one notebook: the one place that asks the engine."""
    from graders.engine import EngineError, sandbox
    from graders.engine.grade_one import own_verdicts
    from graders.engine.process import Limits

    try:
        verdicts = own_verdicts(release, sources, sandbox.unavailable() is None, Limits())
    except EngineError as error:
        return [str(error)]
    cells = {cell.key: cell for cell in release.cells}
    return [complaint(cells[name], verdict) for name, verdict in verdicts.items() if speaks_against(verdict)]


def speaks_against(verdict):
    return verdict.outcome in ("wrong", "partly", "ungraded")


def complaint(cell, verdict):
    """One complaint, in words."""
    where = f"cell {cell.key}"
    if number := line_of(cell, verdict.words):
        where += f", line {number}: {cell.tests.splitlines()[number - 1].strip()}"
    said = verdict.words.strip()
    if verdict.outcome == "ungraded":
        said = (said.splitlines() or ["no reason given"])[-1]
        said = said.removeprefix("graders.checks.answer_key.GraderError: ")
    elif verdict.outcome == "partly":
        said = f"It gives the course's own solution {verdict.score:g} points of {cell.points:g}.\n{said}".strip()
    advice = next((words for pattern, words in ADVICE.items() if re.search(pattern, said)), OTHERWISE)
    return "\n".join([where, *(f"    {line}" for line in [*said.splitlines(), advice])])


def line_of(cell, words):
    """The number of the line of a test that failed, as far as the words of its verdict tell; or None."""
    numbers = re.findall(rf'File "?<cell {re.escape(cell.key)} \d+>"?, line (\d+)', words)
    if numbers:
        return int(numbers[-1])
    if named := re.match(r"This test is not passed: (.*)|`(\w+)` is not", words):
        wanted = re.compile(re.escape(named[1].strip()) if named[1] else rf"\b{named[2]}\b")
        return next((n for n, line in enumerate(cell.tests.splitlines(), 1) if wanted.search(line)), None)
    return None


# Only what has changed is tried


def fingerprint(assignment, folder, sources):
    """A digest of all that the outcome depends on."""
    from graders.engine.log import version

    parts = [release.digest for release in releases(assignment, folder, sources)]
    parts += [
        hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(Path(sources, assignment).glob("*.ipynb"))
    ]
    parts += [version(assignment), sys.version, engine_digest()]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def engine_digest():
    """A digest of the engine's own modules."""
    total = hashlib.sha256()
    for path in sorted(Path(__file__).parents[1].glob("graders/engine/**/*.py")):
        total.update(path.read_bytes())
    return total.hexdigest()
