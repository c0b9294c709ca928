# ruff: noqa: E501 - a case on one line
"""Plain tests as nbgrader's users write them: each is judged as stock nbgrader judges it, or is said to be impossible."""

import ast
import json
import linecache
import sys
import time
from dataclasses import replace
from pathlib import Path

import nbgrader
import pytest
from engine_course import cell, notebook
from hostile import PLAIN

from graders.engine import judge, names, sandbox
from graders.engine.grade_one import grade_one
from graders.engine.job import Job
from graders.engine.process import Limits
from graders.engine.release import read_release

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the engine's processes are Linux's here")
SETUP = "import numpy as np"


@pytest.fixture(scope="module")
def grade(tmp_path_factory):
    """grade(answer, test, released): the Verdict on an answer cell by a test cell worth 4 points.

    between: the source of a cell of the release between the two.
    """
    folder = tmp_path_factory.mktemp("release")
    (folder / "J1").mkdir()

    def one(answer, test, released, setup=SETUP, between=""):
        cells = [cell("setup", setup), cell("f", released, solution=True), cell("between", between)]
        cells += [cell("f-test", "pass", grade=True, locked=True, points=4)]
        (folder / "J1" / "j.ipynb").write_text(json.dumps(notebook(cells)))
        release = with_shared_servers(read_release(folder, "J1", "j", {"f-test": (test, 4.0)}))
        handed = [cells[0], {**cells[1], "source": answer}, *cells[2:]]
        files = {"j.ipynb": json.dumps(notebook(handed)).encode()}
        limits = Limits(cell_seconds=10, memory=2 << 30)
        result = grade_one(Job("ada", release, files, None, 5, sandbox.unavailable() is None, limits))
        assert result.problem is None, result.problem
        return result.verdicts["f-test"]

    return one


def with_shared_servers(release):
    """One pair of fork servers for all that import the standard library at most: a cell's imports need no preloading."""
    if {name.partition(".")[0] for name in release.imports} <= {"numpy", *sys.stdlib_module_names}:
        return replace(release, imports=["numpy"], server_key="numpy")
    return release


def stock(answer, test, setup=SETUP):
    """What stock nbgrader gives: the cells run in one namespace."""
    namespace = {"__name__": "__main__"}
    main, sys.modules["__main__"] = sys.modules["__main__"], type(sys)("__main__")
    sys.modules["__main__"].__dict__.update(namespace)
    namespace = sys.modules["__main__"].__dict__
    try:
        for name, source in (("<setup>", setup), ("<answer>", answer), ("<test>", test)):
            linecache.cache[name] = len(source), None, source.splitlines(keepends=True), name  # as IPython does
            exec(compile(source, name, "exec"), namespace)
    except Exception:
        return "wrong"
    finally:
        sys.modules["__main__"] = main
    return "right"


# (right answer, wrong answer, test): both answers get what stock nbgrader gives.
SQUARES = "def squares(n):\n    if n < 1:\n        raise ValueError('n must be at least 1')\n    return [i ** 2 for i in range(1, n + 1)]\n"
USES = "orig_squares = squares\ndel squares\ntry:\n    sum_of_squares(1)\nexcept NameError:\n    pass\nelse:\n    raise AssertionError('sum_of_squares does not use squares')\nfinally:\n    squares = orig_squares"
BISECT = "def bisect(f, a, b):\n    for _ in range(60):\n        m = (a + b) / 2\n        a, b = (a, m) if f(a) * f(m) <= 0 else (m, b)\n    return a"
POINT = "import math\nclass Shape:\n    'A shape.'\nclass Point(Shape):\n    count = 0\n    def __init__(self, x, y):\n        self.x, self.y = x, y\n        Point.count += 1\n    def norm(self):\n        return math.hypot(self.x, self.y)\n    def __repr__(self):\n        return f'Point({self.x}, {self.y})'\n    def twice(self):\n        return Point(2 * self.x, 2 * self.y)\n"
WRONG_POINT = "class Shape:\n    pass\nclass Point:\n    def __init__(self, x, y):\n        self.x, self.y = y, x\n    def norm(self):\n        return self.x + self.y\n    def twice(self):\n        return self\n"
PLOT = "import matplotlib\nmatplotlib.use('agg')\nimport matplotlib.pyplot as plt\n"
ACCOUNT = "class Broke(Exception):\n    def __init__(self, missing):\n        super().__init__(f'{missing} missing')\n        self.missing = missing\ndef pay(have, need):\n    if need > have:\n        raise Broke(need - have)\n    return have - need"

VECTOR = "class Vector:\n    def __init__(self, *x): self.x = x\n    def __add__(self, o): return Vector(*(a + b for a, b in zip(self.x, o.x)))\n    def __mul__(self, o):\n        if isinstance(o, Vector): return sum(a * b for a, b in zip(self.x, o.x))\n        return Vector(*(o * a for a in self.x))\n    __rmul__ = __mul__\n    def __eq__(self, o): return self.x == o.x\n    def __hash__(self): return hash(self.x)\n    def __lt__(self, o): return self.x < o.x\n    def __abs__(self): return self * self\n    def __bool__(self): return any(self.x)\n    def __neg__(self): return -1 * self\n    def __iadd__(self, o):\n        self.x = (self + o).x\n        return self\ndef unit(): return Vector(1, 0)\n"
WRONG_VECTOR = (
    VECTOR.replace("a + b", "a - b")
    .replace("self.x == o.x", "self is o")
    .replace("self.x < o.x", "self.x > o.x")
    .replace("any(self.x)", "True")
    .replace("-1 *", "1 *")
    .replace("self * self", "0")
    .replace("hash(self.x)", "id(self)")
    .replace("o * a", "a")
)
LOCK = "class Lock:\n    open = True\n    def __enter__(self):\n        self.open = False\n        return self\n    def __exit__(self, kind, error, trace):\n        self.open = True\n        return kind is KeyError\n"

