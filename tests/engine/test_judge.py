# ruff: noqa: E501 - a case on one line
"""What the judge makes of plain test cells: values, changes, errors, points; each verdict from two real processes."""

import json
import re
import sys

import pytest
from engine_course import cell, notebook

from graders.engine import protocol, sandbox, summary
from graders.engine.grade_one import grade_one
from graders.engine.job import Job
from graders.engine.names import imported
from graders.engine.process import Limits
from graders.engine.release import read_release, released_cell, wanted_names

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the engine's processes are Linux's here")


@pytest.fixture(scope="module")
def grade(tmp_path_factory):
    """grade(solution, test, …): the Verdict on one solution cell by one test cell worth 4 points."""
    folder = tmp_path_factory.mktemp("release")
    (folder / "J1").mkdir()

    def one(
        solution, tests, released="def f(*args):\n    raise NotImplementedError", setup="import numpy as np", more=()
    ):
        cells = [cell("setup", setup), cell("f", released, solution=True)]
        cells += [cell("f-test", "pass", grade=True, locked=True, points=4), *more]
        (folder / "J1" / "j.ipynb").write_text(json.dumps(notebook(cells)))
        release = read_release(folder, "J1", "j", {"f-test": (tests, 4.0)})
        handed = json.loads(json.dumps(cells))
        handed[1]["source"] = solution
        files = {"j.ipynb": json.dumps(notebook(handed)).encode()}
        result = grade_one(Job("ada", release, files, None, 5, sandbox.unavailable() is None))
        assert result.problem is None, result.problem
        return result.verdicts["f-test"]

    return one


@pytest.mark.parametrize(
    ("solution", "tests"),
    [
        ("def f(x):\n    x[0] = 7", "a = [1, 2]\nb = a\nf(a)\nassert b == [7, 2] and a is b"),
        ("def f(x):\n    x += 1", "a = np.zeros(3)\nview = a[1:]\nf(a)\nassert view.tolist() == [1, 1]"),
        ("def f(d):\n    d['k'][0] = 5\n    d['new'] = 1\n    del d['old']", "k = np.zeros(2)\nd = {'k': k, 'old': 2}\nf(d)\nassert k[0] == 5 and list(d) == ['k', 'new'] and d['k'] is k"),
        ("def f(rng):\n    return rng.random()", "one, two = np.random.default_rng(3), np.random.default_rng(3)\nassert f(one) == two.random() and one.random() == two.random()"),
        ("def f(x):\n    return x", "a = np.arange(6.0).reshape(2, 3).T\nassert np.array_equal(f(a), a) and f(a) is a"),
        ("def f(*a, **k):\n    return a, k", "assert f(1, 'x', b=2.5) == ((1, 'x'), {'b': 2.5})"),
        ("def f(x):\n    raise ValueError('no')", "try:\n    f(1)\nexcept ValueError as error:\n    assert 'no' in str(error)\nelse:\n    assert False"),
        ("class Odd(KeyError): pass\ndef f(x):\n    raise Odd('k')", "import contextlib\nwith contextlib.suppress(KeyError):\n    f(1)\n    assert False"),
        ("def f():\n    print('hello')", "import contextlib, io\nsaid = io.StringIO()\nwith contextlib.redirect_stdout(said):\n    f()\nassert said.getvalue() == 'hello\\n'"),
        ("import warnings\ndef f():\n    warnings.warn('hot')\n    return 1", "assert f() == 1"),
        ("def f():\n    return np.float32(1.5), 2**70, float('inf'), None, True, 'é', {1: (2,)}", "a = f()\nassert a == (1.5, 2**70, float('inf'), None, True, 'é', {1: (2,)}) and type(a[0]) is np.float32"),
        ("f = lambda x: x + 1", "assert f(1) == 2"),
        ("from math import sqrt as f", "assert f(4) == 2"),
        ("class F:\n    def __call__(self, x): return x\nf = F()", "assert f(2) == 2"),
    ],
)  # fmt: skip
def test_right(grade, solution, tests):
    verdict = grade(solution, tests)
    assert (verdict.outcome, verdict.score) == ("right", 4.0), verdict


