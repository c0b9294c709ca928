"""A pytest plugin for nbgrader's own tests: what they begin with each time, and is the same each time, is made once.

A new gradebook starts a program to learn which schema is the newest. Opening a gradebook compiles its SQL again.
Each notebook starts fork servers of its own.
"""

import functools
import gc

import nbgrader.api

from graders.engine import fork_server

nbgrader.api.get_alembic_version = functools.cache(nbgrader.api.get_alembic_version)
nbgrader.api.create_engine = functools.cache(nbgrader.api.create_engine)
fork_server.RELEASES = 6


def pytest_collection_finish():
    """As tests/conftest.py does."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
