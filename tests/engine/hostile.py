# ruff: noqa: E501 - each case on one line
"""The hostile class: submissions that break, flood, lie or attack, each with the points that it must get.

A case is a function that hands in a submission; `@case(square=…, total=…, answer=…)` says its points if they are not
full. Attacks are wrong solutions of `square` that try to pass for right ones, and submissions that look for what they
must not see: what they find they print after the word FOUND.
"""

import base64
import json
import os
import struct
import zlib

from engine_course import NOTEBOOK, ROOT, cell, hand_in, honest, notebook
from test_markdown import LIVE

CASES = {}
HEADER = b"IHDR" + struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
PNG_BOMB = b"\x89PNG\r\n\x1a\n\0\0\0\r" + HEADER + struct.pack(">I", zlib.crc32(HEADER)) + bytes(99)
WRONG = "def square(x):\n    return 0"

# What of this project a student's process may see: the checks, which ship, and what runs in the process itself.
SEEN = "sandbox", "protocol", "server", "shell", "reach", "handles", "in_place", "student_process"
SECRET = tuple(
    path.relative_to(ROOT).as_posix()
    for folder in ("graders", "utils", "tools")
    for path in sorted((ROOT / folder).rglob("[!_]*.py"))
    if "checks" not in path.parts and path.stem not in SEEN
)


def case(square=3.0, total=2.0, answer=1.0):
    def register(function):
        CASES[function.__name__.replace("_", "-")] = function, {
            "square-test": square, "total-test": total, "answer-test": answer,
        }  # fmt: skip
        return function

    return register


def nothing():
    return case(0.0, 0.0, 0.0)


def changed(**sources):
    """The honest cells with other sources: changed(square="…"); `before`, `after`: cells of the student's own."""
    own = {place: sources.pop(place, None) for place in ("before", "after")}
    cells = honest()
    for each in cells:
        each["source"] = sources.pop(each["id"], each["source"])
    assert not sources, sources
    if own["before"]:
        cells.insert(1, cell("own-before", own["before"]))
    if own["after"]:
        cells.append(cell("own-after", own["after"]))
    return cells


def simple(name, points, **sources):
    """A case that is only other sources."""

    def hand(course, student):
        hand_in(course, student, changed(**sources))

    CASES[name] = hand, {"square-test": 3.0, "total-test": 2.0, "answer-test": 1.0, **points}


def attack(name, square, **sources):
    """A wrong `square` that must get nothing, while the other exercises count."""
    simple(name, {"square-test": 0.0}, square=square, **sources)


# -- files ---------------------------------------------------------------------------------------------------------


@nothing()
def invalid_json(course, student):
    hand_in(course, student, b'{"cells": [')


@nothing()
def empty_file(course, student):
    hand_in(course, student, b"")


@nothing()
def not_a_notebook(course, student):
    hand_in(course, student, b'{"cells": {"a": 1}}')


@nothing()
def nested_a_million_deep(course, student):
    hand_in(course, student, b'{"cells": ' + b"[" * 1_000_000)


@nothing()
def a_hundred_megabytes_of_dicts(course, student):
    hand_in(course, student, b'{"cells": [' + b"{}," * 30_000_000 + b"{}]}")


@nothing()
def cells_without_number(course, student):
    hand_in(course, student, b'{"cells": [' + b'{"cell_type": "code", "source": "1"},' * 100_000 + b"{}]}")


@case()
def a_hundred_megabytes_of_output(course, student):
    cells = honest()
    cells[0]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "x" * 100_000_000}]
    hand_in(course, student, cells)


@nothing()
def missing_notebook(course, student):
    hand_in(course, student, b"hello", name="notes.txt")


@case()
def renamed_notebook(course, student):
    hand_in(course, student, honest(), name="p (1).ipynb")


@case()
def renamed_notebooks(course, student):
    hand_in(course, student, honest(), name="p (1).ipynb")
    hand_in(course, student, honest(), name="p (2).ipynb")


@case()
def extra_notebook(course, student):
    hand_in(course, student, honest())
    hand_in(course, student, changed(square=WRONG), name="a.ipynb")


@case()
def byte_order_mark(course, student):
    hand_in(course, student, b"\xef\xbb\xbf" + json.dumps(notebook(honest())).encode())


@nothing()
def not_utf8(course, student):
    hand_in(course, student, json.dumps(notebook(honest())).encode().replace(b"Now a sum", b"Now \xff\xfe sum"))


@case()
def old_nbformat(course, student):
    cells = [{**each, "input": each["source"]} for each in honest()]
    for each in cells:
        del each["source"], each["id"]
    hand_in(course, student, json.dumps({"worksheets": [{"cells": cells}], "metadata": {}, "nbformat": 3}).encode())


@case()
def newer_nbformat(course, student):
    book = notebook(honest()) | {"nbformat": 9, "nbformat_minor": 1, "surprise": []}
    hand_in(course, student, json.dumps(book).encode())


@case()
def old_nbgrader_schema(course, student):
    cells = honest()
    for each in cells:
        if "nbgrader" in each["metadata"]:
            each["metadata"]["nbgrader"]["schema_version"] = 1
            del each["metadata"]["nbgrader"]["task"], each["metadata"]["nbgrader"]["cell_type"]
    hand_in(course, student, cells)


@case()
def odd_values(course, student):
    cells = honest()
    cells.insert(0, {"cell_type": "code", "source": [1, "a = 1\n", None], "metadata": [], "id": 7})
    cells.insert(0, {"cell_type": "drawing", "source": 12})
    cells.insert(0, "not a cell")
    cells[4]["metadata"]["tags"] = 5
    cells[4]["outputs"] = {"a": "b"}
    hand_in(course, student, cells)


@case()
def another_kernel(course, student):
    book = notebook(honest())
    book["metadata"] = {"kernelspec": {"name": "julia-1.9", "language": "julia"}, "language_info": {"name": "julia"}}
    hand_in(course, student, json.dumps(book).encode())


@nothing()
def symlinked_notebook(course, student):
    folder = hand_in(course, student, honest(), name="elsewhere.txt")
    (folder / f"{NOTEBOOK}.ipynb").symlink_to(folder / "elsewhere.txt")


@nothing()
def symlinked_folder(course, student):
    folder = hand_in(course, student, honest())
    folder.rename(course / f"moved-{student}")
    folder.symlink_to(course / f"moved-{student}")


@nothing()
def notebook_that_is_a_pipe(course, student):
    folder = hand_in(course, student, b"", name="x")
    os.mkfifo(folder / f"{NOTEBOOK}.ipynb")


@nothing()
def notebook_that_is_a_folder(course, student):
    folder = hand_in(course, student, b"", name="x")
    (folder / f"{NOTEBOOK}.ipynb").mkdir()


