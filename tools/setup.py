"""Make .venv, the environment that everything here runs in, from the hashed lock: `python3 tools/setup.py`.

Running it again is always right: it repairs an environment that was left half-made, brings an old one up to date, and
returns at once if nothing has changed. If the machine lacks something, it says what to install.

Standard library only and in the syntax of Python 3.6, so that a Python that is too old can still say so.
"""

import contextlib
import glob
import hashlib
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile

OLDEST, NEWEST = (3, 11), (3, 13)  # tests/test_setup.py keeps these in step with pyproject.toml
VENV = ".venv"
STAMP = os.path.join(VENV, "ready")
INPUTS = ("requirements.txt", "pyproject.toml")
WINDOWS = os.name == "nt"
VENV_PYTHON = os.path.join(VENV, "Scripts", "python.exe") if WINDOWS else os.path.join(VENV, "bin", "python")
LOG = "pip.log"

GIGABYTE = 10**9
DISK_NEW = 5 * GIGABYTE  # a new environment: 3.1 GB installed, twice 0.9 GB downloaded (temporary files, pip's cache)
DISK_TEMPORARY = 1 * GIGABYTE
DISK_UPDATE = 1 * GIGABYTE

# Each module, and what to install if it is missing. Some builds of Python leave these out.
MODULES = {
    "venv": "venv",
    "ensurepip": "venv",
    "ssl": "libssl-dev",
    "ctypes": "libffi-dev",
    "sqlite3": "libsqlite3-dev",
    "zlib": "zlib1g-dev",
    "bz2": "libbz2-dev",
    "lzma": "liblzma-dev",
}

# Runs under any Python, 2.7 included. __import__ of a module that is half there raises ImportError too.
PROBE = """
import json, sys
missing = []
for name in %r:
    try:
        __import__(name)
    except ImportError:
        missing.append(name)
version = list(sys.version_info[:3])
print(json.dumps({"executable": sys.executable, "prefix": sys.prefix, "version": version, "missing": missing}))
"""

INSTALL_PYTHON = """Install Python 3.11, 3.12 or 3.13, for example:
  Debian, Ubuntu   sudo apt install python3 python3-venv
  Fedora           sudo dnf install python3.13
  macOS            brew install python@3.13
  elsewhere        https://www.python.org/downloads/
If it is there under another name or path: make PYTHON=/path/to/python3.12"""

