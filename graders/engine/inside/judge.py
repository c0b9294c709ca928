"""The judge's process: runs the test cells as they are written, with stubs in place of the student's functions.

It never runs a line of the student's. What a stub returns is plain data, or stands for an object in the student's
process (`remote`).
"""

import ast
import builtins
import contextlib
import importlib.machinery
import importlib.util
import math
import os
import random
import re
import sys
import traceback
import types
from numbers import Number
from pathlib import Path

import numpy as np
import remote
import shell as shells

from graders.checks import answer_key, codec
from graders.checks.checker import SEED_VARIABLE, NotYet

GRADERS = str(Path(answer_key.__file__).parents[1])  # frames of code in here are ours
MOST_CALLS, DEEPEST = 100_000, 30  # of one test: what it asks, what it is asked, and how deep they may be nested
GONE = {"gone": True}


def prepare(options):
    """In the fork server: the declaration of the assignment, and with it the reference, if it has one."""
    os.environ["NBGRADER_EXECUTION"] = "autograde"  # nbgrader's word to tests; the student's process is not told
    sys.meta_path.insert(0, Later(options["later"]))
    with contextlib.suppress(Exception):  # an assignment of plain tests has none; a broken one shows in its checks
        importlib.import_module("graders.build_key")
        importlib.import_module("graders.exercises").find(options["assignment"])


class Later:
    """Finds these packages as Python would, but loads them when something of them is first used.

    A set-up cell imports TensorFlow for the student; what judges a right answer does not need it.
    """

    def __init__(self, packages):
        self.packages = packages

    def find_spec(self, name, path=None, target=None):
        spec = importlib.machinery.PathFinder.find_spec(name, path, target) if name in self.packages else None
        if spec and spec.loader:
            spec.loader = importlib.util.LazyLoader(spec.loader)
        return spec


def serve(shell, channel):
    shells.enter(channel.receive())
    if Path("graders/checks/keys").exists():
        # The visible checks as they were released; loading them is also faster than building them.
        answer_key.KEYS = Path("graders/checks/keys").resolve()
    shell.showtraceback = shell.showsyntaxerror = lambda *_, **__: None  # nobody reads the judge's
    channel.send("ready")
    setup_stopped, calls = False, Calls(channel, shell)
    remote.explain_inspect()
    while True:
        message = channel.receive() | {"setup_stopped": setup_stopped}
        calls.begin(message)
        calls.give_names()
        if message["op"] == "setup":
            result, _ = shell.run(message["cell"], message["source"])  # an error in it shows in the tests that need it
            setup_stopped |= calls.used and not result.success
            channel.send("done")
        else:
            seed(message["seed"])
            calls.look_at(message["source"])
            shell.muted = calls.in_hidden_lines
            result, outputs = shell.run(message["cell"], message["source"])
            channel.send("verdict", **verdict(result, outputs, message, calls))


def seed(number):
    """All that a test draws at random follows from the seed in the log, so that a grade can be repeated."""
    os.environ[SEED_VARIABLE] = str(number)
    np.random.seed(number % 2**32)  # noqa: NPY002 - the tests of other authors may draw from it
    random.seed(number)