@case()
def symlinked_data(course, student):
    look = "for name in ('data.csv', 'up.txt'):\n    try: print('FOUND', open(name).read())\n    except OSError: print('no')"
    folder = hand_in(course, student, changed(after=look))
    (folder / "data.csv").symlink_to("/etc/passwd")
    (folder / "up.txt").symlink_to("../../../gradebook.db")


@case()
def data_beside_the_notebook(course, student):
    own = "values_read = np.loadtxt('mine.csv')\nassert values_read.sum() == 6\ndef own_sum(v): return sum(v)"
    folder = hand_in(
        course,
        student,
        changed(before=own, total="def total(values):\n    assert values_read.size == 3\n    return own_sum(values)"),
    )
    (folder / "mine.csv").write_text("1\n2\n3\n")


@case()
def modules_that_shadow(course, student):
    folder = hand_in(course, student, honest())
    for name in (
        "numpy.py",
        "ipykernel_launcher.py",
        "sitecustomize.py",
        "usercustomize.py",
        "json.py",
        "codec.py",
        "student.py",
    ):
        (folder / name).write_text("raise SystemExit('imported what was handed in')")
    (folder / "utils").mkdir()
    (folder / "utils" / "__init__.py").write_text("raise SystemExit('imported what was handed in')")


@case()
def script_in_file_names(course, student):
    folder = hand_in(course, student, honest())
    (folder / "<script>alert(1)<").mkdir()
    (folder / "<img src=x onerror=alert(1)>.csv").write_text("1")


# -- cells ---------------------------------------------------------------------------------------------------------


@case(square=0.0)
def edited_test_cell(course, student):
    hand_in(course, student, changed(square=WRONG, **{"square-test": "assert True"}))


@case(square=0.0)
def deleted_test_cell_and_wrong(course, student):
    hand_in(course, student, [each for each in changed(square=WRONG) if each["id"] != "square-test"])


@case()
def deleted_test_cell(course, student):
    hand_in(course, student, [each for each in honest() if each["id"] != "square-test"])


@case(square=0.0)
def deleted_solution_cell(course, student):
    hand_in(course, student, [each for each in honest() if each["id"] != "square"])


@case()
def deleted_imports(course, student):
    hand_in(course, student, [each for each in honest() if each["id"] != "imports"])


@case()
def duplicated_test_cell(course, student):
    cells = honest()
    hand_in(course, student, cells[:3] + [cells[2]] * 3 + cells[3:])


@case()
def duplicated_solution_cell(course, student):
    cells = honest()
    stub = {**cells[1], "source": "def square(x):\n    raise NotImplementedError()"}
    hand_in(course, student, [cells[0], {**cells[1], "source": WRONG}, cells[1], *cells[2:], stub][:-1])


@case()
def reordered_cells(course, student):
    hand_in(course, student, honest()[::-1])


@case()
def changed_points(course, student):
    cells = changed(total="def total(values): return sum(values)")
    for each in cells:
        if "points" in each["metadata"].get("nbgrader", {}):
            each["metadata"]["nbgrader"]["points"] = 1000
    hand_in(course, student, cells)


@case()
def changed_ids(course, student):
    cells = honest()
    for each in cells:
        each["id"] = each["id"][::-1]
        each["metadata"].pop("nbgrader", None)
    hand_in(course, student, cells)


@case(square=0.0)
def swapped_roles(course, student):
    cells = changed(square=WRONG)
    cells[2]["metadata"]["nbgrader"] |= {"grade": False, "solution": True, "locked": False}
    cells[2]["source"] = "assert True"
    cells[1]["metadata"]["nbgrader"] |= {"grade": True, "points": 3}
    hand_in(course, student, cells)


@case(square=0.0)
def forged_outputs(course, student):
    cells = changed(square=WRONG)
    cells[2]["outputs"] = [
        {"output_type": "execute_result", "data": {"text/plain": "3"}, "metadata": {}, "execution_count": 1}
    ]
    hand_in(course, student, cells)


@case()
def helper_in_an_experiment(course, student):
    hand_in(
        course, student, changed(play="def helper(x):\n    return x * x", square="def square(x):\n    return helper(x)")
    )


@case()
def helper_in_a_markdown_cell_of_another_id(course, student):
    cells = changed(square="def square(x):\n    return helper(x)")
    cells.insert(4, cell("mine", "def helper(x):\n    return x * x"))
    hand_in(course, student, cells)


@case()
def scripts_everywhere(course, student):
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)><a href='javascript:alert(1)'>x</a><iframe srcdoc=x></iframe>"
    own = f"from IPython.display import HTML, SVG, Javascript, Markdown, display\ndisplay(HTML({evil!r}), Markdown({evil!r}), Javascript('alert(1)'))\nprint({evil!r})\nraise ValueError({evil!r})"
    cells = changed(after=own)
    cells[3]["source"] = evil
    cells.insert(3, cell("mine", evil + "\n\n[x](javascript:alert(1))", kind="markdown"))
    cells.insert(3, cell("raw", evil, kind="raw"))
    cells[0]["outputs"] = [{"output_type": "display_data", "data": {"text/html": evil}, "metadata": {}}]
    hand_in(course, student, cells)


@case()
def lone_surrogates(course, student):
    cells = changed(after="print('\\ud800')\nprint('a\\udfff', flush=True)\nx = '\\ud83d'\nx")
    cells[3]["source"] = "\ud800 in words"
    cells.insert(2, cell("own", "s = '\ud801'"))
    hand_in(course, student, cells)


