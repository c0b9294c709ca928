"""The reports: what makes a page out of date, what a page must hold, and what must not become one."""

import json
import re
from itertools import combinations
from xml.etree import ElementTree

import nbformat
import numpy as np
import pytest
from markupsafe import escape
from matplotlib.figure import Figure
from report_course import FIRST, FORMULAS, ROOT, SECOND, code, make_course, prose, write_notebook

from tools.reports import ReportError, figures, frame, sources, svg, with_powers
from tools.reports.aside import glossary_page, references_page
from tools.reports.audit import PageReader, audit
from tools.reports.build import ASIDE, build, data_files, derived, executed, first_mentions, make_page
from tools.reports.chapter import asked
from tools.reports.execute import differing_cells, execute, without_bars
from tools.reports.export import Page, ReportExporter
from tools.reports.figures import FIGURE
from tools.reports.glossary import links
from tools.reports.playgrounds import HERE as PLAYGROUNDS
from tools.reports.playgrounds import TASKS, playgrounds
from tools.reports.prose import Prose, text_of
from tools.reports.reading import cite
from utils.plotting import BLUE, contrast, label_ends, plot_costs, plot_decision_boundaries
from utils.plotting import PALETTE as LINES

OUT = ROOT / "exported_html"
ASSIGNMENTS = list(sources.find_notebooks(ROOT))


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """The small course, its pages built; the lines that the build said are in course.lines."""
    root = make_course(tmp_path_factory.mktemp("course"))
    lines = []
    assert build(root=root, say=lines.append) == 0, lines
    (root / "lines.json").write_text(json.dumps(lines))
    return root


def page_of(course, assignment=FIRST):
    return (course / "exported_html" / f"{assignment}.html").read_text(encoding="utf-8")


def cell_of(html, id):
    return re.search(rf'<section id="cell-{id}".*?</section>', html, re.DOTALL)[0]