class Calls:
    """The way of the tests' calls to the student's process, and what the names of the test being run mean there.

    proxies: {"test:target": what stands for it}. placed: {name: what we have put there of the student's}.
    """

    def __init__(self, channel, shell):
        self.channel, self.shell, self.namespace = channel, shell, shell.user_ns
        self.proxies, self.placed = {}, {}

    def begin(self, message):
        """A cell begins."""
        self.message, self.used, self.count, self.depth = message, False, 0, 0
        self.missing = None  # what a NameError of the student's code was about
        self.failure = None  # what went wrong in a function of the test's, whatever the student's code made of it
        self.callbacks, self.objects, self.taken = [], 0, []
        self.data, self.bound, self.patches, self.moved = {}, {}, {}, set()

    # -- names

    def give_names(self):
        """The student's names: stubs for functions, copies of data. What the student has not made must not be there.

        What a setup cell has made here is the release's, and stays, unless an answer cell of the release defines it.
        """
        self.message["unsupported"] = []
        for name in self.message["missing"]:
            if self.may_place(name):
                self.namespace.pop(name, None)
        for name, found in self.message["found"].items():
            if not self.may_place(name):
                continue
            if name not in self.message["solved"]:
                self.taken.append(name)
            self.namespace.pop(name, None)
            try:
                self.placed[name] = self.namespace[name] = self.given(name, found)
                self.used |= "function" not in found
            except codec.Unsupported:
                self.message["unsupported"].append(name)

    def may_place(self, name):
        ours = name in self.namespace and self.namespace[name] is not self.placed.get(name, self)
        return not ours or name in self.message["solved"]

    def given(self, name, found):
        if "function" not in found:
            return codec.decode(found.get("value", {}), remote.Wire(self, self.message["test"]))
        words = f"`{name}` is a function; did you forget to call it?"
        place = found["function"]
        self.proxies.setdefault(place, remote.Stub(self, place, words))
        return self.proxies[place]

    def look_at(self, source):
        """Before a test: which names, and which attributes of modules, may be changed by it or by its calls?"""
        try:
            tree = ast.parse(self.shell.transform_cell(source))
        except SyntaxError:
            return
        nodes = list(ast.walk(tree))
        refuse_what_cannot_be_judged(nodes)
        used = {node.id for node in nodes if isinstance(node, ast.Name)}
        strings = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
        used |= {text.removeprefix("__main__.") for text in strings if text.startswith("__main__.")}
        self.taken = [name for name in self.taken if name in used]
        found, missing = self.message["found"], self.message["missing"]
        for name in [*found, *missing]:
            if name in used and "function" not in found.get(name, {}) and self.may_place(name):
                self.data[name] = self.encoded(name)
        functions = [name for name in found if name not in self.data and name in self.namespace]
        changed = {name for node in nodes for name in names_bound(node)}
        known = {*functions, *(changed & {*self.message["known"], *dir(builtins)})} - self.data.keys()
        self.bound = {name: self.namespace.get(name, GONE) for name in known}
        for path in {*paths_assigned(nodes, self.namespace), *(text for text in strings if text.count("."))}:
            module, name, value = attribute(path)
            if module:
                self.patches[f"{module}:{name}"] = value

    def encoded(self, name):
        if name not in self.namespace:
            return GONE
        return codec.encode(self.namespace[name], remote.Wire(self, self.message["test"]))

    def changes(self):
        """What the test has changed so far: {"names": {name: data}, "patches": {"module:attribute": data}}."""
        self.moved |= {name for name, before in self.data.items() if self.encoded(name) != before}
        self.moved |= {name for name, before in self.bound.items() if self.namespace.get(name, GONE) is not before}
        names = {}
        for name in self.moved:  # from then on always, for it may be bound again to what it was
            with contextlib.suppress(codec.Unsupported):  # what cannot travel is for the test alone
                names[name] = self.encoded(name)
        patches = {}
        for path, before in self.patches.items():
            _, _, now = attribute(path.replace(":", "."))
            if now is not before:
                patches[path] = codec.encode(now, remote.Wire(self, self.message["test"]))
        return {"names": names, "patches": patches, "watch": list(self.data)}

    def take(self, names):
        """What a call has changed of the names that the test looks at."""
        for name, data in names.items() if type(names) is dict else ():
            if name not in self.data or data is None:
                continue
            self.moved.add(name)
            if data == GONE:
                self.namespace.pop(name, None)
                continue
            value = codec.decode(data, remote.Wire(self, self.message["test"]))
            value = merged(self.namespace[name], value) if name in self.namespace else value
            self.placed[name] = self.namespace[name] = value

    # -- calls

    def make(self, function, through, args, kwargs, do=None):
        """The answer. Raises AnswerStopped if the student's code did, codec.Unsupported if it cannot be had.

        do: one of the OPERATIONS in `handles`. Without one it is a call by a declared exercise, in plain data alone.
        """
        self.count_call()
        wire = remote.Wire(self, function.rpartition(":")[0]) if do else None
        try:
            sent = codec.encode(args, wire), codec.encode(kwargs, wire)
            changes = self.changes()
        except codec.Unsupported as error:
            if self.used and not isinstance(error, remote.CannotTravel):  # it may be made of an answer
                raise
            raise answer_key.GraderError(
                f"a test hands over what cannot travel to the student's function ({error}): "
                "hand over numbers, strings, lists, dicts, arrays or functions"
            ) from None
        self.used, hidden = True, self.in_hidden_lines()
        what = {"function": function, "through": through, "do": do, "strict": do is None}
        self.channel.send("call", **what, args=sent[0], kwargs=sent[1], **changes, hidden=hidden)
        reply = self.converse()
        if self.failure:
            raise self.failure
        return self.understood(reply, wire, args, kwargs)

    def understood(self, reply, wire, args, kwargs):
        """The value that a reply stands for. The arguments become what they are after the call."""
        if "stopped" in reply:
            self.missing = reply["stopped"].pop("missing") or self.missing
            raise self.stopped(wire, **reply["stopped"])
        if "unsupported" in reply:
            raise codec.Unsupported(reply["unsupported"])
        if reply["after"]:
            again = wire and remote.Wire(self, wire.test)
            changed = [codec.decode(after, again) for after in reply["after"]]
            for mine, after in zip((args, kwargs), changed, strict=True):
                try:
                    write_back(mine, after)
                except (ValueError, TypeError, AttributeError) as error:
                    raise codec.Unsupported(f"an argument came back changed: {error}") from None
        self.take(reply.get("names"))
        # What it prints could quote a hidden input, which a visible line may hand over too.
        quiet = reply["quiet"] or self.message["hidden"]
        if not (quiet and isinstance(sys.stdout, shells.Stream)):
            sys.stdout.write(reply["printed"])
        if reply.get("end") is True:
            raise StopIteration
        return codec.decode(reply["value"], wire and remote.Wire(self, wire.test, wire))

    def stopped(self, wire, base, own=None, **how):
        """The error of the student's code as one that a test can catch, by a class of the student's own too."""
        if wire and own is not None:
            with contextlib.suppress(codec.Unsupported):
                found = codec.decode({"reference": own}, remote.Wire(self, wire.test))
                if isinstance(found, answer_key.AnswerStopped):
                    answer_key.AnswerStopped.__init__(found, **how)
                    found.args = (how["words"],)
                    return found
        return stopped(base=base, **how)

    def converse(self):
        """The reply to a call; before it comes, functions of the test's may be called."""
        while True:
            reply = self.channel.receive()
            if "callback" not in reply:
                return reply
            self.channel.send("returned", **self.called_back(reply["callback"]))

    def called_back(self, message):
        """{"value": …} or {"raised": [class, words]} of a call of a function of the test's, by the student's code."""
        test, self.depth = message["test"], self.depth + 1
        try:
            self.count_call()
            function = codec.numbered(self.callbacks, message["number"])
            wire = remote.Wire(self, test)
            args, kwargs = codec.decode(message["args"], wire), codec.decode(message["kwargs"], wire)
            if self.depth > DEEPEST:
                raise RecursionError("functions of the test and of the student call each other too deeply")
            value = function(*args, **kwargs)
            return {"value": codec.encode(value, remote.Wire(self, test))}
        except answer_key.GraderError as error:
            self.failure = error
            return {"raised": ["RuntimeError", ""]}
        except Exception as error:
            if isinstance(error, codec.Unsupported):
                self.failure = error
            kinds = (kind.__name__ for kind in type(error).__mro__ if vars(builtins).get(kind.__name__) is kind)
            visible = not self.message["hidden"]  # an error's words are the test's own
            return {"raised": [next(kinds), str(error)[:300] if visible else ""]}
        finally:
            self.depth -= 1

    def callback(self, function):
        """The reference by which the student's process calls a function of the test's."""
        number = next((n for n, known in enumerate(self.callbacks) if known is function), len(self.callbacks))
        if number == len(self.callbacks):
            self.count_object()
            self.callbacks.append(function)
        name, doc = getattr(function, "__name__", None), getattr(function, "__doc__", None)
        return ["callback", number, name if type(name) is str else "function", doc if type(doc) is str else None]

    def count_call(self):
        self.count += 1
        if self.count > MOST_CALLS:
            self.failure = codec.Unsupported(f"more than {MOST_CALLS} calls in one test: is there an end to it?")
            raise self.failure

    def count_object(self):
        self.objects += 1
        if self.objects > remote.MOST_OBJECTS:
            self.failure = codec.Unsupported(f"more than {remote.MOST_OBJECTS} objects in one test")
            raise self.failure

    def hint(self, function, exercise):
        """The fields of a Hint, or None."""
        self.channel.send("hint", function=function, exercise=exercise)
        return self.channel.receive()["hint"]

    def names_in(self, error):
        """The student's names in the line of the test cell in which an error arose."""
        lines = [line for cell, line in shells.lines_in_cells(error) if cell == self.message["cell"]]
        words = set(re.findall(r"\w+", self.message["source"].splitlines()[lines[-1] - 1])) if lines else set()
        return words & self.message["found"].keys()

    def in_hidden_lines(self):
        return bool(set(self.lines()) & set(self.message["hidden"]))

    def lines(self):
        """The lines of the test cell that are being run: a hidden one may call a helper that is not hidden."""
        frame = sys._getframe()
        while frame:
            if frame.f_code.co_filename.startswith(f"<cell {self.message['cell']} "):
                yield frame.f_lineno
            frame = frame.f_back