CASES = {
    "deletion": (SQUARES + "def sum_of_squares(n): return sum(squares(n))", SQUARES + "def sum_of_squares(n): return n * (n + 1) * (2 * n + 1) // 6", USES),
    "replacement": ("def squares(n): return [1]\ndef total(n): return sum(squares(n))", "def squares(n): return [1]\ndef total(n): return 1", "assert total(1) == 1\nsquares = lambda n: [7]\nassert total(1) == 7"),
    "replacement-by-data": ("RATE = 2\ndef f(x): return RATE * x", "RATE = 2\ndef f(x): return 2 * x", "assert f(2) == 4\nRATE = 5\nassert f(2) == 10"),
    "replaced-by-mock": ("def g(): return 1\ndef f(): return g() + 1", "def g(): return 1\ndef f(): return 2", "from unittest import mock\nwith mock.patch('__main__.g', return_value=9) as fake:\n    assert f() == 10\n    assert fake.call_count == 1\nassert f() == 2"),
    "patched-module": ("def f(): return np.sqrt(4.0)", "def f(): return 2.0", "before = np.sqrt\nnp.sqrt = lambda x: 99.0\ntry:\n    assert f() == 99.0\nfinally:\n    np.sqrt = before\nassert f() == 2.0"),
    "seed-is-not-called": ("def f(rng): return rng.random()", "def f(rng):\n    np.random.seed(1)\n    return np.random.random()", "def no(*a): raise AssertionError('do not seed')\nkept, np.random.seed = np.random.seed, no\ntry:\n    f(np.random.default_rng(1))\nfinally:\n    np.random.seed = kept"),
    "input": ("def f(): return int(input('n')) + 1", "def f(): return 0", "import builtins\nkept = builtins.input\nbuiltins.input = lambda prompt='': '41'\ntry:\n    assert f() == 42\nfinally:\n    builtins.input = kept"),
    "input-by-mock": ("def f(): return int(input('n')) + 1", "def f(): return 0", "from unittest.mock import patch\nwith patch('builtins.input', side_effect=['1', '2']):\n    assert f() == 2\n    assert f() == 3"),
    "callback": (BISECT, "def bisect(f, a, b): return a", "assert abs(bisect(lambda x: x*x - 2, 0, 2) - 2**.5) < 1e-6"),
    "callback-helper": (BISECT, "def bisect(f, a, b): return a", "def cube(x):\n    return x**3 - 2\nassert abs(bisect(cube, 0, 2) - 2**(1/3)) < 1e-6"),
    "callback-counted": ("def f(g, n):\n    for _ in range(n): g()", "def f(g, n): g()", "calls = []\nf(lambda: calls.append(1), 3)\nassert len(calls) == 3"),
    "callback-raises": ("def f(g):\n    try: return g()\n    except ZeroDivisionError: return 'inf'", "def f(g): return g()", "assert f(lambda: 1 / 0) == 'inf'"),
    "callback-arrays": ("def grad(f, x, h=1e-6):\n    return np.array([(f(x + h * e) - f(x - h * e)) / (2 * h) for e in np.eye(len(x))])", "def grad(f, x): return x", "x = np.array([1.0, 2.0])\nassert np.allclose(grad(lambda v: (v**2).sum(), x), 2 * x)"),
    "callback-calls-back": ("def f(g, n): return g(n)", "def f(g, n): return n", "def g(n): return 1 if n == 0 else n * f(g, n - 1)\nassert f(g, 5) == 120"),
    "builtins": ("def f(g, x): return g(x)", "def f(g, x): return x", "assert f(np.sin, 1.0) == np.sin(1.0) and f(len, [1, 2]) == 2 and f(str, 3) == '3'"),
    "closure": ("def adder(n):\n    return lambda x: x + n", "def adder(n): return n", "add = adder(3)\nassert callable(add) and add(4) == 7 and adder(1)(1) == 2"),
    "counter": ("def counter():\n    n = 0\n    def tick():\n        nonlocal n\n        n += 1\n        return n\n    return tick", "def counter(): return lambda: 1", "tick = counter()\nassert [tick(), tick(), tick()] == [1, 2, 3]"),
    "decorator": ("import functools\ndef twice(f):\n    @functools.wraps(f)\n    def inner(*a): return 2 * f(*a)\n    return inner", "def twice(f): return f", "@twice\ndef three():\n    'Three.'\n    return 3\nassert three() == 6 and three.__name__ == 'three' and three.__doc__ == 'Three.'"),
    "functions-in-a-dict": ("def f(): return {'add': lambda a, b: a + b}", "def f(): return {'add': 5}", "assert f()['add'](1, 2) == 3"),
    "is-not": ("def f(X): return X + 0", "def f(X): return X", "X = np.ones(3)\nout = f(X)\nassert out is not X\nassert not np.shares_memory(out, X)"),
    "no-view": ("def f(X): return X[1:].copy()", "def f(X): return X[1:]", "X = np.ones(3)\nassert not np.shares_memory(f(X), X)"),
    "a-view": ("def f(X): return X[::2, 1:]", "def f(X): return X[::2, 1:].copy()", "X = np.arange(12.0).reshape(4, 3)\nout = f(X)\nassert np.shares_memory(out, X) and out.tolist() == [[1, 2], [7, 8]]\nout[0, 0] = 50\nassert X[0, 1] == 50"),
    "transposed-view": ("def f(X): return X.T", "def f(X): return X.T.copy()", "X = np.arange(6.0).reshape(2, 3).T\nassert np.shares_memory(f(X), X) and f(X).shape == (2, 3)"),
    "is": ("def f(X): return X", "def f(X): return X.copy()", "X = np.ones(3)\nassert f(X) is X"),
    "is-in-place": ("def f(a):\n    a.sort()\n    return a", "def f(a): return sorted(a)", "a = [2, 1]\nassert f(a) is a and a == [1, 2]"),
    "part-of-argument": ("def f(d): return d['k']", "def f(d): return list(d['k'])", "d = {'k': [1]}\nassert f(d) is d['k']"),
    "rows": ("def f(n): return [[0] * n for _ in range(n)]", "def f(n): return [[0] * n] * n", "g = f(2)\ng[0][0] = 1\nassert g == [[1, 0], [0, 0]]"),
    "shallow": ("import copy\ndef f(x): return copy.deepcopy(x)", "def f(x): return list(x)", "x = [[1], [2]]\ny = f(x)\ny[0].append(5)\nassert x == [[1], [2]]"),
    "same-twice": ("def f(a, b): return a is b", "def f(a, b): return a == b", "x = [1]\nassert f(x, x) and not f([1], [1])"),
    "set": ("def f(x): return set(x)", "def f(x): return list(x)", "assert f('aab') == {'a', 'b'}"),
    "set-of-tuples": ("def f(): return {(1, 2), (3, 4)}", "def f(): return {(1, 2)}", "assert f() == {(3, 4), (1, 2)} and frozenset(f()) == f()"),
    "tuple-keys": ("def f(): return {(0, 1): 'a'}", "def f(): return {}", "assert f()[0, 1] == 'a'"),
    "numbers": ("from fractions import Fraction\nfrom decimal import Decimal\ndef f(): return 1 + 2j, Fraction(1, 3), Decimal('0.1'), range(3), b'ab'", "def f(): return 1, 0.3, 0.1, [0, 1, 2], 'ab'", "from fractions import Fraction\nfrom decimal import Decimal\nassert f() == (1 + 2j, Fraction(1, 3), Decimal('0.1'), range(3), b'ab')"),
    "dates": ("import datetime\ndef f(y): return datetime.date(y, 1, 1), datetime.datetime(y, 1, 1), datetime.timedelta(1)", "def f(y): return str(y)", "import datetime as dt\nassert f(2024) == (dt.date(2024, 1, 1), dt.datetime(2024, 1, 1), dt.timedelta(days=1))"),
    "strings-in-an-array": ("def f(): return np.array([['a', 'bc']])", "def f(): return np.array([['a', 'b']])", "assert f().shape == (1, 2) and f()[0, 1] == 'bc'"),
    "instance": (POINT, WRONG_POINT, "p = Point(3, 4)\nassert p.norm() == 5 and p.x == 3"),
    "isinstance": (POINT, WRONG_POINT, "p = Point(3, 4)\nassert isinstance(p, Point) and isinstance(p, Shape) and issubclass(Point, Shape)\nassert type(p) is Point and type(p).__name__ == 'Point'"),
    "methods-that-return-instances": (POINT, WRONG_POINT, "p = Point(3, 4)\nq = p.twice()\nassert q is not p and (q.x, q.y) == (6, 8) and isinstance(q, Point)"),
    "class-attributes": (POINT, WRONG_POINT, "n = Point.count\nPoint(1, 2)\nassert Point.count == n + 1 and Shape.__doc__ == 'A shape.'"),
    "repr": (POINT, WRONG_POINT, "assert repr(Point(1, 2)) == 'Point(1, 2)' and f'{Point(1, 2)}' == 'Point(1, 2)'"),
    "attributes-are-set": (POINT, "class Point:\n    __slots__ = ()\n    def __init__(self, x, y): pass", "p = Point(3, 4)\np.x = 0\nassert p.norm() == 4 and hasattr(p, 'y') and not hasattr(p, 'z')"),
    "dataclass": ("from dataclasses import dataclass\n@dataclass\nclass P:\n    x: int\n    y: int = 2\ndef f(): return P(1)", "class P:\n    def __init__(self, x): self.x, self.y = 0, 0\ndef f(): return P(1)", "assert f().x == 1 and f().y == 2 and P(x=5).x == 5"),
    "namedtuple": ("from collections import namedtuple\nP = namedtuple('P', 'x y')\ndef f(): return P(1, 2)", "def f(): return (2, 1)", "p = f()\nx, y = p\nassert p.x == 1 and p[1] == 2 and (x, y) == (1, 2) and tuple(p) == (1, 2) and len(p) == 2"),
    "stack": ("class Stack:\n    def __init__(self): self.items = []\n    def push(self, x): self.items.append(x)\n    def pop(self): return self.items.pop()\n    def __len__(self): return len(self.items)\n    def __contains__(self, x): return x in self.items\n    def __iter__(self): return iter(self.items)", "class Stack:\n    def __init__(self): self.items = []\n    def push(self, x): self.items.insert(0, x)\n    def pop(self): return self.items.pop()", "s = Stack()\ns.push(1)\ns.push(2)\nassert 1 in s and list(s) == [1, 2] and s.pop() == 2 and len(s) == 1\nassert s.items == [1]"),
    "linked": ("class Node:\n    def __init__(self, v, next=None): self.v, self.next = v, next\ndef reverse(n):\n    before = None\n    while n: n.next, before, n = before, n, n.next\n    return before", "class Node:\n    def __init__(self, v, next=None): self.v, self.next = v, next\ndef reverse(n): return n", "a = Node(1)\nb = Node(2, a)\nr = reverse(b)\nassert r is a and r.next is b and r.next.next is None"),
    "own-error": (ACCOUNT, ACCOUNT.replace("Broke(need - have)", "Broke(1)"), "try:\n    pay(1, 5)\nexcept Broke as error:\n    assert error.missing == 4 and str(error) == '4 missing'\nelse:\n    raise AssertionError\nassert pay(5, 1) == 4"),
    "words-of-an-error": ("def f(n):\n    raise ValueError('n must be positive')", "def f(n):\n    raise ValueError('oops')", "try:\n    f(1)\nexcept ValueError as error:\n    assert str(error) == 'n must be positive' and error.args == ('n must be positive',)"),
    "generator": ("def f(n):\n    for i in range(n): yield i * i", "def f(n): return 5", "g = f(3)\nassert next(g) == 0 and list(g) == [1, 4] and sum(f(4)) == 14\nassert iter(g) is g"),
    "endless-generator": ("def f():\n    n = 0\n    while True:\n        yield n\n        n += 2", "def f(): return [0, 2]", "import itertools, types\nassert list(itertools.islice(f(), 3)) == [0, 2, 4] and isinstance(f(), types.GeneratorType)"),
    "iterator-class": ("class Up:\n    def __init__(self, n): self.n, self.i = n, 0\n    def __iter__(self): return self\n    def __next__(self):\n        if self.i == self.n: raise StopIteration\n        self.i += 1\n        return self.i", "class Up:\n    def __init__(self, n): pass", "from collections.abc import Iterator\nassert list(Up(3)) == [1, 2, 3] and isinstance(Up(1), Iterator)"),
    "map": ("def f(x): return map(abs, x)", "def f(x): return map(str, x)", "assert list(f([-1, 2])) == [1, 2] and sorted(f([-3, 1])) == [1, 3]"),
    "introspection": ("def f(a, b=2, *c, d=None):\n    'Adds.'\n    return a + b", "def f(x): return x", "import inspect\nassert f.__doc__ == 'Adds.' and f.__name__ == 'f' and callable(f)\nassert list(inspect.signature(f).parameters) == ['a', 'b', 'c', 'd'] and inspect.signature(f).parameters['b'].default == 2\nassert inspect.getdoc(f) == 'Adds.'"),
    "source": ("def f(n):\n    return 1 if n == 0 else n * f(n - 1)", "import math\ndef f(n):\n    return math.factorial(n)", "import inspect, ast\nassert f(4) == 24\ntext = inspect.getsource(f)\nassert 'f(n - 1)' in text and 'math' not in text\nassert not any(isinstance(node, (ast.For, ast.While)) for node in ast.walk(ast.parse(text)))"),
    "is-a-function": ("def f(): return 1", "f = 1", "import inspect, types\nassert inspect.isfunction(f) and isinstance(f, types.FunctionType)"),
    "figure": (PLOT + "def draw():\n    fig, ax = plt.subplots()\n    ax.plot([1, 2, 3], [1, 4, 9], label='y')\n    ax.set_title('Squares')\n    return fig, ax", PLOT + "def draw():\n    fig, ax = plt.subplots()\n    return fig, ax", "import matplotlib\nfig, ax = draw()\nassert ax.get_title() == 'Squares' and len(ax.lines) == 1\nassert list(ax.lines[0].get_xdata()) == [1, 2, 3] and isinstance(fig, matplotlib.figure.Figure)"),
    "axes-as-a-global": (PLOT + "fig, ax = plt.subplots()\nax.plot([1, 2])\nax.set_xlabel('t')", PLOT + "fig, ax = plt.subplots()", "assert ax.get_xlabel() == 't' and np.array_equal(ax.lines[0].get_ydata(), [1, 2])"),
    "global-counter": ("count = 0\ndef tick():\n    global count\n    count += 1", "count = 0\ndef tick(): pass", "tick()\ntick()\nassert count == 2\ncount = 10\ntick()\nassert count == 11"),
    "global-list": ("log = []\ndef note(x): log.append(x)", "log = []\ndef note(x): pass", "kept = log\nnote(1)\nassert log == [1] and kept is log\nlog.clear()\nnote(2)\nassert kept == [2]"),
    "global-that-a-call-makes": ("done = False\ndef run():\n    global done, made\n    done, made = True, [1]", "done = False\ndef run(): pass", "run()\nassert done is True and made == [1]"),
    "an-object-as-a-global": (POINT + "p = Point(1, 2)", "p = (1, 2)", "assert p.x == 1 and p.twice().y == 4"),
    "enum": ("import enum\nclass Color(enum.Enum):\n    RED = 1\n    BLUE = 2\ndef f(x): return Color(x)", "class Color:\n    RED = 1\ndef f(x): return 'red'", "assert f(1) is Color.RED and Color.RED.value == 1 and f(2).name == 'BLUE' and f(1) == Color.RED and len(Color) == 2"),
    "a-set-changed-in-place": ("def f(s, d): s.add(3); d['s'].discard(1)", "def f(s, d): pass", "s, t = {1}, {1, 2}\nalias = s\nf(s, {'s': t})\nassert alias == {1, 3} and s is alias and t == {2}"),
    "mappings-changed-in-place": ("def f(o, c):\n    o.move_to_end('a')\n    c['x'] += 2", "def f(o, c): pass", "from collections import Counter, OrderedDict\no, c = OrderedDict(a=1, b=2), Counter('x')\nf(o, c)\nassert list(o) == ['b', 'a'] and c['x'] == 3 and type(o) is OrderedDict and type(c) is Counter"),
    "rows-sorted-in-place": ("def f(rows): rows.sort()", "def f(rows): rows[:] = [list(row) for row in sorted(rows)]", "rows = [[3], [1], [2]]\nkept = rows[0]\nf(rows)\nassert rows == [[1], [2], [3]] and kept == [3] and rows[2] is kept"),
    "rows-swapped": ("def f(m): m[0], m[1] = m[1], m[0]", "def f(m): m[0][:], m[1][:] = m[1][:], m[0][:]", "a, b = [1, 0], [0, 1]\nm = [a, b]\nf(m)\nassert m[0] is b and m[1] is a and a == [1, 0]"),
    "inside-a-nested-structure": ("def f(d):\n    d['b']['rows'][1].append(5)\n    d['a'][0] = {'new': 1}\n    d['c'] = d['b']", "def f(d):\n    d['b'] = {'rows': [[1], [2, 5]]}\n    d['a'] = [{'new': 1}]\n    d['c'] = d['b']", "row, a = [2], [0]\nd = {'a': a, 'b': {'rows': [[1], row]}}\nb = d['b']\nf(d)\nassert row == [2, 5] and a == [{'new': 1}] and d['c'] is d['b'] is b and list(d) == ['a', 'b', 'c']"),
    "arrays-moved-in-a-dict": ("def f(d): d['x'], d['y'] = d['y'], d['x']", "def f(d):\n    x = d['x'].copy()\n    d['x'][:], d['y'][:] = d['y'], x", "x, y = np.zeros(2), np.ones(2)\nd = {'x': x, 'y': y}\nf(d)\nassert d['x'] is y and x.sum() == 0"),
    "one-row-twice": ("def f(m): m.append(m[0])", "def f(m): m.append(list(m[0]))", "m = [[1]]\nf(m)\nm[0].append(2)\nassert m == [[1, 2], [1, 2]]"),
    "a-list-in-itself": ("def f(a): a.append(a)", "def f(a): a.append(list(a))", "a = [1]\nf(a)\nassert a[1] is a"),
    "put-in-and-returned": ("def f(x):\n    x.append([0])\n    return x[-1]", "def f(x):\n    x.append([0])\n    return [0]", "x = []\nf(x).append(7)\nassert x == [[0, 7]]"),
    "changed-before-an-error": ("def f(a):\n    if not all(a): raise ValueError\n    a.clear()", "def f(a):\n    while a:\n        if not a.pop(): raise ValueError", "a = [0, 1]\ntry:\n    f(a)\nexcept ValueError:\n    pass\nassert a == [0, 1]"),
    "a-callback-that-changes-its-argument": ("def f(g, x):\n    row = [x]\n    g(row)\n    return row", "def f(g, x):\n    g([x])\n    return [x]", "assert f(lambda row: row.append(5), 1) == [1, 5]"),
    "a-callback-that-returns-its-argument": ("def f(g, x): return g(x) is x", "def f(g, x): return False", "assert f(lambda v: v, [1])"),
    "a-global-table-changed-inside": ("table = {'a': [3, 1], 'b': []}\ndef f():\n    table['a'].sort()\n    table['b'], table['a'] = table['a'], table['b']", "table = {'a': [3, 1], 'b': []}\ndef f():\n    table['b'], table['a'] = [1, 3], []", "row = table['a']\nf()\nassert row == [1, 3] and table['b'] is row and table['a'] == []"),
    "a-global-changed-before-an-error": ("n = 0\ndef f():\n    global n\n    n += 1\n    raise ValueError", "n = 0\ndef f(): raise ValueError", "try:\n    f()\nexcept ValueError:\n    pass\nassert n == 1"),
    "an-object-in-a-failed-answer": (POINT + "p = Point(1, 2)\ndef f(bad): return [p, b'x' * (2 ** 25 if bad else 1)]", POINT + "def f(bad): return [Point(2, 2), b'x']", "try:\n    f(True)\nexcept Exception:\n    pass\nassert f(False)[0].x == 1"),
    "objects-added": (VECTOR, WRONG_VECTOR, "assert Vector(1, 2) + Vector(3, 4) == Vector(4, 6)"),
    "objects-and-numbers": (VECTOR, WRONG_VECTOR, "v = Vector(1, 2)\nassert 3 * v == v * 3 == Vector(3, 6) and v * Vector(3, 4) == 11 and abs(v) == 5 and -v == Vector(-1, -2)"),
    "objects-summed": (VECTOR, WRONG_VECTOR, "assert sum([Vector(1, 2), Vector(3, 4)], Vector(0, 0)).x == (4, 6)"),
    "objects-unequal": (VECTOR, VECTOR.replace("self.x == o.x", "True"), "assert Vector(1, 2) != Vector(3, 4) and unit() == Vector(1, 0)"),
    "objects-in-a-set": (VECTOR, WRONG_VECTOR, "assert len({Vector(1, 2), Vector(1, 2), unit()}) == 2 and {Vector(1, 0): 5}[unit()] == 5"),
    "objects-in-a-set-that-cannot-be": (VECTOR.replace("return hash(self.x)", "raise TypeError('unhashable')"), VECTOR, "try:\n    {Vector(1)}\nexcept TypeError:\n    pass\nelse:\n    assert False"),
    "objects-sorted": (VECTOR, WRONG_VECTOR, "v = sorted([Vector(3), Vector(1), Vector(2)])\nassert [each.x for each in v] == [(1,), (2,), (3,)] and max(v).x == (3,)"),
    "objects-as-truth": (VECTOR, WRONG_VECTOR, "assert not Vector(0, 0) and Vector(0, 1)"),
    "objects-added-in-place": (VECTOR, VECTOR.replace("__iadd__", "other"), "v = w = Vector(1, 2)\nv += Vector(1, 1)\nassert v is w and w.x == (2, 3)"),
    "with-an-object": (LOCK, LOCK.replace("self.open = True", "pass"), "with Lock() as lock:\n    assert lock.open is False\nassert lock.open is True"),
    "with-an-object-and-an-error": (LOCK, LOCK.replace("kind is KeyError", "False"), "lock = Lock()\nwith lock:\n    raise KeyError('x')\nassert lock.open"),
    "with-a-context-manager": ("import contextlib\n@contextlib.contextmanager\ndef opened(log):\n    log.append('in')\n    yield 5\n    log.append('out')", "import contextlib\n@contextlib.contextmanager\ndef opened(log):\n    yield 4", "with opened([]) as five:\n    assert five == 5"),
    "a-list-with-a-word-of-the-codec": ("def f(x):\n    return x", "def f(x): return list(x)", "a = ['float', 1]\nb = ['reference']\nassert f(a) is a and f(b) is b\nc, d = f((a, a))\nassert c is d"),
}  # fmt: skip


