"""The student's code as trees that can be changed and run again, beside copies of everything that it could change."""

import ast
import copy
import inspect
import linecache
import random
import types
from contextlib import contextmanager

import numpy as np


def words(text):
    return frozenset(text.split())


EDITED = "<hint>"  # the file name of the code that is changed; a cell's own would show the source as it was
TICK, COPY, POWER, LOCALS = "__tick__", "__copy__", "__power__", "__locals__"  # what the changed code calls of ours
MAX_BYTES = 64 << 20  # of the data that the code reads from its globals, which is copied for each trial

# Code that does more than compute is not run again: files, processes, the network, widgets and figures.
MODULES = words(
    "IPython _io asyncio builtins concurrent ctypes gc http importlib io ipywidgets matplotlib multiprocessing nt os "
    "pathlib pickle posix posixpath requests seaborn shelve shutil signal socket sqlite3 subprocess sys tempfile "
    "threading time tqdm urllib webbrowser"
)
NAMES = words(
    "__import__ breakpoint compile copyfile delattr display dump eval exec exit export fromfile genfromtxt get_ipython "
    "globals help input load load_model loadtxt locals memmap open quit read_csv rename rmdir rmtree save save_weights "
    "savefig savetxt savez savez_compressed setattr sleep system to_csv tofile touch unlink vars write write_bytes "
    "write_text"
)
DATA = (bool, int, float, complex, str, bytes, type(None), type(...), slice, range, np.generic, np.dtype)
LIBRARIES = words("numpy tensorflow keras _thread")  # whose objects deepcopy copies


class NotSearchable(Exception):
    """The code does more than compute, or its source is not there."""


class Cell:
    """One cell: its source, its top-level definitions, and a tree of those that are needed.

    editable: whether the student wrote the answer in it.  title: how it is told from other cells, if it must be.
    """

    title = ""

    def __init__(self, source, editable):
        self.lines = source.splitlines()
        self.statements = ast.parse(source).body
        self.editable = editable
        self.tree = ast.Module([], [])

    def definition(self, name=None, line=None):
        """The statement that defines name or stands at the line of a code object; the last one."""
        for statement in reversed(self.statements):
            if name in (None, defined_name(statement)) and (line is None or line in _first_lines(statement)):
                return statement
        raise NotSearchable("its source is not there")

    def need(self, statement):
        """Put a definition into the tree, where the cell has it."""
        if statement not in self.tree.body:
            self.tree.body.append(statement)
            self.tree.body.sort(key=lambda s: s.lineno)


def defined_name(statement):
    """The name that a definition at the top of a cell gives: a function, a class, or a lambda with a name."""
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return statement.name
    if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Lambda):
        target = statement.targets[0]
        return target.id if isinstance(target, ast.Name) else None
    return None


def _first_lines(statement):
    if defined_name(statement) is None:
        return ()
    decorators = [d.lineno for d in getattr(statement, "decorator_list", [])]
    return {statement.lineno, *decorators, getattr(statement, "value", statement).lineno}