def export(tmp_path, *cells, folder="W7A9-Some", **given):
    """The page of these cells, as they are, without running them."""
    notebook = nbformat.from_dict({"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5})
    about = {"sources": "0" * 64, "date": "2026-01-31", "versions": "Python 3", "chapters": []} | given
    page = Page(folder, tmp_path / folder / "Some.ipynb", "notebook.ipynb", **about)
    return ReportExporter().from_notebook_node(notebook, {"page": page})[0]


def showing(id, output, *tags):
    return {**code(id, "", *tags), "outputs": [output]}


def picture_output(alt="A dot."):
    """What a kernel for reports shows of a Picture."""
    path = '<path d="M1 1l2 2" style="stroke:var(--blue,#0072b2)"/>'
    svg = f'<svg viewBox="0 0 72 72" width="100" height="100">{path}</svg>'
    data = {"image/png": "", FIGURE: {"wide": svg, "narrow": svg}}
    return {"output_type": "display_data", "data": data, "metadata": {"image/png": {"alt": alt}}}


def png_output():
    return {"output_type": "display_data", "data": {"image/png": "", "text/plain": "…"}, "metadata": {}}


TITLE = prose("title", "# Title\n\nWhat it is about.")


# The committed pages


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_committed_page_is_up_to_date(assignment):
    expected = sources.page_digests(ROOT)[assignment]
    assert sources.digest_in(OUT / f"{assignment}.html") == expected, "run `make reports` and commit exported_html/"


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_committed_page_is_sound_and_has_what_the_index_shows(assignment):
    html = (OUT / f"{assignment}.html").read_text(encoding="utf-8")
    page = audit(html, OUT, pages=ASIDE)
    assert page.meta["result"], f"{assignment} has no cell tagged 'result'"
    assert "data-headline" in html, f"{assignment} has no cell tagged 'headline'"
    boxes = re.findall(r"<figure.*?</figure>", html, re.DOTALL)
    assert all("<figcaption>" in box for box in boxes), "each figure has a number and a caption"
    assert not re.search(r"/home/|/root/|/Users/|/tmp/| at 0x[0-9a-f]{6}", html), "a page names nobody's machine"


def test_what_is_beside_the_pages_follows_from_them():
    expected = derived(ROOT, ASSIGNMENTS)
    for name, content in expected.items():
        assert (OUT / name).read_bytes().replace(b"\r\n", b"\n") == content.replace(b"\r\n", b"\n"), name
    there = {path.relative_to(OUT).as_posix() for path in OUT.rglob("*") if path.is_file()}
    assert there == set(expected) | {f"{assignment}.html" for assignment in ASSIGNMENTS}


# When is a page out of date?


@pytest.mark.parametrize(
    ("changed", "who"),
    [
        ("utils/network.py", {FIRST, SECOND}),
        ("requirements.txt", set()),  # a comment, as here, or a hash
        ("graders/checks/checker.py", {FIRST, SECOND}),
        ("graders/build_key.py", {FIRST, SECOND}),
        ("graders/exercises/w7a1/one.py", {FIRST}),
        ("graders/exercises/w7a1/__init__.py", {FIRST}),
        ("graders/checks/probes/one.py", {FIRST}),
        ("graders/references.py", {FIRST}),
        ("graders/exercise.py", {FIRST}),
        ("datasets/some.csv", {FIRST}),
        ("datasets/other.csv", set()),
        ("graders/mutants.py", set()),
        ("graders/checks/probes/other.py", set()),
        ("README.md", set()),
    ],
)
def test_a_change_makes_those_pages_out_of_date_that_follow_from_it(tmp_path, changed, who):
    root = make_course(tmp_path)
    before = sources.page_digests(root)
    with (root / changed).open("a") as file:
        file.write("\n# changed\n")
    after = sources.page_digests(root)
    assert {name for name in before if before[name] != after[name]} == who


def test_another_version_of_a_package_makes_all_pages_out_of_date(tmp_path):
    root = make_course(tmp_path)
    lock, before = root / "requirements.txt", sources.page_digests(root)
    numpy = lock.read_text(encoding="utf-8")
    lock.write_text(f"# uv made this\n{numpy.strip()} ; python_version >= '3' \\\n    --hash=sha256:0a1b\n")
    assert sources.page_digests(root) == before
    lock.write_text(numpy.replace("==2", "==2.1"))
    after = sources.page_digests(root)
    assert all(after[name] != before[name] for name in before)


def test_a_changed_notebook_concerns_its_own_page_and_a_new_title_its_neighbours(tmp_path):
    root = make_course(tmp_path)
    before = sources.page_digests(root)
    write_notebook(root, SECOND, "Second", [prose("title", "# Second steps\n\nOther words.")])
    after = sources.page_digests(root)
    assert before[FIRST] == after[FIRST]
    assert before[SECOND] != after[SECOND]
    write_notebook(root, SECOND, "Second", [prose("title", "# Another title\n\nOther words.")])
    assert sources.page_digests(root)[FIRST] != after[FIRST], "it stands in the contents of every page"


def test_running_a_notebook_or_checking_out_with_other_line_ends_changes_nothing(tmp_path):
    root = make_course(tmp_path)
    before = sources.page_digests(root)
    path = sources.find_notebooks(root)[FIRST]
    notebook = json.loads(path.read_text())
    printed = {"output_type": "stream", "name": "stdout", "text": "1"}
    notebook["cells"][3] |= {"execution_count": 7, "outputs": [printed]}
    path.write_text(json.dumps(notebook))
    network = root / "utils" / "network.py"
    network.write_bytes(network.read_bytes().replace(b"\n", b"\r\n"))
    assert sources.page_digests(root) == before


def test_nothing_is_built_that_is_up_to_date(course):
    before = {path: path.stat().st_mtime_ns for path in course.rglob("exported_html/**/*")}
    lines = []
    assert build(root=course, say=lines.append) == 0
    assert lines == [f"{FIRST}: up to date", f"{SECOND}: up to date"]
    assert {path: path.stat().st_mtime_ns for path in course.rglob("exported_html/**/*")} == before


def test_what_no_notebook_makes_any_more_is_removed(course):
    stale = [course / "exported_html" / "W1A9-Gone.html", course / "exported_html" / "figures" / "W1A9-Gone-x.webp"]
    for path in stale:
        path.write_text("old")
    build(root=course, say=lambda line: None)
    assert not any(path.exists() for path in stale)


def test_unknown_assignments_and_folders_with_two_notebooks_are_refused(course, tmp_path):
    with pytest.raises(ReportError, match=f"W9A9-No; there are {FIRST}"):
        build(["W9A9-No"], root=course)
    write_notebook(tmp_path, FIRST, "One", [TITLE])
    write_notebook(tmp_path, FIRST, "Two", [TITLE])
    with pytest.raises(ReportError, match="more than one notebook"):
        build(root=tmp_path)


# What a page holds


def test_the_build_says_a_line_for_each_page_and_what_the_index_lacks(course):
    lines = {line.split(":")[0]: line for line in json.loads((course / "lines.json").read_text())}
    assert re.search(r"\d+ kB, 15 formulas, 1 figures, made in \d+ s$", lines[FIRST])
    assert "'headline'" in lines[SECOND]
    assert "'result'" in lines[SECOND]


def test_every_formula_is_mathml(course):
    page = PageReader(page_of(course))
    assert page.formulas == len(FORMULAS) + 3  # α² in the summary, β in a heading, two side by side
    assert page.meta["formulas"] == str(page.formulas)


def test_an_exercise_is_a_box_with_its_solution_folded_and_no_check(course):
    html = page_of(course)
    box = cell_of(html, "halve")
    assert "### " not in html
    assert 'id="cell-halve-test"' not in html
    assert "== 1.5" not in html, "hidden tests are nobody's"
    assert "Exercise 1.1 <code>halve</code>" in box
    assert "Write a function that halves a number." in box
    solution = re.search(r"<details class=\"solution-box\">.*<span class=\"solution\">(.*?)</span>\n", box, re.DOTALL)[
        1
    ]
    assert "x" in solution
    assert "def" not in solution


def test_an_exercise_can_be_tried_from_its_box(tmp_path):
    cell = code("halve", 'def halve(x):\n    """Half of x.\n\n    x: a number < 9.\n    """\n    return x / 2')
    cell["metadata"] = {"nbgrader": {"solution": True, "grade": False}}
    html = export(tmp_path, TITLE, cell)
    open_part = html.partition('<details class="solution-box">')[0]
    assert re.search(r'<pre class="signature">.*halve.*\(x\):</pre>\s*<p class="asked">Half of x.', open_part)
    assert "x: a number &lt; 9." in open_part


def test_a_box_without_an_exercise_and_a_cell_with_a_magic(tmp_path):
    cell = code("halve", "%matplotlib inline\ndef halve(x):\n    return x / 2")
    cell["metadata"] = {"nbgrader": {"solution": True, "grade": False}}
    html = export(tmp_path, TITLE, cell)
    assert '<p class="exercise-title">Exercise <code>halve</code></p>' in html
    assert 'class="signature"' not in html


def test_hints_are_what_the_declaration_calls_mistakes(tmp_path):
    cell = code("halve", "def halve(x):\n    return x / 2")
    cell["metadata"] = {"nbgrader": {"solution": True, "grade": False}}
    html = export(tmp_path, TITLE, cell, hints={"halve": ["It doubles, by `*`."]})
    assert re.search(r'<details class="hint">.*It doubles, by <code>\*</code>\.', html, re.DOTALL)


def test_plumbing_and_what_makes_a_figure_are_folded_and_what_teaches_is_open(tmp_path):
    cells = [
        code("teach", "a = 1"),
        code("pipe", "b = 2", "plumbing"),
        {**code("draw", "c = 3"), "outputs": [picture_output()]},
    ]
    html = export(tmp_path, TITLE, *cells)
    folded = {id: "Show code" in cell_of(html, id) for id in ("teach", "pipe", "draw")}
    assert folded == {"teach": False, "pipe": True, "draw": True}


def test_a_figure_has_the_number_and_caption_that_the_text_below_begins_with(tmp_path):
    caption = prose("words", "*Figure 1. It falls with **momentum**.*\n\nAnd so on.")
    html = export(tmp_path, TITLE, showing("draw", picture_output("A falling line.")), caption)
    figure = re.search(r"<figure.*?</figure>", html, re.DOTALL)[0]
    assert 'aria-label="It falls with momentum."' in figure
    assert "It falls with <strong>momentum</strong>." in figure
    assert "A falling line." in figure
    assert cell_of(html, "words").count("It falls") == 0
    assert "And so on." in cell_of(html, "words")


def test_a_prompt_is_set_apart_from_its_paragraph(tmp_path):
    asked = ["Predict: will it fall?", "Look. *Where is $x$?*", "Look. *Predict.* We train."]
    html = export(
        tmp_path, TITLE, prose("a", "*Predict: will it fall?*\n\n" + "\n\n".join(asked[1:]) + "\n\nNot *this.* One.")
    )
    shown = cell_of(html, "a")
    prompts = [text_of(found) for found in re.findall(r'<p class="prompt">(.*?)</p>', shown)]
    assert prompts == ["Predict: will it fall?", "Where is x?", "Predict."]
    assert "<p>Not <em>this.</em> One.</p>" in shown
    assert shown.count("<p>Look.</p>") == 2
    assert "<p>We train.</p>" in shown


def test_what_happened_is_not_folded_on_a_page_but_an_answer_is(tmp_path):
    folded = "<details><summary>{}</summary>\n\nIt *falls*.\n\n</details>"
    html = export(tmp_path, TITLE, prose("a", folded.format("What happened")), prose("b", folded.format("Answer")))
    assert cell_of(html, "a").count("details") == 0
    assert "<p>It <em>falls</em>.</p>" in cell_of(html, "a")
    assert "<summary>Answer</summary>" in cell_of(html, "b")


def test_the_text_links_what_it_mentions_first(tmp_path):
    links = {
        "momentum": ("#term-momentum", "an average"),
        "train": ("code.html#train", ""),
        "W1A1": ("W1A1-A.html", ""),
    }
    words = "`momentum`, **momentum**, **momentum**, `train()`, W1A1 and [W1A1](#b)\n\n## b"
    html = export(tmp_path, TITLE, prose("a", words), links=links)
    assert html.count('href="#term-momentum"><strong>momentum</strong>') == 1  # in code it may be another thing
    assert html.count('href="#term-momentum"') == 1
    assert '<span class="tip" role="note">an average</span>' in html
    assert '<a class="mention" href="code.html#train"><code>train()</code></a>' in html
    assert html.count('href="W1A1-A.html"') == 1  # outside of the course it has no number


def test_a_figure_is_linked_by_its_full_number_where_the_text_mentions_it(tmp_path):
    prose = Prose(tmp_path, chapter=2)
    linked = '<a class="mention" href="#figure-12">Figure 2.12</a>'
    assert prose.html("See figure 12.").strip() == f"<p>See {linked}.</p>"
    assert prose.html("Figure 12 shows it.").strip() == f"<p>{linked} shows it.</p>"
    assert prose.html("*Figure 12. A caption.*").strip() == "<p><em>Figure 12. A caption.</em></p>"


CHAPTERS = [("W7A8-Before", "Before"), ("W7A9-Some", "Some")]


def test_the_text_calls_an_assignment_by_its_chapter(tmp_path):
    prose = Prose(tmp_path / "W7A9-Some", 2, {"W7A8": ("W7A8-Before.html", "")}, CHAPTERS)
    linked = '<a class="mention" href="W7A8-Before.html">{}</a> (Before)'
    assert prose.html("W7A8 has it.").strip() == f"<p>{linked.format('Chapter 1')} has it.</p>"
    assert prose.html("As in W7A8. W7A8, too, and `W7A8`.").strip() == (
        "<p>As in chapter 1. Chapter 1, too, and <code>W7A8</code>.</p>"
    )
    assert prose.html("W7A7").strip() == "<p>W7A7</p>", "outside of the course"


def test_an_exercise_is_linked_by_its_full_number(tmp_path):
    prose = Prose(tmp_path, 5, {}, CHAPTERS)
    two, three = (f'<a class="mention" href="#exercise-{n}">5.{n}</a>' for n in (2, 3))
    assert prose.html("See\nexercise 2.").strip() == f"<p>See\nexercise {two}.</p>"
    assert prose.html("It's exercises 2 and 3.").strip() == f"<p>It’s exercises {two} and {three}.</p>"
    assert prose.html("The exercise 2 of W7A8").strip() == "<p>The exercise 2 of chapter 1</p>"
    box = prose.html("**Exercise 2 (10 points).** Do it.").strip()
    assert box == "<p><strong>Exercise 2 (10 points).</strong> Do it.</p>", "its own number"


def test_a_chapter_has_its_number_wherever_it_is_named(tmp_path):
    terms = "| term | meaning | notebook |\n|:---|:---|:---|\n| step | it is | W7A8 |"
    cell = code("halve", "def halve(x):\n    return x / 2")
    cell["metadata"] = {"nbgrader": {"solution": True, "grade": False}}
    task = prose("task", "**Exercise 1 (10 points).** Halve. Look at exercise 1.")
    html = export(tmp_path, TITLE, task, cell, terms=terms, chapters=CHAPTERS)
    assert '<p class="place">Chapter 2</p>' in html
    assert "<title>2 Title | " in html
    assert 'content: "2 Title"' in html, "on each sheet of paper"
    assert "<span>Previous</span> 1 Before</a>" in html
    assert "Cite this page as: chapter 2, <cite>Title</cite>" in html
    assert re.search(r">chapter</th>.*<td class=\"right\">1</td>", html, re.DOTALL), "in the glossary"
    assert 'id="exercise-1">Exercise 2.1' in html
    assert 'href="#exercise-1">2.1</a>' in html


OFFER = re.compile(r"<!-- how -->.*?</p>", re.DOTALL)
UNREAD = [
    OFFER,
    re.compile(r"<(pre|script|style|svg|head|annotation)\b.*?</\1>", re.DOTALL),
    re.compile(r"<footer.*?</footer>", re.DOTALL),
    re.compile(r"<code>[^<]*</code>"),
]


@pytest.mark.parametrize("path", sorted(OUT.glob("*.html")), ids=lambda path: path.stem)
def test_a_reader_meets_one_name_of_a_chapter_and_one_of_an_exercise(path):
    """Its number and title, and 5.8. The assignment's own name stands where its notebook is offered, and only there."""
    html = path.read_text(encoding="utf-8")
    for unread in UNREAD:
        html = unread.sub(" ", html)
    words = text_of(html)
    assert re.findall(r".{20}\bW\dA\d\b", words) == []
    assert re.findall(r".{20}\b[Ww]eek \d", words) == []
    assert re.findall(r"[Ee]xercises? \d+(?![\d.]).{20}", words) == []
    if path.stem in ASSIGNMENTS:
        assert f"{path.stem}.zip" in OFFER.search(path.read_text(encoding="utf-8"))[0]


def test_the_other_pages_name_the_chapters_alike(course):
    out = course / "exported_html"
    assert "Chapter 1</p>" in (out / "index.html").read_text(encoding="utf-8")
    assert '"1 First steps"' in (out / "search.html").read_text(encoding="utf-8")
    pages = {SECOND: '<li id="ref-he-2015">K. He: T, 2015. <a href="#exercise-1">2.1</a></li>'}
    chapters = [(FIRST, "First steps"), (SECOND, "Second steps")]
    references = references_page(pages, chapters)
    assert f'Cited in <a href="{SECOND}.html#ref-he-2015">2\u00a0Second steps</a>' in references
    assert f'<a href="{SECOND}.html#exercise-1">2.1</a>' in references
    page = glossary_page("| term | meaning | notebook |\n|---|---|---|\n| step | it is | W7A2 |", chapters)
    assert f'<td><a href="{SECOND}.html">2\u00a0Second steps</a></td>' in page


def test_the_data_of_a_chapter_are_linked(tmp_path):
    root = make_course(tmp_path)
    sheet = root / "datasets" / "some.md"
    sheet.write_text("# Some", encoding="utf-8")
    assert data_files(root, FIRST) == [root / "datasets" / "some.csv", sheet]
    assert data_files(root, SECOND) == []
    assert first_mentions(root, {}, "", root / "notebooks" / FIRST)["datasets/some.md"] == ("../datasets/some.md", "")


def test_numbers_stand_to_the_right_and_words_to_the_left_however_a_table_is_written(tmp_path):
    rows = ["| model | a | b | c |", "|--:|:--|:--|--:|"]
    rows += ["| two layers, wide | 3 | 0.36 (0.25 to 0.49) | yes |", "| $x$ | 4 | | no |"]
    html = Prose(tmp_path).html("\n".join(rows))
    heads = re.findall(r'<th scope="col"( class="right")?>(\w+)</th>', html)
    assert heads == [("", "model"), (' class="right"', "a"), (' class="right"', "b"), ("", "c")]
    assert '<td class="label">two layers, wide</td>' in html, "it is not squeezed into a word to a line"
    assert "<td>yes</td>" in html
    assert '<td class="right">0.36 (0.25 to 0.49)</td>' in html
    assert '<td class="right">16</td>' in Prose(tmp_path).html("| n |\n|:--|\n| 16 |")
    assert '<td class="label">16 trials at once</td>' in Prose(tmp_path).html("| n |\n|--:|\n| 16 trials at once |")


def test_works_are_cited_and_have_their_doi():
    listed = '<ul>\n<li>K. He, X. Zhang: <a href="https://arxiv.org/abs/1502.01852">Delving</a>, 2015.</li>\n</ul>'
    html, works = cite(f'<p>(He et al., 2015)</p><h2 id="Further-reading">W</h2>{listed}')
    assert '<a class="cite" href="#ref-he-2015">He et al., 2015</a>' in html
    assert '<li id="ref-he-2015">' in html
    assert "https://doi.org/10.48550/arXiv.1502.01852" in html
    assert [(work.surname, work.year) for work in works] == [("He", "2015")]


def test_a_page_ends_with_the_glossary_folded(tmp_path):
    head = "# Glossary and notation\n\n| term | meaning | notebook |\n|:---|:---|:---|\n"
    terms = f"{head}| learning rate, step | $\\alpha$ | W1A1 |"
    html = export(tmp_path, TITLE, terms=terms, chapters=[("W7A9-Some", "Title")])
    read = audit(html, tmp_path, pages={*ASIDE, "notebook.ipynb", "W7A9-Some.html"})
    assert read.formulas == 1
    assert (None, "#glossary") in read.links
    assert re.search(r'<h2 id="glossary">.*<details.*<tr id="term-learning-rate">', html, re.DOTALL)


def test_a_meaning_that_begins_with_a_number_is_no_list(tmp_path):
    """A list inside the link that a term is would be no list to a screen reader."""
    assert links("| variance | 1. of a *model*; 2. of numbers | W1A4 |", tmp_path) == {
        "variance": ("#term-variance", "1. of a <em>model</em>; 2. of numbers")
    }


def test_a_changed_glossary_makes_pages_out_of_date(tmp_path):
    write_notebook(tmp_path, FIRST, "One", [TITLE])
    before = sources.page_digests(tmp_path)
    sources.glossary(tmp_path).write_text("| term | meaning |", encoding="utf-8")
    assert sources.page_digests(tmp_path) != before


def test_notebook_only_cells_stay_in_the_notebook(course):
    assert "In this notebook" not in page_of(course)


def test_title_summary_minutes_result_and_versions(course):
    meta = PageReader(page_of(course)).meta
    assert meta["title"] == "First steps"
    assert meta["description"].startswith("What a report may meet, from formulas such as")
    assert meta["result"] == "Half of 9 is 4.5."
    assert 1 <= int(meta["minutes"]) <= 5
    assert re.search(r"Executed with Python 3\.\d+\.\d+, NumPy 2[\d.]+, Matplotlib 3", page_of(course))
    assert sources.page_digests(course)[FIRST][:16] in page_of(course)


def test_results_are_tables_with_captions_and_html_outputs_are_clean(course):
    html = page_of(course)
    assert re.search(r'<caption>What it cost</caption>.*<th scope="col" class="right">cost</th>', html, re.DOTALL)
    assert "<td>1</td>" in cell_of(html, "html")
    assert "<script" not in cell_of(html, "html")


def test_powers_of_ten_in_a_table_are_written_as_such(tmp_path):
    data = {
        "text/markdown": "| a | b | c |\n|---|--:|---|\n| 1e-11 | -1.0e+00 | 2.5e+12 |\n| sure 1e-3 | <1e-07 | 0x1e |"
    }
    cell = showing("a", {"output_type": "display_data", "data": data, "metadata": {}})
    cells = re.findall(r"<td[^>]*>(.*?)</td>", cell_of(export(tmp_path, TITLE, cell), "a"))
    assert cells == [
        "10<sup>−11</sup>",
        "−1.0",
        "2.5\u00a0·\u00a010<sup>12</sup>",
        "sure 1e-3",
        "&lt;10<sup>−7</sup>",
        "0x1e",
    ]


def test_a_result_says_its_powers_of_ten_as_such(tmp_path):
    printed = {"output_type": "stream", "name": "stdout", "text": "It fell\nto 4e-11, not to 2.5e+07.\n"}
    html = export(tmp_path, TITLE, showing("a", printed, "result"))
    assert "<p>It fell to 4\u00a0·\u00a010⁻¹¹, not to 2.5\u00a0·\u00a010⁷.</p>" in cell_of(html, "a")


def test_captions_and_labels_say_their_powers_of_ten_as_such(tmp_path):
    data = {"text/markdown": "They differ by 4e-07.\n\n| a |\n|--:|\n| 1 |"}
    table = showing("a", {"output_type": "display_data", "data": data, "metadata": {}})
    assert "<caption>They differ by 4\u00a0·\u00a010⁻⁷.</caption>" in export(tmp_path, TITLE, table)
    assert with_powers("best 5e-09 at 1e-8, one 1e3, s1e-3") == "best 5\u00a0·\u00a010⁻⁹ at 10⁻⁸, one 10³, s1e-3"


def test_progress_bars_never_reach_a_page(course):
    output = re.search(r'<pre class="output[^>]*>(.*?)</pre>', cell_of(page_of(course), "bars"), re.DOTALL)[1]
    assert output == "before\nafter"


def test_long_code_and_long_outputs_are_folded(course):
    cell = cell_of(page_of(course), "long")
    assert "<summary>Show code</summary>" in cell
    assert "<summary>Output, 50 lines</summary>" in cell


def test_figures_are_drawings_in_the_pages_colours_and_files_for_the_readme(course):
    cell = cell_of(page_of(course), "costs")
    assert "up from 1 to 3" in cell
    assert cell.count("<svg ") == 2, "one for a wide screen, one for a narrow one"
    assert "var(--blue,#0072b2)" in cell
    file = course / "exported_html" / "figures" / f"{FIRST}-costs.svg"
    drawn = ElementTree.fromstring(file.read_text(encoding="utf-8"))
    assert drawn.tag == "{http://www.w3.org/2000/svg}svg"
    used = {use.get("href") for use in drawn.iter("{http://www.w3.org/2000/svg}use")}
    defined = {f"#{one.get('id')}" for one in drawn.iter() if one.get("id")}
    assert used
    assert used <= defined


def test_links_lead_to_pages_and_neighbours(course):
    links = [url for _, url in PageReader(page_of(course)).links]
    assert links.count(f"{SECOND}.html") == 4  # in the text, the contents, and above and below as the next chapter
    assert "#The-end" in links
    beside = [url for url in links if url.startswith("..")]
    assert beside == ["../datasets/some.csv"], "the pages work where nothing but the data lies beside them"
    assert 'rel="prev" href="W7A1-First_Steps.html"' in page_of(course, SECOND)


def test_the_index_lists_what_there_is_in_order_with_results(course):
    html = (course / "exported_html" / "index.html").read_text(encoding="utf-8")
    page = audit(html, course / "exported_html")
    chapters = [url for _, url in page.links if url.startswith("W7")]
    assert chapters == [f"{FIRST}.html", f"{FIRST}.html", f"{SECOND}.html"]  # the first is "Start reading"
    for words in ("First steps", "Half of 9 is 4.5.", "Chapter 2"):
        assert words in html


@pytest.mark.parametrize("name", ["code.html", "glossary.html", "references.html", "search.html"])
def test_pages_beside_the_chapters_are_sound(name):
    html = (OUT / name).read_text(encoding="utf-8")
    audit(html, OUT)
    here = re.findall(r'href="([^"]+)" aria-current="page"', html)
    assert here == ([] if name == "search.html" else [name]), "the contents show where one is"


def test_the_search_holds_the_words_of_every_section(course):
    html = (course / "exported_html" / "search.html").read_text(encoding="utf-8")
    sections = json.loads(re.search(r"const sections = (\[.*\]);", html)[1])
    headings = [(page, identity) for page, _, identity, _, _ in sections]
    assert (FIRST, "The-formulas") in headings
    assert (SECOND, "text") in headings
    assert any("A page without a formula" in words for *_, words in sections)


def test_the_code_page_has_the_modules_and_an_id_for_each_function():
    html = (OUT / "code.html").read_text(encoding="utf-8")
    for identity in ("network", "forward_propagation", "backward_propagation", "train"):
        assert f'id="{identity}"' in html


def test_the_answers_to_the_figures_to_move_have_the_numbers_of_the_figures():
    data = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in PLAYGROUNDS.glob("*.json")}
    along, across = data["optimizers"]["curvatures"]
    assert f"κ = {across / along:.0f}" in TASKS["optimizers"].title
    assert f"2/{across:.0f} = {2 / across}" in TASKS["optimizers"].answer

    found = data["regularization"]
    settings = [(lambd, keep) for lambd in found["lambdas"] for keep in found["keeps"]]
    costs = dict(zip(settings, (run["dev"] for run in found["runs"])))
    alone = [(lambd, 1.0) for lambd in found["lambdas"]], [(0, keep) for keep in found["keeps"]]
    best = [min(some, key=costs.get) for some in (*alone, settings)]
    assert best == [(3, 1.0), (0, 0.4), (3, 0.9)]
    assert all(f"{costs[setting]:.3f}" in TASKS["regularization"].answer for setting in best)

    steps = data["gradient-step"]
    for way, best in (("forward", -8), ("central", -5)):
        assert abs(steps["steps"][np.argmin(steps[way])] - best) < 0.5, way

    scales = data["weight-scale"]
    ratios = {scale: abs(row[-1] - row[0]) for scale, row in zip(scales["scales"], scales["forward"])}
    assert [scale for scale, powers in ratios.items() if powers <= 1] == [0.9, 0.95, 1, 1.05, 1.1]


@pytest.mark.parametrize("name", sorted(playgrounds()))
def test_a_figure_to_move_stands_on_a_page_with_a_picture_for_print(name):
    pages = [(OUT / f"{assignment}.html").read_text(encoding="utf-8") for assignment in ASSIGNMENTS]
    (found,) = [
        found for page in pages for found in re.findall(rf'data-playground="{name}">(.*?)</section>', page, re.DOTALL)
    ]
    assert found.index(str(escape(TASKS[name].task))) < found.index("<svg") < found.index('<details class="answer">')


# The same again


def test_one_executed_notebook_gives_the_same_page_twice(course):
    before = page_of(course)
    (course / "exported_html" / f"{FIRST}.html").unlink()
    make_page(course, FIRST, sources.page_digests(course)[FIRST])
    assert page_of(course) == before


def test_two_executions_differ_only_in_cells_that_are_timed(course):
    path = sources.find_notebooks(course)[FIRST]
    first, second = executed(course, path), execute(path, course)
    assert differing_cells(first, second) == []
    assert cell_named(first, "clock").outputs != cell_named(second, "clock").outputs
    del cell_named(first, "clock").metadata["tags"]
    assert differing_cells(first, second) == ["clock"]


def cell_named(notebook, id):
    return next(cell for cell in notebook.cells if cell.id == id)


# What must not become a page


def failing(tmp_path, *cells):
    root = make_course(tmp_path)
    return write_notebook(root, FIRST, "First", [TITLE, *cells]), root


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        (code("oops", "1 / 0", "raises-exception"), r"cell 'oops': ZeroDivisionError: division by zero"),
        (code("loud", "import warnings\nwarnings.warn('careful')"), r"cell 'loud' writes to stderr: .*careful"),
        (
            code("bar", "from tqdm import tqdm\nlist(tqdm(range(3)))"),
            r"cell 'bar' writes to stderr: .*progress belongs on stdout",
        ),
        (code("dead", "import os\nos._exit(1)"), r"First\.ipynb: .*[Kk]ernel died"),
    ],
)
def test_errors_and_warnings_fail_the_build_whatever_the_tags(tmp_path, cell, message):
    path, root = failing(tmp_path, cell)
    with pytest.raises(ReportError, match=f"(?s){message}"):
        execute(path, root)