def released(answer):
    """An answer cell before anybody has worked on it: the same names, with nothing behind them."""
    imports = names.import_lines(answer)
    classes = {node.name for node in ast.parse(answer).body if isinstance(node, ast.ClassDef)}
    made = sorted(names.defined_on_top(answer) - names.names(imports, ast.Store))
    lines = (f"class {name}: pass" if name in classes else f"{name} = None" for name in made)
    return "\n".join([imports, *lines])


@pytest.mark.parametrize("name", CASES)
def test_as_stock_nbgrader_judges(grade, name):
    right, wrong, test = CASES[name]
    assert (stock(right, test), stock(wrong, test)) == ("right", "wrong"), "the case itself is not what it says"
    verdict = grade(right, test, released(right))
    assert verdict.outcome == "right", verdict
    verdict = grade(wrong, test, released(right))
    assert verdict.outcome == "wrong", verdict


REPLACED = {
    "deleted": "kept = half\ndel half\ntry:\n    quarter(1)\nexcept NameError:\n    pass\nelse:\n    raise AssertionError\nfinally:\n    half = kept",
    "replaced": "kept = half\nhalf = lambda x: x - 1\nassert quarter(8) == 6\nhalf = kept\nassert quarter(8) == 2",
    "defined-again": "kept = half\ndef half(x): return x - 1\nassert quarter(8) == 6\nhalf = kept\nassert quarter(8) == 2",
    "in-a-function": "def check():\n    global half\n    kept = half\n    half = lambda x: x - 1\n    try:\n        assert quarter(8) == 6\n    finally:\n        half = kept\ncheck()",
    "by-mock": "from unittest import mock\nwith mock.patch('__main__.half', lambda x: x - 1):\n    assert quarter(8) == 6",
}  # fmt: skip


