# ruff: noqa: E501 - a case on one line
"""Right work that is untidy in everyday ways, and the points that it must get: what was seen in the notebook counts.

Each case is a change of a notebook that is right. Points are for the three tests, in their order.
"""

import errno
import html
import io
import json
import os
import re
import sys
import time
import zipfile
from dataclasses import replace
from types import SimpleNamespace

import nbformat
import numpy as np
import pytest
from engine_course import ROOT, cell, notebook

from graders.checks.checker import NotYet, checker
from graders.engine import EngineError, feedback, log, names, protocol, repair, sandbox, submission, times, untrusted
from graders.engine.grade_one import grade_one
from graders.engine.inside import reach
from graders.engine.job import Job, job_of
from graders.engine.process import Limits
from graders.engine.release import read_release
from graders.engine.student import Student
from graders.engine.wording import NOT_PLAIN
from tests.sample_class import table as sample
from tools import demo

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the engine's processes are Linux's here")

SETUP = "import numpy as np\nimport matplotlib.pyplot as plt\nscale = 2"
RELU = "def step(x):\n    return max(x, 0)\ndef relu(x):\n    return scale * step(x)"
SQUARE = "def step(x):\n    return np.multiply(x, x)\ndef square(x):\n    return step(x)"
TOTAL = "def total(values):\n    return float(np.sum(values))"
UNWRITTEN = "def {}(x):\n    raise NotImplementedError"
HIDDEN = "\n### BEGIN HIDDEN TESTS\n{}\n### END HIDDEN TESTS"
TESTS = {
    "relu-test": "assert relu(3) == 6" + HIDDEN.format("assert relu(-1) == 0 and relu(5) == 10"),
    "square-test": "assert square(3) == 9" + HIDDEN.format("assert square(-4) == 16"),
    "total-test": "assert total([1, 2]) == 3" + HIDDEN.format("assert total([2, 3]) == 5"),
}
POINTS = {"relu-test": 4.0, "square-test": 2.0, "total-test": 1.0}
ALL = 4, 2, 1


def released():
    """The cells as they are released."""
    cells = [cell("setup", SETUP)]
    for name in ("relu", "square", "total"):
        test = TESTS[f"{name}-test"].partition("\n###")[0]
        points = POINTS[f"{name}-test"]
        cells += [cell(name, UNWRITTEN.format(name), solution=True)]
        cells += [cell(f"{name}-test", test, grade=True, locked=True, points=points)]
    return cells


def handed_in(**sources):
    """The cells with right solutions, or with these sources."""
    cells = released()
    for each in cells:
        each["source"] = ({"relu": RELU, "square": SQUARE, "total": TOTAL} | sources).get(each["id"], each["source"])
    return cells


def own(source, after, cells=None, tags=()):
    """The cells with one of the student's own below another."""
    cells = cells or handed_in()
    number = [each["id"] for each in cells].index(after) + 1
    return [*cells[:number], cell(f"own-{after}-{number}", source, tags=tags), *cells[number:]]


def last(source, **sources):
    return own(source, "total-test", handed_in(**sources))


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    folder = tmp_path_factory.mktemp("release")
    (folder / "E1").mkdir()
    (folder / "E1" / "e.ipynb").write_text(json.dumps(notebook(released())))
    made = read_release(folder, "E1", "e", {key: (source, POINTS[key]) for key, source in TESTS.items()})
    return made


@pytest.fixture(scope="module")
def grade(release):
    """grade(cells): the Result."""

    def one(cells, **more):
        files = {"e.ipynb": json.dumps(notebook(cells)).encode()}
        result = grade_one(Job("ada", release, files, None, 5, sandbox.unavailable() is None, **more))
        assert result.problem is None, result.problem
        return result

    return one


def points(result):
    return tuple(result.verdicts[name].score for name in POINTS)


LATE_CLASS = "class Net:\n    def go(self, x):\n        return max(scale * x, 0)\nrelu = Net().go"
CLOSURE = "def make():\n    def inner(x):\n        return max(scale * x, 0)\n    return inner\nrelu = make()"
FACTORS = "factors = {'a': [np.ones(1), 2]}\ndef relu(x):\n    return max(x * factors['a'][1], 0)"
DRAWS = "rng = np.random.default_rng(5)\nfirst = np.random.default_rng(5).random()\ndef total(v):\n    return sum(v) + 0 * first if rng.random() == first else None"
COUNTER = "calls = 0\ndef relu(x):\n    global calls\n    calls += 1\n    return 2 * max(x, 0) if calls < 4 else None"

