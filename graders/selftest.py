"""`python -m graders selftest`: which of the engine's promises hold on this machine, tried with submissions that break
them if they can (graders/engine/README.md lists all promises, and the tests that hold each).

Each attack is a notebook whose own cell looks for what it must not find, and prints FOUND before it; it is graded as
any other. Each also holds right answers, which must get their points, and a wrong one that tries to pass for right.
"""

import json
import os
import secrets
import tempfile
import time
from pathlib import Path

from graders.engine import CourseError, bounds, sandbox, untrusted
from graders.engine.fork_server import find_sandbox, forget, fork_server
from graders.engine.grade_one import grade_one
from graders.engine.job import Job
from graders.engine.process import Limits
from graders.engine.release import read_release

LIMITS = Limits(cell_seconds=5, total_seconds=60, memory=600 << 20)
RIGHT, WRONG = "def square(x):\n    return x * x", "def lie(x):\n    return 0"
TESTS = {
    "square-test": (
        "assert square(3) == 9\n### BEGIN HIDDEN TESTS\nassert square(-7) == 49\n### END HIDDEN TESTS",
        1.0,
    ),
    "lie-test": ("assert lie(3) == 9", 1.0),
}
# What is promised -> the cell that tries to break it. SECRET stands for a file of this run's.
PROMISES = {
    "It decides nothing: a wrong answer stays wrong, whatever is patched": (
        "import builtins, sys\nimport numpy as np\nnp.all = np.allclose = lambda *a, **k: True\n"
        "builtins.AssertionError = type('E', (Exception,), {})\nget_ipython().showtraceback = lambda *a: None"
    ),
    "It has no network": (
        "import socket\nfor address in ('127.0.0.1', 22), ('1.1.1.1', 53):\n"
        "    try: socket.create_connection(address, 1); print('FOUND', address)\n    except OSError: pass\n"
        "if [name for _, name in socket.if_nameindex() if name != 'lo']: print('FOUND', socket.if_nameindex())"
    ),
    "It reads no file of yours": "try: print('FOUND', open(SECRET).read())\nexcept OSError: pass",
    "It writes to no folder but its own": (
        "import os\nfor folder in ('/', '/usr', '/etc', '/course', '/opt/engine', os.path.dirname(SECRET)):\n"
        "    try: open(os.path.join(folder, 'marker'), 'w').close(); print('FOUND', folder)\n    except OSError: pass"
    ),
    "It sees no process but its own": (
        "import os\npids = [int(n) for n in os.listdir('/proc') if n.isdigit()]\nif len(pids) > 2: print('FOUND', pids)"
    ),
    "It gains no rights, and is not root": (
        "import ctypes, os\nlibc = ctypes.CDLL(None)\nif os.getuid() == 0: print('FOUND root')\n"
        "tries = ('unshare', (0x10000000,)), ('setuid', (0,)), ('mount', (b'x', b'/', None, 4096, None))\n"
        "for name, arguments in tries:\n"
        "    if getattr(libc, name)(*arguments) == 0: print('FOUND', name)"
    ),
    "Its memory is bounded, for all its processes together": (
        "import os, time\nfor _ in range(8):\n    if os.fork() == 0:\n        x = bytearray(b'1') * 200_000_000\n"
        "        time.sleep(60)\n        os._exit(0)\ntime.sleep(2)\n"
        "ended = sum(os.waitpid(-1, os.WNOHANG)[0] > 0 for _ in range(5))\n"
        "if ended < 5: print('FOUND 800 MB, and 600 are allowed')"
    ),
    "So is its shared memory": (
        "import ctypes, time\nif ctypes.CDLL(None).memfd_create(b'x', 0) >= 0: print('FOUND memfd')\n"
        "if ctypes.CDLL(None).shmget(0, 1 << 30, 0o1600) >= 0: print('FOUND shmget')\n"
        "for folder in ('/dev/shm', '/tmp', '/submission'):\n    try:\n        with open(f'{folder}/x', 'wb') as f:\n"
        "            for _ in range(250): f.write(bytes(1 << 20))\n    except OSError: pass\ntime.sleep(1)\n"
        "print('FOUND 750 MB')"
    ),
    "Its processes are bounded, and are gone when it has been graded": (
        "import os, time\nfor n in range(300):\n    try:\n        if os.fork() == 0: time.sleep(100)\n"
        "    except OSError: break\nelse: print('FOUND 300 processes')"
    ),
    "Its time is bounded": "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
    "No markup of its runs, and none takes long to clean": (
        "from IPython.display import HTML, display\n"
        "display(HTML('<script>FOUND</script><img src=x onerror=FOUND()>'))\n"
        "bomb = '<p>' + ''.join(f'<b id={i}>' for i in range(3000)) + '<p>x' * 12000\n"
        "for _ in range(5): display(HTML(bomb))"
    ),
}  # fmt: skip