@pytest.mark.parametrize("name", REPLACED)
def test_a_function_may_be_replaced_though_the_release_does_not_show_its_definition(grade, name):
    """Its whole `def` stands between BEGIN SOLUTION and END SOLUTION."""
    test, half = REPLACED[name], "def half(x): return x / 2\n"
    right, wrong = f"{half}def quarter(x): return half(half(x))", f"{half}def quarter(x): return x / 4"
    assert (stock(right, test), stock(wrong, test)) == ("right", "wrong")
    assert grade(right, test, "raise NotImplementedError").outcome == "right"
    assert grade(wrong, test, "raise NotImplementedError").outcome == "wrong"


def test_a_name_that_a_test_makes_before_it_reads_it_is_its_own(grade):
    test = "values = [total([v]) for v in (1, 2)]\nfor limit in values:\n    assert limit in (1, 2)\nassert values == [1, 2]"
    verdict = grade("v = limit = values = 0\ndef total(x): return sum(x)", test, "raise NotImplementedError")
    assert verdict.outcome == "right", verdict


# (answer, test, words): what is no data is wrong, never ungraded, and the words say what to do.
NO_DATA = {
    "a-function": ("def compute(): return 5\nanswer = compute", "assert abs(answer * answer - 2) < 1e-9", "`answer` is a function; did you forget to call it?"),
    "a-function-compared": ("def compute(): return 5\nanswer = compute", "assert answer == 5", "`answer` is a function; did you forget to call it?"),
    "a-function-in-numpy": ("def compute(): return 5\nanswer = compute", "assert np.sqrt(answer) == 5", "`answer` is a function; did you forget to call it?"),
    "a-function-in-math": ("def compute(): return 5\nanswer = compute", "import math\nassert math.sqrt(answer) == 5", "`answer` is a function; did you forget to call it?"),
    "a-function-in-a-loop": ("def compute(): return 5\nanswer = compute", "assert [x for x in answer] == [5]", "`answer` is a function; did you forget to call it?"),
    "a-function-as-text": ("def compute(): return 5\nanswer = compute", "import json\nassert json.dumps(answer) == '5'", "TypeError"),
    "a-function-returned": ("def answer(): return answer", "assert answer() + 1 == 5", "`answer` is a function; did you forget to call it?"),
    "an-inner-function-returned": ("def answer(): return lambda: 5", "assert answer() == 5", "the answer is a function; did you forget to call it?"),
    "an-object": ("class Foo: pass\nanswer = Foo()", "assert answer == 5", "an object of the class Foo is not plain data: return a number"),
    "always-equal": ("class Foo:\n    def __eq__(self, other): return True\nanswer = Foo()", "assert answer == 5", "an object of the class Foo"),
    "never-equal": ("class Foo:\n    def __ne__(self, other): return True\nanswer = Foo()", "assert answer != 5", "an object of the class Foo"),
    "true": ("class Foo:\n    def __bool__(self): return True\nanswer = Foo()", "assert answer", "an object of the class Foo"),
    "a-number-of-its-own": ("class Foo(int): pass\nanswer = Foo(5)", "assert answer > 4", "an object of the class Foo"),
    "an-array-of-its-own": ("class Foo:\n    def __array__(self, *a, **k): return np.ones(2)\nanswer = Foo()", "assert np.allclose(answer, 1)", "an object of the class Foo"),
    "an-array-of-objects-in-a-list": ("class Foo: pass\nanswer = [Foo(), Foo()]", "assert np.array_equal(np.array(answer), [1, 2])", "an object of the class Foo"),
    "a-class": ("class answer: pass", "assert answer == 5", "answer"),
    "a-generator": ("def answer(): yield 1", "assert answer() == [1]", "an object of the class generator is not plain data"),
}  # fmt: skip


