"""In the judge's process: the way of the tests' calls to the student's process, and what the names of a test mean."""

import ast
import builtins
import contextlib
import re
import sys
import types

from graders.checks import answer_key, codec
from graders.engine import protocol
from graders.engine.inside import in_place, remote
from graders.engine.inside import shell as shells

FRAMES = "assert_frame_equal", "assert_series_equal", "assert_index_equal"  # of pandas.testing
MOST_CALLS, DEEPEST = 100_000, 30  # per test: calls and callbacks together, and how deep they may nest


class Calls:
    """The way of the tests' calls to the student's process, and what the names of the test being run mean there.

    proxies: {(test, target), as in protocol.Call: what stands for it}. placed: {name: what we have put there of the
    student's}. from_setup: the functions that set-up cells have handed over; those of a test are forgotten when it
    ends.
    """

    def __init__(self, channel, shell):
        self.channel, self.shell, self.namespace = channel, shell, shell.user_ns
        self.proxies, self.placed, self.from_setup = {}, {}, []
        self.setup_stopped = False  # whether a cell of the release that needs the student's work has stopped
        self.setup_called = False  # whether one has called a function of the student's, so that names may hold answers

    def begin(self, message):
        """A cell begins."""
        self.cell, self.source, self.names = message.cell, message.source, message.names
        self.in_setup = isinstance(message, protocol.SetUp)
        self.used, self.count, self.depth = self.setup_called, 0, 0  # used: whether an error may come of an answer
        self.hidden = set() if self.in_setup else set(message.hidden)  # set-up cells hide nothing
        self.missing = None  # what a NameError of the student's code was about
        self.failure = None  # what went wrong in a function of the test's, whatever the student's code made of it
        self.callbacks = self.from_setup if self.in_setup else [*self.from_setup]
        self.objects, self.taken, self.unsupported = 0, [], []
        self.data, self.bound, self.patches, self.moved = {}, {}, {}, set()

    # -- names

    def give_names(self):
        """The student's names: stubs for functions, copies of data. What the student has not made must not be there.

        What a setup cell has made here is the release's, and stays, unless an answer cell of the release defines it.
        """
        for name in self.names.missing:
            if self.may_place(name):
                self.namespace.pop(name, None)
        for name, found in self.names.found.items():
            if not self.may_place(name):
                continue
            if name not in self.names.solved:
                self.taken.append(name)
            self.namespace.pop(name, None)
            try:
                self.placed[name] = self.namespace[name] = self.given(name, found)
                self.used |= isinstance(found, protocol.Value)
            except codec.Unsupported:
                self.unsupported.append(name)

    def may_place(self, name):
        ours = name in self.namespace and self.namespace[name] is not self.placed.get(name, self)
        return not ours or name in self.names.solved

    def given(self, name, found):
        if isinstance(found, protocol.Unusable):
            raise codec.Unsupported(name)
        if isinstance(found, protocol.Value):
            return codec.decode(found.data, remote.Wire(self, self.names.test))
        words = f"`{name}` is a function; did you forget to call it?"
        place = self.names.test, name
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
        found, missing = self.names.found, self.names.missing
        for name in [*found, *missing]:
            if name in used and not isinstance(found.get(name), protocol.Function) and self.may_place(name):
                self.data[name] = self.encoded(name)
        functions = [name for name in found if name not in self.data and name in self.namespace]
        changed = {name for node in nodes for name in names_bound(node)}
        known = {*functions, *(changed & {*self.names.known, *dir(builtins)})} - self.data.keys()
        self.bound = {name: self.namespace.get(name, protocol.GONE) for name in known}
        for path in {*paths_assigned(nodes, self.namespace), *(text for text in strings if text.count("."))}:
            module, name, value = attribute(path)
            if module:
                self.patches[f"{module}:{name}"] = value

    def encoded(self, name):
        if name not in self.namespace:
            return protocol.GONE
        return codec.encode(self.namespace[name], remote.Wire(self, self.names.test))

    def changes(self):
        """What the test has changed so far: {name: data}, {"module:attribute": data}."""
        self.moved |= {name for name, before in self.data.items() if self.encoded(name) != before}
        now = {name: self.namespace.get(name, protocol.GONE) for name in self.bound}
        self.moved |= {name for name, before in self.bound.items() if now[name] is not before}
        names = {}
        for name in self.moved:  # from then on always, for it may be bound again to what it was
            with contextlib.suppress(codec.Unsupported):  # what cannot travel is for the test alone
                names[name] = self.encoded(name)
        patches = {}
        for path, before in self.patches.items():
            _, _, now = attribute(path.replace(":", "."))
            if now is not before:
                patches[path] = codec.encode(now, remote.Wire(self, self.names.test))
        return names, patches

    def take(self, names):
        """What a call has changed of the names that the test looks at."""
        for name, data in names.items():
            if name not in self.data or data is None:
                continue
            self.moved.add(name)
            if data == protocol.GONE:
                self.namespace.pop(name, None)
                continue
            wire = remote.Wire(self, self.names.test)
            if type(data) is dict and "in place" in data and name in self.namespace:
                codec.encode(self.namespace[name], wire)  # both number what is in it alike
                in_place.put_back(wire, data["in place"], remote.Wire(self, self.names.test, wire))
            else:
                self.placed[name] = self.namespace[name] = codec.decode(data, wire)

    # -- calls

    def make(self, place, through, args, kwargs, do=None):
        """The answer. Raises AnswerStopped if the student's code did, codec.Unsupported if it cannot be had.

        place: (test, target). do: one of the OPERATIONS in `handles`. Without one it is a call by a declared exercise,
        in plain data alone.
        """
        self.count_call()
        wire = remote.Wire(self, place[0]) if do else codec.Wire()
        try:
            sent = codec.encode(args, wire), codec.encode(kwargs, wire)
            names, patches = self.changes()
        except codec.Unsupported as error:
            if self.used and not isinstance(error, remote.CannotTravel):  # it may be made of an answer
                raise
            raise answer_key.GraderError(
                f"a test hands over what cannot travel to the student's function ({error}): "
                "hand over numbers, strings, lists, dicts, arrays or functions"
            ) from None
        self.used, hidden = True, self.in_hidden_lines()
        self.setup_called |= self.in_setup
        call = protocol.Call(*place, through, do, *sent, names, patches, list(self.data))
        self.channel.send(protocol.Asked(call, hidden))
        reply = self.converse()
        if self.failure:
            raise self.failure
        return self.understood(reply, wire, plainly=do is None)

    def understood(self, reply, sent, plainly):
        """The value that a reply stands for. The arguments become what they are now. sent: the Wire of the call."""
        if isinstance(reply, protocol.Unsupported):
            raise codec.Unsupported(reply.words)
        said = reply if isinstance(reply, protocol.Stopped) else reply.answered
        answer = codec.Wire(sent) if plainly else remote.Wire(self, sent.test, sent)
        in_place.put_back(sent, said.after, answer)
        self.take(said.names)
        if isinstance(reply, protocol.Stopped):
            self.missing = reply.missing or self.missing
            raise self.stopped(None if plainly else sent, reply)
        answered = reply.answered
        # What it prints could quote a hidden input, which a visible line may hand over too.
        quiet = reply.quiet or self.hidden
        if not (quiet and isinstance(sys.stdout, shells.Stream)):
            sys.stdout.write(answered.printed)
        if answered.end:
            raise StopIteration
        return codec.decode(answered.value, None if plainly else answer)

    def stopped(self, wire, said):
        """The error of the student's code as one that a test can catch, by a class of the student's own too."""
        if wire and said.own is not None:
            with contextlib.suppress(codec.Unsupported):
                found = codec.decode({"reference": said.own}, remote.Wire(self, wire.test))
                if isinstance(found, answer_key.AnswerStopped):
                    answer_key.AnswerStopped.__init__(found, said.kind, said.words, said.line, said.text)
                    found.args, found.full = (said.words,), said.full
                    return found
        return stopped(said)

    def converse(self):
        """The reply to a call; before it comes, functions of the test's may be called."""
        while True:
            reply = self.channel.receive()
            if not isinstance(reply, protocol.CalledBack):
                return reply
            self.channel.send(self.called_back(reply.test, reply.callback))

    def called_back(self, test, callback):
        """What a call of a function of the test's, by the student's code, Returned."""
        self.depth += 1
        try:
            self.count_call()
            function = codec.numbered(self.callbacks, callback.number)
            wire = remote.Wire(self, test)
            args, kwargs = codec.decode(callback.args, wire), codec.decode(callback.kwargs, wire)
            if self.depth > DEEPEST:
                raise RecursionError("functions of the test and of the student call each other too deeply")
            held, back = in_place.held(wire), remote.Wire(self, test, wire)
            value = function(*args, **kwargs)
            after = in_place.changes(wire, held, back)
            return protocol.Returned(codec.encode(value, back), after)
        except answer_key.GraderError as error:
            self.failure = error
            return protocol.Returned(raised=("RuntimeError", ""))
        except Exception as error:
            if isinstance(error, codec.Unsupported):
                self.failure = error
            kinds = (kind.__name__ for kind in type(error).__mro__ if vars(builtins).get(kind.__name__) is kind)
            words = "" if self.hidden else str(error)[:300]  # the test's own
            return protocol.Returned(raised=(next(kinds), words))
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
        if self.objects > protocol.MOST_OBJECTS:
            self.failure = codec.Unsupported(f"more than {protocol.MOST_OBJECTS} objects in one test")
            raise self.failure

    def hint(self, place, exercise):
        """A protocol.Hint, or None."""
        self.channel.send(protocol.HintAsked(*place, exercise))
        return self.channel.receive().hint

    def names_in(self, error):
        """The student's names in the line of the test cell in which an error arose."""
        lines = [line for cell, line in shells.lines_in_cells(error) if cell == self.cell]
        words = set(re.findall(r"\w+", self.source.splitlines()[lines[-1] - 1])) if lines else set()
        return words & self.names.found.keys()

    def in_hidden_lines(self):
        return bool(set(self.lines()) & self.hidden)

    def lines(self):
        """The lines of the test cell that are being run: a hidden one may call a helper that is not hidden."""
        frame = sys._getframe()
        while frame:
            if frame.f_code.co_filename.startswith(f"<cell {self.cell} "):
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
        if getattr(node, "attr", getattr(node, "id", "")) in FRAMES:
            raise answer_key.GraderError(
                "this test compares a whole data frame, which is in another process: compare plain data of it, such as "
                "df.to_dict('list') or df['a'].tolist()"
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


def stopped(said):
    """An AnswerStopped that is also of the built-in class that the student raised, for tests that expect it."""
    base, what = getattr(builtins, said.base, None), (said.kind, said.words, said.line, said.text)
    plain = isinstance(base, type) and issubclass(base, Exception) and base is not Exception
    ends_loops = plain and issubclass(base, (StopIteration, StopAsyncIteration))  # and a test's loop would take it so
    bases = (answer_key.AnswerStopped, base) if plain and not ends_loops else (answer_key.AnswerStopped,)
    try:
        error = type("AnswerStopped", bases, {"__str__": lambda error: error.words})(*what)
        error.args = (said.words,)
    except TypeError:  # a class that wants other arguments
        error = answer_key.AnswerStopped(*what)
    error.full = said.full
    return error