NAMES = {
    "a helper of the same name in the next answer": handed_in(),
    "a built-in's name as a variable": last("max = 3"),
    "a number of the set-up": last("scale = 3"),
    "a module's name as a variable": last("np = 3"),
    "a rebound module": last("import random as np"),
    "a deleted module": last("del np"),
    "everything deleted": last("%reset -f"),
    "everything deleted, by hand": last("for name in list(globals()):\n    if not name.startswith('_'):\n        del globals()[name]"),
    "the function itself rebound": last("def relu(x):\n    return 0\nsquare = 7\ndel total"),
    "a method that looks a name up late": last("scale = max = None", relu=LATE_CLASS),
    "a class whose method is replaced": last("Net.go = Net.later = None\nscale = None", relu=LATE_CLASS.replace("Net().go", "lambda x: Net().go(x)")),
    "a closure that looks a name up late": last("scale = max = None", relu=CLOSURE),
    "a lambda, a partial and eval": last("del scale, partial", relu="from functools import partial\nrelu = partial(lambda k, x: eval('scale') * max(x, 0), 1)"),
    "a list inside a dict, changed in place": last("factors['a'][1] = 3", relu=FACTORS),
    "an axis of -1 in a dict that is -2 later": last("factors['axis'] = -2", total="factors = {'axis': -1}\ndef total(v):\n    return np.sum([v], axis=factors['axis']).item()"),
    "an array, changed in place": last("weights[:] = 0", relu="weights = np.full(3, 2.0)\ndef relu(x):\n    return max(x * weights[0], 0)"),
    "a generator that is drawn from": last("rng.random(3)", total=DRAWS.replace("rng.random() ==", "rng.bit_generator.state['state']['state'] * 0 + rng.random() ==").replace("return sum(v) + 0 * first if", "return sum(v) if v == [2, 3] or")),
    "a default argument, changed in place": last("relu.__defaults__[0][0] = 9", relu="def relu(x, k=[2]):\n    return max(k[0] * x, 0)"),
    "a function of NumPy's, replaced": last("np.multiply = np.sum = None"),
    "a built-in function, replaced": last("import builtins\nbuiltins.max = None"),
    "a setting of an object of a class of one's own": last("config.scale = 7", relu="class Config: pass\nconfig = Config()\nconfig.scale = 2\ndef relu(x):\n    return max(config.scale * x, 0)"),
    "a counter of calls": last("calls = 99", relu=COUNTER),
    "a helper that stands below the test": own("def positive(x):\n    return max(x, 0)", "relu-test", handed_in(relu="def relu(x):\n    return scale * positive(x)")),
    "a helper that stands below the test, and uses a shadowed built-in": last("def positive(x):\n    return max(x, 0)\nmin = scale = 0", relu="def relu(x):\n    return min(scale, 2) * positive(x)"),
    "a cell that dies below": last("import os, signal\nscale = 3\nos.kill(os.getpid(), 9)"),
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_functions_have_the_names_that_they_had_where_their_test_stands(grade, name):
    result = grade(NAMES[name])
    assert points(result) == ALL, result.verdicts


VALUES = ["-1", "-2", "-1.0", "1", "True", "1.0", "1 + 0j", "0", "False", "0.0", "-0.0", "None", "'1'", "b'1'"]
VALUES += ["2**61 - 1", "10**5000", "10**5000 + 1", "np.float64(-1)", "np.float64(-2)", "np.float64(1)", "np.int64(1)"]


def test_a_fingerprint_tells_values_apart_that_are_equal_or_have_one_hash():
    """Each takes the place of the one before, in memory too."""
    settings = {}
    namespace, prints = {"settings": settings}, []
    exec("def relu(x):\n    return settings['axis'] * x", namespace)
    for value in VALUES:
        settings.clear()
        settings["axis"] = eval(value)
        prints.append(reach.fingerprint([namespace["relu"]], namespace))
        assert prints[-1] == reach.fingerprint([namespace["relu"]], namespace)
    assert None not in prints
    assert len(set(prints)) == len(VALUES)


def test_what_stands_above_a_test_still_counts(grade):
    """A later change counts for the tests below it, in place or not, and as often as it happens."""
    for change in ("scale = 3", "np.multiply = lambda x, y: 7", "def step(x):\n    return 7"):
        below = own(change, "relu-test", handed_in(square="def square(x):\n    return step(x) if scale == 2 else None"))
        assert points(grade(below))[0] == 4
    changed = own(
        "factors['a'][1] = 3", "relu-test", handed_in(relu=FACTORS, square="def square(x):\n    return relu(x)")
    )
    changed = own("factors['a'][1] = 4", "square-test", changed)
    assert points(grade(changed)) == (4, 0, 1), "square(3) is 9 by accident, and square(-4) is 0"
    changed[4]["source"] = "def square(x):\n    return relu(abs(x)) * abs(x) / factors['a'][1]"
    assert points(grade(changed)) == ALL


def test_going_back_is_not_charged(grade):
    """The cells run twice, and count once."""
    slow = last("factors['a'][1] = 3", relu="import time\ntime.sleep(1.5)\n" + FACTORS)
    limits = Limits(cell_seconds=2, total_seconds=3)
    assert points(grade(slow, limits=limits)) == ALL


def test_a_call_after_the_seconds_of_its_test_says_so():
    student = SimpleNamespace(allowed=-0.1, limits=Limits(cell_seconds=30), drop=lambda: None)
    assert Student.call(student, None).words == "the 30 seconds of this test are used up"


@pytest.mark.parametrize(
    ("content", "why"), [({"cells": {}}, submission.NO_LIST), ({"cells": [0] * 2001}, submission.TOO_MANY)]
)
def test_a_notebook_that_is_none_is_told_from_one_with_too_many_cells(content, why):
    with pytest.raises(untrusted.Failed, match=why):
        submission.cells_in(json.dumps(content), [])


@pytest.mark.parametrize(
    ("source", "left"),
    [
        ("if True:\n    def f(a): inner = 1", "f"),
        ("a = [i for i in range(3)]", "a"),
        ("import os.path, numpy as np", "np os"),
        ("try:\n    import v\nexcept ImportError as e:\n    v = None", "e v"),
        ("for k in range(3):\n    n = (m := k)", "k m n"),
        ("class C:\n    z = 1", "C"),
        ("def f():\n    x = 1\n    global x", ""),
    ],
)
def test_a_cell_leaves_behind_what_it_binds_on_top(source, left):
    assert names.defined_on_top(source) == set(left.split())


def page(result):
    """What a reader of the feedback page sees."""
    return html.unescape(raw_page(result))


def raw_page(result):
    cells = {name: {"score": 0, "max_score": 1, "open": False, "comment": None} for name in POINTS}
    return feedback.page(nbformat.reads(result.notebook, 4), "ada", "E1", cells)


def top(lines):
    """The notebook with lines on top of its set-up cell."""
    return handed_in(setup=f"{lines}\n{SETUP}")


STYLE = "import matplotlib.pyplot as plt\nplt.style.use('seaborn')"
PASSED = {
    "a package that is not installed": (top("import pandas as pd\npd.set_option('display.width', 9)"), ["cell setup, line 1: `import pandas as pd` failed and was passed over (ModuleNotFoundError", "line 2"]),
    "seaborn": (top("import seaborn as sns\nsns.set()"), ["`import seaborn as sns`", "`sns.set()`"]),
    "Colab's drive": (top("from google.colab import drive\ndrive.mount('/content/drive')\n%cd /content/drive"), ["`from google.colab import drive`"]),
    "Colab's uploads": (top("from google.colab import files\nuploaded = files.upload()\nfirst = list(uploaded)[0]"), ["`first = list(uploaded)[0]`"]),
    "a style of an old Matplotlib": (top(STYLE), ["plt.style.use('seaborn')"]),
    "another back end": (top("import matplotlib\nmatplotlib.use('TkAgg')"), []),
    "shell magics": (top("!pip install -q pandas\n%pip install pandas\n%tensorflow_version 2.x\n!nvidia-smi"), ["%tensorflow_version"]),
    "a question": (top("name = input('Who are you?')"), ["input("]),
    "an absolute path": (top("import sys, os\nos.chdir('/home/ada/course')\ndata = np.loadtxt('C:/Users/ada/data.csv')"), ["os.chdir('/home/ada/course')"]),
    "a download": (top("import urllib.request\nurllib.request.urlretrieve('https://example.org/a.csv', 'a.csv')"), ["urlretrieve"]),
    "no graphics processor": (top("gpus = []\nname = gpus[0]"), ["IndexError"]),
    "a name that NumPy has not any more": (top("import numpy as np\nnp.warnings.filterwarnings('ignore')"), ["`np.warnings.filterwarnings('ignore')` failed", "has no `np.warnings`: older versions had it. Write the module warnings"]),
    "a line that is no Python": (top("pip install pandas"), ["cell setup stopped, so what it lacks of the released one was run too"]),
    "a set-up that stops": (top("raise RuntimeError('not on this machine')"), ["cell setup stopped"]),
    "a set-up that kills": (top("import os\nos._exit(1)"), ["cell setup stopped"]),
    "a magic over the whole cell": (top("%%time\nimport pandas as pd"), ["line 1: `%%time` failed"]),
    "a package, in a cell of one's own": (own("import torch\nscale = 2", "setup"), ["`import torch` failed and was passed over"]),
    "a package, in an answer": (handed_in(relu=f"import pandas as pd\n{RELU}"), ["cell relu, line 1: `import pandas as pd` failed and was passed over"]),
    "a package and what is done with it, in an answer": (handed_in(relu=f"import seaborn as sns\nsns.set()\n{RELU}"), ["`sns.set()` failed and was passed over"]),
    "a package below an if, in an answer": (handed_in(total=f"if True:\n    import pandas as pd\npd.set_option('display.width', 9)\n{TOTAL}"), ["cell total, line 1: `if True:` failed and was passed over (ModuleNotFoundError", "line 3"]),
    "a value of the student's own is kept": (handed_in(setup=f"import pandas\n{SETUP}\nplus = 1", total=f"{TOTAL} + plus - 1"), ["import pandas"]),
}  # fmt: skip


@pytest.mark.parametrize("name", PASSED)
def test_a_line_that_fails_is_passed_over_where_it_is_none_of_the_exercises_business(grade, name):
    cells, words = PASSED[name]
    result = grade(cells)
    assert points(result) == ALL, (result.verdicts, result.notes)
    for each in words:
        assert any(each in note for note in result.notes), result.notes
        assert each in page(result)


WRITES = "%%writefile powers.py\ndef power(x):\n    return x * x"
USUAL = {  # what works in JupyterLab
    "a module that a cell writes": own(WRITES, "setup", handed_in(square="from powers import power\ndef square(x):\n    return power(x)")),
    "a module that is written after a failed import": own(WRITES, "setup", handed_in(setup=f"import pandas, seaborn\n{SETUP}", square="import powers\nsquare = powers.power")),
    "errors of floating point in a later cell": last("np.seterr(all='raise')", relu="def relu(x):\n    return 2 * max(x, 0) + float(np.exp(-800.0))"),
    "warnings as errors in a later cell": last("import warnings\nwarnings.simplefilter('error')", relu="import warnings\ndef relu(x):\n    warnings.warn('slow')\n    return 2 * max(x, 0)"),
    "another folder in a later cell": last("import os\nos.mkdir('plots')\nos.chdir('plots')", relu="open('factor.txt', 'w').write('2')\ndef relu(x):\n    return int(open('factor.txt').read()) * max(x, 0)"),
    "a magic over an answer": handed_in(relu=f"%%capture said\n{RELU}"),
    "exit at the end of an answer": handed_in(relu=f"{RELU}\nexit()"),
    "prompts of another shell": handed_in(relu="In [3]: relu = lambda x: scale * max(x, 0)"),
    "warnings that are errors": last("import warnings\nwarnings.simplefilter('error')\nnp.seterr(all='raise')"),
    "threads and processes": handed_in(total="from multiprocessing import Pool\nfrom concurrent.futures import ThreadPoolExecutor\ndef total(v):\n    with Pool(1) as pool, ThreadPoolExecutor(1) as threads:\n        return sum(threads.map(float, pool.map(abs, v)))"),
    "an answer in long double": handed_in(total="def total(v):\n    return np.sum(v, dtype=np.longdouble)"),
    "an array in long double": handed_in(total="def total(v):\n    return np.sum(v, dtype=np.longdouble, keepdims=True)"),
    "an answer in a matrix": handed_in(total="def total(v):\n    return np.matrix(v) * np.ones((len(v), 1))"),
    "an answer in a masked array": handed_in(total="def total(v):\n    return np.ma.array([sum(v)], mask=[0])"),
}  # fmt: skip


@pytest.mark.parametrize("name", USUAL)
def test_what_works_in_jupyterlab_works_here(grade, name):
    result = grade(USUAL[name])
    assert points(result) == ALL, result.verdicts


def test_a_declared_check_measures_as_in_the_notebook(built):
    """There no overflow and no warning is an error, whatever the set-up cell says."""
    name, file = "W1A3-Gradient_Checking", "Gradient_Checking"
    source = nbformat.read(ROOT / "notebooks" / name / f"{file}.ipynb", as_version=4)
    tests = [one for one in source.cells if one.metadata.get("nbgrader", {}).get("grade")]
    tests = {one.metadata.nbgrader.grade_id: (one.source, float(one.metadata.nbgrader.points)) for one in tests}
    released = read_release(built(name) / "release", name, file, tests)
    work = demo.submission(
        built(name) / "release" / name / f"{file}.ipynb", demo.answers(name, sample.Student("all right"))
    )
    setup = next(one for one in work.cells if one.id == "setup")
    setup.source += "\nimport warnings\nwarnings.simplefilter('error')\nnp.seterr(all='raise')"
    files = {f"{file}.ipynb": nbformat.writes(work).encode()}
    result = grade_one(Job("ada", released, files, None, 5, sandbox.unavailable() is None))
    assert {name: verdict.score for name, verdict in result.verdicts.items()} == {n: p for n, (_, p) in tests.items()}


UNDEFINED = {
    "pasted spaces": ({"relu": RELU.replace("return max", "return\u00a0max")}, "cell relu stopped: SyntaxError: invalid non-printable character U+00A0 (line 2)"),
    "a call above the function": ({"relu": f"relu(3)\n{RELU}"}, "cell relu stopped: NameError: name 'relu' is not defined"),
    "a magic below a comment": ({"relu": f"# relu\n%%time\n{RELU}"}, "cell relu stopped: UsageError: Line magic function `%%time` not found."),
    "a loop without an end": ({"relu": f"while True:\n    pass\n{RELU}"}, "cell relu stopped after 2 seconds."),
    "another name": ({"relu": RELU.replace("def relu", "def ReLU")}, "no cell above this test defines it. Is its name spelled as in the released cell?"),
    "a decorator that is not installed": ({"relu": "from numba import njit\n@njit\ndef relu(x):\n    return max(2 * x, 0)"}, "cell relu, line 3: `def relu(x):` failed and was passed over (NameError: name 'njit' is not defined)."),
    "a magic that keeps nothing": ({"relu": f"%%timeit -n 1\n{RELU}"}, "cell relu begins with `%%timeit`, which keeps no name that the cell defines. Delete that line"),
    "a question": ({"relu": f"input('x')\n{RELU}"}, "cell relu stopped: EOFError: nobody answers input() in grading; write the value itself"),
    "deleted": ({"relu": f"{RELU}\ndel relu"}, "cell relu defines it, but it is gone when its test is reached. Does a line delete it?"),
}  # fmt: skip


@pytest.mark.parametrize("name", UNDEFINED)
def test_a_name_that_is_not_there_says_why(grade, name):
    sources, words = UNDEFINED[name]
    result = grade(handed_in(**sources), limits=Limits(cell_seconds=2))
    assert points(result) == (0, 2, 1)
    assert result.verdicts["relu-test"].words == f"`relu` is not defined: {words}"


@pytest.mark.parametrize(("version", "said"), [("3.99.1", True), ("3.1", False), (None, False)])
def test_what_a_newer_python_may_know_is_said(grade, release, version, said):
    cells = notebook(handed_in(relu="type X = ="))
    info = {"codemirror_mode": {"name": "ipython", "version": 3}, "name": "python", "version": version}
    cells["metadata"]["language_info"] = {key: value for key, value in info.items() if value}
    job = Job("ada", release, {"e.ipynb": json.dumps(cells).encode()}, None, 5, sandbox.unavailable() is None)
    result = grade_one(job)
    words = f"made with Python 3.99, and is graded with Python {sys.version_info[0]}.{sys.version_info[1]}"
    assert (words in page(result)) == said == (words in " ".join(result.notes))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b" \n", "it is empty: save it again"),
        (b"PK\x03\x04", "it is a zip archive: unpack it"),
        (b"\n<!DOCTYPE html><p>", "it is a web page"),
        (b'{\n<<<<<<< HEAD\n"cells": []\n=======\n>>>>>>> mine\n}', "the marks of a merge conflict"),
        (b"{", "the file is not a notebook: save it again from JupyterLab, and hand in that"),
    ],
)
def test_what_is_no_notebook_is_named(release, content, words):
    with pytest.raises(submission.Unreadable, match=re.escape(words)):
        submission.read(content, release)