@pytest.mark.parametrize("name", NO_DATA)
def test_what_is_no_data_is_wrong(grade, name):
    answer, test, words = NO_DATA[name]
    verdict = grade(answer, test, "answer = None")
    assert verdict.outcome == "wrong", verdict
    assert words in verdict.words


SLY = "class Sly:\n    def __sub__(self, other): return Sly()\n    __abs__ = lambda self: 0\n    __eq__ = __lt__ = __bool__ = lambda *a: True\n    __hash__ = lambda self: 5\n    def __enter__(self): return self\n    def __exit__(self, *a): return True\ndef f(): return Sly()"


@pytest.mark.parametrize("test", ["assert f() == 5", "assert abs(f() - 5) < 1e-9", "assert f() < 5", "assert f()", "assert f() == f()", "assert Sly() == 5", "assert {5: 1}.get(f()) == 1", "with Sly():\n    assert f() == 5", "with Sly():\n    assert 1 == 2"])  # fmt: skip
def test_an_object_of_a_class_that_is_asked_for_is_no_number(grade, test):
    """Operators are asked of the objects that a test makes, and of no answer; none deals with a verdict."""
    verdict = grade(SLY, f"assert Sly() == Sly()\n{test}", "class Sly: pass\ndef f(): ...")
    assert verdict.outcome == "wrong", verdict


