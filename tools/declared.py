"""What a declaration says to tools/bundle.py: `python -m tools.declared ASSIGNMENT`.

A process of its own, because a Jupyter server lives for days: it would go on with the declaration that it first saw.
"""

import contextlib
import hashlib
import importlib.metadata
import itertools
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

from graders.imports import ImportsError, judging_files

KEPT = "KEPT_DECLARATIONS"  # the variable that names the folder to keep answers in; without it that is build/declared
PACKAGES = ("numpy", "tensorflow", "keras")  # what the numbers in a key depend on


class NotDeclared(Exception):
    """There is no declaration of that name, or it has no answer key; the message is what Python said."""


def declared(name, root):
    """What `describe` returns for an assignment of the course in the folder root. Raises NotDeclared.

    A key takes up to 15 s to build. It is kept until something changes that it depends on.
    """
    kept, mark = Path(os.environ.get(KEPT) or Path(root, "build", "declared"), f"{name}.json"), fingerprint(name, root)
    with contextlib.suppress(OSError, ValueError):
        found = json.loads(kept.read_text(encoding="utf-8"))
        if found["fingerprint"] == mark:
            return found["described"]
    command = [sys.executable, "-m", __name__, name]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        raise NotDeclared(done.stderr.strip())
    described = json.loads(done.stdout.splitlines()[-1])
    if mark:
        with contextlib.suppress(OSError):  # no room, or a folder that must not be written to
            keep(kept, {"fingerprint": mark, "described": described})
    return described


def fingerprint(name, root):
    """A digest of all that `describe` depends on. None if that cannot be told: then a file is not valid."""
    try:
        files = [Path(__file__), *judging_files(name, Path(root))]
        notebooks = [
            json.loads(path.read_text(encoding="utf-8")) for path in Path(root, "notebooks", name).glob("*.ipynb")
        ]
        order = [[cell.get("id") for cell in notebook["cells"]] for notebook in notebooks]
    except (ImportsError, ValueError, KeyError):
        return None
    versions = [sys.version]
    for package in PACKAGES:
        with contextlib.suppress(importlib.metadata.PackageNotFoundError):
            versions.append(importlib.metadata.version(package))
    total = hashlib.sha256(json.dumps([versions, order]).encode())
    for path in files:
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def keep(path, data):
    """Write a JSON file in one step: a reader sees the old file or the new one, never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=path.parent) as fresh:
        new = Path(fresh, path.name)
        new.write_text(json.dumps(data), encoding="utf-8")
        os.replace(new, path)


def describe(name):
    """key: the data for the checks; and what `without_key` says. Raises LookupError."""
    from graders.build_key import build_key

    rest = without_key(name)
    seed_everything()
    return {"key": build_key(name), **rest}


def without_key(name):
    """datasets: file names; ship: modules that the checks need beside the notebook; answers: module -> name of an
    exercise that it answers, for what must never ship. Raises LookupError."""
    from graders.exercises import find

    assignment = find(name)
    return {
        "datasets": list(assignment.datasets),
        "ship": sorted({f.__module__ for e in assignment.exercises for f in (e.probe, e.call) if f}),
        "answers": {exercise.reference.__module__: exercise.name for exercise in assignment.exercises},
    }


def seed_everything():
    """Some mistakes draw from no seed. Let them draw the same in every run, so that bundles are the same."""
    np.random.seed(0)  # noqa: NPY002 - the global state is what such mistakes use
    default_rng, seeds = np.random.default_rng, itertools.count()
    np.random.default_rng = lambda seed=None: default_rng(next(seeds) if seed is None else seed)


if __name__ == "__main__":
    print(json.dumps(describe(sys.argv[1]), allow_nan=False))