def test_a_page_that_fails_stays_as_it_was_and_the_others_are_built(tmp_path):
    _, root = failing(tmp_path, prose("wrong", r"$\nonsense$"))
    page = root / "exported_html" / f"{FIRST}.html"
    page.parent.mkdir()
    page.write_text("as it was")
    lines = []
    assert build(root=root, say=lines.append) == 1
    assert page.read_text() == "as it was"
    assert page.with_name(f"{SECOND}.html").exists()
    failed = next(line for line in lines if "FAILED" in line)
    assert re.search(r"First\.ipynb: cell 'wrong' the formula '\\\\nonsense' cannot be typeset", failed)


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ([TITLE, prose("a", r"$\frac{1}$")], r"cell 'a' the formula .* cannot be typeset"),
        ([TITLE, prose("a", "$ж$")], "cell 'a' .* needs 'ж', which the font of the reports does not have"),
        ([TITLE, prose("a", "![words](gone.png)")], r"cell 'a' the picture gone\.png is not in the notebook's folder"),
        ([TITLE, prose("a", "![words](https://example.org/a.png)")], r"cell 'a' the picture https"),
        ([TITLE, prose("a", "# Another title")], "2 headings of level 1"),
        ([prose("a", "No title")], "0 headings of level 1"),
        ([prose("a", "# Title")], "no paragraph after its title"),
        ([TITLE, showing("a", png_output())], r"cell 'a' shows a picture that is no utils\.plotting\.Picture"),
        ([TITLE, prose("a", "*Figure 1. Nothing.*")], "cell 'a' begins with the caption of figure 1, but there is no"),
        (
            [TITLE, showing("a", picture_output()), prose("b", "*Figure 2. Something.*")],
            "cell 'b' has the caption of figure 2, and it is the page's figure 1",
        ),
        ([TITLE, code("a", "", "headline")], "cell 'a' has the tag headline, but shows no picture"),
        ([TITLE, code("a", "", "result")], "cell 'a' has the tag result, but prints nothing"),
        (
            [TITLE, *(showing(id, picture_output(), "headline") for id in "ab")],
            "cell 'b' has the tag headline, and so has an earlier cell",
        ),
        (
            [TITLE, showing("a", {"output_type": "display_data", "data": {"image/svg+xml": "<svg/>"}, "metadata": {}})],
            r"cell 'a' shows image/svg\+xml: a report can show",
        ),
    ],
)
def test_what_cannot_be_shown_is_refused_and_the_message_says_where(tmp_path, cells, message):
    with pytest.raises(ReportError, match=message):
        export(tmp_path, *cells)