# (answer, test, words): such a test would be wrong for everybody, so it is ungraded, and says how to write it.
IMPOSSIBLE = {
    "current-figure": ("def f(): pass", "import matplotlib.pyplot as plt\nf()\nassert plt.gca().get_title() == 'x'", "let the student's function return its axes"),
    "data-frames": ("def f(): pass", "import pandas as pd\npd.testing.assert_frame_equal(f(), 1)", "df.to_dict('list')"),
    "a-file": ("def f(): open('out.txt', 'w').write('x')", "f()\nassert open('out.txt').read() == 'x'", "let the function return what it writes"),
    "an-object-of-the-tests-own": ("def f(x): return x.a", "class A: a = 1\nassert f(A()) == 1", "hand over numbers, strings, lists, dicts, arrays or functions"),
    "inheriting": ("class f: pass", "class G(f): pass\nassert G()", "inherits from a class of the student's"),
}  # fmt: skip


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_what_cannot_be_judged_says_how_to_write_it(grade, name):
    answer, test, words = IMPOSSIBLE[name]
    verdict = grade(answer, test, "f = None")
    assert verdict.outcome == "ungraded", verdict
    assert words in verdict.words


def test_a_helper_that_a_set_up_cell_brings_is_the_releases_own(grade):
    """However it arrives: what is there when the set-up cells have run is not the student's."""
    setup = "exec('def expected(x): return x * x')"
    cheat = "def square(x): return 0\ndef expected(x): return 0"
    for answer, outcome in ((cheat, "wrong"), ("def square(x): return x * x", "right")):
        assert grade(answer, "assert square(3) == expected(3)", "square = None", setup).outcome == outcome


