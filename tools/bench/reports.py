"""The reports beside nbconvert's own export of the same executed notebooks: bytes, requests, formulas, accessibility.

    python -m tools.bench.reports [--twice]

Runs in the course's own environment. Needs Chromium; npm too for Lighthouse, which is put into build/lighthouse/.
--twice: execute each notebook once more, and name the cells that differ (only those tagged `timing` may).
"""

import argparse
import gzip
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from nbconvert import HTMLExporter
from playwright.sync_api import sync_playwright

from tools.reports import ROOT
from tools.reports.build import build, executed
from tools.reports.execute import differing_cells, execute
from tools.reports.sources import find_notebooks

LIGHTHOUSE = "lighthouse@12.8.2"  # the last that runs on Node 18 and 20
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
VIEWS = [(width, scheme) for width in (1280, 390) for scheme in ("light", "dark")]
DRAWN = """all => all.map(one => one.getBoundingClientRect()).filter(box => box.width > 3 && box.height > 3).length"""
CODE = """[...document.querySelectorAll("main pre.code, .jp-InputArea-editor")].filter(one => one.checkVisibility())
    .reduce((sum, one) => sum + one.offsetHeight, 0) / document.documentElement.scrollHeight"""


def measure(browser, path):
    """What a browser without a network makes of a page: a dict of figures."""
    broken, nodes = set(), 0
    for width, scheme in VIEWS:
        viewport = {"width": width, "height": 900}
        context = browser.new_context(viewport=viewport, color_scheme=scheme, offline=True)
        page, requests = context.new_page(), []
        page.on("request", lambda request, requests=requests: requests.append(request.url))
        page.goto(path.as_uri(), wait_until="load")
        page.wait_for_timeout(2000)  # time enough for what arrives by script
        if (width, scheme) == VIEWS[0]:
            outside = sum(url.startswith("http") for url in requests)
            code = page.evaluate(CODE)
            page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
            formulas = page.locator("main math, mjx-container, .MathJax").evaluate_all(DRAWN)
            page.reload()
        found = Axe().run(page).response["violations"]
        broken |= {violation["id"] for violation in found}
        nodes += sum(len(violation["nodes"]) for violation in found)
        context.close()
    return {
        "kB": path.stat().st_size / 1000,
        "kB with gzip": len(compressed(path)) / 1000,
        "requests elsewhere": outside,
        "formulas drawn": formulas,
        "% of the height is code": 100 * code,
        "axe: rules broken": len(broken),
        "axe: places, four views": nodes,
    }


@cache
def compressed(file):
    return gzip.compress(file.read_bytes())


class Compressing(SimpleHTTPRequestHandler):
    """Serves files with gzip, as web servers do."""

    def do_GET(self):
        file = Path(self.translate_path(self.path))
        if not file.is_file():
            self.send_error(404)
            return
        content = compressed(file)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(self.path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *words):
        pass


def lighthouse(folder, names):
    """{name: [score of each category, 0 to 100]}, or a sentence that says why there are none."""
    tool = ROOT / "build" / "lighthouse"
    program = tool / "node_modules" / ".bin" / "lighthouse"
    if not program.exists():
        if not shutil.which("npm"):
            return "Lighthouse was not run: there is no npm on this machine."
        tool.mkdir(parents=True, exist_ok=True)
        command = ["npm", "install", "--prefix", tool, "--no-audit", "--no-fund", "--ignore-scripts", LIGHTHOUSE]
        if subprocess.run(command, capture_output=True).returncode:
            return f"Lighthouse was not run: npm could not install {LIGHTHOUSE}."
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Compressing, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        scores = {name: scores_of(program, f"http://127.0.0.1:{server.server_port}/{name}") for name in names}
        server.shutdown()
    return scores


def scores_of(program, url, runs=3):
    """Lighthouse's scores of a page on the telephone and the slow network that it assumes: medians over some runs.

    The network is really slowed down. Lighthouse's other way is a model, in which nothing of a page is painted before
    all of the file is there; but a browser paints what it has, and in our pages the pictures are in the file.
    """
    command = [program, url, "--quiet", "--output=json", "--no-enable-error-reporting", "--throttling-method=devtools"]
    command += [f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags=--headless=new {' '.join(FLAGS)}"]
    scores = []
    for _ in range(runs):
        run = subprocess.run(command, capture_output=True, check=True, env=os.environ | {"CHROME_PATH": CHROMIUM})
        categories = json.loads(run.stdout)["categories"]
        scores.append([round(100 * categories[name]["score"]) for name in CATEGORIES])
    return [statistics.median(column) for column in zip(*scores)]


def markdown_table(head, rows):
    lines = [head, ["---"] + ["---:"] * (len(head) - 1), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def shown(value):
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def main():
    parser = argparse.ArgumentParser(prog="python -m tools.bench.reports", description=__doc__.splitlines()[0])
    parser.add_argument("--twice", action="store_true", help="execute each notebook once more and compare")
    options = parser.parse_args()
    if CHROMIUM is None:
        sys.exit("There is no Chromium on this machine: install it (Debian: apt-get install chromium).")
    if build(say=lambda line: None):
        sys.exit("Some reports cannot be made: `make reports` says which.")
    notebooks, folder = find_notebooks(ROOT), ROOT / "exported_html"
    rows = []
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as scratch:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for name, path in notebooks.items():
            stock = Path(scratch) / f"{name}.html"
            html, _ = HTMLExporter(template_name="lab").from_notebook_node(executed(ROOT, path))
            stock.write_text(html, encoding="utf-8")
            for label, page in ((name, folder / f"{name}.html"), ("stock export (lab)", stock)):
                figures = measure(browser, page)
                rows.append([label, *map(shown, figures.values())])
    print(markdown_table(["page", *figures], rows), end="\n\n")
    scores = lighthouse(folder, sorted(path.name for path in folder.glob("*.html")))
    if isinstance(scores, str):
        print(scores)
    else:
        print(markdown_table(["Lighthouse", *CATEGORIES], [[name, *values] for name, values in scores.items()]))
    if options.twice:
        for name, path in notebooks.items():
            differing = differing_cells(executed(ROOT, path), execute(path, ROOT))
            print(f"\n{name}, executed twice: {', '.join(differing) or 'no cell differs, but those tagged timing'}")


if __name__ == "__main__":
    main()