simple(
    "warnings-and-stderr",
    {},
    square="import sys, warnings\ndef square(x):\n    warnings.warn('hot')\n    print('x', file=sys.stderr)\n    print('y')\n    return x * x",
)
simple(
    "float-for-int",
    {},
    total="def total(values):\n    return float(sum(values))",
    answer="answer = np.float64(2) ** 0.5",
)
simple("zero-dimensional", {}, total="def total(values):\n    return np.array(sum(values))")
simple("syntax-error", {"square-test": 0.0}, square="def square(x)\n    return x")
simple("error-in-an-own-cell", {}, before="1 / 0")
simple("magics", {}, before="%matplotlib inline\n%time 1\n!true\n%%timeit -n1 -r1\n")
simple(
    "changes-its-input",
    {"square-test": 0.0},
    square="def square(x):\n    if isinstance(x, np.ndarray):\n        x *= x\n        return x\n    return x * x",
)
simple("redefined-later", {}, after="def square(x):\n    return 0\nanswer = 9")
simple("input", {}, before="name = input()")
simple("sys-exit", {}, before="import sys\nsys.exit(0)")
simple("sys-exit-in-the-function", {"square-test": 0.0}, square="import sys\ndef square(x):\n    sys.exit(0)")
simple("quit", {}, before="quit()\nexit()")
simple("os-exit", {}, before="import os\nos._exit(0)")
simple("os-exit-in-a-solution", {"square-test": 0.0}, square="import os\nos._exit(0)\ndef square(x):\n    return x * x")
simple("os-exit-in-the-function", {"square-test": 0.0}, square="import os\ndef square(x):\n    os._exit(0)")
simple(
    "os-exit-in-every-cell",
    {"square-test": 0.0, "total-test": 0.0, "answer-test": 0.0},
    **dict.fromkeys(("square", "total", "answer", "before", "after"), "import os\nos._exit(0)"),
)
simple("segfault", {}, before="import ctypes\nctypes.string_at(0)")
simple("abort", {"total-test": 0.0}, total="import os\ndef total(values):\n    os.abort()")
simple("endless-cell", {}, before="while True:\n    pass")
simple("endless-function", {"square-test": 0.0}, square="def square(x):\n    while True:\n        pass")
simple(
    "endless-and-deaf",
    {"total-test": 0.0},
    total="import signal\ndef total(values):\n    signal.signal(signal.SIGINT, signal.SIG_IGN)\n    while True:\n        try:\n            while True: pass\n        except BaseException: pass",
)
simple(
    "stops-itself",
    {"square-test": 0.0},
    square="import os, signal\ndef square(x):\n    os.kill(os.getpid(), signal.SIGSTOP)",
)
simple("sleeps", {"answer-test": 0.0}, answer="import time\ntime.sleep(1000)\nanswer = 2 ** 0.5")
simple(
    "endless-recursion",
    {"square-test": 0.0},
    square="import sys\nsys.setrecursionlimit(10**8)\ndef square(x):\n    return square(x)",
)
simple(
    "endless-iterator",
    {"square-test": 0.0},
    square="import itertools\ndef square(x):\n    return list(itertools.count())",
)
simple("memory-bomb", {}, before="x = []\nwhile True:\n    x.append(bytearray(50_000_000))")
simple(
    "memory-bomb-in-children",
    {},
    before="import os, time\nfor _ in range(40):\n    if os.fork() == 0:\n        x = bytearray(b'1') * 300_000_000\n        time.sleep(60)\n        os._exit(0)\ntime.sleep(60)",
)
simple(
    "memory-bomb-in-tmp",
    {},
    before="with open('/tmp/x', 'wb') as f:\n    while True:\n        f.write(bytes(10_000_000))",
)
simple("many-tiny-files", {}, before="for i in range(10**6):\n    open(f'/tmp/{i}', 'w').close()")
simple("fork-bomb", {}, before="import os\nwhile True:\n    os.fork()")
simple(
    "thread-bomb",
    {},
    before="import threading, time\nwhile True:\n    threading.Thread(target=time.sleep, args=(100,), daemon=True).start()",
)
simple("shell-fork-bomb", {}, before="import os\nos.system(':(){ :|:& };:')")
simple("all-descriptors", {}, before="kept = []\nwhile True:\n    kept.append(open('/dev/null'))")
simple("closed-descriptors", {}, before="import os\nos.closerange(0, 1000)")
simple("prints-without-end", {}, before="while True:\n    print('x' * 1000)")
simple("one-long-line", {}, before="print('x' * 50_000_000)")
simple("writes-to-descriptor-1", {}, before="import os\nwhile True:\n    os.write(1, b'x' * 100_000)")
simple("displays-without-end", {}, before="from IPython.display import display\nwhile True:\n    display({'a': 1})")
simple(
    "clears-and-updates",
    {},
    before="from IPython.display import clear_output, display\nh = display(1, display_id=True)\nh.update(2)\nclear_output()\nclear_output(wait=True)\nprint('after')",
)
simple("breaks-stdout", {}, before="import sys\nsys.stdout = None\nsys.stderr = None\nsys.__stdout__ = None")
simple("breaks-the-shell", {}, before="get_ipython().run_cell = None\nget_ipython().user_ns.clear()")
simple(
    "breaks-builtins",
    {},
    after="import builtins\nfor name in ('print', 'len', 'isinstance', 'type', 'open', 'getattr', 'list', 'dict'):\n    delattr(builtins, name)",
)
simple("alarm", {}, before="import signal\nsignal.alarm(1)\nimport time\ntime.sleep(3)")
simple(
    "timer-that-kills",
    {},
    before="import threading, os\nthreading.Timer(0.05, os._exit, (1,)).start()\nimport time\ntime.sleep(1)",
)
simple(
    "children-left-behind",
    {},
    before="import subprocess, os\nsubprocess.Popen(['sleep', '1000'], start_new_session=True)\nif os.fork() == 0:\n    os.setsid()\n    import time\n    time.sleep(1000)",
)
simple(
    "changes-folder",
    {},
    before="import os, shutil\nos.chdir('/')\nshutil.rmtree('/submission', ignore_errors=True)\nos.umask(0o777)",
)
simple("raises-interrupt", {"total-test": 0.0}, total="def total(values):\n    raise KeyboardInterrupt")
simple(
    "raises-base-exception",
    {"total-test": 0.0},
    total="class Odd(BaseException):\n    def __str__(self): raise ValueError\ndef total(values):\n    raise Odd",
)
simple(
    "raises-generator-exit", {"total-test": 0.0}, total="def total(values):\n    raise StopIteration(GeneratorExit())"
)

simple(
    "an-answer-that-numpy-cannot-read",
    {"square-test": 0.0, "total-test": 0.0},
    after="import sys\nsys.modules['graders.checks.codec'].encode = lambda v, *a: {'generator': {'dict': [['bit_generator', 'PCG64'], ['has_uint32', 0], ['uinteger', 0], ['state', {'array': ['float64', [1], '']}]]}}",
)
simple(
    "pictures-without-end",
    {},
    before="from IPython.display import display\nfor _ in range(40):\n    get_ipython().outputs.pictures = 10**9\n    display({'image/png': 'A' * 2_000_000}, raw=True)",
)
simple(
    "markup-that-takes-long-to-clean",
    {},
    before="from IPython.display import HTML, display\nget_ipython().outputs.room = 10**9\nfor _ in range(4):\n    display(HTML('<li><ul>' * 60_000))",
)


@case()
def pasted_pictures_that_are_bombs(course, student):
    cells, bundle = (
        honest(),
        {"image/png": base64.b64encode(PNG_BOMB).decode(), "text/html": "<script>alert(1)</script>"},
    )
    names = ["a.png", "../../a.png", 'a"onerror=alert(1) b', *(f"{number}.png" for number in range(3000))]
    mine = cell(
        "mine", "".join(f"![a](attachment:{name}) ![a](<attachment:{name}>)" for name in names[:60]), "markdown"
    )
    mine["attachments"] = dict.fromkeys(names, bundle) | {"x": None, "y": {"image/svg+xml": ["<svg onload=alert(1)>"]}}
    hand_in(course, student, [*cells[:3], mine, *cells[3:]])


