"""Make the pages that are out of date, two at a time, and from all pages the index and the figures."""

import datetime
import os
import re
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context

from tools.reports import ROOT, ReportError
from tools.reports.aside import code_links, code_page, glossary_page, index_page, references_page, search_page
from tools.reports.audit import PageReader, audit
from tools.reports.frame import standalone
from tools.reports.sources import (
    chapters,
    datasets,
    date_in,
    digest_in,
    execution_digest,
    find_notebooks,
    glossary,
    page_digests,
)

AT_ONCE = 2
ASIDE = ("index.html", "code.html", "glossary.html", "references.html", "search.html")
LETTERS = re.compile(r'<path id="([^"]+)"[^>]*/>')
DRAWING = re.compile(
    r'<div class="drawing"[^>]* data-file="([^"]+)"[^>]*><div class="on-wide"[^>]*>(.*?)</div>', re.DOTALL
)


def build(assignments=(), force=False, root=ROOT, say=print):
    """Bring exported_html/ up to date: every page, or those of some assignments; with force, whether they are or not.

    say: is given a line for each page. Returns the number of pages that could not be made; those stay as they were.
    Raises ReportError for an assignment that does not exist.
    """
    out, digests = root / "exported_html", page_digests(root)
    unknown = sorted(set(assignments) - set(digests))
    if unknown:
        raise ReportError(f"No assignment {', '.join(unknown)}; there are {', '.join(digests)}.")
    wanted = [name for name in digests if not assignments or name in assignments]
    current = [name for name in wanted if not force and digest_in(out / f"{name}.html") == digests[name]]
    for name in current:
        say(f"{name}: up to date")
    failures = _make_pages({name: digests[name] for name in wanted if name not in current}, root, force, say)
    if out.exists():
        _derive(root, list(digests), say)
    return failures


def _make_pages(digests, root, force, say):
    """Make pages in processes of their own, for the conversion keeps a processor as busy as the execution does."""
    failures = 0
    with ProcessPoolExecutor(AT_ONCE, mp_context=get_context("spawn")) as pool:
        running = {pool.submit(make_page, root, name, digest, force): name for name, digest in digests.items()}
        for done in as_completed(running):
            try:
                say(f"{running[done]}: {done.result()}")
            except ReportError as problem:
                failures += 1
                say(f"{running[done]}: FAILED. {problem}")
    return failures


def make_page(root, assignment, digest, force=False):
    """Write exported_html/<assignment>.html, carrying that digest, and return a line about it.

    force: execute the notebook even if it was executed before, from the same sources.
    Raises ReportError, and then writes nothing.
    """
    from tools.reports.export import Page, ReportExporter

    started = time.monotonic()
    notebooks, out = find_notebooks(root), root / "exported_html"
    path = notebooks[assignment]
    notebook = executed(root, path, force)
    terms = glossary(root).read_text(encoding="utf-8") if glossary(root).exists() else ""
    before = out / f"{assignment}.html"
    page = Page(
        assignment=assignment,
        notebook=path,
        path=path.relative_to(root).as_posix(),
        sources=digest,
        date=date_in(before) if digest_in(before) == digest else datetime.date.today().isoformat(),
        versions=notebook.metadata.report["versions"],
        chapters=chapters(notebooks),
        terms=terms,
        links=first_mentions(root, notebooks, terms, path.parent),
        hints=hints(root, assignment),
        data=[file.name for file in data_files(root, assignment)],
    )
    try:
        html, _ = ReportExporter().from_notebook_node(notebook, {"page": page})
        audit(html, out, pages={*ASIDE, *(f"{name}.html" for name in notebooks)})
    except ReportError as problem:
        raise ReportError(f"{path}: {problem}") from problem
    write_if_changed(out / f"{assignment}.html", html.encode())
    figures = sum(output["kind"] == "figure" for output in page.outputs())
    seconds = time.monotonic() - started
    size, formulas = len(html.encode()) / 1000, html.count("<math")
    line = f"{size:.0f} kB, {formulas} formulas, {figures} figures, made in {seconds:.0f} s"
    return line + "".join(f"\n  No cell has the tag '{tag}', which the index needs." for tag in page.missing_tags())