@pytest.mark.parametrize(
    ("markdown", "message"),
    [
        ("[there](#nowhere)", "cell 'a' links to #nowhere, which is nowhere on the page"),
        ("[there](gone.md)", r"cell 'a' links to \.\./notebooks/W7A9-Some/gone\.md, which is not there"),
        ("[there](../W9-Gone/Gone.ipynb)", r"cell 'a' links to W9-Gone\.html, which is not there"),
        (r"the rate \alpha is small", r"cell 'a' shows '\\\\alpha' as it is written"),
        ("<p>the rate $x$ in HTML</p>", r"cell 'a' shows '\$x\$' as it is written"),
        ("#### Deep", "cell 'a' has a heading of level 4 after one of level 1"),
        ('<img src="https://example.org/a.png" alt="a">', r"cell 'a' loads https://example\.org/a\.png"),
        ('<img src="data:," alt="">', "cell 'a' shows a picture that no words describe"),
        ("Guess before you run the next cell.", "cell 'a' says 'next cell'"),
        ('<p id="text">twice</p>', "cell 'a' has a second id 'text'"),
    ],
)
def test_a_page_that_would_disappoint_is_refused_and_the_message_says_where(tmp_path, markdown, message):
    html = export(tmp_path, TITLE, prose("a", markdown))
    with pytest.raises(ReportError, match=message):
        audit(html, tmp_path, pages=ASIDE)


