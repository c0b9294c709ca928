"""Runs cells with IPython's own shell, without a kernel: what a front end would be sent is kept, if there is room.

With it, what both kinds of processes have in common: the Channel of their messages, and the way into their folder.
"""

import ast
import contextlib
import io
import json
import os
import re
import sys
import warnings
from pathlib import Path

from IPython.core.compilerop import CachingCompiler
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Any
from traitlets.config import Config

from graders.checks import answer_key
from graders.engine import protocol

OUTPUT, PICTURES = 1 << 20, 16 << 20  # characters of text, and of pictures, that a cell may keep
LEFT_OUT = "\n... the rest of the output is left out ...\n"


class Channel:
    """Lines of JSON over a socket. The other end may stop listening: then this process has nothing left to do."""

    def __init__(self, sock, decoder):
        self.file, self.decoder = sock.makefile("rwb", buffering=1 << 16), decoder

    def send(self, message):
        self.file.write(protocol.encode(message) + b"\n")
        self.file.flush()

    def receive(self):
        line = self.file.readline()
        if not line:
            os._exit(0)
        return protocol.decode(line, self.decoder)


def enter(start):
    """Go to the folder that the notebook runs in, with links to the bundle's files."""
    os.chdir(start.folder)
    for path in Path(start.bundle).iterdir():
        if not Path(path.name).exists():
            Path(path.name).symlink_to(path)


def use_released_keys(bundle):
    """The visible checks are those that were released. They are read here, once for all forks."""
    keys = Path(bundle, "graders/checks/keys").resolve()
    if keys.exists():
        answer_key.KEYS = keys
        for path in keys.iterdir():
            with contextlib.suppress(Exception):  # a broken one shows in its checks
                answer_key.load(path.stem)


class Outputs(list):
    """The outputs of one cell, as far as there is room for them; what is too large is said to be left out."""

    room, pictures = OUTPUT, PICTURES

    def add(self, **output):
        text = json.dumps(output, default=str)
        if any(mime.startswith("image/") for mime in output.get("data", ())):
            fits = len(text) <= self.pictures
            self.pictures -= len(text) * fits
        else:
            fits = len(text) <= self.room
            self.room -= len(text) * fits
        if fits:
            self.append(json.loads(text))
        else:
            self.write("stdout", LEFT_OUT)

    def write(self, stream, text):
        kept = text[: max(self.room, 0)]
        if kept:
            same = self and self[-1].get("type") == "stream" and self[-1]["name"] == stream
            if not same:
                self.append({"type": "stream", "name": stream, "parts": []})
            self[-1]["parts"].append(kept)
            if len(kept) < len(text):
                self[-1]["parts"].append(LEFT_OUT)
        self.room -= len(text) + 8  # an empty write is not free

    def clear(self):
        super().clear()
        self.room, self.pictures = OUTPUT, PICTURES


class Stream(io.TextIOBase):
    """sys.stdout or sys.stderr of a cell."""

    encoding, errors = "utf-8", "replace"

    def __init__(self, shell, name, number):
        self.shell, self.stream, self.number = shell, name, number

    name = property(lambda self: f"<{self.stream}>")

    def writable(self):
        return True

    def fileno(self):
        return self.number

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if not self.shell.muted():
            self.shell.outputs.write(self.stream, text)
        return len(text)


class Hook(DisplayHook):
    def __call__(self, result=None):
        self.check_for_underscore()
        if result is not None and not self.quiet():
            self.update_user_ns(result)
            self.fill_exec_result(result)
            data, _ = self.compute_format_data(result)
            if data:
                self.shell.outputs.add(type="display", data=data)


class Publisher(DisplayPublisher):
    def publish(self, data, metadata=None, *, transient=None, update=False, **_):
        identity = (transient or {}).get("display_id")
        outputs = self.shell.outputs
        if update:
            for output in outputs:
                if identity is not None and output.get("display_id") == identity:
                    output["data"] = json.loads(json.dumps(data, default=str))
            return
        outputs.add(type="display", data=data, display_id=identity)

    def clear_output(self, wait=False):
        self.shell.outputs.clear()


class Compiler(CachingCompiler):
    """Names the code of a cell after the cell, so that a line of a traceback can be found in the notebook."""

    cell, count = "?", 0

    def get_code_name(self, raw_code, transformed_code, number):
        type(self).count += 1
        return f"<cell {self.cell} {self.count}>"