@pytest.mark.parametrize(
    ("solution", "tests", "words"),
    [
        ("def f(x):\n    return x / 0", "f(1)", "cell f, line 2: return x / 0\nZeroDivisionError: division by zero"),
        ("def f(x):\n    return x", "assert f(1) == 2, 'one more'", "assert f(1) == 2, 'one more'\nAssertionError: one more"),
        ("def f(x):\n    pass", "assert f(1)['W'] == 2", "TypeError: 'NoneType' object is not subscriptable"),
        ("def g(x):\n    pass", "assert f(1) == 2", "`f` is not defined"),
        ("def f(:\n    pass", "assert f(1) == 2", "`f` is not defined"),
        ("class A: pass\ndef f():\n    return A()", "assert f() == 2", "A is not plain data"),
        ("def f(x):\n    return x", "### BEGIN HIDDEN TESTS\nassert f(1) == 2, 'the answer is 2'\n### END HIDDEN TESTS", "A hidden test is not passed."),
        ("def f(x):\n    raise ValueError(x)", "### BEGIN HIDDEN TESTS\nf('hush')\n### END HIDDEN TESTS", "ValueError: its message is left out"),
        ("def f():\n    raise NotImplementedError", "f()", "NotImplementedError"),
        ("def f():\n    raise ValueError('\\x1b[31m\\ud800')", "f()", "ValueError: ?[31m?"),
    ],
)  # fmt: skip
def test_wrong(grade, solution, tests, words):
    verdict = grade(solution, tests)
    assert (verdict.outcome, verdict.score) == ("wrong", 0.0)
    assert words in verdict.words
    assert "hush" not in verdict.words
    assert "/opt/engine" not in verdict.words


@pytest.mark.parametrize(
    ("last", "score", "outcome"),
    [("1.5", 1.5, "partly"), ("0", 0.0, "partly"), ("99", 4.0, "right"), ("-1", 0.0, "partly"), ("float('nan')", 0.0, "partly"),
     ("True", 4.0, "right"), ("'2'", 4.0, "right"), ("4;", 4.0, "right"), ("np.float64(2)", 2.0, "partly"), ("f()", 3.0, "partly")],
)  # fmt: skip
def test_points_are_clamped(grade, last, score, outcome):
    verdict = grade("def f():\n    return 3", last)
    assert (verdict.score, verdict.outcome) == (score, outcome)


def test_a_name_means_what_it_meant_where_the_test_stood(grade):
    """Two exercises may use one name; a solution cell's imports are the judge's too; setup may use the solution."""
    more = [
        cell("answer", "from math import floor\nx = 1", solution=True),
        cell("made", "made = f(10)"),
        cell("one-test", "assert x == 1 and f(floor(2.5)) == 3 and made == 11", grade=True, locked=True, points=1),
        cell("again", "x = 2", solution=True),
        cell("two-test", "assert x == 2", grade=True, locked=True, points=1),
    ]
    assert grade("def f(x):\n    return x + 1", "assert f(1) == 2", more=more[:2]).outcome == "right"
    names = wanted_names(
        [released_cell(i, c) for i, c in enumerate([cell("f", "def f(x): pass", solution=True), *more])]
    )
    assert names == ["f", "x"]


def test_a_name_that_the_test_deletes_is_gone_from_the_notebook(grade):
    """How the example of nbgrader's quickstart finds out who uses a function."""
    tests = (
        "kept = f\ndel f\ntry:\n    g(1)\nexcept NameError:\n    pass\nelse:\n"
        "    raise AssertionError('g does not use f')\nfinally:\n    f = kept\nassert g(1) == 2"
    )
    released = "def f(x):\n    pass\ndef g(x):\n    pass"
    uses = "def f(x):\n    return x + 1\ndef g(x):\n    return f(x)"
    assert grade(uses, tests, released=released).outcome == "right"
    verdict = grade(uses.replace("return f(x)", "return x + 1"), tests, released=released)
    assert "g does not use f" in verdict.words


