"""The browser edition in Chromium, without a network: the released notebook, a mistake, a solution, and its grade.

Pyodide's server is replaced by the files that tests/pyodide_files.py fetched.
"""

import functools
import http.server
import json
import re
import threading
from pathlib import Path

import nbformat
import pytest
from lab import ARGUMENTS, CHROMIUM, Notebook

from tools import demo, lite, site

ROOT = Path(__file__).resolve().parents[2]
PYODIDE = ROOT / "build" / "pyodide"
NAME, FILE, W3 = "W1A1-Initialization", "Initialization.ipynb", "W3A1-Introduction_to_TensorFlow"
MISTAKE = "variance-for-deviation"
UNKNOWN = """def initialize_parameters_he(layers_dims, rng):
    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters[f"W{l}"] = rng.normal(0, np.sqrt(3 / layers_dims[l - 1]), (layers_dims[l], layers_dims[l - 1]))
        parameters[f"b{l}"] = np.zeros((layers_dims[l], 1))
    return parameters"""
TYPES = {".mjs": "text/javascript", ".wasm": "application/wasm", ".json": "application/json"}
MINUTES = 180_000  # ms: a machine that does other things too is no fault

pytestmark = pytest.mark.skipif(
    not (PYODIDE.exists() and lite.ENVIRONMENT.exists()),
    reason="the browser edition's files are not here: python tests/pyodide_files.py fetches them (110 MB)",
)


@pytest.fixture(scope="module")
def folder(built, tmp_path_factory):
    """build/site/ with two assignments: one that runs in the browser, and the one that does not."""
    into = tmp_path_factory.mktemp("site")
    made = into / "built"
    for name in (NAME, W3):
        build = built(name)
        for part in (f"release/{name}", f"bundles/{name}.zip"):
            (made / part).parent.mkdir(parents=True, exist_ok=True)
            (made / part).symlink_to(build / part)
    lite.build(made / "lite", made)
    site.build(into / "site", made, ROOT / "exported_html")
    settings = into / "site" / "lite" / "jupyter-lite.json"
    data = json.loads(settings.read_text())
    data["jupyter-config-data"]["exposeAppInBrowser"] = True  # for Notebook, which asks the page about its cells
    settings.write_text(json.dumps(data))
    return into / "site"


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


@pytest.fixture(scope="module")
def browser(folder, playwright):
    """A browser context on the folder; context.url is where it is served, context.foreign what else was asked for."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    context.set_default_timeout(MINUTES)
    context.url, context.foreign = f"http://127.0.0.1:{server.server_port}", []
    context.route(re.compile(r"^https?://(?!127\.0\.0\.1)"), functools.partial(pyodide, context.foreign))
    yield context
    chromium.close()
    server.shutdown()


def pyodide(foreign, route):
    """Answer for Pyodide's server, and for no other."""
    foreign.append(route.request.url)
    file = PYODIDE / route.request.url.rpartition("/")[2]
    if not route.request.url.startswith(lite.CDN) or not file.exists():
        route.abort()
        return
    kind = TYPES.get(file.suffix, "application/octet-stream")
    route.fulfill(body=file.read_bytes(), content_type=kind, headers={"Access-Control-Allow-Origin": "*"})


class LiteNotebook(Notebook):
    """A notebook of the browser edition, opened by its address."""

    def __init__(self, context, assignment, file):
        self.page = context.new_page()
        self.page.goto(f"{context.url}/{lite.notebook_address(assignment, file)}")
        self.page.wait_for_function(self.LOADED)

    def download(self):
        """Save, and download as a student does. Returns the file's text."""
        self.save()
        with self.page.expect_download() as download:
            self.press("File", "Download")
        return Path(download.value.path()).read_text(encoding="utf-8")


def answers(who):
    """cell id -> source, as somebody of the sample class wrote it."""
    return demo.answers(NAME, demo.students(NAME)[who])


def hand_in(text, course, student):
    file = course / "submitted" / student / NAME / FILE
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def notebook(browser):
    notebook = LiteNotebook(browser, NAME, FILE)
    notebook.page.wait_for_function(notebook.READY)
    return notebook


def run_all(notebook):
    """Run every cell. Returns what each shows, as text."""
    notebook.press("Run", "Run All Cells")
    notebook.page.wait_for_function(notebook.DONE)
    return {name: "".join(lines) for name, lines in notebook.outputs().items()}