def refuse_what_cannot_be_judged(nodes):
    """Raises GraderError on what a test can ask only of the process in which the student's code ran."""
    for node in nodes:
        if isinstance(node, ast.Attribute) and node.attr in ("gca", "gcf") and getattr(node.value, "id", "") == "plt":
            raise answer_key.GraderError(
                f"this test asks for the current figure (plt.{node.attr}), which is in another process: "
                "let the student's function return its axes, or keep them in a name, and look at these"
            )


def names_bound(node):
    """The names that a node of a test binds or deletes."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store | ast.Del):
        return [node.id]
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    if isinstance(node, ast.Constant) and isinstance(node.value, str):  # mock.patch("__main__.helper")
        return [node.value.removeprefix("__main__.")] if node.value.startswith("__main__.") else []
    return []


def paths_assigned(nodes, namespace):
    """ "numpy.random.seed" for each attribute of a module that a test assigns to."""
    for node in nodes:
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store | ast.Del):
            first, _, rest = ast.unparse(node).partition(".")
            if isinstance(namespace.get(first, sys.modules.get(first)), types.ModuleType):
                yield f"{getattr(namespace.get(first), '__name__', first)}.{rest}"


def attribute(path):
    """(module, name, value) of "numpy.random.seed"; (None, None, None) if nothing goes by that path."""
    parts = path.split(".")
    for count in range(len(parts) - 1, 0, -1):
        module = sys.modules.get(".".join(parts[:count]))
        if module is not None and parts[0] not in ("__main__", "graders"):
            value = module
            for part in parts[count:]:
                value = getattr(value, part, None)
            return (module.__name__, ".".join(parts[count:]), value) if value is not None else (None, None, None)
    return None, None, None


def stopped(kind, base, words, line, text):
    """An AnswerStopped that is also of the built-in class that the student raised, for tests that expect it."""
    base = getattr(builtins, base, None)
    plain = isinstance(base, type) and issubclass(base, Exception) and base is not Exception
    ends_loops = plain and issubclass(base, (StopIteration, StopAsyncIteration))  # and a test's loop would take it so
    bases = (answer_key.AnswerStopped, base) if plain and not ends_loops else (answer_key.AnswerStopped,)
    try:
        error = type("AnswerStopped", bases, {"__str__": lambda error: error.words})(kind, words, line, text)
    except TypeError:  # a class that wants other arguments
        return answer_key.AnswerStopped(kind, words, line, text)
    error.args = (words,)
    return error


def write_back(mine, after):
    """Change mine, an argument, into what it was after the call, as far as it can change in place."""
    if type(mine) is np.ndarray and type(after) is np.ndarray:
        if (mine.shape, mine.dtype) != (after.shape, after.dtype):
            raise ValueError("of another shape or type")
        mine[...] = after
    elif type(mine) is np.random.Generator and type(after) is np.random.Generator:
        codec.go_on(mine, after)
    elif type(mine) is dict and type(after) is dict:
        kept = {key: mine[key] for key in after if key in mine}
        mine.clear()
        mine.update({key: merged(kept[key], value) if key in kept else value for key, value in after.items()})
    elif type(mine) is list and type(after) is list:
        mine[:] = [merged(mine[i], value) if i < len(mine) else value for i, value in enumerate(after)]
    elif type(mine) is tuple and type(after) is tuple:
        for old, new in zip(mine, after, strict=False):
            write_back(old, new)


def merged(mine, after):
    """The same object, changed, if it could change in place; else the other."""
    changeable = type(mine) is type(after) and type(mine) in (np.ndarray, np.random.Generator, dict, list)
    if not changeable or (type(mine) is np.ndarray and (mine.shape, mine.dtype) != (after.shape, after.dtype)):
        return after
    write_back(mine, after)
    return mine


# -- the verdict ---------------------------------------------------------------------------------------------------


def verdict(result, outputs, message, calls):
    """What a test says: outcome "right", "wrong" or "ungraded", a partial score or None, and words for the student."""
    said = {"partial": None, "odd": None, "words": "", "undefined": None, "printed": shells.printed(outputs)[:10_000]}
    said |= {"mistake": None, "hint": None, "assertion": False, "taken": calls.taken}
    error = result.error_before_exec or result.error_in_exec
    if error is None:
        return {**said, "outcome": "right", "partial": points(result.result), "odd": odd_score(result.result)}
    if isinstance(error, NameError) and error.name in message["missing"]:
        words = f"`{error.name}` is not defined: its cell was deleted, stopped with an error, or took too long."
        return {**said, "outcome": "wrong", "words": words, "undefined": error.name}
    if isinstance(error, NameError) and error.name in message["unsupported"]:
        words = f"`{error.name}` is not made of numbers, strings, lists, dicts and plain arrays."
        return {**said, "outcome": "wrong", "words": words}
    if reads_a_file(error, message["source"]):
        words = f"a test reads {error.filename}, which is not there; if the student's function writes it, "
        return {**said, "outcome": "ungraded", "words": words + "let the function return what it writes, too"}
    if is_ours(error, calls):
        return {**said, "outcome": "ungraded", "words": "".join(traceback.format_exception(error))[-4000:]}
    if isinstance(error, NotYet):
        said |= {"mistake": error.mistake, "hint": error.hint and error.hint[1]}
    elif isinstance(error, AssertionError):
        said["assertion"] = bool(visible_lines(error, message))
    return {**said, "outcome": "wrong", "words": words_for(error, message), "undefined": calls.missing}


def reads_a_file(error, source):
    """Whether a test cell looked for a file that it names, and that only the student's process can have."""
    return type(error) is FileNotFoundError and Path(str(error.filename)).name in source