def test_what_is_right_is_not_refused(tmp_path):
    (tmp_path / "notebook.ipynb").touch()
    html = export(tmp_path, TITLE, prose("a", "## A\n\n`$x$ \\alpha` [up](#A) costs \\$5\n\n```\n\\(x\\)\n```"))
    assert audit(html, tmp_path, pages=ASIDE).formulas == 0


# Small parts


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain\n\nlines\n", "plain\n\nlines\n"),
        ("a\n 50%|█████     | 1/2 [00:00<00:00, 9.9it/s]\nb\n", "a\nb\n"),
        ("training:  7%|▋    | 1/15 [00:00<?, ?it/s, cost=0.3]done\n", "done\n"),
        ("3it [00:00, 299.9it/s]\nb\n", "b\n"),
        ("old\rnew\n", "new\n"),
        ("   \r\nb\n", "b\n"),
        ("32/32 ━━━━━━━━━━ 0s 2ms/step - loss: 0.3\nb\n", "b\n"),
        ("┏━━━━┓\nloss fell 20% | in all\n", "┏━━━━┓\nloss fell 20% | in all\n"),
    ],
)
def test_without_bars(text, shown):
    assert without_bars(text) == shown


def test_a_formula_is_numbered_only_where_it_is_asked_for(tmp_path):
    prose_of = Prose(tmp_path)
    assert "(1)" not in prose_of.html(r"\begin{align} a &= b \\ c &= d \end{align}")
    assert "(7)" in prose_of.html(r"$$ a = b \tag{7} $$")