# What pip's log says, and what to do about it. The first pattern found counts.
PIP_FAILURES = (
    (
        r"No space left on device|Errno 28|not enough space on the disk",
        "The disk is full. A new environment needs about %d GB in this folder\n"
        "and %d GB for temporary files in {temporary}. Make room, or set TMPDIR to a folder on a larger disk."
        % (DISK_NEW // GIGABYTE, DISK_TEMPORARY // GIGABYTE),
    ),
    (
        r"DO NOT MATCH THE HASHES",
        "A download is not the file that requirements.txt names. If it was cut short, running again helps.\n"
        "If it comes from a mirror that changes packages, use https://pypi.org/simple (PIP_INDEX_URL) instead.",
    ),
    (
        r"SSLError|CERTIFICATE_VERIFY_FAILED",
        "pip does not trust the package index's certificate. Behind a proxy with a certificate of its own,\n"
        "set PIP_CERT to the file that holds it.",
    ),
    (
        r"NewConnectionError|NameResolutionError|ConnectTimeout|ReadTimeout|Read timed out|ProxyError|ConnectionError"
        r"|ProtocolError|IncompleteRead|Network is unreachable|Temporary failure in name resolution|RemoteDisconnected",
        "pip could not reach the package index. Setting up needs the network (nothing later does).\n"
        "Behind a proxy set HTTPS_PROXY; for a mirror set PIP_INDEX_URL.",
    ),
    (
        r"No matching distribution found for (?P<name>[A-Za-z0-9._-]+)",
        "The package index has no {name} for this machine (%s %s) and this Python.\n"
        "README.md lists the systems that the course supports." % (platform.system(), platform.machine()),
    ),
    (r"Permission denied|\[Errno 13\]", "A file could not be written. Is this folder yours? Never run make with sudo."),
)


class SetupError(Exception):
    """Something is missing on this machine; the message says what, and what to do."""


def probe(command):
    """What a Python says of itself: executable, prefix, version and missing modules; None if it does not run."""
    try:
        answer = subprocess.run(
            [command, "-c", PROBE % (sorted(MODULES),)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=60
        )
        return json.loads(answer.stdout.decode()) if answer.returncode == 0 else None
    except (OSError, ValueError, subprocess.SubprocessError):
        return None


def complaint(found):
    """One line on why a probed Python does not serve, or "" if it does."""
    version = tuple(found["version"][:2])
    name = "%s is Python %s" % (found["executable"], ".".join(str(part) for part in found["version"]))
    if version < OLDEST:
        return name + ", which is too old"
    if version > NEWEST:
        return name + ", which is too new (not all packages are there for it yet)"
    lacks = [MODULES[module] for module in found["missing"]]
    if "venv" in lacks:
        return name + " without the venv module; on Debian and Ubuntu: sudo apt install python%d.%d-venv" % version
    if lacks:
        return "%s built without %s; on Debian and Ubuntu: sudo apt install %s, and build it again" % (
            name,
            ", ".join(sorted(found["missing"])),
            " ".join(sorted(set(lacks))),
        )
    return ""


def candidates():
    """Commands to try, the one that runs this first; nothing inside .venv, which may be what needs repair."""
    versions = ["python3.%d" % minor for minor in range(NEWEST[1], OLDEST[1] - 1, -1)]
    paths = [sys.executable] + [shutil.which(name) for name in versions + ["python3"]]
    inside = os.path.abspath(VENV) + os.sep
    return [path for path in paths if path and not os.path.abspath(path).startswith(inside)]


def find_python(commands):
    """The first of `commands` that can make the environment. Raises SetupError with what is wrong with each."""
    complaints = []
    for command in commands:
        found = probe(command)
        if found is None:
            continue  # a pyenv shim for a version that is not active, say
        wrong = complaint(found)
        if not wrong:
            return found["executable"]
        if wrong not in complaints:
            complaints.append(wrong)
    listed = "".join("  %s\n" % line for line in complaints)
    raise SetupError("No suitable Python was found.\n" + listed + INSTALL_PYTHON)


def check_machine():
    """Raise SetupError on a system for which the lock has no packages."""
    if platform.system() == "Darwin" and platform.machine() == "x86_64":
        raise SetupError(
            "TensorFlow 2.21 has no build for Intel Macs, nor for an Intel Python on an Apple-silicon Mac\n"
            "(take an arm64 Python there). README.md, 'On an Intel Mac', has the two commands that install\n"
            "what the NumPy notebooks need."
        )


def check_disk(folder, needed):
    """Raise SetupError unless `folder` has `needed` bytes free."""
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise SetupError(
            "Not enough room on the disk: %s has %.1f GB free, and %.0f GB are needed.\n"
            "Make room, or move the course to a larger disk (for temporary files: set TMPDIR)."
            % (os.path.abspath(folder), free / GIGABYTE, needed / GIGABYTE)
        )


def expected_stamp():
    """What the stamp of an up-to-date environment says: where it was made, and from which lock."""
    digest = hashlib.sha256()
    for name in INPUTS:
        with open(name, "rb") as file:
            digest.update(file.read())
    return "%s\n%s\n" % (os.getcwd(), digest.hexdigest())


def is_ready():
    """True if the environment was finished, here, from the lock as it is now."""
    try:
        with open(STAMP) as file:
            return file.read() == expected_stamp() and os.path.exists(VENV_PYTHON)
    except OSError:
        return False


def site_packages():
    """The folders of .venv that hold packages."""
    pattern = ("Lib", "site-packages") if WINDOWS else ("lib", "python3.*", "site-packages")
    return glob.glob(os.path.join(VENV, *pattern))


def was_made_here():
    """True if .venv's own pip still points into this folder: a moved or copied environment does not work."""
    if WINDOWS:
        return True
    try:
        with open(os.path.join(VENV, "bin", "pip"), "rb") as script:
            return os.fsencode(os.path.abspath(VENV)) in script.read(1000)
    except OSError:
        return False


def is_usable():
    """True if .venv has a Python that serves and a whole pip, made in this folder: then pip can do the rest."""
    found = probe(VENV_PYTHON)
    if found is None or complaint(found) or not os.path.samefile(found["prefix"], VENV):
        return False  # without its pyvenv.cfg, .venv/bin/python is the system's Python, and pip would install there
    pip_is_whole = any(glob.glob(os.path.join(folder, "pip-*.dist-info", "RECORD")) for folder in site_packages())
    return pip_is_whole and was_made_here()


def repair():
    """Remove what an interrupted pip left: set-aside copies (~name), and packages whose list of files is not written.

    pip writes RECORD last. Without it pip would still take the package for installed, and leave holes.
    """
    for folder in site_packages():
        packages = glob.glob(os.path.join(folder, "*.dist-info"))
        unfinished = [path for path in packages if not os.path.exists(os.path.join(path, "RECORD"))]
        for path in unfinished + glob.glob(os.path.join(folder, "~*")):
            print("Repairing: removing %s, which an interrupted run left." % path)
            shutil.rmtree(path) if os.path.isdir(path) else os.remove(path)


def run(command):
    """Print a command and run it; its exit status."""
    print("+ " + " ".join(command), flush=True)
    return subprocess.call(command)


def explain(log):
    """What to do about a failed pip, from its log; "" if the log says nothing known."""
    for pattern, advice in PIP_FAILURES:
        match = re.search(pattern, log)
        if match:
            return advice.format(temporary=tempfile.gettempdir(), **match.groupdict())
    return ""


def pip_install(*arguments):
    """Run .venv's pip install. Raises SetupError that says what to do, as far as pip's log tells."""
    log = os.path.join(VENV, LOG)
    if os.path.exists(log):
        os.remove(log)
    options = ["--no-input", "--disable-pip-version-check", "--log", log]
    if run([VENV_PYTHON, "-m", "pip", "install"] + options + list(arguments)) == 0:
        return
    with open(log, encoding="utf-8", errors="replace") as file:
        advice = explain(file.read())
    again = "Then run the same command again: it goes on from here. (pip's log: %s)" % log
    raise SetupError("%s\n%s" % (advice or "pip failed.", again))


@contextlib.contextmanager
def locked():
    """Hold the folder's lock: wait until no other process sets up here, and let others wait meanwhile."""
    folder = None if WINDOWS else os.open(".", os.O_RDONLY)
    try:
        if folder is not None:
            lock(folder)
        yield
    finally:
        if folder is not None:
            os.close(folder)  # which unlocks it


def lock(folder):
    """Lock an open folder for this process."""
    import fcntl  # there is none on Windows

    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print("Waiting for another set-up in this folder to end.", flush=True)
        fcntl.flock(folder, fcntl.LOCK_EX)
    except OSError:
        pass  # a file system without locks


def make_environment():
    """Make or repair .venv, install the lock and the course's own packages into it, and stamp it."""
    check_machine()
    was_ready = os.path.exists(STAMP)
    if was_ready:
        os.remove(STAMP)
    if is_usable():
        check_disk(".", DISK_UPDATE)
        repair()
        print("Bringing .venv up to date." if was_ready else "Going on with setting up .venv.")
    else:
        python = find_python(candidates())
        check_disk(".", DISK_NEW)
        check_disk(tempfile.gettempdir(), DISK_TEMPORARY)
        was_ready = False
        print("Setting up .venv once: about 3 GB, some minutes. It can be interrupted and run again.")
        if run([python, "-m", "venv", "--clear", VENV]) != 0:
            raise SetupError("%s could not make a virtual environment.\n%s" % (python, INSTALL_PYTHON))
    quiet = ["--quiet"] if was_ready else []  # or else a line for each of 200 packages that are there already
    pip_install(*quiet, "--require-hashes", "-r", "requirements.txt")
    pip_install("--quiet", "--no-deps", "--no-build-isolation", "-e", ".")
    with open(STAMP + ".new", "w") as file:
        file.write(expected_stamp())
    os.replace(STAMP + ".new", STAMP)


def main():
    """Make sure of .venv; the exit status."""
    os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir))
    try:
        with locked():
            if not is_ready():
                make_environment()
                print("Ready: %s" % VENV)
            os.utime(STAMP, None)  # newer than the lock, for make
        return 0
    except SetupError as error:
        print("\nSet-up stopped. %s" % error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nInterrupted. Run the same command again: it goes on from here.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
