"""An assignment is tried before it goes out: the course's own solution is graded, by the judge that grades the class.

A test that the judge cannot judge, or that the own solution does not pass, would be ungraded for everybody.
"""

import ast
import contextlib
import hashlib
import importlib.util
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
NOT_INSTALLED = "The notebook imports {0}, which is not installed on this machine. Install it, then release again."
NOT_SHOWN = (
    "The test binds `{0}`, and no cell of the release defines it, so what the test puts there does not reach the "
    "student's code. Show the line that defines `{0}`: move BEGIN SOLUTION below it."
)
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
    against = {name: verdict for name, verdict in verdicts.items() if speaks_against(verdict)}
    return [complaint(cells[name], against[name], advice(cells[name], release, sources)) for name in against]


def advice(test, release, sources):
    """{pattern of what is said of a test: what to do}, the first that fits."""
    from graders.engine.grade_one import own_source
    from graders.engine.names import imported, names
    from graders.engine.release import released_cell

    rows = json.loads(own_source(release, sources).read_bytes())["cells"]
    own = list(map(released_cell, range(len(rows)), rows))
    packages = {name.partition(".")[0] for cell in own if cell.kind == "code" for name in imported(cell.source)}
    missing = ", ".join(sorted(name for name in packages if not is_there(name, release.bundle)))
    hidden = (made_by(own) - made_by(release.cells)) & names(test.tests, ast.Store)
    found = {r"NameError|is not defined|ModuleNotFoundError": NOT_INSTALLED.format(missing)} if missing else {}
    return found | ADVICE | ({"": NOT_SHOWN.format(min(hidden))} if hidden else {})


def made_by(cells):
    """The names that cells define, but for the tests."""
    from graders.engine.names import defined_on_top

    code = (cell.source for cell in cells if cell.kind == "code" and cell.role != "test")
    return {name for source in code for name in defined_on_top(source)}


def is_there(package, bundle):
    """Whether a package can be imported: it is installed, or it goes out with the notebook."""
    from graders.engine.submission import in_bundle

    with contextlib.suppress(ValueError):  # of a module without a specification, such as __main__
        beside = {package.lower(), f"{package}.py".lower()} & in_bundle(bundle)
        return bool(beside) or importlib.util.find_spec(package) is not None
    return True


def speaks_against(verdict):
    return verdict.outcome in ("wrong", "partly", "ungraded")


def complaint(cell, verdict, todo):
    """One complaint, in words. todo: what `advice` gives."""
    where = f"cell {cell.key}"
    if number := line_of(cell, verdict.words):
        where += f", line {number}: {cell.tests.splitlines()[number - 1].strip()}"
    said = verdict.words.strip()
    if verdict.outcome == "ungraded":
        said = (said.splitlines() or ["no reason given"])[-1]
        said = said.removeprefix("graders.checks.answer_key.GraderError: ")
    elif verdict.outcome == "partly":
        said = f"It gives the course's own solution {verdict.score:g} points of {cell.points:g}.\n{said}".strip()
    first = next((words for pattern, words in todo.items() if re.search(pattern, said)), OTHERWISE)
    return "\n".join([where, *(f"    {line}" for line in [*said.splitlines(), first])])


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