def test_the_released_notebook_runs_and_says_what_is_open(notebook):
    shown = run_all(notebook)
    assert shown["progress"].count("open") == 3
    assert "This cell waits for initialize_parameters_he" in shown["he-train"]
    assert shown["he-test"].startswith("initialize_parameters_he: not yet. It is not written yet")
    assert "Traceback" not in "".join(shown.values())


def test_a_mistake_is_named_and_a_line_pointed_at(notebook):
    """A declared mistake by its message; another by the search for an edit of the student's own code."""
    for source, words in [(answers(MISTAKE)["he"], "scaled by the variance"), (UNKNOWN, "Look at line 4")]:
        notebook.write("he", source)
        notebook.run("he", "he-test")
        (text,) = notebook.outputs()["he-test"]
        assert text.startswith("initialize_parameters_he: not yet. In case")
        assert words in " ".join(text.split())


def test_what_is_downloaded_gets_the_grade_of_the_same_work_in_jupyterlab(notebook, folder, tmp_path):
    """Once with a mistake and once without: solved, run, saved, downloaded and graded, beside the same answers."""
    from graders import __main__ as graders
    from graders.engine.gradebook import opened

    released = folder.parent / "built" / "release"
    for who, points in [(MISTAKE, 20), ("perfect", 30)]:
        for cell, source in answers(who).items():
            notebook.write(cell, source)
        if points == 30:  # once is enough: that takes half a minute
            shown = "".join(run_all(notebook).values())
            assert "30 of 30 points so far" in shown
            assert "Traceback" not in shown
        hand_in(notebook.download(), tmp_path, f"browser {who}")
        work = nbformat.read(released / NAME / FILE, as_version=4)
        for cell in work.cells:
            cell.source = answers(who).get(cell.id, cell.source)
        hand_in(nbformat.writes(work), tmp_path, f"lab {who}")
    assert graders.main(["grade", NAME, "--course", str(tmp_path), "--release", str(released)]) == 0
    with opened(tmp_path) as records:
        scores = records.scores(NAME)
    for who, points in [(MISTAKE, 20), ("perfect", 30)]:
        assert scores[f"browser {who}"] == scores[f"lab {who}"]
        assert sum(scores[f"browser {who}"].values()) == points


def test_figures_are_drawn(notebook):
    """The last run was of a right solution, so every figure of the notebook is there, with its alternative text."""
    figures = [
        output["data"]
        for outputs in notebook.page.evaluate(notebook.OUTPUTS).values()
        for output in outputs
        if output["output_type"] in ("display_data", "execute_result") and "image/png" in output["data"]
    ]
    assert len(figures) >= 8
    assert all(len(data["image/png"]) > 5000 for data in figures)


def test_work_is_kept(notebook, browser):
    """Who opens the address again finds the notebook as it was saved."""
    again = LiteNotebook(browser, NAME, FILE)
    assert again.source("he") == answers("perfect")["he"]
    again.page.close()


def test_the_notebook_that_needs_tensorflow_says_why_it_is_not_there(browser):
    page = LiteNotebook(browser, W3, "Introduction_to_TensorFlow.ipynb").page
    page.locator("p", has_text="This notebook needs TensorFlow").wait_for()
    page.close()


def test_the_front_page_leads_everywhere_and_names_the_other_server(browser, folder):
    page = browser.new_page()
    page.goto(f"{browser.url}/lite/index.html")
    assert lite.CDN in page.inner_text("main")
    addresses = page.locator("li a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    bundle = f"files/{W3}/{W3}.zip"
    assert addresses == [lite.notebook_address(NAME, FILE).removeprefix("lite/"), bundle]
    assert (folder / "lite" / bundle).read_bytes() == (folder / lite.bundle_address(W3)).read_bytes()
    page.close()


def test_nothing_is_loaded_from_elsewhere_but_pyodide(notebook, browser):
    """By all the tests above."""
    assert browser.foreign
    assert [url for url in browser.foreign if not url.startswith(lite.CDN)] == []


def test_a_copy_of_pyodide_is_served_with_the_site(folder, tmp_path):
    into = lite.build(tmp_path / "lite", folder.parent / "built", PYODIDE)
    settings = json.loads((into / "jupyter-lite.json").read_text())["jupyter-config-data"]["litePluginSettings"]
    address = settings[lite.KERNEL]["pyodideUrl"]
    assert (into / address).read_bytes() == (PYODIDE / "pyodide.mjs").read_bytes()
    assert "https://" not in (into / "index.html").read_text()


def test_a_folder_without_pyodide_is_refused(tmp_path):
    with pytest.raises(lite.LiteError, match=r"no pyodide-lock\.json"):
        lite.build(tmp_path / "lite", tmp_path, tmp_path)