@case()
def formulas_without_end(course, student):
    cells = honest()
    for number, text in enumerate(
        ["$" + "{" * 19_000 + "$", "$" + "a^{" * 6000 + "$", "![a](attachment:x)", "$$" + r"\sqrt" * 3900 + "$$"]
    ):
        cells.insert(3, cell(f"mine-{number}", text, kind="markdown"))
    hand_in(course, student, cells)


simple(
    "html-that-grows-when-it-is-cleaned",
    {},
    before="from IPython.display import HTML, display\nget_ipython().outputs.room = 10**9\nfor _ in range(30):\n    display(HTML('<p>' + ''.join(f'<b id={i}>' for i in range(1500)) + '<p>x' * 3500))",
)
simple(
    "pictures-of-a-billion-points",
    {},
    before="import base64, struct\nfrom IPython.display import display\nhead = base64.b64encode(b'\\x89PNG\\r\\n\\x1a\\n\\0\\0\\0\\rIHDR' + struct.pack('>II', 30_000, 30_000) + bytes(50)).decode()\nfor _ in range(40): display({'image/png': head}, raw=True)",
)


@case()
def brackets_that_stay_open(course, student):
    cells = honest()
    for number, text in enumerate(["$" + "(" * 40 + "$", "$$" + "[" * 40 + "$$", "$" + r"\left(" * 40 + "$"] * 10):
        cells.insert(3, cell(f"mine-{number}", text, kind="markdown"))
    hand_in(course, student, cells)


@nothing()
def numbers_of_a_million_digits(course, student):
    hand_in(course, student, b'{"cells": [' + b"9" * 1_000_000 + b"]}")


@case()
def markup_that_would_run(course, student):
    cells = honest()
    for number, text in enumerate(LIVE):
        cells.insert(3, cell(f"mine-{number}", text, kind=("markdown", "raw")[number % 2]))
        cells.insert(3, cell(f"also-{number}", text, kind=("raw", "markdown")[number % 2]))
    cells.append(
        cell(
            "shown",
            f"from IPython.display import HTML, Markdown, SVG, Latex, display\nfor text in {LIVE!r}:\n    for kind in (HTML, Markdown, Latex): display(kind(text))\n    print(text)",
        )
    )
    hand_in(course, student, cells)


@case()
def a_time_that_no_clock_shows(course, student):
    folder = hand_in(course, student, honest())
    (folder / "timestamp.txt").write_text("1h9999999999999999999999999999999y")


@case(square=0.0)
def experiments_that_take_long_to_parse(course, student):
    cells = changed(square="pass")
    for number, source in enumerate(
        ["x = = 1\n" + "!ls\n" * 400 + "y = 1\n" * 30_000, "-" * 60_000 + "1", "a" + ".b" * 60_000]
    ):
        cells.append(cell(f"mine-{number}", source, tags=["experiment"]))
    hand_in(course, student, cells)


@case()
def a_terminal_in_a_file_name(course, student):
    folder = hand_in(course, student, honest())
    (folder / "\x1b[2J\nP1: 40 graded, 0 ungraded.ipynb").write_text("{}")


@case()
def a_name_that_is_not_utf8(course, student):
    folder = hand_in(course, student, honest())
    with open(os.path.join(os.fsencode(folder), b"\xff" * 251 + b".csv"), "wb") as file:
        file.write(b"1,2")


# -- answers that are not what they seem -----------------------------------------------------------------------------

attack(
    "always-equal",
    "class E:\n    def __eq__(s, o): return True\n    def __array__(s, *a, **k): return np.zeros(5)\ndef square(x):\n    return E()",
)
attack(
    "always-equal-int",
    "class E(int):\n    def __eq__(s, o): return True\n    __hash__ = int.__hash__\ndef square(x):\n    return E(9)",
)
attack(
    "always-equal-array",
    "class E(np.ndarray):\n    def __eq__(s, o): return np.ones(5, bool)\ndef square(x):\n    return np.zeros(5).view(E)",
)
attack(
    "class-that-lies",
    "class E:\n    __class__ = int\n    def __eq__(s, o): return True\ndef square(x):\n    return E()",
)
attack("lazy-answer", "def square(x):\n    return (x * x for _ in range(1))")
attack("object-array", "def square(x):\n    return np.array([None] * 5, dtype=object)")
attack("dict-of-a-subclass", "class D(dict):\n    def __eq__(s, o): return True\ndef square(x):\n    return D()")
attack("nested-answer", "def square(x):\n    a = []\n    for _ in range(100_000):\n        a = [a]\n    return a")
attack("circular-answer", "def square(x):\n    a = []\n    a.append(a)\n    return a")
attack("giant-answer", "def square(x):\n    return np.zeros(200_000_000, np.int8)")
attack("giant-number", "def square(x):\n    return 10 ** 10_000")
attack("giant-broadcast", "def square(x):\n    return np.broadcast_to(np.float64(1), (1 << 20, 1 << 20))")
attack("right-for-the-visible-case", "def square(x):\n    return 9 if type(x) is int else 0")
attack("not-a-number", "def square(x):\n    return float('nan')")

# -- what runs in the student's process stays there -------------------------------------------------------------------