def test_a_function_that_a_set_up_cell_hands_over_is_there_in_the_test(grade):
    """It is called in the test, which hands over one of its own as well."""
    between = "def twice(x): return 2 * x\nregister(twice)"
    answer = "fs = []\ndef register(g): fs.append(g)\ndef use(h, x): return fs[0](x) + h(x)"
    cheat = answer.replace("fs[0](x)", "x")
    for each, outcome in ((answer, "right"), (cheat, "wrong")):
        verdict = grade(each, "assert use(lambda x: 100 * x, 3) == 306", "register = use = None", between=between)
        assert verdict.outcome == outcome, verdict


def test_an_answer_that_a_set_up_cell_got_is_the_students(grade):
    """What a test makes of it, wherever that fails, is no failure of ours."""
    for answer, outcome in (("def fit(x): return {'cost': x}", "right"), ("def fit(x): pass", "wrong")):
        verdict = grade(answer, "assert model['cost'] == 3", "def fit(x): ...", between="model = fit(3)")
        assert verdict.outcome == outcome, verdict


def test_a_judge_that_something_else_killed_judges_again(grade, monkeypatch):
    """A call back to which it does not answer once says nothing about the student's work; twice, the call is to blame."""
    answer, test = "def f(g): return g(1) + 1", "assert f(lambda x: x) == 2"
    real, deaths = judge.Judge.call_back, []

    def dying(self, process, function, callback):
        if len(deaths) < most:
            deaths.append(process)
            raise judge.JudgeStopped("no reply") from judge.ProcessDied("killed")
        return real(self, process, function, callback)

    monkeypatch.setattr(judge.Judge, "call_back", dying)
    for most, outcome in ((1, "right"), (2, "wrong")):
        deaths.clear()
        assert grade(answer, test, "f = None").outcome == outcome
        assert len(deaths) == most


# (answer, test): the test's own process is kept busy by the answer, or dies of it.
BUSY = {
    "a-number-too-large": ("answer = 10**15", "assert sum(range(answer)) == 3"),
    "a-pattern": ("answer = '(a+)+$'", "import re\nassert re.match(answer, 'a' * 60 + 'b') is None"),
    "from-a-call": ("def answer(): return 10**15", "assert sum(range(answer())) == 3"),
    "it-dies": ("def answer(): return 0", "import ctypes\nctypes.string_at(answer())"),
}


@pytest.mark.parametrize("name", BUSY)
def test_an_answer_that_keeps_the_test_busy_is_wrong(grade, name, monkeypatch):
    """Not ungraded: nobody gets round a zero so. The words say why."""
    monkeypatch.setattr(judge, "JUDGE_SECONDS", 2)
    verdict = grade(*BUSY[name], "answer = None")
    assert (verdict.outcome, verdict.score) == ("wrong", 0.0), verdict
    assert "Is something in it far too large?" in verdict.words