class Program:
    """The student's functions, and all of their own that these call, wherever they stand.

    namespace: the globals of the functions; only read.  Raises NotSearchable.
    """

    def __init__(self, namespace):
        self.namespace = namespace
        self.cells = {}  # the file name, as IPython numbers it, or the source -> Cell
        self.data = {}  # name -> what the code reads from its globals, and could change
        self.aliases = {}  # name -> the name that its definition gives
        self._seen = set()
        self._bytes = 0

    def add_function(self, function, editable):
        """The name of a function that was defined in a cell; with it comes whatever it needs."""
        code = function.__code__
        if code.co_freevars:
            raise NotSearchable("it is defined within another function")
        cell = self.cells.get(code.co_filename)
        if cell is None:
            source = "".join(linecache.getlines(code.co_filename))
            cell = self.cells[code.co_filename] = _parsed(source, editable)
        statement = cell.definition(line=code.co_firstlineno)
        self._add(cell, statement)
        return defined_name(statement)

    def add_source(self, name, source):
        """A function, from the source of its cell."""
        cell = self.cells.get(source)
        if cell is None:
            cell = self.cells[source] = _parsed(source, True)
            cell.title = f" of the cell of `{name}`"
        self._seen.add(name)
        self._add(cell, cell.definition(name=name))

    def add_names(self, tree, cell=None):
        """Whatever the code of the tree needs. Raises NotSearchable if it does more than compute."""
        for node in ast.walk(tree):
            if isinstance(node, ast.Name):
                _check_name(node.id)
                self._add_global(node.id, cell)
            elif isinstance(node, ast.Attribute):
                _check_name(node.attr)
            elif isinstance(node, ast.Import):
                for alias in node.names:
                    _check_module(alias.name)
            elif isinstance(node, ast.ImportFrom):
                _check_module(node.module or "")
                for alias in node.names:
                    _check_name(alias.name)
            elif isinstance(node, ast.AsyncFunctionDef | ast.Await | ast.AsyncFor):
                raise NotSearchable("it is asynchronous")

    def _add(self, cell, statement):
        if statement in cell.tree.body:
            return
        cell.need(statement)
        self._seen.add(defined_name(statement))
        self.add_names(statement, cell)

    def _add_global(self, name, cell):
        if name in self._seen or name not in self.namespace:
            return
        self._seen.add(name)
        value = self.namespace[name]
        own = inspect.unwrap(getattr(value, "python_function", value))
        if isinstance(own, types.FunctionType) and self._is_own(own):
            given = self.add_function(own, editable=False)
            if given != name:
                self.aliases[name] = given
        elif isinstance(value, type) and self._is_own(value):
            if cell is None:
                raise NotSearchable("a class of another cell")
            self._add(cell, cell.definition(name=name))
        else:
            self._add_data(name, value)

    def _is_own(self, value):
        theirs = getattr(value, "__globals__", None) is self.namespace
        return theirs or value.__module__ in (None, self.namespace.get("__name__", "builtins"))

    def _add_data(self, name, value):
        if isinstance(value, types.ModuleType):
            _check_module(value.__name__)
        elif _is_library(value):
            self._check_library(value)
        elif not isinstance(value, DATA):
            self._check_data(value, 0)
            self.data[name] = value

    def _check_library(self, value):
        if self._is_own(value):
            raise NotSearchable("a function of the student's own without a source")
        if value.__module__ != "builtins":
            _check_module(value.__module__)
        _check_name(value.__name__)

    def _check_data(self, value, depth):
        """Raise NotSearchable unless deepcopy makes a copy of it that shares nothing."""
        kind = type(value)
        if depth > 8:
            raise NotSearchable("too deep")
        if isinstance(value, np.ndarray):
            self._bytes += value.nbytes
            if value.dtype.hasobject or self._bytes > MAX_BYTES:
                raise NotSearchable("too much data")
        elif isinstance(value, dict):
            for item in value.items():
                self._check_data(item, depth + 1)
        elif isinstance(value, list | tuple | set | frozenset):
            for item in value:
                self._check_data(item, depth + 1)
        elif _is_library(value):
            self._check_library(value)
        elif not isinstance(value, DATA) and kind.__module__.partition(".")[0] not in LIBRARIES:
            raise NotSearchable(f"a {kind.__name__}")

    @property
    def editable(self):
        """The cells that the student wrote the answer in."""
        return [cell for cell in self.cells.values() if cell.editable]

    def instrument(self):
        """Put a counter into every loop and every function, so that none goes on for ever."""
        for cell in self.cells.values():
            for node in ast.walk(cell.tree):
                if isinstance(node, ast.For | ast.While | ast.FunctionDef):
                    node.body.insert(0, ast.Expr(_call(TICK)))
                elif isinstance(node, ast.comprehension):
                    node.ifs.insert(0, _call(TICK))
            ast.fix_missing_locations(cell.tree)
        self.codes = {id(cell): self.compiled(cell) for cell in self.cells.values()}

    def compiled(self, cell):
        """The code of a cell, with its tree as it is now. Raises what compile raises."""
        return compile(cell.tree, EDITED if cell.editable else "<helpers>", "exec")

    def defined(self, tick, changed=None, code=None, saw=None):
        """A namespace in which the functions are defined, those of the cell `changed` by other code.

        Everything in it that the code could change is a copy.
        """
        names = dict(self.namespace)
        names.update(copy.deepcopy(self.data))
        names |= {TICK: tick, COPY: copy.deepcopy, POWER: power, LOCALS: saw}
        for cell in self.cells.values():
            exec(code if cell is changed else self.codes[id(cell)], names)
        for alias, name in self.aliases.items():
            names[alias] = names[name]
        return names


def power(base, exponent):
    """base ** exponent, but not with integers that would take for ever."""
    if isinstance(base, int) and isinstance(exponent, int) and exponent * base.bit_length() > 4096:
        raise OverflowError
    return base**exponent


def _call(name, *args):
    return ast.Call(ast.Name(name, ast.Load()), list(args), [])


def _parsed(source, editable):
    try:
        return Cell(source, editable)
    except (SyntaxError, ValueError, RecursionError):
        raise NotSearchable("its source is not Python") from None


def _is_library(value):
    """A function or a class; of a library, for the student's own are found before."""
    return hasattr(value, "__name__") and (isinstance(value, type) or callable(value)) and hasattr(value, "__module__")


def _check_name(name):
    if name in NAMES:
        raise NotSearchable(f"it names {name}")


def _check_module(name):
    if (name or "").partition(".")[0] in MODULES:
        raise NotSearchable(f"it names {name}")


@contextmanager
def with_locals(function):
    """The function tells LOCALS what its local variables are when it ends."""
    body = function.body
    function.body = [ast.Try(body, [], [], [ast.Expr(_call(LOCALS, _call("locals")))])]
    ast.fix_missing_locations(ast.copy_location(function.body[0], body[0]))
    try:
        yield
    finally:
        function.body = body


@contextmanager
def generators_restored():
    """The global generators, which some code draws from, go on where they were."""
    states = random.getstate(), np.random.get_state()  # noqa: NPY002 - what a student's code may use
    try:
        yield
    finally:
        random.setstate(states[0])
        np.random.set_state(states[1])  # noqa: NPY002
