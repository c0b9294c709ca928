"""What a declaration says to tools/bundle.py: `python -m tools.declared ASSIGNMENT`.

A process of its own, because a Jupyter server lives for days: it would go on with the declaration that it first saw.
"""

import itertools
import json
import subprocess
import sys

import numpy as np


class NotDeclared(Exception):
    """There is no declaration of that name, or it has no answer key; the message is what Python said."""


def declared(name, root):
    """What `describe` returns for an assignment of the course in the folder root. Raises NotDeclared."""
    command = [sys.executable, "-m", __name__, name]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        raise NotDeclared(done.stderr.strip())
    return json.loads(done.stdout.splitlines()[-1])


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
