"""Fork servers: started once for each kind and assignment, they fork a prepared process for each submission."""

import atexit
import contextlib
import io
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import zipfile
from pathlib import Path

from graders.engine import ROOT, CourseError, EngineError, protocol, sandbox
from graders.engine.process import Limits, Process

# What the student's process has of this project, beside the bundle: nothing of the judge's, and no answer.
FOR_STUDENT = (
    "graders/__init__.py", "graders/checks", "graders/engine/__init__.py",
    "graders/engine/protocol.py", "graders/engine/sandbox.py",
    "graders/engine/inside/__init__.py", "graders/engine/inside/server.py", "graders/engine/inside/shell.py",
    "graders/engine/inside/student_process.py", "graders/engine/inside/handles.py", "graders/engine/inside/in_place.py",
    "graders/engine/inside/reach.py",
)  # fmt: skip
FOR_JUDGE = "graders", "utils", "datasets"
START = "import sys; sys.path.insert(0, sys.argv[1]); from graders.engine.inside import server; server.main()"

# Keeps requests apart; macOS has only streams, but there too a request is read as it was sent.
SOCKET = socket.SOCK_SEQPACKET if sys.platform == "linux" else socket.SOCK_STREAM
VARIABLES = {
    "PATH": "/usr/bin:/bin", "HOME": "/tmp", "LANG": "C.UTF-8", "TZ": "UTC", "MPLCONFIGDIR": "/tmp/matplotlib",
    "IPYTHONDIR": "/tmp/ipython", "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "TF_NUM_INTRAOP_THREADS": "1", "TF_NUM_INTEROP_THREADS": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1",
    # What these compile for each shape, and before the first matrix product, costs more here than it saves.
    "TF_ENABLE_ONEDNN_OPTS": "0", "TENSORFLOW_USE_CUSTOM_CONTRACTION_KERNEL": "0",
    # Arrays come and go: memory that is given back and asked for again costs a page fault for every 4 kB.
    "MALLOC_MMAP_THRESHOLD_": "33554432", "MALLOC_TRIM_THRESHOLD_": "134217728", "MALLOC_TOP_PAD_": "16777216",
    "PYTHONDONTWRITEBYTECODE": "1", "PIP_NO_INDEX": "1",  # without a network, `%pip install` would try for a while
}  # fmt: skip


class CannotRun(EngineError):
    """This machine's processor cannot run what an assignment imports; others may be graded."""


