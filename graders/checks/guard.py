"""A student's call that goes on and on is stopped, so that a check in a notebook ends.

Grading needs none of this: there the student's process has limits of its own.
"""

import contextlib
import signal
import sys
import threading
import time
from _thread import interrupt_main

try:
    import resource
except ImportError:  # on Windows
    resource = None

SECONDS = 5.0  # of one call: the slowest right answer that we know takes 0.35 s, on a slow laptop some 2 s
TENSORFLOW_SECONDS = 15.0  # it imports much of itself when it is first used
BYTES = 1 << 30  # that the process may grow by in one call
LOOK = 0.1  # seconds between two looks at the clock
AGAIN = 0.5  # seconds until code that has caught its end is stopped once more
NOBODY = contextlib.nullcontext()


class GoesOn(BaseException):
    """A call was stopped. No Exception, so that the student's `except` does not catch it.

    kind, words: what to say of it, as of the error that it stands for.
    """

    def __init__(self, kind, words):
        super().__init__(words)
        self.kind, self.words = kind, words


class Guard:
    """A context for one call of the student's function.

    A call may use so much time of the processor: a computer that sleeps or is busy with something else is no fault.
    By the clock, too: on many cores the processors' times add up.
    """

    def __init__(self):
        self.started = None  # what the clocks said when the call that runs began, or when it was stopped in vain
        self.allowed = None  # seconds, if not as many as ever
        self.stop = None  # (started of the call that is to end, kind, words)
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self.look, daemon=True)

    def begin(self):
        """Watch from now on. Returns whether there are threads here to do it."""
        with contextlib.suppress(RuntimeError):
            self.thread.start()
        return self.thread.is_alive()

    def end(self):
        self.ended.set()
        self.thread.join()

    def __enter__(self):
        self.allowed, self.started = None, _now()

    def __exit__(self, *error):
        self.started = None

    def look(self):
        """In a thread of its own: interrupt the main one while a call goes on and on."""
        while not self.ended.wait(LOOK):
            started = self.started
            if started is None:
                continue
            seconds, by_the_clock, more = (now - then for now, then in zip(_now(), started, strict=True))
            if more > BYTES:
                self.stop = started, "MemoryError", "it takes more than 1 GB of memory"
            elif min(seconds, by_the_clock) > self._most():
                self.stop = started, "TimeoutError", "a loop does not end"
            else:
                continue
            interrupt_main()

    def _most(self):
        return self.allowed or (TENSORFLOW_SECONDS if "tensorflow" in sys.modules else SECONDS)

    def on_signal(self, others, number, frame):
        """In the main thread, where calls start and end: so one that has just ended is not stopped any more."""
        stop, self.stop = self.stop, None
        if stop is None:
            others(number, frame)
        elif stop[0] is self.started:
            self.allowed, self.started = AGAIN, _now()
            raise GoesOn(*stop[1:])


@contextlib.contextmanager
def watch():
    """A Guard, as long as this lasts; NOBODY where there are no threads, or no signals in this one."""
    others, guard = _handler(), Guard()
    if others is None or not guard.begin():
        yield NOBODY
        return
    signal.signal(signal.SIGINT, lambda *signalled: guard.on_signal(others, *signalled))
    try:
        yield guard
    finally:
        guard.started = None
        guard.end()
        signal.signal(signal.SIGINT, others)  # which first handles what has come in before


def _handler():
    """What handles a person's interrupt; None if nothing does in Python, or if none can be raised here."""
    if sys.platform == "emscripten" or threading.current_thread() is not threading.main_thread():
        return None
    handler = signal.getsignal(signal.SIGINT)
    return handler if callable(handler) else None


def _now():
    return time.process_time(), time.monotonic(), _memory()


def _memory():
    """The most bytes that this process ever had; 0 where Python cannot tell."""
    if resource is None:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
