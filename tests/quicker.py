"""What makes our tests and nbgrader's own quicker, for conftest.py here and the plugin nbgrader_own/made_once.py."""

import functools
import gc

import nbgrader.api

# Each new gradebook starts a program that says which schema is the newest. It says the same each time.
nbgrader.api.get_alembic_version = functools.cache(nbgrader.api.get_alembic_version)


def pytest_collection_finish():
    """What is there by now stays: looking through it for garbage takes up to a tenth of the tests' own seconds."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
