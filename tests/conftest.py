"""What all tests share: how they are spread over pytest's workers, and a release that is built once for all of them."""

import os

# Two workers with as many threads each wait for one another longer than they compute: our matrices are small.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# The tests start hundreds of processes, which import the same modules: they need not compile them each time.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

import sys
from pathlib import Path

import pytest

from tests.quicker import pytest_collection_finish  # noqa: F401 (a hook of pytest's)
from tools import declared

sys.dont_write_bytecode = False

TESTS = Path(__file__).parent
# Ten seconds or more each, the longest first. Begun last, one of them would run on alone.
LONG = [
    *("test_nbgrader_own.py", "jupyterlab/test_student.py", "engine/test_hostile.py", "jupyterlab/test_lite.py"),
    *("test_sample_class.py", "test_reports_browser.py", "test_accuracy.py", "test_release.py"),
    *("engine/test_plain_tests.py", "jupyterlab/test_hostile_formgrader.py", "claims/test_w2a3.py"),
    *("test_reports.py", "test_tensorflow.py", "engine/test_running_again.py", "claims/test_w1a1.py"),
    *("claims/test_w2a2.py", "jupyterlab/test_instructor.py", "test_contributing.py", "test_exchange.py"),
    *("claims/test_w3a1.py", "claims/test_w2a1.py", "test_graders.py", "engine/test_databases.py"),
    *("engine/test_everyday.py", "test_grading_folders.py", "test_plotting.py", "test_lms.py", "claims/test_w1a2.py"),
    *("claims/test_w1a4.py", "claims/test_w1a3.py", "engine/test_nbgrader.py", "engine/test_selftest.py"),
    *("engine/test_cluster.py", "engine/test_judge.py", "engine/test_summary_of_a_run.py"),
]


def pytest_configure(config):
    """With -n, a file's tests run in one worker, so that what they share is made once, and files in the order below."""
    if config.getoption("dist", "no") == "load":
        config.option.dist, config.option.loadscopereorder = "loadfile", False


def pytest_collection_modifyitems(items):
    """The long files first."""
    places = {TESTS / name: place for place, name in enumerate(LONG)}
    items.sort(key=lambda item: places.get(item.path, len(LONG)))


@pytest.fixture(scope="session")
def shared(pytestconfig, tmp_path_factory):
    """A folder of this session, the same for all workers."""
    own = tmp_path_factory.getbasetemp()
    into = (own.parent if hasattr(pytestconfig, "workerinput") else own) / "build"
    into.mkdir(exist_ok=True)
    return into


@pytest.fixture(scope="session", autouse=True)
def kept_declarations(shared):
    """An answer key is built once in a session, however many releases it goes into, in copies of the repository too."""
    os.environ[declared.KEPT] = str(shared / "declared")


@pytest.fixture(scope="session")
def built(shared):
    """built(*assignments), or all of them: a folder with their release/ and bundles/, as tools.release makes it.

    The first test that asks for an assignment builds it. Nobody changes it: who has to works on a copy.
    """
    import fcntl

    from tools import release

    def built(*assignments):
        for name in assignments or release.chosen():
            with (shared / f"{name}.lock").open("w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                if not (shared / "bundles" / f"{name}.zip").exists():
                    release.release(name, shared)
        return shared

    return built