attack(
    "patched-numpy",
    WRONG,
    before="np.array_equal = np.allclose = np.all = lambda *a, **k: True\nnp.testing.assert_allclose = lambda *a, **k: None",
)
attack(
    "ast-transformer",
    WRONG,
    before="import ast\nclass Drop(ast.NodeTransformer):\n    def visit_Assert(self, node): return ast.Pass()\nget_ipython().ast_transformers.append(Drop())\nget_ipython().input_transformers_cleanup.append(lambda lines: [line.replace('assert', '#') for line in lines])",
)
attack("display-hook", "import sys\ndef square(x):\n    sys.displayhook(3)\n    print(3)\n    return 0")
attack(
    "patched-builtins",
    WRONG,
    before="import builtins\nbuiltins.AssertionError = type('E', (Exception,), {})\nbuiltins.isinstance = lambda *a: True",
)
attack(
    "patched-excepthook",
    WRONG,
    before="get_ipython().showtraceback = lambda *a, **k: None\nget_ipython().set_custom_exc((BaseException,), lambda *a, **k: None)",
)
attack(
    "looks-in-frames",
    """import sys, gc
def square(x):
    frame = sys._getframe()
    while frame:
        for value in [*frame.f_locals.values(), *frame.f_code.co_consts, *frame.f_globals.values()]:
            if type(value) is str and any(word[::-1] in value for word in ('tupni_terces', 'sdrow neddih')): print('FO' + 'UND', value)
        frame = frame.f_back
    for thing in gc.get_objects():
        try:
            if type(thing) is dict and any(word[::-1] in str(thing) for word in ('tupni_terces', 'sdrow neddih')): print('FO' + 'UND', thing)
        except Exception: pass
    return 0""",
    after="square(2)",
)
simple(
    "patched-codec",
    {"square-test": 0.0, "total-test": 0.0, "answer-test": 0.0},
    square=WRONG,
    before="""import sys
codec = sys.modules['graders.checks.codec']
codec.encode = lambda v, *a: {'array': ['float64', [10**9, 10**9], '']}""",
)
for number, lie in enumerate([
    "{'array': ['object', [1], '']}", "{'array': ['float64', [-1], '']}", "{'array': ['float64', [0] * 100, '']}",
    "{'array': ['float64', ['1'], 'AAAAAAAAAAA=']}", "{'generator': {'dict': [['state', 1]]}}", "{'float': '__import__'}",
    "{'dict': [[{'dict': []}, 1]]}", "{'scalar': ['float64', [2], 'AAAAAAAAAAAAAAAAAAAAAA==']}", "[[[[]]]] * 100_000", "{'tuple': None}", "{}", "{'int': '9', 'float': 'nan'}",
    "{'scalar': {'toString': 1}}", "None",
]):  # fmt: skip
    simple(
        f"lying-codec-{number}",
        {"square-test": 0.0, "total-test": 0.0},
        square=WRONG,
        after=f"import sys\nsys.modules['graders.checks.codec'].encode = lambda v, *a: {lie}",
    )
simple(
    "lying-arguments",
    {"square-test": 0.0, "total-test": 0.0},
    square=WRONG,
    after="import sys\nmodule = sys.modules['graders.engine.inside.student_process']\nmodule.call = lambda *a: {'value': None, 'after': [{'tuple': [{'array': ['float64', [3], 'x']}]}, {}], 'printed': 5}",
)
FORGE = """import json, os, socket, stat, threading, time
def forge():
    lines = [{'op': 'answer', 'id': 'x', 'value': 9}, {'op': 'verdict', 'outcome': 'right', 'partial': None, 'words': '', 'printed': '', 'undefined': None},
             {'op': 'ran', 'status': 'ok', 'outputs': []}, {'op': 'done'}, {'op': 'snapshot', 'found': {}}, {'op': 5}, 7, [1]]
    for number in range(3, 64):
        try:
            if stat.S_ISSOCK(os.fstat(number).st_mode):
                for line in lines: os.write(number, json.dumps(line).encode() + b'\\n')
        except OSError: pass
"""
attack("forged-messages-in-the-function", FORGE + "def square(x):\n    forge()\n    return 0")
CASES["forged-messages-later"] = (
    lambda course, student: hand_in(course, student, changed(square=FORGE + WRONG, after="def late():\n    while True:\n        time.sleep(0.001)\n        forge()\nthreading.Thread(target=late, daemon=True).start()")),
    {"square-test": 0.0, "total-test": {0.0, 2.0}, "answer-test": 1.0},
)  # fmt: skip
CASES["reads-our-socket"] = (
    lambda course, student: hand_in(course, student, changed(square=WRONG, after="import os, threading\nfor n in range(3, 20):\n    threading.Thread(target=lambda n=n: os.read(n, 10**6), daemon=True).start()")),
    {"square-test": 0.0, "total-test": {0.0, 2.0}, "answer-test": 1.0},
)  # fmt: skip
attack(
    "garbage-on-our-socket",
    "import os\ndef square(x):\n    for n in range(3, 20):\n        try: os.write(n, b'\\xff\\n{{{\\n')\n        except OSError: pass\n    return 0",
)
attack(
    "flood-on-our-socket",
    "import os, stat\ndef square(x):\n    for n in range(3, 20):\n        try:\n            while stat.S_ISSOCK(os.fstat(n).st_mode): os.write(n, b'x' * 1_000_000)\n        except OSError: pass\n    return 0",
)
attack("child-that-answers", "import os\ndef square(x):\n    os.fork()\n    return 0")
attack(
    "kills-everything",
    "import os, signal\ndef square(x):\n    for pid in (os.getppid(), 1, 2, 3, -1, 0):\n        try: os.kill(pid, 9)\n        except OSError: pass\n    return 0",
)
attack(
    "signals-everything",
    "import os, signal\ndef square(x):\n    for pid in (os.getppid(), 1, -1):\n        for n in range(1, 32):\n            if n not in (9, 19): \n                try: os.kill(pid, n)\n                except OSError: pass\n    return 0",
)
attack("error-that-names-a-name", "def square(x):\n    raise NameError(\"name 'play' is not defined\")")
attack(
    "error-with-markup",
    "def square(x):\n    raise type('<script>alert(1)</script>', (Exception,), {})('<script>alert(1)</script>\\x1b[31m\\ud800')",
)
attack(
    "prints-the-hidden-input",
    "SEEN = []\ndef square(x):\n    SEEN.append(repr(x))\n    raise TypeError('FO' + 'UND' + repr(SEEN)) if not isinstance(x, int) else 0",
    after="print(*['FO' + 'UND' + s for s in SEEN])",
)
attack(
    "wrong-type-error-only",
    "def square(x):\n    if isinstance(x, int): return 9\n    raise ValueError('FO' + 'UND' + repr(x))",
)

# -- what must not be seen, reached or left behind ---------------------------------------------------------------------