def test_a_number_that_is_not_a_function(grade):
    verdict = grade("f = 3", "assert f == 3", released="f = None")
    assert verdict.outcome == "right"
    assert grade("", "assert f == 3", released="f = None").words.startswith("`f` is not defined")


def test_manual_cells(tmp_path):
    """What a person grades is left open, unless nothing was written."""
    essay = cell("essay", "Your words here.", kind="markdown", solution=True, grade=True, points=3)
    (tmp_path / "M1").mkdir()
    (tmp_path / "M1" / "m.ipynb").write_text(json.dumps(notebook([essay])))
    release = read_release(tmp_path, "M1", "m", {})
    scores = []
    for texts in (["Your words here."], ["Because."], ["Your words here.", "Because."]):  # the last in a copied cell
        files = {"m.ipynb": json.dumps(notebook([{**essay, "source": text} for text in texts])).encode()}
        result = grade_one(Job("ada", release, files, None, 5, sandbox.unavailable() is None))
        scores.append((result.verdicts["essay"].score, result.unanswered))
        assert ("Because." in result.notebook) == ("Because." in texts)
    nameless = {"cell_type": "markdown", "metadata": {}, "source": "Because."}
    result = grade_one(
        Job(
            "ada",
            release,
            {"m.ipynb": json.dumps(notebook([nameless])).encode()},
            None,
            5,
            sandbox.unavailable() is None,
        )
    )
    assert (result.verdicts["essay"].score, result.unanswered) == (None, []), "a person has to look at it"
    assert scores == [(0.0, ["essay"]), (None, []), (None, [])]


def test_a_summary_says_what_was_missed():
    wrong = {"outcome": "wrong", "score": 0.0, "words": "f: not yet.", "mistake": "0a1b2c", "hint": None}
    other = {"outcome": "wrong", "score": 0.0, "words": "f: not yet.", "mistake": None, "hint": "parentheses"}
    right = {"outcome": "right", "score": 4.0, "words": ""}
    entry = {"assignment": "A", "student": "s", "problem": None, "unread": None}
    entries = [{**entry, "verdicts": {"f-test": verdict}} for verdict in (wrong, wrong, other, right)]
    entries.append({**entry, "student": "lost", "problem": "the disk is gone", "verdicts": {}})
    said = "\n".join(
        [
            *summary.of_grading("A", entries),
            *summary.of_points(entries, {"f-test": 4.0}),
            *summary.of_mistakes(entries, {"0a1b2c": "The mean is missing."}),
        ]
    )
    assert "A: 4 graded, 1 ungraded" in said
    assert "ungraded: lost: the disk is gone" in said
    assert "missed by 3: f-test" in said
    assert "named twice: The mean is missing." in said
    assert "hinted at once: parentheses" in said
    assert "of 4: lowest 0, quarter 0, median 0, three quarters 1, highest 4" in said


HIDDEN = "### BEGIN HIDDEN TESTS\n{}\n### END HIDDEN TESTS"
QUOTES = "def f(x):\n    if x != 1:\n        raise ValueError(f'got {x}')\n    return x"