def test_words_have_the_quotation_marks_of_print_and_code_and_formulas_have_not(tmp_path):
    words = """Adam's "first *step*" ("$x'$"), `"a"`, **"b"** `x`'s\n\n## It's "a"\n\n- "a"\n\n"""
    html = Prose(tmp_path).html(words + """<img alt="it's" src="data:,">""")
    for words in ("Adam’s “first <em>step</em>” (“", "<code>&quot;a&quot;</code>", "“b”", "</code>’s", "<li>“a”</li>"):
        assert words in html
    assert "It’s “a”" in html
    assert 'id="It&#x27;s-&quot;a&quot;"' in html, "JupyterLab's id"
    assert "it's" in html, "in an attribute"


@pytest.mark.parametrize(
    ("tex", "words"),
    [
        (r"\sqrt{\kappa}", "√κ"),
        (r"\hat v = \frac{v}{1 - \beta_1^t}", "vˆ=v/(1−β_1^t)"),
        (r"W' W^{[l]}", "W′W^[l]"),
        (r"\frac{\lambda}{2m} \sum_{i=1}^m w_i^2 < 10^{-7}", "λ/2m∑_(i=1)^mw_i^2<10^−7"),
    ],
)
def test_a_formula_can_be_said_in_a_line(tmp_path, tex, words):
    """As the search does it, and a page's description."""
    assert text_of(Prose(tmp_path).html(f"${tex}$")) == words


