"""The folder for a web server, and what an experiment does in a browser."""

import re
from pathlib import Path

import pytest

from tools import lite, site
from utils import browser

ROOT = Path(__file__).resolve().parents[1]


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
    data = tmp_path / "datasets"
    data.mkdir()
    for name in ("a.csv", "a.md", "make.py"):
        (data / name).write_text("1")
    (reports / "index.html").write_text('<a href="../datasets/a.md">a</a>')
    site.build(tmp_path / "site", built, reports, data=data)
    assert (tmp_path / "site" / "index.html").read_text() == '<a href="datasets/a.md">a</a>'
    assert sorted(file.name for file in (tmp_path / "site" / "datasets").iterdir()) == ["a.csv", "a.md"]
    assert lite.bundle_address("W9A1 Own") == "bundles/W9A1%20Own.zip"
    assert lite.notebook_address("W9A1 Own", "A.ipynb") == "lite/lab/index.html?path=W9A1%20Own/A.ipynb"


def test_pages_link_to_the_zips_and_to_what_runs_in_a_browser(tmp_path):
    for name, needs in (("W9A1-Own", "numpy==2.2\n"), ("W9A2-Flow", "numpy==2.2\ntensorflow==2.21\n")):
        bundle = tmp_path / "release" / name
        bundle.mkdir(parents=True)
        (bundle / "requirements.txt").write_text(needs)
        (bundle / "A.ipynb").touch()
    page = "<head></head><h1>x</h1>\n<!-- get W9A1-Own -->\n<!-- get W9A2-Flow --><!-- get W9A3-Not_Yet -->"
    page += "<p><!-- how -->Run\nmake.</p>"
    html = site.linked(page, "index.html", tmp_path, "https://example.org/course/")
    addresses = re.findall(r'href="([^"]+)"', html)
    assert addresses == [
        "https://example.org/course/",
        "lite/lab/index.html?path=W9A1-Own/A.ipynb",
        "bundles/W9A1-Own.zip",
        "bundles/W9A2-Flow.zip",
    ]
    assert ">Download W9A1 (zip)</a>" in html
    assert f"<p>{site.HERE}</p>" in html
    assert "<p></p>" in site.linked(page, "W9A1-Own.html", tmp_path), "a chapter has its own links"
    assert "canonical" not in site.linked(page, "index.html", tmp_path)


def test_the_readme_names_the_address_that_is_configured_last(tmp_path):
    copy = tmp_path / "README.md"
    before = (ROOT / "README.md").read_text(encoding="utf-8")
    copy.write_text(before, encoding="utf-8")
    for address in ("https://example.org/old", "https://example.org/course/"):
        site.mention(address, copy)
    mark, online = "<!-- site -->", "The course online, to read and to run: <https://example.org/course/>"
    assert copy.read_text(encoding="utf-8") == site.MENTION.sub(mark + online, before)
    assert copy.read_text(encoding="utf-8").count(online) == 1


def test_the_reports_leave_a_place_for_the_links():
    for page in ("W1A1-Initialization", "W3A1-Introduction_to_TensorFlow", "index"):
        html = (ROOT / "exported_html" / f"{page}.html").read_text(encoding="utf-8")
        assert len(site.PLACE.findall(html)) == (8 if page == "index" else 1), page
        assert html.count("<!-- how -->") == 1


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