@pytest.mark.parametrize(
    "tests",
    [
        "assert f(1) == 1\n" + HIDDEN.format("f(987654)"),
        "def close(a, b):\n    assert f(a) == b\nclose(1, 1)\n" + HIDDEN.format("close(987654, 987654)"),
        "\n  \n\nassert f(1) == 1\n" + HIDDEN.format("assert f(987654) == 987654, 'secret words'"),
        "%%time\nassert f(1) == 1\n" + HIDDEN.format("f(987654)"),
        HIDDEN.format("for x in (1, 987654):\n    f(x)"),
        "assert f(1) == 1\n" + HIDDEN.replace("###", "#").format("assert f(987654) == 987654, 'secret words'"),
    ],
)
def test_no_hidden_input_is_quoted(grade, tests):
    """However the hidden line comes to the call: by a helper that is not hidden, below empty lines, under a magic."""
    for solution in (QUOTES, "def f(x):\n    return 1"):
        verdict = grade(solution, tests, released="def f(x):\n    pass")
        assert verdict.outcome == "wrong" or solution != QUOTES
        assert "987654" not in verdict.words
        assert "secret" not in verdict.words
    leak = "import builtins\ndef f(x):\n    if x != 1:\n        builtins.Qx = type('Q' + chr(97 + x % 7), (ValueError,), {})\n"
    leak += "        setattr(builtins, builtins.Qx.__name__, builtins.Qx)\n        raise builtins.Qx\n    return x"
    assert not re.search(r"Q[a-g]\b", grade(leak, tests).words), "a name of the student's own making"


def test_what_a_hidden_test_missed_is_for_the_instructor(grade):
    """The line and the message, of the test's own or of the student's error: in the verdict, and not in its words."""
    missed = grade(
        "def f(x):\n    return 1", "assert f(1) == 1\n" + HIDDEN.format("assert f(987654) == 2, 'secret words'")
    )
    assert missed.words == "A hidden test is not passed."
    assert "line 3: assert f(987654) == 2, 'secret words'\nAssertionError: secret words" in missed.for_instructor
    stopped = grade(QUOTES, "assert f(1) == 1\n" + HIDDEN.format("f(987654)"))
    assert "987654" not in stopped.words
    assert "line 3: f(987654)" in stopped.for_instructor
    assert "ValueError: got 987654" in stopped.for_instructor
    assert grade(QUOTES, "assert f(2) == 2").for_instructor == "", "nothing is hidden"


def test_a_loop_of_the_tests_is_not_ended_by_the_answer(grade):
    for tests in (
        "for x, y in zip(map(f, [1, 2]), [1, 4]):\n    assert x == y",
        "assert all(map(lambda x: f(x) == x * x, [1, 2]))",
        "assert [y for y in map(f, [1, 2])] is not None",
    ):
        assert grade("def f(x):\n    raise StopIteration", tests).outcome == "wrong"


@pytest.mark.parametrize(
    ("solution", "tests", "words"),
    [
        ("def f(x):\n    return 2**255", "from graders.checks.compare import difference\nassert not difference(1.5, f(3), 1e-9)", "AssertionError"),
        ("def f(x):\n    a = []\n    for _ in range(18):\n        a = [a]\n    return a", "y = f(1)\nfor _ in range(4):\n    y = [y]\nassert f(y) == 1", "Unsupported: nested more than 20 levels deep"),
        ("def f(x):\n    return 10**12", "assert [0] * f(3) == []", "MemoryError"),
        ("def f(x):\n    x.resize(4_000_000, refcheck=False)", "x = np.zeros(4)\nv = x[1:]\nf(x)\nassert v.sum() == 1", "Unsupported: an argument came back changed"),
        ("import sys\ndef f(x):\n    sys.modules['graders.checks.codec'].encode = lambda v, *a: {'generator': {'dict': [['bit_generator', 'PCG64'], ['has_uint32', 0], ['uinteger', 0], ['state', {'array': ['float64', [1], '']}]]}}", "assert f(1) == 1", "Unsupported: not a generator"),
        ("import sys\ndef f(x):\n    sys.modules['graders.checks.codec'].encode = lambda v, *a: {'dict': [[i * (2**61 - 1), 1] for i in range(40_000)]}", "assert f(1) == 1", "Unsupported: a dict key that is not plain"),
    ],
)  # fmt: skip
def test_an_odd_answer_is_wrong_and_not_our_failure(grade, solution, tests, words):
    """It is refused for what it is, and never for the time that it takes."""
    verdict = grade(solution, tests)
    assert verdict.outcome == "wrong"
    assert words in verdict.words


