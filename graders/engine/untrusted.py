"""What comes from a student: text that can be printed, a bound on the memory that reading takes, and the process in
which HTML, Markdown, formulas, pictures and archives are parsed.

`run(function, *arguments)` calls a function of ours in a helper, a forked child that may use SECONDS of processor time
and MEMORY for one call, and answers in plain data of at most ANSWER bytes. Whatever becomes of it there, this process
goes on: `run` raises Failed, and its caller leaves that item out and says so. If the machine has failed, and not what
the student wrote, that is Killed, of which nothing follows for a grade. `allow` begins another submission: what
its items take together is bounded, too, and items that take too much use this up soon, so that a class with many of
them is not kept waiting. `read` is the same for a whole file, which gets by its size what it may take.
"""

import atexit
import gc
import importlib
import os
import re
import resource
import signal
import socket
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

# Seconds of processor time: for one call, and for all calls of a submission. Honest texts, a few thousand words or a
# table of ten thousand numbers, take 0.03 and 0.2.
SECONDS, IN_ALL = 0.5, 3.0
TOO_MUCH = 1.0  # seconds that a call is charged at least if it takes too much
PATIENCE = 60  # seconds until a helper that the machine leaves no time to work is given up
# Bytes: what a call may take beside what this process has and its arguments, and what it answers.
MEMORY, ANSWER = 100 << 20, 32 << 20
LEFT_BEHIND = 500 << 20  # bytes: a helper that keeps more of what it has done is replaced
FRAME = 10_000  # bytes around an answer
# A whole file: seconds and bytes for a small one; bytes that are read in a second, and memory for each byte. Honest
# JSON, numbers in one long line, takes 7 times its size; a letter beyond Unicode's first plane adds 3.
SMALL, PER_SECOND, GROWS = (1.5, 400 << 20), 20 << 20, 12
NEARLY = 10 / GROWS  # the share of its memory that honest work does not exceed


class Failed(Exception):
    """What a student wrote cannot be parsed, or not within its bounds. The message ends a sentence about it."""


def printable(text):
    """Without what would move a terminal's cursor, change its colours, or turn round the order of letters when an
    instructor reads the log."""
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", "?", well_formed(text))


