"""What comes from a student, made harmless: text that can be printed, and a bound on the memory that reading takes."""

import re
import resource
from contextlib import contextmanager
from pathlib import Path


def printable(text):
    """Without what would move a terminal's cursor or change its colours when an instructor reads the log."""
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", "?", well_formed(text))


def well_formed(text):
    """Without lone surrogates, which no file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


@contextmanager
def memory_for(size):
    """A bound on what reading a large file may take: hostile JSON of 100 MB would grow to several gigabytes."""
    if size < 4 << 20:
        yield
        return
    status, now = Path("/proc/self/statm"), 8 << 30
    if status.exists():
        now = int(status.read_text().split()[5]) * resource.getpagesize()
    before = resource.getrlimit(resource.RLIMIT_DATA)
    # Honest numbers in one long line take 7 times their size; a letter beyond Unicode's first plane adds 3.
    bound = min(limit for limit in (now + 12 * size, *before) if limit != resource.RLIM_INFINITY)
    resource.setrlimit(resource.RLIMIT_DATA, (bound, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, before)