def test_a_full_stop_stays_with_the_formula_before_it(tmp_path):
    assert '<span class="word"><math><mi>x</mi></math>.</span>' in Prose(tmp_path).html("It is $x$.")


def test_headings_of_the_same_name_get_ids_of_their_own(tmp_path):
    prose_of = Prose(tmp_path)
    prose_of.html("## Check\n\n## Check\n\n## Check, twice")
    assert [name for _, name, *_ in prose_of.headings] == ["Check", "Check~2", "Check,-twice"]


# Figures


def test_letters_keep_their_size_and_labels_of_a_narrow_figure_do_not_lie_on_one_another():
    figure = Figure(figsize=(7, 3.4), layout="constrained")
    axes = figure.add_subplot()
    axes.plot([0, 1], [0, 1], color="0.93")
    axes.set(xticks=[0, 1], xticklabels=["no regularization", "early stopping"])
    ends = [(f"a label of two lines, {number}", 0.5 + number / 100, "black") for number in range(4)]
    label_ends(axes, ends)
    figures.lay_out(figure, 1)
    assert figures.make_room(figure)
    drawn = figures.drawn(figure)
    assert "scale(0.08 -0.08)" in drawn, "8 points"
    assert "var(--grid,#ededed)" in drawn
    renderer = figure._get_renderer()
    boxes = [text.get_window_extent(renderer) for text in (*axes.texts, *axes.get_xticklabels())]
    assert len(boxes) == 6
    assert not [pair for pair in combinations(boxes, 2) if figures._overlap(*pair)]
    assert all(box.x0 >= 0 and box.x1 <= figure.bbox.width for box in boxes)


