"""A small plain course, released once and copied for each test."""

import shutil
from pathlib import Path

import engine_course
import pytest

from graders.engine import fork_server


@pytest.fixture(scope="session")
def template(tmp_path_factory):
    top = tmp_path_factory.mktemp("template")
    (top / "course" / "submitted").mkdir(parents=True)
    engine_course.release(top, f"sqlite:///{top / 'course' / 'gradebook.db'}")
    return top


@pytest.fixture
def course(template, tmp_path) -> Path:
    """The folder of a course with a registered assignment, and its release beside it."""
    for path in template.iterdir():
        shutil.copytree(path, tmp_path / path.name)
    return tmp_path / "course"


@pytest.fixture(autouse=True, scope="module")
def no_fork_servers_are_left():
    """A file's tests share fork servers, which take seconds to start; with the file they end."""
    yield
    fork_server.close_all()


@pytest.fixture
def no_fork_servers():
    """For a test that has to begin without fork servers, and leaves none behind."""
    fork_server.close_all()
    yield
    fork_server.close_all()
