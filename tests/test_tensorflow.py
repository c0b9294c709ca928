"""TensorFlow stays where it belongs: with its notebook and the student's side of its exercises. And it is quiet."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


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