def executed(root, path, force=False):
    """The notebook with its outputs, kept in build/reports/ until something changes that they follow from."""
    import nbformat

    from tools.reports.execute import execute, versions

    kept = root / "build" / "reports" / f"{path.parent.name}.ipynb"
    digest = execution_digest(root, path)
    if kept.exists() and not force:
        notebook = nbformat.read(kept, as_version=4)
        if notebook.metadata.report["sources"] == digest:
            return notebook
    notebook = execute(path, root)
    notebook.metadata["report"] = {"sources": digest, "versions": versions(notebook)}
    kept.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, kept)
    return notebook


def first_mentions(root, notebooks, terms, folder):
    """What the text of a page links when it first mentions it: see Prose."""
    from tools.reports.glossary import links

    others = {name.split("-")[0]: (f"{name}.html", "") for name in notebooks}
    data = {f"datasets/{file.name}": (f"../datasets/{file.name}", "") for file in data_files(root, folder.name)}
    return code_links(root) | (links(terms, folder) if terms else {}) | others | data


def data_files(root, assignment):
    """The paths of the data that an assignment uses, each before its data sheet."""
    files = [file for data in datasets(root, assignment) for file in (data, data.with_suffix(".md"))]
    return [file for file in files if file.exists()]


def hints(root, assignment):
    """{function: the messages of the three mistakes that its exercise names first}, from the declarations."""
    from graders.exercises import find, names

    if root != ROOT or assignment not in names():
        return {}
    return {
        exercise.name: list(dict.fromkeys(mistake.message for mistake in exercise.mistakes))[:3]
        for exercise in find(assignment).exercises
    }


def _derive(root, assignments, say):
    """Make what follows from the pages, and remove what no page accounts for any more."""
    out = root / "exported_html"
    files = derived(root, assignments)
    for name, content in files.items():
        write_if_changed(out / name, content)
    kept = {out / name for name in (*files, *(f"{assignment}.html" for assignment in assignments))}
    for stale in sorted({*out.glob("*.html"), *out.glob("figures/*")} - kept):
        stale.unlink()
        say(f"{stale.relative_to(out)}: removed, for nothing makes it any more")


def derived(root, assignments):
    """{name: bytes} of what follows from the pages of a course: the pages beside them, and figures for the README."""
    out, entries, pages, files = root / "exported_html", [], {}, {}
    for assignment in assignments:
        path = out / f"{assignment}.html"
        if not path.exists():
            continue
        html = path.read_text(encoding="utf-8")
        meta = PageReader(html).meta
        if "title" not in meta:
            continue  # not a page of ours
        pages[assignment] = html
        entries.append({"assignment": assignment, **meta})
        letters = {found[1]: found[0] for found in LETTERS.finditer(html)}
        for name, drawing in DRAWING.findall(html):
            files[f"figures/{name}"] = standalone(drawing, letters)
    listed = [(entry["assignment"], entry["title"]) for entry in entries]
    terms = glossary(root).read_text(encoding="utf-8") if glossary(root).exists() else ""
    aside = {
        "index.html": index_page(entries),
        "code.html": code_page(root, listed),
        "glossary.html": glossary_page(terms, listed),
        "references.html": references_page(pages, listed),
        "search.html": search_page(pages, listed),
    }
    return {name: text.encode() for name, text in (aside | files).items()}


def write_if_changed(path, content):
    """Write bytes to a file, all or nothing; leave it untouched if they are in it already."""
    if path.exists() and path.read_bytes().replace(b"\r\n", b"\n") == content.replace(b"\r\n", b"\n"):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(path.name + ".part")
    unfinished.write_bytes(content)
    os.replace(unfinished, path)
