"""What the tests in a browser share: skipping without one, one JupyterLab per module, the released bundles."""

import pytest

sync_api = pytest.importorskip("playwright.sync_api", reason="the tests in JupyterLab need playwright")

from lab import CHROMIUM  # noqa: E402 - only once playwright is known to be there

NO_BROWSER = "no Chromium on this machine: install it (Debian: apt-get install chromium) to run these tests"


def pytest_collection_modifyitems(items):
    for item in items:
        if CHROMIUM is None and item.path.is_relative_to(__file__.rpartition("/")[0]):
            item.add_marker(pytest.mark.skip(reason=NO_BROWSER))


@pytest.fixture(scope="module")
def playwright():
    with sync_api.sync_playwright() as started:
        yield started