def points(value):
    """The number that a test ends with, None if it ends with none."""
    if not isinstance(value, (int, float, np.integer, np.floating)) or type(value) is bool:
        return None
    try:
        return float(value)
    except OverflowError:
        return math.copysign(math.inf, value > 0 or -1)


def odd_score(value):
    """What a test ends with, in words, if it looks like a number of points and is none; else None."""
    tensor = type(value).__module__.partition(".")[0] in ("tensorflow", "torch", "jax", "jaxlib")
    # (Nothing else is asked for its number: it may be an object of the student's.)
    if points(value) is not None or not (tensor or isinstance(value, (Number, np.generic, np.ndarray, str))):
        return None
    try:
        float(value)
    except Exception:
        return None
    return f"{type(value).__name__} {value!r}"[:200]


def is_ours(error, calls):
    """Whether a test failed through no fault of the student's.

    An assertion is a verdict, and so is an error of the student's code. Any other error in our own code, or before
    anything of the student's was looked at, is ours.
    """
    if isinstance(error, answer_key.GraderError):
        return True
    if isinstance(error, (AssertionError, answer_key.AnswerStopped, codec.Unsupported)):
        return False  # (an Unsupported before any answer came would have been a GraderError)
    if isinstance(error, NameError) and calls.message["setup_stopped"]:
        return False  # a cell of the release that needs the student's work has not made this name
    if isinstance(error, TypeError) and calls.names_in(error):
        return False  # it is no data, and Python took it for some
    files = [frame.filename for frame in traceback.extract_tb(error.__traceback__)]
    ours = any(name.startswith(GRADERS) for name in files) and not isinstance(error, MemoryError)
    return not calls.used or ours


def words_for(error, message):
    """What the student reads: nothing of a hidden test but that it was not passed, or which mistake it names."""
    if isinstance(error, answer_key.AnswerStopped):
        return error.text
    if hasattr(error, "_render_traceback_"):  # check's own, whose message is made for the student
        return str(error)
    lines = visible_lines(error, message)
    if not lines:
        return "A hidden test is not passed."
    source = message["source"].splitlines()[lines[-1] - 1].strip()
    words = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return f"This test is not passed: {source}\n{words[:2000]}"


def visible_lines(error, message):
    """The lines of the test cell through which an error came, none if one of them is hidden."""
    lines = [line for cell, line in shells.lines_in_cells(error) if cell == message["cell"]]
    return [] if set(lines) & set(message["hidden"]) else lines