@pytest.mark.parametrize(
    "test", ["while True: pass", "import ctypes\nctypes.string_at(0)", "answer = 1\nwhile True: pass"]
)
def test_a_test_that_ends_before_it_has_seen_an_answer_is_not_graded(grade, test, monkeypatch):
    monkeypatch.setattr(judge, "JUDGE_SECONDS", 2)
    assert grade("def answer(): return 1", test, "answer = None").outcome == "ungraded"


def test_a_hidden_test_can_look_at_the_words_of_an_error_and_shows_none(grade):
    test = "### BEGIN HIDDEN TESTS\ntry:\n    f(987654)\nexcept ValueError as error:\n    assert 'positive' in str(error)\nelse:\n    assert False\n### END HIDDEN TESTS"
    assert grade("def f(x): raise ValueError('not positive')", test, "f = None").outcome == "right"
    verdict = grade("def f(x): raise ValueError(f'got {x}')", test, "f = None")
    assert (verdict.outcome, verdict.words) == ("wrong", "A hidden test is not passed.")


def test_a_function_of_a_hidden_test_shows_nothing(grade):
    test = "### BEGIN HIDDEN TESTS\ndef g(x):\n    raise ValueError('secret words')\nf(g)\n### END HIDDEN TESTS"
    verdict = grade(
        "def f(g):\n    try: g(1)\n    except ValueError as e: raise ValueError(f'it says {e}')", test, "f = None"
    )
    assert verdict.outcome == "wrong"
    assert "secret" not in verdict.words


# What nothing but the judge's time ends; all others meet another bound first.
BY_TIME = {"a-callback-that-never-ends", "a-callback-that-takes-long", "an-endless-iterator"}


@pytest.mark.skipif(sandbox.unavailable() is not None, reason="hostile code runs in the sandbox alone")
@pytest.mark.parametrize("name", PLAIN)
def test_hostile_answers_to_plain_tests(grade, name, monkeypatch):
    """Each is wrong, soon, and never our failure."""
    monkeypatch.setattr(judge, "JUDGE_SECONDS", 2 if name in BY_TIME else 15)
    began, (answer, test) = time.monotonic(), PLAIN[name]
    verdict = grade(answer, test, "def f(g): ...")
    assert verdict.outcome == "wrong", verdict
    assert time.monotonic() - began < 60


def test_the_assignment_of_nbgraders_quickstart(tmp_path):
    """ps1, as nbgrader brings it: its test deletes a function to see that another one uses it."""
    source = Path(nbgrader.__file__).parent / "docs/source/user_guide/source/ps1/problem1.ipynb"
    book = json.loads(source.read_text(encoding="utf-8"))
    cells = [each["metadata"].get("nbgrader", {}) | {"source": "".join(each["source"])} for each in book["cells"]]
    tests = {
        each["grade_id"]: (each["source"], each["points"])
        for each in cells
        if each.get("task") or (each.get("grade") and not each["solution"])
    }
    (tmp_path / "ps1").mkdir()
    (tmp_path / "ps1" / "problem1.ipynb").write_text(json.dumps(book))
    release = read_release(tmp_path, "ps1", "problem1", tests)
    outcomes = []
    for cheat in (False, True):
        text = json.dumps(book)
        text = text.replace("return sum(squares(n))", "return n * (n + 1) * (2 * n + 1) // 6") if cheat else text
        files = {"problem1.ipynb": text.encode()}
        result = grade_one(Job("ada", release, files, None, 5, sandbox.unavailable() is None))
        outcomes.append({key: each.outcome for key, each in result.verdicts.items() if each.outcome != "manual"})
    assert len(outcomes[0]) == 4
    assert set(outcomes[0].values()) == {"right"}, outcomes[0]
    assert outcomes[1].pop("sum_of_squares_uses_squares") == "wrong"
    assert set(outcomes[1].values()) == {"right"}


def test_an_object_of_an_earlier_test(tmp_path):
    """It can still be looked at; handed over to a function of another test, it is wrong, and the words say why."""
    (tmp_path / "E1").mkdir()
    tests = {"a-test": "p = P(3)\nassert p.x == 3", "b-test": "assert p.x == 3", "c-test": "assert f(p) == 3"}
    cells = [cell("f", "P = f = None", solution=True)]
    cells += [cell(key, source, grade=True, locked=True, points=1) for key, source in tests.items()]
    (tmp_path / "E1" / "e.ipynb").write_text(json.dumps(notebook(cells)))
    release = read_release(tmp_path, "E1", "e", {key: (source, 1.0) for key, source in tests.items()})
    answer = "class P:\n    def __init__(self, x): self.x = x\ndef f(p): return p.x"
    files = {"e.ipynb": json.dumps(notebook([{**cells[0], "source": answer}, *cells[1:]])).encode()}
    result = grade_one(Job("ada", release, files, None, 5, sandbox.unavailable() is None))
    assert [verdict.outcome for verdict in result.verdicts.values()] == ["right", "right", "wrong"]
    assert "an object of an earlier test: make it again in this one" in result.verdicts["c-test"].words


def test_what_a_test_takes_from_the_student_is_noted(tmp_path):
    """A name that no cell of the release defines."""
    (tmp_path / "N1").mkdir()
    test = "assert f(3) == helper(3)"
    cells = [cell("f", "def f(x): ...", solution=True), cell("f-test", test, grade=True, locked=True, points=1)]
    (tmp_path / "N1" / "n.ipynb").write_text(json.dumps(notebook(cells)))
    release = read_release(tmp_path, "N1", "n", {"f-test": (test, 1.0)})
    answer = "def f(x): return x\ndef helper(x): return x"
    files = {"n.ipynb": json.dumps(notebook([{**cells[0], "source": answer}, cells[1]])).encode()}
    result = grade_one(Job("ada", release, files, None, 5, sandbox.unavailable() is None))
    assert "f-test uses `helper`, which the release does not define" in result.notes
