"""What the grader says to the processes that it has forked, and they to it, in lines of JSON.

Here is every message but two, which come before there is anything to decode: b"ready" of a fork server, and b"born" of
a fork, with its number or descriptors of its processes (inside/server.py sends them, fork_server.py and process.py read
them).
Messages are decoded here and nowhere else, strictly: what is not of these types and within these bounds is no message.
Of what a student's process sends, nothing else is believed. `Data` is what graders.checks.codec makes of a value, and
checks when it makes a value of it again. On the way nobody looks into it.
"""

import json
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

Data = Any
PRINTED = 64 << 10  # characters that a call may have printed
MOST_OBJECTS = 10_000  # that are not plain data, in one test
GONE = {"gone": True}  # the Data of a name that is bound to nothing
# The methods of an object in the student's process that Python looks for in the class of what stands for it.
METHODS = ["call", "len", "getitem", "setitem", "delitem", "contains", "iter", "next", "reversed"]
METHODS = [f"__{name}__" for name in [*METHODS, "hash", "enter", "exit"]]
COMPARED = ["eq", "ne", "lt", "le", "gt", "ge"]
COMPUTED = ["add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "pow", "and", "or", "xor", "lshift", "rshift"]
TURNED = ["neg", "pos", "invert", "abs", "round", "bool", "int", "float", "complex"]  # by what has one operand
Kind = Annotated[str, Meta(pattern=r"^\w{1,60}$")]
Words = Annotated[str, Meta(max_length=2000)]
Printed = Annotated[str, Meta(max_length=PRINTED)]
Place = tuple[str, int]  # a cell and a line of it


class Garbled(ValueError):
    """What arrived is no message."""


class Message(msgspec.Struct, frozen=True, tag=True, forbid_unknown_fields=True):
    pass


class Options(msgspec.Struct, frozen=True):
    """How a fork server is started. kind: "student" or "judge". path: the beginning of sys.path. later: packages that
    are loaded when something of them is first used."""

    kind: str
    path: list[str]
    imports: list[str]
    later: list[str]
    assignment: str | None


class Fork(Message):
    """To a fork server. Bounds: bytes of memory of a process and of a file, processes, seconds of the processor."""

    sandboxed: bool
    memory: int
    processes: int
    file: int
    seconds: int


# -- both kinds of processes -------------------------------------------------------------------------------------------


class Start(Message):
    """The first message. folder: to work in. bundle: that of the release. files: what lies beside the notebook."""

    folder: str
    bundle: str
    files: dict[str, bytes] = {}
    seed: int = 0


class Ready(Message):
    pass


class Broken(Message):
    """The last message of a process of which our own code has failed."""

    text: str


# -- to the student's process, and from it -----------------------------------------------------------------------------


class Run(Message):
    """Run a cell. passing: see Shell.run and `run` in inside/."""

    cell: str
    source: str
    passing: str | None


class Snapshot(Message):
    """Hold on to what these names mean now, where a test stands."""

    test: str
    names: list[str]


class Collect(Message):
    """Hand over the files that the notebook wrote beside itself. known: names that were there before. kinds: suffixes.
    most: bytes in all."""

    folder: str
    known: list[str]
    kinds: list[str]
    most: int


class Call(Message):
    """Do something with what a test means by a target: "name", a function of its snapshot, or "#number", an object that
    a call has made.

    do: one of the OPERATIONS in inside/handles.py; None for a call by a declared exercise, in plain data alone.
    through: "module:helper", which runs beside the function. names, patches: what names and "module:attribute" are
    bound to meanwhile. watch: the names whose changes are asked for.
    """

    test: str
    target: str
    through: str | None
    do: str | None
    args: Data
    kwargs: Data
    names: dict[str, Data]
    patches: dict[str, Data]
    watch: list[str]


class Search(Message):
    """Search the student's code for an edit that would pass a test: of an exercise by its function, or of plain asserts
    by their source. cells: {cell: the source that the student wrote}."""

    test: str
    function: str | None = None
    exercise: str | None = None
    assignment: str | None = None
    source: str | None = None
    cells: dict[str, str] | None = None


class Stream(msgspec.Struct, tag="stream"):
    name: str
    text: str


class Error(msgspec.Struct, tag="error"):
    ename: str
    evalue: str
    traceback: list[str]


class Display(msgspec.Struct, tag="display"):
    """data: {MIME type: text, or base64}."""

    data: dict[str, str]


class Passed(msgspec.Struct):
    """A line that failed and was passed over."""

    line: int
    kind: Kind
    words: Annotated[str, Meta(max_length=200)]


class Ran(Message):
    """stopped: whether the cell did not come to its end."""

    outputs: list[Stream | Error | Display]
    stopped: bool
    passed: Annotated[list[Passed], Meta(max_length=20)]


class Function(msgspec.Struct, frozen=True, tag=True):
    pass


class Value(msgspec.Struct, frozen=True, tag=True):
    data: Data


class Unusable(msgspec.Struct, frozen=True, tag=True):
    """Neither a function nor plain data."""


Found = Function | Value | Unusable


class Taken(Message):
    """What the names of a snapshot stand for, without those that are missing."""

    found: dict[str, Found]


class Written(Message):
    files: dict[str, bytes]


class Answered(Message):
    """after: what the call has changed in its arguments in place (inside/in_place.py). names: of those watched, what it
    has bound or changed. end: whether an iterator has come to its end, so that there is no value."""

    value: Data
    after: Data
    printed: Printed
    names: dict[str, Data]
    end: bool = False


class NotPlain(Message):
    """An answer that cannot travel."""

    words: Annotated[str, Meta(max_length=300)]


class Raised(Message):
    """An error of the student's code. base: the built-in class that it is of. missing: the name that a NameError is
    about. lines: where in the cells it arose. own: a reference to an error of the student's own class. after, names:
    as in Answered."""

    kind: Kind
    base: Kind
    words: Words
    missing: Annotated[str, Meta(max_length=200)] | None
    lines: Annotated[list[Place], Meta(max_length=20)]
    own: Data = None
    after: Data = None
    names: dict[str, Data] = {}


class Stale(Message):
    """A later cell has changed in place what the functions of this test can reach."""


Lines = Annotated[list[int], Meta(min_length=1, max_length=10)]


class Spots(Message):
    """What a search has found: alternatives, of each the lines of a cell to look at. family: the kind of mistake."""

    cell: str | None = None
    spots: Annotated[list[Lines], Meta(max_length=3)] = []
    family: str = ""


class Callback(Message):
    """Before it replies to a call, the student's code calls a function of the test's."""

    number: int
    args: Data
    kwargs: Data


class Returned(Message):
    """What that returned, or raised: a built-in class and words. after: what it changed in its arguments."""

    value: Data = None
    after: Data = None
    raised: tuple[str, str] | None = None


class Request(Message):
    """Nobody can know the id before, and the reply has the same."""

    id: str
    body: Run | Snapshot | Collect | Call | Search


class Reply(Message):
    id: str
    body: Ran | Taken | Written | Answered | NotPlain | Raised | Stale | Spots | Callback


# -- to the judge's process, and from it -------------------------------------------------------------------------------


class Names(msgspec.Struct, frozen=True):
    """What the names of the student's mean where a test stands, and why others are not there, in words.

    solved: those that answer cells of the release define. classes: of these, the classes. known: those solved, and what
    other cells but the tests define.
    """

    test: str
    found: dict[str, Found]
    missing: dict[str, str]
    solved: list[str]
    classes: list[str]
    known: list[str]


class SetUp(Message):
    """Run a cell of the release that stands before a test."""

    cell: str
    source: str
    names: Names


class Test(Message):
    """Run a test. hidden: the numbers of its lines that a student must not see."""

    cell: str
    source: str
    names: Names
    hidden: list[int]
    seed: int


class Done(Message):
    """A cell of the release has run."""


class Judged(Message):
    """What a test says.

    partial: points, if it ends with a number. odd: what it ends with, in words, if that looks like points and is none.
    undefined: the name it missed.
    for_instructor: which line of a hidden test was not passed, and why; never for the student. assertion: whether it is
    one of plain asserts that a student has seen, so that a hint may be searched. taken: names of the student's that it
    uses, and that the release does not define.
    """

    outcome: Literal["right", "wrong", "ungraded"]
    partial: float | None = None
    odd: str | None = None
    words: str = ""
    printed: str = ""
    for_instructor: str = ""
    undefined: str | None = None
    mistake: str | None = None
    hint: str | None = None
    assertion: bool = False
    taken: list[str] = []


class Asked(Message):
    """A test calls a function of the student's. hidden: whether a line that the student must not see does."""

    call: Call
    hidden: bool


class HintAsked(Message):
    test: str
    function: str
    exercise: str


class Answer(Message):
    """The student's answer as it came. quiet: whether nothing that it printed may be shown."""

    answered: Answered
    quiet: bool


class Stopped(Message):
    """The student's code stopped, in our own words. full: in all words, for the instructor. The rest: see Raised."""

    kind: str
    base: str
    words: str
    line: str
    text: str
    full: str = ""
    missing: str | None = None
    own: Data = None
    after: Data = None
    names: dict[str, Data] = {}


class Unsupported(Message):
    """An answer that is not plain data."""

    words: str


class CalledBack(Message):
    """A function of the test's is called, by what stands where this test does."""

    test: str
    callback: Callback


class Hint(msgspec.Struct, frozen=True):
    spots: list[list[int]]
    family: str
    text: str


class Hinted(Message):
    hint: Hint | None


# -- lines of JSON -----------------------------------------------------------------------------------------------------

OPTIONS = msgspec.json.Decoder(Options)
TO = {
    "server": msgspec.json.Decoder(Fork),
    "student": msgspec.json.Decoder(Start | Request | Returned),
    "judge": msgspec.json.Decoder(Start | SetUp | Test | Answer | Stopped | Unsupported | Hinted | CalledBack),
}
FROM = {
    "student": msgspec.json.Decoder(Ready | Broken | Reply),
    "judge": msgspec.json.Decoder(Ready | Broken | Done | Judged | Asked | HintAsked | Returned),
}


def encode(message):
    """A message as bytes. A lone surrogate in it, which JSON cannot hold, becomes a question mark."""
    try:
        return msgspec.json.encode(message)
    except UnicodeEncodeError:
        return json.dumps(msgspec.to_builtins(message), ensure_ascii=False).encode("utf-8", "replace")


def decode(line, decoder):
    """The message that a line is, by one of the decoders in TO and FROM. Raises Garbled."""
    try:
        return decoder.decode(line)
    except (ValueError, RecursionError, MemoryError):
        raise Garbled("it sent what is not a message") from None
