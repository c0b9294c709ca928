"""The folder for a web server, and what an experiment does in a browser."""

import pytest

from tools import lite, site
from utils import browser


def test_the_parts_lie_where_the_addresses_lead(tmp_path):
    reports, built = tmp_path / "reports", tmp_path / "build"
    parts = {
        reports / "index.html": "index.html",
        built / "bundles" / "W9A1 Own.zip": "bundles/W9A1 Own.zip",
        built / "lite" / "lab" / "index.html": "lite/lab/index.html",
    }
    for file in parts:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(file.name)
    for _ in range(2):  # what is there already is replaced
        site.build(tmp_path / "site", built, reports)
        assert all((tmp_path / "site" / at).read_text() == file.name for file, at in parts.items())
    assert lite.bundle_address("W9A1 Own") == "bundles/W9A1%20Own.zip"
    assert lite.notebook_address("W9A1 Own", "A.ipynb") == "lite/lab/index.html?path=W9A1%20Own/A.ipynb"


def test_a_part_that_was_not_made_is_named(tmp_path):
    with pytest.raises(SystemExit, match=r"bundles is not there: make site makes it first"):
        site.build(tmp_path / "site", tmp_path, tmp_path)
    assert not (tmp_path / "site").exists()


def test_an_experiment_does_less_in_a_browser_and_says_so(monkeypatch, capsys):
    assert browser.fewer(20, 8) == 20
    assert capsys.readouterr().out == ""
    monkeypatch.setattr(browser, "IN_BROWSER", True)
    assert browser.fewer(5, 8) == 5
    assert browser.fewer(20, 8) == 8
    assert capsys.readouterr().out == "Python is slower in a browser: 8 seeds here, instead of 20.\n"
