"""What all tests share: a released course, built once for all of pytest's workers."""

import os

# Two workers with as many threads each wait for one another longer than they compute: our matrices are small.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import pytest


@pytest.fixture(scope="session")
def built(pytestconfig, tmp_path_factory):
    """built(*assignments), or all of them: a folder with their release/ and bundles/, as tools.release makes it.

    The first test that asks for an assignment builds it. Nobody changes it: who has to works on a copy.
    """
    import fcntl

    from tools import release

    into = tmp_path_factory.getbasetemp()
    if hasattr(pytestconfig, "workerinput"):
        into = into.parent  # of all workers
    into /= "build"
    into.mkdir(exist_ok=True)

    def built(*assignments):
        for name in assignments or release.chosen():
            with (into / f"{name}.lock").open("w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                if not (into / "bundles" / f"{name}.zip").exists():
                    release.release(name, into)
        return into

    return built
