"""TensorFlow stays where it belongs: with its notebook and the student's side of its exercises. And it is quiet."""

import subprocess
import sys
from pathlib import Path

import nbformat
import numpy as np
import pytest

from graders.build_key import exercise_key
from graders.checks.problem import find_problem
from graders.engine import fork_server, sandbox
from graders.engine.grade_one import grade_one
from graders.engine.job import Job
from graders.engine.names import packages_used
from graders.engine.release import read_release
from graders.exercises import find
from tests.sample_class.table import Student
from tools import demo

ROOT = Path(__file__).resolve().parent.parent
NAME = "W3A1-Introduction_to_TensorFlow"


def python(code):
    """What a fresh Python, started in the repository, writes to its two streams."""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout, done.stderr


def test_declarations_checks_and_utils_import_no_tensorflow():
    code = """
import importlib, pkgutil, sys
import graders.checks, graders.exercises, utils
for package in graders.checks, graders.exercises, utils:
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        importlib.import_module(module.name)
print(graders.exercises.find("W3A1-Introduction_to_TensorFlow").title)
from graders.checks import tensorflow_later
getattr(tensorflow_later, "_mock_name", None)  # as pytest asks it, where a module of tests names it
print([name for name in sys.modules if name.partition(".")[0] in ("tensorflow", "keras")])
"""
    said, _ = python(code)
    assert said.splitlines()[-1] == "[]"


def test_the_other_assignments_are_checked_where_tensorflow_is_not_installed():
    code = """
import sys
sys.modules["tensorflow"] = None  # importing it is now an ImportError
from graders.exercises import names
from graders.checks import checker
for name in names():
    if not name.startswith("W3A1"):
        checker(name)
        print(name)
"""
    said, _ = python(code)
    assert "W1A1-Initialization" in said


def test_nothing_runs_while_the_modules_are_imported():
    """A process that has run TensorFlow cannot be forked. Its threads cannot be set any more once it has run."""
    code = """
import tensorflow as tf
import graders.exercises, graders.checks.probes.tensors
graders.exercises.find("W3A1-Introduction_to_TensorFlow")
tf.config.threading.set_intra_op_parallelism_threads(1)
tf.constant(1) + 1
try:
    tf.config.threading.set_intra_op_parallelism_threads(2)
except RuntimeError:
    print("too late")
"""
    assert python(code)[0] == "too late\n"


def test_tensorflow_says_nothing():
    """On its import, its first operation, a dataset's end, and functions that are compiled again and again."""
    code = """
from utils.quiet import quiet_tensorflow
with quiet_tensorflow():
    import tensorflow as tf
print(sum(int(i) for i in tf.data.Dataset.range(5)))
for i in range(8):
    tf.function(lambda x: x + 1)(tf.ones(i))
exec("def no_source(x):\\n    return x + 1")
tf.function(no_source)(1)
import sys
sys.stderr.write("errors are still seen")
"""
    assert python(code) == ("10\n", "errors are still seen")


# -- what is right is computed by NumPy, and the judge needs no TensorFlow ---------------------------------------------

EXERCISES = [exercise.name for exercise in find(NAME).exercises]


@pytest.mark.parametrize("name", EXERCISES)
def test_the_oracle_and_the_reference_agree_on_fresh_inputs(name):
    exercise = find(NAME).exercise(name)
    for seed in range(20):
        key = exercise_key(NAME, name, np.random.default_rng(seed))
        assert find_problem(key, exercise.reference) is None, seed


@pytest.fixture(scope="module")
def grade(built):
    """grade(answers, tests): the verdicts on the reference's answers, but for these {cell: edit}, by {cell: test}."""
    folder = built(NAME) / "release"
    path = next((folder / NAME).glob("*.ipynb"))
    cells = {cell.id: cell for cell in nbformat.read(path, as_version=4).cells}

    def grade(answers, tests):
        points = {key: cell.metadata.nbgrader.points for key, cell in cells.items() if key.endswith("-test")}
        sources = {key: (tests.get(key, cells[key].source), points[key]) for key in points}
        release = read_release(folder, NAME, path.stem, sources)
        notebook = demo.submission(path, demo.answers(NAME, Student("", answers)))
        files = {path.name: nbformat.writes(notebook).encode()}
        result = grade_one(Job("ada", release, files, None, 1, sandbox.unavailable() is None))
        assert result.problem is None, result.problem
        return result.verdicts

    yield grade
    fork_server.close_all()


HIDDEN = 'check("train_step", train_step, hidden=True)'
NO_TENSORFLOW = f"""import sys
check("train_step", train_step)
{HIDDEN}
assert [name for name in sys.modules if name.split(chr(46))[0] == "tensorflow"] == ["tensorflow"]  # and none inside it
if sys.platform == "linux":
    assert "tensorflow" not in open("/proc/self/maps").read()"""


def test_the_judge_of_a_right_submission_has_not_loaded_tensorflow(grade):
    hidden = {f"{cell}-test": f'check("{e.name}", {e.name}, hidden=True)' for cell, e in find(NAME).cells.items()}
    verdicts = grade({}, hidden | {"step-test": NO_TENSORFLOW})
    assert {verdict.outcome for verdict in verdicts.values()} == {"right"}, verdicts


def test_a_mistake_that_only_the_hidden_test_meets_is_named(grade):
    """For that the judge asks TensorFlow what the known mistakes give. A test that uses TensorFlow has it, too."""
    verdicts = grade(
        {"step": "return loss -> return loss.numpy()"},
        {"step-test": HIDDEN, "cost-test": "assert tf.constant(1).numpy() == 1\nassert callable(compute_cost)"},
    )
    assert verdicts["cost-test"].outcome == "right", verdicts["cost-test"]
    assert verdicts["step-test"].outcome == "wrong"
    assert "The cost comes back as a NumPy number." in verdicts["step-test"].words
    assert verdicts["step-test"].mistake


@pytest.mark.parametrize(
    ("code", "used"),
    [
        ("import tensorflow as tf", False),
        ("import tensorflow as tf\ndef f():\n    return tf.zeros(1)", True),
        ("import tensorflow", False),
        ("import tensorflow\ntensorflow.zeros(1)", True),
        ("import tensorflow.keras as keras", True),
        ("from tensorflow import keras", True),
        ("import numpy as tf\ntf.zeros(1)", False),
    ],
)
def test_a_package_is_used_by_its_name_or_in_part(code, used):
    assert ("tensorflow" in packages_used([code])) == used
