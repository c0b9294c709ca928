"""A process that a fork server has forked: messages to it and from it, its bounds, and its end."""

import os
import select
import shutil
import signal
import socket
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass

from graders.engine import EngineError, bounds, protocol
from graders.engine.untrusted import memory_for

START, GRACE = 30, 2  # seconds that a fork may take to be ready, and an interrupted cell to stop
RAW = 64 << 10  # bytes written past Python that are kept
MESSAGE, MESSAGES = 96 << 20, 100_000  # bytes of one answer; messages for one request


@dataclass(frozen=True)
class Limits:
    """What a submission may use. Seconds: of a cell or a test, and of all. memory, file: bytes."""

    cell_seconds: float = 30
    total_seconds: float = 180
    memory: int = 4 << 30
    processes: int = 128
    file: int = 256 << 20


class ProcessDied(Exception):
    """The student's or the judge's process has died, or had to be given up. The message says why, to the student."""


class JudgeStopped(Exception):
    """The judge's process died, or took too long, while a function of a test's ran for the student's call."""


class Timeout(Exception):
    """The process did not answer within its time, and may still be running."""


class Process:
    """What a fork server has forked: lines of JSON go to it, and lines of JSON come back, which may be lies."""

    def __init__(self, server, limits, files=None, seed=0):
        self.server, self.buffer, self.raw, self.count = server, bytearray(), bytearray(), 0
        self.pid, self.place = 0, None
        self.sock, theirs = socket.socketpair()
        self.pipe, writer = os.pipe()
        os.set_blocking(self.pipe, False)
        self.pidfds, self.cgroup = [], None
        try:
            with theirs, open(writer, "wb"):
                bound = limits.memory, bounds.processes(limits.processes), limits.file, int(limits.total_seconds) + 10
                server.ready().ask(protocol.Fork(server.sandboxed, *bound), theirs.fileno(), writer)
            self.born(limits)
            # The folder that it works in: in a sandbox it is there already, and its own.
            self.place = "/submission" if server.sandboxed else tempfile.mkdtemp(dir=server.scratch)
            self.send(protocol.Start(self.place, server.bundle, files or {}, seed))
            answer = self.receive(START)
            if not isinstance(answer, protocol.Ready):
                raise ProcessDied(getattr(answer, "text", "it did not get ready"))
        except (ProcessDied, Timeout, OSError, EngineError) as error:
            self.kill()
            if isinstance(error, EngineError):
                raise
            raise EngineError(f"the {server.kind}'s process did not start: {error}; {server.said()}") from None

    def born(self, limits):
        """Wait for the fork, which waits for our first message, and set the bounds of its tree."""
        self.sock.settimeout(START)
        word, descriptors, *_ = socket.recv_fds(self.sock, 2000, 2)
        if not word.startswith(b"born"):
            raise ProcessDied(word.decode("utf-8", "replace"))
        self.pid = int(word.split()[1])
        if self.server.sandboxed:
            self.pidfds = descriptors
            try:
                self.cgroup = bounds.Cgroup(self.pidfds, limits.memory, limits.processes)
            except OSError:
                self.cgroup = bounds.Watchdog(self.pidfds[0], limits.memory)
        self.sock.setblocking(False)
        self.poll = select.poll()
        for thing in (self.sock.fileno(), self.pipe):
            self.poll.register(thing, select.POLLIN)

    def send(self, message):
        self.count = 0
        self.sock.settimeout(START)
        try:
            self.sock.sendall(protocol.encode(message) + b"\n")
        except OSError:
            raise ProcessDied("the process ended") from None
        finally:
            self.sock.setblocking(False)

    def receive(self, seconds):
        """The next message. Raises Timeout, ProcessDied."""
        deadline, scanned = time.monotonic() + seconds, 0
        while True:
            end = self.buffer.find(b"\n", scanned)
            if end >= 0:
                line = bytes(self.buffer[:end])
                del self.buffer[: end + 1]
                self.count += 1
                return self.understood(line)
            scanned = len(self.buffer)
            if scanned > MESSAGE:
                raise ProcessDied("it sent more than an answer may hold")
            left = deadline - time.monotonic()
            if left <= 0:
                raise Timeout
            ready = {descriptor for descriptor, _ in self.poll.poll(left * 1000)}
            if self.pipe in ready:
                self.drain()
            if self.sock.fileno() in ready:
                self.fill()

    def reply(self, ticket, seconds):
        """What answers the request with this id. Other messages, forged or too late, are passed over."""
        deadline = time.monotonic() + seconds
        while True:
            message = self.receive(deadline - time.monotonic())
            if isinstance(message, protocol.Reply) and message.id == ticket:
                return message.body

    def understood(self, line):
        self.size = len(line)
        if self.count > MESSAGES:
            raise ProcessDied("it sent more messages than it was asked for")
        try:
            with memory_for(len(line)):
                return protocol.decode(line, protocol.FROM[self.server.kind])
        except protocol.Garbled as error:
            raise ProcessDied(str(error)) from None

    def drain(self):
        """What is written to descriptors 1 and 2 past Python (C code, other programs): the beginning is kept."""
        with suppress(BlockingIOError):
            data = os.read(self.pipe, 1 << 16)
            if not data:
                self.poll.unregister(self.pipe)
            self.raw += data[: max(0, RAW - len(self.raw))]

    def fill(self):
        try:
            data = self.sock.recv(1 << 20)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            raise ProcessDied("the process ended")
        self.buffer += data

    def interrupt(self):
        with suppress(ProcessLookupError):
            if self.pidfds:
                signal.pidfd_send_signal(self.pidfds[1], signal.SIGINT)
            elif self.pid:
                os.kill(self.pid, signal.SIGINT)

    def top(self):
        """The first process of its tree, by its number here; None once it is gone."""
        return bounds.pid_of(self.pidfds[0]) if self.pidfds else self.pid

    def waited(self):
        """Seconds that it waited for a processor that others had; infinite if nobody can say."""
        top = self.top()
        return bounds.waited(top) if top and sys.platform == "linux" else float("inf")

    def crowd(self):
        """How many processes there are in its tree; 0 if nobody can say."""
        top = self.top()
        return len(bounds.descendants(top)) if top and sys.platform == "linux" else 0

    def kill(self):
        """End the whole tree, and wait until it is gone."""
        if self.pidfds:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self.pidfds[0], signal.SIGKILL)
            gone = select.poll()
            gone.register(self.pidfds[0], select.POLLIN)
            gone.poll(10_000)
            if self.cgroup:
                self.cgroup.close()
            for descriptor in self.pidfds:
                os.close(descriptor)
            self.pidfds = []
        if self.pid and not self.server.sandboxed:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.pid, signal.SIGKILL)
            if self.place:
                shutil.rmtree(self.place, ignore_errors=True)
        self.pid = 0
        if self.pipe is not None:
            self.sock.close()
            os.close(self.pipe)
            self.pipe = None
