"""A hostile submission in a real formgrader, and on its feedback page, in a real browser: nothing in it runs."""

import shutil
import sys
from urllib.parse import quote

import pytest
from lab import ROOT, Lab

sys.path.insert(0, str(ROOT / "tests" / "engine"))
from engine_course import ASSIGNMENT, NOTEBOOK, cell, graders, hand_in, honest, release, why_not
from test_markdown import LIVE

pytestmark = pytest.mark.skipif(why_not() is not None, reason=f"hostile code is not run here: {why_not()}")
HONEST = "Honest words: **why** $x<y$, `<div>` and a < b."
# Chromium takes onerror in a folder's name for an attribute, if the name becomes markup.
STUDENT = "<img src=x onerror=ran()>"


def submission():
    cells = [*honest(), cell("mine", HONEST, kind="markdown")]
    for number, text in enumerate(LIVE):
        cells.append(cell(f"mine-{number}", text, kind="markdown"))
        cells.append(cell(f"raw-{number}", text, kind="raw"))
    show = f"from IPython.display import HTML, Latex, Markdown, SVG, display\nfor text in {LIVE!r}:\n    print(text)\n"
    show += "    for kind in (HTML, Markdown, Latex):\n        display(kind(text))\n"
    show += 'display(SVG(\'<svg xmlns="http://www.w3.org/2000/svg" onload="ran()"><script>ran()</script></svg>\'))\n'
    cells.append(cell("shown", show))
    odd = "class Odd(Exception): pass\nOdd.__name__ = '<img src=x onerror=ran()>'\nraise Odd('<script>ran()</script>')"
    cells.append(cell("raised", odd))
    return cells


@pytest.fixture(scope="module")
def lab(playwright, tmp_path_factory):
    """JupyterLab on a course of one assignment, with one hostile student's work graded, and feedback written."""
    top = tmp_path_factory.mktemp("hostile")
    course = top / "course"
    course.mkdir()
    release(top, f"sqlite:///{course / 'gradebook.db'}")
    (top / "source").rename(top / "notebooks")
    hand_in(course, STUDENT, submission())
    hand_in(course, STUDENT, b"%PDF-1.4", "report.pdf")
    done = graders("grade", "--course", course, "--release", top / "release")
    assert done.returncode == 0, done.stderr
    done = graders("feedback", "--course", course)
    assert done.returncode == 0, done.stderr
    shutil.copy(ROOT / "nbgrader_config.py", top)
    lab = Lab(
        playwright, top, tmp_path_factory.mktemp("home"), environment={"PYTHONPATH": str(ROOT), "COURSE": "course"}
    )
    yield lab
    lab.errors.clear()  # formgrader asks for MathJax from elsewhere, and for files that a student's links name
    lab.close()


def opened(lab, path):
    """A page on which every attempt to run something is counted, with what it could be clicked into."""
    page = lab.page("/formgrader")
    page.add_init_script("window.ran = () => { (window.alarms ||= []).push(1) }; window.alert = window.ran;")
    page.route(
        "**/*", lambda route: route.continue_() if route.request.url.startswith((lab.url, "data:")) else route.abort()
    )
    page.goto(f"{lab.url}{path}{'&' if '?' in path else '?'}token={lab.token}")
    page.wait_for_load_state("load")
    return page


def alarms(page):
    """How often something ran, also when the mouse has been everywhere and every link to a script is followed."""
    page.wait_for_timeout(500)
    page.evaluate("""() => {
        for (const each of document.querySelectorAll("*"))
            for (const kind of ["mouseover", "focus", "toggle", "error", "load", "click"])
                if (kind !== "click" || (each.tagName === "A" && /^\\s*(javascript|vbscript|data):/i.test(each.href)))
                    each.dispatchEvent(new Event(kind));
    }""")
    page.wait_for_timeout(500)
    return page.evaluate("() => (window.alarms || []).length")


def test_the_alarm_works(lab):
    page = opened(lab, "/formgrader")
    page.evaluate("() => document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=ran()>')")
    assert alarms(page) > 0


def submission_address(lab):
    page = opened(lab, f"/formgrader/gradebook/{ASSIGNMENT}/{NOTEBOOK}")
    page.locator("tbody tr a").first.wait_for()
    assert alarms(page) == 0
    address = page.locator("tbody tr a[href*=submissions]").first.get_attribute("href")
    return "/" + address.split("/", 3)[3] if address.startswith("http") else address


def test_nothing_runs_where_a_submission_is_graded_by_hand(lab):
    page = opened(lab, submission_address(lab))
    text = page.locator("body").inner_text()
    assert "Honest words" in text
    assert "<div>" in text.replace("\u2060", "")
    assert "onerror" in text, "what was written is shown, and not run"
    assert STUDENT in page.content().replace("&lt;", "<").replace("&gt;", ">")
    link = page.get_by_role("link", name="report.pdf").evaluate("link => link.href")
    assert page.request.get(link).headers["content-type"] == "application/pdf"
    assert alarms(page) == 0


def test_the_policy_of_that_page_stops_what_is_not_nbgraders_own(lab):
    page = opened(lab, submission_address(lab))
    policies = []
    page.on("console", lambda message: policies.append(message.text) if "Security Policy" in message.text else None)
    page.locator("input.score").first.wait_for()
    page.wait_for_function("() => [...document.querySelectorAll('input.score')].some(each => each.placeholder)")
    assert page.locator(".name-shown").first.is_hidden(), "nbgrader's own scripts ran"
    page.locator("span.name-hidden").first.click()
    assert page.locator("span.name-shown").first.is_visible(), "and what it wrote into its buttons"
    assert policies == []
    for markup in "<img src=x onerror=ran()>", "<a href='javascript:ran()'>x</a>", "<svg onload=ran()></svg>":
        page.evaluate("(markup) => document.body.insertAdjacentHTML('beforeend', markup)", markup)
    page.evaluate("() => document.querySelector('a[href^=javascript]').click()")
    page.evaluate("() => document.head.append(Object.assign(document.createElement('script'), {textContent: 'ran()'}))")
    assert alarms(page) == 0
    assert policies


@pytest.mark.parametrize("path", [
    "/formgrader/manage_assignments", f"/formgrader/manage_submissions/{ASSIGNMENT}", "/formgrader/manage_students",
    f"/formgrader/gradebook/{ASSIGNMENT}", f"/formgrader/gradebook/{ASSIGNMENT}/{NOTEBOOK}",
])  # fmt: skip
def test_nothing_runs_in_formgraders_lists(lab, path):
    page = opened(lab, path)
    page.locator("tbody tr").first.wait_for()
    assert alarms(page) == 0


def test_nothing_runs_on_the_feedback_page(lab):
    page = opened(lab, f"/files/course/feedback/{quote(STUDENT)}/{ASSIGNMENT}/{NOTEBOOK}.html")
    assert "Honest words" in page.locator("body").inner_text()
    assert alarms(page) == 0


def test_nothing_runs_where_the_notebook_is_opened(lab):
    page = opened(lab, f"/lab/tree/course/autograded/{quote(STUDENT)}/{ASSIGNMENT}/{NOTEBOOK}.ipynb")
    page.locator(".jp-RenderedMarkdown", has_text="Honest words").first.wait_for()
    assert alarms(page) == 0