def test_the_notebook_of_another_assignment_does_not_count_as_this_one(release):
    notes = ["a.ipynb counts as b.ipynb", "this counts as handed in on time"]
    job = Job("ada", release, {}, f"{submission.OF_ANOTHER}: none", 5, False, notes=notes)
    result = grade_one(job)
    assert "a.ipynb" not in page(result)
    assert log.as_entry(job, result)["notes"] == notes[1:]
    job.unread = "it is empty"
    assert log.as_entry(job, grade_one(job))["notes"] == notes


FAULTS = {
    "a wrong line in an answer": (handed_in(relu=f"1 / 0\n{RELU}"), (0, 2, 1)),
    "a package that the answer needs": (handed_in(total="import pandas as pd\ndef total(v):\n    return pd.Series(v).sum()"), (4, 2, 0)),
    "a package that a function imports": (handed_in(total="def total(v):\n    import pandas as pd\n    return sum(v)"), (4, 2, 0)),
    "a set-up with other numbers": (handed_in(setup=SETUP.replace("2", "3")), (0, 2, 1)),
    "a cell of one's own that shall stop": (own("raise SystemExit\ndef total(v):\n    return 0", "total"), ALL),
    "an assert that stops": (own("assert total([1]) == 2\ndef total(v):\n    return 0", "total"), ALL),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_what_stays_the_students_own(grade, name):
    cells, expected = FAULTS[name]
    assert points(grade(cells)) == expected


def test_an_untidy_notebook_says_nothing_where_nothing_was_decided(grade):
    result = grade(handed_in())
    assert result.notes == []
    assert "In grading" not in page(result)


def test_a_check_of_an_exercise_that_was_removed_is_called_that(grade, release):
    """An older release had it. It costs nothing, and is no cell of the student's own."""
    cells = handed_in()
    cells[3:3] = [
        cell("cube", UNWRITTEN.format("cube"), solution=True),
        cell("cube-test", "check('cube', cube)", grade=True, locked=True, points=2),
    ]
    result = grade(cells)
    assert points(result) == ALL
    (note,) = result.notes
    said = (
        "a cell of an exercise that this release does not have (cell 5 of the notebook), line 1: `check('cube', cube)`"
    )
    assert note.startswith(said), note
    assert note in page(result)
    assert "own cell" not in page(result)
    cells[4]["source"] = 7
    _, notes = repair.repair(submission.read(json.dumps(notebook(cells)).encode(), release), release)
    assert notes[0].startswith("left out of what was handed in: a cell of an exercise that this release does not have.")


def as_kind(kind, name):
    cells = handed_in()
    each = next(each for each in cells if each["id"] == name)
    each["cell_type"] = kind
    return cells


@pytest.mark.parametrize(("kind", "words"), [("markdown", "a cell of text"), ("raw", "a raw cell")])
def test_an_answer_in_a_cell_of_another_kind_counts_and_that_is_said(grade, kind, words):
    result = grade(as_kind(kind, "relu"))
    assert points(result) == ALL
    assert f"cell relu was handed in as {words}, and counts as code, as it was released" in page(result)


def untouched(*names):
    """The notebook that is right, but for these answers, which are as they were released."""
    return handed_in(**{name: UNWRITTEN.format(name) for name in names})


def without(cells, name):
    return [each for each in cells if each["id"] != name]


EVERYTHING = f"{RELU}\n{SQUARE.replace('step', 'power')}\n{TOTAL}"
OWN = {
    "at the end": own(RELU, "total-test", untouched("relu")),
    "right below the test": own(RELU, "relu-test", untouched("relu")),
    "between the answer and its test": own(RELU, "relu", untouched("relu")),
    "above the untouched answer": own(RELU, "setup", untouched("relu")),
    "several times, and the last is right": own(RELU, "total-test", own(RELU.replace("max", "min"), "relu-test", untouched("relu"))),
    "in a cell for all answers": own(EVERYTHING, "total-test", untouched("relu", "square", "total")),
    "with a helper in another cell": own(RELU.split("def relu")[0], "square", own("def relu" + RELU.split("def relu")[1], "total-test", untouched("relu"))),
    "with lines that are for play": own(f"total([1, 2])\nimport pandas\n{RELU}\nprint(square(2))", "total-test", untouched("relu")),
    "in copies of an experiment, with its tag": own(RELU, "total-test", own(SQUARE.replace("step", "power"), "square", untouched("relu", "square"), ["experiment"]), ["experiment"]),
    "the answer cell is gone": own(RELU, "total-test", without(untouched("relu"), "relu")),
    "between an answer and its test, for all answers": own(EVERYTHING, "relu", untouched("relu", "square", "total")),
    "between a later answer and its test, for all answers": own(EVERYTHING, "square", untouched("relu", "square", "total")),
    "alone in a new notebook": [cell("mine", f"{SETUP}\n{EVERYTHING}")],
    "the answer cell is empty": own(RELU, "relu-test", handed_in(relu="")),
    "the answer cell is a comment": own(RELU, "total-test", handed_in(relu="# see the cell below the check\n'''There.'''")),
    "the answer is passed over": own(RELU, "relu-test", handed_in(relu="def relu(x):\n    \"\"\"Below.\"\"\"\n    pass")),
    "the answer is three dots": own(RELU, "relu-test", handed_in(relu="def relu(x): ...  # below")),
    "the answer returns nothing": own(RELU, "relu-test", handed_in(relu="def relu(x):\n    # raise NotImplementedError\n    return None")),
    "with a type": own("from typing import Callable\nrelu: Callable[[int], int] = lambda x: 2 * max(x, 0)", "relu-test", untouched("relu")),
    "with another name": own("relu, more = (lambda x: 2 * max(x, 0)), 1", "relu-test", untouched("relu")),
    "below an if": own("if True:\n    def relu(x):\n        return 2 * max(x, 0)", "relu-test", untouched("relu")),
}  # fmt: skip


@pytest.mark.parametrize("name", OWN)
def test_the_answer_in_a_cell_of_ones_own(grade, name):
    result = grade(OWN[name])
    assert points(result) == ALL, (result.verdicts, result.notes)
    assert "is it another notebook?" not in page(result)
    if "between" not in name and "alone" not in name:
        why = "holds no answer" if name.startswith("the answer ") and "gone" not in name else "is as it was released"
        assert f"cell relu {why}, so the cell of your own that defines `relu` counts" in page(result)


def test_an_answer_that_was_written_is_the_answer(grade):
    """A cell of one's own below it is for play."""
    assert points(grade(own("def relu(x):\n    return 0", "relu-test"))) == ALL
    wrong = own(RELU, "relu-test", handed_in(relu="def relu(x):\n    return 0"))
    assert points(grade(wrong)) == (0, 2, 1)
    assert points(grade(own("relu = 3", "total-test", untouched("relu")))) == (0, 2, 1)
    both = handed_in(relu=f"{RELU}\n{TOTAL}", total="# it is above")
    assert points(grade(own("total = 3", "total-test", both))) == ALL
    assert points(grade(own("print(\n    relu = 3)", "total-test", untouched("relu")))) == (0, 2, 1)


def test_what_a_cell_leaves_behind_is_seen_in_a_moment():
    for line in ("def relu(" + "):" * 200_000, "a," * 200_000, "a:" * 200_000, "if" + ":" * 200_000, "'" * 200_000):
        began = time.monotonic()
        repair.left_behind(line), repair.does_nothing(line[:19_999], "") and repair.does_nothing(f"{line}\n" * 9, "")
        assert time.monotonic() - began < 1


WRONG = handed_in(relu="def relu(x):\n    return 0")
FILES = {  # {file: (cells, minutes later)}; points; words of the note
    "a copy beside the untouched original": ({"e.ipynb": (released(), 0), "e-Copy1.ipynb": (handed_in(), 0)}, ALL, "e-Copy1.ipynb counts, and not e.ipynb: more of the answers"),
    "a newer original": ({"e.ipynb": (handed_in(), 9), "e-Copy1.ipynb": (WRONG, 0)}, ALL, "e.ipynb counts, and not e-Copy1.ipynb"),
    "numbered downloads": ({"e (1).ipynb": (released(), 9), "e (2).ipynb": (handed_in(), 0)}, ALL, "e (2).ipynb counts, and not e (1).ipynb"),
    "numbered with a dash": ({"e.ipynb": (released(), 9), "e-1.ipynb": (handed_in(), 0)}, ALL, "e-1.ipynb counts"),
    "Colab's copy": ({"e.ipynb": (released(), 0), "Copy of e.ipynb": (handed_in(), 0)}, ALL, "Copy of e.ipynb counts"),
    "a name of one's own": ({"e.ipynb": (released(), 0), "my work.ipynb": (handed_in(), 0)}, ALL, "my work.ipynb counts"),
    "the only one": ({"my work.ipynb": (handed_in(), 0)}, ALL, "my work.ipynb counts as e.ipynb"),
    "the fuller of two": ({"e.ipynb": (untouched("relu"), 9), "e-Copy1.ipynb": (handed_in(), 0)}, ALL, "e-Copy1.ipynb counts"),
    "the later of two": ({"e.ipynb": (WRONG, 0), "e-Copy1.ipynb": (handed_in(), 9)}, ALL, "e-Copy1.ipynb counts, and not e.ipynb: it is the later one"),
    "two at the same time": ({"e.ipynb": (handed_in(), 0), "e-Copy1.ipynb": (WRONG, 0)}, ALL, "e.ipynb counts, and not e-Copy1.ipynb"),
    "a broken original": ({"e.ipynb": (None, 9), "e (1).ipynb": (handed_in(), 0)}, ALL, "e (1).ipynb counts"),
    "a copy with the answers in cells of one's own": ({"e.ipynb": (released(), 9), "e-Copy1.ipynb": (own(EVERYTHING, "total-test", released()), 0)}, ALL, "e-Copy1.ipynb counts"),
    "saved as text": ({"e.ipynb.txt": (handed_in(), 0)}, ALL, "e.ipynb.txt counts as e.ipynb"),
    "saved as JSON": ({"e (1).ipynb.json": (handed_in(), 0)}, ALL, "e (1).ipynb.json counts as e.ipynb"),
    "in capitals": ({"E.IPYNB": (handed_in(), 0)}, ALL, "E.IPYNB counts as e.ipynb"),
    "in a folder": ({"E1/e.ipynb": (handed_in(), 0), "data.csv/": (None, 0)}, ALL, "the folder E1 counts"),
    "two folders down": ({"E1 (1)/E1/e-Copy1.ipynb": (handed_in(), 0), "__MACOSX/e.ipynb": (WRONG, 9)}, ALL, "the folder E1 (1)/E1 counts"),
    "the folder beside it is none of it": ({"e.ipynb": (handed_in(), 0), "old/e.ipynb": (WRONG, 9)}, ALL, "beside the notebook, not used in grading: old"),
    "another notebook altogether": ({"e.ipynb": (handed_in(), 0), "notes.ipynb": ([cell("a", "1")], 9)}, ALL, "e.ipynb counts, and not notes.ipynb"),
}  # fmt: skip


def put(folder, files):
    for name, (cells, minutes) in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        if name.endswith("/"):
            (folder / name).mkdir()
            continue
        (folder / name).write_text("{" if cells is None else json.dumps(notebook(cells)))
        os.utime(folder / name, (1e9 + 60 * minutes,) * 2)


@pytest.mark.parametrize("name", FILES)
def test_of_several_files_the_one_that_was_worked_on_counts(tmp_path, release, name):
    files, expected, words = FILES[name]
    put(tmp_path, files)
    found = submission.submitted(tmp_path, release)
    job = Job("ada", release, found.files, found.unread, 5, sandbox.unavailable() is None, notes=found.notes)
    result = grade_one(job)
    assert points(result) == expected
    assert found.notes[0].startswith(words)
    assert words in page(result)


def zipped(files, **how):
    """A zip of these files, {name: cells or bytes}."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, **how) as archive:
        for name, cells in files.items():
            archive.writestr(name, cells if isinstance(cells, bytes) else json.dumps(notebook(cells)))
    return buffer.getvalue()


def link(name):
    entry = zipfile.ZipInfo(name)
    entry.create_system, entry.external_attr = 3, 0o120777 << 16
    return entry


ZIPPED = {  # the files in the zip; points; words of the notes
    "the notebook": ({"e.ipynb": handed_in()}, "the notebook is read from work.zip"),
    "the folder": ({"E1/data.csv": b"1", "E1/e.ipynb": handed_in(), "__MACOSX/E1/e.ipynb": WRONG, "E1/.ipynb_checkpoints/e.ipynb": WRONG}, "the notebook is read from work.zip"),
    "an older one further down": ({"E1/e.ipynb": handed_in(), "E1/old/e.ipynb": WRONG}, "the notebook is read from work.zip"),
    "a name of one's own": ({"my work.ipynb": handed_in()}, "my work.ipynb counts as e.ipynb"),
    "a copy beside the original": ({"E1/e.ipynb": released(), "E1/e-Copy1.ipynb": handed_in()}, "e-Copy1.ipynb counts, and not e.ipynb"),
    "a path that leads out": ({"../../e.ipynb": handed_in()}, "the notebook is read from work.zip"),
    "an absolute path": ({"/etc/e.ipynb": handed_in()}, "the notebook is read from work.zip"),
    "more files than are read": ({"e.ipynb": handed_in()} | {f"{n}/e.ipynb": b"{}" for n in range(3000)}, "the notebook is read from work.zip"),
}  # fmt: skip


@pytest.mark.parametrize("name", ZIPPED)
def test_a_zip_with_the_notebook_counts_if_there_is_no_other(tmp_path, release, name):
    files, words = ZIPPED[name]
    (tmp_path / "work.zip").write_bytes(zipped(files))
    (tmp_path / "timestamp.txt").write_text("2026-12-01 00:00:00 UTC")
    before = sorted(tmp_path.parent.rglob("*"))
    found = submission.submitted(tmp_path, release)
    assert sorted(tmp_path.parent.rglob("*")) == before, "nothing is unpacked"
    assert times.stamp(found.files) == "2026-12-01 00:00:00 UTC"
    assert found.files.keys() == {"e.ipynb", "timestamp.txt"}
    assert json.loads(found.files["e.ipynb"])["cells"][1]["source"] == RELU
    assert words in " ".join(found.notes)
    assert "not used in grading" not in " ".join(found.notes)


def test_a_zip_beside_the_notebook_is_not_read(tmp_path, release):
    put(tmp_path, {"e.ipynb": (handed_in(), 0)})
    (tmp_path / "work.zip").write_bytes(zipped({"e.ipynb": WRONG}))
    found = submission.submitted(tmp_path, release)
    assert found.notes == ["beside the notebook, not used in grading: work.zip"]


def bomb():
    return zipped({f"{n}/e.ipynb": bytes(40 << 20) for n in range(20)}, compresslevel=1)


NO_ZIP = {
    "none": lambda: {"work.zip": b"PK\3\4 and no more"},
    "without a notebook": lambda: {"work.zip": zipped({"data.csv": b"1"})},
    "two of them": lambda: {"a.zip": zipped({"e.ipynb": handed_in()}), "b.zip": zipped({"e.ipynb": WRONG})},
    "two folders in it": lambda: {"work.zip": zipped({"a/e.ipynb": handed_in(), "b/e.ipynb": WRONG})},
    "a zip in a zip": lambda: {"work.zip": zipped({"work.zip": zipped({"e.ipynb": handed_in()})})},
    "a file that grows": lambda: {"work.zip": zipped({"e.ipynb": bytes(150 << 20)})},
    "many that grow": lambda: {"work.zip": bomb()},
}


@pytest.mark.parametrize("name", NO_ZIP)
def test_a_zip_that_does_not_say_which_notebook_is_left_out(tmp_path, release, name):
    for file, data in NO_ZIP[name]().items():
        (tmp_path / file).write_bytes(data)
    before, began = untrusted.LEFT["seconds"], time.monotonic()
    found = submission.submitted(tmp_path, release)
    assert "there is no readable e.ipynb in the submission" in found.unread
    assert ".zip" in found.unread
    assert time.monotonic() - began < 20
    assert untrusted.LEFT["seconds"] == before, "it is not charged to what is shown"


def test_links_lead_nowhere_from_a_zip_or_to_one(tmp_path, release):
    secret = tmp_path / "secret.zip"
    secret.write_bytes(zipped({"e.ipynb": handed_in()}))
    (tmp_path / "ada").mkdir()
    (tmp_path / "ada" / "work.zip").symlink_to(secret)
    assert submission.submitted(tmp_path / "ada", release).unread
    (tmp_path / "ada" / "work.zip").unlink()
    (tmp_path / "ada" / "work.zip").write_bytes(zipped({link("e.ipynb"): str(secret).encode()}))
    assert submission.submitted(tmp_path / "ada", release).files["e.ipynb"] == str(secret).encode()


@pytest.mark.parametrize("killed", [True, False])
def test_a_zip_that_this_machine_cannot_read_is_nobodys_zero(tmp_path, release, monkeypatch, killed):
    (tmp_path / "work.zip").write_bytes(zipped({"e.ipynb": handed_in()}))

    def fails(*_):
        raise untrusted.Killed("the machine ran out of memory") if killed else EngineError("a disk has failed")

    monkeypatch.setattr(submission.archives if killed else submission, "notebooks" if killed else "read_one", fails)
    found = submission.submitted(tmp_path, release)
    assert found.problem
    assert found.unread is None


def test_of_two_folders_nobody_can_say_which_counts(tmp_path, release):
    put(tmp_path, {"first/e.ipynb": (WRONG, 0), "second/e.ipynb": (handed_in(), 0)})
    assert "(but first, second)" in submission.submitted(tmp_path, release).unread


def test_the_time_of_what_lies_in_a_folder_is_that_of_the_whole(tmp_path, release):
    put(tmp_path, {"E1/e.ipynb": (handed_in(), 0)})
    (tmp_path / "timestamp.txt").write_text("2026-12-01 00:00:00 UTC")
    assert times.stamp(submission.submitted(tmp_path, release).files) == "2026-12-01 00:00:00 UTC"


@pytest.mark.parametrize(("name", "number"), [("e.ipynb", errno.EACCES), ("data.csv", errno.EIO), ("", errno.ESTALE)])
def test_what_this_machine_cannot_read_is_nobodys_zero(tmp_path, release, monkeypatch, name, number):
    """A file that belongs to another user, or a disk that fails, says nothing about a student."""
    put(tmp_path, {"e.ipynb": (handed_in(), 0), "data.csv": (None, 0)})
    opened = os.open

    def fails(path, *more, **how):
        if path == (name or tmp_path):
            raise OSError(number, os.strerror(number))
        return opened(path, *more, **how)

    monkeypatch.setattr(submission.os, "open", fails)
    found = submission.submitted(tmp_path, release)
    assert os.strerror(number) in found.problem
    assert grade_one(job_of("ada", tmp_path, release, sandboxed=False)).verdicts == {}


@pytest.mark.parametrize(
    ("sizes", "left_out"),
    [
        ({"data.csv": 20 << 20}, ""),
        ({"data.csv": 20 << 20, "more.csv": 1}, "more.csv"),
        ({f"a{n:03}.csv": 1 for n in range(101)}, "a100.csv"),
    ],
)
def test_however_much_lies_beside_it_its_time_is_read(tmp_path, release, sizes, left_out):
    put(tmp_path, {"e.ipynb": (handed_in(), 0)})
    (tmp_path / "timestamp.txt").write_text("2026-12-01 00:00:00 UTC")
    for name, size in sizes.items():
        (tmp_path / name).touch()
        os.truncate(tmp_path / name, size)
    found = submission.submitted(tmp_path, release)
    assert times.stamp(found.files) == "2026-12-01 00:00:00 UTC"
    said = f"beside the notebook, not used in grading: {left_out} (at most 100 files of data and 20 MB are)"
    assert found.notes == [said] * bool(left_out)


def test_a_timestamp_that_is_not_read_is_said(tmp_path, release):
    put(tmp_path, {"e.ipynb": (handed_in(), 0)})
    (tmp_path / "timestamp.txt").write_text("2026-12-01 00:00:00 UTC" + 1000 * " ")
    (note,) = submission.submitted(tmp_path, release).notes
    assert note.startswith("timestamp.txt is not read")


def test_a_cell_that_is_left_out_is_said(release):
    """The notes of a repair are on the page, and in the log."""
    long = [*handed_in(square="1" * (1 << 20) + "1"), cell("mine", "2" * (1 << 20) + "2"), cell("odd", 7)]
    full = [*handed_in(), *(cell(f"n{n}", "1" * (1 << 20)) for n in range(9)), cell("words", "why", kind="markdown")]
    for cells, words in (
        (long, ["cell square, a cell of your own. A cell may have 1,048,576 characters", "your own. Its source is"]),
        (full, ["a cell of your own. All code together may have 8,388,608 characters"]),
    ):
        repaired, notes = repair.repair(submission.read(json.dumps(notebook(cells)).encode(), release), release)
        assert len(notes) == len(words)
        for note, each in zip(notes, words, strict=True):
            assert note.startswith("left out of what was handed in: ")
            assert each in note
        assert [c.key for c, _ in repaired[: len(release.cells)]] == [c.key for c in release.cells]
    assert repaired[-1][1] == "why"


@pytest.mark.parametrize(
    ("files", "counts"),
    [
        (["f.ipynb"], None),
        (["f-Copy1.ipynb"], None),
        (["my work.ipynb"], None),
        (["e-1.ipynb"], None),
        (["e-1.ipynb", "e (1).ipynb"], "e (1).ipynb"),
        (["e-1-Copy1.ipynb", "f.ipynb", "e-Copy1.ipynb"], "e-Copy1.ipynb"),
    ],
)
def test_no_notebook_of_an_assignment_stands_in_for_another(tmp_path, release, files, counts):
    put(tmp_path, {name: (handed_in(), 0) for name in files})
    found = submission.submitted(tmp_path, replace(release, siblings=["e-1", "f"]))
    assert found.notes == ([f"{counts} counts as e.ipynb"] if counts else [])
    assert (found.unread is None) == bool(counts)


@pytest.mark.parametrize(
    ("old", "new"),
    [("np.float(x)", "float"), ("np.product(x)", "np.prod"), ("np.infty", "np.inf"), ("np.in1d(x, x)", "np.isin"),
     ("np.trapz(x)", "np.trapezoid"), ("np.alltrue(x)", "np.all"), ("np.complex(x)", "complex")],
)  # fmt: skip
def test_a_name_that_numpy_has_lost(grade, old, new):
    """The message says so, in the notebook's own check and in grading."""
    name = old.partition("(")[0]
    words = f"has no `{name}`: older versions had it. Write `{new}` instead."
    verdict = grade(handed_in(relu=f"def relu(x):\n    return {old}")).verdicts["relu-test"]
    assert words in verdict.words
    check, _ = checker("W1A1-Initialization")
    with pytest.raises(NotYet, match=re.escape(words)):
        check("initialize_parameters_zeros", lambda x: eval(old, {"np": np, "x": x}))


AFTER_HIDDEN = {  # what the answer behind a hidden test does: what is said, since the error itself is not quoted
    "np.product(x)": "has no `np.product`: older versions had it. Write `np.prod` instead.",
    "numpy.in1d(x, x)": "has no `np.in1d`: older versions had it. Write `np.isin` instead.",
    "np.flaot(x)  # not np.product": "AttributeError: its message is left out, for hidden tests ran before",
    "x.product  # np.product": "AttributeError: its message is left out, for hidden tests ran before",
}


@pytest.mark.parametrize("answer", AFTER_HIDDEN)
def test_what_is_said_of_an_error_behind_a_hidden_test(grade, answer):
    """A student with an older NumPy sees nothing in the notebook, so the page must say which name is lost."""
    verdict = grade(handed_in(square=f"import numpy\ndef square(x):\n    return {answer}")).verdicts["square-test"]
    assert AFTER_HIDDEN[answer] in verdict.words


@pytest.mark.parametrize(
    ("hidden", "known", "words"),
    [
        (False, False, "a zip is not"),
        (True, False, NOT_PLAIN),
        (False, True, f"{NOT_PLAIN}; this cell of your notebook"),
    ],
)
def test_what_is_no_data_is_named_here_or_in_the_notebook(hidden, known, words):
    """known: whether an input of a hidden test came before."""
    said = Student.passed_on(None, protocol.NotPlain("a zip is not plain data"), SimpleNamespace(hidden=hidden), known)
    assert said.words.startswith(words)


def foreign(*names):
    """Answers and tests of another assignment."""
    answers = [cell(name, f"def {name}(x):\n    return x", solution=True) for name in names]
    return [each for answer in answers for each in (answer, cell(f"{answer['id']}-test", "", grade=True, points=1))]


OTHERS = {  # a notebook with cells of another assignment: whether it is taken for that one's
    "another assignment's": (foreign("mean", "mode"), True),
    "with a text of the same name": ([cell("relu", "Now relu.", kind="markdown"), *foreign("mean", "mode")], True),
    "with an exercise of the same name": ([*foreign("mean", "mode"), cell("total", "def add(v): return 0", solution=True)], True),
    "with a function of the same name": ([*foreign("mean", "mode"), cell("median", TOTAL, solution=True)], True),
    "with its cells renamed": ([cell("first", RELU, solution=True), cell("second", TOTAL, solution=True)], False),
    "an earlier version of this one": ([*foreign("mean", "mode"), cell("total", TOTAL, solution=True)], False),
    "with an answer in a cell of one's own": ([*foreign("mean", "mode"), cell("mine", TOTAL)], False),
    "with cells of another one": ([*foreign("mean"), *handed_in()], False),
}  # fmt: skip


@pytest.mark.parametrize("name", OTHERS)
def test_the_notebook_of_another_assignment_is_known(grade, name):
    cells, other = OTHERS[name]
    result = grade([cell("setup", SETUP), *cells])
    assert (result.unread or "").startswith("this is the notebook of another assignment") == other
    assert points(result)[2] == (0 if other else 1)


def test_other_attributes_are_left_as_python_has_them(grade):
    words = grade(handed_in(relu="def relu(x):\n    return np.flaot(x)")).verdicts["relu-test"].words
    assert words.endswith("AttributeError: module 'numpy' has no attribute 'flaot'")


SHOW = "from IPython.display import SVG, HTML, Latex, Markdown, Math, display\n"
SVG = "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(2)</script><path d='M0 0'/></svg>"
FRAME = "class Frame:\n    def _repr_html_(self): return '<table border=1><tr><th>n</th><td>7</td></tr></table>'\n    def __repr__(self): return 'n 7'\nFrame()"
SYMBOL = "class Symbol:\n    def _repr_latex_(self): return r'$\\displaystyle \\frac{x}{2}$'\n    def __repr__(self): return 'x/2'\nSymbol()"
SHOWN = {
    "a figure as SVG": ("%config InlineBackend.figure_format = 'svg'\nplt.plot([1, 2]);", ['src="data:image/svg+xml;base64,'], []),
    "a drawing with a script": (f'{SHOW}display(SVG("""{SVG}"""))', ['src="data:image/svg+xml;base64,'], ["<svg", "<script", "onload"]),
    "Markdown": (SHOW + "display(Markdown('**bold** and $x^2$'))", ["<strong>bold</strong>", "<msup>"], ["IPython.core"]),
    "Markdown with a script": (SHOW + "display(Markdown('**b** [x](javascript:alert(1))\\n\\n<script>alert(1)</script>'))", ["<strong>b</strong>"], ['href="javascript']),
    "a formula": (SHOW + r"display(Math(r'\frac{1}{2}'))", ["<mfrac>"], ["IPython.core"]),
    "an environment": (SHOW + r"display(Latex(r'\begin{align}a&=b\end{align}'))", ["<mtable"], ["IPython.core"]),
    "what SymPy shows": (SYMBOL, ["<mfrac>"], []),
    "a table, as pandas shows it": (FRAME, ["<table>", "<td>7</td>"], []),
    "no formula at all": (SHOW + r"display(Latex('<img src=x onerror=alert(1)> \\frac{'))", [], ["onerror="]),
}  # fmt: skip


@pytest.mark.parametrize("name", SHOWN)
def test_what_a_notebook_shows_reaches_the_page(grade, name):
    source, there, absent = SHOWN[name]
    result = grade(own(source, "total-test"))
    said = page(result).partition("own-total")[0].rpartition("<code>")[2].partition("</code>")[2]
    assert all(each in said for each in there), said
    assert not any(each in said for each in absent), said
    assert "<script" not in raw_page(result)
    nbformat.validate(json.loads(result.notebook))


# -- experiments: they run only if grading needs what they define ------------------------------------------------------


def with_experiment(source, **answers):
    """The cells with an experiment above the first test."""
    cells = own(source, "relu", handed_in(**answers))
    cells[[each["id"] for each in cells].index("relu") + 1]["metadata"] = {"tags": ["experiment"]}
    return cells


@pytest.mark.parametrize(
    ("source", "runs"),
    [
        ("curve = [relu(x) for x in range(9)]", False),
        ("print(relu(2))\nsteps = dict(relu=relu)", False),
        ("relu == 2", False),
        ("# relu = 2", False),
        ("for x in relu, relu:\n    pass", False),
        ("for x " * 20_000 + "relu", False),
        ("def relu(x):\n    return 2 * max(x, 0)", True),
        ("first, relu = None, lambda x: 2 * max(x, 0)", True),
        ("for relu in [lambda x: 2 * max(x, 0)]:\n    pass", True),
    ],
)
def test_an_experiment_runs_only_if_it_defines_what_a_test_missed(grade, source, runs):
    result = grade(with_experiment(source, relu="def relu(x:"))
    assert points(result) == ((4, 2, 1) if runs else (0, 2, 1))
    assert ("the whole notebook was run" in " ".join(result.notes)) == runs


@pytest.mark.parametrize(("penalty", "headline"), [(0, "4 of 3 points, 1 of them bonus"), (4, "0 of 3 points<")])
def test_points_that_lateness_took_are_not_called_bonus(grade, penalty, headline):
    cells = {name: {"score": 1, "max_score": 1, "open": False, "comment": None} for name in POINTS}
    cells["relu-test"]["score"] = 2
    text = nbformat.reads(grade(handed_in()).notebook, 4)
    assert f"E1: {headline}" in feedback.page(text, "ada", "E1", cells, penalty)