simple(
    "looks-at-files",
    {},
    before=f"secret = {SECRET}\n"
    + """import os
for top, folders, files in os.walk('/'):
    if top.startswith(('/proc', '/sys', '/usr', '/env/lib/python')): folders.clear()
    for name in files:
        path = os.path.join(top, name)
        if name.endswith(('gradebook.db', '.jsonl', '.ipynb')) and not top.startswith('/env'):
            print('FOUND', path)
        ours = top.startswith(('/opt', '/course', '/project', '/submission')) and path.endswith(secret)
        if not top.startswith('/env') and ('/submitted' in path or '/exercises/' in path) or ours:
            print('FOUND', path)
print('looked')""",
)
simple(
    "imports-the-references",
    {},
    before="""for name in ('utils.initializers', 'graders.exercises', 'graders.build_key', 'graders.exercise', 'graders.engine.judge', 'graders.engine.inside.judge_process', 'tools'):
    try:
        __import__(name)
        print('FOUND', name)
    except ImportError: pass
print('looked')""",
)
simple(
    "looks-at-the-environment",
    {},
    before="""import os
for name in os.environ:
    if any(word in name.upper() for word in ('GRADE', 'COURSE', 'JUPYTER', 'SECRET', 'TOKEN', 'PYTEST', 'SEED')): print('FOUND', name)
for entry in open('/proc/1/environ').read().split('\\0') if os.access('/proc/1/environ', os.R_OK) else (): print('FOUND', entry)
print('looked')""",
)
simple(
    "looks-at-processes",
    {},
    before="""import os
pids = [int(n) for n in os.listdir('/proc') if n.isdigit()]
if len(pids) > 2: print('FOUND', pids)
for pid in pids:
    if pid == os.getpid(): continue
    for name in ('mem', 'environ', 'maps', 'fd', 'cwd', 'root'):
        try:
            path = f'/proc/{pid}/{name}'
            data = os.listdir(path) if name == 'fd' else os.readlink(path) if name in ('cwd', 'root') else open(path, 'rb').read(10)
            print('FOUND', path, data)
        except OSError: pass
print('looked')""",
)
simple(
    "traces-processes",
    {},
    before="""import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
buffer = ctypes.create_string_buffer(64)
for pid in (1, os.getppid()):
    if libc.ptrace(16, pid, 0, 0) == 0: print('FOUND a way to trace', pid)
    if libc.syscall(310, pid, buffer, 1, buffer, 1, 0) > 0: print('FOUND a way to read', pid)
print('looked')""",
)
simple(
    "leaves-its-namespaces",
    {},
    before="""import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
for name, args in (('unshare', (0x10000000,)), ('unshare', (0x20000,)), ('mount', (b'none', b'/', None, 4096, None)), ('umount2', (b'/tmp', 2)),
                   ('chroot', (b'/tmp',)), ('setns', (3, 0)), ('pivot_root', (b'/', b'/')), ('setuid', (0,)), ('syscall', (435, 0, 0)), ('syscall', (425, 1, 0))):
    function = getattr(libc, name)
    if function(*args) == 0: print('FOUND', name)
if 'CapEff:\\t0000000000000000' not in open('/proc/self/status').read(): print('FOUND capabilities')
if 'NoNewPrivs:\\t1' not in open('/proc/self/status').read(): print('FOUND new privileges')
print('looked')""",
)
simple(
    "reaches-the-network",
    {},
    before="""import socket
for family, address in ((socket.AF_INET, ('127.0.0.1', 22)), (socket.AF_INET, ('1.1.1.1', 53)), (socket.AF_INET6, ('::1', 22))):
    try:
        with socket.socket(family, socket.SOCK_DGRAM if address[1] == 53 else socket.SOCK_STREAM) as s:
            s.settimeout(1); s.connect(address); s.send(b'x'); print('FOUND', address)
    except OSError: pass
try: socket.socket(40, socket.SOCK_STREAM); print('FOUND vsock')
except OSError: pass
if [name for _, name in socket.if_nameindex() if name != 'lo']: print('FOUND', socket.if_nameindex())
print('looked')""",
)
simple(
    "writes-everywhere",
    {},
    before="""import os, sys
for folder in ('/', '/course', '/opt/engine', '/env', '/usr', '/etc', '/proc/sys', '/dev', *filter(None, sys.path)):
    try:
        open(os.path.join(folder, 'marker'), 'w').close()
        print('FOUND', folder)
    except OSError: pass
for folder in ('/tmp', '/submission', '/dev/shm'):
    open(os.path.join(folder, 'marker'), 'w').close()
print('looked')""",
)
simple(
    "finds-what-others-left",
    {},
    before="""import os
for folder in ('/tmp', '/submission', '/dev/shm'):
    if 'marker' in os.listdir(folder): print('FOUND a marker in', folder)
    for name in set(os.listdir(folder)) - {'matplotlib', 'ipython'}: print('seen', name)
print('looked')""",
)
simple(
    "setuid-programs",
    {},
    before="import subprocess, os\nfor command in (['su', '-c', 'id'], ['mount'], ['sudo', '-n', 'id'], ['unshare', '-r', 'id']):\n    try:\n        out = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, timeout=2).stdout\n        if b'uid=0' in out: print('FOUND', out)\n    except (OSError, subprocess.TimeoutExpired): pass\nif os.getuid() == 0: print('FOUND root')\nprint('looked')",
)
simple(
    "descriptors-of-ours",
    {},
    before="""import os
for n in os.listdir('/proc/self/fd'):
    try: target = os.readlink(f'/proc/self/fd/{n}')
    except OSError: continue
    if target.startswith('/') and not target.startswith(('/dev/', '/usr', '/env', '/tmp', '/proc')) and '.pyenv' not in target and 'matplotlib' not in target: print('FOUND', target)
print('looked')""",
)

# -- by somebody who read the engine's code for its weakest places -----------------------------------------------------

simple(
    "memory-bomb-that-is-no-process-s",
    {},
    before="""import ctypes, os, signal
libc = ctypes.CDLL(None, use_errno=True)
for name, arguments in (('memfd_create', (b'x', 0)), ('shmget', (0, 1 << 30, 0o1600)), ('semget', (0, 1, 0o1600)), ('msgget', (0, 0o1600)), ('mq_open', (b'/x', os.O_CREAT | os.O_RDWR, 0o600, None))):
    if getattr(libc, name)(*arguments) >= 0: print('FOUND', name)
print('looked')""",
)
simple(
    "memory-bomb-in-shared-memory",
    {},
    before="import time\nfor folder in ('/dev/shm', '/tmp', '/submission'):\n    try:\n        with open(f'{folder}/x', 'wb') as f:\n            for _ in range(250): f.write(bytes(1 << 20))\n    except OSError: pass\ntime.sleep(1)\nprint('FOUND 750 MB, and 600 are allowed')",
)
simple(
    "processor-bomb",
    {},
    before="import os\nfor _ in range(110):\n    try:\n        if os.fork() == 0:\n            while True: pass\n    except OSError: break",
)
simple(
    "jpegs-and-gifs-of-a-billion-points",
    {},
    before="import base64, struct\nfrom IPython.display import display\njpeg = b'\\xff\\xd8\\xff\\xe0\\0\\x04ab\\xff\\xff\\xc2\\0\\x11\\x08' + struct.pack('>HH', 65_000, 65_000) + bytes(50)\ngif = b'GIF89a' + struct.pack('<HH', 65_000, 65_000) + bytes(50)\nfor _ in range(40):\n    for kind in ('png', 'jpeg', 'gif'):\n        for data in (jpeg, gif): display({f'image/{kind}': base64.b64encode(data).decode()}, raw=True)",
)


@case()
def megabytes_of_metadata(course, student):
    cells = honest()
    cells[1]["metadata"]["more"] = [{} for _ in range(300_000)]
    cells[4]["metadata"]["tags"] = ["x"] * 300_000
    cells[6]["metadata"]["nbgrader"]["grade_id"] = ["answer"]
    book = notebook(cells)
    book["metadata"]["widgets"] = {"application/vnd.jupyter.widget-state+json": {"state": {"x": "y" * 1_000_000}}}
    hand_in(course, student, json.dumps(book).encode())