class Shell(InteractiveShell):
    displayhook_class, display_pub_class, compiler_class = Hook, Publisher, Compiler
    outputs, passing, passed, lost = Any(), Any(), Any(), Any()
    muted = Any(lambda: False)  # whether what is printed at this moment is left out

    def enable_gui(self, gui=None):
        pass

    def init_io(self):
        pass

    def ask_exit(self):
        pass

    def _showtraceback(self, etype, evalue, stb):
        self.outputs.add(
            type="error", ename=str(getattr(etype, "__name__", etype)), evalue=str(evalue), traceback=list(stb)
        )

    def run(self, cell, source, passing=None):
        """Run one cell. Returns IPython's result and the outputs.

        passing: which statements that fail are passed over, so that the rest of the cell runs. None: none. "imports":
        those that need a module that is not installed, or a name that one passed over should have bound. "released":
        the same, of what student_process.run takes of a released cell. "all": whatever fails, but for what says that
        the cell shall stop (an assert, a raise, NotImplementedError). They are listed in `passed`: [(line, error)].
        """
        self.compile.cell = cell
        self.passing, self.passed, self.lost = passing, [], self.lost or set()
        with self.fresh_streams() as outputs:
            # The class's method, whatever the notebook made of this object's; and with history, for our checks look
            # up there which cell it is that waits for an exercise.
            return type(self).run_cell(self, source, store_history=True), outputs

    async def run_ast_nodes(self, nodelist, cell_name, interactivity="last_expr", compiler=compile, result=None):
        """As IPython's, statement by statement. Returns whether one failed that is not passed over."""
        if self.passing is None:
            return await super().run_ast_nodes(nodelist, cell_name, interactivity, compiler, result)
        for node in list(nodelist):
            mode = interactivity if node is nodelist[-1] else "none"
            if await super().run_ast_nodes([node], cell_name, mode, compiler, result):
                if not self.passes(node, result.error_in_exec):
                    return True
                self.pass_over(node, result)
        return False

    def passes(self, node, error):
        """Whether a statement that failed is passed over."""
        importing = isinstance(node, ast.Import | ast.ImportFrom) and isinstance(error, ImportError)
        needing = isinstance(error, NameError) and error.name in self.lost
        if importing or needing or isinstance(error, ModuleNotFoundError):
            return True
        meant = isinstance(node, ast.Raise | ast.Assert) or isinstance(error, AssertionError | NotImplementedError)
        return self.passing == "all" and isinstance(error, Exception) and not meant

    def pass_over(self, node, result):
        self.passed.append((node.lineno, result.error_in_exec))
        self.lost |= made_by(node) - self.user_ns.keys()
        result.error_in_exec = None
        if self.outputs and self.outputs[-1].get("type") == "error":
            del self.outputs[-1]

    @contextlib.contextmanager
    def fresh_streams(self):
        """What is printed and displayed goes to new Outputs, whatever was done to sys.stdout before."""
        self.outputs = outputs = Outputs()
        sys.stdout, sys.stderr = Stream(self, "stdout", 1), Stream(self, "stderr", 2)
        sys.__stdout__, sys.__stderr__ = sys.stdout, sys.stderr
        yield outputs


def build():
    """The shell, after a rehearsal of what every notebook does first: what that imports is then there for good."""
    config = Config()
    config.HistoryManager.enabled = False
    config.HistoryManager.hist_file = ":memory:"
    config.InteractiveShell.colors = "nocolor"
    shell = Shell.instance(config=config)
    if "matplotlib.pyplot" in sys.modules:
        shell.enable_matplotlib("inline")
    with warnings.catch_warnings():  # a cell changes the filters: afterwards they are as they were
        for source in ("def f(): return 1 / 0\nf()", "1 +", "%time 1", "import numpy; numpy.zeros(2)", "print(2)"):
            shell.run("rehearsal", source)
    shell.reset(new_session=True)
    shell.execution_count = 1
    return shell


def made_by(node):
    """The names that a statement binds; those of its comprehensions are not its own."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        return {alias.asname or alias.name.partition(".")[0] for alias in node.names}
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return {node.name}
    inner = [name for each in ast.walk(node) if isinstance(each, ast.comprehension) for name in ast.walk(each.target)]
    stored = [each for each in ast.walk(node) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)]
    below = [each for each in ast.iter_child_nodes(node) if isinstance(each, ast.stmt)]
    return {name.id for name in stored if name not in inner}.union(*map(made_by, below))


def printed(outputs):
    """What outputs hold of sys.stdout."""
    return "".join(part for output in outputs for part in output.get("parts", ()) if output["name"] == "stdout")


def lines_in_cells(error):
    """[(cell, line), ...]: where in the notebook's cells a traceback passed, outermost first."""
    found, trace = [], error.__traceback__
    while trace is not None:
        cell = cell_of(trace.tb_frame.f_code)
        if cell:
            found.append([cell, trace.tb_lineno])
        trace = trace.tb_next
    return found[-20:]


def cell_of(code):
    """The cell that a code object was compiled from, or None."""
    name = re.fullmatch(r"<cell (.+) \d+>", code.co_filename)
    return name and name[1]
