"""One folder for a web server: `python -m tools.site` puts the reports, the zips and the browser edition together.

build/site/index.html                                          the reports, with links to the other two
build/site/bundles/<assignment>.zip                            tools.lite.bundle_address
build/site/datasets/                                           the data and their sheets
build/site/lite/lab/index.html?path=<assignment>/<notebook>    tools.lite.notebook_address
"""

import argparse
import re
import shutil
import sys
import tempfile
from pathlib import Path

from tools.lite import bundle_address, needs_tensorflow, notebook_address

ROOT = Path(__file__).resolve().parent.parent
PLACE = re.compile(r"<!-- get (\S+) -->")  # as tools/reports/template/ leaves it
HOW = re.compile(r"<!-- how -->.*?(?=</p>)", re.DOTALL)
HERE = "To do the exercises, run a chapter in your browser, or download its zip: each has the notebook and its checks."
MENTION = re.compile(r"<!-- site -->.*")  # in the README


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="python -m tools.site", description=__doc__.partition(":")[0] + ".")
    parser.add_argument("--into", type=Path, default=ROOT / "build" / "site", help="the folder to write")
    parser.add_argument("--built", type=Path, default=ROOT / "build", help="where bundles/ and lite/ are")
    parser.add_argument("--address", default="", help="where it will be served, as in https://example.org/course")
    options = parser.parse_args(arguments)
    build(options.into, options.built, ROOT / "exported_html", options.address, ROOT / "datasets")
    if options.address:
        mention(options.address, ROOT / "README.md")


def build(into, built, reports, address="", data=None):
    """Write the folder; what was there before is replaced. Raises SystemExit if one of the parts has not been made.

    address: where the folder will be served; the pages then name it to search engines and to who cites them.
    data: the folder datasets/, which the pages link to.
    """
    parts = {".": reports, "bundles": built / "bundles", "lite": built / "lite"}
    for part in parts.values():
        if not part.is_dir():
            sys.exit(f"{part} is not there: make site makes it first")
    into.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=into.parent) as fresh:
        site = Path(fresh, "site")
        for name, part in parts.items():
            shutil.copytree(part, site / name, dirs_exist_ok=True)
        if data:
            shutil.copytree(data, site / "datasets", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
        for page in site.glob("*.html"):
            page.write_text(linked(page.read_text(encoding="utf-8"), page.name, built, address), encoding="utf-8")
        (site / ".nojekyll").touch()  # GitHub Pages serves the files as they are
        shutil.rmtree(into, ignore_errors=True)
        site.rename(into)


def linked(html, page, built, address=""):
    """A page of the reports with a link to each zip and to each notebook in the browser, where it has a place for them
    and the assignment was released.

    Links to the data lead to the site's own copy.  page: its file's name.  built: the folder with release/.
    """

    def links(found):
        bundle = built / "release" / found[1]
        if not bundle.exists():
            return found[0]
        addresses = {f"Download {found[1].split('-')[0]} (zip)": bundle_address(found[1])}
        if not needs_tensorflow(bundle):
            (notebook,) = bundle.glob("*.ipynb")
            addresses = {"Run in the browser": notebook_address(found[1], notebook.name)} | addresses
        items = [f'<a href="{url}">{what}</a>' for what, url in addresses.items()]
        return f'<p class="get facts">{" ".join(items)}</p>'

    if address:
        canonical = f'<link rel="canonical" href="{address.rstrip("/")}/{page.removesuffix("index.html")}">'
        html = html.replace("</head>", f"{canonical}\n</head>", 1)
    html = html.replace('href="../datasets/', 'href="datasets/')
    return HOW.sub(HERE if page == "index.html" else "", PLACE.sub(links, html))


def mention(address, readme):
    """Let a README say, where it has the mark for it, at which address the course is to be had."""
    line = f"<!-- site -->The course online, to read and to run: <{address.rstrip('/')}/>"
    readme.write_text(MENTION.sub(line, readme.read_text(encoding="utf-8"), count=1), encoding="utf-8")


if __name__ == "__main__":
    main()