def test_panels_that_get_too_narrow_beside_each_other_are_laid_out_one_below_the_other():
    """As those of figures whose labels stand to the right of each panel; no tick is outside of what is drawn."""
    figure = Figure(figsize=(7, 3), layout="constrained")
    for axes in figure.subplots(1, 2, sharey=True):
        axes.plot(np.geomspace(1, 2600, 20), np.ones(20), label="a")
        label_ends(axes, [("a long label", 1, "black")])
    narrow = figures.narrow(figure)
    width, height = map(int, re.search(r'width="(\d+)" height="(\d+)"', narrow).groups())
    assert height > 0.9 * width
    figures.lay_out(figure, 2)
    assert not figures.make_room(figure), "side by side"
    for axes in figure.axes:
        low, high = axes.get_xlim()
        assert low > -300
        assert high < 3000


def test_a_label_in_a_narrow_panel_leaves_the_line_that_it_would_lie_on():
    figure = Figure(figsize=(7, 3), layout="constrained")
    axes = figure.add_subplot()
    axes.plot([0, 1], [1, 1], color=BLUE)
    axes.set_ylim(0, 2)
    label = axes.annotate("at every step", (0.5, 1), va="center")
    figures.lay_out(figure, 1)
    assert figures.make_room(figure)
    box = label.get_window_extent(figure._get_renderer())
    _, line = axes.transData.transform((0.5, 1))
    assert not box.y0 < line < box.y1


def test_a_label_in_a_narrow_panel_leaves_the_circle_around_a_point():
    figure = Figure(figsize=(7, 3), layout="constrained")
    axes = figure.add_subplot()
    axes.plot(0.5, 1, "o", markersize=20, markerfacecolor="none")
    axes.scatter([0.2], [1], s=400)
    axes.set(xlim=(0, 1), ylim=(0, 2))
    labels = [axes.annotate("0.0007", (at, 1), (9, 0), textcoords="offset points", va="center") for at in (0.5, 0.2)]
    figures.lay_out(figure, 1)
    assert figures.make_room(figure)
    for label, at in zip(labels, (0.5, 0.2)):
        box = label.get_window_extent(figure._get_renderer())
        x, y = axes.transData.transform((at, 1))
        nearest = np.clip(x, box.x0, box.x1) - x, np.clip(y, box.y0, box.y1) - y
        assert np.hypot(*nearest) > 10 * figure.dpi / 72


def test_a_colour_bar_lies_below_the_panels_of_a_narrow_figure():
    figure = plot_decision_boundaries([("a", lambda X: X[:1] > 0)], np.eye(2), np.eye(2)[:1], probability=True).figure
    figures.lay_out(figure, 2)
    assert figures.make_room(figure)
    panel, bar = figure.axes
    assert bar.bbox.y1 < panel.bbox.y0
    assert bar.get_xlabel() == "probability of class 1"


@pytest.mark.parametrize("name", sorted(name for name in frame.PALETTE if name.endswith("-text")))
def test_text_in_every_colour_of_the_figures_can_be_read_on_the_page(name):
    for color, ground in zip(frame.PALETTE[name], frame.PALETTE["ground"]):
        assert contrast(color, ground) >= 4.5


def test_text_of_a_figure_has_the_readable_shade_of_its_colour_and_lines_keep_theirs():
    named = set(LINES) - {"#000000"}
    assert {f"{svg.COLORS[color.lower()]}-text" for color in named} <= set(frame.PALETTE)
    drawn = figures.drawn(plot_costs({"early stopping": [1, 2], "training": [2, 1]}).figure)
    assert "fill:var(--orange-text," in drawn
    assert "stroke:var(--orange,#e69f00)" in drawn


def test_an_exercise_s_docstring_has_a_line_for_each_argument_and_formula():
    docstring = [
        "One step of gradient descent. This sentence is so long that it goes on in the next line of the",
        "docstring.",
        "",
        "    w := w - learning_rate * dw",
        "    v := beta * v + (1 - beta) * dw, an average              s := beta * s + (1 - beta) * dw^2",
        "    v_hat = v / (1 - beta^t)                                 s_hat = s / (1 - beta^t)",
        "",
        "weights: dict of arrays, of any number of layers, in a line that is as long as it may become.",
        "learning_rate, epsilon: positive numbers.",
        "Returns the new weights,",
        "    a dict.",
    ]
    body = "\n".join(f"    {line}" for line in docstring)
    ((_, shown),) = asked(f'def step(weights):\n    """{body.strip()}\n    """\n    return weights')
    formulas = [re.sub(r"(?<=\S) {3,}", "\u2003\u2003", line) for line in docstring[3:6]]
    words = [" ".join(docstring[:2]), "", *formulas, *docstring[6:9], "Returns the new weights, a dict."]
    assert shown.splitlines() == words
