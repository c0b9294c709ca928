"""A pytest plugin for nbgrader's own tests: what they begin with each time, and is the same each time, is made once.

Opening a gradebook compiles its SQL again. Each notebook starts fork servers of its own. What our tests do, too, is
in tests/quicker.py.
"""

import functools

import nbgrader.api

from graders.engine import fork_server
from tests.quicker import pytest_collection_finish  # noqa: F401 (a hook of pytest's)

nbgrader.api.create_engine = functools.cache(nbgrader.api.create_engine)
fork_server.RELEASES = 6