def test_a_later_test_shows_nothing_that_an_earlier_hidden_one_asked(tmp_path):
    """What the student's process has seen in a hidden test comes out neither printed nor in an error's words."""
    (tmp_path / "L1").mkdir()
    remember = "seen = []\ndef f(x):\n    seen.append(x)\n    return x\n"
    tell = "def g(x):\n    print('seen', seen)\n    return x\ndef h(x):\n    raise ValueError(f'only {x}, {seen}')"
    tests = {
        "f-test": "assert f(1) == 1\n" + HIDDEN.format("assert f(987654) == 987654"),
        "g-test": "assert g(2) == 2",
        "h-test": "assert h(3) == 3",
    }
    cells = [cell("f", "pass", solution=True)]
    cells += [cell(key, source, grade=True, locked=True, points=1) for key, source in tests.items()]
    (tmp_path / "L1" / "l.ipynb").write_text(json.dumps(notebook(cells)))
    release = read_release(tmp_path, "L1", "l", {key: (source, 1.0) for key, source in tests.items()})
    files = {"l.ipynb": json.dumps(notebook([{**cells[0], "source": remember + tell}, *cells[1:]])).encode()}
    result = grade_one(Job("ada", release, files, None, 5, sandbox.unavailable() is None))
    assert [v.outcome for v in result.verdicts.values()] == ["right", "right", "wrong"]
    assert "987654" not in json.dumps([v.words for v in result.verdicts.values()])
    assert "ValueError: its message is left out" in result.verdicts["h-test"].words, "its class is still said"


def test_an_error_behind_a_hidden_test_costs_the_student_no_seconds(tmp_path):
    """Two mistakes, each behind a hidden test that was passed: the cells run once, and what is right gets its points."""
    (tmp_path / "A1").mkdir()
    right = "assert f(1) == 1\n" + HIDDEN.format("assert f(2) == 2")
    tests = {"a-test": right, "b-test": "assert g(1)", "c-test": right, "d-test": "assert g(2)", "e-test": right}
    cells = [cell("f", "pass", solution=True)]
    cells += [cell(key, source, grade=True, locked=True, points=1) for key, source in tests.items()]
    (tmp_path / "A1" / "a.ipynb").write_text(json.dumps(notebook(cells)))
    release = read_release(tmp_path, "A1", "a", {key: (source, 1.0) for key, source in tests.items()})
    source = "import time\ntime.sleep(2)\ndef f(x):\n    return x\ndef g(x):\n    return x / 0"
    files = {"a.ipynb": json.dumps(notebook([{**cells[0], "source": source}, *cells[1:]])).encode()}
    limits = Limits(cell_seconds=4, total_seconds=5)
    result = grade_one(Job("ada", release, files, None, 5, sandbox.unavailable() is None, limits))
    assert [v.outcome for v in result.verdicts.values()] == ["right", "wrong", "right", "wrong", "right"]
    assert "ZeroDivisionError" in result.verdicts["d-test"].words


def test_an_error_in_a_setup_cell_that_needs_the_students_work(tmp_path):
    (tmp_path / "U1").mkdir()
    cells = [
        cell("f", "def f(x): ...", solution=True),
        cell("made", "made = f(10)"),
        cell("f-test", "assert made == 11", grade=True, locked=True, points=1),
    ]
    (tmp_path / "U1" / "u.ipynb").write_text(json.dumps(notebook(cells)))
    release = read_release(tmp_path, "U1", "u", {"f-test": ("assert made == 11", 1.0)})
    outcomes = []
    for source in ("def f(x):\n    raise ValueError", "def f(x):\n    return x + 1"):
        files = {"u.ipynb": json.dumps(notebook([{**cells[0], "source": source}, *cells[1:]])).encode()}
        result = grade_one(Job("ada", release, files, None, 5, sandbox.unavailable() is None))
        outcomes.append(result.verdicts["f-test"].outcome)
    assert outcomes == ["wrong", "right"]