class ForkServer:
    """One fork server: it has imported everything, and forks on request.

    kind: "student" (sees the bundle) or "judge" (sees the whole course). bundle: the bundle's folder, in a
    temporary one of its own, which `close` removes.
    release: says what to import beforehand. `ready` raises EngineError if it does not start.
    """

    def __init__(self, kind, bundle, release, sandboxed):
        self.kind, self.sandboxed, self.owner = kind, sandboxed, os.getpid()
        self.temporary = Path(bundle).parent
        self.control, theirs = socket.socketpair(socket.AF_UNIX, SOCKET)
        self.scratch = None if sandboxed else tempfile.mkdtemp(prefix="unsandboxed-")
        home, self.bundle = self.places(bundle)
        # The judge imports the course's own graders, and what else the release has beside the notebook.
        assignment, later = (release.assignment, release.later) if kind == "judge" else (None, [])
        imports = [name for name in release.imports if name.partition(".")[0] not in later]
        options = protocol.Options(kind, [home, self.bundle], imports, later, assignment)
        program = ["-u", "-c", START, home, str(theirs.fileno()), protocol.encode(options).decode()]
        if sandboxed:
            mounts = {f"{home}/{name}": ROOT / name for name in self.parts() if (ROOT / name).exists()}
            mounts[self.bundle] = bundle
            line = sandbox.command([sandbox.interpreter(), *program], mounts, VARIABLES)
        else:
            line = [sys.executable, *program]
        # For bubblewrap, or the process without it: inside a sandbox there are VARIABLES and nothing else.
        ours = {"PATH": os.environ.get("PATH", ""), "HOME": str(self.scratch), "IPYTHONDIR": str(self.scratch)}
        self.log = tempfile.TemporaryFile()  # noqa: SIM115 - it is open as long as the process runs
        self.process = subprocess.Popen(
            line, pass_fds=[theirs.fileno()], env=VARIABLES | ours,
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log,
        )  # fmt: skip
        theirs.close()
        self.hello = None

    def parts(self):
        """What this kind of process sees of the project: files and folders."""
        return FOR_STUDENT if self.kind == "student" else FOR_JUDGE

    def places(self, bundle):
        """The folders of our own packages and of the bundle, as the processes see them."""
        if self.sandboxed:
            return sandbox.HOME_FOR_CODE, sandbox.BUNDLE
        if self.kind == "judge":
            return str(ROOT), str(bundle)
        for name in self.parts():
            target = Path(self.scratch, name)
            target.parent.mkdir(parents=True, exist_ok=True)
            (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, target)
        return self.scratch, str(bundle)

    def ready(self):
        """Wait until it forks. Raises EngineError with what it said if it does not start."""
        if self.hello is None:
            self.control.settimeout(120)
            with contextlib.suppress(TimeoutError):
                self.hello = self.control.recv(100) or None
            self.control.settimeout(None)
            if self.hello is None and self.is_illegal():
                raise CannotRun(
                    "this machine's processor cannot run what the assignment imports (illegal instruction). TensorFlow "
                    "needs a processor with AVX, which some old or virtual machines lack: grade it on another machine"
                )
            if self.hello is None:
                raise EngineError(f"the {self.kind}'s fork server did not start: {self.said()}")
        return self

    def is_illegal(self):
        """Whether it ended for an instruction that the processor does not have."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(5)
        return self.process.returncode in (-signal.SIGILL, 128 + signal.SIGILL)  # the second is bubblewrap's

    def said(self):
        self.log.seek(0)
        return self.log.read().decode("utf-8", "replace").strip()[-2000:] or "it said nothing"

    def ask(self, request, *descriptors):
        """Ask for a fork, with its socket and pipe. Raises EngineError if the server is gone."""
        try:
            socket.send_fds(self.control, [protocol.encode(request)], descriptors)
        except OSError as error:
            raise EngineError(f"the {self.kind}'s fork server is gone: {error}") from None

    def close(self):
        """End it. One that is still starting ends by itself: killed now, bubblewrap could leave its child behind.

        A worker closes its end only: the process that was started before it was forked is not its own, but everybody's.
        """
        self.control.close()
        if os.getpid() != self.owner:
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            if self.hello is None:
                self.process.wait(60)
        self.process.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(10)
        for folder in filter(None, (self.scratch, self.temporary)):
            shutil.rmtree(folder, ignore_errors=True)


# -- the fork servers of this process ----------------------------------------------------------------------------------

SERVERS, LOCK = {}, threading.RLock()
RELEASES = 2  # for so many they are kept


def fork_server(release, kind, sandboxed):
    """The fork server for a release, started when it is first asked for; those of the last RELEASES are kept."""
    key = release.server_key, sandboxed
    with LOCK:
        if (*key, kind) not in SERVERS:
            others = [name for name in SERVERS if name[:2] != key]
            for old in others[: max(0, len(others) - 2 * (RELEASES - 1))]:  # two entries are one release
                SERVERS.pop(old).close()
            for each in ("student", "judge"):  # both, for they start at the same time
                SERVERS[(*key, each)] = ForkServer(each, unpacked(release), release, sandboxed)
        return SERVERS[(*key, kind)]


def forget(release, sandboxed):
    """Close the fork servers of a release, so that the next use starts new ones."""
    with LOCK:
        for key in [key for key in SERVERS if key[:2] == (release.server_key, sandboxed)]:
            SERVERS.pop(key).close()


@atexit.register
def close_all():
    with LOCK:
        while SERVERS:
            SERVERS.popitem()[1].close()


def unpacked(release):
    """A folder, in a temporary one, with the bundle, which anybody may read and nobody needs to write."""
    top = Path(tempfile.mkdtemp(prefix="bundle-"))
    folder = top / "bundle"
    folder.mkdir()
    with zipfile.ZipFile(io.BytesIO(release.bundle)) as archive:
        archive.extractall(folder)
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    return folder


def find_sandbox(release, unsandboxed, say):
    """Whether there is a sandbox in which the fork servers of a release start; without one, whether there is any.

    unsandboxed: whether the instructor agrees to do without; if not, and there is none, this raises CourseError.
    """
    why = sandbox.unavailable()
    if why is None and release:
        try:
            Process(fork_server(release, "student", True), Limits()).kill()
            return True
        except CannotRun:  # said where that assignment is graded
            forget(release, True)
            return True
        except EngineError as error:
            why = f"it does not start: {error}"
            forget(release, True)
    if why and not unsandboxed:
        raise CourseError(
            f"There is no sandbox here: {why}.\nStudents' code would run with your rights, so nothing was graded. "
            "Grade on Linux with bubblewrap and user namespaces, or, if you trust every submission, add --unsandboxed; "
            "each grade's record will say so."
        )
    if why:
        say(f"No sandbox: {why}. Grading without one, as --unsandboxed allows; each record says so.")
    return why is None