@case(square=0.0)
def two_lists_of_cells(course, student):
    first, second = (json.dumps(notebook(cells))[1:-1] for cells in (honest(), changed(square=WRONG)))
    hand_in(course, student, f"{{{first}, {second}}}".encode())


@case()
def markdown_that_takes_long(course, student):
    cells = honest()
    for number, text in enumerate([
        ">" * 20_000 + "x", "- " * 9000 + "x", "[" * 40_000, "![" * 20_000 + "x", "*a_ " * 10_000, "<!--" * 10_000, "`" * 40_000,
        "[a]: <" * 9000, "|a" * 3000 + "\n" + "|-" * 3000 + "\n" + ("|x" * 30 + "\n") * 900, "a@" * 20_000, "&#x" * 10_000, "$" * 40_000,
        "\n".join(f"[a{n}]: a{n + 1}" for n in range(3000)), "<a href='" * 5000, "\\" * 40_001, "http://" * 8000, "$$\\begin{matrix}" * 1500,
    ]):  # fmt: skip
        cells.insert(3, cell(f"mine-{number}", text, kind="markdown"))
    hand_in(course, student, cells)


@case()
def names_without_end(course, student):
    source = "".join(f"a{number}=1\n" for number in range(100_000))
    cells = honest() + [cell(f"mine-{number}", source, tags=["experiment"]) for number in range(20)]
    hand_in(course, student, cells)


@case()
def names_that_turn_round(course, student):
    folder = hand_in(course, student, changed(before="\u202ecsv.\u2066 = 1 / 0"))
    (folder / "grades \u202evsc.ipynb").write_text("{}")


simple(
    "markup-in-what-is-passed-over",
    {},
    before="import nothing_of_that_name  # <script>alert(1)</script> \x1b[2J\nx = missing  # <img src=x onerror=alert(1)>\nfor y in z: print('<script>')",
    square="import nothing_of_that_name as _  # <script>alert(1)</script>\ndef square(x):\n    return x * x",
)
simple("a-name-in-other-letters", {}, square="def ｓｑｕａｒｅ(x):\n    return x * x")
simple(
    "writes-what-is-graded",
    {},
    after="""import os
for name in ('p.ipynb', 'timestamp.txt', 'P.IPYNB', 'index.html', '=1+1.csv', '-x.csv', '.x.csv', 'a\\nb.csv', 'con.csv', 'x.csv.html', 'x' * 250 + '.csv'):
    try: open(name, 'w').write('FO' + 'UND')
    except OSError: pass
os.symlink('/etc/passwd', 'link.csv'); os.mkfifo('pipe.csv'); os.mkdir('folder.csv')
os.truncate(open('large.csv', 'w').name, 200 << 20)
print('looked')""",
)
attack(
    "a-module-of-ones-own-for-numpy",
    WRONG,
    before="class np:\n    array_equal = staticmethod(lambda *a: True)\n    random = __import__('numpy').random",
)
attack(
    "a-test-s-own-name",
    "before = expected = globals()['secret_' + 'input'] = np.zeros(5)\ndef square(x):\n    return before",
    after="rng = values = AssertionError = None",
)
attack("billion-laughs", "def square(x):\n    a = ['lol']\n    for _ in range(30): a = [a] * 10\n    return a")
attack(
    "billion-laughs-in-dicts",
    "def square(x):\n    a = {'a': 1}\n    for _ in range(60): a = {'a': a, 'b': a}\n    return a",
)
attack(
    "an-error-with-a-name-of-a-megabyte",
    "def square(x):\n    raise type('X' * 1_000_000, (ValueError,), {'__str__': lambda s: 'y' * 30_000_000})()",
)
attack(
    "an-error-from-ten-thousand-frames",
    "import sys\nsys.setrecursionlimit(12_000)\ndef square(x, n=9000):\n    if n: return square(x, n - 1)\n    raise ExceptionGroup('a', [ValueError(str(k)) for k in range(2000)])",
)
attack("a-decimal-without-end", "import decimal\ndef square(x):\n    return decimal.Decimal('1E+999999999')")
attack("a-fraction-without-end", "import fractions\ndef square(x):\n    return fractions.Fraction(1, 1 << 20_000_000)")
attack("keys-of-a-megabyte", "def square(x):\n    return {'<script>' * 100_000: x, 'FO' + 'UND': 1}")
simple(
    "a-number-that-multiplies-as-it-likes",
    {"answer-test": 0.0},
    answer="class F(float):\n    def __mul__(self, other): return 2.0\n    def __sub__(self, other): return 0.0\nanswer = F(1)",
)
simple(
    "an-answer-that-changes-its-mind",
    {"square-test": 0.0, "total-test": 0.0, "answer-test": 0.0},
    answer="answer = np.float64(0)",
    after="import sys\nhandles = sys.modules['graders.engine.inside.handles']\nold = handles.codec.encode\nhandles.codec.encode = lambda v, *a: old(2 ** 0.5, *a)",
)
attack(
    "a-hint-of-its-own",
    WRONG,
    after="import sys\nfor name, module in list(sys.modules.items()):\n    if 'hint' in name or name in ('student_process', 'graders.engine.inside.student_process'):\n        for word in ('search', 'find', 'hint', 'spots'):\n            if hasattr(module, word): setattr(module, word, lambda *a, **k: [[-1, 10**9, '<script>FO' + 'UND</script>']] * 1000)",
)

# -- plain tests with callbacks and objects: {name: (answer, test)}, each of which must be wrong ------------------------

