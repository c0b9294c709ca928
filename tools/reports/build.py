"""Make the pages that are out of date, two at a time, and from all pages the index and the figures."""

import base64
import os
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context

from tools.reports import ROOT, ReportError
from tools.reports.audit import PageReader, audit
from tools.reports.frame import index_page, place
from tools.reports.sources import digest_in, execution_digest, find_notebooks, glossary, neighbours, page_digests

AT_ONCE = 2


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
        _derive(out, list(digests), say)
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
    terms = glossary(root)
    page = Page(
        assignment=assignment,
        notebook=path,
        link=f"../{path.relative_to(root).as_posix()}",
        sources=digest,
        versions=notebook.metadata.report["versions"],
        neighbours=neighbours(notebooks, assignment),
        terms=terms.read_text(encoding="utf-8") if terms.exists() else "",
    )
    try:
        html, _ = ReportExporter().from_notebook_node(notebook, {"page": page})
        audit(html, out, pages={"index.html", *(f"{name}.html" for name in notebooks)})
    except ReportError as problem:
        raise ReportError(f"{path}: {problem}") from problem
    write_if_changed(out / f"{assignment}.html", html.encode())
    figures = sum(output["kind"] == "figure" for output in page.outputs())
    seconds = time.monotonic() - started
    line = f"{len(html.encode()) / 1000:.0f} kB, {page.formulas} formulas, {figures} figures, made in {seconds:.0f} s"
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


def _derive(out, assignments, say):
    """Make the index and the figures, from the pages alone, and remove what no page accounts for any more."""
    files = derived(out, assignments)
    for name, content in files.items():
        write_if_changed(out / name, content)
    kept = {out / name for name in (*files, *(f"{assignment}.html" for assignment in assignments))}
    for stale in sorted({*out.glob("*.html"), *out.glob("figures/*")} - kept):
        stale.unlink()
        say(f"{stale.relative_to(out)}: removed, for nothing makes it any more")


def derived(out, assignments):
    """{name: bytes} of the files that follow from the pages in out: the index, and the figures for the README."""
    entries, files = [], {}
    for assignment in assignments:
        path = out / f"{assignment}.html"
        if not path.exists():
            continue
        page = PageReader(path.read_text(encoding="utf-8"))
        pictures = [attributes for _, attributes in page.images]
        headline = next((picture for picture in pictures if "data-headline" in picture), None)
        entries.append({"assignment": assignment, "place": place(assignment), "picture": headline, **page.meta})
        for picture in pictures:
            if "data-file" in picture:
                files[f"figures/{picture['data-file']}"] = base64.b64decode(picture["src"].split(",", 1)[1])
    return {"index.html": index_page(entries).encode()} | files


def write_if_changed(path, content):
    """Write bytes to a file, all or nothing; leave it untouched if they are in it already."""
    if path.exists() and path.read_bytes().replace(b"\r\n", b"\n") == content.replace(b"\r\n", b"\n"):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(path.name + ".part")
    unfinished.write_bytes(content)
    os.replace(unfinished, path)