def well_formed(text):
    """Without lone surrogates, which no file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


@contextmanager
def memory_for(size):
    """A bound on what reading a large file may take: hostile JSON of 100 MB would grow to several gigabytes."""
    if size < 4 << 20:
        yield
        return
    now, before = data_now(), resource.getrlimit(resource.RLIMIT_DATA)
    bound = min(limit for limit in (now + GROWS * size, *before) if limit != resource.RLIM_INFINITY)
    resource.setrlimit(resource.RLIMIT_DATA, (bound, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, before)


# -- parsing, in a helper ----------------------------------------------------------------------------------------------

HELPERS = []  # of this process: none or one
LEFT = {"seconds": IN_ALL}


def allow(seconds=IN_ALL):
    """Another submission begins: its calls may take this much processor time together."""
    LEFT["seconds"] = seconds


def read(function, size, *arguments, most=ANSWER):
    """As `run`, of a file of this many bytes, which is read once and not charged to what is shown of a submission."""
    before = LEFT["seconds"]
    seconds, memory = SMALL[0] + size / PER_SECOND, max(SMALL[1], GROWS * size)
    try:
        LEFT["seconds"] = seconds
        return run(function, *arguments, most=most, seconds=seconds, memory=memory)
    finally:
        LEFT["seconds"] = before


def run(function, *arguments, most=ANSWER, seconds=SECONDS, memory=MEMORY):
    """What a function of a module's answers, called in the helper. Arguments and answer are plain data; most: bytes.

    Raises Failed if it raises anything, dies, takes too much, or if the submission has had its time; Killed if
    something else has ended the helper twice.
    """
    if LEFT["seconds"] <= 0:
        raise Failed("what is shown of this submission took too long already")
    name, within = [function.__module__, function.__name__], min(seconds, LEFT["seconds"])
    try:
        message = msgspec.msgpack.encode([*name, within, memory, most, arguments])
    except ValueError:  # half a character
        raise Failed("it is no text") from None
    try:
        took, failed, answer = asked(message, most)
    except Killed:
        took, failed, answer = asked_again(message, most, memory)
    LEFT["seconds"] -= took
    if failed:
        raise Failed(failed)
    return answer


def asked_again(message, most, memory):
    """As `asked`, of a new helper, after one was killed at this.

    If this one is killed with nearly all the memory that the work may take, that is the cause. Else Killed is raised.
    """
    try:
        return asked(message, most)
    except Killed as error:
        if error.grew > 2 * len(message) + NEARLY * memory:  # the message is there as a whole and in parts
            return TOO_MUCH, "it takes too much memory", None
        LEFT["seconds"] -= TOO_MUCH  # so that many items keep nobody waiting
        raise


def asked(message, most):
    """[seconds to be charged, why it failed or "", the answer] of the helper, a new one if need be. Raises Killed."""
    if not (HELPERS and HELPERS[0].owner == os.getpid()):
        HELPERS[:] = [Helper()]
    try:
        took, failed, too_much, answer, over = HELPERS[0].ask(message, most)
    except Died as error:
        HELPERS.pop().end()
        return max(error.took, TOO_MUCH), f"it takes too much {'time' if error.late else 'memory'}", None
    except BaseException:  # Ctrl-C, too: nobody else is to get the answer to this
        HELPERS.pop().end()
        raise
    if over:
        HELPERS.pop().end()
    return max(took, TOO_MUCH * too_much), failed, answer


class Died(Exception):
    """The helper ended. took: seconds of processor time that its last call had; late: whether it ended for that."""

    def __init__(self, took, late):
        self.took, self.late = took, late


class Killed(Failed):
    """Something else has ended the helper, or left it no time to work: nothing that a student did. grew: bytes that it
    had taken."""

    def __init__(self, words, grew=0):
        super().__init__(words)
        self.grew = grew


class Helper:
    """A forked child that answers requests one at a time. It ends with this process."""

    def __init__(self):
        self.owner = os.getpid()
        self.sock, theirs = socket.socketpair()
        self.size = memory_now()
        self.pid = os.fork()
        if self.pid == 0:
            try:
                serve(theirs)
            finally:
                os._exit(0)
        theirs.close()
        self.sock.settimeout(PATIENCE)
        self.before = 0.0

    def ask(self, message, most):
        """Of a call: seconds it took, why it failed or "", whether for memory, its answer, and whether the helper has
        ended after it. Raises Died, Killed."""
        try:
            send(self.sock, message)
            came = receive(self.sock, most + FRAME)
            found = msgspec.msgpack.decode(came, type=tuple[float, str, bool, object, bool])
        except (EOFError, ConnectionError):
            raise self.death() from None
        except TimeoutError:  # its processor time has not run out: the caller ends the helper
            raise Killed("the machine was too busy for it") from None
        except (OSError, msgspec.MsgspecError):  # no answer
            raise Died(SECONDS, True) from None
        self.before += found[0]
        return found

    def death(self):
        """The Died or Killed of a helper that has gone."""
        with suppress(ChildProcessError):
            _, status, used = os.wait4(self.pid, 0)
            self.pid = 0
            by = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
            if by == signal.SIGKILL:
                return Killed("the machine ran out of memory", used.ru_maxrss * 1024 - self.size)
            return Died(used.ru_utime + used.ru_stime - self.before, by == signal.SIGPROF)
        return Died(SECONDS, True)

    def kill(self):
        if self.pid:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    def end(self):
        self.sock.close()
        if self.pid and self.owner == os.getpid():
            self.kill()
            with suppress(ChildProcessError):
                os.waitpid(self.pid, 0)
            self.pid = 0


@atexit.register
def end_helper():
    while HELPERS:
        HELPERS.pop().end()


def serve(sock):
    """The helper's life."""
    gc.freeze()  # what was forked may hold garbage, and to collect it would hide as much memory that a call takes
    from graders.engine import sandbox

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGPROF, signal.SIGCHLD):
        signal.signal(number, signal.SIG_IGN if number == signal.SIGINT else signal.SIG_DFL)
    os.closerange(3, sock.fileno())  # nothing that this process has open stays open by its helper
    os.closerange(sock.fileno() + 1, 1 << 16)
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 2)  # a library that runs out of memory says so at length
    os.close(quiet)
    sandbox.end_with_parent()
    bound(resource.RLIMIT_FSIZE, 0)
    bound(resource.RLIMIT_CORE, 0)
    before, over = data_now(), False
    while not over:
        message = receive(sock, 1 << 30)
        module, name, seconds, memory, most, arguments = msgspec.msgpack.decode(message)
        bound(resource.RLIMIT_DATA, data_now() + len(message) + memory)
        function, began, too_much = getattr(importlib.import_module(module), name), time.process_time(), False
        signal.setitimer(signal.ITIMER_PROF, seconds)
        try:
            failed, answer = "", msgspec.msgpack.encode(function(*arguments))
        except BaseException as error:
            words = str(error) if isinstance(error, Failed) else f"it cannot be read ({type(error).__name__})"
            failed, answer, too_much = printable(words[:500]), b"\xc0", isinstance(error, MemoryError)
        signal.setitimer(signal.ITIMER_PROF, 0)
        if len(answer) > most:
            failed, answer = "it is too large", b"\xc0"
        del message, arguments
        over = too_much or data_now() - len(answer) > before + LEFT_BEHIND
        took = time.process_time() - began
        send(sock, msgspec.msgpack.encode([took, failed, too_much, msgspec.Raw(answer), over]))
        del answer


def bound(limit, value):
    hard = resource.getrlimit(limit)[1]
    resource.setrlimit(limit, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


def data_now():
    """Bytes that this process has for data."""
    status = Path("/proc/self/statm")
    return int(status.read_text().split()[5]) * resource.getpagesize() if status.exists() else 8 << 30


def memory_now():
    """Bytes in memory that are no file's, with which a fork begins; infinite if nobody can say."""
    status = Path("/proc/self/statm")
    if not status.exists():
        return float("inf")
    resident, shared = map(int, status.read_text().split()[1:3])
    return (resident - shared) * resource.getpagesize()


def send(sock, message):
    sock.sendall(len(message).to_bytes(8, "big"))
    sock.sendall(message)


def receive(sock, most):
    """A message. Raises EOFError at the end, OSError if it is too long or does not come in time."""
    length = int.from_bytes(exactly(sock, 8), "big")
    if length > most:
        raise OSError("too long")
    return exactly(sock, length)


def exactly(sock, length):
    found = bytearray()
    while len(found) < length:
        part = sock.recv(min(length - len(found), 1 << 20))
        if not part:
            raise EOFError
        found += part
    return bytes(found)
