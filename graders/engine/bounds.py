"""Bounds on the memory and processes of a submission's whole tree, set from outside: a cgroup, if this process may make
one, else a watchdog."""

import contextlib
import functools
import os
import secrets
import signal
import threading
import time
from pathlib import Path
from typing import ClassVar

from graders.engine.sandbox import TEMPORARY

FEW = 24  # processes without a cgroup, beside those that libraries start for each processor


def pid_of(pidfd):
    """The process that a pidfd stands for, by its number here; None once it is gone."""
    for line in Path(f"/proc/self/fdinfo/{pidfd}").read_text().splitlines():
        if line.startswith("Pid:"):
            return int(line.split()[1]) if int(line.split()[1]) > 0 else None
    return None


def processes(most):
    """How many processes (and threads) a submission may have: fewer without a cgroup, where each gets as much of the
    processor as another submission's only one."""
    return most if has_cgroup() else min(most, FEW + 4 * (os.cpu_count() or 1))


@functools.cache
def has_cgroup():
    """Whether this process may make cgroups that bound memory."""
    try:
        Cgroup([], 1 << 30, 100).close()
    except OSError:
        return False
    return True


class Cgroup:
    """Bounds on the whole tree of processes below `init`; `close` when they are gone.

    Raises OSError if this process may not make a cgroup with a memory limit. The processor is shared evenly
    between cgroups, however many processes each of them holds.
    """

    remains: ClassVar[list] = []

    def __init__(self, pidfds, memory, processes):
        self.folders = []
        try:
            for controller, folder in self.folders_of_ours():
                folder = folder / f"submission-{secrets.token_hex(8)}"
                folder.mkdir()
                self.folders.append(folder)
                self.limit(controller, folder, memory, processes)
                for pid in filter(None, map(pid_of, pidfds)):
                    (folder / "cgroup.procs").write_text(str(pid))
        except OSError:
            self.close()
            raise

    @staticmethod
    def folders_of_ours():
        """(controller, folder) pairs: of version 1 one for each controller, of version 2 a single one for all."""
        lines = [line.split(":", 2) for line in Path("/proc/self/cgroup").read_text().splitlines()]
        old = {name: path for _, names, path in lines for name in names.split(",") if name in ("memory", "pids", "cpu")}
        if "memory" in old:
            return [(name, Path("/sys/fs/cgroup", name, path.lstrip("/"))) for name, path in old.items()]
        return [("all", Path("/sys/fs/cgroup", path.lstrip("/"))) for _, names, path in lines if not names]

    @staticmethod
    def limit(controller, folder, memory, processes):
        if controller in ("memory", "all"):
            (folder / ("memory.max" if controller == "all" else "memory.limit_in_bytes")).write_text(str(memory))
        if controller in ("pids", "all"):
            (folder / "pids.max").write_text(str(processes))

    def close(self):
        """Remove the cgroups. One in which something is still dying goes with the next that is closed."""
        Cgroup.remains += self.folders
        self.folders = []
        for _ in range(5):
            Cgroup.remains = [folder for folder in Cgroup.remains if not removed(folder)]
            if not Cgroup.remains:
                return
            time.sleep(0.01)


def removed(folder):
    try:
        folder.rmdir()
    except FileNotFoundError:
        pass
    except OSError:
        return False
    return True


class Watchdog(threading.Thread):
    """Used without a cgroup: looks four times a second, and kills the tree if it holds more memory than it may."""

    def __init__(self, init, memory):
        super().__init__(daemon=True)
        self.init, self.memory, self.done = init, memory, threading.Event()
        self.start()

    def run(self):
        while not self.done.wait(0.25):
            top = pid_of(self.init)
            if top is None:
                return
            if sum(map(held, descendants(top))) + in_temporary_folders(top) > self.memory:
                with contextlib.suppress(ProcessLookupError):  # it has ended by itself
                    signal.pidfd_send_signal(self.init, signal.SIGKILL)

    def close(self):
        self.done.set()
        self.join()


def descendants(pid):
    """All processes below `pid`. Inside a pid namespace orphans pass to its process 1, so nothing escapes the count."""
    found, todo = [], [pid]
    while todo:
        pid = todo.pop()
        found.append(pid)
        try:
            for thread in os.listdir(f"/proc/{pid}/task"):
                todo += map(int, Path(f"/proc/{pid}/task/{thread}/children").read_text().split())
        except OSError:
            continue  # it ended while we looked
    return found


def in_temporary_folders(pid):
    """Bytes of the files in the sandbox's temporary folders, which are in memory, POSIX shared memory among them."""
    found = 0
    for folder in TEMPORARY:
        with contextlib.suppress(OSError):  # the process has ended
            there = os.statvfs(f"/proc/{pid}/root{folder}")
            found += (there.f_blocks - there.f_bfree) * there.f_frsize
    return found


def waited(pid):
    """Seconds that the tree of `pid` could have run, and waited for a processor. Infinite where the system does not say
    so, and once the process is gone."""
    waits = []
    for each in descendants(pid):
        with contextlib.suppress(OSError):  # it ended while we looked
            for thread in os.listdir(f"/proc/{each}/task"):
                waits.append(int(Path(f"/proc/{each}/task/{thread}/schedstat").read_text().split()[1]))
    return sum(waits) / 1e9 if waits else float("inf")


def held(pid):
    """Bytes in memory that are not a file's: its own, and shared ones (the fork server's count again in each fork)."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) << 10 for line in lines if line.startswith(("RssAnon:", "RssShmem:")))