# The promises that are kept by ending what breaks them. Anywhere else a cell that was ended has tried nothing.
ENDING = "bounded", "shared memory"
ENDED = "stopped after", "the process ended", "processes running"


def run(say=print):
    """Try every promise, and say which hold. Returns 1 if one does not, 2 if nothing can be tried."""
    if why := sandbox.unavailable():
        say(f"Nothing is promised here: {why}. `python -m graders grade` refuses to run what students wrote.")
        return 2
    say("\n".join(machine()))
    with tempfile.TemporaryDirectory(prefix="selftest-") as top:
        release, secret = released(Path(top)), Path(top, "secret.txt")
        secret.write_text("FOUND what it must not read")
        try:
            sandboxed = find_sandbox(release, False, say)
        except CourseError as error:  # user namespaces are forbidden, say
            say(f"Nothing is promised here. {error}")
            return 2
        failed = 0
        try:
            for promise, attack in PROMISES.items():
                may_end = any(word in promise for word in ENDING)
                why = broken(release, sandboxed, attack.replace("SECRET", repr(str(secret))), may_end)
                failed += bool(why)
                say(f"{'DOES NOT HOLD' if why else 'holds'}  {promise}{': ' if why else ''}{why}")
        finally:
            forget(release, sandboxed)
    say(f"{len(PROMISES) - failed} of {len(PROMISES)} promises hold on this machine.")
    return int(failed > 0)


def machine():
    """What the promises rest on here, in words."""
    yield (
        "You are root: students' code runs as a user who owns nothing."
        if os.getuid() == 0
        else ("You are an ordinary user: students' code runs as you, in a user namespace without your files.")
    )
    yield (
        "There is a cgroup for each submission: memory is bounded exactly, and the processor is shared evenly."
        if bounds.has_cgroup()
        else "There is no cgroup: memory is looked at four times a second, a submission has fewer processes, and who "
        "runs out of time while others have the processor is graded once more, alone."
    )


def released(top):
    """The Release of a notebook with two answers and their tests."""
    cells = [cell("square", RIGHT, solution=True), cell("lie", WRONG, solution=True)]
    cells += [cell(name, source, grade=True, locked=True, points=points) for name, (source, points) in TESTS.items()]
    (top / "selftest").mkdir()
    (top / "selftest" / "selftest.ipynb").write_text(notebook(cells))
    return read_release(top, "selftest", "selftest", TESTS)


def cell(name, source, **nbgrader):
    mine = {"grade_id": name, "grade": False, "solution": False, "locked": False, "task": False, "schema_version": 3}
    metadata = {"nbgrader": {**mine, "cell_type": "code", **nbgrader}} if nbgrader else {}
    made = {"cell_type": "code", "id": name, "source": source, "metadata": metadata}
    return made | {"outputs": [], "execution_count": None}


def notebook(cells):
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def broken(release, sandboxed, attack, may_end=False):
    """Why the promise that this cell tries to break does not hold; "" if it does. may_end: by ending the cell, too."""
    cells = [
        cell("own", f"{attack}\nprint('looked')"),
        cell("square", RIGHT, solution=True),
        cell("lie", WRONG, solution=True),
    ]
    files = {"selftest.ipynb": notebook(cells).encode()}
    for kind in ("student", "judge"):
        fork_server(release, kind, sandboxed).ready()
    before = running()
    result = grade_one(Job("selftest", release, files, None, secrets.randbits(63), sandboxed, LIMITS))
    if result.problem:
        return result.problem
    if left := left_running(before):
        return f"{left} of its processes are still running"
    outcomes = {name: verdict.outcome for name, verdict in result.verdicts.items()}
    if outcomes != {"square-test": "right", "lie-test": "wrong"}:
        return f"the right answer is {outcomes['square-test']}, the wrong one {outcomes['lie-test']}"
    outputs = [output for each in json.loads(result.notebook)["cells"] for output in each["outputs"]]
    shown, printed = json.dumps(outputs), "".join(each.get("text", "") for each in outputs)
    if "FOUND" in shown:
        return shown[shown.index("FOUND") :][:100]
    ended = may_end and any(word in note for word in ENDED for note in result.notes)
    return "" if "looked" in printed or ended else f"it could not be tried: {' '.join(result.notes)[:200]}"


def running():
    """The processes that this one has started, and theirs, without the helper that parses what students wrote."""
    return {*bounds.descendants(os.getpid())} - {helper.pid for helper in untrusted.HELPERS}


def left_running(before):
    """How many more processes are running than before, once what is ending has had a moment for it."""
    for _ in range(30):
        if not (left := running() - before):
            return 0
        time.sleep(0.1)
    return len(left)