PATCH = "import sys\nhandles = sys.modules['graders.engine.inside.handles']\n"
PLAIN = {
    "a-callback-that-never-ends": ("def f(g):\n    while True:\n        try: g(1)\n        except Exception: pass", "f(lambda x: x)"),
    "a-callback-with-forged-arguments": (PATCH + "def f(g):\n    back = handles.codec.encode\n    handles.codec.encode = lambda v, *a: {'reference': ['handle', '#99999']}\n    try: return g(1)\n    finally: handles.codec.encode = back", "assert f(lambda x: 5) == 5"),
    "a-callback-with-a-forged-number": (PATCH + "def f(g):\n    g.__dict__['_number'] = 10**9\n    return g(1)", "assert f(lambda x: 5) == 5"),
    "a-callback-that-takes-long": ("def f(g): return g(10**8)", "import time\nassert f(lambda n: time.sleep(n)) is None"),
    "a-callback-that-takes-all-memory": ("def f(g): return g(10**12)", "assert f(lambda n: [0] * n) == 1"),
    "a-callback-whose-failure-is-swallowed": ("class Sly: pass\ndef f(g):\n    try: g(Sly())\n    except BaseException: pass\n    return 1", "def g(x): return x + 1\nassert f(g) == 1"),
    "a-callback-after-the-call": ("import threading, time\nkept = []\ndef late():\n    time.sleep(0.05)\n    try: kept.append(kept[0](1))\n    except Exception as e: kept.append('refused')\ndef f(g):\n    kept.append(g)\n    threading.Thread(target=late).start()\ndef h():\n    time.sleep(0.3)\n    return len(kept) == 2 and kept[1] != 'refused'", "calls = []\nf(calls.append)\nimport time\ntime.sleep(0.2)\nassert h() or calls"),
    "a-callback-from-another-thread": ("import threading\ndef f(g):\n    thread = threading.Thread(target=g, args=(1,))\n    thread.start()\n    thread.join()", "calls = []\nf(calls.append)\nassert calls"),
    "a-callback-that-calls-itself": ("def f(g, n): return g(n + 1)", "def g(n): return f(g, n)\nassert f(g, 0) == 1"),
    "a-callback-from-a-fork": ("import os\ndef f(g):\n    if os.fork() == 0:\n        g(1)\n    return 0", "assert f(lambda x: x) == 1"),
    "attributes-that-change": ("class P:\n    n = 0\n    @property\n    def x(self):\n        P.n += 1\n        return P.n\ndef f(g): return P()", "p = f(1)\nassert p.x == 1\nassert p.x == 1"),
    "always-equal-parts": ("class E:\n    def __eq__(self, other): return True\nclass P:\n    x = E()\n    def __getattr__(self, name): return E()\ndef f(g): return P()", "assert f(1).x == 5"),
    "a-million-objects": ("class P: pass\ndef f(g):\n    while True: yield P()", "assert len(list(f(1))) > 0"),
    "a-million-classes": ("def f(g):\n    while True: yield type('P', (), {})", "assert len(list(f(1))) > 0"),
    "an-endless-iterator": ("import itertools\ndef f(g): return itertools.count()", "assert len(list(f(1))) > 0"),
    "endless-large-answers": ("def f(g):\n    while True: yield 'x' * (1 << 20)", "assert len(list(f(1))) > 0"),
    "a-chain-without-end": ("class P:\n    @property\n    def next(self): return P()\ndef f(g): return P()", "p = f(1)\nwhile p is not None:\n    p = p.next"),
    "a-length-that-lies": ("class P:\n    def __len__(self): return 2**62\ndef f(g): return P()", "assert [0] * len(f(1)) == 1"),
    "a-string-that-lies": ("class S(str):\n    def __eq__(self, other): return True\n    __hash__ = str.__hash__\nclass P:\n    def __str__(self): return S('x')\ndef f(g): return P()", "assert str(f(1)) == 'y'"),
    "a-view-that-is-none": (PATCH + "handles.Wire.known = lambda *a: None\ndef f(g):\n    handles.codec.encode = lambda v, *a: {'reference': ['view', 0, 10**6, [5], [8], 'float64']}\n    return 0", "assert f(np.ones(3)).sum() == 3"),
    "a-view-below": (PATCH + "def f(g):\n    handles.codec.encode = lambda v, *a: {'reference': ['view', 0, 0, [5], [-8], 'float64']}\n    return 0", "assert f(np.ones(3)).sum() == 3"),
    "a-view-of-nothing": (PATCH + "def f(g):\n    handles.codec.encode = lambda v, *a: {'reference': ['view', 7, 0, [5], [8], 'float64']}\n    return 0", "assert f(np.ones(3)).sum() == 3"),
    "a-view-of-a-transpose": (PATCH + "def f(g):\n    handles.codec.encode = lambda v, *a: {'reference': ['view', 0, 8, [3, 2], [8, 80], 'float64']}\n    return 0", "assert f(np.ones((3, 2)).T).sum() == 6"),
    "an-argument-that-is-none": (PATCH + "def f(g):\n    handles.codec.encode = lambda v, *a: {'reference': ['argument', -1]}\n    return 0", "assert f([1]) == [1]"),
    "names-that-were-not-asked-for": (PATCH + "def f(g):\n    handles.state = lambda *a: {'np': 1, 'expected': 0, 'f': 2}\n    return 0", "expected = 5\nassert f(1) == expected"),
    "a-callback-that-is-faked": ("def f(g):\n    g.__class__.__call__ = lambda *a: 5\n    return g(1) + 1", "seen = []\ndef g(x):\n    seen.append(x)\n    return 5\nassert f(g) == 6 and seen == [1]"),
    "a-range-without-end": ("def f(g): return range(10**15)", "assert sum(f(1)) == 3"),
    "laughs": ("def f(g):\n    a = ['lol']\n    for _ in range(30): a = [a] * 10\n    return a", "assert f(1) == f(2) and str(f(1)) == 'x'"),
    "a-decimal-as-a-number": ("import decimal\ndef f(g): return decimal.Decimal('1E+999999999')", "assert int(f(1)) == 3"),
    "a-set-that-hashes-alike": ("def f(g): return {n * (2**61 - 1) for n in range(3000)}", "assert f(1) == {1}"),
    "a-name-of-a-megabyte": ("def f(g): return type('X' * 1_000_000, (), {})()", "assert f(1) == 5"),
    "text-that-grows": ("class P:\n    def __repr__(self): return 'x' * 90_000_000\ndef f(g): return P()", "assert repr(f(1)) == 'x'"),
}  # fmt: skip
for number, family in enumerate([
    "[[1, 'X', 'm', [1], None, []]]", "[[1, 'X', 'm', ['SystemExit'], None, []]]", "[[1, 'X', 'm', ['int'], None, ['__eq__', '__bool__']]]", "[]", "5",
    "[[1, 'X', 'm', ['StopIteration'], None, []]]", "[[1, 'X', 'm', 5, 5, 5]]", "[['1', 'X', 'm', [], None, []]]", "[[1, 'X' + chr(0), 'm', [], None, []]]",
    "[[1, 'X', 'm', ['ExceptionGroup'], None, []]]", "[[n, 'X', 'm', [], None, []] for n in range(10**5)]", "[[None, 'int', 'builtins', [], None, ['__eq__']]]",
    "[[1, 'Figure', 'matplotlib.figure', [], None, []]]", "[[1, 'X', 'm', ['exec', 'type', 'object'], None, []]]",
]):  # fmt: skip
    PLAIN[f"a-class-that-lies-{number}"] = (
        PATCH + f"handles.Objects.family = lambda *a: {family}\nclass P: pass\ndef f(g): return P()",
        "for x in [f(1)]:\n    assert x == 5",
    )