def test_words_have_an_end(grade):
    verdict = grade(f"def f(x): return f(x)  # {'x' * 900_000}", "f(1)")
    assert verdict.outcome == "wrong"
    assert len(verdict.words) < 10_000


def test_points_that_no_float_holds(grade):
    assert grade("def f():\n    return 2**255", "f()**9").score == 4.0


def test_a_value_that_is_not_plain_data(grade):
    verdict = grade("import numpy as np\nf = np.array([None])", "assert len(f) == 1", released="f = None")
    assert verdict.words == "`f` is not made of numbers, strings, lists, dicts and plain arrays."


def test_what_a_star_brings_is_the_tests_own(tmp_path):
    """A helper of the release's, imported by a star, cannot be replaced by the student's."""
    (tmp_path / "S1").mkdir()
    (tmp_path / "S1" / "helpers.py").write_text("def assert_same(a, b):\n    assert a == b\n")
    cells = [
        cell("setup", "from helpers import *"),
        cell("f", "def f(x): ...", solution=True),
        cell("f-test", "assert_same(f(3), 9)", grade=True, locked=True, points=1),
    ]
    (tmp_path / "S1" / "s.ipynb").write_text(json.dumps(notebook(cells)))
    release = read_release(tmp_path, "S1", "s", {"f-test": ("assert_same(f(3), 9)", 1.0)})
    outcomes = []
    for source in ("def f(x): return 0\ndef assert_same(a, b): pass", "def f(x): return x * x"):
        files = {"s.ipynb": json.dumps(notebook([cells[0], {**cells[1], "source": source}, cells[2]])).encode()}
        result = grade_one(Job("ada", release, files, None, 5, sandbox.unavailable() is None))
        outcomes.append(result.verdicts["f-test"].outcome)
    assert outcomes == ["wrong", "right"]


def test_the_tests_own_time_is_not_the_students(tmp_path):
    (tmp_path / "T1").mkdir()
    tests = "import time\ntime.sleep(2)\nassert f(3) == 9\ntime.sleep(2)\nassert f(2) == 4"
    cells = [cell("f", "def f(x): ...", solution=True), cell("f-test", tests, grade=True, locked=True, points=1)]
    (tmp_path / "T1" / "t.ipynb").write_text(json.dumps(notebook(cells)))
    release = read_release(tmp_path, "T1", "t", {"f-test": (tests, 1.0)})
    files = {"t.ipynb": json.dumps(notebook([{**cells[0], "source": "def f(x): return x * x"}, cells[1]])).encode()}
    limits = Limits(cell_seconds=3, total_seconds=3)
    result = grade_one(Job("ada", release, files, None, 5, sandbox.unavailable() is None, limits))
    assert result.verdicts["f-test"].outcome == "right", result.verdicts


def test_what_a_notebook_imports_is_imported_before_the_fork_modules_of_a_package_too():
    found = set(imported("from utils import tensors as t, data\nimport matplotlib.pyplot\nfrom random import *"))
    assert found == {"utils", "utils.tensors", "utils.data", "matplotlib.pyplot", "random"}


def test_an_outcome_that_nobody_knows_is_no_message():
    """It would count as right: what is neither wrong nor ungraded gives the points."""
    for outcome in ("right", "wrong", "ungraded"):
        line = protocol.encode(protocol.Judged(outcome))
        assert protocol.decode(line, protocol.FROM["judge"]).outcome == outcome
        with pytest.raises(protocol.Garbled):
            protocol.decode(line.replace(outcome.encode(), b"manual"), protocol.FROM["judge"])
