"""Fork servers: started once for each kind and assignment, they fork a prepared process for each submission."""

import atexit
import contextlib
import io
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import zipfile
from pathlib import Path

from graders.engine import CourseError, EngineError, sandbox
from graders.engine.process import Limits, Process

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]
PARTS = {"sandbox.py": HERE / "sandbox.py", "codec.py": HERE.parent / "checks" / "codec.py"}
INSIDE = "server.py", "shell.py", "student.py", "handles.py", "reach.py", "judge.py", "remote.py"
PARTS |= {name: HERE / "inside" / name for name in INSIDE}
# The checks, with which the student's process looks for hints: the last place, for a bundle may have its own.
CHECKS = {f"checks/graders/{name}": PROJECT / "graders" / name for name in ("__init__.py", "checks")}
# Keeps requests apart; macOS has only streams, but there too a request is read as it was sent.
SOCKET = socket.SOCK_SEQPACKET if sys.platform == "linux" else socket.SOCK_STREAM
VARIABLES = {
    "PATH": "/usr/bin:/bin", "HOME": "/tmp", "LANG": "C.UTF-8", "TZ": "UTC", "MPLCONFIGDIR": "/tmp/matplotlib",
    "IPYTHONDIR": "/tmp/ipython", "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "TF_NUM_INTRAOP_THREADS": "1", "TF_NUM_INTEROP_THREADS": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "-1",
    "TF_ENABLE_ONEDNN_OPTS": "0",  # what that compiles for each shape costs more here than it saves
    "PYTHONDONTWRITEBYTECODE": "1", "PIP_NO_INDEX": "1",  # without a network, `%pip install` would try for a while
}  # fmt: skip


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
        parts, course, self.bundle = self.places(bundle)
        # The judge imports the course's own graders, and what else the release has beside the notebook.
        options = {"kind": kind, "path": [parts, course, self.bundle], "imports": release.imports}
        if kind == "judge":
            options["later"] = release.later
            options["imports"] = [name for name in release.imports if name.partition(".")[0] not in release.later]
        options["last"] = [f"{parts}/checks"] if kind == "student" else []
        options["sandbox"] = sandboxed
        options["assignment"] = release.assignment if kind == "judge" else None
        program = ["-u", f"{parts}/server.py", str(theirs.fileno()), json.dumps(options)]
        if sandboxed:
            mounts = self.mounts(parts, course) | {self.bundle: bundle}
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

    def mounts(self, parts, course):
        """Where the sandbox shows the engine's parts, and to the judge the course: {path inside: path here}."""
        other = "judge.py" if self.kind == "student" else "student.py"
        found = {f"{parts}/{name}": path for name, path in PARTS.items() if name != other}
        if self.kind == "student":
            found |= {f"{parts}/{name}": path for name, path in CHECKS.items()}
        if self.kind == "judge":
            found |= {f"{course}/{name}": PROJECT / name for name in ("graders", "utils", "datasets")}
        return {inside: path for inside, path in found.items() if path.exists()}

    def places(self, bundle):
        """The folders of the engine's parts, of what is imported, and of the bundle, as the processes see them."""
        if self.sandboxed:
            return sandbox.HOME_FOR_CODE, sandbox.BUNDLE if self.kind == "student" else "/project", sandbox.BUNDLE
        for name, path in PARTS.items():
            shutil.copy(path, Path(self.scratch, name))
        shutil.copytree(PROJECT / "graders" / "checks", Path(self.scratch, "checks", "graders", "checks"))
        shutil.copy(PROJECT / "graders" / "__init__.py", Path(self.scratch, "checks", "graders"))
        return self.scratch, str(bundle if self.kind == "student" else PROJECT), str(bundle)

    def ready(self):
        """Wait until it forks. Raises EngineError with what it said if it does not start."""
        if self.hello is None:
            self.control.settimeout(120)
            with contextlib.suppress(TimeoutError):
                self.hello = self.control.recv(100) or None
            self.control.settimeout(None)
            if self.hello is None:
                raise EngineError(f"the {self.kind}'s fork server did not start: {self.said()}")
        return self

    def said(self):
        self.log.seek(0)
        return self.log.read().decode("utf-8", "replace").strip()[-2000:] or "it said nothing"

    def ask(self, request, *descriptors):
        """Ask for a fork, with its socket and pipe. Raises EngineError if the server is gone."""
        try:
            socket.send_fds(self.control, [json.dumps(request).encode()], descriptors)
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


def fork_server(release, kind, sandboxed):
    """The fork server for a release, started when it is first asked for; those of two releases are kept."""
    key = release.server_key, sandboxed
    with LOCK:
        if (*key, kind) not in SERVERS:
            for old in [name for name in SERVERS if name[:2] != key][:-2]:  # two entries are one release
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


def start_message():
    """The first message to a process that gets no submission."""
    return {"op": "start", "files": {}, "seed": 0}


def find_sandbox(releases, unsandboxed, say):
    """Whether there is a sandbox in which the fork servers of these releases start.

    unsandboxed: whether the instructor agrees to do without; if not, and there is none, this raises CourseError.
    """
    why = sandbox.unavailable()
    if why is None and releases:
        try:
            for release in releases:
                Process(fork_server(release, "student", True), Limits(), start_message()).kill()
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
