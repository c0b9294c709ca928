"""Make .venv, the environment that everything here runs in: `python3 tools/setup.py`, which `make` calls.

Python brings pip, pip brings uv, uv installs the lock. What was interrupted or moved is made again, from uv's cache.
In the syntax of Python 3.6, so that a Python that is too old can say so.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

PYTHONS = ("3.13", "3.12", "3.11")  # tests/test_setup.py keeps these in step with pyproject.toml
PYTHON = os.path.join(".venv", *(["Scripts", "python.exe"] if os.name == "nt" else ["bin", "python"]))
STAMP = Path(".venv", "ready")  # holds the folder, which Makefile compares: a moved .venv does not work
CACHE = os.environ.get("UV_CACHE_DIR") or os.path.expanduser(os.path.join("~", ".cache", "uv"))
VENV = importlib.util.find_spec("ensurepip")
ROOM = 4  # GB, for .venv and for uv's cache; if both are on one disk, their files are the same
ASTRAY = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "CONDA_PREFIX", "UV_INDEX_URL", "UV_EXCLUDE_NEWER")
INSTALL = "https://www.python.org/downloads/ has one, on macOS: brew install python@3.13. Then: make PYTHON=python3.13"


def obstacle(version=sys.version_info[:3], venv=VENV, usage=shutil.disk_usage):
    """The sentence that says why .venv cannot be made here, with what helps; "" if it can."""
    this = "%s is Python %d.%d.%d" % ((sys.executable,) + version)
    found = ["Run: make PYTHON=python" + name for name in PYTHONS if shutil.which("python" + name)] + [INSTALL]
    if version < (3, 11):
        return "%s, which is too old: the course needs %s. %s" % (this, " or ".join(PYTHONS), found[0])
    if version >= (3, 14):
        return "%s, which is too new: TensorFlow has no wheel for it. %s" % (this, found[0])
    if not venv:
        return "%s without the venv module. Run: sudo apt install python%d.%d-venv" % ((this,) + version[:2])
    for folder, helps in (".", "move the course to a larger disk"), (CACHE, "run: make UV_CACHE_DIR=/larger/disk/uv"):
        if usage(folder).free < ROOM * 10**9:
            return "%s has less than %d GB free. Make room, or %s" % (os.path.abspath(folder), ROOM, helps)
    return ""


def variables(given):
    """The environment variables for pip and uv: mirrors, proxies and certificates stay, what leads elsewhere goes."""
    kept = {name: value for name, value in given.items() if name not in ASTRAY}
    kept.update(PIP_USER="0", UV_NO_CONFIG="1", UV_PYTHON=PYTHON, UV_PYTHON_DOWNLOADS="never", UV_CACHE_DIR=CACHE)
    for mirror in filter(None, map(given.get, ("PIP_INDEX_URL", "UV_INDEX_URL", "UV_DEFAULT_INDEX"))):
        kept.update(PIP_INDEX_URL=mirror, UV_DEFAULT_INDEX=mirror)  # named for one of the two, meant for both
    kept.update({"SSL_CERT_FILE": given["PIP_CERT"]} if "PIP_CERT" in given else {})
    kept.setdefault("UV_SYSTEM_CERTS", "1")  # as pip does: a proxy's certificate is in the system
    kept.update({"UV_LINK_MODE": "copy"} if os.stat(CACHE).st_dev != os.stat(".").st_dev else {})  # or it would warn
    return kept


def main():
    """Make .venv, or bring it up to date in place. Returns the exit status: a sentence, or None if all is well."""
    os.chdir(str(Path(__file__).resolve().parent.parent))
    uv, locked = (PYTHON, "-m", "uv", "pip", "install"), ("--require-hashes", "-r")
    steps = (
        ("An empty .venv (5 s)", sys.executable, "-m", "venv", "--clear", ".venv"),
        ("uv (5 s)", PYTHON, "-m", "pip", "install", "--quiet", *locked, "tools/locks/uv.txt"),
        ("1 GB of packages (30 s or more)", *uv, "--no-build", "--compile-bytecode", *locked, "requirements.txt"),
        ("The course (3 s)", *uv, "--quiet", "--no-deps", "--no-build-isolation", "-e", "."),
    )
    try:
        os.makedirs(CACHE, exist_ok=True)
        whole = STAMP.exists() and STAMP.read_text() == os.getcwd()
        stop = "" if whole else obstacle()
        for what, *command in () if stop else steps[2:] if whole else steps:
            print("%s\n%s" % (what, " ".join(command)), flush=True)
            started = time.time()
            STAMP.exists() and STAMP.unlink()
            subprocess.check_call(command, env=variables(os.environ))
            print("  took %.0f s" % (time.time() - started), flush=True)
        stop or STAMP.write_text(os.getcwd())
    except (OSError, subprocess.CalledProcessError, KeyboardInterrupt) as error:
        stop = "%s. Once that is put right, run the same command again" % (str(error).rstrip(".") or "Interrupted")
    return "Set-up stopped. " + stop if stop else None


if __name__ == "__main__":
    sys.exit(main())
